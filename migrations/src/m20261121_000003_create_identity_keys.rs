//! Identity keys: the addresses and logins by which a person is known again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The value comes first in the primary key: it is what keys are looked up by.
        let identity_keys = Table::create()
            .table("identity_keys")
            .col(string("value"))
            .col(string("kind"))
            .col(uuid("person_id"))
            .primary_key(Index::create().col("value").col("kind"))
            .foreign_key(
                ForeignKey::create()
                    .name("identity_keys_person_id")
                    .from("identity_keys", "person_id")
                    .to("people", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(identity_keys).await?;
        let of_a_person = Index::create()
            .name("identity_keys_of_a_person")
            .table("identity_keys")
            .col("person_id")
            .to_owned();
        manager.create_index(of_a_person).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("identity_keys").to_owned())
            .await
    }
}
