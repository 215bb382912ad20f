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
        &["Lumoraq | Engineer | 2019"],
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
