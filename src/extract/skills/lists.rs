//! Lists of technologies in the parts about skills: "Label: a, b, c", a line a term, a cell a list.

use std::ops::Range;

use super::{Seen, Sight, families, labels};
use crate::extract::cues::Cues;
use crate::extract::document::{Cell, Kind, slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::{dates, languages, names, places};
use crate::profile::Via;
use crate::taxonomy::Prose;

/// Says whether a term has a word that no technology's name has.
pub(super) fn has_plain_word(term: &str) -> bool {
    let lower = term.to_lowercase();
    lower
        .split_ascii_whitespace()
        .any(|word| PLAIN_WORDS.contains(&word))
}

/// Words that no technology's name has.
const PLAIN_WORDS: &[&str] = &[
    "and",
    "or",
    "the",
    "of",
    "with",
    "in",
    "for",
    "to",
    "a",
    "an",
    "my",
    "i",
    "on",
    "is",
    "are",
    "as",
    "at",
    "etc",
    "more",
    "other",
    "others",
    "using",
    "various",
    "experience",
    "experienced",
    "knowledge",
    "years",
    "year",
    "from",
    "by",
    "skills",
    "strong",
    "good",
    "basic",
    "advanced",
    "intermediate",
    "beginner",
    "expert",
    "proficient",
    "fluent",
    "familiar",
    "working",
    "multiple",
    "all",
    "like",
    "also",
    "some",
    "very",
    "well",
    "projects",
    "project",
    "used",
    "high",
    "medium",
    "low",
    "team",
    "communication",
    "leadership",
    "problem",
    "solving",
    "language",
    "languages",
    "tools",
    "tool",
    "frameworks",
    "framework",
    "databases",
    "database",
    "libraries",
    "library",
    "technologies",
    "technology",
    "platforms",
    "misc",
    "web",
    "level",
    "usage",
    "expertise",
    "frontend",
    "front-end",
    "front",
    "backend",
    "back-end",
    "back",
    "end",
    "fullstack",
    "full-stack",
    "client-side",
    "server-side",
    "api",
    "apis",
    "actions",
    "custom",
    "when",
    "but",
];

/// Words that are parts and kinds of technology and, alone, the name of none.
const GENERAL_WORDS: &[&str] = &[
    "design",
    "device",
    "devices",
    "programming",
    "schema",
    "concepts",
    "environment",
    "environments",
    "system",
    "systems",
    "processing",
    "code",
    "coding",
    "editor",
    "editors",
    "os",
    "core",
    "data",
    "batch",
    "boot",
    "learning",
    "software",
    "hardware",
    "computer",
    "computers",
    "server",
    "servers",
    "application",
    "applications",
    "service",
    "services",
    "interface",
    "interfaces",
    "desktop",
    "basics",
    "fundamentals",
    "principles",
    "practices",
    "methodologies",
    "concept",
    "general",
    "engineering",
    "architecture",
    "management",
    "operations",
    "utilities",
    "patterns",
    "modules",
    "features",
];

/// Reads the terms of a block.
pub(super) fn read<'t>(reading: &Reading<'t>, index: usize, listing: bool, seen: &mut Seen<'t>) {
    let Some(block) = reading.document.blocks.get(index) else {
        return;
    };
    let table_key = matches!(block.kind, Kind::Cell(Cell { column: 1, .. }));
    let label = labels::is_label(reading, index, block);
    let via = if matches!(block.kind, Kind::Cell(_)) {
        Via::Table
    } else {
        Via::List
    };
    for line in reading.lines_of(index) {
        let terms = terms(line);
        if are_spoken(line.text, &terms) {
            continue;
        }
        let list = terms.len() >= 3 || line.is_item() && terms.len() == 1 || !block.code.is_empty();
        let words = line.text.split_ascii_whitespace().count();
        let prose = words > 14 && terms.len() * 6 < words;
        for term in joined(reading, line.text, terms) {
            let word = slice(line.text, term.clone());
            let span = reading.span(index, &line.within(&term));
            let sight = Sight { span, via };
            let plain = reading.taxonomy.skill_named(word);
            if let Some(skill) = families::member(reading, line, &term, plain) {
                seen.members.push(sight.span.clone());
                seen.known(reading, skill, sight);
                continue;
            }
            if let Some(skill) = plain {
                if !label || skill.prose != Prose::Talk {
                    seen.known(reading, skill, sight);
                }
                continue;
            }
            let several = several(reading, word);
            for skill in several
                .iter()
                .filter_map(|name| reading.taxonomy.skill_named(name))
            {
                seen.known(reading, skill, sight.clone());
            }
            if several.is_empty()
                && list
                && listing
                && !prose
                && !table_key
                && is_term(reading, word, !block.code.is_empty())
            {
                seen.unknown(reading, word, sight);
            }
        }
    }
}

