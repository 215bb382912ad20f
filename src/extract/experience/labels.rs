//! Positions on lines that begin with a label: "Employer: Acme (since 2019)", "Before: Acme 2014-2019, Bolt 2011-2014",
//! "Then: Engineer @ Acme".

use std::ops::Range;

use super::header::{self, Header};
use super::prose::is_about;
use super::{Draft, MAX_ROLES, Role, VIA};
use crate::extract::dates::{self, Period};
use crate::extract::document::{Kind, slice, trim_by};
use crate::extract::places;
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::fold;
use crate::profile::DateEnd;

/// What a label says of the position behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// Its employer follows.
    Employer,
    /// It is held today; more than an employer can follow.
    Now,
    /// It was held.
    Past,
    /// One of several employers follows, all of the past.
    Former,
}

/// Labels, folded.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Employer,
        &[
            "employer",
            "works at",
            "working at",
            "current employer",
            "company",
            "current company",
            "i work at",
            "day job",
        ],
    ),
    (
        Label::Now,
        &[
            "now",
            "currently",
            "work",
            "job",
            "current",
            "current role",
            "current position",
            "current job",
            "present",
            "experience",
            "today",
        ],
    ),
    (
        Label::Past,
        &[
            "before",
            "previously",
            "worked at",
            "formerly",
            "past",
            "previous",
            "then",
            "first",
            "earlier",
            "before that",
            "previous role",
            "previous employer",
            "previous work",
            "prior",
            "ex",
            "past work",
            "prev",
            "former",
            "past roles",
            "previous roles",
            "previously at",
            "formerly at",
            "previously seen at",
            "seen at",
            "past companies",
            "previous companies",
            "past employers",
            "previous employers",
            "clients",
            "my clients",
            "selected clients",
            "past clients",
            "previous clients",
            "former clients",
            "notable clients",
            "recent clients",
        ],
    ),
];

/// The title of whoever states the employer on another line.
const TITLES: &[&str] = &[
    "role",
    "title",
    "position",
    "job title",
    "current role",
    "occupation",
];

/// The most bytes of such a line.
const LINE_BYTES: usize = 240;

/// How many lines may stand between the title and the employer.
const APART: usize = 4;

/// Reads the labelled lines of the parts about the person.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut title: Option<(&str, usize)> = None;
    let mut employed: Option<usize> = None;
    let lines = reading
        .blocks()
        .filter(|(index, block)| block.kind != Kind::Code && is_about(reading.section(*index)))
        .flat_map(|(index, _)| reading.lines_of(index));
    for (number, line) in lines.enumerate() {
        let Some((label, value)) = labelled(line.text) else {
            continue;
        };
        if TITLES.contains(&label.as_str()) {
            title = Some((slice(line.text, value), number));
            entitle(&mut roles, title.zip(employed), number);
            continue;
        }
        if let Some(period) = years(&label) {
            roles.extend(dated(reading, line, &value, &period));
            continue;
        }
        let Some((kind, _)) = LABELS.iter().find(|(_, names)| names.contains(&label.as_str())) else {
            continue;
        };
        let near = title.filter(|(_, at)| number - at <= APART && *kind == Label::Employer);
        let near = near
            .map(|(title, _)| title)
            .filter(|title| crate::extract::titles::is_title(title));
        let listed = names(line.text, commas(line.text, &value));
        let (kind, pieces) = if *kind == Label::Past && are_employers(reading, line.text, &listed) {
            (Label::Former, listed)
        } else {
            (*kind, pieces(line.text, value, listed))
        };
        for piece in pieces {
            roles.extend(role(reading, line, &piece, kind, near));
        }
        employed = (kind == Label::Employer).then_some(number);
    }
    roles.truncate(MAX_ROLES);
    roles
}

/// "Company: Acme", and below it "Role: Engineer": gives the last position its title.
fn entitle(roles: &mut [Role], stated: Option<((&str, usize), usize)>, number: usize) {
    let Some(((title, _), employed)) = stated else {
        return;
    };
    let near = number - employed <= APART && crate::extract::titles::is_title(title);
    if let Some(role) = roles
        .last_mut()
        .filter(|role| near && role.position.title.is_none())
    {
        role.position.title = Some(title.to_owned());
    }
}

/// "Before: Acme": the folded label, and where the value stands.
fn labelled(line: &str) -> Option<(String, Range<usize>)> {
    let colon = line.find(':').filter(|_| line.len() <= LINE_BYTES)?;
    let label = fold(slice(line, 0..colon));
    let end = next_label(line, colon + 1).unwrap_or(line.len());
    let value = trim_by(line, colon + 1..end, |letter| {
        letter.is_whitespace() || letter == '*'
    });
    (!value.is_empty() && label.split(' ').count() <= 3).then_some((label, value))
}

/// "Now: Acme. Formerly: Bolt": where a sentence ends behind which another label stands.
fn next_label(line: &str, from: usize) -> Option<usize> {
    let mut ends = slice(line, from..line.len()).match_indices(". ");
    ends.find_map(|(at, dot)| {
        let first = slice(line, from + at + dot.len()..line.len()).split(' ').next()?;
        first.ends_with(':').then_some(from + at)
    })
}

