//! The person's name: introduced, set as a title, or drawn.

use std::ops::Range;

use crate::extract::cues::Cues;
use crate::extract::document::{Block, Kind, slice, trim, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::stated::stated;
use crate::extract::{names, places, sections, titles, web};
use crate::profile::{Evidence, Via};
use crate::taxonomy::Taxonomy;

/// Words before a name.
static BEFORE_NAME: Cues = Cues::caseless(&[
    "my name is ",
    "i'm ",
    "i’m ",
    "i am ",
    "this is ",
    "im ",
    "name: ",
    "name : ",
    "call me ",
    "ich bin ",
    "je suis ",
    "soy ",
    "mi nombre es ",
    "me llamo ",
    "je m'appelle ",
    "je m’appelle ",
    "mon nom est ",
    "mein name ist ",
    "ich heiße ",
    "meu nome é ",
    "me chamo ",
    "mi chiamo ",
    "il mio nome è ",
    "mijn naam is ",
    "mam na imię ",
    "jmenuji se ",
    "i`m ",
    "i´m ",
    "hey, it's ",
    "hi, it's ",
    "hello, it's ",
    "it's me, ",
]);

/// Keys under which code states a name.
const NAME_KEYS: &[&str] = &["name", "fullname", "me", "iam", "developer", "engineer", "author"];

/// What a heading may say between what the page is and whose it is: "Résumé: Ada Lovelace".
const BEFORE_OWNER: &[&str] = &[": ", " of ", " by ", " — ", " – ", " - "];

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

/// Reads the name: a full one before a nickname, words before pictures.
pub(super) fn name(reading: &Reading<'_>, lines: &[Line<'_>]) -> Option<(String, Evidence)> {
    let quote = |line: &Line<'_>, range: Range<usize>| {
        let text = names::tidy_person(slice(line.text, range.clone()));
        (
            text,
            reading.evidence(line.block, &line.within(&range), Via::Heading),
        )
    };
    let introduced = lines
        .iter()
        .find_map(|line| introduced(line.text).map(|range| quote(line, range)));
    let first_sentence = lines.iter().find(|line| line.text.split_whitespace().count() > 5);
    let introduced = introduced.or_else(|| {
        let line = first_sentence?;
        third_person(line.text, &line.text.to_lowercase()).map(|range| quote(line, range))
    });
    let first_heading = lines
        .iter()
        .find_map(Line::heading)
        .filter(|level| opens_a_profile(reading, *level));
    let no_title = first_heading.is_none() && lines.iter().any(|line| line.heading().is_some());
    let titled = lines
        .iter()
        .take(6)
        .take_while(|line| line.text.split_whitespace().count() < SENTENCE_WORDS)
        .filter(|line| {
            line.heading()
                .is_none_or(|level| !no_title && first_heading.is_none_or(|first| level <= first))
        })
        .find_map(|line| titled(reading.taxonomy, line).map(|range| quote(line, range)));
    let in_code = || {
        let mut own = lines.iter().filter(|line| !line.is_item());
        own.find_map(|line| coded(line.text).map(|range| quote(line, range)))
    };
    let full =
        |found: &Option<(String, Evidence)>| found.as_ref().is_some_and(|(name, _)| name.contains(' '));
    if full(&introduced) {
        return introduced;
    }
    // "I'm Ada" says who it is; a title with other words says something else.
    let titled = titled.filter(|(title, _)| {
        introduced.as_ref().is_none_or(|(given, _)| {
            title.split(' ').any(|word| word.eq_ignore_ascii_case(given)) || given.chars().count() <= 2
        })
    });
    let titled = if full(&titled) {
        titled
    } else {
        in_code().or(titled)
    };
    if full(&titled) {
        titled
    } else {
        let alone = || {
            let mut first = lines.iter().take(2);
            first.find_map(|line| single(line).map(|range| quote(line, range)))
        };
        let named = introduced.or(titled).or_else(|| drawn(reading));
        named.or_else(alone).or_else(|| {
            let mut pairs = lines.windows(2).take(TITLED_LINES);
            pairs.find_map(|pair| {
                let range = above_title(pair)?;
                Some(quote(pair.first()?, range))
            })
        })
    }
}

/// Says whether the headings of a level are parts of a profile, or the only one its title, and not a row of other things.
fn opens_a_profile(reading: &Reading<'_>, level: u8) -> bool {
    let blocks = reading.blocks().map(|(_, block)| block);
    let headings: Vec<_> = blocks
        .filter(|block| block.kind == Kind::Heading(level))
        .collect();
    let named = |block: &&Block| sections::named(block.text.as_str()).is_some();
    headings.len() <= 2 || headings.iter().any(named)
}

