//! The engine's answers, as far as we need them.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr as _;

use anyhow::{Context as _, anyhow};
use meilisearch_sdk::errors::{Error as Failure, ErrorCode, ErrorType, MeilisearchError};
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::request::{HttpClient as _, Method};
use meilisearch_sdk::search::{SearchQuery, Selectors};
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::config::MeilisearchConfig;
use super::document::{ID, WORDS};
use super::filter::Filter;
use super::http::{Http, Patience};
use super::tasks::Enqueued;
use crate::profile::PersonId;
use crate::search::{Error, FacetCount, Ticket};

/// A server, asked with one patience.
#[derive(Debug, Clone)]
pub(super) struct Client {
    sdk: meilisearch_sdk::client::Client<Http>,
    pub(super) http: Http,
}

/// What is asked of everybody who passes a filter.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) filter: Filter,
    pub(super) wanted: Wanted,
}

#[derive(Debug)]
pub(super) enum Wanted {
    /// How many they are, and how many have each value of these attributes.
    Counts(Vec<&'static str>),
    /// Some of them, in the order of these attributes: `years:desc`.
    People {
        order: &'static [&'static str],
        offset: usize,
        limit: usize,
        /// The attributes that come with each.
        attributes: Vec<&'static str>,
    },
}

/// The answers to several questions. Not the SDK's own type, which reads every word of every person twice.
#[derive(Debug, Deserialize)]
struct Answers {
    results: Vec<Answer>,
}

/// What is answered.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    /// How many pass; only told where counts were asked for.
    #[serde(default, rename = "totalHits")]
    pub(super) total: u64,
    #[serde(default, rename = "facetDistribution")]
    pub(super) counts: HashMap<String, Counts>,
    #[serde(rename = "hits")]
    pub(super) people: Vec<Hit>,
}

/// How many people have each value, in the engine's order.
#[derive(Debug, Default)]
pub(super) struct Counts(pub(super) Vec<FacetCount>);

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Counts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of values to how many have them")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Counts, A::Error> {
                let mut counts = Vec::new();
                while let Some((value, count)) = map.next_entry()? {
                    counts.push(FacetCount { value, count });
                }
                Ok(Counts(counts))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// A person as the engine hands them out, with the attributes that were asked for.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Hit {
    attributes: HashMap<String, Attribute>,
}

#[derive(Debug)]
enum Attribute {
    One(String),
    Several(Texts),
}

/// Many short texts, in one piece of memory: people have hundreds of words.
#[derive(Debug, Default)]
struct Texts {
    joined: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
    fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let text = self.joined.get(start..*end).unwrap_or_default();
            start = *end;
            text
        })
    }
}

/// Reads one more text.
impl<'de> DeserializeSeed<'de> for &mut Texts {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Texts {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.joined.push_str(text);
        self.ends.push(self.joined.len());
        Ok(())
    }
}

