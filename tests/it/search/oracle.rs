//! What a search means, said a second time: slowly, over everybody, without looking at how an engine does it.

use std::collections::{BTreeMap, BTreeSet};

use muster::search::{Clause, Entry, Facet, Query, UNKNOWN};

/// What a search must find.
#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    /// By ascending id.
    pub(super) people: BTreeSet<u128>,
    pub(super) facets: BTreeMap<Facet, BTreeMap<String, u64>>,
}

pub(super) fn answer(query: &Query, everybody: &[Entry]) -> Answer {
    let matching: Vec<&Entry> = everybody
        .iter()
        .filter(|entry| query.clauses.iter().all(|clause| matches(clause, entry)))
        .collect();
    let chosen = |facet: Facet| query.filters.get(&facet).filter(|values| !values.is_empty());
    let passes = |entry: &Entry, facet: Facet| {
        chosen(facet).is_none_or(|chosen| values(entry, facet).iter().any(|value| chosen.contains(value)))
    };
    let people = matching
        .iter()
        .filter(|entry| Facet::ALL.into_iter().all(|facet| passes(entry, facet)))
        .map(|entry| entry.id.as_uuid().as_u128())
        .collect();
    let facets = Facet::ALL.into_iter().map(|facet| {
        let mut counts: BTreeMap<String, u64> = chosen(facet)
            .into_iter()
            .flatten()
            .map(|value| (value.clone(), 0))
            .collect();
        let others = || Facet::ALL.into_iter().filter(|other| *other != facet);
        for entry in &matching {
            if others().all(|other| passes(entry, other)) {
                for value in values(entry, facet) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        (facet, counts)
    });
    Answer {
        people,
        facets: facets.collect(),
    }
}

fn values(entry: &Entry, facet: Facet) -> BTreeSet<String> {
    let ids = match facet {
        Facet::Skill => entry.skills.clone(),
        Facet::Company => entry.companies.clone(),
        Facet::Industry => entry.industries.clone(),
        Facet::Specialty => entry.specialties.clone(),
        Facet::Seniority => entry.seniority.clone().into_iter().collect(),
        Facet::Place => entry.places.clone(),
        Facet::Freshness => vec![if entry.is_stale { "stale" } else { "fresh" }.to_owned()],
    };
    let mut values: BTreeSet<String> = ids.into_iter().collect();
    if values.is_empty() {
        values.insert(UNKNOWN.to_owned());
    }
    values
}

fn texts(entry: &Entry) -> Vec<&String> {
    let lists = [
        &entry.skill_names,
        &entry.titles,
        &entry.company_names,
        &entry.domain_names,
        &entry.place_names,
        &entry.projects,
    ];
    let single = [&entry.name, &entry.headline, &entry.prose];
    single.into_iter().chain(lists.into_iter().flatten()).collect()
}

fn matches(clause: &Clause, entry: &Entry) -> bool {
    match clause {
        Clause::Known {
            text,
            things,
            implied_by,
            ..
        } => {
            let has = |facet: Facet, id: &String| values(entry, facet).contains(id);
            things.iter().any(|(facet, id)| has(*facet, id))
                || implied_by.iter().any(|id| has(Facet::Skill, id))
                || holds_phrase(&entry.name, &split(text))
                || (things.iter().any(|(facet, _)| *facet == Facet::Industry)
                    && texts(entry)
                        .iter()
                        .any(|written| holds_phrase(written, &split(text))))
        }
        Clause::Phrase { words } => texts(entry).iter().any(|text| holds_phrase(text, words)),
        Clause::Word { text: word, prefix } => texts(entry).iter().any(|text| {
            let words = split(text);
            let joined = split(word);
            words.iter().any(|other| alike(word, other, *prefix))
                || spoken_whole(text).iter().any(|other| alike(word, other, *prefix))
                || (joined.len() > 1 && holds_phrase(text, &joined))
        }),
    }
}

/// The words of a text of the small vocabulary: split at everything but letters, digits, `+` and `#`.
fn split(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric() && !"+#".contains(letter))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What stands between blanks and is joined by hyphens or dots.
fn spoken_whole(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

fn holds_phrase(text: &str, words: &[String]) -> bool {
    split(text)
        .windows(words.len().max(1))
        .any(|window| window == words)
}

fn alike(word: &str, other: &str, prefix: bool) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let forgiven = match letters.len() {
        _ if letters.iter().any(char::is_ascii_digit) => 0,
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    };
    let cost = |part: &[char]| {
        let typos = typos(&letters, part);
        typos + usize::from(typos > 0 && letters.first() != other.first())
    };
    let shortest = if prefix { 0 } else { other.len() };
    (shortest..=other.len()).any(|length| cost(&other[..length]) <= forgiven)
}

/// Optimal string alignment, straight from its definition.
fn typos(left: &[char], right: &[char]) -> usize {
    let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
    for row in 0..=left.len() {
        for column in 0..=right.len() {
            if row == 0 || column == 0 {
                table[row][column] = row + column;
                continue;
            }
            let (one, other) = (left[row - 1], right[column - 1]);
            let mut best = table[row - 1][column - 1] + usize::from(one != other);
            best = best.min(table[row - 1][column] + 1);
            best = best.min(table[row][column - 1] + 1);
            if row > 1 && column > 1 && one == right[column - 2] && left[row - 2] == other {
                best = best.min(table[row - 2][column - 2] + 1);
            }
            table[row][column] = best;
        }
    }
    table[left.len()][right.len()]
}
