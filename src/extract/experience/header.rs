//! What a line above the account of a position says: title, company, place and period, in any order.

use std::ops::Range;

use super::employer::{cut_place, is_acronym_of, whole_employer};
use super::ends::{account, first_sentence};
use super::field::is_field;
use super::joined::employer_in;
use super::parted::{company_at, described, is_team, names_employer, place_beside};
use super::parts::{Part, is_duration, is_noise, split};
use super::settle::{
    is_work, settle_field, settle_title, unlisted_title, with_technologies, without_slashed_team,
};
use super::stated::{employed_as, end_before_length, labelled, served, stated_title};
use super::terms::{is_internship, length_before, terms_before};
use super::title::{cut_title, end_of_titles, is_level, is_title_part, slashed};
use super::told::worked_at;
use crate::extract::cues::Cues;
use crate::extract::dates::{self, Period};
use crate::extract::document::{slice, trim};
use crate::extract::reading::Line;
use crate::extract::{places, titles};
use crate::profile::DateEnd;
use crate::taxonomy::Taxonomy;

/// What a line says beside a position's own facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terms {
    /// How somebody is employed: "Full-time".
    Kind,
    /// A length of time: "5 yrs 10 mos".
    Length,
}

/// The facts that a line gives, as ranges of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: Option<Range<usize>>,
    pub(super) company: Option<Range<usize>>,
    pub(super) place: Option<Range<usize>>,
    pub(super) period: Option<Period>,
    /// The company stands before the title.
    pub(super) company_first: bool,
    /// There is nothing else than this.
    pub(super) terms: Option<Terms>,
    /// How somebody is employed stands behind a sign: "Acme · Full-time".
    pub(super) employed: bool,
    /// Where the header ends and the account begins: "2015 Acme, Berlin. I was the head of …"
    pub(super) end: usize,
}

/// So few letters of a line that is made of facts are none of them.
const OTHER_LETTERS: usize = 3;

impl Header {
    /// Takes what stands before a place for the employer if it is no place itself: "Odd Systems, Ohio, USA".
    pub(super) fn part_place(&mut self, line: &str, taxonomy: &Taxonomy) {
        let Some(place) = self.place.clone() else { return };
        let text = slice(line, place.clone());
        let parted = text.match_indices(',').find_map(|(at, _)| {
            let (head, tail) = (slice(text, 0..at), slice(text, at + 1..text.len()));
            let next = tail.split(',').next().unwrap_or(tail).trim();
            let known = || {
                taxonomy.place(next).is_some()
                    || places::is_city_in_state(taxonomy, tail)
                    || places::is_anywhere(next)
            };
            (places::is_place(taxonomy, tail) && known()).then_some((at, head))
        });
        if let Some((at, head)) = parted
            && !head
                .split(',')
                .any(|part| places::is_place(taxonomy, part) || taxonomy.place(part).is_some())
        {
            self.company = Some(place.start..place.start + at);
            self.place = Some(trim(line, place.start + at + 1..place.end));
        }
    }

    /// Says whether a dated line is made of nothing but facts: "Acme | Engineer | 2018".
    pub(super) fn is_all_of(&self, line: &str) -> bool {
        let Some(period) = &self.period else { return false };
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
        let facts = [&self.title, &self.company, &self.place].into_iter().flatten();
        let told: usize = facts
            .chain([&period.range])
            .map(|fact| letters(slice(line, fact.clone())))
            .sum();
        told + OTHER_LETTERS >= letters(line)
    }

    /// Says whether it has a period, and no mere date.
    pub(super) fn is_dated(&self) -> bool {
        self.period.as_ref().is_some_and(|period| period.end.is_some())
    }

    /// Says whether the line begins with its date, as entries of a chronicle do.
    pub(super) fn begins_with_date(&self) -> bool {
        self.period.as_ref().is_some_and(|period| period.range.start <= 2)
    }
}

/// Reads a line as a header.
pub(super) fn read(line: &str, taxonomy: &Taxonomy) -> Header {
    read_parts(line, &[], taxonomy)
}

