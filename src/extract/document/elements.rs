//! Which parts of a page are its content, and which are chrome around it: menus, footers, forms, banners.

use super::html::{Tag, Token};
use super::{markup, slice};
use crate::extract::sections;

/// What a part of a page is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Content,
    /// Content as well, in a column beside the main one: to be read after it.
    Column,
    /// Menus, footers, side columns: their words are the site's, links may be the person's.
    Beside,
    /// Hidden, or for input: nothing in it says anything.
    Dropped,
}

/// The part that each token of a page belongs to.
#[derive(Debug)]
pub(super) struct Elements {
    parts: Vec<Part>,
    main_heading: bool,
}

/// What an element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Main,
    Article,
    Header,
    Menu,
    /// Beside the content, unless one of its headings names a part of a profile.
    Side,
    /// As above, but dropped.
    Form,
    Hidden,
}

/// An element with a role, by its first and last token.
#[derive(Debug)]
struct Region {
    role: Role,
    first: usize,
    last: usize,
}

/// Elements that never have an end, or whose end the tokens leave out.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "script", "style", "svg", "template", "noscript",
];

/// Elements that a reader of the text does not see, or that take input.
const UNREAD: &[&str] = &[
    "head", "dialog", "iframe", "object", "canvas", "video", "audio", "select", "textarea", "datalist",
];

/// How many open elements a closing tag is compared with; it keeps broken pages linear.
const MAX_DEPTH: usize = 64;

/// How many tokens a heading's words are looked for in.
const HEADING_TOKENS: usize = 8;

