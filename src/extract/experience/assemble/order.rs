//! In which order a writer names titles and companies: what most entries show, the others follow.

use std::ops::Range;

use super::Assembly;
use crate::extract::document::{slice, trim_by};
use crate::extract::experience::employer::is_company_like;
use crate::extract::experience::header::Header;
use crate::extract::experience::headers::Headers;
use crate::extract::experience::joined::is_form;
use crate::extract::experience::line::is_strong;
use crate::extract::reading::{Line, Reading};
use crate::extract::{places, titles};

/// So many entries show an order, if twice as many show no other.
const ENTRIES: usize = 2;

/// The most words of a title that no list of titles knows.
const TITLE_WORDS: usize = 6;

/// Signs between a title and a company on one line.
const JOINTS: &[&str] = &[" - ", " – ", " — ", " | ", " · ", ", "];

/// How often lines of one style name a title alone, and a company alone.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    titles: usize,
    names: usize,
}

/// What the lines of a part about work show of its writer's order.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// For headings of each level, and for bold lines.
    alone: [Tally; STYLES],
    /// How many lines name the title before the company, and the company before the title.
    title_first: usize,
    company_first: usize,
}

const STYLES: usize = 8;

/// Returns the style of a line that stands by itself.
fn style(line: &Line<'_>) -> Option<usize> {
    let bold = || line.bold && line.bold_end.is_none() && line.apart && !line.is_item();
    line.heading().map(usize::from).or_else(|| bold().then_some(0))
}

impl Order {
    fn of(lines: &[&Line<'_>], reading: &Reading<'_>, headers: &Headers<'_>) -> Self {
        let mut order = Self::default();
        for line in lines
            .iter()
            .filter(|line| is_strong(line) && !reading.outline.opens(line.block))
        {
            let header = headers.of(line);
            match (&header.title, &header.company) {
                (Some(title), Some(company)) => {
                    let bare = |joint: Range<usize>| slice(line.text, joint).trim_matches(['_', '*']);
                    let between = bare(title.end..company.start);
                    let behind = bare(company.end..title.start);
                    order.title_first += usize::from(JOINTS.contains(&between));
                    order.company_first += usize::from(JOINTS.contains(&behind));
                }
                (title, company) => {
                    if let Some(tally) = style(line).and_then(|style| order.alone.get_mut(style)) {
                        tally.titles += usize::from(title.is_some());
                        tally.names += usize::from(company.is_some());
                    }
                }
            }
        }
        order
    }

    /// Says whether lines of this one's style are titles.
    fn says_title(&self, line: &Line<'_>) -> bool {
        let tally = style(line).and_then(|style| self.alone.get(style));
        tally.is_some_and(|tally| tally.titles >= ENTRIES && tally.titles >= 2 * tally.names)
    }

    /// Says whether titles stand before companies, if either is so.
    const fn is_title_first(&self) -> Option<bool> {
        let (titles, companies) = (self.title_first, self.company_first);
        if titles >= ENTRIES && titles >= 2 * companies {
            Some(true)
        } else if companies >= ENTRIES && companies >= 2 * titles {
            Some(false)
        } else {
            None
        }
    }
}

impl<'a> Assembly<'a, '_> {
    fn order(&self) -> &Order {
        let order = || Order::of(self.lines, self.reading, &self.headers);
        self.order.get_or_init(order)
    }

