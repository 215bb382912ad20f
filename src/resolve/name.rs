//! Can two names be one person's?

use std::collections::BTreeSet;

/// The fewest letters of a word that tells people apart; shorter ones are initials.
const WORD_LETTERS: usize = 2;

/// Says whether two names can be one person's: they share a word, however it is written, or are the same written together
/// ("adaquill"). A name that is unknown, or nothing but initials, can be anybody's.
#[must_use]
pub fn names_agree(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return true;
    };
    let (one, other) = (folded(one), folded(other));
    let (mine, theirs) = (words(&one), words(&other));
    mine.is_empty() || theirs.is_empty() || !mine.is_disjoint(&theirs) || joined(&one) == joined(&other)
}

/// Says whether two names are one, told more or less fully: each word of the shorter one is a word of the longer one or its
/// initial ("A. Quill", "Ada B. Quill"), or they are the same written together.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (mine, theirs) = (all_words(&one), all_words(&other));
    let (short, mut long) = if mine.len() <= theirs.len() {
        (mine, theirs)
    } else {
        (theirs, mine)
    };
    if short.is_empty() || joined(&one) == joined(&other) {
        return true;
    }
    // Whole words first: an initial must not take the place of one.
    let (whole, rest): (Vec<&str>, Vec<&str>) = short
        .into_iter()
        .partition(|word| take(&mut long, |other| other == *word));
    whole.iter().any(|word| word.len() >= WORD_LETTERS)
        && rest.iter().all(|word| {
            take(&mut long, |other| {
                is_initial(word, other) || is_initial(other, word)
            })
        })
}

/// Takes a word of `words` away; `false` where there is none of the kind.
fn take(words: &mut Vec<&str>, is_it: impl Fn(&str) -> bool) -> bool {
    let place = words.iter().position(|word| is_it(word));
    place.map(|place| words.swap_remove(place)).is_some()
}

fn is_initial(initial: &str, word: &str) -> bool {
    initial.len() < WORD_LETTERS && word.starts_with(initial)
}

/// How many words a name has, initials included.
pub(super) fn word_count(name: &str) -> usize {
    all_words(&folded(name)).len()
}

/// A name's whole words, folded and ascending, which are equal for all spellings of one name.
pub(super) fn spelling(name: &str) -> Vec<String> {
    words(&folded(name)).into_iter().map(str::to_owned).collect()
}

fn folded(name: &str) -> String {
    let written = name.chars().filter_map(|letter| match letter {
        '\'' | '`' => None,
        _ if letter.is_alphanumeric() => Some(letter),
        _ if letter.is_ascii() || letter.is_whitespace() => Some(' '),
        // Accents of their own, emoji.
        _ => None,
    });
    deunicode::deunicode(&written.collect::<String>()).to_lowercase()
}

fn words(folded: &str) -> BTreeSet<&str> {
    all_words(folded)
        .into_iter()
        .filter(|word| word.len() >= WORD_LETTERS)
        .collect()
}

fn all_words(folded: &str) -> Vec<&str> {
    folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

fn joined(folded: &str) -> String {
    folded.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        assert_eq!(names_agree(Some(one), Some(other)), expected, "{one}, {other}");
        assert_eq!(names_agree(Some(other), Some(one)), expected, "{other}, {one}");
    }

    #[test]
    fn a_shared_word_is_enough() {
        check("Ada Quill", "Ada B. Quill", true);
        check("Ada Quill", "A. Quill", true);
        check("Ada Quill", "Quill, Ada", true);
        check("Ada Quill", "Ada", true);
        check("Ada Quill", "Bob Fenwick", false);
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        check("JOSÉ MUÑOZ", "jose munoz", true);
        check("Łukasz Żak", "Lukasz Zak", true);
        check("Иван Петров", "Ivan Petrov", true);
        check("Maeve O'Dell", "Maeve O’Dell", true);
    }

    #[test]
    fn a_login_may_be_the_name_written_together() {
        check("adaquill", "Ada Quill", true);
        check("ada-quill", "Ada Quill", true);
        check("bobfenwick", "Ada Quill", false);
    }

    #[test]
    fn initials_tell_nothing() {
        check("A. Quill", "A. Fenwick", false);
        check("A. Q.", "Ada Quill", true);
    }

    #[test]
    fn who_has_no_name_can_be_anybody() {
        assert!(names_agree(None, Some("Ada Quill")));
        assert!(names_agree(Some("Ada Quill"), None));
        assert!(names_agree(None, None));
        check("", "Ada Quill", true);
        check("🦀", "Ada Quill", true);
    }

    #[track_caller]
    fn check_same(one: &str, other: &str, expected: bool) {
        assert_eq!(same_name(one, other), expected, "{one}, {other}");
        assert_eq!(same_name(other, one), expected, "{other}, {one}");
    }

    #[test]
    fn a_name_is_the_same_however_fully_it_is_told() {
        check_same("Ada Quill", "Ada B. Quill", true);
        check_same("A. Quill", "Ada B. Quill", true);
        check_same("Ada", "Ada Quill", true);
        check_same("adaquill", "Ada Quill", true);
        check_same("QUILL, ADA", "Ada Quill", true);
        check_same("José Muñoz", "jose munoz", true);
    }

    #[test]
    fn one_shared_word_does_not_make_the_same_name() {
        check_same("Ada Quill", "Ada Fenwick", false);
        check_same("Ada Quill", "Bea Quill", false);
        check_same("Ada A. Quill", "Ada B. Quill", false);
        check_same("A. Q.", "Ada Quill", false);
    }
}
