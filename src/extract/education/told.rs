//! What a sentence tells of the school that it names: the degree, and when it was had.

use std::ops::Range;

use super::prose::{STUDIED, school_at};
use super::schools::set_dates;
use super::words::is_degree;
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::reading::Reading;
use crate::extract::{dates, names};
use crate::profile::Education;

/// Takes what a sentence tells of a school: `a BSc in Looms from` Orvik College "(2011 – 2014)".
pub(super) fn tell(sentence: &str, name: &Range<usize>, school: &mut Education) {
    let before = slice(sentence, 0..name.start);
    let before = before.rsplit([';', '|', '!', '?']).next().unwrap_or(before);
    let behind = slice(sentence, name.end..sentence.len());
    let end = behind.find([';', '|', '!', '?']).unwrap_or(behind.len());
    let behind = slice(behind, 0..end.min(behind.floor_char_boundary(AROUND_BYTES)));
    school.degree = degree_before(before)
        .or_else(|| degree_behind(behind))
        .map(str::to_owned);
    if let Some(period) = dates::first(behind).filter(|period| period.range.start <= NEAR_BYTES) {
        set_dates(school, &period);
    }
}

/// How far behind a school's name, in bytes, its degree and its years are looked for.
const AROUND_BYTES: usize = 120;
const NEAR_BYTES: usize = 48;

/// "I hold a **Master of Looms** from the": the degree at the end of the words before a school.
fn degree_before(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let joints = [
        " at the",
        " at",
        " from the",
        " from",
        " @",
        ",",
        " of the",
        "(",
        " -",
        " –",
        " —",
        ":",
    ];
    let joint = joints.iter().find(|joint| text.ends_with(**joint))?;
    let text = text.strip_suffix(joint)?;
    let clause = text.rsplit([',', '.', ':', '(']).next().unwrap_or(text);
    degree_in(clause).or_else(|| degree_in(text))
}

/// `with a BSc in Looms (2014)`: the degree in the words behind a school.
fn degree_behind(text: &str) -> Option<&str> {
    let told = [" with a ", " with an ", " with ", ", ", " — ", " – ", " - "];
    let rest = told.into_iter().find_map(|sign| text.strip_prefix(sign))?;
    let end = rest.find([',', '.', '(', ';']).unwrap_or(rest.len());
    degree_in(slice(rest, 0..end))
}

/// "… with a degree in looms": says whether the words behind a school tell what somebody left it with.
pub(super) fn is_left(behind: &str) -> bool {
    const WITH: [&str; 4] = [
        " with a degree",
        " with a first",
        " with an honours",
        " with honours in",
    ];
    WITH.iter().any(|words| behind.starts_with(words))
}

/// Finds the capitalized word of a degree in a few words, and what follows it.
fn degree_in(words: &str) -> Option<&str> {
    if words.len() > AROUND_BYTES || !is_degree(words) {
        return None;
    }
    let starts = words.char_indices().filter(|(at, letter)| {
        letter.is_uppercase()
            && !slice(words, 0..*at).ends_with(|before: char| before.is_alphanumeric() || before == '.')
    });
    let degrees = starts.filter_map(|(at, _)| {
        let degree = slice(words, at..words.len());
        let first: usize = degree.split_inclusive(' ').take(2).map(str::len).sum();
        is_degree(slice(degree, 0..first)).then_some(degree)
    });
    let degree = names::bare(degrees.into_iter().next()?);
    (degree.split_ascii_whitespace().count() <= DEGREE_WORDS).then_some(degree)
}

/// The most words of a degree with its field.
const DEGREE_WORDS: usize = 9;

