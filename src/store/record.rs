//! Writing what was read of texts: documents, their people, what identifies them, and the outbox, all or nothing.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tokio::sync::Mutex;

use super::accept::State;
use super::entity::{document, identity_key, person};
use super::statements::{ROWS_A_STATEMENT, in_lists, in_statements};
use super::writing::{Writing, instant};
use super::{Error, Event, Known, NewDocument, Person, Record, Store, changes, outbox, versions};
use crate::profile::PersonId;
use crate::resolve;

impl Store {
    /// Writes a document, its person and the outbox row in one transaction.
    ///
    /// [`Error::Stale`] means that nothing was written: the person is at another revision or gone, the locator is
    /// somebody else's, or a new person has a key of somebody from whom the record does not keep them apart.
    pub async fn record(&self, record: Record, now: DateTime<Utc>) -> Result<Person, Error> {
        let mut people = self.record_many(&mut [record], None, now).await?;
        people.pop().flatten().ok_or(Error::Stale)
    }

    /// Writes many records in one transaction; `None`, in the place of the record, is one that was stale.
    ///
    /// A record is stale against those before it too: at most one of a person, of a locator and of a new person's key is
    /// written. `known` is of the records' locators and of all their keys.
    pub async fn record_many(
        &self,
        records: &mut [Record],
        known: Option<&Known>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<Person>>, Error> {
        let now = instant(now);
        // One attempt after the other has them.
        let records = &Mutex::new(records);
        self.in_turn(|writing| async move {
            let mut records = records.lock().await;
            let mut people = Vec::with_capacity(records.len());
            // The first write makes it untrue.
            let mut known = known;
            for some in records.chunks_mut(ROWS_A_STATEMENT) {
                people.extend(write_known(&writing, some, known.take(), now).await?);
            }
            writing.commit().await?;
            Ok(people)
        })
        .await
    }
}

/// Writes those of a few records that are not stale.
pub(super) async fn write_some(
    writing: &Writing,
    records: &mut [Record],
    now: DateTime<Utc>,
) -> Result<Vec<Option<Person>>, Error> {
    write_known(writing, records, None, now).await
}

async fn write_known(
    writing: &Writing,
    records: &mut [Record],
    known: Option<&Known>,
    now: DateTime<Utc>,
) -> Result<Vec<Option<Person>>, Error> {
    let mut state = State::load(writing, records, known, now).await?;
    let decided: Vec<_> = records
        .iter_mut()
        .map(|record| state.accept(record, now))
        .collect();
    let accepted: Vec<_> = records
        .iter()
        .zip(&decided)
        .filter_map(|(record, person)| Some((record, person.as_ref()?)))
        .collect();
    write(writing, &state, &accepted, now).await?;
    Ok(decided)
}

async fn write(
    writing: &Writing,
    state: &State,
    accepted: &[(&Record, &Person)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    versions::keep(writing, state.superseded(), now).await?;
    write_people(writing, accepted).await?;
    write_documents(writing, state, accepted, now).await?;
    write_keys(writing, accepted).await?;
    write_changes(writing, state, accepted).await?;
    let (new, changed): (Vec<_>, Vec<_>) = accepted.iter().partition(|(record, _)| record.person.is_none());
    let ids =
        |people: Vec<&(&Record, &Person)>| people.iter().map(|(_, person)| person.id).collect::<Vec<_>>();
    outbox::want_new(writing, &ids(new), now).await?;
    outbox::want(writing, &ids(changed), now).await
}

async fn write_people(writing: &Writing, accepted: &[(&Record, &Person)]) -> Result<(), Error> {
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for (record, person) in accepted {
        let row = person_row(writing, person)?;
        let rows = if record.person.is_none() {
            &mut new
        } else {
            &mut changed
        };
        rows.push(row);
    }
    for some in in_statements(new) {
        person::Entity::insert_many(some)
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    // All of them stand there: this is how one statement changes several rows on both databases.
    let newer = OnConflict::column(person::Column::Id)
        .update_columns([
            person::Column::Slug,
            person::Column::Revision,
            person::Column::Profile,
            person::Column::CreatedAt,
            person::Column::UpdatedAt,
            person::Column::StaleSince,
        ])
        .to_owned();
    for some in in_statements(changed) {
        person::Entity::insert_many(some)
            .on_conflict(newer.clone())
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}

fn person_row(writing: &Writing, person: &Person) -> Result<person::ActiveModel, Error> {
    let profile = serde_json::to_string(&person.profile).map_err(|error| Error::Database(error.into()))?;
    writing.will_keep(person, profile.len());
    Ok(person::ActiveModel {
        id: Set(person.id.as_uuid()),
        slug: Set(person.slug.clone()),
        revision: Set(person.revision),
        profile: Set(profile),
        created_at: Set(person.created_at),
        updated_at: Set(person.updated_at),
        stale_since: Set(person.stale_since),
    })
}

async fn write_documents(
    writing: &Writing,
    state: &State,
    accepted: &[(&Record, &Person)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let replaced: Vec<_> = accepted.iter().flat_map(|(record, _)| &record.replaces).collect();
    if !replaced.is_empty() {
        document::Entity::update_many()
            .set(document::ActiveModel {
                replaced_at: Set(Some(now)),
                ..Default::default()
            })
            .filter(document::Column::SourceId.is_in(replaced.iter().map(|source| source.as_str())))
            .filter(document::Column::PersonId.is_in(accepted.iter().map(|(_, person)| person.id.as_uuid())))
            .exec(&writing.transaction)
            .await?;
    }
    let received = accepted
        .iter()
        .filter_map(|(record, person)| Some((record.document.as_ref()?, person.id)));
    // Where nothing stood nothing can be in the way, which the database need not look for.
    let (stored, new): (Vec<_>, Vec<_>) = received.partition(|(document, _)| state.is_stored(document));
    for some in in_statements(new) {
        document::Entity::insert_many(some.into_iter().map(|received| document_row(received, now)))
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    let newer = OnConflict::column(document::Column::Locator)
        .update_columns([
            document::Column::Kind,
            document::Column::Text,
            document::Column::Sha256,
            document::Column::FetchedAt,
            document::Column::ReplacedAt,
            document::Column::OriginId,
        ])
        .to_owned();
    for some in in_statements(stored) {
        document::Entity::insert_many(some.into_iter().map(|received| document_row(received, now)))
            .on_conflict(newer.clone())
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}

fn document_row((document, person): (&NewDocument, PersonId), now: DateTime<Utc>) -> document::ActiveModel {
    document::ActiveModel {
        source_id: Set(document.source.as_str().to_owned()),
        person_id: Set(person.as_uuid()),
        locator: Set(document.locator.clone()),
        kind: Set(document.kind.clone()),
        text: Set(document.text.clone()),
        sha256: Set(document.sha256.clone()),
        fetched_at: Set(now),
        replaced_at: Set(None),
        origin_id: Set(document.origin.map(|origin| origin.as_uuid())),
    }
}

/// Whoever is new is told in a row that costs next to nothing: an import is mostly of those.
async fn write_changes(
    writing: &Writing,
    state: &State,
    accepted: &[(&Record, &Person)],
) -> Result<(), Error> {
    let mut events = Vec::with_capacity(accepted.len());
    for (record, person) in accepted {
        let changes = match state.profile_before(person.id)? {
            Some(before) => resolve::diff(&before, &person.profile),
            None => Vec::new(),
        };
        if !changes.is_empty() || record.cause.is_told_anyway() {
            events.push(Event {
                turn: writing.turn,
                person: person.id,
                at: person.updated_at,
                cause: record.cause,
                source: record.document.as_ref().map(|document| document.source.clone()),
                changes,
            });
        }
    }
    changes::tell(writing, events).await
}

/// A person's keys are those of the newest profile; somebody else may name the same.
async fn write_keys(writing: &Writing, accepted: &[(&Record, &Person)]) -> Result<(), Error> {
    let known: Vec<_> = accepted
        .iter()
        .filter_map(|(record, _)| record.person)
        .map(|(id, _)| id.as_uuid())
        .collect();
    for some in in_lists(&known) {
        identity_key::Entity::delete_many()
            .filter(identity_key::Column::PersonId.is_in(some))
            .exec(&writing.transaction)
            .await?;
    }
    // Each once: then nothing can be in the way, which the database need not look for.
    let keys: BTreeSet<_> = accepted
        .iter()
        .flat_map(|(record, person)| {
            record
                .keys
                .iter()
                .map(move |key| (&key.value, key.kind, person.id))
        })
        .collect();
    let row = |(value, kind, person): (&String, &'static str, PersonId)| identity_key::ActiveModel {
        value: Set(value.clone()),
        kind: Set(kind.to_owned()),
        person_id: Set(person.as_uuid()),
    };
    for some in in_statements(keys) {
        identity_key::Entity::insert_many(some.into_iter().map(row))
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}