    /// "#### Keeper of Looms" among "#### Engineer" and "#### Analyst" is a title, whatever its words.
    pub(super) fn follow_order(&self, line: &Line<'a>, header: &mut Header, after: &[&Line<'a>]) {
        // A line below a title names its company.
        let waits = self.open.title.is_some() && self.open.company.is_none();
        if waits || !is_strong(line) {
            return;
        }
        let Some(company) = header.company.clone() else {
            return;
        };
        let first = self.order().is_title_first();
        let alone = header.title.is_none() && self.order().says_title(line);
        let asked = match header.title {
            None => alone || first.is_some(),
            Some(_) => first == Some(true),
        };
        let taxonomy = self.reading.taxonomy;
        let known = || taxonomy.company_named(slice(line.text, company.clone()));
        if !asked || known().is_some() {
            return;
        }
        let is_known_title = |title: &Range<usize>| titles::is_title(slice(line.text, title.clone()));
        match header.title.clone() {
            None if first.is_some() && self.part_pair(line, header, first == Some(true)) => {}
            None if alone && company.start <= 2 => {
                let employer = after.first().is_some_and(|next| {
                    let below = self.headers.of(next);
                    below.company.is_some() && below.title.is_none() && next.heading().is_none()
                });
                let few = slice(line.text, company.clone()).split_ascii_whitespace().count() <= TITLE_WORDS;
                if employer && few {
                    header.title = header.company.take();
                }
            }
            Some(title) if first == Some(true) && company.end <= title.start && !is_known_title(&title) => {
                let named = is_company_like(taxonomy, slice(line.text, title));
                if named {
                    header.company = header.title.replace(company);
                    header.company_first = false;
                }
            }
            _ => {}
        }
    }

    /// "Keeper of Looms, Acme", "Loom Hall - Acme, Oslo, Norway": parts a line in two as the other entries are.
    fn part_pair(&self, line: &Line<'a>, header: &mut Header, title_first: bool) -> bool {
        let Some(company) = header.company.clone().filter(|company| company.start <= 2) else {
            return false;
        };
        let end = header
            .period
            .as_ref()
            .map(|period| period.range.start)
            .filter(|start| *start > company.start)
            .unwrap_or(header.end);
        let text = slice(line.text, 0..end);
        let Some((at, joint)) = JOINTS
            .iter()
            .filter_map(|joint| text.find(joint).map(|at| (at, *joint)))
            .min()
        else {
            return false;
        };
        let bare = |range: Range<usize>| {
            trim_by(line.text, range, |letter: char| {
                !letter.is_alphanumeric() && letter != ')'
            })
        };
        let (first, second) = (bare(0..at), bare(at + joint.len()..end));
        // "Acme, Inc."
        if is_form(slice(line.text, second.clone())) {
            return false;
        }
        let (title, name) = if title_first {
            (first, second)
        } else {
            (second, first)
        };
        let words = |range: &Range<usize>| slice(line.text, range.clone());
        let placed = words(&name).match_indices(", ").find(|(at, _)| {
            let place = slice(words(&name), at + ", ".len()..name.len());
            title_first && places::is_place(self.reading.taxonomy, place)
        });
        let name = placed.map_or(name.clone(), |(at, _)| name.start..name.start + at);
        let plain = |range: &Range<usize>, signs: &[char]| {
            is_company_like(self.reading.taxonomy, words(range))
                && !words(range).contains(signs)
                && words(range).split_ascii_whitespace().count() <= TITLE_WORDS
        };
        // "Loom Watch (LW)": a title may have its short form beside it.
        if !plain(&title, &[',']) || !plain(&name, &[',', '(', ')']) {
            return false;
        }
        header.company_first = !title_first;
        (header.title, header.company) = (Some(title), Some(name));
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::experience::assemble::tests::check;

    #[test]
    fn an_unknown_title_stands_where_the_others_do() {
        check(
            "##### Engineer\n\n*Lumoraq* | 2019 – 2021\n\nWove.\n\n##### Analyst\n\n*Nordvik* | 2017 – 2019\n\nDyed.\n\n\
             ##### Cloth Keeping\n\n*Vintrel* | 2015 – 2017\n\nKept.\n",
            &[
                "Lumoraq | Engineer | 2019",
                "Nordvik | Analyst | 2017",
                "Vintrel | Cloth Keeping | 2015",
            ],
        );
        check(
            "### Engineer, Lumoraq\n\n2019 – 2021\n\nWove.\n\n### Analyst, Nordvik\n\n2017 – 2019\n\nDyed.\n\n\
             ### Cloth Keeping, Vintrel\n\n2015 – 2017\n\nKept.\n",
            &[
                "Lumoraq | Engineer | 2019",
                "Nordvik | Analyst | 2017",
                "Vintrel | Cloth Keeping | 2015",
            ],
        );
    }

    #[test]
    fn the_form_of_a_company_is_none_of_its_own() {
        check(
            "### Quillworks, Inc.\n\n**Lead Engineer**\n*2019 – now*\n\n- Wove.\n\n**Engineer, Lumoraq**\n*2017 – 2019*\n\n\
             **Analyst, Nordvik**\n*2015 – 2017*\n\n**Intern, Vintrel**\n*2014 – 2015*\n",
            &[
                "Quillworks | Lead Engineer | 2019",
                "Lumoraq | Engineer | 2017",
                "Nordvik | Analyst | 2015",
                "Vintrel | Intern | 2014",
            ],
        );
    }

    #[test]
    fn a_period_in_italics_is_no_part_of_the_title() {
        check(
            "### Nordvik\n\n*Bergen, Norway*\n\n**Weaving Engineer** | *Jan 2021 – Present*\n\n- Wove\n\n**Analyst** | *2019 – 2020*\n\n\
             ### Vintrel\n\n*Remote*\n\n**Developer** | *2017 – 2019*\n",
            &[
                "Nordvik | Weaving Engineer | 2021-01",
                "Nordvik | Analyst | 2019",
                "Vintrel | Developer | 2017",
            ],
        );
    }

    #[test]
    fn an_employer_begins_behind_the_last_title_of_another() {
        check(
            "### Nordvik\n\n**Weaving Engineer** | 2021 – now\n- Wove\n\n**Analyst** | 2019 – 2020\n\n### Vintrel\n\n**Developer** | 2017 – 2019\n",
            &[
                "Nordvik | Weaving Engineer | 2021",
                "Nordvik | Analyst | 2019",
                "Vintrel | Developer | 2017",
            ],
        );
    }

    #[test]
    fn a_time_without_work_is_no_position() {
        check(
            "**Engineer**\\\nNordvik\\\n2021 – now\n\n- Wove\n\n**Hiatus**\\\n2020 – 2021\n\n- Walked\n\n\
             **Analyst**\\\nVintrel\\\n2017 – 2020\n\n**Sabbatical**\\\n2016 – 2017\n\n**Developer**\\\nLumoraq\\\n2013 – 2016\n",
            &[
                "Nordvik | Engineer | 2021",
                "Vintrel | Analyst | 2017",
                "Lumoraq | Developer | 2013",
            ],
        );
    }

    #[test]
    fn employers_stand_behind_words_of_several_languages() {
        check(
            "Sviluppatore Senior presso Nordvik\\\nDa gennaio 2020 ad oggi - Milano\n\nProgrammatore presso Vintrel\\\nDa maggio 2015 a dicembre 2019\n",
            &[
                "Nordvik | Sviluppatore Senior | 2020-01",
                "Vintrel | Programmatore | 2015-05",
            ],
        );
    }

    #[test]
    fn positions_go_on_behind_the_projects_of_one() {
        check(
            "Lumoraq Works — Engineer\\\n2019 – 2021\n\nWove the silk of all mills in Bergen and kept it dry.\n\nSelected Projects\n\n- Loom: weaves the plans of mills\n\n\
             Nordvik — Analyst\\\n2017 – 2019\n\nDyed.\n",
            &["Lumoraq Works | Engineer | 2019", "Nordvik | Analyst | 2017"],
        );
    }

    #[test]
    fn a_heading_beside_whole_ones_has_no_company() {
        check(
            "### Lumoraq - Engineer\n\n2019 – 2021\n\nWove silk for two mills.\n\n### Contractor\n\n2012 – 2016\n\nDyed silk for three mills.\n",
            &["Lumoraq | Engineer | 2019", " | Contractor | 2012"],
        );
    }

    #[test]
    fn what_a_dash_adds_to_a_bold_title_is_no_company() {
        check(
            "* **Director - Cloth Keeping** (2019 – 2021)\n  Odd Machines, *Orvik College*\n",
            &["Orvik College | Director - Cloth Keeping | 2019"],
        );
    }

    #[test]
    fn a_company_in_a_deeper_heading_owns_the_whole_title_above() {
        check(
            "### Teacher, Cloth Keeping (2019 – 2021)\n\n#### Orvik College (Bergen, Norway)\n\n- Wove\n",
            &["Orvik College | Teacher, Cloth Keeping | 2019"],
        );
    }

    #[test]
    fn entries_can_be_lists_of_their_facts() {
        check(
            "- Period: Jan 2019 - Mar 2022\n- Position: Cloth Keeping\n- Company: Lumoraq\n- Description: Wove\n\n\
             - Period: Jan 2015 - Dec 2018\n- Position: Engineer\n- Company: Vintrel\n- Description: Dyed\n",
            &[
                "Lumoraq | Cloth Keeping | 2019-01",
                "Vintrel | Engineer | 2015-01",
            ],
        );
    }

    #[test]
    fn a_sentence_of_facts_begins_an_account() {
        check(
            "Lumoraq Works, Senior Engineer. Built the looms of three countries and led a team of five.\n\n\
             Vintrel, Engineer. Kept looms running in two mills and taught others how.\n",
            &["Lumoraq Works | Senior Engineer | ", "Vintrel | Engineer | "],
        );
    }

    #[test]
    fn technologies_of_some_years_are_no_employers() {
        check(
            "### Engineer (2015 – 2018)\n\n**Lumoraq**\n\nTechnologies\n\n- Odd Servers 2008-2012\n- Looms\n",
            &["Lumoraq | Engineer | 2015"],
        );
    }

    #[test]
    fn employers_with_their_places_and_times_follow_each_other() {
        check(
            "**Lumoraq, NORWAY**\n\nJAN 2019 - MAY 2020\n\n---\n\n**Vintrel, NORWAY**\n\nMAR 2017 - DEC 2018\n\n**Engineer (Participant)**\n",
            &["Lumoraq |  | 2019-01", "Vintrel | Engineer | 2017-03"],
        );
    }

    #[test]
    fn a_place_behind_the_company_belongs_to_neither() {
        check(
            "### Engineer - Lumoraq, Oslo, Norway (2019 – 2021)\n\n- Wove.\n\n### Analyst - Nordvik, Oslo, Norway (2017 – 2019)\n\n- Dyed.\n\n\
             ### Loom Watch (LW) - Vintrel, Oslo, Norway (2015 – 2017)\n\n- Kept.\n",
            &[
                "Lumoraq | Engineer | 2019",
                "Nordvik | Analyst | 2017",
                "Vintrel | Loom Watch (LW) | 2015",
            ],
        );
    }
}
