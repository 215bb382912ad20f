//! What headings share: one title for several companies below it, one position for several periods.

use std::ops::Range;

use super::Assembly;
use crate::extract::dates::Period;
use crate::extract::document::{Kind, slice};
use crate::extract::experience::ends::is_abbreviation;
use crate::extract::experience::header::{self, Header, Terms};
use crate::extract::experience::line::{is_period_line, is_strong};
use crate::extract::experience::title::without_terms;
use crate::extract::experience::told::end_of_label;
use crate::extract::reading::Line;
use crate::extract::{education, places, titles};

/// The most words that a clause with a title has, and the words at which a longer one is cut.
const CLAUSE_WORDS: usize = 6;
const JOINTS: &[&str] = &[" for ", " of ", " in ", " on ", " to "];

/// What follows such a clause is longer than this.
const TOLD_BYTES: usize = 40;

/// The most bytes of a sentence that is nothing but facts, and of the signs between them.
const NAMED_BYTES: usize = 80;
const BETWEEN_BYTES: usize = 4;

/// The most bytes of what a dot shortens.
const ABBREVIATION_BYTES: usize = 3;

/// The most words of an employer with its place.
const EMPLOYER_WORDS: usize = 10;

/// Says whether a word is what people are who have no employer.
pub(super) fn is_own_work(text: &str) -> bool {
    const OWN: &[&str] = &[
        "freelance",
        "freelancer",
        "freelancing",
        "self-employed",
        "self employed",
    ];
    OWN.iter().any(|word| word.eq_ignore_ascii_case(text))
}

