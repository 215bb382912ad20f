//! Sentences that were wrapped at a width.

use std::ops::Range;

use super::document::{Kind, slice};
use super::reading::{Line, Reading};

/// Small words with which no line ends on purpose.
const OPEN_ENDS: &[&str] = &[
    "a", "an", "the", "of", "at", "in", "for", "to", "by", "with", "from", "and", "or", "as", "on", "my",
    "is", "am", "was", "a’", "&",
];

/// Returns the lines of a block, those of a sentence that goes on over their ends as one.
pub(super) fn sentences<'a>(reading: &Reading<'a>, block: usize) -> Vec<Line<'a>> {
    let text = reading.text(block);
    let mut lines: Vec<Line<'a>> = Vec::new();
    for line in reading.lines_of(block) {
        let prose = matches!(line.kind, Kind::Paragraph | Kind::Quote | Kind::Item(_));
        match lines.last_mut().filter(|_| prose) {
            Some(before) if is_soft(text, &before.range, &line.range) && goes_on(before.text, line.text) => {
                before.go_on(text, line.range.end);
            }
            _ => lines.push(line.clone()),
        }
    }
    lines
}

/// Says whether nothing but a blank stands between two lines: their writer ended none on purpose.
fn is_soft(text: &str, line: &Range<usize>, next: &Range<usize>) -> bool {
    slice(text, line.end..next.start)
        .chars()
        .all(|letter| letter == ' ')
}

/// Says whether the sentence of a line goes on with the next.
fn goes_on(line: &str, next: &str) -> bool {
    let line = line.trim_end();
    let last = line.rsplit(' ').next().unwrap_or(line);
    let open = line.ends_with(',') && line.contains(' ') || OPEN_ENDS.contains(&last);
    let small = next.starts_with(char::is_lowercase) && line.chars().count() >= 30;
    !line.ends_with(['.', '!', '?', ':', ';']) && (open || small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    fn joined(text: &str) -> Vec<String> {
        read(text, |reading| {
            let lines = sentences(reading, 0).into_iter();
            lines.map(|line| line.text.to_owned()).collect()
        })
    }

    #[test]
    fn sentences_go_on_over_ends_of_lines() {
        assert_eq!(
            joined("Before that, I wove cloth at\nLumoraq. I like wool.\nBo taught me.\n"),
            [
                "Before that, I wove cloth at Lumoraq. I like wool.",
                "Bo taught me."
            ]
        );
        assert_eq!(
            joined("I finished the school of looms in 2018\nwith a degree.\n"),
            ["I finished the school of looms in 2018 with a degree."]
        );
        for apart in [
            "I weave at Lumoraq\nLearning to dye",
            "One line of wool, and then\\\nsilk",
        ] {
            assert_eq!(joined(apart).len(), 2, "{apart}");
        }
    }
}
