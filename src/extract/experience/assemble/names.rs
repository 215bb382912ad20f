//! Names that stand below or above a position and are no employers of another one.

use std::ops::Range;

use super::Assembly;
use super::heads::is_own_work;
use crate::extract::document::{Block, slice};
use crate::extract::experience::field::is_field;
use crate::extract::experience::header::Header;
use crate::extract::experience::joined::ends_with_form;
use crate::extract::experience::line::{HEADER_CHARS, is_period_line, is_sentence, is_strong};
use crate::extract::experience::prose::title::is_whole_title;
use crate::extract::experience::settle::TEAM_WORDS;
use crate::extract::experience::title::{is_level, is_part_of_employer};
use crate::extract::reading::Line;
use crate::extract::{education, titles};

/// The most words of an employer that no sign parts from a title.
const GLUED_WORDS: usize = 5;

impl<'a> Assembly<'a, '_> {
    /// Returns the places inside a line where bold words end that are no part of a title, or all of one.
    pub(super) fn cuts(&self, line: &Line<'a>, begun: &Header) -> Vec<usize> {
        let Some(block) = self.reading.document.blocks.get(line.block) else {
            return Vec::new();
        };
        let inside = block.bold.iter().filter(|bold| {
            bold.start >= line.range.start && bold.end < line.range.end && begun.end <= HEADER_CHARS
        });
        let ends = inside.filter(|bold| {
            let words = slice(block.text.as_str(), (*bold).clone());
            let titled = titles::is_title(words) || self.reading.taxonomy.seniority_of(words).is_some();
            !titled || self.is_glued(line, begun, (bold, words), block)
        });
        ends.map(|bold| bold.end - line.range.start).collect()
    }

    /// "**Weaver** [Acme](…) 2019 – 2021", "**Weaver** Acme 2019 – 2021": no sign parts a bold title from its employer.
    fn is_glued(
        &self,
        line: &Line<'a>,
        begun: &Header,
        (bold, title): (&Range<usize>, &str),
        block: &Block,
    ) -> bool {
        let Some(period) = begun.period.as_ref().filter(|_| !line.is_item()) else {
            return false;
        };
        let (first, end) = (bold.start - line.range.start, bold.end - line.range.start);
        if first > 0 || period.range.start <= end || !is_whole_title(title.trim()) {
            return false;
        }
        let behind = slice(line.text, end..period.range.start);
        let name = behind
            .trim()
            .trim_end_matches(['(', ',', '|', '-', '–', '—', '·'])
            .trim_end();
        let starts = name.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
        if !starts || !behind.starts_with([' ', '\n']) || name.split_ascii_whitespace().count() > GLUED_WORDS
        {
            return false;
        }
        let next = block.links.partition_point(|link| link.range.start < bold.end);
        let gap = block.links.get(next).and_then(|link| {
            let at = link.range.start - line.range.start;
            line.text.get(end..at)
        });
        let linked = gap.is_some_and(|gap| gap.trim().is_empty());
        let taxonomy = self.reading.taxonomy;
        let parted = name.contains([',', '|', '–', '—', '(', '@', '/', '·', ':']) || name.contains(" - ");
        let other = || {
            titles::is_title(name)
                || is_level(name)
                || is_field(name, taxonomy)
                || taxonomy.skill_named(name).is_some() && taxonomy.company_named(name).is_none()
        };
        linked || !parted && !other()
    }

    /// Says whether a line that reads as a header tells of the position above.
    pub(super) fn is_told(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        self.is_told_title(line, header, after)
            || self.is_told_name(line, header)
            || self.stands_between_whole(line, header, after)
    }

    /// "### Acme" and "**Engineer, Looms** | 2019 – 2021", "### Engineer, Looms" and "**Acme** · Oslo": what a comma adds to a
    /// title is a team where another line names the employer.
    pub(super) fn settle_team(&self, line: &Line<'a>, header: &mut Header, after: &[&Line<'a>]) {
        let (Some(title), Some(team)) = (&header.title, &header.company) else {
            return;
        };
        let name = slice(line.text, team.clone());
        let joined = title.end < team.start && slice(line.text, title.end..team.start) == ", ";
        if !joined || header.place.is_some() || name.split(' ').count() > TEAM_WORDS || self.is_employer(name)
        {
            return;
        }
        if self.is_employed_above(line) || after.first().is_some_and(|next| self.names_employer(next)) {
            header.title = Some(title.start..team.end);
            header.company = None;
        }
    }

    /// "### Loom Platform (2024 – now)" and "**Acme**, Engineer": what a heading calls the work is no employer where a line below
    /// names one before the title.
    pub(super) fn prefer_pair(&mut self, line: &Line<'a>, header: &Header) {
        let (Some(company), Some(_), true) = (&header.company, &header.title, header.company_first) else {
            return;
        };
        let name = slice(line.text, company.clone());
        let above = self
            .open
            .company
            .filter(|_| self.open.title.is_none() && !self.open.told);
        let topic = above.is_some_and(|(above, level)| {
            level.is_some() && !self.is_employer(above) && !education::is_school(above)
        });
        if topic && company.start <= 2 && self.open.is_dated() && !is_part_of_employer(name) {
            self.open.company = None;
        }
    }

    /// Says whether a name can only be an employer's.
    fn is_employer(&self, name: &str) -> bool {
        self.reading.taxonomy.company_named(name).is_some() || ends_with_form(name)
    }

    /// Says whether a heading above has named the employer of the position that a line begins.
    fn is_employed_above(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let waits = open.title.is_none() && !open.told;
        let employer = match open.company {
            Some(company) => Some(company).filter(|_| waits),
            None => self.context.filter(|(name, _)| self.is_employer(name)),
        };
        employer.is_some_and(|(name, level)| {
            let deeper = line.heading().is_none_or(|own| Some(own) > level);
            level.is_some() && deeper && !is_own_work(name)
        })
    }

    /// "**Acme** · Oslo, Norway": says whether a line names an employer and where it is, and nothing else.
    fn names_employer(&self, line: &Line<'a>) -> bool {
        let header = self.headers.of(line);
        let few = !line.is_item() && line.heading().is_none() && line.text.chars().count() <= 80;
        let taxonomy = self.reading.taxonomy;
        let company = header
            .company
            .filter(|_| few && header.title.is_none() && header.period.is_none());
        company.is_some_and(|company| {
            let name = slice(line.text, company);
            let town = || taxonomy.stated_place(name).is_some();
            !is_sentence(line.text)
                && (taxonomy.company_named(name).is_some() || header.place.is_some() && !town())
        })
    }

    /// "GitHub: @mira" below what was done in a position: its employer is the heading that its own stands below.
    fn is_told_name(&self, line: &Line<'a>, header: &Header) -> bool {
        let open = &self.open;
        let employer = self.context.and_then(|(_, level)| level);
        let below = open
            .title_level
            .is_some_and(|level| employer.is_some_and(|above| above < level));
        let named = header.title.is_none() && header.period.is_none() && !is_strong(line);
        below && named && open.told && open.title.is_some() && open.is_dated() && open.company.is_none()
    }

    /// "Looms Program", and on the next line "Orvik College": of a part and the whole, the employer is the whole.
    pub(super) fn take_whole_employer(&mut self, line: &Line<'a>, header: &Header) -> bool {
        let only = header.title.is_none() && header.period.is_none();
        let (Some((_, level)), true) = (self.open.company, only && self.is_whole_below(line)) else {
            return false;
        };
        let name = header
            .company
            .as_ref()
            .and_then(|name| line.text.get(name.clone()));
        let name = name.unwrap_or(line.text);
        self.open.company = Some((name, level));
        self.open.tell(line);
        true
    }

    /// Says whether a line right below the name of a part of an employer names the whole.
    pub(super) fn is_whole_below(&self, line: &Line<'a>) -> bool {
        let part = self.open.company.filter(|_| !line.apart && !self.open.told);
        part.is_some_and(|(part, _)| {
            let whole = || {
                education::is_school(line.text) && !is_part_of_employer(line.text)
                    || self.reading.taxonomy.company_named(line.text).is_some()
            };
            is_part_of_employer(part) && !education::is_school(part) && whole()
        })
    }

    /// "React", and below it "Engineer, Acme" and "2019 – 2021", where entries begin with such a pair: the last word of the
    /// account above.
    pub(super) fn stands_above_pair(&self, header: &Header, after: &[&Line<'a>]) -> bool {
        let pair = |lines: &[&Line<'a>]| {
            let Some((names, below)) = lines.split_first() else {
                return false;
            };
            let joined = || {
                let header = self.headers.of(names);
                let dated = header.is_dated() || below.first().is_some_and(|time| is_period_line(time));
                let joint = header.title.zip(header.company).filter(|_| dated);
                joint.is_some_and(|(title, company)| slice(names.text, title.end..company.start) == ", ")
            };
            names.heading().is_none() && names.text.contains(", ") && joined()
        };
        let led_so = || {
            let first = self.lines.iter().position(|line| line.heading().is_none());
            let lines = self.lines.get(first.unwrap_or_default()..).unwrap_or_default();
            let Some((names, below)) = lines.split_first() else {
                return false;
            };
            let header = self.headers.of(names);
            let dated = header.is_dated() || below.first().is_some_and(|time| is_period_line(time));
            let led = header.title.is_some_and(|title| title.start <= 2);
            dated && led && names.text.contains(", ") && names.heading().is_none()
        };
        header.title.is_none() && header.period.is_none() && pair(after) && *self.paired.get_or_init(led_so)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::experience::assemble::tests::check;

    #[test]
    fn no_sign_has_to_part_a_bold_title_from_its_employer() {
        check(
            "**Principal Weaver** [Lumoraq](https://lumoraq.example) March 2018 - Current\n\n- Wove\n\n\
             **Loom Analyst** 3Spindle September 2007-April 2010\n\n- Spun\n",
            &[
                "Lumoraq | Principal Weaver | 2018-03",
                "3Spindle | Loom Analyst | 2007-09",
            ],
        );
        check(
            "**Software Engineer** Backend 2018 - 2020\n\n- Wove\n",
            &[" | Software Engineer Backend | 2018"],
        );
    }

    #[test]
    fn a_name_below_the_account_is_no_employer() {
        check(
            "### Lumoraq\n\n#### Engineer\n\n##### May 2013 - November 2017\n\n- Wove\n\n---\n\nGithub: @mira\n",
            &["Lumoraq | Engineer | 2013-05"],
        );
    }

    #[test]
    fn the_employer_is_the_whole_of_which_a_line_names_a_part() {
        check(
            "Teaching Professor, 2019 – 2021  \nApplied Looms Program  \nUniversity of Orvik\n",
            &["University of Orvik | Teaching Professor | 2019"],
        );
    }

    #[test]
    fn the_last_word_of_an_account_is_no_employer() {
        check(
            "Developer, Cash Loom\n\n2019-08—2022-07\n\nWove.\n\nReact\n\nTechnical Co-founder, SoftLoom\n\n\
             2018-01—2019-08\n\nLed a team.\n",
            &[
                "Cash Loom | Developer | 2019-08",
                "SoftLoom | Technical Co-founder | 2018-01",
            ],
        );
    }
}
