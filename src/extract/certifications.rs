//! Which certificates does the person hold?

use super::dates;
use super::document::{Kind, slice};
use super::names;
use super::reading::{Reading, lines_of};
use super::sections::{Section, named};
use crate::profile::{Certification, Via};

/// The most letters of a certificate's name.
const NAME_CHARS: usize = 120;

/// The most certificates of one person.
const MAX_CERTIFICATIONS: usize = 40;

/// Reads the lines and headings of the parts about certificates, and the sentences that name one.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Certification> {
    let mut found: Vec<Certification> = Vec::new();
    for (index, block) in reading.blocks() {
        let header = matches!(block.kind, Kind::Cell(cell) if cell.header || cell.column > 1);
        if reading.section(index) != Section::Certifications || block.kind == Kind::Code || header {
            continue;
        }
        for line in lines_of(index, block) {
            let heading = line.heading().is_some() && named(line.text).is_some();
            if heading || line.text.chars().count() > NAME_CHARS * 2 || super::experience_label(line.text) {
                continue;
            }
            let period = dates::first(line.text);
            let name = name(line.text, period.as_ref().map(|period| period.range.start));
            let plausible = found.len() < MAX_CERTIFICATIONS
                && name.chars().count() <= NAME_CHARS
                && name.split_whitespace().count() >= 2
                && !name.ends_with('.');
            if plausible && found.iter().all(|known| known.name != name) {
                found.push(Certification {
                    name: name.to_owned(),
                    issuer: None,
                    date: period.and_then(|period| period.start),
                    evidence: vec![reading.evidence(line.block, &line.range, Via::List)],
                });
            }
        }
    }
    found
}

/// The words before a date, an issuer or a number.
fn name(line: &str, date: Option<usize>) -> &str {
    let before = date.filter(|at| *at > 3).map_or(line, |at| slice(line, 0..at));
    let end = [
        " — ",
        " – ",
        " | ",
        " · ",
        "\t",
        " (Credential",
        " - Issued",
        "  ",
        ". Certification",
        ": http",
        " (http",
    ]
    .iter()
    .filter_map(|separator| before.find(separator).filter(|at| *at > 3))
    .min()
    .unwrap_or(before.len());
    let name = names::bare(slice(before, 0..end));
    name.trim_end_matches(['(', ' ', '-', ','])
}
