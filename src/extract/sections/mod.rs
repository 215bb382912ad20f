//! Which headings open which part of a profile, however people word them.

mod wording;

use std::borrow::Cow;

use wording::{cued, exact};

use super::cues::Cues;
use super::document::{Block, Document, Kind};
use super::{dates, education, identity, languages, titles};

/// What a part of a profile is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Section {
    /// Before any heading, or under one that says nothing of its content.
    #[default]
    Open,
    About,
    Skills,
    Experience,
    Projects,
    Education,
    Certifications,
    Contact,
    Writing,
    Learning,
    Languages,
    Volunteering,
    /// Numbers that a service drew: statistics, trophies, graphs.
    Statistics,
    /// Hobbies, quotes, thanks: nothing of work.
    Leisure,
}

/// Tells the part that a heading of its own opens.
pub(super) fn named(heading: &str) -> Option<Section> {
    let folded = fold(&without_shortcodes(heading));
    if folded.is_empty() {
        return None;
    }
    exact(&folded)
        .or_else(|| in_two_languages(heading))
        .or_else(|| cued(&folded).filter(|_| !titles::is_title(heading)))
}

/// "Opleiding / Formation": the same words twice.
fn in_two_languages(heading: &str) -> Option<Section> {
    let mut parts = heading
        .split(['/', '|', '·'])
        .map(fold)
        .filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    exact(&first).or_else(|| exact(&second))
}

/// Leaves out the names of pictographs: ":zap: Recent Activity".
fn without_shortcodes(heading: &str) -> Cow<'_, str> {
    let is_name = |name: &str| {
        let named = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '+');
        !name.is_empty() && name.chars().all(named)
    };
    if heading.matches(':').count() < 2 {
        return Cow::Borrowed(heading);
    }
    let mut kept = String::with_capacity(heading.len());
    let mut rest = heading;
    while let Some((before, behind)) = rest.split_once(':') {
        kept.push_str(before);
        rest = behind;
        match behind.split_once(':') {
            Some((name, after)) if is_name(name) => rest = after,
            _ => kept.push(':'),
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Says whether a line is, word for word, what people call a part.
pub(super) fn is_exact(line: &str) -> bool {
    exact(&fold(line)).is_some()
}

/// Says whether a line can only be the heading of a part, whatever stands around it.
pub(super) fn is_unmistakable(line: &str) -> bool {
    let folded = fold(line);
    matches!(
        exact(&folded),
        Some(Section::Experience | Section::Education | Section::Projects | Section::Certifications)
    ) && line.chars().next().is_some_and(char::is_uppercase)
}

/// Last words of headings that may have any word before them: "Working Experience", "Academic Projects".
const LAST_WORDS: &[&str] = &[
    "experience",
    "employment",
    "education",
    "projects",
    "skills",
    "certifications",
    "publications",
    "internships",
];

/// Says whether a line is a few capitalized words of which the last names a part.
pub(super) fn is_title_case(line: &str) -> bool {
    let line = line.trim_end_matches(':');
    let words = line.split_whitespace();
    let capitalized = words
        .clone()
        .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "&" | "and" | "of"));
    let last = words.clone().next_back().map(fold).unwrap_or_default();
    (2..=4).contains(&words.count())
        && capitalized
        && LAST_WORDS.contains(&last.as_str())
        && named(line).is_some()
}

/// Lower case, only letters and digits, single blanks, `&` as `and`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if letter == '&' {
            push_word(&mut folded, "and");
            folded.push(' ');
        } else if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase().map(unaccented));
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_word(folded: &mut String, word: &str) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded.push_str(word);
}

const fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => letter,
    }
}

/// The part that each block of a document belongs to.
#[derive(Debug)]
pub(super) struct Outline {
    /// For each block: its part, and the index of the heading right above it.
    places: Vec<(Section, Option<usize>)>,
}

