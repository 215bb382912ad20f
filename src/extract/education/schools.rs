//! Schools from headings and lines: what repeats a fact begins the next.

use std::ops::Range;

use super::facts::{Facts, facts, is_phrase, is_remark, is_town_of, set_before_period};
use super::honors::{is_about_degree, is_honor};
use super::kinds::is_kind_of_school;
use super::words::is_school;
use crate::extract::dates::Period;
use crate::extract::document::slice;
use crate::extract::names::bare;
use crate::extract::reading::{Line, Reading};
use crate::extract::{dates, experience_label, places, titles};
use crate::profile::{DateEnd, Education, Via};

/// The most letters of a line that names a school or a degree.
const LINE_CHARS: usize = 220;

/// The most words of a school's name that nothing but its place shows to be one.
const NAME_WORDS: usize = 8;

/// Words with which a part of a school begins.
const PARTS: &[&str] = &["Faculty of", "Department of", "School of", "Dept"];

/// The schools of a part about education, as its lines are read.
pub(super) struct Schools<'r, 'a> {
    reading: &'r Reading<'a>,
    open: Option<Education>,
    /// Only its place says that the open one is a school.
    unsure: bool,
    /// The level of the heading that began the open one.
    level: Option<u8>,
    /// An item of a list began the open one.
    listed: bool,
    done: Vec<Education>,
}

impl<'r, 'a> Schools<'r, 'a> {
    pub(super) const fn new(reading: &'r Reading<'a>) -> Self {
        Self {
            reading,
            open: None,
            unsure: false,
            level: None,
            listed: false,
            done: Vec::new(),
        }
    }

    pub(super) fn end(mut self) -> Vec<Education> {
        self.close();
        self.done
    }

    /// Adds schools of which a sentence tells.
    pub(super) fn tell(&mut self, schools: Vec<Education>) {
        self.close();
        self.done.extend(schools);
    }

    /// Ends the open school; one without a name is another degree of the school before.
    fn close(&mut self) {
        let Some(mut school) = self.open.take() else {
            return;
        };
        if let (true, Some(before)) = (school.institution.is_empty(), self.done.last()) {
            school.institution.clone_from(&before.institution);
        }
        self.done.push(school);
    }

    /// Adds what a line says to the open school, or begins the next.
    ///
    /// `heads` says that further lines of the same paragraph follow.
    pub(super) fn take(&mut self, line: &Line<'_>, heads: bool) {
        let line = &first_sentence(line);
        let long = line.text.chars().count() > LINE_CHARS;
        let dated = || line.period().is_some_and(|period| period.end.is_some());
        let aside = line.text.starts_with('(') && !dated();
        if long || aside || line.text.starts_with('{') || experience_label(line.text) {
            return;
        }
        let mut facts = facts(line);
        let about = |degree: &Range<usize>| is_about_degree(slice(line.text, degree.clone()));
        let told = self.is_told_of_open(line, &facts);
        if told && facts.degree.is_none() {
            facts.degree = set_before_period(line);
        }
        if told || facts.degree.as_ref().is_some_and(about) {
            facts.school = None;
            facts.degree = facts.degree.filter(|degree| !about(degree));
        }
        facts.school = facts
            .school
            .or_else(|| self.named_beside_degree(line, facts.degree.as_ref(), facts.guess.clone()))
            .or_else(|| self.named_before_period(line, facts.degree.as_ref(), facts.period.as_ref()));
        let place = |school: &Range<usize>| {
            let name = slice(line.text, school.clone());
            self.is_place(line, name) || is_town_of(self.open.as_ref(), name)
        };
        facts.school = facts.school.filter(|school| !place(school));
        let dated = |open: &Education| open.start.is_some() || open.end.is_some();
        let only_period = facts.period.is_some() && facts.school.is_none() && facts.degree.is_none();
        if heads && line.apart && only_period && self.open.as_ref().is_some_and(dated) {
            // The years above a school's name.
            self.close();
        }
        if self.is_item_of_open(line, &facts) {
            return;
        }
        let part = self.is_part_of_open(line, &facts);
        facts.school = facts
            .school
            .filter(|school| !part && !is_honor(slice(line.text, school.clone())));
        if facts.school.is_some() || facts.degree.is_some() || facts.period.is_some() {
            self.correct(line, &facts);
            self.add(line, &facts);
        } else if !part && !is_honor(line.text) && !is_about_degree(line.text) {
            self.take_untyped(line);
        }
    }

