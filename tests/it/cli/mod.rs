//! The commands, as somebody at a terminal meets them.

mod add;
mod config;
mod duplicates;
mod eval;
mod export;
mod help;
mod parse;
mod reprocess;
mod search;
