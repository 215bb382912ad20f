//! Joining and parting leave no trace: two directories live through one history, and only in one of them are people ever
//! made one. Whoever is alone is the same in both, whatever happened in between.

use chrono::TimeDelta;
use muster::directory::{Error, MergeError};
use muster::profile::{PersonId, Profile};
use muster::resolve::{Correctable, Correction};
use muster::store::Merge;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{World, added, submission, text};
use crate::support::databases::Database;

/// Everybody has a file, a place with two texts, and at times a paste, and names a login that nobody else has.
const PEOPLE: usize = 4;

const SKILLS: [&str; 6] = ["Rust", "Go", "Perl", "Scala", "Haskell", "Elixir"];

#[derive(Debug, Clone)]
enum Step {
    File(usize, usize),
    Paste(usize, usize),
    /// Their place says something else, in one text or in two, and is read.
    Place(usize, usize, bool),
    Correct(usize, usize),
    TakeBack(usize),
    Merge(usize, usize),
    /// One of the merges.
    Undo(usize),
    Erase(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (who, what) = (0..PEOPLE, 0..SKILLS.len());
    prop_oneof![
        2 => (who.clone(), what.clone()).prop_map(|(who, what)| Step::File(who, what)),
        2 => (who.clone(), what.clone()).prop_map(|(who, what)| Step::Paste(who, what)),
        2 => (who.clone(), what.clone(), any::<bool>())
            .prop_map(|(who, what, is_long)| Step::Place(who, what, is_long)),
        2 => (who.clone(), what).prop_map(|(who, what)| Step::Correct(who, what)),
        1 => who.clone().prop_map(Step::TakeBack),
        5 => (who.clone(), who.clone()).prop_map(|(kept, gone)| Step::Merge(kept, gone)),
        4 => any::<usize>().prop_map(Step::Undo),
        1 => who.prop_map(Step::Erase),
    ]
}

fn text_of(who: usize, what: usize) -> String {
    text("Ada Quill", &format!("ada{who}"), SKILLS[what])
}

fn place_of(who: usize) -> String {
    format!("https://place{who}.example/")
}

/// One of the two directories, and who everybody is there.
struct Side {
    world: World,
    people: Vec<PersonId>,
}

struct Joining {
    merge: Merge,
    kept: usize,
    gone: usize,
}

struct History {
    /// Where people become one.
    joined: Side,
    apart: Side,
    /// Whom everybody is a part of; `None` of whoever was erased.
    whole: Vec<Option<usize>>,
    merges: Vec<Joining>,
    /// Who was parted from whom.
    parted: Vec<(usize, usize)>,
}

impl Side {
    async fn new() -> Self {
        let world = World::on(Database::sqlite()).await;
        let mut people = Vec::new();
        for who in 0..PEOPLE {
            people.push(added(world.file(&format!("file:///{who}.md"), &text_of(who, 0)).await).id);
            let place = place_of(who);
            world.places.say(&place, &text_of(who, 0));
            world.directory.link(people[who], &place).await.unwrap();
            world.clock.pass(TimeDelta::seconds(1));
        }
        Self { world, people }
    }

    async fn profile(&self, who: usize) -> Option<Profile> {
        let store = &self.world.directory.store;
        let person = store.person(self.people[who]).await.unwrap()?;
        let nameless = Profile {
            id: None,
            slug: None,
            ..Profile::clone(&person.profile)
        };
        Some(nameless)
    }

    async fn refresh(&self, who: usize) {
        self.world.directory.refresh(self.people[who]).await.unwrap();
    }

    async fn correct(&self, who: usize, field: &Correctable, value: Option<&str>) {
        let (directory, id) = (&self.world.directory, self.people[who]);
        match value {
            Some(value) => {
                let correction = Correction::new(field.clone(), Some(value)).unwrap();
                directory.correct(id, correction).await.unwrap();
            }
            None => drop(directory.uncorrect(id, field).await.unwrap()),
        }
    }
}

impl History {
    async fn new() -> Self {
        Self {
            joined: Side::new().await,
            apart: Side::new().await,
            whole: (0..PEOPLE).map(Some).collect(),
            merges: Vec::new(),
            parted: Vec::new(),
        }
    }

