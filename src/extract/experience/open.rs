//! A position while its lines are read.

use std::ops::Range;

use super::breaks::is_break;
use super::header::Header;
use super::ladder::steps;
use super::{Draft, MAX_HIGHLIGHTS, Role, VIA};
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice};
use crate::extract::reading::{Line, Reading};
use crate::extract::{dates, education, places};
use crate::profile::{DateEnd, PartialDate};
use crate::taxonomy::Taxonomy;

/// A company's name and the level of the heading that it is.
pub(super) type Heading<'a> = (&'a str, Option<u8>);

/// When the position was held.
#[derive(Debug)]
struct Dates {
    start: Option<PartialDate>,
    end: Option<DateEnd>,
    /// They stand beside the company's name.
    beside_name: bool,
    /// The line said when it began, and not when it ended.
    waits: bool,
}

/// A position as its lines have said so far.
#[derive(Debug, Default)]
pub(super) struct Open<'a> {
    pub(super) company: Option<Heading<'a>>,
    pub(super) title: Option<&'a str>,
    pub(super) title_level: Option<u8>,
    place: Option<&'a str>,
    dates: Option<Dates>,
    /// The line that began it.
    pub(super) begin: Option<(usize, Range<usize>)>,
    account: Vec<(usize, Range<usize>)>,
    /// Its account has begun.
    pub(super) told: bool,
    /// The company stood before the title, so it can have more titles.
    pub(super) company_first: bool,
    /// One line named both.
    pub(super) one_line: bool,
}

impl<'a> Open<'a> {
    pub(super) const fn is_dated(&self) -> bool {
        self.dates.is_some()
    }

    /// Says whether a header only repeats the dates.
    pub(super) fn is_held(&self, header: &Header) -> bool {
        let same = |dates: &Dates| {
            let period = header.period.as_ref();
            period.is_some_and(|period| period.start == dates.start && period.end == dates.end)
        };
        self.dates.as_ref().is_some_and(same)
    }

    /// Says whether the dates have a beginning.
    pub(super) fn has_start(&self) -> bool {
        self.dates.as_ref().is_some_and(|dates| dates.start.is_some())
    }

    /// Says whether nothing is left for another header to add.
    pub(super) const fn is_complete(&self) -> bool {
        self.title.is_some() && self.company.is_some() && self.is_dated()
    }

    /// Says whether employer and time are known, whatever the title.
    pub(super) const fn is_employed(&self) -> bool {
        self.company.is_some() && self.is_dated()
    }

    /// Says whether further titles may follow that are of the same company.
    pub(super) fn can_have_more_titles(&self) -> bool {
        (self.company_first || self.title.is_none()) && !self.is_break()
    }

    /// Says whether it is a time without work: "Sabbatical", "Career break".
    pub(super) fn is_break(&self) -> bool {
        let named = self.company.map(|(company, _)| company);
        named.or(self.title).is_some_and(is_break)
    }

    /// Says whether a header tells a fact that is not known yet, and none that is.
    pub(super) const fn lacks(&self, header: &Header) -> bool {
        let known = header.title.is_some() && self.title.is_some()
            || header.company.is_some() && self.company.is_some()
            || header.period.is_some() && self.is_dated();
        !known && (header.title.is_some() || header.company.is_some() || header.period.is_some())
    }

    /// Says whether the position is one of working for several: a consultant's, a freelancer's.
    pub(super) fn has_clients(&self) -> bool {
        static FOR_MANY: Cues = Cues::caseless(&[
            "consult",
            "freelanc",
            "self-employed",
            "independent",
            "advisor",
            "fractional",
        ]);
        let named = [self.title, self.company.map(|(name, _)| name)];
        named.into_iter().flatten().any(|words| FOR_MANY.are_in(words))
    }

    fn is_dated_beside_name(&self) -> bool {
        self.dates.as_ref().is_some_and(|dates| dates.beside_name)
    }

    /// "Acme", "2014 – 2023" and then "Senior Engineer 2019 – 2023": says whether the time so far is that of several positions.
    pub(super) fn spans(&self, header: &Header) -> bool {
        let named = self.company.is_some() && self.title.is_none() && !self.told;
        let titled = header.title.is_some() && header.company.is_none();
        let dates = self.dates.as_ref().filter(|dates| dates.end.is_some());
        let (Some(dates), Some(period)) = (dates, &header.period) else {
            return false;
        };
        let within = dates.start.zip(period.start);
        named && titled && period.end.is_some() && within.is_some_and(|(all, own)| all.year() <= own.year())
    }

