//! Lines below a school that name none: what it gave besides a degree, and what was learned for one.

use std::sync::LazyLock;

use crate::extract::phrases::Phrases;
use crate::extract::sections;

/// What schools give besides degrees; such a line names no school.
const HONORS: &[&str] = &[
    "award",
    "awards",
    "awarded",
    "prize",
    "prizes",
    "scholarship",
    "scholarships",
    "stipend",
    "stipendium",
    "medal",
    "medalist",
    "honors",
    "honours",
    "cum laude",
    "dean",
    "deans",
    "gpa",
    "cgpa",
    "certified",
    "certificate of",
    "coursework",
    "relevant courses",
    "thesis",
    "grade",
    "grades",
    "courses",
    "graduated",
    "expected",
    "dissertation",
    "coursera s",
    "udacity s",
    "edx s",
    "udemy s",
    "exam",
    "exams",
    "place",
];

/// Parts of words that tell of such things.
const HONOR_PARTS: &[&str] = &["preis", "stipendi"];

/// What else stands below a degree; such a line names none.
const ABOUT_DEGREES: &[&str] = &["thesis", "dissertation", "coursework"];

/// Beginnings of such lines.
const BEFORE_FIELDS: &[&str] = &[
    "minor",
    "concentration",
    "specializ",
    "specialis",
    "majoring",
    "focus",
];

/// Says whether a line tells of a degree that another one names.
pub(super) fn is_about_degree(text: &str) -> bool {
    let folded = sections::fold(text);
    ABOUT_DEGREES.iter().any(|word| folded.contains(word))
        || BEFORE_FIELDS.iter().any(|word| folded.starts_with(word))
}

/// Says whether a line tells of what a school gave.
pub(super) fn is_honor(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(HONORS.iter().map(|word| (*word, ()))));
    let folded = sections::fold(text);
    // "Barrett, The Honors College" and "Honours Academy" are schools.
    let named = [
        "honors college",
        "honors school",
        "honours college",
        "honours academy",
    ];
    let named = named.iter().any(|name| folded.contains(name));
    !named && WORDS.is_in(&folded) || HONOR_PARTS.iter().any(|part| folded.contains(part))
}
