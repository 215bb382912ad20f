//! What stands around a word of running text: signs of a list, words that join the names of one in many languages.

use std::ops::Range;

use crate::extract::document::slice;
use crate::taxonomy::{Mention, Skill};

/// The most bytes that a rule looks at on either side of a word.
pub(super) const AROUND: usize = 160;

pub(super) fn before(text: &str, at: usize) -> &str {
    slice(text, text.floor_char_boundary(at.saturating_sub(AROUND))..at)
}

pub(super) fn after(text: &str, at: usize) -> &str {
    slice(text, at..text.floor_char_boundary((at + AROUND).min(text.len())))
}

/// Words before what somebody works with, and between two such things.
const LEADING: &[&str] = &[
    "in", "with", "using", "en", "con", "com", "avec", "mit", "dans", "em", "usando", "med", "met", "w", "z",
    "på", "ile", "на", "с", "в",
];
const JOINING: &[&str] = &[
    "and", "or", "et", "ou", "y", "o", "e", "ed", "und", "oder", "och", "og", "en", "i", "oraz", "ve", "и",
    "і", "та", "ja", "dan",
];

/// Says whether signs of a list stand around a word.
pub(super) fn is_delimited(text: &str, span: &Range<usize>) -> bool {
    let before = before(text, span.start);
    let after = after(text, span.end);
    let last = before.trim_end_matches(' ');
    let next = after.trim_start_matches(' ');
    let left = last.chars().next_back().is_none_or(is_sign) || {
        let word = last.rsplit([' ', '\n']).next().unwrap_or(last);
        last.len() < before.len() && (LEADING.contains(&word) || JOINING.contains(&word))
    };
    let right = || {
        next.chars().next().is_none_or(is_sign) || {
            let word = next.split([' ', '\n']).next().unwrap_or(next);
            next.len() < after.len() && JOINING.contains(&word)
        }
    };
    left && right()
}

const fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        ',' | '/'
            | '|'
            | '•'
            | '·'
            | '"'
            | '\''
            | '`'
            | '('
            | ')'
            | '['
            | ']'
            | ':'
            | ';'
            | '\n'
            | '+'
            | '&'
            | '.'
            | '\t'
    )
}

/// So many capitalized names in a row are those of technologies, whatever else each of them means.
const ROW: usize = 3;

/// "Ruby, Loom et Weft": says whether a word is one of several names with nothing but signs of a list between them.
pub(super) fn is_in_row(text: &str, mentions: &[Mention<'_, Skill>], span: &Range<usize>) -> bool {
    let named =
        |range: &Range<usize>| range.len() > 1 && slice(text, range.clone()).starts_with(char::is_uppercase);
    if !named(span) {
        return false;
    }
    let at = mentions.partition_point(|other| other.span.start < span.start);
    let (left, right) = mentions.split_at(at);
    let mut count = 1;
    let mut start = span.start;
    for other in left.iter().rev().take(ROW) {
        if other.span.end > start || !named(&other.span) || !is_joint(slice(text, other.span.end..start)) {
            break;
        }
        (count, start) = (count + 1, other.span.start);
    }
    let mut end = span.end;
    for other in right.iter().skip(1).take(ROW) {
        if other.span.start < end || !named(&other.span) || !is_joint(slice(text, end..other.span.start)) {
            break;
        }
        (count, end) = (count + 1, other.span.end);
    }
    count >= ROW
}

/// ", ", " / ", " et ", ", and ": what stands between two names of a list.
fn is_joint(between: &str) -> bool {
    let word = between
        .trim()
        .trim_start_matches([',', '/', '|', '·', '•', '+', '&'])
        .trim();
    between.len() <= JOINT_BYTES && !between.contains('\n') && (word.is_empty() || JOINING.contains(&word))
}

/// The most bytes between two names of a list.
const JOINT_BYTES: usize = 8;

#[cfg(test)]
mod tests {
    use crate::extract::skills::tests::check_names as check;

    #[test]
    fn words_of_many_languages_stand_around_technologies() {
        check(
            "Je code en Crystal et en Nim, avec Docker.",
            &["Crystal", "Nim", "Docker"],
        );
        check(
            "Trabajo con Docker, con Helm y Vault.",
            &["Docker", "Helm", "HashiCorp Vault"],
        );
        check("Ich baue mit Docker und Vault.", &["Docker", "HashiCorp Vault"]);
        check("Docker hilft, und Julia mit Ray auch mal.", &["Docker"]);
    }

    #[test]
    fn several_everyday_words_in_a_row_are_technologies() {
        check("J'écris Ruby, Crystal et Elm.", &["Ruby", "Crystal", "Elm"]);
        check("My children are Ruby and Julia.", &[]);
        check("We met Ruby, Julia and Tom.", &[]);
    }
}
