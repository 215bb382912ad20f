//! Which certificates does the person hold?

mod asides;
mod entries;
mod rows;

use asides::{is_aside, is_pointer};

use super::cues::Cues;
use super::dates::{self, Period};
use super::document::{Block, Kind, slice};
use super::education;
use super::reading::{Line, Reading};
use super::sections::{Section, named};
use super::{names, web};
use crate::profile::{Certification, Via};

/// The most letters of a certificate's name.
const NAME_CHARS: usize = 120;

/// The most certificates of one person.
const MAX_CERTIFICATIONS: usize = 40;

/// Reads the lines and headings of the parts about certificates, and whatever names one by its title elsewhere.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Certification> {
    let mut found = Vec::new();
    // What sentences say is told once more by most lists.
    let mut said = Vec::new();
    let mut entries = entries::Entries::default();
    for (index, block) in reading.blocks() {
        let part = part(reading, index);
        let header = matches!(block.kind, Kind::Cell(cell) if cell.header || cell.column > 1);
        let is_list = part.is_some() && block.kind != Kind::Code && !header;
        if part.is_none() {
            proven(&mut said, reading, block);
        }
        let row = rows::is_row(block);
        if !is_list && !row && !CERTIFIED.are_in(block.text.as_str()) {
            continue;
        }
        for line in reading.lines_of(index) {
            if row && rows::read(&mut found, reading, line) {
                continue;
            }
            let mut told = || part == Some(Section::Certifications) && entries.tells(reading, line);
            if part.is_some() && is_issuer(reading, line) || told() {
                continue;
            }
            let date = line.period();
            if is_list && side_by_side(&mut found, reading, line) {
                continue;
            }
            let own = part
                .filter(|part| is_list && !is_learned(*part, line.text))
                .and_then(|_| listed_name(line, date.as_ref().map(|period| period.range.start)));
            let (list, name) = match own {
                Some(name) => (&mut found, name),
                None => match titled(line.text) {
                    Some(name) => (&mut said, name),
                    None => continue,
                },
            };
            add(list, listed(reading, line, name, date));
        }
    }
    for one in in_records(reading).into_iter().chain(said) {
        let slug = names::slug(&one.name);
        let is_known = |known: &Certification| {
            let known = names::slug(&known.name);
            known.contains(&slug) || slug.contains(&known)
        };
        if !found.iter().any(is_known) {
            add(&mut found, one);
        }
    }
    found
}

/// A certificate that a line names, and when it was had.
fn listed(reading: &Reading<'_>, line: &Line<'_>, name: &str, date: Option<&Period>) -> Certification {
    Certification {
        name: name.to_owned(),
        issuer: None,
        date: date.and_then(|period| period.start),
        evidence: vec![reading.evidence(line.block, &line.range, Via::List)],
    }
}

/// "CISSP", "AZ-900": says whether a name is nothing but the letters by which a certificate is known.
fn is_acronym(name: &str) -> bool {
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    let sign = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || "-+".contains(letter);
    (3..=8).contains(&name.len()) && letters >= 2 && name.chars().all(sign)
}

/// Says whether a line of a part tells of a school.
fn is_learned(part: Section, line: &str) -> bool {
    match part {
        Section::Education => education::is_learning(line),
        _ => education::is_schooling(line),
    }
}

/// "2019: [Loom Weaver](…) | [Mill Keeper](…)": adds what leads to a proof each, between bars.
fn side_by_side(list: &mut Vec<Certification>, reading: &Reading<'_>, line: &Line<'_>) -> bool {
    let Some(block) = reading.document.blocks.get(line.block) else {
        return false;
    };
    let mut at = 0;
    let parts = line.text.split(BAR).map(|part| {
        let range = line.within(&(at..at + part.len()));
        at += part.len() + BAR.len();
        (part, range)
    });
    let linked = |range: &std::ops::Range<usize>| {
        let mut links = block.links.iter();
        links.any(|link| {
            range.start <= link.range.start && link.range.end <= range.end && !link.range.is_empty()
        })
    };
    let parts: Vec<_> = parts.collect();
    if parts.len() < 2 || !parts.iter().all(|(_, range)| linked(range)) {
        return false;
    }
    for (part, range) in parts {
        let date = line.period().and_then(|period| period.start);
        let name = name(part, dates::first(part).map(|period| period.range.start));
        let one = Certification {
            name: undated(name).to_owned(),
            issuer: None,
            date,
            evidence: vec![reading.evidence(line.block, &range, Via::List)],
        };
        add(list, one);
    }
    true
}