    /// Adds what a header says.
    pub(super) fn take(&mut self, line: &Line<'a>, header: &Header, taxonomy: &Taxonomy) {
        self.told |= header.end < line.text.len();
        self.begin.get_or_insert_with(|| (line.block, line.range.clone()));
        self.tell(line);
        let text = |range: &Range<usize>| line.text.get(range.clone());
        self.one_line |= header.title.is_some() && header.company.is_some();
        if let Some(title) = header.title.as_ref().and_then(text)
            && self.title.is_none()
        {
            // What was told of the company before is no account of the position.
            self.told = header.end < line.text.len();
            self.title = Some(title);
            self.title_level = line.heading();
            self.company_first |= self.company.is_some() && header.company.is_none();
        }
        self.take_unlisted_title(line, header);
        if let Some(company) = header.company.as_ref().and_then(text)
            && self.company.is_none()
            && !(self.is_dated() && self.title.is_some() && places::is_place(taxonomy, company))
        {
            self.company = Some((company, line.heading()));
            self.company_first |= header.company_first || header.title.is_none() && self.title.is_none();
        } else if self.company.is_some()
            && self.place.is_none()
            && header.title.is_none()
            && header.period.is_none()
        {
            let place = header.place.as_ref().or(header.company.as_ref()).and_then(text);
            self.place = place.filter(|place| header.place.is_some() || places::is_place(taxonomy, place));
        }
        if let Some(place) = header.place.as_ref().and_then(text) {
            self.place.get_or_insert(place);
        }
        if let Some(period) = &header.period {
            self.dates.get_or_insert_with(|| Dates {
                start: period.start,
                // "From: May 2019", and no word of an end.
                end: period
                    .end
                    .or_else(|| dates::is_beginning(line.text).then_some(DateEnd::Present)),
                beside_name: header.company.is_some() && line.apart,
                waits: period.end.is_none() || dates::is_beginning(line.text),
            });
        }
    }

    /// "End: March 2021", "Tot heden" below "Start: January 2019": says whether a line gave the end of the time.
    pub(super) fn take_end(&mut self, line: &Line<'a>) -> bool {
        let Some(dates) = self
            .dates
            .as_mut()
            .filter(|dates| dates.waits && dates.start.is_some())
        else {
            return false;
        };
        let Some(end) = dates::end_of_period(line.text) else {
            return false;
        };
        dates.end = Some(end);
        dates.waits = false;
        self.tell(line);
        true
    }

    /// Takes the employer of a line that can name nothing else: "Remote" may be one.
    pub(super) fn employ(&mut self, line: &Line<'a>, header: &Header) {
        let company = header
            .company
            .as_ref()
            .and_then(|range| line.text.get(range.clone()));
        self.company = self.company.or(company.map(|company| (company, None)));
    }

    /// Takes the words of a line for the title.
    pub(super) fn entitle(&mut self, line: &Line<'a>, title: Option<&'a str>) {
        self.tell(line);
        self.title = title;
        self.title_level = line.heading();
    }

    /// "Entrepreneurship 2017 – now", the company below: a title that no list of titles knows.
    fn take_unlisted_title(&mut self, line: &Line<'a>, header: &Header) {
        let (Some((known, level)), None, None) = (self.company, self.title, &header.title) else {
            return;
        };
        if is_break(known) {
            return;
        }
        let Some(company) = header
            .company
            .as_ref()
            .and_then(|range| line.text.get(range.clone()))
        else {
            return;
        };
        // What has a place is a company, so that the line below it is the title.
        let placed = self.place.is_some() && header.place.is_none();
        let next = self.is_dated_beside_name() && !self.told && !line.apart && header.period.is_none();
        let (below, title_below) = (next && !placed, next && placed);
        let above = !self.is_dated() && header.period.as_ref().is_some_and(|period| period.end.is_some());
        if below {
            (self.title, self.title_level) = (Some(known), level);
            self.company = Some((company, line.heading()));
        } else if title_below
            || above && (line.bold || line.heading().is_some() || level.is_some() && !self.told)
        {
            (self.title, self.title_level) = (Some(company), line.heading());
        }
    }

    /// "Engineering Manager, Billing" and below it "Acme · Full-time": whatever the first line seemed to say, it is the title.
    ///
    /// Says whether it was so.
    pub(super) fn take_employer(&mut self, line: &Line<'a>, header: &Header, reading: &Reading<'a>) -> bool {
        let company = header
            .company
            .as_ref()
            .and_then(|range| line.text.get(range.clone()));
        let fresh = self.title.is_some() && !self.told && !self.is_dated() && self.account.len() == 1;
        let (Some(company), Some((block, range)), true) =
            (company, self.begin.clone(), fresh && header.employed)
        else {
            return false;
        };
        if header.title.is_some() {
            return false;
        }
        self.title = Some(slice(reading.text(block), range));
        self.company = Some((company, None));
        self.tell(line);
        true
    }

    /// "Instructor – Looms": what seemed to be the company belongs to the title; a word in brackets says how one was employed.
    pub(super) fn take_whole_title(&mut self, reading: &Reading<'a>) {
        let (Some((block, range)), Some(title)) = (&self.begin, self.title) else {
            return;
        };
        let line = slice(reading.text(*block), range.clone());
        if self.company.take().is_some()
            && line.starts_with(title)
            && !line.contains('(')
            && !self.is_dated_beside_name()
        {
            self.title = Some(line);
        }
    }

