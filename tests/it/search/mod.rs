//! The search engines, held to what a query means.

mod contract;
mod engines;
mod entry;
mod laws;
mod oracle;
mod parse;
mod people;
mod reasons;
mod rebuild;
mod served;
mod simulated;
