//! What sentences make of words of industries. They count them up as such, "ten years across legal, government and education", or
//! speak of leisure, "in my free time I play video games".

use std::collections::BTreeSet;
use std::ops::Range;

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::taxonomy::{Domain, Mention};

/// Words of sentences that count up industries.
static COUNTING: Cues = Cues::caseless(&[
    " across ",
    "industries",
    "industry",
    "sectors",
    "domains",
    "verticals",
    "setores",
    "sectores",
    "secteurs",
    "branchen",
]);

/// Words that name industries as such.
static NAMED: Cues = Cues::caseless(&[
    "industries",
    "sectors",
    "verticals",
    "setores",
    "sectores",
    "secteurs",
    "branchen",
]);

/// So many industries in a row are counted up; fewer where they are called so.
const ROW: usize = 3;
const NAMED_ROW: usize = 2;

/// Industries that are a pastime as well.
const PASTIMES: &[&str] = &[
    "gaming",
    "media-entertainment",
    "sports-fitness",
    "hospitality-travel",
    "food-delivery",
    "social-media-creator",
];

/// Words of what somebody does when not at work.
static LEISURE: Cues = Cues::caseless(&[
    "playing ",
    " play ",
    "watching ",
    "listening ",
    "free time",
    "spare time",
    "hobb",
    "fun fact",
    "outside of work",
    "outside work",
    "not coding",
    "not working",
    "not programming",
    "away from the keyboard",
]);

/// How far before a word, in bytes, its line is looked at.
const LINE_BYTES: usize = 120;

/// Drops the words of leisure, and makes those sure that are counted up.
pub(super) fn weigh(text: &str, mentions: &mut Vec<Mention<'_, Domain>>) {
    if mentions.is_empty() {
        return;
    }
    mentions.retain(|mention| {
        let taught = ["education", "research-academia"].contains(&mention.entry.id.as_str());
        taught || !is_of_school(text, &mention.span)
    });
    if LEISURE.are_in(text) {
        mentions.retain(|mention| {
            !PASTIMES.contains(&mention.entry.id.as_str()) || !is_of_leisure(text, mention.span.start)
        });
    }
    if mentions.len() < NAMED_ROW || !COUNTING.are_in(text) {
        return;
    }
    let mut rest = mentions.as_mut_slice();
    for sentence in sentences(text) {
        let inside = rest.partition_point(|mention| mention.span.start < sentence.end);
        let (own, others) = rest.split_at_mut(inside);
        rest = others;
        if own.len() >= NAMED_ROW {
            count(text, slice(text, sentence), own);
        }
    }
}

/// Takes out what somebody says that they are not: "I'm not a full-stack developer".
pub(super) fn without_denied(text: &str, mentions: &mut Vec<Mention<'_, Domain>>) {
    mentions.retain(|mention| {
        let before = slice(text, 0..mention.span.start);
        !DENIALS.iter().any(|words| before.ends_with(words))
    });
}

/// Words before what somebody is not.
const DENIALS: &[&str] = &[
    " not a ",
    " not an ",
    "n't a ",
    "n’t a ",
    " never a ",
    " no longer a ",
];

/// Says whether a word belongs to the name of a school: "Lumora Energy University".
fn is_of_school(text: &str, word: &Range<usize>) -> bool {
    let capital = slice(text, word.clone()).starts_with(char::is_uppercase);
    let next = slice(text, word.end..text.len())
        .strip_prefix(' ')
        .unwrap_or_default();
    let end = next
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(next.len());
    capital && ["University", "Institute", "College", "School", "Academy"].contains(&slice(next, 0..end))
}

/// Makes the words of one sentence sure that it counts up.
fn count(text: &str, sentence: &str, mentions: &mut [Mention<'_, Domain>]) {
    if !COUNTING.are_in(sentence) {
        return;
    }
    let listed: Vec<bool> = mentions
        .iter()
        .map(|mention| is_item(text, &mention.span))
        .collect();
    let rows = mentions.iter().zip(&listed).filter(|(_, listed)| **listed);
    let several: BTreeSet<&str> = rows.map(|(mention, _)| mention.entry.id.as_str()).collect();
    let enough = if NAMED.are_in(sentence) { NAMED_ROW } else { ROW };
    if several.len() >= enough {
        for (mention, listed) in mentions.iter_mut().zip(listed) {
            mention.ambiguous &= !listed;
        }
    }
}

/// Returns where the sentences of a text stand, in order.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut begin = 0;
    let ends = text
        .match_indices(['\n', '.', '!', '?'])
        .map(|(at, sign)| at + sign.len())
        .filter(|end| slice(text, 0..*end).ends_with('\n') || slice(text, *end..text.len()).starts_with(' '));
    ends.chain([text.len()])
        .map(move |end| std::mem::replace(&mut begin, end)..end)
}

