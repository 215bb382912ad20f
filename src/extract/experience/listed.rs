//! Employers in the lists of a biography written as code: `previously: ["Acme", "Bolt"]`, `.formerly("Acme")`,
//! and items below such a key, with or without a title and a period.

use std::ops::Range;

use super::employer::is_company_like;
use super::header;
use super::{Draft, MAX_ROLES, Role, VIA};
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::reading::{Line, Reading};
use crate::extract::records::opened;
use crate::extract::sections::Section;
use crate::extract::stated::{key_of, stated};
use crate::extract::{dates, titles};
use crate::profile::DateEnd;

/// Keys of employers that the person has left; what stands there needs to say no more than their names.
const PAST: &[&str] = &[
    "previously",
    "formerly",
    "past",
    "before",
    "previous",
    "workedat",
    "previouscompanies",
    "pastcompanies",
    "previousemployers",
    "formeremployers",
    "employers",
    "ex",
    "pastwork",
    "pastjobs",
    "previouswork",
    "previousjobs",
    "formerlyat",
    "previouslyat",
    "pastexperience",
    "previousexperience",
    "previousroles",
    "pastroles",
    "previouspositions",
    "pastpositions",
    "formerroles",
    "formerpositions",
    "formercompanies",
    "priorcompanies",
    "priorroles",
    "priorwork",
    "priorexperience",
    "earlier",
    "prior",
    "workedfor",
];

/// Keys of positions, each with its title or its period.
const WORK: &[&str] = &[
    "work",
    "experience",
    "workexperience",
    "employment",
    "jobs",
    "career",
    "positions",
    "history",
    "workhistory",
];

/// Reads the lists of every block of code.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for (index, block) in reading.blocks() {
        let other = matches!(
            reading.section(index),
            Section::Education | Section::Projects | Section::Certifications | Section::Skills
        );
        if block.kind != Kind::Code || other {
            continue;
        }
        let mut open: Option<String> = None;
        for line in reading.lines_of(index) {
            if let Some((key, list)) = inline(line.text) {
                if let Some(role) = pair(reading, line, list.clone(), &key) {
                    roles.push(role);
                    continue;
                }
                roles.extend(strings(line.text, list).filter_map(|item| role(reading, line, item, &key)));
                open = None;
            } else if let Some(key) = opened(line.text) {
                open = Some(key);
            } else if let Some(role) = single(reading, line) {
                roles.push(role);
            } else if let Some(key) = &open {
                if let Some(role) = keyed(reading, line, key) {
                    roles.push(role);
                    continue;
                }
                match item(line.text) {
                    Some(item) => roles.extend(role(reading, line, item, key)),
                    None => open = None,
                }
            }
        }
    }
    roles.truncate(MAX_ROLES);
    roles
}

/// Returns the strings of the lists in code whose keys are wanted, and on which line each stands.
pub(in crate::extract) fn strings_under<'l, 't>(
    lines: &'l [Line<'t>],
    wanted: impl Fn(&str) -> bool,
) -> Vec<(&'l Line<'t>, Range<usize>)> {
    let mut found = Vec::new();
    let mut open = false;
    for line in lines {
        if let Some((key, list)) = inline(line.text) {
            open = false;
            if wanted(&key) {
                found.extend(strings(line.text, list).map(|item| (line, item)));
            }
        } else if let Some(key) = opened(line.text) {
            open = wanted(&key);
        } else if open {
            let item = item(line.text);
            open = item.is_some();
            found.extend(item.map(|item| (line, item)));
        }
    }
    found
}

/// `work: ["Acme", "Engineer"]`: an employer and the title there, in either order.
fn pair(reading: &Reading<'_>, line: &Line<'_>, list: Range<usize>, key: &str) -> Option<Role> {
    let interned = matches!(key, "interned" | "intern" | "internship");
    if !interned && !WORK.contains(&key) {
        return None;
    }
    let items: Vec<_> = strings(line.text, list).filter(|item| !item.is_empty()).collect();
    let [first, second] = items.as_slice() else {
        return None;
    };
    let (title, company) = if titles::is_title(slice(line.text, first.clone())) {
        (first, second)
    } else {
        (second, first)
    };
    let (title, name) = (slice(line.text, title.clone()), slice(line.text, company.clone()));
    let told = titles::is_title(title) && !titles::is_title(name) && dates::first(name).is_none();
    let draft = Draft {
        company: Some(name),
        title: Some(title),
        end: (key == "work").then_some(DateEnd::Present),
        ..Draft::default()
    };
    (told && is_company_like(reading.taxonomy, name)).then(|| Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(company), VIA)),
        account: vec![(line.block, line.range.clone())],
    })
}

