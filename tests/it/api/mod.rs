//! The JSON API, asked over HTTP.

mod access;
mod answers;
mod input;
mod privacy;
mod profiles;
mod search;
