//! Positions of small texts about work.

mod agents;
mod employers;
mod lines;

use crate::extract::{Document, extract};
use crate::profile::SourceId;
use crate::taxonomy::Taxonomy;

/// Checks the positions of a text whose only part is about work, as `company | title | start`.
pub(in crate::extract::experience) fn check(lines: &str, expected: &[&str]) {
    let source = SourceId::new("test");
    let text = format!("# Ada Quill\n\n## Experience\n\n{lines}\n");
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let document = Document {
        source: &source,
        text: &text,
    };
    let profile = extract(document, Taxonomy::embedded(), today);
    let positions = profile.experience.iter().map(|position| {
        let company = position
            .company
            .as_ref()
            .map_or("", |company| company.name.as_str());
        let title = position.title.as_deref().unwrap_or_default();
        let start = position.start.map(|start| start.to_string()).unwrap_or_default();
        format!("{company} | {title} | {start}")
    });
    assert_eq!(positions.collect::<Vec<_>>(), expected, "{lines}");
}

#[test]
fn facts_on_lines_of_their_own_are_one_position() {
    check(
        "### Lumoraq\n\nSenior Engineer\n\nMay 2019 – June 2021\n\n- Kept the ledgers of three countries in step.",
        &["Lumoraq | Senior Engineer | 2019-05"],
    );
    check(
        "### Senior Engineer\n\n**Lumoraq** — Oslo, Norway\n\n*2019 – 2021*\n\nKept ledgers in step.",
        &["Lumoraq | Senior Engineer | 2019"],
    );
}

#[test]
fn a_company_can_have_several_titles() {
    check(
        "### Lumoraq\n\n#### Staff Engineer (2021 – now)\n\n- Led the ledgers.\n\n#### Engineer (2019 – 2021)\n\n- Kept them.",
        &["Lumoraq | Staff Engineer | 2021", "Lumoraq | Engineer | 2019"],
    );
}

#[test]
fn an_account_begins_no_position() {
    check(
        "### Engineer, Lumoraq (2019 – 2021)\n\n- Worked with the Data Engineer of Nordvik in 2020\n\
         - Responsibilities: ledgers\n\n### Engineer, Nordvik (2017 – 2019)\n",
        &["Lumoraq | Engineer | 2019", "Nordvik | Engineer | 2017"],
    );
}

#[test]
fn a_list_can_be_a_chronicle() {
    check(
        "- 2019 – 2021 Lumoraq, Engineer\n- 2017 – 2019 Nordvik, Engineer",
        &["Lumoraq | Engineer | 2019", "Nordvik | Engineer | 2017"],
    );
}

#[test]
fn what_stands_further_right_tells_of_the_position_above() {
    check(
        "```\nEngineer, Lumoraq, 2019 – 2021\n    Payments Engineer on call\nAnalyst, Nordvik, 2017 – 2019\n```",
        &["Lumoraq | Engineer | 2019", "Nordvik | Analyst | 2017"],
    );
}

#[test]
fn the_company_of_a_card_can_stand_above_the_title() {
    check(
        "- Lumoraq\n  Designer + Developer\n  2019 – 2021\n- The Nordvik Market\n  Creative Director\n  2014",
        &[
            "Lumoraq | Designer + Developer | 2019",
            "The Nordvik Market | Creative Director | 2014",
        ],
    );
}

#[test]
fn the_first_item_below_a_dated_title_can_name_the_company() {
    check(
        "- 2019-2020: Research Assistant\n  - Orvik University Motion Lab\n  - Duties included: building a robot\n\
         - 2017-2019: Engineer\n  - Kept ledgers of three countries in step\n",
        &[
            "Orvik University Motion Lab | Research Assistant | 2019",
            " | Engineer | 2017",
        ],
    );
}

