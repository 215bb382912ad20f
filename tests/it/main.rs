//! The only test binary: each integration crate more would link the whole program once more.

#![cfg(test)]

mod browser;
mod docs;
mod examples;
mod tidy;
