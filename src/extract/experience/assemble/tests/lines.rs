//! Lines, bullets and facts inside items that are positions of their own.

use super::check;

#[test]
fn each_line_of_a_paragraph_can_be_a_position() {
    check(
        "Weaving Engineer · Lumoraq · 2021 – 2023\nEngineer · Nordvik · 2019 – 2021\nTechnician · Vintrel · 2017 – 2019\n",
        &[
            "Lumoraq | Weaving Engineer | 2021",
            "Nordvik | Engineer | 2019",
            "Vintrel | Technician | 2017",
        ],
    );
    // What was done there is told of it.
    check(
        "Weaving Engineer · Lumoraq · 2021 – 2023\nEngineers of Nordvik were taught from 2021 – 2022.\n",
        &["Lumoraq | Weaving Engineer | 2021"],
    );
}

#[test]
fn heads_of_three_lines_follow_each_other_in_a_paragraph() {
    check(
        "Weaving Engineer\nLumoraq\n2021 – 2023\nEngineer\nNordvik\n2019 – 2021\nTechnician\nVintrel\n2017 – 2019\n",
        &[
            "Lumoraq | Weaving Engineer | 2021",
            "Nordvik | Engineer | 2019",
            "Vintrel | Technician | 2017",
        ],
    );
}

#[test]
fn a_line_between_two_whole_entries_names_no_employer() {
    check(
        "**Lumoraq** — Engineer (2019 – 2021)\n\nLooms, Odd Dyes\n\n**Nordvik** — Technician (2017 – 2019)\n",
        &["Lumoraq | Engineer | 2019", "Nordvik | Technician | 2017"],
    );
}

#[test]
fn headings_can_be_all_capitals() {
    check(
        "### WEAVING ENGINEER AT LUMORAQ\n\n2019 – 2021\n\nWove and dyed the cloth of the mill.\n\n### TECHNICIAN AT VINTREL LTD\n\n2017 – 2019\n",
        &["LUMORAQ | WEAVING ENGINEER | 2019", "VINTREL | TECHNICIAN | 2017"],
    );
}

#[test]
fn bullets_of_a_paragraph_name_a_title_and_its_employer() {
    check(
        "• Weaving Engineer at Lumoraq – 2 years\n• Technician at Odd & Even – 6 months\n",
        &["Lumoraq | Weaving Engineer | ", "Odd & Even | Technician | "],
    );
}

#[test]
fn an_item_names_the_employer_of_the_facts_inside_it() {
    check(
        "- Lumoraq\n  - Role: Weaving Engineer\n  - Dates: 2021 – 2023\n- Nordvik\n  - Role: Technician\n  - Dates: 2019 – 2021\n",
        &["Lumoraq | Weaving Engineer | 2021", "Nordvik | Technician | 2019"],
    );
}
