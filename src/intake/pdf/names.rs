//! Names in the bytes of a PDF, found before anything is loaded, however they are spelled: `/Encrypt`, `/#45ncrypt`.

/// Counts a name in a file. A name inside a compressed stream is not seen; the file's own dictionaries are never in one.
pub(super) fn count(bytes: &[u8], name: &[u8]) -> usize {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    starts
        .filter(|(at, _)| bytes.get(at + 1..).is_some_and(|rest| begins(rest, name)))
        .count()
}

fn begins(mut rest: &[u8], name: &[u8]) -> bool {
    for wanted in name {
        let (byte, length) = match rest {
            [b'#', high, low, ..] => (hex(*high) << 4 | hex(*low), 3),
            [byte, ..] => (*byte, 1),
            [] => return false,
        };
        if byte != *wanted {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'#';
    rest.first().is_none_or(ends)
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