/// "2017, 2018", "Till 2024", "Since 2020": a folded label that is nothing but years.
fn years(label: &str) -> Option<Period> {
    let words = label.split(' ');
    let number = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let until = label.starts_with("till ") || label.starts_with("until ");
    let all = words
        .clone()
        .all(|word| number(word) || matches!(word, "till" | "until" | "since" | "present" | "now"));
    let mut period = dates::first(label).filter(|_| all)?;
    if until {
        period.end = period.start.take().map(DateEnd::On);
    } else if period.end.is_none() {
        let last = words.rev().find(|word| number(word)).and_then(dates::first);
        period.end = last.and_then(|last| last.start).map(DateEnd::On);
    }
    Some(period)
}

/// "2017, 2018: Data & Product @ Acme": behind years, what stands before the employer is the title.
fn dated(reading: &Reading<'_>, line: &Line<'_>, value: &Range<usize>, period: &Period) -> Option<Role> {
    let text = slice(line.text, value.clone());
    let titled = |parts: &(&str, &str)| crate::extract::titles::is_title(parts.0);
    let at = || text.split_once(" at ").filter(titled);
    let (title, employer) = text.split_once(" @ ").or_else(at)?;
    let employer = employer
        .split_once(". ")
        .map_or(employer, |(employer, _)| employer);
    let header = header::read(employer, reading.taxonomy);
    let company = employer.get(header.company?)?;
    let named = title.starts_with(char::is_uppercase) && title.split_ascii_whitespace().count() <= 8;
    let draft = Draft {
        company: Some(company),
        title: Some(title),
        place: None,
        start: period.start,
        end: period.end,
    };
    (named && company.starts_with(char::is_uppercase)).then(|| Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(value), VIA)),
        account: Vec::new(),
    })
}

/// "Previously: Acme, Bolt": says whether several names and nothing else stand there.
fn are_employers(reading: &Reading<'_>, line: &str, pieces: &[Range<usize>]) -> bool {
    let is_name = |piece: &Range<usize>| {
        let name = slice(line, piece.clone()).trim_end_matches('.');
        let bare = name.trim_start_matches('@');
        (bare.len() < name.len() || bare.starts_with(char::is_uppercase))
            && bare.split(' ').count() <= 3
            && (reading.taxonomy.company_named(bare).is_some()
                || reading.taxonomy.skill_named(bare).is_none())
            && !crate::extract::titles::is_title(bare)
            && !places::is_place(reading.taxonomy, bare)
    };
    pieces.len() > 1 && pieces.iter().all(is_name)
}

/// What commas part.
fn commas(line: &str, value: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = value.start;
    let words = slice(line, value.clone());
    let sign = [" · ", " | ", " • ", " / ", " → ", " ← ", " -> ", " <- "]
        .into_iter()
        .find(|sign| words.contains(sign));
    let sign = sign.unwrap_or(", ");
    let pieces = words.split(sign).map(|piece| {
        let start = at;
        at += piece.len() + sign.len();
        start..start + piece.len()
    });
    pieces.collect()
}

/// "Acme, Bolt, working with friends": the pieces before a clause.
fn names(line: &str, mut pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let is_clause = |piece: &Range<usize>| {
        let words = slice(line, piece.clone());
        words.starts_with(char::is_lowercase) && words.contains(' ')
    };
    let named = pieces.iter().take_while(|piece| !is_clause(piece)).count();
    if named > 1 {
        pieces.truncate(named);
    }
    pieces
}

/// "Acme 2014-2019, Bolt 2011-2014": pieces with a period or an employer each are positions of their own.
fn pieces(line: &str, value: Range<usize>, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let dated = |piece: &Range<usize>| dates::first(slice(line, piece.clone())).is_some();
    let employed = |piece: &Range<usize>| {
        let words = slice(line, piece.clone());
        [" at ", " @ "].iter().any(|joint| words.contains(joint))
    };
    // "Acme (Lead), Bolt (Engineer)"
    let titled = |piece: &Range<usize>| {
        let aside = slice(line, piece.clone()).trim_end_matches('.').strip_suffix(')');
        let title = aside.and_then(|text| text.rsplit_once('('));
        title.is_some_and(|(_, title)| crate::extract::titles::is_title(title))
    };
    let each = |is: &dyn Fn(&Range<usize>) -> bool| pieces.iter().all(is);
    if pieces.len() > 1 && (each(&dated) || each(&employed) || each(&titled)) {
        pieces
    } else {
        vec![value]
    }
}

