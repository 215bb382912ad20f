//! Employers that only sentences name: "Currently an engineer at Acme", "formerly at Acme", "across Acme, Bolt and Crate".

use std::ops::Range;

use super::{Draft, Role, VIA};
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice, trim};
use crate::extract::reading::{Line, Reading, lines_of};
use crate::extract::sections::Section;
use crate::extract::titles;
use crate::profile::DateEnd;

/// What a sentence says of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    Present,
    Past,
}

/// Reads the employers named in sentences about the person.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let mut myself = None;
    for (index, block) in reading.blocks() {
        if block.kind != Kind::Code {
            for line in lines_of(index, block) {
                myself = myself_as(line.text).or(myself);
                if let Some(role) = opening(reading, &line, myself).filter(|role| is_new(&roles, role)) {
                    myself = None;
                    roles.push(role);
                }
            }
        }
        let about = matches!(
            reading.section(index),
            Section::Open | Section::About | Section::Contact | Section::Learning
        );
        if !about || block.kind == Kind::Code {
            continue;
        }
        for line in lines_of(index, block) {
            for role in sentence(reading, &line) {
                if is_new(&roles, &role) {
                    roles.push(role);
                }
            }
        }
    }
    roles
}

fn sentence(reading: &Reading<'_>, line: &Line<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    let text = line.text;
    for (at, word) in EMPLOYER_WORDS.all_in(text) {
        let start = at + word.len();
        let before = clause_before(text, at);
        let Some(time) = time_of(before, word) else {
            continue;
        };
        let academic = is_academic(before);
        for range in employers(reading, text, start, word, academic) {
            let title = title_before(before).or_else(|| title_after(slice(text, range.end..text.len())));
            let title = title.filter(|_| roles.is_empty());
            let draft = Draft {
                company: text.get(range.clone()),
                title,
                end: (time == Time::Present).then_some(DateEnd::Present),
                ..Draft::default()
            };
            let evidence = reading.evidence(line.block, &line.within(&range), VIA);
            roles.push(Role {
                position: draft.position(reading, evidence),
                account: Vec::new(),
            });
            if time == Time::Present {
                break;
            }
        }
    }
    roles
}

/// Says whether a role's employer is not among some yet, which hold few enough to compare.
fn is_new(roles: &[Role], role: &Role) -> bool {
    roles.len() < super::MAX_ROLES && roles.iter().all(|known| !super::is_same_employer(known, role))
}

/// "At Acme, I built …", "As a Senior Engineer at Acme, I …": sentences that begin with the employer.
///
/// An account can have named the writer's part before: "… two analysts, and myself as the lead engineer".
fn opening(reading: &Reading<'_>, line: &Line<'_>, myself: Option<&str>) -> Option<Role> {
    let text = line.text;
    let start = if text.starts_with("At ") {
        3
    } else {
        text.find(". At ").map(|at| at + 5)?
    };
    let range = name_at(text, start)?;
    let rest = slice(text, range.end..text.len());
    let rest = rest.trim_start_matches(['.', '*', '_', ']']);
    if !is_mine(rest) || is_no_employer(slice(text, range.clone())) {
        return None;
    }
    let title = title_after(rest).or(myself);
    let draft = Draft {
        company: text.get(range.clone()),
        title,
        ..Draft::default()
    };
    let evidence = reading.evidence(line.block, &line.within(&range), VIA);
    Some(Role {
        position: draft.position(reading, evidence),
        account: Vec::new(),
    })
}

/// "… and myself as the Lead Engineer overseeing it": the writer's title among those of a team.
fn myself_as(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("myself as ")?;
    let rest = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    title_in(slice(
        rest,
        0..rest
            .find(['.', ',', ';'])
            .filter(|at| *at > 4)
            .unwrap_or(rest.len()),
    ))
}

/// Says whether the writer goes on to speak of themselves, at once or after an aside: " - a kind place - I led …".
fn is_mine(rest: &str) -> bool {
    let speaks = |rest: &str| {
        ["I ", "I'", "I’", "we ", "as a ", "my "]
            .iter()
            .any(|words| rest.starts_with(words))
    };
    if rest.strip_prefix(", ").is_some_and(speaks) {
        return true;
    }
    [" - ", " – ", " — ", ", ", " ("].iter().any(|open| {
        let close = if *open == " (" { "), " } else { open };
        rest.strip_prefix(open)
            .and_then(|aside| aside.split_once(close))
            .is_some_and(|(aside, after)| !aside.contains(". ") && speaks(after))
    })
}

/// Words that an employer follows.
static EMPLOYER_WORDS: Cues = Cues::new(&[
    " at ", " @", " @ ", "ex-", "Ex-", "Ex ", " across ", " with ", " for ", " joined ",
]);

fn clause_before(text: &str, at: usize) -> &str {
    let before = slice(text, 0..at);
    let start = before
        .rfind(['.', '!', '?', ';', '(', '|', '\n'])
        .map_or(0, |dot| dot + 1);
    slice(before, start..before.len())
}