    /// "MBA, Lumora, Orvik" where no school above waits for its degree.
    fn named_beside_degree(
        &self,
        line: &Line<'_>,
        degree: Option<&Range<usize>>,
        guess: Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let waits = |open: &Education| !open.institution.is_empty() && open.degree.is_none();
        let free = !self.open.as_ref().is_some_and(waits);
        let led = degree
            .is_some_and(|degree| degree.start == 0 && !titles::is_title(slice(line.text, degree.clone())));
        guess.filter(|_| free && led && !line.text.ends_with(['.', ',']))
    }

    /// "Lumora, 2012 – 2015" below a degree whose school is not known yet.
    fn named_before_period(
        &self,
        line: &Line<'_>,
        degree: Option<&Range<usize>>,
        period: Option<&Period>,
    ) -> Option<Range<usize>> {
        let waits = |open: &Education| open.institution.is_empty() && open.degree.is_some();
        let period = period.filter(|_| degree.is_none() && self.open.as_ref().is_some_and(waits))?;
        let name = slice(line.text, 0..period.range.start)
            .split([',', '|', '·', '('])
            .next()?;
        let name = bare(name);
        let at = line.text.find(name)?;
        let short = (1..=NAME_WORDS).contains(&name.split_ascii_whitespace().count()) && name.len() > 2;
        let named = short && name.starts_with(char::is_uppercase) && !name.ends_with(':');
        (named && !is_remark(name) && !(line.is_item() && line.apart)).then(|| at..at + name.len())
    }

    /// "University Park, PA", and "Rimini" where no word says that it is a school.
    fn is_place(&self, line: &Line<'_>, name: &str) -> bool {
        let taxonomy = self.reading.taxonomy;
        let is_city = |(city, state): (&str, &str)| {
            let known = || taxonomy.stated_place(city)?.city;
            city == name
                && taxonomy.place(state.trim()).is_some()
                && known().is_some_and(|known| known == city)
        };
        line.text.split_once(',').is_some_and(is_city) || !is_school(name) && places::is_place(taxonomy, name)
    }

    /// "2012 | Looms in Practice" and "- B.S., Looms" below the name of a school: what was learned there.
    fn is_told_of_open(&self, line: &Line<'_>, facts: &Facts) -> bool {
        let begins = facts
            .period
            .as_ref()
            .is_some_and(|period| period.range.start <= 2);
        let named = facts
            .school
            .as_ref()
            .is_some_and(|school| is_school(slice(line.text, school.clone())));
        let degree = facts.degree.is_some() && line.is_item();
        let waits = |open: &Education| {
            let undated = open.start.is_none() && open.end.is_none();
            let below = begins || set_before_period(line).is_some() && open.degree.is_none();
            !open.institution.is_empty() && (below && undated || degree && open.degree.is_none())
        };
        !named && line.heading().is_none() && !self.unsure && self.open.as_ref().is_some_and(waits)
    }

    /// "- Weavers of the Year (2015)" below "Orvik College (2012 – 2015)": an item without a school's word is told of the school.
    fn is_item_of_open(&self, line: &Line<'_>, facts: &Facts) -> bool {
        let unnamed = |school: &Range<usize>| !is_school(slice(line.text, school.clone()));
        let dated = |open: &Education| open.start.is_some() || open.end.is_some();
        let open = self
            .open
            .as_ref()
            .filter(|open| is_school(&open.institution) && dated(open));
        let told = !self.listed && !self.unsure && line.is_item() && facts.degree.is_none();
        told && open.is_some() && facts.school.as_ref().is_some_and(unnamed)
    }

    /// "Faculty of Odd Machines" below the name of its university.
    fn is_part_of_open(&self, line: &Line<'_>, facts: &Facts) -> bool {
        let begins_so = |school: &Range<usize>| {
            let name = slice(line.text, school.clone());
            PARTS.iter().any(|part| name.starts_with(part))
                // "Ada Orvik School of Looms"
                || line.heading().is_none() && name.contains(" School of ") && !name.contains("Universi")
        };
        let undated = |open: &Education| open.start.is_none() && open.end.is_none();
        let named = |open: &Education| {
            let bare = !open.institution.is_empty() && open.degree.is_none();
            bare && (facts.period.is_none() || undated(open))
        };
        let open = self.open.as_ref();
        facts.school.as_ref().is_some_and(begins_so) && open.is_some_and(named)
    }

