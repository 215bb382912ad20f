//! Technologies named in running text; words with everyday meanings only where the context speaks of technology.

use std::cell::LazyCell;
use std::ops::Range;

use super::around::{after, before, is_delimited, is_in_row};
use super::{Seen, Sight, claims, labels, levels, networks};
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Kind, slice};
use crate::extract::reading::Reading;
use crate::extract::sections::{Section, fold};
use crate::extract::{places, web};
use crate::profile::Via;
use crate::taxonomy::{Mention, Skill};

/// Words that begin a clause about what somebody learns or wants.
static LEARNING: Cues = Cues::caseless(&[
    "learning",
    "exploring",
    "studying",
    "want to learn",
    "planning to learn",
    "interested in learning",
    "diving into",
    "diving deep",
    "getting into",
    "next up",
    "to learn",
]);

/// Reads the mentions of a block.
pub(super) fn read<'t>(reading: &Reading<'t>, index: usize, via: Via, seen: &mut Seen<'t>) {
    let Some(block) = reading.document.blocks.get(index) else {
        return;
    };
    let text = block.text.as_str();
    let mentions = reading.taxonomy.skills_among(reading.folded(index));
    if mentions.is_empty() {
        return;
    }
    let learning = learning(text);
    let around = levels::around(reading, index);
    let certain = mentions.iter().filter(|mention| !mention.ambiguous).count();
    let listed = reading.section(index) == Section::Skills;
    let of_project = reading.section(index) == Section::Projects;
    let timed = levels::speaks_of_years(text);
    let addressed = text.contains('/') || text.contains('@') || text.contains("www.");
    let at_work = reading.section(index) == Section::Experience;
    let labels = LazyCell::new(|| labels::of_block(reading, index));
    for mention in &mentions {
        if mention.ambiguous
            && (is_sign(block, &mention.span)
                || !(is_supported(block, &mention.span, certain)
                    || listed && is_delimited(text, &mention.span)
                    || of_project && is_whole(block, &mention.span)
                    || is_written_in(text, mention)
                    || is_paired(text, &mentions, mention)
                    || is_in_row(text, &mentions, &mention.span)))
        {
            continue;
        }
        let skill = mention.entry;
        let running = !matches!(via, Via::List | Via::Table | Via::Learning);
        if !claims::in_running_text(skill, at_work) && (running || is_inside(&labels, &mention.span)) {
            continue;
        }
        if mention.ambiguous && is_city(reading, text, &mention.span) {
            continue;
        }
        if addressed && is_in_address(text, &mention.span)
            || is_in_link_of_other(reading, block, &mention.span)
            || is_contact(block, &mention.span)
        {
            continue;
        }
        let via = if is_learned(text, &learning, &mention.span) {
            Via::Learning
        } else {
            via
        };
        let span = reading.span(index, &mention.span);
        if is_inside(&seen.members, &span) {
            continue;
        }
        if let Some(sighting) = seen.known(reading, skill, Sight { span, via }) {
            sighting.state(levels::beside(text, &mention.span, reading.section(index), timed));
            sighting.state(around.clone());
        }
    }
}

/// Says whether one of `ranges`, which follow each other, holds all of a span.
fn is_inside(ranges: &[Range<usize>], span: &Range<usize>) -> bool {
    holding(ranges, span).is_some()
}

/// The one of `ranges`, which follow each other, that holds all of a span.
fn holding<'r>(ranges: &'r [Range<usize>], span: &Range<usize>) -> Option<&'r Range<usize>> {
    let next = ranges.partition_point(|range| range.start <= span.start);
    let last = next.checked_sub(1).and_then(|last| ranges.get(last));
    last.filter(|range| span.end <= range.end)
}

/// ":D" is a smile, `A[Loom] --> D[Mill]` has the names of a graph's nodes.
fn is_sign(block: &Block, span: &Range<usize>) -> bool {
    let text = block.text.as_str();
    if span.len() > 1 {
        return false;
    }
    let small = slice(text, span.clone()).starts_with(char::is_lowercase);
    let left = before(text, span.start);
    let outer = left.trim_end_matches([':', ';', '=']);
    let smile = outer.len() < left.len() && (outer.is_empty() || outer.ends_with(' '));
    let node = || is_graph(text) || after(text, span.end).starts_with('[');
    small || smile || block.kind == Kind::Code && node()
}

