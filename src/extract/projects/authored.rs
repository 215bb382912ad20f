//! Work that sentences name without a link: "I maintain loom, a weaver of plans", "author of gatehook and tinyrelay",
//! "an app called Loomly".

use std::ops::Range;

use super::prose::CLAUSE_BYTES;
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::names::bare;

/// Words behind which the name of somebody's own work follows.
static AUTHORS: Cues = Cues::caseless(&[
    "author of ",
    "creator of ",
    "maintainer of ",
    "i maintain ",
    "co-maintain ",
    "co-maintainer of ",
]);

/// Words behind which it follows if what it is stands behind it.
static MAKERS: Cues = Cues::caseless(&[
    "i wrote ",
    "i created ",
    "i made: ",
    "of mine: ",
    "i built ",
    "i've built ",
    "i’ve built ",
    "i also wrote ",
    "i also built ",
    "i also made ",
    "i also maintain ",
    "i started ",
    "i develop ",
    "i made ",
    "i've written ",
    "i've made ",
    "i've created ",
    "i am building ",
    "i'm building ",
    "i’m building ",
    "i'm writing ",
    "built ",
]);

/// The most names behind one of them.
const MAX_NAMES: usize = 6;

/// The fewest letters of a name of which nothing is told.
const NAME_CHARS: usize = 4;

/// Where a line names work of the writer's.
pub(super) fn names(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, cue) in AUTHORS.all_in(text) {
        if slice(text, 0..at).ends_with(char::is_alphanumeric) || found.len() >= MAX_NAMES {
            continue;
        }
        listed(text, at + cue.len(), &mut found);
    }
    for (at, cue) in MAKERS.all_in(text) {
        let before = slice(text, 0..at).trim_end();
        // "Built Loom, a weaver": without who did it the word begins a clause.
        let whole = if cue == "built " {
            before.is_empty() || before.ends_with(['.', ';', ':', '–', '—'])
        } else {
            !slice(text, 0..at).ends_with(char::is_alphanumeric)
        };
        let name = word(text, at + cue.len());
        if whole && is_told(slice(text, name.end..text.len())) && is_possible(slice(text, name.clone())) {
            found.push(name);
        }
    }
    // "I maintain" may be found by several words.
    found.sort_by_key(|name| name.start);
    found.dedup();
    if found.is_empty() {
        found.extend(called(text));
    }
    found
}

/// Takes the names that stand one behind the other: "loom", "both loom and dye".
fn listed(text: &str, start: usize, found: &mut Vec<Range<usize>>) {
    let mut at = start;
    for _ in 0..MAX_NAMES {
        let rest = slice(text, at..text.len());
        at += if rest.starts_with("both ") {
            "both ".len()
        } else {
            0
        };
        let name = word(text, at);
        let after = slice(text, name.end..text.len());
        let own = slice(text, name.clone());
        let told = is_told(after);
        if !is_possible(own) || !(told || ends(after) && is_bare_name(own)) {
            return;
        }
        at = name.end;
        found.push(name);
        // Behind a comma stands as often what else the writer is.
        let joint = [" and ", " & "].iter().find(|joint| after.starts_with(**joint));
        let Some(joint) = joint.filter(|_| !told) else {
            return;
        };
        at += joint.len();
    }
}

/// The word that begins at a place, with the signs that names of work have inside.
fn word(text: &str, start: usize) -> Range<usize> {
    let rest = slice(text, start..text.len());
    let of_name = |letter: char| letter.is_alphanumeric() || "-_.*`@/".contains(letter);
    let end = rest.find(|letter| !of_name(letter)).unwrap_or(rest.len());
    start
        ..start
            + slice(rest, 0..end)
                .trim_end_matches(['.', '-', '*', '`', '/'])
                .len()
}

/// ", a weaver of plans": says whether it is told what something is, and that it is no business.
fn is_told(after: &str) -> bool {
    let after = after.trim_start_matches(['*', '`']);
    let told = [", a ", ", an ", " (a ", " (an ", " – a ", " — a ", " - a "]
        .iter()
        .find_map(|sign| after.strip_prefix(sign));
    told.is_some_and(|told| {
        let near = slice(told, 0..told.floor_char_boundary(CLAUSE_BYTES));
        let clause = near.split([',', '.', ';', ')', '\n']).next().unwrap_or(near);
        let mut words = clause.split(' ');
        let counted = words.next().is_some_and(|word| COUNTS.contains(&word));
        !counted && !clause.split([' ', '-']).any(|word| BUSINESSES.contains(&word))
    })
}

/// "a lot of it" tells nothing.
const COUNTS: &[&str] = &[
    "lot", "few", "bit", "couple", "little", "year", "month", "while", "long", "friend",
];

/// Whoever starts one of these is employed there.
const BUSINESSES: &[&str] = &[
    "company",
    "startup",
    "start",
    "consultancy",
    "agency",
    "studio",
    "business",
    "firm",
    "nonprofit",
    "charity",
    "group",
    "meetup",
    "conference",
    "book",
    "novel",
];

