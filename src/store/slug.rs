//! A person's place in URLs: from their name, unique, and never changed once it is given.

use uuid::Uuid;

/// The most letters of a name that a slug holds.
const NAME_CHARS: usize = 60;

/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Letters that tell apart people of one name.
const SHORT: usize = 5;

/// How the slugs of people without a name begin.
const NAMELESS: &str = "p";

/// As many letters as the random part of an id has.
const LONG: usize = 12;

/// Returns the slugs that the person may have, the nicest first. What they are made of never changes with the person.
pub(super) fn candidates(name: Option<&str>, id: Uuid) -> Vec<String> {
    let letters = random_letters(id);
    let named = name.map(slugged).filter(|name| !name.is_empty());
    let Some(name) = named else {
        return vec![format!("{NAMELESS}-{letters}")];
    };
    let short: String = letters.chars().take(SHORT).collect();
    vec![
        name.clone(),
        format!("{name}-{short}"),
        format!("{name}-{letters}"),
    ]
}

/// The slug of a name, where it has letters.
pub(super) fn of_name(name: &str) -> Option<String> {
    Some(slugged(name)).filter(|name| !name.is_empty())
}

/// The part of a slug that people of one name share: without the letters that tell them apart. A surname that looks like
/// such letters is taken for them.
pub(super) fn stem(slug: &str) -> &str {
    let is_told_apart = |letters: &str| {
        [SHORT, LONG].contains(&letters.len()) && letters.bytes().all(|letter| ALPHABET.contains(&letter))
    };
    match slug.rsplit_once('-') {
        Some((stem, letters)) if is_told_apart(letters) && ![NAMELESS, ""].contains(&stem) => stem,
        _ => slug,
    }
}

/// The random part of an id as letters; the part that tells the time is left out.
fn random_letters(id: Uuid) -> String {
    let (_, random) = id.as_u64_pair();
    (0..LONG)
        .map(|place| {
            let digit = (random >> (5 * place)) & 31;
            char::from(ALPHABET[usize::try_from(digit).expect("five bits are small")])
        })
        .collect()
}

/// Returns the name in Latin letters, digits and single hyphens.
fn slugged(name: &str) -> String {
    let latin = deunicode::deunicode(name).to_lowercase();
    let words = latin
        .replace('\'', "")
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let short: String = words.chars().take(NAME_CHARS).collect();
    short.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_u128(0x0191_2d68_783e_7a03_8467_5661_c124_3ad4);

    fn check(name: &str, expected: &str) {
        assert_eq!(candidates(Some(name), ID)[0], expected, "{name}");
    }

    #[test]
    fn a_slug_is_the_name_in_latin_letters() {
        check("Ada Example", "ada-example");
        check("José  Núñez-Ejemplo", "jose-nunez-ejemplo");
        check("Dara O'Example, PhD", "dara-oexample-phd");
        check("Ольга Примерова", "olga-primerova");
    }

    #[test]
    fn a_person_without_a_name_gets_a_slug_that_tells_nothing() {
        for name in [None, Some(""), Some("***")] {
            let slugs = candidates(name, ID);
            assert_eq!(slugs, candidates(None, ID), "stable");
            assert!(slugs[0].starts_with("p-") && slugs[0].len() == 14, "{slugs:?}");
        }
    }

    #[test]
    fn people_of_one_name_are_told_apart_by_letters_that_tell_no_time() {
        let later = Uuid::from_u128(ID.as_u128() + (1 << 100));
        let slugs = candidates(Some("Ada Example"), ID);
        assert_eq!(slugs, candidates(Some("Ada Example"), later));
        assert!(slugs[1].starts_with("ada-example-") && slugs[1].len() == "ada-example-".len() + SHORT);
        assert!(slugs[2].starts_with(&slugs[1]));
    }

    #[test]
    fn people_of_one_name_share_a_stem() {
        let slugs = candidates(Some("Ada Example"), ID);
        for slug in &slugs {
            assert_eq!(stem(slug), "ada-example", "{slug}");
        }
        assert_eq!(stem("ada"), "ada");
        assert_eq!(
            stem("p-abcdefghijkm"),
            "p-abcdefghijkm",
            "who has no name has no namesakes"
        );
        assert_eq!(of_name("Ada Example").as_deref(), Some("ada-example"));
        assert_eq!(of_name("***"), None);
    }

    #[test]
    fn a_long_name_makes_no_long_slug() {
        let slug = &candidates(Some(&"very long name ".repeat(50)), ID)[0];
        assert!(slug.len() <= NAME_CHARS && !slug.ends_with('-'), "{slug}");
    }
}
