//! What do people state beside a skill: how well they know it, and for how many years?

use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::cues::Cues;
use crate::extract::document::{Cell, Kind, slice};
use crate::extract::phrases::Phrases;
use crate::extract::reading::Reading;
use crate::extract::sections::{Section, fold};
use crate::extract::years;

/// What is stated of a skill.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Stated {
    /// In the person's words.
    pub(super) level: Option<String>,
    pub(super) years: Option<f32>,
}

/// Words for how well somebody knows a thing.
const LEVELS: &[&str] = &[
    "beginner",
    "novice",
    "basic",
    "basics",
    "elementary",
    "fundamentals",
    "foundational",
    "entry",
    "entry level",
    "intermediate",
    "lower intermediate",
    "upper intermediate",
    "medium",
    "competent",
    "comfortable",
    "familiar",
    "conversant",
    "working knowledge",
    "good",
    "very good",
    "strong",
    "solid",
    "proficient",
    "highly proficient",
    "experienced",
    "skilled",
    "fluent",
    "advanced",
    "very advanced",
    "excellent",
    "expert",
    "mastery",
    "master",
    "grundkenntnisse",
    "gut",
    "sehr gut",
    "fortgeschritten",
    "experte",
    "débutant",
    "intermédiaire",
    "avancé",
    "básico",
    "intermedio",
    "avanzado",
    "experto",
    "intermediário",
    "avançado",
];

/// Words that may follow such a word and add nothing.
const NOUNS: &[&str] = &[
    "level",
    "knowledge",
    "user",
    "skills",
    "skill",
    "in",
    "with",
    "at",
];

/// Signs that draw a level, the full ones first.
const DRAWN: &[char] = &[
    '★', '⭐', '●', '█', '■', '▰', '▓', '🟢', '🟩', '☆', '✩', '✰', '○', '░', '▒', '□', '▱', '⚪', '⬜', '◐',
    '\u{fe0f}',
];

/// How many of [`DRAWN`] are full.
const FULL: usize = 9;

/// The most bytes that are looked at on either side of a skill.
const AROUND: usize = 240;

/// Signs between a skill and what is stated of it.
const JOINTS: &[char] = &[' ', '\t', '*', '`', '_', ':', '=', '|', '-', '–', '—', '(', '['];

/// Words between a number of years and what they were spent with.
const JOINING: &[&str] = &[
    "of",
    "with",
    "in",
    "using",
    "on",
    "experience",
    "exp",
    "expertise",
    "professional",
    "commercial",
    "hands",
    "industry",
    "production",
    "working",
    "programming",
    "coding",
    "writing",
    "developing",
    "development",
    "building",
];

/// Words for years.
static YEARS: Cues = Cues::caseless(&["year", "yrs"]);

/// Reads what a block states of all its skills: the heading right above it, or the next cell of its row, is a level.
pub(super) fn around(reading: &Reading<'_>, index: usize) -> Stated {
    if reading.section(index) != Section::Skills {
        return Stated::default();
    }
    let kind = |block: usize| reading.document.blocks.get(block).map(|block| block.kind);
    if let (Some(Kind::Cell(cell)), Some(Kind::Cell(next))) = (kind(index), kind(index + 1))
        && (cell.table, cell.row) == (next.table, next.row)
    {
        return of_cell(cell, reading.text(index + 1));
    }
    let heading = reading.outline.heading(index).filter(|heading| *heading != index);
    Stated {
        level: heading.and_then(|heading| level(reading.text(heading))),
        years: None,
    }
}

fn of_cell(cell: Cell, beside: &str) -> Stated {
    if cell.header {
        return Stated::default();
    }
    Stated {
        level: level(beside),
        years: duration(beside),
    }
}

