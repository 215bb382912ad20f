//! The entries of lists, as a difference tells of them: what each is about, and what is said of it.

use crate::profile::{
    Article, Certification, DateEnd, Domain, Education, Email, Employment, Language, Link, Location,
    OpenSource, PartialDate, Position, Project, Skill, Source,
};
use crate::resolve::unite::Account;

/// The most characters in which one side of a difference is told.
pub(super) const MOST_CHARS: usize = 2_000;

/// An entry of a list.
pub(super) trait Listed: Account + 'static {
    /// By what an entry is known again of which one part was corrected, the surest first; the text tells what it is about.
    const LIKENESSES: &'static [fn(&Self) -> Option<String>] = &[];

    /// What it is about: the key in words.
    fn about(&self) -> String;

    /// Everything that is compared, for people to read.
    fn words(&self) -> String;
}

/// Keeps whole lines, so that nothing that a reader may have to be spared is cut in half.
pub(super) fn bounded(text: String) -> String {
    if text.chars().count() <= MOST_CHARS {
        return text;
    }
    let mut left = MOST_CHARS - 1;
    let mut kept = String::new();
    for part in text.split_inclusive(char::is_whitespace) {
        let length = part.chars().count();
        if length > left {
            break;
        }
        left -= length;
        kept.push_str(part);
    }
    kept.push('…');
    kept
}

/// A place in the person's words, and as it is known.
pub(super) fn place(location: &Location) -> String {
    let Location {
        raw,
        city,
        region,
        country,
    } = location;
    let known = joined([city, region, country].map(Option::as_deref), ", ");
    if known.is_empty() || known == *raw {
        raw.clone()
    } else {
        format!("{raw} ({known})")
    }
}

/// What a person has in the open; `None` where only others' doings are counted.
pub(super) fn opened(open_source: &OpenSource) -> Option<String> {
    let repositories = open_source
        .public_repos
        .map(|count| format!("{count} repositories"));
    let languages = open_source.top_languages.join(", ");
    let languages = Some(languages).filter(|languages| !languages.is_empty());
    let words = joined([repositories.as_deref(), languages.as_deref()], ": ");
    (!words.is_empty()).then_some(words)
}

fn joined<'t>(parts: impl IntoIterator<Item = Option<&'t str>>, between: &str) -> String {
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}

/// What something is about, part by part; parts that nobody knows are left out.
fn about(parts: &[Option<String>]) -> String {
    joined(parts.iter().map(Option::as_deref), " · ")
}

/// The same, where every part is known.
fn wholly(parts: &[Option<String>]) -> Option<String> {
    parts.iter().all(Option::is_some).then(|| about(parts))
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

fn written(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn period(start: Option<PartialDate>, end: Option<DateEnd>) -> Option<String> {
    let end = end.map(|end| end.to_string());
    match (written(start), end) {
        (None, None) => None,
        (Some(start), None) => Some(format!("{start} –")),
        (start, Some(end)) => Some(format!("{} – {end}", start.unwrap_or_default()).trim().to_owned()),
    }
}

const fn terms(employment: Employment) -> &'static str {
    match employment {
        Employment::FullTime => "full-time",
        Employment::PartTime => "part-time",
        Employment::Contract => "contract",
        Employment::Freelance => "freelance",
        Employment::Internship => "internship",
        Employment::Volunteer => "volunteer",
    }
}

/// Something, and in brackets what is said of it.
fn with_note(text: &str, note: Option<&str>) -> String {
    match note {
        Some(note) => format!("{text} ({note})"),
        None => text.to_owned(),
    }
}

impl Listed for Position {
    const LIKENESSES: &'static [fn(&Self) -> Option<String>] = &[
        |position| wholly(&[company(position), written(position.start)]),
        |position| wholly(&[company(position), title(position)]),
        |position| wholly(&[title(position), written(position.start)]),
    ];

    fn about(&self) -> String {
        about(&[company(self), title(self), written(self.start)])
    }

    /// The facts in one line, then what the person says of it.
    fn words(&self) -> String {
        let period = period(self.start, self.end);
        let facts = joined(
            [
                self.title.as_deref(),
                self.company.as_ref().map(|company| company.name.as_str()),
                period.as_deref(),
                self.location.as_deref(),
                self.employment.map(terms),
            ],
            ", ",
        );
        let lines = std::iter::once(facts.as_str()).chain(self.highlights.iter().map(String::as_str));
        joined(lines.map(Some), "\n")
    }
}

fn company(position: &Position) -> Option<String> {
    position.company.as_ref().map(|company| company.id.clone())
}

fn title(position: &Position) -> Option<String> {
    position.title.as_deref().map(folded)
}

