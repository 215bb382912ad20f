//! Documents: the texts as they were received, kept for as long as their person is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    string, string_uniq, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let documents = Table::create()
            .table("documents")
            .col(string("source_id").primary_key())
            .col(uuid("person_id"))
            .col(string_uniq("locator"))
            .col(string("kind"))
            .col(text("text"))
            .col(string("sha256"))
            .col(timestamp_with_time_zone("fetched_at"))
            .col(timestamp_with_time_zone_null("replaced_at"))
            .foreign_key(
                ForeignKey::create()
                    .name("documents_person_id")
                    .from("documents", "person_id")
                    .to("people", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(documents).await?;
        let of_a_person = Index::create()
            .name("documents_of_a_person")
            .table("documents")
            .col("person_id")
            .to_owned();
        manager.create_index(of_a_person).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("documents").to_owned())
            .await
    }
}
