//! The person's home: stated in words, behind a label, or on a line of its own.

use std::ops::Range;

use super::based::based;
use super::parts;
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim_by};
use crate::extract::experience::badge_facts;
use crate::extract::reading::{Line, Reading};
use crate::extract::stated::stated;
use crate::extract::{places, titles};
use crate::profile::{Evidence, Via};
use crate::taxonomy::Taxonomy;

/// Words before a home.
static BEFORE_PLACE: Cues = Cues::caseless(&[
    "based in ",
    "live in ",
    "living in ",
    "located in ",
    "location: ",
    "location : ",
    "residence: ",
    "address: ",
    "hometown: ",
    "lives in ",
    "lives in: ",
    "based in: ",
    "living in: ",
    "based out of ",
    "residing in ",
    "reside in ",
    "living and working in ",
    "live and work in ",
    "lives and works in ",
    "home is in ",
    "located at ",
    "morando em ",
    "moro em ",
    "vivo en ",
    "viviendo en ",
    "resido em ",
    "resido en ",
    "from: ",
    "📍",
    "🏠",
    "🌍",
    "🌎",
    "🌏",
]);

/// Cues that are said of much else than a home: where one comes from, or works.
static WEAK_CUES: Cues = Cues::caseless(&[
    "from ",
    "i'm from ",
    "i am from ",
    "hailing from ",
    "developer in ",
    "engineer in ",
    "scientist in ",
    "designer in ",
    "moved to ",
    "now in ",
    "currently in ",
]);

/// Keys under which code states a home.
const PLACE_KEYS: &[&str] = &[
    "location", "home", "basedin", "base", "city", "livesin", "from", "country",
];

/// Behind so much of a line, a weak cue may speak of something else.
const WEAK_CUE_BYTES: usize = 60;

/// Reads the home.
pub(super) fn place(reading: &Reading<'_>, lines: &[&Line<'_>]) -> Option<(String, Evidence)> {
    let quote = |line: &Line<'_>, range: Range<usize>| {
        (
            slice(line.text, range.clone()).to_owned(),
            reading.evidence(line.block, &line.within(&range), Via::List),
        )
    };
    for (number, line) in lines.iter().enumerate() {
        let stated = coded(reading.taxonomy, line.text).or_else(|| marked(reading.taxonomy, line.text));
        let said = stated
            .or_else(|| stated_place(reading.taxonomy, line.text, false))
            .or_else(|| based(reading.taxonomy, line.text));
        // "## 🏠 Homelab" is the heading of a part.
        let home = |range: &Range<usize>| {
            line.heading().is_none()
                || places::is_stated_place(reading.taxonomy, slice(line.text, range.clone()))
        };
        if let Some(range) = said.filter(home) {
            return Some(quote(line, range));
        }
        if let Some(range) = alone(reading.taxonomy, line, number) {
            return Some(quote(line, range));
        }
        let label = line.text.trim_end_matches(':').eq_ignore_ascii_case("location");
        if let Some(next) = lines.get(number + 1).filter(|_| label)
            && next.text.split_ascii_whitespace().count() <= 6
        {
            return Some(quote(next, 0..next.text.len()));
        }
    }
    let beside = lines.iter().enumerate().find_map(|(number, line)| {
        let range = beside_contact(reading, lines, number)?;
        Some(quote(line, range))
    });
    let shown = beside.or_else(|| badged(reading));
    if shown.is_some() {
        return shown;
    }
    lines.iter().find_map(|line| {
        let range = stated_place(reading.taxonomy, line.text, true)?;
        Some(quote(line, range))
    })
}

/// The home on a badge: "Location | Oslo".
fn badged(reading: &Reading<'_>) -> Option<(String, Evidence)> {
    let images = reading.blocks().flat_map(|(_, block)| &block.images);
    images.take(BADGES).find_map(|image| {
        if !HOMES.are_in(&image.src) {
            return None;
        }
        let (label, message) = badge_facts(&image.src)?;
        let label = label
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase();
        let own = matches!(
            label.as_str(),
            "location" | "based in" | "lives in" | "living in" | "from"
        );
        let home = own && places::is_stated_place(reading.taxonomy, &message);
        home.then(|| (message, reading.quote(image.span.clone(), Via::Badge)))
    })
}

/// What the addresses of such badges hold.
static HOMES: Cues = Cues::caseless(&["location", "based", "lives", "living", "/from"]);

/// The most pictures that are looked at.
const BADGES: usize = 60;

