//! One table a file. Nothing in here leaves the store.

#![expect(unreachable_pub, reason = "the entity macro needs public rows")]

pub(super) mod document;
pub(super) mod identity_key;
pub(super) mod outbox;
pub(super) mod person;
pub(super) mod turn;
