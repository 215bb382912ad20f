//! An account's facts as blocks, as far as they are words of its owner's: the name, the line about themselves, the address.

use super::builder::Builder;
use super::{Block, Kind};
use crate::extract::json::Json;

/// Reads the members that a person filled in freely.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let root = Json::parse(source, 0..source.len());
    let fields = root.map(|root| root.fields()).unwrap_or_default();
    let mut builder = Builder::default();
    let members = [
        ("name", Kind::Heading(1)),
        ("bio", Kind::Paragraph),
        ("email", Kind::Paragraph),
    ];
    for (key, kind) in members {
        if let Some(value) = fields.get(key).filter(|value| value.text().is_some()) {
            builder.start(kind);
            for (words, range, exact) in value.pieces() {
                builder.text(&words, range, exact);
            }
            builder.end();
        }
    }
    builder.finish()
}
