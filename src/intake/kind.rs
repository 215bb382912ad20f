//! What kind of file do bytes begin as?

use super::{Error, File};

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    File(File),
}

/// How files begin that are not read, and what they are called.
const BINARY: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
];

/// How documents begin that can be saved as another kind.
const UNSUPPORTED: &[(&[u8], &str)] = &[
    (b"{\\rtf", "RTF"),
    // The container of old Office files, and of newer ones with a password.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or protected Word"),
    (b"%!PS", "PostScript"),
];

/// The parts that tell what a ZIP archive is, and what it is called; the first is read.
const ARCHIVES: &[(&[u8], &str)] = &[
    (b"application/vnd.oasis.opendocument", "OpenDocument"),
    (b"xl/workbook.xml", "Excel"),
    (b"ppt/presentation.xml", "PowerPoint"),
    (b"Index/Document.iwa", "Pages"),
    (b"application/epub+zip", "EPUB"),
];

/// The part that makes a ZIP archive a DOCX.
const WORD: &[u8] = b"word/document.xml";

/// How many bytes may stand before `%PDF-`.
const PDF_START: usize = 1_024;

/// Tells the kind of some bytes, or why they cannot be read.
pub(super) fn of(bytes: &[u8]) -> Result<Kind, Error> {
    let begins = |(signature, _): &&(&[u8], &str)| bytes.starts_with(signature);
    if let Some((_, kind)) = UNSUPPORTED.iter().find(begins) {
        return Err(Error::Unsupported { kind });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if let Some((_, kind)) = BINARY.iter().find(begins) {
        return Err(Error::Binary { kind });
    }
    // Scanners and mail programs put lines of their own before a PDF; a text that tells of one is not one.
    let head = bytes.get(..PDF_START).unwrap_or(bytes);
    let is_binary = bytes.contains(&0) || std::str::from_utf8(bytes).is_err();
    if bytes.starts_with(b"%PDF-") || is_binary && contains(head, b"%PDF-") {
        return Ok(Kind::File(File::Pdf));
    }
    if bytes.contains(&0) {
        return Err(Error::Binary {
            kind: "of an unknown kind",
        });
    }
    Ok(Kind::Text)
}

/// The names of an archive's parts stand in it as they are.
fn archive(bytes: &[u8]) -> Result<Kind, Error> {
    if contains(bytes, WORD) {
        return Ok(Kind::File(File::Docx));
    }
    let known = ARCHIVES.iter().find(|(part, _)| contains(bytes, part));
    Err(match known {
        Some((_, kind)) => Error::Unsupported { kind },
        None => Error::Binary { kind: "ZIP" },
    })
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let found = match of(bytes) {
            Ok(kind) => format!("{kind:?}"),
            Err(error) => error.to_string(),
        };
        assert!(found.starts_with(expected), "{found}");
    }

    #[test]
    fn content_tells_the_kind() {
        check(b"# Ada", "Text");
        check(b"%PDF-1.7\n", "File(Pdf)");
        check(b"Received by fax\0\n%PDF-1.4\n", "File(Pdf)");
        check(b"A tool that writes %PDF-1.4 headers", "Text");
        check(b"PK\x03\x04....word/document.xml", "File(Docx)");
    }

    #[test]
    fn what_can_be_saved_otherwise_is_told_so() {
        check(
            b"{\\rtf1\\ansi Ada}",
            "RTF files are not read: save it as PDF or DOCX",
        );
        check(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "old or protected Word files are not read",
        );
        check(
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
            "OpenDocument files are not read",
        );
    }

    #[test]
    fn binary_data_is_called_what_it_is() {
        check(b"\x89PNG\r\n\x1a\n\0\0", "this is binary data (PNG)");
        check(b"PK\x03\x04\x14\0", "this is binary data (ZIP)");
        check(b"Ada\0Example", "this is binary data (of an unknown kind)");
        check(b"\xff\xfeA\0", "this is binary data (UTF-16 text)");
    }
}
