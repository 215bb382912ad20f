//! Generations of search indexes, what each has not heard yet, and what may be on its way to them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, string, string_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("outbox").to_owned())
            .await?;
        let generations = Table::create()
            .table("generations")
            .col(big_integer("number").primary_key())
            .col(string("target"))
            .col(string("state"))
            .col(big_integer("epoch"))
            .col(string_null("identity"))
            .col(big_integer("newest_ticket"))
            .col(timestamp_with_time_zone("since"))
            .col(timestamp_with_time_zone("seen_at"))
            .col(timestamp_with_time_zone_null("swept_at"))
            .col(uuid_null("lease_owner"))
            .col(timestamp_with_time_zone_null("lease_until"))
            .to_owned();
        manager.create_table(generations).await?;

        // No foreign key to people: a row outlives its person until the index has heard of the erasure.
        let outbox = Table::create()
            .table("outbox")
            .col(big_integer("generation"))
            .col(uuid("person_id"))
            .col(big_integer("want_seq"))
            .col(timestamp_with_time_zone("wanted_at"))
            .col(big_integer("pushed_seq"))
            .col(big_integer("ticket"))
            .col(boolean("in_flight"))
            .col(big_integer_null("version"))
            .col(integer("attempts"))
            .col(boolean("set_aside"))
            .col(text_null("reason"))
            .primary_key(Index::create().col("generation").col("person_id"))
            .to_owned();
        manager.create_table(outbox).await?;
        let behind = Index::create()
            .name("outbox_behind")
            .table("outbox")
            .col("generation")
            .col("want_seq")
            .cond_where(Expr::col("pushed_seq").lt(Expr::col("want_seq")))
            .to_owned();
        manager.create_index(behind).await?;
        let in_flight = Index::create()
            .name("outbox_in_flight")
            .table("outbox")
            .col("generation")
            .col("ticket")
            .cond_where(Expr::col("in_flight"))
            .to_owned();
        manager.create_index(in_flight).await?;

        let intents = Table::create()
            .table("intents")
            .col(uuid("id").primary_key())
            .col(big_integer("generation"))
            .col(uuid("node"))
            .col(timestamp_with_time_zone("claimed_at"))
            .col(text("people"))
            .to_owned();
        manager.create_table(intents).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["intents", "outbox", "generations"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        let outbox = Table::create()
            .table("outbox")
            .col(uuid("person_id").primary_key())
            .col(big_integer("want_seq"))
            .col(big_integer("pushed_seq"))
            .to_owned();
        manager.create_table(outbox).await?;
        let behind = Index::create()
            .name("outbox_behind")
            .table("outbox")
            .col("want_seq")
            .cond_where(Expr::col("pushed_seq").lt(Expr::col("want_seq")))
            .to_owned();
        manager.create_index(behind).await?;
        let everybody = Query::select()
            .column("id")
            .expr(Expr::val(1))
            .expr(Expr::val(0))
            .from("people")
            .to_owned();
        let unheard = Query::insert()
            .into_table("outbox")
            .columns(["person_id", "want_seq", "pushed_seq"])
            .select_from(everybody)
            .map_err(|error| DbErr::Custom(error.to_string()))?
            .to_owned();
        manager.execute(unheard).await
    }
}