/// By hand, since a derived one would keep every word twice to find out which of the two it is.
impl<'de> Deserialize<'de> for Attribute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Attribute;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Attribute, E> {
                Ok(Attribute::One(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Attribute, A::Error> {
                let mut texts = Texts::default();
                while list.next_element_seed(&mut texts)?.is_some() {}
                Ok(Attribute::Several(texts))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl Hit {
    /// Says whether a value of an attribute fulfils a condition.
    pub(super) fn has(&self, attribute: &str, mut condition: impl FnMut(&str) -> bool) -> bool {
        match self.attributes.get(attribute) {
            Some(Attribute::One(value)) => condition(value),
            Some(Attribute::Several(values)) => values.iter().any(condition),
            None => false,
        }
    }

    /// Returns an attribute that is one text; empty where there is none.
    pub(super) fn text(&self, attribute: &str) -> &str {
        match self.attributes.get(attribute) {
            Some(Attribute::One(text)) => text,
            Some(Attribute::Several(_)) | None => "",
        }
    }

    pub(super) fn person(&self) -> Result<PersonId, Error> {
        person(self.text(ID))
    }
}

/// Reads the id of a document.
pub(super) fn person(id: &str) -> Result<PersonId, Error> {
    PersonId::from_str(id)
        .map_err(|_other| Error::Broken(anyhow!("a document of the index is no person: {id}")))
}

/// The most questions of one request.
const QUESTIONS: usize = 64;

impl Client {
    pub(super) fn new(config: &MeilisearchConfig, patience: Patience) -> Result<Self, Error> {
        let http = Http::new(config.key.clone(), patience)
            .context("making the HTTP client for Meilisearch: are certificates installed (Debian: `ca-certificates`)?")
            .map_err(Error::Unavailable)?;
        Ok(Self::over(&config.url, http))
    }

    fn over(url: &str, http: Http) -> Self {
        Self {
            sdk: meilisearch_sdk::client::Client::new_with_client(url, None::<String>, http.clone()),
            http,
        }
    }

    /// Returns the same server, asked with another patience.
    pub(super) fn with(&self, patience: Patience) -> Self {
        Self::over(self.url(), self.http.with(patience))
    }

    pub(super) fn url(&self) -> &str {
        self.sdk.get_host()
    }

    pub(super) fn sdk(&self) -> &meilisearch_sdk::client::Client<Http> {
        &self.sdk
    }

    /// Asks for something that is done later.
    pub(super) async fn enqueue<B: Serialize + Send + Sync>(
        &self,
        url: &str,
        method: Method<(), B>,
    ) -> Result<Ticket, Error> {
        let enqueued: Enqueued = self.http.request(url, method, 202).await.map_err(error)?;
        Ok(enqueued.task_uid)
    }

    /// Asks several questions at once; the answers are in their order.
    pub(super) async fn ask(&self, uid: &str, asks: &[Ask]) -> Result<Vec<Answer>, Error> {
        let index = self.sdk.index(uid);
        let filters: Vec<String> = asks.iter().map(|ask| ask.filter.to_string()).collect();
        let mut answers = Vec::with_capacity(asks.len());
        for (asks, filters) in asks.chunks(QUESTIONS).zip(filters.chunks(QUESTIONS)) {
            let mut request = self.sdk.multi_search();
            for (ask, filter) in asks.iter().zip(filters) {
                request.with_search_query(question(&index, ask, filter));
            }
            let url = format!("{}/multi-search", self.url());
            let method = Method::Post {
                query: (),
                body: &request,
            };
            let response: Answers = self.http.request(&url, method, 200).await.map_err(error)?;
            if response.results.len() != asks.len() {
                return Err(Error::Unavailable(anyhow!(
                    "Meilisearch answered {} of {} questions",
                    response.results.len(),
                    asks.len()
                )));
            }
            answers.extend(response.results);
        }
        Ok(answers)
    }

    /// Returns all words of the index that may be `word`, or begin with it, but for typos; and some more.
    pub(super) async fn similar(&self, uid: &str, word: &str) -> Result<Vec<String>, Error> {
        let index = self.sdk.index(uid);
        let mut query = index.facet_search(WORDS);
        query.with_facet_query(word);
        let found = query.execute().await.map_err(error)?;
        Ok(found.facet_hits.into_iter().map(|hit| hit.value).collect())
    }
}

fn question<'q>(index: &'q Index<Http>, ask: &'q Ask, filter: &'q str) -> SearchQuery<'q, Http> {
    let mut query = SearchQuery::new(index);
    query.with_filter(filter);
    match &ask.wanted {
        Wanted::Counts(attributes) => {
            query.with_page(1).with_hits_per_page(0);
            query.with_facets(Selectors::Some(attributes));
            query.with_attributes_to_retrieve(Selectors::Some(&[ID]));
        }
        Wanted::People {
            order,
            offset,
            limit,
            attributes,
        } => {
            query.with_offset(*offset).with_limit(*limit).with_sort(order);
            query.with_attributes_to_retrieve(Selectors::Some(attributes));
        }
    }
    query
}

/// Tells what the engine will never do from what it may do later.
pub(super) fn error(failure: Failure) -> Error {
    let refused = is_forbidden(&failure)
        || matches!(
            &failure,
            Failure::Meilisearch(MeilisearchError { error_type: ErrorType::InvalidRequest, error_code, .. })
                if *error_code != ErrorCode::IndexNotFound
        );
    let cause = anyhow::Error::new(failure).context("asking Meilisearch");
    if refused {
        Error::Refused(cause)
    } else {
        Error::Unavailable(cause)
    }
}

/// Says whether the key does not allow what was asked.
pub(super) fn is_forbidden(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Meilisearch(MeilisearchError {
            error_type: ErrorType::Auth,
            ..
        })
    )
}
