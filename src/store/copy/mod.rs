//! Copying a whole directory from one database into another.
//!
//! The source is read as it was at one moment. The target is written in one transaction, which is committed only after
//! everything was read back and found equal: it gets all or nothing, whatever interrupts the copying. Rows come a page at
//! a time, so that memory is bounded.

mod table;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait as _,
    IsolationLevel, PaginatorTrait as _, TransactionOptions, TransactionTrait as _,
};

use super::connect::lift_bounds;
use super::entity::{
    change, correction, dismissal, document, identity_key, merge, origin, person, turn, version,
};
use super::writing::Writing;
use super::{Error, Store};
use table::{Table, Tally, page_after};

/// How much a directory holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    pub people: u64,
    /// Texts, those that were replaced included.
    pub documents: u64,
    /// Addresses and logins by which people are known again.
    pub keys: u64,
    /// Places that are read again and again.
    pub origins: u64,
    /// Earlier texts.
    pub versions: u64,
    /// What became of people.
    pub changes: u64,
    /// Merges, people who are known not to be one, and fields that were set by hand.
    pub decisions: u64,
}

impl Contents {
    const fn rows(self) -> u64 {
        self.people
            + self.documents
            + self.keys
            + self.origins
            + self.versions
            + self.changes
            + self.decisions
    }
}

/// Why a directory was not copied; the target is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("the database to copy from")]
    Source(#[source] Error),
    #[error("the database to copy into")]
    Target(#[source] Error),
    /// Two directories are not mixed.
    #[error(
        "the database to copy into is not empty (people: {people}, texts: {documents}): name an empty one"
    )]
    NotEmpty { people: u64, documents: u64 },
    /// The copy would lack what was written meanwhile.
    #[error(
        "somebody wrote into the directory while it was copied: stop every muster that uses it, then copy it again; \
         the target was left empty"
    )]
    Changed,
    /// The target does not give back what was put in.
    #[error("the target does not hold what was written into its table `{table}`; it was left empty")]
    Different { table: &'static str },
}

impl Store {
    /// Copies everything into the empty directory `target`: people, texts, earlier texts, identity keys, the places that they
    /// are read from, histories, merges, what was said by hand, and the number that orders all changes. What is known of
    /// search indexes stays behind: the target's are made anew, with everybody.
    ///
    /// `progress` is told how many steps of how many are done. Both schemas must be this version's.
    pub async fn copy_into(
        &self,
        target: &Self,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Contents, CopyError> {
        let writing = target.write().await.map_err(CopyError::Target)?;
        lift_bounds(&writing.transaction).await.map_err(target_failed)?;
        require_empty(&writing.transaction).await?;

        let snapshot = self.snapshot().await.map_err(source_failed)?;
        let begun = turn_of(&snapshot).await.map_err(source_failed)?;
        let contents = contents(&snapshot).await.map_err(source_failed)?;
        let mut copy = Copy {
            source: &snapshot,
            writing: writing.after(begun).await.map_err(CopyError::Target)?,
            done: 0,
            // Each row is written and read back.
            steps: 2 * contents.rows(),
            progress,
        };
        let people = copy.rows::<person::Entity>().await?;
        let documents = copy.rows::<document::Entity>().await?;
        let keys = copy.rows::<identity_key::Entity>().await?;
        let origins = copy.rows::<origin::Entity>().await?;
        let versions = copy.rows::<version::Entity>().await?;
        let changes = copy.rows::<change::Entity>().await?;
        let merges = copy.rows::<merge::Entity>().await?;
        let dismissals = copy.rows::<dismissal::Entity>().await?;
        let corrections = copy.rows::<correction::Entity>().await?;
        copy.verify::<person::Entity>(&people).await?;
        copy.verify::<document::Entity>(&documents).await?;
        copy.verify::<identity_key::Entity>(&keys).await?;
        copy.verify::<origin::Entity>(&origins).await?;
        copy.verify::<version::Entity>(&versions).await?;
        copy.verify::<change::Entity>(&changes).await?;
        copy.verify::<merge::Entity>(&merges).await?;
        copy.verify::<dismissal::Entity>(&dismissals).await?;
        copy.verify::<correction::Entity>(&corrections).await?;
        let writing = copy.writing;
        snapshot.rollback().await.map_err(source_failed)?;
        if turn_of(&self.db).await.map_err(source_failed)? != begun {
            return Err(CopyError::Changed);
        }
        writing.commit().await.map_err(CopyError::Target)?;
        Ok(contents)
    }

    /// Begins to read the directory as it is at this moment, whatever is written from now on.
    async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        // SQLite's transactions are such snapshots, and know no other kinds.
        let is_server = self.db.get_database_backend() == DatabaseBackend::Postgres;
        let snapshot = self
            .db
            .begin_with_options(TransactionOptions {
                isolation_level: is_server.then_some(IsolationLevel::RepeatableRead),
                access_mode: is_server.then_some(AccessMode::ReadOnly),
                sqlite_transaction_mode: None,
            })
            .await?;
        lift_bounds(&snapshot).await?;
        Ok(snapshot)
    }
}

