//! The pages, asked for as a browser without JavaScript does.

mod adding;
mod browsing;
mod history;
mod hostile;
mod merges;
mod origins;
mod person;
mod searching;
mod status;

use reqwest::{Method, StatusCode};

use crate::support::app::TestApp;

/// A career with dates, links, projects and a school; invented.
const NOOR: &str = "# Noor Example\n\nStaff Platform Engineer, Lisbon, Portugal\n\n\
    https://github.com/noor-example\n\n\
    ## Experience\n\n\
    ### Staff Platform Engineer, Northwind Traders\n\nJan 2021 - Present\n\n\
    - Runs 40 Kubernetes clusters with Terraform\n\
    - Moved the event log to Kafka\n\n\
    ### Software Engineer, Contoso\n\nMar 2016 - Dec 2020\n\n\
    - Wrote billing in Go and PostgreSQL\n\n\
    ## Skills\n\nGo, Kubernetes, Terraform, PostgreSQL\n\n\
    ## Education\n\nBSc Computer Science, University of Example, 2012 - 2016\n";

/// Asks for a page that is expected to be there.
async fn page(app: &TestApp, path: &str) -> String {
    let response = app.get(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    html(response).await
}

/// Reads a page with its slashes as they were before escaping, so that addresses can be told.
async fn html(response: reqwest::Response) -> String {
    response.text().await.unwrap().replace("&#x2f;", "/")
}

/// Sends the form of the submit page.
async fn send(app: &TestApp, step: &str, text: &str) -> reqwest::Response {
    app.request(Method::POST, "/submit")
        .header("origin", &app.base)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form(&[("step", step), ("text", text)]))
        .send()
        .await
        .unwrap()
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}

/// Fails, with what is there, where a page lacks something.
#[track_caller]
fn assert_shows(html: &str, expected: &[&str]) {
    for text in expected {
        assert!(html.contains(text), "`{text}` is not in\n{html}");
    }
}
