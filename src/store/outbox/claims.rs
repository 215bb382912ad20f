//! Handing people to an engine: who is on the way, and under which ticket the engine took them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use super::generations::GenerationState;
use super::{behind, redeliver, unheard};
use crate::profile::PersonId;
use crate::store::entity::{generation, intent, outbox};
use crate::store::statements::in_statements;
use crate::store::writing::{Writing, instant};
use crate::store::{Error, Store};

/// How long nobody else begins to deliver to a generation. Nothing is wrong where two deliver at once; it is only done
/// twice.
const LEASE: Duration = Duration::from_secs(10);

/// A person who has to be handed to an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    pub person: PersonId,
    /// The turn that is known to be read when the person is read after the claim.
    pub sequence: i64,
}

/// Some people whom one process is about to hand to an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub intent: Uuid,
    pub generation: i64,
    pub epoch: i64,
    pub people: Vec<Pending>,
    /// Whether nobody else waited when they were claimed.
    pub is_last: bool,
    pub claimed_at: DateTime<Utc>,
}

/// What became of people of a claim who were sent together.
#[derive(Debug, Clone)]
pub struct Part {
    /// Each with the version that was sent; `None` for those who were taken out.
    pub people: Vec<(Pending, Option<i64>)>,
    /// The ticket under which the engine took them, or why it did not.
    pub outcome: Result<i64, String>,
}

impl Store {
    /// Claims people who changed, those who wait longest first, and notes the intent to send them. `None` where nobody
    /// waits, or where another node is at it.
    ///
    /// `sizes` says how many go together: the first of all, the next of those whom the engine refused once in company,
    /// and so on, so that whom it really refuses is found.
    pub async fn claim(
        &self,
        generation: i64,
        node: Uuid,
        sizes: &[usize],
        now: DateTime<Utc>,
    ) -> Result<Option<Claim>, Error> {
        let now = instant(now);
        let changed = || {
            outbox::Entity::find()
                .filter(outbox::Column::Generation.eq(generation))
                .filter(behind())
        };
        // Asked before a turn is taken: mostly nobody waits.
        if changed().one(&self.db).await?.is_none() {
            return Ok(None);
        }
        let writing = self.write().await?;
        let row = generation::Entity::find_by_id(generation)
            .filter(generation::Column::State.ne(GenerationState::Retired.as_str()))
            .one(&writing.transaction)
            .await?;
        let Some(row) = row.filter(|row| !is_leased(row, node, now)) else {
            return Ok(None);
        };
        let most = sizes.iter().copied().max().unwrap_or(1);
        let mut people = changed()
            .order_by_asc(outbox::Column::WantSeq)
            .order_by_asc(outbox::Column::PersonId)
            .limit(most as u64)
            .all(&writing.transaction)
            .await?;
        let Some(attempts) = people.first().map(|first| first.attempts) else {
            return Ok(None);
        };
        let found = people.len();
        people.retain(|person| person.attempts == attempts);
        let step = usize::try_from(attempts).unwrap_or_default();
        people.truncate(sizes.get(step).or(sizes.last()).copied().unwrap_or(1));
        let claim = Claim {
            intent: Uuid::now_v7(),
            generation,
            epoch: row.epoch,
            people: people.iter().map(pending).collect(),
            is_last: found < most && people.len() == found,
            claimed_at: now,
        };
        note_intent(&writing, &claim, node).await?;
        lease(&writing, generation, Some(node), Some(now + LEASE)).await?;
        writing.commit().await?;
        Ok(Some(claim))
    }