/// "LLVM/Clang", "Django, Celery and Heroku": the names of a label that has several and nothing else.
pub(super) fn several<'w>(reading: &Reading<'_>, word: &'w str) -> Vec<&'w str> {
    static JOINTS: Cues = Cues::new(&["/", "|", ",", " and ", " -- ", " & ", " + "]);
    if !JOINTS.are_in(word) || reading.taxonomy.skill_named(word).is_some() {
        return Vec::new();
    }
    let mut begin = 0;
    let mut names = Vec::new();
    for (at, joint) in JOINTS.all_in(word).chain([(word.len(), "")]) {
        let name = slice(word, begin..at).trim();
        begin = at + joint.len();
        if !name.is_empty() {
            names.push(name);
        }
    }
    let known = |name: &&str| reading.taxonomy.skill_named(name).is_some();
    if names.iter().all(known) {
        names
    } else if word.contains(" + ") && names.iter().any(known) {
        // "Loomdb + CRS": what is added to a technology is a part of it.
        names.into_iter().filter(known).collect()
    } else {
        Vec::new()
    }
}

/// Says whether a word names a part or a kind of technology and, alone, none.
pub(super) fn is_general(word: &str) -> bool {
    GENERAL_WORDS.contains(&word.to_lowercase().as_str())
}

/// Puts terms together again where the sign between them is one of a name: "Weights & Biases".
fn joined(reading: &Reading<'_>, line: &str, terms: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::with_capacity(terms.len());
    for term in terms {
        if let Some(last) = whole.last_mut()
            && slice(line, last.end..term.start) == " & "
            && reading
                .taxonomy
                .skill_named(slice(line, last.start..term.end))
                .is_some()
        {
            last.end = term.end;
        } else {
            whole.push(term);
        }
    }
    whole
}

/// "English (C1), Polish (native)": says whether a list is of what somebody speaks.
fn are_spoken(line: &str, terms: &[Range<usize>]) -> bool {
    let spoken = |term: &Range<usize>| languages::is_language(slice(line, term.clone()));
    terms.first().is_some_and(spoken) && terms.iter().filter(|term| spoken(term)).count() * 2 >= terms.len()
}

/// Says whether a word is a length of time: "10yrs", "5y".
fn is_time(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '+'));
    let unit = rest.trim().trim_end_matches('+').to_lowercase();
    rest.len() < word.len()
        && matches!(
            unit.as_str(),
            "y" | "yr" | "yrs" | "year" | "years" | "mo" | "mos" | "months"
        )
}

/// Signs between terms, beside punctuation.
static SEPARATORS: Cues = Cues::new(&[" / ", " - ", " – ", " — ", "  ", " & ", " + ", " and "]);

/// Cuts a line into terms, its label left out.
pub(super) fn terms(line: &Line<'_>) -> Vec<Range<usize>> {
    let text = line.text;
    let start = labels::end(line);
    let mut terms = Vec::new();
    let mut begin = start;
    let mut at = start;
    while at < text.len() {
        let rest = slice(text, at..text.len());
        at += rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let rest = slice(text, at..text.len());
        let Some(letter) = rest.chars().next() else { break };
        let length = if matches!(
            letter,
            ',' | ';' | '|' | '•' | '·' | '\t' | '\n' | '(' | ')' | '`' | '，' | '、' | '▸' | '⋅' | '[' | ']'
        ) {
            letter.len_utf8()
        } else {
            SEPARATORS.begin(rest).map_or(0, str::len)
        };
        if length > 0 {
            terms.push(begin..at);
            at += length;
            begin = at;
        } else {
            at += letter.len_utf8();
        }
    }
    terms.push(begin..text.len());
    terms
        .into_iter()
        .map(|term| trimmed(text, term))
        .map(|term| term.start..term.start + slice(text, term.clone()).trim_end_matches(['.', '等']).len())
        .filter(|term| !term.is_empty())
        .filter(|term| !is_smile(text, term))
        .collect()
}

