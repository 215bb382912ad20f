//! Titles and companies that no vocabulary knows.

use super::check;

#[test]
fn a_title_is_told_by_its_form_beside_its_employer() {
    let both = [
        "Lumoraq | Platform Wrangler | 2021-03",
        "Vintrel | Bit Herder | 2018-06",
    ];
    check(
        "### Platform Wrangler, Lumoraq\n*March 2021 – Present · Bergen*\n\n- Moved looms\n\n### Bit Herder, Vintrel\n*June 2018 – May 2020*\n",
        &both,
    );
    check(
        "**Lumoraq** — Platform Wrangler\n_March 2021 - Present_\n\nRuns looms.\n\n**Vintrel** — Bit Herder\n_June 2018 - May 2020_\n",
        &both,
    );
    check(
        "### Platform Wrangler\n**Lumoraq** · *March 2021 – now*\n\n- Looms\n\n### Bit Herder\n**Vintrel** · *June 2018 – May 2020*\n",
        &both,
    );
    check(
        "<p><b>Lumoraq</b><br><i>Platform Wrangler</i><br><i>March 2021 – now</i></p>\n<p><b>Vintrel</b><br><i>Bit Herder</i><br><i>June 2018 – May 2020</i></p>\n",
        &both,
    );
}

#[test]
fn names_that_end_alike_are_no_titles() {
    check(
        "### Medical Center, Lumoraq\n*2019 – 2021*\n",
        &["Medical Center, Lumoraq |  | 2019"],
    );
    check(
        "### Lumoraq\n\n*2019 – 2021*\n\nWater Power\n",
        &["Lumoraq |  | 2019"],
    );
}

#[test]
fn what_a_slash_adds_to_a_title_is_its_team() {
    check(
        "- **Data Engineer / Odd Looms** – Lumoraq, 2021 – 2023\n- **Analyst / Dyes** – Vintrel, 2018 – 2021\n",
        &["Lumoraq | Data Engineer | 2021", "Vintrel | Analyst | 2018"],
    );
    check(
        "### Engineer / Odd Looms, Lumoraq\n*2019 – 2021*\n",
        &["Lumoraq | Engineer | 2019"],
    );
    check(
        "Senior Engineer / Lumoraq / Bergen / 2021 - 2023\n\nEngineer / Vintrel, Inc. / 2019 - 2021\n",
        &["Lumoraq | Senior Engineer | 2021", "Vintrel | Engineer | 2019"],
    );
}

#[test]
fn a_team_on_a_line_of_its_own_is_no_employer() {
    check(
        "### Lumoraq, Bergen\n*Odd Looms team*\nAug 2020 – present\nWeaving Engineer\n",
        &["Lumoraq | Weaving Engineer | 2020-08"],
    );
}

#[test]
fn titles_and_periods_are_nested_below_their_employer() {
    check(
        "- Lumoraq\n  - Weaving Engineer\n  - 2022 – present\n  - Built looms\n- Vintrel\n  - Technician\n  - 2019 – 2022\n",
        &["Lumoraq | Weaving Engineer | 2022", "Vintrel | Technician | 2019"],
    );
    check(
        "- Lumoraq\n  - Weaving Engineer\n    - 2022 – present\n    - Built looms\n  - Technician\n    - 2019 – 2022\n- Vintrel\n  - Engineer\n    - 2016 – 2019\n",
        &[
            "Lumoraq | Weaving Engineer | 2022",
            "Lumoraq | Technician | 2019",
            "Vintrel | Engineer | 2016",
        ],
    );
}

#[test]
fn clients_below_a_position_have_been_worked_for() {
    check(
        "### Independent Consultant\n*2017 – 2021*\n\nClients include Lumoraq, Vintrel and Odd Mills.\n\n- Migrated looms\n",
        &[
            " | Independent Consultant | 2017",
            "Lumoraq |  | ",
            "Vintrel |  | ",
            "Odd Mills |  | ",
        ],
    );
    check(
        "### Freelance Engineer\n*2017 – 2021*\n\nSelected clients: Lumoraq, Vintrel.\n",
        &[" | Freelance Engineer | 2017", "Lumoraq |  | ", "Vintrel |  | "],
    );
    check(
        "### Engineer, Lumoraq\n*2017 – 2021*\n\nThe clients of Vintrel include many mills.\n",
        &["Lumoraq | Engineer | 2017"],
    );
}

#[test]
fn a_linked_name_above_a_title_is_no_client() {
    check(
        "**[Lumoraq](https://lumoraq.example)**\n\n**Weaving Engineer**\n\nAug 2022 – Oct 2024\n\n- Built looms\n\n\
         **[Vintrel](https://vintrel.example)**\n\n**Technician**\n\nApr 2021 – Jul 2022\n\n- Mended looms\n",
        &[
            "Lumoraq | Weaving Engineer | 2022-08",
            "Vintrel | Technician | 2021-04",
        ],
    );
}

#[test]
fn charts_and_boxes_are_read_once() {
    check(
        "```mermaid\ntimeline\n    2016 : Engineer at Lumoraq\n    2019 : Lead Engineer at Vintrel\n```\n",
        &["Lumoraq | Engineer | 2016", "Vintrel | Lead Engineer | 2019"],
    );
    check(
        "```\n┌──────────────────────────┐\n│ Engineer @ Lumoraq       │\n│ 2018 – 2021              │\n│ Technician @ Vintrel     │\n│ 2016 – 2018              │\n└──────────────────────────┘\n```\n",
        &["Lumoraq | Engineer | 2018", "Vintrel | Technician | 2016"],
    );
}
