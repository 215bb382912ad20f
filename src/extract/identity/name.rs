//! The person's name: introduced, set as a title, or drawn.

use std::ops::Range;

use super::alone::{TITLED_LINES, alone};
use super::asian;
use super::drawn::{drawn, in_full};
use super::introduced::{BEFORE_NAME, introduced, third_person};
use super::parts;
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Kind, slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::stated::{key_of, stated};
use crate::extract::{names, places, sections, titles};
use crate::profile::{Evidence, Via};
use crate::taxonomy::Taxonomy;

/// Keys under which code states a name.
const NAME_KEYS: &[&str] = &["name", "fullname", "me", "iam", "developer", "engineer", "author"];

/// What a heading may say between what the page is and whose it is: "Résumé: Ada Lovelace".
static BEFORE_OWNER: Cues = Cues::new(&[": ", " of ", " by ", " — ", " – ", " - "]);

/// So many words on a line are a sentence: below it no title of the page stands.
const SENTENCE_WORDS: usize = 20;

/// What a page says that it is, behind whose it is: "Ada Lovelace's Résumé".
static POSSESSIONS: Cues = Cues::caseless(&[
    "'s resume",
    "’s resume",
    "'s résumé",
    "’s résumé",
    "'s cv",
    "’s cv",
    "'s curriculum",
    "’s curriculum",
    "'s portfolio",
    "’s portfolio",
    "'s profile",
    "’s profile",
    "'s website",
    "’s website",
    "'s homepage",
    "'s home page",
    "'s blog",
    "’s blog",
]);

/// A name with the words that say it.
pub(super) type Named = (String, Evidence);

/// Reads the name: a full one before a nickname, words before pictures.
pub(super) fn name(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    let introduced = introduction(reading, lines);
    if is_full(introduced.as_ref()) {
        return introduced;
    }
    // "I'm Ada" says who it is; a title with other words says something else.
    let titled = title(reading, lines).filter(|(title, _)| {
        introduced.as_ref().is_none_or(|(given, _)| {
            title.split(' ').any(|word| word.eq_ignore_ascii_case(given)) || given.chars().count() <= 2
        })
    });
    if is_full(titled.as_ref()) {
        return titled;
    }
    let mut own = lines.iter().filter(|line| !line.is_item());
    let in_code = own.find_map(|line| coded(line.text).map(|range| quote(reading, line, range)));
    if is_full(in_code.as_ref()) {
        return in_code;
    }
    let said = introduced
        .or(in_code)
        .or(titled)
        .or_else(|| told_to_the_shell(reading, lines))
        .or_else(|| drawn(reading))
        .or_else(|| alone(reading, lines))
        .or_else(|| nickname(reading, lines))
        .or_else(|| copyright(reading));
    said.map(|named| {
        let full = in_full(reading, &named.0)
            .or_else(|| beside_others(reading, lines, &named.0))
            .or_else(|| with_small_family(reading, lines, &named.0));
        full.unwrap_or(named)
    })
}

/// "Ada Quill | Engineer": the full name of somebody who was introduced as "Ada".
fn beside_others(reading: &Reading<'_>, lines: &[&Line<'_>], given: &str) -> Option<Named> {
    let mut own = lines
        .iter()
        .filter(|line| !line.is_item() && !given.contains(' '));
    own.find_map(|line| {
        let mut facts = parts(line.text).into_iter();
        let range = facts.next().filter(|_| facts.next().is_some())?;
        let signs = slice(line.text, range.clone());
        let bare = names::bare(signs);
        let start = range.start + signs.find(bare)?;
        let full = bare.strip_prefix(given).is_some_and(|rest| rest.starts_with(' '));
        (full && names::is_person(bare)).then(|| quote(reading, line, start..start + bare.len()))
    })
}