/// Words of study and of talks: what follows "at" employs nobody.
static ELSEWHERE: Cues = Cues::caseless(&[
    "stud",
    "degree",
    "bsc",
    "msc",
    "master",
    "bachelor",
    "phd",
    "b.tech",
    "graduat",
    "enrolled",
    "pursuing",
    "speak",
    "talk",
    "look at",
    "contact",
    "find me",
    "reach",
    "read more",
    "course",
]);

/// Words with which a sentence turns to somebody else.
static OTHERS: Cues = Cues::caseless(&[
    "married",
    "my wife",
    "my husband",
    "my friend",
    "my brother",
    "my sister",
    "my son",
    "my father",
]);

/// Words of work that is over.
static PAST: Cues = Cues::caseless(&[
    "former",
    "previous",
    "used to",
    "was ",
    "were ",
    "worked",
    "ex ",
    "past ",
    "before that",
    "before this",
    "earlier",
    "interned",
    "i built",
    "i led",
    "recent experience",
    "until recently",
]);

/// Words of work that goes on.
static WORK: Cues = Cues::caseless(&[
    "i work",
    "working",
    "currently",
    "employed",
    "engineering at",
    "building",
    "leading",
    "now at",
    "i'm at",
    "i am at",
    "engineer",
    "developer",
]);

/// Decides whether the words before an employer speak of work, and of when.
fn time_of(before: &str, word: &str) -> Option<Time> {
    let lower = before.to_lowercase();
    if matches!(word, "ex-" | "Ex-" | "Ex ") {
        if OTHERS.are_in(before) {
            return None;
        }
        let begins = before
            .chars()
            .next_back()
            .is_none_or(|letter| !letter.is_alphanumeric());
        return begins.then_some(Time::Past);
    }
    if ELSEWHERE.are_in(before) && !is_academic(before) || OTHERS.are_in(before) {
        return None;
    }
    let past = PAST.are_in(before);
    let worked = lower.contains("worked");
    match word {
        " at " | " @ " | " @" if past => Some(Time::Past),
        " at " | " @ " | " @" => {
            let titled = titles::is_title(before.rsplit([',', '·', '|']).next().unwrap_or(before));
            (titled || WORK.are_in(before)).then_some(Time::Present)
        }
        " across " => {
            let any = |cues: &[&str]| cues.iter().any(|cue| lower.contains(cue));
            let career =
                any(&["years building", "experience", "systems", "years of"]) && any(&["year", "systems"]);
            career.then_some(Time::Past)
        }
        " joined " => {
            let mine = [
                "i",
                "i then",
                "i later",
                "i first",
                "i have",
                "then",
                "i recently",
                "before i",
            ];
            let clause = lower.rsplit([',', '\n']).next().unwrap_or(&lower).trim();
            mine.contains(&clause).then_some(Time::Past)
        }
        " with " => (past && worked).then_some(Time::Past),
        _ if worked => Some(Time::Past),
        _ => lower.trim_end().ends_with("working").then_some(Time::Present),
    }
}

/// Returns the names that follow: capitalized words, in a list where the words introduce one.
fn employers(
    reading: &Reading<'_>,
    text: &str,
    start: usize,
    word: &str,
    academic: bool,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = start;
    loop {
        let rest = slice(text, at..text.len());
        at += rest.len()
            - rest
                .trim_start_matches([' ', '*', '[', '_', '`', '@', '“', '"'])
                .len();
        if word == " joined " && slice(text, at..text.len()).starts_with("the ") {
            at += "the ".len();
        }
        let Some(range) = name_at(text, at) else { break };
        let name = slice(text, range.clone());
        let known = reading.taxonomy.company_named(name).is_some();
        let skill = reading.taxonomy.skill_named(name).is_some() && !known;
        let weak = matches!(word, " with " | " for " | " across ");
        let title = matches!(word, "ex-" | "Ex-" | "Ex ") && titles::is_title(name);
        if title {
            break;
        }
        if !skill
            && (!weak || known || !found.is_empty() || word == " across ")
            && (!is_no_employer(name) || academic && is_school(name))
        {
            found.push(range.clone());
        } else {
            break;
        }
        at = range.end;
        let rest = slice(text, at..text.len());
        let rest = rest.trim_start_matches(['*', ']', '_', '`']);
        let Some(next) = [", and ", " and ", ", ", " & "]
            .iter()
            .find_map(|joint| rest.strip_prefix(joint))
        else {
            break;
        };
        at = text.len() - next.len();
        if !weak && !matches!(word, "ex-" | "Ex-" | " at ") || found.len() >= 8 {
            break;
        }
    }
    if word == " across " && found.len() < 2 {
        found.clear();
    }
    found
}

