//! In which letters is this written? Texts that are not UTF-8 become it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::http::Content;

/// How many bytes of a page may stand before it names its character set.
const PRESCAN_BYTES: usize = 1_024;

/// Returns a text in UTF-8: by its byte order mark, by what the answer says, by what the page says of itself, or else as
/// it is. What is no text stays as it is.
pub(super) fn to_utf8(content: Content) -> Vec<u8> {
    let Content {
        bytes,
        charset,
        media_type,
        ..
    } = content;
    if !is_text(&media_type) || bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04") {
        return bytes;
    }
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let stated = || Encoding::for_label(charset?.as_bytes());
    let own = || media_type.contains("html").then(|| named_by_page(&bytes))?;
    let encoding = marked.or_else(stated).or_else(own).unwrap_or_else(|| {
        // Nobody says: what is not UTF-8 is most often the old set of the West.
        if std::str::from_utf8(&bytes).is_ok() {
            UTF_8
        } else {
            WINDOWS_1252
        }
    });
    if encoding == UTF_8 && std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    let (text, _, _) = encoding.decode(&bytes);
    text.into_owned().into_bytes()
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") || media_type.contains("html") || media_type.contains("json")
}

/// `<meta charset=iso-8859-2>`, or the older `content="text/html; charset=iso-8859-2"`.
fn named_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let tags = head.split('<').filter(|tag| tag.starts_with("meta"));
    let named = tags.filter_map(|tag| tag.split_once("charset").map(|(_, rest)| rest));
    let mut labels = named.filter_map(|rest| {
        let value = rest
            .trim_start()
            .strip_prefix('=')?
            .trim_start()
            .trim_start_matches(['"', '\'']);
        value
            .split(|sign: char| sign.is_whitespace() || "\"'>;/".contains(sign))
            .next()
    });
    // Whoever could read the tag as ASCII reads no UTF-16, whatever it says.
    let encoding = Encoding::for_label(labels.next()?.as_bytes())?;
    Some(if encoding.is_ascii_compatible() {
        encoding
    } else {
        UTF_8
    })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::sources::Validator;

    #[track_caller]
    fn check(media_type: &str, charset: Option<&str>, bytes: &[u8], expected: &[u8]) {
        let content = Content {
            url: Url::parse("https://ada.example").unwrap(),
            moved_to: None,
            media_type: media_type.to_owned(),
            charset: charset.map(str::to_owned),
            bytes: bytes.to_vec(),
            validator: Validator::default(),
            next: None,
        };
        let found = to_utf8(content);
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(expected));
    }

    #[test]
    fn who_says_it_nearest_to_the_text_is_believed() {
        check("text/html", Some("iso-8859-1"), b"Jos\xe9", "José".as_bytes());
        check(
            "text/html",
            Some("iso-8859-1"),
            "\u{feff}José".as_bytes(),
            "\u{feff}José".as_bytes(),
        );
        let page = b"<html><META charset = 'iso-8859-2'><p>Luk\xe1\xb9";
        check(
            "text/html",
            None,
            page,
            "<html><META charset = 'iso-8859-2'><p>Lukáš".as_bytes(),
        );
        let older = b"<meta http-equiv=x content=\"text/html; charset=windows-1251\">\xc0";
        check(
            "application/xhtml+xml",
            None,
            older,
            "<meta http-equiv=x content=\"text/html; charset=windows-1251\">А".as_bytes(),
        );
    }

    #[test]
    fn where_nobody_says_it_the_bytes_do() {
        check("text/plain", None, "José".as_bytes(), "José".as_bytes());
        check("text/plain", None, b"Jos\xe9", "José".as_bytes());
        check("text/plain", Some("no-such-set"), b"Jos\xe9", "José".as_bytes());
        check(
            "text/html",
            None,
            b"<meta charset=utf-16>Ada",
            b"<meta charset=utf-16>Ada",
        );
        check("text/markdown", None, b"\xff\xfeA\0d\0a\0", b"Ada");
    }

    #[test]
    fn what_is_broken_is_marked_as_broken() {
        check(
            "text/html",
            Some("utf-8"),
            b"Jos\xe9 Q",
            "Jos\u{fffd} Q".as_bytes(),
        );
    }

    #[test]
    fn files_that_are_no_texts_stay() {
        check("application/pdf", None, b"%PDF-1.7\xe2\xe3", b"%PDF-1.7\xe2\xe3");
        check(
            "text/plain",
            Some("latin1"),
            b"%PDF-1.7\xe2\xe3",
            b"%PDF-1.7\xe2\xe3",
        );
    }
}