#[test]
fn a_network_page_names_companies_above_or_below_titles() {
    let lines = "Lemonwood\nFull-time · 4 yrs 3 mos\nAustin, Texas Metropolitan Area\nDirector of Engineering\n\
                 Mar 2024 - Present · 2 yrs 9 mos\nClaims, payouts and fraud: a simple claim is paid in minutes.\n\
                 Engineering Manager\nSep 2022 - Mar 2024 · 1 yr 7 mos\nLed the team of nine.\n\
                 Engineering Manager, Billing\nNordvik · Full-time\nJun 2019 - Aug 2022 · 3 yrs 3 mos\nRemote\n\
                 Invoices for half a million businesses, and for their accountants.\n";
    check(
        &lines.replace('\n', "\n\n"),
        &[
            "Lemonwood | Director of Engineering | 2024-03",
            "Lemonwood | Engineering Manager | 2022-09",
            "Nordvik | Engineering Manager, Billing | 2019-06",
        ],
    );
}

#[test]
fn a_label_names_the_title() {
    check(
        "May, 2019 - Sept, 2021: **Lumoraq** - Oslo\nPosition: *Keeper of Clocks*\n\n- Wound up forty clocks",
        &["Lumoraq | Keeper of Clocks | 2019-05"],
    );
}

#[test]
fn a_company_in_italics_stands_beside_its_department() {
    check(
        "- **Lead Data Scientist** (May 2019 – June 2021)\n  Odd Machines Group, *Mozilla*\n\
         - **Engineer** (2017 – 2019)\n  Ledgers, *University of Lumora, Oslo*\n",
        &[
            "Mozilla | Lead Data Scientist | 2019-05",
            "University of Lumora, Oslo | Engineer | 2017",
        ],
    );
}

#[test]
fn a_company_may_begin_with_a_number() {
    check(
        "### Software Developer, 352 Odd Group\n_May 2019 – June 2021_\n",
        &["352 Odd Group | Software Developer | 2019-05"],
    );
}

#[test]
fn a_place_with_a_word_of_titles_is_a_place() {
    check(
        "May 2019 – June 2021: **Lumoraq** - North Head Island, ME\nFerry Pilot\n",
        &["Lumoraq | Ferry Pilot | 2019-05"],
    );
}

#[test]
fn wrapped_sentences_name_nobody() {
    check(
        "### Engineer, Lumoraq (2019 – 2021)\n\nWe moved the whole of our payments, step by step, to\n\
         the systems that Nordvik Engineering had built for us\nin 2020.",
        &["Lumoraq | Engineer | 2019"],
    );
}

#[test]
fn headings_share_what_stands_above_them() {
    check(
        "### Engineer\n\n#### Lumoraq\n\n##### May 2019 – June 2021\n\n- Looms\n\n##### May 2017 – June 2018\n\n- Dyes\n\n\
         #### Nordvik\n\n##### May 2015 – June 2016\n\n- Ledgers\n",
        &[
            "Lumoraq | Engineer | 2019-05",
            "Lumoraq | Engineer | 2017-05",
            "Nordvik | Engineer | 2015-05",
        ],
    );
    check(
        "### Lumoraq (2015 – today)\n\n#### Junior Engineer (2019 – today)\n\n- Kept the looms going\n\n#### Warehouse (2015 – 2018)\n\n- Moved boxes\n",
        &["Lumoraq | Junior Engineer | 2019", "Lumoraq | Warehouse | 2015"],
    );
}

#[test]
fn items_below_a_name_can_be_its_facts() {
    check(
        "### Lumoraq\n\n- Weaving Engineer\n- 12 Mill Street\n- May 2019 – June 2021\n- Wove\n",
        &["Lumoraq | Weaving Engineer | 2019-05"],
    );
}

#[test]
fn a_title_in_bold_stands_behind_a_period_in_code() {
    check(
        "#### `May 2019 – June 2021`**Tester**, [Lumoraq](https://lumoraq.example)\n",
        &["Lumoraq | Tester | 2019-05"],
    );
}

