//! The only test binary: each integration crate more would link the whole program once more.

#![cfg(test)]

mod directory;
mod search;
mod store;
mod support;
mod tidy;