/// Says whether lines describe a graph that is to be drawn.
fn is_graph(code: &str) -> bool {
    let words = code.trim_start();
    ["graph ", "flowchart ", "stateDiagram", "sequenceDiagram"]
        .iter()
        .any(|kind| words.starts_with(kind))
}

/// Says whether the words around an everyday word speak of technology.
fn is_supported(block: &Block, span: &Range<usize>, certain: usize) -> bool {
    let text = block.text.as_str();
    let word = slice(text, span.clone());
    let named = word
        .chars()
        .next()
        .is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    let alone = |ranges| holding(ranges, span).is_some_and(|range| range.len() <= word.len() + 3);
    let set_apart = named && (alone(&block.code) || alone(&block.bold));
    let code = block.kind == Kind::Code && is_delimited(text, span);
    let sentence_start = {
        let before = before(text, span.start).trim_end();
        before.is_empty() || before.ends_with(['.', '!', '?', '\n'])
    };
    // "(safe)" is a remark.
    let aside = !named && before(text, span.start).ends_with('(') && after(text, span.end).starts_with(')');
    (certain >= 1 && is_delimited(text, span) && (named || certain >= 3) && !aside)
        || (named && certain >= 2 && !sentence_start)
        || set_apart
        || code && certain >= 1
}

/// "Loom, a weaver of plans (Weft)", "Loom | weaves plans | Weft": in an account of a project, what stands alone between signs.
fn is_whole(block: &Block, span: &Range<usize>) -> bool {
    let text = block.text.as_str();
    let named = slice(text, span.clone()).starts_with(char::is_uppercase) && span.len() > 1;
    if !named || span.start == 0 {
        return matches!(block.kind, Kind::Cell(cell) if named && cell.column > 1 && span.end == text.len());
    }
    let (before, after) = (before(text, span.start), after(text, span.end));
    let ends = after.is_empty() || after.starts_with('\n');
    before.ends_with('(') && after.starts_with(')')
        || [" | ", " · "].iter().any(|sign| before.ends_with(sign))
            && (ends || after.starts_with(" | ") || after.starts_with(" · "))
}

/// What people write in a language, or that they did.
const WRITTEN: &[&str] = &[
    "app",
    "application",
    "backend",
    "bot",
    "cli",
    "code",
    "coded",
    "compiler",
    "crate",
    "developed",
    "emulator",
    "engine",
    "frontend",
    "game",
    "implemented",
    "implementation",
    "interpreter",
    "library",
    "module",
    "package",
    "parser",
    "plugin",
    "program",
    "programmed",
    "programming",
    "prototype",
    "script",
    "scripts",
    "scripting",
    "server",
    "software",
    "tool",
    "website",
    "written",
    "wrote",
];

/// "a package in Weft", "written in Weft": behind such words a language is one, whatever else its name means.
fn is_written_in(text: &str, mention: &Mention<'_, Skill>) -> bool {
    let Some(left) = before(text, mention.span.start).strip_suffix(" in ") else {
        return false;
    };
    let last = left.rsplit(|letter: char| !letter.is_alphanumeric()).next();
    let last = last.unwrap_or_default().to_lowercase();
    let named = slice(text, mention.span.clone()).starts_with(char::is_uppercase);
    named && mention.entry.category == "language" && WRITTEN.contains(&last.as_str())
}

/// "Kubernetes and Helm": a name beside that of a technology, with nothing but "and" between them.
fn is_paired(text: &str, mentions: &[Mention<'_, Skill>], mention: &Mention<'_, Skill>) -> bool {
    let sure = |other: &Mention<'_, Skill>, range: Range<usize>| {
        !other.ambiguous && matches!(slice(text, range), " and " | " & " | " + " | "/")
    };
    let at = mentions.partition_point(|other| other.span.start < mention.span.start);
    let left = at.checked_sub(1).and_then(|left| mentions.get(left));
    let right = mentions.get(at + 1);
    let word = slice(text, mention.span.clone());
    word.len() > 1
        && word.starts_with(char::is_uppercase)
        && (left.is_some_and(|left| {
            left.span.end <= mention.span.start && sure(left, left.span.end..mention.span.start)
        }) || right.is_some_and(|right| {
            mention.span.end <= right.span.start && sure(right, mention.span.end..right.span.start)
        }))
}

