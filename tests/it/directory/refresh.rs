//! Places are read when they are due, by one process at a time, and what they said last stays.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use chrono::TimeDelta;
use muster::directory::{Directory, Error, Reading, Refreshed, Rejected, Submission};
use muster::profile::PersonId;
use muster::sources;
use muster::store::{Linked, Origin};
use tokio_util::sync::CancellationToken;

use super::{World, added, text};

pub(super) const HOME: &str = "https://ada.example/";

/// Reads what is due until nothing can be read now, as one process.
pub(super) async fn refresh(directory: &Directory) -> Vec<Refreshed> {
    let told = Mutex::new(Vec::new());
    let report = |refreshed| told.lock().unwrap().push(refreshed);
    directory
        .refresh_due(&report, &CancellationToken::new())
        .await
        .unwrap();
    told.into_inner().unwrap()
}

impl World {
    /// Somebody whose page says this, read once.
    async fn with_page(text: &str) -> (Self, PersonId) {
        let world = Self::new().await;
        world.places.say(HOME, text);
        let submitted = world.directory.submit(None, &[HOME.to_owned()]).await.unwrap();
        let person = added(Ok(submitted.outcome)).id;
        refresh(&world.directory).await;
        world.places.take_readings();
        (world, person)
    }

    async fn refresh_after(&self, time: TimeDelta) -> Vec<Reading> {
        self.clock.pass(time);
        let refreshed = refresh(&self.directory).await;
        refreshed.into_iter().map(|refreshed| refreshed.reading).collect()
    }

    async fn origin(&self, person: PersonId) -> Origin {
        self.directory.store.origins_of(person).await.unwrap().remove(0)
    }

    pub(super) async fn skills_of(&self, person: PersonId) -> Vec<String> {
        let person = self.directory.store.person(person).await.unwrap().unwrap();
        let ids: BTreeSet<_> = person
            .profile
            .skills
            .iter()
            .map(|skill| skill.id.clone())
            .collect();
        ids.into_iter().collect()
    }
}

fn ada(skills: &str) -> String {
    text("Ada Quill", "adaquill", skills)
}

fn away() -> sources::Error {
    sources::Error::Later {
        reason: "ada.example does not answer".to_owned(),
        not_before: None,
    }
}

#[tokio::test]
async fn somebody_may_be_handed_in_by_the_address_of_a_page() {
    let world = World::new().await;
    world.places.say(HOME, &ada("Rust"));
    let submitted = world.directory.submit(None, &[HOME.to_owned()]).await.unwrap();
    assert_eq!(submitted.origins.len(), 1);
    let receipt = added(Ok(submitted.outcome));
    assert_eq!(receipt.name.as_deref(), Some("Ada Quill"));
}

#[tokio::test]
async fn a_text_and_places_become_one_person() {
    let world = World::new().await;
    let blog = "https://blog.example/ada";
    world.places.say(HOME, "# Ada\n\n## Skills\n\nHaskell\n");
    world.places.say(blog, "# Notes\n\n## Skills\n\nElixir\n");
    let paste = Submission {
        locator: None,
        bytes: ada("Rust").into_bytes(),
    };
    let addresses = [HOME.to_owned(), blog.to_owned()];
    let submitted = world.directory.submit(Some(paste), &addresses).await.unwrap();
    let person = added(Ok(submitted.outcome)).id;
    refresh(&world.directory).await;
    assert_eq!(world.count().await, 1);
    assert_eq!(world.skills_of(person).await, ["elixir", "haskell", "rust"]);
}

#[tokio::test]
async fn an_address_that_nobody_can_read_is_said_so() {
    let world = World::new().await;
    let unknown = world.directory.submit(None, &["ftp://x".to_owned()]).await;
    assert!(
        matches!(unknown, Err(Error::Rejected(Rejected::NotAPlace(_)))),
        "{unknown:?}"
    );
    let silent = world
        .directory
        .submit(None, &[HOME.to_owned()])
        .await
        .unwrap_err();
    assert_eq!(
        silent.to_string(),
        format!("{HOME} could not be read: nobody is there")
    );
    assert_eq!(world.count().await, 0);
}

