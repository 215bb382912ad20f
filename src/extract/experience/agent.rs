//! Titles that no vocabulary knows, told by the form of their words: "Cluster Shepherd", "Keeper of Queues", "Loomwright".

/// Endings of words for those who do something.
const ENDINGS: &[&str] = &[
    "er",
    "or",
    "ist",
    "smith",
    "wright",
    "herd",
    "monger",
    "ician",
    "ologist",
    "master",
    "whisperer",
];

/// Words with such an ending that are something else, lower case; companies and places are called so.
const THINGS: &[&str] = &[
    "amber",
    "banner",
    "better",
    "border",
    "career",
    "cellar",
    "center",
    "chamber",
    "chapter",
    "cluster",
    "color",
    "computer",
    "copper",
    "corner",
    "counter",
    "cover",
    "cyber",
    "doctor",
    "door",
    "error",
    "ether",
    "factor",
    "finger",
    "fiber",
    "filter",
    "flower",
    "folder",
    "former",
    "harbor",
    "hunger",
    "inner",
    "junior",
    "laser",
    "ledger",
    "letter",
    "liquor",
    "lumber",
    "major",
    "master",
    "matter",
    "meter",
    "minor",
    "mirror",
    "monitor",
    "motor",
    "never",
    "newsletter",
    "number",
    "offer",
    "order",
    "other",
    "outer",
    "over",
    "paper",
    "partner",
    "pepper",
    "power",
    "printer",
    "raptor",
    "razor",
    "reactor",
    "rather",
    "river",
    "router",
    "rubber",
    "sector",
    "semester",
    "senior",
    "sensor",
    "server",
    "silver",
    "sister",
    "spider",
    "summer",
    "super",
    "tensor",
    "theater",
    "thunder",
    "tiger",
    "timber",
    "together",
    "tower",
    "tractor",
    "transfer",
    "twist",
    "under",
    "upper",
    "vector",
    "water",
    "weather",
    "winter",
    "wonder",
];

/// The most words of such a title, and the least letters of its last one.
const WORDS: usize = 5;
const LETTERS: usize = 5;

/// Says whether the main word of a few is one for somebody who does something.
pub(super) fn is_agent(text: &str) -> bool {
    let main = text.split(" of ").next().unwrap_or(text);
    let Some(last) = main.rsplit(' ').next().filter(|last| last.len() >= LETTERS) else {
        return false;
    };
    let letters = |word: &str| {
        word.chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '&' | '\''))
    };
    let named = |word: &str| {
        word.starts_with(char::is_uppercase) || matches!(word, "of" | "and" | "the" | "for" | "&")
    };
    let mut words = text.split(' ');
    let titled = words.all(|word| letters(word) && named(word)) && text.split(' ').count() <= WORDS;
    let lower = last.to_lowercase();
    titled && ENDINGS.iter().any(|end| lower.ends_with(end)) && !THINGS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_those_who_do_something_end_so() {
        for title in ["Cluster Shepherd", "Keeper of Queues", "Loomwright", "Bit Herder"] {
            assert!(is_agent(title), "{title}");
        }
        for other in [
            "Lumoraq",
            "Odd Mills",
            "Copper River",
            "Medical Center",
            "Weaver 2",
            "the weaver",
        ] {
            assert!(!is_agent(other), "{other}");
        }
    }
}
