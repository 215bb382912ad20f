//! Changes: what became of each person, in the order of the turns; and versions: the earlier texts of documents.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, string_null, text, timestamp_with_time_zone, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let versions = Table::create()
            .table("versions")
            .col(string("source_id"))
            .col(big_integer("turn"))
            .col(string("kind"))
            .col(text("text"))
            .col(string("sha256"))
            .col(timestamp_with_time_zone("fetched_at"))
            .col(timestamp_with_time_zone("until"))
            .primary_key(Index::create().col("source_id").col("turn"))
            .foreign_key(
                ForeignKey::create()
                    .name("versions_source_id")
                    .from("versions", "source_id")
                    .to("documents", "source_id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(versions).await?;

        // No foreign key to people: that somebody was erased is told after they have gone.
        let changes = Table::create()
            .table("changes")
            .col(big_integer("turn"))
            .col(uuid("person_id"))
            .col(timestamp_with_time_zone("at"))
            .col(string("cause"))
            .col(string_null("source_id"))
            .col(text("changes"))
            .primary_key(Index::create().col("turn").col("person_id"))
            .to_owned();
        manager.create_table(changes).await?;
        let of_a_person = Index::create()
            .name("changes_of_a_person")
            .table("changes")
            .col("person_id")
            .col("turn")
            .to_owned();
        manager.create_index(of_a_person).await?;

        // Everybody who is there already was added before all that is told from now on.
        let everybody = Query::select()
            .expr(Expr::val(0))
            .column("id")
            .column("created_at")
            .expr(Expr::val("added"))
            .expr(Expr::val("[]"))
            .from("people")
            .to_owned();
        let added = Query::insert()
            .into_table("changes")
            .columns(["turn", "person_id", "at", "cause", "changes"])
            .select_from(everybody)
            .map_err(|error| DbErr::Custom(error.to_string()))?
            .to_owned();
        manager.execute(added).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["changes", "versions"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