/// `previously: ["Acme", "Bolt"]`, `.formerly("Acme", "Bolt")`: the key, and where its list stands.
fn inline(line: &str) -> Option<(String, Range<usize>)> {
    let at = line.find([':', '=', '('])?;
    let before = slice(line, 0..at).trim_end();
    let word = before
        .split([' ', '.', '\'', '"'])
        .rfind(|word| !word.is_empty())?;
    let list = slice(line, at + 1..line.len()).trim();
    let called = slice(line, at..line.len()).starts_with('(') && line.trim_start().starts_with('.');
    let listed = called || list.starts_with(['[', '(']);
    let strings = list.contains(['"', '\'']) || list.starts_with('[') && list.contains(']');
    (listed && strings).then(|| (key_of(word), at + 1..line.len()))
}

/// Returns the places of the strings of a list, which may stand without quotes.
fn strings(line: &str, list: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'_> {
    let mut at = list.start;
    slice(line, list).split(',').map(move |item| {
        let start = at;
        at += item.len() + 1;
        bare(line, start..start + item.len())
    })
}

/// `- Engineer at Acme (2019 – 2021)`, `"Acme" to 2019..2021,`: what stands below a key.
fn item(line: &str) -> Option<Range<usize>> {
    let listed = line.starts_with(['-', '"', '\'', '`']) && stated(line).is_none();
    listed.then(|| bare(line, 0..line.len()))
}

/// `previously: Engineer @ Acme`: a key of the past with one position.
fn single(reading: &Reading<'_>, line: &Line<'_>) -> Option<Role> {
    let joined = line.text.contains('@') || line.text.contains(" at ");
    let (key, value) = joined.then(|| stated(line.text)).flatten()?;
    let role = role(reading, line, value, &key).filter(|_| PAST.contains(&key.as_str()))?;
    role.position.title.is_some().then_some(role)
}

/// `- Acme: Engineer (2019 – 2021)`, `- Engineer: Acme`: an item whose own key is the employer or the title.
fn keyed(reading: &Reading<'_>, line: &Line<'_>, key: &str) -> Option<Role> {
    let listed = line.text.starts_with("- ") && (WORK.contains(&key) || PAST.contains(&key));
    let (name, value) = line.text.split_once(": ").filter(|_| listed)?;
    let name = name
        .trim_start_matches(['-', ' ', '"', '\''])
        .trim_end_matches(['"', '\'']);
    let header = header::read(value.trim_matches(['"', '\'']), reading.taxonomy);
    let value = value.trim_matches(['"', '\'']);
    let words = |range: &Option<Range<usize>>| range.clone().and_then(|range| value.get(range));
    let (title, company) = match (words(&header.title), words(&header.company)) {
        (Some(title), None) => (title, name),
        (None, Some(company)) => (name, company),
        _ => return None,
    };
    let period = header.period;
    let draft = Draft {
        company: Some(company),
        title: Some(title),
        place: words(&header.place),
        start: period.as_ref().and_then(|period| period.start),
        end: period.and_then(|period| period.end),
    };
    let told =
        titles::is_title(title) && !titles::is_title(company) && is_company_like(reading.taxonomy, company);
    told.then(|| Role {
        position: draft.position(reading, reading.evidence(line.block, &line.range, VIA)),
        account: vec![(line.block, line.range.clone())],
    })
}

fn bare(line: &str, range: Range<usize>) -> Range<usize> {
    trim_by(line, range, |letter| {
        letter.is_whitespace() || "\"'`,;[](){}-".contains(letter)
    })
}

