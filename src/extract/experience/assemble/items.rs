//! Which items of a list are positions, and which tell of the one above.

use std::ops::Range;

use super::Assembly;
use crate::extract::document::{Kind, slice};
use crate::extract::experience::header::Header;
use crate::extract::experience::line::{is_date, is_name, is_period, is_period_line};
use crate::extract::experience::parts::is_duration;
use crate::extract::experience::prose::title::is_whole_title;
use crate::extract::experience::stated::is_fact;
use crate::extract::reading::Line;
use crate::extract::{education, titles};

/// The most words of an item that is a fact of its position and no line of its account.
const FACT_WORDS: usize = 5;

/// The most words of an item that names a company and its place.
const NAME_WORDS: usize = 8;

impl<'a> Assembly<'a, '_> {
    /// "- Acme (2019 – 2021)" and, further right, "- Senior Engineer": an item that is nothing but the title.
    pub(super) fn is_title_below(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let begin = open.begin.as_ref();
        let above = begin.and_then(|(block, _)| self.reading.document.blocks.get(*block));
        let deeper = match (above.map(|block| block.kind), line.kind) {
            (Some(Kind::Item(outer)), Kind::Item(inner)) => inner > outer,
            _ => false,
        };
        deeper && open.is_dated() && open.company.is_some() && is_whole_title(line.text)
    }

    /// "Roles:" and "- **Head of Looms**" in the account of a dated company: an item of nothing but a bold title.
    pub(super) fn is_listed_title(&self, line: &Line<'a>) -> bool {
        let rest = |end: usize| slice(line.text, end..line.text.len());
        let whole = line.bold_end.is_none_or(|end| rest(end).trim().is_empty());
        line.bold && whole && line.is_item() && self.open.is_employed() && is_whole_title(line.text)
    }

    /// "- **Acme**, Oslo" and, further right, "- Engineer, 2019 – 2021": an item that names the company of those inside it.
    pub(super) fn heads_titles(&self, line: &Line<'a>, header: &Header, after: &[&Line<'a>]) -> bool {
        let Some(next) = after.first() else { return false };
        let inside = match (line.kind, next.kind) {
            (Kind::Item(outer), Kind::Item(inner)) => inner > outer,
            _ => false,
        };
        let named = header.company.is_some() && header.title.is_none() && header.period.is_none();
        if !inside || !named || line.text.split_ascii_whitespace().count() > NAME_WORDS {
            return false;
        }
        // "- Acme" and, further right, "- Role: Engineer"
        if is_fact(next.text) {
            return true;
        }
        let below = self.headers.of(next);
        let dated =
            || below.period.is_some() || Self::is_dated_below(next, after.get(1..).unwrap_or_default());
        below.title.is_some() && below.company.is_none() && dated()
    }

    /// "- Engineer", and "- 2019 – 2021" beside it or further right.
    fn is_dated_below(line: &Line<'a>, after: &[&Line<'a>]) -> bool {
        after.first().is_some_and(|next| match (line.kind, next.kind) {
            (Kind::Item(outer), Kind::Item(inner)) => inner >= outer && is_period_line(next),
            _ => false,
        })
    }

    /// Says whether an item is a header: most belong to the account of the position above.
    pub(super) fn is_header_item(
        &self,
        line: &Line<'a>,
        header: &Header,
        (text, dated): (&str, bool),
        after: &[&Line<'a>],
    ) -> bool {
        let titles_period = header.title.is_some() && header.company.is_none() && header.period.is_none();
        if self.heads_titles(line, header, after) || titles_period && Self::is_dated_below(line, after) {
            return true;
        }
        let open = &self.open;
        let (title, company) = (header.title.is_some(), header.company.is_some());
        // A sign of items that Markdown takes for a word stands in a paragraph.
        let outer = line.kind == Kind::Item(0) || !line.is_item();
        // "- Period: 2019 – 2021", "- Company: Acme": an entry that is a list of its facts.
        if is_fact(line.text) && (title || company || dated) {
            return true;
        }
        if title && (dated || line.bold && (company || header.period.is_some())) {
            let nested = open.told || open.title.is_some();
            let begin = open
                .begin
                .as_ref()
                .and_then(|(block, _)| self.reading.document.blocks.get(*block));
            let alike = dated && begin.is_some_and(|begin| begin.kind == line.kind);
            let next = line.bold || self.roles.is_empty() || !open.is_dated() || outer && dated || alike;
            if !nested || next {
                return true;
            }
        }
        // "### Acme", and below it "- Engineer" and "- 2019 – 2021".
        let below_name = open.company.is_some_and(|(_, level)| level.is_some());
        let fact = outer && text.split_ascii_whitespace().count() <= FACT_WORDS;
        if title && !company && below_name && fact && open.title.is_none() && !open.told {
            return true;
        }
        if !title && !company {
            return dated && (!open.is_dated() || self.is_next_period(line));
        }
        let free = !open.is_complete() || header.period.is_some();
        if title && company && outer && free && is_title_at(header, line.text) {
            return true;
        }
        if title && company && outer && (header.is_all_of(text) || self.is_listed_pair(line, header)) {
            return true;
        }
        if company && !title && self.names_company_of(line) {
            return true;
        }
        // "2019 – 2021 Acme", one employer after the other.
        let at_an_end = header.period.as_ref().is_some_and(|period| {
            period.end.is_some() && (period.range.end + 2 >= text.len() || period.range.start <= 2)
        });
        let chronicle = outer && company && !title && at_an_end;
        // Any bold words beside a period are the title, if a heading has named the company.
        let untitled = open.company.is_some() && open.title.is_none() && !open.is_dated();
        chronicle || line.bold && dated && company && untitled
    }

    /// "- Acme, Weaver", and the next as well: items of a company and a title, in a list that tells of nothing else.
    fn is_listed_pair(&self, line: &Line<'a>, header: &Header) -> bool {
        let (Some(title), Some(company)) = (&header.title, &header.company) else {
            return false;
        };
        let joint = slice(line.text, company.end..title.start);
        let whole =
            company.start == 0 && title.end == line.text.len() && matches!(joint, ", " | " - " | " – ");
        let first = self.open.begin.as_ref();
        let first = first.and_then(|(block, _)| self.reading.document.blocks.get(*block));
        whole && self.context.is_none() && first.is_none_or(|block| block.kind == line.kind)
    }

    /// "- 2019 – 2021", and what was done then on the lines below: each such item begins an entry of a chronicle.
    fn is_next_period(&self, line: &Line<'a>) -> bool {
        let begin = self.open.begin.as_ref().filter(|(block, _)| {
            let block = self.reading.document.blocks.get(*block);
            block.is_some_and(|block| block.kind == line.kind)
        });
        let period = |(block, range): &(usize, Range<usize>)| {
            is_period(slice(self.reading.text(*block), range.clone()))
        };
        self.open.told && is_period_line(line) && begin.is_some_and(period)
    }

    /// "- 2019: Assistant" and below it "  - Motion Lab": the first item inside that of a dated title names its company.
    fn names_company_of(&self, line: &Line<'a>) -> bool {
        let open = &self.open;
        let waits = open.is_dated() && open.title.is_some() && open.company.is_none() && !open.told;
        let outer = open
            .begin
            .as_ref()
            .and_then(|(block, _)| self.reading.document.blocks.get(*block));
        let inside = match (outer.map(|block| block.kind), line.kind) {
            (Some(Kind::Item(outer)), Kind::Item(inner)) => inner > outer,
            _ => false,
        };
        waits && inside && self.context.is_none() && (is_name(line.text) || education::is_school(line.text))
    }

    /// An item of several short lines, one of them a period, is a position and no line of an account.
    pub(super) fn is_card(&self, line: &Line<'a>) -> bool {
        let lines = self.reading.lines_of(line.block);
        (2..=5).contains(&lines.len())
            && lines.iter().all(|line| line.text.chars().count() <= 100)
            && lines.iter().any(|line| is_date(line.text))
            && lines.iter().any(|line| line.bold || titles::is_title(line.text))
    }
}

