//! Setting right what was read wrongly: fields written by hand, facts taken away, and both taken back.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::summary::{NAMELESS, told};
use super::{format, page, person_at, person_here, see_other};
use crate::profile::Profile;
use crate::resolve::{Correctable, Correction, position_key};
use crate::web::state::State;
use crate::web::{Editor, Error, redact};

#[derive(Debug, Serialize)]
struct EditPage {
    slug: String,
    name: String,
    fields: Vec<FieldView>,
    skills: Vec<Fact>,
    positions: Vec<Fact>,
    /// What was taken away.
    hidden: Vec<Fact>,
}

/// A field that can be written.
#[derive(Debug, Serialize)]
struct FieldView {
    path: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    is_long: bool,
    is_corrected: bool,
}

/// A fact that can be taken away.
#[derive(Debug, Serialize)]
struct Fact {
    path: String,
    label: String,
}

/// What the forms of the page send.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    field: String,
    #[serde(default)]
    value: String,
    act: Act,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Act {
    Set,
    TakeBack,
}

pub(super) async fn show(
    slug: web::Path<String>,
    editor: Editor,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = person_at(&slug, "/edit", &state).await?;
    let profile = redact::for_viewer(person.profile, editor.viewer);
    page(editor.viewer, "edit.html", &EditPage::new(person.slug, &profile))
}

pub(super) async fn change(
    slug: web::Path<String>,
    _editor: Editor,
    sent: web::Form<Sent>,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let person = person_here(&slug, &state).await?;
    let field: Correctable = sent
        .field
        .parse()
        .map_err(|error| Error::invalid("field", format!("{error}")))?;
    match sent.act {
        Act::Set => {
            if sent.value.contains(redact::HIDDEN) {
                return Err(Error::invalid(
                    sent.field.clone(),
                    "an e-mail address is hidden in here: sign in as the operator to change this text, or write it anew without one",
                ));
            }
            let value = Some(sent.value.as_str())
                .filter(|_| !matches!(field, Correctable::Skill(_) | Correctable::Position(_)));
            let correction = Correction::new(field, value)
                .map_err(|error| Error::invalid(sent.field.clone(), error.to_string()))?;
            state.directory.correct(person.id, correction).await?;
        }
        Act::TakeBack => {
            state.directory.uncorrect(person.id, &field).await?;
        }
    }
    state.notify_written();
    Ok(see_other(&format!("/people/{}/edit", format::path(&person.slug))))
}

impl EditPage {
    fn new(slug: String, profile: &Profile) -> Self {
        let is_corrected = |path: &str| profile.corrections.iter().any(|known| known == path);
        let field = |path, label, hint, value: Option<&str>| FieldView {
            path,
            label,
            hint,
            value: value.unwrap_or_default().to_owned(),
            is_long: path == "summary",
            is_corrected: is_corrected(path),
        };
        let place = profile.location.as_ref().map(|location| location.raw.as_str());
        let skills = profile.skills.iter().map(|skill| Fact {
            path: Correctable::Skill(skill.id.clone()).to_string(),
            label: skill.name.clone(),
        });
        let positions = profile.experience.iter().map(|position| Fact {
            path: Correctable::Position(position_key(position)).to_string(),
            label: told(position),
        });
        let hidden = profile.corrections.iter().filter_map(|path| {
            let (kind, rest) = path.split_once('/')?;
            let label = match kind {
                "skills" => format!("Skill {}", format::readable(rest)),
                _ => format!("Position {}", rest.replace('/', ", ")),
            };
            Some(Fact {
                path: path.clone(),
                label,
            })
        });
        Self {
            name: profile.name.clone().unwrap_or_else(|| NAMELESS.to_owned()),
            fields: vec![
                field("name", "Name", "As the person writes it", profile.name.as_deref()),
                field("headline", "Headline", "Empty: none", profile.headline.as_deref()),
                field("location", "Place", "City, country", place),
                field("summary", "Summary", "Empty: none", profile.summary.as_deref()),
            ],
            skills: skills.collect(),
            positions: positions.collect(),
            hidden: hidden.collect(),
            slug,
        }
    }
}
