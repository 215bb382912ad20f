//! The places that a person is read from: handed in, offered, and taken away.

use std::collections::VecDeque;

use super::{Directory, Error, Outcome, Receipt, Rejected, Submission, schedule};
use crate::profile::{PersonId, Profile};
use crate::sources;
use crate::store::{Linked, NewOrigin, Origin, OriginCounts, OriginId};
use url::Url;

/// What became of a text and places that were handed in together.
#[derive(Debug, Clone)]
pub struct Submitted {
    pub outcome: Outcome,
    /// The places that are read for the person from now on.
    pub origins: Vec<Origin>,
}

impl Directory {
    /// Takes in somebody by a text, by the addresses of places where they write of themselves, or by both.
    ///
    /// A text is taken in at once and its places are read in their turn. Without a text the first place that says who the
    /// person is is read at once; an error says why none did.
    pub async fn submit(&self, text: Option<Submission>, addresses: &[String]) -> Result<Submitted, Error> {
        let mut places = Vec::with_capacity(addresses.len());
        for address in addresses {
            let place = self.place(address)?;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let mut outcome = match text {
            Some(text) => self.ingest(text).await?,
            None => self.first_of(&places).await?,
        };
        let person = receipt(&mut outcome).id;
        let mut origins = Vec::with_capacity(places.len());
        for place in places {
            match self
                .store
                .link(person, &self.new_origin(&place, true), self.clock.now())
                .await?
            {
                Linked::Added(origin) | Linked::Known(origin) => origins.push(origin),
                Linked::Taken(_other) => receipt(&mut outcome).notes.push(format!(
                    "{} is read for another person here already: it was left with them",
                    place.locator
                )),
            }
        }
        self.due.notify_one();
        Ok(Submitted { outcome, origins })
    }

    /// Lets a place be read for a person, now and on.
    pub async fn link(&self, person: PersonId, address: &str) -> Result<Linked, Error> {
        let place = self.place(address)?;
        let linked = self
            .store
            .link(person, &self.new_origin(&place, true), self.clock.now())
            .await?;
        self.due.notify_one();
        Ok(linked)
    }

    /// Reads a place no more and takes out what it said. `false` where the person has no such place.
    pub async fn unlink(&self, person: PersonId, id: OriginId) -> Result<bool, Error> {
        if self
            .store
            .origin(id)
            .await?
            .is_none_or(|origin| origin.person != person)
        {
            return Ok(false);
        }
        let unlinked = self.store.unlink(id, self.clock.now()).await?;
        // Nothing comes from it any more, not even from whoever reads it at the moment.
        let texts = self.store.documents_of_origin(id).await?;
        let sources: Vec<_> = texts.into_iter().map(|text| text.source).collect();
        if unlinked && !sources.is_empty() {
            self.take_out(&sources).await?;
        }
        Ok(unlinked)
    }

    /// Returns how many places there are, and how they are.
    pub async fn places(&self) -> Result<OriginCounts, Error> {
        Ok(self.store.count_origins(self.clock.now()).await?)
    }

    /// Returns the places that a profile links to and that are not read for anybody yet.
    pub async fn offers(&self, profile: &Profile) -> Result<Vec<String>, Error> {
        let mut offers = Vec::new();
        for link in &profile.links {
            let Some(place) = self.sources.recognize(&link.url) else {
                continue;
            };
            if !offers.contains(&place.locator) && self.store.origin_at(&place.locator).await?.is_none() {
                offers.push(place.locator);
            }
        }
        Ok(offers)
    }

    /// Reads the places that the profile links to of whose place `origin` is; each of them has to name one of the person's in
    /// return.
    pub(super) async fn follow_links(&self, origin: OriginId) -> Result<(), Error> {
        let Some(origin) = self.store.origin(origin).await? else {
            return Ok(());
        };
        let Some(person) = self.store.person(origin.person).await? else {
            return Ok(());
        };
        for address in self.offers(&person.profile).await? {
            if let Some(place) = self.sources.recognize(&address) {
                let new = self.new_origin(&place, false);
                self.store.link(person.id, &new, self.clock.now()).await?;
            }
        }
        Ok(())
    }

    /// Reads the feed of a person's page too, once the page is read for the first time: who takes it away then is not asked
    /// again. Somebody else's is left with them.
    pub(super) async fn follow_feed(&self, person: PersonId, feed: &sources::Origin) -> Result<(), Error> {
        if self.store.person(person).await?.is_some() {
            let new = self.new_origin(feed, true);
            self.store.link(person, &new, self.clock.now()).await?;
            self.due.notify_one();
        }
        Ok(())
    }

    /// Whether a place that nobody vouches for names one that is the person's.
    pub(super) async fn is_reciprocal(&self, origin: &Origin, names: &[String]) -> Result<bool, Error> {
        let known = self.store.origins_of(origin.person).await?;
        let is_theirs = |named: sources::Origin| {
            known
                .iter()
                .any(|known| known.is_proven && known.id != origin.id && known.locator == named.locator)
        };
        Ok(names
            .iter()
            .filter_map(|name| self.sources.recognize(name))
            .any(is_theirs))
    }

    /// Reads places at once until one says who the person is, and takes that in.
    async fn first_of(&self, places: &[sources::Origin]) -> Result<Outcome, Error> {
        let mut last = Error::Rejected(Rejected::Nothing);
        let mut places: VecDeque<_> = places.iter().cloned().collect();
        while let Some(place) = places.pop_front() {
            if let Some(known) = self.store.origin_at(&place.locator).await?
                && let Some(person) = self.store.person(known.person).await?
            {
                return Ok(Outcome::Unchanged(Receipt {
                    id: person.id,
                    slug: person.slug,
                    name: person.profile.name.clone(),
                    notes: vec![format!("{} is read for this person already", place.locator)],
                }));
            }
            let fetched = match self.fetch_new(&place).await {
                Ok(fetched) => fetched,
                Err(error) => {
                    last = error;
                    continue;
                }
            };
            for document in fetched.documents {
                match self.ingest_fetched(vec![(document, None)]).await?.pop() {
                    Some(Ok(outcome)) => return Ok(outcome),
                    Some(Err(error)) => last = error,
                    None => (),
                }
            }
            // A blog says of its author what is in its posts.
            places.extend(fetched.feed);
        }
        Err(last)
    }

    fn place(&self, address: &str) -> Result<sources::Origin, Rejected> {
        let shown = || address.chars().take(200).collect();
        self.sources
            .recognize(address.trim())
            .ok_or_else(|| Rejected::NotAPlace(shown()))
    }

    fn new_origin(&self, place: &sources::Origin, is_proven: bool) -> NewOrigin {
        let host = Url::parse(&place.locator).ok();
        let host = host.as_ref().and_then(Url::host_str).unwrap_or(place.kind);
        NewOrigin {
            kind: place.kind.to_owned(),
            locator: place.locator.clone(),
            host: host.to_owned(),
            interval: schedule::first_interval(place.kind, self.rhythm),
            is_proven,
        }
    }
}

fn receipt(outcome: &mut Outcome) -> &mut Receipt {
    match outcome {
        Outcome::Added(receipt) | Outcome::Updated(receipt) | Outcome::Unchanged(receipt) => receipt,
    }
}
