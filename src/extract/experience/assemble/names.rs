//! Names that stand below or above a position and are no employers of another one.

use super::Assembly;
use crate::extract::document::slice;
use crate::extract::education;
use crate::extract::experience::header::Header;
use crate::extract::experience::line::{is_period_line, is_strong};
use crate::extract::experience::title::is_part_of_employer;
use crate::extract::reading::Line;

impl<'a> Assembly<'a, '_> {
    /// Says whether a line that reads as a header tells of the position above.
    pub(super) fn is_told(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        self.is_told_title(line, header, after) || self.is_told_name(line, header)
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
