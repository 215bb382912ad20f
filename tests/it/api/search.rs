//! What a search answers.

use serde_json::json;

use crate::support::app::{IRA, TestApp};
use crate::support::databases::{Database, on_both_databases};

on_both_databases![
    a_search_says_how_it_was_read_and_why_each_person_matched,
    facets_have_names_and_counts_and_narrow_the_search,
    every_match_can_be_paged_to,
];

async fn a_search_says_how_it_was_read_and_why_each_person_matched(database: Database) {
    let app = TestApp::on(database).await;
    app.add(IRA).await;
    let found = app.json("/api/v1/search?q=rust").await;
    assert_eq!(found["total"], 1);
    let thing = &found["query"]["clauses"][0]["things"][0];
    assert_eq!(thing, &json!({ "facet": "skill", "id": "rust", "name": "Rust" }));
    let reason = &found["people"][0]["reasons"][0];
    assert_eq!(
        (&reason["clause"], &reason["field"]),
        (&json!(0), &json!("skills"))
    );
    assert_eq!(reason["text"], json!([{ "text": "Rust", "matched": true }]));
    assert!(reason["quote"].as_str().unwrap().contains("Rust"));
}

async fn facets_have_names_and_counts_and_narrow_the_search(database: Database) {
    let app = TestApp::on(database).await;
    app.add(IRA).await;
    app.add("# Ada Example\n\n## Skills\n\nRust, Go\n").await;
    let found = app.json("/api/v1/search?q=rust&skill=go").await;
    assert_eq!(found["total"], 1);
    let skills = found["facets"]["skill"].as_array().unwrap();
    let go = skills.iter().find(|value| value["value"] == "go").unwrap();
    assert_eq!(
        go,
        &json!({ "value": "go", "name": "Go", "count": 1, "chosen": true })
    );
    let rust = skills.iter().find(|value| value["value"] == "rust").unwrap();
    assert_eq!(
        rust["count"], 2,
        "a facet's own filter does not narrow its counts"
    );
}

async fn every_match_can_be_paged_to(database: Database) {
    let app = TestApp::on(database).await;
    for name in ["Ada Example", "Bo Example", "Cy Example"] {
        app.add(&format!("# {name}\n\n## Skills\n\nRust, Go\n")).await;
    }
    let mut names = Vec::new();
    let mut next = json!("/api/v1/search?q=rust&sort=name&per_page=1");
    while let Some(address) = next.as_str().map(str::to_owned) {
        let page = app.json(&address).await;
        assert_eq!((&page["total"], &page["pages"]), (&json!(3), &json!(3)));
        names.push(page["people"][0]["name"].as_str().unwrap().to_owned());
        next = page["next"].clone();
    }
    assert_eq!(names, ["Ada Example", "Bo Example", "Cy Example"]);
}
