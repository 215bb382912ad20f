//! Accounts on GitHub: what is stored of them, what is asked again, and whose accounts are nobody's.

use std::time::Duration;

use muster::sources::{Error, Sources};

use super::{account, locators, text};
use crate::support::internet::{Account, Internet, Limit, Repository, fetch, fetch_again};

fn ada() -> Account {
    let repository = |name: &str, stars: u32, fork: bool| Repository {
        name: name.to_owned(),
        description: Some(format!("The {name} of a mill")),
        language: Some("Rust".to_owned()),
        topics: vec!["weaving".to_owned(), "cli".to_owned()],
        stars,
        fork,
        ..Repository::default()
    };
    Account {
        login: "Ada".to_owned(),
        name: Some("Ada Quill".to_owned()),
        bio: Some("Keeps ledgers in step".to_owned()),
        company: Some("@contoso".to_owned()),
        blog: Some("quill.example".to_owned()),
        twitter: Some("adaq".to_owned()),
        socials: vec!["https://social.example/@ada".to_owned()],
        organizations: vec!["weavers".to_owned(), "dyers".to_owned()],
        followers: 12,
        repositories: vec![
            repository("dye", 2, false),
            repository("loom", 40, false),
            repository("copied", 900, true),
        ],
        readme: Some("# Hi, I'm Ada Quill\n\nI weave in Rust.\n".to_owned()),
        ..Account::default()
    }
}

pub(super) async fn simulated() -> (Internet, Sources) {
    let internet = Internet::start().await;
    internet.change(|world| {
        world.accounts.insert("ada".to_owned(), ada());
    });
    let sources = internet.sources(&internet.config(&[]));
    (internet, sources)
}

#[tokio::test]
async fn an_account_is_its_facts_and_its_readme() {
    let (internet, sources) = simulated().await;
    let fetched = fetch(&sources, "GitHub.com/Ada?tab=stars").await.unwrap();
    assert_eq!(
        locators(&fetched),
        ["https://github.com/ada", "https://github.com/ada/ada#readme"]
    );
    assert_eq!(text(&fetched), ada().readme.unwrap());
    let facts = account(&fetched);
    assert_eq!((facts.login.as_str(), facts.followers), ("Ada", Some(12)));
    assert_eq!(facts.organizations, ["dyers", "weavers"]);
    let repositories = facts.repositories.iter();
    let repositories: Vec<_> = repositories
        .map(|one| (one.name.as_str(), one.stars, one.pushed))
        .collect();
    assert_eq!(repositories, [("loom", 40, Some(2025)), ("dye", 2, Some(2025))]);
    assert_eq!(
        fetched.names,
        [
            "https://quill.example/",
            "https://twitter.com/adaq",
            "https://social.example/@ada"
        ]
    );
    let visits = internet.visits();
    assert!(
        visits
            .iter()
            .all(|visit| visit.host == "api.github.com" && visit.encrypted)
    );
    assert_eq!((visits.len(), internet.most_at_once("api.github.com")), (5, 1));
    assert!(visits.iter().all(|visit| visit.bearer.is_none()));
    assert!(
        visits
            .iter()
            .all(|visit| visit.user_agent.contains("directory.example"))
    );
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        world.limit = Some(Limit {
            remaining: 5,
            resets_in: 3_000,
        });
    });
    let first = fetch(&sources, "github:ada").await.unwrap();
    internet.forget_visits();
    internet.change(|world| world.limit = None);
    let sources = internet.sources(&internet.config(&[]));
    let second = fetch_again(&sources, "github:ada", &first.validators)
        .await
        .unwrap();
    assert_eq!(second.documents, []);
    assert_eq!(second.unchanged, locators(&first));
    assert_eq!(second.validators, first.validators);
    let statuses: Vec<_> = internet.visits().iter().map(|visit| visit.status).collect();
    assert_eq!(statuses, [Some(304); 5]);
}

#[tokio::test]
async fn where_one_part_of_the_facts_has_changed_all_are_asked_for() {
    let (internet, sources) = simulated().await;
    let first = fetch(&sources, "github:ada").await.unwrap();
    internet.forget_visits();
    internet.change(|world| world.accounts.get_mut("ada").unwrap().repositories.truncate(1));
    let second = fetch_again(&sources, "github:ada", &first.validators)
        .await
        .unwrap();
    assert_eq!(locators(&second), ["https://github.com/ada"]);
    assert_eq!(second.unchanged, ["https://github.com/ada/ada#readme"]);
    let facts = account(&second);
    assert_eq!((facts.name.as_deref(), facts.links.len()), (Some("Ada Quill"), 3));
    assert_eq!(facts.repositories.len(), 1);
    // Four parts and the README with what was known of them, and the two parts that were as before.
    assert_eq!(internet.visits().len(), 7);
    let third = fetch_again(&sources, "github:ada", &second.validators)
        .await
        .unwrap();
    assert_eq!(third.documents, []);
}

#[tokio::test]
async fn a_readme_changes_without_the_facts_and_may_be_gone() {
    let (internet, sources) = simulated().await;
    let first = fetch(&sources, "github:ada").await.unwrap();
    let write = |readme: Option<&str>| {
        internet.change(|world| {
            world.accounts.get_mut("ada").unwrap().readme = readme.map(str::to_owned);
        });
    };
    write(Some("# Ada Quill\n\nNow I dye.\n"));
    let second = fetch_again(&sources, "github:ada", &first.validators)
        .await
        .unwrap();
    assert_eq!(
        (text(&second), second.unchanged.len()),
        ("# Ada Quill\n\nNow I dye.\n", 1)
    );
    for nothing in [None, Some(" \n")] {
        write(nothing);
        let third = fetch_again(&sources, "github:ada", &second.validators)
            .await
            .unwrap();
        assert_eq!(
            (third.documents.len(), third.unchanged),
            (0, vec!["https://github.com/ada".to_owned()])
        );
    }
}

