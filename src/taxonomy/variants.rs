//! In which other ways is a name written? Joined, apart, in the plural: derived, so that no vocabulary lists them.

use super::fold::{Folded, Gap, fold, key};

/// The fewest letters that joined words must have: `A/B` is not `ab`.
const JOINED_LETTERS: usize = 4;
/// The fewest letters of a last word that is put into the singular.
const SINGULAR_LETTERS: usize = 4;

/// Another spelling of a name, folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) key: String,
    /// It is the name only where its words are capitalized: `Git Hub`, not `git hub`.
    pub(super) capitalized: bool,
}

/// Derives the other spellings of a name; `countable` names have plurals even as a single word.
pub(super) fn variants(name: &str, countable: bool) -> Vec<Variant> {
    let folded = fold(name);
    let counted = countable || is_phrase(&folded);
    let number = |spelling: &str| other_number(spelling).filter(|_| counted);
    let mut spellings: Vec<(String, bool)> = Vec::new();
    spellings.extend(number(name).map(|other| (other, false)));
    let spaced = name.contains('/').then(|| name.replace('/', " "));
    for spelling in joined(name, &folded).into_iter().chain(spaced) {
        let other = number(&spelling);
        spellings.push((spelling, false));
        spellings.extend(other.map(|other| (other, false)));
    }
    spellings.extend(apart(name).map(|spelling| (spelling, true)));
    let keys = spellings.into_iter().map(|(spelling, capitalized)| Variant {
        key: key(&spelling),
        capitalized,
    });
    keys.filter(|variant| variant.key != folded.form && !variant.key.is_empty())
        .collect()
}

fn is_phrase(folded: &Folded<'_>) -> bool {
    folded.words.iter().skip(1).any(|word| word.gap != Gap::None)
}

/// `Node.js` as `Nodejs`, `CI/CD` as `CICD`.
fn joined(name: &str, folded: &Folded<'_>) -> Option<String> {
    let gaps = || folded.words.iter().skip(1).map(|word| word.gap);
    if gaps().all(|gap| gap == Gap::None) || gaps().any(|gap| gap == Gap::Break) {
        return None;
    }
    let joined: String = folded
        .words
        .iter()
        .filter_map(|word| name.get(word.span.clone()))
        .collect();
    (joined.chars().count() >= JOINED_LETTERS).then_some(joined)
}

/// `JavaScript` as `Java Script`.
fn apart(name: &str) -> Option<String> {
    let mut spelling = String::with_capacity(name.len() + 2);
    let mut before = ' ';
    for letter in name.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            spelling.push(' ');
        }
        spelling.push(letter);
        before = letter;
    }
    let long = spelling.split(' ').all(|part| part.chars().count() > 1);
    (long && spelling.len() > name.len()).then_some(spelling)
}

/// The plural of a singular and the other way round.
fn other_number(spelling: &str) -> Option<String> {
    let last = spelling.chars().next_back()?;
    if !last.is_ascii_alphabetic() {
        return None;
    }
    if is_acronym_in_s(spelling) {
        return None;
    }
    let lower = spelling.to_ascii_lowercase();
    if let Some(stem) = lower.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if lower.ends_with("ss") || lower.ends_with("us") || lower.ends_with("sis") || lower.ends_with("js") {
        return None;
    }
    if let Some(stem) = lower.strip_suffix('s') {
        let letters = stem
            .chars()
            .rev()
            .take_while(|letter| letter.is_alphabetic())
            .count();
        return (letters + 1 >= SINGULAR_LETTERS).then(|| stem.to_owned());
    }
    match lower.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => Some(format!("{stem}ies")),
        _ => Some(format!("{lower}s")),
    }
}

/// The last letter of `ADAS` stands for a word.
fn is_acronym_in_s(spelling: &str) -> bool {
    let last = spelling.rsplit(' ').next().unwrap_or_default();
    last.len() > 1 && last.ends_with('S') && last.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, countable: bool, spelling: &str, expected: bool) {
        let found = variants(name, countable)
            .iter()
            .any(|variant| variant.key == key(spelling));
        assert_eq!(found, expected, "{name} as {spelling}");
    }

    #[test]
    fn names_are_written_joined_and_apart() {
        check("Node.js", false, "nodejs", true);
        check("CI/CD", false, "cicd", true);
        check("CI/CD", false, "CI CD", true);
        check("JavaScript", false, "Java Script", true);
        check("A/B", false, "ab", false);
    }

    #[test]
    fn phrases_and_countable_words_have_plurals() {
        check("REST API", false, "REST APIs", true);
        check("REST APIs", false, "RESTAPI", true);
        check("Design patterns", false, "design pattern", true);
        check("LLM", true, "LLMs", true);
        check("React", false, "reacts", false);
        check("ADAS", true, "Ada", false);
        check("Data repository", false, "data repositories", true);
    }
}
