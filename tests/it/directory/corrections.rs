//! What is set by hand stays, and where sources disagree.

use chrono::TimeDelta;
use muster::directory::Reread;
use muster::profile::Profile;
use muster::resolve::{self, Conflict, Correctable, Correction};

use super::{World, added, text, updated};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    what_was_set_by_hand_survives_every_new_text,
    what_was_set_by_hand_survives_a_new_reading_of_the_old_texts,
    a_correction_that_is_taken_back_gives_the_sources_their_say,
    a_fact_that_was_taken_away_stays_away,
    a_place_that_was_set_by_hand_is_known,
    corrections_go_with_their_person_through_a_merge,
    sources_that_disagree_are_told_with_the_newest_first,
];

fn set(path: &str, value: Option<&str>) -> Correction {
    Correction::new(path.parse().unwrap(), value).unwrap()
}

impl World {
    async fn profile(&self, id: muster::profile::PersonId) -> Profile {
        let person = self.directory.store.person(id).await.unwrap().unwrap();
        Profile::clone(&person.profile)
    }

    async fn correct(&self, id: muster::profile::PersonId, path: &str, value: Option<&str>) {
        self.directory.correct(id, set(path, value)).await.unwrap();
    }
}

async fn what_was_set_by_hand_survives_every_new_text(database: Database) {
    let world = World::on(database).await;
    let ada = added(
        world
            .file("file:///a.md", &text("ada the great", "ada-quill", "Rust"))
            .await,
    );
    world.correct(ada.id, "name", Some("Ada Quill")).await;
    world.correct(ada.id, "headline", Some("Staff Engineer")).await;
    world.pass(TimeDelta::days(1)).await;
    updated(
        world
            .file("file:///a.md", &text("Ada the Greatest", "ada-quill", "Rust, Go"))
            .await,
    );
    updated(
        world
            .file("file:///b.md", &text("Ada Q. Quill", "ada-quill", "Perl"))
            .await,
    );
    let profile = world.profile(ada.id).await;
    assert_eq!(profile.name.as_deref(), Some("Ada Quill"));
    assert_eq!(profile.headline.as_deref(), Some("Staff Engineer"));
    assert_eq!(profile.corrections, ["headline", "name"]);
    assert_eq!(world.skills(&ada).await, ["go", "perl", "rust"]);
}

async fn what_was_set_by_hand_survives_a_new_reading_of_the_old_texts(database: Database) {
    let world = World::on(database).await;
    let ada = added(
        world
            .file("file:///a.md", &text("ada the great", "ada-quill", "Rust"))
            .await,
    );
    world.correct(ada.id, "name", Some("Ada Quill")).await;
    let before = world.profile(ada.id).await;
    let read = world.directory.reprocess(&[ada.id], true).await.unwrap();
    assert_eq!(read[0].outcome, Reread::Same);
    assert_eq!(world.profile(ada.id).await, before);
}

async fn a_correction_that_is_taken_back_gives_the_sources_their_say(database: Database) {
    let world = World::on(database).await;
    let ada = added(
        world
            .file("file:///a.md", &text("Ada Quill", "ada-quill", "Rust"))
            .await,
    );
    let before = world.profile(ada.id).await;
    world.correct(ada.id, "name", Some("Ada Lovage")).await;
    world.correct(ada.id, "name", Some("Ada Lovage-Quill")).await;
    assert_eq!(
        world.profile(ada.id).await.name.as_deref(),
        Some("Ada Lovage-Quill")
    );
    world
        .directory
        .uncorrect(ada.id, &Correctable::Name)
        .await
        .unwrap();
    assert_eq!(world.profile(ada.id).await, before);
}

async fn a_fact_that_was_taken_away_stays_away(database: Database) {
    let world = World::on(database).await;
    let career = "# Ada Quill\n\n## Skills\n\nGo, Rust\n\n## Experience\n\n### Engineer, Northwind Traders\n\n2019 - Present\n\n\
        - Built billing in Go\n";
    let ada = added(world.file("file:///a.md", career).await);
    let key = resolve::position_key(&world.profile(ada.id).await.experience[0]);
    world.correct(ada.id, "skills/go", None).await;
    world.correct(ada.id, &format!("experience/{key}"), None).await;
    updated(
        world
            .file("file:///a.md", &career.replace("Rust", "Rust, Perl"))
            .await,
    );
    assert_eq!(world.skills(&ada).await, ["perl", "rust"]);
    assert_eq!(world.profile(ada.id).await.experience, []);
    let field = Correctable::Skill("go".to_owned());
    world.directory.uncorrect(ada.id, &field).await.unwrap();
    assert_eq!(world.skills(&ada).await, ["go", "perl", "rust"]);
}