/// "Engineer at Acme": begins with the title, the rest names the employer.
fn is_title_at(header: &Header, text: &str) -> bool {
    let (Some(title), Some(company)) = (&header.title, &header.company) else {
        return false;
    };
    // "Acme as an Engineer"
    let as_a = header.company_first
        && text
            .get(company.end..title.start)
            .is_some_and(|joint| joint.starts_with(" as "));
    let led = company.start == 0 && title.end == header.end || company.start > 0 && header.period.is_some();
    if as_a && led && title.start - company.end <= " as an ".len() {
        return true;
    }
    let joint = company.start.saturating_sub(title.end);
    let word = || {
        matches!(
            slice(text, title.end..company.start),
            " bij " | " bei " | " chez " | " hos " | " presso "
        )
    };
    let ended = || header.end <= company.end + 1 || is_duration(slice(text, company.end..header.end));
    let led = title.start <= 2 || !slice(text, 0..title.start).contains(char::is_alphanumeric);
    led && ((2..=4).contains(&joint) || word()) && ended()
}

#[cfg(test)]
mod tests {
    use crate::extract::experience::assemble::tests::check;

    #[test]
    fn an_item_of_short_lines_is_a_card() {
        check(
            "- **Engineer**\n  Lumoraq\n  2019 – 2021\n- **Analyst**\n  Nordvik\n  2017 – 2019",
            &["Lumoraq | Engineer | 2019", "Nordvik | Analyst | 2017"],
        );
    }

