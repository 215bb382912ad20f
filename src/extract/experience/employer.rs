//! Which words of a line can name an employer, and where they end.

use std::ops::Range;
use std::sync::LazyLock;

use super::joined::ends_with_form;
use super::parts::{Part, push};
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim};
use crate::extract::sections::fold;
use crate::extract::words::WordList;
use crate::extract::{education, names, places, titles};
use crate::taxonomy::Taxonomy;

/// Splits "Acme, Berlin, Germany" into the company and its place.
pub(super) fn cut_place(taxonomy: &Taxonomy, line: &str, part: &Part) -> Vec<Part> {
    let text = slice(line, part.range.clone());
    let whole = || part.is_place(taxonomy, line);
    for (at, joint) in text.match_indices([',', '.']).take(4) {
        let (head, tail) = (slice(text, 0..at), slice(text, at + joint.len()..text.len()));
        let apart = tail.starts_with(' ') || joint == "," && tail.starts_with(char::is_uppercase);
        let parted = apart && !is_legal_form(tail) && places::is_place(taxonomy, tail);
        // "St. Peter's, Oslo" ends no sentence.
        let ended = || joint == "." && head.len() > ABBREVIATION_BYTES;
        // "Engineer at Acme, Turin": what somebody was at is no place.
        let employer = || part.employer && !places::is_place(taxonomy, head);
        let own = || ended() || joint == "," && (!whole() || is_in_city(taxonomy, head, tail) || employer());
        if parted && own() {
            let cut = part.range.start + at;
            let mut parts = Vec::new();
            push(line, part.range.start..cut, part.employer, &mut parts);
            push(line, cut + joint.len()..part.range.end, false, &mut parts);
            return parts;
        }
        if apart && joint == "," && ends_with_form(head) && is_town(tail) {
            let cut = part.range.start + at;
            let name = Part::named(part.range.start..cut, part.employer);
            return vec![name, Part::at_place(trim(line, cut + 1..part.range.end))];
        }
    }
    vec![part.clone()]
}

/// "Acme Ltd, Fulda": behind the form of a company, a few words that begin like names are its town.
fn is_town(tail: &str) -> bool {
    let tail = tail.trim();
    let named = |piece: &str| {
        let mut words = piece.split_ascii_whitespace();
        let few = (1..=3).contains(&words.clone().count());
        few && words.all(|word| word.starts_with(char::is_uppercase) && word.chars().all(is_of_town))
    };
    tail.split(',').count() <= 3
        && tail.split(',').all(named)
        && !is_legal_form(tail)
        && !titles::is_title(tail)
        && !education::is_school(tail)
}

fn is_of_town(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.')
}

/// "Acme, Inc., Oslo": says whether the words behind a comma begin with the form of a company.
fn is_legal_form(tail: &str) -> bool {
    let first = tail.trim_start().split([',', ' ']).next().unwrap_or_default();
    matches!(
        first.trim_end_matches('.'),
        "Inc" | "Ltd" | "LLC" | "Co" | "Corp" | "GmbH" | "Limited" | "LLP" | "PLC"
    )
}

/// The most bytes of what a dot shortens at the beginning of a name.
const ABBREVIATION_BYTES: usize = 3;

/// "Acme, Basel" and "Acme, Toronto, Canada" name a company in a city, "Rivoli, Italy" and "Remote, Berlin" none.
fn is_in_city(taxonomy: &Taxonomy, head: &str, tail: &str) -> bool {
    let head = head
        .rsplit_once(", ")
        .filter(|(_, form)| is_legal_form(form))
        .map_or(head, |(name, _)| name);
    let next = tail.split(',').next().unwrap_or(tail).trim();
    let city = taxonomy
        .place(next)
        .is_some_and(|place| place.city.as_deref().is_some_and(|city| fold(city) == fold(next)))
        || places::is_city_in_state(taxonomy, tail);
    !head.contains(',')
        && !places::is_place(taxonomy, head)
        && (city || taxonomy.company_named(head).is_some())
}

/// Words with which a part of a company or a school begins, and with which it ends.
const PART_BEGINS: &[&str] = &[
    "Department of ",
    "Dept. of ",
    "Dept of ",
    "Faculty of ",
    "School of ",
    "Division of ",
    "College of ",
];
const PART_ENDS: &[&str] = &[" Department", " Dept", " Dept.", " Faculty", " Division"];

