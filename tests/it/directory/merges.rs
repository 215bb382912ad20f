//! Several texts, one person: whatever came first; and two people again.

use chrono::TimeDelta;
use muster::directory::{Error, MergeError, Receipt};
use muster::profile::{PersonId, Profile};

use super::{World, added, submission, text, updated};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    texts_of_one_person_make_one_profile_in_every_order,
    who_is_mentioned_stays_somebody_else_in_every_order,
    a_merge_that_is_undone_leaves_both_as_they_were,
    texts_that_came_since_stay_with_whom_they_are_about,
    a_paste_that_came_since_goes_with_its_author,
    who_was_parted_is_not_joined_again,
    who_is_said_to_be_somebody_else_is_not_joined,
    merges_are_undone_from_the_last_to_the_first,
    a_merge_can_be_looked_at_before_it_is_made,
    namesakes_who_share_something_are_suggested_with_the_reasons,
];

/// What one person wrote in four places: no two of them share a key but through the résumé, which has all.
const README: &str = "# Ada Quill\n\nBackend engineer\n\n## Skills\n\nRust, PostgreSQL\n\n## Contact\n\n\
    https://github.com/ada-quill\n";
const BLOG: &str = "# Ada Quill\n\nI write about Kafka.\n\n## Skills\n\nKafka\n\n## Contact\n\n\
    https://medium.com/@adaq\n";
const RESUME: &str = "# Ada B. Quill\n\nhttps://github.com/ada-quill https://medium.com/@adaq adaq@mail.example.org\n\n\
    ## Skills\n\nGo, Docker\n\n## Experience\n\n### Backend Engineer, Northwind Traders\n\nMar 2019 - Present\n\n- Built billing in Go\n";
const PASTE: &str = "Ada Quill\nadaq@mail.example.org\n\nSkills: Terraform, AWS\n";

fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    (0..items.len())
        .flat_map(|place| {
            let mut rest = items.to_vec();
            let first = rest.remove(place);
            orders(&rest).into_iter().map(move |mut order| {
                order.insert(0, first.clone());
                order
            })
        })
        .collect()
}

async fn everybody(world: &World) -> Vec<Profile> {
    let people = world.directory.store.people_after(None, 100).await.unwrap();
    people
        .iter()
        .map(|person| Profile::clone(&person.profile))
        .collect()
}

/// Without what names the person and not what is known of them.
fn nameless(profile: Profile) -> Profile {
    Profile {
        id: None,
        slug: None,
        ..profile
    }
}

async fn texts_of_one_person_make_one_profile_in_every_order(_database: Database) {
    let texts = [
        (Some("file:///readme.md"), README),
        (Some("https://blog.example.org/about"), BLOG),
        (Some("file:///resume.md"), RESUME),
        (None, PASTE),
    ];
    let mut first: Option<Profile> = None;
    for order in orders(&texts) {
        let world = World::new().await;
        for (locator, text) in &order {
            world.directory.ingest(submission(*locator, text)).await.unwrap();
        }
        let people = everybody(&world).await;
        let [profile] = people.as_slice() else {
            panic!("{} people of {order:?}", people.len());
        };
        let profile = nameless(profile.clone());
        assert_eq!(profile.name.as_deref(), Some("Ada B Quill"));
        assert_eq!(profile.sources.len(), 4);
        assert_eq!(first.get_or_insert(profile.clone()), &profile, "{order:?}");
    }
}

async fn who_is_mentioned_stays_somebody_else_in_every_order(database: Database) {
    let mention = "# Bob Fenwick\n\n## Skills\n\nGo\n\n## Contact\n\nhttps://github.com/ada-quill https://github.com/bobf\n";
    let texts = [
        ("file:///ada.md", README),
        ("file:///resume.md", RESUME),
        ("file:///bob.md", mention),
    ];
    drop(database);
    for order in orders(&texts) {
        let world = World::new().await;
        for (locator, text) in &order {
            world.file(locator, text).await.unwrap();
        }
        let mut people = everybody(&world).await;
        people.sort_by(|one, other| one.name.cmp(&other.name));
        let named: Vec<_> = people
            .iter()
            .map(|person| (person.name.as_deref().unwrap(), person.sources.len()))
            .collect();
        assert_eq!(named, [("Ada B Quill", 2), ("Bob Fenwick", 1)], "{order:?}");
    }
}