#[test]
fn headings_inside_an_account_name_no_company() {
    check(
        "### Lumoraq - Engineer\n\n2019 – 2021\n\nCentral London\n\n#### Looms and Dyes\n\n- Weaving\n\n#### Testing / QA\n\n- Tearing\n\n\
         #### Job Duties\n\n- Dyeing\n\n### Nordvik - Engineer\n\n2017 – 2019\n",
        &["Lumoraq | Engineer | 2019", "Nordvik | Engineer | 2017"],
    );
    check(
        "### January 2019 – Present\n\n**Lumoraq** – *Engineer*\n\n#### Lumoraq Highlights\n\n- Wove.\n\n\
         ### May 2017 – January 2019\n\n**Nordvik** – *Weaver and Engineer*\n",
        &[
            "Lumoraq | Engineer | 2019-01",
            "Nordvik | Weaver and Engineer | 2017-05",
        ],
    );
}

#[test]
fn what_stands_behind_a_title_in_brackets_is_no_other_company() {
    check(
        "**Lumoraq, Norway**\n\nMay 2019 – June 2021\n\n**Loom Developer (Looms)**\n",
        &["Lumoraq | Loom Developer | 2019-05"],
    );
}

#[test]
fn the_last_line_of_a_paragraph_can_name_the_company() {
    check(
        "Instructor – Odd Looms\nJanuary 2018 - April 2018\nSt. Orvik and Lumoraq, Bergen, Norway\n\n- Taught.\n\n\
         Weaver and Engineer (Casual)\nMay 2016 - June 2017\nVintrel, Oslo, Norway\n\n- Wove.\n\n\
         Engineer, Nordvik\nMay 2015 - June 2016\nOslo, Norway\n",
        &[
            "St. Orvik and Lumoraq | Instructor – Odd Looms | 2018-01",
            "Vintrel | Weaver and Engineer | 2016-05",
            "Nordvik | Engineer | 2015-05",
        ],
    );
}

#[test]
fn a_place_can_stand_between_a_company_and_the_title() {
    check(
        "**University of Lumora**  \nDepartment of Looms  \nAthens, GA  \n*Research Assistant (2012-2018)*\n\n\
         **Nordvik**  \nLacey, WA  \n*Engineer (2011-2012)*\n",
        &[
            "University of Lumora | Research Assistant | 2012",
            "Nordvik | Engineer | 2011",
        ],
    );
}

#[test]
fn items_that_are_periods_begin_entries() {
    check(
        "- May 2019 – June 2021\n\n  Engineer at Lumoraq\n\n  Wove looms for all of the mills of the north.\n\n\
         - May 2017 – May 2019\n\n  Analyst at Nordvik\n\n  Worked with looms.\n",
        &["Lumoraq | Engineer | 2019-05", "Nordvik | Analyst | 2017-05"],
    );
}

#[test]
fn a_bold_name_below_a_period_can_lead_a_sentence() {
    check(
        "`05.2019 - 06.2021`\n__University of Lumora, Oslo__ Researcher and engineer, looms; the weaving of ledgers for three countries\n\n\
         `05.2017 - 04.2019`\n__Nordvik__ : Architect and Developer of systems that weave the plans of the mills of three countries (Oslo)\n",
        &[
            "University of Lumora | Researcher and engineer | 2019-05",
            "Nordvik | Architect and Developer | 2017-05",
        ],
    );
}

#[test]
fn a_line_in_italics_below_a_company_is_the_title() {
    check(
        "***Lumoraq***  \nMay 2019 – June 2021  \n*Loom Guide - Odd Machines*\n\n- Wove.\n",
        &["Lumoraq | Loom Guide - Odd Machines | 2019-05"],
    );
    check(
        "**Lumoraq**  \nMay 2019 – June 2021  \n*The Loom People*  \nEngineer\n",
        &["Lumoraq | Engineer | 2019-05"],
    );
}

#[test]
fn below_a_headings_company_what_has_a_period_is_the_title() {
    check(
        "### Lumoraq\n\nLoom Development: 01/2017 - 01/2018\n\nWove.\n\n### Nordvik\n\nEngineer: 01/2015 - 01/2016\n",
        &[
            "Lumoraq | Loom Development | 2017-01",
            "Nordvik | Engineer | 2015-01",
        ],
    );
}

