//! Where did the person learn? Schools with degrees and years.

mod among;
mod cards;
mod facts;
mod fields;
mod honors;
mod kinds;
mod prose;
mod remarks;
mod schools;
mod students;
mod table;
mod told;
mod words;

use super::cues::Cues;
use super::document::Kind;
use super::names;
use super::reading::Reading;
use super::sections::{Section, is_exact, named};
use super::stated::is_data;
use super::wrapped;
use crate::profile::Education;

pub(super) use among::is_row_of_study;
pub(super) use kinds::is_field_of_study;
use prose::{in_prose, told_on};
use schools::Schools;
use table::tables;
pub(super) use words::{is_degree, is_learning, is_school};

/// The most schools of one person.
const MAX_SCHOOLS: usize = 12;

/// Reads the schools of a single part about education whose entries are alike.
fn alike(reading: &Reading<'_>) -> Option<Vec<Education>> {
    let mut lines: Vec<_> = Vec::new();
    for line in reading.lines(|section| section == Section::Education) {
        if line.heading().is_some() && reading.outline.opens(line.block) {
            if lines.is_empty() {
                continue;
            }
            return None;
        }
        lines.push(line.clone());
    }
    cards::schools(reading, &lines)
}

/// Reads the schools of the parts about education, line by line.
fn listed(reading: &Reading<'_>) -> Vec<Education> {
    let mut listed = Schools::new(reading);
    for (index, block) in reading.blocks() {
        let cell = matches!(block.kind, Kind::Cell(cell) if cell.header || !is_school(block.text.as_str()));
        let template = block.text.as_str().starts_with(['{']);
        let section = reading.section(index);
        // "Diploma in Looms, Orvik College" may stand among certificates.
        let schooling = || section == Section::Certifications && is_schooling(block.text.as_str());
        if !(section == Section::Education || schooling()) || cell || template || is_data(block) {
            continue;
        }
        // "BSc Looms at University", "of Orvik": an item may be wrapped at a width.
        let wrapped = matches!(block.kind, Kind::Item(_)).then(|| wrapped::sentences(reading, index));
        let lines = wrapped.as_deref().unwrap_or_else(|| reading.lines_of(index));
        for (number, line) in lines.iter().enumerate() {
            if is_sentence(line.text) {
                let mut told = Vec::new();
                let _degree = told_on(reading, line, false, &mut told);
                if told.len() > 1 {
                    listed.tell(told);
                    continue;
                }
            }
            let announced = line.text.ends_with(':') && is_exact(line.text.trim_end_matches(':'));
            if announced
                || line.heading().is_some()
                    && named(line.text).is_some_and(|section| section == Section::Education)
                    && (!is_school(line.text) || is_exact(line.text))
            {
                continue;
            }
            listed.take(line, number + 1 < lines.len());
        }
    }
    listed.end()
}

/// `I hold a BSc from Orvik College, and …`: says whether a line tells of schools in a sentence.
fn is_sentence(line: &str) -> bool {
    line.ends_with('.') && line.len() >= SENTENCE_BYTES && (line.starts_with("I ") || line.contains(" I "))
}

/// The fewest bytes of a sentence that tells of several schools.
const SENTENCE_BYTES: usize = 60;

/// "Diploma in Looms, Orvik College": says whether a line tells of a school, and of what nobody calls a certificate.
pub(super) fn is_schooling(line: &str) -> bool {
    static DEGREES: Cues = Cues::new(&[
        "Diploma in ",
        "Diploma of ",
        "Bachelor",
        "Master of ",
        "Master's",
        "BSc",
        "B.Sc",
        "MSc",
        "M.Sc",
        "B.Tech",
        "Baccalaur",
        "Associate of ",
        "High School",
        "vocational college",
    ]);
    let short = line.len() <= SCHOOLING_BYTES && !line.contains('\n');
    let platform = |line: &str| {
        let folded = names::slug(line).replace('-', " ");
        PLATFORMS.iter().any(|platform| folded.contains(platform))
    };
    let school = || line.split([',', '–', '—', '|', '@', '(']).any(is_school);
    short && DEGREES.are_in(line) && school() && !line.contains("ertif") && !platform(line)
}

/// The most bytes of such a line.
const SCHOOLING_BYTES: usize = 120;

