//! Several texts, one person: merges that can be undone, people who are known to be two, what was set by hand; and keys that
//! several people name, so that who came first does not decide whose they are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, string, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        merges(manager).await?;
        dismissals(manager).await?;
        corrections(manager).await?;
        keys(manager, &["value", "kind", "person_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keys(manager, &["value", "kind"]).await?;
        for table in ["corrections", "dismissals", "merges"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn merges(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Who is gone has no row, and whom they became part of may be gone as well: `holder` is who has everything now.
    let merges = Table::create()
        .table("merges")
        .col(uuid("id").primary_key())
        .col(uuid("kept"))
        .col(uuid("gone"))
        .col(uuid("holder"))
        .col(string("gone_slug"))
        .col(timestamp_with_time_zone("at"))
        .col(text("reasons"))
        .col(text("before"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone_null("undone_at"))
        .foreign_key(
            ForeignKey::create()
                .name("merges_holder")
                .from("merges", "holder")
                .to("people", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    manager.create_table(merges).await?;
    for column in ["holder", "gone", "gone_slug"] {
        let index = Index::create()
            .name(format!("merges_by_{column}"))
            .table("merges")
            .col(column)
            .to_owned();
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn dismissals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut dismissals = Table::create()
        .table("dismissals")
        .col(uuid("one"))
        .col(uuid("other"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("one").col("other"))
        .to_owned();
    for column in ["one", "other"] {
        dismissals.foreign_key(
            ForeignKey::create()
                .name(format!("dismissals_{column}"))
                .from("dismissals", column)
                .to("people", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    }
    manager.create_table(dismissals).await?;
    let other = Index::create()
        .name("dismissals_by_other")
        .table("dismissals")
        .col("other")
        .to_owned();
    manager.create_index(other).await
}

async fn corrections(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let corrections = Table::create()
        .table("corrections")
        .col(uuid("person_id"))
        .col(string("field"))
        .col(text_null("value"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("person_id").col("field"))
        .foreign_key(
            ForeignKey::create()
                .name("corrections_person_id")
                .from("corrections", "person_id")
                .to("people", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    manager.create_table(corrections).await
}

/// Makes the table of keys anew with another primary key; where fewer rows fit into it, one of them stays.
async fn keys(manager: &SchemaManager<'_>, primary: &[&'static str]) -> Result<(), DbErr> {
    let mut unique = Index::create();
    for column in primary {
        unique.col(*column);
    }
    let keys = Table::create()
        .table("keys_anew")
        .col(string("value"))
        .col(string("kind"))
        .col(uuid("person_id"))
        .primary_key(&mut unique)
        .foreign_key(
            ForeignKey::create()
                .name("identity_keys_person_id")
                .from("keys_anew", "person_id")
                .to("people", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    manager.create_table(keys).await?;
    let columns = ["value", "kind", "person_id"];
    // SQLite takes `ON CONFLICT` for a join where the selection has no condition.
    let known = Query::select()
        .columns(columns)
        .from("identity_keys")
        .and_where(Expr::col("value").is_not_null())
        .to_owned();
    let copied = Query::insert()
        .into_table("keys_anew")
        .columns(columns)
        .select_from(known)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .to_owned();
    manager.execute(copied).await?;
    manager
        .drop_table(Table::drop().table("identity_keys").to_owned())
        .await?;
    manager
        .rename_table(Table::rename().table("keys_anew", "identity_keys").to_owned())
        .await?;
    let of_a_person = Index::create()
        .name("identity_keys_of_a_person")
        .table("identity_keys")
        .col("person_id")
        .to_owned();
    manager.create_index(of_a_person).await
}