impl Outline {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut stack: Vec<(u8, Section, usize)> = Vec::new();
        let mut places: Vec<(Section, Option<usize>)> = Vec::with_capacity(document.blocks.len());
        let level_of = |wanted: u8| {
            document
                .blocks
                .iter()
                .filter(|block| block.kind == Kind::Heading(wanted))
                .count()
        };
        let mut folded = None;
        // The only heading of the first level is the document's title.
        let titled = level_of(1) == 1 && level_of(2) > 0;
        for (index, block) in document.blocks.iter().enumerate() {
            let item = matches!(block.kind, Kind::Item(_));
            if !item && stack.last().is_some_and(|(level, ..)| *level == LIST) {
                let _ended = stack.pop();
            }
            let below = document.blocks.get(index + 1);
            let inherited = stack.last().map(|(_, section, _)| *section).unwrap_or_default();
            if announces_projects(block, below, inherited) {
                stack.push((LIST, Section::Projects, index));
            }
            if let Some((level, section)) = heading(block) {
                let level = match (level, section) {
                    (SUMMARY, Some(section)) => summary_level(section, &stack, &mut folded),
                    _ => level,
                };
                let section = section.filter(|_| !(titled && level == 1));
                let section = section.map(|section| told_by_content(section, document, index));
                while stack.last().is_some_and(|(above, ..)| *above >= level) {
                    let _closed = stack.pop();
                }
                let inherited = stack.last().map(|(_, section, _)| *section).unwrap_or_default();
                // The first heading of all is the page's title.
                let title =
                    level == 1 && stack.is_empty() && places.iter().all(|(_, heading)| heading.is_none());
                let section = section
                    .or_else(|| position_heading(block, below, inherited))
                    .or_else(|| above_positions(document, index, inherited).filter(|_| !title));
                let section = nested(inherited, section, is_exact(block.text.as_str()));
                stack.push((level, section, index));
            }
            let section = stack.last().map(|(_, section, _)| *section).unwrap_or_default();
            places.push((section, stack.last().map(|(.., heading)| *heading)));
        }
        Self { places }
    }

    pub(super) fn section(&self, block: usize) -> Section {
        self.places
            .get(block)
            .map(|(section, _)| *section)
            .unwrap_or_default()
    }

    /// Returns the heading under which a block stands; a heading stands under itself.
    pub(super) fn heading(&self, block: usize) -> Option<usize> {
        self.places.get(block).and_then(|(_, heading)| *heading)
    }
}

/// Positions and schools that can be folded away may have headings of any level: the part's own is that below the part
/// around it, and so is that of the folded parts after it.
fn summary_level(section: Section, stack: &[(u8, Section, usize)], folded: &mut Option<u8>) -> u8 {
    if matches!(section, Section::Experience | Section::Education) {
        let around = stack
            .iter()
            .rev()
            .map(|(level, ..)| *level)
            .find(|around| *around < SUMMARY);
        *folded = folded.or(Some(around.map_or(2, |around| around + 1)));
    }
    folded.filter(|folded| *folded < SUMMARY).unwrap_or(SUMMARY)
}

/// The level of the headings of `<details>`, as the readers of HTML have it.
const SUMMARY: u8 = 6;

/// The level of a sentence that announces a list; the list's end ends its part.
const LIST: u8 = 8;

/// "Here are some things I made:", and a list below it.
fn announces_projects(block: &Block, below: Option<&Block>, inherited: Section) -> bool {
    static MADE: Cues = Cues::caseless(&[
        "i made",
        "i built",
        "i've made",
        "i’ve made",
        "i've built",
        "i’ve built",
        "i have made",
        "i have built",
        "my projects",
        "projects i",
        "i maintain",
        "i created",
    ]);
    let text = block.text.as_str().trim();
    let free = matches!(inherited, Section::Open | Section::About);
    let sentence = matches!(block.kind, Kind::Paragraph) && text.ends_with(':') && text.len() <= 100;
    let list = below.is_some_and(|below| matches!(below.kind, Kind::Item(_)));
    free && sentence && list && MADE.are_in(text)
}

/// "Languages" are those of programming unless the lines below it name human ones.
fn told_by_content(section: Section, document: &Document<'_>, heading: usize) -> Section {
    let human = |block: &Block| {
        let words = block.text.as_str().split(|letter: char| !letter.is_alphabetic());
        words.take(40).any(languages::is_language)
    };
    let below = document.blocks.iter().skip(heading + 1).take(4);
    if section == Section::Languages
        && !below
            .take_while(|block| !matches!(block.kind, Kind::Heading(_)))
            .any(human)
    {
        return Section::Skills;
    }
    section
}