#[tokio::test]
async fn a_place_of_somebody_else_stays_theirs() {
    let (world, ada) = World::with_page(&ada("Rust")).await;
    let bob = added(world.paste(&text("Bob Tern", "bobtern", "Go")).await);
    let taken = world.directory.link(bob.id, HOME).await.unwrap();
    assert_eq!(taken, Linked::Taken(ada));
}

#[tokio::test]
async fn what_a_place_says_anew_changes_the_person() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    world.places.say(HOME, &ada("Rust, Haskell"));
    assert_eq!(world.refresh_after(TimeDelta::days(31)).await, [Reading::Changed]);
    assert_eq!(world.skills_of(person).await, ["haskell", "rust"]);
    let origin = world.origin(person).await;
    assert_eq!(origin.changed_at, Some(world.clock.clock().now()));
}

#[tokio::test]
async fn a_place_is_read_when_it_is_due_and_not_before() {
    let (world, _) = World::with_page(&ada("Rust")).await;
    assert_eq!(world.refresh_after(TimeDelta::hours(23)).await, []);
    // Missed for two months: read once.
    assert_eq!(
        world.refresh_after(TimeDelta::days(60)).await,
        [Reading::Unchanged]
    );
    assert_eq!(world.refresh_after(TimeDelta::seconds(60)).await, []);
    // A clock that goes back reads nothing twice.
    assert_eq!(world.refresh_after(TimeDelta::days(-5)).await, []);
}

#[tokio::test]
async fn what_a_place_said_last_stays_when_it_fails() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    world.places.fail(HOME, away());
    let failed = Reading::Failed("ada.example does not answer".to_owned());
    assert_eq!(
        world.refresh_after(TimeDelta::days(31)).await,
        std::slice::from_ref(&failed)
    );
    assert_eq!(world.skills_of(person).await, ["rust"]);
    let origin = world.origin(person).await;
    assert_eq!(origin.reason.as_deref(), Some("ada.example does not answer"));
    assert_eq!(world.refresh_after(TimeDelta::minutes(59)).await, []);
    assert_eq!(world.refresh_after(TimeDelta::minutes(30)).await, [failed]);
    world.places.say(HOME, &ada("Rust, Haskell"));
    assert_eq!(world.refresh_after(TimeDelta::hours(3)).await, [Reading::Changed]);
    assert_eq!(world.origin(person).await.reason, None);
}

#[tokio::test]
async fn a_text_that_cannot_be_read_leaves_the_last_one() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    world.places.say(HOME, "%PDF-1.7 and nothing more");
    let read = world.refresh_after(TimeDelta::days(31)).await;
    assert!(matches!(read.as_slice(), [Reading::Failed(_)]), "{read:?}");
    assert_eq!(world.skills_of(person).await, ["rust"]);
}

#[tokio::test]
async fn a_place_that_is_gone_is_left_alone_until_somebody_asks() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    world
        .places
        .fail(HOME, sources::Error::Gone("the page is gone".to_owned()));
    let stopped = world.refresh_after(TimeDelta::days(31)).await;
    assert_eq!(stopped, [Reading::Stopped("the page is gone".to_owned())]);
    assert_eq!(world.refresh_after(TimeDelta::days(90)).await, []);
    assert_eq!(world.skills_of(person).await, ["rust"]);
    world.places.say(HOME, &ada("Haskell"));
    let refreshed = world.directory.refresh(person).await.unwrap();
    assert_eq!(refreshed[0].reading, Reading::Changed);
    assert!(!world.origin(person).await.is_stopped);
}

#[tokio::test]
async fn whoever_rests_on_a_place_that_is_gone_is_marked_until_it_is_back() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    let stale = async || {
        world
            .directory
            .store
            .person(person)
            .await
            .unwrap()
            .unwrap()
            .stale_since
    };
    assert_eq!(stale().await, None);
    let read_at = world.origin(person).await.read_at;
    world.places.fail(HOME, sources::Error::Gone(String::new()));
    world.refresh_after(TimeDelta::days(31)).await;
    assert_eq!(stale().await, read_at);
    world.places.say(HOME, &ada("Rust"));
    world.clock.pass(TimeDelta::minutes(1));
    world.directory.refresh(person).await.unwrap();
    assert_eq!(stale().await, None);
}

