//! A file by its address: Markdown, plain text, JSON Resume, PDF or DOCX, in a repository, a gist or anywhere.

use async_trait::async_trait;
use url::Url;

use super::address::{FILE_ENDINGS, host, readable, segments};
use super::http::{Answer, Client};
use super::{Document, Error, Fetched, Form, GithubConfig, Source, Validators, charset, github};

/// The most bytes of a file: what `intake` takes of a PDF.
const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Everything but pages: where a file was promised, one is most often a refusal in nice words.
const MEDIA_TYPES: &[&str] = &[
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
    "binary/octet-stream",
];

/// Reads files.
#[derive(Debug)]
pub(super) struct Files {
    github: Url,
}

impl Files {
    pub(super) fn new(github: &GithubConfig) -> Self {
        Self {
            github: github.site.clone(),
        }
    }
}

#[async_trait]
impl Source for Files {
    fn kind(&self) -> &'static str {
        "file"
    }

    fn accept(&self, address: &Url) -> Option<String> {
        let url = readable(address)?;
        if let Some(raw) = github::raw_file(&url, &self.github) {
            return Some(raw.into());
        }
        match host(&url)? {
            "gist.github.com" => gist(&url),
            "raw.githubusercontent.com" | "gist.githubusercontent.com" => Some(url.into()),
            // A page that shows a file is none.
            "github.com" => None,
            _ => ends_as_file(&url).then(|| url.into()),
        }
    }

    async fn fetch(&self, locator: &str, known: &Validators, client: &Client) -> Result<Fetched, Error> {
        let content = match super::ask(locator, known, client, MEDIA_TYPES, MAX_BYTES).await? {
            Answer::Unchanged => return Ok(Fetched::unchanged(locator, known)),
            Answer::Content(content) => content,
        };
        let moved_to = super::moved(self, locator, content.moved_to.as_ref());
        let validator = content.validator.clone();
        let document = Document {
            locator: moved_to.clone().unwrap_or_else(|| locator.to_owned()),
            form: Form::Written,
            bytes: charset::to_utf8(content),
        };
        Ok(Fetched {
            moved_to,
            ..Fetched::one(document, validator)
        })
    }
}

/// `gist.github.com/ada/1a2b`: its first file, as it is now.
fn gist(url: &Url) -> Option<String> {
    let parts = segments(url);
    let [login, id, ..] = parts.as_slice() else {
        return None;
    };
    let is_id = id.len() >= 5 && id.chars().all(|letter| letter.is_ascii_hexdigit());
    is_id.then(|| {
        let (login, id) = (login.to_lowercase(), id.to_lowercase());
        format!("https://gist.github.com/{login}/{id}/raw")
    })
}

fn ends_as_file(url: &Url) -> bool {
    let last = segments(url).last().copied().unwrap_or_default();
    let ending = last.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| FILE_ENDINGS.contains(&ending.as_str()))
}
