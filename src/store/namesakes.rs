//! Who is called alike: people of one name have places in URLs that begin alike (`ada-quill`, `ada-quill-x7k2p`), and these are
//! indexed.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::entity::person;
use super::{Error, Person, Store, slug};
use crate::profile::PersonId;

/// The most namesakes of one person that are looked at.
const MOST_NAMESAKES: u64 = 50;

/// The most people before a stretch who are looked at beside it.
const MOST_EARLIER: u64 = 2_000;

/// People who may be called alike, found on a stretch of all people.
#[derive(Debug, Default)]
pub struct Namesakes {
    pub groups: Vec<Group>,
    /// Where the next stretch begins; `None` at the end.
    pub next: Option<String>,
}

/// People whose places in URLs have one stem.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Those who come before the stretch: pairs of them were found there.
    pub before: Vec<PersonId>,
    pub within: Vec<PersonId>,
}

impl Store {
    /// Returns people who may be called as `person` is, at most 50.
    pub async fn namesakes_of(&self, person: &Person) -> Result<Vec<PersonId>, Error> {
        let mut stems: BTreeSet<String> = [slug::stem(&person.slug).to_owned()].into();
        stems.extend(person.profile.name.as_deref().and_then(slug::of_name));
        let mut alike = Condition::any();
        for stem in stems {
            alike = alike.add(person::Column::Slug.eq(&stem)).add(
                Condition::all()
                    .add(person::Column::Slug.gte(format!("{stem}-")))
                    .add(person::Column::Slug.lt(format!("{stem}."))),
            );
        }
        let rows: Vec<uuid::Uuid> = person::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .filter(alike)
            .filter(person::Column::Id.ne(person.id.as_uuid()))
            .order_by_asc(person::Column::Slug)
            .limit(MOST_NAMESAKES)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(PersonId::from_uuid).collect())
    }

    /// Walks on through all people in the order of their slugs, `limit` of them after `after`, and returns who may be called
    /// alike among them and those before.
    pub async fn namesakes(&self, after: Option<&str>, limit: u64) -> Result<Namesakes, Error> {
        let mut query = person::Entity::find();
        if let Some(after) = after {
            query = query.filter(person::Column::Slug.gt(after));
        }
        let stretch = self.slugs(query.limit(limit)).await?;
        let is_full = u64::try_from(stretch.len()).is_ok_and(|count| count == limit);
        let next = stretch
            .last()
            .map(|(slug, _)| slug.clone())
            .filter(|_last| is_full);

        // Those before this stretch who are called as somebody in it is.
        let stems: BTreeSet<&str> = stretch.iter().map(|(slug, _)| slug::stem(slug)).collect();
        let mut before = Condition::any().add(person::Column::Slug.is_in(stems.iter().copied()));
        if let Some(after) = after {
            for stem in stems.iter().filter(|stem| after.starts_with(**stem)) {
                before = before.add(
                    Condition::all()
                        .add(person::Column::Slug.gte(format!("{stem}-")))
                        .add(person::Column::Slug.lte(after)),
                );
            }
        }
        let earlier = person::Entity::find().filter(before).limit(MOST_EARLIER);
        let known: BTreeMap<_, _> = self
            .slugs(earlier)
            .await?
            .into_iter()
            .chain(stretch.clone())
            .collect();

        let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
        for (slug, id) in &known {
            let is_within = after.is_none_or(|after| slug.as_str() > after);
            for stem in BTreeSet::from([slug.as_str(), slug::stem(slug)]) {
                let group = groups.entry(stem).or_default();
                if is_within {
                    &mut group.within
                } else {
                    &mut group.before
                }
                .push(*id);
            }
        }
        let is_pair = |group: &Group| !group.within.is_empty() && group.before.len() + group.within.len() > 1;
        Ok(Namesakes {
            groups: groups.into_values().filter(is_pair).collect(),
            next,
        })
    }

    async fn slugs(&self, query: sea_orm::Select<person::Entity>) -> Result<Vec<(String, PersonId)>, Error> {
        let rows: Vec<(String, uuid::Uuid)> = query
            .select_only()
            .columns([person::Column::Slug, person::Column::Id])
            .order_by_asc(person::Column::Slug)
            .into_tuple()
            .all(&self.db)
            .await?;
        let slugs = rows.into_iter().map(|(slug, id)| (slug, PersonId::from_uuid(id)));
        Ok(slugs.collect())
    }
}
