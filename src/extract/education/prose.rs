//! Schools that only sentences name.

use std::ops::Range;

use super::MAX_SCHOOLS;
use super::among;
use super::kinds::is_kind_of_school;
use super::schools::empty;
use super::students::school_of_student;
use super::told::{self, is_of_work, tell};
use super::words::{is_degree, is_school};
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::Section;
use crate::extract::wrapped;
use crate::profile::{Education, Via};

/// Words of learning.
pub(super) static STUDIED: Cues = Cues::caseless(&[
    "stud",
    "degree",
    "bsc",
    "graduat",
    "b.tech",
    "btech",
    "master",
    "bachelor",
    "phd",
    "undergrad",
    "alum",
    "pursuing",
    "pursued",
    "engineering at",
    "m.s.",
    "b.s.",
    "m.sc",
    "msc",
    "b.sc",
    "mba",
    "education",
    "b.e.",
    "freshman",
    "sophomore",
    "alma mater",
    "cs @",
    "cse @",
    "science @",
    "diploma",
    "doctorate",
    "pgce",
    "bca",
    "mca",
    "b.eng",
    "beng",
    "m.eng",
    "meng",
    "egresad",
    "licenciad",
    "ingeniero",
    "titulad",
    "étud",
    "diplôm",
    "absolv",
    "laurea",
    "formad",
    "ph.d",
    "🎓",
    "graduand",
    "graduad",
    "class of",
    "promo ",
    "mezun",
    "ukończ",
    "absolw",
    "ыпускни",
    "кончил",
    "студент",
]);

/// "I have a degree in Computer Science at State University of Maringá", "Computer Science student at …".
pub(super) fn in_prose(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = Vec::new();
    for (index, block) in reading.blocks() {
        let about = matches!(reading.section(index), Section::Open | Section::About);
        let told = !matches!(block.kind, Kind::Heading(_)) || block.text.as_str().starts_with('🎓');
        if !about || block.kind == Kind::Code || !told {
            continue;
        }
        let mut below_degree = false;
        for line in wrapped::sentences(reading, index) {
            if let Some(school) = among::of_facts(reading, &line) {
                schools.push(school);
                continue;
            }
            below_degree = told_on(reading, &line, below_degree, &mut schools);
        }
    }
    schools
}

/// Adds the schools that a line names, where it stands below a degree or speaks of study; says whether it is a degree.
pub(super) fn told_on(
    reading: &Reading<'_>,
    line: &Line<'_>,
    below_degree: bool,
    schools: &mut Vec<Education>,
) -> bool {
    let mut from = 0;
    // A sentence that names one school over and over is read no further than others.
    for _ in schools.len()..MAX_SCHOOLS {
        let rest = slice(line.text, from..line.text.len());
        let told = is_of_study(rest) || from == 0 && below_degree && is_school(rest);
        let named = || {
            let school = school_name(rest).or_else(|| school_of_degree(reading, rest));
            let school = school.or_else(|| school_of_student(reading, rest));
            school.or_else(|| told::of_degree(reading, rest))
        };
        let classed = || told::of_class(reading, rest).map(|range| (range, true));
        let found = || named().map(|range| (range, false)).or_else(classed);
        let Some((range, of_class)) = told.then(found).flatten() else {
            break;
        };
        let name = slice(rest, range.clone());
        let known = schools.iter().any(|school| school.institution == name);
        let before = slice(rest, 0..range.start);
        // Of what else a sentence names, only what follows words of study is another school.
        let own =
            from == 0 || of_class || is_of_study(before) || told::is_left(slice(rest, range.end..rest.len()));
        if own && !known && !is_of_work(before) {
            let mut school = empty(reading, line);
            name.clone_into(&mut school.institution);
            school.evidence = vec![reading.evidence(line.block, &line.range, Via::Prose)];
            tell(rest, &range, &mut school);
            schools.push(school);
        }
        from += range.end;
    }
    begins_with_degree(line.text)
}

/// "Bachelor of Looms · 6th Semester": what stands on the next line is the school.
fn begins_with_degree(line: &str) -> bool {
    let fact = line.split([',', '|', '·', '(']).next().unwrap_or(line);
    fact.len() <= DEGREE_BYTES && fact.starts_with(char::is_uppercase) && is_degree(fact)
}

/// Clubs and programs for students, which teach nobody a degree, and what else only begins as study does.
static OF_STUDENTS: Cues = Cues::caseless(&[
    "student club",
    "student chapter",
    "student code",
    "student developer",
    "student partner",
    "student ambassador",
    "student branch",
    "student influencer",
    "phd applicant",
    "msc applicant",
    "master's applicant",
    "masters applicant",
    "mba applicant",
    "studio",
    "masterclass",
    "mastering",
]);

/// Says whether a line speaks of study.
fn is_of_study(line: &str) -> bool {
    STUDIED
        .all_in(line)
        .any(|(at, _)| OF_STUDENTS.begin(slice(line, at..line.len())).is_none())
}