/// Stands between certificates on one line.
const BAR: &str = " | ";

/// "2019: Loom Weaver": the words behind the date with which a line begins.
fn undated(name: &str) -> &str {
    let date = dates::first(name).filter(|date| date.range.start == 0);
    let behind = date.map(|date| slice(name, date.range.end..name.len()));
    let behind = behind.and_then(|rest| rest.strip_prefix(": ").or_else(|| rest.strip_prefix(" - ")));
    behind.map_or(name, names::bare)
}

/// "Loom Weaver", "Orvik Guild", "Issued May 2019": on the page of a network the issuer stands between the name and the date.
fn is_issuer(reading: &Reading<'_>, line: &Line<'_>) -> bool {
    let last = reading.lines_of(line.block).last().map(|last| last.range.clone());
    let plain = line.kind == Kind::Paragraph && !line.apart && last == Some(line.range.clone());
    let below = reading.lines_of(line.block + 1).first();
    plain && below.is_some_and(|below| !below.apart && below.text.starts_with("Issued "))
}

fn add(list: &mut Vec<Certification>, one: Certification) {
    if list.len() < MAX_CERTIFICATIONS && list.iter().all(|known| known.name != one.name) {
        list.push(one);
    }
}

/// Hosts of certificates, and how the path to one begins.
const PROOFS: &[(&str, &str)] = &[
    ("credly.com", "/badges/"),
    ("youracclaim.com", "/badges/"),
    ("credential.net", "/"),
    ("coursera.org", "/account/accomplishments/"),
    ("udemy.com", "/certificate/"),
];

/// The most words of what leads to a proof.
const PROVEN_WORDS: usize = 10;

/// Adds what a block links a proof of: the words of the link, or what its picture is called.
fn proven(list: &mut Vec<Certification>, reading: &Reading<'_>, block: &Block) {
    for link in &block.links {
        let is_proof = |url: &url::Url| {
            let host = web::host(url).unwrap_or_default();
            let known = |(known, path): &(&str, &str)| host == *known && url.path().starts_with(path);
            PROOFS.iter().any(known)
        };
        if !reading.url(&link.href).as_deref().is_some_and(is_proof) {
            continue;
        }
        let words = slice(block.text.as_str(), link.range.clone()).trim();
        let pictured = || {
            let mut images = block.images.iter();
            let image = images.find(|image| image.href.as_ref() == Some(&link.href));
            image.map_or("", |image| image.alt.as_str())
        };
        let name = names::bare(if words.is_empty() { pictured() } else { words })
            .trim_end_matches(" badge")
            .trim_end_matches(" Badge");
        if (2..=PROVEN_WORDS).contains(&name.split_ascii_whitespace().count()) && !is_pointer(name) {
            add(
                list,
                Certification {
                    name: name.to_owned(),
                    issuer: None,
                    date: None,
                    evidence: vec![reading.quote(link.span.clone(), Via::Badge)],
                },
            );
        }
    }
}

/// The certificates that code and front matter name one by one.
fn in_records(reading: &Reading<'_>) -> Vec<Certification> {
    let records = reading.records().iter();
    let certificates = records.filter(|record| record.parent.starts_with("certif"));
    let named = certificates.filter_map(|record| {
        let field = record.field(&["certificate", "certification", "name", "title"])?;
        let name = names::bare(reading.text(field.block).get(field.range.clone())?);
        let plausible = name.split_ascii_whitespace().count() >= 2 && name.chars().count() <= NAME_CHARS;
        plausible.then(|| Certification {
            name: name.to_owned(),
            issuer: None,
            date: None,
            evidence: vec![reading.evidence(field.block, &field.range, Via::Code)],
        })
    });
    named.collect()
}

