//! Charts that services draw of somebody's hours and commits.

use super::{Block, Kind};
use crate::extract::cues::Cues;

/// What such a chart measures.
static MEASURES: Cues = Cues::new(&[" hr", " min", " sec", " commit", " repo"]);

/// Signs of which bars are drawn.
const BARS: &[char] = &['█', '▓', '▒', '░', '⣿', '⣀', '🟩', '⬜'];

/// Says whether a block is a chart: bars of skills measure nothing, these do.
pub(super) fn is_chart(block: &Block) -> bool {
    let is_bar = |line: &str| line.contains(BARS) && MEASURES.are_in(line);
    let mut bars = block.text.as_str().lines().filter(|line| is_bar(line));
    block.kind == Kind::Code && bars.nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::Document;

    #[test]
    fn charts_of_time_are_left_out() {
        let blocks = |code: &str| {
            let text = format!("```text\n{code}\n```\n");
            Document::parse(&text, Format::Markdown).blocks.len()
        };
        assert_eq!(
            blocks("Rust   3 hrs 10 mins ███░ 75 %\nGo     50 mins  █░░░ 25 %"),
            0
        );
        assert_eq!(blocks("Rust   ███░ 75 %\nGo     █░░░ 25 %"), 1);
        assert_eq!(blocks("A loom took 3 hrs █"), 1);
    }
}