/// Says whether a clause ends behind a name.
fn ends(after: &str) -> bool {
    let after = after.trim_start_matches(['*', '`']);
    after.is_empty()
        || after.starts_with([',', ';', ')', '!', '\n'])
        || after == "."
        || after.starts_with(". ")
        || after.starts_with(".\n")
        || after.starts_with(" and ")
        || after.starts_with(" & ")
}

/// Says whether a word can be the name of what somebody made.
pub(super) fn is_possible(name: &str) -> bool {
    let name = bare(name);
    name.chars().count() >= 3
        && name.starts_with(|letter: char| letter.is_alphanumeric() || letter == '@')
        && name.contains(char::is_alphabetic)
        && !PLAIN.contains(&name.to_lowercase().as_str())
}

/// "gatehook", `LoomKit`, "Loom": of several things or of a mass of something nobody is the author by its name alone.
fn is_bare_name(name: &str) -> bool {
    let name = bare(name);
    let coined = name.contains(['-', '_', '.', '@']) || name.chars().skip(1).any(char::is_uppercase);
    coined || name.chars().count() >= NAME_CHARS && !name.ends_with('s')
}

/// Words that name nothing of one's own, in small letters.
const PLAIN: &[&str] = &[
    "all",
    "anything",
    "api",
    "app",
    "apps",
    "art",
    "backend",
    "balance",
    "blog",
    "blogger",
    "bot",
    "both",
    "chaos",
    "code",
    "coder",
    "content",
    "dad",
    "data",
    "developer",
    "docs",
    "documentation",
    "everything",
    "fantasy",
    "father",
    "fiction",
    "firmware",
    "frontend",
    "game",
    "gamer",
    "hacker",
    "hardware",
    "her",
    "him",
    "husband",
    "infrastructure",
    "its",
    "legacy",
    "life",
    "magic",
    "many",
    "mine",
    "most",
    "mother",
    "multiple",
    "music",
    "myself",
    "nothing",
    "open",
    "order",
    "other",
    "our",
    "peace",
    "photographer",
    "platform",
    "poetry",
    "portfolio",
    "research",
    "runner",
    "several",
    "site",
    "software",
    "some",
    "something",
    "speaker",
    "stuff",
    "that",
    "the",
    "their",
    "them",
    "these",
    "things",
    "this",
    "those",
    "tooling",
    "tools",
    "trouble",
    "value",
    "various",
    "website",
    "what",
    "which",
    "wife",
    "writer",
    "your",
];

/// "I'm building a planner of looms called Loomly": where the name stands.
fn called(text: &str) -> Option<Range<usize>> {
    static CALLED: Cues = Cues::new(&[" called ", " named "]);
    static MADE: Cues = Cues::caseless(&[
        "working on",
        "building",
        "developing",
        "i built",
        "i've built",
        "i created",
        "i made",
        "i'm creating",
    ]);
    let (at, cue) = CALLED.all_in(text).next()?;
    let clause = slice(
        text,
        text.floor_char_boundary(at.saturating_sub(CLAUSE_BYTES))..at,
    );
    let clause = clause.rsplit(['.', '!', '?', '\n']).next().unwrap_or(clause);
    let start = at + cue.len();
    let rest = slice(text, start..text.len());
    let end = rest
        .find([',', '.', ';', '(', '!', '\n', ':'])
        .unwrap_or(rest.len());
    let name = slice(rest, 0..end).split(" - ").next()?.trim_end();
    let words = name.split(' ').count();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let named = words <= 3 && name.chars().count() >= 3 && name.split(' ').all(capital);
    (named && MADE.are_in(clause)).then(|| start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_work_without_a_link() {
        for (text, expected) in [
            ("I maintain loomer, a scheduler for ovens.", &["loomer"][..]),
            (
                "I'm Ada, the author of gatehook and maintainer of both clamshell and tinyrelay.",
                &["gatehook", "clamshell", "tinyrelay"],
            ),
            ("Creator of LoomKit.", &["LoomKit"]),
            ("Built Loomly, a planner for dyers.", &["Loomly"]),
            (
                "I maintain pgweft, a pooler, and co-maintain redis-shuttle.",
                &["pgweft", "redis-shuttle"],
            ),
            (
                "Before that I built Selvedge, a static site generator.",
                &["Selvedge"],
            ),
            (
                "In 2021 I started Skeinflow, a scheduler; I also wrote tidypq, a linter.",
                &["Skeinflow", "tidypq"],
            ),
            ("Author of loomlint, weaver and father", &["loomlint"]),
            ("I'm building a planner of looms called Loomly.", &["Loomly"]),
        ] {
            let found: Vec<_> = names(text)
                .into_iter()
                .map(|name| bare(slice(text, name)))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_name_is_no_work() {
        for text in [
            "Author of several books and maintainer of legacy code.",
            "Creator of chaos.",
            "Maintainer of servers.",
            "I maintain infrastructure, a lot of it.",
            "I started Loomly, a company for dyers.",
            "I built software, a bit of everything.",
            "I built a house, a big one.",
            "Author of The Odd Loom.",
            "It was well built Loomly, a town.",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