#[test]
fn a_definition_tells_of_the_name_above() {
    check(
        "Since May 2019\n:   *Loom developer  at [Lumoraq](https://lumoraq.example)*\n    (Oslo, Norway).\n    Weaving.\n\n\
         InVision\n:   **May 2017 - Apr 2019** *Staff Engineer*\n",
        &[
            "Lumoraq | Loom developer | 2019-05",
            "InVision | Staff Engineer | 2017-05",
        ],
    );
}

#[test]
fn labelled_technologies_and_asides_name_nobody() {
    check(
        "### 2019 – 2021\n\nEngineer (Company: Lumoraq)\n\n- Wove\n\nDevOps : Docker, Ansible, Nexus\n\nTeam of 2-3 people\n\n\
         ### 2017 – 2019\n\nAnalyst\nNordvik\n(Looms Firm, dyes)\n",
        &["Lumoraq | Engineer | 2019", "Nordvik | Analyst | 2017"],
    );
}

#[test]
fn a_heading_can_say_as_what_somebody_worked() {
    check(
        "Some.\n\n## Work experience as a loom developer\n\n**Lumoraq**, Oslo\n\nMay 2019 – June 2021, Engineer\n",
        &["Lumoraq | Engineer | 2019-05"],
    );
}

#[test]
fn each_position_can_be_a_table() {
    check(
        "| **Engineer** | **Lumoraq** | 11/2011 - 6/2015 |\n|:--|:-:|--:|\n| | Oslo, Norway | 3.6yr |\n\nWove looms.\n\n\
         | **Analyst** | **Nordvik** | 1/2008 - 11/2011 |\n|:--|:-:|--:|\n| | Bergen | 4 yr |\n",
        &["Lumoraq | Engineer | 2011-11", "Nordvik | Analyst | 2008-01"],
    );
}

#[test]
fn a_fact_can_be_wrapped_in_the_middle() {
    check(
        "- 2012 - 6 months, **Intern developer** at the\n  **Lumora Research Works**, Oslo, Norway\n",
        &["Lumora Research Works | Intern developer | 2012"],
    );
}

#[test]
fn what_a_dash_adds_to_a_title_between_headings_is_no_company() {
    check(
        "### Lumoraq\n\n#### Manager – Odd Machines\n\n**2019 – 2021**\n\n- Wove.\n\n\
         ### Consultant - Looms\n\n#### Nordvik – 2015-2018\n\nWove.\n",
        &[
            "Lumoraq | Manager – Odd Machines | 2019",
            "Nordvik | Consultant - Looms | 2015",
        ],
    );
}

#[test]
fn inner_items_can_be_positions_like_the_first() {
    check(
        "- **May 2019 – Present**\n  **Lumoraq**\n  - Positions:\n    - Research Engineer, Loom Team (Aug 2021 – Present)\n      - Wove.\n    - Assistant Engineer, Dye Team (May 2019 – Aug 2021)\n",
        &[
            "Lumoraq |  | 2019-05",
            "Lumoraq | Research Engineer | 2021-08",
            "Lumoraq | Assistant Engineer | 2019-05",
        ],
    );
}

#[test]
fn names_of_parts_and_places_are_no_companies() {
    check(
        "Work Experience *May 2011 - Present*\n\n### Engineer, Lumoraq\n\n*2019 – 2021*\n\n#### Technologies & Tools:\n\n- Looms\n\n\
         **Freelancer** (2009-2015, Oslo)\n",
        &["Lumoraq | Engineer | 2019", " | Freelancer | 2009"],
    );
}

#[test]
fn a_title_can_be_the_name_of_a_skill() {
    check(
        "### Lumoraq Incorporated, Oslo, March 2011 - February 2014\n\n*Software Architect*\n\n* Wove\n",
        &["Lumoraq | Software Architect | 2011-03"],
    );
}

#[test]
fn a_title_below_a_position_is_no_other_one() {
    check(
        "### Nordvik\n\nEngineer, 2019 – 2021\n\nHead of the Looms Office\n\n- Wove the plans of mills.\n",
        &["Nordvik | Engineer | 2019"],
    );
}
