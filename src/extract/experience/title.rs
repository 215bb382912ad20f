//! Which words of a header are the title, and where they end.

use std::ops::Range;

use super::employer::is_told;
use super::field::{PARTS, is_department, is_field_of_work};
use super::joined::{employer_before, joined};
use super::parted::{is_before_known, is_team_before, is_titled_place};
use super::parts::{Part, is_noise, push};
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::{dates, places, titles};
use crate::taxonomy::Taxonomy;

/// Words with which a sentence begins.
static SENTENCES: Cues = Cues::new(&[
    "I ", "I'", "I’", "My ", "We ", "Was ", "Am ", "Worked ", "Joined ", "Served ",
]);

/// Words with which a clause of a sentence begins.
static CLAUSES: Cues = Cues::new(&["but ", "or ", "where ", "while ", "then ", "because ", "so "]);

/// A part is the title if it has a title's word and is no company that is known by that very name.
pub(super) fn is_title_part(text: &str, taxonomy: &Taxonomy) -> bool {
    let words = text.split_ascii_whitespace().count();
    // "3D Artist" begins with no number.
    let first = || text.split(' ').next().unwrap_or_default();
    let number =
        text.starts_with(|letter: char| letter.is_ascii_digit()) && !first().contains(char::is_alphabetic);
    let small = text.starts_with(char::is_lowercase);
    let told = small && (words > 5 || CLAUSES.begin(text).is_some());
    words <= 12
        && !told
        && !number
        && SENTENCES.begin(text).is_none()
        && !is_told(text)
        && titles::is_title(text)
        && !is_titled_place(text, taxonomy)
        && taxonomy.company_named(text).is_none()
}

/// "Docker / Loom Developer", "Senior Looms / Mills Developer", "Weaver / Looms / Product Owner": the first and the last of
/// the parts that slashes join to a title.
pub(super) fn slashed(line: &str, parts: &[Part], title: usize, taxonomy: &Taxonomy) -> (usize, usize) {
    if !line.contains(" / ") {
        return (title, title);
    }
    let text = |at: usize| parts.get(at).map_or("", |part| slice(line, part.range.clone()));
    let joined = |at: usize| {
        let pair = parts.get(at).zip(parts.get(at + 1));
        pair.is_some_and(|(left, right)| slice(line, left.range.end..right.range.start) == " / ")
    };
    let graded = |at: usize| text(at).contains(' ') && taxonomy.seniority_of(text(at)).is_some();
    let titled = |at: usize| {
        (taxonomy.skill_named(text(at)).is_some() || graded(at)) && taxonomy.company_named(text(at)).is_none()
    };
    let mut first = title;
    while first > 0 && joined(first - 1) && titled(first - 1) {
        first -= 1;
    }
    let chain = (title..parts.len()).take_while(|at| *at == title || joined(at - 1));
    let known = |at: usize| at > title && taxonomy.skill_named(text(at)).is_some();
    let own = |at: &usize| is_title_part(text(*at), taxonomy) || known(*at) && titled(*at);
    let last = chain.filter(own).last();
    (first, last.unwrap_or(title))
}

/// Splits "Senior Engineer, Acme" and "Acme, Senior Engineer" into the title and the rest.
///
/// A name in capitals before it is the employer's if the line names none elsewhere.
pub(super) fn cut_title(
    line: &str,
    part: &Part,
    alone: impl FnOnce() -> bool,
    taxonomy: &Taxonomy,
) -> (Range<usize>, Vec<Part>) {
    let text = slice(line, part.range.clone());
    if let Some(end) = employer_before(text, taxonomy).filter(|_| alone()) {
        let mut others = Vec::new();
        push(line, part.range.start..part.range.start + end, false, &mut others);
        return (part.range.start + end..part.range.end, others);
    }
    if let Some(joined) = joined(slice(line, part.range.clone()), taxonomy) {
        let at = |offset: usize| part.range.start + offset;
        let mut others = Vec::new();
        push(
            line,
            at(joined.name.start)..at(joined.name.end),
            true,
            &mut others,
        );
        for piece in pieces(line, at(joined.name.end)..part.range.end) {
            push(line, piece, false, &mut others);
        }
        return (at(0)..at(joined.title), others);
    }
    // Most titles are a single piece.
    if !slice(line, part.range.clone()).contains(',') {
        return (part.range.clone(), Vec::new());
    }
    let pieces = pieces(line, part.range.clone());
    let is_title = |range: &Range<usize>| titles::is_title(slice(line, range.clone()));
    let Some(first) = pieces.iter().position(is_title) else {
        return (part.range.clone(), Vec::new());
    };
    let behind = pieces.iter().skip(first + 1).rposition(is_title);
    let last = behind.map_or(first, |at| first + 1 + at);
    // "Director, Information Technology, Acme": the last piece is left to name the employer.
    let more = pieces.len().saturating_sub(last + 2);
    let placed = more > 0
        && pieces
            .last()
            .is_some_and(|piece| places::is_place(taxonomy, slice(line, piece.clone())));
    let left = more.saturating_sub(usize::from(placed));
    let fields = pieces.iter().skip(last + 1).take(left);
    let last = last
        + fields
            .take_while(|piece| {
                let field = slice(line, (*piece).clone());
                let own = || !is_department(field) || LEADS.are_in(slice(line, part.range.clone()));
                let whole = || pieces.last().map_or("", |last| slice(line, last.clone()));
                let inner = || {
                    is_before_known(field, whole(), taxonomy)
                        || !placed && is_team_before(field, whole(), taxonomy)
                };
                is_field_of_work(field, taxonomy) && own() || inner()
            })
            .count();
    let range = |index: usize| pieces.get(index).cloned().unwrap_or_default();
    let title = range(first).start..range(last).end;
    let mut others = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        // "Researcher, Department of Looms, Orvik College": the employer is the whole.
        let inner = index + 1 < pieces.len() && is_department(slice(line, piece.clone()));
        if index < first || index > last && !inner {
            push(line, piece.clone(), false, &mut others);
        }
    }
    (title, others)
}