/// "📍 Rivermouth, Upper Loomland", "Based in Rivermouth": all of a short line behind a mark is the home, known or not.
fn marked(taxonomy: &Taxonomy, text: &str) -> Option<Range<usize>> {
    let text_start = text.len() - text.trim_start().len();
    let rest = MARKS
        .iter()
        .find_map(|mark| slice(text, text_start..text.len()).strip_prefix(mark))?;
    // "📍 Living in Rivermouth"
    let lives = LIVES
        .iter()
        .find_map(|words| rest.trim_start().strip_prefix(words));
    let rest = lives.unwrap_or(rest);
    let range = trim_by(text, text.len() - rest.len()..text.len(), |letter| {
        !letter.is_alphanumeric() && letter != ')'
    });
    let words = slice(text, range.clone());
    let names = words.split([' ', ',']).filter(|word| !word.is_empty());
    let is_named =
        |word: &str| word.starts_with(char::is_uppercase) || word.len() <= 3 || word.starts_with('(');
    let place = (1..=5).contains(&names.clone().count())
        && words.chars().count() <= 50
        && names.clone().all(is_named)
        && words.starts_with(char::is_uppercase)
        && !words.contains([':', '|', '·', '•', '/', '.', '@'])
        && !titles::is_title(words)
        && taxonomy.company_named(words).is_none();
    place.then_some(range)
}

/// Marks at the beginning of a line that tells of a home and nothing else.
const MARKS: &[&str] = &["📍 ", "📍", "Based in ", "Location: ", "🏠 "];

/// Words between such a mark and the home.
const LIVES: &[&str] = &[
    "Based in ",
    "Located in ",
    "Living in ",
    "Lives in ",
    "Currently in ",
    "Currently living in ",
    "Based out of ",
    "Located at ",
    "Residing in ",
    "From ",
];

/// The most lines of the head of a résumé.
const HEAD_LINES: usize = 7;

/// "Rivermouth, Upper Loomland" right before the first address: a home that nobody knows stands where homes stand.
fn beside_contact(reading: &Reading<'_>, lines: &[&Line<'_>], number: usize) -> Option<Range<usize>> {
    let line = lines.get(number).filter(|_| (1..HEAD_LINES).contains(&number))?;
    let addressed = |line: &Line<'_>| {
        let block = reading.document.blocks.get(line.block);
        !reading.addresses(line.block).is_empty() || block.is_some_and(|block| !block.links.is_empty())
    };
    let first = parts(line.text).into_iter().next()?;
    let own = addressed(line) && first.end < line.text.len();
    let above = first.end == line.text.len()
        && !addressed(line)
        && lines.get(number + 1).is_some_and(|next| addressed(next));
    let text = slice(line.text, first.clone());
    let pieces = text.split(", ");
    let named = |piece: &str| {
        let letters = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '\'' | '’' | '-' | '.');
        piece.starts_with(char::is_uppercase)
            && piece.chars().all(letters)
            && reading.taxonomy.skill_named(piece).is_none()
            && reading.taxonomy.company_named(piece).is_none()
    };
    let place = (2..=3).contains(&pieces.clone().count())
        && text.split_ascii_whitespace().count() <= 5
        && pieces.clone().all(named)
        && !titles::is_title(text);
    ((own || above) && !line.is_item() && place).then_some(first)
}

/// Words beside a place that is no home.
static ELSEWHERE: Cues = Cues::caseless(&["remote", "born in "]);

/// A home between separators on one of the first lines.
fn alone(taxonomy: &Taxonomy, line: &Line<'_>, number: usize) -> Option<Range<usize>> {
    if number >= 12 || line.text.chars().count() > 200 {
        return None;
    }
    let mut labelled = false;
    parts(line.text).into_iter().find_map(|range| {
        let range = without_code(line.text, behind_title(line.text, range));
        let range = trim_by(line.text, range, |letter| {
            letter == ' ' || !letter.is_ascii() && !letter.is_alphanumeric()
        });
        let text = slice(line.text, range.clone());
        let behind_label = std::mem::replace(&mut labelled, text.eq_ignore_ascii_case("location"));
        let home = behind_label || text.contains(',') || number < 5;
        let short = || !text.contains('.') && text.split_ascii_whitespace().count() <= 6;
        let elsewhere = || ELSEWHERE.are_in(text);
        let named = || places::is_place(taxonomy, text) || is_postal(taxonomy, text);
        // "Mobile QA" is no town of Qatar.
        let title = || !text.contains(',') && titles::is_title(text);
        (home && short() && named() && !elsewhere() && !title())
            .then(|| unlabelled(taxonomy, line.text, range))
    })
}

/// "Company: Acme AG, Munich, Germany", "City\tTrento, Italy": the home alone.
fn unlabelled(taxonomy: &Taxonomy, line: &str, range: Range<usize>) -> Range<usize> {
    let text = slice(line, range.clone());
    let behind = text
        .rsplit_once('\t')
        .or_else(|| text.split_once(": "))
        .map(|(_, home)| home.trim_start());
    let Some(mut home) = behind else { return range };
    while let Some((other, rest)) = home.split_once(", ")
        && !places::is_place(taxonomy, other)
        && places::is_place(taxonomy, rest)
    {
        home = rest;
    }
    range.end - home.len()..range.end
}

