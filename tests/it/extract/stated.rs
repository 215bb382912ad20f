//! Laws of what services state: any text may be stored under their names.

use chrono::NaiveDate;
use muster::extract::{Document, account, feed};
use muster::profile::{Account, Feed, Post, Profile, Repository, SourceId};
use muster::taxonomy::Taxonomy;
use proptest::prelude::*;

use super::faults;

fn read_account(text: &str) -> Profile {
    let source = SourceId::new("test");
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
    let document = Document {
        source: &source,
        text,
    };
    account(document, Taxonomy::embedded(), today)
}

fn read_feed(text: &str) -> Profile {
    let source = SourceId::new("test");
    let document = Document {
        source: &source,
        text,
    };
    feed(document, Taxonomy::embedded())
}

/// Words that mean something to a reader, and any others.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Rust".to_owned()),
        Just("machine-learning".to_owned()),
        Just("@contoso and Northwind".to_owned()),
        Just("Senior Engineer @ Contoso, ex-Northwind 🚀".to_owned()),
        Just("Porto, Portugal".to_owned()),
        Just("https://github.com/ada".to_owned()),
        Just("ada.example/\u{e9}".to_owned()),
        Just("\"quoted\" \\ \n\u{0}\u{2028}".to_owned()),
        any::<String>(),
    ]
}

prop_compose! {
    fn repository()(
        name in words(),
        description in proptest::option::of(words()),
        language in proptest::option::of(words()),
        topics in prop::collection::vec(words(), 0..4),
        stars in any::<u32>(),
        archived in any::<bool>(),
        pushed in proptest::option::of(any::<u16>()),
    ) -> Repository {
        Repository { url: format!("https://github.com/ada/{name}"), name, description, language, topics, stars, archived, pinned: false,
            created: pushed, pushed }
    }
}

prop_compose! {
    fn stated_account()(
        login in words(),
        scalars in prop::collection::vec(proptest::option::of(words()), 5),
        links in prop::collection::vec(words(), 0..4),
        followers in proptest::option::of(any::<u32>()),
        repositories in prop::collection::vec(repository(), 0..5),
    ) -> Account {
        let scalar = |at: usize| scalars.get(at).cloned().flatten();
        Account { url: format!("https://github.com/{login}"), login, name: scalar(0), bio: scalar(1), company: scalar(2),
            location: scalar(3), email: scalar(4), links, organizations: Vec::new(), followers,
            public_repositories: followers, repositories }
    }
}

prop_compose! {
    fn stated_feed()(
        title in proptest::option::of(words()),
        posts in prop::collection::vec((words(), proptest::option::of(words()), prop::collection::vec(words(), 0..4)), 0..6),
    ) -> Feed {
        let posts = posts.into_iter();
        let entries = posts.map(|(title, url, tags)| Post { title, published: url.clone(), url, tags });
        Feed { url: "https://medium.com/@ada".to_owned(), title, entries: entries.collect() }
    }
}

/// What holds of every profile that is read from a stored text.
fn check(text: &str, profile: &Profile) -> Result<(), TestCaseError> {
    prop_assert_eq!(faults(text, profile), Vec::<String>::new());
    prop_assert!(
        profile
            .skills
            .is_sorted_by(|one, other| one.weight >= other.weight)
    );
    prop_assert!(
        profile
            .skills
            .iter()
            .all(|skill| (0.0..=1.0).contains(&skill.weight))
    );
    let stored = serde_json::to_string(profile).expect("a profile has a serialized form");
    let again: Profile = serde_json::from_str(&stored).expect("what was stored is a profile");
    prop_assert_eq!(&again, profile);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_account_is_read_and_its_evidence_stands_where_it_says(account in stated_account()) {
        for text in [serde_json::to_string_pretty(&account).unwrap(), serde_json::to_string(&account).unwrap()] {
            check(&text, &read_account(&text))?;
        }
    }

    #[test]
    fn any_feed_is_read_and_its_evidence_stands_where_it_says(feed in stated_feed()) {
        for text in [serde_json::to_string_pretty(&feed).unwrap(), serde_json::to_string(&feed).unwrap()] {
            check(&text, &read_feed(&text))?;
        }
    }

    #[test]
    fn any_text_may_be_stored_as_an_account_or_a_feed(text in any::<String>(), cut in 0..400_usize, account in stated_account()) {
        let whole = serde_json::to_string_pretty(&account).unwrap();
        let cut = whole.get(..whole.floor_char_boundary(cut)).unwrap();
        for text in [text.as_str(), cut] {
            check(text, &read_account(text))?;
            check(text, &read_feed(text))?;
        }
        check(&whole, &read_feed(&whole))?;
    }
}
