//! Which words of a sentence name an employer.

use std::ops::Range;

use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim};

/// The most words of a name.
const NAME_WORDS: usize = 5;

/// Reads a run of capitalized words: "Acme Works of Berlin".
pub(super) fn name_at(text: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut words = 0;
    for word in slice(text, start..text.len()).split_inclusive(' ') {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let digit = |letter: char| letter.is_ascii_digit();
        let capital = bare.starts_with(char::is_uppercase)
            || bare.starts_with(digit) && (words > 0 || is_numbered_name(bare));
        let joint = words > 0 && matches!(bare, "of" | "de");
        // "After six years at Acme I joined Bolt"
        let writer = words > 0 && matches!(bare.as_bytes(), [b'I'] | [b'I', b'\'' | 0xe2, ..]);
        if !capital && !joint || writer || words == NAME_WORDS {
            break;
        }
        words += 1;
        if bare.len() < word.trim_end().len() {
            end += bare.len();
            break;
        }
        end += word.len();
    }
    let range = trim(text, start..end);
    (words > 0 && range.len() >= 2).then_some(range)
}

/// "1Password", "23andMe": a name that begins with a number goes on with a capital, and more than one letter.
fn is_numbered_name(word: &str) -> bool {
    let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    letters.chars().count() > 2 && letters.contains(char::is_uppercase)
}

/// Reads an account's login: the "acme" of "Engineer @acme".
pub(super) fn login_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = slice(text, start..text.len());
    let end = rest
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'))
        .unwrap_or(rest.len());
    // "ada@mill.example" is an address.
    let address = slice(rest, end..rest.len())
        .strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (end >= 3 && !address).then_some(start..start + end)
}

/// Ends of companies' names that are the addresses of their sites.
const SITES: &[&str] = &[
    "io", "ai", "com", "app", "co", "so", "sh", "gg", "tech", "cloud", "net", "org", "xyz", "tv",
];

/// Reads a name in small letters that is the address of its owner's site: the "loom.io" of "engineer at loom.io".
pub(super) fn site_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = slice(text, start..text.len());
    let end = rest
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')))
        .unwrap_or(rest.len());
    let site = slice(rest, 0..end).trim_end_matches('.');
    let (name, domain) = site.split_once('.')?;
    let goes_on = slice(rest, site.len()..rest.len()).starts_with(['/', '@', ':']);
    (name.len() >= 2 && SITES.contains(&domain) && !goes_on).then_some(start..start + site.len())
}

/// Universities employ those who teach and research there; the others have studied there.
pub(super) fn is_academic(clause: &str) -> bool {
    static TITLES: Cues = Cues::caseless(&[
        "professor",
        "lecturer",
        "researcher",
        "research assistant",
        "teaching assistant",
        "postdoc",
        "research fellow",
        "instructor",
    ]);
    TITLES.are_in(clause)
}

static SCHOOLS: Cues = Cues::caseless(&["university", "institute of", "college", "school"]);

/// Says whether words name one school, and not schools as such.
pub(super) fn is_school(name: &str) -> bool {
    SCHOOLS.are_in(name) && name.split_ascii_whitespace().count() >= 2
}

/// Says whether a name is a service where people are found, which has employees as well.
pub(super) fn is_service(name: &str) -> bool {
    ["github", "linkedin", "twitter", "medium", "mastodon", "bluesky"]
        .iter()
        .any(|service| service.eq_ignore_ascii_case(name))
}

/// "Loom Captain", "Acme Developer Expert": a name that companies give to people who do not work for them.
pub(super) fn is_honor(name: &str) -> bool {
    const HONORS: &[&str] = &[
        " Captain",
        " Ambassador",
        " Champion",
        " Hero",
        " MVP",
        " Developer Expert",
        " Community Builder",
        " Insider",
    ];
    HONORS.iter().any(|honor| name.ends_with(honor))
}

/// Says whether capitalized words employ nobody: services, schools, beginnings of sentences.
pub(super) fn is_no_employer(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "i",
        "my",
        "the",
        "home",
        "scale",
        "meetups",
        "fun",
        "free",
        "myself",
        "friends",
        "charity",
        "startups",
        "clients",
        "companies",
        "equipo",
        "equipe",
        "government",
        "social good",
        "open source",
        "good",
    ];
    // "Fortune 500 companies" are no one of them.
    let ranked = name
        .strip_prefix("Fortune ")
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    WORDS.contains(&name.to_lowercase().as_str()) || is_service(name) || SCHOOLS.are_in(name) || ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_run_of_capitalized_words() {
        for (text, expected) in [
            ("Lumoraq, where", Some("Lumoraq")),
            ("Lumoraq Works of Bremen since", Some("Lumoraq Works of Bremen")),
            ("Vintrel & Lumoraq", Some("Vintrel")),
            ("Vintrel and Lumoraq", Some("Vintrel")),
            ("Studio 54 as", Some("Studio 54")),
            ("Lumoraq. We", Some("Lumoraq")),
            ("One Two Three Four Five Six", Some("One Two Three Four Five")),
            ("a mill", None),
            ("54 mills", None),
            ("9Looms as", Some("9Looms")),
            ("5G masts", None),
            ("X", None),
            ("", None),
        ] {
            let found = name_at(text, 0).map(|range| slice(text, range));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn schools_employ_those_who_teach_or_research() {
        assert!(is_academic("I am a Postdoc"));
        assert!(!is_academic("I am an engineer"));
        assert!(is_school("Bremen University"));
        assert!(!is_school("University"));
        assert!(!is_school("Lumoraq Works"));
        for other in ["GitHub", "The", "Bremen University", "College"] {
            assert!(is_no_employer(other), "{other}");
        }
        assert!(!is_no_employer("Lumoraq"));
        assert!(is_no_employer("Fortune 500") && !is_no_employer("Fortune Mills"));
    }
}