impl Elements {
    pub(super) fn of(source: &str, tokens: &[Token<'_>]) -> Self {
        let regions = regions(tokens);
        let headings = Headings::of(source, tokens);
        let mut parts = vec![Part::Content; tokens.len()];
        if let Some(main) = main(&regions, tokens) {
            parts.fill(Part::Beside);
            mark(&mut parts, [main].into_iter(), Part::Content);
            mark(&mut parts, with(&regions, Role::Header), Part::Content);
        }
        let is_profile = |region: &&Region| headings.name_a_part(region);
        for (role, part, kept) in [
            (Role::Side, Part::Beside, Part::Column),
            (Role::Form, Part::Dropped, Part::Content),
        ] {
            mark(&mut parts, with(&regions, role).filter(is_profile), kept);
            let others = with(&regions, role).filter(|region| !is_profile(region));
            mark(&mut parts, others, part);
        }
        mark(&mut parts, with(&regions, Role::Menu), Part::Beside);
        mark(&mut parts, with(&regions, Role::Hidden), Part::Dropped);
        let mut titles = tokens.iter().zip(&parts);
        let main_heading = titles
            .any(|(token, part)| *part == Part::Content && matches!(token, Token::Open(tag) if tag.is("h1")));
        Self { parts, main_heading }
    }

    pub(super) fn part(&self, token: usize) -> Part {
        self.parts.get(token).copied().unwrap_or(Part::Dropped)
    }

    /// Says whether the content has a heading of the first level.
    pub(super) const fn has_main_heading(&self) -> bool {
        self.main_heading
    }
}

/// How many headings up to each token name a part of a profile.
struct Headings(Vec<u32>);

impl Headings {
    fn of(source: &str, tokens: &[Token<'_>]) -> Self {
        let mut count = 0;
        let counts = tokens.iter().enumerate().map(|(index, token)| {
            let is_heading =
                matches!(token, Token::Open(tag) if markup::heading(&tag.name.to_ascii_lowercase()).is_some());
            if is_heading {
                let words = tokens.iter().skip(index + 1).take(HEADING_TOKENS);
                let words = words.take_while(|token| !matches!(token, Token::Close(name, _)
                    if markup::heading(&name.to_ascii_lowercase()).is_some()));
                let words: String = words
                    .filter_map(|token| match token {
                        Token::Text(span) => Some(slice(source, span.clone())),
                        _ => None,
                    })
                    .collect();
                count += u32::from(sections::is_exact(&words));
            }
            count
        });
        Self(counts.collect())
    }

    fn name_a_part(&self, region: &Region) -> bool {
        let before = |token: usize| token.checked_sub(1).and_then(|at| self.0.get(at)).copied();
        self.0.get(region.last).copied().unwrap_or_default() > before(region.first).unwrap_or_default()
    }
}

fn with(regions: &[Region], role: Role) -> impl Iterator<Item = &Region> {
    regions.iter().filter(move |region| region.role == role)
}

/// Gives the tokens of some regions to a part. Regions come in the order of the text and lie in each other or apart.
fn mark<'r>(parts: &mut [Part], regions: impl Iterator<Item = &'r Region>, part: Part) {
    let mut marked = 0;
    for region in regions {
        let first = region.first.max(marked);
        if let Some(tokens) = parts.get_mut(first..=region.last) {
            tokens.fill(part);
            marked = region.last + 1;
        }
    }
}

/// The main content: what is marked as such, else the only article; `None` where that is but a small part of the text.
fn main<'r>(regions: &'r [Region], tokens: &[Token<'_>]) -> Option<&'r Region> {
    let bytes = |first: usize, last: usize| -> usize {
        let inside = tokens.get(first..=last).unwrap_or_default().iter();
        let texts = inside.map(|token| match token {
            Token::Text(span) => span.len(),
            _ => 0,
        });
        texts.sum()
    };
    let length = |region: &&Region| region.last - region.first;
    let articles: Vec<&Region> = with(regions, Role::Article).take(2).collect();
    let only = match articles.as_slice() {
        [article] => Some(*article),
        _ => None,
    };
    let main = with(regions, Role::Main).max_by_key(length).or(only)?;
    let all = bytes(0, tokens.len().saturating_sub(1));
    (bytes(main.first, main.last) * 3 >= all).then_some(main)
}

/// Finds the elements that have a role, in the order of their beginnings. What is never closed ends with what it is in.
fn regions(tokens: &[Token<'_>]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut open: Vec<(&str, Option<usize>)> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(_) => {}
            Token::Open(tag) if VOID.iter().any(|name| tag.is(name)) => {}
            Token::Open(tag) => {
                let in_heading = open
                    .last()
                    .is_some_and(|(name, _)| markup::heading(name).is_some());
                let region = role(tag, in_heading).map(|role| {
                    regions.push(Region {
                        role,
                        first: index,
                        last: tokens.len() - 1,
                    });
                    regions.len() - 1
                });
                open.push((tag.name, region));
            }
            Token::Close(name, _) => {
                let depth = open.iter().rev().take(MAX_DEPTH);
                let found = depth
                    .map(|(open, _)| *open)
                    .position(|open| open.eq_ignore_ascii_case(name));
                let Some(depth) = found else { continue };
                let closed = open.split_off(open.len() - depth - 1);
                for region in closed.into_iter().filter_map(|(_, region)| region) {
                    if let Some(region) = regions.get_mut(region) {
                        region.last = index;
                    }
                }
            }
        }
    }
    regions
}

fn role(tag: &Tag<'_>, in_heading: bool) -> Option<Role> {
    if is_hidden(tag) {
        return Some(Role::Hidden);
    }
    let stated = tag.attribute("role").unwrap_or_default();
    match (stated.as_str(), tag.name.to_ascii_lowercase().as_str()) {
        ("main", _) | (_, "main") => Some(Role::Main),
        ("navigation" | "menu" | "menubar" | "toolbar", _) | (_, "nav") => Some(Role::Menu),
        ("contentinfo" | "complementary", _) | (_, "footer" | "aside") => Some(Role::Side),
        ("banner", _) | (_, "header") => Some(Role::Header),
        ("search", _) | (_, "form") => Some(Role::Form),
        ("dialog" | "alertdialog" | "alert" | "status", _) => Some(Role::Hidden),
        (_, "article") => Some(Role::Article),
        // Parts that fold have their heading in a button.
        (_, "button") => (!in_heading).then_some(Role::Hidden),
        (_, name) => UNREAD.contains(&name).then_some(Role::Hidden),
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    let is = |name: &str, value: &str| tag.attribute(name).is_some_and(|found| found == value);
    let styled = tag.attribute("style").is_some_and(|style| {
        let style = style.replace(' ', "").to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    styled || tag.attribute("hidden").is_some() || is("aria-hidden", "true") || is_named_as_chrome(tag)
}

/// Says whether an element's class or id is one that pages give to banners about cookies and to words for screen readers.
fn is_named_as_chrome(tag: &Tag<'_>) -> bool {
    let names = ["class", "id"].into_iter().filter_map(|name| tag.attribute(name));
    names.into_iter().any(|names| {
        let names = names.to_ascii_lowercase();
        let cookies = names.contains("cookie")
            && ["banner", "consent", "notice", "bar", "popup", "modal", "law"]
                .iter()
                .any(|word| names.contains(word));
        let marks = [
            "sr-only",
            "visually-hidden",
            "screen-reader-text",
            "skip-link",
            "breadcrumb",
        ];
        cookies || names.contains("consent-") || marks.iter().any(|mark| names.contains(mark))
    })
}
