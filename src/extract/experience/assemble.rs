//! Positions from headings and lines: what stands together becomes one position, what repeats a fact begins the next.

use std::ops::Range;

use super::clients;
use super::header::{self, Header};
use super::{Draft, MAX_HIGHLIGHTS, Role, VIA, is_work};
use crate::extract::document::{Kind, slice};
use crate::extract::reading::{Line, Reading, lines_of};
use crate::extract::stated::is_data;
use crate::extract::{dates, places, sections, titles};
use crate::profile::{DateEnd, PartialDate};
use crate::taxonomy::Taxonomy;

/// The most letters of a line that can name a position.
const HEADER_CHARS: usize = 140;

/// A position as its lines have said so far.
#[derive(Debug, Default)]
struct Open<'a> {
    company: Option<(&'a str, Option<u8>)>,
    title: Option<&'a str>,
    title_level: Option<u8>,
    place: Option<&'a str>,
    start: Option<PartialDate>,
    end: Option<DateEnd>,
    dated: bool,
    /// The date stands beside the company's name.
    dated_by_name: bool,
    /// The line that began it.
    begin: Option<(usize, Range<usize>)>,
    account: Vec<(usize, Range<usize>)>,
    /// Its account has begun.
    told: bool,
    /// The company stood before the title, so it can have more titles.
    company_first: bool,
}

/// Reads the positions of the parts that tell of work.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let data = |block: usize| reading.document.blocks.get(block).is_some_and(is_data);
    let lines: Vec<_> = reading
        .lines(is_work)
        .into_iter()
        .filter(|line| !data(line.block))
        .collect();
    let mut assembly = Assembly {
        reading,
        roles: Vec::new(),
        open: Open::default(),
        context: None,
        clients: Vec::new(),
    };
    let mut section_heading = None;
    let mut before: Option<&Line<'_>> = None;
    for (index, line) in lines.iter().enumerate() {
        let running = is_running(before, line, lines.get(index + 1));
        before = Some(line);
        if line.heading().is_some()
            && sections::named(line.text).is_some_and(is_work)
            && !line.text.contains(" at ")
        {
            assembly.close();
            assembly.context = None;
            section_heading = line.heading();
            continue;
        }
        let after = lines.get(index + 1..).unwrap_or_default();
        if running {
            assembly.tell(line);
        } else {
            assembly.line(line, after, section_heading);
        }
    }
    assembly.close();
    assembly.roles
}

