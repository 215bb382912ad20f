//! Employers in the middle of sentences: "I work at Acme", "ex-Acme", "ten years of systems across Acme, Bolt and Crate".

use std::ops::Range;

use super::employer::{is_academic, is_no_employer, is_school, name_at};
use super::time::{Time, time_of};
use super::title::{title_after, title_before};
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::experience::Role;
use crate::extract::reading::{Line, Reading};
use crate::extract::titles;

/// The most employers in one list.
const LISTED: usize = 8;

/// What an employer follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    At,
    /// "@Acme"
    Sign,
    /// "ex-Acme"
    Former,
    Across,
    With,
    For,
    Joined,
}

static WORDS: Cues = Cues::new(&[
    " at ", " @", "ex-", "Ex-", "Ex ", " across ", " with ", " for ", " joined ",
]);

impl Cue {
    /// Returns every cue of a text, with where it begins and ends.
    fn all_in(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        WORDS.all_in(text).map(|(at, word)| {
            let cue = match word {
                " at " => Self::At,
                " @" => Self::Sign,
                " across " => Self::Across,
                " with " => Self::With,
                " for " => Self::For,
                " joined " => Self::Joined,
                _ => Self::Former,
            };
            (cue, at..at + word.len())
        })
    }

    /// Says whether more than employers follows the cue, so that an unknown name is none.
    const fn is_weak(self) -> bool {
        matches!(self, Self::With | Self::For)
    }

    /// Says whether several employers can follow: "ex-Acme, Bolt".
    const fn lists(self) -> bool {
        !matches!(self, Self::Sign | Self::Joined)
    }
}

/// Reads the employers that a line names; the first has the title.
pub(super) fn roles(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    let text = line.text;
    for (cue, range) in Cue::all_in(text) {
        let clause = last_clause(slice(text, 0..range.start));
        let Some(time) = time_of(clause, cue) else {
            continue;
        };
        let mut employers = employers(reading, text, range.end, cue, is_academic(clause));
        if time == Time::Present {
            employers.truncate(1);
        }
        for employer in employers {
            let title = title_before(clause)
                .or_else(|| title_after(slice(text, employer.end..text.len())))
                .filter(|_| roles.is_empty());
            roles.push(super::role(reading, line, &employer, title, time.end()));
        }
    }
    roles
}

fn last_clause(text: &str) -> &str {
    text.rsplit(['.', '!', '?', ';', '(', '|', '\n'])
        .next()
        .unwrap_or(text)
}

/// Returns the names that follow a cue: capitalized words, in a list where the cue introduces one.
fn employers(reading: &Reading<'_>, text: &str, start: usize, cue: Cue, academic: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = slice(text, start..text.len());
    while found.len() < LISTED {
        rest = rest.trim_start_matches([' ', '*', '[', '_', '`', '@', '“', '"']);
        if cue == Cue::Joined {
            rest = rest.strip_prefix("the ").unwrap_or(rest);
        }
        let Some(range) = name_at(text, text.len() - rest.len()) else {
            break;
        };
        let name = slice(text, range.clone());
        let known = reading.taxonomy.company_named(name).is_some();
        let school = academic && is_school(name);
        let tool = !known && reading.taxonomy.skill_named(name).is_some();
        let title = cue == Cue::Former && titles::is_title(name);
        let doubtful = cue.is_weak() && !known && found.is_empty();
        if tool || title || doubtful || is_no_employer(name) && !school {
            break;
        }
        rest = slice(text, range.end..text.len()).trim_start_matches(['*', ']', '_', '`']);
        found.push(range);
        let joints = [", and ", " and ", ", ", " & "];
        let next = joints.iter().find_map(|joint| rest.strip_prefix(joint));
        let Some(next) = next.filter(|_| cue.lists() && !slice(text, 0..start).ends_with("Ex ")) else {
            break;
        };
        rest = next;
    }
    if cue == Cue::Across && found.len() < 2 {
        found.clear();
    }
    found
}