/// The most bytes of a degree with its field.
pub(super) const DEGREE_BYTES: usize = 60;

/// The most words of the name of a school that only its student tells to be one.
const NAME_WORDS: usize = 6;

/// "Master of Looms @ Lumora, Oslo": what follows a degree that begins the line is its school.
fn school_of_degree(reading: &Reading<'_>, line: &str) -> Option<Range<usize>> {
    const SIGN: &str = " @ ";
    let at = line.find(SIGN).filter(|at| *at <= DEGREE_BYTES)?;
    let degree = slice(line, 0..at).split([',', '(']).next()?;
    let whole = degree.split_ascii_whitespace().count() <= NAME_WORDS && is_degree(degree);
    whole.then(|| school_at(reading, line, at + SIGN.len())).flatten()
}

/// `BSc in Looms at Lumora`: the school in a short text that tells of one.
pub(super) fn school_in(reading: &Reading<'_>, text: &str) -> Option<Range<usize>> {
    let behind = || {
        let joints = [" at ", " @ ", " from ", " @"].iter();
        let at = joints
            .filter_map(|joint| Some(text.find(joint)? + joint.len()))
            .min()?;
        school_at(reading, text, at)
    };
    school_name(text).or_else(behind)
}

/// Returns the capitalized words that begin at an offset, up to the end of the clause, if they name no company.
pub(super) fn school_at(reading: &Reading<'_>, line: &str, start: usize) -> Option<Range<usize>> {
    let rest = slice(line, start..line.len());
    let article = ARTICLES.iter().find(|article| rest.starts_with(**article));
    let start = start + article.map_or(0, |article| article.len());
    let rest = slice(line, start..line.len());
    let sentence = slice(
        rest,
        0..rest.find([',', '.', '(', '|', '\n']).unwrap_or(rest.len()),
    );
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "de");
    let named: usize = sentence
        .split_inclusive(' ')
        .take(NAME_WORDS)
        .take_while(|word| capital(&word.trim_end()))
        .map(str::len)
        .sum();
    let range = trim_by(line, start..start + named, |letter| !letter.is_alphanumeric());
    let name = slice(line, range.clone());
    // "A summer student at Acme" worked there.
    (name.len() >= 3 && reading.taxonomy.company_named(name).is_none()).then_some(range)
}

/// What may stand before the name of a school.
const ARTICLES: &[&str] = &["the ", "la ", "el ", "l'", "l’", "de ", "der ", "het ", "le "];

/// Verbs with which a sentence about a school begins.
const VERBS: &[&str] = &[
    "Attending",
    "Attended",
    "Studying",
    "Studied",
    "Graduated",
    "Graduating",
    "Completed",
    "Pursuing",
    "Currently",
    "At",
    "From",
    "Alumni",
    "Alumnus",
    "Alumna",
    "Diplômé",
    "Diplômée",
    "Étudiant",
    "Étudiante",
    "Egresado",
    "Egresada",
    "Graduado",
    "Graduada",
    "Licenciado",
    "Licenciada",
    "Formado",
    "Formada",
    "Laureato",
    "Laureata",
    "Absolvent",
    "Absolventin",
];

/// "l'Institut", "all'Università": the bytes of an article that has lost its end.
fn elided(word: &str) -> usize {
    let Some((article, rest)) = word.split_once(['\'', '’']) else {
        return 0;
    };
    let known = matches!(
        article.to_lowercase().as_str(),
        "l" | "d" | "all" | "dell" | "nell" | "dall" | "de l"
    );
    let length = word.len() - rest.len();
    if known && rest.starts_with(char::is_uppercase) {
        length
    } else {
        0
    }
}

