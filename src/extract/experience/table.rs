//! Tables of positions: a row a position, the header says which column is what.

use std::collections::BTreeMap;
use std::ops::Range;

use super::line::is_period;
use super::prose::title::is_whole_title;
use super::{Draft, Role, VIA, header};
use crate::extract::dates::{self, Period};
use crate::extract::document::slice;
use crate::extract::places::is_place;
use crate::extract::reading::{Reading, Table};
use crate::extract::sections::Section;
use crate::extract::{education::is_school, titles};
use crate::profile::DateEnd;

/// The facts that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Company,
    Title,
    Period,
    Start,
    End,
    Place,
}

/// What headers call the columns, folded.
const COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::Company,
        &[
            "company",
            "employer",
            "organization",
            "organisation",
            "companies",
            "company name",
            "firma",
            "empresa",
            "client",
            "where",
            "org",
            "team",
            "studio",
            "where i worked",
            "workplace",
            "business",
            "name of company",
            "name of employer",
            "arbeitgeber",
            "unternehmen",
            "entreprise",
            "employeur",
            "societe",
            "empleador",
            "organizacion",
            "organizacao",
            "azienda",
            "bedrijf",
            "werkgever",
            "foretag",
            "arbetsgivare",
        ],
    ),
    (
        Column::Title,
        &[
            "position",
            "position held",
            "role",
            "title",
            "job title",
            "designation",
            "job",
            "roles",
            "positions",
            "job position",
            "job role",
            "position title",
            "what",
            "what i did",
            "what i do",
            "what i was",
            "my role",
            "my position",
            "as",
            "occupation",
            "function",
            "rolle",
            "stelle",
            "funktion",
            "tatigkeit",
            "poste",
            "puesto",
            "cargo",
            "ruolo",
            "functie",
            "roll",
        ],
    ),
    (
        Column::Period,
        &[
            "when",
            "period",
            "dates",
            "duration",
            "date",
            "years",
            "year",
            "time",
            "timeline",
            "tenure",
            "from to",
            "time period",
            "work period",
            "working period",
            "period of work",
            "date range",
            "time frame",
            "timeframe",
            "zeitraum",
            "dauer",
            "jahre",
            "annees",
            "periode",
            "fechas",
            "periodo",
            "anos",
            "anni",
            "jaar",
        ],
    ),
    (Column::Start, &["start", "from", "start date", "begin"]),
    (Column::End, &["end", "to", "end date", "until"]),
    (
        Column::Place,
        &[
            "location", "place", "city", "country", "ort", "stadt", "lieu", "ville", "ciudad", "lugar",
            "cidade", "luogo", "plaats",
        ],
    ),
];

impl Column {
    /// Tells what a column holds from its header.
    fn of(header: &str) -> Option<Self> {
        // "Firma / Company": the same word twice.
        let named = |word: &str| COLUMNS.iter().find(|(_, names)| names.contains(&word));
        header.split('/').find_map(named).map(|(column, _)| *column)
    }
}

/// How many cells of a row, and lines of a cell, can name a position.
const CELLS: usize = 3;
const LINES: usize = 4;

/// Reads the positions of every table whose header names a company, and of those about work that name none.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<Role> {
    reading
        .tables()
        .iter()
        .flat_map(|table| rows(reading, table))
        .collect()
}

fn rows(reading: &Reading<'_>, table: &Table) -> Vec<Role> {
    let rows = table.rows.iter();
    if let Some(columns) = columns(table) {
        return rows.filter_map(|row| role(reading, row, &columns)).collect();
    }
    let named = |fact| {
        table
            .header
            .values()
            .any(|header| Column::of(header) == Some(fact))
    };
    let first = table.header.values().next();
    let employed = first.is_some_and(|first| Column::of(first) == Some(Column::Company));
    let chronicle = !employed && named(Column::Period) && dates_each_row(reading, table);
    let is_school = |row: &BTreeMap<u32, usize>| row.values().any(|block| is_school(reading.text(*block)));
    // "| Engineer | Acme | 2019 – 2021 |": whoever lays out each position as a table has its facts in the header.
    let dated = |block: &usize| is_period(reading.text(*block));
    let head = Some(&table.head).filter(|head| head.values().any(dated));
    let rows = head.into_iter().chain(rows);
    let rows = rows.filter(|row| !(chronicle && is_school(row)));
    let employed = employed || chronicle;
    rows.filter_map(|row| unnamed(reading, row, employed)).collect()
}

