//! What is asked of a served engine, and what becomes of its answers when they are not what they should be.

use std::sync::Arc;
use std::time::Duration;

use muster::search::{self, Error, Facet, Index, Outcome, Query};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::engines::{self, opened, typed};
use super::people::{id, named, numbers};
use super::simulated::{Reply, Simulated, answer, problem, task};
use crate::support::meilisearch::{MASTER_KEY, empty_directory, served};

fn open(server: &Simulated) -> Arc<dyn Index> {
    opened(&served(&server.url(), Some("a-key"), "test"))
}

fn busy(header: &'static str) -> Reply {
    Reply::Answer(503, header, "{}".to_owned())
}

async fn put(index: &dyn Index) -> Result<(), Error> {
    engines::put(index, vec![named(1, "Ada Example")]).await
}

fn is_unavailable<T: std::fmt::Debug>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Unavailable(_)))
}

#[tokio::test]
async fn every_request_bears_the_key() {
    let server = Simulated::start().await;
    let index = open(&server);
    put(&*index).await.unwrap();
    index.search(&typed("ada")).await.unwrap();
    let requests = server.requests("");
    assert!(requests.len() > 4, "{requests:?}");
    for request in requests {
        assert!(
            request.headers.contains("authorization: bearer a-key"),
            "{request:?}"
        );
    }
}

#[tokio::test]
async fn a_search_is_a_filter_and_no_words() {
    let server = Simulated::start().await;
    let query = Query {
        filters: [(Facet::Place, vec!["in".to_owned(), "a \"b\"".to_owned()])].into(),
        ..typed("\"deep wells\" c++")
    };
    open(&server).search(&query).await.unwrap();
    let asked = server.requests("POST /multi-search");
    let mut first_of_each = asked.iter().map(|request| &request.body["queries"][0]);
    let asked = first_of_each
        .find(|question| question["facets"].get(0).is_some())
        .unwrap();
    assert_eq!(asked["indexUid"], "test_people_1");
    assert_eq!(asked["q"], Value::Null);
    let filter = asked["filter"].as_str().unwrap();
    for part in [
        r#"pairs IN ["deep wells"]"#,
        r#"skill IN ["cplusplus"]"#,
        r#"place IN ["in","a \"b\""]"#,
    ] {
        assert!(filter.contains(part), "{part} is not in {filter}");
    }
    let facets = json!([
        "skill",
        "company",
        "industry",
        "specialty",
        "seniority",
        "freshness"
    ]);
    assert_eq!(asked["facets"], facets, "a chosen facet is counted by itself");
}

#[tokio::test]
async fn a_document_names_its_key_and_nothing_of_a_person_is_in_the_url() {
    let server = Simulated::start().await;
    put(&*open(&server)).await.unwrap();
    let sent = server.requests("POST /indexes");
    assert_eq!(sent.len(), 1);
    assert_eq!(
        sent[0].line,
        "POST /indexes/test_people_1/documents?primaryKey=id"
    );
    assert_eq!(sent[0].body[0]["id"], id(1).to_string());
    assert_eq!(
        sent[0].body[0]["in_name"],
        json!(["ada", "example", "ada example"])
    );
}

#[tokio::test]
async fn settings_are_made_once_and_again_where_somebody_changed_them() {
    let server = Simulated::start().await;
    let applied = || server.requests("PATCH /indexes/test_people_1/settings").len();
    open(&server).count().await.unwrap_err();
    assert_eq!(applied(), 1);
    open(&server).search(&typed("")).await.unwrap();
    assert_eq!(applied(), 1);
    server.set("stopWords", json!(["the"]));
    open(&server).search(&typed("")).await.unwrap();
    assert_eq!(applied(), 2);
}

#[tokio::test]
async fn an_engine_that_is_too_old_is_told_by_its_version() {
    let server = Simulated::start().await;
    let old = json!({ "commitSha": "", "commitDate": "", "pkgVersion": "1.49.2" });
    server.script("GET /version", [answer(200, &old)]);
    let problem = open(&server).search(&typed("")).await.unwrap_err();
    let Error::Unavailable(cause) = problem else {
        panic!("{problem:?}");
    };
    assert!(cause.to_string().contains("1.49.2 is too old"), "{cause}");
}

