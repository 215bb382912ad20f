//! Who may be the same person.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::person::Summary;
use super::profiles::{find, visible};
use crate::directory::Pair;
use crate::web::error::FieldError;
use crate::web::{Editor, Error, State, Viewer};

#[derive(Debug, Serialize)]
struct Suggestions {
    items: Vec<Suggestion>,
    /// Where to look on: a part may have no suggestion and not be the last; `null` at the end.
    next: Option<String>,
}

/// Two people who may be one.
#[derive(Debug, Serialize)]
struct Suggestion {
    people: [Summary; 2],
    reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
struct Reason {
    kind: &'static str,
    detail: String,
}

/// Two people of whom somebody says that they are not one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Apart {
    /// Ids or slugs.
    one: String,
    other: String,
}

pub(super) async fn list(
    request: HttpRequest,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let mut after = None;
    for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
        if name != "after" {
            let problem = FieldError::new(name, "there is no such parameter; there is after");
            return Err(Error::Invalid(vec![problem]));
        }
        after = Some(value.into_owned());
    }
    let found = state.directory.duplicates(after.as_deref()).await?;
    let next = found.next.map(|last| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("after", &last)
            .finish();
        format!("{}?{query}", request.path())
    });
    let items = found.pairs.into_iter();
    Ok(HttpResponse::Ok().json(Suggestions {
        items: items.map(|pair| Suggestion::new(pair, editor.viewer)).collect(),
        next,
    }))
}

pub(super) async fn dismiss(
    _editor: Editor,
    sent: web::Json<Apart>,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let one = find(&sent.one, &state).await?;
    let other = find(&sent.other, &state).await?;
    state.directory.dismiss(one.id, other.id).await?;
    Ok(HttpResponse::NoContent().finish())
}

impl Suggestion {
    fn new(pair: Pair, viewer: Viewer) -> Self {
        let reasons = pair.reasons.iter().map(|reason| Reason {
            kind: reason.kind(),
            detail: reason.to_string(),
        });
        Self {
            reasons: reasons.collect(),
            people: [
                Summary::new(&visible(pair.one, viewer)),
                Summary::new(&visible(pair.other, viewer)),
            ],
        }
    }
}