/// Says whether the rows of a table about the person are a chronicle: each one begins with a period.
fn dates_each_row(reading: &Reading<'_>, table: &Table) -> bool {
    let mut rows = table.rows.iter().map(|row| row.values().next());
    rows.len() >= 2
        && rows.all(|first| {
            first.is_some_and(|block| {
                let about = matches!(reading.section(*block), Section::Open | Section::About);
                about && is_period(reading.text(*block))
            })
        })
}

/// Returns where the facts of a table of positions stand: at least a company, and a title or a period.
fn columns(table: &Table) -> Option<BTreeMap<Column, u32>> {
    let mut found = BTreeMap::new();
    for (column, header) in &table.header {
        if let Some(fact) = Column::of(header) {
            found.entry(fact).or_insert(*column);
        }
    }
    let has = |fact| found.contains_key(&fact);
    (has(Column::Company) && (has(Column::Title) || has(Column::Period))).then_some(found)
}

/// "| Acme | Engineer | 2019 – 2021 |" under a header that says so.
fn role(reading: &Reading<'_>, row: &BTreeMap<u32, usize>, columns: &BTreeMap<Column, u32>) -> Option<Role> {
    let cell = |fact: Column| {
        let block = *row.get(columns.get(&fact)?)?;
        Some((block, reading.text(block).trim())).filter(|(_, text)| !text.is_empty())
    };
    let text = |fact: Column| cell(fact).map(|(_, text)| text.lines().next().unwrap_or(text).trim());
    let (block, words) = cell(Column::Company).or_else(|| cell(Column::Title))?;
    // "| Organization | Program | Date |" lists what was awarded.
    if matches!(reading.section(block), Section::Certifications | Section::Leisure) {
        return None;
    }
    let company = text(Column::Company).map(|company| parted(reading, company));
    let period = match text(Column::Period).and_then(dates::first) {
        Some(period) => Some(period),
        None => span(text(Column::Start), text(Column::End)),
    };
    let draft = Draft {
        company: company.map(|(company, _)| company),
        title: cell(Column::Title)
            .and_then(|(block, _)| bold_title(reading, block))
            .or_else(|| text(Column::Title).map(first_sentence)),
        place: text(Column::Place).or_else(|| company.and_then(|(_, place)| place)),
        start: period.as_ref().and_then(|period| period.start),
        end: period.and_then(|period| period.end),
    };
    let evidence = reading.evidence(block, &(0..words.len()), VIA);
    Some(Role {
        position: draft.position(reading, evidence),
        account: account(reading, row),
    })
}

/// "Acme, Bergen, Norway", "Acme · Remote": the company, and its place.
fn parted<'t>(reading: &Reading<'_>, cell: &'t str) -> (&'t str, Option<&'t str>) {
    let place = |place: &str| place == "Remote" || is_place(reading.taxonomy, place);
    let parted = [", ", " · ", " | "].iter().find_map(|sign| cell.split_once(sign));
    match parted {
        Some((company, at)) if place(at) => (company, Some(at)),
        _ => (cell, None),
    }
}

/// "**Weaving Engineer** — looms and dyes": the bold words before a dash are the title.
fn bold_title<'t>(reading: &Reading<'t>, block: usize) -> Option<&'t str> {
    let text = reading.text(block);
    let bold = reading.document.blocks.get(block)?.bold.first()?;
    let title = slice(text, bold.clone());
    let behind = slice(text, bold.end..text.len());
    let told = [" — ", " – ", " - "].iter().any(|dash| behind.starts_with(dash));
    (bold.start == 0 && told && titles::is_title(title)).then_some(title)
}

