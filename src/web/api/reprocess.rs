//! Reading one person again from their stored texts.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use url::form_urlencoded;

use super::changes::Difference;
use super::person::address;
use super::profiles::find;
use crate::directory::Reread;
use crate::profile::PersonId;
use crate::web::redact::changes_for_viewer;
use crate::web::{Editor, Error, State};

/// What came of it.
#[derive(Debug, Serialize)]
struct Answer {
    id: PersonId,
    slug: String,
    url: String,
    /// `changed`, `unchanged`, or `would change` where nothing was to be written.
    outcome: &'static str,
    /// None of them, where all that is different is why something is believed, and how strongly.
    changes: Vec<Difference>,
}

/// Reads a person again; with `dry_run=true` nothing is written.
pub(super) async fn one(
    request: HttpRequest,
    who: web::Path<String>,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let is_dry = is_dry_run(request.query_string())?;
    let person = find(&who, &state).await?;
    let reread = state.directory.reprocess(&[person.id], !is_dry).await?.pop();
    let (outcome, changes) = match reread.ok_or(Error::NotFound)?.outcome {
        Reread::Same => ("unchanged", Vec::new()),
        Reread::Different(changes) if is_dry => ("would change", changes),
        Reread::Different(changes) => {
            state.notify_written();
            ("changed", changes)
        }
        Reread::Failed => return Err(Error::Internal(anyhow::anyhow!("a text could not be read"))),
    };
    let changes = changes_for_viewer(changes, &person.profile, editor.viewer);
    Ok(HttpResponse::Ok().json(Answer {
        id: person.id,
        url: address(&person.slug),
        slug: person.slug,
        outcome,
        changes: changes.into_iter().map(Difference::from).collect(),
    }))
}

fn is_dry_run(query_string: &str) -> Result<bool, Error> {
    let mut is_dry = false;
    for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
        is_dry = match (&*name, &*value) {
            ("dry_run", "true") => true,
            ("dry_run", "false") => false,
            ("dry_run", _) => return Err(Error::invalid(name, "expected true or false")),
            _ => {
                return Err(Error::invalid(
                    name,
                    "there is no such parameter; there is dry_run",
                ));
            }
        };
    }
    Ok(is_dry)
}
