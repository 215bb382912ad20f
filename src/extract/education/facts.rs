//! What a line about learning says: a school, a degree, a period.

use std::ops::Range;

use super::kinds::{is_field_of_study, is_kind_of_school};
pub(super) use super::remarks::is_remark;
use super::words::{is_degree, is_school};
use crate::extract::cues::Cues;
use crate::extract::dates::Period;
use crate::extract::document::{slice, trim_by};
use crate::extract::reading::Line;
use crate::profile::Education;

#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) school: Option<Range<usize>>,
    /// What stands beside the degree and may be a school: only what is known above the line can tell.
    pub(super) guess: Option<Range<usize>>,
    pub(super) degree: Option<Range<usize>>,
    /// What was learned, beside the degree.
    pub(super) field: Option<Range<usize>>,
    pub(super) period: Option<Period>,
}

/// Cuts a line into a school, a degree and a period.
pub(super) fn facts(line: &Line<'_>) -> Facts {
    let period = line.period().cloned();
    let pieces = pieces(line, period.as_ref());
    let words = |piece: &Range<usize>| slice(line.text, piece.clone());
    let school = school_of(line.text, &pieces);
    let school = school.as_ref();
    // "Degree: MSc in Looms"
    let labels = |piece: &Range<usize>| {
        !words(piece).contains(' ') && slice(line.text, piece.end..line.text.len()).starts_with(':')
    };
    let other = |piece: &&Range<usize>| Some(*piece) != school && is_degree(words(piece));
    let named = pieces.iter().find(|piece| other(piece) && !labels(piece));
    let degree = named.or_else(|| pieces.iter().find(other));
    let strong = line.bold || line.is_item() || line.heading().is_some();
    let is_long = |piece: &Range<usize>| has_many_letters(words(piece));
    let aside = |piece: &Range<usize>| slice(line.text, 0..piece.start).ends_with('(');
    let goes_on = |piece: &Range<usize>| {
        let first = |letter: char| letter.is_lowercase() || letter.is_ascii_digit();
        words(piece).starts_with(first)
    };
    let beside_degree = |degree: &Range<usize>| {
        pieces
            .iter()
            .find(|piece| aside(piece) && is_short_name(words(piece)))
            .or_else(|| {
                let other = |piece: &&Range<usize>| {
                    *piece != degree
                        && (is_long(piece) || is_short_name(words(piece)))
                        && !aside(piece)
                        && !goes_on(piece)
                        && !is_remark(words(piece))
                        && !is_field_of_study(words(piece))
                        && !slice(line.text, degree.start..piece.start.max(degree.start)).ends_with(": ")
                };
                pieces.iter().find(other).filter(|_| pieces.len() <= 3)
            })
    };
    let guess = degree.filter(|_| school.is_none()).and_then(beside_degree);
    let school = school.or_else(|| match degree {
        // "Acme Learning — BSc Physics": the other strong part is the school.
        Some(_) => guess.filter(|_| strong),
        // "Acme Learning, 2015": of a dated line in this part, what it begins with.
        None => pieces
            .iter()
            .find(|piece| is_long(piece) && !goes_on(piece))
            .filter(|piece| !is_remark(words(piece)) && period.is_some() && (strong || line.apart)),
    });
    let beside = |piece: &&Range<usize>| {
        let own = Some(*piece) != degree && words(piece).starts_with(char::is_uppercase);
        own && is_field_of_study(words(piece)) && !is_part_of_school(words(piece))
    };
    let field = degree.and_then(|degree| {
        pieces
            .iter()
            .find(beside)
            .or_else(|| between(line.text, &pieces, degree, school))
    });
    Facts {
        school: school.cloned(),
        guess: guess.cloned(),
        degree: degree.cloned(),
        field: field.cloned(),
        period,
    }
}

/// A school is called by more than three letters, where nothing else says that it is one.
fn has_many_letters(words: &str) -> bool {
    words.chars().filter(|letter| letter.is_alphabetic()).count() > 3
}