struct Assembly<'a, 'r> {
    reading: &'r Reading<'a>,
    roles: Vec<Role>,
    open: Open<'a>,
    /// The company that further titles belong to, with its heading's level.
    context: Option<(&'a str, Option<u8>)>,
    /// Whom the open position's employer sent the person to.
    clients: Vec<Role>,
}

impl<'a> Assembly<'a, '_> {
    fn line(&mut self, line: &Line<'a>, after: &[Line<'a>], section_heading: Option<u8>) {
        let complete = self.open.title.is_some() && self.open.company.is_some() && self.open.dated;
        let client = complete && line.heading().is_none() && !clients::of(self.reading, line).is_empty();
        let header = self
            .header(line)
            .filter(|header| !client || header.period.is_some());
        let Some(header) = header else {
            self.tell(line);
            return;
        };
        if header.duration {
            self.open.company_first = true;
            return;
        }
        if let (Some(level), Some(section)) = (line.heading(), section_heading)
            && level < section
        {
            self.close();
        }
        let mut header = header;
        if self.open.title.is_some()
            && self.open.company.is_none()
            && header.title.is_none()
            && header.company.is_none()
        {
            header.part_place(line.text, self.reading.taxonomy);
        }
        let below = header.title.is_some() && line.heading() > self.open.company.and_then(|(_, level)| level);
        if below && self.open.title.is_none() && !self.open.told && self.open.company.is_some() {
            // The company's heading gives the time of all the positions whose headings follow.
            self.context = std::mem::take(&mut self.open).company;
        } else if self.begins_another(line, &header, after) {
            self.close();
        }
        self.take(line, &header);
    }

    /// Reads a line as a header, if it can be one.
    fn header(&self, line: &Line<'a>) -> Option<Header> {
        if is_label(line.text) || self.is_account(line) {
            return None;
        }
        let mut header = header::read_parts(line.text, &self.cuts(line), self.reading.taxonomy);
        if line.heading().is_some() {
            name_title(line.text, &mut header, self.reading.taxonomy);
        }
        let text = slice(line.text, 0..header.end);
        if text.chars().count() > HEADER_CHARS {
            return None;
        }
        let strong = line.heading().is_some() || line.bold;
        let dated = header.period.as_ref().is_some_and(|period| period.end.is_some())
            || header.begins_with_date() && header.company.is_some();
        let count = text.split_whitespace().count();
        if !strong && (is_sentence(text, count) && !dated || is_prose(text, count)) {
            return None;
        }
        if header.duration {
            return Some(header);
        }
        if line.is_item() && !self.is_card(line) {
            let nested = self.open.told || self.open.title.is_some();
            let rich = header.title.is_some() && (dated || header.company.is_some() && line.bold);
            let employer = line.kind == Kind::Item(0) && header.company.is_some() && header.title.is_none();
            let chronicle = employer
                && header.period.as_ref().is_some_and(|period| {
                    period.end.is_some() && (period.range.end + 2 >= text.len() || period.range.start <= 2)
                });
            let only_period = dated && header.title.is_none() && header.company.is_none();
            // Any bold words beside a period are the title, if a heading has named the company.
            let titled = line.bold && dated && header.company.is_some();
            let titled =
                titled && self.open.company.is_some() && self.open.title.is_none() && !self.open.dated;
            return (titled
                || chronicle
                || rich
                    && (!nested
                        || line.bold
                        || self.roles.is_empty()
                        || !self.open.dated
                        || line.kind == Kind::Item(0) && dated)
                || only_period && !self.open.dated)
                .then_some(header);
        }
        let any = header.title.is_some()
            || header.company.is_some()
            || header.period.is_some()
            || header.place.is_some();
        let plausible = strong || dated || (count <= 12 && !self.is_skills(line.text));
        (any && plausible).then_some(header)
    }

    /// An item of several short lines, one of them a period, is a position and no line of an account.
    fn is_card(&self, line: &Line<'a>) -> bool {
        let Some(block) = self.reading.document.blocks.get(line.block) else {
            return false;
        };
        let lines = lines_of(line.block, block);
        (2..=5).contains(&lines.len())
            && lines.iter().all(|line| line.text.chars().count() <= 100)
            && lines.iter().any(|line| is_date(line.text))
            && lines
                .first()
                .is_some_and(|first| first.bold || titles::is_title(first.text))
    }

    /// Below a complete header, a line that stands further right or in the same paragraph is part of the account.
    fn is_account(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let complete = open.title.is_some() && open.company.is_some() && open.dated;
        let plain = matches!(line.kind, Kind::Code | Kind::Paragraph);
        complete
            && plain
            && open.begin.as_ref().is_some_and(|(block, range)| {
                *block == line.block && line.kind != Kind::Code && !line.bold
                    || self.reading.indent(line.block, &line.range) > self.reading.indent(*block, range) + 1
            })
    }

    /// Returns the places inside a line where bold words end that are no part of a title.
    fn cuts(&self, line: &Line<'a>) -> Vec<usize> {
        let Some(block) = self.reading.document.blocks.get(line.block) else {
            return Vec::new();
        };
        let inside = block.bold.iter().filter(|bold| {
            bold.start >= line.range.start && bold.end < line.range.end && line.text.len() <= HEADER_CHARS
        });
        inside
            .filter(|bold| {
                let words = slice(block.text.as_str(), (*bold).clone());
                !titles::is_title(words) && self.reading.taxonomy.seniority_of(words).is_none()
            })
            .map(|bold| bold.end - line.range.start)
            .collect()
    }

    /// Says whether a line lists technologies rather than naming an employer.
    fn is_skills(&self, text: &str) -> bool {
        let mut parts = text
            .split([',', '·', '•', '|', '/'])
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let known = |part: &str| {
            self.reading.taxonomy.skill_named(part).is_some()
                && self.reading.taxonomy.company_named(part).is_none()
        };
        let first = parts.next().is_some_and(known);
        first && parts.all(known) || text.matches(',').count() >= 4
    }

    fn begins_another(&self, line: &Line<'a>, header: &Header, after: &[Line<'a>]) -> bool {
        let open = &self.open;
        if open.begin.is_none() {
            return false;
        }
        let dated = header
            .period
            .as_ref()
            .is_some_and(|period| period.end.is_some() || open.start.is_none())
            || header.company.is_some() && (header.begins_with_date() || line.apart);
        let again =
            header.title.is_some() && open.title.is_some() || dated && header.period.is_some() && open.dated;
        if again {
            // "Title" twice in one block of lines is a doubled label, not another position.
            return !(header.title.as_ref().map(|title| slice(line.text, title.clone())) == open.title
                && !open.dated
                && !open.told);
        }
        let company_again = header.company.is_some() && open.company.is_some() && header.title.is_none();
        if company_again {
            let announces = line.heading().is_some()
                || open.told && self.announces(line, after)
                || line.apart && open.title.is_some() && open.dated && !(line.bold && open.told);
            return announces;
        }
        if open.told && (open.title.is_some() || open.dated) {
            return header.title.is_some()
                || line.heading().is_some()
                || header.period.is_some() && line.apart
                || header.company.is_some() && self.announces(line, after);
        }
        line.heading().is_some()
            && open
                .title_level
                .is_some_and(|level| line.heading() <= Some(level))
            && open.title.is_some()
    }

    /// Says whether the lines below show that this one begins a position.
    ///
    /// A sentence about the company may stand between its name and the title.
    fn announces(&self, line: &Line<'a>, after: &[Line<'a>]) -> bool {
        let shows = |next: &Line<'a>| {
            let header = header::read(next.text, self.reading.taxonomy);
            let short = next.text.chars().count() <= 100 && !next.is_item();
            short && (header.period.is_some() || header.title.is_some() || header.duration)
        };
        let about = |next: &Line<'a>| {
            line.apart && next.apart && !next.is_item() && next.text.split_whitespace().count() > 8
        };
        line.text.chars().count() <= 80
            && match after {
                [next, ..] if shows(next) => true,
                [next, title, dates, ..] => about(next) && shows(title) && shows(dates),
                _ => false,
            }
    }

    fn take(&mut self, line: &Line<'a>, header: &Header) {
        let level = line.heading();
        let text = |range: &Range<usize>| line.text.get(range.clone());
        let open = &mut self.open;
        open.told |= header.end < line.text.len();
        if open.begin.is_none() {
            open.begin = Some((line.block, line.range.clone()));
        }
        open.account.push((line.block, line.range.clone()));
        if let Some(title) = header.title.as_ref().and_then(text)
            && open.title.is_none()
        {
            open.title = Some(title);
            open.title_level = level;
            open.company_first |= open.company.is_some() && header.company.is_none();
        }
        // "Entrepreneurship 2017 – now", the company below: a title that no list of titles knows.
        if let (None, Some(company)) = (&header.title, header.company.as_ref().and_then(text))
            && open.title.is_none()
            && let Some((known, level)) = open.company
        {
            let below = open.dated_by_name && !open.told && !line.apart && header.period.is_none();
            let above = !open.dated && header.period.as_ref().is_some_and(|period| period.end.is_some());
            if below {
                (open.title, open.title_level, open.company) =
                    (Some(known), level, Some((company, line.heading())));
            } else if above && (line.bold || line.heading().is_some()) {
                (open.title, open.title_level) = (Some(company), line.heading());
            }
        }
        if let Some(company) = header.company.as_ref().and_then(text)
            && open.company.is_none()
            && !(open.dated && open.title.is_some() && places::is_place(self.reading.taxonomy, company))
        {
            open.company = Some((company, level));
            open.company_first |= header.company_first || header.title.is_none() && open.title.is_none();
        } else if open.company.is_some()
            && open.place.is_none()
            && header.title.is_none()
            && header.period.is_none()
        {
            open.place = header
                .place
                .as_ref()
                .or(header.company.as_ref())
                .and_then(text)
                .filter(|place| places::is_place(self.reading.taxonomy, place) || header.place.is_some());
        }
        if let Some(place) = header.place.as_ref().and_then(text) {
            open.place.get_or_insert(place);
        }
        if let Some(period) = &header.period
            && !open.dated
        {
            open.start = period.start;
            open.end = period.end;
            open.dated_by_name |= header.company.is_some() && line.apart;
            open.dated = true;
        }
    }

    /// Adds a line to the account of the open position.
    fn tell(&mut self, line: &Line<'a>) {
        if self.open.begin.is_some() {
            self.clients.extend(clients::of(self.reading, line));
            if !self.open.told && self.open.title.is_none() {
                let title = header::stated_title(line.text, 0).and_then(|title| line.text.get(title));
                self.open.title = title;
            }
            self.open.told = true;
            self.open.account.push((line.block, line.range.clone()));
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        let Some((block, range)) = open.begin.clone() else {
            return;
        };
        if open.company.is_some() && (open.company_first || open.title.is_none()) {
            self.context = open.company;
        } else if open.company.is_some() {
            self.context = None;
        }
        let company = open.company.or(self
            .context
            .filter(|_| open.title.is_some() && open.company.is_none()));
        // "Remote" can be an employer, where no other stands in its place.
        let company = company.or(open
            .place
            .filter(|place| open.dated && !place.contains([',', ' ']))
            .map(|place| (place, None)));
        let headed = open.company.is_some_and(|(_, level)| level.is_some());
        let enough = open.title.is_some() && (company.is_some() || open.dated)
            || company.is_some() && open.dated && (open.end.is_some() || headed || open.dated_by_name);
        if !enough {
            self.clients.clear();
            return;
        }
        let draft = Draft {
            company: company.map(|(company, _)| company),
            title: open.title,
            place: open.place,
            start: open.start,
            // A date alone is the whole time of a position: "Summer 2018".
            end: open.end.or(open.start.map(DateEnd::On)),
        };
        let highlights = highlights(self.reading, &open.account);
        for title in steps(draft.title, self.reading.taxonomy) {
            let evidence = self.reading.evidence(block, &range, VIA);
            let mut position = Draft { title, ..draft }.position(self.reading, evidence);
            position.highlights.clone_from(&highlights);
            self.roles.push(Role {
                position,
                account: open.account.clone(),
            });
        }
        self.roles.append(&mut self.clients);
    }
}