/// Reads a line as a header whose facts also part where its type changes: "**Acme** *Engineer*".
pub(super) fn read_parts(line: &str, cuts: &[usize], taxonomy: &Taxonomy) -> Header {
    let begun = begin_with(line, || dates::first(line), taxonomy);
    complete(line, begun, cuts, taxonomy)
}

/// Words before the day on which a page was written.
static UPDATED: Cues = Cues::caseless(&["last updated", "last update:", "updated on ", "last modified"]);

/// Reads what shows at first sight: the period and where the header ends, or everything where words name the facts.
pub(super) fn begin(line: &Line<'_>, taxonomy: &Taxonomy) -> Header {
    begin_with(line.text, || line.period().cloned(), taxonomy)
}

fn begin_with(line: &str, period: impl FnOnce() -> Option<Period>, taxonomy: &Taxonomy) -> Header {
    let stated = served(line, taxonomy).or_else(|| labelled(line, taxonomy));
    if let Some(header) = stated.or_else(|| employed_as(line)) {
        return header;
    }
    let period = period().filter(|_| !UPDATED.are_in(line));
    if let Some(header) = worked_at(line, period.as_ref()) {
        return header;
    }
    let end = match &period {
        Some(period) => account(line, period).or_else(|| first_sentence(line, period.range.end, taxonomy)),
        None => end_before_length(line),
    };
    Header {
        period,
        end: end.unwrap_or(line.len()),
        ..Header::default()
    }
}

/// Reads the other facts of a header.
pub(super) fn complete(line: &str, begun: Header, cuts: &[usize], taxonomy: &Taxonomy) -> Header {
    let mut header = begun;
    if header.title.is_some() || header.company.is_some() {
        return header;
    }
    let whole = line;
    let line = without_address(slice(line, 0..header.end));
    let (before, behind) = match &header.period {
        Some(period) => (0..period.range.start, Some(period.range.end..line.len())),
        None => (0..line.len(), None),
    };
    let mut parts = split(line, before, cuts, taxonomy);
    parts.extend(
        behind
            .into_iter()
            .flat_map(|behind| split(line, behind, cuts, taxonomy)),
    );
    let split = parts.len();
    let learned = parts.last().is_some_and(|part| is_internship(line, part));
    if learned {
        let _terms = parts.pop();
    }
    if header.period.is_none() {
        header.period = parts.iter().find_map(|part| now(line, part));
    }
    parts.retain(|part| !is_noise(slice(line, part.range.clone())));
    for part in &mut parts {
        part.range.start += length_before(slice(line, part.range.clone()));
        part.range.start += terms_before(slice(line, part.range.clone()));
    }
    if split > 0 && parts.is_empty() && header.period.is_none() {
        let length = is_duration(line);
        header.terms = Some(if length { Terms::Length } else { Terms::Kind });
    }
    let kind = line.contains('·').then(|| line.rsplit_once(" · ")).flatten();
    header.employed = learned || kind.is_some_and(|(_, kind)| titles::employment(kind).is_some());
    assign(line, &parts, &mut header, taxonomy);
    settle_field(line, &mut header, taxonomy);
    settle_title(line, &parts, &mut header, taxonomy);
    if header.title.is_none() && header.company.is_some() {
        header.title = stated_title(whole, header.end);
    }
    if header.title.is_none() && header.is_dated() && header.end == whole.len() {
        header.title = unlisted_title(line, &parts);
    }
    part_employer(line, &mut header, taxonomy);
    header
}

/// "Now – Engineer, Acme": a word that says that the work goes on.
fn now(line: &str, part: &Part) -> Option<Period> {
    let word = slice(line, part.range.clone());
    let goes_on = word.len() <= LONGEST_NOW
        && ["now", "present", "current", "currently", "today"]
            .iter()
            .any(|now| now.eq_ignore_ascii_case(word));
    goes_on.then(|| Period {
        start: None,
        end: Some(DateEnd::Present),
        range: part.range.clone(),
    })
}

/// The most bytes of such a word.
const LONGEST_NOW: usize = 9;

/// Takes the employer out of a title that names it behind a word: "Web developer for Acme".
fn part_employer(line: &str, header: &mut Header, taxonomy: &Taxonomy) {
    let dated = header.is_dated();
    let Some(title) = header.title.as_mut().filter(|_| header.company.is_none()) else {
        return;
    };
    if let Some(joined) = employer_in(slice(line, title.clone()), dated, taxonomy) {
        header.company = Some(title.start + joined.name.start..title.start + joined.name.end);
        title.end = title.start + joined.title;
    }
}

