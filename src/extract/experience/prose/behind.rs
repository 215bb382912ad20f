//! What follows the name of an employer in a sentence: the end, a period, the next of a list.

use super::employer::{is_no_employer, name_at};
use crate::extract::dates::{self, Period};
use crate::extract::document::slice;
use crate::extract::reading::Reading;
use crate::extract::{places, titles};

/// " since 2019", " as an engineer": what follows the employer of somebody who "was at" it.
pub(super) fn is_time_or_part(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['*', '_', '`', ']']);
    // "for three days" somebody is at a meeting.
    let years = || {
        let mut words = behind.split(' ').take(LENGTH_WORDS);
        words.any(|word| word.starts_with("year") || word.starts_with("month"))
    };
    [" since ", " as ", " from ", " until "]
        .iter()
        .any(|words| behind.starts_with(words))
        || behind.starts_with(" for ") && years()
}

/// So many words say how long it was: " for almost five years".
const LENGTH_WORDS: usize = 6;

/// Says whether a name ends where no plain word goes on: "I work for Acme.", but not "for Irish mills".
pub(super) fn is_whole(behind: &str) -> bool {
    const WORDS: &[&str] = &[
        " as ", " since ", " where ", " and ", " in ", " from ", " for ", " on ", " to ", " until ",
        " while ", " before ", " after ", " & ", " - ", " – ", " — ", " (", " | ", " · ", " @", " e ", " y ",
        " com ", " con ", " onde ", " donde ", " como ", " desde ",
    ];
    let behind = behind.trim_start_matches(['*', '_', '`', ']', ')', '"', '”']);
    behind.trim().is_empty()
        || behind.starts_with(['.', ',', ';', ':', '!', '?', '\n'])
        || WORDS.iter().any(|words| behind.starts_with(words))
        || behind.starts_with(' ') && !behind.trim_start().starts_with(char::is_alphabetic)
}

/// "I moved to Acme to lead the looms team": says whether words tell for which work somebody came.
pub(super) fn is_moved_to_work(behind: &str) -> bool {
    const WORK: &[&str] = &[
        "lead ", "build ", "head ", "run ", "manage ", "design ", "develop ", "work on ", "set up ",
        "write ", "start ", "create ", "own ", "grow ", "scale ", "help ", "become ",
    ];
    let behind = behind.trim_start_matches(['*', '_', '`', ']']);
    behind
        .strip_prefix(" to ")
        .is_some_and(|rest| WORK.iter().any(|verb| rest.starts_with(verb)))
}

/// " (2019–2021, tech lead)", " (research assistant)": the title that stands in brackets behind an employer.
pub(super) fn bracket_title(rest: &str) -> Option<&str> {
    let (inside, _) = rest.strip_prefix(" (")?.split_once(')')?;
    let title = |piece: &&str| piece.split(' ').count() <= ASIDE_WORDS && titles::is_title(piece);
    inside.split(", ").find(title)
}

/// "Acme (looms) and Bolt": what follows a few words in brackets behind an employer.
pub(super) fn without_aside(rest: &str) -> &str {
    let aside = rest.strip_prefix(" (").and_then(|aside| aside.split_once(')'));
    match aside {
        Some((inside, behind)) if inside.split(' ').count() <= ASIDE_WORDS => behind,
        _ => rest,
    }
}

const ASIDE_WORDS: usize = 4;

/// "a tiny studio called Acme": the name behind what it is, in a list of employers.
pub(super) fn called(rest: &str) -> &str {
    let led = ["a ", "an "].iter().any(|article| rest.starts_with(article));
    let near = slice(rest, 0..rest.floor_char_boundary(CALLED_BYTES));
    let named = [" called ", " named "]
        .iter()
        .find_map(|word| near.find(word).map(|at| at + word.len()));
    // "at a startup, Acme"
    let kind = || {
        let at = near
            .find(", ")
            .filter(|at| KINDS.iter().any(|kind| slice(near, 0..*at).ends_with(kind)))?;
        let name = slice(near, at + ", ".len()..near.len());
        name.starts_with(char::is_uppercase).then_some(at + ", ".len())
    };
    match named.or_else(kind).filter(|_| led) {
        Some(at) if !slice(near, 0..at).contains(['.', ';']) => slice(rest, at..rest.len()),
        _ => rest,
    }
}

/// What employers are, before their names.
const KINDS: &[&str] = &[
    "startup",
    "start-up",
    "company",
    "agency",
    "studio",
    "consultancy",
    "firm",
    "scale-up",
];

const CALLED_BYTES: usize = 60;

/// "I run Acme, a small studio" tells of a company, "I run Linux" and "I ran Google ads" of none.
pub(super) fn is_explained(behind: &str) -> bool {
    const SIGNS: &[&str] = &[", a ", ", an ", ", the ", " — ", " – ", " - "];
    let behind = behind.trim_start_matches(['*', ']', '_']);
    SIGNS.iter().any(|sign| behind.starts_with(sign))
}

/// "Formerly Acme, Bolt": says whether another name follows in a list that ends its sentence.
pub(super) fn goes_on(reading: &Reading<'_>, text: &str, end: usize) -> bool {
    let rest = slice(text, end..text.len());
    let Some(next) = [", and ", ", ", " and ", " & "]
        .iter()
        .find_map(|joint| rest.strip_prefix(joint))
    else {
        return false;
    };
    let Some(name) = name_at(text, text.len() - next.len()) else {
        return false;
    };
    let words = slice(text, name.clone());
    let other = reading.taxonomy.skill_named(words).is_some()
        || places::is_place(reading.taxonomy, words)
        || is_no_employer(words);
    let behind = slice(text, name.end..text.len());
    !other && is_whole(behind)
}

/// " (2018–2021)": the period, and how many bytes it takes up.
pub(super) fn period_behind(rest: &str) -> Option<(Period, usize)> {
    let inside = rest.strip_prefix(" (")?;
    let end = inside.find(')')?;
    let period = dates::first(slice(inside, 0..end)).filter(|period| period.end.is_some())?;
    let whole = period.range.len() + 4 >= end || bracket_title(rest).is_some();
    whole.then_some((period, end + " ()".len()))
}

/// "Acme (Oslo) and Bolt": what follows the place in brackets behind an employer.
pub(super) fn without_place<'t>(reading: &Reading<'_>, rest: &'t str) -> &'t str {
    let aside = rest.strip_prefix(" (").and_then(|aside| aside.split_once(')'));
    match aside {
        Some((place, behind)) if places::is_place(reading.taxonomy, place) => behind,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_whole_where_no_plain_word_goes_on() {
        for (behind, whole) in [
            ("", true),
            (".", true),
            ("**, where", true),
            (" as a weaver", true),
            (" and Vintrel", true),
            (" e tecelã", true),
            (" 🧵", true),
            (" mills", false),
            (" startups in Bremen", false),
        ] {
            assert_eq!(is_whole(behind), whole, "{behind}");
        }
    }

    #[test]
    fn who_was_somewhere_says_when_or_as_what() {
        assert!(is_time_or_part(" since 2019"));
        assert!(is_time_or_part("** as a weaver"));
        assert!(is_time_or_part(" for two years"));
        assert!(!is_time_or_part(" for two days"));
        assert!(!is_time_or_part(" once"));
    }

    #[test]
    fn companies_that_are_run_are_explained() {
        assert!(is_explained(", a small studio"));
        assert!(!is_explained(" on looms"));
    }

    #[test]
    fn a_period_stands_in_brackets() {
        assert!(period_behind(" (2018–2021) and").is_some());
        assert!(period_behind(" (a mill)").is_none());
    }
}
