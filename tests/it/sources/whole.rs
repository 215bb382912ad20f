//! From an address to a person who is searched, and through all that changes there: the whole way, in a simulated internet.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use muster::cpu;
use muster::directory::{Clock, Directory, Outcome, Reading, Refreshed, Rhythm, Submission};
use muster::profile::{PersonId, Profile};
use muster::sources::Sources;
use muster::store::{Cause, Store};
use muster::taxonomy::Taxonomy;
use tokio_util::sync::CancellationToken;

use crate::support::clock::SimulatedClock;
use crate::support::databases::{Database, on_both_databases};
use crate::support::internet::{Account, Blog, Entry, Fault, Internet, Page};
use crate::support::memory_index::MemoryIndexes;

on_both_databases![every_place_that_is_due_is_read_once_and_politely,];

fn directory(store: Store, sources: Sources, rhythm: Rhythm, clock: Clock) -> Directory {
    let indexes = Arc::new(MemoryIndexes::default());
    Directory::new(store, indexes, Taxonomy::embedded(), cpu::Pool::new(2))
        .with_clock(clock)
        .with_sources(sources, rhythm)
}

/// Reads what is due, and waits where a host has to be left in peace.
async fn refresh(directory: &Directory, clock: &Clock, report: &(dyn Fn(Refreshed) + Send + Sync)) {
    let goes_on = CancellationToken::new();
    while let Some(next) = directory.refresh_due(report, &goes_on).await.unwrap() {
        let pause = (next - clock.now()).to_std().unwrap_or_default();
        tokio::time::sleep(pause.min(Duration::from_millis(50))).await;
    }
}

/// Somebody on GitHub who writes on Medium.
fn ada(world: &mut crate::support::internet::World) {
    let account = Account {
        login: "ada".to_owned(),
        name: Some("Ada Quill".to_owned()),
        company: Some("@contoso".to_owned()),
        readme: Some("# Ada Quill\n\nI weave ledgers.\n\n## Skills\n\nRust, PostgreSQL\n".to_owned()),
        ..Account::default()
    };
    world.accounts.insert("ada".to_owned(), account);
    let post = Entry {
        title: "Looms that never stop".to_owned(),
        url: "https://medium.com/@ada/looms-1".to_owned(),
        published: "Tue, 04 Nov 2025 10:00:00 GMT".to_owned(),
        tags: vec!["kafka".to_owned()],
        text: String::new(),
    };
    let blog = Blog {
        title: "Stories by Ada Quill on Medium".to_owned(),
        author: "Ada Quill".to_owned(),
        page: "https://medium.com/@ada".to_owned(),
        entries: vec![post],
    };
    world
        .blogs
        .insert("https://medium.com/feed/@ada".to_owned(), blog);
}

const RESUME: &str = "# Ada Quill\n\nhttps://github.com/ada\n\n## Experience\n\n### Senior Engineer, Contoso\n\n\
    Jan 2021 - Present\n\n- Built billing in Haskell\n";

struct World {
    internet: Internet,
    directory: Directory,
    clock: SimulatedClock,
    person: PersonId,
    _database: Database,
}

impl World {
    /// A login, a blog and a pasted résumé, handed in together and read once.
    async fn new() -> Self {
        let internet = Internet::start().await;
        internet.change(ada);
        let database = Database::sqlite();
        let clock = SimulatedClock::default();
        let sources = internet.sources(&internet.config(&[]));
        let directory = directory(database.store().await, sources, Rhythm::default(), clock.clock());
        let resume = Submission {
            locator: None,
            bytes: RESUME.into(),
        };
        let places = ["github:ada".to_owned(), "medium.com/@ada".to_owned()];
        let submitted = directory.submit(Some(resume), &places).await.unwrap();
        let Outcome::Added(receipt) = submitted.outcome else {
            panic!("{:?}", submitted.outcome)
        };
        let world = Self {
            internet,
            directory,
            clock,
            person: receipt.id,
            _database: database,
        };
        world.refresh_after(TimeDelta::zero()).await;
        world
    }

    async fn refresh_after(&self, time: TimeDelta) -> Vec<Reading> {
        self.clock.pass(time);
        let told = Mutex::new(Vec::new());
        let report = |refreshed: Refreshed| told.lock().unwrap().push(refreshed.reading);
        self.directory
            .refresh_due(&report, &CancellationToken::new())
            .await
            .unwrap();
        told.into_inner().unwrap()
    }

    async fn profile(&self) -> Profile {
        let person = self.directory.store.person(self.person).await.unwrap();
        person.unwrap().profile
    }

    async fn skills(&self) -> Vec<String> {
        let mut skills: Vec<_> = self
            .profile()
            .await
            .skills
            .into_iter()
            .map(|skill| skill.id)
            .collect();
        skills.sort();
        skills
    }
}

