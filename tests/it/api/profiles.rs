//! A profile's life: taken in, read, changed and forgotten.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::app::{IRA, TestApp};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_profile_is_taken_in_found_read_and_forgotten,
    the_same_text_twice_changes_nothing,
    a_changed_text_of_the_same_source_updates_the_same_person,
    a_preview_stores_nothing,
    a_list_is_walked_part_by_part,
    a_profile_is_offered_as_files,
];

async fn a_profile_is_taken_in_found_read_and_forgotten(database: Database) {
    let app = TestApp::on(database).await;
    let response = app.submit(IRA).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(location, "/api/v1/profiles/ira-okafor");
    let receipt: serde_json::Value = response.json().await.unwrap();
    assert_eq!(
        (&receipt["outcome"], &receipt["name"]),
        (&json!("added"), &json!("Ira Okafor"))
    );

    let profile = app.json(&location).await;
    assert_eq!(profile["id"], receipt["id"]);
    let by_id = app
        .json(&format!("/api/v1/profiles/{}", receipt["id"].as_str().unwrap()))
        .await;
    assert_eq!(by_id, profile);

    app.directory.drain().await.unwrap();
    let found = app.json("/api/v1/search?q=rust").await;
    assert_eq!(found["people"][0]["id"], receipt["id"]);

    let erased = app.request(Method::DELETE, &location).send().await.unwrap();
    assert_eq!(erased.status(), StatusCode::NO_CONTENT);
    app.directory.drain().await.unwrap();
    assert_eq!(app.get(&location).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(app.json("/api/v1/search?q=rust").await["total"], 0);
    let again = app.request(Method::DELETE, &location).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_FOUND);
}

async fn the_same_text_twice_changes_nothing(database: Database) {
    let app = TestApp::on(database).await;
    let first = app.add(IRA).await;
    let response = app.submit(IRA).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let second: serde_json::Value = response.json().await.unwrap();
    assert_eq!(second["outcome"], "unchanged");
    assert_eq!(second["id"], first["id"]);
}

async fn a_changed_text_of_the_same_source_updates_the_same_person(database: Database) {
    let app = TestApp::on(database).await;
    let send = async |text: String| {
        let body = json!({ "text": text, "source": "https://example.com/ira" });
        let request = app.request(Method::POST, "/api/v1/profiles").json(&body);
        request
            .send()
            .await
            .unwrap()
            .json::<serde_json::Value>()
            .await
            .unwrap()
    };
    let first = send(IRA.to_owned()).await;
    let second = send(IRA.replace("Rust, PostgreSQL", "Haskell, PostgreSQL")).await;
    assert_eq!(
        (&first["outcome"], &second["outcome"]),
        (&json!("added"), &json!("updated"))
    );
    assert_eq!(first["id"], second["id"]);
    let profile = app.json("/api/v1/profiles/ira-okafor").await;
    let skills: Vec<_> = profile["skills"]
        .as_array()
        .unwrap()
        .iter()
        .map(|skill| &skill["id"])
        .collect();
    assert!(skills.contains(&&json!("haskell")), "{skills:?}");
}

async fn a_preview_stores_nothing(database: Database) {
    let app = TestApp::on(database).await;
    let response = app
        .request(Method::POST, "/api/v1/profiles/preview")
        .header("content-type", "text/plain; charset=utf-8")
        .body(IRA)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let profile: serde_json::Value = response.json().await.unwrap();
    assert_eq!(
        (&profile["name"], &profile["id"]),
        (&json!("Ira Okafor"), &json!(null))
    );
    assert_eq!(app.json("/api/v1/profiles").await["total"], 0);
}

async fn a_list_is_walked_part_by_part(database: Database) {
    let app = TestApp::on(database).await;
    for name in ["Ada Example", "Bo Example", "Cy Example"] {
        app.add(&format!("# {name}\n\n## Skills\n\nRust, Go\n")).await;
    }
    let first = app.json("/api/v1/profiles?limit=2").await;
    assert_eq!(
        (&first["total"], first["items"].as_array().unwrap().len()),
        (&json!(3), 2)
    );
    let second = app.json(first["next"].as_str().unwrap()).await;
    assert_eq!(second["items"][0]["name"], "Cy Example");
    assert_eq!(second["next"], json!(null));
}

async fn a_profile_is_offered_as_files(database: Database) {
    let app = TestApp::on(database).await;
    app.add(IRA).await;
    for (path, file) in [
        ("profile.json", "ira-okafor.json"),
        ("resume.json", "ira-okafor.resume.json"),
    ] {
        let response = app.get(&format!("/api/v1/profiles/ira-okafor/{path}")).await;
        let disposition = response.headers()["content-disposition"].to_str().unwrap();
        assert_eq!(disposition, format!("attachment; filename=\"{file}\""));
    }
    let resume = app.json("/api/v1/profiles/ira-okafor/resume.json").await;
    assert_eq!(resume["basics"]["name"], "Ira Okafor");
}
