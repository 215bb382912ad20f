//! The person's own title: beside the name, under it, or in "I'm a …".

use std::ops::Range;

use super::drawn::drawn_lines;
use super::introduced::introduced;
use super::parts;
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice, trim};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::Section;
use crate::extract::stated::stated;
use crate::extract::{dates, names, titles};
use crate::profile::{Evidence, Via};

/// Words of headings above what somebody wrote: "Recent Articles on DEV.to".
static POSTS: Cues = Cues::caseless(&["articles", "posts", "videos", "welcome to"]);

/// The person's own title: beside the name, under it, or "I'm a …".
pub(super) fn headline(
    reading: &Reading<'_>,
    lines: &[&Line<'_>],
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
            let short = (2..=12).contains(&plain.split_ascii_whitespace().count())
                && !has_sentence(plain)
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
                && line.period().is_none_or(|period| period.end.is_none())
            {
                return Some(quote(line, range));
            }
        }
    }
    let said = lines.iter().take(25).find_map(|line| {
        let range = self_title(line.text).or_else(|| led_by_title(reading, line))?;
        Some(quote(line, range))
    });
    said.or_else(|| drawn(reading))
}

/// "Sr. Loom Engineer" is no sentence that goes on.
fn has_sentence(text: &str) -> bool {
    let ends = text.match_indices(". ").map(|(at, _)| slice(text, 0..at));
    ends.into_iter()
        .any(|before| !before.ends_with("Sr") && !before.ends_with("Jr"))
}

/// The title that a banner or an animation at the beginning shows.
fn drawn(reading: &Reading<'_>) -> Option<(String, Evidence)> {
    let images = reading
        .blocks()
        .take(PICTURES)
        .flat_map(|(_, block)| &block.images);
    images.take(PICTURES).find_map(|image| {
        let lines = drawn_lines(&image.src);
        let title = lines.iter().find_map(|line| {
            let bare = names::bare(line);
            let said = self_title(bare).map(|range| slice(bare, range));
            said.or_else(|| is_drawn_title(bare).then_some(bare))
        })?;
        Some((title.to_owned(), reading.quote(image.span.clone(), Via::Badge)))
    })
}

/// Among so many first pictures there is the banner.
const PICTURES: usize = 12;

/// "Full Stack Developer @ Acme", typed by an animation: a title and nothing else.
fn is_drawn_title(line: &str) -> bool {
    (2..=8).contains(&line.split_ascii_whitespace().count())
        && ends_with_title(line)
        && !line.contains(['\'', '’', '.', ',', '!', '?', ':'])
        && introduced(line).is_none()
}

/// Says whether the last word, or the last before an employer, is that of a title.
fn ends_with_title(words: &str) -> bool {
    let joints = [" at ", " @ ", " @"];
    let title = joints.iter().find_map(|joint| words.split_once(joint));
    let title = title.map_or(words, |(title, _)| title).trim_end();
    let last = title.rsplit([' ', '-']).next().unwrap_or_default();
    let first = title.split(' ').next().unwrap_or_default();
    (titles::is_title(last) || ROMANCE.contains(&first.to_lowercase().as_str())) && titles::is_title(title)
}

/// With what titles begin in languages that put it before the rest, lower case.
const ROMANCE: &[&str] = &[
    "desenvolvedor",
    "desenvolvedora",
    "engenheiro",
    "engenheira",
    "programador",
    "programadora",
    "analista",
    "arquiteto",
    "arquiteta",
    "cientista",
    "desarrollador",
    "desarrolladora",
    "ingeniero",
    "ingeniera",
    "arquitecto",
    "arquitecta",
    "développeur",
    "développeuse",
    "ingénieur",
    "ingénieure",
    "architecte",
    "sviluppatore",
    "sviluppatrice",
    "ingegnere",
];

/// Words behind a title with which a sentence goes on.
static BEHIND_TITLE: Cues = Cues::caseless(&[
    " with ",
    " who ",
    " based ",
    " focused ",
    " focusing ",
    " specializ",
    " specialis",
    " experienced ",
    " passionate ",
    " from ",
    " in ",
    " for ",
    " working ",
    " currently ",
    " living ",
    " building ",
    " skilled ",
    " interested ",
    " having ",
    " turned ",
    " by ",
    " since ",
    " that ",
    " - ",
    " – ",
    " — ",
    " · ",
    " • ",
    " | ",
]);

/// Words with which a clause begins that leads to a title, and is none.
const NO_TITLE: &[&str] = &[
    "As",
    "A",
    "An",
    "The",
    "With",
    "For",
    "Being",
    "My",
    "Your",
    "Our",
    "Former",
    "Formerly",
    "Previously",
    "Past",
    "Ex",
    "Worked",
    "Working",
    "Previous",
];

/// Among so many first blocks, an item may be the title of today.
const FIRST_BLOCKS: usize = 8;