/// The stored bytes of two people.
async fn bytes(world: &World, ids: [PersonId; 2]) -> Vec<String> {
    let people = world.directory.store.people(&ids).await.unwrap();
    people
        .iter()
        .map(|person| serde_json::to_string(&person.profile).unwrap())
        .collect()
}

async fn two(world: &World) -> (Receipt, Receipt) {
    let ada = added(world.file("file:///a.md", README).await);
    updated(
        world
            .paste(&format!("{README}\n\nhttps://gitlab.com/adaq\n"))
            .await,
    );
    let other = added(world.file("file:///b.md", BLOG).await);
    updated(world.file("file:///c.md", &BLOG.replace("Kafka", "Scala")).await);
    (ada, other)
}

async fn a_merge_that_is_undone_leaves_both_as_they_were(database: Database) {
    let world = World::on(database).await;
    let (ada, other) = two(&world).await;
    let before = bytes(&world, [ada.id, other.id]).await;
    let directory = &world.directory;
    let merge = directory.merge(ada.id, other.id).await.unwrap();
    assert_eq!(
        world.skills(&ada).await,
        ["apache-kafka", "postgresql", "rust", "scala"]
    );
    assert_eq!(world.count().await, 1);
    world.pass(TimeDelta::days(40)).await;
    directory.unmerge(merge.id).await.unwrap();
    assert_eq!(bytes(&world, [ada.id, other.id]).await, before);
    let back = directory.store.person(other.id).await.unwrap().unwrap();
    assert_eq!(back.slug, other.slug);
    for (id, expected) in [
        (merge.id, MergeError::Undone),
        (uuid::Uuid::nil(), MergeError::NoSuchMerge),
    ] {
        let refused = directory.unmerge(id).await.unwrap_err();
        assert!(
            matches!(refused, Error::Merge(why) if why == expected),
            "{refused:?}"
        );
    }
}

async fn texts_that_came_since_stay_with_whom_they_are_about(database: Database) {
    let world = World::on(database).await;
    let (ada, other) = two(&world).await;
    let merge = world.directory.merge(ada.id, other.id).await.unwrap();
    world.pass(TimeDelta::seconds(5)).await;
    let newer = |login: &str, skill| format!("# Ada Quill\n\n## Skills\n\n{skill}\n\n{login}\n");
    updated(
        world
            .file("file:///d.md", &newer("https://medium.com/@adaq", "Haskell"))
            .await,
    );
    updated(
        world
            .file("file:///e.md", &newer("https://github.com/ada-quill", "Kotlin"))
            .await,
    );
    updated(world.file("file:///b.md", &BLOG.replace("Kafka", "Perl")).await);
    world.directory.unmerge(merge.id).await.unwrap();
    assert_eq!(world.skills(&ada).await, ["kotlin", "postgresql", "rust"]);
    assert_eq!(world.skills(&other).await, ["haskell", "perl", "scala"]);
}

async fn a_paste_that_came_since_goes_with_its_author(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.paste(&text("Ada Quill", "ada-quill", "Rust")).await);
    let other = added(world.paste(&text("Ada Quill", "other-quill", "Kafka")).await);
    let merge = world.directory.merge(ada.id, other.id).await.unwrap();
    world.pass(TimeDelta::seconds(5)).await;
    let newest = updated(world.paste(&text("Ada Quill", "other-quill", "Scala")).await);
    assert_eq!(newest.id, ada.id);
    assert_eq!(
        world.skills(&ada).await,
        ["scala"],
        "the newest paste is read alone"
    );
    world.directory.unmerge(merge.id).await.unwrap();
    assert_eq!(world.skills(&ada).await, ["rust"], "hers counts again");
    assert_eq!(world.skills(&other).await, ["scala"]);
}

async fn who_was_parted_is_not_joined_again(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.file("file:///a.md", README).await);
    world.pass(TimeDelta::seconds(1)).await;
    added(world.file("file:///b.md", BLOG).await);
    updated(world.file("file:///r.md", RESUME).await);
    assert_eq!(world.count().await, 1);
    let merge = world.directory.store.merges_of(ada.id).await.unwrap().remove(0);
    world.directory.unmerge(merge.id).await.unwrap();
    assert_eq!(world.count().await, 2);
    let receipt = updated(
        world
            .file("file:///r.md", &RESUME.replace("Docker", "Helm"))
            .await,
    );
    assert_eq!(world.count().await, 2);
    let note = "an address or a login in the text belongs to 1 other person here: they were kept apart";
    assert_eq!(receipt.notes.last().map(String::as_str), Some(note));
}