/// `PhD, Odd Machines, Orvik College`: what stands between a bare degree and its school.
fn between<'p>(
    line: &str,
    pieces: &'p [Range<usize>],
    degree: &Range<usize>,
    school: Option<&Range<usize>>,
) -> Option<&'p Range<usize>> {
    let at = pieces.iter().position(|piece| piece == degree)?;
    let next = pieces.get(at + 1)?;
    let beside = school.is_some() && pieces.get(at + 2) == school;
    let name = slice(line, next.clone());
    let bare = slice(line, degree.clone()).split_ascii_whitespace().count() <= 2;
    let aside = slice(line, 0..next.start).ends_with('(');
    let told = beside && bare && !aside && name.starts_with(char::is_uppercase);
    (told && !is_remark(name) && !is_part_of_school(name)).then_some(next)
}

/// Finds the school's name among the pieces of a line.
fn school_of(line: &str, pieces: &[Range<usize>]) -> Option<Range<usize>> {
    let words = |piece: &Range<usize>| slice(line, piece.clone());
    let named = |piece: &Range<usize>| names_school(words(piece));
    let whole = |piece: &Range<usize>| named(piece) && !is_part_of_school(words(piece));
    // "Bachillerato Tecnológico, IES Lumora": a word for schools may be one of a degree.
    let led = |piece: &Range<usize>| words(piece).split(' ').next().is_some_and(is_degree);
    let sure = pieces.iter().position(|piece| whole(piece) && !led(piece));
    let at = match sure.or_else(|| pieces.iter().position(whole)) {
        Some(at) => at,
        None => whole_before(line, pieces, pieces.iter().position(named)?),
    };
    // "ESIL (School of Odd Machines)": the letters by which a school is known stand before what they are short for.
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    let short = before.filter(|before| {
        let own = pieces
            .get(at)
            .is_some_and(|school| slice(line, 0..school.start).ends_with('('));
        own && is_short_name(words(before))
    });
    // "At the University of Lumora", "Orvik College and worked": neither word is of the name.
    short
        .or_else(|| pieces.get(at))
        .cloned()
        .map(|school| tidy(line, school))
}

/// "Orvik Tech, Faculty of Looms": which piece names the school of which another one names a part.
fn whole_before(line: &str, pieces: &[Range<usize>], part: usize) -> usize {
    let before = part.checked_sub(1);
    let whole = before.filter(|before| {
        let pair = pieces.get(*before).zip(pieces.get(part));
        pair.is_some_and(|(whole, part)| {
            let name = slice(line, whole.clone());
            let joined = slice(line, whole.end..part.start) == ", ";
            joined
                && name.starts_with(char::is_uppercase)
                && !is_degree(name)
                && !is_field_of_study(name)
                && !is_remark(name)
        })
    });
    whole.unwrap_or(part)
}

/// "Faculty of Looms", "Looms Department": says whether words name a part of a school.
pub(super) fn is_part_of_school(text: &str) -> bool {
    const BEGINNINGS: [&str; 8] = [
        "Graduate School of ",
        "Fakulta ",
        "Fakultät ",
        "Faculty of ",
        "Department of ",
        "Dept. of ",
        "Dept of ",
        "School of ",
    ];
    const ENDINGS: [&str; 3] = [" Faculty", " Department", " Dept."];
    BEGINNINGS.iter().any(|begin| text.starts_with(begin)) || ENDINGS.iter().any(|end| text.ends_with(end))
}

/// Leaves out the words before and behind a school's name that join it to its sentence.
fn tidy(line: &str, school: Range<usize>) -> Range<usize> {
    let text = slice(line, school.clone());
    let begun = ["at the ", "At the ", "at "]
        .iter()
        .find(|words| text.starts_with(**words));
    let start = school.start + begun.map_or(0, |words| words.len());
    let told = text.find(" and ").filter(|at| {
        let behind = slice(text, at + " and ".len()..text.len());
        let verb = behind.split(' ').next().unwrap_or(behind);
        verb.starts_with(char::is_lowercase) && verb.ends_with("ed")
    });
    start..told.map_or(school.end, |at| school.start + at)
}

