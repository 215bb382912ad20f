//! What changed: of everybody, and of one person.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::{IRA, TOKEN, TestApp};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_history_says_when_why_and_what,
    changes_are_followed_from_where_one_stopped,
    an_erasure_is_told_by_the_id_alone,
    a_person_is_read_again,
    wrong_parameters_are_refused,
];

const PLACE: &str = "https://example.com/ira";

async fn send(app: &TestApp, source: &str, text: &str) -> Value {
    let body = json!({ "text": text, "source": source });
    let request = app
        .request(Method::POST, "/api/v1/profiles")
        .bearer_auth(TOKEN)
        .json(&body);
    let response = request.send().await.unwrap();
    assert!(response.status().is_success());
    response.json().await.unwrap()
}

async fn changed(app: &TestApp) -> Value {
    let receipt = send(app, PLACE, IRA).await;
    send(
        app,
        PLACE,
        &IRA.replace("Rust, PostgreSQL", "Haskell, PostgreSQL"),
    )
    .await;
    receipt
}

async fn a_history_says_when_why_and_what(database: Database) {
    let app = TestApp::on(database).await;
    let receipt = changed(&app).await;
    let history = app.json("/api/v1/profiles/ira-okafor/history").await;
    assert_eq!((&history["id"], &history["next"]), (&receipt["id"], &json!(null)));
    let causes: Vec<_> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["cause"])
        .collect();
    assert_eq!(causes, ["updated", "added"]);
    let newest = &history["items"][0];
    let haskell = newest["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["entry"] == "haskell");
    assert_eq!(
        haskell.unwrap(),
        &json!({ "field": "skills", "what": "added", "entry": "haskell", "before": null, "after": "Haskell" })
    );
    let profile = app.json("/api/v1/profiles/ira-okafor").await;
    assert_eq!(newest["source"], profile["sources"][0]["id"]);

    let first = app.json("/api/v1/profiles/ira-okafor/history?limit=1").await;
    let rest = app.json(first["next"].as_str().unwrap()).await;
    assert_eq!(rest["items"][0], history["items"][1]);
}

async fn changes_are_followed_from_where_one_stopped(database: Database) {
    let app = TestApp::on(database).await;
    let empty = app.json("/api/v1/changes").await;
    assert_eq!((&empty["items"], &empty["more"]), (&json!([]), &json!(false)));

    changed(&app).await;
    let seen = app.json(empty["next"].as_str().unwrap()).await;
    let items = seen["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(
        (&items[1]["name"], &items[1]["url"]),
        (&json!("Ira Okafor"), &json!("/api/v1/profiles/ira-okafor"))
    );
    let next = seen["next"].as_str().unwrap();
    assert_eq!(app.json(next).await["items"], json!([]), "nothing is told twice");
    app.add("# Bo Example\n\n## Skills\n\nGo\n").await;
    let news = app.json(next).await;
    assert_eq!(news["items"][0]["slug"], "bo-example");
    assert_eq!(news["items"].as_array().unwrap().len(), 1);

    let first = app.json("/api/v1/changes?limit=2").await;
    assert_eq!(first["more"], true);
    assert_eq!(
        app.json(first["next"].as_str().unwrap()).await["items"],
        news["items"]
    );
}

