//! What kind of line is it: a sentence, a date, a label inside an account?

use super::ends::is_abbreviation;
use super::header::Header;
use super::terms::terms_before;
pub(in crate::extract) use super::within::is_label;
use crate::extract::dates::Period;
use crate::extract::document::{Kind, slice};
use crate::extract::reading::Line;
use crate::extract::{dates, titles};

/// Lines shorter than this were ended on purpose.
const WRAPPED_CHARS: usize = 45;

/// Says whether a line of plain text is part of a sentence that was wrapped at a width.
pub(super) fn is_running(before: Option<&Line<'_>>, line: &Line<'_>, after: Option<&Line<'_>>) -> bool {
    let plain = |line: &Line<'_>| matches!(line.kind, Kind::Paragraph | Kind::Code | Kind::Item(_));
    let goes_on = |upper: &Line<'_>, lower: &Line<'_>| {
        !lower.apart
            && plain(upper)
            && lower.kind == Kind::Paragraph
            && (lower
                .text
                .starts_with(|letter: char| letter.is_lowercase() || letter == '(')
                || upper.text.ends_with(',') && is_prose(upper.text))
            && !is_aside(lower.text)
            && upper.text.chars().count() >= WRAPPED_CHARS
            && upper.period().is_none()
            && !is_period_line(lower)
    };
    before.is_some_and(|before| goes_on(before, line))
        || line.kind == Kind::Paragraph && after.is_some_and(|after| goes_on(line, after))
}

/// "(Bergen, Norway)." stands below a name and goes on no sentence.
pub(super) fn is_aside(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|text| text.find(')'));
    inside.is_some_and(|end| text.len() - end <= 3)
}

/// Says whether a line is a period, or a date and hardly anything else.
pub(super) fn is_date(text: &str) -> bool {
    dates::first(text).is_some_and(|period| {
        let letters = |part: &str| part.chars().filter(|letter| letter.is_alphanumeric()).count();
        period.end.is_some() || letters(text) <= letters(slice(text, period.range)) + 3
    })
}

/// "mars 2021 – aujourd'hui", and hardly anything else.
pub(super) fn is_period(text: &str) -> bool {
    dates::first(text).is_some_and(|period| is_all(text, &period))
}

/// The same of a whole line.
pub(super) fn is_period_line(line: &Line<'_>) -> bool {
    line.period().is_some_and(|period| is_all(line.text, period))
}

fn is_all(text: &str, period: &Period) -> bool {
    let around = text.len().saturating_sub(period.range.len());
    period.end.is_some() && around <= PERIOD_SIGNS
}

/// The most bytes around a period on a line that is one.
const PERIOD_SIGNS: usize = 8;

/// Most words of a sentence are in small letters, those of a header are names and titles.
pub(super) fn is_prose(text: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        small += usize::from(word.starts_with(char::is_lowercase) && !is_between_facts(word));
    }
    // "iLumora Works" begins with a small letter and is a name.
    let first = text.split_ascii_whitespace().next().unwrap_or_default();
    let begins_small = first.starts_with(char::is_lowercase) && !first.contains(char::is_uppercase);
    words >= 8 && small * 2 > words || words >= 5 && begins_small
}

/// Small words that stand between the facts of a header.
fn is_between_facts(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "to"
            | "at"
            | "as"
            | "until"
            | "since"
            | "today"
            | "now"
            | "present"
            | "year"
            | "years"
            | "and"
            | "of"
            | "in"
            | "for"
            | "the"
    )
}

/// Says whether a line is a sentence or the end of one rather than a row of facts.
pub(super) fn is_sentence(text: &str) -> bool {
    let ended = text.ends_with(['.', '!', ';']) && !ends_with_form(text);
    let goes_on = ends_inside(text);
    let announces = text.ends_with(':') && !text.contains("http");
    if announces || !ended && !goes_on {
        return announces;
    }
    let (mut words, mut small) = (0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
        if ended && words > 6 || goes_on && words > 8 {
            return true;
        }
    }
    ended && words >= 4 && small * 2 > words
}

/// Says whether a sentence ends inside a text; the dots of "Univ. of Orvik" and "J. Quill" end none.
fn ends_inside(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let last = slice(text, 0..at)
            .rsplit(|letter: char| !letter.is_alphanumeric())
            .next();
        last.is_none_or(|last| last.len() > 1 && !is_abbreviation(last))
    })
}

/// Says whether the dot at the end is that of a company's legal form.
fn ends_with_form(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "Inc.", "Ltd.", "Corp.", "Co.", "S.p.A.", "S.r.l.", "S.A.", "S.L.", "s.r.o.", "d.o.o.", "a.s.",
        "B.V.", "N.V.", "L.L.C.", "e.V.",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    FORMS.iter().any(|form| form.eq_ignore_ascii_case(last))
}

/// Small words inside of names.
const IN_NAMES: &[&str] = &[
    "of",
    "for",
    "and",
    "the",
    "in",
    "at",
    "de",
    "la",
    "&",
    "institute",
    "department",
    "lab",
];

/// Says whether a line is a few capitalized words, as names are.
pub(super) fn is_name(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    let capital = |word: &str| word.starts_with(|letter: char| letter.is_uppercase() || letter == '(');
    words.clone().next().is_some_and(capital)
        && words.clone().count() <= 8
        && words.all(|word| capital(word) || IN_NAMES.contains(&word))
        && !text.ends_with(['.', ':', '!', ';'])
}

