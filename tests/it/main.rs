//! The only test binary: each integration crate more would link the whole program once more.

#![cfg(test)]

mod cli;
mod deploy;
mod examples;
mod search;
mod shell;
mod store;
mod support;
mod tidy;
