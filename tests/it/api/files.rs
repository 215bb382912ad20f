//! Files and other forms than Markdown are taken for what they are, whatever they are called.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::support::app::TestApp;
use crate::support::files::{docx, pdf};

const RESUME: &str = r#"{"basics": {"name": "Noor Example", "label": "Staff Platform Engineer"},
    "work": [{"name": "Contoso", "position": "Engineer", "startDate": "2019", "highlights": ["Runs Kafka"]}]}"#;

/// Sends a body, and returns what the directory then knows.
async fn added(kind: &str, body: Vec<u8>) -> Value {
    let app = TestApp::open().await;
    let request = app.request(Method::POST, "/api/v1/profiles");
    let response = request
        .header("content-type", kind)
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::CREATED, "{kind}");
    app.get("/api/v1/profiles/noor-example")
        .await
        .json()
        .await
        .unwrap()
}

/// The kind that was told from the content, and whether name and skill were read.
#[track_caller]
fn check(profile: &Value, kind: &str) {
    assert_eq!(profile["name"], "Noor Example");
    assert_eq!(profile["sources"][0]["kind"], kind);
    let skills = profile["skills"].as_array().unwrap();
    assert!(
        skills.iter().any(|skill| skill["id"] == "apache-kafka"),
        "{skills:?}"
    );
}

#[actix_web::test]
async fn a_pdf_is_read_whatever_its_type_is_said_to_be() {
    let file = pdf(&[
        "Noor Example",
        "Staff Platform Engineer",
        "Skills: Kafka, Rust, Go",
    ]);
    check(&added("application/pdf", file.clone()).await, "pdf");
    check(&added("application/octet-stream", file.clone()).await, "pdf");
    check(&added("text/plain", file).await, "pdf");
}

#[actix_web::test]
async fn a_docx_is_read() {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let file = docx(&[
        "Noor Example",
        "Staff Platform Engineer",
        "Skills: Kafka, Rust, Go",
    ]);
    check(&added(kind, file).await, "docx");
}

#[actix_web::test]
async fn a_json_resume_is_read_as_such_and_as_json() {
    check(
        &added("application/resume+json", RESUME.into()).await,
        "json-resume",
    );
    check(&added("application/json", RESUME.into()).await, "json-resume");
}

#[actix_web::test]
async fn a_json_resume_may_lack_its_basics() {
    let app = TestApp::open().await;
    let resume = r#"{"work": [{"name": "Contoso", "position": "Engineer", "startDate": "2019"}],
        "skills": [{"name": "Streams", "keywords": ["Kafka"]}]}"#;
    for kind in ["application/json", "application/resume+json"] {
        let request = app.request(Method::POST, "/api/v1/profiles/preview");
        let response = request
            .header("content-type", kind)
            .body(resume)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{kind}");
        let profile: Value = response.json().await.unwrap();
        assert_eq!(profile["experience"][0]["company"]["name"], "Contoso");
        assert_eq!(profile["skills"][0]["id"], "apache-kafka");
    }
}

#[actix_web::test]
async fn json_that_is_something_else_is_refused_with_what_is_expected() {
    let app = TestApp::open().await;
    let package = r#"{"name": "noor", "dependencies": {"kafka": "^1.0.0"}}"#;
    for (kind, body, expected) in [
        (
            "application/json",
            package,
            "this is neither a JSON Resume (an object with `basics`) nor a text in JSON",
        ),
        (
            "application/json",
            r#"{"basics": {}}"#,
            "this is neither a JSON Resume",
        ),
        ("application/json", "[1", "this is neither a JSON Resume"),
        (
            "application/resume+json",
            package,
            "this is no JSON Resume: expected an object with `basics`",
        ),
    ] {
        let request = app.request(Method::POST, "/api/v1/profiles/preview");
        let response = request
            .header("content-type", kind)
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        let problem: Value = response.json().await.unwrap();
        assert!(problem.to_string().contains(expected), "{problem}");
    }
}

#[actix_web::test]
async fn a_page_is_read() {
    let page = "<!doctype html><html><body><nav>Haskell</nav><main><h1>Noor Example</h1>\
        <h2>Skills</h2><ul><li>Kafka</li></ul></main></body></html>";
    let profile = added("text/html", page.into()).await;
    check(&profile, "html");
    assert_eq!(profile["skills"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_file_without_text_is_refused_with_what_to_do() {
    let app = TestApp::open().await;
    for (body, expected) in [
        (pdf(&[]), "the PDF holds pictures and no text"),
        (b"%PDF-1.7\n\0".to_vec(), "the PDF is damaged"),
        (
            b"{\\rtf1 Noor}".to_vec(),
            "RTF files are not read: save it as PDF or DOCX",
        ),
    ] {
        let request = app.request(Method::POST, "/api/v1/profiles/preview");
        let request = request.header("content-type", "application/octet-stream");
        let response = request.body(body).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let problem: Value = response.json().await.unwrap();
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(expected), "{detail}");
    }
}

#[actix_web::test]
async fn a_file_that_is_too_large_is_refused() {
    let app = TestApp::open().await;
    let request = app.request(Method::POST, "/api/v1/profiles");
    let request = request.header("content-type", "application/pdf");
    let response = request
        .body(vec![b' '; 8 * 1024 * 1024 + 1])
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
