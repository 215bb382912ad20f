//! Where a line parts into title, company, place and period, and which parts say nothing of the position.

use std::cell::OnceCell;
use std::ops::Range;

use super::field::is_field;
pub(super) use super::noise::{is_duration, is_noise};
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim, trim_by};
use crate::extract::sections::unnumbered;
use crate::extract::{places, titles};
use crate::taxonomy::Taxonomy;

/// Signs that part the facts of a line, the blanks around them included.
static SEPARATORS: Cues = Cues::new(&[
    " | ",
    "\t",
    " — ",
    " – ",
    " - ",
    " · ",
    " • ",
    " // ",
    " @ ",
    " @",
    " at ",
    " AT ",
    "  ",
    " / ",
    " :: ",
    " ‧ ",
    " ~ ",
    "; ",
    " ⋅ ",
    " → ",
    " -- ",
    ": ",
    " : ",
    "— ",
    "---",
    "| ",
    " bei ",
    " bij ",
    " hos ",
    " chez ",
    " presso ",
    "@ ",
    " \u{a0}",
    "\u{a0}\u{a0}",
    "\u{3000}",
    "\u{2003}",
    "，",
    "：",
]);

/// A part of a line that may hold one fact.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// "at" or "@" stands before it.
    pub(super) employer: bool,
    /// Whether it names a place, once that is asked for.
    place: OnceCell<bool>,
}

impl Part {
    /// A part that may hold one fact.
    pub(super) fn named(range: Range<usize>, employer: bool) -> Self {
        let place = OnceCell::new();
        Self {
            range,
            employer,
            place,
        }
    }

    /// A part that holds a place, whatever it is called.
    pub(super) fn at_place(range: Range<usize>) -> Self {
        let place = OnceCell::from(true);
        Self {
            range,
            employer: false,
            place,
        }
    }

    /// Says whether its words on a line name a place.
    pub(super) fn is_place(&self, taxonomy: &Taxonomy, line: &str) -> bool {
        let text = || slice(line, self.range.clone());
        *self.place.get_or_init(|| places::is_place(taxonomy, text()))
    }
}

/// Cuts a range of a line at its separators and brackets, and at the given places.
pub(super) fn split(line: &str, range: Range<usize>, cuts: &[usize], taxonomy: &Taxonomy) -> Vec<Part> {
    let mut parts = Vec::new();
    // "2. Core Developer": the number of an entry is no part of it.
    let numbered = unnumbered(line).filter(|_| range.start == 0);
    let mut start = numbered.map_or(range.start, |rest| range.end.min(line.len() - rest.len()));
    let mut at = start;
    let mut employer = false;
    while at < range.end {
        let rest = slice(line, at..range.end);
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 && cuts.is_empty() {
            at += plain;
            continue;
        }
        // "Weaving Engineer (Looms / Python)": the signs inside part nothing.
        if let Some(aside) = specialism(slice(line, start..at), rest, taxonomy) {
            at += aside;
            continue;
        }
        let wide = rest.starts_with(['（', '）', '【', '】']);
        let bracket = wide || rest.starts_with(['(', ')', '[', ']']) && !is_part_of_name(line, at, &range);
        let separator = SEPARATORS.begin(rest);
        let length = match (wide, bracket) {
            (true, _) => '（'.len_utf8(),
            (_, true) => 1,
            _ => separator.map_or(0, str::len),
        };
        if length == 0 && cuts.contains(&at) {
            push(line, start..at, employer, &mut parts);
            employer = false;
            start = at;
        }
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        push(line, start..at, employer, &mut parts);
        employer = separator.is_some_and(|separator| {
            matches!(
                separator.trim(),
                "at" | "AT" | "@" | "bei" | "bij" | "hos" | "chez" | "presso"
            )
        });
        at += length;
        // "Engineer  at Acme", "Engineer | at Acme"
        let behind = slice(line, at..range.end).strip_prefix("at ");
        if separator.is_some() && behind.is_some_and(|name| name.starts_with(char::is_uppercase)) {
            employer = true;
            at += "at ".len();
        }
        start = at;
    }
    push(line, start..range.end, employer, &mut parts);
    parts
}

/// How long the brackets behind a title are that say what the work is about: fields and tools between slashes.
fn specialism(before: &str, rest: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let (inside, _) = rest.strip_prefix('(')?.split_once(')')?;
    let mut pieces = inside.split('/').map(str::trim);
    let known = |piece: &str| {
        taxonomy.skill_named(piece).is_some() || titles::is_title(piece) || is_field(piece, taxonomy)
    };
    let other = |piece: &str| is_noise(piece) || titles::employment(piece).is_some();
    let listed = inside.contains('/') && titles::is_title(before) && !inside.contains(['(', '|']);
    let told = listed && !pieces.clone().any(other) && pieces.any(known);
    told.then_some(inside.len() + "()".len())
}

/// A bracket at the end of a title belongs to it: "Technical Architect (Vice President)".
fn is_part_of_name(line: &str, at: usize, range: &Range<usize>) -> bool {
    let (before, rest) = (slice(line, range.start..at), slice(line, at..range.end));
    let parted = if rest.starts_with('(') {
        rest.split_once(')')
            .map(|(inside, after)| (before, inside, after))
    } else if let Some(after) = rest.strip_prefix(')') {
        before
            .rsplit_once('(')
            .map(|(before, inside)| (before, inside, after))
    } else {
        return false;
    };
    parted.is_some_and(|(before, inside, after)| {
        let inside = inside.trim_matches(['(', ')']);
        // "Acme (Senior Engineer)", and nothing behind it, is no title with an aside.
        let told = |letter: char| letter == ',' || letter.is_ascii_digit();
        let aside = titles::is_title(before) || after.contains(char::is_alphabetic) || inside.contains(told);
        aside
            && titles::is_title(inside)
            && !is_noise(inside)
            && !inside.split('/').any(|part| titles::employment(part).is_some())
            && !inside.contains(" at ")
    })
}

/// Adds a range as a part, without the signs around it, if a letter is left.
pub(super) fn push(line: &str, range: Range<usize>, employer: bool, parts: &mut Vec<Part>) {
    let range = trim(line, range);
    let range = trim_by(line, range, |letter| {
        letter.is_whitespace()
            || matches!(
                letter,
                ',' | ';'
                    | '|'
                    | '-'
                    | '–'
                    | '—'
                    | ':'
                    | '*'
                    | '_'
                    | '`'
                    | '·'
                    | '•'
                    | '"'
                    | '~'
                    | '.'
                    | '@'
                    | '→'
                    | '/'
                    | '<'
                    | '>'
            )
            || is_pictograph(letter)
    });
    if !range.is_empty() && slice(line, range.clone()).chars().any(char::is_alphanumeric) {
        parts.push(Part::named(range, employer));
    }
}

const fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}
