//! The frame of everything that writes: one writer at a time, and a number that orders what they did.

use std::sync::{Arc, PoisonError};

use chrono::{DateTime, SubsecRound as _, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    TransactionTrait as _,
};
use tokio::sync::OwnedMutexGuard;

use super::connect::WRITING;
use super::contention::again_while_contended;
use super::entity::turn;
use super::recent::Recent;
use super::{Error, Known, Person, Store, documents, people};
use crate::resolve::IdentityKey;

/// A writing transaction that is the only one: what it has read stays true until it commits.
///
/// Nothing is written when it is dropped without [`Writing::commit`].
pub(super) struct Writing {
    pub(super) transaction: DatabaseTransaction,
    /// Greater than that of every transaction before, in every process.
    pub(super) turn: i64,
    recent: Recent,
    /// The profiles that are written, each with its bytes.
    profiles: std::sync::Mutex<Vec<(Person, usize)>>,
    /// Dropped after the transaction.
    _alone: OwnedMutexGuard<()>,
}

impl Store {
    /// Does `work` in a writing transaction, which it commits. One that lost against other writers is done again as a
    /// whole: `work` changes nothing but through what it is given.
    pub(super) async fn in_turn<T, F>(&self, work: impl Fn(Writing) -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let work = &work;
        again_while_contended(|| async move { work(self.begin().await?).await }).await
    }

    /// Begins a transaction that is not done again.
    pub(super) async fn write(&self) -> Result<Writing, Error> {
        again_while_contended(|| self.begin()).await
    }

    /// Begins to write. SQLite lets one writer in at a time; on PostgreSQL the lock of the counter's row does the same,
    /// so that both databases behave alike and no two writers can wait for each other.
    async fn begin(&self) -> Result<Writing, Error> {
        let alone = Arc::clone(&self.writer).lock_owned().await;
        let transaction = self.db.begin_with_options(WRITING).await?;
        turn::Entity::update_many()
            .col_expr(turn::Column::Number, Expr::col(turn::Column::Number).add(1))
            .filter(turn::COLUMN.id.eq(turn::ID))
            .exec(&transaction)
            .await?;
        Ok(Writing {
            turn: turn_of(&transaction).await?,
            transaction,
            recent: self.recent.clone(),
            profiles: std::sync::Mutex::default(),
            _alone: alone,
        })
    }
}

impl Store {
    /// Returns what is known of the texts at `locators`, and who names each of `keys` as theirs. A writer whose turn comes next
    /// need not ask again.
    pub async fn known(&self, locators: &[String], keys: &[IdentityKey]) -> Result<Known, Error> {
        // The turn first: what is read after it is at least as new.
        let turn = turn_of(&self.db).await?;
        Ok(Known {
            turn,
            documents: documents::known(&self.db, locators).await?,
            owners: people::owners(&self.db, keys).await?,
        })
    }
}

impl Known {
    /// Says whether nobody has written since, which is so where no turn lies between.
    pub(super) fn is_still_true(&self, writing: &Writing) -> bool {
        self.turn + 1 == writing.turn
    }
}

async fn turn_of(db: &impl ConnectionTrait) -> Result<i64, Error> {
    let row = turn::Entity::find_by_id(turn::ID).one(db).await?;
    let row = row.ok_or_else(|| Error::Database(anyhow::anyhow!("the table `turn` has lost its row")))?;
    Ok(row.number)
}

impl Writing {
    /// Makes this a later turn than `turn`, so that numbers which somebody remembers are never given again.
    pub(super) async fn after(mut self, turn: i64) -> Result<Self, Error> {
        if self.turn <= turn {
            self.turn = turn + 1;
            turn::Entity::update_many()
                .col_expr(turn::Column::Number, Expr::value(self.turn))
                .filter(turn::COLUMN.id.eq(turn::ID))
                .exec(&self.transaction)
                .await?;
        }
        Ok(self)
    }

    /// Notes a profile that is written, `bytes` long: once that is committed it need not be read.
    pub(super) fn will_keep(&self, person: &Person, bytes: usize) {
        let mut profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        profiles.push((person.clone(), bytes));
    }

    pub(super) async fn commit(self) -> Result<(), Error> {
        self.transaction.commit().await?;
        let profiles = self.profiles.into_inner();
        for (person, bytes) in profiles.unwrap_or_else(PoisonError::into_inner) {
            self.recent.keep(&person, bytes);
        }
        Ok(())
    }
}

/// Instants are kept as exact as both databases keep them.
pub(super) fn instant(now: DateTime<Utc>) -> DateTime<Utc> {
    now.trunc_subsecs(3)
}