/// "Tech Lead at Acme": where no heading above says otherwise, a position's heading opens its own account.
fn position_heading(block: &Block, below: Option<&Block>, inherited: Section) -> Option<Section> {
    let text = block.text.as_str().trim();
    let free = matches!(inherited, Section::Open | Section::About);
    let dated_below = below.is_some_and(|below| is_period(below.text.as_str()));
    if free && dated_below && matches!(block.kind, Kind::Heading(2..)) && titles::is_title(text) {
        return Some(Section::Experience);
    }
    let period = dates::first(text).filter(|period| period.end.is_some() && period.range.start > 0);
    if let (true, Some(period), Kind::Heading(2..)) = (free, period, block.kind)
        && titles::is_title(text.get(..period.range.start).unwrap_or_default())
    {
        return Some(Section::Experience);
    }
    let (title, employer) = text.split_once(" at ").or_else(|| text.split_once(" @ "))?;
    let named = employer.chars().next().is_some_and(char::is_uppercase);
    let short = text.split_whitespace().count() <= 10 && !text.ends_with(['.', '!', '?', ':']);
    let position = matches!(block.kind, Kind::Heading(level) if level > 1) && titles::is_title(title);
    (free && named && short && position && !text.starts_with("I ")).then_some(Section::Experience)
}

/// So many positions below a heading make its part one about work, whatever it is called.
const POSITIONS: usize = 2;

/// "Weaving": below a heading that says nothing of its content, lines with a title and a period tell what it is.
fn above_positions(document: &Document<'_>, heading: usize, inherited: Section) -> Option<Section> {
    let Kind::Heading(level) = document.blocks.get(heading)?.kind else {
        return None;
    };
    let below = document
        .blocks
        .iter()
        .skip(heading + 1)
        .take_while(|block| match block.kind {
            Kind::Heading(other) => other > level && named(block.text.as_str()).is_none(),
            _ => true,
        });
    let positions = below
        .filter(|block| !matches!(block.kind, Kind::Cell(_)))
        .flat_map(|block| block.text.as_str().lines())
        .filter(|line| is_dated_title(line));
    let free = matches!(inherited, Section::Open | Section::About);
    (free && positions.take(POSITIONS).count() == POSITIONS).then_some(Section::Experience)
}

/// The most bytes of a line that can name a position.
const TITLE_BYTES: usize = 160;

/// "Engineer, Acme (2019 – 2021)".
fn is_dated_title(line: &str) -> bool {
    let Some(period) = dates::first(line).filter(|period| period.end.is_some() && line.len() <= TITLE_BYTES)
    else {
        return false;
    };
    let before = line.get(..period.range.start).unwrap_or_default();
    let behind = line.get(period.range.end..).unwrap_or_default();
    let ends =
        period.range.start <= 3 || behind.chars().filter(|letter| letter.is_alphabetic()).count() <= 20;
    ends && [before, behind]
        .into_iter()
        .any(|words| titles::is_title(words) && !education::is_school(words))
}

/// "February 2020 - October 2023", and nothing else on the first line.
fn is_period(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    dates::first(line).is_some_and(|period| {
        let around = line.len().saturating_sub(period.range.len());
        period.end.is_some() && around <= 4
    })
}

/// What a heading means below another one: inside the account of work, projects and schools, only clear words count.
fn nested(outer: Section, own: Option<Section>, exact: bool) -> Section {
    let strict = matches!(
        outer,
        Section::Experience | Section::Projects | Section::Education | Section::Statistics | Section::Leisure
    );
    match (outer, own) {
        (Section::Skills, Some(Section::Languages)) => Section::Skills,
        (_, Some(Section::Skills | Section::About)) if strict => outer,
        (_, Some(Section::Statistics | Section::Learning | Section::Leisure)) if strict && !exact => outer,
        (_, Some(own)) => own,
        (_, None) => outer,
    }
}

/// Returns a block's level as a heading, and the part that it opens.
fn heading(block: &Block) -> Option<(u8, Option<Section>)> {
    let text = block.text.as_str().trim();
    match block.kind {
        Kind::Heading(level) => Some((level, named(text))),
        Kind::Paragraph | Kind::Quote if block.is_bold() => named(text).map(|section| (7, Some(section))),
        Kind::Paragraph if text.ends_with(':') && text.len() <= 40 && is_exact(text) => {
            named(text).map(|section| (7, Some(section)))
        }
        Kind::Paragraph if text.starts_with("{{") => shortcode_title(text).map(|title| (2, named(title))),
        Kind::Paragraph if text.is_empty() => drawn(block).map(|section| (2, Some(section))),
        _ => None,
    }
}