/// Reads what a line states of one of its skills: "Go (advanced, 5 years)", "Expert: Go, Rust", "5+ years of Go".
///
/// `timed` says whether the text speaks of years at all: see [`speaks_of_years`].
pub(super) fn beside(text: &str, skill: &Range<usize>, section: Section, timed: bool) -> Stated {
    // Outside of lists of skills only years are read.
    let rated = section == Section::Skills;
    if !rated && !timed {
        return Stated::default();
    }
    let begin = text.floor_char_boundary(skill.start.saturating_sub(AROUND));
    let before = slice(text, begin..skill.start);
    let before = before
        .rsplit_once('\n')
        .map(|(_, line)| line)
        .or((begin == 0).then_some(before));
    let end = text.floor_char_boundary((skill.end + AROUND).min(text.len()));
    let mut stated = behind(slice(text, skill.end..end), timed);
    if let Some(before) = before {
        let label = || before.split_once(':').and_then(|(label, _)| level(label));
        stated.level = stated.level.or_else(label);
        let years = || timed.then(|| years_before(before)).flatten();
        stated.years = stated.years.or_else(years);
    }
    if !rated {
        stated.level = None;
    }
    stated
}

/// Says whether a text speaks of years: few do, and all others need no look around each of their skills.
pub(super) fn speaks_of_years(text: &str) -> bool {
    YEARS.are_in(text)
}

/// Reads what stands behind a skill, up to the next one.
fn behind(rest: &str, timed: bool) -> Stated {
    let mut stated = Stated::default();
    let open = rest.trim_start_matches(JOINTS);
    if open.len() == rest.len() {
        return stated;
    }
    let line = open.split('\n').next().unwrap_or(open);
    let inside = line.split([')', ']', ';', '|', '•', '·']).next().unwrap_or(line);
    for piece in inside.split(',').take(2) {
        let (level, years) = (level(piece), timed.then(|| duration(piece)).flatten());
        if level.is_none() && years.is_none() {
            break;
        }
        stated.level = stated.level.or(level);
        stated.years = stated.years.or(years);
    }
    stated
}

/// Returns words or signs that say how well somebody knows a thing, and nothing else.
fn level(text: &str) -> Option<String> {
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '*' | '_' | '`' | ':' | '.' | '-')
    });
    (text.len() <= 60 && (is_rating(text) || is_level(text))).then(|| text.to_owned())
}

fn is_level(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<usize>> =
        LazyLock::new(|| Phrases::new(LEVELS.iter().map(|level| (*level, level.split(' ').count()))));
    if !WORDS.may_begin(text) {
        return false;
    }
    let folded = fold(text);
    let mut rest = folded.as_str();
    while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, last)| NOUNS.contains(last)) {
        rest = before;
    }
    let words = rest.split(' ').count();
    WORDS.found(rest).any(|known| known == words)
}

/// Says whether a text is `★★★★☆`, `90%`, `4/5`.
fn is_rating(text: &str) -> bool {
    let drawn = text.chars().filter(|letter| *letter != ' ');
    let full = DRAWN.iter().take(FULL);
    if drawn.clone().count() >= 3 && drawn.clone().all(|letter| DRAWN.contains(&letter)) {
        return full.into_iter().any(|sign| text.contains(*sign));
    }
    let number = |text: &str, most: u32| text.trim().parse().is_ok_and(|number: u32| number <= most);
    let share = text.strip_suffix('%').is_some_and(|share| number(share, 100));
    share
        || text
            .split_once('/')
            .is_some_and(|(part, whole)| matches!(whole, "5" | "10") && number(part, 10))
}

/// Reads "5 years", "3+ yrs of experience".
fn duration(text: &str) -> Option<f32> {
    let (at, word) = YEARS.all_in(text).next()?;
    let (before, after) = (slice(text, 0..at), behind_word(text, at + word.len()));
    let number = years::number_before(before).filter(|(_, length)| before.trim_start().len() <= *length)?;
    fold(after)
        .split(' ')
        .all(|word| word.is_empty() || JOINING.contains(&word))
        .then_some(number.0)
}

