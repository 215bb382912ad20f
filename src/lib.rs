//! Muster: a self-hosted talent directory.
//!
//! Modules in reading order; who may import whom is in ARCHITECTURE.md and held by `tests/it/tidy.rs`.

pub mod profile;

pub mod taxonomy;

pub mod extract;

pub mod eval;
pub mod intake;
pub mod synth;

pub mod resolve;

pub mod sources;

pub mod store;

pub mod search;

pub mod directory;

pub mod web;

pub mod cli;

pub mod app;
pub mod config;
pub mod cpu;
pub mod metrics;
