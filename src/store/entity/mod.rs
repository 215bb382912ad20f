//! One table a file. Nothing in here leaves the store.

#![expect(
    unreachable_pub,
    clippy::same_name_method,
    reason = "what the entity macro needs and makes"
)]

pub(super) mod change;
pub(super) mod correction;
pub(super) mod dismissal;
pub(super) mod document;
pub(super) mod generation;
pub(super) mod host;
pub(super) mod identity_key;
pub(super) mod intent;
pub(super) mod merge;
pub(super) mod origin;
pub(super) mod outbox;
pub(super) mod person;
pub(super) mod turn;
pub(super) mod version;
