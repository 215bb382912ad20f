//! The index of texts by the place that they were read from leaves out those that somebody handed in: an import is of these.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

const NAME: &str = "documents_of_an_origin";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = index()
            .cond_where(Expr::col("origin_id").is_not_null())
            .to_owned();
        replace(manager, index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, index()).await
    }
}

fn index() -> IndexCreateStatement {
    Index::create()
        .name(NAME)
        .table("documents")
        .col("origin_id")
        .to_owned()
}

async fn replace(manager: &SchemaManager<'_>, index: IndexCreateStatement) -> Result<(), DbErr> {
    let before = Index::drop().name(NAME).table("documents").to_owned();
    manager.drop_index(before).await?;
    manager.create_index(index).await
}