/// "… as a postdoc at the" University of Lumora: says whether words before a school tell of work there.
pub(super) fn is_of_work(before: &str) -> bool {
    static WORK: Cues = Cues::caseless(&[
        "postdoc",
        "professor",
        "lecturer",
        "instructor at",
        "teacher at",
        "researcher at",
        "engineer at",
        "developer at",
        "fellow at",
        "work at",
        "works at",
        "worked at",
        "working at",
        "work for",
        "worked for",
        "working for",
    ]);
    let clause = before.rsplit(['.', ';', '!', '|']).next().unwrap_or(before);
    let last = WORK.all_in(clause).map(|(at, _)| at).last();
    let studied = STUDIED.all_in(clause).map(|(at, _)| at).last();
    last.is_some() && last >= studied
}

/// Short names of degrees that stand right before "from", "at" or "@" and the school.
const SHORT: &[&str] = &[
    "bsc",
    "b.sc",
    "b.sc.",
    "msc",
    "m.sc",
    "m.sc.",
    "bs",
    "b.s.",
    "ms",
    "m.s.",
    "ba",
    "b.a.",
    "ma",
    "m.a.",
    "beng",
    "b.eng",
    "meng",
    "m.eng",
    "btech",
    "b.tech",
    "mtech",
    "m.tech",
    "be",
    "b.e.",
    "phd",
    "ph.d.",
    "mba",
    "bca",
    "mca",
    "mphil",
    "dphil",
    "mres",
    "mfa",
    "bfa",
    "bba",
    "diploma",
    "degree",
    "candidate",
    "undergrad",
    "undergraduate",
    "grad",
    "student",
    "alum",
    "alumnus",
    "alumna",
    "dropout",
];

/// What one studies, where nothing but the school stands behind it.
const STUDIES: &[&str] = &[
    "cs",
    "cse",
    "ece",
    "eecs",
    "ee",
    "eee",
    "compsci",
    "comp sci",
    "computer science",
    "computer engineering",
    "informatics",
    "mathematics",
    "maths",
    "math",
    "physics",
    "software engineering student",
];

/// `MSc from Orvik`, `CS @ Orvik`: where the school stands behind a degree or what is studied.
pub(super) fn of_degree(reading: &Reading<'_>, line: &str) -> Option<Range<usize>> {
    static JOINTS: Cues = Cues::new(&[" from ", " at ", " @ ", " @"]);
    JOINTS.all_in(line).find_map(|(at, joint)| {
        let before = before(line, at);
        let clause = before
            .rsplit([',', '.', ':', ';', '(', '|', '·'])
            .next()
            .unwrap_or(before);
        let last = before.rsplit([' ', '(']).next().unwrap_or(before);
        let whole = clause.trim_matches(|letter: char| !letter.is_alphanumeric());
        let short = |word: &str, known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
        // "teams at Orvik", "be at Orvik": what is no degree in small letters may be one in capitals.
        let cased = last.len() > 2 || last.starts_with(char::is_uppercase);
        let learned = cased && short(last, SHORT) || short(whole, STUDIES);
        learned
            .then(|| school_at(reading, line, at + joint.len()))
            .flatten()
    })
}

/// So many bytes before a place say what stands there.
const BEFORE_BYTES: usize = 160;

fn before(line: &str, at: usize) -> &str {
    slice(
        line,
        line.floor_char_boundary(at.saturating_sub(BEFORE_BYTES))..at,
    )
}

/// The most words of the name of a school before its year or its alumni.
const NAME_WORDS: usize = 3;

/// "Orvik '23", "a Tarnholm alum": the capitalized words before the year of a class, and before a word for who was in one.
pub(super) fn of_class(reading: &Reading<'_>, line: &str) -> Option<Range<usize>> {
    static CLASSES: Cues = Cues::new(&[" '", " ’", " alum", " grad", " Alum", " Grad", " mezunu"]);
    CLASSES.all_in(line).find_map(|(at, sign)| {
        let behind = slice(line, at + sign.len()..line.len());
        let word = behind
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or(behind);
        let ended = match sign {
            " '" | " ’" => word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit()),
            " alum" | " Alum" => matches!(word, "" | "nus" | "na" | "ni"),
            " grad" | " Grad" => matches!(word, "" | "uate"),
            _ => true,
        };
        ended.then(|| named_before(reading, line, at)).flatten()
    })
}