#[tokio::test]
async fn a_host_that_puts_off_for_weeks_leaves_whoever_rests_on_it_out_of_date() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    let busy = sources::Error::Later {
        reason: "ada.example has too much to do".to_owned(),
        not_before: Some(Duration::from_hours(24)),
    };
    world.places.fail(HOME, busy);
    world.refresh_after(TimeDelta::days(13)).await;
    let stale = async || {
        world
            .directory
            .store
            .person(person)
            .await
            .unwrap()
            .unwrap()
            .stale_since
    };
    assert_eq!(stale().await, None);
    world.refresh_after(TimeDelta::days(9)).await;
    assert!(stale().await.is_some());
}

#[tokio::test]
async fn a_text_that_a_place_has_no_more_is_taken_out() {
    let world = World::new().await;
    let (readme, list) = ("https://ada.example/readme", "https://ada.example/list");
    let list_text = "## Skills\n\nHaskell\n";
    world
        .places
        .say_all(HOME, &[(readme, &ada("Rust")), (list, list_text)]);
    let submitted = world.directory.submit(None, &[HOME.to_owned()]).await.unwrap();
    let person = added(Ok(submitted.outcome)).id;
    refresh(&world.directory).await;
    assert_eq!(world.skills_of(person).await, ["haskell", "rust"]);
    world.places.say_all(HOME, &[(readme, &ada("Rust"))]);
    assert_eq!(world.refresh_after(TimeDelta::days(31)).await, [Reading::Changed]);
    assert_eq!(world.skills_of(person).await, ["rust"]);
}

#[tokio::test]
async fn a_place_that_moved_is_read_where_it_is_now() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    let new_home = "https://quill.example/";
    world.places.say(new_home, &ada("Haskell"));
    world.places.move_to(HOME, new_home);
    world.refresh_after(TimeDelta::days(31)).await;
    assert_eq!(world.origin(person).await.locator, new_home);
    assert_eq!(world.skills_of(person).await, ["haskell"]);
}

#[tokio::test]
async fn a_place_that_is_taken_away_takes_along_what_it_said() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    world.file("resume.md", &ada("Haskell")).await.unwrap();
    let origin = world.origin(person).await;
    assert!(world.directory.unlink(person, origin.id).await.unwrap());
    assert_eq!(world.skills_of(person).await, ["haskell"]);
    assert_eq!(world.refresh_after(TimeDelta::days(31)).await, []);
    assert!(!world.directory.unlink(person, origin.id).await.unwrap());
}

#[tokio::test]
async fn nobody_who_was_erased_is_read_again() {
    let (world, person) = World::with_page(&ada("Rust")).await;
    world.directory.erase(person).await.unwrap();
    assert_eq!(world.refresh_after(TimeDelta::days(31)).await, []);
    assert_eq!(world.places.take_readings(), [""; 0]);
}

#[tokio::test]
async fn a_host_that_asks_for_time_gets_it_for_all_its_places() {
    let world = World::new().await;
    for number in 0..3 {
        let locator = format!("https://many.example/{number}");
        world
            .places
            .say(&locator, &text(&format!("Ada Q{number}"), "", "Rust"));
        world
            .directory
            .submit(None, std::slice::from_ref(&locator))
            .await
            .unwrap();
        let busy = sources::Error::Later {
            reason: "many.example asks for an hour".to_owned(),
            not_before: Some(Duration::from_hours(1)),
        };
        world.places.fail(&locator, busy);
    }
    world.places.take_readings();
    refresh(&world.directory).await;
    assert_eq!(world.places.take_readings().len(), 1);
    assert_eq!(world.refresh_after(TimeDelta::minutes(59)).await, []);
    world.clock.pass(TimeDelta::minutes(30));
    refresh(&world.directory).await;
    assert_eq!(world.places.take_readings().len(), 1);
}

#[tokio::test]
async fn links_of_a_profile_are_offered() {
    let world = World::new().await;
    let linked =
        "# Ada Quill\n\nMy page: https://quill.example/ada and https://ada.example/\n\n## Skills\n\nRust\n";
    let receipt = added(world.paste(linked).await);
    world.directory.link(receipt.id, HOME).await.unwrap();
    let person = world.directory.store.person(receipt.id).await.unwrap().unwrap();
    let offers = world.directory.offers(&person.profile).await.unwrap();
    assert_eq!(offers, ["https://quill.example/ada"]);
}