/// A copy on its way.
struct Copy<'c> {
    source: &'c DatabaseTransaction,
    writing: Writing,
    done: u64,
    steps: u64,
    progress: &'c (dyn Fn(u64, u64) + Sync),
}

impl Copy<'_> {
    /// Copies a table; returns what was read.
    async fn rows<T: Table>(&mut self) -> Result<Tally, CopyError> {
        let mut tally = Tally::default();
        let mut page = page_after::<T>(self.source, None).await.map_err(source_failed)?;
        while let Some(last) = page.last().cloned() {
            for row in &page {
                tally.add(row);
            }
            self.done += rows_of(&page);
            (self.progress)(self.done, self.steps);
            T::insert_many(page.into_iter().map(sea_orm::IntoActiveModel::into_active_model))
                .exec_without_returning(&self.writing.transaction)
                .await
                .map_err(target_failed)?;
            page = page_after::<T>(self.source, Some(&last))
                .await
                .map_err(source_failed)?;
        }
        Ok(tally)
    }

    /// Reads a table back; fails where it is not what `expected` was made from.
    async fn verify<T: Table>(&mut self, expected: &Tally) -> Result<(), CopyError> {
        let mut tally = Tally::default();
        let target = &self.writing.transaction;
        let mut page = page_after::<T>(target, None).await.map_err(target_failed)?;
        while let Some(last) = page.last() {
            for row in &page {
                tally.add(row);
            }
            let next = page_after::<T>(target, Some(last)).await.map_err(target_failed)?;
            self.done += rows_of(&page);
            (self.progress)(self.done, self.steps);
            page = next;
        }
        if tally == *expected {
            return Ok(());
        }
        Err(CopyError::Different {
            table: T::default().table_name(),
        })
    }
}

fn rows_of<T>(page: &[T]) -> u64 {
    u64::try_from(page.len()).unwrap_or_default()
}

fn source_failed(error: impl Into<Error>) -> CopyError {
    CopyError::Source(error.into())
}

fn target_failed(error: impl Into<Error>) -> CopyError {
    CopyError::Target(error.into())
}

async fn require_empty(target: &DatabaseTransaction) -> Result<(), CopyError> {
    let contents = contents(target).await.map_err(target_failed)?;
    if contents.rows() == 0 {
        return Ok(());
    }
    let Contents {
        people, documents, ..
    } = contents;
    Err(CopyError::NotEmpty { people, documents })
}

async fn contents(db: &impl ConnectionTrait) -> Result<Contents, DbErr> {
    Ok(Contents {
        people: person::Entity::find().count(db).await?,
        documents: document::Entity::find().count(db).await?,
        keys: identity_key::Entity::find().count(db).await?,
        origins: origin::Entity::find().count(db).await?,
        versions: version::Entity::find().count(db).await?,
        changes: change::Entity::find().count(db).await?,
        decisions: merge::Entity::find().count(db).await?
            + dismissal::Entity::find().count(db).await?
            + correction::Entity::find().count(db).await?,
    })
}

async fn turn_of(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = turn::Entity::find_by_id(turn::ID).one(db).await?;
    Ok(row.map_or(0, |turn| turn.number))
}
