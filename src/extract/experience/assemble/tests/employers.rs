//! Who is the employer, and whose the time that stands beside a name.

use super::check;

#[test]
fn an_employer_behind_at_is_known_without_its_place() {
    check(
        "- _2019 – 2021:_ **Engineer at [Lumoraq GmbH](https://lumoraq.example), Berlin.**\n  Wove silk for mills.\n",
        &["Lumoraq | Engineer | 2019"],
    );
}

#[test]
fn technologies_beside_a_title_are_no_employer() {
    check(
        "### Engineer - Python/Java\n\n#### Lumoraq\n\n2019 – 2021\n\nWove silk for the mills of two countries.\n",
        &["Lumoraq | Engineer - Python/Java | 2019"],
    );
}

#[test]
fn a_field_behind_a_title_is_no_employer() {
    check(
        "### Lumoraq\n\nSenior Engineer, Frontend\n\n2019 – 2021\n\nWove silk for the mills of two countries.\n",
        &["Lumoraq | Senior Engineer, Frontend | 2019"],
    );
}

#[test]
fn the_time_of_a_company_spans_those_of_its_titles() {
    check(
        "Lumoraq\n\n2014 – 2023\n\nStaff Engineer 2021 – 2023\n\nWove silk for the mills of two countries.\n\nEngineer 2014 – 2021\n\nDyed silk for the mills of one country.\n",
        &["Lumoraq | Staff Engineer | 2021", "Lumoraq | Engineer | 2014"],
    );
}

#[test]
fn what_is_told_of_a_company_is_no_account_of_its_position() {
    check(
        "### Lumoraq\n\nLooms for mills. I served in various roles there.\n\n#### Engineer\n\nJul 2019 - Oct 2021\n\nWove silk for the mills of two countries.\n\n\
         **Leadership**: Hired five, mentored staff, and organized meetings of weavers.\n\n#### Analyst\n\nJan 2017 - Jun 2019\n",
        &["Lumoraq | Engineer | 2019-07", "Lumoraq | Analyst | 2017-01"],
    );
}

#[test]
fn employer_and_time_can_stand_behind_the_account() {
    check(
        "### Engineer\n\nWove silk for two mills.\n\nLumoraq\n\n2019 – 2021\n\n### Analyst\n\nDyed silk for one.\n\nVintrel\n\n2017 – 2019\n",
        &["Lumoraq | Engineer | 2019", "Vintrel | Analyst | 2017"],
    );
}

#[test]
fn founders_are_of_their_companies() {
    check(
        "- Co-Founder of Lumoraq (2009 – 2015)\n",
        &["Lumoraq | Co-Founder | 2009"],
    );
}

#[test]
fn an_employer_can_stand_before_what_one_was_there() {
    check(
        "- Lumoraq as a Software Engineer\n- Vintrel Works as a Senior Analyst\n",
        &[
            "Lumoraq | Software Engineer | ",
            "Vintrel Works | Senior Analyst | ",
        ],
    );
}

#[test]
fn a_client_of_an_untitled_position_is_no_other_employer() {
    check(
        "### Lumoraq\n\n2019 – 2021\n\nClient: Nordvik\n\nWove silk for mills.\n\n### Vintrel\n\nEngineer\n\n2017 – 2019\n",
        &["Lumoraq |  | 2019", "Nordvik |  | ", "Vintrel | Engineer | 2017"],
    );
}

#[test]
fn smaller_words_of_a_heading_are_another_fact() {
    check(
        "### Lumoraq Looms Co. Ltd. <sup>Server Admin</sup></br>\n01.01.1998 – 31.12.2000 (1095 Days)</br>\nWove servers.\n",
        &["Lumoraq Looms | Server Admin | 1998-01"],
    );
}

#[test]
fn an_item_below_a_dated_company_is_its_title() {
    check(
        "* Lumoraq (2019-Present)\n    * Senior Loom Developer\n* Vintrel (2011-2013)\n    * Wove silk for mills\n",
        &["Lumoraq | Senior Loom Developer | 2019", "Vintrel |  | 2011"],
    );
}

#[test]
fn a_sign_before_a_name_needs_no_blank() {
    check(
        "*05/2015 - 08/2016*  \n**SRE** @[orvik](https://orvik.example/)\n\n* Kept the looms up.\n",
        &["orvik | SRE | 2015-05"],
    );
}

#[test]
fn whom_a_position_was_sent_to_or_by_is_no_part_of_it() {
    check(
        "### Senior Engineer\n**Siteloom (Consultant via Vintrel)** | 04/2024 – Present | Denmark\n- Kept looms.\n",
        &["Siteloom | Senior Engineer | 2024-04"],
    );
    check(
        "* Vintrel (2013-2019)\n    * Loom Consultant Outsourced to Orvik (2018-2019)\n    * Assigned as Lead Weaver (2013-2018)\n",
        &["Vintrel | Loom Consultant | 2018", "Vintrel | Lead Weaver | 2013"],
    );
}

#[test]
fn the_only_title_below_a_dated_company_was_held_all_of_its_time() {
    check(
        "### Lumoraq (Mar 2019 - Mar 2021)\n\n#### Engineer\n\n- Wove.\n\n### Nordvik (2015 - 2018)\n\n#### Analyst\n\n- Dyed.\n\n\
         #### Designer\n\n- Wrote.\n",
        &[
            "Lumoraq | Engineer | 2019-03",
            "Nordvik | Analyst | ",
            "Nordvik | Designer | ",
        ],
    );
}

