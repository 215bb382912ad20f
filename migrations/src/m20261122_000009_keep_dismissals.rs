//! What was said of somebody, that they are not somebody else, stays said while they are part of another person and have no row.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{timestamp_with_time_zone, uuid};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const COLUMNS: [&str; 3] = ["one", "other", "at"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, dismissals(), known()).await
    }

    /// Forgets what was said of people who have no row now.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (mut dismissals, mut known) = (dismissals(), known());
        for column in ["one", "other"] {
            dismissals.foreign_key(
                ForeignKey::create()
                    .name(format!("dismissals_{column}"))
                    .from("dismissals_anew", column)
                    .to("people", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            );
            let people = Query::select().column("id").from("people").to_owned();
            known.and_where(Expr::col(column).in_subquery(people));
        }
        replace(manager, dismissals, known).await
    }
}

fn dismissals() -> TableCreateStatement {
    Table::create()
        .table("dismissals_anew")
        .col(uuid("one"))
        .col(uuid("other"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("one").col("other"))
        .to_owned()
}

fn known() -> SelectStatement {
    Query::select().columns(COLUMNS).from("dismissals").to_owned()
}

/// Makes the table anew with these rows of it: SQLite cannot take a foreign key away.
async fn replace(
    manager: &SchemaManager<'_>,
    table: TableCreateStatement,
    rows: SelectStatement,
) -> Result<(), DbErr> {
    manager.create_table(table).await?;
    let copied = Query::insert()
        .into_table("dismissals_anew")
        .columns(COLUMNS)
        .select_from(rows)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .to_owned();
    manager.execute(copied).await?;
    manager
        .drop_table(Table::drop().table("dismissals").to_owned())
        .await?;
    manager
        .rename_table(Table::rename().table("dismissals_anew", "dismissals").to_owned())
        .await?;
    let other = Index::create()
        .name("dismissals_by_other")
        .table("dismissals")
        .col("other")
        .to_owned();
    manager.create_index(other).await
}
