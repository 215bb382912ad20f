//! People: who is in the directory, with the profile that is derived from their texts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string_uniq, text, timestamp_with_time_zone, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let people = Table::create()
            .table("people")
            .col(uuid("id").primary_key())
            .col(string_uniq("slug"))
            .col(big_integer("revision"))
            .col(text("profile"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .to_owned();
        manager.create_table(people).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("people").to_owned()).await
    }
}
