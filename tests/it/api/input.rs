//! What is wrong with a request is said so that it can be corrected.

use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::app::TestApp;

const MIB: usize = 1024 * 1024;

/// Returns a problem without what differs from request to request.
async fn problem(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let mut problem: Value = response.json().await.unwrap();
    let instance = problem.as_object_mut().unwrap().remove("instance").unwrap();
    assert_eq!(instance, format!("/requests/{id}"));
    assert_eq!(problem["status"], status.as_u16());
    (status, problem)
}

#[actix_web::test]
async fn unknown_parameters_and_bad_values_are_each_named() {
    let app = TestApp::open().await;
    let (_, problem) = problem(app.get("/api/v1/search?color=red&page=x&sort=age").await).await;
    insta::assert_json_snapshot!(problem, @r#"
    {
      "type": "/problems/invalid-request",
      "title": "Something in the request is wrong",
      "status": 422,
      "detail": "color: there is no such parameter; there are q, skill, company, industry, specialty, seniority, place, freshness, sort, page, per_page; page: expected a number from 1 to 1000000; sort: there is no such order; there are relevance, name, recent, years",
      "errors": [
        {
          "field": "color",
          "detail": "there is no such parameter; there are q, skill, company, industry, specialty, seniority, place, freshness, sort, page, per_page"
        },
        {
          "field": "page",
          "detail": "expected a number from 1 to 1000000"
        },
        {
          "field": "sort",
          "detail": "there is no such order; there are relevance, name, recent, years"
        }
      ]
    }
    "#);
}

#[actix_web::test]
async fn an_unknown_person_is_a_problem() {
    let app = TestApp::open().await;
    let (_, problem) = problem(app.get("/api/v1/profiles/nobody").await).await;
    insta::assert_json_snapshot!(problem, @r#"
    {
      "type": "/problems/not-found",
      "title": "Nothing is here",
      "status": 404,
      "detail": "there is nothing at this address"
    }
    "#);
}

#[actix_web::test]
async fn an_unknown_address_of_the_api_is_a_problem_and_any_other_a_page() {
    let app = TestApp::open().await;
    for path in ["/api/v1/nothing", "/api/nothing", "/api"] {
        assert_eq!(
            problem(app.get(path).await).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let page = app.get("/nothing").await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
}

#[actix_web::test]
async fn a_method_that_an_address_does_not_take_is_told_with_those_that_it_does() {
    let app = TestApp::open().await;
    let response = app.request(Method::PUT, "/api/v1/profiles").send().await.unwrap();
    let allowed = response.headers()["allow"].to_str().unwrap().to_owned();
    assert!(allowed.contains("GET") && allowed.contains("POST"), "{allowed}");
    assert_eq!(problem(response).await.0, StatusCode::METHOD_NOT_ALLOWED);
}

#[actix_web::test]
async fn an_empty_text_is_refused() {
    let app = TestApp::open().await;
    let (_, problem) = problem(app.submit("").send().await.unwrap()).await;
    insta::assert_json_snapshot!(problem, @r#"
    {
      "type": "/problems/invalid-request",
      "title": "Something in the request is wrong",
      "status": 422,
      "detail": "text: the text is empty: write or paste something about the person",
      "errors": [
        {
          "field": "text",
          "detail": "the text is empty: write or paste something about the person"
        }
      ]
    }
    "#);
}

#[actix_web::test]
async fn bytes_that_are_no_text_are_refused() {
    let app = TestApp::open().await;
    let (status, problem) = problem(app.submit(&b"# Ira \xff Okafor"[..]).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let detail = problem["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("UTF-8"), "{detail}");
}

#[actix_web::test]
async fn a_text_that_is_announced_as_too_large_is_refused_before_it_is_read() {
    let app = TestApp::open().await;
    let response = app.submit("a".repeat(20 * MIB)).send().await.unwrap();
    let (_, problem) = problem(response).await;
    insta::assert_json_snapshot!(problem, @r#"
    {
      "type": "/problems/too-large",
      "title": "The text is too large",
      "status": 413,
      "detail": "this is larger than the 1048576 bytes that it may have: shorten or split a text, save a file without pictures"
    }
    "#);
}

#[actix_web::test]
async fn a_text_of_unknown_length_is_read_no_further_than_it_may_be_long() {
    let app = TestApp::open().await;
    let mut connection = TcpStream::connect(app.base.trim_start_matches("http://"))
        .await
        .unwrap();
    let head = "POST /api/v1/profiles HTTP/1.1\r\nHost: localhost\r\n\
        Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
    connection.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x1_0000));
    // One chunk more than 1 MiB, and never an end: the answer comes all the same.
    for _ in 0..=16 {
        connection.write_all(chunk.as_bytes()).await.unwrap();
    }
    let mut answer = [0_u8; 12];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[actix_web::test]
async fn json_that_is_none_and_content_of_another_kind_are_refused() {
    let app = TestApp::open().await;
    let send = |kind: &str, body: &'static str| {
        let request = app.request(Method::POST, "/api/v1/profiles");
        request.header("content-type", kind).body(body).send()
    };
    let (status, found) = problem(send("application/json", "{\"text\":1}").await.unwrap()).await;
    assert_eq!(
        (status, &found["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &"body".into())
    );
    let (status, _) = problem(send("image/png", "x").await.unwrap()).await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[actix_web::test]
async fn every_problem_is_documented_where_it_says() {
    let app = TestApp::open().await;
    let (_, problem) = problem(app.get("/api/v1/profiles/nobody").await).await;
    let documentation = app.get(problem["type"].as_str().unwrap()).await;
    assert_eq!(documentation.status(), StatusCode::OK);
    let text = documentation.text().await.unwrap();
    assert!(text.starts_with(problem["title"].as_str().unwrap()), "{text}");
}
