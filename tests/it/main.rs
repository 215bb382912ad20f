//! The only test binary: each integration crate more would link the whole program once more.

#![cfg(test)]

mod api;
mod browser;
mod cli;
mod corpus;
mod deploy;
mod directory;
mod docs;
mod examples;
mod extract;
mod pages;
mod search;
mod shell;
mod sources;
mod store;
mod support;
mod synth;
mod tidy;
