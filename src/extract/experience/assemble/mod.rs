//! Positions from headings and lines: what stands together becomes one position, what repeats a fact begins the next.

mod agents;
mod beginnings;
mod heads;
mod items;
mod lines;
mod names;
mod order;

use std::cell::OnceCell;
use std::ops::Range;

pub(super) use beginnings::settle as settle_beginnings;
use lines::{BULLETS, coded, is_call};
use order::Order;

use super::header::{self, Header, Terms, name_title};
use super::headers::Headers;
use super::line::{can_be_header, is_aside, is_label, is_period_line, is_running, is_strong, is_told_label};
use super::open::{Heading, Open};
use super::parted::is_team;
use super::settle::TEAM_WORDS;
use super::stated::{is_fact, is_labelled_otherwise, led_title, stated_title};
use super::technologies::lists_technologies;
use super::{Role, cards, clients, is_work};
use crate::extract::document::{Kind, slice};
use crate::extract::education::is_row_of_study;
use crate::extract::reading::{Line, Reading};
use crate::extract::records::is_in_call;
use crate::extract::{dates, sections};

/// Reads the positions of the parts that tell of work.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let data = coded(reading);
    let is_coded = |block: usize| data.get(block).is_some_and(|coded| *coded);
    let lines: Vec<_> = reading
        .lines(is_work)
        .filter(|line| !is_coded(line.block) && !is_call(line.text) && !is_team_line(line))
        .filter(|line| !is_in_call(reading, line))
        .collect();
    let mut assembly = Assembly {
        reading,
        roles: Vec::new(),
        open: Open::default(),
        context: None,
        whole: false,
        lines: &lines,
        order: OnceCell::new(),
        paired: OnceCell::new(),
        headers: Headers::new(reading.taxonomy),
        listing: false,
        titled: None,
        last: None,
        clients: Vec::new(),
    };
    let mut section_heading = None;
    let mut before: Option<&Line<'_>> = None;
    let mut cards = cards::cards(&lines, &assembly.headers).into_iter().peekable();
    for (index, &line) in lines.iter().enumerate() {
        if let Some(card) = cards.next_if(|card| card.line == index) {
            before = Some(line);
            assembly.card(line, &card);
            continue;
        }
        let running = is_running(before, line, lines.get(index + 1).copied());
        before = Some(line);
        if is_row_of_study(line) {
            assembly.close();
            continue;
        }
        // "#### Roles:" below "### Acme (2019 – now)" opens no part.
        let inner =
            line.heading() > section_heading && assembly.open.is_employed() && assembly.open.title.is_none();
        let opens = line.heading().is_some() && reading.outline.opens(line.block);
        if opens && !inner && !line.text.contains(" at ") {
            assembly.close();
            assembly.context = None;
            assembly.whole = false;
            section_heading = line.heading();
            continue;
        }
        if assembly.ends_at_part(line) {
            continue;
        }
        let after = lines.get(index + 1..).unwrap_or_default();
        if running {
            assembly.tell(line);
        } else if !assembly.open.take_end(line) {
            assembly.line(line, after, section_heading);
        }
    }
    assembly.close();
    beginnings::settle(&mut assembly.roles);
    assembly.roles
}

/// "*Platform team*", on a line of its own: where in its company the position was.
fn is_team_line(line: &Line<'_>) -> bool {
    let plain = line.kind == Kind::Paragraph && !line.bold;
    plain
        && is_team(line.text)
        && line.text.split(' ').count() <= TEAM_WORDS
        && line.text.starts_with(char::is_uppercase)
}