/// Returns what follows a word and the `s` of its plural.
fn behind_word(text: &str, at: usize) -> &str {
    let after = slice(text, at..text.len());
    after.strip_prefix(['s', 'S']).unwrap_or(after)
}

/// Reads the number of "5+ years of experience with", where the skill follows at once.
fn years_before(before: &str) -> Option<f32> {
    let (at, word) = YEARS.all_in(before).last()?;
    let after = behind_word(before, at + word.len());
    let joined = fold(after).split(' ').all(|word| JOINING.contains(&word))
        && !after.contains(['.', ',', ';', ':', '(']);
    let (number, _) = years::number_before(slice(before, 0..at)).filter(|_| joined)?;
    (number > 0.0 && number <= years::MOST).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is stated of the word `Go`.
    fn of_go(line: &str) -> (Option<String>, Option<f32>) {
        let at = line.find("Go").unwrap();
        let stated = beside(line, &(at..at + 2), Section::Skills, true);
        (stated.level, stated.years)
    }

    #[test]
    fn levels_are_read_as_people_write_them() {
        for (line, expected) in [
            ("Go (advanced), Rust (basic)", "advanced"),
            ("Rust (basic), Go: expert", "expert"),
            ("Go - Advanced level", "Advanced level"),
            ("Go ★★★★☆", "★★★★☆"),
            ("Go | ●●●○○", "●●●○○"),
            ("Go: 90%", "90%"),
            ("Go (4/5)", "4/5"),
            ("**Expert**: Rust, Go, C", "Expert"),
            ("Proficient in: Rust, Go", "Proficient in"),
            ("Go — intermédiaire", "intermédiaire"),
        ] {
            assert_eq!(of_go(line).0.as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_words_are_no_levels() {
        for line in [
            "Go, advanced analytics",
            "Go (advanced analytics)",
            "Go: 90% less memory",
            "Go / Rust",
            "Languages: Go",
            "Go (2/12)",
            "Go ☆☆☆☆☆",
        ] {
            assert_eq!(of_go(line).0, None, "{line}");
        }
        let outside = beside("Go (advanced)", &(0..2), Section::Experience, true);
        assert_eq!(outside, Stated::default());
    }

    #[test]
    fn years_stand_before_or_behind() {
        for (line, expected) in [
            ("5+ years of Go", Some(5.0)),
            ("five years of professional experience with Go", Some(5.0)),
            ("Go (3 years)", Some(3.0)),
            ("Go (advanced, 2.5 yrs)", Some(2.5)),
            ("Go: 4 years of experience", Some(4.0)),
            ("5 years at Lumoraq, Go", None),
            ("Go for 20 years old systems", None),
            ("2 years. Go", None),
        ] {
            assert_eq!(of_go(line).1, expected, "{line}");
        }
    }

    #[test]
    fn rows_and_headings_state_levels_too() {
        let text = "# Ada Quill\n\n## Skills\n\n| Skill | Level | Years |\n|---|---|---|\n| Python | ★★★★☆ | 4 |\n\n\
                    ### Advanced\n\n- PostgreSQL\n- 3 years of Kubernetes\n\n### Databases\n\n- Redis\n";
        let source = crate::profile::SourceId::new("test");
        let document = crate::extract::Document {
            source: &source,
            text,
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let profile = crate::extract::extract(document, crate::taxonomy::Taxonomy::embedded(), today);
        let stated = |id: &str| {
            let skill = profile.skills.iter().find(|skill| skill.id == id).unwrap();
            (skill.level.as_deref(), skill.years)
        };
        assert_eq!(stated("python"), (Some("★★★★☆"), None));
        assert_eq!(stated("postgresql"), (Some("Advanced"), None));
        assert_eq!(stated("kubernetes"), (Some("Advanced"), Some(3.0)));
        assert_eq!(stated("redis"), (None, None));
    }
}
