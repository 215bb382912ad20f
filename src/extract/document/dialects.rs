//! What other kinds of Markdown know that the reader of Markdown does not: headings without blanks, lists of attributes,
//! front matter that tells of a person.

use std::ops::Range;

use memchr::memchr_iter;

use super::slice;
use crate::extract::sections;

/// Returns which words of a stretch of text are its writer's own, and no marks of another dialect.
pub(super) fn own_words(source: &str, span: Range<usize>) -> Range<usize> {
    let words = slice(source, span.clone());
    let end = attributes(words).unwrap_or(words.len());
    let marks = usize::from(is_definition(source, span.start, words));
    span.start + marks..(span.start + end).max(span.start + marks)
}

/// `{: .dates}`, `{.dates #id}`, `::: {.dates}`: where words for the generator of a site begin that say how to show others.
fn attributes(words: &str) -> Option<usize> {
    if words.starts_with(":::") {
        return Some(0);
    }
    let (before, list) = words.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let plain = |letter: char| letter.is_alphanumeric() || " -_.#:=\"'%;".contains(letter);
    let listed = list.starts_with([':', '.', '#']) || before.trim().is_empty() && list.contains('=');
    (listed && list.chars().all(plain)).then_some(before.len())
}

/// "Lumoraq", and on the next line ": Engineer": says whether a line begins with the sign of a definition.
fn is_definition(source: &str, start: usize, words: &str) -> bool {
    let marked = words
        .strip_prefix(':')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let before = || slice(source, 0..start).trim_end_matches([' ', '\t']);
    marked && before().ends_with('\n')
}

/// Several lines above a rule are no heading: who writes an account and a rule below it means to end the account.
pub(super) fn is_above_rule(heading: &str) -> bool {
    let mut lines = heading.trim_end().lines().rev();
    let ruled = lines
        .next()
        .is_some_and(|rule| rule.trim().bytes().all(|byte| byte == b'-'));
    ruled && !heading.starts_with('#') && lines.nth(1).is_some()
}

/// Says whether headings without blanks are the manner of a text.
pub(super) fn has_unspaced(source: &str) -> bool {
    let bytes = source.as_bytes();
    let begins_line = |at: usize| {
        at.checked_sub(1)
            .is_none_or(|before| bytes.get(before) == Some(&b'\n'))
    };
    let headings = memchr_iter(b'#', bytes).filter(|at| {
        let line = || slice(source, *at..source.len()).lines().next();
        begins_line(*at) && line().is_some_and(|line| unspaced_heading(line).is_some())
    });
    headings.take(2).count() == 2
}

/// `#Education`: the level of a heading without a blank, which is no tag (`#golang`, `#Go #Rust`) and no number.
pub(super) fn unspaced_heading(line: &str) -> Option<u8> {
    if !line.starts_with('#') {
        return None;
    }
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let heading = words.starts_with(char::is_uppercase) && !words.trim_end_matches('#').contains('#');
    u8::try_from(level)
        .ok()
        .filter(|level| heading && (1..=6).contains(level))
}

/// So many blanks before a bullet put its item below another.
pub(super) const NESTED_BLANKS: usize = 2;

/// "• Built looms": how long the sign of an item is that `CommonMark` does not know, with the blanks behind it.
pub(super) fn bullet(line: &str) -> Option<usize> {
    let words = line.strip_prefix([
        '•', '▸', '▪', '●', '◦', '‣', '►', '➤', '■', '○', '∙', '⁃', '\u{f0b7}',
    ])?;
    let item = words.trim_start_matches([' ', '\t', '\u{a0}']);
    (item.len() < words.len()).then_some(line.len() - item.len())
}

/// Returns the lines between the two rules with which a page of a site generator begins.
pub(super) fn metadata(source: &str) -> Option<Range<usize>> {
    let opening = source.trim_start_matches(['\u{feff}', '\n', '\r']);
    let rule = ["---", "+++"]
        .into_iter()
        .find(|rule| opening.starts_with(rule))?;
    let first = source.len() - opening.len();
    let start = behind_line(source, first);
    let alone = slice(source, first..start).trim_end() == rule;
    let mut end = start;
    for line in slice(source, start..source.len()).split_inclusive('\n') {
        if line.trim_end() == rule {
            return Some(start..end).filter(|range| alone && !range.is_empty());
        }
        if end == start && line.trim().is_empty() {
            return None;
        }
        end += line.len();
    }
    None
}

/// Returns where the line ends on which a place is, its end included.
pub(super) fn behind_line(source: &str, at: usize) -> usize {
    let rest = slice(source, at..source.len());
    rest.find('\n').map_or(source.len(), |end| at + end + 1)
}

/// `linkedin: https://…`, `location: Oslo`: a key of front matter that says where the page's person is found.
pub(super) fn is_reachable(key: &str, value: &str) -> bool {
    match key {
        "location" => value.starts_with(char::is_uppercase) && !value.contains(['{', '[', '/']),
        "linkedin" | "github" | "gitlab" | "twitter" | "mastodon" | "website" | "homepage" | "blog" => {
            value.starts_with("http")
        }
        "email" => value.contains('@'),
        _ => false,
    }
}

/// The fewest nested lines that make front matter the page itself.
const DATA_LINES: usize = 12;

/// Says whether front matter holds the page's content: keys of parts with nested lines below them.
pub(super) fn is_data(words: &str) -> bool {
    let parts = || {
        words
            .lines()
            .filter_map(opened_part)
            .filter(|key| sections::named(key).is_some())
    };
    let tables = words.lines().any(|line| line.starts_with("[[")) && parts().next().is_some();
    let nested = words.lines().filter(|line| line.starts_with([' ', '\t'])).count();
    tables || nested >= DATA_LINES && parts().count() >= 2 || is_biography(words)
}

/// Says whether front matter tells who somebody is: `name: Ada` beside `occupation: Engineer` or `company: Acme`.
fn is_biography(words: &str) -> bool {
    let states = |key: &str| {
        words.lines().any(|line| {
            let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
            value.is_some_and(|value| !value.trim().is_empty())
        })
    };
    states("name") && (states("occupation") || states("company"))
}

/// The key of a part: `experience:` in YAML, `[[experience]]` in TOML.
pub(super) fn opened_part(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let table = || line.strip_prefix("[[")?.strip_suffix("]]");
    line.strip_suffix(':').or_else(table).filter(|key| is_key(key))
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
}