    #[test]
    fn an_item_can_be_a_title_at_a_company_and_nothing_else() {
        check(
            "- Designer and system administrator at [Lumoraq](https://lumoraq.example)\n- Web Developer at Nordvik\n",
            &[
                "Lumoraq | Designer and system administrator | ",
                "Nordvik | Web Developer | ",
            ],
        );
    }

    #[test]
    fn the_end_of_a_time_can_stand_on_the_next_line() {
        check(
            "Lumoraq\n\n- Web consultant bij Lumoraq\n- Vanaf oktober 2015\n- Tot heden\n- Wove.\n",
            &["Lumoraq | Web consultant | 2015-10"],
        );
        check(
            "### Analyst\nNordvik\nFrom: March 2012\nTo: May 2014\n\n### Developer\nLumoraq\nFrom: June 2014\nTo: May 2016\n",
            &["Nordvik | Analyst | 2012-03", "Lumoraq | Developer | 2014-06"],
        );
    }

    #[test]
    fn items_of_a_list_can_be_companies_with_titles() {
        check(
            "- Lumoraq Consulting, Loom Analyst\n  - What is a loom?\n- Nordvik, Weaver Intern\n",
            &[
                "Lumoraq Consulting | Loom Analyst | ",
                "Nordvik | Weaver Intern | ",
            ],
        );
        check(
            "### Engineer at Lumoraq (2019 – 2021)\n\n- Odd Looms, Team Lead\n- Wove\n",
            &["Lumoraq | Engineer | 2019"],
        );
    }

    #[test]
    fn titles_can_be_in_small_letters() {
        check(
            "- lead engineer at Lumoraq Works (2019 – now)\n- data analyst at Nordvik (2017 – 2019)\n",
            &[
                "Lumoraq Works | lead engineer | 2019",
                "Nordvik | data analyst | 2017",
            ],
        );
    }

    #[test]
    fn an_item_of_nothing_but_facts_is_a_position() {
        check(
            "- Lumoraq Works | Intern | 2019\n  - Wove\n- Nordvik | Engineer | 2018\n",
            &["Lumoraq Works | Intern | 2019", "Nordvik | Engineer | 2018"],
        );
    }

    #[test]
    fn a_bold_item_names_the_title_where_a_dated_company_has_none() {
        check(
            "### Feb 2018 – Today: Lumoraq\n\nLooms for mills, and much that weavers need.\n\n#### Roles:\n\n- **Senior Engineering Manager**\n\
             - **Team Lead** of the weavers (Until September 2019)\n",
            &[
                "Lumoraq | Senior Engineering Manager | 2018-02",
                "Lumoraq | Team Lead of the weavers | 2019-09",
            ],
        );
    }

    #[test]
    fn an_item_can_name_the_company_of_those_inside_it() {
        let wove = "Wove the plans of three mills and cut their cost.";
        check(
            &format!(
                "* **Lumoraq**, Oslo\n  * Engineer, 2020 - Present\n    * {wove}\n  * Analyst, 2018 - 2020\n    * {wove}\n\
                 * **Vintrel** (Bergen, Norway)\n  * Developer, 2015 - 2018\n    * {wove}\n* **Nordvik**\n  * Designer, 2012 - 2015\n"
            ),
            &[
                "Lumoraq | Engineer | 2020",
                "Lumoraq | Analyst | 2018",
                "Vintrel | Developer | 2015",
                "Nordvik | Designer | 2012",
            ],
        );
    }
}
