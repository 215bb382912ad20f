//! The parts of the archive beside the text: what its styles are called, and where its links lead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Error, damaged, too_much};

/// What a paragraph of a style is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 1 for the outermost; `Title` is 1.
    Heading(usize),
    /// 0 for the outermost list.
    Item(usize),
}

/// What styles make of their paragraphs, by their ids.
pub(super) type Styles = HashMap<String, Style>;

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

/// Finds the styles of headings and of lists, by their outline level or their name, which is English in every Word.
pub(super) fn styles(xml: &str) -> Styles {
    let mut styles = Styles::new();
    let mut id = String::new();
    each_tag(xml, |name, tag| match name {
        "style" => id = attribute(tag, "styleId").unwrap_or_default(),
        "name" => {
            let name = attribute(tag, "val").unwrap_or_default().to_lowercase();
            if let Some(style) = style_named(&name) {
                styles.insert(id.clone(), style);
            }
        }
        "outlineLvl" => {
            let level: Option<usize> = attribute(tag, "val").and_then(|level| level.parse().ok());
            if let Some(level) = level.filter(|level| *level < 9) {
                styles.entry(id.clone()).or_insert(Style::Heading(level + 1));
            }
        }
        "numPr" => {
            styles.entry(id.clone()).or_insert(Style::Item(0));
        }
        _ => {}
    });
    styles
}

/// `heading 2`, `title`, `list bullet`, `list number 3`.
fn style_named(name: &str) -> Option<Style> {
    if let Some(level) = name.strip_prefix("heading ") {
        return level.parse().ok().map(Style::Heading);
    }
    if name == "title" {
        return Some(Style::Heading(1));
    }
    let list = ["list bullet", "list number"];
    let depth = list.iter().find_map(|list| name.strip_prefix(list))?.trim();
    let depth: usize = if depth.is_empty() { 1 } else { depth.parse().ok()? };
    Some(Style::Item(depth.saturating_sub(1)))
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
