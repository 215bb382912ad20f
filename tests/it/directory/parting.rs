//! Two who were one: whatever happened meanwhile, each gets back what is theirs.

use chrono::TimeDelta;
use muster::directory::{Error, MergeError, Receipt};
use muster::profile::{PersonId, Profile};
use muster::resolve::{Correctable, Correction};
use muster::sources;

use super::refresh::{HOME, refresh};
use super::{World, added, text, updated};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    who_was_left_alone_meanwhile_is_byte_for_byte_as_before,
    whoever_rests_on_a_place_that_is_gone_is_as_before_too,
    who_was_joined_later_stays_when_an_earlier_merge_is_undone,
    the_newest_paste_of_each_counts_again,
    what_was_taken_back_meanwhile_stays_taken_back,
    what_was_set_by_hand_of_who_left_does_not_come_back,
    a_clock_that_goes_back_loses_no_correction,
    who_is_somebody_else_stays_so_whatever_became_of_them,
    people_who_are_known_to_be_two_are_not_joined_through_a_third,
    two_processes_join_the_same_two_once,
    who_was_erased_after_parting_is_in_no_note,
];

/// Three people of one name, each with a text of their own.
async fn three(world: &World) -> [Receipt; 3] {
    let mut people = Vec::new();
    for (login, skill) in [("one", "Rust"), ("two", "Go"), ("three", "Perl")] {
        let locator = format!("file:///{login}.md");
        people.push(added(
            world.file(&locator, &text("Ada Quill", login, skill)).await,
        ));
        world.pass(TimeDelta::seconds(1)).await;
    }
    people.try_into().unwrap()
}

async fn profile(world: &World, id: PersonId) -> Profile {
    let person = world.directory.store.person(id).await.unwrap().unwrap();
    Profile::clone(&person.profile)
}

fn set(field: Correctable, value: &str) -> Correction {
    Correction::new(field, Some(value)).unwrap()
}

async fn who_was_left_alone_meanwhile_is_byte_for_byte_as_before(database: Database) {
    let world = World::on(database).await;
    let career = "# Ada Quill\n\nhttps://github.com/two\n\n## Experience\n\n### Engineer, Northwind Traders\n\n\
        2019 - Present\n\n- Built billing in Go\n";
    let one = world.ada("one", "Rust").await;
    let two = added(world.file("file:///2.md", career).await);
    let before = profile(&world, two.id).await;
    let merge = world.directory.merge(one.id, two.id).await.unwrap();
    world.pass(TimeDelta::days(500)).await;
    updated(
        world
            .file("file:///one.md", &text("Ada Quill", "one", "Rust, Perl"))
            .await,
    );
    world.directory.unmerge(merge.id).await.unwrap();
    assert_eq!(profile(&world, two.id).await, before);
    assert_eq!(world.skills(&one).await, ["perl", "rust"]);
}

async fn whoever_rests_on_a_place_that_is_gone_is_as_before_too(database: Database) {
    let world = World::on(database).await;
    let one = added(world.paste(&text("Ada Quill", "one", "Rust")).await);
    world.places.say(HOME, &text("Ada Quill", "two", "Go"));
    let submitted = world.directory.submit(None, &[HOME.to_owned()]).await.unwrap();
    let two = added(Ok(submitted.outcome));
    refresh(&world.directory).await;
    world.places.fail(HOME, sources::Error::Gone(String::new()));
    world.clock.pass(TimeDelta::days(31));
    refresh(&world.directory).await;
    let before = [profile(&world, one.id).await, profile(&world, two.id).await];
    let merge = world.directory.merge(one.id, two.id).await.unwrap();
    let store = &world.directory.store;
    let merged = store.person(one.id).await.unwrap().unwrap();
    assert_eq!(merge.revision, merged.revision);
    assert!(merged.stale_since.is_some());
    let (kept, gone) = world.directory.unmerge(merge.id).await.unwrap();
    assert_eq!([&*kept.profile, &*gone.profile], [&before[0], &before[1]]);
    assert_eq!((kept.stale_since, gone.stale_since), (None, merged.stale_since));
    assert_eq!(store.people(&[kept.id, gone.id]).await.unwrap(), [kept, gone]);
}

