//! Lines that are positions of their own, and lines between such positions.

use super::Assembly;
use crate::extract::document::{Block, Kind, slice};
use crate::extract::experience::clients;
use crate::extract::experience::header::Header;
use crate::extract::experience::{boxed, chart};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections;
use crate::extract::stated::{is_data, is_program};

/// Signs of items that Markdown takes for words.
pub(super) const BULLETS: &[char] = &['•', '▪', '●', '◦', '‣', '▸'];

/// `{{< timelineItem header="Acme" >}}`: a call of a template is no line of words.
pub(super) fn is_call(text: &str) -> bool {
    text.starts_with("{{") && text.ends_with("}}")
}

/// Which blocks are code that is read elsewhere; asked once of a block and not of each of its lines.
pub(super) fn coded(reading: &Reading<'_>) -> Vec<bool> {
    let drawn = |block: &Block| chart::is_chart(block) || boxed::is_boxed(block);
    let coded =
        |block: &Block| block.kind == Kind::Code && (is_data(block) || is_program(block) || drawn(block));
    reading.document.blocks.iter().map(coded).collect()
}

/// "Work experience 2": says whether words are a part's name and a number.
fn is_counted_part(text: &str) -> bool {
    let bare = text.trim_end_matches(|letter: char| letter.is_numeric() || letter == ' ');
    bare.len() < text.len() && sections::is_exact(bare)
}

impl<'a> Assembly<'a, '_> {
    /// Ends the open position at a heading that counts them.
    pub(super) fn ends_at_part(&mut self, line: &Line<'a>) -> bool {
        let counted = line.heading().is_some() && is_counted_part(line.text);
        if counted {
            self.close();
            self.context = None;
            self.listing = false;
        }
        counted
    }

    /// "Engineer · Acme · 2019 – 2021" below another such line of the same paragraph: each is the whole of a position.
    pub(super) fn is_next_whole(&self, line: &Line<'a>, block: usize, begin: usize) -> bool {
        if line.block != block || line.period().is_none_or(|period| period.end.is_none()) {
            return false;
        }
        let first = self
            .lines
            .partition_point(|line| (line.block, line.range.start) < (block, begin));
        self.lines.get(first).is_some_and(|first| self.is_whole(first)) && self.is_whole(line)
    }

    /// Says whether a line has all facts of a position, and nothing else.
    fn is_whole(&self, line: &Line<'a>) -> bool {
        let header = self.headers.of(line);
        header.title.is_some() && header.company.is_some() && header.is_dated() && header.is_all_of(line.text)
    }

    /// "**Acme** — Engineer (2019 – 2021)", "Payments, Ruby", "**Bolt** — Engineer (2017 – 2019)": a line between two that
    /// name a title and a company is told of the one above.
    pub(super) fn stands_between_whole(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let open = &self.open;
        let bare = header.title.is_none() && header.period.is_none() && header.company.is_some();
        if !bare || !open.one_line || !open.is_complete() || line.heading().is_some() || line.bold {
            return false;
        }
        after.first().is_some_and(|next| {
            let alike = next.apart && (next.bold || next.heading().is_some() && open.title_level.is_some());
            let below = || self.headers.of(next);
            alike && below().title.is_some() && below().company.is_some()
        })
    }

    /// "**Teacher (OWL)**" above "@Orvik Guild": what stands in brackets is no employer.
    pub(super) fn is_named_below(line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let company = header.company.as_ref().filter(|_| header.title.is_some());
        let aside = company.is_some_and(|company| slice(line.text, 0..company.start).ends_with('('));
        aside && after.first().is_some_and(|next| next.text.starts_with('@'))
    }

    /// Says whether a line names clients of the open position: employer and time are known, or that there is no single
    /// employer.
    pub(super) fn is_of_clients(&self, line: &Line<'a>, after: &[&Line<'a>]) -> bool {
        let open = &self.open;
        let known = open.is_employed() || open.title.is_some() && open.is_dated() && open.has_clients();
        known
            && line.heading().is_none()
            && clients::are_in(self.reading, line)
            // "**[Acme](…)**" above a title and a period is the next employer.
            && !(line.bold && line.apart && self.announces(line, after))
    }
}
