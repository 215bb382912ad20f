//! Blocks that are headings: with a sign or without one, pictures, and sentences that announce a list.

use std::sync::LazyLock;

use super::{Section, fold, is_exact, is_title_case, is_unmistakable, named};
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Document, Kind};
use crate::extract::identity;
use crate::extract::phrases::Phrases;

/// The level of the headings of `<details>`, as the readers of HTML have it.
pub(super) const SUMMARY: u8 = 6;

/// The level of a sentence that announces a list; the list's end ends its part.
pub(super) const LIST: u8 = 8;

/// The level of headings that are lines of their own, without any sign.
pub(super) const PLAIN: u8 = 7;

/// Returns a block's level as a heading, and the part that it opens.
pub(super) fn heading(block: &Block) -> Option<(u8, Option<Section>)> {
    let text = block.text.as_str().trim();
    match block.kind {
        Kind::Heading(level) => Some((level, named(text))),
        Kind::Paragraph | Kind::Quote if block.is_bold() => named(text).map(|section| (PLAIN, Some(section))),
        Kind::Paragraph if text.ends_with(':') && text.len() <= 40 && is_exact(text) => {
            named(text).map(|section| (PLAIN, Some(section)))
        }
        // Some write headings as lines of their own, without any sign.
        Kind::Paragraph if is_unmistakable(text) || is_title_case(text) => {
            named(text).map(|section| (PLAIN, Some(section)))
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

/// "Here are some things I made:", "I have worked in the following roles:", and a list below it.
pub(super) fn announced(block: &Block, below: Option<&Block>, inherited: Section) -> Option<Section> {
    static HELD: Cues = Cues::caseless(&[
        "the following roles",
        "the following positions",
        "the following companies",
        "i have worked at",
        "i have worked for",
        "i've worked at",
        "i've worked for",
        "i’ve worked at",
        "i’ve worked for",
    ]);
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
        "projects, ",
        "projects for fun",
        "side projects",
        "pet projects",
        "personal projects",
        "i maintain",
        "i created",
        "i've created",
        "i’ve created",
        "i wrote",
        "i've written",
        "i’ve written",
        "i've shipped",
        "i’ve shipped",
        "i shipped",
        "my work includes",
    ]);
    let text = block.text.as_str().trim();
    let free = matches!(inherited, Section::Open | Section::About);
    let sentence = matches!(block.kind, Kind::Paragraph) && text.ends_with(':') && text.len() <= 100;
    let list = below.is_some_and(|below| matches!(below.kind, Kind::Item(_)));
    if !(free && sentence && list) {
        return None;
    }
    let made = MADE.are_in(text).then_some(Section::Projects);
    made.or_else(|| HELD.are_in(text).then_some(Section::Experience))
}

/// What is true of all headings of a document.
pub(super) struct Headings {
    /// The only one of the first level is the document's title.
    pub(super) titled: bool,
    /// They are those of a page of a manual.
    pub(super) manual: bool,
    /// Those of the second level have their sign.
    pub(super) marked: bool,
}

impl Headings {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let count = |level: u8| {
            let blocks = document.blocks.iter();
            blocks.filter(|block| block.kind == Kind::Heading(level)).count()
        };
        Self {
            titled: count(1) == 1 && count(2) > 0,
            manual: is_manual(document),
            marked: document.source.contains("\n## "),
        }
    }
}

/// "NAME", and "SYNOPSIS" or "DESCRIPTION": what every page of a manual has.
fn is_manual(document: &Document<'_>) -> bool {
    static PARTS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(["name", "synopsis", "description"].map(|part| (part, ()))));
    let has = |names: &[&str]| {
        let headings = document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, Kind::Heading(_)));
        let mut texts = headings.map(|block| block.text.as_str());
        texts.any(|text| PARTS.may_begin(text) && names.contains(&fold(text).as_str()))
    };
    has(&["name"]) && has(&["synopsis", "description"])
}
