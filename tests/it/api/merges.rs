//! One person or two: merged, parted, told apart, corrected, and where the sources disagree.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    two_people_are_merged_and_parted,
    who_may_be_the_same_is_listed_with_reasons_until_somebody_says_no,
    a_field_is_set_by_hand_and_taken_back,
    conflicts_name_their_sources_and_hide_addresses,
    what_cannot_be_done_says_what_to_do,
];

fn career(login: &str, skill: &str) -> String {
    format!(
        "# Ada Quill\n\nhttps://github.com/{login}\n\n## Skills\n\n{skill}\n\n## Experience\n\n### Engineer, Northwind Traders\n\n\
         2015 - 2019\n\n- Built billing in {skill}\n"
    )
}

async fn post(app: &TestApp, path: &str, body: Value) -> reqwest::Response {
    app.request(Method::POST, path).json(&body).send().await.unwrap()
}

async fn put(app: &TestApp, path: &str, body: Value) -> reqwest::Response {
    app.request(Method::PUT, path).json(&body).send().await.unwrap()
}

/// Two people of one name; returns their slugs.
async fn two(app: &TestApp) -> (String, String) {
    let one = app.add(&career("one", "Rust")).await;
    let other = app.add(&career("other", "Kafka")).await;
    let slug = |receipt: Value| receipt["slug"].as_str().unwrap().to_owned();
    (slug(one), slug(other))
}

async fn two_people_are_merged_and_parted(database: Database) {
    let app = TestApp::on(database).await;
    let (one, other) = two(&app).await;
    let (kept, gone) = (
        format!("/api/v1/profiles/{one}"),
        format!("/api/v1/profiles/{other}"),
    );
    let before = (app.json(&kept).await, app.json(&gone).await);
    let merged = post(&app, &format!("{gone}/merge"), json!({"into": one})).await;
    assert_eq!(merged.status(), StatusCode::OK);
    let merge: Value = merged.json().await.unwrap();
    assert_eq!(merge["gone_slug"], json!(other));
    assert_eq!(app.json(&format!("{kept}/merges")).await["items"], json!([merge]));
    for rest in ["", "/profile.json", "/resume.json"] {
        let response = app.get(&format!("{gone}{rest}")).await;
        assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{rest}");
        assert_eq!(response.headers()["location"], format!("{kept}{rest}"));
        assert_eq!(response.headers()["cache-control"], "no-cache");
    }
    let told = app.json("/api/v1/changes").await;
    let last: Vec<_> = told["items"].as_array().unwrap().iter().rev().take(2).collect();
    let of_gone = last.iter().find(|it| it["id"] == merge["gone"]).unwrap();
    assert_eq!(
        (&of_gone["cause"], &of_gone["slug"], &of_gone["changes"]),
        (&json!("merged"), &json!(null), &json!([])),
        "whoever follows hears that they are gone"
    );
    let page = app.get(&format!("/people/{other}")).await;
    assert_eq!(page.headers()["location"], format!("/people/{one}"));
    app.directory.drain().await.unwrap();
    assert_eq!(
        app.json("/api/v1/search?skill=rust&skill=apache-kafka").await["total"],
        1
    );

    let undone = post(&app, merge["undo"].as_str().unwrap(), json!(null)).await;
    assert_eq!(undone.status(), StatusCode::OK);
    let people: Value = undone.json().await.unwrap();
    assert_eq!(
        (&people["kept"]["slug"], &people["back"]["slug"]),
        (&json!(one), &json!(other))
    );
    assert_eq!((app.json(&kept).await, app.json(&gone).await), before);
    app.directory.drain().await.unwrap();
    assert_eq!(
        app.json("/api/v1/search?skill=rust&skill=apache-kafka").await["total"],
        2
    );
}

async fn who_may_be_the_same_is_listed_with_reasons_until_somebody_says_no(database: Database) {
    let app = TestApp::on(database).await;
    let (one, other) = two(&app).await;
    let found = app.json("/api/v1/duplicates").await;
    assert_eq!(found["next"], Value::Null);
    let [pair] = found["items"].as_array().unwrap().as_slice() else {
        panic!("{found}");
    };
    assert_eq!(pair["people"][0]["slug"], json!(one));
    assert_eq!(pair["people"][1]["slug"], json!(other));
    assert_eq!(pair["reasons"][1]["kind"], "employer");
    let apart = post(
        &app,
        "/api/v1/duplicates/dismiss",
        json!({"one": one, "other": other}),
    );
    assert_eq!(apart.await.status(), StatusCode::NO_CONTENT);
    assert_eq!(app.json("/api/v1/duplicates").await["items"], json!([]));
}