/// "Staff Engineer, Senior Engineer": steps of one ladder are positions of their own, other pairs are one title.
fn steps<'t>(title: Option<&'t str>, taxonomy: &Taxonomy) -> Vec<Option<&'t str>> {
    let whole = vec![title];
    let Some(title) = title else { return whole };
    let pieces: Vec<&str> = title.split([',', '→', '/']).map(str::trim).collect();
    let head = |piece: &str| {
        let last = piece.split_whitespace().next_back().unwrap_or_default();
        last.trim_end_matches(|letter: char| letter.is_ascii_digit())
            .to_lowercase()
    };
    let ladder = pieces.len() > 1
        && pieces
            .iter()
            .all(|piece| titles::is_title(piece) && head(piece) == head(title))
        && pieces
            .iter()
            .filter(|piece| taxonomy.seniority_of(piece).is_some())
            .count()
            + 1
            >= pieces.len();
    if ladder {
        pieces.into_iter().map(Some).collect()
    } else {
        whole
    }
}

fn highlights(reading: &Reading<'_>, account: &[(usize, Range<usize>)]) -> Vec<String> {
    account
        .iter()
        .filter(|(block, _)| {
            reading
                .document
                .blocks
                .get(*block)
                .is_some_and(|block| matches!(block.kind, Kind::Item(_)))
        })
        .map(|(block, range)| slice(reading.text(*block), range.clone()).trim().to_owned())
        .filter(|line| line.len() > 20)
        .take(MAX_HIGHLIGHTS)
        .collect()
}