/// "I like playing video games": says whether the line speaks of leisure before a place.
fn is_of_leisure(text: &str, at: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(LINE_BYTES));
    let line = slice(text, near..at);
    let line = line.rsplit(['\n', '.', '!']).next().unwrap_or(line);
    LEISURE.all_in(line).any(|(at, cue)| {
        let rest = slice(line, at + cue.len()..line.len());
        // "I play a key role in building video games" is work.
        !(cue.contains("play") && PARTS.are_in(rest))
    })
}

/// What is played at work.
static PARTS: Cues = Cues::caseless(&[" role", " part "]);

/// Words between the items of a list, and before the first one.
const BEFORE: &[&str] = &[
    " and",
    " or",
    " across",
    " like",
    " including",
    " in",
    " as",
    " the",
    " from",
    " to",
    " e",
    " y",
    " et",
    " und",
];

/// Words behind an item.
const BEHIND: &[&str] = &[
    " and ",
    " or ",
    " to ",
    " industr",
    " sector",
    " domain",
    " vertical",
    " compan",
    " e ",
    " y ",
    " et ",
    " und ",
];

/// Says whether words stand alone in a list: "legal, government".
fn is_item(text: &str, span: &Range<usize>) -> bool {
    let marks = ['*', '_', '`'];
    let before = slice(text, 0..span.start).trim_end_matches(marks).trim_end();
    let behind = slice(text, span.end..text.len()).trim_start_matches(marks);
    let sign = |letter: char| {
        matches!(
            letter,
            ',' | ';' | ')' | '(' | ':' | '.' | '/' | '&' | '|' | '·' | '•' | '\n'
        )
    };
    let begins = before.ends_with(|letter| sign(letter) && letter != '.')
        || BEFORE.iter().any(|word| before.ends_with(word));
    let ends = behind.trim_start_matches(' ').starts_with(sign)
        || behind.is_empty()
        || BEHIND.iter().any(|word| behind.starts_with(word));
    begins && ends
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::extract::{Document, extract};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let text = format!("# Lena Orvik\n\n## About\n\n{sentence}\n");
        let source = SourceId::new("test");
        let document = Document {
            source: &source,
            text: &text,
        };
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let profile = extract(document, Taxonomy::embedded(), today);
        let mut ids: Vec<_> = profile
            .domains
            .industries
            .iter()
            .map(|domain| domain.id.as_str())
            .collect();
        ids.sort_unstable();
        assert_eq!(ids, expected, "{sentence}");
    }

    #[test]
    fn industries_may_be_counted_up() {
        check(
            "I have ten years of experience across legal, government, and education.",
            &["education", "government-public-sector", "legal"],
        );
        check(
            "I build systems for the *legal* and *education* sectors.",
            &["education", "legal"],
        );
        check(
            "My team made legal notes, an education plan and a government form.",
            &[],
        );
    }

    #[test]
    fn leisure_is_no_business() {
        check("In my free time I love open source and playing video games.", &[]);
        check("I build video games.", &["gaming"]);
        check("I play a key role in building video games.", &["gaming"]);
    }

    #[test]
    fn the_name_of_a_school_tells_of_no_business() {
        check("I wove looms near Lumora Energy University.", &[]);
        check(
            "I wove software for the energy sector and its power plants.",
            &["energy"],
        );
    }

    #[test]
    fn nobody_is_what_they_say_they_are_not() {
        let specialties = |sentence: &str| {
            let text = format!("# Lena Orvik\n\n## About\n\n{sentence}\n");
            let source = SourceId::new("test");
            let document = Document {
                source: &source,
                text: &text,
            };
            let profile = extract(document, Taxonomy::embedded(), NaiveDate::default());
            profile.domains.specialties.len()
        };
        assert_eq!(specialties("I'm not a full-stack developer."), 0);
        assert_eq!(specialties("I'm a full-stack developer."), 1);
    }
}