    /// Lets another node deliver at once.
    pub async fn release(&self, generation: i64, node: Uuid) -> Result<(), Error> {
        generation::Entity::update_many()
            .col_expr(generation::Column::LeaseOwner, Expr::value(None::<Uuid>))
            .filter(generation::Column::Number.eq(generation))
            .filter(generation::Column::LeaseOwner.eq(node))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Records what became of a claim. Of whom nothing is said nothing is known: the intent stays, and they are sent
    /// once more when [`Self::recover`] finds it.
    pub async fn record_sent(&self, claim: &Claim, parts: &[Part], now: DateTime<Utc>) -> Result<(), Error> {
        let now = instant(now);
        let writing = self.write().await?;
        let row = generation::Entity::find_by_id(claim.generation)
            .filter(generation::Column::State.ne(GenerationState::Retired.as_str()))
            .one(&writing.transaction)
            .await?;
        let Some(row) = row else { return Ok(()) };
        let is_of_this_epoch = row.epoch == claim.epoch;
        for part in parts {
            let people: Vec<_> = part.people.iter().map(|(pending, _)| pending.person).collect();
            match &part.outcome {
                Ok(ticket) if is_of_this_epoch => {
                    taken(&writing, claim.generation, *ticket, part, now).await?;
                    let newest = Ord::max(row.newest_ticket, *ticket);
                    note_ticket(&writing, claim.generation, newest).await?;
                }
                Ok(_) => redeliver(&writing, claim.generation, &people, now).await?,
                Err(reason) => super::outcomes::refused(&writing, claim.generation, &people, reason).await?,
            }
        }
        let told: usize = parts.iter().map(|part| part.people.len()).sum();
        if told == claim.people.len() {
            intent::Entity::delete_by_id(claim.intent)
                .exec(&writing.transaction)
                .await?;
        }
        writing.commit().await
    }

    /// Notes that nothing of a claim was sent.
    pub async fn give_up(&self, claim: &Claim) -> Result<(), Error> {
        intent::Entity::delete_by_id(claim.intent).exec(&self.db).await?;
        Ok(())
    }

    /// Sends everybody once more who was on the way at `before` and of whom nothing was heard; returns how many claims
    /// that were.
    pub async fn recover(
        &self,
        generation: i64,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<usize, Error> {
        let old = intent::Entity::find()
            .filter(intent::Column::Generation.eq(generation))
            .filter(intent::Column::ClaimedAt.lt(instant(before)));
        if old.clone().one(&self.db).await?.is_none() {
            return Ok(0);
        }
        let writing = self.write().await?;
        let intents = old.all(&writing.transaction).await?;
        for intent in &intents {
            redeliver(&writing, generation, &people_of(intent)?, now).await?;
        }
        let ids = intents.iter().map(|intent| intent.id);
        intent::Entity::delete_many()
            .filter(intent::Column::Id.is_in(ids))
            .exec(&writing.transaction)
            .await?;
        writing.commit().await?;
        Ok(intents.len())
    }

    /// Sends everybody once more who was on the way from `node`, which is this process's own and was another's that is
    /// dead. The intents stay: what the dead one sent may still come late.
    pub async fn resend(&self, generation: i64, node: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
        let writing = self.write().await?;
        let intents = intent::Entity::find()
            .filter(intent::Column::Generation.eq(generation))
            .filter(intent::Column::Node.eq(node))
            .all(&writing.transaction)
            .await?;
        for intent in &intents {
            redeliver(&writing, generation, &people_of(intent)?, now).await?;
        }
        if intents.is_empty() {
            return Ok(());
        }
        writing.commit().await
    }
}

fn pending(row: &outbox::Model) -> Pending {
    Pending {
        person: PersonId::from_uuid(row.person_id),
        sequence: row.want_seq,
    }
}

fn is_leased(row: &generation::Model, node: Uuid, now: DateTime<Utc>) -> bool {
    row.lease_owner.is_some_and(|owner| owner != node) && row.lease_until.is_some_and(|until| until > now)
}

async fn lease(
    writing: &Writing,
    generation: i64,
    owner: Option<Uuid>,
    until: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    generation::Entity::update_many()
        .set(generation::ActiveModel {
            lease_owner: Set(owner),
            lease_until: Set(until),
            ..Default::default()
        })
        .filter(generation::Column::Number.eq(generation))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}

async fn note_intent(writing: &Writing, claim: &Claim, node: Uuid) -> Result<(), Error> {
    let people: Vec<_> = claim.people.iter().map(|pending| pending.person).collect();
    let people = serde_json::to_string(&people).map_err(|error| Error::Database(error.into()))?;
    intent::Entity::insert(intent::ActiveModel {
        id: Set(claim.intent),
        generation: Set(claim.generation),
        node: Set(node),
        claimed_at: Set(claim.claimed_at),
        people: Set(people),
    })
    .exec_without_returning(&writing.transaction)
    .await?;
    Ok(())
}

fn people_of(intent: &intent::Model) -> Result<Vec<PersonId>, Error> {
    serde_json::from_str(&intent.people).map_err(|error| {
        Error::Database(anyhow::Error::new(error).context("reading who is on the way to an engine"))
    })
}

async fn note_ticket(writing: &Writing, generation: i64, newest: i64) -> Result<(), Error> {
    generation::Entity::update_many()
        .col_expr(generation::Column::NewestTicket, Expr::value(newest))
        .filter(generation::Column::Number.eq(generation))
        .filter(generation::Column::NewestTicket.lt(newest))
        .exec(&writing.transaction)
        .await?;
    Ok(())
}

/// Records people under a ticket, those whom no greater one names already.
async fn taken(
    writing: &Writing,
    generation: i64,
    ticket: i64,
    part: &Part,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let earlier = Expr::col((outbox::Entity, outbox::Column::Ticket)).lt(ticket);
    let recorded = OnConflict::columns([outbox::Column::Generation, outbox::Column::PersonId])
        .update_columns([
            outbox::Column::PushedSeq,
            outbox::Column::Ticket,
            outbox::Column::InFlight,
            outbox::Column::Version,
        ])
        .action_and_where(earlier)
        .to_owned();
    for some in in_statements(&part.people) {
        // Where there is no row any more, the person was taken out meanwhile: one that wants nothing would leave what
        // has come late.
        let rows = some.into_iter().map(|(pending, version)| outbox::ActiveModel {
            pushed_seq: Set(pending.sequence),
            ticket: Set(ticket),
            in_flight: Set(true),
            version: Set(*version),
            ..unheard(generation, pending.person, writing.turn, now)
        });
        outbox::Entity::insert_many(rows)
            .on_conflict(recorded.clone())
            .exec_without_returning(&writing.transaction)
            .await?;
    }
    Ok(())
}
