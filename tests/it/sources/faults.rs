//! Whatever goes wrong, at each kind of place: an error that says what to do, soon, and nothing read that is not there.

use std::time::{Duration, Instant};

use muster::sources::{Error, Sources};

use crate::support::internet::{Account, Blog, Fault, Internet, Page, fetch};

/// A place of each kind: how it is written, and the address that answers for it.
const PLACES: &[(&str, &str)] = &[
    ("github:ada", "https://api.github.com/users/ada"),
    ("https://medium.com/@ada", "https://medium.com/feed/@ada"),
    ("https://quill.example/", "https://quill.example/"),
    ("https://quill.example/cv.md", "https://quill.example/cv.md"),
];

/// The longest that a place may keep us, with the patience of these tests.
const LONGEST: Duration = Duration::from_secs(12);

async fn simulated() -> (Internet, Sources) {
    let internet = Internet::start().await;
    internet.change(|world| {
        let account = Account {
            login: "ada".to_owned(),
            ..Account::default()
        };
        world.accounts.insert("ada".to_owned(), account);
        world
            .blogs
            .insert("https://medium.com/feed/@ada".to_owned(), Blog::default());
        let long = format!("<h1>Ada Quill</h1>{}", "<p>I weave.".repeat(200));
        world
            .pages
            .insert("https://quill.example/".to_owned(), Page::html(&long));
        let text = format!("# Ada Quill\n\n{}", "I weave.\n".repeat(200));
        world.pages.insert(
            "https://quill.example/cv.md".to_owned(),
            Page::of("text/markdown", text.as_bytes()),
        );
    });
    let sources = internet.sources(&internet.config(&["quill.example"]));
    (internet, sources)
}

/// Lets every kind of place fail so, and says what each of them became.
async fn outcomes(fault: Fault) -> Vec<Error> {
    let mut errors = Vec::new();
    for (address, answering) in PLACES {
        let (internet, sources) = simulated().await;
        assert!(fetch(&sources, address).await.is_ok(), "{address}");
        internet.fail(answering, fault.clone());
        let sources = internet.sources(&internet.config(&["quill.example"]));
        let began = Instant::now();
        let error = fetch(&sources, address).await.expect_err(address);
        assert!(began.elapsed() < LONGEST, "{address} took {:?}", began.elapsed());
        assert!(!error.to_string().is_empty());
        internet.heal(answering);
        let sources = internet.sources(&internet.config(&["quill.example"]));
        assert!(fetch(&sources, address).await.is_ok(), "{address} works again");
        errors.push(error);
    }
    errors
}

#[track_caller]
fn check(errors: &[Error], expected: impl Fn(&Error) -> bool) {
    let wrong: Vec<_> = errors.iter().filter(|error| !expected(error)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

const fn is_later(error: &Error) -> bool {
    matches!(error, Error::Later { .. })
}

const fn is_unreadable(error: &Error) -> bool {
    matches!(error, Error::Unreadable(_))
}

#[tokio::test]
async fn what_is_gone_or_forbidden_is_said_to_be() {
    for status in [404, 410] {
        check(&outcomes(Fault::Status(status)).await, |error| {
            matches!(error, Error::Gone(_))
        });
    }
    for status in [403, 451] {
        check(&outcomes(Fault::Status(status)).await, |error| {
            matches!(error, Error::Forbidden(_))
        });
    }
}

#[tokio::test]
async fn what_may_pass_is_asked_another_time() {
    for fault in [
        Fault::Status(500),
        Fault::Status(503),
        Fault::Status(429),
        Fault::HangsUp,
        Fault::CutOff,
    ] {
        check(&outcomes(fault).await, is_later);
    }
    let minutes = Duration::from_mins(2);
    check(
        &outcomes(Fault::Busy(429, "120")).await,
        |error| matches!(error, Error::Later { not_before: Some(wait), .. } if (minutes..minutes * 2).contains(wait)),
    );
}

#[tokio::test]
async fn whoever_takes_too_long_is_left() {
    check(&outcomes(Fault::Silence(Duration::from_mins(1))).await, is_later);
    check(&outcomes(Fault::SlowDrip).await, is_later);
}

#[tokio::test]
async fn what_is_too_long_is_not_read_to_its_end() {
    check(&outcomes(Fault::Endless).await, |error| {
        is_unreadable(error) || is_later(error)
    });
    check(&outcomes(Fault::GzipBomb).await, is_unreadable);
}

#[tokio::test]
async fn another_kind_of_answer_than_was_promised_is_no_profile() {
    check(&outcomes(Fault::Typed("image/png")).await, is_unreadable);
    for (address, answering) in PLACES
        .iter()
        .filter(|(address, _)| !address.ends_with("example/"))
    {
        let (internet, sources) = simulated().await;
        internet.fail(answering, Fault::Html);
        let error = fetch(&sources, address).await.expect_err(address);
        assert!(is_unreadable(&error), "{address}: {error:?}");
    }
    for (address, answering) in PLACES.iter().take(2) {
        let (internet, sources) = simulated().await;
        internet.fail(answering, Fault::Half);
        let error = fetch(&sources, address).await.expect_err(address);
        assert!(is_unreadable(&error), "{address}: {error:?}");
    }
}

#[tokio::test]
async fn redirects_without_an_end_end() {
    let (internet, sources) = simulated().await;
    let there = "https://quill.example/".to_owned();
    internet.fail(
        "https://quill.example/",
        Fault::Redirect(301, "https://quill.example/a".to_owned()),
    );
    internet.fail("https://quill.example/a", Fault::Redirect(302, there));
    let error = fetch(&sources, "https://quill.example/").await.unwrap_err();
    assert!(is_unreadable(&error), "{error:?}");
    assert!(internet.visits_to("quill.example").len() <= 7);
}