#[test]
fn a_line_in_italics_can_hold_the_title_and_the_time() {
    check(
        "#### Lumoraq\n###### _Web Weaver Developer / November 2018 - Current_\n\nWove silk for the mills of two countries.\n",
        &["Lumoraq | Web Weaver Developer | 2018-11"],
    );
}

#[test]
fn a_signed_client_stands_behind_the_employer() {
    check(
        "#### Lumoraq Corporation @ Odd Mill Center\n\n*Engineer*\n\n2018 - 2020\n\nWove silk.\n",
        &["Lumoraq | Engineer | 2018"],
    );
}

#[test]
fn an_employer_can_stand_before_a_way_of_working() {
    check(
        "### Engineer\n\nMar '19 - Dec '21\n\n[Lumoraq](https://lumoraq.example), Remote, London\n\n- Wove.\n",
        &["Lumoraq | Engineer | 2019-03"],
    );
}

#[test]
fn clients_stand_in_the_account_of_one_who_is_sent_or_hired() {
    check(
        "## Lumoraq - Engineer | *2016 > 2018*\n\n### [Nordvik](https://www.nordvik.example) | 1 year 2 months\n\nWove plans.\n",
        &["Lumoraq | Engineer | 2016", "Nordvik |  | "],
    );
    check(
        "**Consulting Architect** | Own Practice\n*01/2022 – Present*\n\n- **Orvik University:** Rebuilt the looms of its mills.\n\
         - **Loom Automation:** Wove what others had planned.\n",
        &[
            "Own Practice | Consulting Architect | 2022-01",
            "Orvik University |  | ",
        ],
    );
}

#[test]
fn what_a_comma_adds_to_a_title_can_be_a_team() {
    check(
        "### Lumoraq\n\n**Weaving Engineer, Odd Looms** | 2020 – Present\n\n- Wove.\n",
        &["Lumoraq | Weaving Engineer, Odd Looms | 2020"],
    );
    check(
        "### Weaving Engineer, Odd Looms (2020 – Present)\n\n**Lumoraq** · Oslo, Norway\n\n- Wove.\n",
        &["Lumoraq | Weaving Engineer, Odd Looms | 2020"],
    );
    check(
        "### Weaving Engineer, Lumoraq (2020 – Present)\n\nOslo, Norway\n\n- Wove.\n",
        &["Lumoraq | Weaving Engineer | 2020"],
    );
}

#[test]
fn what_somebody_says_is_no_header() {
    check(
        "I work at Lumoraq as an analyst. Before, I was an engineer at Vintrel (2017–2019).\n",
        &["Lumoraq | analyst | ", "Vintrel | engineer | 2017"],
    );
}

#[test]
fn who_placed_somebody_is_no_employer() {
    check(
        "### Contract Engineer at Lumoraq via Nordvik Staffing\n\n*2020 – 2021*\n\nWove silk.\n",
        &["Lumoraq | Contract Engineer | 2020"],
    );
}

#[test]
fn what_a_heading_calls_the_work_is_no_employer() {
    check(
        "### Loom Platform (2024 – Present)\n\n**Lumoraq**, Senior Engineer\n\n- Wove.\n\n### Dye Engine (2022 – 2024)\n\n**Lumoraq**, Engineer\n",
        &["Lumoraq | Senior Engineer | 2024", "Lumoraq | Engineer | 2022"],
    );
}

#[test]
fn a_department_behind_a_title_says_where_it_was_held() {
    check(
        "**2019–2021** Postdoctoral Researcher, Department of Looms, Orvik College\n",
        &["Orvik College | Postdoctoral Researcher | 2019"],
    );
}

#[test]
fn dated_parts_of_an_account_are_no_positions() {
    check(
        "### Nordvik Consulting — Consultant (2018 – 2021)\n\n#### Lumoraq (2020 – 2021)\n\nBuilt looms for mills.\n\n\
         #### Vintrel (2018 – 2020)\n\nBuilt dyes for wool.\n",
        &["Nordvik Consulting | Consultant | 2018"],
    );
}

#[test]
fn an_employer_can_be_shortened_and_have_parts() {
    check(
        "Loom Assistant, Univ. of Orvik Odd Looms Minor (2013)\n\nAnalyst, Orvik Dept. of Weaving Mill-to-School Program (2012)\n",
        &[
            "Univ. of Orvik Odd Looms Minor | Loom Assistant | 2013",
            "Orvik Dept. of Weaving Mill-to-School Program | Analyst | 2012",
        ],
    );
    check(
        "## Sr Software Engineer, Soft. Looms Dept (Stripe, Nov 2018 - Sept 2020)\n\n- Wove\n",
        &["Stripe | Sr Software Engineer | 2018-11"],
    );
}

#[test]
fn a_field_of_study_is_no_employer() {
    check("### Student trainee at Mathematics\n\n2019 – 2021\n", &[]);
    check(
        "### Engineer - HAL-SYSTEMS\n\n2019 – 2021\n",
        &["HAL-SYSTEMS | Engineer | 2019"],
    );
}
