//! JSON values that know where in a text they stand, read no deeper than somebody asks.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;

use super::document::slice;

/// A value, unread.
#[derive(Debug, Clone, Copy)]
pub(super) struct Json<'t> {
    /// As written, without blanks around it.
    raw: &'t str,
    /// The first byte in the text.
    at: usize,
}

/// A part of a string: its words, where they stand, and whether they stand there byte for byte.
pub(super) type Piece<'t> = (Cow<'t, str>, Range<usize>, bool);

impl<'t> Json<'t> {
    /// Reads the one value that a range of a text holds.
    pub(super) fn parse(text: &'t str, range: Range<usize>) -> Option<Self> {
        let whole = Self {
            raw: slice(text, range.clone()),
            at: range.start,
        };
        let value: &RawValue = serde_json::from_str(whole.raw.trim_start_matches('\u{feff}')).ok()?;
        Some(whole.part(value))
    }

    fn part(&self, value: &'t RawValue) -> Self {
        let offset = value
            .get()
            .as_ptr()
            .addr()
            .saturating_sub(self.raw.as_ptr().addr());
        Self {
            raw: value.get(),
            at: self.at + offset,
        }
    }

    /// The members of an object by name; of two with one name the last; none where this is no object.
    pub(super) fn fields(&self) -> BTreeMap<String, Self> {
        if !self.is_object() {
            return BTreeMap::new();
        }
        let fields: BTreeMap<String, &RawValue> = serde_json::from_str(self.raw).unwrap_or_default();
        fields
            .into_iter()
            .map(|(name, value)| (name, self.part(value)))
            .collect()
    }

    /// The items of a list; none where this is no list.
    pub(super) fn items(&self) -> Vec<Self> {
        if !self.raw.starts_with('[') {
            return Vec::new();
        }
        let items: Vec<&RawValue> = serde_json::from_str(self.raw).unwrap_or_default();
        items.into_iter().map(|item| self.part(item)).collect()
    }

    pub(super) fn is_object(&self) -> bool {
        self.raw.starts_with('{')
    }

    pub(super) fn is_true(&self) -> bool {
        self.raw == "true"
    }

    /// The words of a string, trimmed, or the digits of a number; `None` where there are none.
    pub(super) fn text(&self) -> Option<String> {
        let text: Cow<'_, str> = match self.raw.as_bytes().first()? {
            b'"' if self.raw.contains('\\') => {
                let words = self.pieces().into_iter().map(|(words, ..)| words);
                Cow::Owned(words.collect())
            }
            b'"' => Cow::Borrowed(self.raw.trim_matches('"')),
            b'0'..=b'9' => Cow::Borrowed(self.raw),
            _ => return None,
        };
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// Where the value stands; a string without its quotes.
    pub(super) fn span(&self) -> Range<usize> {
        let quote = usize::from(self.raw.len() >= 2 && self.raw.starts_with('"'));
        self.at + quote..self.at + self.raw.len() - quote
    }

    /// A string in parts, so that every word of it can be found again behind its escapes.
    pub(super) fn pieces(&self) -> Vec<Piece<'t>> {
        let span = self.span();
        let inside = slice(self.raw, span.start - self.at..span.end - self.at);
        let mut pieces = Vec::new();
        let mut rest = inside;
        while !rest.is_empty() {
            let at = span.end - rest.len();
            let plain = rest.find('\\').unwrap_or(rest.len());
            let (words, length) = if plain > 0 {
                (Cow::Borrowed(slice(rest, 0..plain)), plain)
            } else {
                let (letter, length) = escaped(rest);
                (Cow::Owned(letter.to_string()), length)
            };
            pieces.push((words, at..at + length, plain > 0));
            rest = slice(rest, length..rest.len());
        }
        pieces
    }
}

/// Reads the escape that a text begins with: what it means, and its length.
fn escaped(text: &str) -> (char, usize) {
    let letter = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r' | b'b' | b'f') => ' ',
        Some(b'u') => return escaped_code(text),
        Some(sign) => char::from(*sign),
        None => return (char::REPLACEMENT_CHARACTER, text.len()),
    };
    (letter, 2.min(text.len()))
}

/// `\u00e9`, or two of them where a letter has more than sixteen bits.
fn escaped_code(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let code = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(code, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (char::REPLACEMENT_CHARACTER, text.len());
    };
    let decoded = |units: &[u16]| {
        char::decode_utf16(units.iter().copied())
            .next()
            .and_then(Result::ok)
    };
    match (decoded(&[first]), unit(6)) {
        (Some(letter), _) => (letter, 6),
        (None, Some(second)) if decoded(&[first, second]).is_some() => {
            (decoded(&[first, second]).unwrap_or_default(), 12)
        }
        (None, _) => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_place() {
        let text = "x { \"work\" : [ {\"name\":\"Contoso\"}, 7 ], \"year\": 2019 } y";
        let root = Json::parse(text, 1..text.len() - 2).unwrap();
        let work = root.fields().get("work").unwrap().items();
        let name = *work.first().unwrap().fields().get("name").unwrap();
        assert_eq!(text.get(name.span()), Some("Contoso"));
        assert_eq!(root.fields().get("year").unwrap().text().as_deref(), Some("2019"));
        assert!(work.get(1).unwrap().fields().is_empty());
    }

    #[test]
    fn words_behind_escapes_are_found_again() {
        let text = r#""Zo\u00eb\nK \ud83e\udd80 \ud800 \"C\\C++\"""#;
        let value = Json::parse(text, 0..text.len()).unwrap();
        assert_eq!(value.text().as_deref(), Some("Zoë\nK 🦀 \u{fffd} \"C\\C++\""));
        for (words, range, exact) in value.pieces() {
            let stands = text.get(range).unwrap();
            assert!(!exact || stands == words, "{stands}");
        }
    }

    #[test]
    fn broken_json_is_none() {
        for text in ["", "{", "{\"a\":}", "{} {}"] {
            assert!(Json::parse(text, 0..text.len()).is_none(), "{text}");
        }
    }
}
