//! Names of employers that are links or set in bold.

use std::ops::Range;

use crate::extract::document::slice;
use crate::extract::reading::{Line, Reading};

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
