//! Reading and erasing people.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, DerivePartialModel, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::entity::{identity_key, person};
use super::statements::in_lists;
use super::writing::instant;
use super::{Error, Person, Store, changes, dismissals, merges, outbox};
use crate::profile::{PersonId, Profile};
use crate::resolve::IdentityKey;

/// A row of a person without the profile.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "person::Entity")]
struct Head {
    id: Uuid,
    slug: String,
    revision: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    stale_since: Option<DateTime<Utc>>,
}

impl Head {
    fn with(self, profile: Arc<Profile>) -> Person {
        Person {
            id: PersonId::from_uuid(self.id),
            slug: self.slug,
            revision: self.revision,
            created_at: self.created_at,
            updated_at: self.updated_at,
            stale_since: self.stale_since,
            profile,
        }
    }
}

impl Store {
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, Error> {
        let row = person::Entity::find_by_id(id.as_uuid()).one(&self.db).await?;
        row.map(Person::try_from).transpose()
    }

    pub async fn person_by_slug(&self, slug: &str) -> Result<Option<Person>, Error> {
        let row = person::Entity::find()
            .filter(person::COLUMN.slug.eq(slug))
            .one(&self.db)
            .await?;
        row.map(Person::try_from).transpose()
    }

    /// Returns who has this id or this place in URLs.
    pub async fn person_called(&self, who: &str) -> Result<Option<Person>, Error> {
        match who.parse() {
            Ok(id) => self.person(id).await,
            Err(_slug) => self.person_by_slug(who).await,
        }
    }

    /// Returns the number of the person's last change.
    pub async fn revision(&self, id: PersonId) -> Result<Option<i64>, Error> {
        let revision = person::Entity::find_by_id(id.as_uuid())
            .select_only()
            .column(person::Column::Revision)
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(revision)
    }

    /// Keeps up to `bytes` of profiles in memory, as they are stored, so that who was just written need not be read again. In
    /// memory they take about three times as much.
    pub fn keep_recent(&self, bytes: usize) {
        self.recent.make_room(bytes);
    }

    /// Returns those of `ids` that exist, in the order of `ids`.
    pub async fn people(&self, ids: &[PersonId]) -> Result<Vec<Person>, Error> {
        let uuids: Vec<_> = ids.iter().map(PersonId::as_uuid).collect();
        let mut heads = HashMap::with_capacity(ids.len());
        for some in in_lists(&uuids) {
            heads.extend(self.heads(some).await?.into_iter().map(|head| (head.id, head)));
        }
        let mut profiles = self
            .recent
            .of(&uuids, |id| heads.get(&id).map(|head| head.revision));
        let mut found = HashMap::with_capacity(ids.len());
        let mut unread = Vec::new();
        for (id, head) in heads {
            match profiles.remove(&id) {
                Some(profile) => {
                    found.insert(id, head.with(profile));
                }
                None => unread.push(id),
            }
        }
        for some in in_lists(&unread) {
            let rows = person::Entity::find().filter(person::COLUMN.id.is_in(some));
            for row in rows.all(&self.db).await? {
                found.insert(row.id, self.recent.read(row)?);
            }
        }
        Ok(uuids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Returns everything but the profiles.
    async fn heads(&self, ids: Vec<Uuid>) -> Result<Vec<Head>, Error> {
        let rows = person::Entity::find().filter(person::COLUMN.id.is_in(ids));
        Ok(rows.into_partial_model().all(&self.db).await?)
    }

    /// Returns people by ascending id, those after `after`, at most `limit`.
    pub async fn people_after(&self, after: Option<PersonId>, limit: u64) -> Result<Vec<Person>, Error> {
        let mut query = person::Entity::find();
        if let Some(after) = after {
            query = query.filter(person::COLUMN.id.gt(after.as_uuid()));
        }
        let rows = query
            .order_by_asc(person::Column::Id)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter().map(Person::try_from).collect()
    }

    /// Returns whom [`Self::people_after`] returns, and nothing of them.
    pub async fn people_ids_after(
        &self,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<PersonId>, Error> {
        let mut query = person::Entity::find().select_only().column(person::Column::Id);
        if let Some(after) = after {
            query = query.filter(person::COLUMN.id.gt(after.as_uuid()));
        }
        let ids: Vec<Uuid> = query
            .order_by_asc(person::Column::Id)
            .limit(limit)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(ids.into_iter().map(PersonId::from_uuid).collect())
    }

    /// When somebody changed last.
    pub async fn newest_change(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let newest: Option<Option<DateTime<Utc>>> = person::Entity::find()
            .select_only()
            .column_as(person::Column::UpdatedAt.max(), "newest")
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(newest.flatten())
    }

    pub async fn count_people(&self) -> Result<u64, Error> {
        Ok(person::Entity::find().count(&self.db).await?)
    }

    /// Returns the people who have any of `keys`: who has most of them first.
    pub async fn people_with_keys(&self, keys: &[IdentityKey]) -> Result<Vec<PersonId>, Error> {
        let mut matches: HashMap<PersonId, usize> = HashMap::new();
        for owner in self.owners(keys).await?.into_values().flatten() {
            *matches.entry(owner).or_default() += 1;
        }
        let mut people: Vec<_> = matches.into_iter().collect();
        people.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
        Ok(people.into_iter().map(|(id, _)| id).collect())
    }

    /// Returns who names each of `keys` as theirs, by id; those that nobody names are left out.
    pub async fn owners(&self, keys: &[IdentityKey]) -> Result<HashMap<IdentityKey, Vec<PersonId>>, Error> {
        owners(&self.db, keys).await
    }

    /// Erases a person, all their texts and their history; `false` where there is no such person.
    pub async fn erase(&self, id: PersonId, now: DateTime<Utc>) -> Result<bool, Error> {
        self.in_turn(|writing| async move {
            // What each had before a merge is noted there; everything else goes with the person.
            let mut people = merges::forget(&writing, id).await?;
            people.push(id);
            let erased = person::Entity::delete_by_id(id.as_uuid())
                .exec(&writing.transaction)
                .await?;
            if erased.rows_affected == 0 {
                return Ok(false);
            }
            dismissals::forget(&writing, &people).await?;
            for gone in people {
                changes::tell_erased(&writing, gone, instant(now)).await?;
            }
            outbox::want(&writing, &[id], instant(now)).await?;
            writing.commit().await?;
            self.recent.forget(id.as_uuid());
            Ok(true)
        })
        .await
    }
}

pub(super) async fn owners(
    db: &impl sea_orm::ConnectionTrait,
    keys: &[IdentityKey],
) -> Result<HashMap<IdentityKey, Vec<PersonId>>, Error> {
    let asked: HashMap<_, _> = keys
        .iter()
        .map(|key| ((key.kind, key.value.as_str()), key))
        .collect();
    let values: Vec<_> = keys.iter().map(|key| key.value.as_str()).collect();
    let mut owners: HashMap<IdentityKey, Vec<PersonId>> = HashMap::new();
    for some in in_lists(&values) {
        let rows = identity_key::Entity::find()
            .filter(identity_key::Column::Value.is_in(some))
            .all(db)
            .await?;
        for row in rows {
            if let Some(key) = asked.get(&(row.kind.as_str(), row.value.as_str())) {
                let known = owners.entry((*key).clone()).or_default();
                known.push(PersonId::from_uuid(row.person_id));
            }
        }
    }
    for people in owners.values_mut() {
        people.sort_unstable();
        people.dedup();
    }
    Ok(owners)
}