/// "Turin, Italy, 10121": the postal code is no part of the place.
fn without_code(line: &str, range: Range<usize>) -> Range<usize> {
    let text = slice(line, range.clone());
    match text.rsplit_once(", ") {
        Some((place, code)) if code.bytes().all(|byte| byte.is_ascii_digit()) => {
            range.start..range.start + place.len()
        }
        _ => range,
    }
}

/// "Portland OR USA": a city with its state as envelopes have it.
fn is_postal(taxonomy: &Taxonomy, text: &str) -> bool {
    let bare = text.trim_end_matches("(US)").trim_end_matches("USA").trim_end();
    let Some((city, state)) = bare.rsplit_once(' ') else {
        return false;
    };
    let code = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
    code && !city.contains(',')
        && places::is_place(taxonomy, &format!("{city}, {state}"))
        && places::is_stated_place(taxonomy, city)
}

/// A line of code that states a home.
fn coded(taxonomy: &Taxonomy, line: &str) -> Option<Range<usize>> {
    let (key, value) = stated(line)?;
    let is_home =
        PLACE_KEYS.contains(&key.as_str()) && places::is_stated_place(taxonomy, slice(line, value.clone()));
    is_home.then_some(value)
}

/// "Staff Engineer, Lisbon, Portugal": the home stands behind the title.
fn behind_title(line: &str, range: Range<usize>) -> Range<usize> {
    let text = slice(line, range.clone());
    // Most parts of a line hold no comma.
    let parted = text.contains(',').then(|| text.split_once(", ")).flatten();
    match parted {
        Some((title, place)) if titles::is_title(title) => range.end - place.len()..range.end,
        _ => range,
    }
}

/// A home behind words that say so: those that also say other things, or the rest.
fn stated_place(taxonomy: &Taxonomy, text: &str, weak: bool) -> Option<Range<usize>> {
    // "a developer from Oslo" says it anywhere, "shipped vehicles from Oslo" does not.
    let of_person = |at: usize| {
        let near = text.floor_char_boundary(at.saturating_sub(WEAK_CUE_BYTES / 2));
        at <= WEAK_CUE_BYTES || titles::is_title(slice(text, near..at))
    };
    let cues = if weak { &WEAK_CUES } else { &BEFORE_PLACE };
    let found = cues.ranked_in(text).into_iter();
    let origin = |at: usize| slice(text, 0..at).ends_with("riginally ");
    let mut found = found.filter(|(at, _)| !weak || of_person(*at) && !origin(*at));
    found.find_map(|(at, before)| {
        let start = at + before.len();
        let start = moved_to(text, at, start).unwrap_or(start);
        let rest = slice(text, start..text.len());
        let article = if rest.starts_with("the ") { "the ".len() } else { 0 };
        let start = start + article;
        let rest = slice(text, start..text.len());
        let end = rest
            .find(['.', '!', ';', '(', '|', '\n', '•', '·'])
            .unwrap_or(rest.len());
        let clause = slice(rest, 0..end);
        let commas = clause.match_indices(',').map(|(at, _)| at).chain([clause.len()]);
        // A name goes on in capitals: "Arizona State University".
        let ended = |at: &usize| !slice(clause, at + 1..clause.len()).starts_with(char::is_uppercase);
        let blanks = clause.match_indices(' ').map(|(at, _)| at).filter(ended).take(3);
        let mut ends: Vec<usize> = commas.take(4).chain(blanks).collect();
        ends.sort_unstable();
        let is_named =
            |words| places::is_place(taxonomy, words) || !weak && places::is_stated_place(taxonomy, words);
        // The longest name counts.
        let mut names = ends
            .into_iter()
            .rev()
            .map(|end| trim_by(text, start..start + end, |letter| !letter.is_alphanumeric()));
        names.find(|range| {
            let words = slice(text, range.clone());
            words.starts_with(char::is_uppercase) && is_named(words)
        })
    })
}

