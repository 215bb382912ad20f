//! The person's own title: beside the name, under it, or in "I'm a …".

use std::ops::Range;

use super::introduced::introduced;
use super::parts;
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim};
use crate::extract::reading::{Line, Reading};
use crate::extract::stated::stated;
use crate::extract::{names, titles};
use crate::profile::{Evidence, Via};

/// Words of headings above what somebody wrote: "Recent Articles on DEV.to".
static POSTS: Cues = Cues::caseless(&["articles", "posts", "videos", "welcome to"]);

/// The person's own title: beside the name, under it, or "I'm a …".
pub(super) fn headline(
    reading: &Reading<'_>,
    lines: &[Line<'_>],
    name: Option<&str>,
) -> Option<(String, Evidence)> {
    let name_line = name.map(str::to_lowercase).and_then(|lower| {
        lines
            .iter()
            .position(|line| line.text.to_lowercase().contains(&lower))
    });
    let quote = |line: &Line<'_>, range: Range<usize>| {
        let text = names::bare(slice(line.text, range.clone())).to_owned();
        (
            text,
            reading.evidence(line.block, &line.within(&range), Via::Heading),
        )
    };
    let mut own = lines.iter().filter(|line| !line.is_item());
    if let Some(found) = own.find_map(|line| coded(line.text).map(|range| quote(line, range))) {
        return Some(found);
    }
    let at = name_line.unwrap_or(0);
    let below = lines
        .get(at + 1)
        .filter(|line| name_line.is_some() && is_below_name(line));
    if let Some(line) = below {
        return Some(quote(line, 0..line.text.len()));
    }
    for line in lines.iter().skip(at).take(5) {
        for range in parts(line.text) {
            let text = slice(line.text, range.clone());
            let plain = names::bare(text);
            let short = (2..=12).contains(&plain.split_whitespace().count())
                && !plain.contains(". ")
                && !plain.contains(" I ");
            let stands_alone = !line.is_item()
                && !line.text.ends_with('.')
                && plain.chars().next().is_some_and(char::is_uppercase);
            if short
                && stands_alone
                && titles::is_title(plain)
                && !POSTS.are_in(plain)
                && introduced(plain).is_none()
                && plain.chars().count() <= 100
                && !plain.contains("'m ")
                && !plain.contains("’m ")
            {
                return Some(quote(line, range));
            }
        }
    }
    lines
        .iter()
        .take(25)
        .find_map(|line| self_title(line.text).map(|range| quote(line, range)))
}

/// "Programmer", "Versatile engineer with a passion for looms.": a line right below the name that is a title as a whole.
fn is_below_name(line: &Line<'_>) -> bool {
    let plain = names::bare(line.text);
    let own = |letter: char| matches!(letter, '|' | '·' | '•' | '@' | ':') || letter == '\t';
    !line.is_item()
        && plain.split_whitespace().count() <= 14
        && plain.chars().count() <= 100
        && plain.starts_with(char::is_uppercase)
        && !plain.contains(own)
        && !plain.contains(". ")
        && !plain.contains(['\'', '’'])
        && ![" I ", " my ", " am "]
            .iter()
            .any(|word| format!(" {plain} ").contains(word))
        && titles::is_title(plain)
        && introduced(plain).is_none()
}

/// A line of code that states a title.
fn coded(line: &str) -> Option<Range<usize>> {
    let (key, value) = stated(line)?;
    let words = slice(line, value.clone());
    let own = matches!(
        key.as_str(),
        "role" | "title" | "headline" | "jobtitle" | "occupation" | "position"
    );
    (own && titles::is_title(words) && words.split_whitespace().count() <= 12).then_some(value)
}

/// "I am Ada Quill, a developer in Oslo".
fn behind_name(text: &str) -> Option<usize> {
    if !text.contains(", a") {
        return None;
    }
    let name = introduced(text)?;
    let rest = slice(text, name.end..text.len());
    let article = [", a ", ", an "]
        .into_iter()
        .find(|article| rest.starts_with(article))?;
    Some(name.end + article.len())
}

/// "I'm a Data Scientist at …": the words after the article, up to the end of the clause.
fn self_title(text: &str) -> Option<Range<usize>> {
    static BEFORE_TITLE: Cues = Cues::caseless(&[
        "i'm a ",
        "i’m a ",
        "i am a ",
        "i'm an ",
        "i’m an ",
        "i am an ",
        "working as a ",
        "working as an ",
        "work as a ",
        "i'm the ",
        "i am the ",
    ]);
    let stated = BEFORE_TITLE
        .all_in(text)
        .next()
        .map(|(at, before)| at + before.len());
    let start = stated.or_else(|| behind_name(text))?;
    let rest = slice(text, start..text.len());
    let end = rest
        .find(['.', ',', '!', ';', '(', '|', '\n'])
        .into_iter()
        .chain(
            [
                " with ",
                " who ",
                " based ",
                " from ",
                " and i",
                " passionate",
                " specializ",
                " living",
                " currently",
                " located",
                " since ",
                " where ",
                " in ",
            ]
            .iter()
            .filter_map(|stop| rest.find(stop)),
        )
        .min()
        .unwrap_or(rest.len());
    let range = trim(text, start..start + end);
    let words = slice(text, range.clone());
    (titles::is_title(words) && words.split_whitespace().count() <= 12).then_some(range)
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    #[test]
    fn a_title_stands_right_below_the_name() {
        let check = |text: &str, expected: Option<&str>| {
            let found = read(text, |reading| {
                let lines = crate::extract::identity::introduction(reading);
                super::headline(reading, &lines, Some("Ada Quill")).map(|(headline, _)| headline)
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("Ada Quill\nProgrammer\nOslo\n", Some("Programmer"));
        check(
            "# Ada Quill\n\n_Versatile engineer with a passion for looms._\n",
            Some("Versatile engineer with a passion for looms"),
        );
        check("Ada Quill\nI keep my looms as a programmer.\n", None);
    }
}
