//! Character references of HTML: `&amp;`, `&#8287;`, `&nbsp;`.

use std::borrow::Cow;
use std::ops::Range;

/// The references that people write by name; others stay as they are.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("zwj", ""),
    ("zwnj", ""),
    ("shy", ""),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("rarr", "→"),
    ("larr", "←"),
    ("raquo", "»"),
    ("laquo", "«"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("ntilde", "ñ"),
    ("ccedil", "ç"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("szlig", "ß"),
];

/// The longest reference that is looked for, in bytes.
const LONGEST: usize = 10;

/// Cuts a stretch of HTML text into readable parts: words, their place, and whether they stand there byte for byte.
pub(super) fn readable(
    source: &str,
    span: Range<usize>,
) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>, bool)> {
    let text = super::slice(source, span.clone());
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let at = span.start + text.len() - rest.len();
        let blanks = rest.len() - rest.trim_start().len();
        let (words, length, exact) = if blanks > 0 {
            (" ".into(), blanks, false)
        } else if let Some((words, length)) = reference(rest) {
            (words, length, false)
        } else {
            let end = rest
                .char_indices()
                .skip(1)
                .find(|(_, letter)| letter.is_whitespace() || *letter == '&')
                .map_or(rest.len(), |(index, _)| index);
            (super::slice(rest, 0..end).into(), end, true)
        };
        rest = super::slice(rest, length..rest.len());
        Some((words, at..at + length, exact))
    })
}

/// Decodes every reference in an attribute's value.
pub(super) fn decode(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(super::slice(rest, 0..at));
        rest = super::slice(rest, at..rest.len());
        let (words, length) = reference(rest).unwrap_or_else(|| ("&".into(), 1));
        decoded.push_str(&words);
        rest = super::slice(rest, length..rest.len());
    }
    decoded.push_str(rest);
    decoded
}

/// Reads the reference that a text starts with: what it means and its length.
fn reference(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = super::slice(body, 0..end);
    let length = end + 2;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let letter = char::from_u32(code)?;
        let blank = letter.is_whitespace() || matches!(code, 0x200b..=0x200f | 0x2060 | 0xfeff);
        let words = if blank {
            " ".into()
        } else {
            letter.to_string().into()
        };
        return Some((words, length));
    }
    let (_, words) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(((*words).into(), length))
}