/// A term without the signs around it that no technology's name has.
pub(super) fn trimmed(text: &str, term: Range<usize>) -> Range<usize> {
    trim_by(text, term, |letter| {
        !(letter.is_alphanumeric() || matches!(letter, '+' | '#' | '.'))
    })
}

/// "… and more :D"
fn is_smile(text: &str, term: &Range<usize>) -> bool {
    term.len() == 1 && slice(text, 0..term.start).ends_with(" :")
}

/// Says whether a word that no vocabulary knows looks like a technology; small letters do where it is set as code.
fn is_term(reading: &Reading<'_>, word: &str, code: bool) -> bool {
    let words: Vec<&str> = word.split_ascii_whitespace().collect();
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let shaped = word
        .chars()
        .next()
        .is_some_and(|letter| letter.is_uppercase() || letter == '.')
        || word
            .chars()
            .skip(1)
            .any(|letter| letter.is_ascii_digit() || letter.is_uppercase())
        || code && words.len() == 1;
    words.len() <= 3
        && (words.len() == 1 || words.iter().all(|word| !word.starts_with(char::is_lowercase)))
        && (2..=30).contains(&word.chars().count())
        && letters >= 2
        && shaped
        && !has_plain_word(word)
        && !is_general(word)
        && !is_time(word)
        && !languages::is_language(word)
        && !places::is_place(reading.taxonomy, word)
        && dates::first(word).is_none()
        && !word.contains(['@', '%', '!', '?', '…', '"'])
        && reading
            .taxonomy
            .skills_in(word)
            .iter()
            .all(|mention| mention.ambiguous)
        && reading.taxonomy.company_named(word).is_none()
        && !names::is_person(word)
        && !word.starts_with("http")
}

#[cfg(test)]
mod tests {
    use crate::extract::{Document, extract};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let source = SourceId::new("test");
        let text = format!("# Ada Quill\n\n## Skills\n\n- {line}\n");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let document = Document {
            source: &source,
            text: &text,
        };
        let mut found: Vec<_> = extract(document, Taxonomy::embedded(), today)
            .skills
            .into_iter()
            .map(|skill| skill.name)
            .collect();
        found.sort();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn members_can_stand_behind_the_label_of_their_family() {
        check(
            "**AWS**: Lambda, API Gateway, Quillix",
            &["AWS", "AWS Lambda", "Amazon API Gateway", "Quillix"],
        );
        check(
            "Spring: Boot, Loomdb, Quillix",
            &["Loomdb", "Quillix", "Spring", "Spring Boot"],
        );
        check("Node.js (Express, Loomdb)", &["Express.js", "Loomdb", "Node.js"]);
        check("Languages: English (C1), Polish (Native)", &[]);
        check(
            "Azure: SignalR, Function",
            &["Azure Functions", "Microsoft Azure", "SignalR"],
        );
    }

    #[test]
    fn members_are_called_with_the_name_of_their_family() {
        check(
            "Spring (Core, Batch, Boot)",
            &["Spring", "Spring Batch", "Spring Boot"],
        );
        check("AWS (Lambda, Quillix)", &["AWS", "AWS Lambda", "Quillix"]);
    }

    #[test]
    fn a_name_with_a_sign_is_one_term() {
        check(
            "Weights & Biases, Quillix & Loomdb",
            &["Loomdb", "Quillix", "Weights & Biases"],
        );
    }

    #[test]
    fn technologies_stand_beside_a_slash() {
        check(
            "Ruby/Sinatra, Quillix, Loomdb",
            &["Loomdb", "Quillix", "Ruby", "Sinatra"],
        );
    }

    #[test]
    fn a_smile_ends_a_list() {
        check("Rust, Quillix + a lot more :D", &["Quillix", "Rust"]);
    }

    #[test]
    fn unknown_words_in_small_letters_are_terms_where_they_are_code() {
        check("Quillix (dev, production), fences", &["Quillix"]);
        check("`loomctl`, `fences`", &["fences", "loomctl"]);
    }

    #[test]
    fn lengths_of_time_and_general_words_are_no_technologies() {
        check(
            "Quillix (10yrs), Loomdb (2 yrs), Systems, Concepts",
            &["Loomdb", "Quillix"],
        );
    }
}