#[tokio::test]
async fn a_login_a_blog_and_a_paste_become_one_person() {
    let world = World::new().await;
    assert_eq!(world.directory.store.count_people().await.unwrap(), 1);
    let profile = world.profile().await;
    assert_eq!(profile.name.as_deref(), Some("Ada Quill"));
    assert_eq!(profile.experience[0].title.as_deref(), Some("Senior Engineer"));
    assert_eq!(profile.writing[0].title.as_deref(), Some("Looms that never stop"));
    let skills = world.skills().await;
    for known in ["haskell", "postgresql", "rust"] {
        assert!(
            skills.iter().any(|skill| skill == known),
            "{known} is not in {skills:?}"
        );
    }
    let kinds: Vec<_> = profile
        .sources
        .iter()
        .map(|source| source.kind.as_str())
        .collect();
    assert_eq!(kinds.len(), 4, "{kinds:?}");
}

#[tokio::test]
async fn the_address_of_a_blog_is_its_page_and_its_feed() {
    let internet = Internet::start().await;
    internet.change(|world| {
        ada(world);
        let blog = world.blogs.remove("https://medium.com/feed/@ada").unwrap();
        world.blogs.insert("https://blog.quill.example/latest".to_owned(), blog);
        // A page that is made in the browser says nothing itself.
        let page = Page::html(
            "<!doctype html><title>Quill</title><link rel=alternate type=application/rss+xml href=/latest><div id=root></div>",
        );
        world.pages.insert("https://blog.quill.example/".to_owned(), page);
    });
    let (database, clock) = (Database::sqlite(), SimulatedClock::default());
    let sources = internet.sources(&internet.config(&["blog.quill.example"]));
    let directory = directory(database.store().await, sources, Rhythm::default(), clock.clock());
    let submitted = directory.submit(None, &["blog.quill.example".to_owned()]).await;
    let Outcome::Added(receipt) = submitted.unwrap().outcome else {
        panic!("nobody was added")
    };
    let goes_on = CancellationToken::new();
    let read = async || directory.refresh_due(&|_| (), &goes_on).await.unwrap();
    let locators = async || {
        let origins = directory.store.origins_of(receipt.id).await.unwrap();
        let mut locators: Vec<_> = origins
            .into_iter()
            .map(|origin| (origin.kind, origin.locator))
            .collect();
        locators.sort();
        locators
    };
    read().await;
    let known = [
        ("feed".to_owned(), "https://blog.quill.example/latest".to_owned()),
        ("page".to_owned(), "https://blog.quill.example/".to_owned()),
    ];
    assert_eq!(locators().await, known);
    let person = directory.store.person(receipt.id).await.unwrap().unwrap();
    assert_eq!(
        person.profile.writing[0].title.as_deref(),
        Some("Looms that never stop")
    );
    assert_eq!(directory.store.count_people().await.unwrap(), 1);

    // Whoever takes the feed away has meant it.
    let origins = directory.store.origins_of(receipt.id).await.unwrap();
    let feed = origins.iter().find(|origin| origin.kind == "feed").unwrap();
    directory.unlink(receipt.id, feed.id).await.unwrap();
    clock.pass(TimeDelta::days(31));
    internet.change(|world| {
        let page = world.pages.get_mut("https://blog.quill.example/").unwrap();
        page.body.extend(b"<p>I weave ledgers.");
    });
    read().await;
    assert_eq!(locators().await, known[1..]);
}

#[tokio::test]
async fn a_person_follows_what_their_readme_says() {
    let world = World::new().await;
    world.internet.change(|world| {
        let account = world.accounts.get_mut("ada").unwrap();
        account.readme = Some("# Ada Quill\n\nI weave ledgers.\n\n## Skills\n\nRust, Elixir\n".to_owned());
    });
    let readings = world.refresh_after(TimeDelta::days(31)).await;
    assert!(readings.contains(&Reading::Changed), "{readings:?}");
    let skills = world.skills().await;
    assert!(skills.contains(&"elixir".to_owned()) && !skills.contains(&"postgresql".to_owned()));
    let history = world
        .directory
        .store
        .history_of(world.person, None, 1)
        .await
        .unwrap();
    assert_eq!(history[0].cause, Cause::Refreshed);
    let told: Vec<_> = history[0]
        .changes
        .iter()
        .filter_map(|change| change.entry.as_deref())
        .collect();
    assert!(
        told.contains(&"elixir") && told.contains(&"postgresql"),
        "{told:?}"
    );
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let world = World::new().await;
    world.internet.forget_visits();
    let readings = world.refresh_after(TimeDelta::days(31)).await;
    assert_eq!(readings, [Reading::Unchanged, Reading::Unchanged]);
    let github = world.internet.visits_to("api.github.com");
    assert!(!github.is_empty() && github.iter().all(|visit| visit.status == Some(304)));
}

