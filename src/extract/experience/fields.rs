//! Positions that name their facts: arguments of a template, objects and lists in a biography written as code.

use std::ops::Range;

use super::header;
use super::{Draft, Role, VIA};
use crate::extract::document::slice;
use crate::extract::reading::Reading;
use crate::extract::records::Record;
use crate::extract::sections::Section;
use crate::extract::{dates, titles};
use crate::profile::{DateEnd, PartialDate};

const TITLES: &[&str] = &[
    "title",
    "role",
    "position",
    "jobtitle",
    "currentrole",
    "currentposition",
    "designation",
    "occupation",
    "job",
    "as",
];
const COMPANIES: &[&str] = &[
    "company",
    "employer",
    "organization",
    "organisation",
    "currentcompany",
    "companyname",
    "worksat",
    "workingat",
    "workplace",
    "currentemployer",
    "org",
    "workat",
    "at",
    "currentlyat",
    "currentat",
];
/// Keys whose value can hold both: "Engineer @ Acme".
const WORKS: &[&str] = &[
    "work",
    "job",
    "currentwork",
    "currentjob",
    "role",
    "currentrole",
    "position",
    "occupation",
    "currently",
    "current",
    "now",
    "title",
    "currentlyworking",
    "workingas",
    "company",
];
const PERIODS: &[&str] = &[
    "timespan", "period", "dates", "date", "duration", "years", "when", "badge",
];

/// Keys of the two lines above the account in a timeline that a template draws; which is the title, the words say.
const LINES: [&str; 2] = ["header", "subheader"];
const PLACES: &[&str] = &["location", "place", "city"];

/// Keys that say of a record that it is about the writer as of today.
const BIOGRAPHIES: &[&str] = &[
    "name",
    "currentcompany",
    "currentemployer",
    "worksat",
    "workingat",
    "currentlyat",
    "currentat",
];

/// Keys of what somebody does today.
const NOW: &[&str] = &[
    "currently",
    "current",
    "now",
    "today",
    "currentjob",
    "currentwork",
    "present",
];

/// Keys of what is over, or is no work at all.
const NOT_NOW: &[&str] = &[
    "experience",
    "previous",
    "past",
    "history",
    "previously",
    "former",
    "jobs",
    "career",
];

/// Keys of lists whose things are positions, so that a name is an employer's.
const WORK_KEYS: &[&str] = &[
    "work",
    "experience",
    "employment",
    "jobs",
    "career",
    "positions",
    "workexperience",
];

/// Reads every record that names an employer.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut biography = None;
    let mut roles = Vec::new();
    for record in reading.records() {
        if record.field(&["name"]).is_some() {
            biography = record
                .field(TITLES)
                .map(|title| (title.block, title.range.clone()));
        }
        let Some(role) = role(reading, record, biography.as_ref()) else {
            continue;
        };
        if role.position.title.is_some() {
            biography = None;
        }
        roles.push(role);
    }
    roles.truncate(super::MAX_ROLES);
    roles
}

/// Reads one record; the biography before it has named the title of whoever says no more than "currently: Acme".
fn role(reading: &Reading<'_>, record: &Record, biography: Option<&(usize, Range<usize>)>) -> Option<Role> {
    let block = record.fields.first()?.block;
    let section = reading.section(block);
    if matches!(section, Section::Education | Section::Certifications) {
        return None;
    }
    let period = period(reading, record);
    let dated = period.is_some();
    if section == Section::Projects && !matches!(period, Some((_, Some(_)))) {
        return None;
    }
    let (title, company) = facts(reading, record)?;
    let (start, end) = period.unwrap_or_default();
    let now = !dated && !NOT_NOW.contains(&record.parent.as_str());
    let current = NOW.contains(&record.parent.as_str());
    let said = biography.filter(|(at, _)| current && *at == block);
    let said = said.map(|(at, range)| slice(reading.text(*at), range.clone()));
    let title = title.or(said.filter(|title| titles::is_title(title)));
    let draft = Draft {
        company: Some(company),
        title,
        place: record.value(reading, PLACES).filter(|_| dated),
        start,
        end: end.or(now.then_some(DateEnd::Present)),
    };
    let first = record.fields.first()?;
    let range = record
        .fields
        .iter()
        .filter(|field| field.block == block)
        .fold(first.range.clone(), |range, field| {
            range.start.min(field.range.start)..range.end.max(field.range.end)
        });
    let evidence = reading.evidence(block, &range, VIA);
    Some(Role {
        position: draft.position(reading, evidence),
        account: vec![(block, range)],
    })
}

/// Returns the title, if there is one, and the company of a record.
fn facts<'t>(reading: &Reading<'t>, record: &Record) -> Option<(Option<&'t str>, &'t str)> {
    for field in record
        .fields
        .iter()
        .filter(|field| WORKS.contains(&field.key.as_str()))
    {
        let value = reading.text(field.block).get(field.range.clone())?;
        let both = header::read(value, reading.taxonomy);
        if value.contains(" at ") || value.contains('@') {
            let title = both.title.and_then(|range| value.get(range));
            if let (Some(title), Some(company)) = (title, both.company.and_then(|range| value.get(range))) {
                return Some((Some(title), company));
            }
        }
    }
    if let Some(entry) = entry(reading, record) {
        return Some(entry);
    }
    let title = record.value(reading, TITLES);
    let work = WORK_KEYS.contains(&record.parent.as_str());
    let named = || {
        record
            .value(reading, &["name", "where", "place"])
            .filter(|_| work && title.is_some())
    };
    let company = record.value(reading, COMPANIES).or_else(named)?;
    let mut letters = company.chars().filter(|letter| letter.is_alphabetic());
    let named = letters.any(|letter| !letter.is_lowercase()) && company.len() <= 80;
    if let Some(title) = title {
        return ((titles::is_title(title) || work) && named).then_some((Some(title), company));
    }
    // Without a title, only a biography says where its writer works.
    let known = reading.taxonomy.company_named(company).is_some();
    let today = record.field(BIOGRAPHIES).is_some() || NOW.contains(&record.parent.as_str());
    (named && (known || today)).then_some((None, company))
}