/// `Acme https://acme.example`: the words before the address with which a line ends.
fn without_address(line: &str) -> &str {
    let named = line
        .split_once(" http")
        .filter(|(_, address)| address.contains("://") && !address.contains(' '));
    named.map_or(line, |(name, _)| {
        name.trim_end_matches([' ', '-', '–', '—', '|', ':', '('])
    })
}

/// "Acme - Payment Support": in a heading, what a dash adds to the company is the title, whatever its words; beside a period,
/// "Acme - Payment Support | 2019 – 2021", words of a kind of work.
pub(super) fn name_title(text: &str, header: &mut Header, taxonomy: &Taxonomy) {
    let Some(company) = header
        .company
        .clone()
        .filter(|_| header.title.is_none() && header.place.is_none())
    else {
        return;
    };
    let end = header
        .period
        .as_ref()
        .map_or(text.len(), |period| period.range.start);
    let rest = slice(text, company.end..end.max(company.end));
    let Some(title) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| rest.strip_prefix(dash))
    else {
        return;
    };
    let start = company.end + rest.len() - title.len();
    let title = match &header.period {
        Some(_) => title.trim_end_matches(|letter: char| !letter.is_alphanumeric()),
        None => title,
    };
    let words = title.split_ascii_whitespace().count();
    let client = title.starts_with("Client ");
    let spelt = is_acronym_of(slice(text, company.clone()), title);
    let named = !client
        && !spelt
        && title.starts_with(char::is_uppercase)
        && words <= 5
        && !title.contains([',', '(', ':']);
    if named
        && (header.period.is_none() || is_work(title))
        && !places::is_place(taxonomy, title)
        && taxonomy.company_named(title).is_none()
    {
        header.title = Some(start..start + title.len());
        header.company_first = true;
    }
}

/// Takes the title out of the parts, and returns the others.
fn part_title(line: &str, parts: &[Part], header: &mut Header, taxonomy: &Taxonomy) -> Vec<Part> {
    let text = |part: &Part| slice(line, part.range.clone());
    let title_at = parts
        .iter()
        .position(|part| !part.employer && is_title_part(text(part), taxonomy));
    let last_at = title_at.map(|first| {
        let more = parts.iter().skip(first + 1).take_while(|part| {
            !part.employer
                && (is_title_part(text(part), taxonomy)
                    || is_level(text(part))
                    || is_field(text(part), taxonomy))
        });
        (first + more.count()).max(slashed(line, parts, first, taxonomy).1)
    });
    let first_at = title_at.map(|first| slashed(line, parts, first, taxonomy).0);
    let named = || parts.iter().any(|part| names_employer(line, part, taxonomy));
    let mut rest: Vec<Part> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if Some(index) == title_at {
            let (mut title, mut others) = cut_title(line, part, || !named(), taxonomy);
            // "Team Lead / Senior Engineer" is one title, unless a company stands between.
            if let Some(last) = last_at
                .filter(|last| *last > index)
                .and_then(|last| parts.get(last))
                .filter(|_| others.is_empty())
            {
                let (end, behind) = end_of_titles(line, last, taxonomy);
                title.end = title.end.max(end);
                others = behind;
            }
            let before = first_at
                .filter(|first| *first < index)
                .and_then(|first| parts.get(first));
            title.start = before.map_or(title.start, |before| before.range.start);
            header.title = Some(title);
            rest.extend(others);
        } else if first_at
            .zip(last_at)
            .is_some_and(|(first, last)| (first..=last).contains(&index))
            && (rest.is_empty() || title_at.is_some_and(|title| index < title))
        {
        } else {
            rest.extend(cut_place(taxonomy, line, part));
        }
    }
    rest
}

