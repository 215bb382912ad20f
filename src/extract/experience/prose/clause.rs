//! Which words before an employer are told of it: the last clause of a sentence.

use super::time::{is_about_others, is_length};
use crate::extract::cues::Cues;
use crate::extract::document::slice;

/// Words with which a clause turns: "I completed my Masters at … and am working as an engineer at …" tells of two things.
static TURNS: Cues = Cues::caseless(&[
    " and am ",
    " and i am ",
    " and i'm ",
    " and currently ",
    " and now ",
    " and work ",
    " and past ",
    " and former ",
    " and formerly ",
    " and previously ",
    " and ex-",
]);

/// Words with which a story goes on: "… at Acme, then moved to Bolt, where I built looms, and since 2021 I have been …".
static STEPS: Cues = Cues::caseless(&[
    ", then ",
    ", and then ",
    " and then ",
    ", where i ",
    ", and since ",
    " and since ",
    ", and in ",
    ", after which i ",
    " and ended up ",
    " and landed ",
    ", puis ",
    ", before i ",
    ", before that ",
    ", and before that ",
]);

/// Where the rest of a clause begins behind such words; the first of them belongs to the rest.
fn last_step(clause: &str) -> Option<usize> {
    let (at, words) = STEPS.all_in(clause).last()?;
    let joint = [", and ", ", ", " and "]
        .iter()
        .find(|joint| words.starts_with(**joint))?;
    Some(at + joint.len())
}

/// "dev @ acme, dev": what follows the comma behind another employer that an `@` leads to.
fn behind_login(clause: &str) -> &str {
    let Some(at) = clause.rfind('@') else {
        return clause;
    };
    let rest = slice(clause, at..clause.len());
    rest.split_once(", ").map_or(clause, |(_, next)| next)
}

pub(super) fn last_clause(text: &str) -> &str {
    let mut closed = 0_usize;
    let begins = text.char_indices().rev().find(|(at, letter)| match letter {
        ')' => {
            closed += 1;
            false
        }
        // "Co-Founder (Product) @ Acme": an aside that has ended parts nothing.
        '(' => closed.checked_sub(1).map(|open| closed = open).is_none(),
        // "prev. @Acme", "a Ph.D. at Acme", "Loom.js at Acme"
        '.' => {
            let (before, behind) = (slice(text, 0..*at), slice(text, at + 1..text.len()));
            !(before.ends_with("rev") || is_initial(before) || behind.starts_with(char::is_alphanumeric))
        }
        _ => matches!(letter, '!' | '?' | ';' | '|' | '\n'),
    });
    let clause = begins.map_or(text, |(at, letter)| {
        slice(text, at + letter.len_utf8()..text.len())
    });
    // The clause ends before the blank of " at ".
    let whole = [clause, " "].concat();
    let turn = TURNS.all_in(&whole).last().map(|(at, _)| at + " and".len());
    let begin = turn.max(last_step(&whole)).unwrap_or_default().min(clause.len());
    behind_login(slice(clause, begin..clause.len()))
}

/// "Ph.D", "B.Sc": says whether a text ends with the last letters of an abbreviation.
fn is_initial(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or(text);
    word.rsplit_once('.')
        .is_some_and(|(_, last)| last.starts_with(char::is_uppercase) && last.len() <= INITIAL_BYTES)
}

/// The most bytes of the last part of an abbreviation: "B.Tech".
const INITIAL_BYTES: usize = 4;

/// Says whether an aside is about somebody else: "my friend Bo (ex-Acme".
pub(super) fn is_of_another(before: &str) -> bool {
    before
        .rsplit(['.', '!', '?', ';', '|', '\n'])
        .next()
        .and_then(|sentence| sentence.rsplit_once('('))
        .is_some_and(|(outside, aside)| !aside.contains(')') && is_about_others(outside))
}

/// "an engineer after three years at Acme" was one elsewhere: what is told of the employer itself.
pub(super) fn behind_earlier(clause: &str) -> &str {
    match clause.rsplit_once(" after ") {
        Some((_, length)) if is_length(length) => length,
        _ => clause,
    }
}