/// "Mobile engineer in Oslo. I weave.": the title with which a line begins, up to the end of its clause.
fn led_by_title(reading: &Reading<'_>, line: &Line<'_>) -> Option<Range<usize>> {
    let told = matches!(reading.section(line.block), Section::Open | Section::About);
    let prose = matches!(line.kind, Kind::Paragraph | Kind::Quote) && told;
    let text = line.text;
    // "- 🔭 Weaving Engineer at Acme": an item that names the employer as well.
    let employed = || [" at ", " @"].iter().any(|sign| text.contains(sign));
    let item = || line.is_item() && told && line.block < FIRST_BLOCKS && employed();
    let begin = text.find(char::is_alphanumeric).filter(|_| prose || item())?;
    let rest = slice(text, begin..text.len());
    let first = rest.split(' ').next().unwrap_or_default();
    if !rest.starts_with(char::is_uppercase) || NO_TITLE.contains(&first) {
        return None;
    }
    let stop = rest
        .find(['.', ',', ';', '(', '!', ':', '\n'])
        .unwrap_or(rest.len());
    let stop = BEHIND_TITLE
        .all_in(slice(rest, 0..stop))
        .map(|(at, _)| at)
        .next()
        .unwrap_or(stop);
    let range = trim(text, begin..begin + stop);
    let words = slice(text, range.clone());
    let count = words.split_ascii_whitespace().count();
    let said = [" is ", " am ", " are ", " was ", " my ", " the ", " I "]
        .iter()
        .any(|word| words.contains(word));
    let whole =
        (2..=9).contains(&count) && ends_with_title(words) && !said && !words.contains(['\'', '’', '"']);
    let dated = || dates::first(text).is_some_and(|period| period.end.is_some());
    (whole && !POSTS.are_in(words) && !dated()).then_some(range)
}

/// "Programmer", "Versatile engineer with a passion for looms.": a line right below the name that is a title as a whole.
fn is_below_name(line: &Line<'_>) -> bool {
    let plain = names::bare(line.text);
    let own = |letter: char| matches!(letter, '|' | '·' | '•' | '@' | ':') || letter == '\t';
    !line.is_item()
        && plain.split_ascii_whitespace().count() <= 14
        && plain.chars().count() <= 100
        && plain.starts_with(char::is_uppercase)
        && !plain.contains(own)
        && !has_sentence(plain)
        && !plain.contains(['\'', '’'])
        && !plain.split(' ').any(|word| matches!(word, "I" | "my" | "am"))
        && titles::is_title(plain)
        && introduced(plain).is_none()
        && dates::first(plain).is_none_or(|period| period.end.is_none())
}

/// A line of code that states a title.
fn coded(line: &str) -> Option<Range<usize>> {
    let (key, value) = stated(line)?;
    let words = slice(line, value.clone());
    let own = matches!(
        key.as_str(),
        "role" | "title" | "headline" | "jobtitle" | "occupation" | "position"
    );
    (own && titles::is_title(words) && words.split_ascii_whitespace().count() <= 12).then_some(value)
}

/// "I am Ada Quill, a developer in Oslo".
fn behind_name(text: &str) -> Option<usize> {
    if !text.contains(" a") {
        return None;
    }
    let name = introduced(text)?;
    let rest = slice(text, name.end..text.len());
    let article = [
        ", a ", ", an ", " — a ", " — an ", " – a ", " – an ", " - a ", " - an ", " is a ", " is an ",
    ]
    .into_iter()
    .find(|article| rest.starts_with(article))?;
    Some(name.end + article.len())
}

/// "Hi there, I'm Chief Weaving Officer at Acme": where a title begins that needs no article.
fn before_employer(text: &str) -> Option<usize> {
    let start = ["I'm ", "I’m ", "I am "]
        .iter()
        .find_map(|words| text.find(words).map(|at| at + words.len()))?;
    let rest = slice(text, start..text.len());
    let (title, _) = rest.split_once(" at ").or_else(|| rest.split_once(" @"))?;
    let capital = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "and" | "&");
    let named = (2..=6).contains(&title.split(' ').count()) && title.split(' ').all(capital);
    (named && ends_with_title(title)).then_some(start)
}

/// "I'm a Data Scientist at …": the words after the article, up to the end of the clause.
fn self_title(text: &str) -> Option<Range<usize>> {
    static STOPS: Cues = Cues::new(&[
        ".",
        ",",
        "!",
        ";",
        "(",
        "|",
        "\n",
        " with ",
        " who ",
        " based ",
        " from ",
        " and i",
        " passionate",
        " interested",
        " focused",
        " focusing",
        " specialis",
        " specializ",
        " living",
        " currently",
        " located",
        " since ",
        " where ",
        " in ",
    ]);
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
        "employed as a ",
        "employed as an ",
        "i'm the ",
        "i am the ",
    ]);
    let stated = BEFORE_TITLE
        .all_in(text)
        .next()
        .map(|(at, before)| at + before.len());
    let start = stated
        .or_else(|| behind_name(text))
        .or_else(|| before_employer(text))?;
    let rest = slice(text, start..text.len());
    let end = STOPS.all_in(rest).next().map_or(rest.len(), |(at, _)| at);
    let range = trim(text, start..start + end);
    let words = slice(text, range.clone());
    (titles::is_title(words) && words.split_ascii_whitespace().count() <= 12).then_some(range)
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
        check("# Ada Quill\n\nSr. Loom Engineer\n", Some("Sr. Loom Engineer"));
        check(
            "# Ada Quill\n\nLoom engineer in Oslo. I weave.\n",
            Some("Loom engineer"),
        );
        check(
            "# Ada Quill\n\nStaff Engineer at Lumoraq, weaving from Oslo. I weave.\n",
            Some("Staff Engineer at Lumoraq"),
        );
        check(
            "Hi! I'm Ada Quill — a loom engineer with two looms.\n",
            Some("loom engineer"),
        );
        check(
            "I am a loom engineer interested in wool.\n",
            Some("loom engineer"),
        );
        check("# Ada Quill\n\nDeveloper tools are what I weave.\n", None);
        check("# Ada Quill\n\nAs a developer, I weave.\n", None);
        check("# Ada Quill\n\nLumoraq — Senior Consultant (2018 – 2022)\n", None);
        check(
            "# Ada Quill\n\n![](https://readme-typing-svg.example/?lines=Full+Stack+Weaver;Loom+Developer)\n",
            Some("Loom Developer"),
        );
    }
}