impl Listed for Education {
    const LIKENESSES: &'static [fn(&Self) -> Option<String>] = &[
        |school| wholly(&[Some(folded(&school.institution)), written(school.start)]),
        |school| {
            wholly(&[
                Some(folded(&school.institution)),
                school.degree.as_deref().map(folded),
            ])
        },
        |school| wholly(&[school.degree.as_deref().map(folded), written(school.start)]),
    ];

    fn about(&self) -> String {
        about(&[
            Some(folded(&self.institution)),
            self.degree.as_deref().map(folded),
            written(self.start),
        ])
    }

    fn words(&self) -> String {
        let period = period(self.start, self.end);
        let parts = [
            self.degree.as_deref(),
            self.field.as_deref(),
            Some(self.institution.as_str()),
            period.as_deref(),
        ];
        joined(parts, ", ")
    }
}

impl Listed for Certification {
    const LIKENESSES: &'static [fn(&Self) -> Option<String>] =
        &[|certificate| Some(folded(&certificate.name))];

    fn about(&self) -> String {
        about(&[Some(folded(&self.name)), self.issuer.as_deref().map(folded)])
    }

    fn words(&self) -> String {
        let date = written(self.date);
        joined(
            [Some(self.name.as_str()), self.issuer.as_deref(), date.as_deref()],
            ", ",
        )
    }
}

impl Listed for Skill {
    fn about(&self) -> String {
        self.id.clone()
    }

    fn words(&self) -> String {
        with_note(&self.name, self.level.as_deref())
    }
}

impl Listed for Domain {
    fn about(&self) -> String {
        self.id.clone()
    }

    fn words(&self) -> String {
        self.name.clone()
    }
}

impl Listed for Project {
    fn about(&self) -> String {
        folded(&self.name)
    }

    fn words(&self) -> String {
        let name = with_note(&self.name, self.status.as_deref());
        let parts = [Some(name.as_str()), self.summary.as_deref(), self.url.as_deref()];
        joined(parts, "\n")
    }
}

impl Listed for Article {
    fn about(&self) -> String {
        self.url.clone()
    }

    fn words(&self) -> String {
        with_note(
            self.title.as_deref().unwrap_or(&self.url),
            self.published.as_deref(),
        )
    }
}

impl Listed for Language {
    fn about(&self) -> String {
        folded(&self.name)
    }

    fn words(&self) -> String {
        with_note(&self.name, self.level.as_deref())
    }
}

impl Listed for Link {
    const LIKENESSES: &'static [fn(&Self) -> Option<String>] = &[|link| Some(link.about())];

    fn about(&self) -> String {
        folded(self.url.trim_end_matches('/'))
    }

    fn words(&self) -> String {
        self.url.trim_end_matches('/').to_owned()
    }
}

impl Listed for Email {
    fn about(&self) -> String {
        folded(&self.address)
    }

    fn words(&self) -> String {
        self.address.clone()
    }
}

impl Listed for Source {
    fn about(&self) -> String {
        self.id.to_string()
    }

    fn words(&self) -> String {
        self.locator.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_after_a_word() {
        let text = "word@example.com ".repeat(1_000);
        let kept = bounded(text);
        assert!(kept.chars().count() <= MOST_CHARS);
        assert!(kept.ends_with("word@example.com …"), "{kept}");
        assert_eq!(bounded("short".to_owned()), "short");
    }

    #[test]
    fn a_period_says_what_is_known_of_it() {
        let date = |year| PartialDate::new(year, None);
        assert_eq!(
            period(date(2019), Some(DateEnd::Present)).unwrap(),
            "2019 – present"
        );
        assert_eq!(period(date(2019), None).unwrap(), "2019 –");
        assert_eq!(period(None, date(2020).map(DateEnd::On)).unwrap(), "– 2020");
        assert_eq!(period(None, None), None);
    }

    #[test]
    fn followers_are_not_what_a_person_does() {
        let popular = OpenSource {
            followers: Some(900),
            stars: Some(4_000),
            ..OpenSource::default()
        };
        assert_eq!(opened(&popular), None);
        let busy = OpenSource {
            public_repos: Some(12),
            top_languages: vec!["Rust".to_owned(), "Go".to_owned()],
            ..popular
        };
        assert_eq!(opened(&busy).unwrap(), "12 repositories: Rust, Go");
    }

    #[test]
    fn a_place_is_told_as_written_and_as_known() {
        let mut lagos = Location {
            raw: "Lagos".to_owned(),
            ..Location::default()
        };
        assert_eq!(place(&lagos), "Lagos");
        lagos.country = Some("NG".to_owned());
        assert_eq!(place(&lagos), "Lagos (NG)");
    }
}
