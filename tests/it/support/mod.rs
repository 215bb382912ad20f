//! What the integration tests share.

pub(crate) mod app;
pub(crate) mod clock;
pub(crate) mod databases;
pub(crate) mod files;
pub(crate) mod internet;
pub(crate) mod keep_alive;
pub(crate) mod meilisearch;
pub(crate) mod memory_index;
pub(crate) mod places;
pub(crate) mod postgres;
pub(crate) mod program;
pub(crate) mod tls;
