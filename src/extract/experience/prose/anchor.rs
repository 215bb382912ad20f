//! Names of employers that are links, set in bold or struck out.

use std::ops::Range;

use crate::extract::document::slice;
use crate::extract::reading::{Line, Reading};

/// "at the [University of the Western Isles](…)", "with [Lumoraq](…) Looms and Dyes team": where a link that begins a name says
/// how long it is.
pub(super) fn anchored(reading: &Reading<'_>, line: &Line<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let at = line.within(name).start;
    let links = &reading.document.blocks.get(line.block)?.links;
    let anchor = &links
        .get(links.partition_point(|link| link.range.start < at))?
        .range;
    let whole = anchor.start.checked_sub(line.range.start)?..anchor.end.checked_sub(line.range.start)?;
    if whole.start != name.start || whole.end > line.text.len() {
        return None;
    }
    let words = slice(line.text, whole.clone());
    let behind = slice(
        line.text,
        whole.end..line.text.floor_char_boundary(whole.end + TEAM_BYTES),
    );
    let team = behind
        .split(['.', ',', ';'])
        .next()
        .is_some_and(|words| words.ends_with(" team"));
    let longer =
        whole.end > name.end && words.split(' ').count() <= NAME_WORDS && !words.contains(['.', ',', ':']);
    (longer || team && whole.end < name.end).then_some(whole)
}

/// How far behind a link, in bytes, the name of a team goes on.
const TEAM_BYTES: usize = 60;

/// The most words of such a name.
const NAME_WORDS: usize = 8;

/// "a developer at [lumoraq](…)": a name in small letters that is a link's whole text.
pub(super) fn linked_at(reading: &Reading<'_>, line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let at = line.within(&(start..start)).start;
    let links = &reading.document.blocks.get(line.block)?.links;
    let anchor = &links
        .get(links.partition_point(|link| link.range.start < at))?
        .range;
    let words = slice(reading.text(line.block), anchor.clone());
    // "at [various companies](…)"
    let several = ["companies", "startups", "places", "teams"]
        .iter()
        .any(|kind| words.ends_with(kind));
    let named = |letter: char| letter.is_alphabetic() || !letter.is_ascii();
    let few = !several && words.split_ascii_whitespace().count() <= 2 && words.chars().any(named);
    let whole = anchor.start.checked_sub(line.range.start)?..anchor.end.checked_sub(line.range.start)?;
    (few && anchor.start == at && anchor.end <= line.range.end).then_some(whole)
}

/// Says whether a name is linked or set in bold: then it is one, whatever the words before it.
pub(super) fn is_set(reading: &Reading<'_>, line: &Line<'_>, name: &Range<usize>) -> bool {
    let whole = line.within(name);
    let Some(block) = reading.document.blocks.get(line.block) else {
        return false;
    };
    let linked = block.links.partition_point(|link| link.range.start < whole.start);
    let bold = block.bold.partition_point(|bold| bold.start < whole.start);
    let linked = block.links.get(linked).map(|link| &link.range);
    linked
        .into_iter()
        .chain(block.bold.get(bold))
        .any(|range| range.start == whole.start && (whole.end..=whole.end + 1).contains(&range.end))
}

/// "~~Engineer @acme~~ Founder @bolt": where the words that are struck out end before a place of a line.
pub(super) fn struck_until(reading: &Reading<'_>, line: &Line<'_>, at: usize) -> usize {
    let whole = line.within(&(at..at)).start;
    let struck = struck(reading, line);
    let before = struck.partition_point(|struck| struck.end <= whole);
    let last = before.checked_sub(1).and_then(|last| struck.get(last));
    last.map_or(0, |struck| struck.end.saturating_sub(line.range.start))
        .min(at)
}

/// Says whether a place of a line is struck out: what stood there is over.
pub(super) fn is_struck(reading: &Reading<'_>, line: &Line<'_>, name: &Range<usize>) -> bool {
    let whole = line.within(name);
    let struck = struck(reading, line);
    let around = struck.get(struck.partition_point(|struck| struck.end < whole.end));
    around.is_some_and(|struck| struck.start <= whole.start)
}

/// What is struck out in a line's block, from left to right.
fn struck<'r>(reading: &'r Reading<'_>, line: &Line<'_>) -> &'r [Range<usize>] {
    let block = reading.document.blocks.get(line.block);
    block.map_or(&[], |block| block.struck.as_slice())
}
