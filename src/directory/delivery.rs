//! Handing people to an index: claimed, sent, recorded, and followed until the engine has done it.
//!
//! How it stays right whatever is killed, lost or late is told in [`store`](crate::store)'s outbox. What is done here may
//! be done by several processes at once and be cut off anywhere.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::anyhow;
use chrono::TimeDelta;
use tokio::time::sleep;

use super::{Directory, Error};
use crate::profile::PersonId;
use crate::search::{self, Entry, Index, Outcome, Ticket};
use crate::store::{Claim, Generation, Part, Pending};

/// How many people go together; fewer of those who were refused in company, at last each alone.
const SIZES: [usize; 4] = [4_000, 400, 40, 1];

/// How many requests an engine may have before it has done them: enough for it to put together what it does together.
const MOST_IN_FLIGHT: usize = 10;

/// What was read so long ago is not sent any more.
const STALE: TimeDelta = TimeDelta::seconds(30);

/// When what was claimed has either come to the engine or never will: [`STALE`], then two requests with all their
/// attempts.
pub(super) const GRACE: TimeDelta = TimeDelta::minutes(4);

const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// What following the engine's work brought.
#[derive(Debug, Default)]
struct Followed {
    done: u64,
    refused: bool,
    waiting: usize,
}

/// What was handed over at once.
#[derive(Debug)]
struct Sent {
    /// How many requests the engine took.
    requests: usize,
    /// Whether nobody waits any more.
    is_last: bool,
}

