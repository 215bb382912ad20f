//! The places that people's texts are read from: whose they are, when each is due, and how its last reading went.

mod counts;
mod leases;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde::Serialize;
use uuid::Uuid;

use super::entity::{document, origin, person};
use super::statements::in_lists;
use super::writing::{Writing, instant};
use super::{Error, Store, StoredDocument, outbox};
use crate::profile::PersonId;

pub use counts::OriginCounts;
pub use leases::{Lease, Settled, Turn};

/// Names a place of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct OriginId(Uuid);

impl OriginId {
    #[must_use]
    pub const fn from_uuid(id: Uuid) -> Self {
        Self(id)
    }

    #[must_use]
    pub const fn as_uuid(&self) -> Uuid {
        self.0
    }
}

impl fmt::Display for OriginId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for OriginId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::try_parse(text).map(Self)
    }
}

/// A place that is read again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub id: OriginId,
    pub person: PersonId,
    /// Which kind of place: `github`, `feed`, …
    pub kind: String,
    /// Nobody else's.
    pub locator: String,
    /// Whom a reading disturbs.
    pub host: String,
    pub created_at: DateTime<Utc>,
    /// Whether it is known to be the person's: somebody said so, or it named another place of theirs.
    pub is_proven: bool,
    /// Not read any more; `reason` says why.
    pub is_stopped: bool,
    /// Why the last attempt failed; `None` after one that did not.
    pub reason: Option<String>,
    pub next_refresh_at: DateTime<Utc>,
    pub interval: TimeDelta,
    /// Attempts that failed since the last that did not; those left out that a host put off.
    pub failures: u32,
    pub attempted_at: Option<DateTime<Utc>>,
    /// When it was last read.
    pub read_at: Option<DateTime<Utc>>,
    /// When it was last found to say something else.
    pub changed_at: Option<DateTime<Utc>>,
    /// By what its answers are known, as whoever reads it wrote it down.
    pub validators: String,
}

/// A place to be read from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrigin {
    pub kind: String,
    pub locator: String,
    pub host: String,
    /// How long until it is read again, after the first time.
    pub interval: TimeDelta,
    /// Whether somebody says that it is the person's; else it has to say so itself.
    pub is_proven: bool,
}

/// What became of a place that was to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    /// It is due at once.
    Added(Origin),
    Known(Origin),
    /// It is somebody else's.
    Taken(PersonId),
}

impl Store {
    /// Lets a place of a person be read, at once for the first time.
    pub async fn link(&self, person: PersonId, new: &NewOrigin, now: DateTime<Utc>) -> Result<Linked, Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let known = origin::Entity::find()
                .filter(origin::Column::Locator.eq(&new.locator))
                .one(&writing.transaction)
                .await?
                .map(Origin::from);
            match known {
                Some(known) if known.person == person && (known.is_proven || !new.is_proven) => {
                    return Ok(Linked::Known(known));
                }
                Some(known) if known.person == person => {
                    let proven = origin::ActiveModel {
                        id: Set(known.id.as_uuid()),
                        proven: Set(true),
                        stopped: Set(false),
                        next_refresh_at: Set(now),
                        ..Default::default()
                    };
                    let row = proven.update(&writing.transaction).await?;
                    writing.commit().await?;
                    return Ok(Linked::Known(row.into()));
                }
                Some(other) => return Ok(Linked::Taken(other.person)),
                None => (),
            }
            let row = origin::ActiveModel {
                id: Set(Uuid::now_v7()),
                person_id: Set(person.as_uuid()),
                kind: Set(new.kind.clone()),
                locator: Set(new.locator.clone()),
                host: Set(new.host.clone()),
                created_at: Set(now),
                proven: Set(new.is_proven),
                stopped: Set(false),
                reason: Set(None),
                next_refresh_at: Set(now),
                interval_seconds: Set(new.interval.num_seconds()),
                failures: Set(0),
                attempted_at: Set(None),
                read_at: Set(None),
                changed_at: Set(None),
                validators: Set("{}".to_owned()),
                lease: Set(None),
                leased_until: Set(None),
            };
            let row = row.insert(&writing.transaction).await?;
            writing.commit().await?;
            Ok(Linked::Added(row.into()))
        })
        .await
    }

    /// Forgets a place; its texts stay until whoever asks takes them out. `false` where there is none.
    pub async fn unlink(&self, id: OriginId, now: DateTime<Utc>) -> Result<bool, Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let Some(row) = origin::Entity::find_by_id(id.as_uuid())
                .one(&writing.transaction)
                .await?
            else {
                return Ok(false);
            };
            origin::Entity::delete_by_id(row.id)
                .exec(&writing.transaction)
                .await?;
            note_staleness(&writing, PersonId::from_uuid(row.person_id), now).await?;
            writing.commit().await?;
            Ok(true)
        })
        .await
    }

    pub async fn origin(&self, id: OriginId) -> Result<Option<Origin>, Error> {
        let row = origin::Entity::find_by_id(id.as_uuid()).one(&self.db).await?;
        Ok(row.map(Origin::from))
    }

    /// Returns whose place a locator is.
    pub async fn origin_at(&self, locator: &str) -> Result<Option<Origin>, Error> {
        let row = origin::Entity::find()
            .filter(origin::Column::Locator.eq(locator))
            .one(&self.db)
            .await?;
        Ok(row.map(Origin::from))
    }

    /// Returns the places of a person, oldest first.
    pub async fn origins_of(&self, person: PersonId) -> Result<Vec<Origin>, Error> {
        let rows = origin::Entity::find()
            .filter(origin::Column::PersonId.eq(person.as_uuid()))
            .order_by_asc(origin::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(Origin::from).collect())
    }

    /// Returns the texts of a place that are read, those that were replaced left out.
    pub async fn documents_of_origin(&self, id: OriginId) -> Result<Vec<StoredDocument>, Error> {
        let rows = document::Entity::find()
            .filter(document::Column::OriginId.eq(id.as_uuid()))
            .filter(document::Column::ReplacedAt.is_null())
            .order_by_asc(document::Column::SourceId)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(StoredDocument::from).collect())
    }

    /// Notes of its person's texts at `locators` that they are read from a place.
    pub async fn adopt(&self, id: OriginId, locators: &[String]) -> Result<(), Error> {
        let strays = |person: Uuid| {
            Condition::all()
                .add(document::Column::PersonId.eq(person))
                .add(document::Column::Locator.is_in(locators.iter().map(String::as_str)))
                .add(document::Column::OriginId.is_null())
        };
        let Some(origin) = self.origin(id).await? else {
            return Ok(());
        };
        let of_person = strays(origin.person.as_uuid());
        if document::Entity::find().filter(of_person).count(&self.db).await? == 0 {
            return Ok(());
        }
        self.in_turn(|writing| async move {
            let people = people_of(&writing.transaction, &[id]).await?;
            if let Some(person) = people.get(&id) {
                document::Entity::update_many()
                    .set(document::ActiveModel {
                        origin_id: Set(Some(id.as_uuid())),
                        ..Default::default()
                    })
                    .filter(strays(person.as_uuid()))
                    .exec(&writing.transaction)
                    .await?;
            }
            writing.commit().await
        })
        .await
    }

    /// Returns whose places these are; those that are gone are left out.
    pub async fn people_of_origins(&self, ids: &[OriginId]) -> Result<HashMap<OriginId, PersonId>, Error> {
        people_of(&self.db, ids).await
    }

    /// Makes places due at once, those that were stopped too: of one person, or of everybody. Returns how many.
    pub async fn hasten(&self, person: Option<PersonId>, now: DateTime<Utc>) -> Result<u64, Error> {
        let now = instant(now);
        self.in_turn(|writing| async move {
            let mut places = origin::Entity::update_many().set(origin::ActiveModel {
                stopped: Set(false),
                next_refresh_at: Set(now),
                ..Default::default()
            });
            if let Some(person) = person {
                places = places.filter(origin::Column::PersonId.eq(person.as_uuid()));
            }
            let hastened = places.exec(&writing.transaction).await?;
            writing.commit().await?;
            Ok(hastened.rows_affected)
        })
        .await
    }
}