async fn who_was_joined_later_stays_when_an_earlier_merge_is_undone(database: Database) {
    let world = World::on(database).await;
    let [one, two, three] = three(&world).await;
    // What the third writes has a login of the second in it, too.
    let mention = text("Ada Quill", "three", "Perl, Scala") + "\nhttps://gitlab.com/ada-two\n";
    updated(world.file("file:///three.md", &mention).await);
    let own = text("Ada Quill", "two", "Go") + "\nhttps://gitlab.com/ada-two\n";
    world.directory.dismiss(two.id, three.id).await.unwrap();
    updated(world.file("file:///two.md", &own).await);
    let first = world.directory.merge(one.id, two.id).await.unwrap();
    world.pass(TimeDelta::seconds(1)).await;
    let second = world.directory.merge(one.id, three.id).await.unwrap();
    world.directory.unmerge(first.id).await.unwrap();
    assert_eq!(world.skills(&one).await, ["perl", "rust", "scala"]);
    assert_eq!(world.skills(&two).await, ["go"]);
    world.directory.unmerge(second.id).await.unwrap();
    assert_eq!(world.skills(&one).await, ["rust"]);
    assert_eq!(world.skills(&three).await, ["perl", "scala"]);
}

async fn the_newest_paste_of_each_counts_again(database: Database) {
    let world = World::on(database).await;
    let [one, two, _] = three(&world).await;
    updated(world.paste(&text("Ada Quill", "one", "Kafka")).await);
    updated(world.paste(&text("Ada Quill", "two", "Kafka")).await);
    let merge = world.directory.merge(one.id, two.id).await.unwrap();
    for (login, skill) in [
        ("one", "Haskell"),
        ("two", "Scala"),
        ("one", "Elixir"),
        ("two", "Perl"),
    ] {
        world.pass(TimeDelta::seconds(5)).await;
        updated(world.paste(&text("Ada Quill", login, skill)).await);
    }
    world.directory.unmerge(merge.id).await.unwrap();
    assert_eq!(world.skills(&one).await, ["elixir", "rust"]);
    assert_eq!(world.skills(&two).await, ["go", "perl"]);
}

async fn what_was_taken_back_meanwhile_stays_taken_back(database: Database) {
    let world = World::on(database).await;
    let [one, two, _] = three(&world).await;
    let directory = &world.directory;
    directory
        .correct(one.id, set(Correctable::Name, "Ada One"))
        .await
        .unwrap();
    directory
        .correct(two.id, set(Correctable::Headline, "Engineer"))
        .await
        .unwrap();
    directory
        .correct(two.id, set(Correctable::Name, "Ada Two"))
        .await
        .unwrap();
    let merge = directory.merge(one.id, two.id).await.unwrap();
    for field in [Correctable::Name, Correctable::Headline] {
        directory.uncorrect(one.id, &field).await.unwrap();
    }
    directory.unmerge(merge.id).await.unwrap();
    assert_eq!(profile(&world, one.id).await.corrections, [""; 0]);
    assert_eq!(directory.store.corrections(one.id).await.unwrap(), []);
    // This one was hidden by the other's and is not what was taken back.
    assert_eq!(profile(&world, two.id).await.corrections, ["name"]);
}

async fn what_was_set_by_hand_of_who_left_does_not_come_back(database: Database) {
    let world = World::on(database).await;
    let [one, two, three] = three(&world).await;
    let directory = &world.directory;
    directory
        .correct(two.id, set(Correctable::Headline, "Engineer"))
        .await
        .unwrap();
    let first = directory.merge(one.id, two.id).await.unwrap();
    let second = directory.merge(one.id, three.id).await.unwrap();
    directory.unmerge(first.id).await.unwrap();
    directory.unmerge(second.id).await.unwrap();
    assert_eq!(profile(&world, one.id).await.headline, None);
    assert_eq!(directory.store.corrections(one.id).await.unwrap(), []);
    assert_eq!(
        profile(&world, two.id).await.headline.as_deref(),
        Some("Engineer")
    );
}

async fn a_clock_that_goes_back_loses_no_correction(database: Database) {
    let world = World::on(database).await;
    let [one, two, _] = three(&world).await;
    let directory = &world.directory;
    let merge = directory.merge(one.id, two.id).await.unwrap();
    world.clock.pass(TimeDelta::minutes(-5));
    directory
        .correct(one.id, set(Correctable::Headline, "Engineer"))
        .await
        .unwrap();
    directory.unmerge(merge.id).await.unwrap();
    assert_eq!(
        profile(&world, one.id).await.headline.as_deref(),
        Some("Engineer")
    );
}

