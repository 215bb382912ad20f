//! Names of technologies that the end of a line breaks: "…, Amazon Web" above "Services, …".

use super::{Seen, Sight};
use crate::extract::document::{Kind, slice};
use crate::extract::names;
use crate::extract::reading::{Line, Reading};
use crate::profile::Via;

/// Signs between the terms of a list.
const SEPARATORS: [char; 4] = [',', ';', '|', '•'];

/// The most bytes of either half of a name.
const HALF_BYTES: usize = 30;

/// Reads the names that a block's lines break, and that which its end and the next block share.
pub(super) fn read<'t>(reading: &Reading<'t>, index: usize, seen: &mut Seen<'t>) {
    let Some(block) = reading.document.blocks.get(index) else {
        return;
    };
    if !matches!(block.kind, Kind::Paragraph | Kind::Item(_)) {
        return;
    }
    let lines = reading.lines_of(index);
    let below = lines.iter().skip(1).chain(first_below(reading, index));
    for (line, next) in lines.iter().zip(below) {
        let Some((head, rest)) = halves(line.text, next.text) else {
            continue;
        };
        if let Some(skill) = reading.taxonomy.skill_named(&format!("{head} {rest}")) {
            let start = line.text.len() - head.len();
            let span = reading.span(line.block, &line.within(&(start..line.text.len())));
            let via = Via::List;
            seen.known(reading, skill, Sight { span, via });
        }
    }
}

/// The line below a block that goes on with it: plain text has a block for every line.
fn first_below<'r, 't>(reading: &'r Reading<'t>, index: usize) -> Option<&'r Line<'t>> {
    let next = reading.document.blocks.get(index + 1)?;
    let goes_on = next.kind == Kind::Paragraph && !next.apart;
    reading.lines_of(index + 1).first().filter(|_| goes_on)
}

/// The term with which a list's line ends, and that with which the next one begins, where both have others beside them.
fn halves<'t>(line: &'t str, next: &'t str) -> Option<(&'t str, &'t str)> {
    let head = slice(
        line,
        line.rfind(SEPARATORS).or_else(|| line.find(": "))? + 1..line.len(),
    )
    .trim();
    let rest = slice(next, 0..next.find(SEPARATORS)?).trim();
    let half = |half: &str| {
        let bare = names::bare(half) == half && !half.contains(['(', ')']);
        bare && !half.is_empty() && half.len() <= HALF_BYTES
    };
    (half(head) && half(rest)).then_some((head, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_broken_between_terms_of_a_list() {
        assert_eq!(halves("Go, Loom", "Weaver, Rust"), Some(("Loom", "Weaver")));
        assert_eq!(halves("Tools: Loom", "Weaver, Rust"), Some(("Loom", "Weaver")));
        for (line, next) in [
            ("Go, Loom,", "Weaver, Rust"),
            ("Loom", "Weaver, Rust"),
            ("Go, Loom", "Weaver"),
            ("Go, Loom.", "Weaver, Rust"),
            ("Go, Loom", "(weaves), Rust"),
        ] {
            assert_eq!(halves(line, next), None, "{line} {next}");
        }
    }
}