impl Directory {
    /// Hands a generation everything that it has not heard, until it has it; returns how many people that were.
    ///
    /// Who changes after the last of these were handed over waits for the next time: an engine does few large pieces with less
    /// work than many small ones. Where another process is at it, only what is on the way is waited for. `progress` is told
    /// now and then.
    pub(super) async fn deliver(
        &self,
        generation: &Generation,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<u64, Error> {
        let number = generation.number;
        let index = self.index_of(number)?;
        let now = self.clock.now();
        self.store.recover(number, now - GRACE, now).await?;
        let mut delivered = 0;
        let mut in_flight = self.store.tickets_in_flight(number).await?.len();
        let mut pause = FIRST_PAUSE;
        let mut all_sent = false;
        loop {
            if !all_sent && in_flight < MOST_IN_FLIGHT {
                let sent = self.hand_over(&*index, number).await?;
                in_flight += sent.requests;
                all_sent = sent.is_last;
                continue;
            }
            let followed = self.follow(&*index, number).await?;
            delivered += followed.done;
            in_flight = followed.waiting;
            // Who was refused in company is sent again in a smaller one.
            all_sent &= !followed.refused;
            if followed.done > 0 || followed.refused {
                progress(delivered);
                pause = FIRST_PAUSE;
            } else if in_flight == 0 {
                break;
            } else {
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        self.store.release(number, self.node).await?;
        Ok(delivered)
    }

    /// Does what can be done at once and waits for nothing: hands over who changed, and asks the engine what became of what it
    /// took. An engine that has more before it is done does what it finds then together; [`Self::drain`] waits for it.
    pub async fn advance(&self) -> Result<(), Error> {
        for generation in self.served().await? {
            let number = generation.number;
            let index = self.index_of(number)?;
            let now = self.clock.now();
            self.store.recover(number, now - GRACE, now).await?;
            let mut in_flight = self.store.tickets_in_flight(number).await?.len();
            let mut all_sent = false;
            while !all_sent && in_flight < MOST_IN_FLIGHT {
                let sent = self.hand_over(&*index, number).await?;
                in_flight += sent.requests;
                all_sent = sent.is_last;
            }
            self.follow(&*index, number).await?;
        }
        Ok(())
    }

    /// Claims people and sends them, if there are any.
    async fn hand_over(&self, index: &dyn Index, generation: i64) -> Result<Sent, Error> {
        let claim = self
            .store
            .claim(generation, self.node, &SIZES, self.clock.now())
            .await?;
        match claim {
            Some(claim) => self.send(index, &claim).await,
            None => Ok(Sent {
                requests: 0,
                is_last: true,
            }),
        }
    }

    /// Sends what the people of a claim are now; who is gone is taken out.
    async fn send(&self, index: &dyn Index, claim: &Claim) -> Result<Sent, Error> {
        let ids: Vec<_> = claim.people.iter().map(|pending| pending.person).collect();
        let people = self.store.people(&ids).await?;
        let here: HashSet<_> = people.iter().map(|person| person.id).collect();
        let taxonomy = self.taxonomy;
        let entries: Vec<Entry> = self
            .cpu
            .run(move || {
                let entry = |person: &crate::store::Person| Entry {
                    is_stale: person.stale_since.is_some(),
                    ..Entry::new(person.id, &person.profile, person.updated_at, taxonomy)
                };
                people.iter().map(entry).collect()
            })
            .await?;
        if self.clock.now() - claim.claimed_at > STALE {
            self.store.give_up(claim).await?;
            return Ok(Sent {
                requests: 0,
                is_last: false,
            });
        }
        let (present, gone): (Vec<Pending>, Vec<Pending>) = claim
            .people
            .iter()
            .partition(|pending| here.contains(&pending.person));
        let versions = entries.iter().map(|entry| Some(entry.version()));
        let present: Vec<_> = present.into_iter().zip(versions).collect();
        let gone: Vec<_> = gone.into_iter().map(|pending| (pending, None)).collect();
        let mut parts = Vec::new();
        let mut sent = Ok(());
        if !present.is_empty() {
            sent = note(index.upsert(entries).await, present, &mut parts);
        }
        if sent.is_ok() && !gone.is_empty() {
            let ids: Vec<PersonId> = gone.iter().map(|(pending, _)| pending.person).collect();
            sent = note(index.remove(&ids).await, gone, &mut parts);
        }
        self.store.record_sent(claim, &parts, self.clock.now()).await?;
        sent?;
        let requests = parts.iter().filter(|part| part.outcome.is_ok()).count();
        Ok(Sent {
            requests,
            is_last: claim.is_last && requests == parts.len(),
        })
    }

    /// Asks the engine what became of what it took.
    async fn follow(&self, index: &dyn Index, generation: i64) -> Result<Followed, Error> {
        let tickets: Vec<Ticket> = self
            .store
            .tickets_in_flight(generation)
            .await?
            .into_iter()
            .collect();
        if tickets.is_empty() {
            return Ok(Followed::default());
        }
        let outcomes = index.outcomes(&tickets).await?;
        let mut followed = Followed::default();
        let (mut done, mut lost) = (Vec::new(), None);
        for (ticket, outcome) in tickets.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Waiting => followed.waiting += 1,
                Outcome::Done => done.push(ticket),
                Outcome::Refused(reason) => {
                    tracing::warn!(
                        ticket,
                        reason,
                        "the search engine refuses people, who are sent in smaller numbers"
                    );
                    self.store.refuse(generation, ticket, &reason).await?;
                    followed.refused = true;
                }
                Outcome::Lost(reason) => {
                    self.store.lose(generation, ticket, self.clock.now()).await?;
                    lost = Some(reason);
                }
            }
        }
        if !done.is_empty() {
            followed.done = self.store.acknowledge(generation, &done).await?;
        }
        match lost {
            // Sent once more, and not at once: an engine that has no room has none a moment later either.
            Some(reason) => Err(search::Error::Unavailable(anyhow!(reason)).into()),
            None => Ok(followed),
        }
    }
}

/// Keeps what became of a part, where that is known.
fn note(
    answer: Result<Ticket, search::Error>,
    people: Vec<(Pending, Option<i64>)>,
    parts: &mut Vec<Part>,
) -> Result<(), search::Error> {
    let outcome = match answer {
        Ok(ticket) => Ok(ticket),
        Err(search::Error::Unfit(reason)) => Err(format!("{reason:#}")),
        Err(other) => return Err(other),
    };
    parts.push(Part { people, outcome });
    Ok(())
}
