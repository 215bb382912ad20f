//! Reading the stored texts.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use uuid::Uuid;

use super::entity::document;
use super::statements::in_lists;
use super::{Error, KnownDocument, Store, StoredDocument};
use crate::profile::{PersonId, SourceId};

impl Store {
    pub async fn document_by_locator(&self, locator: &str) -> Result<Option<StoredDocument>, Error> {
        let row = document::Entity::find()
            .filter(document::COLUMN.locator.eq(locator))
            .one(&self.db)
            .await?;
        Ok(row.map(StoredDocument::from))
    }

    /// Returns the texts that the person's profile is read from, oldest first; those that were replaced are left out.
    pub async fn documents_of(&self, person: PersonId) -> Result<Vec<StoredDocument>, Error> {
        let rows = document::Entity::find()
            .filter(document::COLUMN.person_id.eq(person.as_uuid()))
            .filter(document::Column::ReplacedAt.is_null())
            .order_by_asc(document::Column::FetchedAt)
            .order_by_asc(document::Column::SourceId)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(StoredDocument::from).collect())
    }

    /// Returns what [`Self::documents_of`] returns, of each of `people`.
    pub async fn documents_of_each(
        &self,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, Vec<StoredDocument>>, Error> {
        let mut texts: HashMap<_, Vec<_>> = HashMap::with_capacity(people.len());
        let people: Vec<_> = people.iter().map(PersonId::as_uuid).collect();
        for some in in_lists(&people) {
            let rows = document::Entity::find()
                .filter(document::Column::PersonId.is_in(some))
                .filter(document::Column::ReplacedAt.is_null())
                .order_by_asc(document::Column::FetchedAt)
                .order_by_asc(document::Column::SourceId)
                .all(&self.db)
                .await?;
            for text in rows.into_iter().map(StoredDocument::from) {
                texts.entry(text.person).or_default().push(text);
            }
        }
        Ok(texts)
    }

    /// Returns all texts of the person, those too that were replaced, oldest first.
    pub async fn all_documents_of(&self, person: PersonId) -> Result<Vec<StoredDocument>, Error> {
        let rows = document::Entity::find()
            .filter(document::COLUMN.person_id.eq(person.as_uuid()))
            .order_by_asc(document::Column::FetchedAt)
            .order_by_asc(document::Column::SourceId)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(StoredDocument::from).collect())
    }

    /// Returns of whose profile one of these texts is a part at the moment; `None` where none of them is read any more.
    pub async fn reader_of(&self, sources: &[SourceId]) -> Result<Option<PersonId>, Error> {
        let person: Option<Uuid> = document::Entity::find()
            .select_only()
            .column(document::Column::PersonId)
            .filter(document::Column::SourceId.is_in(sources.iter().map(SourceId::as_str)))
            .filter(document::Column::ReplacedAt.is_null())
            .into_tuple()
            .one(&self.db)
            .await?;
        Ok(person.map(PersonId::from_uuid))
    }

    /// Returns what is known of the texts at `locators`, by locator.
    pub async fn known_documents(
        &self,
        locators: &[String],
    ) -> Result<HashMap<String, KnownDocument>, Error> {
        known(&self.db, locators).await
    }
}

pub(super) async fn known(
    db: &impl ConnectionTrait,
    locators: &[String],
) -> Result<HashMap<String, KnownDocument>, Error> {
    let mut known = HashMap::with_capacity(locators.len());
    let locators: Vec<_> = locators.iter().map(String::as_str).collect();
    for some in in_lists(&locators) {
        let rows: Vec<(
            String,
            String,
            Uuid,
            String,
            Option<sea_orm::prelude::DateTimeUtc>,
        )> = document::Entity::find()
            .select_only()
            .columns([
                document::Column::Locator,
                document::Column::SourceId,
                document::Column::PersonId,
                document::Column::Sha256,
                document::Column::ReplacedAt,
            ])
            .filter(document::Column::Locator.is_in(some))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(
            rows.into_iter()
                .map(|(locator, source, person, sha256, replaced_at)| {
                    let document = KnownDocument {
                        source: SourceId::new(source),
                        person: PersonId::from_uuid(person),
                        sha256,
                        replaced: replaced_at.is_some(),
                    };
                    (locator, document)
                }),
        );
    }
    Ok(known)
}