    /// Reads a line that has no word of a school or a degree, and no date: its place tells what it is.
    fn take_untyped(&mut self, line: &Line<'_>) {
        let few_words = line.text.split_ascii_whitespace().count() <= NAME_WORDS;
        if let Some(open) = self.open.as_mut() {
            // "**Coding Bootcamp**", and on the next line whose it was.
            if self.unsure && !line.apart && is_kind_of_school(&open.institution) {
                open.degree = Some(std::mem::take(&mut open.institution));
            }
            if open.institution.is_empty() && open.degree.is_some() {
                name_below_degree(line, open);
                return;
            }
            let bare_name = !open.institution.is_empty() && open.degree.is_none();
            let undated = open.start.is_none() && open.end.is_none();
            if line.bold && line.heading().is_none() && bare_name && undated && few_words {
                open.degree = Some(bare(line.text).to_owned());
                return;
            }
        }
        // "#### Keywords" below "### University of Lumora" is no school beside it.
        let inner = self.open.is_some() && self.level.is_some() && line.heading() > self.level;
        let begins = !inner && (line.heading().is_some() || line.bold) || self.open.is_none();
        if begins && few_words && !line.text.ends_with('.') {
            self.begin(line, bare(line.text));
            self.unsure = true;
        }
    }

    /// What seemed to be a school is what was learned there if the school's name stands below it.
    fn correct(&mut self, line: &Line<'_>, facts: &Facts) {
        let school = facts.school.clone().map(|school| slice(line.text, school));
        let below = line.heading().is_none() && !(line.is_item() && line.apart);
        let named = below && school.is_some_and(is_school);
        let open = self.open.as_mut().filter(|_| named && self.unsure);
        match open {
            Some(open) if open.degree.is_none() && !open.institution.is_empty() => {
                open.degree = Some(std::mem::take(&mut open.institution));
            }
            // "**Looms** - Master's Degree", and the school on the next line.
            Some(open) if !line.apart && !open.institution.is_empty() => {
                open.field = Some(std::mem::take(&mut open.institution));
            }
            _ => {}
        }
    }

    fn add(&mut self, line: &Line<'_>, facts: &Facts) {
        let text = |range: &Range<usize>| bare(slice(line.text, range.clone()));
        let named = |open: &Education| !open.institution.is_empty();
        if let Some(school) = &facts.school {
            self.begin(line, text(school));
            self.unsure = !is_school(text(school)) && facts.degree.is_some();
        } else if facts.degree.is_some()
            && self
                .open
                .as_ref()
                .is_some_and(|open| named(open) && open.degree.is_some())
            && line.apart
            && (line.heading().is_some()
                || self.is_told_whole()
                    && !line.is_item()
                    && !line.text.starts_with(|letter: char| letter.is_ascii_digit())
                || line.bold && !line.is_item()
                || line.is_item() && (line.bold || facts.period.is_some()))
        {
            self.close();
        }
        let entry = self.open.get_or_insert_with(|| empty(self.reading, line));
        if let (Some(degree), None) = (&facts.degree, &entry.degree) {
            entry.degree = Some(text(degree).to_owned());
            let field = facts.field.as_ref().map(|field| text(field).to_owned());
            entry.field = entry.field.take().or(field);
        }
        if let (Some(period), None, None) = (&facts.period, entry.start, entry.end) {
            set_dates(entry, period);
            if period.end.is_none() && dates::is_beginning(line.text) {
                // "Start: 2013, end: 2018"
                let rest = slice(line.text, period.range.end..line.text.len());
                entry.start = period.start;
                entry.end = dates::first(rest).and_then(|end| end.start).map(DateEnd::On);
            }
        }
    }

    /// Of the open school all has been told.
    fn is_told_whole(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|open| open.end.is_some() && open.degree.is_some())
    }

    /// Names the open school, or begins the next if it has a name.
    fn begin(&mut self, line: &Line<'_>, name: &str) {
        if self
            .open
            .as_ref()
            .is_some_and(|open| !open.institution.is_empty())
        {
            self.close();
        }
        if self.open.is_none() {
            self.level = line.heading();
            self.listed = line.is_item();
        }
        let entry = self.open.get_or_insert_with(|| empty(self.reading, line));
        whole_name(name.strip_prefix("the ").unwrap_or(name)).clone_into(&mut entry.institution);
        self.unsure = false;
    }
}