/// Platforms of courses, folded: a certificate of theirs is no school beside a real one.
const PLATFORMS: &[&str] = &[
    "coursera",
    "udemy",
    "edx",
    "udacity",
    "codecademy",
    "freecodecamp",
    "free code camp",
    "datacamp",
    "pluralsight",
    "linkedin learning",
    "khan academy",
    "khanacademy",
    "skillshare",
    "cisco networking academy",
    "google cloud skills boost",
    "microsoft learn",
    "deeplearning ai",
    "hackerrank",
    "openwebinars",
    "domestika",
    "frontend masters",
    "egghead",
    "laracasts",
    "scrimba",
    "datacamp com",
    "sololearn",
    "nptel",
    "swayam",
    "great learning academy",
    "simplilearn",
    "mongodb university",
    "hubspot academy",
    "salesforce trailhead",
    "trailhead",
    "ibm skillsbuild",
    "cognitive class",
    "coursera deeplearning ai",
];

fn is_platform(school: &Education) -> bool {
    let name = names::slug(&school.institution).replace('-', " ");
    PLATFORMS.contains(&name.as_str()) || name.starts_with("coursera ") || name.starts_with("udemy ")
}

/// "Google Cloud Platform" is what one learned, and no school.
fn is_technology(reading: &Reading<'_>, name: &str) -> bool {
    let taxonomy = reading.taxonomy;
    taxonomy.skill_named(name).is_some() && taxonomy.company_named(name).is_none() && !is_school(name)
}

/// Reads the schools of the parts about education, and those that sentences name.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Education> {
    let mut schools: Vec<Education> = tables(reading);
    schools.extend(fields::schools(reading));
    let bare = |school: &Education| school.degree.is_none() && school.start.is_none() && school.end.is_none();
    let read = |school: &Education| {
        let slug = names::slug(&school.institution);
        schools
            .iter()
            .any(|known| names::slug(&known.institution).starts_with(&slug))
    };
    // The cells of a table have been read already.
    let listed: Vec<_> = alike(reading)
        .unwrap_or_else(|| listed(reading))
        .into_iter()
        .filter(|school| !(bare(school) && read(school)))
        .collect();
    schools.extend(listed);
    schools.extend(among::rows(reading));
    if schools.is_empty() {
        schools = in_prose(reading);
    }
    if schools.len() > 1 && !schools.iter().all(is_platform) {
        schools.retain(|school| !is_platform(school));
    }
    schools.retain(|school| {
        let name = &school.institution;
        let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
        letters >= 3 && !name.contains("://") && !is_technology(reading, name)
    });
    schools.truncate(MAX_SCHOOLS);
    schools
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    fn names(text: &str) -> Vec<String> {
        let schools = testing::read(text, read);
        schools.into_iter().map(|school| school.institution).collect()
    }

    #[test]
    fn a_platform_of_courses_is_no_school_beside_one() {
        let text = "## Education\n\n- **University of Orvik** — BSc Looms (2015)\n- **Coursera** — Course in Dyes (2019)\n";
        assert_eq!(names(text), ["University of Orvik"]);
        let text = "## Education\n\n- **Coursera** — Course in Dyes (2019)\n";
        assert_eq!(names(text), ["Coursera"]);
    }

    #[test]
    fn a_school_may_stand_among_certificates() {
        let text = "## Certifications\n\n- Orvik Certified Weaver\n- Diploma in Looms, Orvik College\n- Bachelor of Looms Certificate, Lumora College\n";
        assert_eq!(names(text), ["Orvik College"]);
    }

    #[test]
    fn tables_of_schools_have_headers_in_many_languages() {
        for header in [
            "| Título | Institución | Año |",
            "| Degree | Institute | Year |",
            "| What | Where | When |",
        ] {
            let rows = "| BSc Looms | University of Orvik | 2015 |\n| Diploma | Lumora College | 2011 |";
            let text = format!("## Education\n\n{header}\n|---|---|---|\n{rows}\n");
            assert_eq!(
                names(&text),
                ["University of Orvik", "Lumora College"],
                "{header}"
            );
        }
    }

    #[test]
    fn lists_in_code_tell_of_schools() {
        let text = "```python\neducation = [\"MSc in Looms at Lumora College\", \"BSc @ University of Orvik\"]\n```\n";
        assert_eq!(names(text), ["Lumora College", "University of Orvik"]);
    }
}