/// "Moved from Oslo to Lima": where the new home begins.
fn moved_to(text: &str, from: usize, old: usize) -> Option<usize> {
    const TO: &str = " to ";
    let before = slice(text, 0..from).trim_end();
    let moved = ["oved", "oving", "elocated", "elocating"]
        .iter()
        .any(|verb| before.ends_with(verb));
    let at = slice(text, old..text.len()).find(TO).filter(|_| moved)?;
    Some(old + at + TO.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_states_a_home_without_its_signs() {
        let line = "  \"location\": \"Nairobi, Kenya\",";
        let found = coded(Taxonomy::embedded(), line);
        assert_eq!(found.map(|range| slice(line, range)), Some("Nairobi, Kenya"));
        assert_eq!(coded(Taxonomy::embedded(), "from: idea"), None);
    }

    #[test]
    fn a_title_before_a_home_is_no_city() {
        let line = "Staff Engineer, Lisbon, Portugal";
        let home = behind_title(line, 0..line.len());
        assert_eq!(slice(line, home), "Lisbon, Portugal");
    }

    #[test]
    fn a_home_can_stand_alone_as_on_envelopes() {
        let taxonomy = Taxonomy::embedded();
        assert!(is_postal(taxonomy, "Portland OR USA"));
        assert!(!is_postal(taxonomy, "Software MA"));
        let line = "Turin, Italy, 10121";
        assert_eq!(slice(line, without_code(line, 0..line.len())), "Turin, Italy");
    }

    #[test]
    fn a_label_is_no_part_of_a_home() {
        let taxonomy = Taxonomy::embedded();
        let found = |line: &'static str| slice(line, unlabelled(taxonomy, line, 0..line.len()));
        assert_eq!(found("City\tTurin, Italy"), "Turin, Italy");
        assert_eq!(found("Company: Lumoraq AG, Munich, Germany"), "Munich, Germany");
        assert_eq!(found("Turin, Italy"), "Turin, Italy");
    }

    #[test]
    fn a_home_is_where_the_text_says_so() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(
                stated_place(Taxonomy::embedded(), line, false)
                    .or_else(|| stated_place(Taxonomy::embedded(), line, true))
                    .map(|range| slice(line, range)),
                expected,
                "{line}"
            );
        };
        check("I am Ada. I am based in Cork, Ireland.", Some("Cork, Ireland"));
        check(
            "Sou a Ada, morando em Porto Alegre, Brasil.",
            Some("Porto Alegre, Brasil"),
        );
        check("📍 Turin, Italy", Some("Turin, Italy"));
        check("Residence: Munich, Germany", Some("Munich, Germany"));
        check("I live and work in Paris.", Some("Paris"));
        check("Originally from Lahore, now in Dubai", Some("Dubai"));
        check("IP address: ten of them", None);
        check("from idea to production", None);
        check("A developer from Brazil learning every day", Some("Brazil"));
        check("I come from Peru and live in Lisbon now", Some("Lisbon"));
        check("I am a developer in the UK.", Some("UK"));
        check("I worked as an engineer in Go", None);
        check("I have a degree from Arizona State University", None);
    }

    #[test]
    fn a_mark_before_a_short_line_makes_it_a_home() {
        let taxonomy = Taxonomy::embedded();
        let check = |line: &str, expected: Option<&str>| {
            let found = marked(taxonomy, line).map(|range| slice(line, range));
            assert_eq!(found, expected, "{line}");
        };
        check(
            "📍 Rivermouth, Upper Loomland",
            Some("Rivermouth, Upper Loomland"),
        );
        check("Based in Rivermouth", Some("Rivermouth"));
        check("📍 Based in Rivermouth, Loomland", Some("Rivermouth, Loomland"));
        check("📍 Living in Rivermouth", Some("Rivermouth"));
        check("🏠 From Rivermouth", Some("Rivermouth"));
        check("Based in Rivermouth since the mills closed", None);
        check("Location: https://rivermouth.example", None);
        check("📍 Weaver and Engineer", None);
    }

    #[test]
    fn a_home_that_nobody_knows_stands_right_before_the_addresses() {
        let check = |text: &str, expected: Option<&str>| {
            let found = crate::extract::testing::read(text, |reading| {
                let lines = crate::extract::identity::introduction(reading);
                place(reading, &lines).map(|(place, _)| place)
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check(
            "Ada Quill\n\nWeaver\n\nRivermouth, Upper Loomland\n\nada@quill.example\n",
            Some("Rivermouth, Upper Loomland"),
        );
        check(
            "Ada Quill\n\nRivermouth, Loomland • ada@quill.example\n",
            Some("Rivermouth, Loomland"),
        );
        check("Ada Quill\n\nRust, Kotlin\n\nada@quill.example\n", None);
        check(
            "# Ada Quill\n\n![](https://img.shields.io/badge/Location-Sri%20Lanka-blue)\n",
            Some("Sri Lanka"),
        );
    }

    #[test]
    fn whoever_moved_lives_where_they_went() {
        let home = |line: &'static str| {
            stated_place(Taxonomy::embedded(), line, true).map(|range| slice(line, range))
        };
        assert_eq!(home("Relocated from Bremen to New Zealand"), Some("New Zealand"));
        assert_eq!(home("I moved from Oslo to Lima in 2019."), Some("Lima"));
        assert_eq!(home("I'm from Oslo and hope to see Lima"), Some("Oslo"));
    }
}