async fn an_erasure_is_told_by_the_id_alone(database: Database) {
    let app = TestApp::on(database).await;
    let receipt = changed(&app).await;
    let seen = app.json("/api/v1/changes").await;
    let erase = app.request(Method::DELETE, "/api/v1/profiles/ira-okafor");
    assert_eq!(erase.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    let news = app.json(seen["next"].as_str().unwrap()).await;
    let mut item = news["items"][0].clone();
    for part in ["at", "cursor"] {
        assert!(item.as_object_mut().unwrap().remove(part).is_some());
    }
    let erased = json!({
        "cause": "erased", "id": receipt["id"], "slug": null, "url": null, "name": null, "changes": []
    });
    assert_eq!(item, erased);
    let all = app.json("/api/v1/changes").await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    assert!(!all.to_string().to_lowercase().contains("ira"), "{all}");
    let history = app.get("/api/v1/profiles/ira-okafor/history").await;
    assert_eq!(history.status(), StatusCode::NOT_FOUND);
}

async fn a_person_is_read_again(database: Database) {
    use sea_orm::ConnectionTrait as _;
    let app = TestApp::on(database).await;
    changed(&app).await;
    let ask = async |query: &str| -> Value {
        let path = format!("/api/v1/profiles/ira-okafor/reprocess{query}");
        let response = app.request(Method::POST, &path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.unwrap()
    };
    assert_eq!(ask("").await["outcome"], "unchanged");
    let stale =
        "UPDATE people SET revision = revision + 1, profile = replace(profile, '\"haskell\"', '\"perl\"')";
    app.database.bare().await.execute_unprepared(stale).await.unwrap();
    let would = ask("?dry_run=true").await;
    assert_eq!(would["outcome"], "would change");
    let done = ask("").await;
    assert_eq!(
        (&done["outcome"], &done["changes"]),
        (&json!("changed"), &would["changes"])
    );
    assert_eq!(done["changes"][0]["entry"], "haskell");
    let history = app.json("/api/v1/profiles/ira-okafor/history").await;
    assert_eq!(history["items"][0]["cause"], "reprocessed");
}

async fn wrong_parameters_are_refused(database: Database) {
    let app = TestApp::on(database).await;
    changed(&app).await;
    for path in ["/api/v1/changes?after=yesterday", "/api/v1/changes?page=2"] {
        assert_eq!(
            app.get(path).await.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path}"
        );
    }
    let unclear = app.request(Method::POST, "/api/v1/profiles/ira-okafor/reprocess?dry_run=yes");
    assert_eq!(
        unclear.send().await.unwrap().status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[actix_web::test]
async fn only_who_may_write_has_somebody_read_again() {
    let app = TestApp::guarded().await;
    changed(&app).await;
    let ask = || app.request(Method::POST, "/api/v1/profiles/ira-okafor/reprocess");
    assert_eq!(ask().send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let allowed = ask().bearer_auth(TOKEN).send().await.unwrap();
    assert_eq!(allowed.status(), StatusCode::OK);
}

/// Addresses everywhere that is told: a new one, and one in a headline, a project and a position.
#[actix_web::test]
async fn no_address_is_told_to_visitors() {
    let app = TestApp::guarded().await;
    send(&app, PLACE, IRA).await;
    let newer = IRA
        .replace(
            "Senior Backend Engineer at Examplesoft",
            "Ask ira.okafor@example.com, Staff Engineer",
        )
        .replace(
            "contact ira.okafor@example.com",
            "new: okafor@example.net, ira [at] example [dot] com",
        )
        + "\n## Projects\n\n### Ledgerline\n\nWrite to ira.okafor@example.com or okafor@example.net about Rust\n";
    send(&app, PLACE, &newer).await;
    send(&app, PLACE, IRA).await;
    for path in [
        "/api/v1/changes",
        "/api/v1/profiles/ira-okafor/history",
        "/people/ira-okafor/history",
        "/changes.atom",
    ] {
        let ask = || app.request(Method::GET, path);
        let shown = ask().send().await.unwrap().text().await.unwrap().to_lowercase();
        assert!(shown.contains("ledgerline"), "{path} tells nothing: {shown}");
        for part in ["ira.okafor@", "okafor@", "[at]", "example [dot]", "example.net"] {
            assert!(!shown.contains(part), "{path}: {part} in {shown}");
        }
        let whole = ask().bearer_auth(TOKEN).send().await.unwrap();
        let whole = whole.text().await.unwrap();
        assert!(
            whole.contains("okafor@example.net"),
            "{path} hides it from the operator"
        );
    }
}
