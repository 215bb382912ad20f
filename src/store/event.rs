//! What became of people, and why: what a history and a feed are made of.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::profile::{PersonId, SourceId};
use crate::resolve::Change;

/// What became of one person in one turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Orders everything that happened in a directory.
    pub turn: i64,
    pub person: PersonId,
    pub at: DateTime<Utc>,
    pub cause: Cause,
    /// The text that came, where one did.
    pub source: Option<SourceId>,
    /// What is different; empty for whoever is new, and where all that changed is why something is believed.
    pub changes: Vec<Change>,
}

/// Why a person changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// A text about somebody new was handed in.
    Added,
    /// A text about somebody known was handed in.
    Updated,
    /// A place of theirs was read, and says something new.
    Refreshed,
    /// The same texts were read by a program that reads otherwise.
    Reprocessed,
    /// Somebody turned out to be the same person.
    Merged,
    /// They turned out to be another one after all.
    Unmerged,
    /// Somebody set it right by hand.
    Corrected,
    /// The person was forgotten; all that is left is the id, for those who have a copy.
    Erased,
}

impl Cause {
    const ALL: [Self; 8] = [
        Self::Added,
        Self::Updated,
        Self::Refreshed,
        Self::Reprocessed,
        Self::Merged,
        Self::Unmerged,
        Self::Corrected,
        Self::Erased,
    ];

    /// The stored and serialized form.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Updated => "updated",
            Self::Refreshed => "refreshed",
            Self::Reprocessed => "reprocessed",
            Self::Merged => "merged",
            Self::Unmerged => "unmerged",
            Self::Corrected => "corrected",
            Self::Erased => "erased",
        }
    }

    pub(super) fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.id() == id)
    }

    /// Whether it is told even where nothing is different.
    #[must_use]
    pub const fn is_told_anyway(self) -> bool {
        match self {
            Self::Added | Self::Merged | Self::Unmerged | Self::Erased => true,
            Self::Updated | Self::Refreshed | Self::Reprocessed | Self::Corrected => false,
        }
    }
}

/// Where one stands in everything that happened. Stays valid, also in a copy of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    pub turn: i64,
    pub person: PersonId,
}

/// Says that a text is no cursor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no place in the list of changes: expected the cursor of an earlier answer")]
pub struct InvalidCursor(String);

impl Event {
    /// Where it stands.
    #[must_use]
    pub const fn cursor(&self) -> Cursor {
        Cursor {
            turn: self.turn,
            person: self.person,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.turn, self.person.as_uuid().simple())
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let parts = text.split_once('.').and_then(|(turn, person)| {
            let person = Uuid::try_parse(person).ok()?;
            Some(Self {
                turn: turn.parse().ok()?,
                person: PersonId::from_uuid(person),
            })
        });
        parts.ok_or_else(|| InvalidCursor(text.chars().take(80).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        let cursor = Cursor {
            turn: 42,
            person: PersonId::from_uuid(Uuid::from_u128(7)),
        };
        assert_eq!(cursor.to_string(), "42.00000000000000000000000000000007");
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in ["", "42", "42.x", "x.00000000000000000000000000000007"] {
            assert!(wrong.parse::<Cursor>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_cause_is_known_by_its_id() {
        for cause in Cause::ALL {
            assert_eq!(Cause::of(cause.id()), Some(cause));
            assert_eq!(serde_json::to_value(cause).unwrap(), cause.id());
        }
        assert_eq!(Cause::of("else"), None);
    }
}