fn assign(line: &str, parts: &[Part], header: &mut Header, taxonomy: &Taxonomy) {
    let mut rest = part_title(line, parts, header, taxonomy);
    lengthen_title(line, &mut rest, header, taxonomy);
    if let Some(title) = &mut header.title {
        with_technologies(line, title, &mut rest, taxonomy);
        rest.retain(|part| !is_team(slice(line, part.range.clone())));
        without_slashed_team(line, title, &mut rest, taxonomy);
    }
    let company = company_at(line, &rest, header.title.is_some(), taxonomy);
    if let Some(part) = company.and_then(|index| rest.get(index)) {
        header.company_first = header
            .title
            .as_ref()
            .is_some_and(|title| part.range.start < title.start);
        header.company = Some(whole_employer(taxonomy, line, part.range.clone()));
    }
    if company.is_none() && header.title.is_some() {
        header.company = rest.iter().find_map(|part| described(line, part, taxonomy));
    }
    let place = place_beside(line, &rest, company, taxonomy);
    header.place = place.map(|part| part.range.clone());
    if header.company.is_none() && header.title.is_some() {
        header.part_place(line, taxonomy);
    }
}

/// "Acme - Operations Engineer - Payments": what a dash adds to a title behind its company belongs to the title.
fn lengthen_title(line: &str, rest: &mut Vec<Part>, header: &mut Header, taxonomy: &Taxonomy) {
    let Some(title) = &mut header.title else { return };
    let company_first = rest.first().is_some_and(|part| part.range.end <= title.start);
    let next = rest
        .iter()
        .position(|part| company_first && part.range.start > title.end);
    let Some((at, last)) = next.and_then(|at| Some((at, rest.get(at)?))) else {
        return;
    };
    let joint = slice(line, title.end..last.range.start);
    let text = slice(line, last.range.clone());
    let added = matches!(joint, " - " | " – " | " — ")
        && text.split_ascii_whitespace().count() <= 4
        && !text.contains(',')
        && !places::is_place(taxonomy, text);
    if added {
        title.end = last.range.end;
        let _added = rest.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, title: &str, company: &str, place: &str) {
        let header = read(line, Taxonomy::embedded());
        let text = |range: Option<Range<usize>>| range.map_or("", |range| slice(line, range)).to_owned();
        assert_eq!(
            (text(header.title), text(header.company), text(header.place)),
            (title.to_owned(), company.to_owned(), place.to_owned()),
            "{line}"
        );
    }

    #[test]
    fn an_employer_may_be_called_by_its_site() {
        check("Engineer, lumoraq.ai", "Engineer", "lumoraq.ai", "");
        check("Engineer, AI", "Engineer, AI", "", "");
    }

    #[test]
    fn a_word_that_opens_a_period_is_no_employer() {
        check("Analista, de 01/07/2019 - 01/04/2021", "Analista", "", "");
        check("Lumoraq, 2019 – 2021 (удалённая работа)", "", "Lumoraq", "");
        check(
            "2021 Spring | Teaching Assistant, Lumora College",
            "Teaching Assistant",
            "Lumora College",
            "",
        );
    }

    #[test]
    fn slashes_join_what_belongs_to_a_title() {
        check(
            "Magento / WordPress Developer",
            "Magento / WordPress Developer",
            "",
            "",
        );
        check(
            "Loom Engineer / Odd Looms / Product Owner at Lumoraq",
            "Loom Engineer / Odd Looms / Product Owner",
            "Lumoraq",
            "",
        );
        check(
            "Software Developer / 3D technician, Lumoraq",
            "Software Developer / 3D technician",
            "Lumoraq",
            "",
        );
        check("Lumoraq / Loom Engineer", "Loom Engineer", "Lumoraq", "");
        check(
            "Loom Engineer - Odd Mills, Google",
            "Loom Engineer - Odd Mills",
            "Google",
            "",
        );
        check(
            "Senior Backend Looms / Mills Developer",
            "Senior Backend Looms / Mills Developer",
            "",
            "",
        );
    }

    #[test]
    fn title_company_and_place_come_in_any_order() {
        check(
            "Senior DevOps Engineer, Lumoraq Inc.\tMar 2022 – Present",
            "Senior DevOps Engineer",
            "Lumoraq Inc",
            "",
        );
        check(
            "Lumoraq / Director of Consulting   Jan 2014 - Current",
            "Director of Consulting",
            "Lumoraq",
            "",
        );
        check(
            "2025–now  Owner, Principal Consultant, Lumoraq Advisory (Bedford, MA)",
            "Owner, Principal Consultant",
            "Lumoraq Advisory",
            "Bedford, MA",
        );
        check(
            "Lumoraq — Software Engineer II (Jan 2020 - Feb 2021)",
            "Software Engineer II",
            "Lumoraq",
            "",
        );
        check(
            "Intern at Lumoraq (2021-07 - 2021-09), Turin, Italy",
            "Intern",
            "Lumoraq",
            "Turin, Italy",
        );
        check(
            "Software Engineer | Lumoraq | Berlin, Germany",
            "Software Engineer",
            "Lumoraq",
            "Berlin, Germany",
        );
        check(
            "LUMORAQ, Staff SE, Senior SE3",
            "Staff SE, Senior SE3",
            "LUMORAQ",
            "",
        );
        check("Lumoraq GmbH", "", "Lumoraq GmbH", "");
    }

    #[test]
    fn marks_and_words_part_what_a_header_tells() {
        check("Engineer | at Lumoraq", "Engineer", "Lumoraq", "");
        check(
            "Lumoraq, Oslo\u{a0}\u{a0} Engineer",
            "Engineer",
            "Lumoraq",
            "Oslo",
        );
        check("May 2019 - now，Lumoraq Works", "", "Lumoraq Works", "");
        check("Engineer, Loom Team 2", "Engineer", "", "");
        check("Lumoraq Systems, Inc., Oslo", "", "Lumoraq Systems, Inc", "Oslo");
        check("Lead the looms team", "", "", "");
        check("Improve dev looms", "", "", "");
        check("2012 - 6 months, Engineer at Lumoraq", "Engineer", "Lumoraq", "");
        check(
            "HP Inc, Master Cloud Architect",
            "Master Cloud Architect",
            "HP Inc",
            "",
        );
        check("1 year Lecturer at Lumoraq", "Lecturer", "Lumoraq", "");
        check(
            "Senior Engineer, Odd and Even Looms, Google.",
            "Senior Engineer, Odd and Even Looms",
            "Google",
            "",
        );
        check(
            "Senior Engineer, Odd & Even Ltd, Google",
            "Senior Engineer",
            "Odd & Even Ltd",
            "",
        );
        check(
            "Lumoraq, makers of looms for the mills : Engineer",
            "Engineer",
            "Lumoraq",
            "",
        );
    }

    #[test]
    fn a_header_can_have_a_number_two_titles_and_brackets() {
        check(
            "Weaver and Engineer — Lumoraq Works, Puyallup, WA (2020–2021)",
            "Weaver and Engineer",
            "Lumoraq Works",
            "Puyallup, WA",
        );
        check("2. Core Developer at Lumoraq", "Core Developer", "Lumoraq", "");
        check(
            "Manager of Looms / Database Analyst, Lumoraq",
            "Manager of Looms / Database Analyst",
            "Lumoraq",
            "",
        );
        check(
            "Senior Engineer (Looms and Dyes) - Lumoraq",
            "Senior Engineer (Looms and Dyes)",
            "Lumoraq",
            "",
        );
        check("Was the founding member of Lumoraq Works", "", "", "");
    }

    #[test]
    fn all_before_a_word_for_the_employer_is_the_title() {
        check(
            "Director, Odd Looms @ Lumoraq",
            "Director, Odd Looms",
            "Lumoraq",
            "",
        );
        check(
            "Engineer - Dyes at Lumoraq (2019 – 2021)",
            "Engineer - Dyes",
            "Lumoraq",
            "",
        );
        check(
            "Keeper of Clocks at Lumoraq (2019 – 2021)",
            "Keeper of Clocks",
            "Lumoraq",
            "",
        );
        check("Engineer (Contract) at Lumoraq", "Engineer", "Lumoraq", "");
    }

    #[test]
    fn a_field_behind_a_title_is_no_employer() {
        check(
            "Director, Information Technology, Lumoraq",
            "Director, Information Technology",
            "Lumoraq",
            "",
        );
        check("Engineer - Data, Lumoraq", "Engineer - Data", "Lumoraq", "");
        check(
            "Lumoraq – Manager, Network Operations",
            "Manager, Network Operations",
            "Lumoraq",
            "",
        );
        check("Scientist, Lumoraq, Oslo", "Scientist", "Lumoraq", "Oslo");
        check("Lumoraq (formerly Vintrel) | Engineer", "Engineer", "Lumoraq", "");
    }

    #[test]
    fn brackets_hold_a_title_or_belong_to_one() {
        check(
            "Lumoraq (Senior Engineer) 08/22 - now",
            "Senior Engineer",
            "Lumoraq",
            "",
        );
        check(
            "Technical Architect (Vice President), Lumoraq",
            "Technical Architect (Vice President)",
            "Lumoraq",
            "",
        );
        check(
            "Client: Lumoraq — Cloud Architect (04/2023 – present)",
            "Cloud Architect",
            "Lumoraq",
            "",
        );
    }

    #[test]
    fn a_company_is_told_from_the_city_behind_it() {
        check("Lumoraq, Zürich", "", "Lumoraq", "Zürich");
        check("Lumoraq, Toronto, Canada", "", "Lumoraq", "Toronto, Canada");
        check(
            "Lumoraq Widgets. Berlin, Germany.",
            "",
            "Lumoraq Widgets",
            "Berlin, Germany",
        );
        check("Rivoli, Italy", "", "", "Rivoli, Italy");
    }

    #[test]
    fn the_kind_of_work_behind_a_title_belongs_to_it() {
        check(
            "Senior Software Engineer - Backend at Lumoraq",
            "Senior Software Engineer - Backend",
            "Lumoraq",
            "",
        );
    }

    #[test]
    fn a_chronicle_tells_the_title_in_the_sentence_behind_the_employer() {
        check(
            "2019 - 2021 Lumoraq Widgets, Turin, Italy. I was head of payments, and of the office.",
            "head of payments",
            "Lumoraq Widgets",
            "Turin, Italy",
        );
        check(
            "2009 Institute of Odd Machines at the University of Lumora. As a visiting fellow I taught welding robots.",
            "visiting fellow",
            "the University of Lumora",
            "",
        );
    }

    #[test]
    fn what_a_dash_adds_to_a_title_belongs_to_it() {
        check(
            "Lumoraq - Operations Engineer - Payments",
            "Operations Engineer - Payments",
            "Lumoraq",
            "",
        );
        check(
            "Lumoraq - Operations Engineer - Berlin",
            "Operations Engineer",
            "Lumoraq",
            "Berlin",
        );
    }

    #[test]
    fn a_name_in_capitals_is_told_from_the_title_behind_it() {
        check("LUMORAQ Senior Engineer", "Senior Engineer", "LUMORAQ", "");
        check("SENIOR Software Engineer", "SENIOR Software Engineer", "", "");
        check("AWS Cloud Engineer", "AWS Cloud Engineer", "", "");
    }

    #[test]
    fn brackets_say_what_a_title_is_about() {
        check(
            "Loom Engineer (Python / Looms), Lumoraq",
            "Loom Engineer (Python / Looms)",
            "Lumoraq",
            "",
        );
        check(
            "Lumoraq — Loom Engineer (Security Operations / Threat Hunting)",
            "Loom Engineer (Security Operations / Threat Hunting)",
            "Lumoraq",
            "",
        );
        check(
            "Loom Engineer (Contract / Remote), Lumoraq",
            "Loom Engineer",
            "Lumoraq",
            "Remote",
        );
    }

    #[test]
    fn a_heading_names_the_work_beside_its_period() {
        let title = |line: &'static str| {
            let mut header = read(line, Taxonomy::embedded());
            name_title(line, &mut header, Taxonomy::embedded());
            header.title.map(|title| slice(line, title))
        };
        assert_eq!(
            title("Odd Mills — Weaving Analysis | 2019 – 2021"),
            Some("Weaving Analysis")
        );
        assert_eq!(title("Odd Mills — Woollen Things | 2019 – 2021"), None);
        assert_eq!(title("Odd Mills — Woollen Things"), Some("Woollen Things"));
    }

    #[test]
    fn the_address_behind_an_employer_is_no_part_of_it() {
        check("Lumoraq https://lumoraq.example", "", "Lumoraq", "");
        check("Lumoraq - https://lumoraq.example", "", "Lumoraq", "");
    }

    #[test]
    fn a_team_before_an_employer_belongs_to_the_title() {
        check(
            "Engineer, Looms team, Lumoraq",
            "Engineer, Looms team",
            "Lumoraq",
            "",
        );
        check(
            "Engineer, Search Infrastructure, Lumoraq",
            "Engineer, Search Infrastructure",
            "Lumoraq",
            "",
        );
        check("Engineer, Odd Mills, Google", "Engineer, Odd Mills", "Google", "");
        check(
            "Engineer, Nordvik Looms, Oslo",
            "Engineer",
            "Nordvik Looms",
            "Oslo",
        );
    }

    #[test]
    fn a_name_that_ends_like_a_field_is_an_employer() {
        check("Loom Engineer, Lumoraq AI", "Loom Engineer", "Lumoraq AI", "");
        check(
            "Senior Engineer, Quillon Games",
            "Senior Engineer",
            "Quillon Games",
            "",
        );
        check(
            "Senior Engineer, Generative AI",
            "Senior Engineer, Generative AI",
            "",
            "",
        );
        check(
            "Senior Engineer, Mobile Games",
            "Senior Engineer, Mobile Games",
            "",
            "",
        );
    }

    #[test]
    fn beside_a_period_words_lead_to_the_employer_of_a_title() {
        check(
            "Weaving engineer for Odd Mills, 2019 – 2021",
            "Weaving engineer",
            "Odd Mills",
            "",
        );
        check(
            "IT support with Lumoraq Council, 2019 – 2021",
            "IT support",
            "Lumoraq Council",
            "",
        );
        check(
            "Weaving engineer for Odd Mills",
            "Weaving engineer for Odd Mills",
            "",
            "",
        );
        check(
            "Engineer for Mobile Looms (2019 – 2021)",
            "Engineer for Mobile Looms",
            "",
            "",
        );
        check(
            "Ingeniera de Datos en Lumoraq",
            "Ingeniera de Datos",
            "Lumoraq",
            "",
        );
        check(
            "Ingeniero en Sistemas Informáticos",
            "Ingeniero en Sistemas Informáticos",
            "",
            "",
        );
    }

    #[test]
    fn sentences_tell_of_an_employer_and_the_title_there() {
        check(
            "Worked at Odd Mills as a Weaving Engineer (2019–2021)",
            "Weaving Engineer",
            "Odd Mills",
            "",
        );
        check(
            "Apr 2019: joined Lumoraq as an engineer",
            "engineer",
            "Lumoraq",
            "",
        );
        check(
            "Interned at Lumoraq as a data analyst (2015)",
            "data analyst",
            "Lumoraq",
            "",
        );
        check("Joined a choir as a tenor", "", "", "");
        check(
            "Since 2022 I work at Lumoraq as a weaving engineer.",
            "weaving engineer",
            "Lumoraq",
            "",
        );
        check(
            "From 2019 to 2021 I was a technician at Odd Mills.",
            "technician",
            "Odd Mills",
            "",
        );
    }

    #[test]
    fn a_length_of_time_in_a_sentence_of_its_own_is_no_fact() {
        let header = read("Engineer, Odd Mills, Oslo. 6 years.", Taxonomy::embedded());
        assert_eq!(header.end, "Engineer, Odd Mills, Oslo".len());
        check(
            "Engineer, Odd Mills, Oslo. 6 years.",
            "Engineer",
            "Odd Mills",
            "Oslo",
        );
    }

    #[test]
    fn now_is_a_time() {
        let header = read("Now – Weaving Engineer, Lumoraq", Taxonomy::embedded());
        assert_eq!(
            header.period.and_then(|period| period.end),
            Some(DateEnd::Present)
        );
        check(
            "Now – Weaving Engineer, Lumoraq",
            "Weaving Engineer",
            "Lumoraq",
            "",
        );
    }

    #[test]
    fn who_was_at_a_place_was_at_no_place_in_it() {
        check(
            "Sviluppatore Java presso Lumoraq, Torino",
            "Sviluppatore Java",
            "Lumoraq",
            "Torino",
        );
    }
}