/// Lines shorter than this were ended on purpose.
const WRAPPED_CHARS: usize = 45;

/// Says whether a line of plain text is part of a sentence that was wrapped at a width.
fn is_running(before: Option<&Line<'_>>, line: &Line<'_>, after: Option<&Line<'_>>) -> bool {
    let plain = |line: &Line<'_>| matches!(line.kind, Kind::Paragraph | Kind::Code | Kind::Item(_));
    let goes_on = |upper: &Line<'_>, lower: &Line<'_>| {
        !lower.apart
            && plain(upper)
            && lower.kind == Kind::Paragraph
            && lower
                .text
                .starts_with(|letter: char| letter.is_lowercase() || letter == '(')
            && upper.text.chars().count() >= WRAPPED_CHARS
            && dates::first(upper.text).is_none()
    };
    before.is_some_and(|before| goes_on(before, line))
        || line.kind == Kind::Paragraph && after.is_some_and(|after| goes_on(line, after))
}

/// "Acme - Payment Support": in a heading, what a dash adds to the company is the title, whatever its words.
fn name_title(text: &str, header: &mut Header, taxonomy: &Taxonomy) {
    let Some(company) = header
        .company
        .clone()
        .filter(|_| header.title.is_none() && header.place.is_none())
    else {
        return;
    };
    let rest = slice(text, company.end..text.len());
    let Some(title) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| rest.strip_prefix(dash))
    else {
        return;
    };
    let words = title.split_whitespace().count();
    let named = title.starts_with(char::is_uppercase) && words <= 5 && !title.contains([',', '(', ':']);
    if named
        && header.period.is_none()
        && !places::is_place(taxonomy, title)
        && taxonomy.company_named(title).is_none()
    {
        header.title = Some(text.len() - title.len()..text.len());
        header.company_first = true;
    }
}