/// Reads a run of capitalized words.
fn name_at(text: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut words = 0;
    for word in slice(text, start..text.len()).split_inclusive(' ') {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let capital = bare
            .chars()
            .next()
            .is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit() && words > 0);
        let joint = words > 0 && matches!(bare, "of" | "de" | "&" | "and") && bare != "and";
        if !capital && !joint || words == 5 {
            break;
        }
        words += 1;
        end = start + slice(text, start..end).len() + bare.len();
        if bare.len() < word.trim_end().len() {
            break;
        }
        end += word.len() - bare.len();
    }
    let range = trim(text, start..end);
    (words > 0 && range.len() >= 2).then_some(range)
}

/// Universities employ those who teach and research there; the others have studied there.
fn is_academic(before: &str) -> bool {
    let lower = before.to_lowercase();
    [
        "professor",
        "lecturer",
        "researcher",
        "research assistant",
        "teaching assistant",
        "postdoc",
        "research fellow",
        "instructor",
    ]
    .iter()
    .any(|title| lower.contains(title))
}

fn is_school(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.split_whitespace().count() >= 2
        && ["university", "institute of", "college", "school"]
            .iter()
            .any(|word| lower.contains(word))
}

/// Words with capitals that employ nobody.
fn is_no_employer(name: &str) -> bool {
    let lower = name.to_lowercase();
    matches!(
        lower.as_str(),
        "github"
            | "linkedin"
            | "twitter"
            | "medium"
            | "i"
            | "my"
            | "the"
            | "home"
            | "university"
            | "college"
            | "scale"
            | "meetups"
    ) && !lower.is_empty()
        || ["university", "institute of", "college", "school"]
            .iter()
            .any(|word| lower.contains(word))
}

/// Returns the title in "… as a Senior Engineer", up to the end of the clause.
fn title_after(rest: &str) -> Option<&str> {
    let clause = slice(rest, 0..rest.find(['.', ';', '!']).unwrap_or(rest.len()));
    let start = [" as a ", " as an ", " as the "].iter().find_map(|words| {
        clause
            .find(words)
            .filter(|at| *at < 30)
            .map(|at| at + words.len())
    })?;
    let title = slice(clause, start..clause.len());
    let end = [",", " and ", " on ", " in ", " where ", " for ", " with "]
        .iter()
        .filter_map(|stop| title.find(stop))
        .min()
        .unwrap_or(title.len());
    let title = slice(title, 0..end).trim();
    (titles::is_title(title) && title.split_whitespace().count() <= 6).then_some(title)
}

/// Words behind which a sentence says its writer's title, and weaker signs that may stand before one.
const TITLE_OPENINGS: &[&[&str]] = &[
    &[
        " as a ",
        " as an ",
        " as the ",
        " as ",
        " i'm a ",
        " i’m a ",
        " i am a ",
        " i'm an ",
        " i’m an ",
        " i am an ",
        " i was a ",
        " i was an ",
        " i was the ",
        "i'm a ",
        "i’m a ",
        "i'm an ",
        "i am a ",
        "i am an ",
        "i was a ",
        "i was an ",
    ],
    &[
        " a ",
        " an ",
        " the ",
        ", ",
        " | ",
        " · ",
        " currently ",
        " - ",
        " — ",
        "a ",
    ],
];

/// Words at which a title ends inside its sentence.
const TITLE_ENDS: &[&str] = &[
    " in the ", " on the ", " of the ", " who ", " with ", " for ", " where ",
];

/// Returns the title with which a clause ends.
fn title_before(before: &str) -> Option<&str> {
    let padded = before.trim_end();
    let lower = padded.to_lowercase();
    if lower.len() != padded.len() {
        return None;
    }
    TITLE_OPENINGS
        .iter()
        .find_map(|openings| {
            let start = openings
                .iter()
                .filter_map(|opening| Some(lower.rfind(opening)? + opening.len()))
                .max()?;
            title_in(slice(padded, start..padded.len()))
        })
        .or_else(|| title_in(padded))
}

/// Cuts a title from the words that go on about the work: "engineer building looms".
fn title_in(text: &str) -> Option<&str> {
    let ends = TITLE_ENDS.iter().filter_map(|end| text.find(end));
    let gerund = text.match_indices(' ').map(|(at, _)| at).find(|at| {
        let word = slice(text, at + 1..text.len())
            .split(' ')
            .next()
            .unwrap_or_default();
        word.len() > 5
            && word.ends_with("ing")
            && word.starts_with(char::is_lowercase)
            && word != "engineering"
    });
    let end = ends
        .chain(gerund)
        .filter(|at| *at > 0)
        .min()
        .unwrap_or(text.len());
    let title = slice(text, 0..end).trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')');
    let words = title.split_whitespace().count();
    let short = matches!(
        title.to_uppercase().as_str(),
        "CTO" | "CEO" | "COO" | "CIO" | "FOUNDER" | "CO-FOUNDER" | "INTERN"
    );
    (titles::is_title(title) && words <= 8 && (words >= 2 || short)).then_some(title)
}