/// "Looms Department, Acme": the employer is what stands behind its part.
pub(super) fn whole_employer(taxonomy: &Taxonomy, line: &str, name: Range<usize>) -> Range<usize> {
    let text = slice(line, name.clone());
    let parted = text.contains(',').then(|| text.split_once(", "));
    let Some((part, whole)) = parted.flatten() else {
        return name;
    };
    // "Center for Looms, Orvik College": of a school, that is a part as well.
    let center = ["Center ", "Centre ", "Institute for ", "Laboratory ", "Lab "];
    let of_school = || {
        let name = whole.split(['.', ',']).next().unwrap_or(whole);
        let known = education::is_school(name) || taxonomy.company_named(name).is_some();
        known && center.iter().any(|begin| part.starts_with(begin))
    };
    let is_part = PART_BEGINS.iter().any(|begin| part.starts_with(begin))
        || PART_ENDS.iter().any(|end| part.ends_with(end))
        || of_school();
    if is_part && is_company_like(taxonomy, whole) {
        name.end - whole.len()..name.end
    } else {
        name
    }
}

/// Words in lower case with which a phrase begins and no name.
const FUNCTION_WORDS: &[&str] = &[
    "as", "in", "for", "of", "by", "on", "to", "and", "with", "from", "via", "into", "using", "a", "an",
];

/// Small words that stand in names, in the languages of those who write them.
const JOINTS: &[&str] = &[
    "of", "the", "and", "for", "in", "at", "de", "del", "des", "du", "la", "le", "les", "el", "da", "do",
    "dos", "das", "y", "e", "et", "i", "und", "für", "von", "van", "der", "den", "di", "della", "dei", "per",
    "al", "à", "&", "z", "o.o", "o.o.",
];

static SMALL: LazyLock<WordList<()>> = LazyLock::new(|| WordList::of(JOINTS));

/// Names have at most one common word in small letters; phrases have more, or tell what was done: "Worked with looms".
fn is_phrase(text: &str, count: usize) -> bool {
    let mut words = text.split_ascii_whitespace();
    let tells = words
        .next()
        .is_some_and(|word| word.ends_with("ed") || word.ends_with("ing"));
    if tells
        && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_lowercase))
    {
        return true;
    }
    let common = |word: &&str| word.starts_with(char::is_lowercase) && !SMALL.has(word);
    count >= 3 && text.split_ascii_whitespace().filter(common).nth(1).is_some()
}

/// Words of titles that tell what was done where one of [`OBJECTS`] follows: "Lead the team of …".
const VERBS: &[&str] = &[
    "Lead", "Mentor", "Head", "Coach", "Chair", "Staff", "Advocate", "Partner",
];

const OBJECTS: &[&str] = &[
    "the",
    "a",
    "an",
    "our",
    "my",
    "all",
    "new",
    "junior",
    "engineers",
    "developers",
];

/// Verbs with which no title begins.
const DEEDS: &[&str] = &[
    "Improve",
    "Detect",
    "Maintain",
    "Write",
    "Wrote",
    "Solve",
    "Optimize",
    "Review",
    "Hire",
    "Implement",
    "Fix",
    "Drive",
    "Deliver",
    "Define",
    "Coordinate",
    "Collaborate",
    "Provide",
    "Ensure",
    "Create",
    "Manage",
    "Develop",
    "Help",
    "Train",
    "Led",
    "Built",
    "Made",
];

/// "Lead the team of five", "Improve dev tools": says whether words tell of work rather than naming a position.
pub(super) fn is_told(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    second.starts_with(char::is_lowercase)
        && (VERBS.contains(&first) && OBJECTS.contains(&second) || DEEDS.contains(&first))
}

static HERE: Cues = Cues::caseless(&[" here"]);

/// Says whether a part can be the name of a company.
pub(super) fn is_company_like(taxonomy: &Taxonomy, text: &str) -> bool {
    reads_as_company(text) && !places::is_place(taxonomy, text)
}

/// Says whether the words of a part can name a company, if they are no place's name.
pub(super) fn reads_as_company(text: &str) -> bool {
    let first = text.split_ascii_whitespace().next().unwrap_or_default();
    let begins_phrase = first.starts_with(char::is_lowercase) && FUNCTION_WORDS.contains(&first);
    let joint = || {
        text.split_ascii_whitespace()
            .all(|word| word.starts_with(char::is_lowercase) && SMALL.has(word))
    };
    if begins_phrase || HERE.are_in(text) || joint() {
        return false;
    }
    let words = text.split_ascii_whitespace().count();
    let capital = text
        .chars()
        .find(|letter| letter.is_alphanumeric())
        .is_some_and(|letter| !letter.is_lowercase() || words <= 2 || first.contains(char::is_uppercase));
    words <= 10
        && capital
        && !is_phrase(text, words)
        && !is_told(text)
        && !text.starts_with("Team of ")
        && !is_address(text)
        && !is_street(text)
        && !text.ends_with(['.', '!', '?', ':'])
        && !(text.contains(':') && text.contains("://"))
        && !text.starts_with("www.")
        && text
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .nth(1)
            .is_some()
        && !names::bare(text).is_empty()
}

