//! Whether records may be written: they are checked against what the database holds and against each other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::{NoContext, Timestamp, Uuid};

use super::entity::{document, person};
use super::statements::in_lists;
use super::writing::Writing;
use super::{
    Error, Known, KnownDocument, NewDocument, OriginId, Person, Record, documents, merges, origins, people,
    slug,
};
use crate::profile::{PersonId, Profile, Source, SourceId};
use crate::resolve::IdentityKey;

/// What the database holds of everything that some records touch, and what those accepted so far make of it.
pub(super) struct State {
    people: HashMap<Uuid, Row>,
    /// What stands at a locator.
    locators: HashMap<String, KnownDocument>,
    /// The locators at which something stood before.
    stored: HashSet<String>,
    /// Whose texts are no longer what was accepted.
    superseded: Vec<SourceId>,
    /// The texts that each person's profile is read from.
    sources: HashMap<Uuid, Vec<Source>>,
    owners: HashMap<IdentityKey, Vec<PersonId>>,
    /// Whose the places are that texts were read from.
    origins: HashMap<OriginId, PersonId>,
    slugs: HashSet<String>,
    /// Ids for new people and the slugs that they may have, in the order of the records.
    newcomers: std::vec::IntoIter<(Uuid, Vec<String>)>,
}

struct Row {
    slug: String,
    revision: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    stale_since: Option<DateTime<Utc>>,
    /// As it is stored.
    profile: String,
}

impl State {
    pub(super) async fn load(
        writing: &Writing,
        records: &[Record],
        known: Option<&Known>,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let db = &writing.transaction;
        let locators: Vec<_> = records
            .iter()
            .filter_map(|record| Some(record.document.as_ref()?.locator.clone()))
            .collect();
        let origins: Vec<_> = records
            .iter()
            .filter_map(|record| record.document.as_ref()?.origin)
            .collect();
        let keys: Vec<_> = records
            .iter()
            .filter(|record| record.person.is_none())
            .flat_map(|record| record.keys.clone())
            .collect();
        let ids: Vec<_> = records
            .iter()
            .filter_map(|record| record.person)
            .map(|(id, _)| id.as_uuid())
            .collect();
        let newcomers: Vec<_> = records
            .iter()
            .filter(|record| record.person.is_none())
            .map(|record| newcomer(record, now))
            .collect();
        let (locators, owners) = match known.filter(|known| known.is_still_true(writing)) {
            Some(known) => (known.documents.clone(), known.owners.clone()),
            None => (
                documents::known(db, &locators).await?,
                people::owners(db, &keys).await?,
            ),
        };
        Ok(Self {
            people: rows(db, &ids).await?,
            stored: locators.keys().cloned().collect(),
            locators,
            superseded: Vec::new(),
            sources: sources(db, &ids).await?,
            owners,
            origins: origins::people_of(db, &origins).await?,
            slugs: taken_of(db, &newcomers).await?,
            newcomers: newcomers.into_iter(),
        })
    }

    /// Returns the person as the record makes them; `None` where the record is stale.
    pub(super) fn accept(&mut self, record: &mut Record, now: DateTime<Utc>) -> Option<Person> {
        let newcomer = match record.person {
            Some(_) => None,
            None => self.newcomers.next(),
        };
        let seen = record.person.map(|(id, _)| id);
        let document = record.document.as_ref();
        let known = document.and_then(|document| self.locators.get(&document.locator));
        if known.is_some_and(|known| Some(known.person) != seen) {
            return None;
        }
        if let Some(origin) = document.and_then(|document| document.origin) {
            // Taken away while it was read, or somebody else's since.
            let owner = self.origins.get(&origin)?;
            if known.is_none() && Some(*owner) != seen {
                return None;
            }
        }
        let person = match record.person {
            Some((id, revision)) => self.changed(id, revision, now)?,
            None => self.joined(record, newcomer?, now)?,
        };
        if let Some(document) = document {
            self.hold(document, person.id);
        }
        let sources = self.sources.entry(person.id.as_uuid()).or_default();
        sources.retain(|source| !record.replaces.contains(&source.id));
        if let Some(document) = document {
            sources.retain(|source| source.id != document.source);
            sources.push(source(document, now));
        }
        // As they are read back, whatever the order in which they came.
        sources.sort_by(|one, other| (&one.fetched_at, &one.id).cmp(&(&other.fetched_at, &other.id)));
        let profile = Arc::make_mut(&mut record.profile);
        profile.id = Some(person.id);
        profile.slug = Some(person.slug.clone());
        profile.sources.clone_from(sources);
        Some(Person {
            profile: Arc::clone(&record.profile),
            ..person
        })
    }

