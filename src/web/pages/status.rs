//! How the directory is, for whoever runs it.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::page;
use crate::directory::{Check, Directory, Health};
use crate::web::state::State;
use crate::web::{Editor, Error};

#[derive(Debug, Serialize)]
struct StatusPage {
    summary: &'static str,
    checks: Vec<Check>,
    /// What is said of each health.
    words: BTreeMap<&'static str, &'static str>,
    refused: Vec<Refused>,
}

/// Somebody whom the search engine refuses.
#[derive(Debug, Serialize)]
struct Refused {
    slug: String,
    name: String,
    reason: String,
}

pub(super) async fn show(editor: Editor, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let checks = directory.check().await;
    let worst = checks.iter().map(|check| check.health).max();
    let view = StatusPage {
        summary: match worst.unwrap_or(Health::Well) {
            Health::Well => "Everything is well.",
            Health::Warning => "Everything works, and something should be looked at.",
            Health::Wrong => "Something is wrong.",
        },
        checks,
        words: [("well", "ok"), ("warning", "look at this"), ("wrong", "wrong")].into(),
        refused: refused(directory).await?,
    };
    page(editor.viewer, "status.html", &view)
}

async fn refused(directory: &Directory) -> Result<Vec<Refused>, Error> {
    let refused = directory.refused_people().await?;
    let ids: Vec<_> = refused.iter().map(|refused| refused.person).collect();
    let mut people = directory.store.people(&ids).await?.into_iter();
    let shown = refused.into_iter().filter_map(|refused| {
        let person = people.find(|person| person.id == refused.person)?;
        Some(Refused {
            name: person.profile.name.clone().unwrap_or_else(|| person.slug.clone()),
            slug: person.slug,
            reason: refused.reason,
        })
    });
    Ok(shown.collect())
}