/// What streets are called, lower case.
const STREETS: &[&str] = &[
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "boulevard",
    "blvd",
    "lane",
    "ln",
    "drive",
    "dr",
    "way",
    "square",
    "place",
    "court",
    "highway",
    "hwy",
    "rue",
    "via",
    "calle",
    "strasse",
    "straße",
    "north",
    "south",
    "east",
    "west",
    "floor",
];

/// "125 Queens Street": begins with a number and names a street.
fn is_street(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    let number = words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    let street = |word: &str| STREETS.contains(&word.trim_matches(['.', ',']).to_lowercase().as_str());
    number && words.any(street)
}

/// A line of a postal address: a floor, a suite, a box, or a postal code at its end.
fn is_address(text: &str) -> bool {
    static MARKS: Cues = Cues::caseless(&[" floor", "suite ", "p.o. box", "po box ", "apt ", "street "]);
    let mut words = text.rsplit([' ', ',']).filter(|word| !word.is_empty());
    let last = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    let zip = last.len() == 5 && digits(last) == 5 && before.len() == 2;
    let halves = last.len() == 3 && before.len() <= 4 && digits(last) >= 1 && digits(before) >= 1;
    MARKS.are_in(text) || zip || halves
}

/// "OWL – Orvik Weaving League": says whether words spell out the letters before them.
pub(super) fn is_acronym_of(letters: &str, words: &str) -> bool {
    let short =
        (2..=ACRONYM_BYTES).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !short {
        return false;
    }
    let mut left = letters.chars();
    let initials = words
        .split_ascii_whitespace()
        .filter_map(|word| word.chars().next());
    let found = initials.filter(|initial| initial.is_uppercase());
    let found: Vec<bool> = found
        .map(|initial| left.any(|letter| letter == initial))
        .collect();
    found.first() == Some(&true)
        && words.starts_with(letters.get(..1).unwrap_or(letters))
        && found.get(1) == Some(&true)
}

/// The most letters of such an acronym.
const ACRONYM_BYTES: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelt_out_by_the_initials_of_a_name() {
        assert!(is_acronym_of("OWL", "Orvik Weaving League"));
        assert!(is_acronym_of("SANEOR", "Saneamento do Estado de Orvik"));
        assert!(!is_acronym_of("OWL", "Payment Support") && !is_acronym_of("Lumoraq", "Looms Unit"));
    }

    #[test]
    fn an_employer_is_no_part_of_itself() {
        let taxonomy = Taxonomy::embedded();
        for (line, expected) in [
            ("Looms Department, Lumoraq", "Lumoraq"),
            ("Department of Odd Machines, Orvik College", "Orvik College"),
            ("Lumoraq, Inc.", "Lumoraq, Inc."),
            ("Center for Looms, Orvik College", "Orvik College"),
            ("Center for Looms, Norway", "Center for Looms, Norway"),
            ("Looms Department, Oslo", "Looms Department, Oslo"),
        ] {
            let whole = whole_employer(taxonomy, line, 0..line.len());
            assert_eq!(slice(line, whole), expected);
        }
    }

    #[test]
    fn phrases_and_addresses_name_no_employer() {
        let taxonomy = Taxonomy::embedded();
        for name in [
            "Lumoraq GmbH",
            "Institute of Odd Machines",
            "3Fold",
            "Nordvik & Partners",
            "go4odd",
        ] {
            assert!(is_company_like(taxonomy, name), "{name}");
        }
        for other in [
            "built the billing",
            "Worked with three other teams",
            "Worked with looms",
            "Team of five",
            "125 Queens Street",
            "Suite 400",
            "Lumora 12, 12345",
            "Toronto, Canada",
            "https://lumoraq.example",
            "www.lumoraq.example",
            "See you soon!",
            "de",
            "von der",
        ] {
            assert!(!is_company_like(taxonomy, other), "{other}");
        }
    }
}
