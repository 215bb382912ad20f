//! Places that exist only in memory: state in, answers out, and a record of who was asked when.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use muster::sources::http::Client;
use muster::sources::{Document, Error, Fetched, Form, Source, Sources, Validator, Validators};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};
use url::Url;

/// Everything under `https://*.example/`. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    places: HashMap<String, Place>,
    /// What each names as its owner's.
    names: HashMap<String, Vec<String>>,
    /// How long each answer takes.
    slowness: Duration,
    readings: Vec<String>,
    /// How many places of a host are being read.
    busy: HashMap<String, usize>,
    most_of_a_host: usize,
    most_at_once: usize,
    /// Held by whoever keeps everything from answering.
    door: Arc<RwLock<()>>,
}

#[derive(Debug, Clone)]
enum Place {
    Says(BTreeMap<String, String>),
    Fails(Error),
    Moved(String),
}

impl Places {
    /// Lets a place say one text.
    pub(crate) fn say(&self, locator: &str, text: &str) {
        self.say_all(locator, &[(locator, text)]);
    }

    pub(crate) fn say_all(&self, locator: &str, texts: &[(&str, &str)]) {
        let owned = |(locator, text): &(&str, &str)| ((*locator).to_owned(), (*text).to_owned());
        self.set(locator, Place::Says(texts.iter().map(owned).collect()));
    }

    pub(crate) fn fail(&self, locator: &str, error: Error) {
        self.set(locator, Place::Fails(error));
    }

    pub(crate) fn move_to(&self, locator: &str, target: &str) {
        self.set(locator, Place::Moved(target.to_owned()));
    }

    /// Lets a place name another as its owner's.
    pub(crate) fn name(&self, locator: &str, other: &str) {
        let mut state = self.0.lock().unwrap();
        state.names.insert(locator.to_owned(), vec![other.to_owned()]);
    }

    pub(crate) fn be_slow(&self, slowness: Duration) {
        self.0.lock().unwrap().slowness = slowness;
    }

    /// Lets whoever asks wait for an answer until this is dropped.
    pub(crate) async fn shut(&self) -> OwnedRwLockWriteGuard<()> {
        self.door().write_owned().await
    }

    /// What was read since this was asked last, in order.
    pub(crate) fn take_readings(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().readings)
    }

    /// The most places of one host, and of all, that were being read at one moment.
    pub(crate) fn most_at_once(&self) -> (usize, usize) {
        let state = self.0.lock().unwrap();
        (state.most_of_a_host, state.most_at_once)
    }

    pub(crate) fn sources(&self) -> Sources {
        Sources::of_kinds(vec![Box::new(self.clone())], Client::offline())
    }

    fn set(&self, locator: &str, place: Place) {
        self.0.lock().unwrap().places.insert(locator.to_owned(), place);
    }

    fn door(&self) -> Arc<RwLock<()>> {
        Arc::clone(&self.0.lock().unwrap().door)
    }

    fn begin(&self, locator: &str) -> Duration {
        let mut state = self.0.lock().unwrap();
        let state = &mut *state;
        state.readings.push(locator.to_owned());
        let busy = state.busy.entry(host(locator)).or_default();
        *busy += 1;
        state.most_of_a_host = state.most_of_a_host.max(*busy);
        state.most_at_once = state.most_at_once.max(state.busy.values().sum());
        state.slowness
    }

    fn end(&self, locator: &str, known: &Validators) -> Result<Fetched, Error> {
        let mut state = self.0.lock().unwrap();
        *state.busy.get_mut(&host(locator)).unwrap() -= 1;
        let names = state.names.get(locator).cloned().unwrap_or_default();
        match state.places.get(locator) {
            None => Err(Error::Gone("nobody is there".to_owned())),
            Some(Place::Fails(error)) => Err(error.clone()),
            Some(Place::Moved(target)) => {
                let target = target.clone();
                let Some(Place::Says(texts)) = state.places.get(&target) else {
                    return Err(Error::Gone("nobody is there either".to_owned()));
                };
                Ok(Fetched {
                    moved_to: Some(target),
                    ..fetched(texts, known)
                })
            }
            Some(Place::Says(texts)) => Ok(Fetched {
                names,
                ..fetched(texts, known)
            }),
        }
    }
}

fn host(locator: &str) -> String {
    Url::parse(locator).unwrap().host_str().unwrap().to_owned()
}

fn fetched(texts: &BTreeMap<String, String>, known: &Validators) -> Fetched {
    let mut fetched = Fetched::default();
    for (locator, text) in texts {
        let validator = Validator {
            etag: Some(text.clone()),
            last_modified: None,
        };
        if known.0.get(locator) == Some(&validator) {
            fetched.unchanged.push(locator.clone());
        } else {
            fetched.documents.push(Document {
                locator: locator.clone(),
                form: Form::Written,
                bytes: text.clone().into_bytes(),
            });
        }
        fetched.validators.0.insert(locator.clone(), validator);
    }
    fetched
}

#[async_trait]
impl Source for Places {
    fn kind(&self) -> &'static str {
        "page"
    }

    fn accept(&self, address: &Url) -> Option<String> {
        let is_example = address.host_str()?.ends_with(".example");
        is_example.then(|| address.as_str().to_owned())
    }

    async fn fetch(&self, locator: &str, known: &Validators, _client: &Client) -> Result<Fetched, Error> {
        let slowness = self.begin(locator);
        tokio::time::sleep(slowness).await;
        let _open = self.door().read_owned().await;
        self.end(locator, known)
    }
}