async fn who_is_said_to_be_somebody_else_is_not_joined(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.file("file:///a.md", README).await);
    let other = added(world.file("file:///b.md", BLOG).await);
    world.directory.dismiss(ada.id, other.id).await.unwrap();
    updated(world.file("file:///r.md", RESUME).await);
    assert_eq!(world.count().await, 2);
    let same = world.directory.dismiss(ada.id, ada.id).await.unwrap_err();
    assert!(matches!(same, Error::Merge(MergeError::SamePerson)), "{same:?}");
}

async fn merges_are_undone_from_the_last_to_the_first(database: Database) {
    let world = World::on(database).await;
    let one = world.ada("one", "Rust").await;
    let two = world.ada("two", "Go").await;
    let three = world.ada("three", "Perl").await;
    let directory = &world.directory;
    let first = directory.merge(two.id, three.id).await.unwrap();
    let second = directory.merge(one.id, two.id).await.unwrap();
    assert_eq!(world.skills(&one).await, ["go", "perl", "rust"]);
    let refused = directory.unmerge(first.id).await.unwrap_err();
    assert!(
        matches!(refused, Error::Merge(MergeError::LaterFirst)),
        "{refused:?}"
    );
    directory.unmerge(second.id).await.unwrap();
    let moved = directory.store.moved(&three.slug).await.unwrap();
    assert_eq!(moved.map(|person| person.id), Some(two.id));
    directory.unmerge(first.id).await.unwrap();
    for (person, skill) in [(&one, "rust"), (&two, "go"), (&three, "perl")] {
        assert_eq!(world.skills(person).await, [skill]);
    }
}

async fn a_merge_can_be_looked_at_before_it_is_made(database: Database) {
    let world = World::on(database).await;
    let (ada, other) = two(&world).await;
    let preview = world.directory.merged(ada.id, other.id).await.unwrap();
    assert_eq!(world.count().await, 2, "nothing was written");
    world.directory.merge(ada.id, other.id).await.unwrap();
    let people = everybody(&world).await;
    assert_eq!(preview.skills, people[0].skills);
    assert_eq!(preview.name, people[0].name);
    let nobody = PersonId::from_uuid(uuid::Uuid::nil());
    let refused = world.directory.merged(ada.id, nobody).await.unwrap_err();
    assert!(
        matches!(refused, Error::Merge(MergeError::NoSuchPerson)),
        "{refused:?}"
    );
}

async fn namesakes_who_share_something_are_suggested_with_the_reasons(database: Database) {
    let world = World::on(database).await;
    let career = |login: &str, title: &str, years: &str| {
        format!(
            "# Ada Quill\n\n## Experience\n\n### {title}, Northwind Traders\n\n{years}\n\n- Built billing in Go\n\n\
             https://github.com/{login}\n"
        )
    };
    let one = added(world.paste(&career("one", "Engineer", "2015 - 2019")).await);
    world.pass(TimeDelta::seconds(1)).await;
    let two = added(
        world
            .paste(&career("two", "Backend Engineer", "2016 - 2018"))
            .await,
    );
    added(world.paste(&career("three", "Engineer", "2021 - 2023")).await);
    added(world.paste(&text("Ada Fenwick", "four", "Go")).await);
    let directory = &world.directory;
    let pairs = directory.duplicates(None).await.unwrap();
    assert_eq!(pairs.next, None);
    let [pair] = pairs.pairs.as_slice() else {
        panic!("{:?}", pairs.pairs);
    };
    assert_eq!((pair.one.id, pair.other.id), (one.id, two.id));
    let reasons: Vec<_> = pair.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(
        reasons,
        [
            "both are called Ada Quill",
            "both worked at Northwind Traders at the same time"
        ]
    );
    let person = directory.store.person(two.id).await.unwrap().unwrap();
    assert_eq!(directory.duplicates_of(&person).await.unwrap().len(), 1);
    assert_eq!(world.count().await, 4, "nobody was joined");

    directory.dismiss(two.id, one.id).await.unwrap();
    assert!(directory.duplicates(None).await.unwrap().pairs.is_empty());
    assert!(directory.duplicates_of(&person).await.unwrap().is_empty());
}