struct Assembly<'a, 'r> {
    reading: &'r Reading<'a>,
    roles: Vec<Role>,
    open: Open<'a>,
    /// The company that further titles belong to, with its heading's level.
    context: Option<Heading<'a>>,
    /// That heading named the title too.
    whole: bool,
    /// All of the parts that tell of work.
    lines: &'r [&'r Line<'a>],
    /// Which lines say titles and which companies, where their writer keeps to an order, once that is asked for.
    order: OnceCell<Order>,
    /// The first entry begins with a title and its company on one line, once that is asked for.
    paired: OnceCell<bool>,
    headers: Headers<'a>,
    /// Items of a list of technologies follow.
    listing: bool,
    /// The title that further companies belong to, with its heading's level.
    titled: Option<(&'a str, u8)>,
    /// The title and the company of the last position that headings named, with the deeper one's level.
    last: Option<(&'a str, Heading<'a>, u8)>,
    /// Whom the open position's employer sent the person to.
    clients: Vec<Role>,
}

impl<'a> Assembly<'a, '_> {
    fn line(&mut self, line: &Line<'a>, after: &[&Line<'a>], section_heading: Option<u8>) {
        let client = self.is_of_clients(line, after);
        let label = is_label(line.text) || self.open.title.is_some() && is_told_label(line);
        let header = (!label)
            .then(|| self.header(line, after))
            .flatten()
            .filter(|header| !client || header.period.is_some());
        let heads = || !line.text.trim_end_matches([':', '*', ' ']).contains(':');
        self.listing = label && heads() || self.listing && line.is_item();
        let Some(header) = header else {
            self.tell(line);
            return;
        };
        if line.apart && (line.is_item() && self.is_card(line) || self.open.is_break()) {
            self.close();
        }
        if let Some(terms) = header.terms {
            self.open.company_first |= terms == Terms::Length;
            return;
        }
        if self.is_inner(line, &header, after) || self.is_told(line, &header, after) {
            self.tell(line);
            return;
        }
        if self.open.take_employer(line, &header, self.reading) || self.take_whole_employer(line, &header) {
            return;
        }
        if let (Some(level), Some(section)) = (line.heading(), section_heading)
            && level < section
        {
            self.close();
        }
        let mut header = header;
        self.lengthen_title(line, &mut header, after);
        self.settle_company(line, &mut header, after);
        self.follow_order(line, &mut header, after);
        self.name_agent(line, &mut header, after);
        if self.open.title.is_some()
            && self.open.company.is_none()
            && header.title.is_none()
            && header.company.is_none()
        {
            header.part_place(line.text, self.reading.taxonomy);
        }
        let below = header.title.is_some() && line.heading() > self.open.company.and_then(|(_, level)| level);
        let below = below && self.open.title.is_none() && !self.open.told && self.open.company.is_some();
        if below && !self.is_only_title(line, &header, after) || self.open.spans(&header) {
            // The company's heading gives the time of all the positions whose headings follow.
            self.context = std::mem::take(&mut self.open).company;
            self.whole = false;
        } else if self.begins_another(line, &header, after) {
            self.close();
        }
        if !self.take_styled_title(line, &header, after) {
            self.open.take(line, &header, self.reading.taxonomy);
        }
        self.head(line, &header);
    }

    /// Takes a line of the head of an entry that is like the others.
    fn card(&mut self, line: &Line<'a>, card: &cards::Card) {
        let first = card.within && self.open.company.is_some() && self.open.title.is_none();
        if card.begins && !first {
            self.close();
            self.context = self.context.filter(|_| card.within);
        }
        self.open.take(line, &card.header, self.reading.taxonomy);
        self.open.employ(line, &card.header);
    }

    /// Reads a line that is no label as a header, if it can be one.
    fn header(&self, line: &Line<'a>, after: &[&Line<'a>]) -> Option<Header> {
        if self.is_account(line) || is_labelled_otherwise(line.text) {
            return None;
        }
        let mut begun = header::begin(line, self.reading.taxonomy);
        let end = self.end_of_led(line).or_else(|| self.end_of_named(line));
        let whole = end.is_none_or(|end| begun.end <= end);
        begun.end = end.map_or(begun.end, |end| begun.end.min(end));
        let begun_dated = begun.is_dated() || begun.begins_with_date();
        if !can_be_header(line, &begun, begun_dated) {
            return None;
        }
        let cuts = self.cuts(line, &begun);
        let mut header = if whole && cuts.is_empty() {
            self.headers.completed(line, || begun)
        } else {
            header::complete(line.text, begun, &cuts, self.reading.taxonomy)
        };
        if line.heading().is_some() {
            name_title(line.text, &mut header, self.reading.taxonomy);
        }
        self.prefer_italic(line, &mut header);
        self.prefer_whole(line, &mut header);
        let is_part = |company: &Range<usize>| sections::is_exact(slice(line.text, company.clone()));
        if header.title.is_none() && header.company.as_ref().is_some_and(is_part) {
            return None;
        }
        if self.open.company.is_some() && is_aside(line.text) {
            header.company = None;
        }
        let text = slice(line.text, 0..header.end);
        let dated = header.is_dated()
            || header.begins_with_date() && (header.company.is_some() || header.title.is_some());
        if dated != begun_dated && !can_be_header(line, &header, dated) {
            return None;
        }
        if header.terms.is_some() {
            return Some(header);
        }
        let item = line.is_item() || line.text.starts_with(BULLETS);
        // "Technologies", and below it "- Odd servers 2008-2012".
        if item && self.listing && header.title.is_none() {
            return None;
        }
        if item && !self.is_card(line) {
            return self
                .is_header_item(line, &header, (text, dated), after)
                .then_some(header);
        }
        let any = header.title.is_some()
            || header.company.is_some()
            || header.period.is_some()
            || header.place.is_some();
        let few = || text.split_ascii_whitespace().count() <= 12;
        // A company can have the name of a technology: one word, and a position below it.
        let single =
            || !line.text.contains([',', '/', '|', '·', '•']) && line.apart && self.announces(line, after);
        let titled = header.title.is_some() && !line.text.contains(',');
        let named = || titled || !lists_technologies(line.text, self.reading.taxonomy) || single();
        let plausible =
            is_strong(line) || dated || few() && named() && !self.stands_above_pair(&header, after);
        (any && plausible).then_some(header)
    }

    /// Below a complete header, a line that stands further right or in the same paragraph is part of the account.
    fn is_account(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let plain = matches!(line.kind, Kind::Code | Kind::Paragraph);
        let Some((block, range)) = open.begin.as_ref().filter(|_| plain && open.is_complete()) else {
            return false;
        };
        let below = *block == line.block && line.kind != Kind::Code && !line.bold
            || self.reading.indent(line.block, &line.range) > self.reading.indent(*block, range) + 1;
        let entry = |text: &str| dates::first(text).is_some_and(|period| period.range.start <= 2);
        let next_entry = || entry(line.text) && entry(slice(self.reading.text(*block), range.clone()));
        // "🔹 Engineer – Acme (2021 – 2023)": lines of one paragraph that begin with the same sign.
        let sign = |text: &'a str| {
            text.chars()
                .next()
                .filter(|letter| !letter.is_alphanumeric() && !letter.is_ascii())
        };
        let next_sign = || {
            let begin = sign(slice(self.reading.text(*block), range.clone()));
            begin.is_some() && begin == sign(line.text) && line.period().is_some()
        };
        let next = || next_entry() || next_sign() || self.is_next_whole(line, *block, range.start);
        below && !next() && !self.is_employer_below(line) && !self.is_whole_below(line)
    }

    fn begins_another(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let open = &self.open;
        // "- Company: Acme", "- Branch: looms", "- Role: Engineer": what a label names belongs to the same list.
        if open.begin.is_none() || line.is_item() && is_fact(line.text) && open.lacks(header) {
            return false;
        }
        if open.title.is_some() && self.heads_titles(line, header, after) {
            return true;
        }
        let dated = header
            .period
            .as_ref()
            .is_some_and(|period| period.end.is_some() || !open.has_start())
            || header.company.is_some() && (header.begins_with_date() || line.apart);
        let again = header.title.is_some() && open.title.is_some()
            || dated && header.period.is_some() && open.is_dated();
        if again && header.title.is_none() && header.company.is_none() && open.is_held(header) {
            return false;
        }
        if again {
            // "Title" twice in one block of lines is a doubled label, not another position.
            return !(header.title.as_ref().map(|title| slice(line.text, title.clone())) == open.title
                && (!open.is_dated() || line.bold && open.title_level.is_some() && header.period.is_none())
                && !open.told);
        }
        let company_again = header.company.is_some() && open.company.is_some() && header.title.is_none();
        if company_again {
            let announces = line.heading().is_some()
                || open.told && self.announces(line, after)
                || line.apart
                    && open.title.is_some()
                    && open.is_dated()
                    && !(line.bold && open.told)
                    && (is_strong(line) || header.period.is_some() || self.announces(line, after))
                // "**Acme, Norway**" and "2019 – 2021" below an employer that has its own time.
                || line.apart && line.bold && open.is_dated() && after.first().is_some_and(|next| is_period_line(next));
            return announces;
        }
        if self.ends_with(line, header, after) {
            return false;
        }
        if open.told && (open.title.is_some() || open.is_dated()) {
            // An item with the period below the heading of a company.
            let is_below = open.company.is_some_and(|(_, level)| level.is_some());
            let waits = is_below && line.is_item() && !open.is_dated();
            return header.title.is_some()
                || line.heading().is_some()
                || header.period.is_some() && line.apart && !waits
                || header.company.is_some() && self.announces(line, after);
        }
        self.is_beside(line)
    }

    /// Adds a line to the account of the open position.
    fn tell(&mut self, line: &Line<'a>) {
        if self.open.begin.is_some() {
            self.clients.extend(clients::of(self.reading, line));
            let advised = self
                .open
                .has_clients()
                .then(|| clients::advised(self.reading, line));
            self.clients.extend(advised.flatten());
            if self.open.title.is_none() && self.is_listed_title(line) {
                self.open.title = Some(line.text);
            }
            if !self.open.told && self.open.title.is_none() {
                let led = || led_title(line.text).filter(|_| self.open.is_employed());
                let below = || self.is_title_below(line).then_some(0..line.text.len());
                let title = stated_title(line.text, 0).or_else(led).or_else(below);
                self.open.title = title.and_then(|title| line.text.get(title));
            }
            self.open.told = true;
            self.open.tell(line);
        }
    }

    fn close(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.name_by_place(self.context);
        open.title_by_place(self.titled);
        self.last = open.headings();
        // "## Engineer" below "## Acme - Keeper of Looms" is a position without a company.
        let apart = self.whole
            && open
                .title_level
                .is_some_and(|level| self.context.is_some_and(|(_, above)| above >= Some(level)));
        let context = self.context.filter(|_| !apart);
        if open.company.is_some() || open.is_break() {
            self.context = open.company.filter(|_| open.can_have_more_titles());
            self.whole = open.is_whole_heading();
        }
        let roles = open.roles(context, self.reading);
        if roles.is_empty() {
            self.clients.clear();
        }
        self.roles.extend(roles);
        self.roles.append(&mut self.clients);
    }
}

#[cfg(test)]
pub(super) mod tests;