/// "I'm Ada quill": the family name in small letters, where an address of the person bears both.
fn with_small_family(reading: &Reading<'_>, lines: &[&Line<'_>], given: &str) -> Option<Named> {
    lines.iter().find_map(|line| {
        let range = introduced(line.text).filter(|range| slice(line.text, range.clone()) == given)?;
        let rest = slice(line.text, range.end..line.text.len()).strip_prefix(' ')?;
        let family = rest.split(|letter: char| !letter.is_alphabetic()).next()?;
        let small = family.chars().count() >= 3 && family.chars().all(char::is_lowercase);
        let own = small && bears_both(reading, given, family);
        let whole = range.start..range.end + 1 + family.len();
        own.then(|| {
            let (_, evidence) = quote(reading, line, whole);
            let mut letters = family.chars();
            let first = letters.next().map(|letter| letter.to_uppercase().to_string());
            let family = first.unwrap_or_default() + letters.as_str();
            (format!("{given} {family}"), evidence)
        })
    })
}

/// Among so many links there are those of the person.
const LINKS: usize = 60;

fn bears_both(reading: &Reading<'_>, given: &str, family: &str) -> bool {
    let both = given.to_lowercase() + family;
    let links = reading.blocks().flat_map(|(_, block)| &block.links);
    links.take(LINKS).any(|link| {
        let plain: String = link
            .href
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .collect();
        plain.to_lowercase().contains(&both)
    })
}

/// "# > whoami" and below it "## Ada Quill".
fn told_to_the_shell(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    lines.windows(2).take(TITLED_LINES).find_map(|pair| {
        let [asked, told] = pair else { return None };
        let range = parts(told.text).into_iter().next()?;
        let name = slice(told.text, range.clone());
        let person = name.contains(' ') && names::is_person(name) && !titles::is_title(name);
        (asked.text.contains("whoami") && person).then(|| quote(reading, told, range))
    })
}

fn is_full(found: Option<&Named>) -> bool {
    found.is_some_and(|(name, _)| name.contains(' '))
}

pub(super) fn quote(reading: &Reading<'_>, line: &Line<'_>, range: Range<usize>) -> Named {
    let name = names::tidy_person(slice(line.text, range.clone()));
    let evidence = reading.evidence(line.block, &line.within(&range), Via::Heading);
    (name, evidence)
}

/// A line on which the writer, or whoever speaks of the person, says the name.
fn introduction(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    let mut said = lines.iter().filter_map(|line| {
        let range = introduced(line.text)?;
        (!is_technology(reading, slice(line.text, range.clone()))).then_some((line, range))
    });
    let first = said.next().map(|first| {
        let given = slice(first.0.text, first.1.clone());
        // "Hi, I'm Ada", and below it "I am Ada Quill".
        let mut full = said.filter(|(line, range)| {
            let rest = slice(line.text, range.clone()).strip_prefix(given);
            rest.is_some_and(|rest| rest.starts_with(' '))
        });
        let whole = if given.contains(' ') { None } else { full.next() };
        whole.unwrap_or(first)
    });
    let (line, range) = first.or_else(|| {
        let line = lines
            .iter()
            .find(|line| line.text.split_ascii_whitespace().count() > 5)?;
        Some((line, third_person(line.text, &line.text.to_lowercase())?))
    })?;
    Some(quote(reading, line, range))
}

/// "I'm `GraphQL` through and through": some technology, which is written as no person is.
fn is_technology(reading: &Reading<'_>, word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase) && reading.taxonomy.skill_named(word).is_some()
}

/// A heading, or one of the first lines, that is a name.
fn title(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    let headed = lines.iter().find_map(|line| line.heading());
    let first = headed.filter(|level| opens_a_profile(reading, *level));
    // Where headings only part other things, none of them is the page's title.
    let can_be = |level: u8| first.is_some_and(|first| level <= first);
    let mut opening = lines
        .iter()
        .take(TITLE_LINES)
        .take_while(|line| line.text.split_ascii_whitespace().count() < SENTENCE_WORDS)
        .filter(|line| line.heading().is_none_or(can_be));
    let named = |line: &&Line<'_>| {
        let range = titled(reading.taxonomy, line)?;
        (!are_technologies(reading, slice(line.text, range.clone()))).then(|| quote(reading, line, range))
    };
    opening.find_map(named).or_else(|| {
        // "# Curriculum Vitae", and right below it "## Ada Quill"
        let kind = lines
            .iter()
            .take(TITLE_LINES)
            .position(|line| is_kind_of_page(line.text));
        let below = lines.get(kind? + 1).filter(|owner| owner.heading().is_some());
        below.and_then(named)
    })
}

