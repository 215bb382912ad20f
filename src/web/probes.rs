//! How the process is, for whoever supervises it.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use serde::Serialize;
use tokio::time::timeout;

use super::State;
use crate::search::{Clause, Query};

/// How long a part may take to say that it is well.
const PATIENCE: Duration = Duration::from_secs(5);

/// The addresses of this file.
pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/healthz", web::get().to(health))
        .route("/readyz", web::get().to(readiness));
}

#[derive(Debug, Serialize)]
struct Health {
    status: &'static str,
    uptime_seconds: u64,
}

/// The process is up and answers; nothing else is asked.
async fn health(state: web::Data<State>) -> HttpResponse {
    HttpResponse::Ok().json(Health {
        status: "up",
        uptime_seconds: state.started.elapsed().as_secs(),
    })
}

#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    checks: Vec<Check>,
}

#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    ok: bool,
    /// What is wrong.
    detail: Option<String>,
}

/// Requests can be answered: the server stays, the database answers with this version's schema, and the index finds what
/// is asked for.
async fn readiness(state: web::Data<State>) -> HttpResponse {
    let directory = &state.directory;
    let nobody = nobody();
    let (database, index, outbox) = tokio::join!(
        check("database", directory.store.check()),
        check("index", directory.search(&nobody)),
        check("outbox", directory.backlog()),
    );
    let mut checks = vec![database, index, outbox];
    if state.is_leaving() {
        checks.push(Check {
            name: "server",
            ok: false,
            detail: Some("the server is stopping".to_owned()),
        });
    }
    let ready = checks.iter().all(|check| check.ok);
    let mut response = if ready {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    response.json(Readiness { ready, checks })
}

/// A word and nobody: goes the way of every search, and stays cheap however many people there are.
fn nobody() -> Query {
    let text = "up".to_owned();
    Query {
        text: text.clone(),
        clauses: vec![Clause::Word { text, prefix: false }],
        ..Query::default()
    }
}

async fn check<T, E: std::fmt::Display>(
    name: &'static str,
    answer: impl Future<Output = Result<T, E>>,
) -> Check {
    let detail = match timeout(PATIENCE, answer).await {
        Ok(Ok(_)) => None,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_elapsed) => Some(format!("no answer within {} seconds", PATIENCE.as_secs())),
    };
    Check {
        name,
        ok: detail.is_none(),
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{self, Error};

    #[tokio::test]
    async fn a_part_that_fails_is_not_well() {
        let broken = async { Err::<(), _>(Error::Broken(anyhow::anyhow!("cut off"))) };
        let check = check("index", broken).await;
        assert!(!check.ok);
        assert_eq!(check.detail.as_deref(), Some("the search index cannot be read"));
    }

    #[tokio::test]
    async fn an_index_that_can_be_searched_is_well() {
        let index = search::in_memory().unwrap();
        let query = nobody();
        assert_eq!((query.limit, query.facet_limit), (0, 0), "nobody is asked for");
        let check = check("index", index.search(&query)).await;
        assert!(check.ok, "{check:?}");
    }
}
