//! The outbox: what the search index has not heard yet, and the counter that orders all changes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, small_integer, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let turn = Table::create()
            .table("turn")
            .col(small_integer("id").primary_key())
            .col(big_integer("number"))
            .to_owned();
        manager.create_table(turn).await?;
        let first_turn = Query::insert()
            .into_table("turn")
            .columns(["id", "number"])
            .values_panic([1.into(), 1.into()])
            .to_owned();
        manager.execute(first_turn).await?;

        // No foreign key: a row outlives its person until the index has heard of the erasure.
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

        // Everybody who is there already is unknown to the index.
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

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("outbox").to_owned())
            .await?;
        manager.drop_table(Table::drop().table("turn").to_owned()).await
    }
}
