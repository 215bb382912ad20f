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
    folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| word.len() >= WORD_LETTERS)
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
}
