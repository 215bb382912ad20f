//! Adding a profile: paste a text or choose a file, see what is understood, save. The text, also that of a file, stays in the
//! form through all steps.

use actix_web::{HttpResponse, ResponseError as _, web};
use serde::Serialize;

use super::names::Names;
use super::sent::{Sent, Step};
use super::{page, page_with_status, see_other};
use crate::directory::{self, MAX_FILE_BYTES, MAX_TEXT_BYTES, Outcome, Submission};
use crate::profile::{Position, Profile};
use crate::search::Facet;
use crate::web::state::State;
use crate::web::{Editor, Error};

#[derive(Debug, Serialize)]
struct SubmitPage {
    text: String,
    /// Addresses of places, one a line.
    origins: String,
    most_bytes: usize,
    most_file_bytes: usize,
    problem: Option<String>,
    /// The problem is one of the chosen file and not of the text.
    is_of_file: bool,
    understood: Option<Understood>,
}

/// What was read from a text.
#[derive(Debug, Serialize)]
struct Understood {
    name: Option<String>,
    headline: Option<String>,
    place: Option<String>,
    years: Option<f32>,
    skills: Vec<Fact>,
    roles: Vec<Position>,
    projects: Vec<String>,
    domains: Vec<Fact>,
    education: Vec<String>,
    links: usize,
    /// What is thin or missing, and what to do about it.
    notes: Vec<&'static str>,
}

/// A name and the words that gave it.
#[derive(Debug, Serialize)]
struct Fact {
    name: String,
    quote: Option<String>,
}

pub(super) async fn empty(editor: Editor) -> Result<HttpResponse, Error> {
    let view = SubmitPage::new(String::new(), String::new());
    page(editor.viewer, "submit.html", &view)
}

pub(super) async fn receive(
    editor: Editor,
    sent: Sent,
    state: web::Data<State>,
) -> Result<HttpResponse, Error> {
    let directory = &state.directory;
    let Sent {
        text,
        origins,
        step,
        file,
    } = sent;
    let text = if file.is_empty() {
        text
    } else {
        match directory.text_of(file).await {
            Ok(text) => text,
            Err(error) => {
                let mut view = SubmitPage::new(text, origins);
                view.is_of_file = true;
                return refuse(editor, view, error);
            }
        }
    };
    // Browsers send line ends as CRLF, whatever was pasted; the same text must stay the same text.
    let text = text.replace("\r\n", "\n");
    let bytes = text.clone().into_bytes();
    let places: Vec<String> = origins.split_whitespace().map(str::to_owned).collect();
    let is_without_text = text.trim().is_empty() && !places.is_empty();
    let mut view = SubmitPage::new(text, origins);
    let result = match step {
        // A place is read when it is saved: there is nothing to look at before.
        Step::Preview | Step::Save if is_without_text => directory
            .submit(None, &places)
            .await
            .map(|submitted| Some(confirmation(&submitted.outcome))),
        Step::Preview => directory.preview(bytes).await.map(|profile| {
            view.understood = Some(Understood::new(
                &profile,
                &Names::of(directory.taxonomy, [&profile]),
            ));
            None
        }),
        Step::Save => directory
            .submit(Some(Submission { locator: None, bytes }), &places)
            .await
            .map(|submitted| Some(confirmation(&submitted.outcome))),
    };
    match result {
        Ok(Some(address)) => {
            state.notify_written();
            Ok(see_other(&address))
        }
        Ok(None) => page(editor.viewer, "submit.html", &view),
        Err(error) => refuse(editor, view, error),
    }
}

/// The form again, with what is wrong.
fn refuse(editor: Editor, mut view: SubmitPage, error: directory::Error) -> Result<HttpResponse, Error> {
    let directory::Error::Rejected(rejected) = error else {
        return Err(error.into());
    };
    view.problem = Some(sentence(&rejected.to_string()));
    let status = Error::from(rejected).status_code();
    page_with_status(status, editor.viewer, "submit.html", &view)
}

/// The person's page, with what became of the text.
fn confirmation(outcome: &Outcome) -> String {
    let (receipt, saved) = match outcome {
        Outcome::Added(receipt) => (receipt, "added"),
        Outcome::Updated(receipt) => (receipt, "updated"),
        Outcome::Unchanged(receipt) => (receipt, "unchanged"),
    };
    format!("/people/{}?saved={saved}", super::format::path(&receipt.slug))
}

/// A message of the program as a sentence on a page.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

impl SubmitPage {
    fn new(text: String, origins: String) -> Self {
        Self {
            text,
            origins,
            most_bytes: MAX_TEXT_BYTES,
            most_file_bytes: MAX_FILE_BYTES,
            problem: None,
            is_of_file: false,
            understood: None,
        }
    }
}

impl Understood {
    fn new(profile: &Profile, names: &Names<'_>) -> Self {
        let domains = profile
            .domains
            .specialties
            .iter()
            .chain(&profile.domains.industries);
        Self {
            name: profile.name.clone(),
            headline: profile.headline.clone(),
            place: profile.location.as_ref().map(|location| names.location(location)),
            years: profile.years_experience.best(),
            skills: profile
                .skills
                .iter()
                .map(|skill| Fact {
                    name: names.name(Facet::Skill, &skill.id),
                    quote: skill.evidence.first().map(|evidence| evidence.quote.clone()),
                })
                .collect(),
            roles: profile.experience.clone(),
            projects: profile
                .projects
                .iter()
                .map(|project| project.name.clone())
                .collect(),
            domains: domains
                .map(|domain| Fact {
                    name: domain.name.clone(),
                    quote: domain.evidence.first().map(|evidence| evidence.quote.clone()),
                })
                .collect(),
            education: profile
                .education
                .iter()
                .map(|school| school.institution.clone())
                .collect(),
            links: profile.links.len(),
            notes: notes(profile),
        }
    }
}

/// Says what is thin or missing in a profile, and what to write.
fn notes(profile: &Profile) -> Vec<&'static str> {
    let undated = profile.experience.iter().any(|role| role.start.is_none());
    [
        (
            profile.name.is_none(),
            "No name was found. Put it on the first line, alone or after a #.",
        ),
        (
            profile.headline.is_none(),
            "No headline was found. Say in one line below the name what you do.",
        ),
        (
            profile.skills.is_empty(),
            "No skill was found. Name languages, tools and methods, as a list or in sentences.",
        ),
        (
            profile.experience.is_empty(),
            "No role was found. Write a line such as: Software Engineer, Northwind, Apr 2021 – present.",
        ),
        (
            undated,
            "Some roles have no dates. With a start and an end, years of experience can be told.",
        ),
        (
            profile.location.is_none(),
            "No place was found. A line such as “Lisbon, Portugal” lets people search by place.",
        ),
    ]
    .into_iter()
    .filter_map(|(is_thin, note)| is_thin.then_some(note))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thin_profile_is_told_what_is_missing() {
        assert_eq!(notes(&Profile::default()).len(), 5);
        let dated = Profile {
            name: Some("Ira".to_owned()),
            experience: vec![Position::default()],
            ..Profile::default()
        };
        let notes = notes(&dated);
        assert!(notes.iter().any(|note| note.contains("no dates")), "{notes:?}");
        assert!(!notes.iter().any(|note| note.contains("No role")), "{notes:?}");
    }

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("the text is empty"), "The text is empty.");
    }
}