/// Finds the capitalized words around a word for a school.
fn school_name(text: &str) -> Option<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut best: Option<Range<usize>> = None;
    let flush = |words: &mut Vec<Range<usize>>, best: &mut Option<Range<usize>>| {
        while words
            .last()
            .is_some_and(|word| slice(text, word.clone()).chars().all(char::is_lowercase))
        {
            let _joint = words.pop();
        }
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let range = first.start..last.end;
            let name = slice(text, range.clone());
            let acronym = name.len() >= 3 && name.chars().all(char::is_uppercase);
            let led = slice(text, 0..range.start).trim_end();
            let single = || {
                let at = [" at", " from", " @"].iter().any(|word| led.ends_with(word));
                at && !is_kind_of_school(name)
            };
            if best.is_none() && (words.len() >= 2 || acronym || single()) && is_school(name) {
                let own = ["'s", "’s"].iter().find_map(|end| name.strip_suffix(end));
                *best = Some(range.start..range.start + own.unwrap_or(name).len());
            }
        }
        words.clear();
    };
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let range = trim_by(text, at..at + word.len(), |letter| !letter.is_alphanumeric());
        let cut = elided(slice(text, range.clone()));
        let range = range.start + cut..range.end;
        at += word.len();
        // "Lumora Institute (GPA 4.0)": an aside is no part of the name.
        if word.starts_with('(') || cut > 0 {
            flush(&mut words, &mut best);
        }
        let bare = slice(text, range.clone());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let joint =
            !words.is_empty() && matches!(bare, "of" | "de" | "di" | "da" | "do" | "for" | "and" | "del");
        if words.is_empty() && VERBS.contains(&bare) {
            continue;
        }
        if capital || joint {
            words.push(range.clone());
        } else {
            flush(&mut words, &mut best);
        }
        if word.trim_end().len() + at - word.len() > range.end
            && word.trim_end().ends_with([',', '.', ')', ';', '!', ':'])
        {
            flush(&mut words, &mut best);
        }
    }
    flush(&mut words, &mut best);
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[test]
    fn sentences_about_study_name_schools() {
        for (text, expected) in [
            (
                "Attending Lumora Community College, I earned a diploma.",
                Some("Lumora Community College"),
            ),
            ("I study looms at KTH.", Some("KTH")),
            (
                "I hold a technical degree in Looms from LIT Bremen.",
                Some("LIT Bremen"),
            ),
            ("Graduanda em tecelagem na LIT", None),
            ("Graduando em tecelagem na LIT Bremen", Some("LIT Bremen")),
            ("I have a degree in looms and work at Lumoraq.", None),
            ("- 🎓 University of Lumora", Some("University of Lumora")),
            ("Alumni of University of Lumora", Some("University of Lumora")),
            ("Final year student at Lumora IST, weaving", Some("Lumora IST")),
            ("A student at heart", None),
            ("MBA (Weaving) @ LIT Bremen, Bremen", Some("LIT Bremen")),
            ("Weaver @ LIT Bremen, with a degree", None),
            (
                "B.Tech Weaving · 6th Semester  \nLumora Institute of Looms, Bremen",
                Some("Lumora Institute of Looms"),
            ),
            ("MSc Applicant — Lumora University", None),
            ("CS @ University of Lumora", Some("University of Lumora")),
            ("Lead of the Developer Student Club, Lumora College", None),
            ("I weave in Visual Studio near Lumora College.", None),
            ("I weave at Lumora College.", None),
            ("After my PhD I was a postdoc at the University of Lumora.", None),
            ("Diplômée de l'INSA Lumora, promo 2017.", Some("INSA Lumora")),
            (
                "I'm a graduate of Lumora University's programme.",
                Some("Lumora University"),
            ),
        ] {
            let schools = read(text, in_prose);
            let found = schools.first().map(|school| school.institution.as_str());
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_school_is_left_with_a_degree() {
        let text = "I went to school at Vintrel Academy and then left the University of Lumora with a degree in looms.\n";
        let schools = read(text, in_prose);
        let names: Vec<_> = schools.iter().map(|school| school.institution.as_str()).collect();
        assert_eq!(names, ["Vintrel Academy", "University of Lumora"]);
    }

    #[test]
    fn a_sentence_can_name_several_schools() {
        let text =
            "I hold a degree in wool from LIT Bremen, and I am pursuing a degree in looms at LIT Oslo.";
        assert_eq!(read(text, in_prose).len(), 2);
        let text = "I have a BSc from the University of Lumora and a PhD in looms from Orvik College.";
        let schools = read(text, in_prose);
        let names: Vec<_> = schools.iter().map(|school| school.institution.as_str()).collect();
        assert_eq!(names, ["University of Lumora", "Orvik College"]);
    }

    #[test]
    fn a_degree_or_its_field_leads_to_the_school() {
        for (text, expected) in [
            (
                "I completed my Ph.D. in Electrical Engineering at UOLC.",
                &["UOLC"][..],
            ),
            (
                "I received my PhD from Orvik University, and my master's from Lumora Tech.",
                &["Orvik University", "Lumora Tech"],
            ),
            ("I studied EECS at UC Lumora.", &["UC Lumora"]),
            ("I'm currently graduating at **Unilor**", &["Unilor"]),
            ("MSc candidate at LIT Bremen", &["LIT Bremen"]),
            ("I studied looms and work at Lumoraq as an engineer.", &[]),
            ("I studied painting at home.", &[]),
            ("I study distributed looms at night.", &[]),
        ] {
            let schools = read(text, in_prose);
            let found: Vec<&str> = schools.iter().map(|school| school.institution.as_str()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_aside_is_no_part_of_a_schools_name() {
        for (text, expected) in [
            (
                "I have an M.S. from Orvik Polytechnic Institute (GPA 4.0).",
                "Orvik Polytechnic Institute",
            ),
            (
                "I hold an MSc in Loom Science (Orvik University).",
                "Orvik University",
            ),
        ] {
            let schools = read(text, in_prose);
            assert_eq!(
                schools.first().map(|school| school.institution.as_str()),
                Some(expected),
                "{text}"
            );
        }
    }
}
