//! Where is the truth? All SQL, on SQLite and PostgreSQL.

mod accept;
mod changes;
mod connect;
mod contention;
mod copy;
mod corrections;
mod dismissals;
mod documents;
mod entity;
mod error;
mod event;
mod merges;
mod namesakes;
mod origins;
mod outbox;
mod people;
mod recent;
mod record;
mod schema;
mod slug;
mod statements;
mod versions;
mod writing;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;
use tokio::sync::Mutex;

use crate::profile::{PersonId, Profile, SourceId};
use crate::resolve::IdentityKey;
use recent::Recent;

pub use copy::{Contents, CopyError};
pub use error::Error;
pub use event::{Cause, Cursor, Event, InvalidCursor};
pub use merges::{Belongings, Merge, Parting, Union};
pub use namesakes::{Group, Namesakes};
pub use origins::{Lease, Linked, NewOrigin, Origin, OriginCounts, OriginId, Settled, Turn};
pub use outbox::{Backlog, Claim, Generation, GenerationState, LedgerRow, Part, Pending, SetAside};

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    db: DatabaseConnection,
    /// Writers of this process wait here, where they are woken in order, and hold no connection meanwhile.
    writer: Arc<Mutex<()>>,
    recent: Recent,
}

/// Where the database is.
#[derive(Clone)]
pub struct Config {
    /// `sqlite://PATH` or `postgres://…`.
    pub url: String,
    pub max_connections: u32,
    /// How long one statement may take on PostgreSQL.
    pub statement_timeout: Duration,
}

impl fmt::Debug for Config {
    /// Leaves out the URL, which may carry a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("max_connections", &self.max_connections)
            .field("statement_timeout", &self.statement_timeout)
            .finish_non_exhaustive()
    }
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
    /// Since when a place that the profile rests on cannot be read any more.
    pub stale_since: Option<DateTime<Utc>>,
    /// With `id`, `slug` and `sources` filled.
    pub profile: Arc<Profile>,
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
    /// When another text took its place; such a text is kept, and no longer read.
    pub replaced_at: Option<DateTime<Utc>>,
    /// The place that it was read from; `None` where somebody handed it in.
    pub origin: Option<OriginId>,
}

/// What is known of a stored text without loading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDocument {
    pub source: SourceId,
    pub person: PersonId,
    pub sha256: String,
    pub replaced: bool,
}

/// What stood at some locators, and who named some keys, when a turn was over.
#[derive(Debug, Clone)]
pub struct Known {
    turn: i64,
    pub documents: HashMap<String, KnownDocument>,
    pub owners: HashMap<IdentityKey, Vec<PersonId>>,
}

/// An earlier text of a source, in whose place another came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub source: SourceId,
    /// In which the other came.
    pub turn: i64,
    pub kind: String,
    pub text: String,
    pub sha256: String,
    pub fetched_at: DateTime<Utc>,
    /// When the other came.
    pub until: DateTime<Utc>,
}

/// What one change of a person writes: a text, the person that it is about, and what identifies them.
#[derive(Debug, Clone)]
pub struct Record {
    /// What the person's history says.
    pub cause: Cause,
    /// `None` makes a new person.
    pub person: Option<(PersonId, i64)>,
    /// `None` where no text changed, only what is made of them.
    pub document: Option<NewDocument>,
    /// Merged over all of the person's documents, this one included. Gets the person's id, slug and sources when it is written,
    /// in place where nobody else holds it.
    pub profile: Arc<Profile>,
    pub keys: Vec<IdentityKey>,
    /// Texts of the same person that this one takes the place of.
    pub replaces: Vec<SourceId>,
    /// People who are known to name some of the keys too, and are somebody else.
    pub apart: Vec<PersonId>,
}

/// A text to store.
#[derive(Debug, Clone)]
pub struct NewDocument {
    pub source: SourceId,
    pub locator: String,
    pub kind: String,
    pub text: String,
    pub sha256: String,
    pub origin: Option<OriginId>,
}
