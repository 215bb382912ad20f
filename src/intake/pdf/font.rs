//! What the codes of a font mean, and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, dictionary};

use super::cmap::{self, Codes};

/// How many bytes a `ToUnicode` stream may have when inflated.
const MAX_CMAP_BYTES: usize = 2 * 1024 * 1024;

/// The most ranges of widths.
const MAX_WIDTHS: usize = 70_000;

/// A font as far as reading needs it.
#[derive(Debug, Default)]
pub(super) struct Font {
    codes: Codes,
    widths: HashMap<u32, f32>,
    /// Of codes that state none, in thousandths of the size; `None`: by their letter.
    default_width: Option<f32>,
    two_bytes: bool,
    pub(super) bold: bool,
}

/// A code of a string: its letters, its width in parts of the size, and whether it is a blank that `Tw` widens.
pub(super) type Code<'f> = (&'f str, f32, bool);

impl Font {
    pub(super) fn of(document: &Document, font: &Dictionary) -> Self {
        let mut read = Self {
            bold: is_bold(font),
            ..Self::default()
        };
        if font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Type0")
        {
            read.two_bytes = true;
            read.read_cid_widths(document, font);
        } else {
            read.codes = simple_codes(document, font);
            read.read_simple_widths(document, font);
        }
        let stream = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
        let stream = stream.and_then(|stream| stream.get_plain_content_with_limit(MAX_CMAP_BYTES));
        let stated = stream.map(|stream| cmap::codes(&stream)).unwrap_or_default();
        read.codes
            .extend(stated.into_iter().filter(|(_, letters)| !letters.is_empty()));
        read
    }

    /// Cuts a string into its codes.
    pub(super) fn decode<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Code<'f>> {
        let length = if self.two_bytes { 2 } else { 1 };
        bytes.chunks(length).map(move |bytes| {
            let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            let letters = self.codes.get(&code).map_or("", String::as_str);
            let width = self.widths.get(&code).copied().or(self.default_width);
            let width = width.map_or_else(|| usual_width(letters), |width| width / 1000.0);
            (letters, width, !self.two_bytes && code == 32)
        })
    }

    fn read_simple_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64);
        let first = first
            .ok()
            .and_then(|first| u32::try_from(first).ok())
            .unwrap_or_default();
        let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) else {
            return;
        };
        // Fonts that bring their own drawings measure in units of their own.
        let scale = font
            .get_deref(b"FontMatrix", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|matrix| matrix.first()?.as_float().ok())
            .map_or(1.0, |scale| scale * 1000.0);
        let widths = widths.iter().take(256).map(|width| number(document, width));
        self.widths = (first..)
            .zip(widths.map(|width| width.unwrap_or_default() * scale))
            .collect();
        self.widths.retain(|_, width| *width > 0.0);
    }

    /// `[first [width …] first last width …]`
    fn read_cid_widths(&mut self, document: &Document, font: &Dictionary) {
        let descendants = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array);
        let Some(descendant) = descendants.ok().and_then(|fonts| fonts.first()) else {
            return;
        };
        let Ok(descendant) = document
            .dereference(descendant)
            .and_then(|(_, font)| font.as_dict())
        else {
            return;
        };
        let default = descendant.get_deref(b"DW", document).ok();
        self.default_width = default.and_then(|width| width.as_float().ok()).or(Some(1000.0));
        let Ok(widths) = descendant.get_deref(b"W", document).and_then(Object::as_array) else {
            return;
        };
        let mut left = MAX_WIDTHS;
        let mut rest = widths
            .iter()
            .filter_map(|width| Some(document.dereference(width).ok()?.1));
        while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
            let Some(first) = code(first) else { return };
            if let Ok(list) = next.as_array() {
                let listed = list.len();
                let list = list.iter().take(left).filter_map(|width| number(document, width));
                self.widths.extend((first..).zip(list));
                left = left.saturating_sub(listed);
            } else if let (Some(last), Some(width)) =
                (code(next), rest.next().and_then(|width| width.as_float().ok()))
            {
                let range = first..=last.min(0xffff);
                let span = last.min(0xffff).saturating_sub(first);
                self.widths.extend(range.take(left).map(|code| (code, width)));
                left = left.saturating_sub(usize::try_from(span).unwrap_or(usize::MAX));
            }
            if left == 0 {
                return;
            }
        }
    }
}