async fn a_field_is_set_by_hand_and_taken_back(database: Database) {
    let app = TestApp::on(database).await;
    let (slug, _) = two(&app).await;
    let profile = format!("/api/v1/profiles/{slug}");
    let set = put(
        &app,
        &format!("{profile}/corrections/headline"),
        json!({"value": "Staff Engineer"}),
    )
    .await;
    assert_eq!(set.status(), StatusCode::OK);
    let hidden = put(&app, &format!("{profile}/corrections/skills/rust"), json!({})).await;
    assert_eq!(hidden.status(), StatusCode::OK);
    let corrected = app.json(&profile).await;
    assert_eq!(corrected["headline"], "Staff Engineer");
    assert_eq!(corrected["skills"], json!([]));
    assert_eq!(corrected["corrections"], json!(["headline", "skills/rust"]));
    let back = app.request(Method::DELETE, &format!("{profile}/corrections/skills/rust"));
    assert_eq!(back.send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(app.json(&profile).await["skills"][0]["id"], "rust");
}

async fn conflicts_name_their_sources_and_hide_addresses(database: Database) {
    let app = TestApp::on(database).await;
    let receipt = app.add(&career("one", "Rust")).await;
    let path = format!("/api/v1/profiles/{}", receipt["id"].as_str().unwrap());
    assert_eq!(app.json(&format!("{path}/conflicts")).await["items"], json!([]));
    let value = json!({"value": "Ask ada@example.com"});
    put(&app, &format!("{path}/corrections/name"), value).await;
    let conflicts = app.json(&format!("{path}/conflicts")).await;
    let [conflict] = conflicts["items"].as_array().unwrap().as_slice() else {
        panic!("{conflicts}");
    };
    assert_eq!(conflict["field"], "name");
    assert_eq!(
        conflict["alternatives"][0],
        json!({"value": "Ask [e-mail hidden]", "source": null, "counts": true})
    );
    assert_eq!(conflict["alternatives"][1]["value"], "Ada Quill");
    let source = &conflict["alternatives"][1]["source"];
    assert_eq!(source, &app.json(&path).await["sources"][0]);
}

async fn what_cannot_be_done_says_what_to_do(database: Database) {
    let app = TestApp::on(database).await;
    let (slug, _) = two(&app).await;
    let profile = format!("/api/v1/profiles/{slug}");
    let nobody = "/api/v1/merges/0191f5a0-5d2e-7c3a-9b1f-6a5e4d3c2b1a/undo";
    for (response, status) in [
        (
            post(&app, &format!("{profile}/merge"), json!({"into": slug})).await,
            422,
        ),
        (
            post(&app, &format!("{profile}/merge"), json!({"into": "nobody"})).await,
            404,
        ),
        (post(&app, nobody, json!(null)).await, 404),
        (
            put(
                &app,
                &format!("{profile}/corrections/names"),
                json!({"value": "x"}),
            )
            .await,
            422,
        ),
        (
            put(&app, &format!("{profile}/corrections/name"), json!({"value": ""})).await,
            422,
        ),
        (
            put(
                &app,
                &format!("{profile}/corrections/skills/go"),
                json!({"value": "Go"}),
            )
            .await,
            422,
        ),
        (app.get("/api/v1/duplicates?before=x").await, 422),
    ] {
        let url = response.url().path().to_owned();
        assert_eq!(response.status().as_u16(), status, "{url}");
        let problem: Value = response.json().await.unwrap();
        assert!(
            problem["type"].as_str().unwrap().starts_with("/problems/"),
            "{url}: {problem}"
        );
    }
}

#[actix_web::test]
async fn only_who_may_change_the_directory_joins_people_and_corrects() {
    let app = TestApp::guarded().await;
    let receipt = app.add(&career("one", "Rust")).await;
    let profile = format!("/api/v1/profiles/{}", receipt["slug"].as_str().unwrap());
    for (method, path) in [
        (Method::GET, "/api/v1/duplicates".to_owned()),
        (Method::GET, format!("{profile}/merges")),
        (Method::POST, format!("{profile}/merge")),
        (Method::POST, "/api/v1/duplicates/dismiss".to_owned()),
        (Method::PUT, format!("{profile}/corrections/name")),
        (Method::DELETE, format!("{profile}/corrections/name")),
    ] {
        let response = app.request(method, &path).json(&json!({})).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let conflicts = app.get(&format!("{profile}/conflicts")).await;
    assert_eq!(conflicts.status(), StatusCode::OK);
}
