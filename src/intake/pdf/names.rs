//! Names in the bytes of a PDF, found before anything is loaded, however they are spelled: `/Encrypt`, `/#45ncrypt`.

use super::tokens::after_blanks;

/// Counts a name in a file. A name inside a compressed stream is not seen; the file's own dictionaries are never in one.
pub(super) fn count(bytes: &[u8], name: &[u8]) -> usize {
    values(bytes, name).count()
}

/// How many cross-reference streams are looked at, the last ones; each of them may inflate.
const MAX_REFERENCE_STREAMS: usize = 8;

/// Makes every object be looked for where it stands: hides where the file says that its cross-reference is, the lengths
/// that stand elsewhere, and all but the last cross-reference streams.
pub(super) fn without_references(bytes: &[u8]) -> Vec<u8> {
    let mut hidden = bytes.to_vec();
    for (at, value) in values(bytes, b"Length") {
        if let Some(place) = reference(value).and_then(|length| hidden.get_mut(at..at + length)) {
            place.fill(b' ');
            // The library then looks for the end of the stream.
            if let Some(digit) = place.last_mut() {
                *digit = b'0';
            }
        }
    }
    let streams: Vec<usize> = values(bytes, b"XRef").map(|(end, _)| end).collect();
    for end in streams.iter().rev().skip(MAX_REFERENCE_STREAMS) {
        if let Some(last) = hidden.get_mut(end - 1) {
            *last = b'_';
        }
    }
    for at in bytes
        .windows(b"startxref".len())
        .enumerate()
        .filter(|(_, word)| *word == b"startxref")
    {
        if let Some(first) = hidden.get_mut(at.0) {
            *first = b'%';
        }
    }
    hidden
}

/// What follows each place of a name, and where that begins.
fn values<'b>(bytes: &'b [u8], name: &'b [u8]) -> impl Iterator<Item = (usize, &'b [u8])> {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    starts.filter_map(move |(at, _)| {
        let rest = bytes.get(at + 1..)?;
        let value = after(rest, name)?;
        Some((bytes.len() - value.len(), value))
    })
}

/// The length of the reference that some bytes begin with: ` 5 0 R`.
fn reference(bytes: &[u8]) -> Option<usize> {
    let mut rest = after_blanks(bytes);
    for _number in 0..2 {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        rest = after_blanks(rest.get(digits..)?);
    }
    let rest = rest.strip_prefix(b"R")?;
    Some(bytes.len() - rest.len())
}

/// What follows a name that some bytes begin with.
fn after<'b>(mut rest: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    for wanted in name {
        let (byte, length) = match rest {
            [b'#', high, low, ..] => (hex(*high) << 4 | hex(*low), 3),
            [byte, ..] => (*byte, 1),
            [] => return None,
        };
        if byte != *wanted {
            return None;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'#';
    rest.first().is_none_or(ends).then_some(rest)
}

/// The value of a hexadecimal digit, 0 for what is none.
fn hex(digit: u8) -> u8 {
    let value = char::from(digit).to_digit(16).unwrap_or_default();
    u8::try_from(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_elsewhere_and_old_cross_references_are_hidden() {
        let hidden = without_references(b"<</Length%c\n5\x00 0R/L#65ngth 12>>startxref\n9");
        assert_eq!(hidden, b"<</Length       0/L#65ngth 12>>%tartxref\n9");
        let many = without_references(&b"/Type/XRef ".repeat(MAX_REFERENCE_STREAMS + 2));
        assert_eq!(count(&many, b"XRef"), MAX_REFERENCE_STREAMS);
        assert!(many.starts_with(b"/Type/XRe_ /Type/XRe_ /Type/XRef"));
    }

    #[test]
    fn names_are_found_in_any_spelling_and_whole() {
        assert_eq!(
            count(
                b"<</Encrypt 5 0 R>> /#45ncr#79pt/EncryptMetadata /Encr",
                b"Encrypt"
            ),
            2
        );
    }
}
