//! What has been counted, for Prometheus: for whoever may change the directory, as with the admin token.

use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};

use super::{Editor, Error, State};
use crate::metrics::{CONTENT_TYPE, Reading};

/// The address of this file.
pub(super) const PATH: &str = "/metrics";

pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route(PATH, web::get().to(show));
}

async fn show(_: Editor, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let backlog = directory.backlog().await?;
    let places = directory.places().await?;
    let reading = Reading {
        people: directory.store.count_people().await?,
        pending: backlog.behind + backlog.in_flight,
        set_aside: backlog.set_aside,
        oldest_pending: backlog.oldest.map(age).unwrap_or_default(),
        places: [
            ("all", places.all),
            ("due", places.due),
            ("failing", places.failing),
            ("stopped", places.stopped),
        ],
        memory: resident_memory().await,
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, CONTENT_TYPE))
        .body(directory.metrics.render(reading)))
}

#[expect(clippy::disallowed_methods, reason = "an age is told at the edge")]
fn age(since: DateTime<Utc>) -> Duration {
    (Utc::now() - since).to_std().unwrap_or_default()
}

/// Reads how much memory this process has, in bytes; only Linux says so.
async fn resident_memory() -> Option<u64> {
    let status = tokio::fs::read_to_string("/proc/self/status").await.ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}
