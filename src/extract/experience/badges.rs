//! Employers on badges: "Company | Acme", "Working at | Acme", "Senior Engineer @ Acme".

use super::header;
use super::{Draft, Role, VIA};
use crate::extract::cues::Cues;
use crate::extract::document::Image;
use crate::extract::reading::Reading;
use crate::extract::sections::{Section, fold};
use crate::extract::{identity, titles, web};
use crate::profile::DateEnd;

/// Labels whose message is an employer, folded.
const EMPLOYERS: &[&str] = &[
    "company",
    "employer",
    "working at",
    "works at",
    "work at",
    "currently at",
    "current company",
    "employed at",
    "i work at",
];

/// Reads the badges of the parts about the person, in order.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let blocks = reading.blocks().filter(|(index, _)| {
        !matches!(
            reading.section(*index),
            Section::Projects | Section::Education | Section::Certifications
        )
    });
    let mut roles = Vec::new();
    for (_, block) in blocks.filter(|(_, block)| !block.images.is_empty()) {
        let label = led(block.text.as_str());
        let images = block.images.iter();
        roles.extend(images.filter_map(|image| {
            if let Some(label) = label {
                let company = shown(image)?;
                return Some(role(reading, image, label.title(), &company, label == Led::Today));
            }
            let (title, company) = match facts(&image.src) {
                Some((label, message)) => employed(reading, &label, &message),
                None => typed(reading, &image.src),
            }?;
            Some(role(reading, image, title.as_deref(), &company, true))
        }));
    }
    roles
}

fn role(reading: &Reading<'_>, image: &Image, title: Option<&str>, company: &str, now: bool) -> Role {
    let draft = Draft {
        company: Some(company),
        title,
        end: now.then_some(DateEnd::Present),
        ..Draft::default()
    };
    Role {
        position: draft.position(reading, reading.quote(image.span.clone(), VIA)),
        account: Vec::new(),
    }
}

/// What the words before some badges say of the employers on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Led {
    Today,
    Once,
    /// As an intern.
    Learning,
}

impl Led {
    fn title(self) -> Option<&'static str> {
        (self == Self::Learning).then_some("Intern")
    }
}

/// The most bytes of a block that is nothing but a label before badges.
const LABEL_BYTES: usize = 40;

/// "Working at: ![Acme](…)": says what the words before badges make of them.
fn led(text: &str) -> Option<Led> {
    let text = text.trim();
    if text.len() > LABEL_BYTES || !text.contains("at") {
        return None;
    }
    let label = fold(text.trim_end_matches([':', ' ', '-']));
    match label.as_str() {
        "worked at" | "previously at" | "formerly at" | "previously worked at" => Some(Led::Once),
        "interned at" | "interning at" => Some(Led::Learning),
        label => EMPLOYERS.contains(&label).then_some(Led::Today),
    }
}

/// What a badge shows: its words, or else what stands in its place.
fn shown(image: &Image) -> Option<String> {
    let words = facts(&image.src).map(|(label, message)| if message.is_empty() { label } else { message });
    let name = words
        .filter(|words| !words.is_empty())
        .unwrap_or_else(|| image.alt.clone());
    let few = (1..=5).contains(&name.split_ascii_whitespace().count());
    (few && name.starts_with(char::is_uppercase) && !titles::is_title(&name)).then_some(name)
}

/// "Weaving Engineer @ Acme", typed by an animation.
fn typed(reading: &Reading<'_>, src: &str) -> Option<(Option<String>, String)> {
    let lines = identity::drawn_lines(src).into_iter();
    let mut own =
        lines.filter(|line| line.split_ascii_whitespace().count() <= TYPED_WORDS && !OTHERS.are_in(line));
    own.find_map(|line| employed(reading, &line, ""))
}

/// The most words of a typed position.
const TYPED_WORDS: usize = 12;

/// Words of those who are somewhere, and have no position there today.
static OTHERS: Cues = Cues::caseless(&[
    "student",
    "ex-",
    "ex ",
    "former",
    "prev",
    "aspiring",
    "future",
    "contribut",
    "member",
    "mentor",
    "ambassador",
    "volunteer",
    "graduate",
    "undergrad",
    "looking",
    "open to",
    "b.tech",
    "'2",
    "speaker",
    "expert",
    "fellow",
    "alum",
    "champion",
    "winner",
    "finalist",
    "lover",
    "fan of",
    "hobby",
]);

/// Returns the label and the message of `…/badge/label-message-color`; one of both may be empty.
pub(in crate::extract) fn facts(src: &str) -> Option<(String, String)> {
    static PATH: Cues = Cues::new(&["/badge/"]);
    let (at, path) = PATH.all_in(src).next()?;
    let badge = src.get(at + path.len()..)?;
    let badge = badge.split(['?', '/']).next().unwrap_or(badge);
    let decoded = |part: &str| web::percent_decode(part).trim().to_owned();
    match parts(badge)?.as_slice() {
        [label, message, _color] => Some((decoded(label), decoded(message))),
        [label, _color] => Some((decoded(label), String::new())),
        _ => None,
    }
}

/// The label, the message and the color.
const PARTS: usize = 3;