/// `header="Acme" badge="2019 – 2021" subheader="Engineer"`: the title and the company of an entry of a timeline.
fn entry<'t>(reading: &Reading<'t>, record: &Record) -> Option<(Option<&'t str>, &'t str)> {
    let [upper, lower] = LINES.map(|key| record.value(reading, &[key]));
    let (upper, lower) = upper.zip(lower)?;
    let _dated = record.value(reading, PERIODS).and_then(dates::first)?;
    match (titles::is_title(upper), titles::is_title(lower)) {
        (true, false) => Some((Some(upper), lower)),
        (false, true) => Some((Some(lower), upper)),
        _ => None,
    }
}

/// A single date says when the work ended as well, one without an end that it goes on.
fn period(reading: &Reading<'_>, record: &Record) -> Option<(Option<PartialDate>, Option<DateEnd>)> {
    if let Some(period) = record.value(reading, PERIODS).and_then(dates::first) {
        return Some((period.start, period.end.or(period.start.map(DateEnd::On))));
    }
    record.span(reading).map(|period| (period.start, period.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::{company, first_year, read};

    /// Company, title, and the years from and to, 0 for today.
    type Facts<'t> = (&'t str, Option<&'t str>, Option<u16>, Option<u16>);

    #[test]
    fn entries_of_a_timeline_name_both_lines() {
        check(
            "## Experience\n\n{{< timelineItem icon=\"star\" header=\"Lumoraq GmbH\" badge=\"Feb 2022 - 2024\" \
             subheader=\"Junior Weaver Engineer\" >}}\nWove.\n{{< /timelineItem >}}\n",
            &[("Lumoraq", Some("Junior Weaver Engineer"), Some(2022), Some(2024))],
        );
    }

    #[track_caller]
    fn check(text: &str, expected: &[Facts<'_>]) {
        let roles = read(text, roles);
        let found = roles.iter().map(|role| {
            let position = &role.position;
            let end = position.end.map(|end| match end {
                DateEnd::Present => 0,
                DateEnd::On(date) => date.year(),
            });
            (
                company(position),
                position.title.as_deref(),
                first_year(position),
                end,
            )
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    fn code(lines: &str) -> String {
        format!("```\n{lines}\n```\n")
    }

    #[test]
    fn positions_name_their_facts_in_many_languages() {
        let expected = [("Lumoraq", Some("Engineer"), Some(2019), Some(2021))];
        for text in [
            code("experience:\n  - company: Lumoraq\n    role: Engineer\n    start: 2019\n    end: 2021"),
            code(
                "\"work\": [\n  {\n    \"employer\": \"Lumoraq\",\n    \"position\": \"Engineer\",\n    \"period\": \"2019 - 2021\"\n  }\n]",
            ),
            code(
                "const jobs = [\n  { where: \"Lumoraq\", title: \"Engineer\", from: \"2019\", to: \"2021\" },\n]",
            ),
            "{% job(title=\"Engineer\", company=\"Lumoraq\", dates=\"2019 - 2021\") %}\n".to_owned(),
        ] {
            check(&text, &expected);
        }
        let single = "work:\n  - company: Lumoraq\n    role: Engineer\n    year: 2019\n    date: 2019";
        check(
            &code(single),
            &[("Lumoraq", Some("Engineer"), Some(2019), Some(2019))],
        );
    }

    #[test]
    fn a_biography_says_where_its_writer_works_today() {
        check(
            &code("name: Ada Quill\nrole: Engineer\ncompany: Lumoraq"),
            &[("Lumoraq", Some("Engineer"), None, Some(0))],
        );
        check(
            &code("name: Ada Quill\nwork: Engineer at Lumoraq"),
            &[("Lumoraq", Some("Engineer"), None, Some(0))],
        );
        check(
            &code("name: Ada Quill\ncompany: Lumoraq"),
            &[("Lumoraq", None, None, Some(0))],
        );
        check(
            &code("name: Ada Quill\nrole: Engineer\nnow:\n  company: Lumoraq\n  since: 2020"),
            &[("Lumoraq", Some("Engineer"), Some(2020), Some(0))],
        );
        check(
            &code("previous:\n  - company: Lumoraq\n    role: Engineer"),
            &[("Lumoraq", Some("Engineer"), None, None)],
        );
    }

    #[test]
    fn other_records_are_no_positions() {
        check(&code("company: Lumoraq\nstars: 12"), &[]);
        check(&code("company: none\nrole: Engineer"), &[]);
        check(
            &code("talks:\n  - title: On Looms\n    organization: Lumoraq"),
            &[],
        );
        check(&code("pets:\n  - name: Rex\n    role: Engineer"), &[]);
        let school = code("role: Engineer\ncompany: Lumoraq\ndates: 2019 - 2021");
        check(&format!("## Education\n\n{school}"), &[]);
        check(
            &format!("## Projects\n\n{}", code("role: Engineer\ncompany: Lumoraq")),
            &[],
        );
    }

    #[test]
    fn front_matter_tells_who_its_person_is() {
        check(
            "---\nname: Ada Quill\noccupation: Weaving Engineer\ncompany: Lumoraq\n---\n\nI weave.\n",
            &[("Lumoraq", Some("Weaving Engineer"), None, Some(0))],
        );
    }
}
