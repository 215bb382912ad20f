//! When do two spellings say the same? A spelling is never what is measured.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// Words that a company's name may have or lack: legal forms and the nouns that stand like them.
const TRIMMINGS: &[&str] = &[
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "financial",
    "global",
    "gmbh",
    "group",
    "inc",
    "india",
    "lab",
    "labs",
    "limited",
    "llc",
    "llp",
    "ltd",
    "motor",
    "motors",
    "plc",
    "private",
    "pvt",
    "sa",
    "service",
    "services",
    "software",
    "solutions",
    "studio",
    "studios",
    "systems",
    "technologies",
    "technology",
    "the",
    "usa",
];

/// Words of titles and what they are short for.
const SHORT_FOR: &[(&str, &str)] = &[
    ("i", "1"),
    ("ii", "2"),
    ("iii", "3"),
    ("iv", "4"),
    ("backend", "back end"),
    ("cto", "chief technology officer"),
    ("dev", "developer"),
    ("eng", "engineer"),
    ("engg", "engineer"),
    ("frontend", "front end"),
    ("fullstack", "full stack"),
    ("internship", "intern"),
    ("jr", "junior"),
    ("mgr", "manager"),
    ("sde", "software development engineer"),
    ("sr", "senior"),
    ("sse", "senior software engineer"),
    ("swe", "software engineer"),
    ("vp", "vice president"),
];

/// A text in lower case, without accents, compatibility forms and superfluous blanks.
pub(super) fn folded(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|letter| canonical_combining_class(*letter) == 0)
        .collect();
    let lower = plain.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, folded; `C++`, `C#` and `AT&T` are words.
pub(super) fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '+' | '#' | '&'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Says whether two names have the same words.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// Says whether two phrases are mostly the same: equal but for gaps, at least three fifths of their words in common, or one
/// holding all of the two or more words of the other.
pub(super) fn same_text(one: &str, other: &str) -> bool {
    let (first, second) = (words(one), words(other));
    if first.is_empty() || second.is_empty() {
        return folded(one) == folded(other);
    }
    if first.concat() == second.concat() {
        return true;
    }
    let (first, second) = (set(first), set(second));
    let common = first.intersection(&second).count();
    5 * common >= 3 * first.union(&second).count()
        || common >= 2 && common == first.len().min(second.len())
        || glued(&first) == glued(&second)
}

/// Says whether two names are of one company: equal but for gaps or trimmings, or one the beginning of the other.
pub(super) fn same_company(one: &str, other: &str) -> bool {
    let (first, second) = (words(one), words(other));
    if first.is_empty() || second.is_empty() {
        return false;
    }
    if first.concat() == second.concat() {
        return true;
    }
    let bare = |words: &[String]| -> Vec<String> {
        let kept = words.iter().filter(|word| !TRIMMINGS.contains(&word.as_str()));
        kept.cloned().collect()
    };
    if !bare(&first).is_empty() && bare(&first) == bare(&second) {
        return true;
    }
    let (short, long) = if first.len() <= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    long.starts_with(&short) && short.concat().chars().count() >= 3
}

/// Says whether two titles are the same but for common short forms and, in long ones, a word.
pub(super) fn same_title(one: &str, other: &str) -> bool {
    let spelled_out = |title: &str| -> BTreeSet<String> {
        let long = |word: &String| {
            let known = SHORT_FOR.iter().find(|(short, _)| short == word);
            known.map_or(word.clone(), |(_, long)| (*long).to_owned())
        };
        let words: Vec<String> = words(title).iter().map(long).collect();
        words
            .iter()
            .flat_map(|word| word.split(' '))
            .map(str::to_owned)
            .collect()
    };
    let (first, second) = (spelled_out(one), spelled_out(other));
    let common = first.intersection(&second).count();
    common > 0 && 10 * common >= 7 * first.union(&second).count()
}

/// What two spellings of a URL share: neither scheme nor query, `www.`, a country's `LinkedIn` nor the old name of X.
pub(super) fn url_key(url: &str) -> String {
    let url = folded(url);
    let rest = url
        .strip_prefix("https:")
        .or_else(|| url.strip_prefix("http:"))
        .unwrap_or(&url);
    let rest = rest.strip_prefix("//").unwrap_or(&url);
    let rest = rest
        .strip_prefix("www.")
        .or_else(|| rest.strip_prefix("m."))
        .unwrap_or(rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let rest = rest.trim_end_matches('/');
    let rest = match rest.split_once('.') {
        Some((country, site)) if country.len() == 2 && site.starts_with("linkedin.com") => site,
        _ => rest,
    };
    rest.replace("twitter.com/", "x.com/")
}

fn set(words: Vec<String>) -> BTreeSet<String> {
    words.into_iter().collect()
}

fn glued(words: &BTreeSet<String>) -> String {
    words.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_known_without_legal_forms_gaps_and_the_rest_of_a_long_name() {
        for (one, other) in [
            ("Larkfen GmbH", "LARKFEN"),
            ("Stone Brook Labs", "Stonebrook Labs"),
            ("Tarnwick", "Tarnwick Bank of Commerce"),
            ("Æon Technologies", "æon"),
        ] {
            assert!(same_company(one, other), "{one} and {other}");
        }
        for (one, other) in [
            ("Larkfen", "Larkmoor"),
            ("AB", "AB Tarn"),
            ("", "Larkfen"),
            ("Labs", "Group"),
        ] {
            assert!(!same_company(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn titles_are_known_by_most_of_their_words() {
        for (one, other) in [
            ("Sr. Backend Engineer", "Senior Back-End Engineer"),
            ("SDE II", "Software Development Engineer 2"),
            ("Data Engineering Intern", "Data Engineering Internship"),
        ] {
            assert!(same_title(one, other), "{one} and {other}");
        }
        for (one, other) in [
            ("Software Engineer", "Senior Software Engineer"),
            ("CTO", ""),
            ("—", "—"),
        ] {
            assert!(!same_title(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn phrases_are_known_by_most_of_their_words() {
        assert!(same_text("queue-let", "Queuelet"));
        assert!(same_text("Queuelet Viewer", "The Queuelet Viewer App"));
        assert!(!same_text("Queuelet", "Queuelet Viewer"));
        assert!(!same_text("one two three", "two four five"));
    }

    #[test]
    fn urls_are_known_without_scheme_query_and_country() {
        for (one, other) in [
            (
                "https://www.linkedin.com/in/ada/",
                "http://de.linkedin.com/in/Ada?trk=x",
            ),
            ("https://twitter.com/ada", "x.com/ada"),
            ("https://m.example.org/a#top", "example.org/a"),
        ] {
            assert_eq!(url_key(one), url_key(other));
        }
        assert_ne!(url_key("https://example.org/a"), url_key("https://example.org/b"));
    }
}
