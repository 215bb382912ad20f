//! The JSON API, asked over HTTP.

mod access;
mod answers;
mod changes;
mod files;
mod input;
mod merges;
mod metrics;
mod origins;
mod privacy;
mod profiles;
mod search;
