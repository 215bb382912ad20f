//! The tables that are copied: how they are walked through, and how two of them are compared.

use sea_orm::{
    ActiveModelBehavior, ConnectionTrait, Cursor, DbErr, EntityTrait, IntoActiveModel, SelectModel,
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::store::entity::{
    change, correction, dismissal, document, identity_key, merge, origin, person, version,
};

/// Rows of one page: a row holds at most one text.
const PAGE: u64 = 100;

/// A table that can be walked through by its primary key.
pub(super) trait Table:
    EntityTrait<
        Model: Clone + Serialize + IntoActiveModel<Self::ActiveModel>,
        ActiveModel: ActiveModelBehavior + Send,
    >
{
    /// All rows by ascending primary key, those after `last`.
    fn after(last: Option<&Self::Model>) -> Cursor<SelectModel<Self::Model>>;
}

impl Table for person::Entity {
    fn after(last: Option<&person::Model>) -> Cursor<SelectModel<person::Model>> {
        let mut rows = Self::find().cursor_by(person::Column::Id);
        if let Some(last) = last {
            rows.after(last.id);
        }
        rows
    }
}

impl Table for origin::Entity {
    fn after(last: Option<&origin::Model>) -> Cursor<SelectModel<origin::Model>> {
        let mut rows = Self::find().cursor_by(origin::Column::Id);
        if let Some(last) = last {
            rows.after(last.id);
        }
        rows
    }
}

impl Table for document::Entity {
    fn after(last: Option<&document::Model>) -> Cursor<SelectModel<document::Model>> {
        let mut rows = Self::find().cursor_by(document::Column::SourceId);
        if let Some(last) = last {
            rows.after(last.source_id.as_str());
        }
        rows
    }
}

impl Table for identity_key::Entity {
    fn after(last: Option<&identity_key::Model>) -> Cursor<SelectModel<identity_key::Model>> {
        let mut rows = Self::find().cursor_by((
            identity_key::Column::Value,
            identity_key::Column::Kind,
            identity_key::Column::PersonId,
        ));
        if let Some(last) = last {
            rows.after((last.value.as_str(), last.kind.as_str(), last.person_id));
        }
        rows
    }
}

impl Table for merge::Entity {
    fn after(last: Option<&merge::Model>) -> Cursor<SelectModel<merge::Model>> {
        let mut rows = Self::find().cursor_by(merge::Column::Id);
        if let Some(last) = last {
            rows.after(last.id);
        }
        rows
    }
}

impl Table for dismissal::Entity {
    fn after(last: Option<&dismissal::Model>) -> Cursor<SelectModel<dismissal::Model>> {
        let mut rows = Self::find().cursor_by((dismissal::Column::One, dismissal::Column::Other));
        if let Some(last) = last {
            rows.after((last.one, last.other));
        }
        rows
    }
}

impl Table for correction::Entity {
    fn after(last: Option<&correction::Model>) -> Cursor<SelectModel<correction::Model>> {
        let mut rows = Self::find().cursor_by((correction::Column::PersonId, correction::Column::Field));
        if let Some(last) = last {
            rows.after((last.person_id, last.field.as_str()));
        }
        rows
    }
}

impl Table for version::Entity {
    fn after(last: Option<&version::Model>) -> Cursor<SelectModel<version::Model>> {
        let mut rows = Self::find().cursor_by((version::Column::SourceId, version::Column::Turn));
        if let Some(last) = last {
            rows.after((last.source_id.as_str(), last.turn));
        }
        rows
    }
}

impl Table for change::Entity {
    fn after(last: Option<&change::Model>) -> Cursor<SelectModel<change::Model>> {
        let mut rows = Self::find().cursor_by((change::Column::Turn, change::Column::PersonId));
        if let Some(last) = last {
            rows.after((last.turn, last.person_id));
        }
        rows
    }
}

/// Returns the rows after `last`; none at the end.
pub(super) async fn page_after<T: Table>(
    db: &impl ConnectionTrait,
    last: Option<&T::Model>,
) -> Result<Vec<T::Model>, DbErr> {
    T::after(last).first(PAGE).all(db).await
}

/// How many rows there were, and what all of them were, whatever their order: databases sort texts differently.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    rows: u64,
    /// The sum of the rows' hashes.
    sum: u128,
}

impl Tally {
    pub(super) fn add(&mut self, row: &impl Serialize) {
        let written = serde_json::to_vec(row).expect("rows are texts, numbers and instants");
        let hash: [u8; 32] = Sha256::digest(written).into();
        let (half, _) = hash.split_at(16);
        let half = u128::from_be_bytes(half.try_into().expect("half of 32 is 16"));
        self.sum = self.sum.wrapping_add(half);
        self.rows += 1;
    }
}
