//! The text of a PDF, laid out in reading order: a PDF has letters at places, and neither lines nor columns.
//!
//! Everything is bounded: pages, letters, operations, forms in forms, and how far streams inflate.

mod cmap;
mod columns;
mod content;
mod font;
mod glyph;
mod lines;
mod names;
mod page;
mod path;

use std::cell::Cell;

use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::{Deadline, Error};

/// How many pages a profile may have.
const MAX_PAGES: usize = 40;

/// How many bytes one stream may have when inflated.
const MAX_STREAM_BYTES: usize = 8 * 1024 * 1024;

/// How many bytes all streams may have together that hold objects.
const MAX_OBJECT_BYTES: usize = 24 * 1024 * 1024;

/// How many cross-reference streams a file may have; each of them may inflate.
const MAX_REFERENCE_STREAMS: usize = 64;

/// Lays out a PDF as Markdown.
pub(super) fn text(bytes: &[u8], deadline: Deadline) -> Result<String, Error> {
    if names::count(bytes, b"Encrypt") > 0 {
        return Err(Error::Protected { file: "PDF" });
    }
    if names::count(bytes, b"XRef") > MAX_REFERENCE_STREAMS {
        return Err(too_much("changes", MAX_REFERENCE_STREAMS));
    }
    let document = load(bytes)?;
    deadline.check()?;
    let pages: Vec<ObjectId> = document.page_iter().take(MAX_PAGES + 1).collect();
    if pages.len() > MAX_PAGES {
        return Err(too_much("pages", MAX_PAGES));
    }
    if pages.is_empty() {
        return Err(damaged("it has no pages"));
    }
    let mut reader = content::Reader::new(&document, deadline);
    let mut rows = Vec::new();
    for page in pages {
        let glyphs = reader.page(page)?;
        let links = page::links(&document, page);
        rows.extend(page::rows(glyphs, &links));
    }
    let text = lines::markdown(&rows);
    if text.trim().is_empty() {
        return Err(Error::NoText { file: "PDF" });
    }
    Ok(text)
}

thread_local! {
    /// How many bytes the object streams of the file that is being loaded may still have.
    static ALLOWED: Cell<usize> = const { Cell::new(0) };
}

/// Loads the objects of a file. The library bounds each stream; the filter, all of them together.
fn load(bytes: &[u8]) -> Result<Document, Error> {
    ALLOWED.set(MAX_OBJECT_BYTES);
    let options = LoadOptions {
        filter: Some(within_allowance),
        max_decompressed_size: Some(MAX_STREAM_BYTES),
        ..LoadOptions::default()
    };
    let loaded = Document::load_mem_with_options(bytes, options);
    if ALLOWED.get() == 0 {
        return Err(too_much("bytes of objects", MAX_OBJECT_BYTES));
    }
    loaded.map_err(|error| match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            too_much("bytes in one part", MAX_STREAM_BYTES)
        }
        _ => damaged("its structure"),
    })
}

/// Keeps an object unless it is one of the streams of objects that are too much together.
fn within_allowance(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Ok(stream) = object.as_stream()
        && stream.dict.has_type(b"ObjStm")
    {
        let allowed = ALLOWED.get();
        match stream.get_plain_content_with_limit(allowed.min(MAX_STREAM_BYTES)) {
            Ok(content) => ALLOWED.set(allowed.saturating_sub(content.len())),
            Err(_too_large_or_broken) if allowed < MAX_STREAM_BYTES => ALLOWED.set(0),
            Err(_too_large_or_broken) => {}
        }
        if ALLOWED.get() == 0 {
            return None;
        }
    }
    Some((id, object.clone()))
}

const fn damaged(part: &'static str) -> Error {
    Error::Damaged { file: "PDF", part }
}

const fn too_much(what: &'static str, limit: usize) -> Error {
    Error::TooMuch {
        file: "PDF",
        what,
        limit,
    }
}

#[cfg(test)]
mod tests;