impl<'a> Assembly<'a, '_> {
    /// "### Engineer", what was done, "Acme", "2019 – 2021": the employer and the time stand behind the account.
    pub(super) fn ends_with(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let open = &self.open;
        let plain = line.apart && matches!(line.kind, Kind::Paragraph) && header.title.is_none();
        let free = self.context.is_none_or(|(_, level)| level.is_none());
        let waits = open.told && open.title_level.is_some() && !open.is_dated() && free;
        let ends = |after: &[&Line<'a>]| after.first().is_none_or(|next| next.heading().is_some());
        if !plain || !waits {
            return false;
        }
        match (&open.company, &header.company, &header.period) {
            (None, Some(_), None) => {
                after.first().is_some_and(|next| is_period_line(next))
                    && ends(after.get(1..).unwrap_or_default())
            }
            (Some(_), None, Some(_)) => is_period_line(line) && ends(after),
            _ => false,
        }
    }

    /// "### Acme (2019 – 2021)" and "#### Engineer": the only title below a dated company was held all of the time.
    pub(super) fn is_only_title(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let above = self.open.company.and_then(|(_, level)| level);
        let dated = |next: &&Line<'a>| !next.is_item() && self.headers.of(next).period.is_some();
        if !self.open.is_dated() || header.period.is_some() || after.first().is_some_and(dated) {
            return false;
        }
        let within = |next: &&&Line<'a>| next.heading().is_none_or(|level| Some(level) > above);
        let mut below = after.iter().take_while(within);
        let beside =
            |next: &&Line<'a>| next.heading() == line.heading() && self.headers.of(next).title.is_some();
        !below.any(beside)
    }

    /// A heading of the titled one's level or above it begins another position, and so does one of their company's level.
    pub(super) fn is_beside(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let titled = open
            .title_level
            .is_some_and(|level| line.heading() <= Some(level));
        let employed = || {
            open.is_dated()
                && open.company.is_none()
                && self.context.is_some_and(|(_, level)| level == line.heading())
        };
        line.heading().is_some() && open.title.is_some() && (titled || employed())
    }

    /// "#### Testing / QA" below "### Engineer, Acme (2019 – 2021)" parts the account, unless what follows is a position.
    pub(super) fn is_inner(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let open = &self.open;
        let begin = open
            .begin
            .as_ref()
            .and_then(|(block, _)| self.reading.document.blocks.get(*block));
        let deeper = match (begin.map(|block| block.kind), line.heading()) {
            (Some(Kind::Heading(outer)), Some(inner)) => inner > outer,
            _ => false,
        };
        // "#### Bolt (2020 – 2021)" below "### Acme, Consultant (2018 – 2021)": what was done there for whom.
        let part = header.title.is_none() && open.is_whole_heading();
        deeper && (header.period.is_none() || part) && open.is_complete() && !self.announces(line, after)
    }

    /// "Instructor – Looms", "2018 – 2019" and "Acme, Bergen, Norway" are lines of one paragraph: the last has the company.
    pub(super) fn is_employer_below(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let begin = open.begin.as_ref().map(|(block, _)| *block);
        let taxonomy = self.reading.taxonomy;
        let with_place = |(name, place): (&str, &str)| {
            places::is_place(taxonomy, place) && taxonomy.stated_place(name).is_none()
        };
        !open.told
            && open.is_complete()
            && begin == Some(line.block)
            && line.text.split_ascii_whitespace().count() <= EMPLOYER_WORDS
            && line.text.split_once(", ").is_some_and(with_place)
    }

    /// "Acme, Engineer. Built the …", "- **Engineer, Acme:** built the …": where the facts end, if nothing else stands with them.
    pub(super) fn end_of_named(&self, line: &Line<'a>) -> Option<usize> {
        if line.kind != Kind::Paragraph || !line.apart || line.bold {
            return end_of_label(line);
        }
        let at = line.text.find(". ").filter(|at| *at <= NAMED_BYTES)?;
        let named = slice(line.text, 0..at);
        // "Mr. Quill" ends no sentence.
        let whole = named
            .rsplit(' ')
            .next()
            .is_some_and(|last| last.len() > ABBREVIATION_BYTES && !is_abbreviation(last));
        if !whole || !named.contains([',', '–', '—']) || !titles::is_title(named) {
            return None;
        }
        let header = header::read(named, self.reading.taxonomy);
        let (title, company) = (header.title?, header.company?);
        let told = title.len() + company.len() + header.place.map_or(0, |place| place.len() + 2);
        (told + BETWEEN_BYTES >= named.len() && line.text.len() > at + TOLD_BYTES).then_some(at)
    }

    /// "**Acme** Engineer, looms; built the …" below a period: where the clause with the facts ends.
    pub(super) fn end_of_led(&self, line: &Line<'a>) -> Option<usize> {
        let open = &self.open;
        let waits = open.is_dated() && open.company.is_none() && open.title.is_none() && !open.told;
        let bold = line.bold_end.filter(|_| waits && line.bold)?;
        let rest = slice(line.text, bold..line.text.len());
        let ends = rest.find([';', '(']).into_iter().chain(rest.find(". "));
        let end = ends.min().unwrap_or(rest.len());
        let clause = slice(rest, 0..end);
        // "Architect of the systems that …": what a long clause adds to a title is told of the work.
        let long = clause.split_ascii_whitespace().count() > CLAUSE_WORDS;
        let joints = JOINTS
            .iter()
            .filter(|_| long)
            .filter_map(|joint| clause.find(joint));
        let end = joints.min().unwrap_or(end);
        (line.text.len() > bold + end + TOLD_BYTES).then_some(bold + end)
    }

    /// "**Acme**", "2019 – 2021", "*Keeper of Looms*": a line in italics below a dated company is the title, whatever its words.
    pub(super) fn take_styled_title(
        &mut self,
        line: &Line<'a>,
        header: &Header,
        after: &[&Line<'a>],
    ) -> bool {
        let open = &self.open;
        let waits = open.company.is_some() && open.is_dated() && open.title.is_none() && !open.told;
        let whole = line.italic.clone().filter(|italic| {
            let around = line.text.len() - italic.len();
            waits && around <= 2 && header.company.is_some() && header.period.is_none()
        });
        let titled = |line: &Line<'a>| {
            let title = self.headers.of(line).title;
            title.is_some() && line.text.chars().count() <= 80 && !line.is_item()
        };
        let Some(title) = whole.filter(|_| !after.first().is_some_and(|next| titled(next))) else {
            return false;
        };
        self.open.entitle(line, line.text.get(title));
        true
    }

    /// "Head of Looms" below "### Acme", "*Engineer* | 2019 – 2021": a title without a time tells of the position above.
    pub(super) fn is_told_title(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let lasting = header.period.as_ref().is_some_and(|period| period.end.is_some());
        let bare = !lasting && header.company.is_none() && header.place.is_none();
        let dated =
            |next: &Line<'a>| !next.is_item() && header::begin(next, self.reading.taxonomy).period.is_some();
        bare && header.title.is_some()
            && matches!(line.kind, Kind::Paragraph)
            && !is_strong(line)
            && line.italic.is_none()
            && self.open.is_complete()
            && (!line.apart || self.open.company.is_some_and(|(_, level)| level.is_some()))
            && !after.iter().take(2).any(|next| dated(next))
    }

    /// "Odd Machines Group, *Acme*": of a department and a company, the one in italics is the company.
    pub(super) fn prefer_italic(&self, line: &Line<'a>, header: &mut Header) {
        let Some(named) = header.company.clone().or_else(|| header.place.clone()) else {
            return;
        };
        let Some(italic) = line.italic.clone().filter(|italic| italic.start > named.start) else {
            return;
        };
        let name = slice(line.text, italic.clone());
        let joined = slice(line.text, 0..italic.start).ends_with(", ");
        if joined && (self.reading.taxonomy.company_named(name).is_some() || education::is_school(name)) {
            header.place = header.place.take().filter(|place| place.start >= italic.end);
            header.company = Some(italic);
        }
    }

    /// "*Engineer (Looms)* | 2019" below the name of a company: the whole of what is set in italics is the title.
    pub(super) fn prefer_whole(&self, line: &Line<'a>, header: &mut Header) {
        let open = &self.open;
        let waits = open.company.is_some() && open.title.is_none() && !open.told;
        let (Some(title), Some(italic)) = (&header.title, &line.italic) else {
            return;
        };
        let around = title.end > italic.start && title.start <= italic.start + 1;
        // "*Keeper of Looms / 2019 – 2021*": the time is no part of it.
        let within = |period: &Period| period.range.start < italic.end && period.range.end > italic.start;
        let named = !header.period.as_ref().is_some_and(within);
        if waits && around && named && title.end < italic.end {
            let inside = |range: &Range<usize>| range.end <= italic.end;
            header.company = header.company.take().filter(|company| !inside(company));
            header.title = Some(without_terms(line.text, italic.clone(), self.reading.taxonomy));
        }
    }

    /// Tells the company on a line from what only looks like one, and from a place.
    pub(super) fn settle_company(&mut self, line: &Line<'a>, header: &mut Header, after: &[&Line<'a>]) {
        if self.is_employer_below(line) && header.company.is_some() && header.title.is_none() {
            self.open.take_whole_title(self.reading);
        }
        self.settle_team(line, header, after);
        self.prefer_pair(line, header);
        // "Freelance" above a title stands where others have their employer.
        let own = header
            .title
            .as_ref()
            .is_some_and(|title| is_own_work(slice(line.text, title.clone())));
        let titled = || {
            let next = after.first().map(|next| self.headers.of(next));
            next.is_some_and(|next| next.title.is_some() && next.company.is_none())
        };
        if own && header.company.is_none() && header.period.is_none() && titled() {
            header.company = header.title.take();
        }
        let (open, taxonomy) = (&self.open, self.reading.taxonomy);
        // "Engineer (Looms)" below the name of a company: what stands in brackets is no other one.
        let waits = open.company.is_some() && open.title.is_none() && !open.told;
        let aside = |company: &Range<usize>| slice(line.text, 0..company.start).ends_with('(');
        let below = Self::is_named_below(line, header, after);
        if below || waits && header.title.is_some() && header.company.as_ref().is_some_and(aside) {
            header.company = None;
        }
        // "**Acme, Norway**" above a period names a company, if there is no such town.
        let bare = header.title.is_none() && header.company.is_none() && header.place.is_some();
        let next = || line.bold && open.is_dated() && after.first().is_some_and(|next| is_period_line(next));
        let free = open.company.is_none() || open.is_complete() || next();
        let town = || {
            let (head, _) = line.text.split_once(',')?;
            taxonomy.stated_place(head)
        };
        if bare && free && is_strong(line) && town().is_none() && self.announces(line, after) {
            header.part_place(line.text, taxonomy);
        }
    }

    /// "#### Manager – Odd Machines" below "### Acme" or above "##### Bolt – 2019": what a dash adds is no company.
    pub(super) fn lengthen_title(&self, line: &Line<'a>, header: &mut Header, after: &[&Line<'a>]) {
        self.lengthen_bold_title(line, header, after);
        let (Some(level), Some(title), Some(company)) = (line.heading(), &header.title, &header.company)
        else {
            return;
        };
        let joint = slice(line.text, title.end..company.start);
        let name = slice(line.text, company.clone());
        // "### Teacher, Looms (2019 – 2021)" above "#### Orvik College (Bergen, Norway)".
        let owned = title.start == 0 && header.period.is_some() && matches!(joint, ", " | " – " | " - ");
        if owned && self.is_owned_below(level, after) && self.reading.taxonomy.company_named(name).is_none() {
            header.title = Some(0..company.end);
            header.company = None;
            return;
        }
        let dashed = title.start == 0 && matches!(joint, " – " | " - " | " — ") && header.period.is_none();
        if !dashed || self.reading.taxonomy.company_named(name).is_some() {
            return;
        }
        let known = self.open.company.filter(|_| !self.open.told).or(self.context);
        let named_above = known
            .and_then(|(_, level)| level)
            .is_some_and(|above| above < level);
        let named_below = after.first().is_some_and(|next| {
            let named = || self.headers.of(next);
            next.heading() > Some(level) && named().company.is_some() && named().period.is_some()
        });
        if named_above || named_below {
            header.title = Some(0..line.text.len());
            header.company = None;
        }
    }

    /// Says whether a deeper heading that follows names a company, and nothing else of a position.
    fn is_owned_below(&self, level: u8, after: &[&Line<'a>]) -> bool {
        after.first().is_some_and(|next| {
            let below = self.headers.of(next);
            let named = below.company.is_some() && below.place.is_some();
            next.heading() > Some(level) && named && below.title.is_none() && below.period.is_none()
        })
    }

    /// "**Director - Odd Machines** (2019 – 2021)" above "Looms, *Acme*": what a dash adds to a bold title is no company.
    fn lengthen_bold_title(&self, line: &Line<'a>, header: &mut Header, after: &[&Line<'a>]) {
        let (Some(title), Some(company), Some(bold)) = (&header.title, &header.company, line.bold_end) else {
            return;
        };
        let taxonomy = self.reading.taxonomy;
        let joint = slice(line.text, title.end..company.start);
        let whole = title.start <= 2 && company.end <= bold && company.end + 2 >= bold;
        let named_below = || {
            after.first().is_some_and(|next| {
                let below = self.headers.of(next);
                let named = next.italic.is_some() && (below.company.is_some() || below.place.is_some());
                !next.apart && named && below.title.is_none() && below.period.is_none()
            })
        };
        if whole
            && matches!(joint, " - " | " – " | " — ")
            && taxonomy
                .company_named(slice(line.text, company.clone()))
                .is_none()
            && named_below()
        {
            header.title = Some(title.start..company.end);
            header.company = None;
        }
    }

    /// Says whether the lines below show that this one begins a position.
    ///
    /// A sentence about the company may stand between its name and the title.
    pub(super) fn announces(&self, line: &Line<'a>, after: &[&Line<'a>]) -> bool {
        let shows = |next: &Line<'a>| {
            let names = |header: Header| {
                header.period.is_some() || header.title.is_some() || header.terms == Some(Terms::Length)
            };
            let short = next.text.chars().count() <= 100 && !next.is_item();
            short && names(self.headers.of(next))
        };
        // "Acme", and below it "- Engineer at Acme".
        let repeats = |next: &Line<'a>| {
            let titled = || self.headers.of(next).title.is_some();
            next.is_item() && line.text.len() > 2 && next.text.contains(line.text) && titled()
        };
        let about = |next: &Line<'a>| {
            line.apart && next.apart && !next.is_item() && next.text.split_ascii_whitespace().count() > 8
        };
        line.text.chars().count() <= 80
            && match after {
                [next, ..] if shows(next) || repeats(next) => true,
                // "**Acme**", "Bergen, Norway", "Engineer (2011 – 2012)"
                [next, then, ..] if places::is_place(self.reading.taxonomy, next.text) => shows(then),
                [next, title, dates, ..] if about(next) => shows(title) && shows(dates),
                // "#### Acme", "- Engineer of looms", "##### MAY 2015 – JUNE 2016"
                _ => {
                    let mut near = after.iter().take(3);
                    line.heading().is_some()
                        && near.any(|next| next.heading().is_some() && is_period_line(next))
                }
            }
    }

    /// Keeps the title that heads the companies below it: "## Developer", "### Acme", "### Bolt".
    pub(super) fn head(&mut self, line: &Line<'a>, header: &Header) {
        let Some(level) = line.heading() else { return };
        // Below both, each further period is a time of its own: "#### 2019 – 2021", "#### 2017 – 2018".
        if let Some((title, company, above)) = self.last
            && level > above
            && self.open.company.is_none()
            && self.open.title.is_none()
        {
            (self.open.title, self.open.company) = (Some(title), Some(company));
            self.open.title_level = Some(above);
        }
        self.titled = self.titled.filter(|(_, above)| *above < level);
        let alone = header.company.is_none() && header.period.is_none();
        if let Some(title) = header.title.clone().filter(|_| alone) {
            self.titled = line.text.get(title).map(|title| (title, level));
        }
    }
}