    /// "### Warehouse (2015 – 2018)" below "## Acme" is what the person did there, whatever the word.
    pub(super) fn name_by_place(&mut self, context: Option<Heading<'a>>) {
        let (Some((name, Some(level))), Some((_, Some(above)))) = (self.company, context) else {
            return;
        };
        if self.title.is_none() && self.is_dated() && level > above {
            (self.title, self.title_level) = (Some(name), Some(level));
            self.company = None;
        }
    }

    /// "### Acme" below "## Developer" is where the person was one.
    pub(super) fn title_by_place(&mut self, titled: Option<(&'a str, u8)>) {
        if let (None, Some((_, Some(level))), Some((title, above))) = (self.title, self.company, titled)
            && self.is_dated()
            && level > above
        {
            (self.title, self.title_level) = (Some(title), Some(above));
        }
    }

    /// Says whether a heading named title and company at once, so that headings of its level have companies of their own.
    pub(super) const fn is_whole_heading(&self) -> bool {
        self.one_line && self.title_level.is_some()
    }

    /// Returns the title and the company where headings name both, with the deeper one's level.
    pub(super) fn headings(&self) -> Option<(&'a str, Heading<'a>, u8)> {
        let company = self.company?;
        Some((self.title?, company, company.1?.max(self.title_level?)))
    }

    /// Adds a line to the account.
    pub(super) fn tell(&mut self, line: &Line<'a>) {
        self.account.push((line.block, line.range.clone()));
    }

    /// Ends the position; nothing if too little was said of it.
    pub(super) fn roles(self, context: Option<Heading<'a>>, reading: &Reading<'_>) -> Vec<Role> {
        let Some((block, range)) = self.begin.clone() else {
            return Vec::new();
        };
        let company = self.company.or(context.filter(|_| self.title.is_some()));
        // "Remote" can be an employer, where no other stands in its place.
        let named = self
            .place
            .filter(|place| self.is_dated() && !place.contains([',', ' ']))
            .filter(|place| reading.taxonomy.stated_place(place).is_none());
        let company = company.or(named.map(|place| (place, None)));
        let headed = self.company.is_some_and(|(_, level)| level.is_some());
        let (start, end) = self
            .dates
            .as_ref()
            .map_or((None, None), |dates| (dates.start, dates.end));
        let enough = self.title.is_some() && (company.is_some() || self.is_dated())
            || company.is_some()
                && self.is_dated()
                && (end.is_some() || headed || self.is_dated_beside_name());
        // "Student trainee at Mathematics" names no employer.
        let study = company.is_some_and(|(name, _)| {
            name.chars().all(char::is_alphabetic) && education::is_field_of_study(name)
        });
        if !enough || study || self.is_break() {
            return Vec::new();
        }
        let draft = Draft {
            company: company.map(|(company, _)| company),
            title: self.title,
            place: self.place,
            start,
            // A date alone is the whole time of a position: "Summer 2018".
            end: end.or(start.map(DateEnd::On)),
        };
        let highlights = highlights(reading, &self.account);
        let role = |title| {
            let evidence = reading.evidence(block, &range, VIA);
            let mut position = Draft { title, ..draft }.position(reading, evidence);
            position.highlights.clone_from(&highlights);
            let account = self.account.clone();
            Role { position, account }
        };
        let titles = steps(draft.title, reading.taxonomy);
        titles.into_iter().map(role).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_a_ladder_are_positions_of_their_own() {
        let taxonomy = Taxonomy::embedded();
        let steps = |title| {
            steps(Some(title), taxonomy)
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
        };
        assert_eq!(
            steps("Staff Engineer, Senior Engineer"),
            ["Staff Engineer", "Senior Engineer"]
        );
        assert_eq!(steps("Senior Engineer → Staff Engineer").len(), 2);
        for one in [
            "Team Lead / Senior Engineer",
            "Owner, Principal Consultant",
            "Engineer",
        ] {
            assert_eq!(steps(one), [one]);
        }
    }

    #[test]
    fn who_tells_when_it_began_and_of_no_end_is_still_there() {
        let end = |text: &str| {
            let text = format!("## Experience\n\n### Lumoraq\n\nEngineer\n\n{text}\n\nWove.\n");
            let roles = crate::extract::testing::read(&text, crate::extract::experience::read);
            roles.first().and_then(|role| role.position.end)
        };
        assert_eq!(end("From: 07/2019"), Some(DateEnd::Present));
        assert!(matches!(end("From: 07/2019\nTo: 05/2021"), Some(DateEnd::On(_))));
        assert!(matches!(end("07/2019"), Some(DateEnd::On(_))));
    }
}