async fn who_is_somebody_else_stays_so_whatever_became_of_them(database: Database) {
    let world = World::on(database).await;
    let [one, two, three] = three(&world).await;
    let four = added(
        world
            .file("file:///four.md", &text("Ada Quill", "four", "Scala"))
            .await,
    );
    let directory = &world.directory;
    directory.dismiss(two.id, three.id).await.unwrap();
    let merge = directory.merge(one.id, two.id).await.unwrap();
    directory.merge(four.id, three.id).await.unwrap();
    directory.unmerge(merge.id).await.unwrap();
    let pair = |a: &Receipt, b: &Receipt| (a.id.min(b.id), a.id.max(b.id));
    let known = directory.store.dismissed(&[two.id]).await.unwrap();
    assert!(known.contains(&pair(&two, &four)), "{known:?}");
    let known = directory.store.dismissed(&[one.id]).await.unwrap();
    assert_eq!(Vec::from_iter(known), [pair(&one, &two)]);
}

async fn people_who_are_known_to_be_two_are_not_joined_through_a_third(database: Database) {
    let world = World::on(database).await;
    let [one, two, three] = three(&world).await;
    world.directory.dismiss(two.id, three.id).await.unwrap();
    let all = "# Ada Quill\n\n## Skills\n\nKafka\n\nhttps://github.com/one https://github.com/two https://github.com/three\n";
    let receipt = updated(world.file("file:///all.md", all).await);
    assert_eq!(receipt.id, one.id);
    assert_eq!(world.count().await, 2, "{:?}", receipt.notes);
    assert_eq!(world.skills(&three).await, ["perl"]);
}

async fn two_processes_join_the_same_two_once(database: Database) {
    let world = World::on(database).await;
    let [one, two, _] = three(&world).await;
    let others = [world.beside().await, world.beside().await];
    let results: [_; 3] = tokio::join!(
        world.directory.merge(one.id, two.id),
        others[0].merge(one.id, two.id),
        others[1].merge(two.id, one.id),
    )
    .into();
    let mut made = Vec::new();
    for result in results {
        match result {
            Ok(merge) => made.push(merge),
            Err(Error::Merge(MergeError::NoSuchPerson)) => (),
            Err(other) => panic!("{other:?}"),
        }
    }
    let [merge] = made.as_slice() else {
        panic!("{made:?}");
    };
    assert_eq!(world.count().await, 2);
    let partings = tokio::join!(others[0].unmerge(merge.id), others[1].unmerge(merge.id));
    assert!(partings.0.is_ok() != partings.1.is_ok(), "{partings:?}");
    assert_eq!(world.skills(&one).await, ["rust"]);
    assert_eq!(world.skills(&two).await, ["go"]);
}

async fn who_was_erased_after_parting_is_in_no_note(database: Database) {
    let world = World::on(database).await;
    let [one, two, three] = three(&world).await;
    let directory = &world.directory;
    let told = text("Ada Quill", "two", "Go") + "\nada.two@mail.example.org\n";
    updated(world.file("file:///two.md", &told).await);
    directory
        .correct(two.id, set(Correctable::Headline, "Engineer of secrets"))
        .await
        .unwrap();
    let first = directory.merge(one.id, two.id).await.unwrap();
    let second = directory.merge(one.id, three.id).await.unwrap();
    directory.unmerge(first.id).await.unwrap();
    let refused = directory.unmerge(first.id).await.unwrap_err();
    assert!(matches!(refused, Error::Merge(MergeError::Undone)), "{refused:?}");
    assert!(told_of(&world, &one).await.contains("secrets"));
    assert!(directory.erase(two.id).await.unwrap());
    let told = told_of(&world, &one).await;
    for secret in ["ada.two@mail", "secrets", "github.com/two", "two.md"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    assert!(told.contains("Merged"), "{told}");
    let refused = directory.unmerge(first.id).await.unwrap_err();
    assert!(
        matches!(refused, Error::Merge(MergeError::NoSuchMerge)),
        "{refused:?}"
    );
    for merge in directory.store.merges_of(one.id).await.unwrap() {
        assert_eq!(merge.id, second.id);
        let noted = format!("{merge:?}");
        for secret in ["ada.two@mail", "secrets", "github.com/two", "two.md"] {
            assert!(!noted.contains(secret), "{secret}: {noted}");
        }
    }
    directory.unmerge(second.id).await.unwrap();
    assert_eq!(world.skills(&one).await, ["rust"]);
    assert_eq!(world.skills(&three).await, ["perl"]);
}

async fn told_of(world: &World, who: &Receipt) -> String {
    let events = world.directory.store.history_of(who.id, None, 99).await.unwrap();
    format!("{events:?}")
}