/// Months, seasons and gatherings have years as classes have, and companies have alumni.
const NO_SCHOOLS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "spring",
    "summer",
    "fall",
    "autumn",
    "winter",
    "class",
    "batch",
    "since",
    "conf",
    "hacktoberfest",
    "gsoc",
    "q1",
    "q2",
    "q3",
    "q4",
    "recent",
    "new",
    "fresh",
    "proud",
    "university",
    "college",
    "school",
    "cs",
    "phd",
    "msc",
    "bsc",
    "bootcamp",
    "yc",
    "i",
    "a",
    "the",
    "ex",
    "fellowship",
    "internship",
    "intern",
    "accelerator",
    "startup",
    "gap",
    "promo",
    "graduated",
];

/// Ends of the names of gatherings.
const GATHERINGS: &[&str] = &[
    "con", "conf", "day", "days", "camp", "fest", "summit", "hack", "hacks", "jam", "meetup",
];

fn named_before(reading: &Reading<'_>, line: &str, end: usize) -> Option<Range<usize>> {
    let before = before(line, end);
    let clause = before
        .rsplit([',', '.', ':', ';', '(', '|', '·', '@', '\n'])
        .next()
        .unwrap_or(before);
    let mut start = end;
    for word in clause.rsplit(' ').take(NAME_WORDS) {
        let named =
            word.starts_with(char::is_uppercase) && !NO_SCHOOLS.contains(&word.to_lowercase().as_str());
        if !named || word.contains(['\'', '’', '"']) {
            break;
        }
        start -= word.len() + usize::from(start < end);
    }
    let name = slice(line, start..end);
    let taxonomy = reading.taxonomy;
    let school = name.len() >= 3
        && !GATHERINGS.iter().any(|end| name.to_lowercase().ends_with(end))
        && !is_degree(name)
        && taxonomy.company_named(name).is_none()
        && taxonomy.skill_named(name).is_none();
    school.then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::extract::testing;

    #[test]
    fn classes_and_alumni_name_their_schools() {
        for (text, expected) in [
            (
                "Weaver. Orvik '23, Tarnholm alum before that.",
                &["Orvik", "Tarnholm"][..],
            ),
            ("A proud Orvik alumna, now weaving.", &["Orvik"]),
            ("- 🎓 CS @ Orvik, class of 2026", &["Orvik"]),
            (
                "PhD candidate @ Tarnholm on looms. MSc from Orvik ('19).",
                &["Tarnholm", "Orvik"],
            ),
            ("Google alum, weaving since Dec '23.", &[]),
            ("I graduated in Spring '21 and spoke at WeftConf '22.", &[]),
            ("A recent grad, I weave at home.", &[]),
            ("Our teams at Orvik study looms.", &[]),
            ("I can be at Lumora, my study.", &[]),
        ] {
            let schools = testing::read(text, read);
            let names: Vec<_> = schools.iter().map(|school| school.institution.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        }
    }

    #[test]
    fn sentences_tell_degrees_and_years() {
        for (text, degree, end) in [
            (
                "I hold a BSc in Looms from the University of Orvik (2014).",
                Some("BSc in Looms"),
                Some(2014),
            ),
            (
                "PhD in Looms (University of Orvik, 2019)",
                Some("PhD in Looms"),
                Some(2019),
            ),
            (
                "I studied at the University of Orvik with a BSc in Looms.",
                Some("BSc in Looms"),
                None,
            ),
            ("I studied looms at the University of Orvik.", None, None),
        ] {
            let schools = testing::read(text, read);
            let school = schools.first().expect("a school is named");
            assert_eq!(school.degree.as_deref(), degree, "{text}");
            let year = school.end.and_then(|end| match end {
                crate::profile::DateEnd::On(date) => Some(date.year()),
                crate::profile::DateEnd::Present => None,
            });
            assert_eq!(year, end, "{text}");
        }
    }
}