/// The only word of the page's title, where it is in capitals as names are drawn: "# ADA".
fn single(line: &Line<'_>) -> Option<Range<usize>> {
    let end = [" | ", " — ", " – ", " - "]
        .iter()
        .filter_map(|joint| line.text.find(joint))
        .min();
    let end = end.filter(|end| titles::is_title(slice(line.text, *end..line.text.len())));
    let range = trim_by(line.text, 0..end.unwrap_or(line.text.len()), |letter| {
        !letter.is_alphanumeric()
    });
    let word = slice(line.text, range.clone());
    let name = line.heading() == Some(1) && names::is_given_name(word) && word.chars().count() >= 3;
    (name && word.chars().all(char::is_alphabetic) && sections::named(word).is_none()).then_some(range)
}

/// Among so many first lines a word above a title can be a name.
const TITLED_LINES: usize = 12;

/// A given name on a line of its own, the person's title below it.
fn above_title(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let [line, below] = lines else { return None };
    let word = line.text;
    let name = word.chars().count() >= 3
        && word.chars().all(char::is_alphabetic)
        && names::is_given_name(word)
        && sections::named(word).is_none()
        && !titles::is_title(word);
    let title = titles::is_title(below.text) && below.text.split_whitespace().count() <= 8;
    let plain = |line: &Line<'_>| line.kind == Kind::Paragraph;
    (name && title && plain(line) && plain(below)).then(|| 0..word.len())
}

/// "Hi, I'm Ada Lovelace, …": the name behind words that introduce one.
pub(super) fn introduced(line: &str) -> Option<Range<usize>> {
    let mut found = BEFORE_NAME.all_in(line).filter_map(|(at, before)| {
        let bounded = !slice(line, 0..at).ends_with(char::is_alphanumeric);
        // "I'm {Name}" is a template, not a name.
        let filled = !slice(line, at + before.len()..line.len()).starts_with(['{', '$', '<', '[', '%']);
        (bounded && filled)
            .then_some(at + before.len())
            .and_then(|start| leading_name(line, start))
    });
    let lower = line.to_lowercase();
    found.next().or_else(|| {
        let same = lower.len() == line.len();
        // One word can be the name of anything.
        third_person(line, &lower)
            .filter(|range| slice(line, range.clone()).contains(' '))
            .or_else(|| behind_login(line, &lower))
            .filter(|_| same)
    })
}

/// Titles before a name, lower case.
const HONORIFICS: &[&str] = &[
    "dr. ",
    "dr ",
    "prof. dr. ",
    "prof. ",
    "professor ",
    "mr. ",
    "mrs. ",
    "ms. ",
];

/// "Ada Lovelace is an engineer …": a page that speaks of its owner.
fn third_person(line: &str, lower: &str) -> Option<Range<usize>> {
    let at = [" is a ", " is an ", " is the "]
        .iter()
        .filter_map(|verb| lower.find(verb))
        .min()?;
    let honorific = HONORIFICS.iter().find(|honorific| lower.starts_with(**honorific));
    let begin = honorific.map_or(0, |honorific| honorific.len());
    let range = leading_name(line, begin).filter(|range| range.end == at && range.start <= begin + 2)?;
    let rest = slice(line, at..line.len());
    let told: String = rest.split_whitespace().take(9).collect::<Vec<_>>().join(" ");
    titles::is_title(&told).then_some(range)
}

/// "I'm @ada (Ada Lovelace)".
fn behind_login(line: &str, lower: &str) -> Option<Range<usize>> {
    let at = ["i'm @", "i’m @", "i am @"]
        .iter()
        .find_map(|before| lower.find(before))?;
    let open = at + slice(line, at..line.len()).find(" (")? + 2;
    let close = open + slice(line, open..line.len()).find(')')?;
    let login = slice(line, at..open).split('@').nth(1)?;
    let login = !login.trim_end_matches(" (").contains(' ');
    (login && names::is_person(slice(line, open..close))).then_some(open..close)
}