    /// Returns what was stored of a person, for whom a record was accepted; `None` where they are new.
    pub(super) fn profile_before(&self, id: PersonId) -> Result<Option<Profile>, Error> {
        let row = self.people.get(&id.as_uuid());
        let profile = row.map(|row| serde_json::from_str(&row.profile)).transpose();
        profile.map_err(|error| Error::Database(error.into()))
    }

    /// Says whether a text stood at the locator of a document before.
    pub(super) fn is_stored(&self, document: &NewDocument) -> bool {
        self.stored.contains(&document.locator)
    }

    /// The sources in which what was accepted takes the place of another text.
    pub(super) fn superseded(&self) -> &[SourceId] {
        &self.superseded
    }

    fn hold(&mut self, document: &NewDocument, person: PersonId) {
        let now = KnownDocument {
            source: document.source.clone(),
            person,
            sha256: document.sha256.clone(),
            replaced: false,
        };
        let before = self.locators.insert(document.locator.clone(), now);
        if let Some(before) = before.filter(|before| before.sha256 != document.sha256) {
            self.superseded.push(before.source);
        }
    }

    fn changed(&mut self, id: PersonId, seen: i64, now: DateTime<Utc>) -> Option<Person> {
        let row = self.people.get_mut(&id.as_uuid())?;
        if row.revision != seen {
            return None;
        }
        // Never an earlier number again, even after an older database was restored.
        row.revision = (seen + 1).max(now.timestamp_millis());
        // Later with each change, whatever the clock does: the index tells versions by it.
        row.updated_at = now.max(row.updated_at + TimeDelta::milliseconds(1));
        Some(Person {
            id,
            slug: row.slug.clone(),
            revision: row.revision,
            created_at: row.created_at,
            updated_at: row.updated_at,
            stale_since: row.stale_since,
            profile: Arc::default(),
        })
    }

    fn joined(
        &mut self,
        record: &Record,
        (id, slugs): (Uuid, Vec<String>),
        now: DateTime<Utc>,
    ) -> Option<Person> {
        let mut owners = record
            .keys
            .iter()
            .filter_map(|key| self.owners.get(key))
            .flatten();
        if owners.any(|owner| !record.apart.contains(owner)) {
            return None;
        }
        let id = PersonId::from_uuid(id);
        for key in &record.keys {
            self.owners.entry(key.clone()).or_default().push(id);
        }
        let slug = slugs.into_iter().find(|slug| self.slugs.insert(slug.clone()))?;
        Some(Person {
            id,
            slug,
            revision: now.timestamp_millis(),
            created_at: now,
            updated_at: now,
            stale_since: None,
            profile: Arc::default(),
        })
    }
}

fn newcomer(record: &Record, now: DateTime<Utc>) -> (Uuid, Vec<String>) {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    let id = Uuid::new_v7(Timestamp::from_unix(
        NoContext,
        seconds,
        now.timestamp_subsec_nanos(),
    ));
    (id, slug::candidates(record.profile.name.as_deref(), id))
}

