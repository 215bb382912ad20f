//! Parts that tell of work and of schools alike: which of both an entry is about.

use super::{Section, fold, wording};
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Kind};
use crate::extract::{dates, education, titles};

/// "Work experience & education": says whether a heading names both.
pub(super) fn tells_of_both(heading: &str) -> bool {
    // One of these is in whatever tells of both; most headings have none and need not be folded.
    static HINTS: Cues = Cues::caseless(&[
        "and",
        "&",
        "werdegang",
        "lebenslauf",
        "laufbahn",
        "parcours",
        "trayectoria",
        "percorso",
        "background",
    ]);
    if !HINTS.are_in(heading) {
        return false;
    }
    let folded = fold(heading);
    if BOTH.contains(&folded.as_str()) {
        return true;
    }
    let Some((first, second)) = folded.split_once(" and ") else {
        return false;
    };
    let both = [wording::exact(first), wording::exact(second)];
    both.contains(&Some(Section::Experience)) && both.contains(&Some(Section::Education))
}

/// Headings of the way that somebody went through schools and work, folded.
const BOTH: &[&str] = &[
    "werdegang",
    "mein werdegang",
    "lebenslauf",
    "laufbahn",
    "parcours",
    "mon parcours",
    "trayectoria",
    "mi trayectoria",
    "percorso",
    "il mio percorso",
    "background",
    "my background",
];

/// What an entry with a heading of its own is about.
pub(super) fn entry(heading: &str) -> Section {
    if learns(heading) {
        Section::Education
    } else {
        Section::Experience
    }
}

/// What the first line of a block tells of; `None` where it goes on with what stands above.
pub(super) fn told(block: &Block) -> Option<Section> {
    if matches!(block.kind, Kind::Item(1..) | Kind::Code) {
        return None;
    }
    let line = block.text.as_str().lines().next().unwrap_or_default();
    if learns(line) {
        return Some(Section::Education);
    }
    let period = dates::first(line);
    let dated = period.is_some_and(|period| period.range.len() + 4 < line.len());
    (dated || titles::is_title(line) && line.split_ascii_whitespace().count() <= TITLE_WORDS)
        .then_some(Section::Experience)
}

/// The most words of a title with its company.
const TITLE_WORDS: usize = 8;

fn learns(line: &str) -> bool {
    let named = dates::first(line).filter(|period| period.range.start > 0);
    let name = named
        .and_then(|period| line.get(..period.range.start))
        .unwrap_or(line);
    education::is_degree(line) || education::is_school(name) && !is_held_at(name)
}

/// "Lecturer, Orvik University": a title before the school; "Orvik University of Technology" is none.
fn is_held_at(name: &str) -> bool {
    let words = ["Universi", "College", "School", "Institut", "Academy", "Polytech"];
    let school = words.iter().filter_map(|word| name.find(word)).min();
    let before = school
        .and_then(|at| name.get(..at))
        .filter(|before| !before.trim().is_empty());
    titles::is_title(before.unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::section;

    #[test]
    fn entries_with_headings_are_told_apart() {
        let text = "# Ada\n\n## Work experience & education\n\n### Lumoraq [2019 - 2021]\n\n- wove\n\n\
                    ### Orvik University of Technology [2015 - 2019]\n\n- BSc Looms\n- Director of Operations at Odd Club\n\n## Skills\n\nRust\n";
        assert_eq!(section(text, "wove"), Section::Experience);
        assert_eq!(section(text, "BSc"), Section::Education);
        assert_eq!(section(text, "Rust"), Section::Skills);
        let firm = "# Ada\n\n## Work & Education\n\n### Quill & Associates [2019 - 2021]\n\n- dyed\n";
        assert_eq!(section(firm, "dyed"), Section::Experience);
    }

    #[test]
    fn lines_are_told_apart() {
        let text = "# Ada\n\n## Education and Experience\n\n- 2015 - 2019 BSc Looms, Orvik\n  - with honors\n\
                    - 2019 - now Engineer, Lumoraq\n  - wove\n- 2013 Orvik High School\n- 2011 Lecturer at Orvik University\n";
        assert_eq!(section(text, "with honors"), Section::Education);
        assert_eq!(section(text, "wove"), Section::Experience);
        assert_eq!(section(text, "High School"), Section::Education);
        assert_eq!(section(text, "Lecturer"), Section::Experience);
    }

    #[test]
    fn one_of_both_alone_is_no_such_part() {
        for heading in [
            "Education and Training",
            "Experience and Skills",
            "Work",
            "Education & Certifications",
        ] {
            assert!(!tells_of_both(heading), "{heading}");
        }
    }

    #[test]
    fn a_way_through_schools_and_work_tells_of_both() {
        for (heading, expected) in [("Werdegang", true), ("Mon parcours", true), ("Werke", false)] {
            assert_eq!(tells_of_both(heading), expected, "{heading}");
        }
        for heading in BOTH {
            assert!(tells_of_both(heading), "{heading} is among no hints");
        }
    }
}
