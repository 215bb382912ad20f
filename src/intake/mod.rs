//! What text is in these bytes? Texts are taken as they are, PDF and DOCX files are laid out as text; the kind is recognized
//! from content, never from a name.
//!
//! Synchronous and bounded: a hostile file costs no more memory and time than the limits here allow. Knows nothing of people.

mod docx;
mod kind;
mod markdown;
mod pdf;

use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use kind::Kind;

/// The most bytes that one profile's text may have.
pub const MAX_TEXT_BYTES: usize = 1024 * 1024;

/// The most bytes that a file may have which holds more than text: pictures, fonts.
pub const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;

/// How long laying out one file may take.
const MAX_TIME: Duration = Duration::from_secs(10);

/// A text, and the kind of file that it was laid out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub text: String,
    /// `None` where the bytes are the text.
    pub file: Option<File>,
}

/// A kind of file that is no text and holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    Pdf,
    Docx,
}

impl File {
    /// The serialized form, in lower case.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
        }
    }
}

/// Why there is no text in some bytes; the message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("the text is empty: write or paste something about the person")]
    Empty,
    #[error(
        "the text has {size} bytes, more than the {limit} that one profile may have: shorten it or split it"
    )]
    TextTooLarge { size: usize, limit: usize },
    #[error(
        "the file has {size} bytes, more than the {limit} that a PDF or DOCX may have: save it without pictures"
    )]
    FileTooLarge { size: usize, limit: usize },
    #[error("byte {offset} is not valid UTF-8: save the text as UTF-8")]
    NotUtf8 { offset: usize },
    #[error(
        "this is binary data ({kind}), not text: send Markdown, plain text, HTML, JSON Resume, PDF or DOCX"
    )]
    Binary { kind: &'static str },
    #[error("{kind} files are not read: save it as PDF or DOCX, or paste its text")]
    Unsupported { kind: &'static str },
    #[error(
        "the {file} is protected, if only against changes: open it and print it to a new PDF without a password, or paste \
         its text"
    )]
    Protected { file: &'static str },
    #[error("the {file} holds pictures and no text: export it from where it was written, or paste its text")]
    NoText { file: &'static str },
    #[error("the {file} is damaged ({part}): export it anew, or paste its text")]
    Damaged { file: &'static str, part: &'static str },
    #[error(
        "the {file} has more than {limit} {what}: leave out what is not about the person, or paste its text"
    )]
    TooMuch {
        file: &'static str,
        what: &'static str,
        limit: usize,
    },
    #[error("the {file} takes too long to read: export it anew, or paste its text")]
    TooSlow { file: &'static str },
}

/// Returns the text that some bytes are or hold.
///
/// A text stays as it is, byte order mark, line ends and all.
pub fn read(bytes: Vec<u8>) -> Result<Received, Error> {
    match kind::of(&bytes)? {
        Kind::Text => Ok(Received {
            text: text(bytes)?,
            file: None,
        }),
        Kind::File(file) => {
            if bytes.len() > MAX_FILE_BYTES {
                return Err(too_large(&bytes, bytes.len()));
            }
            let text = lay_out(file, &bytes)?;
            Ok(Received {
                text: checked(text)?,
                file: Some(file),
            })
        }
    }
}

/// Says of more bytes than a file may have, of which only the first are known, what is too large.
#[must_use]
pub fn too_large(first: &[u8], size: usize) -> Error {
    match kind::of(first) {
        Ok(Kind::Text) => text_too_large(size),
        Ok(Kind::File(_)) => Error::FileTooLarge {
            size,
            limit: MAX_FILE_BYTES,
        },
        Err(error) => error,
    }
}

/// Lays a file out; where a reader panics, the file is damaged in a manner that the reader did not expect.
fn lay_out(file: File, bytes: &[u8]) -> Result<String, Error> {
    let deadline = Deadline::of(file, MAX_TIME);
    let read = || match file {
        File::Pdf => pdf::text(bytes, deadline),
        File::Docx => docx::text(bytes, deadline),
    };
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Error::Damaged {
        file: file.name(),
        part: "its structure",
    }))
}

fn text(bytes: Vec<u8>) -> Result<String, Error> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(text_too_large(bytes.len()));
    }
    let text = String::from_utf8(bytes).map_err(|error| Error::NotUtf8 {
        offset: error.utf8_error().valid_up_to(),
    })?;
    checked(text)
}

fn checked(text: String) -> Result<String, Error> {
    let is_blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}');
    if text.len() > MAX_TEXT_BYTES {
        Err(text_too_large(text.len()))
    } else if text.chars().all(is_blank) {
        Err(Error::Empty)
    } else {
        Ok(text)
    }
}

const fn text_too_large(size: usize) -> Error {
    Error::TextTooLarge {
        size,
        limit: MAX_TEXT_BYTES,
    }
}

/// When reading a file has to be given up.
#[derive(Debug, Clone, Copy)]
struct Deadline {
    file: File,
    end: Option<Instant>,
}

impl Deadline {
    fn of(file: File, time: Duration) -> Self {
        Self {
            file,
            end: Instant::now().checked_add(time),
        }
    }

    /// Fails once the time is over; to be asked in every loop that a file can make long.
    fn check(&self) -> Result<(), Error> {
        if self.end.is_some_and(|end| Instant::now() > end) {
            return Err(Error::TooSlow {
                file: self.file.name(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let message = read(bytes.to_vec()).unwrap_err().to_string();
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn nothing_but_blanks_is_empty() {
        for blank in ["", " \t\r\n", "\u{feff}", "\u{a0}\u{200b}"] {
            check(blank.as_bytes(), "the text is empty");
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_named() {
        check(b"Jos\xe9", "byte 3 is not valid UTF-8");
    }

    #[test]
    fn the_largest_text_is_taken_and_one_byte_more_is_not() {
        let largest = vec![b'a'; MAX_TEXT_BYTES];
        assert!(read(largest.clone()).is_ok());
        let larger = [largest, vec![b'a']].concat();
        check(
            &larger,
            "the text has 1048577 bytes, more than the 1048576 that one profile may have",
        );
    }

    #[test]
    fn a_file_may_be_larger_than_a_text_but_not_without_end() {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.resize(MAX_TEXT_BYTES + 1, b' ');
        check(&file, "the PDF is damaged");
        file.resize(MAX_FILE_BYTES + 1, b' ');
        check(&file, "the file has 8388609 bytes, more than the 8388608");
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_stay() {
        let windows = "\u{feff}# Ada\r\nRust\r\n";
        let received = read(windows.as_bytes().to_vec()).unwrap();
        assert_eq!((received.text.as_str(), received.file), (windows, None));
    }

    #[test]
    fn a_deadline_ends() {
        let over = Deadline::of(File::Pdf, Duration::ZERO);
        std::thread::sleep(Duration::from_millis(2));
        assert_eq!(over.check(), Err(Error::TooSlow { file: "PDF" }));
        assert_eq!(Deadline::of(File::Pdf, MAX_TIME).check(), Ok(()));
    }
}
