//! The only test binary: each integration crate more would link the whole program once more.

#![cfg(test)]

mod extract;
mod tidy;