/// Cuts a range of a line at its commas.
fn pieces(line: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let pieces = slice(line, range).split(", ").map(|piece| {
        let piece = start..start + piece.len();
        start = piece.end + ", ".len();
        piece
    });
    pieces.collect()
}

/// "Manager / Analyst, Acme": where the last of several titles ends, and what stands behind it.
pub(super) fn end_of_titles(line: &str, last: &Part, taxonomy: &Taxonomy) -> (usize, Vec<Part>) {
    let (title, others) = cut_title(line, last, || true, taxonomy);
    let named = |part: &Part| {
        part.range.start > title.end && slice(line, part.range.clone()).starts_with(char::is_uppercase)
    };
    if others.iter().all(named) {
        (title.end, others)
    } else {
        (last.range.end, Vec::new())
    }
}

/// "Software Engineer - II": the level behind a title.
pub(super) fn is_level(text: &str) -> bool {
    let level = text
        .strip_prefix(['L', 'E'])
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text);
    matches!(level, "I" | "II" | "III" | "IV" | "V")
        || level.len() == 1 && level.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words of titles of those who lead a part of an employer: of others it says only where they work.
static LEADS: Cues = Cues::caseless(&["head", "director", "chair", "dean", "manager", "lead", "chief"]);

/// "Department of Looms", "Odd Machines Group": says whether words name a part of an employer.
pub(super) fn is_part_of_employer(text: &str) -> bool {
    const LAST: [&str; 10] = [
        " Dept",
        " Dept.",
        " Department",
        " Group",
        " Team",
        " Division",
        " Lab",
        " Unit",
        " Program",
        " Programme",
    ];
    PARTS.iter().any(|part| text.starts_with(part)) || LAST.iter().any(|last| text.ends_with(last))
}

/// "Engineer (Contract)": where a title ends before a bracket that tells how, where or when, or that is no part of it.
pub(super) fn without_terms(line: &str, title: Range<usize>, taxonomy: &Taxonomy) -> Range<usize> {
    let text = slice(line, title.clone());
    match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((bare, inside)) if is_terms(inside, taxonomy) => title.start..title.start + bare.len(),
        _ => title,
    }
}

/// Says whether words in brackets behind a title tell how, where or when somebody held it.
fn is_terms(inside: &str, taxonomy: &Taxonomy) -> bool {
    is_noise(inside)
        || inside
            .split(['/', ','])
            .any(|part| titles::employment(part.trim()).is_some())
        || dates::first(inside).is_some()
        || places::is_place(taxonomy, inside)
}

/// "Engineer (Looms) - Acme": a bracket behind a title belongs to it if another part names the employer.
pub(super) fn with_bracket(
    line: &str,
    title: &Range<usize>,
    company: &Range<usize>,
    taxonomy: &Taxonomy,
) -> Option<usize> {
    let inside = slice(line, title.end..line.len()).strip_prefix(" (")?;
    let inside = slice(inside, 0..inside.find(')')?);
    let end = title.end + inside.len() + 3;
    let apart = company.end <= title.end || company.start >= end;
    let own = || {
        !inside.contains([':', '(', '/'])
            && !inside.contains(" at ")
            && inside.split_ascii_whitespace().count() <= 5
            && !is_terms(inside, taxonomy)
            && taxonomy.company_named(inside).is_none()
    };
    (apart && own()).then_some(end)
}

/// "Director, Odd Looms @ Acme": before a word that says who employed somebody, all is the title.
///
/// Returns where it ends.
pub(super) fn before_employer(
    line: &str,
    title: &Range<usize>,
    employer: &Range<usize>,
    taxonomy: &Taxonomy,
) -> Option<usize> {
    let text = slice(line, title.start..employer.start).trim_end_matches([' ', '[', '*', '_']);
    let text = ["at", "@"]
        .iter()
        .find_map(|word| text.strip_suffix(word))?
        .trim_end();
    let added = text.get(title.end.checked_sub(title.start)?..)?;
    let joined = [", ", " - ", " – ", " — ", " (", " / ", " | ", ": "]
        .iter()
        .any(|joint| added.starts_with(joint));
    let named = |word: &str| {
        !word.starts_with(char::is_lowercase) || matches!(word, "and" | "of" | "for" | "in" | "the" | "with")
    };
    let own = joined
        && added.split_ascii_whitespace().all(named)
        && added.split_ascii_whitespace().count() <= 9
        && added
            .split([',', '-', '–', '—', '|', '/', '(', ')'])
            .all(|piece| taxonomy.company_named(piece.trim()).is_none())
        && dates::first(added).is_none();
    own.then(|| without_terms(line, title.start..title.start + text.len(), taxonomy).end)
}