async fn a_place_that_was_set_by_hand_is_known(database: Database) {
    let world = World::on(database).await;
    let ada = added(world.paste(&text("Ada Quill", "ada-quill", "Rust")).await);
    world.correct(ada.id, "location", Some("Lisbon, Portugal")).await;
    let place = world.profile(ada.id).await.location.unwrap();
    assert_eq!(
        (place.city.as_deref(), place.country.as_deref()),
        (Some("Lisbon"), Some("PT"))
    );
}

async fn corrections_go_with_their_person_through_a_merge(database: Database) {
    let world = World::on(database).await;
    let one = world.ada("one", "Rust").await;
    let two = world.ada("two", "Go").await;
    world.correct(two.id, "headline", Some("Engineer")).await;
    world.correct(two.id, "name", Some("Ada Two")).await;
    world.correct(one.id, "name", Some("Ada One")).await;
    let merge = world.directory.merge(one.id, two.id).await.unwrap();
    let merged = world.profile(one.id).await;
    assert_eq!(merged.corrections, ["headline", "name"]);
    assert_eq!(merged.name.as_deref(), Some("Ada One"));
    world.pass(TimeDelta::seconds(5)).await;
    world.correct(one.id, "summary", Some("Since then.")).await;
    world.directory.unmerge(merge.id).await.unwrap();
    let (one, two) = (world.profile(one.id).await, world.profile(two.id).await);
    assert_eq!(one.corrections, ["name", "summary"]);
    assert_eq!(two.corrections, ["headline", "name"]);
    assert_eq!(
        (one.name.as_deref(), two.name.as_deref()),
        (Some("Ada One"), Some("Ada Two"))
    );
}

async fn sources_that_disagree_are_told_with_the_newest_first(database: Database) {
    let world = World::on(database).await;
    let living = |place: &str, company: &str, since: u16| {
        format!(
            "# Ada Quill\n\nLocation: {place}\n\n## Experience\n\n### Engineer, {company}\n\n{since} - Present\n\n- Built billing in Go\n\n\
             https://github.com/ada-quill\n"
        )
    };
    let ada = added(
        world
            .file(
                "file:///old.md",
                &living("Lisbon, Portugal", "Northwind Traders", 2022),
            )
            .await,
    );
    assert_eq!(world.directory.conflicts(ada.id).await.unwrap(), []);
    world.pass(TimeDelta::days(30)).await;
    updated(
        world
            .file("file:///new.md", &living("Berlin, Germany", "Contoso", 2019))
            .await,
    );
    let told = |conflicts: Vec<Conflict>| -> Vec<String> {
        let conflicts = conflicts.iter();
        conflicts
            .map(|conflict| {
                let values: Vec<_> = conflict.alternatives.iter().map(|it| it.value.as_str()).collect();
                format!("{}: {}", conflict.field, values.join(" | "))
            })
            .collect()
    };
    let conflicts = told(world.directory.conflicts(ada.id).await.unwrap());
    assert_eq!(
        conflicts,
        [
            "location: Berlin, Germany | Lisbon, Portugal",
            "employer: Contoso | Northwind Traders"
        ]
    );
    let profile = world.profile(ada.id).await;
    assert_eq!(profile.location.as_ref().unwrap().city.as_deref(), Some("Berlin"));
    let employers: Vec<_> = resolve::current_positions(&profile)
        .into_iter()
        .map(|position| position.company.as_ref().unwrap().name.as_str())
        .collect();
    assert_eq!(
        employers,
        ["Contoso", "Northwind Traders"],
        "both stay, and the one that counts is named first"
    );
    world.correct(ada.id, "location", Some("Porto, Portugal")).await;
    let conflicts = told(world.directory.conflicts(ada.id).await.unwrap());
    assert_eq!(
        conflicts[0],
        "location: Porto, Portugal | Berlin, Germany | Lisbon, Portugal"
    );
}
