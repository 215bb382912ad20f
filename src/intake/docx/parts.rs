//! The parts of the archive beside the text: what its styles are called, and where its links lead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Error, damaged, too_much};

/// The level of a heading by the id of its style, 1 for the outermost; `Title` is 1.
pub(super) type Styles = HashMap<String, usize>;

/// Addresses by the id of their relation.
pub(super) type Links = HashMap<String, String>;

/// Inflates a part, but never more of it than `limit` bytes; `None` where it is not there.
pub(super) fn read(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    limit: usize,
) -> Result<Option<String>, Error> {
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(_broken) => return Err(damaged("its archive")),
    };
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    part.take(most)
        .read_to_end(&mut bytes)
        .map_err(|_broken| damaged("its archive"))?;
    if bytes.len() > limit {
        return Err(too_much("bytes in one part", limit));
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_other| damaged("it is not UTF-8"))
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(Cow::into_owned)
}

/// Finds the styles that are headings, by their outline level or their name, which is English in every Word.
pub(super) fn styles(xml: &str) -> Styles {
    let mut styles = Styles::new();
    let mut id = String::new();
    each_tag(xml, |name, tag| match name {
        "style" => id = attribute(tag, "styleId").unwrap_or_default(),
        "name" => {
            let name = attribute(tag, "val").unwrap_or_default().to_lowercase();
            let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
            if let Some(level) = level.or((name == "title").then_some(1)) {
                styles.insert(id.clone(), level);
            }
        }
        "outlineLvl" => {
            let level: Option<usize> = attribute(tag, "val").and_then(|level| level.parse().ok());
            if let Some(level) = level.filter(|level| *level < 9) {
                styles.entry(id.clone()).or_insert(level + 1);
            }
        }
        _ => {}
    });
    styles
}

/// Finds the addresses outside that a part's relations name.
pub(super) fn links(xml: &str) -> Links {
    let mut links = Links::new();
    each_tag(xml, |name, tag| {
        let outside = attribute(tag, "TargetMode").is_some_and(|mode| mode == "External");
        if let ("Relationship", true, Some(id)) = (name, outside, attribute(tag, "Id")) {
            links.insert(id, attribute(tag, "Target").unwrap_or_default());
        }
    });
    links
}

/// Visits the opening tags of a part as far as it is well-formed; what is broken behind that says nothing.
fn each_tag(xml: &str, mut visit: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => visit(tag.local_name().into_inner(), &tag),
            Event::Eof => break,
            _ => {}
        }
    }
}