fn source(document: &NewDocument, now: DateTime<Utc>) -> Source {
    Source {
        id: document.source.clone(),
        kind: document.kind.clone(),
        locator: document.locator.clone(),
        fetched_at: Some(rfc3339(now)),
        sha256: document.sha256.clone(),
    }
}

fn rfc3339(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The columns of a [`Row`], after its id.
type Columns = (
    Uuid,
    String,
    i64,
    DateTime<Utc>,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
    String,
);

async fn rows(db: &DatabaseTransaction, ids: &[Uuid]) -> Result<HashMap<Uuid, Row>, Error> {
    let mut rows: Vec<Columns> = Vec::with_capacity(ids.len());
    for some in in_lists(ids) {
        let of_some = person::Entity::find()
            .select_only()
            .columns([
                person::Column::Id,
                person::Column::Slug,
                person::Column::Revision,
                person::Column::CreatedAt,
                person::Column::UpdatedAt,
                person::Column::StaleSince,
                person::Column::Profile,
            ])
            .filter(person::Column::Id.is_in(some));
        rows.extend(of_some.into_tuple::<Columns>().all(db).await?);
    }
    let keyed = |(id, slug, revision, created_at, updated_at, stale_since, profile)| {
        (
            id,
            Row {
                slug,
                revision,
                created_at,
                updated_at,
                stale_since,
                profile,
            },
        )
    };
    Ok(rows.into_iter().map(keyed).collect())
}

async fn sources(db: &DatabaseTransaction, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Source>>, Error> {
    let mut rows: Vec<(Uuid, String, String, String, DateTime<Utc>, String)> = Vec::new();
    for some in in_lists(ids) {
        let of_some = document::Entity::find()
            .select_only()
            .columns([
                document::Column::PersonId,
                document::Column::SourceId,
                document::Column::Kind,
                document::Column::Locator,
                document::Column::FetchedAt,
                document::Column::Sha256,
            ])
            .filter(document::Column::PersonId.is_in(some))
            .filter(document::Column::ReplacedAt.is_null());
        rows.extend(of_some.into_tuple().all(db).await?);
    }
    let mut sources: HashMap<_, Vec<_>> = HashMap::new();
    for (person, id, kind, locator, fetched_at, sha256) in rows {
        sources.entry(person).or_default().push(Source {
            id: SourceId::new(id),
            kind,
            locator,
            fetched_at: Some(rfc3339(fetched_at)),
            sha256,
        });
    }
    Ok(sources)
}

/// Those of the slugs that newcomers may have which are taken. Most get the nicest: only where that is gone, be it to one of
/// themselves, the others are looked for.
async fn taken_of(
    db: &DatabaseTransaction,
    newcomers: &[(Uuid, Vec<String>)],
) -> Result<HashSet<String>, Error> {
    let choices = || newcomers.iter().filter_map(|(_, slugs)| slugs.split_first());
    let nicest: Vec<_> = choices().map(|(nicest, _)| nicest.as_str()).collect();
    let mut gone = taken(db, &nicest).await?;
    let mut given = HashSet::new();
    let others: Vec<_> = choices()
        .filter(|(nicest, _)| gone.contains(*nicest) || !given.insert(*nicest))
        .flat_map(|(_, others)| others)
        .map(String::as_str)
        .collect();
    let others = taken(db, &others).await?;
    gone.extend(others);
    Ok(gone)
}

/// Those of `slugs` that somebody has, or had before they became part of somebody else.
async fn taken(db: &DatabaseTransaction, slugs: &[&str]) -> Result<HashSet<String>, Error> {
    let mut taken = HashSet::new();
    for some in in_lists(slugs) {
        let of_some = person::Entity::find()
            .select_only()
            .column(person::Column::Slug)
            .filter(person::Column::Slug.is_in(some));
        taken.extend(of_some.into_tuple::<String>().all(db).await?);
    }
    taken.extend(merges::kept_slugs(db, slugs).await?);
    Ok(taken)
}
