//! What a line about learning says: a school, a degree, a period.

use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::cues::Cues;
use crate::extract::dates::{self, Period};
use crate::extract::document::{slice, trim_by};
use crate::extract::phrases::Phrases;
use crate::extract::reading::Line;
use crate::extract::sections::fold;

/// Words that make a line name a school.
const SCHOOLS: &[&str] = &[
    "university",
    "universität",
    "universitat",
    "université",
    "universite",
    "universidad",
    "universidade",
    "università",
    "universita",
    "universitas",
    "college",
    "institute",
    "institut",
    "instituto",
    "istituto",
    "school",
    "academy",
    "polytechnic",
    "politecnico",
    "politechnika",
    "polytechnique",
    "hochschule",
    "école",
    "ecole",
    "faculty",
    "iit",
    "iiit",
    "nit",
    "mit",
    "bootcamp",
    "lycée",
    "gymnasium",
    "fachhochschule",
    "escola",
    "escuela",
    "facultad",
    "faculdade",
    "technion",
    "academia",
    "vidyalaya",
    "uni",
    "eth",
    "epfl",
    "universiteit",
    "hogeschool",
    "univ",
    "centro universitário",
    "conservatory",
    "seminary",
    "iim",
    "bits",
    "vit",
    "liceo",
    "udacity",
    "coursera",
    "edx",
    "codecademy",
    "freecodecamp",
    "general assembly",
    "le wagon",
    "stanford",
    "harvard",
    "carnegie mellon",
    "caltech",
    "georgia tech",
    "virginia tech",
    "uc berkeley",
    "uc davis",
    "uc irvine",
    "uc san diego",
    "uc santa barbara",
    "uc santa cruz",
    "ucla",
    "ucsd",
    "uiuc",
    "tu berlin",
    "tu darmstadt",
    "tu delft",
    "tu dresden",
    "tu munich",
    "tu wien",
    "rwth",
    "ku leuven",
    "uclouvain",
    "ntnu",
    "kth",
    "kaist",
    "postech",
    "unicamp",
    "ufmg",
    "ufrj",
    "insa",
    "epita",
    "epitech",
    "ensimag",
    "feup",
    "mipt",
    "itmo",
    "vjti",
    "coep",
];

/// Words that make a text name a degree or a field.
const DEGREES: &[&str] = &[
    "bachelor",
    "bachelors",
    "master",
    "masters",
    "bsc",
    "msc",
    "b sc",
    "m sc",
    "b s",
    "m s",
    "bs",
    "ms",
    "ba",
    "ma",
    "b a",
    "m a",
    "phd",
    "ph d",
    "doctor",
    "doctorate",
    "btech",
    "b tech",
    "mtech",
    "m tech",
    "be",
    "b e",
    "b eng",
    "beng",
    "meng",
    "m eng",
    "mba",
    "diploma",
    "degree",
    "associate",
    "bca",
    "mca",
    "licence",
    "licenciatura",
    "laurea",
    "diplom",
    "certificate",
    "minor",
    "major",
    "computer science",
    "engineering",
    "grado",
    "graduação",
    "baccalaureate",
    "high school",
    "bac",
    "hsc",
    "ssc",
    "ingénieur",
    "mathematics",
    "specialist",
    "cse",
    "graduate diploma",
    "informatik",
    "dut",
    "bts",
    "postgraduate",
    "informatics",
    "technologist",
    "tecnólogo",
    "bcom",
    "bsc hons",
    "bfa",
    "b com",
    "nanodegree",
    "nanodegrees",
];

#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) school: Option<Range<usize>>,
    pub(super) degree: Option<Range<usize>>,
    pub(super) period: Option<Period>,
}