#[tokio::test]
async fn whatever_goes_wrong_elsewhere_the_person_stays_as_they_were() {
    let world = World::new().await;
    let before = world.profile().await;
    for fault in [Fault::Status(500), Fault::Html, Fault::HangsUp, Fault::GzipBomb] {
        // There is something new to tell.
        world
            .internet
            .change(|world| world.accounts.get_mut("ada").unwrap().followers += 1);
        world
            .internet
            .fail("https://api.github.com/users/ada", fault.clone());
        let readings = world.refresh_after(TimeDelta::days(31)).await;
        let failed = readings
            .iter()
            .any(|reading| matches!(reading, Reading::Failed(reason) if !reason.is_empty()));
        assert!(failed, "{fault:?}: {readings:?}");
        assert_eq!(world.profile().await.skills, before.skills, "{fault:?}");
    }
    world.internet.heal("https://api.github.com/users/ada");
    let readings = world.refresh_after(TimeDelta::days(31)).await;
    assert!(
        !readings
            .iter()
            .any(|reading| matches!(reading, Reading::Failed(_))),
        "{readings:?}"
    );
}

/// How many places are read; `MUSTER_TEST_PLACES` says otherwise.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
fn places() -> usize {
    let wanted = std::env::var("MUSTER_TEST_PLACES").ok();
    wanted.map_or(200, |wanted| wanted.parse().unwrap())
}

/// The least time between two readings of one host.
const PAUSE: Duration = Duration::from_millis(50);

const A_HOST: usize = 25;

fn address(place: usize) -> String {
    format!("https://host{}.example/{place}", place / A_HOST)
}

/// As many people as places, each read from a page of their own.
async fn crowd(directory: &Directory, internet: &Internet, places: usize) {
    internet.change(|world| {
        for place in 0..places {
            let page = Page::html(
                "<html><body><main><h1>About me</h1><h2>Skills</h2><p>Rust</p></main></body></html>",
            );
            world.pages.insert(address(place), page);
        }
    });
    let texts = (0..places).map(|place| Submission {
        locator: Some(format!("file:///people/{place}.md")),
        bytes: format!("# Person {place}\n\n## Skills\n\nGo\n").into_bytes(),
    });
    let outcomes = directory.ingest_many(texts.collect()).await.unwrap();
    for (place, outcome) in outcomes.into_iter().enumerate() {
        let Ok(Outcome::Added(receipt)) = outcome else {
            panic!("{outcome:?}")
        };
        directory.link(receipt.id, &address(place)).await.unwrap();
    }
}

async fn every_place_that_is_due_is_read_once_and_politely(database: Database) {
    let places = places();
    let internet = Internet::start().await;
    let hosts: Vec<_> = (0..=places / A_HOST)
        .map(|host| format!("host{host}.example"))
        .collect();
    let hosts: Vec<_> = hosts.iter().map(String::as_str).collect();
    let rhythm = Rhythm {
        at_once: 16,
        pause: TimeDelta::from_std(PAUSE).unwrap(),
        ..Rhythm::default()
    };
    let config = internet.config(&hosts);
    let (one, other) = (internet.sources(&config), internet.sources(&config));
    let one = directory(database.store().await, one, rhythm, Clock::system());
    let other = directory(database.connect().await, other, rhythm, Clock::system());
    crowd(&one, &internet, places).await;

    let (done, begun, clock) = (AtomicUsize::new(0), Instant::now(), Clock::system());
    let report = |refreshed: Refreshed| {
        assert_eq!(refreshed.reading, Reading::Changed, "{}", refreshed.locator);
        done.fetch_add(1, Ordering::Relaxed);
    };
    tokio::join!(refresh(&one, &clock, &report), refresh(&other, &clock, &report));
    eprintln!(
        "{places} places of {} hosts were read in {:.1?}",
        hosts.len(),
        begun.elapsed()
    );

    assert_eq!(done.into_inner(), places);
    assert_eq!(one.places().await.unwrap().due, 0);
    let mut last: BTreeMap<String, Instant> = BTreeMap::new();
    let mut pages = internet.visits();
    pages.retain(|visit| visit.path != "/robots.txt");
    assert_eq!(pages.len(), places, "each is asked for once");
    pages.sort_by_key(|visit| visit.at);
    for visit in pages {
        if let Some(before) = last.insert(visit.host.clone(), visit.at) {
            assert!(visit.at - before >= PAUSE, "{} was not left in peace", visit.host);
        }
    }
    assert!(hosts.iter().all(|host| internet.most_at_once(host) <= 1));
}
