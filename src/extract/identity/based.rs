//! Homes before their word: "a Berlin-based engineer".

use std::ops::Range;

use memchr::memmem;

use crate::extract::document::{slice, trim_by};
use crate::extract::{places, titles};
use crate::taxonomy::Taxonomy;

/// "A Rivermouth-based weaving engineer": the home before the word.
pub(super) fn based(taxonomy: &Taxonomy, text: &str) -> Option<Range<usize>> {
    // Most lines hold it nowhere.
    memmem::find(text.as_bytes(), b"based")?;
    let Some((before, behind)) = text.split_once("-based ").or_else(|| {
        text.split_once(" based ")
            .filter(|(before, _)| before.contains(' '))
    }) else {
        return begun_with(taxonomy, text);
    };
    let words: Vec<&str> = behind.split(' ').take(BASED_WORDS).collect();
    if !titles::is_title(&words.join(" ")) {
        return begun_with(taxonomy, text);
    }
    // The longest name counts; "I am a" is no part of it.
    let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1).take(PLACE_WORDS);
    let mut starts: Vec<usize> = starts.chain([0]).collect();
    starts.sort_unstable();
    let opens = |start: &usize| {
        let first = slice(before, *start..before.len()).split(' ').next();
        !first.is_some_and(|word| ["I", "I'm", "I’m", "A", "An", "Im"].contains(&word))
    };
    let mut names = starts.into_iter().filter(opens).map(|start| start..before.len());
    names.find(|range| {
        let name = slice(text, range.clone());
        name.starts_with(char::is_uppercase) && places::is_place(taxonomy, name)
    })
}

/// "Rivermouth based (citizen) | Weaver": the home with which a line begins.
fn begun_with(taxonomy: &Taxonomy, text: &str) -> Option<Range<usize>> {
    let (before, behind) = text.split_once(" based")?;
    let ended = behind.is_empty()
        || [" (", " |", ",", ".", " •", " ·"]
            .iter()
            .any(|end| behind.starts_with(end));
    let name = trim_by(text, 0..before.len(), |letter| !letter.is_alphanumeric());
    let words = slice(text, name.clone());
    (ended && words.starts_with(char::is_uppercase) && places::is_place(taxonomy, words)).then_some(name)
}

/// So many words before it can be of the place's name: "New York, New York".
const PLACE_WORDS: usize = 4;

/// So many words behind "-based" tell who is.
const BASED_WORDS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_can_stand_before_its_word() {
        let found = |line: &'static str| based(Taxonomy::embedded(), line).map(|range| slice(line, range));
        assert_eq!(found("Berlin-based software engineer"), Some("Berlin"));
        assert_eq!(
            found("I am a New York-based developer of looms"),
            Some("New York")
        );
        assert_eq!(found("A loom-based software engineer"), None);
        assert_eq!(
            found("I'm a Brooklyn, New York based software engineer with looms"),
            Some("Brooklyn, New York")
        );
        assert_eq!(
            found("I am a Lyon, France-based data engineer"),
            Some("Lyon, France")
        );
        assert_eq!(found("Rules are based on Turin"), None);
        assert_eq!(found("Berlin-based company"), None);
        assert_eq!(found("🇩🇪 Berlin based (citizen) | Weaver"), Some("Berlin"));
        assert_eq!(found("Berlin based company"), None);
        assert_eq!(found("Looms based (mostly) on wood"), None);
    }
}