/// `{{ heading(title="Work") }}`: site generators have templates for headings; their only argument names the part.
fn shortcode_title(text: &str) -> Option<&str> {
    let (_, rest) = text
        .split_once("title=\"")
        .or_else(|| text.split_once("title=“"))?;
    let (title, rest) = rest.split_once(['"', '”'])?;
    let alone = rest
        .trim_start()
        .trim_start_matches(')')
        .trim_start()
        .starts_with("}}");
    (alone && named(title).is_some()).then_some(title)
}

/// Some headings are pictures of their words.
fn drawn(block: &Block) -> Option<Section> {
    let image = block
        .images
        .first()
        .filter(|image| block.images.len() == 1 && image.src.contains("capsule-render"))?;
    identity::drawn_lines(&image.src)
        .iter()
        .find_map(|line| named(line))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::Format;

    proptest! {
        #[test]
        fn what_is_folded_stays_so(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
        }
    }

    #[test]
    fn a_sentence_can_announce_a_list_of_projects() {
        let text = "# Hi\n\nHere are things I made:\n\n- Loom\n- Dye\n\nI like tea.\n\nI drink:\n\n- Tea\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let sections: Vec<_> = (0..document.blocks.len())
            .map(|block| outline.section(block))
            .collect();
        let (open, projects) = (Section::About, Section::Projects);
        assert_eq!(sections, [open, projects, projects, projects, open, open, open]);
    }

    #[test]
    fn folded_parts_hold_headings() {
        let text = "# Ada\n\n<details>\n<summary>Work</summary>\n\n### Lumoraq\n\nEngineer\n\n</details>\n\n\
                    <details>\n<summary>Projects</summary>\n\n### Loom\n\nweaves\n\n</details>\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let of = |words: &str| {
            let block = document
                .blocks
                .iter()
                .position(|block| block.text.as_str() == words);
            outline.section(block.unwrap())
        };
        assert_eq!(
            (of("Engineer"), of("weaves")),
            (Section::Experience, Section::Projects)
        );
    }

    #[test]
    fn positions_tell_what_a_part_is_about() {
        let of = |lines: &str| {
            let text = format!("# Ada Quill\n\nHello\n\n## Weaving\n\n{lines}\n");
            let document = Document::parse(&text, Format::Markdown);
            Outline::of(&document).section(document.blocks.len() - 1)
        };
        let two =
            "**Lumoraq** · Engineer · May 2020 – now\n\n**Nordvik** · Analyst · 2017 – 2020\n\nLedgers.";
        assert_eq!(of(two), Section::Experience);
        assert_eq!(
            of("**Lumoraq** · Engineer · May 2020 – now\n\nLedgers."),
            Section::Open
        );
        assert_eq!(of("Loom, 2019 – 2021\n\nDye, 2017 – 2019"), Section::Open);
    }

    #[test]
    fn names_of_pictographs_are_no_words() {
        check("Opleiding / Formation", Some(Section::Education));
        check(":zap: Recent Activity", Some(Section::Statistics));
        check(":wrench: Tools :hammer:", Some(Section::Skills));
        assert_eq!(without_shortcodes("a: b: c"), "a: b: c");
    }

    fn check(heading: &str, expected: Option<Section>) {
        assert_eq!(named(heading), expected, "{heading}");
    }

    #[test]
    fn headings_are_known_in_many_wordings() {
        check("🛠️ Languages and Tools:", Some(Section::Skills));
        check("MY TECH STACK", Some(Section::Skills));
        check("Work Experience", Some(Section::Experience));
        check("WHERE I'VE WORKED", Some(Section::Experience));
        check("⚡ Featured Projects", Some(Section::Projects));
        check("Licenses & certifications", Some(Section::Certifications));
        check("📫 How to reach me", Some(Section::Contact));
        check("Latest Blog Posts", Some(Section::Writing));
        check("Currently learning", Some(Section::Learning));
        check("📊 GitHub Stats", Some(Section::Statistics));
        check("Distributed Rate Limiter", None);
    }

    #[test]
    fn a_heading_that_is_a_position_opens_the_account_of_it() {
        let text = "# Ada Example\n\n## Tech Lead at Lumoraq\n\nRust.\n\n## Thoughts at Night\n\nNone.\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let found: Vec<_> = (0..document.blocks.len())
            .map(|block| outline.section(block))
            .collect();
        assert_eq!(
            found,
            [
                Section::Open,
                Section::Experience,
                Section::Experience,
                Section::Open,
                Section::Open
            ]
        );
    }
}
