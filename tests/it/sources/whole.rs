//! From an address to a person who is searched, and through all that changes there: the whole way, in a simulated internet.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use muster::cpu;
use muster::directory::{Clock, Directory, Outcome, Reading, Refreshed, Rhythm, Submission};
use muster::profile::{PersonId, Profile};
use muster::sources::Sources;
use muster::store::{Cause, Store};
use muster::taxonomy::Taxonomy;
use tokio_util::sync::CancellationToken;

use crate::support::clock::SimulatedClock;
use crate::support::databases::Database;
use crate::support::internet::{Account, Blog, Entry, Fault, Internet, Page};
use crate::support::memory_index::MemoryIndexes;

pub(super) fn directory(store: Store, sources: Sources, rhythm: Rhythm, clock: Clock) -> Directory {
    let indexes = Arc::new(MemoryIndexes::default());
    Directory::new(store, indexes, Taxonomy::embedded(), cpu::Pool::new(2))
        .with_clock(clock)
        .with_sources(sources, rhythm)
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
        Profile::clone(&person.unwrap().profile)
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

/// All that can go wrong; whoever is asked too often is left alone then, which comes last.
fn faults() -> Vec<Fault> {
    let elsewhere = "http://api.github.com/users/ada".to_owned();
    vec![
        Fault::Status(403),
        Fault::Status(404),
        Fault::Status(410),
        Fault::Status(451),
        Fault::Status(500),
        Fault::Redirect(301, elsewhere),
        Fault::HangsUp,
        Fault::CutOff,
        Fault::Half,
        Fault::Html,
        Fault::Typed("image/png"),
        Fault::Endless,
        Fault::GzipBomb,
        Fault::SlowDrip,
        Fault::Silence(Duration::from_mins(1)),
        Fault::Status(429),
    ]
}

#[tokio::test]
async fn whatever_goes_wrong_elsewhere_the_person_stays_as_they_were() {
    let world = World::new().await;
    let mut before = world.profile().await;
    for fault in faults() {
        // There is something new to tell.
        world
            .internet
            .change(|world| world.accounts.get_mut("ada").unwrap().followers += 1);
        world
            .internet
            .fail("https://api.github.com/users/ada", fault.clone());
        world.internet.forget_visits();
        world.clock.pass(TimeDelta::days(31));
        let readings = world.directory.refresh(world.person).await.unwrap();
        for refreshed in readings {
            let is_github = refreshed.locator.contains("github.com");
            let is_as_expected = match &refreshed.reading {
                Reading::Failed(reason) | Reading::Stopped(reason) => is_github && !reason.is_empty(),
                reading => !is_github && *reading == Reading::Unchanged,
            };
            assert!(is_as_expected, "{fault:?}: {refreshed:?}");
        }
        let known = world.directory.store.origins_of(world.person).await.unwrap();
        let reasons: Vec<_> = known.into_iter().filter_map(|origin| origin.reason).collect();
        assert_eq!(reasons.len(), 1, "{fault:?}: {reasons:?}");
        let after = world.profile().await;
        assert_eq!(
            (after.skills, after.name),
            (before.skills.clone(), before.name.clone()),
            "{fault:?}"
        );
        let asked = world.internet.visits_to("api.github.com").len();
        assert!((1..=3).contains(&asked), "{fault:?}: {asked}");
        if matches!(fault, Fault::Silence(_)) {
            world.internet.heal("https://api.github.com/users/ada");
            world.clock.pass(TimeDelta::days(31));
            let readings = world.directory.refresh(world.person).await.unwrap();
            assert!(
                readings
                    .iter()
                    .any(|refreshed| refreshed.reading == Reading::Changed),
                "{readings:?}"
            );
            before = world.profile().await;
        }
    }
}