/// "Senior Engineer. Tiles for maps": the title is told before the account.
fn first_sentence(cell: &str) -> &str {
    match cell.split_once(". ") {
        Some((title, account)) if titles::is_title(title) && account.contains(' ') => title,
        _ => cell,
    }
}

/// The period between a column of beginnings and one of ends; without an end, only the beginning is known.
fn span(start: Option<&str>, end: Option<&str>) -> Option<Period> {
    let start = start?;
    match end {
        Some(end) => dates::first(&format!("{start} – {end}")),
        None => dates::first(start),
    }
}

/// A row about work whose first cells hold a position line by line: name, place, period.
fn unnamed(reading: &Reading<'_>, row: &BTreeMap<u32, usize>, employed: bool) -> Option<Role> {
    let first = *row.values().next()?;
    if reading.section(first) != Section::Experience && !employed {
        return None;
    }
    let mut draft = Draft::default();
    let mut dated = false;
    for block in row.values().take(CELLS) {
        for line in reading.text(*block).lines().take(LINES) {
            let line = line.trim();
            let header = header::read(line, reading.taxonomy);
            draft.title = draft.title.or(header.title.and_then(|range| line.get(range)));
            draft.company = draft.company.or(header.company.and_then(|range| line.get(range)));
            draft.place = draft.place.or(header.place.and_then(|range| line.get(range)));
            if let Some(period) = header.period.filter(|_| !dated) {
                (draft.start, draft.end) = (period.start, period.end);
                dated = true;
            }
        }
        if dated && draft.company.is_some() {
            break;
        }
    }
    // "| 2019 – 2021 | Acme | Engineer |"
    let titled = || {
        let cells = row.values().take(CELLS).map(|block| reading.text(*block).trim());
        cells.into_iter().find(|cell| is_whole_title(cell))
    };
    draft.title = draft.title.or_else(titled);
    let evidence = reading.evidence(first, &(0..reading.text(first).len()), VIA);
    // "2010 (6 months)": a year alone is the whole time of a position that has a title.
    draft.end = draft
        .end
        .or(draft.start.filter(|_| draft.title.is_some()).map(DateEnd::On));
    (draft.end.is_some() && draft.company.is_some()).then(|| Role {
        position: draft.position(reading, evidence),
        account: account(reading, row),
    })
}

