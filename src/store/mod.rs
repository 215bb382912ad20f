//! Where is the truth? All SQL, on SQLite and PostgreSQL.

use chrono::{DateTime, Utc};

use crate::profile::{PersonId, Profile, SourceId};
use crate::resolve::IdentityKey;

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {}

/// Where the database is.
#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite://PATH` or `postgres://…`.
    pub url: String,
    pub max_connections: u32,
}

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else changed a row meanwhile: decide anew.
    #[error("the data changed meanwhile")]
    Stale,
    /// The database was made by a newer version of the program.
    #[error(
        "the database has the migration {0}, which this version of muster does not know; run the version that made it"
    )]
    Newer(String),
    #[error("the database failed")]
    Database(#[source] anyhow::Error),
}

/// A stored person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: PersonId,
    pub slug: String,
    /// Grows with each change.
    pub revision: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// With `id`, `slug` and `sources` filled.
    pub profile: Profile,
}

/// The stored text of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    pub source: SourceId,
    pub person: PersonId,
    /// A file's URL, `paste:…`, or what the caller named it.
    pub locator: String,
    /// `markdown` or `text`.
    pub kind: String,
    pub text: String,
    pub sha256: String,
    pub fetched_at: DateTime<Utc>,
}

/// What one ingestion writes: a text, the person that it is about, and what identifies them.
#[derive(Debug, Clone)]
pub struct Record {
    /// `None` makes a new person.
    pub person: Option<(PersonId, i64)>,
    pub document: NewDocument,
    /// Merged over all of the person's documents, this one included.
    pub profile: Profile,
    pub keys: Vec<IdentityKey>,
}

/// A text to store.
#[derive(Debug, Clone)]
pub struct NewDocument {
    pub source: SourceId,
    pub locator: String,
    pub kind: String,
    pub text: String,
    pub sha256: String,
}

/// A person whose index entry is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    pub person: PersonId,
    /// What to hand back to [`Store::settle`].
    pub sequence: i64,
}

impl Store {
    /// Opens the database; makes the file of a SQLite one.
    pub async fn connect(config: &Config) -> Result<Self, Error> {
        todo!("{config:?}")
    }

    /// Brings the schema up to date. Fails with [`Error::Newer`] where the database is ahead of this program.
    pub async fn migrate(&self) -> Result<(), Error> {
        todo!()
    }

    /// Says whether the database answers and its schema is this version's.
    pub async fn check(&self) -> Result<(), Error> {
        todo!()
    }

    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, Error> {
        todo!("{id}")
    }

    pub async fn person_by_slug(&self, slug: &str) -> Result<Option<Person>, Error> {
        todo!("{slug}")
    }

    /// Returns those of `ids` that exist, in the order of `ids`.
    pub async fn people(&self, ids: &[PersonId]) -> Result<Vec<Person>, Error> {
        todo!("{ids:?}")
    }

    /// Returns people by ascending id, those after `after`, at most `limit`.
    pub async fn people_after(&self, after: Option<PersonId>, limit: u64) -> Result<Vec<Person>, Error> {
        todo!("{after:?} {limit}")
    }

    pub async fn count_people(&self) -> Result<u64, Error> {
        todo!()
    }

    pub async fn document_by_locator(&self, locator: &str) -> Result<Option<StoredDocument>, Error> {
        todo!("{locator}")
    }

    pub async fn documents_of(&self, person: PersonId) -> Result<Vec<StoredDocument>, Error> {
        todo!("{person}")
    }

    /// Returns the people who have any of `keys`.
    pub async fn people_with_keys(&self, keys: &[IdentityKey]) -> Result<Vec<PersonId>, Error> {
        todo!("{keys:?}")
    }

    /// Writes a document, its person and the outbox row in one transaction.
    pub async fn record(&self, record: Record, now: DateTime<Utc>) -> Result<Person, Error> {
        todo!("{record:?} {now}")
    }

    /// Erases a person and all their texts; `false` where there is no such person.
    pub async fn erase(&self, id: PersonId) -> Result<bool, Error> {
        todo!("{id}")
    }

    /// Returns people whose index entry is behind, oldest change first.
    pub async fn pending(&self, limit: u64) -> Result<Vec<Pending>, Error> {
        todo!("{limit}")
    }

    /// Notes that the index has caught up with these; a person who changed since stays pending.
    pub async fn settle(&self, done: &[Pending]) -> Result<(), Error> {
        todo!("{done:?}")
    }

    /// Marks everybody as behind, so that the index is made anew.
    pub async fn mark_all_pending(&self) -> Result<u64, Error> {
        todo!()
    }
}