/// "University of Lumora (UOL": a name ends before a bracket that nothing closes.
fn whole_name(name: &str) -> &str {
    let open = [('(', ')'), ('[', ']')]
        .into_iter()
        .filter(|(_, close)| !name.contains(*close))
        .filter_map(|(open, _)| name.find(open))
        .min();
    slice(name, 0..open.unwrap_or(name.len())).trim_end()
}

/// A long line that begins with a bold name tells the facts in its first sentence.
fn first_sentence<'t>(line: &Line<'t>) -> Line<'t> {
    let mut line = line.clone();
    let named = line.bold_end.filter(|end| is_school(slice(line.text, 0..*end)));
    let end = named.and_then(|bold| {
        let rest = slice(line.text, bold..line.text.len());
        [". ", ": "]
            .iter()
            .filter_map(|stop| rest.find(stop))
            .min()
            .map(|at| bold + at)
    });
    if let Some(end) = end.filter(|_| line.text.len() > LINE_CHARS) {
        line.text = slice(line.text, 0..end);
        line.range.end = line.range.start + end;
    }
    line
}

/// The school's name can stand below the degree without any word that tells it is one.
fn name_below_degree(line: &Line<'_>, open: &mut Education) {
    let name = line.text.split([',', '|', '·']).next().unwrap_or(line.text);
    let name = name.split(" - ").next().unwrap_or(name).trim();
    let short = name.split_ascii_whitespace().count() < NAME_WORDS && !line.text.ends_with(['.', ':', ';']);
    let item = line.is_item() && line.apart;
    // "Architecture of embedded looms" is what was learned.
    if is_phrase(line.text) && !is_school(line.text) {
        open.field
            .get_or_insert_with(|| line.text.trim_end_matches('.').to_owned());
    } else if short && name.starts_with(char::is_uppercase) && !item {
        bare(name).clone_into(&mut open.institution);
    }
}

/// A date alone is the end of learning.
pub(super) fn set_dates(entry: &mut Education, period: &Period) {
    if period.end.is_some() {
        entry.start = period.start;
        entry.end = period.end;
    } else {
        entry.end = period.start.map(DateEnd::On);
    }
}