fn number(document: &Document, object: &Object) -> Option<f32> {
    document.dereference(object).ok()?.1.as_float().ok()
}

fn code(object: &Object) -> Option<u32> {
    u32::try_from(object.as_i64().ok()?).ok()
}

/// Subsets are called `ABCDEF+Name-Bold`.
fn is_bold(font: &Dictionary) -> bool {
    let name = font
        .get(b"BaseFont")
        .and_then(Object::as_name)
        .unwrap_or_default();
    let name = String::from_utf8_lossy(name).to_lowercase();
    ["bold", "black", "heavy", "demi", "cmbx", "bx1"]
        .iter()
        .any(|word| name.contains(word))
}

/// The codes of a font of one byte a code: its base encoding with its own differences.
fn simple_codes(document: &Document, font: &Dictionary) -> Codes {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let own = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match own {
        Some(own) => own.get(b"BaseEncoding").ok(),
        None => encoding,
    };
    let base = match base.and_then(|base| base.as_name().ok()) {
        Some(base @ (b"MacRomanEncoding" | b"StandardEncoding" | b"MacExpertEncoding")) => base,
        // The widest of the three agrees with the standard wherever people write.
        _ => b"WinAnsiEncoding",
    };
    let mut codes = Codes::new();
    let like = dictionary! { "Type" => "Font", "Encoding" => Object::Name(base.to_vec()) };
    if let Ok(table) = like.get_font_encoding_with_limit(document, MAX_CMAP_BYTES) {
        for code in 0..=255_u8 {
            codes.insert(
                u32::from(code),
                table.bytes_to_string(&[code]).unwrap_or_default(),
            );
        }
    }
    let differences = own.map(|own| own.get_deref(b"Differences", document).and_then(Object::as_array));
    let mut code = 0;
    for entry in differences.and_then(Result::ok).into_iter().flatten().take(1_024) {
        match entry {
            Object::Integer(next) => code = u32::try_from(*next).unwrap_or_default(),
            Object::Name(name) => {
                codes.insert(code, letters_of_glyph(document, name));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    codes
}

/// The letters that a glyph's name stands for: `eacute`, `f_f_i`, `uni00E9`; nothing for others.
fn letters_of_glyph(document: &Document, name: &[u8]) -> String {
    let known = |name: &[u8]| {
        // The library knows the names and offers them only as a font's encoding.
        let differences = vec![Object::Integer(1), Object::Name(name.to_vec())];
        let font = dictionary! {
            "Type" => "Font",
            "Encoding" => dictionary! { "Differences" => differences },
        };
        let table = font.get_font_encoding_with_limit(document, MAX_CMAP_BYTES).ok()?;
        let letters = table.bytes_to_string(&[1]).ok()?;
        (!letters.is_empty()).then_some(letters)
    };
    if let Some(letters) = known(name) {
        return letters;
    }
    let name = String::from_utf8_lossy(name);
    let stem = name.split('.').next().unwrap_or_default();
    if let Some(code) = stem.strip_prefix("uni").or_else(|| stem.strip_prefix('u'))
        && let Some(letter) = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
    {
        return letter.to_string();
    }
    stem.split('_')
        .filter_map(|part| known(part.as_bytes()))
        .collect()
}

/// How wide letters usually are, for the fonts that every reader has and that state no widths.
fn usual_width(letters: &str) -> f32 {
    let width = |letter: char| match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' | 'f' | 't' | '/' => 0.28,
        '(' | ')' | '[' | ']' | '-' | 'r' => 0.33,
        'm' | 'M' | 'W' | '@' | '%' | '—' => 0.86,
        'w' => 0.72,
        _ if letter.is_uppercase() => 0.69,
        _ => 0.55,
    };
    letters.chars().map(width).sum()
}