/// "Cairo, Egypt": a word before a country is a city.
fn is_city(reading: &Reading<'_>, text: &str, span: &Range<usize>) -> bool {
    let Some(rest) = after(text, span.end).strip_prefix(", ") else {
        return false;
    };
    let next = rest
        .split([',', '.', '\n', ';', ')', '(', '|'])
        .next()
        .unwrap_or(rest);
    let end = span.end + ", ".len() + next.len();
    next.starts_with(char::is_uppercase) && places::is_place(reading.taxonomy, slice(text, span.start..end))
}

/// Says whether a word is a part of a URL, a path or an e-mail address.
fn is_in_address(text: &str, span: &Range<usize>) -> bool {
    let left = before(text, span.start);
    let left = left.rsplit(char::is_whitespace).next().unwrap_or(left);
    let right = after(text, span.end);
    let right = right.split(char::is_whitespace).next().unwrap_or(right);
    if left.is_empty() && right.is_empty() {
        return false;
    }
    let word = slice(text, span.start - left.len()..span.end + right.len());
    let signed = word.contains(['/', '@']) || word.starts_with("www.");
    signed
        && (word.contains("://")
            || word.starts_with("www.")
            || word.contains('@') && word.contains('.')
            || [".com/", ".io/", ".dev/"].iter().any(|host| word.contains(host)))
}

/// The words of a link to a post are a title, those of a link to somebody's page the page's; neither is a claim.
fn is_in_link_of_other(reading: &Reading<'_>, block: &Block, span: &Range<usize>) -> bool {
    let next = block.links.partition_point(|link| link.range.start <= span.start);
    let link = next.checked_sub(1).and_then(|last| block.links.get(last));
    link.filter(|link| span.end <= link.range.end)
        .is_some_and(|link| {
            let words = slice(block.text.as_str(), link.range.clone());
            words.split_ascii_whitespace().nth(5).is_some()
                || names_its_service(reading, &link.href, slice(block.text.as_str(), span.clone()))
        })
}

/// "Mastodon: [@ada](…)", "Discord: https://…": a network before the page of somebody there.
fn is_contact(block: &Block, span: &Range<usize>) -> bool {
    let text = block.text.as_str();
    let Some(behind) = after(text, span.end).strip_prefix(':') else {
        return false;
    };
    let name = behind.trim_start();
    let at = span.end + 1 + behind.len() - name.len();
    let leads = || {
        let next = block.links.partition_point(|link| link.range.start < at);
        block.links.get(next).is_some_and(|link| link.range.start == at)
    };
    networks::is_social(&fold(slice(text, span.clone())))
        && (name.starts_with("http") || name.starts_with('@') || leads())
}

/// "Telegram" that leads to somebody's page there.
fn names_its_service(reading: &Reading<'_>, href: &str, word: &str) -> bool {
    let Some(url) = reading.url(href) else {
        return false;
    };
    let word = fold(word);
    let host = web::host(&url).unwrap_or_default();
    let called = host.contains(&word.replace(' ', ""));
    // Whoever invites to a server has no page there.
    if web::profile(&url).is_some() {
        networks::is_social(&word) || called
    } else {
        networks::is_social(&word) && called
    }
}

/// What makes "learning" a field, not something that somebody does: "machine learning".
const FIELDS: &[&str] = &[
    "machine ",
    "deep ",
    "reinforcement ",
    "e-",
    "transfer ",
    "federated ",
];

/// Where a text speaks of learning, from left to right: the first byte of each such word.
fn learning(text: &str) -> Vec<usize> {
    let is_field = |at: usize| {
        let begins = |field: &str| text.get(at.saturating_sub(field.len())..at);
        FIELDS
            .iter()
            .any(|field| begins(field).is_some_and(|before| before.eq_ignore_ascii_case(field)))
    };
    let cues = LEARNING.all_in(text).map(|(at, _)| at);
    cues.filter(|at| !is_field(*at)).collect()
}

/// Says whether the clause before a word speaks of learning.
fn is_learned(text: &str, learning: &[usize], span: &Range<usize>) -> bool {
    let Some(cue) = learning
        .partition_point(|at| *at < span.start)
        .checked_sub(1)
        .and_then(|last| learning.get(last))
    else {
        return false;
    };
    span.start - cue <= super::around::AROUND
        && !slice(text, *cue..span.start).contains(['.', '!', '\n', ';'])
}
