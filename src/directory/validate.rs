//! Is this a text that a profile can be read from?

use super::{MAX_PROFILE_BYTES, Rejected};
use crate::profile::Profile;

/// How binary files begin, and what they are called.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK\x03\x04", "ZIP or DOCX"),
    (b"PK\x05\x06", "ZIP or DOCX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
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

/// Returns the text as it is, byte order mark, line ends and all.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Rejected> {
    if bytes.len() > MAX_PROFILE_BYTES {
        return Err(Rejected::TooLarge {
            size: bytes.len(),
            limit: MAX_PROFILE_BYTES,
        });
    }
    if let Some(kind) = binary_kind(&bytes) {
        return Err(Rejected::Binary { kind });
    }
    let text = String::from_utf8(bytes).map_err(|error| Rejected::NotUtf8 {
        offset: error.utf8_error().valid_up_to(),
    })?;
    let is_blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}');
    if text.chars().all(is_blank) {
        return Err(Rejected::Empty);
    }
    Ok(text)
}

fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let known = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature));
    match known {
        Some((_, kind)) => Some(kind),
        None => bytes.contains(&0).then_some("of an unknown kind"),
    }
}

/// Says what is thin or missing, or that there is nothing at all.
pub(super) fn facts(profile: &Profile) -> Result<Vec<String>, Rejected> {
    let missing = [
        (
            profile.name.is_none(),
            "no name was found: put it into the first line",
        ),
        (
            profile.skills.is_empty(),
            "no skill was found: name languages and tools, best in a list",
        ),
        (
            profile.experience.is_empty(),
            "no position was found: name employers, titles and years",
        ),
    ];
    if missing.iter().all(|(is_missing, _)| *is_missing) {
        return Err(Rejected::NoFacts);
    }
    Ok(missing
        .iter()
        .filter(|(is_missing, _)| *is_missing)
        .map(|(_, note)| (*note).to_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let message = text(bytes.to_vec()).unwrap_err().to_string();
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn nothing_but_blanks_is_empty() {
        for blank in ["", " \t\r\n", "\u{feff}", "\u{a0}\u{200b}"] {
            check(blank.as_bytes(), "the text is empty");
        }
    }

    #[test]
    fn binary_data_is_called_what_it_is() {
        check(b"%PDF-1.7\n...", "this is binary data (PDF)");
        check(b"\x89PNG\r\n\x1a\n\0\0", "this is binary data (PNG)");
        check(b"PK\x03\x04\x14\0", "this is binary data (ZIP or DOCX)");
        check(b"Ada\0Example", "this is binary data (of an unknown kind)");
        check(b"\xff\xfeA\0", "this is binary data (UTF-16 text)");
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_named() {
        check(b"Jos\xe9", "byte 3 is not valid UTF-8");
    }

    #[test]
    fn the_largest_text_is_taken_and_one_byte_more_is_not() {
        let largest = vec![b'a'; MAX_PROFILE_BYTES];
        assert!(text(largest.clone()).is_ok());
        let larger = [largest, vec![b'a']].concat();
        check(
            &larger,
            "the text has 1048577 bytes, more than the 1048576 that one profile may have",
        );
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_stay() {
        let windows = "\u{feff}# Ada\r\nRust\r\n";
        assert_eq!(text(windows.as_bytes().to_vec()).as_deref(), Ok(windows));
    }

    #[test]
    fn a_name_alone_is_enough_and_noted() {
        let profile = Profile {
            name: Some("Ada Example".to_owned()),
            ..Profile::default()
        };
        assert_eq!(facts(&profile).unwrap().len(), 2);
        assert_eq!(facts(&Profile::default()), Err(Rejected::NoFacts));
    }
}