fn role(reading: &Reading<'_>, line: &Line<'_>, item: Range<usize>, key: &str) -> Option<Role> {
    let text = slice(line.text, item.clone());
    let past = PAST.contains(&key);
    if !past && !WORK.contains(&key) || text.len() > 160 {
        return None;
    }
    let header = header::read(text, reading.taxonomy);
    let words = |range: &Option<Range<usize>>| range.clone().and_then(|range| text.get(range));
    // A quoted name ends with its quote: `Acme" to 2019..2021`.
    let quoted = text
        .split_once('"')
        .map(|(name, _)| name)
        .filter(|name| is_company_like(reading.taxonomy, name));
    let company = quoted.or_else(|| words(&header.company))?;
    let title = words(&header.title).filter(|title| quoted.is_none() && titles::is_title(title));
    let period = dates::first(text);
    let named = company.starts_with(char::is_uppercase);
    let told = title.is_some() || period.is_some();
    let draft = Draft {
        company: Some(company),
        title,
        place: words(&header.place).filter(|_| told),
        start: period.as_ref().and_then(|period| period.start),
        end: period.and_then(|period| period.end),
    };
    (named && (told || past)).then(|| Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(&item), VIA)),
        account: vec![(line.block, line.range.clone())],
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{company, first_year, read};

    #[track_caller]
    fn check(code: &str, expected: &[(&str, Option<&str>, Option<u16>)]) {
        let roles = read(&format!("```\n{code}\n```\n"), super::roles);
        let found = roles.iter().map(|role| {
            let position = &role.position;
            (company(position), position.title.as_deref(), first_year(position))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{code}");
    }

    #[test]
    fn former_employers_are_listed_by_name() {
        let both = [("Lumoraq", None, None), ("Vintrel", None, None)];
        check("previously: [\"Lumoraq\", \"Vintrel\"],", &both);
        check("    .formerly(\"Lumoraq\", \"Vintrel\")", &both);
        check("formerlyAt: [\"Lumoraq\", \"Vintrel\"],", &both);
        check("formerly:\n  - Lumoraq\n  - Vintrel", &both);
        check("past_companies: [\"Lumoraq\", \"Vintrel\"],", &both);
        check(
            "previous_roles = [\n    \"Weaving Engineer, Lumoraq\",\n]",
            &[("Lumoraq", Some("Weaving Engineer"), None)],
        );
        check("languages: [\"Lumoraq\", \"Vintrel\"],", &[]);
        check("formerly(\"Lumoraq\")", &[]);
    }

    #[test]
    fn a_list_of_two_names_an_employer_and_a_title() {
        check(
            "work: [\"Lumoraq\", \"Weaving Engineer\"],\ninterned: [\"Dye Intern\", \"Vintrel\"],",
            &[
                ("Lumoraq", Some("Weaving Engineer"), None),
                ("Vintrel", Some("Dye Intern"), None),
            ],
        );
        check("studied: [\"Lumoraq\", \"Weaving Engineer\"],", &[]);
    }

    #[test]
    fn the_key_of_an_item_is_an_employer_or_a_title() {
        check(
            "Work:\n  - Lumoraq: Lead Engineer (2020 - now)\n  - Technician: Vintrel (2016 - 2020)\n  - Looms: many",
            &[
                ("Lumoraq", Some("Lead Engineer"), Some(2020)),
                ("Vintrel", Some("Technician"), Some(2016)),
            ],
        );
        check("Tools:\n  - Lumoraq: Lead Engineer", &[]);
    }

    #[test]
    fn a_key_of_the_past_has_one_position() {
        check(
            "previous: Engineer @ Lumoraq\nbefore:   Technician at Vintrel",
            &[
                ("Lumoraq", Some("Engineer"), None),
                ("Vintrel", Some("Technician"), None),
            ],
        );
        check("previous: looms @ home\nnext: Engineer @ Lumoraq", &[]);
    }

    #[test]
    fn items_tell_titles_and_periods() {
        check(
            "experience:\n  - Engineer at Lumoraq (2019 - 2021)\n  - Vintrel, 2017 - 2019\n  - Sailing\nname: Ada",
            &[
                ("Lumoraq", Some("Engineer"), Some(2019)),
                ("Vintrel", None, Some(2017)),
            ],
        );
        check(
            "val previously: Map<String, IntRange> = mapOf(\n  \"Lumoraq\" to 2019..2021,\n)",
            &[("Lumoraq", None, Some(2019))],
        );
    }
}
