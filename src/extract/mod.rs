//! What does this text say? Text in, a profile out, with the line that says so for every fact.
//!
//! Total, synchronous, deterministic and linear in its input; no clock, no I/O.
//! A text becomes a `document`, its headings open `sections`, and then one file reads each kind of fact.

mod account;
mod certifications;
mod chrome;
mod contact;
mod cues;
mod dates;
mod document;
mod domains;
mod education;
mod experience;
mod feed;
mod identity;
mod json;
mod languages;
mod links;
mod named;
mod names;
mod narratives;
mod phrases;
mod places;
mod projects;
mod reading;
mod records;
mod resume;
mod sections;
mod skills;
mod stated;
mod titles;
mod web;
mod words;
mod wrapped;
mod writing;
mod years;

use chrono::NaiveDate;

use crate::profile::{Location, Profile, SourceId};
use crate::taxonomy::Taxonomy;

pub use account::account;
pub use feed::feed;
use reading::Reading;

/// The kind of text that a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Text,
    /// A whole page.
    Html,
    /// <https://jsonresume.org/schema>
    JsonResume,
}

/// Reads the words of a place, as somebody states where they live.
#[must_use]
pub fn place(taxonomy: &Taxonomy, words: &str) -> Location {
    places::location(taxonomy, words)
}

/// A text as it was received.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// What the evidence will name.
    pub source: &'t SourceId,
    pub text: &'t str,
}

/// How many lines [`detect`] looks at.
const SAMPLE_LINES: usize = 400;

/// Tells the kind of a text from its content.
#[must_use]
pub fn detect(text: &str) -> Format {
    if resume::Resume::parse(text).is_some() {
        Format::JsonResume
    } else {
        format_of_words(text)
    }
}

/// Tells the kind of a text that is no JSON Resume.
fn format_of_words(text: &str) -> Format {
    if document::is_page(text) {
        return Format::Html;
    }
    if has_front_matter(text) || document::is_org(text) || document::is_rst(text) || document::is_yaml(text) {
        return Format::Markdown;
    }
    let (mut signs, mut inline) = (0, 0);
    for line in text.lines().take(SAMPLE_LINES) {
        let line = line.trim();
        let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let markup = line.contains('<') && ["<img ", "<a ", "</"].iter().any(|sign| line.contains(sign));
        let front_matter = matches!(line, "+++") || line.starts_with("```");
        let table = line.starts_with('|') && line.ends_with('|') && line.len() > 2;
        signs += usize::from(heading) * 2
            + usize::from(markup) * 2
            + usize::from(front_matter) * 2
            + usize::from(table);
        let linked = line.contains(']') && (line.contains("](") || is_reference(line));
        inline += usize::from(linked) * 2 + usize::from(line.contains('*') && has_bold(line));
        if signs >= 2 || inline > FEW_MARKS {
            return Format::Markdown;
        }
    }
    if signs + inline >= 2 && !has_bare_headings(text) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// `at [Acme][acme]`, and `[acme]: https://acme.example` on a line of its own.
fn is_reference(line: &str) -> bool {
    let defined = || line.split_once("]: ").filter(|(label, _)| label.starts_with('['));
    line.contains("][") || defined().is_some_and(|(_, target)| target.starts_with("http"))
}

/// So many marks inside of lines can have been taken over with the words, two for a link.
const FEW_MARKS: usize = 8;

/// Says whether lines without any sign are the headings of a text: a résumé that was pasted, with a link or two in its words.
fn has_bare_headings(text: &str) -> bool {
    let mut above = "";
    let bare = text.lines().take(SAMPLE_LINES).filter(|line| {
        let apart = std::mem::replace(&mut above, line.trim()).is_empty();
        apart && line.starts_with(char::is_alphabetic) && sections::is_exact(line)
    });
    bare.count() >= 3
}

/// Says whether a line sets words in bold; stars alone rate something.
fn has_bold(line: &str) -> bool {
    line.match_indices("**").any(|(at, sign)| {
        let next = line.get(at + sign.len()..).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '[' | '`'))
    })
}

/// Says whether a text begins with keys and values between two rules.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return false;
    }
    let mut keys = 0;
    for line in lines.take(SAMPLE_LINES) {
        if line == "---" {
            return keys > 0;
        }
        keys += usize::from(line.contains(": ") || line.ends_with(':'));
    }
    false
}

/// Reads everything that a text says of its person.
///
/// `today` closes the roles that go on, where years are computed.
#[must_use]
pub fn extract(document: Document<'_>, taxonomy: &Taxonomy, today: NaiveDate) -> Profile {
    let resume = resume::Resume::parse(document.text);
    let format = match resume {
        Some(_) => Format::JsonResume,
        None => format_of_words(document.text),
    };
    let parsed = document::Document::parse(document.text, format);
    let reading = Reading::new(&parsed, document.source, taxonomy);
    let mut profile = Profile::default();
    identity::read(&reading, &mut profile);
    profile.emails = contact::emails(&reading);
    profile.links = links::own(&reading, profile.name.as_deref());
    let experience = match &resume {
        Some(resume) => resume.roles(&reading),
        None => experience::read(&reading),
    };
    profile.projects = projects::read(&reading, &profile.links);
    profile.education = education::read(&reading);
    profile.certifications = certifications::read(&reading);
    profile.writing = writing::read(&reading, &profile.links);
    profile.languages = languages::read(&reading);
    if let Some(resume) = &resume {
        resume.state(&reading, &mut profile);
    }
    let seen = skills::read(&reading, &experience);
    profile.experience = experience.into_iter().map(|role| role.position).collect();
    skills::attach(seen, &mut profile, today);
    if let Some(resume) = &resume {
        resume.rate(taxonomy, &mut profile.skills);
    }
    profile.years_experience = years::read(&reading, &mut profile.evidence, &profile.experience, today);
    profile.seniority = titles::of_person(taxonomy, &profile);
    domains::read(&reading, &mut profile);
    profile
}

/// Says whether a line is only a label inside an account, such as "Highlights".
fn experience_label(line: &str) -> bool {
    experience::is_label(line)
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_alone_are_no_markdown() {
        assert_eq!(detect("Ada Quill\n\nRust *****\nGo ***\nC **\n"), Format::Text);
        assert_eq!(
            detect("Ada Quill\n\n**Rust** and **Go**\n**C**\n"),
            Format::Markdown
        );
    }

    #[test]
    fn links_by_reference_are_markdown() {
        let text = "Hi! I'm Ada.\nI weave at [Lumoraq][mill].\n\n[mill]: https://lumoraq.example/\n";
        assert_eq!(detect(text), Format::Markdown);
        assert_eq!(
            detect("Ada Quill\n[weaver]: since 2019\n[dyer]: since 2021\n"),
            Format::Text
        );
    }

    #[test]
    fn a_link_in_a_pasted_resume_makes_no_markdown() {
        let words = "Weaves at [Lumoraq](https://lumoraq.example).";
        let text = format!("Ada Quill\n\nAbout\n\n{words}\n\nExperience\n\nWeaver\n\nEducation\n\nOrvik\n");
        assert_eq!(detect(&text), Format::Text);
        assert_eq!(detect(&format!("# Ada Quill\n\n{text}")), Format::Markdown);
        assert_eq!(detect(&format!("{words}\n")), Format::Markdown);
    }
}