/// The part of a block if it lists certificates: "Education & Certifications" does both.
pub(super) fn part(reading: &Reading<'_>, block: usize) -> Option<Section> {
    static WORDS: Cues = Cues::caseless(&["certif", "licens"]);
    let section = reading.section(block);
    let heading = || {
        reading
            .outline
            .heading(block)
            .map(|heading| reading.text(heading))
    };
    let both = || section == Section::Education && heading().is_some_and(|heading| WORDS.are_in(heading));
    (section == Section::Certifications || both()).then_some(section)
}

/// The certificate that a line of a list names.
fn listed_name<'t>(line: &Line<'t>, date: Option<usize>) -> Option<&'t str> {
    let heading = line.heading().is_some() && named(line.text).is_some();
    if heading || line.text.chars().count() > NAME_CHARS * 2 || super::experience_label(line.text) {
        return None;
    }
    let name = undated(name(line.text, date));
    let words = name.split_ascii_whitespace().count();
    let told = line.is_item() || name.len() < names::bare(line.text).len();
    let short = told && is_acronym(name);
    let plausible = name.chars().count() <= NAME_CHARS && !name.ends_with('.') && (words >= 2 || short);
    (plausible && !is_aside(name)).then_some(name)
}

/// The words before a date, an issuer or a number.
fn name(line: &str, date: Option<usize>) -> &str {
    static ENDS: Cues = Cues::new(&[
        " — ",
        " – ",
        " | ",
        " · ",
        "\t",
        " (Credential",
        " - Issued",
        "  ",
        ". Certification",
        ": http",
        " (http",
    ]);
    let before = date.filter(|at| *at > 3).map_or(line, |at| slice(line, 0..at));
    let mut seen = Vec::new();
    let mut ends = ENDS.all_in(before).filter(|(_, end)| {
        let first = !seen.contains(end);
        seen.push(*end);
        first
    });
    let end = ends.find(|(at, end)| {
        let behind = slice(before, at + end.len()..before.len());
        // "MCP – Orvik Certified Professional" is a name with its letters.
        let letters = || is_acronym(slice(before, 0..*at)) && !behind.contains("Certif");
        let begun = *at > 3 || letters();
        begun && !LEVELS.iter().any(|level| behind.starts_with(level))
    });
    let name = names::bare(slice(before, 0..end.map_or(before.len(), |(at, _)| at)));
    name.trim_end_matches(['(', ' ', '-', ','])
}

/// What behind a dash belongs to the name: "AWS Certified Developer – Associate".
const LEVELS: &[&str] = &[
    "Associate",
    "Professional",
    "Specialty",
    "Foundation",
    "Advanced",
    "Expert",
];

static CERTIFIED: Cues = Cues::new(&["Certified ", "Certified: "]);

/// What those are who are certified.
const HOLDERS: &[&str] = &[
    "Administrator",
    "Analyst",
    "Architect",
    "Associate",
    "Auditor",
    "Consultant",
    "Designer",
    "Developer",
    "Engineer",
    "Expert",
    "Hacker",
    "Instructor",
    "Manager",
    "Master",
    "Owner",
    "Practitioner",
    "Professional",
    "Programmer",
    "ScrumMaster",
    "Specialist",
    "Technician",
    "Tester",
    "Trainer",
];

/// The most words of such a title before "Certified", and behind it.
const WORDS_BEFORE: usize = 3;
const WORDS_BEHIND: usize = 6;