/// Begins a school with a line.
pub(super) fn empty(reading: &Reading<'_>, line: &Line<'_>) -> Education {
    Education {
        institution: String::new(),
        degree: None,
        field: None,
        start: None,
        end: None,
        evidence: vec![reading.evidence(line.block, &line.range, Via::List)],
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Document, education, extract, testing};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    /// Schools and degrees of a text whose only part is about education.
    fn read(lines: &str) -> Vec<(String, Option<String>)> {
        let source = SourceId::new("test");
        let text = format!("# Ada Quill\n\n## Education\n\n{lines}\n");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let document = Document {
            source: &source,
            text: &text,
        };
        let profile = extract(document, Taxonomy::embedded(), today);
        let schools = profile.education.into_iter();
        schools
            .map(|school| (school.institution, school.degree))
            .collect()
    }

    #[test]
    fn dates_and_labels_name_no_school() {
        check(
            "- **Universidade de Orvik**, Lumora\n  - Bacharelado em Tecidos\n  - Início: 05/08/2013, Fim: 04/10/2018\n",
            &[("Universidade de Orvik", "Bacharelado em Tecidos")],
        );
        check(
            "### University of Orvik\n**Degree:** *Master of Looms* | **2007-2012** | **Oslo**\n",
            &[("University of Orvik", "Master of Looms")],
        );
        check(
            "### Orvik College\n**Odd Looms and Dyes** | *02/2019 - 08/2021*\n",
            &[("Orvik College", "Odd Looms and Dyes")],
        );
    }

    #[test]
    fn blanks_part_facts_where_words_have_none() {
        check("* 本科 临川大学 织物学(2013.9-2017.6)", &[("临川大学", "本科")]);
    }

    fn check(lines: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(school, degree)| {
                let degree = (!degree.is_empty()).then(|| (*degree).to_owned());
                ((*school).to_owned(), degree)
            })
            .collect();
        assert_eq!(read(lines), expected, "{lines}");
    }

    #[test]
    fn the_name_of_a_school_goes_on_below_where_an_item_is_wrapped() {
        check(
            "- 2022--2023: Systems of Looms and Their Practices at University\n  of Orvik Harbor (Online)\n\
             - 2012--2016: Unfinished Bachelor degree in Mathematics\n  at University of Lumora\n",
            &[
                ("University of Orvik Harbor", ""),
                (
                    "University of Lumora",
                    "Unfinished Bachelor degree in Mathematics",
                ),
            ],
        );
    }

    #[test]
    fn items_below_a_school_tell_of_it() {
        check(
            "Masters in Looms - Orvik School of Weaving (2011-2013)\n - Ranked 2nd nationally in Odd Looms (2020)\n \
             - Weavers of the Year (2012)\n\nLumora University (1995-1997)\n - Orvik Fencing Team (1996-1998)\n",
            &[
                ("Orvik School of Weaving", "Masters in Looms"),
                ("Lumora University", ""),
            ],
        );
    }

    #[test]
    fn each_school_begins_an_entry() {
        check(
            "### University of Lumora\n\nMSc Odd Machines, 2015 – 2017\n\n### Orvik College\n\nBSc Physics, 2012 – 2015",
            &[
                ("University of Lumora", "MSc Odd Machines"),
                ("Orvik College", "BSc Physics"),
            ],
        );
    }

    #[test]
    fn what_was_learned_is_no_school() {
        check(
            "### Master of Science: Robotics\n\nOrvik College | 2015 – 2017\n\n### Erasmus+, Odd Engineering\n\n\
             University of Lumora | 2014\n",
            &[
                ("Orvik College", "Master of Science"),
                ("University of Lumora", "Erasmus"),
            ],
        );
        check(
            "- **Coding Bootcamp**  \n  The Loom/Lumora (Oslo)  \n  2015 – 2017\n- **Vocational Training: Looms**  \n  \
             IES Orvik  \n  2011 – 2013\n",
            &[
                ("The Loom/Lumora (Oslo)", "Coding Bootcamp"),
                ("IES Orvik", "Vocational Training"),
            ],
        );
        check(
            "**High-school diploma, Orvik-Gewerbeschule** (Oslo, Norway)  \n2011 – 2014\n\n- High-school with focus on looms\n",
            &[("Orvik-Gewerbeschule", "High-school diploma")],
        );
    }

    #[test]
    fn words_in_italics_below_a_school_are_what_was_learned() {
        check(
            "### Orvik Language High School\n\n*Odd Language* | 2000–2001\n",
            &[("Orvik Language High School", "Odd Language")],
        );
        check(
            "2003 – 2007 | Certificate, Odd Looms at University of Lumora at Orvik Park\n\
             1997 – 2001 | Bachelor of Science, Looms at Nordvik University\n",
            &[
                ("University of Lumora at Orvik Park", "Certificate, Odd Looms"),
                ("Nordvik University", "Bachelor of Science, Looms"),
            ],
        );
    }

    #[test]
    fn a_part_of_a_school_gives_way_to_the_whole() {
        check(
            "- Mechanics Faculty, Lumora State University, 2015 – 2017\n",
            &[("Lumora State University", "")],
        );
        check(
            "- Orvik Univercity, Faculty of Looms, 2015 – 2017\n",
            &[("Orvik Univercity", "")],
        );
        check(
            "### Lumora State University\nAda Orvik School of Looms, BSc Odd Machines (2016)\n",
            &[("Lumora State University", "BSc Odd Machines")],
        );
    }

    #[test]
    fn labels_are_no_schools() {
        check(
            "Dates: 2010 – 2014\nTitle of qualification awarded: MSc Looms\nName of organisation: University of Lumora\n",
            &[("University of Lumora", "MSc Looms")],
        );
    }

    #[test]
    fn words_that_join_a_school_to_its_sentence_are_no_part_of_it() {
        check(
            "BSc Looms\nat the University of Lumora\n",
            &[("University of Lumora", "BSc Looms")],
        );
    }

    #[test]
    fn words_of_honor_inside_of_names_are_none() {
        check(
            "### University of Belgradia\n\nBSc Looms, 2012 – 2015\n\nHonours and awards: Dean's list\n",
            &[("University of Belgradia", "BSc Looms")],
        );
        check(
            "### Orvik, The Honors College\n\nAssociates of Looms, 2012 – 2015\n",
            &[("The Honors College", "Associates of Looms")],
        );
    }

    #[test]
    fn a_name_without_a_words_help_is_told_by_its_place() {
        check(
            "**MSc Odd Machines** 2015 – 2017\n\nLumora Tech, Oslo",
            &[("Lumora Tech", "MSc Odd Machines")],
        );
    }

    #[test]
    fn what_was_learned_can_stand_above_the_school() {
        check(
            "### Odd Machines, Advanced\n\nUniversity of Lumora | 2021\n\n### Looms\n\nOrvik College | 2019",
            &[
                ("University of Lumora", "Odd Machines, Advanced"),
                ("Orvik College", "Looms"),
            ],
        );
        check(
            "* **MSc Looms (Applied Weaving)**\n  **University of Lumora; Oslo**\n",
            &[("University of Lumora", "MSc Looms")],
        );
    }

    #[test]
    fn what_more_is_told_of_a_degree_names_no_school() {
        check("- **BSc Weaving** - Focus on odd looms", &[]);
        check("- BSc Weaving, Orvik, Physics Minor", &[("Orvik", "BSc Weaving")]);
        check(
            "- **Deep Looms Nanodegree** — Udacity (2018)",
            &[("Udacity", "Deep Looms Nanodegree")],
        );
    }

    #[test]
    fn each_item_with_a_degree_begins_an_entry() {
        check(
            "* **PhD Physics**, May 2019\n  *University of Lumora, Oslo*\n\n* **BSc Physics**, May 2013 (GPA 4.0)\n  *Orvik Institute of Technology*, Bergen",
            &[
                ("University of Lumora, Oslo", "PhD Physics"),
                ("Orvik Institute of Technology", "BSc Physics"),
            ],
        );
    }

    #[test]
    fn the_years_of_a_school_can_stand_on_the_line_above_it() {
        check(
            "`2012-15`\n__University of Lumora__ Physics PhD (with B. Orvik). I asked _what odd machines remember_ and was given four years, a basement and a kettle to find out; what came of it stands in the library, where nobody has wanted to borrow it in all the time since then.\n\n`2008-11`\n__Orvik College__ BSc Biology (_First class honours_)",
            &[
                ("University of Lumora", "Physics PhD"),
                ("Orvik College", "BSc Biology"),
            ],
        );
    }

    #[test]
    fn a_school_can_give_several_degrees() {
        check(
            "**University of Lumora** Orvik\n\n**M.S. in Looms**\n*May 2027 (Expected)*\n\n**B.S. in Looms**\n*2025*",
            &[
                ("University of Lumora", "M.S. in Looms"),
                ("University of Lumora", "B.S. in Looms"),
            ],
        );
        check(
            "**MSc Looms**\n2018 - *University of Lumora*\n\n**BSc Dyes**\n2011 - *Orvik College*",
            &[
                ("University of Lumora", "MSc Looms"),
                ("Orvik College", "BSc Dyes"),
            ],
        );
    }

    #[test]
    fn what_is_told_of_a_school_is_no_other_one() {
        check(
            "### University of Lumora\n\nPhD Looms, 2015 – 2019\n\n#### Keywords\n\n- Dyes\n\n#### Release\n\nM.Sc. Thesis - Looms of the north",
            &[("University of Lumora", "PhD Looms")],
        );
        check(
            "### Looms at the University of Lumora\n\n**2012 | Odd Machines: a workshop**",
            &[("University of Lumora", "")],
        );
        check(
            "**University of Lumora**\nUniversity Park, Texas\n\n- B.S., Odd Looms, Class of 2027",
            &[("University of Lumora", "B.S")],
        );
        check(
            "**BSc Looms**, with a minor in Dyes\n\nOrvik College\n\nGraduated May of 2013",
            &[("Orvik College", "BSc Looms")],
        );
        check(
            "### BSc (UOL) - Odd Looms: 2016\n\n### BSc Looms (Honours), Orvik, 2013",
            &[("UOL", "BSc"), ("Orvik", "BSc Looms")],
        );
        check(
            "**1994 – 1999 | Rivoli, Italy**\nIstituto Odd Looms",
            &[("Istituto Odd Looms", "")],
        );
    }

    #[test]
    fn a_part_of_a_school_and_an_honor_are_no_schools() {
        check(
            "### University of Lumora\n\nFaculty of Odd Machines\n\nBSc Physics, 2012 – 2015\n\nDean's list",
            &[("University of Lumora", "BSc Physics")],
        );
    }

    #[test]
    fn the_school_can_stand_below_what_was_learned() {
        check(
            "2019 – 2021\n:   **Looms and Dyes** - Master's Degree \\\n*University of Lumora*\n",
            &[("University of Lumora", "Master's Degree")],
        );
    }

    #[test]
    fn periods_and_courses_are_no_schools() {
        check(
            "### Orvik College\n\n**Session 2018/2019**\n\n- 2020 Coursera’s *Looms in Practice*\n",
            &[("Orvik College", "")],
        );
    }

    #[test]
    fn a_school_has_a_name_of_its_own() {
        check(
            "**University of Lumora (UOL)** | Oslo\n\nFaculty: Looms\n",
            &[("University of Lumora", "")],
        );
        check(
            "### B.Sc. Odd Machines - 4th Year\n\nOrvik College\n",
            &[("Orvik College", "B.Sc. Odd Machines")],
        );
        check("- Passed the exam of the Loom Guild\n- {% endcapture %}\n", &[]);
        check(
            "BSc Looms, University of Examplia, 2012 - 2016\n",
            &[("University of Examplia", "BSc Looms")],
        );
    }

    #[test]
    fn the_years_can_stand_in_brackets_or_below_a_heading() {
        let years = |lines: &str| {
            let text = format!("# Ada\n\n## Education\n\n{lines}\n");
            let schools = testing::read(&text, education::read);
            let years = schools
                .into_iter()
                .map(|school| (school.institution, school.start.map(|date| date.year())));
            years.collect::<Vec<_>>()
        };
        let named = |name: &str, year| (name.to_owned(), Some(year));
        assert_eq!(
            years("### Orvik College\n\nMSc Looms\n\n*(2014 – 2016)*\n"),
            [named("Orvik College", 2014)]
        );
        assert_eq!(
            years(
                "### MSc Looms - Orvik College\n**2016 - 2019 | Oslo**\n**Specialization**: Looms\n\n### BSc Dyes - Lumora University\n**2014 - 2016 | Oslo**\n"
            ),
            [named("Orvik College", 2016), named("Lumora University", 2014)]
        );
    }

    #[test]
    fn a_town_may_have_the_name_of_its_school() {
        check(
            "### Orvik University\n**PhD in Looms** · Orvik, CA, USA · 2013 – 2018\n\n### Lumora College\n**BSc in Wool** · Lumora · 2009 – 2013",
            &[
                ("Orvik University", "PhD in Looms"),
                ("Lumora College", "BSc in Wool"),
            ],
        );
    }

    #[test]
    fn what_one_learned_is_no_school() {
        check(
            "### *2019* | Google Cloud Platform\n\nCertified Data Engineer\n\n### Orvik College\n\nBSc Wool, 2009 – 2013",
            &[("Orvik College", "BSc Wool")],
        );
    }

    #[test]
    fn a_phrase_below_a_degree_is_what_was_learned() {
        check(
            "**2011**: Master Degree (5 years)\n\nArchitecture of odd and real-time looms",
            &[],
        );
    }

    #[test]
    fn a_school_without_a_word_for_one_stands_behind_its_degree() {
        check("MBA, Lumoraq, Orvik\n", &[("Lumoraq", "MBA")]);
        check("Director of Engineering at Lumoraq\n", &[]);
        check(
            "> Degree in Looms\n> LUMTEC, 2013–2015\n",
            &[("LUMTEC", "Degree in Looms")],
        );
        check("- LUMT, BSc Weaving, 2014–2018\n", &[("LUMT", "BSc Weaving")]);
    }

    #[test]
    fn a_degree_behind_a_whole_entry_begins_the_next() {
        check(
            "🎓 **Master's in Looms**\n📍 Lumora Institute\n📅 2015 - 2017\n\n🎓 **Bachelor's in Dyes**\n📍 University of Orvik\n📅 2011 - 2015\n",
            &[
                ("Lumora Institute", "Master's in Looms"),
                ("University of Orvik", "Bachelor's in Dyes"),
            ],
        );
    }

    #[test]
    fn honors_in_brackets_belong_to_the_degree() {
        check(
            "- BSc (Hons) Looms, University of Orvik, 2016\n",
            &[("University of Orvik", "BSc (Hons) Looms")],
        );
    }

    #[test]
    fn sentences_may_tell_of_several_schools() {
        check(
            "I hold a **Master of Looms** from the **University of Orvik** (2011) and a **PGCE** from **Lumora College** (2013).\n",
            &[
                ("University of Orvik", "Master of Looms"),
                ("Lumora College", "PGCE"),
            ],
        );
    }
}
