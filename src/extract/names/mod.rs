//! What the name of a person, of a company and of a thing looks like.

mod nations;
mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use deunicode::deunicode_with_tofu_cow;

use nations::NATIONS;
use words::NOT_NAMES;

use super::words::WordList;

/// Particles inside names, lower case.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "van", "von", "der", "den", "la", "le", "el", "al",
    "bin", "ben", "ibn", "y", "e", "ter", "zu", "san", "st",
];

/// Says whether words look like a person's full name.
pub(super) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let introduced = words
        .first()
        .is_some_and(|word| ["I'm", "I’m", "Im"].contains(word));
    // "María José Fernández de la Cruz"
    let own = words.iter().filter(|word| !is_particle(word)).count();
    !introduced
        && ((2..=5).contains(&words.len()) || words.len() <= 6 && (2..=4).contains(&own))
        && text.chars().count() <= 45
        && words.iter().all(|word| is_name_word(word))
        && words.iter().any(|word| begins_upper(word))
}

/// Says whether a single word can be a given name or a nickname.
pub(super) fn is_given_name(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=20).contains(&letters) && begins_upper(word) && is_name_word(word)
}

/// Says whether a word in small letters can stand between the words of a name: "de", "van".
pub(super) fn is_particle(word: &str) -> bool {
    word.len() >= 2 && PARTICLES.contains(&word)
}

fn begins_upper(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|letter| letter.is_uppercase() || (letter.is_alphabetic() && !letter.is_lowercase()))
}

fn is_name_word(word: &str) -> bool {
    static PARTICLE: LazyLock<WordList<()>> = LazyLock::new(|| WordList::of(PARTICLES));
    static NO_NAME: LazyLock<WordList<()>> = LazyLock::new(|| {
        let words = NOT_NAMES.iter().chain(NATIONS);
        WordList::new(words.map(|word| (*word, ())))
    });
    let bare = word.trim_end_matches('.');
    if PARTICLE.has(bare) {
        return true;
    }
    let shape = bare
        .chars()
        .all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-' | '.'))
        && !bare.is_empty();
    shape && begins_upper(bare) && !NO_NAME.has(bare)
}

/// "Adelaide (Ada) Quill": leaves out the short form of a name that stands inside of it.
pub(super) fn without_short_form(text: &str) -> String {
    without_inside(text, " (", ") ").unwrap_or_else(|| text.to_owned())
}

/// The same of a nickname: "Adelaide “Ada” Quill".
pub(super) fn without_nickname(text: &str) -> String {
    let quoted = without_inside(text, " \"", "\" ").or_else(|| without_inside(text, " “", "” "));
    quoted.unwrap_or_else(|| without_short_form(text))
}

fn without_inside(text: &str, open: &str, close: &str) -> Option<String> {
    let (given, rest) = text.split_once(open)?;
    let (_, family) = rest.split_once(close)?;
    Some(format!("{given} {family}"))
}

/// Writes a name with capitals at the beginnings only, where it is all in capitals.
pub(super) fn tidy_person(text: &str) -> String {
    let text = &without_short_form(text);
    let shouted = !text.chars().any(char::is_lowercase);
    let words = text
        .split_ascii_whitespace()
        .map(|word| word.trim_end_matches([',', '.', '!', ':']));
    let words = words.filter(|word| !word.is_empty()).map(|word| {
        if !shouted || word.chars().count() < 3 {
            return word.to_owned();
        }
        capitalize(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

fn capitalize(word: &str) -> String {
    let mut begin = true;
    let mut tidy = String::with_capacity(word.len());
    for letter in word.chars() {
        if begin {
            tidy.push(letter);
        } else {
            tidy.extend(letter.to_lowercase());
        }
        begin = matches!(letter, '-' | '\'' | '’');
    }
    tidy
}

/// Returns an id of lower-case ASCII letters, digits and hyphens; signs that tell names apart are spelled.
pub(super) fn slug(name: &str) -> String {
    let spelled: Cow<'_, str> = if name.contains(['+', '#']) {
        name.replace('+', "-plus").replace('#', "-sharp").into()
    } else {
        name.into()
    };
    let mut slug = String::with_capacity(spelled.len());
    for letter in deunicode_with_tofu_cow(&spelled, "[?]").chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Removes emoji, Markdown signs and blanks around a text.
pub(super) fn bare(text: &str) -> &str {
    let mut bare = text;
    loop {
        let next = without_signs(bare);
        if next.len() == bare.len() {
            return bare;
        }
        bare = next;
    }
}

fn without_signs(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        // The filler of Hangul is a letter that nobody sees.
        !(letter.is_alphanumeric() && letter != '\u{3164}'
            || matches!(letter, '(' | ')' | '+' | '#' | '.' | '/' | '@' | '&' | '"' | '\''))
    })
    .trim_end_matches(['.', '"', '\'', '/', '&'])
    .trim_start_matches(['"', '\'', ')', '/', '&', '#'])
    .trim()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_tidy_stays_so(text in any::<String>()) {
            let id = slug(&text);
            prop_assert_eq!(slug(&id), id.clone());
            let name = tidy_person(&text);
            prop_assert_eq!(tidy_person(&name), name.clone());
            prop_assert_eq!(bare(bare(&text)), bare(&text));
        }
    }

    #[test]
    fn signs_alone_are_no_words_of_a_name() {
        assert_eq!(tidy_person(": Ada  Quill ,"), "Ada Quill");
        assert_eq!(bare("\u{3164} Loom"), "Loom");
    }

    #[test]
    fn names_of_people_are_told_from_other_headings() {
        for name in [
            "Ada Lovelace",
            "NEREA SOLANAVERA",
            "Ludwig van Beethoven",
            "J. R. R. Tolkien",
            "Jean-Luc Picard",
            "Ada Nerea Quill de la Rosa",
        ] {
            assert!(is_person(name), "{name}");
        }
        for other in [
            "About Me",
            "Typing SVG",
            "Software Engineer",
            "hello world",
            "Ada",
            "C++ Developer",
            "Research Interests",
            "Selected Coursework",
            "PDF Version",
        ] {
            assert!(!is_person(other), "{other}");
        }
        assert_eq!(tidy_person("NEIL O'HANLON"), "Neil O'Hanlon");
        assert_eq!(without_nickname("Adelaide \"Ada\" Quill"), "Adelaide Quill");
        assert_eq!(without_nickname("Adelaide “Ada” Quill"), "Adelaide Quill");
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(slug("Crédit Agricole & Co."), "credit-agricole-co");
        assert_ne!(slug("C++"), slug("C#"));
    }
}