/// "I am an AWS Certified Solutions Architect and …": capitalized words around "Certified" that tell what somebody is.
fn titled(line: &str) -> Option<&str> {
    let (at, word) = CERTIFIED.all_in(line).next()?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut start = at;
    for word in slice(line, 0..at).trim_end().rsplit(' ').take(WORDS_BEFORE) {
        let tight = start - usize::from(start > 0) >= word.len() && !word.is_empty();
        if !tight || !capital(word) || word.len() < 2 || word.ends_with([',', '.', ':', ';', ')']) {
            break;
        }
        start = start.saturating_sub(word.len() + 1);
    }
    let mut end = at + word.len();
    let (mut last, mut joined) = (None, false);
    for word in slice(line, end..line.len())
        .split_inclusive(' ')
        .take(WORDS_BEHIND)
    {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let joint = matches!(bare, "in" | "for");
        if !capital(bare) && !joint {
            break;
        }
        // "Certified Professional for Odd Looms"
        joined |= joint && last.is_some();
        if HOLDERS.contains(&bare) || joined && !joint {
            last = Some(end + bare.len());
        }
        let parted = bare.len() < word.trim_end().len();
        end += word.len();
        if parted {
            break;
        }
    }
    last.map(|last| names::bare(slice(line, start..last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = testing::read(text, read);
        let names: Vec<_> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_list_names_certificates_and_what_is_told_of_them_is_none() {
        check(
            "## Certifications\n\n### Looms at Scale\n\nIssued by **Vintrel**\n\nApr 2021\n\n[View certificate](https://vintrel.example/c)\n",
            &["Looms at Scale"],
        );
        check(
            "## Certifications\n\n- 2021: [Loom Weaver](https://a.example) | [Mill Keeper](https://b.example)\n- 2019: Odd Looms | Vintrel\n",
            &["Loom Weaver", "Mill Keeper", "Odd Looms"],
        );
        check(
            "## Certifications\n\n- Vintrel Certified Weaver – Associate (2020)\n- Odd Looms – Vintrel\n- OLCP\n- Loom\n",
            &["Vintrel Certified Weaver – Associate", "Odd Looms", "OLCP"],
        );
    }

    #[test]
    fn what_leads_to_a_proof_is_one() {
        let proof = "https://www.credly.com/badges/1";
        check(
            &format!(
                "[![Vintrel Loom Keeper](https://a.example/1.png)]({proof}) and [Weaving Basics]({proof}2)\n"
            ),
            &["Vintrel Loom Keeper", "Weaving Basics"],
        );
        check("[Weaving Basics](https://mill.example/badges/1)\n", &[]);
    }

    #[test]
    fn schools_and_certificates_can_share_a_part() {
        check(
            "## Education & Certifications\n\n**MSc Looms** — University of Lumora (2015 – 2017)\n\n- Odd Looms Foundation\n",
            &["Odd Looms Foundation"],
        );
    }

    #[test]
    fn whoever_is_certified_says_so_anywhere() {
        check(
            "I work as an Odd Certified Loom Engineer and weave.\n",
            &["Odd Certified Loom Engineer"],
        );
        check("Certified ScrumMaster\n", &["Certified ScrumMaster"]);
        check(
            "A Certified Professional for Odd Looms at work.\n",
            &["Certified Professional for Odd Looms"],
        );
        check(
            "A Certified Loom Engineer.\n\n## Certificates\n\n- Vintrel Certified Loom Engineer (VCLE)\n",
            &["Vintrel Certified Loom Engineer (VCLE)"],
        );
        check(
            "```yaml\ncertificates:\n  - name: Odd Looms\n    year: 2020\n```\n",
            &["Odd Looms"],
        );
        for other in ["Certified looms are better.\n", "We sell Certified Looms.\n"] {
            check(other, &[]);
        }
    }

    #[test]
    fn letters_by_which_a_certificate_is_known_name_it() {
        check(
            "## Certifications\n\n- OLP – Orvik Loom Institute\n- OL-900\n- MOP – Orvik Certified Weaver\n",
            &["OLP", "OL-900", "MOP – Orvik Certified Weaver"],
        );
    }
}
