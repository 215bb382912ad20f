//! The database schema, one change a file. A migration is frozen once it is released: it imports nothing of muster.

#![expect(
    elided_lifetimes_in_paths,
    reason = "the trait of migrations is written so, and async_trait takes only the same form"
)]

mod m20261121_000001_create_people;
mod m20261121_000002_create_documents;
mod m20261121_000003_create_identity_keys;
mod m20261121_000004_create_outbox;
mod m20261121_000005_create_generations;
mod m20261121_000006_create_origins;
mod m20261121_000007_create_changes;
mod m20261121_000008_create_merges;
mod m20261122_000009_keep_dismissals;
mod m20261122_000010_compress_faster;
mod m20261123_000011_index_texts_of_origins;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Every change of the schema, oldest first.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_create_people::Migration),
            Box::new(m20261121_000002_create_documents::Migration),
            Box::new(m20261121_000003_create_identity_keys::Migration),
            Box::new(m20261121_000004_create_outbox::Migration),
            Box::new(m20261121_000005_create_generations::Migration),
            Box::new(m20261121_000006_create_origins::Migration),
            Box::new(m20261121_000007_create_changes::Migration),
            Box::new(m20261121_000008_create_merges::Migration),
            Box::new(m20261122_000009_keep_dismissals::Migration),
            Box::new(m20261122_000010_compress_faster::Migration),
            Box::new(m20261123_000011_index_texts_of_origins::Migration),
        ]
    }
}