fn role(
    reading: &Reading<'_>,
    line: &Line<'_>,
    piece: &Range<usize>,
    label: Label,
    near: Option<&str>,
) -> Option<Role> {
    let text = slice(line.text, piece.clone());
    let header = header::read(text, reading.taxonomy);
    let part = |range: &Option<Range<usize>>| range.clone().and_then(|range| text.get(range));
    let company = part(&header.company)?;
    let title = part(&header.title).or(near);
    if !is_position(reading, label, &header, company) {
        return None;
    }
    let period = header.period;
    let dated = period.is_some();
    let now = (!dated && !matches!(label, Label::Past | Label::Former)).then_some(DateEnd::Present);
    let draft = Draft {
        company: Some(company),
        title,
        place: None,
        start: period.as_ref().and_then(|period| period.start),
        end: period.and_then(|period| period.end).or(now),
    };
    Some(Role {
        position: draft.position(reading, reading.evidence(line.block, &line.within(piece), VIA)),
        account: Vec::new(),
    })
}

/// Behind a label that says less than "employer", there is a title or a period as well, or a company that is known.
fn is_position(reading: &Reading<'_>, label: Label, header: &Header, company: &str) -> bool {
    let known = reading.taxonomy.company_named(company).is_some();
    let tool = !known && reading.taxonomy.skill_named(company).is_some();
    let named =
        company.starts_with(char::is_uppercase) && company.split_ascii_whitespace().count() <= 5 && !tool;
    let titled = header.title.is_some();
    let dated = header.period.as_ref().is_some_and(|period| period.end.is_some());
    named
        && match label {
            Label::Employer | Label::Former => true,
            Label::Now => titled,
            Label::Past => titled || dated || known && header.end <= company.len() + 2,
        }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::{company, first_year, read};
    use crate::profile::DateEnd;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>, Option<u16>, bool)]) {
        let roles = read(text, super::roles);
        let found = roles.iter().map(|role| {
            let position = &role.position;
            (
                company(position),
                position.title.as_deref(),
                first_year(position),
                position.end == Some(DateEnd::Present),
            )
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_label_names_the_employer_and_another_one_the_title() {
        check(
            "Role: Lead Engineer  \nEmployer: Lumoraq (since 2019)\n",
            &[("Lumoraq", Some("Lead Engineer"), Some(2019), true)],
        );
        check(
            "Works at: Lumoraq (remote), Tools Programmer\n",
            &[("Lumoraq", Some("Tools Programmer"), None, true)],
        );
        check("Role: Lead Engineer\n", &[]);
    }

    #[test]
    fn labels_tell_what_was_before() {
        check(
            "Before: Lumoraq 2014-2019, Vintrel 2011-2014\n",
            &[
                ("Lumoraq", None, Some(2014), false),
                ("Vintrel", None, Some(2011), false),
            ],
        );
        check(
            "**Then:** Firmware Engineer @ Lumoraq — meters in many houses (2018–2021)\n",
            &[("Lumoraq", Some("Firmware Engineer"), Some(2018), false)],
        );
    }

    #[test]
    fn a_list_behind_a_label_of_the_past_is_of_employers() {
        check(
            "Prev: Lumoraq, Vintrel\n",
            &[("Lumoraq", None, None, false), ("Vintrel", None, None, false)],
        );
        check(
            "Previously: Weaving Engineer at Lumoraq, Intern at Vintrel\n",
            &[
                ("Lumoraq", Some("Weaving Engineer"), None, false),
                ("Vintrel", Some("Intern"), None, false),
            ],
        );
        check(
            "Previously seen at: Lumoraq, Vintrel, working with Orvik\n",
            &[("Lumoraq", None, None, false), ("Vintrel", None, None, false)],
        );
        check("Previously: Bremen, Oslo\n", &[]);
        check("Before: Rust, Kotlin\n", &[]);
    }

    #[test]
    fn years_are_labels_too() {
        check(
            "2017, 2018: Looms & Dyes @ Lumoraq\n",
            &[("Lumoraq", Some("Looms & Dyes"), Some(2017), false)],
        );
        check(
            "Till 2024: Co-Founder (Looms) @ Lumoraq. It grew.\n",
            &[("Lumoraq", Some("Co-Founder (Looms)"), None, false)],
        );
        check("2017: I slept at Lumoraq\n", &[]);
        check("2017: Looms\n", &[]);
    }

    #[test]
    fn other_labels_name_no_employer() {
        for text in [
            "Before: I slept\n",
            "Now: Learning Looms\n",
            "Work: Rust, Go\n",
            "Shell: Lumoraq\n",
            "## Projects\n\nEmployer: Lumoraq\n",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_title_may_stand_below_its_employer() {
        check(
            "Company: Lumoraq  \nRole: Weaving Engineer\n",
            &[("Lumoraq", Some("Weaving Engineer"), None, true)],
        );
        check(
            "Company: Lumoraq  \nRole: to weave\n",
            &[("Lumoraq", None, None, true)],
        );
    }

    #[test]
    fn dots_part_employers_as_commas_do() {
        check(
            "Before: Lumoraq · Vintrel\n",
            &[("Lumoraq", None, None, false), ("Vintrel", None, None, false)],
        );
        check("Before: Rust · Kubernetes\n", &[]);
    }

    #[test]
    fn a_label_ends_what_another_one_tells() {
        check(
            "Currently: Weaving Engineer, Lumoraq. Formerly: Vintrel (a mill).\n",
            &[("Lumoraq", Some("Weaving Engineer"), None, true)],
        );
    }
}