#[tokio::test]
async fn a_key_that_may_not_ask_for_the_version_may_search() {
    let server = Simulated::start().await;
    server.script("GET /version", [problem(403, "invalid_api_key", "auth")]);
    open(&server).search(&typed("")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_busy_engine_is_asked_again_when_it_says() {
    let server = Simulated::start().await;
    server.script("GET /version", [busy("retry-after: 1")]);
    let begun = Instant::now();
    let found = open(&server).search(&typed("")).await;
    assert!(is_unavailable(&found), "{found:?}");
    assert_eq!(
        server.requests("GET /version").len(),
        3,
        "at once, and after a second each"
    );
    assert_eq!(begun.elapsed().as_secs(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_busy_engine_that_does_not_say_is_asked_at_growing_distances() {
    for status in [429, 502, 503, 504] {
        let server = Simulated::start().await;
        let busy = Reply::Answer(status, "", "<html>".to_owned());
        let version = json!({ "commitSha": "", "commitDate": "", "pkgVersion": "1.51.0" });
        server.script(
            "GET /version",
            [busy.clone(), busy.clone(), busy, answer(200, &version)],
        );
        let begun = Instant::now();
        open(&server).search(&typed("")).await.unwrap();
        let waited = begun.elapsed();
        assert!(
            (700..800).contains(&waited.as_millis()),
            "{status}: 100 + 200 + 400 ms, not {waited:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_longer_than_a_search_may_take() {
    let server = Simulated::start().await;
    server.script("GET /version", [busy("retry-after: 10")]);
    let begun = Instant::now();
    assert!(is_unavailable(&open(&server).search(&typed("")).await));
    assert_eq!(begun.elapsed().as_secs(), 0);

    server.script("GET /version", [Reply::Silence(Duration::from_hours(1))]);
    assert!(is_unavailable(&open(&server).search(&typed("")).await));
    assert_eq!(begun.elapsed().as_secs(), 10);
}

#[tokio::test]
async fn what_is_no_answer_makes_the_index_unavailable() {
    for reply in [
        problem(500, "internal", "internal"),
        problem(404, "index_not_found", "invalid_request"),
        Reply::Answer(200, "", "<html>It works!</html>".to_owned()),
        Reply::Answer(200, "", String::new()),
        Reply::Answer(302, "location: /elsewhere", String::new()),
        answer(200, &json!({ "results": [] })),
        Reply::Close,
    ] {
        let server = Simulated::start().await;
        server.script("POST /multi-search", [reply.clone()]);
        let found = open(&server).search(&typed("")).await;
        assert!(is_unavailable(&found), "{reply:?}: {found:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_engine_that_is_not_there_makes_the_index_unavailable() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let index = opened(&served(&url, None, "test"));
    assert!(is_unavailable(&index.search(&typed("")).await));
    assert!(is_unavailable(&index.count().await));
    assert!(is_unavailable(&put(&*index).await));
}

#[tokio::test]
async fn what_the_engine_will_never_do_is_told_apart() {
    for reply in [
        problem(400, "invalid_search_filter", "invalid_request"),
        problem(403, "invalid_api_key", "auth"),
    ] {
        let server = Simulated::start().await;
        server.script("POST /multi-search", [reply]);
        let found = open(&server).search(&typed("")).await;
        assert!(matches!(found, Err(Error::Refused(_))), "{found:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_task_is_followed_to_its_end() {
    let server = Simulated::start().await;
    let index = open(&server);
    index.search(&typed("")).await.unwrap();
    let waiting = task("processing", &Value::Null);
    let mut course = vec![task("enqueued", &Value::Null)];
    course.extend(vec![waiting; 20]);
    course.push(task("succeeded", &Value::Null));
    server.script("GET /tasks?uids=1&", course);
    put(&*index).await.unwrap();
    assert_eq!(server.requests("GET /tasks").len(), 1 + 22);
}

#[tokio::test]
async fn a_task_that_failed_comes_with_the_reason_of_the_engine() {
    let reason = json!({
        "message": "Document identifier `\"a b\"` is invalid", "code": "invalid_document_id",
        "type": "invalid_request", "link": "",
    });
    let full =
        json!({ "message": "no room", "code": "no_space_left_on_device", "type": "system", "link": "" });
    for (reply, is_refused, told) in [
        (task("failed", &reason), true, "is invalid (invalid_document_id)"),
        (task("failed", &full), false, "no room"),
        (task("canceled", &Value::Null), false, "is canceled"),
        (
            answer(200, &json!({ "results": [] })),
            false,
            "does not know task 1",
        ),
    ] {
        let server = Simulated::start().await;
        let index = open(&server);
        index.search(&typed("")).await.unwrap();
        server.script("GET /tasks", [reply]);
        let outcome = index.outcomes(&[1]).await.unwrap().remove(0);
        let reason = match outcome {
            Outcome::Refused(reason) if is_refused => reason,
            Outcome::Lost(reason) if !is_refused => reason,
            other => panic!("{told}: {other:?}"),
        };
        assert!(reason.contains(told), "{reason}");
    }
}

#[tokio::test]
async fn documents_that_the_engine_will_never_take_are_told_from_what_passes() {
    for (reply, is_unfit) in [
        (problem(400, "malformed_payload", "invalid_request"), true),
        (problem(413, "payload_too_large", "invalid_request"), true),
        (Reply::Answer(413, "", "<html>".to_owned()), true),
        (problem(404, "index_not_found", "invalid_request"), false),
        (problem(403, "invalid_api_key", "auth"), false),
        (problem(500, "internal", "internal"), false),
        (Reply::Close, false),
    ] {
        let server = Simulated::start().await;
        let index = open(&server);
        server.script("POST /indexes", [reply.clone()]);
        let sent = index.upsert(vec![named(1, "Ada Example")]).await;
        assert_eq!(
            matches!(sent, Err(Error::Unfit(_))),
            is_unfit,
            "{reply:?}: {sent:?}"
        );
    }
}

/// What was taken twice would come in an order that nobody knows.
#[tokio::test(start_paused = true)]
async fn a_change_is_sent_again_only_where_the_engine_did_not_take_it() {
    for (status, times) in [(429, 4), (503, 4), (502, 1), (504, 1)] {
        let server = Simulated::start().await;
        let index = open(&server);
        let busy = Reply::Answer(status, "retry-after: 5", "{}".to_owned());
        server.script("POST /indexes", [busy]);
        assert!(is_unavailable(&index.upsert(vec![named(1, "Ada Example")]).await));
        assert_eq!(server.requests("POST /indexes").len(), times, "{status}");
    }
}

#[tokio::test]
async fn everybody_who_is_in_the_index_is_read_page_by_page() {
    let server = Simulated::start().await;
    let index = open(&server);
    let page = |from: u128, to: u128| {
        let held = (from..to).map(|number| json!({ "id": id(number).to_string(), "updated": 7 }));
        answer(
            200,
            &json!({ "results": held.collect::<Vec<_>>(), "offset": from, "limit": 10_000, "total": 10_001 }),
        )
    };
    server.script(
        "POST /indexes/test_people_1/documents/fetch",
        [page(0, 10_000), page(10_000, 10_001)],
    );
    let versions = index.versions().await.unwrap();
    assert_eq!(versions.len(), 10_001);
    assert_eq!(versions[&id(10_000)], 7);
    let asked = server.requests("POST /indexes/test_people_1/documents/fetch");
    assert_eq!(asked[1].body["offset"], 10_000);
}

#[tokio::test]
async fn an_index_that_is_gone_is_made_before_it_is_named() {
    let server = Simulated::start().await;
    let index = open(&server);
    let made = |created| {
        answer(
            200,
            &json!({ "uid": "x", "createdAt": created, "primaryKey": "id" }),
        )
    };
    let gone = problem(404, "index_not_found", "invalid_request");
    server.script(
        "GET /indexes/test_people_1",
        [gone.clone(), gone.clone(), gone, made("10:00")],
    );
    server.script("GET /tasks?indexUids", [task("succeeded", &Value::Null)]);
    let identity = index.identity().await.unwrap();
    assert_eq!((identity.name.as_str(), identity.newest), ("10:00", Some(1)));
}

#[tokio::test]
async fn a_key_allows_what_the_program_does_and_only_with_its_own_indexes() {
    let Some(mut config) = empty_directory() else {
        return;
    };
    let master = search::Key::new(MASTER_KEY).unwrap();
    let key = search::make_key(&config.meilisearch, master).await.unwrap();
    config.meilisearch.key = search::Key::new(&key);
    let indexes = search::open(&config).unwrap();
    let index = indexes.open(1).unwrap();
    put(&*index).await.unwrap();
    engines::put(&*index, vec![named(3, "Ada Example")])
        .await
        .unwrap();
    let gone = index.remove(&[id(1), id(2)]).await.unwrap();
    search::settle(&*index, &[gone]).await.unwrap();
    let found = index.search(&typed("ada exampel")).await.unwrap();
    assert_eq!(numbers(&found.people), [3]);
    assert_eq!(index.count().await.unwrap(), 1);
    assert_eq!(index.versions().await.unwrap().len(), 1);
    assert_eq!(index.identity().await.unwrap().newest, Some(gone));
    indexes.version().await.unwrap();
    indexes.remove(1).await.unwrap();
    indexes.remove(1).await.unwrap();

    config.meilisearch.prefix.push('x');
    let elsewhere = opened(&config).count().await;
    assert!(matches!(elsewhere, Err(Error::Refused(_))), "{elsewhere:?}");
}
