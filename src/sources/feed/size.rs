//! How much is a feed? Few bytes can become very much once they are read, so it is counted before.

use crate::sources::Error;

/// The most tags of a feed in XML, and members and items of one in JSON.
const MAX_PIECES: usize = 50_000;

const CDATA: (&[u8], &[u8]) = (b"<![CDATA[", b"]]>");

/// Refuses a feed that would take far more memory than its bytes.
pub(super) fn check(bytes: &[u8]) -> Result<(), Error> {
    if has_entities(bytes) {
        return Err(Error::Unreadable(
            "the feed defines entities of its own, which no feed needs".to_owned(),
        ));
    }
    let pieces = match bytes.trim_ascii_start().first() {
        Some(b'{') => values(bytes),
        _ => tags(bytes),
    };
    if pieces > MAX_PIECES {
        return Err(Error::Unreadable(format!(
            "the feed has more than {MAX_PIECES} parts: give the address of one with the newest posts only"
        )));
    }
    Ok(())
}

/// A document type may define words that stand for others, and these for yet others without end.
fn has_entities(bytes: &[u8]) -> bool {
    const DEFINITION: &[u8] = b"<!ENTITY";
    bytes
        .windows(DEFINITION.len())
        .any(|window| window.eq_ignore_ascii_case(DEFINITION))
}

/// Counts tags, those of whole texts not: these are one piece each, however they are marked up.
fn tags(bytes: &[u8]) -> usize {
    let (mut count, mut rest) = (0, bytes);
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        count += 1;
        let from = rest.get(at..).unwrap_or_default();
        let text = from.strip_prefix(CDATA.0).unwrap_or_default();
        let end = text.windows(CDATA.1.len()).position(|window| window == CDATA.1);
        rest = end
            .map_or_else(|| from.get(1..), |end| text.get(end..))
            .unwrap_or_default();
    }
    count
}

/// Counts the values of JSON: one at each comma and bracket that is in no text.
fn values(bytes: &[u8]) -> usize {
    let (mut count, mut in_text, mut is_escaped) = (0, false, false);
    for byte in bytes {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b',' | b'{' | b'[' if !in_text => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_one_piece_whatever_they_hold() {
        assert_eq!(tags(b"<a><b>x &lt;i&gt;</b><![CDATA[<p><i>]] > <br>]]></a>"), 5);
        assert_eq!(tags(b"<a><![CDATA[<p><i>"), 4, "it does not end");
        assert_eq!(tags(b""), 0);
        assert_eq!(values(br#"{"a": ["x, y", "\"{,", 1], "b": {}}"#), 6);
    }

    #[test]
    fn what_grows_when_it_is_read_is_refused() {
        for (head, piece) in [
            ("<rss><channel>", "<item/>"),
            ("<feed>", "<link/>"),
            ("{\"items\": [", "{},"),
            ("{\"items\": [{\"tags\": [", "\"\","),
        ] {
            let feed = |count: usize| head.to_owned() + &piece.repeat(count);
            assert!(check(feed(100).as_bytes()).is_ok(), "{piece}");
            let error = check(feed(MAX_PIECES).as_bytes());
            assert!(
                matches!(error, Err(Error::Unreadable(reason)) if reason.contains("parts")),
                "{piece}"
            );
        }
    }
}