/// The whole row tells of its position.
fn account(reading: &Reading<'_>, row: &BTreeMap<u32, usize>) -> Vec<(usize, Range<usize>)> {
    row.values()
        .map(|block| (*block, 0..reading.text(*block).len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::profile::DateEnd;

    /// Company, title, place, and the years from and to, 0 for today.
    type Facts<'t> = (
        &'t str,
        Option<&'t str>,
        Option<&'t str>,
        Option<u16>,
        Option<u16>,
    );

    #[track_caller]
    fn check(text: &str, expected: &[Facts<'_>]) {
        let roles = read(text, super::roles);
        let found = roles.iter().map(|role| {
            let position = &role.position;
            let end = position.end.map(|end| match end {
                DateEnd::Present => 0,
                DateEnd::On(date) => date.year(),
            });
            (
                position
                    .company
                    .as_ref()
                    .map_or("", |company| company.name.as_str()),
                position.title.as_deref(),
                position.location.as_deref(),
                position.start.map(|date| date.year()),
                end,
            )
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn what_was_awarded_is_no_position_and_places_are_parted() {
        check(
            "## Certifications\n\n| Organization | Program | Date |\n|--|--|--|\n| Lumoraq | Looms | 2020 |\n",
            &[],
        );
        check(
            "| Company | Role |\n|--|--|\n| Lumoraq, Bergen, Norway | Weaver |\n",
            &[("Lumoraq", Some("Weaver"), Some("Bergen, Norway"), None, None)],
        );
        check(
            "| Role | Company |\n|--|--|\n| **Loom Engineer** — wool, dyes | Lumoraq · Bergen |\n",
            &[("Lumoraq", Some("Loom Engineer"), Some("Bergen"), None, None)],
        );
    }

    #[test]
    fn the_header_says_what_a_column_holds() {
        check(
            "| When | Company | Role | Location |\n|---|---|---|---|\n| 2019 – 2021 | Lumoraq | Engineer | Bremen |\n\
             | 2021 – present | Vintrel | | |\n",
            &[
                (
                    "Lumoraq",
                    Some("Engineer"),
                    Some("Bremen"),
                    Some(2019),
                    Some(2021),
                ),
                ("Vintrel", None, None, Some(2021), Some(0)),
            ],
        );
        check(
            "| Employer | Title | From | To |\n|---|---|---|---|\n| Lumoraq | Engineer | 2019 | 2021 |\n\
             | Vintrel | Engineer | 2021 | present |\n",
            &[
                ("Lumoraq", Some("Engineer"), None, Some(2019), Some(2021)),
                ("Vintrel", Some("Engineer"), None, Some(2021), Some(0)),
            ],
        );
    }

    #[test]
    fn headers_in_two_languages_and_chronicles_say_what_a_column_holds() {
        let expected = [("Lumoraq", Some("Engineer"), None, Some(2019), Some(2021))];
        check(
            "| Період / Period | Компанія / Company | Роль / Role |\n|---|---|---|\n| 2019 → 2021 | Lumoraq | Engineer |\n",
            &expected,
        );
        check(
            "| year | what |\n|---|---|\n| 2019-2021 | Lumoraq |\n| 2015-2019 | Vintrel |\n| 2010-2015 | University of Odd |\n",
            &[
                ("Lumoraq", None, None, Some(2019), Some(2021)),
                ("Vintrel", None, None, Some(2015), Some(2019)),
            ],
        );
    }

    #[test]
    fn other_tables_hold_no_positions() {
        check("| Company | Stars |\n|---|---|\n| Lumoraq | 12 |\n", &[]);
        check("| Title | Year |\n|---|---|\n| Engineer | 2019 |\n", &[]);
    }

    #[test]
    fn cells_about_work_hold_a_position_line_by_line() {
        let row = "| **Engineer at Lumoraq**<br>2019 – 2021 | Built looms |\n";
        let expected = [("Lumoraq", Some("Engineer"), None, Some(2019), Some(2021))];
        check(
            &format!("## Experience\n\n| What | How |\n|---|---|\n{row}"),
            &expected,
        );
        check(&format!("| Company | How |\n|---|---|\n{row}"), &expected);
        check(&format!("| What | How |\n|---|---|\n{row}"), &[]);
        check(
            "## Experience\n\n| What | How |\n|---|---|\n| Engineer at Lumoraq | Built looms |\n",
            &[],
        );
    }

    #[test]
    fn the_whole_row_tells_of_a_position() {
        let text = "| Company | Role | Stack |\n|---|---|---|\n| Lumoraq | Engineer | Rust |\n";
        let told = read(text, |reading| {
            let roles = super::roles(reading);
            let account = roles.iter().flat_map(|role| &role.account);
            account
                .map(|(block, _)| reading.text(*block).to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(told, ["Lumoraq", "Engineer", "Rust"]);
    }

    #[test]
    fn headers_name_their_columns_in_many_words() {
        check(
            "| Dates | Where | What I did |\n|--|--|--|\n| 2019 – 2021 | Lumoraq | Weaver |\n",
            &[("Lumoraq", Some("Weaver"), None, Some(2019), Some(2021))],
        );
        check(
            "| Zeitraum | Arbeitgeber | Tätigkeit | Ort |\n|--|--|--|--|\n| 2019 – 2021 | Lumoraq | Weberin | Bremen |\n",
            &[("Lumoraq", Some("Weberin"), Some("Bremen"), Some(2019), Some(2021))],
        );
    }
}