/// Cuts a line into a school, a degree and a period.
pub(super) fn facts(line: &Line<'_>) -> Facts {
    let period = dates::first(line.text);
    let pieces = pieces(line, period.as_ref());
    let words = |piece: &Range<usize>| slice(line.text, piece.clone());
    let school = pieces.iter().find(|piece| is_school(words(piece)));
    let degree = pieces
        .iter()
        .find(|piece| Some(*piece) != school && is_degree(words(piece)));
    let strong = line.bold || line.is_item() || line.heading().is_some();
    let is_long = |piece: &Range<usize>| {
        words(piece)
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            > 3
    };
    let aside = |piece: &Range<usize>| slice(line.text, 0..piece.start).ends_with('(');
    let goes_on = |piece: &Range<usize>| words(piece).starts_with(char::is_lowercase);
    let school = school.or_else(|| match degree {
        // "Acme Learning — BSc Physics": the other strong part is the school.
        Some(degree) => pieces
            .iter()
            .find(|piece| aside(piece) && is_short_name(words(piece)))
            .or_else(|| {
                let other = |piece: &&Range<usize>| {
                    *piece != degree
                        && is_long(piece)
                        && !aside(piece)
                        && !goes_on(piece)
                        && !is_remark(words(piece))
                };
                pieces.iter().find(other).filter(|_| pieces.len() <= 3)
            })
            .filter(|_| strong),
        // "Acme Learning, 2015": of a dated line in this part, what it begins with.
        None => pieces
            .iter()
            .find(|piece| is_long(piece) && !goes_on(piece))
            .filter(|_| period.is_some() && (strong || line.apart)),
    });
    Facts {
        school: school.cloned(),
        degree: degree.cloned(),
        period,
    }
}

/// "Looms, B.A. (UOL)": the first letters of a school's name, and no mark or word of honor.
fn is_short_name(text: &str) -> bool {
    (3..=6).contains(&text.len())
        && text.bytes().all(|letter| letter.is_ascii_uppercase())
        && !matches!(
            text,
            "GPA" | "CGPA" | "HONS" | "USA" | "CSE" | "ECE" | "CUM" | "PHD" | "MSC" | "BSC" | "MBA"
        )
        && !is_degree(text)
}

/// Words with which a remark about learning begins, no school's name, lower case.
const REMARKS: &[&str] = &[
    "focus",
    "focused",
    "focusing",
    "specialized",
    "specialised",
    "specialization",
    "specializing",
    "currently",
    "pursuing",
    "expected",
    "graduated",
    "graduating",
    "completed",
    "ongoing",
    "minor",
    "with",
];

/// "MA Physics - Focus on looms": says whether words tell more of what was learned, and not where.
fn is_remark(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or(words).to_lowercase();
    REMARKS.contains(&first.as_str()) || is_degree(words)
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
    " — ", " – ", " - ", " | ", " · ", " • ", "\t", "  ", ", ", " at ", " @ ", " from ", "; ", ": ", "(",
    ")", " in the ", " / ",
]);

fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let rest = slice(text, at..range.end);
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
        .map(|piece| trim_by(text, piece, |letter| !letter.is_alphanumeric() && letter != '.'))
        .filter(|piece| !piece.is_empty())
        .collect()
}

pub(in crate::extract) fn is_school(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(SCHOOLS.iter().map(|word| (*word, ()))));
    let folded = fold(text);
    // In German and Dutch the word is the end of a longer one.
    let compound = || {
        folded
            .split(' ')
            .any(|word| word.len() > 7 && COMPOUNDS.iter().any(|end| word.ends_with(end)))
    };
    let high_school_diploma = || folded.contains("diploma") && !folded.contains("univers");
    (WORDS.is_in(&folded) || compound()) && text.split_whitespace().count() <= 12 && !high_school_diploma()
}

/// Ends of words that name a school, folded.
const COMPOUNDS: &[&str] = &["schule", "universitat", "akademie", "universiteit", "hogeschool"];

/// Says whether a line tells of a school or a degree.
pub(in crate::extract) fn is_learning(text: &str) -> bool {
    is_school(text) || is_degree(text)
}

pub(in crate::extract) fn is_degree(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(DEGREES.iter().map(|word| (*word, ()))));
    // Behind a comma these are Massachusetts and its neighbors.
    !matches!(text, "MA" | "MS" | "BA") && WORDS.is_in(&fold(text))
}