/// Returns the words of a name with which a text begins at an offset.
fn leading_name(line: &str, start: usize) -> Option<Range<usize>> {
    let rest = slice(line, start..line.len());
    let start = start + rest.len()
        - rest
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .len();
    let mut end = start;
    let mut words = 0;
    for word in slice(line, start..line.len()).split_inclusive(' ') {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let is_name = if words == 0 {
            names::is_given_name(bare)
        } else {
            names::is_given_name(bare) || is_initial(bare)
        };
        if !is_name || words == 4 {
            break;
        }
        end = start + (end - start) + bare.len();
        words += 1;
        if bare.len() < word.trim_end().len()
            && !word.starts_with(|letter: char| letter.is_uppercase() && word.len() == 3)
        {
            break;
        }
        end += word.len() - bare.len();
    }
    let range = trim(line, start..end);
    let text = slice(line, range.clone());
    (words > 0 && !titles::is_title(text)).then_some(range)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// A line of its own that is a name, or a name before a separator.
fn titled(taxonomy: &Taxonomy, line: &Line<'_>) -> Option<Range<usize>> {
    if line.is_item() {
        return None;
    }
    let text = line.text;
    // What is drawn around a name is no part of it.
    let start = text.find(char::is_alphanumeric)?;
    let rest = slice(text, start..text.len());
    let end = [" — ", " – ", " - ", " | ", " · ", "  ", ",", "(", " / ", ": "]
        .iter()
        .filter_map(|separator| rest.find(separator))
        .min()
        .unwrap_or(rest.len());
    let end = POSSESSIONS.all_in(rest).next().map_or(end, |(at, _)| at.min(end));
    let owner = || {
        let heading = matches!(line.kind, Kind::Heading(_));
        let at = BEFORE_OWNER
            .iter()
            .filter_map(|before| Some(rest.find(before)? + before.len()));
        at.filter(|_| heading).min().map(|at| start + at..text.len())
    };
    [Some(start..start + end), owner()]
        .into_iter()
        .flatten()
        .find_map(|range| {
            let range = trim_by(text, range, |letter| !letter.is_alphanumeric() && letter != '.');
            let words = slice(text, range.clone());
            let whole =
                names::is_person(words) && !titles::is_title(words) && !places::is_place(taxonomy, words);
            whole.then_some(range)
        })
}

/// A line of code that states a full name.
fn coded(line: &str) -> Option<Range<usize>> {
    let (key, value) = stated(line)?;
    let words = slice(line, value.clone());
    (NAME_KEYS.contains(&key.as_str()) && names::is_person(words) && !titles::is_title(words))
        .then_some(value)
}

/// A name that only a banner or a typing animation shows, or a picture's description.
fn drawn(reading: &Reading<'_>) -> Option<(String, Evidence)> {
    let images = reading
        .blocks()
        .take(12)
        .flat_map(|(_, block)| &block.images)
        .take(12);
    for image in images {
        for line in drawn_lines(&image.src) {
            // "— Grace Quill": whose words are quoted.
            if line.trim_start().starts_with(['—', '–', '-', '~']) {
                continue;
            }
            let whole = names::bare(&line);
            let range = introduced(whole).or_else(|| {
                names::is_person(whole)
                    .then_some(0..whole.len())
                    .filter(|_| !titles::is_title(whole))
            });
            if let Some(range) = range {
                return Some((
                    names::tidy_person(slice(whole, range)),
                    reading.quote(image.span.clone(), Via::Badge),
                ));
            }
        }
        if names::is_person(&image.alt)
            && !titles::is_title(&image.alt)
            && !shows_something_else(reading.taxonomy, &image.alt)
            && image.alt.split_whitespace().count() <= 3
            && image.src.find("badge").is_none()
        {
            return Some((
                names::tidy_person(&image.alt),
                reading.quote(image.span.clone(), Via::Badge),
            ));
        }
    }
    None
}

/// What pictures are called that show no person, lower case.
const OTHER_PICTURES: &[&str] = &[
    "logo",
    "shield",
    "banner",
    "badge",
    "icon",
    "header",
    "screenshot",
    "graph",
    "stats",
    "trophy",
    "card",
    "status",
    "demo",
    "cover",
    "preview",
    "diagram",
    "chart",
    "map",
    "seal",
    "crest",
    "flag",
];

fn shows_something_else(taxonomy: &Taxonomy, alt: &str) -> bool {
    let other = |word: &str| {
        OTHER_PICTURES.contains(&word.to_lowercase().as_str()) || taxonomy.skill_named(word).is_some()
    };
    taxonomy.skill_named(alt).is_some() || alt.split(' ').any(other)
}

/// Returns the lines of text in the URL of an animation or a banner.
pub(in crate::extract) fn drawn_lines(src: &str) -> Vec<String> {
    let animated =
        src.contains("typing-svg") || src.contains("capsule-render") || src.contains("readme-typing");
    let Some((_, query)) = src.split_once('?').filter(|_| animated) else {
        return Vec::new();
    };
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| matches!(*key, "lines" | "text" | "desc"))
        .flat_map(|(_, value)| value.split(';'))
        .map(web::decode)
        .filter(|line| !line.trim().is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn introductions_name_people() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(
                introduced(line).map(|range| slice(line, range)),
                expected,
                "{line}"
            );
        };
        check("Hi there, I'm Ada Lovelace 👋", Some("Ada Lovelace"));
        check("# Hi, I'm Avi", Some("Avi"));
        check("I am Ada. I am based in Cork.", Some("Ada"));
        check("I'm a Data Scientist", None);
        check("I'm currently working on Muster", None);
        check(
            "Dr. Ada Lovelace is a principal engineer at Lumoraq",
            Some("Ada Lovelace"),
        );
        check("I'm {Name}, a {Role}", None);
        check("Hey! I'm @quill (Ada Lovelace) 👋", Some("Ada Lovelace"));
    }
}