/// "Looms, B.A. (UOL)": the first letters of a school's name, and no mark or word of honor.
fn is_short_name(text: &str) -> bool {
    (3..=6).contains(&text.len())
        && text.bytes().all(|letter| letter.is_ascii_uppercase())
        && !matches!(
            text,
            "GPA"
                | "CGPA"
                | "SGPA"
                | "CPI"
                | "HONS"
                | "USA"
                | "CSE"
                | "ECE"
                | "EEE"
                | "CUM"
                | "PHD"
                | "MSC"
                | "BSC"
                | "MBA"
                | "CBSE"
                | "ICSE"
                | "HSC"
                | "SSC"
                | "STEM"
                | "PCM"
                | "AIML"
                | "ECTS"
                | "IHK"
                | "PCMB"
                | "PCMC"
                | "PCB"
                | "MPC"
                | "BIPC"
        )
        && !is_degree(text)
}

fn names_school(text: &str) -> bool {
    is_school(text) && !is_kind_of_school(text) && !is_phrase(text)
}

/// Small words inside the names of schools.
const JOINTS: &[&str] = &[
    "of", "the", "and", "for", "in", "at", "de", "del", "des", "du", "la", "le", "les", "el", "da", "do",
    "dos", "das", "y", "e", "et", "i", "und", "für", "fur", "von", "van", "der", "den", "di", "della",
    "degli", "dei", "per", "al", "à", "v", "w", "ve", "&", "on", "og", "och",
];

/// "Hired by the school as a tutor", "University level looms": says whether words tell of a school rather than naming it.
pub(super) fn is_phrase(text: &str) -> bool {
    let small = |word: &str| word.starts_with(char::is_lowercase) && !JOINTS.contains(&word);
    let words = || text.split_ascii_whitespace();
    let run: usize = words()
        .take_while(|word| !small(word))
        .map(|word| word.len() + 1)
        .sum();
    let begun = slice(text, 0..run.min(text.len())).trim_end();
    // "Universidad nacional de Lumora": a name that begins with the word for a school may go on in small letters.
    let named = is_school(begun) && (!is_kind_of_school(begun) || words().nth(1) != Some("level"));
    let common = words().filter(|word| small(word) && !is_school(word));
    // "High-school with focus on looms"
    let told = text.split(' ').skip(1).any(|word| word == "with");
    text.starts_with(char::is_uppercase) && (told || common.count() >= 2 && !named)
}

/// Cuts a line around its period and a name that is set apart, the rest at separators.
fn pieces(line: &Line<'_>, period: Option<&Period>) -> Vec<Range<usize>> {
    let whole = 0..line.text.len();
    let undated = match period {
        Some(period) => vec![0..period.range.start, period.range.end..whole.end],
        None => vec![whole],
    };
    let Some(name) = set_apart(line) else {
        let pieces = undated.into_iter().flat_map(|range| split(line.text, range));
        return pieces.collect();
    };
    let parts = undated.into_iter().flat_map(|range| around(&range, &name));
    parts
        .flat_map(|range| {
            if range == name {
                vec![range]
            } else {
                split(line.text, range)
            }
        })
        .collect()
}

/// A school's name that is set in bold at the beginning of a line, or in italics.
fn set_apart(line: &Line<'_>) -> Option<Range<usize>> {
    let is_name = |range: &Range<usize>| {
        let words = slice(line.text, range.clone());
        is_school(words) && !is_degree(words)
    };
    let bold = line
        .bold_end
        .map(|end| trim_by(line.text, 0..end, |letter| !letter.is_alphanumeric()));
    bold.into_iter().chain(line.italic.clone()).find(is_name)
}

/// Cuts a range before and behind another one that it holds.
fn around(range: &Range<usize>, inner: &Range<usize>) -> Vec<Range<usize>> {
    if inner.start < range.start || inner.end > range.end {
        return vec![range.clone()];
    }
    vec![range.start..inner.start, inner.clone(), inner.end..range.end]
}

