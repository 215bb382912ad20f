//! What a biography written as code states outright: `name: Ada`, `"name": "Ada",`, `readonly name = "Ada";`, `.name("Ada")`.

use std::ops::Range;

use super::document::{Block, Kind, slice, trim_by};

/// The longest line that is looked at.
const LINE_BYTES: usize = 300;

/// What stands before the name of an object's own field.
const MEMBER: &[&str] = &["self.", "this."];

/// Returns the key, in lower case and without underscores, and where the one plain value of a line of code stands.
pub(super) fn stated(line: &str) -> Option<(String, Range<usize>)> {
    if line.len() > LINE_BYTES {
        return None;
    }
    let first = line.bytes().position(|byte| matches!(byte, b':' | b'=' | b'('))?;
    let at = behind_type(line, first).unwrap_or(first);
    let before = slice(line, 0..at).trim();
    // `public required string Name { get; init; }`
    let before = before.split_once(" {").map_or(before, |(declared, _)| declared);
    let called = slice(line, at..line.len()).starts_with('(');
    if called && !before.starts_with('.') {
        return None;
    }
    let word = before.split(':').next()?.split_ascii_whitespace().next_back()?;
    let key = key_of(MEMBER.iter().find_map(|of| word.strip_prefix(of)).unwrap_or(word));
    // `'name' => 'Ada'`
    let arrow = slice(line, at..line.len()).starts_with("=>");
    let value = trim_by(line, at + 1 + usize::from(arrow)..line.len(), |letter| {
        letter.is_whitespace() || "\"'`,;)".contains(letter)
    });
    let text = slice(line, value.clone());
    let plain = !text.is_empty() && !text.contains(['[', ']', '{', '}', '"', '=', '<', '>']);
    (plain && !key.is_empty()).then_some((key, value))
}

/// Returns the letters and digits of a key, in lower case.
pub(super) fn key_of(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    for letter in word.chars().filter(|letter| letter.is_alphanumeric()) {
        if letter.is_ascii() {
            key.push(letter.to_ascii_lowercase());
        } else {
            key.extend(letter.to_lowercase());
        }
    }
    key
}

/// `val name: String = "Ada"`: where the value begins that stands behind a type.
fn behind_type(line: &str, colon: usize) -> Option<usize> {
    let rest = slice(line, colon..line.len()).strip_prefix(':')?;
    let (kind, value) = rest.split_once('=')?;
    let sign = |letter: char| letter.is_alphanumeric() || "<>[]?&'_ |.".contains(letter);
    let typed = !kind.trim().is_empty() && kind.chars().all(sign) && !value.starts_with(['=', '>']);
    typed.then_some(line.len() - value.len() - 1)
}

/// Says whether a piece of code mostly states keys with values, as front matter and objects do.
pub(super) fn is_data(block: &Block) -> bool {
    let text = block.text.as_str();
    let stating = text.lines().filter(|line| stated(line).is_some());
    block.kind == Kind::Code && stating.count() * 2 > text.lines().count()
}

/// Says whether a piece of code is that of a program: every third line ends as statements and calls do.
pub(super) fn is_program(block: &Block) -> bool {
    let text = block.text.as_str();
    let ending = text
        .lines()
        .filter(|line| line.trim_end().ends_with([';', '{', '}', '(', ')', ',']));
    block.kind == Kind::Code && ending.count() * 3 > text.lines().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_plain_value_is_stated_in_many_languages() {
        let check = |line: &str, expected: Option<(&str, &str)>| {
            let found = stated(line);
            let found = found
                .as_ref()
                .map(|(key, value)| (key.as_str(), slice(line, value.clone())));
            assert_eq!(found, expected, "{line}");
        };
        check("name: Ada Lovelace", Some(("name", "Ada Lovelace")));
        check("  'name' => 'Ada',", Some(("name", "Ada")));
        check("public string Name => \"Ada\";", Some(("name", "Ada")));
        check("    val name: String = \"Ada\",", Some(("name", "Ada")));
        check(
            "let role: &'static str = \"Engineer\";",
            Some(("role", "Engineer")),
        );
        check("url: https://a.example/?a=b", None);
        check(
            "public required string Name { get; init; } = \"Ada\";",
            Some(("name", "Ada")),
        );
        check(
            "  \"full_name\": \"Ada Lovelace\",",
            Some(("fullname", "Ada Lovelace")),
        );
        check(
            "  readonly name = \"Ada Lovelace\";",
            Some(("name", "Ada Lovelace")),
        );
        check(
            "        self.name = \"Ada Lovelace\"",
            Some(("name", "Ada Lovelace")),
        );
        check("    .name(\"Ada Lovelace\")", Some(("name", "Ada Lovelace")));
        check("\tName: `Ada Lovelace`,", Some(("name", "Ada Lovelace")));
        check("languages: [Go, Rust]", None);
        check("print(name)", None);
        check("no value", None);
    }
}
