//! Titles that no vocabulary knows beside, below and above their employers.

use std::ops::Range;

use super::Assembly;
use crate::extract::document::{slice, trim_by};
use crate::extract::experience::agent::is_agent;
use crate::extract::experience::employer::is_company_like;
use crate::extract::experience::header::Header;
use crate::extract::experience::line::{is_period_line, is_strong};
use crate::extract::reading::Line;

/// Signs between a title and a company on one line.
const JOINTS: &[&str] = &[" - ", " – ", " — ", " | ", " · ", ", "];

impl<'a> Assembly<'a, '_> {
    /// Takes words for the title that can be nothing else: their form says so, and what stands beside or near them is the employer.
    pub(super) fn name_agent(&self, line: &Line<'a>, header: &mut Header, after: &[&Line<'a>]) {
        if header.title.is_some() {
            return;
        }
        let named = header.company.as_ref().map_or(0, |company| company.end);
        let end = header
            .period
            .as_ref()
            .map(|period| period.range.start)
            .filter(|start| *start >= named);
        let text = slice(line.text, 0..end.unwrap_or(header.end));
        let period =
            |next: &&Line<'a>| is_period_line(next) || next.italic.is_some() && next.period().is_some();
        let dated = header.is_dated() || after.iter().take(2).any(period);
        if dated && self.part_agent(line, header, text) {
            return;
        }
        let Some(company) = header.company.clone().filter(|company| company.start <= 2) else {
            return;
        };
        let name = slice(line.text, company);
        if is_agent(name)
            && self.reading.taxonomy.company_named(name).is_none()
            && (self.is_agent_below(line, header) || dated && self.is_agent_above(line, after))
        {
            header.title = header.company.take();
        }
    }

    /// "Acme", and below it "**Stream Tamer**" or "Stream Tamer, 2019 – 2021".
    fn is_agent_below(&self, line: &Line<'a>, header: &Header) -> bool {
        let open = &self.open;
        let employer = open.company.filter(|_| open.title.is_none() && !open.told);
        employer.is_some_and(|(above, _)| !is_agent(above))
            && (!line.apart || line.bold || header.is_dated() || line.italic.is_some())
    }

    /// "**Stream Tamer**", and on the next lines "Acme" and "2019 – 2021".
    fn is_agent_above(&self, line: &Line<'a>, after: &[&Line<'a>]) -> bool {
        let open = &self.open;
        let free = open.title.is_some() == open.company.is_some();
        let Some(next) = after
            .first()
            .filter(|next| free && is_strong(line) && !next.is_item())
        else {
            return false;
        };
        let below = self.headers.of(next);
        let other = below.company.filter(|_| below.title.is_none());
        other.is_some_and(|name| !is_agent(slice(next.text, name)))
    }

    /// "### Bit Herder, Acme", "**Acme** — Loomwright": parts a line in a title by its form and the employer.
    fn part_agent(&self, line: &Line<'a>, header: &mut Header, text: &str) -> bool {
        if !is_strong(line) && line.bold_end.is_none() && !header.is_dated() {
            return false;
        }
        let joints = JOINTS
            .iter()
            .filter_map(|joint| text.find(joint).map(|at| (at, joint.len())));
        let Some((at, joint)) = joints.min() else {
            return false;
        };
        let rest = slice(text, at + joint..text.len());
        let next = JOINTS.iter().filter_map(|joint| rest.find(joint)).min();
        let bare = |range: Range<usize>| trim_by(line.text, range, |letter: char| !letter.is_alphanumeric());
        let (first, second) = (
            bare(0..at),
            bare(at + joint..at + joint + next.unwrap_or(rest.len())),
        );
        let words = |range: &Range<usize>| slice(line.text, range.clone());
        let title_first = is_agent(words(&first));
        if title_first == is_agent(words(&second)) {
            return false;
        }
        let (title, company) = if title_first {
            (first, second)
        } else {
            (second, first)
        };
        let taxonomy = self.reading.taxonomy;
        if !is_company_like(taxonomy, words(&company))
            || !is_company_like(taxonomy, words(&title))
            || taxonomy.company_named(words(&title)).is_some()
        {
            return false;
        }
        header.company_first = !title_first;
        header.place = header
            .place
            .take()
            .filter(|place| place.start >= company.end.max(title.end));
        (header.title, header.company) = (Some(title), Some(company));
        true
    }
}
