//! Tables that only lay out an account of work: names and dates in cells, and lists between them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Kind};
use crate::extract::dates;

/// So many cells that hold a period and nothing else make a table an account.
const PERIODS: usize = 2;

/// Takes the cells of such tables for what they would be without the table: lines, row by row.
pub(super) fn unlay(blocks: &mut [Block]) {
    let mut periods: BTreeMap<u32, usize> = BTreeMap::new();
    let mut listing = BTreeSet::new();
    let mut table = None;
    for block in &*blocks {
        match block.kind {
            Kind::Cell(cell) => {
                table = Some(cell.table);
                *periods.entry(cell.table).or_default() += usize::from(is_period(block.text.as_str()));
            }
            Kind::Item(_) => listing.extend(table),
            _ => table = None,
        }
    }
    for block in blocks {
        let Kind::Cell(cell) = block.kind else { continue };
        if listing.contains(&cell.table) && periods.get(&cell.table) >= Some(&PERIODS) {
            block.kind = Kind::Paragraph;
            block.apart = cell.column == 1;
            if cell.header {
                block.bold = std::iter::once(0..block.text.as_str().len()).collect();
            }
        }
    }
}

fn is_period(text: &str) -> bool {
    let text = text.trim();
    dates::first(text).is_some_and(|period| period.end.is_some() && period.range.len() + 2 >= text.len())
}

#[cfg(test)]
mod tests {
    use crate::extract::Format;
    use crate::extract::document::{Document, Kind};

    fn kinds(text: &str) -> Vec<Kind> {
        let document = Document::parse(text, Format::Markdown);
        document.blocks.iter().map(|block| block.kind).collect()
    }

    #[test]
    fn a_table_around_accounts_is_no_table() {
        let row = "<tr><th>Lumoraq</th><th>Bremen</th></tr><tr><td>Engineer</td><td>2019 - 2021</td></tr>\
                   <tr><td colspan=2><ul><li>Wove.</li></ul></td></tr>";
        let (line, item) = (Kind::Paragraph, Kind::Item(0));
        assert_eq!(
            kinds(&format!("<table>{row}{row}</table>\n")),
            [line, line, line, line, item, line, line, line, line, item]
        );
        let table =
            "<table><tr><td>Rust</td><td>Go</td></tr><tr><td><ul><li>Wove.</li></ul></td></tr></table>\n";
        assert!(matches!(kinds(table).first(), Some(Kind::Cell(_))));
    }
}
