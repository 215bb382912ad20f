//! Origins: the places that people's texts are read from again and again, and the hosts that have to be left in peace.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, string, string_uniq, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_origins(manager).await?;
        let hosts = Table::create()
            .table("hosts")
            .col(string("name").primary_key())
            .col(timestamp_with_time_zone("rests_until"))
            .to_owned();
        manager.create_table(hosts).await?;
        // No foreign key: SQLite adds none to a table that is there.
        let origin_of_a_text = Table::alter()
            .table("documents")
            .add_column(uuid_null("origin_id"))
            .to_owned();
        manager.alter_table(origin_of_a_text).await?;
        let of_an_origin = Index::create()
            .name("documents_of_an_origin")
            .table("documents")
            .col("origin_id")
            .to_owned();
        manager.create_index(of_an_origin).await?;
        let stale = Table::alter()
            .table("people")
            .add_column(timestamp_with_time_zone_null("stale_since"))
            .to_owned();
        manager.alter_table(stale).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("documents_of_an_origin")
            .table("documents")
            .to_owned();
        manager.drop_index(index).await?;
        for (table, column) in [("documents", "origin_id"), ("people", "stale_since")] {
            let without = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(without).await?;
        }
        for table in ["hosts", "origins"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn create_origins(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let origins = Table::create()
        .table("origins")
        .col(uuid("id").primary_key())
        .col(uuid("person_id"))
        .col(string("kind"))
        .col(string_uniq("locator"))
        .col(string("host"))
        .col(timestamp_with_time_zone("created_at"))
        .col(boolean("proven"))
        .col(boolean("stopped"))
        .col(text_null("reason"))
        .col(timestamp_with_time_zone("next_refresh_at"))
        .col(big_integer("interval_seconds"))
        .col(integer("failures"))
        .col(timestamp_with_time_zone_null("attempted_at"))
        .col(timestamp_with_time_zone_null("read_at"))
        .col(timestamp_with_time_zone_null("changed_at"))
        .col(text("validators"))
        .col(uuid_null("lease"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .foreign_key(
            ForeignKey::create()
                .name("origins_person_id")
                .from("origins", "person_id")
                .to("people", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    manager.create_table(origins).await?;
    let of_a_person = Index::create()
        .name("origins_of_a_person")
        .table("origins")
        .col("person_id")
        .to_owned();
    manager.create_index(of_a_person).await?;
    let due = Index::create()
        .name("origins_due")
        .table("origins")
        .col("next_refresh_at")
        .col("host")
        .cond_where(Expr::col("stopped").not())
        .to_owned();
    manager.create_index(due).await?;
    let leased = Index::create()
        .name("origins_leased")
        .table("origins")
        .col("leased_until")
        .cond_where(Expr::col("leased_until").is_not_null())
        .to_owned();
    manager.create_index(leased).await
}