/// Parts a badge at its hyphens, unless they are too many: `--` and `__` are an escaped hyphen and underscore, a single `_` is a
/// blank.
fn parts(badge: &str) -> Option<Vec<String>> {
    let empty = || String::with_capacity(badge.len());
    let mut parts = Vec::with_capacity(PARTS);
    parts.push(empty());
    let mut signs = badge.chars().peekable();
    while let Some(sign) = signs.next() {
        let escaped = matches!(sign, '-' | '_') && signs.next_if_eq(&sign).is_some();
        if sign == '-' && !escaped {
            if parts.len() == PARTS {
                return None;
            }
            parts.push(empty());
        } else if let Some(part) = parts.last_mut() {
            part.push(if sign == '_' && !escaped { ' ' } else { sign });
        }
    }
    Some(parts)
}

/// Returns the title, if one is told, and the employer.
fn employed(reading: &Reading<'_>, label: &str, message: &str) -> Option<(Option<String>, String)> {
    let named = |name: &str| {
        let name = name.trim_start_matches('@').trim();
        let capital = name.starts_with(char::is_uppercase) && name.split(' ').count() <= 5;
        (capital && !titles::is_title(name)).then(|| name.to_owned())
    };
    if EMPLOYERS.contains(&fold(label).as_str()) {
        return Some((None, named(message)?));
    }
    // "Senior Engineer | @Acme", "Senior Engineer @ Acme". Most badges name some technology.
    let may_join = |text: &str| text.contains('@') || text.contains("at");
    if !may_join(label) && !may_join(message) {
        return None;
    }
    let whole = format!("{label} {message}").replace('@', " @ ");
    if !whole.contains('@') && !whole.contains(" at ") {
        return None;
    }
    let whole = whole.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let header = header::read(&whole, reading.taxonomy);
    let title = whole.get(header.title?).filter(|title| titles::is_title(title))?;
    Some((Some(title.to_owned()), named(whole.get(header.company?)?)?))
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{company, read};

    #[test]
    fn badges_stand_behind_words_of_work() {
        let badge = |name: &str| {
            format!("[![{name}](https://img.shields.io/badge/-{name}-blue)](https://mill.example)")
        };
        let text = format!(
            "- 👩 Working at: {}\n- Interned at: {} {}\n- Looks at: {}\n",
            badge("Lumoraq"),
            badge("Vintrel"),
            badge("Orvik_Mills"),
            badge("Docker")
        );
        let roles = read(&text, super::roles);
        let found = roles.iter().map(|role| {
            let position = &role.position;
            (
                company(position),
                position.title.as_deref(),
                position.end.is_some(),
            )
        });
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                ("Lumoraq", None, true),
                ("Vintrel", Some("Intern"), false),
                ("Orvik Mills", Some("Intern"), false),
            ]
        );
    }

    #[track_caller]
    fn check(badge: &str, expected: &[(&str, Option<&str>)]) {
        let text = format!("![](https://img.shields.io/badge/{badge})\n");
        let roles = read(&text, super::roles);
        let found = roles
            .iter()
            .map(|role| (company(&role.position), role.position.title.as_deref()));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{badge}");
    }

    #[test]
    fn badges_name_employers() {
        check("Company-Lumoraq-blue", &[("Lumoraq", None)]);
        check(
            "Working%20at-Lumoraq_Mills-blue?logo=looms",
            &[("Lumoraq Mills", None)],
        );
        check(
            "Weaving_Engineer-@Lumoraq-blue",
            &[("Lumoraq", Some("Weaving Engineer"))],
        );
        check(
            "Weaving%20Engineer%20%40%20Lumoraq-blue",
            &[("Lumoraq", Some("Weaving Engineer"))],
        );
    }

    #[test]
    fn doubled_signs_of_badges_stand_for_themselves() {
        let facts = |badge: &str| super::facts(&format!("https://img.shields.io/badge/{badge}?logo=a/b"));
        let told = |label: &str, message: &str| Some((label.to_owned(), message.to_owned()));
        assert_eq!(facts("C---Wool__v2_looms-blue"), told("C-", "Wool_v2 looms"));
        assert_eq!(facts("Odd%20Looms_-blue"), told("Odd Looms", ""));
        assert_eq!(facts("a-b-c-blue"), None);
    }

    #[test]
    fn animations_type_positions() {
        let typed = |lines: &str| {
            let text = format!("![](https://readme-typing-svg.example/?lines={lines})\n");
            let roles = read(&text, super::roles);
            let company = roles.first().map(|role| company(&role.position).to_owned());
            (roles.len(), company)
        };
        let known = (1, Some("Lumoraq Mills".to_owned()));
        assert_eq!(typed("Hi+there;Weaving+Engineer+%40+Lumoraq+Mills"), known);
        assert_eq!(typed("Weaving+Engineer+at+Lumoraq+Mills;Looms"), known);
        for lines in [
            "Student+%40+Lumoraq+University",
            "Ex-Engineer+%40+Lumoraq",
            "Weaving+Engineer",
            "Aspiring+Engineer+at+Lumoraq",
        ] {
            assert_eq!(typed(lines), (0, None), "{lines}");
        }
    }

    #[test]
    fn other_badges_name_none() {
        for badge in [
            "Rust-000?logo=rust",
            "Looms-42-blue",
            "@ada-quill-blue",
            "Company-website-blue",
            "Weaving_Engineer-blue",
        ] {
            check(badge, &[]);
        }
    }
}
