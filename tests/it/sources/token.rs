//! What a token changes: what an account pins is told, and a refusal may be the token's and not the account's.

use muster::sources::{Error, Fetched, Sources};

use super::github::simulated;
use super::{account, text};
use crate::support::internet::{Account, Fault, Internet, Limit, Repository, fetch, fetch_again};

/// Ada, and who asks for her with a token.
async fn with_token() -> (Internet, Sources) {
    let (internet, _) = simulated().await;
    let sources = sources_with_token(&internet);
    (internet, sources)
}

fn sources_with_token(internet: &Internet) -> Sources {
    let mut config = internet.config(&[]);
    config.github.token = Some("of-the-operator".to_owned());
    internet.sources(&config)
}

#[tokio::test]
async fn a_token_is_shown_to_the_interface_and_a_wrong_one_stops_nothing_for_good() {
    let (internet, sources) = with_token().await;
    fetch(&sources, "github:ada").await.unwrap();
    let mut visits = internet.visits().into_iter();
    assert!(visits.all(|visit| visit.bearer.as_deref() == Some("of-the-operator")));
    internet.change(|world| {
        world.revoked.insert("of-the-operator".to_owned());
    });
    let error = fetch(&sources, "github:ada").await.unwrap_err();
    assert!(
        matches!(&error, Error::Later { reason, .. } if reason.contains("token") && reason.contains("401")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_refusal_is_for_now_where_it_is_for_whoever_asks_and_else_for_good() {
    for (status, why, is_for_now) in [
        (
            403,
            "You have exceeded a secondary rate limit. Please wait a few minutes.",
            true,
        ),
        (403, "API rate limit exceeded for user ID 1.", true),
        (
            403,
            "Maximum number of login attempts exceeded. Please try again later.",
            true,
        ),
        (403, "Resource not accessible by personal access token", true),
        (403, "Repository access blocked", false),
        (451, "Repository access blocked", false),
    ] {
        let (internet, sources) = with_token().await;
        internet.fail("https://api.github.com/users/ada", Fault::Refusal(status, why));
        let error = fetch(&sources, "github:ada").await.unwrap_err();
        let as_expected = match &error {
            Error::Later { .. } => is_for_now,
            Error::Forbidden(reason) => !is_for_now && reason.contains(&status.to_string()),
            _ => false,
        };
        assert!(as_expected, "{status} {why}: {error:?}");
        assert_eq!(internet.visits().len(), 1);
    }
    // Not every limit says when it ends.
    let (internet, sources) = with_token().await;
    internet.change(|world| {
        world.limit = Some(Limit {
            remaining: 0,
            resets_in: 0,
        });
    });
    let error = fetch(&sources, "github:ada").await.unwrap_err();
    assert!(
        matches!(
            &error,
            Error::Later {
                not_before: Some(_),
                ..
            }
        ),
        "{error:?}"
    );
}

/// Ada, who pins a repository of hers, one of others, and one that only the operator may see.
async fn with_pins() -> (Internet, Sources) {
    let (internet, sources) = with_token().await;
    internet.change(|world| {
        let ada = world.accounts.get_mut("ada").unwrap();
        ada.repositories.push(Repository {
            name: "secret".to_owned(),
            private: true,
            ..Repository::default()
        });
        let pinned = ["Ada/dye", "weavers/mill", "Ada/secret", "weavers/unseen"];
        ada.pinned = pinned.map(str::to_owned).into();
        let mill = Repository {
            name: "mill".to_owned(),
            description: Some("Grinds".to_owned()),
            language: Some("Go".to_owned()),
            topics: vec!["flour".to_owned()],
            stars: 7,
            ..Repository::default()
        };
        let weavers = Account {
            login: "weavers".to_owned(),
            is_organization: true,
            repositories: vec![mill],
            ..Account::default()
        };
        world.accounts.insert("weavers".to_owned(), weavers);
    });
    (internet, sources)
}

fn shown(fetched: &Fetched) -> Vec<(String, bool)> {
    let repositories = account(fetched).repositories.into_iter();
    repositories.map(|one| (one.name, one.pinned)).collect()
}

fn named(expected: &[(&str, bool)]) -> Vec<(String, bool)> {
    let expected = expected.iter();
    expected
        .map(|(name, pinned)| ((*name).to_owned(), *pinned))
        .collect()
}

#[tokio::test]
async fn what_an_account_pins_comes_first_whosever_it_is() {
    let (internet, sources) = with_pins().await;
    let fetched = fetch(&sources, "github:ada").await.unwrap();
    assert_eq!(
        shown(&fetched),
        named(&[("dye", true), ("mill", true), ("loom", false)])
    );
    let repositories = account(&fetched).repositories;
    let urls: Vec<_> = repositories.iter().map(|one| one.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://github.com/ada/dye",
            "https://github.com/weavers/mill",
            "https://github.com/ada/loom"
        ]
    );
    let mill = repositories.get(1).unwrap();
    assert_eq!(
        (mill.stars, mill.language.as_deref(), mill.pushed),
        (7, Some("Go"), Some(2025))
    );
    assert_eq!(mill.topics, ["flour"]);
    let paths: Vec<_> = internet.visits().into_iter().map(|visit| visit.path).collect();
    assert_eq!((paths.len(), paths.last().unwrap().as_str()), (6, "/graphql"));
    // Without a token nobody is told.
    let sources = internet.sources(&internet.config(&[]));
    let without = fetch(&sources, "github:ada").await.unwrap();
    assert_eq!(shown(&without), named(&[("loom", false), ("dye", false)]));
}

#[tokio::test]
async fn what_is_pinned_may_be_all_that_changes() {
    let (internet, sources) = with_pins().await;
    let first = fetch(&sources, "github:ada").await.unwrap();
    let second = fetch_again(&sources, "github:ada", &first.validators)
        .await
        .unwrap();
    assert_eq!(second.documents, []);
    assert_eq!(second.validators, first.validators);
    internet.change(|world| world.accounts.get_mut("ada").unwrap().pinned.truncate(1));
    let third = fetch_again(&sources, "github:ada", &second.validators)
        .await
        .unwrap();
    assert_eq!(shown(&third), named(&[("dye", true), ("loom", false)]));
    assert_eq!(third.unchanged, ["https://github.com/ada/ada#readme"]);
    // Whoever takes the token away is not told any more, and says so once.
    let sources = internet.sources(&internet.config(&[]));
    let fourth = fetch_again(&sources, "github:ada", &third.validators)
        .await
        .unwrap();
    assert_eq!(shown(&fourth), named(&[("loom", false), ("dye", false)]));
    let fifth = fetch_again(&sources, "github:ada", &fourth.validators)
        .await
        .unwrap();
    assert_eq!(fifth.documents, []);
}

#[tokio::test]
async fn an_account_is_read_though_what_it_pins_is_not_told() {
    for fault in [
        Fault::Status(401),
        Fault::Status(403),
        Fault::Status(404),
        Fault::Status(502),
        Fault::Busy(403, "60"),
        Fault::Refusal(200, "Something went wrong while executing your query."),
        Fault::Html,
        Fault::Half,
        Fault::CutOff,
        Fault::Endless,
        Fault::Redirect(307, "https://api.github.com/elsewhere".to_owned()),
    ] {
        let (internet, sources) = with_pins().await;
        internet.fail("https://api.github.com/graphql", fault.clone());
        let first = fetch(&sources, "github:ada").await.unwrap();
        assert_eq!(
            shown(&first),
            named(&[("loom", false), ("dye", false)]),
            "{fault:?}"
        );
        assert!(text(&first).contains("Ada Quill"), "{fault:?}");
        assert!(internet.visits().iter().all(|visit| visit.path != "/elsewhere"));
        // When it is told, it is read again, though nothing else has changed.
        internet.heal("https://api.github.com/graphql");
        let sources = sources_with_token(&internet);
        let second = fetch_again(&sources, "github:ada", &first.validators)
            .await
            .unwrap();
        assert_eq!(
            shown(&second).first().unwrap(),
            &("dye".to_owned(), true),
            "{fault:?}"
        );
        // And when it is not told again, what was told stays.
        internet.fail("https://api.github.com/graphql", fault.clone());
        let third = fetch_again(&sources, "github:ada", &second.validators)
            .await
            .unwrap();
        assert_eq!(
            (third.documents.len(), &third.validators),
            (0, &second.validators),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn the_last_question_may_be_one_too_many() {
    let (internet, sources) = with_pins().await;
    internet.change(|world| {
        world.limit = Some(Limit {
            remaining: 5,
            resets_in: 1_200,
        });
    });
    let fetched = fetch(&sources, "github:ada").await;
    let told = fetched.map(|fetched| shown(&fetched));
    assert_eq!(told, Ok(named(&[("loom", false), ("dye", false)])));
}