/// Says whether a line is what a page about somebody's work is called.
fn is_kind_of_page(text: &str) -> bool {
    const KINDS: [&str; 5] = ["resume", "cv", "curriculum vitae", "lebenslauf", "curriculo"];
    KINDS.contains(&sections::fold(text).as_str())
}

/// "Redis Kafka Docker": a row of technologies, and nobody's name.
fn are_technologies(reading: &Reading<'_>, text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    words.clone().count() > 2 && words.all(|word| reading.taxonomy.skill_named(word).is_some())
}

/// "Hey, I'm 0xAda": who says so first of all goes by a name of other signs than letters.
fn nickname(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<Named> {
    lines.iter().take(TITLE_LINES).find_map(|line| {
        let (at, before) = BEFORE_NAME.all_in(line.text).next()?;
        let rest = slice(line.text, at + before.len()..line.text.len());
        let end = rest.find([',', '.', '!', '(']).unwrap_or(rest.len());
        let said = at + before.len()..at + before.len() + end;
        let range = trim_by(line.text, said, |letter| !letter.is_alphanumeric());
        let word = slice(line.text, range.clone());
        let is_login = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        let short = (3..=20).contains(&word.chars().count()) && word.chars().all(is_login);
        (short && !word.chars().all(char::is_alphabetic)).then(|| quote(reading, line, range))
    })
}

/// So many lines at the end of a page can say whose it is.
const LAST_LINES: usize = 8;

/// "© 2024 Ada Quill. All rights reserved": whose page it is, where nothing else says so.
fn copyright(reading: &Reading<'_>) -> Option<Named> {
    let last: Vec<_> = reading.blocks().map(|(index, _)| index).collect();
    let lines = last
        .iter()
        .rev()
        .take(LAST_LINES)
        .flat_map(|block| reading.lines_of(*block));
    lines.into_iter().find_map(|line| {
        let at = line.text.find('©').or_else(|| line.text.find("Copyright"))?;
        let marks = |letter: char| !letter.is_alphabetic();
        let rest = slice(line.text, at..line.text.len()).trim_start_matches(marks);
        let rest = rest
            .strip_prefix("Copyright")
            .unwrap_or(rest)
            .trim_start_matches(marks);
        let rest = rest.strip_prefix("by ").unwrap_or(rest);
        let start = line.text.len() - rest.len();
        let ends = [" All ", " all ", " — ", " – ", " | ", " - "].iter();
        let end = ends
            .filter_map(|end| rest.find(end))
            .chain(rest.find(['.', ',', '|', '·', '•', '(', '©']))
            .min();
        let end = end.or_else(|| rest.find(|letter: char| letter.is_ascii_digit()));
        let range = trim_by(line.text, start..start + end.unwrap_or(rest.len()), |letter| {
            !letter.is_alphanumeric()
        });
        let name = slice(line.text, range.clone());
        (name.contains(' ') && names::is_person(name)).then(|| quote(reading, line, range))
    })
}

/// Among so many first lines one can be the page's title.
const TITLE_LINES: usize = 6;

/// Says whether the headings of a level are parts of a profile, or the only one its title, and not a row of other things.
fn opens_a_profile(reading: &Reading<'_>, level: u8) -> bool {
    let blocks = reading.blocks().map(|(_, block)| block);
    let headings: Vec<_> = blocks
        .filter(|block| block.kind == Kind::Heading(level))
        .collect();
    let named = |block: &&Block| sections::named(block.text.as_str()).is_some();
    // Parts with headings of a higher level follow: "### Ada Lovelace" above "## Experience".
    let mut levels = reading.blocks().filter_map(|(_, block)| match block.kind {
        Kind::Heading(other) => Some(other),
        _ => None,
    });
    let above_parts = levels
        .find(|other| *other != level)
        .is_some_and(|next| next < level);
    let first = headings.first().map_or("", |block| block.text.as_str());
    let person = names::is_person(first.lines().next().unwrap_or_default());
    headings.len() <= 2 || headings.iter().any(named) || above_parts && person
}

/// What stands between a name and the rest of its line.
static BEHIND_NAME: Cues = Cues::new(&[
    " — ", " – ", " - ", " | ", " · ", "  ", "\t", ",", "(", " / ", ": ", " <",
]);

/// A line of its own that is a name, or a name before a separator.
fn titled(taxonomy: &Taxonomy, line: &Line<'_>) -> Option<Range<usize>> {
    if line.is_item() {
        return None;
    }
    let text = line.text;
    if let Some(name) = line.heading().and_then(|_| asian::headed(text)) {
        return Some(name);
    }
    // What is drawn around a name is no part of it.
    let start = text.find(char::is_alphanumeric)?;
    let rest = slice(text, start..text.len());
    let called = behind_short_form(rest);
    let end = BEHIND_NAME.all_in(slice(rest, called..rest.len())).next();
    let end = end.map(|(at, _)| called + at);
    // "# Ada Quill @adaq"
    let login = rest.find(" @").filter(|_| line.heading().is_some());
    let end = end.into_iter().chain(login).min().unwrap_or(rest.len());
    let end = POSSESSIONS.all_in(rest).next().map_or(end, |(at, _)| at.min(end));
    let owner = || {
        let _heading = line.heading()?;
        let ends = BEFORE_OWNER.all_in(rest).map(|(at, before)| at + before.len());
        ends.min().map(|at| start + at..text.len())
    };
    [Some(start..start + end), owner()]
        .into_iter()
        .flatten()
        .find_map(|range| {
            let range = trim_by(text, range, |letter| !letter.is_alphanumeric() && letter != '.');
            let words = &names::without_nickname(slice(text, range.clone()));
            let whole =
                names::is_person(words) && !titles::is_title(words) && !places::is_place(taxonomy, words);
            whole.then_some(range)
        })
}

/// "Adelaide (Ada) Quill": where the short form of a name ends that stands inside of it.
fn behind_short_form(text: &str) -> usize {
    let inside = text.find(" (").and_then(|open| {
        let close = open + slice(text, open..text.len()).find(") ")?;
        let word = slice(text, open + 2..close);
        let named = slice(text, close + 2..text.len()).starts_with(char::is_uppercase);
        (named && !word.contains(' ')).then_some(close + 1)
    });
    inside.unwrap_or_default()
}

/// A line of code, or a row of two cells, that states a full name.
fn coded(line: &str) -> Option<Range<usize>> {
    let (key, value) = stated(line).or_else(|| {
        let (key, value) = line.split_once('\t')?;
        Some((key_of(key), line.len() - value.len()..line.len()))
    })?;
    let words = slice(line, value.clone());
    (NAME_KEYS.contains(&key.as_str()) && names::is_person(words) && !titles::is_title(words))
        .then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    /// What a rule finds among all lines of a text.
    fn by(text: &str, rule: impl Fn(&Reading<'_>, &[&Line<'_>]) -> Option<Named>) -> Option<Named> {
        testing::read(text, |reading| {
            let blocks = reading.blocks();
            let lines: Vec<_> = blocks.flat_map(|(at, _)| reading.lines_of(at)).collect();
            rule(reading, &lines)
        })
    }

    #[test]
    fn names_are_read_from_two_lines_and_from_rows() {
        let named = |text: &str| by(text, name).map(|(name, evidence)| (name, evidence.quote));
        let quoted = |name: &str, quote: &str| Some((name.to_owned(), quote.to_owned()));
        assert_eq!(
            named("ADELAIDE\n\nQUILL\n\nWEAVING ENGINEER\n\nI weave."),
            quoted("Adelaide Quill", "ADELAIDE\n\nQUILL")
        );
        assert_eq!(named("LOOMS\n\nWOOL\n\nI weave."), None);
        let row = "```\nFull Name\tAda Quill\nCity\tTurin\n```\n";
        assert_eq!(named(row), quoted("Ada Quill", "Ada Quill"));
        assert_eq!(
            named("| | |\n|-|-|\n| **Company** | Lumoraq Technologies GmbH, Turin |\n"),
            None
        );
    }

    #[test]
    fn a_heading_above_those_of_parts_is_the_title() {
        let named = |text: &str| by(text, title).map(|(name, _)| name);
        let parts = "## SENIOR LOOMS\n\n### Lumoraq\n\n### Vintrel\n";
        assert_eq!(
            named(&format!("### Ada Quill\n\n{parts}")).as_deref(),
            Some("Ada Quill")
        );
        assert_eq!(named("### Ada Quill\n\n### Odd Lumoraq\n\n### Vintrel\n"), None);
        let below = "# Curriculum Vitae\n\n## Ada Quill\n\nOslo\n\n## Experience\n\n### Engineer, Lumoraq\n";
        assert_eq!(named(below).as_deref(), Some("Ada Quill"));
    }

    #[test]
    fn a_page_can_end_with_whose_it_is() {
        let named = |text: &str| testing::read(text, |reading| copyright(reading).map(|(name, _)| name));
        assert_eq!(
            named("Looms\n\n© 2024 Ada Quill. All rights reserved\n").as_deref(),
            Some("Ada Quill")
        );
        assert_eq!(
            named("Copyright Ada Quill All Rights Reserved\n").as_deref(),
            Some("Ada Quill")
        );
        assert_eq!(named("© 2024 – made with love\n"), None);
    }

    #[test]
    fn names_can_be_nicknames_but_no_technologies() {
        let named = |text: &str| {
            testing::read(text, |reading| {
                let lines: Vec<_> = reading
                    .blocks()
                    .flat_map(|(index, _)| reading.lines_of(index))
                    .collect();
                name(reading, &lines).map(|(name, _)| name)
            })
        };
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(named(text).as_deref(), expected, "{text}");
        check(
            "# Hi, I'm Ada\n\nI am Ada Quill, who weaves.\n",
            Some("Ada Quill"),
        );
        check(
            "# Hi 👋, I'm Ada quill\n\n[me](https://linkedin.com/in/ada-quill)\n",
            Some("Ada Quill"),
        );
        check(
            "# Hi 👋, I'm Ada again\n\n[me](https://linkedin.com/in/ada-quill)\n",
            Some("Ada"),
        );
        check(
            "# > echo $(whoami)\n\n## Ada Quill\n\n## Looms | Wool\n",
            Some("Ada Quill"),
        );
        check("# Hi there, Ada here 👋\n", Some("Ada"));
        check("# Hi there, look here\n", None);
        check("# Hey, I'm 0xAda 👋\n", Some("0xAda"));
        check("Hi. I'm **Ada42**, who weaves.\n", Some("Ada42"));
        check("I'm **GraphQL** through and through\n", None);
        check("# Ada Quill @adaq\n", Some("Ada Quill"));
        check("# Adelaide (Ada) Quill\n", Some("Adelaide Quill"));
        check("# Ada Quill (she/her) and Looms\n", Some("Ada Quill"));
        check("**Weaving Mentorship @Mill**\n", None);
        check(
            "# Hi, I'm Ada\n\n![Ada Quill's statistics](https://stats.example/x.svg)\n",
            Some("Ada Quill"),
        );
        let typed = "![](https://readme-typing-svg.example/?lines=Ada+Quill)\n";
        check(typed, None);
        check(
            &format!("{typed}\n[me](https://quill.example)\n"),
            Some("Ada Quill"),
        );
    }
}
