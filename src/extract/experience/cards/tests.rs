//! Positions of parts whose entries are written alike.

use crate::extract::experience::assemble::tests::check;

#[test]
fn entries_that_begin_alike_show_what_one_line_does_not() {
    check(
        "Weaving Engineer\\\nNordvik\\\nMay 2019 – June 2021\\\nOslo, Norway\n\n\
         Analyst, Dyes & Looms\\\nMinistry of weaving\\\nMay 2017 – May 2019\n\n\
         Keeper of Clocks\\\nLumoraq\\\n2015 – 2017\n",
        &[
            "Nordvik | Weaving Engineer | 2019-05",
            "Ministry of weaving | Analyst, Dyes & Looms | 2017-05",
            "Lumoraq | Keeper of Clocks | 2015",
        ],
    );
}

#[test]
fn names_can_stand_beside_a_period_above_others() {
    check(
        "Weaving Engineer (Looms)    May 2019 – June 2021\\\nNordvik\n\n\
         Analyst - Dyes    May 2017 – May 2019\\\nlumoraq\n",
        &[
            "Nordvik | Weaving Engineer (Looms) | 2019-05",
            "lumoraq | Analyst - Dyes | 2017-05",
        ],
    );
}

#[test]
fn titles_of_a_group_share_its_company() {
    check(
        "Nordvik\\\n4 yrs 3 mos\\\nWeaver, Department of Looms\\\nMay 2019 – June 2021 · 2 yrs\\\nDye Keeper\\\nMay 2017 – May 2019\n",
        &[
            "Nordvik | Weaver, Department of Looms | 2019-05",
            "Nordvik | Dye Keeper | 2017-05",
        ],
    );
}

#[test]
fn titles_of_a_group_can_stand_apart_from_each_other() {
    check(
        "Nordvik\\\nFull-time · 4 yrs 3 mos\\\nBergen, Norway · Hybrid\n\nSenior Loom Engineer\\\nMay 2019 – June 2021 · 2 yrs\n\n\
         Wove the silk of all mills in Bergen and kept it dry.\n\nDye Engineer\\\nFull-time\\\nMay 2017 – May 2019 · 2 yrs\n\nCarder Analyst\\\nVintrel · Full-time\\\n2015 – 2017\n",
        &[
            "Nordvik | Senior Loom Engineer | 2019-05",
            "Nordvik | Dye Engineer | 2017-05",
            "Vintrel | Carder Analyst | 2015",
        ],
    );
}

#[test]
fn groups_are_read_with_months_in_small_letters() {
    check(
        "Nordvik\\\nTempo integral · 3 anos\n\nEngenheira de teares\\\njan de 2023 - o momento · 1 ano 6 meses\n\n\
         Analista\\\nmai. de 2021 - jan. de 2023 · 1 ano 9 meses\n",
        &[
            "Nordvik | Engenheira de teares | 2023-01",
            "Nordvik | Analista | 2021-05",
        ],
    );
}

#[test]
fn terms_of_employment_are_told_in_several_languages() {
    for terms in [
        "Vollzeit",
        "CDI",
        "Temps plein",
        "Jornada completa",
        "Tempo integral",
        "A tempo pieno",
    ] {
        check(
            &format!(
                "Weaving Engineer\\\nNordvik · {terms}\\\nMay 2019 – June 2021\n\nAnalyst\\\nLumoraq · {terms}\\\nMay 2017 – May 2019\n"
            ),
            &[
                "Nordvik | Weaving Engineer | 2019-05",
                "Lumoraq | Analyst | 2017-05",
            ],
        );
    }
    check(
        "Ingénieure en tissage\\\nNordvik · CDI\\\nmai 2019 - juin 2021 · 2 ans\n\nStage ingénieur\\\nLumoraq des Vallées · Stage\\\nmars 2017 - sept. 2017 · 7 mois\n",
        &[
            "Nordvik | Ingénieure en tissage | 2019-05",
            "Lumoraq des Vallées | Stage ingénieur | 2017-03",
        ],
    );
}

#[test]
fn rows_show_which_of_two_names_is_the_title() {
    check(
        "- Notre mill d'hiver – Engineer *(2019 – 2021)*\n- Nordvik – Analyst *(2017 – 2019)*\n- Lumoraq – Keeper of Clocks *(2015 – 2017)*\n",
        &[
            "Notre mill d'hiver | Engineer | 2019",
            "Nordvik | Analyst | 2017",
            "Lumoraq | Keeper of Clocks | 2015",
        ],
    );
}

#[test]
fn headings_show_which_of_two_names_is_the_title() {
    check(
        "### Loom Manager\n\n*Engineer (Dyes)* | 2019 – 2021\n\n### Nordvik\n\n*Analyst* | 2017 – 2019\n\n### Freelance\n\n*Weaver, Looms* | 2015 – 2017\n\n### Vintrel\n\n*Developer* | 2013 – 2015\n",
        &[
            "Loom Manager | Engineer (Dyes) | 2019",
            "Nordvik | Analyst | 2017",
            "Freelance | Weaver, Looms | 2015",
            "Vintrel | Developer | 2013",
        ],
    );
}