/// Whose places these are.
pub(super) async fn people_of(
    db: &impl ConnectionTrait,
    ids: &[OriginId],
) -> Result<HashMap<OriginId, PersonId>, Error> {
    let mut people = HashMap::with_capacity(ids.len());
    let ids: Vec<_> = ids.iter().map(OriginId::as_uuid).collect();
    for some in in_lists(&ids) {
        let rows: Vec<(Uuid, Uuid)> = origin::Entity::find()
            .select_only()
            .columns([origin::Column::Id, origin::Column::PersonId])
            .filter(origin::Column::Id.is_in(some))
            .into_tuple()
            .all(db)
            .await?;
        let named = |(id, person)| (OriginId::from_uuid(id), PersonId::from_uuid(person));
        people.extend(rows.into_iter().map(named));
    }
    Ok(people)
}

/// How long after it should have been read at the latest what a place said counts as stale.
const STALE_AFTER: TimeDelta = TimeDelta::days(7);

/// Notes whether a person's profile rests on a place that cannot be read any more; the index hears of it where that is
/// new.
pub(super) async fn note_staleness(
    writing: &Writing,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let places = origin::Entity::find()
        .filter(origin::Column::PersonId.eq(person.as_uuid()))
        .all(&writing.transaction)
        .await?;
    let since = places
        .into_iter()
        .map(Origin::from)
        .filter_map(|place| place.stale_since(now))
        .min();
    let row: Option<(Option<DateTime<Utc>>, i64, DateTime<Utc>)> =
        person::Entity::find_by_id(person.as_uuid())
            .select_only()
            .columns([
                person::Column::StaleSince,
                person::Column::Revision,
                person::Column::UpdatedAt,
            ])
            .into_tuple()
            .one(&writing.transaction)
            .await?;
    let Some((known, revision, updated_at)) = row else {
        return Ok(());
    };
    if known.is_some() == since.is_some() {
        return Ok(());
    }
    let changed = person::ActiveModel {
        id: Set(person.as_uuid()),
        stale_since: Set(since),
        revision: Set((revision + 1).max(now.timestamp_millis())),
        updated_at: Set(now.max(updated_at + TimeDelta::milliseconds(1))),
        ..Default::default()
    };
    changed.update_without_returning(&writing.transaction).await?;
    outbox::want(writing, &[person], now).await
}

impl Origin {
    /// Since when what it said cannot be relied upon; `None` while it can.
    #[must_use]
    pub fn stale_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let last = self.read_at.unwrap_or(self.created_at);
        // A place that is read rarely is not old because it was not read for long.
        let expected = last + self.interval + self.interval / 5;
        let fails_for_long = self.reason.is_some() && now - expected > STALE_AFTER;
        (self.is_proven && (self.is_stopped || fails_for_long)).then_some(last)
    }
}
