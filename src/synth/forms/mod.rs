//! How people write of themselves: one form a file.

mod json_resume;
mod markdown;
mod plain;
mod readme;

use std::fmt::{self, Write as _};

use super::draw::Draw;
use super::person::Person;

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A résumé in Markdown.
    Markdown,
    /// A profile README with badges.
    Readme,
    /// A résumé that was pasted somewhere, as plain text.
    Plain,
    JsonResume,
}

impl Form {
    /// Draws the form of a person's main text.
    pub(super) fn draw(draw: &mut Draw) -> Self {
        match draw.below(100) {
            0..40 => Self::Markdown,
            40..70 => Self::Readme,
            70..90 => Self::Plain,
            _ => Self::JsonResume,
        }
    }

    /// What a file of this form is named.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown | Self::Readme => "md",
            Self::Plain => "txt",
            Self::JsonResume => "json",
        }
    }
}

/// What one text tells of its person, besides the name and what they know.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part is told or not, whatever the others are"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) form: Form,
    pub(super) headline: bool,
    pub(super) email: bool,
    pub(super) positions: bool,
    pub(super) summary: bool,
    /// How the writer lays things out; of no meaning.
    pub(super) style: u64,
}

impl Told {
    pub(super) fn draw(form: Form, draw: &mut Draw) -> Self {
        let is_readme = form == Form::Readme;
        Self {
            form,
            headline: draw.chance(if is_readme { 60 } else { 85 }),
            email: draw.chance(if is_readme { 50 } else { 90 }),
            positions: !is_readme || draw.chance(45),
            summary: draw.chance(80),
            style: draw.below(3),
        }
    }
}

/// Writes a text of a person.
pub(super) fn write(person: &Person<'_>, told: Told) -> String {
    match told.form {
        Form::Markdown => markdown::write(person, told),
        Form::Readme => readme::write(person, told),
        Form::Plain => plain::write(person, told),
        Form::JsonResume => json_resume::write(person, told),
    }
}

/// A text that grows line by line.
struct Page(String);

impl Page {
    fn new() -> Self {
        Self(String::with_capacity(4_096))
    }

    fn line(&mut self, line: fmt::Arguments<'_>) {
        self.0.write_fmt(line).expect("a String takes everything");
        self.0.push('\n');
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }
}

/// Writes what somebody knows between `between`.
fn listed(person: &Person<'_>, between: &str) -> String {
    let names: Vec<_> = person.skills.iter().map(|skill| skill.name.as_str()).collect();
    names.join(between)
}
