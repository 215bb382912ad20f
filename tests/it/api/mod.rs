//! The JSON API, asked over HTTP.

mod access;
mod answers;
mod files;
mod input;
mod privacy;
mod profiles;
mod search;