/// Says whether a line is a period, or a date and hardly anything else.
fn is_date(text: &str) -> bool {
    dates::first(text).is_some_and(|period| {
        let letters = |part: &str| part.chars().filter(|letter| letter.is_alphanumeric()).count();
        period.end.is_some() || letters(text) <= letters(slice(text, period.range)) + 3
    })
}

/// Most words of a sentence are in small letters, those of a header are names and titles.
fn is_prose(text: &str, words: usize) -> bool {
    let small = text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase) && !BETWEEN_FACTS.contains(word));
    words >= 8 && small.count() * 2 > words || words >= 5 && text.starts_with(char::is_lowercase)
}

/// Small words that stand between the facts of a header.
const BETWEEN_FACTS: &[&str] = &[
    "from", "to", "at", "as", "until", "since", "today", "now", "present", "year", "years", "and", "of",
    "in", "for", "the",
];

/// Says whether a line is a sentence or the end of one rather than a row of facts.
fn is_sentence(text: &str, words: usize) -> bool {
    let small = text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let ended = text.ends_with(['.', '!', ';']);
    ended && (words > 6 || words >= 4 && small * 2 > words)
        || text.contains(". ") && words > 8
        || text.ends_with(':') && !text.contains("http")
}

/// Labels of the parts of an account, folded.
const LABELS: &[&str] = &[
    "highlights",
    "key contributions",
    "responsibilities",
    "key responsibilities",
    "achievements",
    "key achievements",
    "technologies",
    "tech",
    "tech stack",
    "stack",
    "tools",
    "skills",
    "skills used",
    "environment",
    "accomplishments",
    "technologies used",
    "projects",
    "details",
    "description",
    "duties",
    "key projects",
    "contributions",
    "summary",
    "main responsibilities",
    "methodologies",
    "roles and responsibilities",
    "key highlights",
    "selected achievements",
    "highlighted projects",
    "keywords",
    "links",
    "team",
    "impact",
    "overview",
    "main tasks",
    "techs",
    "proficient",
    "expert",
    "advanced",
    "intermediate",
    "familiar",
    "beginner",
];

/// Says whether a line is a label inside an account: "Key Contributions", "Tech stack: …".
pub(in crate::extract) fn is_label(text: &str) -> bool {
    let folded = sections::fold(text);
    let label = text.split_once(':').map(|(label, _)| sections::fold(label));
    LABELS.contains(&folded.as_str()) || label.is_some_and(|label| LABELS.contains(&label.as_str()))
}