/// "**Leadership**: Hired five, mentored two, and kept the looms going": a word, and what is told of it.
pub(super) fn is_told_label(line: &Line<'_>) -> bool {
    if !line.bold && line.bold_end.is_none() {
        return false;
    }
    let Some((label, told)) = line.text.split_once(": ") else {
        return false;
    };
    let small = told
        .split_ascii_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    label.split_ascii_whitespace().count() <= 2
        && small >= TOLD_WORDS
        && told.contains(',')
        && line.period().is_none()
}

/// So many words in small letters behind a label tell of something.
const TOLD_WORDS: usize = 4;

/// Says whether the words of a line allow it to be a header: most lines of an account are sentences.
pub(super) fn can_be_header(line: &Line<'_>, header: &Header, dated: bool) -> bool {
    let text = slice(line.text, 0..header.end);
    let told = || {
        !dated && is_sentence(text) && terms_before(text) == 0
            || is_prose(text) && !(dated && (is_small_title(text) || is_led_by_period(text, header)))
    };
    let period = || {
        if header.end == line.text.len() {
            is_period_line(line)
        } else {
            is_period(text)
        }
    };
    // "I work at Acme, and before that (2017 – 2019) at Bolt"
    let said = || {
        let named = header.title.is_some() || header.company.is_some();
        dated
            && !named
            && ["I ", "I'", "I’"].iter().any(|begin| text.starts_with(begin))
            && text.contains(' ')
    };
    let facts = || dated && is_title_with_period(text, header);
    text.chars().count() <= HEADER_CHARS && (is_strong(line) || !told() || period() || facts()) && !said()
}

/// "Tecelão de mantas de lã, 2019 – 2021.": a title, whatever the case of its words, and a period behind it.
fn is_title_with_period(text: &str, header: &Header) -> bool {
    let Some(period) = header.period.as_ref().filter(|period| period.end.is_some()) else {
        return false;
    };
    let title = slice(text, 0..period.range.start)
        .trim_end_matches([' ', ',', '(', '-', '–', '—', '|', ':', '_', '*']);
    let behind = text.len().saturating_sub(period.range.end);
    title.starts_with(char::is_uppercase)
        && behind <= PERIOD_SIGNS
        && title.split_ascii_whitespace().count() <= TITLE_WORDS
        && !title.contains([',', '.', ':', ';'])
        && titles::is_title(title)
}

/// The most words of such a title.
const TITLE_WORDS: usize = 7;

/// "mai de 2021 - jan de 2023 · 1 ano 9 meses"
fn is_led_by_period(text: &str, header: &Header) -> bool {
    let period = header.period.as_ref();
    let period = period.filter(|period| period.range.start <= WORD_BYTES);
    period.is_some_and(|period| period.range.end + LENGTH_BYTES >= text.len())
}

/// The most bytes of the word before a period: "De marzo de 2020 a la actualidad".
const WORD_BYTES: usize = 3;

/// The most bytes of a length of time behind a period.
const LENGTH_BYTES: usize = 24;

/// "lead engineer at Acme (2019 – 2021)": some write all of their titles in small letters.
fn is_small_title(text: &str) -> bool {
    text.split_once(" at ").is_some_and(|(title, name)| {
        title.split_ascii_whitespace().count() <= SMALL_TITLE_WORDS
            && titles::is_title(title)
            && name.starts_with(char::is_uppercase)
    })
}

/// The most words of such a title.
const SMALL_TITLE_WORDS: usize = 3;

/// Says whether a line is set apart from others by its kind.
pub(super) fn is_strong(line: &Line<'_>) -> bool {
    line.heading().is_some() || line.bold
}

/// The most letters of a line that can name a position.
pub(super) const HEADER_CHARS: usize = 140;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_rows_of_facts() {
        for sentence in [
            "I kept the ledgers of three countries in step.",
            "Moved the billing. Then moved it back into the monolith again",
            "What we did:",
        ] {
            assert!(is_sentence(sentence), "{sentence}");
        }
        for facts in [
            "Lumoraq Inc.",
            "Senior Engineer, Lumoraq · Oslo",
            "Senior Engineer for all of the looms at Lumoraq Inc.",
            "Weaver of Looms for the Univ. of Orvik Dept. of Odd Things",
            "Site: https://lumoraq.example:",
        ] {
            assert!(!is_sentence(facts), "{facts}");
        }
    }

    #[test]
    fn prose_is_mostly_in_small_letters() {
        for prose in [
            "Built the pipeline that feeds all of the reports",
            "where ledgers are kept daily",
        ] {
            assert!(is_prose(prose), "{prose}");
        }
        for facts in [
            "Senior Engineer at Lumoraq from May 2019 until today",
            "Head of the Odd Machines Group",
            "iLumora Works | August 2018 – January 2019",
        ] {
            assert!(!is_prose(facts), "{facts}");
        }
    }

    #[test]
    fn a_date_beside_other_words_is_no_date_line() {
        for date in ["2019 – 2021", "May 2019", "(2019)"] {
            assert!(is_date(date), "{date}");
        }
        for other in ["Lumoraq", "Founded 2019 in Oslo"] {
            assert!(!is_date(other), "{other}");
        }
    }

    #[test]
    fn labels_of_an_account_are_told_from_its_lines() {
        for label in [
            "Tech stack: Rust, Kafka",
            "**Responsibilities**",
            "Key Achievements:",
            "Primary Skills Utilized",
            "Lumoraq Highlights:",
            "Software Products",
        ] {
            assert!(is_label(label), "{label}");
        }
        for other in [
            "Lumoraq: Senior Engineer",
            "Stackers Ltd",
            "The looms that all of the mills used",
        ] {
            assert!(!is_label(other), "{other}");
        }
    }
}