    fn parts(&self, whole: usize) -> Vec<usize> {
        let is_part = |who: &usize| self.whole[*who] == Some(whole);
        (0..PEOPLE).filter(is_part).collect()
    }

    async fn submit(&self, locator: Option<&str>, text: &str) {
        for side in [&self.joined, &self.apart] {
            let submission = submission(locator, text);
            side.world.directory.ingest(submission).await.unwrap();
        }
    }

    async fn take(&mut self, step: &Step) {
        for side in [&self.joined, &self.apart] {
            side.world.clock.pass(TimeDelta::days(1));
        }
        if let Step::Undo(which) = step {
            return self.undo(*which).await;
        }
        let (Step::File(who, _)
        | Step::Paste(who, _)
        | Step::Place(who, ..)
        | Step::Correct(who, _)
        | Step::TakeBack(who)
        | Step::Merge(who, _)
        | Step::Erase(who)
        | Step::Undo(who)) = *step;
        let Some(whole) = self.whole[who] else { return };
        match *step {
            Step::File(_, what) => {
                self.submit(Some(&format!("file:///{who}.md")), &text_of(who, what))
                    .await;
            }
            Step::Paste(_, what) => self.submit(None, &text_of(who, what)).await,
            Step::Place(_, what, is_long) => self.place(whole, who, what, is_long).await,
            Step::Correct(_, what) => {
                for side in [&self.joined, &self.apart] {
                    side.correct(whole, &Correctable::Headline, Some(SKILLS[what]))
                        .await;
                }
            }
            Step::TakeBack(_) if self.parts(whole).len() == 1 => {
                for side in [&self.joined, &self.apart] {
                    side.correct(whole, &Correctable::Headline, None).await;
                }
            }
            Step::Merge(_, other) => self.merge(whole, other).await,
            Step::Erase(_) => self.erase(whole).await,
            Step::TakeBack(_) | Step::Undo(_) => (),
        }
    }

    async fn place(&self, whole: usize, who: usize, what: usize, is_long: bool) {
        let (place, list) = (place_of(who), format!("{}list", place_of(who)));
        let texts = [
            (place.as_str(), &*text_of(who, what)),
            (&list, "## Skills\n\nKotlin\n"),
        ];
        let said = if is_long { &texts[..] } else { &texts[..1] };
        for side in [&self.joined, &self.apart] {
            side.world.places.say_all(&place, said);
        }
        self.joined.refresh(whole).await;
        for part in self.parts(whole) {
            self.apart.refresh(part).await;
        }
    }

    async fn merge(&mut self, kept: usize, other: usize) {
        let Some(gone) = self.whole[other].filter(|gone| *gone != kept) else {
            return;
        };
        let people = &self.joined.people;
        let directory = &self.joined.world.directory;
        let merge = directory.merge(people[kept], people[gone]).await.unwrap();
        for part in self.parts(gone) {
            self.whole[part] = Some(kept);
        }
        self.parted
            .retain(|pair| *pair != (kept, gone) && *pair != (gone, kept));
        self.merges.push(Joining { merge, kept, gone });
    }

    async fn undo(&mut self, which: usize) {
        if self.merges.is_empty() {
            return;
        }
        let which = which % self.merges.len();
        let Joining { merge, kept, gone } = &self.merges[which];
        let (kept, gone) = (*kept, *gone);
        let undone = self.joined.world.directory.unmerge(merge.id).await;
        if self.whole[kept] != Some(kept) {
            let refused = undone.unwrap_err();
            assert!(
                matches!(refused, Error::Merge(MergeError::LaterFirst)),
                "{refused:?}"
            );
            return;
        }
        undone.unwrap();
        self.merges.remove(which);
        self.parted.push((kept, gone));
        let mut back = vec![gone];
        while let Some(who) = back.pop() {
            self.whole[who] = Some(gone);
            let parts = self.merges.iter().filter(|joining| joining.kept == who);
            back.extend(parts.map(|joining| joining.gone));
        }
    }

