//! What the codes of a font mean, as its `ToUnicode` stream says.

use std::collections::HashMap;

/// The most codes of a font; subsets of fonts have some hundreds.
const MAX_CODES: usize = 70_000;

/// The most hexadecimal digits of the letters that one code stands for; ligatures and names of emoji are shorter.
const MAX_DIGITS: usize = 128;

/// Letters by code.
pub(super) type Codes = HashMap<u32, String>;

/// What the numbers of a part of the stream mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Chars,
    Ranges,
    Other,
}

/// A word of the stream.
enum Token<'t> {
    Hex(&'t [u8]),
    Open,
    Close,
    Word(&'t [u8]),
}

/// Reads `<01> <0041>` between `beginbfchar` and `endbfchar`, and `<01> <03> <0041>` or `<01> <03> [<0041> …]` between
/// `beginbfrange` and `endbfrange`.
pub(super) fn codes(stream: &[u8]) -> Codes {
    let mut codes = Codes::new();
    // Counts what is written, and not what is there then: ranges may say the same again and again.
    let mut left = MAX_CODES;
    let mut values: Vec<&[u8]> = Vec::new();
    let mut targets: Option<Vec<&[u8]>> = None;
    let mut part = Part::Other;
    for token in Tokens(stream) {
        if left == 0 {
            break;
        }
        match token {
            Token::Word(word) => {
                part = match word {
                    b"beginbfchar" => Part::Chars,
                    b"beginbfrange" => Part::Ranges,
                    _ => Part::Other,
                };
                values.clear();
            }
            Token::Open => targets = Some(Vec::new()),
            Token::Hex(_) if part == Part::Other => {}
            Token::Hex(hex) => match &mut targets {
                Some(targets) => targets.push(hex),
                None => values.push(hex),
            },
            Token::Close => {}
        }
        match (values.as_slice(), &targets, part) {
            ([code, letters], None, Part::Chars) => {
                left = left.saturating_sub(1);
                insert(&mut codes, number(code), letters, 0);
                values.clear();
            }
            ([first, last, letters], None, Part::Ranges) => {
                let first = number(first);
                let steps = number(last).saturating_sub(first).min(0xffff);
                for step in (0..=steps).take(left) {
                    left = left.saturating_sub(1);
                    insert(&mut codes, first.wrapping_add(step), letters, step);
                }
                values.clear();
            }
            ([first, _], Some(letters), Part::Ranges) if matches!(token, Token::Close) => {
                for (step, letters) in (0_u32..).zip(letters).take(left) {
                    left = left.saturating_sub(1);
                    insert(&mut codes, number(first).wrapping_add(step), letters, 0);
                }
                values.clear();
            }
            _ => {}
        }
        if matches!(token, Token::Close) {
            targets = None;
        }
    }
    codes
}

fn insert(codes: &mut Codes, code: u32, letters: &[u8], step: u32) {
    let mut units: Vec<u16> = letters
        .get(..MAX_DIGITS)
        .unwrap_or(letters)
        .chunks(4)
        .filter_map(|digits| u16::try_from(number(digits)).ok())
        .collect();
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(u16::try_from(step).unwrap_or_default());
    }
    let letters: String = char::decode_utf16(units)
        .flatten()
        .filter(|letter| *letter != '\0')
        .collect();
    codes.insert(code, letters);
}

fn number(hex: &[u8]) -> u32 {
    let digits = hex.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    digits.fold(0, |number, digit| number.wrapping_shl(4) | digit)
}

/// The words of the rest of a stream.
struct Tokens<'t>(&'t [u8]);

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let first = *rest.first()?;
        let length = |stop: fn(&u8) -> bool| rest.iter().skip(1).position(stop).unwrap_or(rest.len() - 1) + 1;
        let (token, end) = match first {
            b'<' => {
                let end = length(|byte| *byte == b'>');
                (Token::Hex(rest.get(1..end).unwrap_or_default()), end + 1)
            }
            b'[' => (Token::Open, 1),
            b']' => (Token::Close, 1),
            _ => {
                let end = length(|byte| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'[' | b']'));
                (Token::Word(rest.get(..end).unwrap_or_default()), end)
            }
        };
        self.0 = rest.get(end..).unwrap_or_default();
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_codes_ranges_and_lists_are_read() {
        let codes = codes(
            b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <01> <0041> <02><D83EDD80> endbfchar\n\
              2 beginbfrange <0003> <0005> <0061> <06> <07> [<00660069> <0078>] endbfrange",
        );
        let mut found: Vec<_> = codes.iter().map(|(code, text)| (*code, text.as_str())).collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                (1, "A"),
                (2, "🦀"),
                (3, "a"),
                (4, "b"),
                (5, "c"),
                (6, "fi"),
                (7, "x")
            ]
        );
    }

    #[test]
    fn a_hostile_range_ends() {
        assert!(codes(&b"beginbfrange <0> <ffffffff> <0> ".repeat(100)).len() <= MAX_CODES);
        assert!(codes(b"beginbfchar <01").is_empty());
        let long = [
            b"beginbfrange <0> <ffff> <".as_slice(),
            &b"0041".repeat(10_000),
            b">",
        ]
        .concat();
        assert!(codes(&long).values().all(|letters| letters.len() <= MAX_DIGITS));
    }
}