#[tokio::test]
async fn many_repositories_are_asked_for_page_by_page_up_to_a_bound() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        let repositories = (0..450).map(|number| Repository {
            name: format!("r{number}"),
            stars: number,
            ..Repository::default()
        });
        world.accounts.get_mut("ada").unwrap().repositories = repositories.collect();
    });
    let facts = account(&fetch(&sources, "github:ada").await.unwrap());
    assert_eq!(facts.repositories.len(), 100);
    assert_eq!(facts.repositories.first().unwrap().name, "r299", "of three pages");
    assert_eq!(internet.visits().len(), 7);
}

#[tokio::test]
async fn an_empty_account_is_an_account() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        let new = Account {
            login: "newcomer".to_owned(),
            ..Account::default()
        };
        world.accounts.insert("newcomer".to_owned(), new);
    });
    let fetched = fetch(&sources, "github:newcomer").await.unwrap();
    let facts = account(&fetched);
    assert_eq!(
        (
            facts.login.as_str(),
            facts.repositories.len(),
            fetched.documents.len()
        ),
        ("newcomer", 0, 1)
    );
}

#[tokio::test]
async fn whoever_has_another_login_now_is_found_there() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        let mut account = world.accounts.remove("ada").unwrap();
        account.login = "AdaQuill".to_owned();
        world.accounts.insert("adaquill".to_owned(), account);
        world.renamed.insert("ada".to_owned(), "adaquill".to_owned());
    });
    let fetched = fetch(&sources, "github:ada").await.unwrap();
    assert_eq!(fetched.moved_to.as_deref(), Some("https://github.com/adaquill"));
    assert_eq!(
        locators(&fetched),
        [
            "https://github.com/adaquill",
            "https://github.com/adaquill/adaquill#readme"
        ]
    );
    let again = fetch_again(&sources, "https://github.com/adaquill", &fetched.validators)
        .await
        .unwrap();
    assert_eq!(again.moved_to, None);
}

#[tokio::test]
async fn an_organization_is_nobody_and_a_deleted_or_suspended_account_is_gone() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        let account = world.accounts.get_mut("ada").unwrap();
        account.is_organization = true;
    });
    let error = fetch(&sources, "github:ada").await.unwrap_err();
    assert!(
        matches!(&error, Error::Unreadable(reason) if reason.contains("Organization")),
        "{error:?}"
    );
    let error = fetch(&sources, "github:nobody").await.unwrap_err();
    assert!(matches!(error, Error::Gone(_)), "{error:?}");
    internet.change(|world| {
        let account = world.accounts.get_mut("ada").unwrap();
        (account.is_organization, account.suspended) = (false, true);
    });
    let error = fetch(&sources, "github:ada").await.unwrap_err();
    assert!(
        matches!(&error, Error::Gone(reason) if reason.contains("suspended")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_limit_of_requests_is_kept_to() {
    let (internet, sources) = simulated().await;
    internet.change(|world| {
        world.limit = Some(Limit {
            remaining: 2,
            resets_in: 1_200,
        });
    });
    let error = fetch(&sources, "github:ada").await.unwrap_err();
    let Error::Later {
        not_before: Some(wait),
        ..
    } = error
    else {
        panic!("{error:?}");
    };
    assert!((1_100..=1_260).contains(&wait.as_secs()), "{wait:?}");
    let asked = internet.visits().len();
    assert!(asked <= 3, "{asked}");
    assert!(fetch(&sources, "github:nobody").await.is_err());
    assert_eq!(internet.visits().len(), asked, "nobody is asked before the time");
}

#[tokio::test]
async fn a_server_of_an_enterprise_is_asked_at_its_own_address() {
    let internet = Internet::start().await;
    let user = r#"{ "login": "ada", "type": "User" }"#;
    internet.change(|world| {
        for (path, body) in [("", user), ("/repos", "[]"), ("/orgs", "[]")] {
            let address = format!("https://git.contoso.example/api/v3/users/ada{path}");
            let page = crate::support::internet::Page::of("application/json", body.as_bytes());
            world.pages.insert(address, page);
        }
    });
    let mut config = internet.config(&["git.contoso.example"]);
    config.github.api = "https://git.contoso.example/api/v3".parse().unwrap();
    config.github.site = "https://git.contoso.example".parse().unwrap();
    let sources = internet.sources(&config);
    let fetched = fetch(&sources, "git.contoso.example/Ada").await.unwrap();
    assert_eq!(locators(&fetched), ["https://git.contoso.example/ada"]);
    let again = fetch_again(&sources, "github:ada", &fetched.validators)
        .await
        .unwrap();
    assert_eq!(
        again.unchanged,
        ["https://git.contoso.example/ada"],
        "it has no social accounts"
    );
}

#[tokio::test]
async fn requests_keep_the_pace() {
    let (internet, _) = simulated().await;
    let mut config = internet.config(&[]);
    config.pace = Duration::from_millis(40);
    fetch(&internet.sources(&config), "github:ada").await.unwrap();
    let times: Vec<_> = internet.visits().into_iter().map(|visit| visit.at).collect();
    let kept = times.is_sorted_by(|one, next| next.duration_since(*one) >= Duration::from_millis(35));
    assert!(kept, "{times:?}");
}