/// Signs and words between a school, a degree and a field.
static SEPARATORS: Cues = Cues::new(&[
    " — ", " – ", " - ", " | ", " · ", " • ", "\t", "  ", ", at ", ", ", " at ", " @ ", " from ", "; ", ": ",
    "(", ")", " in the ", " / ", "\u{3000}", "｜", "，", " an der ", " an ", " à l'", " à l’",
]);

fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let rest = slice(text, at..range.end);
        // "BSc (Hons) Looms" is one degree.
        let honors = rest.starts_with("(Hon").then(|| rest.split_once(')')).flatten();
        let goes_on = |behind: &str| {
            behind
                .strip_prefix(' ')
                .is_some_and(|behind| behind.starts_with(char::is_alphabetic))
        };
        if let Some((honors, _)) = honors.filter(|(_, behind)| goes_on(behind)) {
            at += honors.len() + 1;
            continue;
        }
        let separator = SEPARATORS.begin(rest);
        let dash_in_name = separator == Some(" - ")
            && is_school(slice(rest, 3..rest.len().min(40)))
            && is_school(slice(text, start..at));
        match separator {
            Some(separator) if !(dash_in_name || separator == "  " && start == at) => {
                pieces.push(start..at);
                at += separator.len();
                start = at;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.push(start..range.end);
    pieces
        .into_iter()
        .flat_map(|piece| apart(text, piece))
        .map(|piece| trim_by(text, piece, |letter| !letter.is_alphanumeric() && letter != '.'))
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// "本科 临川大学 织物学": where words are written without blanks, these part the facts.
fn apart(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let words = slice(text, piece.clone());
    let unspaced = |letter: char| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    if !words.contains(unspaced) || !words.trim().contains(' ') {
        return vec![piece];
    }
    let mut start = piece.start;
    let parts = words.split(' ').map(|word| {
        let part = start..start + word.len();
        start = part.end + 1;
        part
    });
    parts.collect()
}

/// "*Odd Looms* | 2012 – 2015": words in italics or in bold before nothing but a period.
pub(super) fn set_before_period(line: &Line<'_>) -> Option<Range<usize>> {
    let period = line.period()?;
    let italic = line
        .italic
        .clone()
        .filter(|italic| italic.start <= 1 && italic.end <= period.range.start);
    let bold = || line.bold_end.filter(|_| line.bold && line.heading().is_none());
    let italic = italic.or_else(|| bold().map(|end| 0..end))?;
    let letters = |text: &str| text.contains(char::is_alphanumeric);
    let alone = italic.end <= period.range.start
        && !letters(slice(line.text, italic.end..period.range.start))
        && !letters(slice(line.text, period.range.end..line.text.len()));
    alone.then_some(italic)
}

/// "Orvik University" and "Degree in Looms · Orvik, Norway": says whether a town has the name of the school above.
pub(super) fn is_town_of(open: Option<&Education>, name: &str) -> bool {
    let open = open.filter(|open| open.degree.is_none());
    let rest = open.and_then(|open| open.institution.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    #[test]
    fn what_is_told_of_a_school_is_no_name() {
        assert!(is_phrase("Hired by the school as a loom tutor"));
        assert!(is_phrase("University level looms"));
        for name in [
            "Universidad nacional de looms",
            "School of Odd Machines",
            "university of lumora",
        ] {
            assert!(!is_phrase(name), "{name}");
        }
    }

    #[test]
    fn a_school_stands_between_other_words() {
        testing::read(
            "- Looms, at LUMIA (School of Odd Machines)\n- Webkunst an der Universität Lumora\n- Weaving Degree, at the Orvik College\n",
            |reading| {
                let lines = reading.blocks().flat_map(|(index, _)| reading.lines_of(index));
                let schools: Vec<_> = lines
                    .filter_map(|line| line.text.get(facts(line).school?))
                    .collect();
                assert_eq!(schools, ["LUMIA", "Universität Lumora", "the Orvik College"]);
            },
        );
    }
}