    async fn erase(&mut self, whole: usize) {
        let directory = &self.joined.world.directory;
        assert!(directory.erase(self.joined.people[whole]).await.unwrap());
        for part in self.parts(whole) {
            let erased = self.apart.world.directory.erase(self.apart.people[part]);
            assert!(erased.await.unwrap());
            self.whole[part] = None;
        }
        let whole = &self.whole;
        for joining in self.merges.extract_if(.., |it| whole[it.kept].is_none()) {
            let refused = directory.unmerge(joining.merge.id).await.unwrap_err();
            assert!(
                matches!(refused, Error::Merge(MergeError::NoSuchMerge)),
                "{refused:?}"
            );
        }
        self.parted
            .retain(|(one, other)| whole[*one].is_some() && whole[*other].is_some());
    }

    /// Whoever is alone is the same in both directories, and nothing of the others is lost.
    async fn check(&self) {
        for who in 0..PEOPLE {
            let parts = self.parts(who);
            let joined = self.joined.profile(who).await;
            if parts.len() < 2 {
                let apart = self.apart.profile(who).await.filter(|_| parts == [who]);
                assert_eq!(joined, apart, "person {who}");
                continue;
            }
            let mut sources = texts(&joined.unwrap());
            let mut expected = Vec::new();
            for part in parts {
                expected.extend(texts(&self.apart.profile(part).await.unwrap()));
            }
            expected.sort();
            sources.sort();
            assert_eq!(sources, expected, "of whom {who} was joined from");
        }
    }
}

/// The texts of a profile; a paste is left out, for the newest takes the place of all.
fn texts(profile: &Profile) -> Vec<(String, String)> {
    let sources = profile.sources.iter();
    let lasting = sources.filter(|source| !source.locator.starts_with("paste:"));
    lasting
        .map(|source| (source.locator.clone(), source.sha256.clone()))
        .collect()
}

async fn live_through(steps: &[Step]) {
    let mut history = History::new().await;
    for step in steps {
        history.take(step).await;
        history.check().await;
    }
    while !history.merges.is_empty() {
        // Where one has to be undone later, the next is undone first.
        for which in 0..history.merges.len() {
            history.undo(which).await;
        }
        history.check().await;
    }
    let directory = &history.joined.world.directory;
    for (one, other) in &history.parted {
        let (one, other) = (history.joined.people[*one], history.joined.people[*other]);
        let known = directory.store.dismissed(&[one]).await.unwrap();
        assert!(known.contains(&(one.min(other), one.max(other))));
    }
    let alive = history.whole.iter().flatten().count() as u64;
    assert_eq!(history.joined.world.count().await, alive);
}

#[test]
fn who_was_joined_and_parted_is_as_if_nothing_had_been() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config {
        cases: cases(),
        max_shrink_iters: 300,
        failure_persistence: None,
        ..Config::default()
    });
    let steps = prop::collection::vec(step(), 1..24);
    let outcome = runner.run(&steps, |steps| {
        runtime.block_on(live_through(&steps));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// How many histories are lived through; `MUSTER_TEST_HISTORIES` says otherwise.
#[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
fn cases() -> u32 {
    let wanted = std::env::var("MUSTER_TEST_HISTORIES").ok();
    wanted.map_or(6, |wanted| wanted.parse().unwrap())
}

#[tokio::test]
async fn whoever_is_made_one_is_the_same_in_every_order() {
    let orders = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let mut first = None;
    for [one, two, three] in orders {
        let side = Side::new().await;
        let (directory, people) = (&side.world.directory, &side.people);
        directory.merge(people[two], people[three]).await.unwrap();
        directory.merge(people[one], people[two]).await.unwrap();
        directory.merge(people[3], people[one]).await.unwrap();
        let profile = side.profile(3).await;
        assert_eq!(first.get_or_insert_with(|| profile.clone()), &profile);
    }
}
