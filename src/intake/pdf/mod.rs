//! The text of a PDF, laid out in reading order: a PDF has letters at places, and neither lines nor columns.
//!
//! Everything is bounded: pages, letters, operations, forms in forms, and how far streams inflate.

mod cmap;
mod columns;
mod content;
mod font;
mod glyph;
mod lines;
mod load;
mod names;
mod page;
mod path;
mod tokens;

use lopdf::ObjectId;

use super::{Deadline, Error};

/// How many pages a profile may have.
const MAX_PAGES: usize = 40;

/// How many bytes one stream may have when inflated.
const MAX_STREAM_BYTES: usize = 4 * 1024 * 1024;

/// How many bytes all streams may have together that hold objects.
const MAX_OBJECT_BYTES: usize = 4 * 1024 * 1024;

/// How far from its end a file may say that it ends; some programs append lines of their own.
const END: usize = 4_096;

/// Lays out a PDF as Markdown.
pub(super) fn text(bytes: &[u8], deadline: Deadline) -> Result<String, Error> {
    if names::count(bytes, b"Encrypt") > 0 {
        return Err(Error::Protected { file: "PDF" });
    }
    let laid_out = lay_out(bytes, deadline);
    // Whatever is wrong with a file that was cut off, that is why.
    match laid_out {
        Err(Error::Damaged { .. } | Error::NoText { .. }) if is_cut_off(bytes) => Err(CUT_OFF),
        done => done,
    }
}

const CUT_OFF: Error = damaged("its end is missing");

fn is_cut_off(bytes: &[u8]) -> bool {
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
    let word = b"startxref";
    !end.windows(word.len()).any(|place| place == word)
}

fn lay_out(bytes: &[u8], deadline: Deadline) -> Result<String, Error> {
    let document = load::load(bytes, deadline)?;
    deadline.check()?;
    if is_cut_off(bytes) && load::lacks_objects(&document) {
        return Err(CUT_OFF);
    }
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
mod hostile;
#[cfg(test)]
mod tests;
