//! Employers that only sentences name: "Currently an engineer at Acme", "across Acme and Bolt", "At Acme, I built …".

mod anchor;
mod as_title;
mod behind;
mod beside;
mod came;
mod career;
mod clause;
mod cue;
mod employer;
mod mention;
mod name;
mod opening;
mod time;
pub(super) mod title;
mod unspaced;
mod verbs;

use std::ops::Range;

pub(super) use career::has_clients;

use super::{Draft, MAX_ROLES, Role, VIA, header, is_same_employer, is_work};
use crate::extract::cues::Cues;
use crate::extract::document::{Kind, slice};
use crate::extract::reading::{Line, Reading};
use crate::extract::sections::{self, Section};
use crate::extract::{titles, wrapped};
use crate::profile::{DateEnd, PartialDate};

/// Reads the employers named in sentences: those that begin with one anywhere, others where they are about the person.
///
/// `only` says that nothing else tells of work, so that a part about it is told in sentences.
pub(super) fn roles(reading: &Reading<'_>, only: bool) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut myself = None;
    let mut over = false;
    for (index, block) in reading.blocks() {
        if block.kind == Kind::Code {
            continue;
        }
        let heading = matches!(block.kind, Kind::Heading(_));
        if heading {
            over = is_of_the_past(block.text.as_str());
        }
        // Another part is not about that team; a summary is.
        if myself.is_some() && heading && sections::named(block.text.as_str()) != Some(Section::About) {
            myself = None;
        }
        let lines = reading.lines_of(index);
        for line in lines.iter().filter(|line| may_open(line.text)) {
            myself = title::myself_as(line.text).or(myself);
            if let Some(role) = opening::role(reading, line, myself)
                && add(&mut roles, role)
            {
                myself = None;
            }
        }
        let told = matches!(block.kind, Kind::Paragraph | Kind::Item(_));
        let told = only && told && is_work(reading.section(index));
        if is_about(reading.section(index)) && !heading {
            for line in lines {
                let follows = roles.last().is_some_and(|role| role.position.start.is_some());
                let told = dated(reading, line, follows).or_else(|| beside::role(reading, line));
                let told = told.or_else(|| unspaced::role(reading, line));
                if let Some(role) = told {
                    add(&mut roles, role);
                }
            }
        }
        let stated = || {
            let text = block.text.as_str();
            let headed = || is_of_the_writer(text) || index < FIRST_BLOCKS && is_title_at(text);
            if heading { headed() } else { states_employer(text) }
        };
        if told || is_about(reading.section(index)) || stated() {
            let sentences = wrapped::sentences(reading, index);
            for mut role in sentences.iter().flat_map(|line| mention::roles(reading, line)) {
                if over && role.position.start.is_none() {
                    role.position.end = None;
                }
                add(&mut roles, role);
            }
        }
    }
    roles
}

/// "## Past", "## Previously": what stands below such a heading is over.
fn is_of_the_past(heading: &str) -> bool {
    const PAST: &[&str] = &[
        "past",
        "previously",
        "formerly",
        "before",
        "earlier",
        "past lives",
        "past work",
        "previous work",
        "former lives",
    ];
    heading.len() <= HEADING_BYTES && PAST.contains(&sections::fold(heading).as_str())
}

/// The most bytes of such a heading, with the signs around it.
const HEADING_BYTES: usize = 24;

/// Says whether a line may begin with an employer or name the writer's part: few do.
fn may_open(text: &str) -> bool {
    static HINTS: Cues = Cues::new(&[opening::OPENING, title::MYSELF]);
    text.starts_with("At ") || HINTS.are_in(text)
}

/// "**Acme** — Senior Engineer (2021 – 2023)": a line about the person that has all the facts of a position; behind another
/// such line, a date alone is the time of it as well.
fn dated(reading: &Reading<'_>, line: &Line<'_>, follows: bool) -> Option<Role> {
    // What has a sum is a grant or an award.
    let sum = || line.text.contains(['$', '€', '£', '%']);
    if line.text.len() > FACTS_BYTES || !follows && line.period()?.end.is_none() || sum() {
        return None;
    }
    let header = header::read(line.text, reading.taxonomy);
    let (title, company) = (header.title.clone()?, header.company.clone()?);
    let period = header.period.clone().filter(|_| header.is_all_of(line.text))?;
    let title = slice(line.text, title);
    let end = period.end.or(period.start.map(DateEnd::On));
    titles::is_title(title).then(|| role(reading, line, &company, Some(title), (period.start, end)))
}

/// The most bytes of a line of facts.
const FACTS_BYTES: usize = 120;

/// "#### I'm a Weaving Engineer at Acme": a heading that is a sentence about the writer.
fn is_of_the_writer(heading: &str) -> bool {
    ["I'm ", "I’m ", "I am ", "I work ", "Currently "]
        .iter()
        .any(|words| heading.starts_with(words))
}

/// A heading among so many first blocks can be a title with an employer.
const FIRST_BLOCKS: usize = 8;

/// "### Weaving Engineer @Acme | Looms".
fn is_title_at(heading: &str) -> bool {
    let title = [" @", " at "].iter().find_map(|sign| heading.split_once(sign));
    title.is_some_and(|(title, _)| title.contains(' ') && title::is_whole_title(title))
}

/// "I am currently working at Acme with:", above the tools of today.
fn states_employer(text: &str) -> bool {
    let words = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    [
        "I am currently working at ",
        "I'm currently working at ",
        "I’m currently working at ",
        "Currently working at ",
    ]
    .iter()
    .any(|beginning| words.starts_with(beginning))
}

pub(super) const fn is_about(section: Section) -> bool {
    matches!(
        section,
        Section::Open | Section::About | Section::Contact | Section::Learning
    )
}

/// Adds a role if its employer is not among some yet, which hold few enough to compare.
fn add(roles: &mut Vec<Role>, role: Role) -> bool {
    let is_held = |known: &&mut Role| is_same_employer(known, &role) && !is_earlier(known, &role);
    if let Some(known) = roles.iter_mut().find(is_held) {
        // "Currently at Acme", and elsewhere "Staff Engineer @Acme".
        if known.position.end == role.position.end {
            super::complete(known, role);
        }
        return false;
    }
    let new = roles.len() < MAX_ROLES;
    if new {
        roles.push(role);
    }
    new
}

/// "Engineer at Acme" of today and "Intern at Acme" of once are two positions.
fn is_earlier(left: &Role, right: &Role) -> bool {
    let (left, right) = (&left.position, &right.position);
    let titled = left.title.is_some() && right.title.is_some() && left.title != right.title;
    titled && left.end != right.end
}

/// A role whose employer stands at a place of a line.
fn role(
    reading: &Reading<'_>,
    line: &Line<'_>,
    employer: &Range<usize>,
    title: Option<&str>,
    (start, end): (Option<PartialDate>, Option<DateEnd>),
) -> Role {
    let draft = Draft {
        company: Some(slice(line.text, employer.clone())),
        title,
        start,
        end,
        ..Draft::default()
    };
    let evidence = reading.evidence(line.block, &line.within(employer), VIA);
    Role {
        position: draft.position(reading, evidence),
        account: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let roles = read(text, |reading| super::roles(reading, true));
        let found = roles.iter().map(|role| {
            let position = &role.position;
            (
                position.company.as_ref().unwrap().name.as_str(),
                position.title.as_deref(),
            )
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn accounts_begin_with_employers_and_other_sentences_are_about_the_person() {
        check(
            "## Projects\n\nI work at Vintrel. At Lumoraq, I built looms.\n",
            &[("Lumoraq", None)],
        );
        check(
            "## About\n\nI work at Vintrel. At Lumoraq, I built looms.\n",
            &[("Lumoraq", None), ("Vintrel", None)],
        );
        check("```\nAt Lumoraq, I built looms.\n```\n", &[]);
    }

    #[test]
    fn a_part_about_work_that_nothing_else_tells_is_told_in_sentences() {
        let text = "## Experience\n\nIn 2019, I joined Lumoraq as a Weaving Engineer.\n";
        check(text, &[("Lumoraq", Some("Weaving Engineer"))]);
        let text_of_items =
            "## Experience\n\n- I work as a Weaving Engineer for [Lumoraq](https://lumoraq.example)\n";
        check(text_of_items, &[("Lumoraq", Some("Weaving Engineer"))]);
        check(
            "## Looms\n\n### I'm a Weaving Engineer at Lumoraq\n",
            &[("Lumoraq", Some("Weaving Engineer"))],
        );
        check(
            "## Tools\n\nI am currently working at Lumoraq with:\n",
            &[("Lumoraq", None)],
        );
        let beside_others = read(text, |reading| super::roles(reading, false).len());
        assert_eq!(beside_others, 0);
    }

    #[test]
    fn a_story_goes_from_one_employer_to_the_next() {
        check(
            "I started at Lumoraq as a weaving engineer in 2011, then moved to Vintrel, where I built looms, and since \
             2019 I have been leading the platform team at Ossaban.\n",
            &[
                ("Lumoraq", Some("weaving engineer")),
                ("Vintrel", None),
                ("Ossaban", None),
            ],
        );
        check(
            "After six years at Lumoraq I joined Vintrel as a lead engineer in 2020.\n",
            &[("Lumoraq", None), ("Vintrel", Some("lead engineer"))],
        );
        check(
            "In 2015 I left to co-found Lumoraq with two friends. I was hired by Vintrel as their third weaver.\n",
            &[("Lumoraq", Some("Co-founder")), ("Vintrel", None)],
        );
        check(
            "I moved to Lumoraq, where I grew up. My sister was hired by Vintrel. We were acquired by Ossaban.\n",
            &[],
        );
    }

    #[test]
    fn posts_are_taken_up_and_teams_have_members() {
        check(
            "In May 2020 I took up the post of Web Manager with the [Vintrel Mills](https://vintrel.example) Looms and Dyes team.\n",
            &[("Vintrel Mills", Some("Web Manager"))],
        );
        check(
            "Between 2016 and 2018 I was part of the web team at the [University of the Western Isles](https://uwi.example), at work.\n",
            &[("University of the Western Isles", None)],
        );
        check(
            "I own and run Skarvmill, a small consultancy.\n",
            &[("Skarvmill", None)],
        );
        check("I took up knitting with Ada Quill.\n", &[]);
    }

    #[test]
    fn titles_stand_behind_verbs_of_other_languages() {
        check(
            "Atualmente atuo como profissional de dados na Lumoraq.\n",
            &[("Lumoraq", Some("profissional de dados"))],
        );
        check("Gosto de tecer como hobby em Lisboa.\n", &[]);
    }

    #[test]
    fn being_somewhere_is_work_where_something_says_so() {
        check(
            "Nowadays I'm at Lumoraq, where I lead the looms group.\n",
            &[("Lumoraq", None)],
        );
        check(
            "This week I'm at Lumoraq. I'm [@quill](https://quill.example).\n",
            &[],
        );
    }

    #[test]
    fn employers_stand_behind_what_they_are() {
        check(
            "I now run my own consultancy, Odd Mills.\n",
            &[("Odd Mills", None)],
        );
        check(
            "I then became head of firmware at a startup, Lumoraq.\n",
            &[("Lumoraq", Some("head of firmware"))],
        );
        check(
            "My previous company, Lumoraq, was acquired by Vintrel.\n",
            &[("Lumoraq", None)],
        );
        check(
            "In 2012, I left for Lumoraq, where I worked on looms.\n",
            &[("Lumoraq", None)],
        );
        check(
            "I left in 2018 to join Lumoraq as head of looms. I joined Mastodon.\n",
            &[("Lumoraq", Some("head of looms"))],
        );
        let years = read(
            "I went on to Lumoraq as head of looms, and I've been at Vintrel since 2022.\n",
            |reading| {
                let roles = super::roles(reading, true);
                let years = roles
                    .iter()
                    .map(|role| role.position.start.map(|date| date.year()));
                years.collect::<Vec<_>>()
            },
        );
        assert_eq!(years, [None, Some(2022)]);
        check(
            "Their previous company, Lumoraq, was small. I use my own company Laptop.\n",
            &[],
        );
    }

    #[test]
    fn careers_are_told_in_other_languages() {
        check(
            "J'ai commencé ma carrière chez Lumoraq en 2014, puis j'ai rejoint Vintrel.\n",
            &[("Lumoraq", None), ("Vintrel", None)],
        );
        check(
            "Davor war ich fünf Jahre bei Lumoraq. Angefangen habe ich 2011 bei Vintrel als Entwickler.\n",
            &[("Lumoraq", None), ("Vintrel", Some("Entwickler"))],
        );
        check("J'ai commencé à tisser. Mon frère était chez Lumoraq.\n", &[]);
    }

    #[test]
    fn logins_and_former_employers_stand_side_by_side() {
        check(
            "dev @ lumoraq, dev @ vintrel\n",
            &[("lumoraq", Some("dev")), ("vintrel", Some("dev"))],
        );
        check(
            "🏢 ex Lumoraq, ex Vintrel\n",
            &[("Lumoraq", None), ("Vintrel", None)],
        );
        check(
            "compilers @ Lumoraq | prev @ Vintrel\n",
            &[("Lumoraq", None), ("Vintrel", None)],
        );
        check("- ex Loom Captain for years\n- a complex Lumoraq\n", &[]);
    }

    #[test]
    fn what_is_struck_out_is_over() {
        let text = "~~Weaving engineer @lumoraq~~ Founder @vintrel. I weave.\n";
        check(
            text,
            &[
                ("lumoraq", Some("Weaving engineer")),
                ("vintrel", Some("Founder")),
            ],
        );
        let now = read(text, |reading| {
            let roles = super::roles(reading, true);
            roles
                .iter()
                .map(|role| role.position.is_current())
                .collect::<Vec<_>>()
        });
        assert_eq!(now, [false, true]);
    }

    #[test]
    fn clients_are_named_in_a_list() {
        check(
            "My clients have included Lumoraq, Vintrel, and others.\n",
            &[("Lumoraq", None), ("Vintrel", None)],
        );
        check("Clients of this library include Lumoraq and Vintrel.\n", &[]);
    }

    #[test]
    fn when_a_story_says_that_work_began_it_did() {
        let text = "My career began at Lumoraq in 2008. In 2012 I moved to Vintrel to write looms. In 2020 I was hired \
                    by Ossaban, where I now lead a team.\n";
        let held = read(text, |reading| {
            let roles = super::roles(reading, true);
            let held = |role: &crate::extract::experience::Role| {
                let position = &role.position;
                (position.start.map(|date| date.year()), position.is_current())
            };
            roles.iter().map(held).collect::<Vec<_>>()
        });
        assert_eq!(
            held,
            [(Some(2008), false), (Some(2012), false), (Some(2020), true)]
        );
    }

    #[test]
    fn below_a_heading_of_the_past_all_is_over() {
        let text = "## Now\n\nEngineer at Lumoraq\n\n## Past\n\nEngineer at Vintrel\n";
        let now = read(text, |reading| {
            let roles = super::roles(reading, true);
            roles
                .iter()
                .map(|role| role.position.is_current())
                .collect::<Vec<_>>()
        });
        assert_eq!(now, [true, false]);
    }

    #[test]
    fn behind_a_line_of_facts_a_date_alone_is_the_time() {
        let first = "**Lumoraq** | *Weaving Engineer* | **2019 – 2021**";
        check(
            &format!("{first}\n\n**Vintrel** | *Technician* | **2017**\n"),
            &[
                ("Lumoraq", Some("Weaving Engineer")),
                ("Vintrel", Some("Technician")),
            ],
        );
        check("**Vintrel** | *Technician* | **2017**\n", &[]);
    }

    #[test]
    fn a_line_about_the_person_can_have_all_the_facts() {
        check(
            "- **Lumoraq** — Weaving Engineer (2021 – 2023)\n- Weaving Engineer | Vintrel | 2019 – 2021\n",
            &[
                ("Lumoraq", Some("Weaving Engineer")),
                ("Vintrel", Some("Weaving Engineer")),
            ],
        );
        check(
            "- Looms have run in Bremen for the mills of Weaving Engineer Quill (2021 – 2023)\n",
            &[],
        );
    }

    #[test]
    fn a_first_heading_can_be_a_title_with_its_employer() {
        check(
            "# Ada\n\n### Weaving Manager @Lumoraq | Looms\n\nCurrently at **Lumoraq**.\n",
            &[("Lumoraq", Some("Weaving Manager"))],
        );
        check("# Ada\n\n### A talk at Lumoraq\n", &[]);
        check(
            "I am currently at Lumoraq. I am a Weaving Engineer at Lumoraq.\n",
            &[("Lumoraq", Some("Weaving Engineer"))],
        );
    }

    #[test]
    fn sentences_may_be_wrapped() {
        check(
            "I am a senior engineer at\n[Lumoraq](https://lumoraq.example). Formerly of\n[Vintrel](https://vintrel.example),\n\
             [Orvik](https://orvik.example)\nand Bolt (now Crate).\n",
            &[
                ("Lumoraq", Some("senior engineer")),
                ("Vintrel", None),
                ("Orvik", None),
                ("Bolt", None),
            ],
        );
    }

    #[test]
    fn each_employer_is_named_once() {
        check(
            "I work at Lumoraq. I am an engineer at Lumoraq Works.\n",
            &[("Lumoraq", Some("engineer"))],
        );
    }

    #[test]
    fn one_employer_can_have_given_two_positions() {
        check(
            "- I work as a Weaving Engineer at Lumoraq\n- I worked as a Weaving Intern at Lumoraq\n",
            &[
                ("Lumoraq", Some("Weaving Engineer")),
                ("Lumoraq", Some("Weaving Intern")),
            ],
        );
    }

    #[test]
    fn employers_stand_behind_greetings_places_and_with() {
        check(
            "Hi there 👋 I'm Chief Weaving Officer at [Lumoraq](https://lumoraq.example).\n",
            &[("Lumoraq", Some("Chief Weaving Officer"))],
        );
        check(
            "Previously I was a Weaving Engineer at Vintrel (Singapore) and Orvik (Oslo).\n",
            &[
                ("Vintrel", Some("Weaving Engineer")),
                ("Orvik", Some("Weaving Engineer")),
            ],
        );
        check(
            "I'm currently working with Lumoraq Mills as a Weaving Engineer. I'm working with Vintrel.\n",
            &[("Lumoraq Mills", Some("Weaving Engineer"))],
        );
        check(
            "I'm currently working at **[9.5°](https://nine.example)**\n",
            &[("9.5°", None)],
        );
        check("I work at 9Looms.\n", &[("9Looms", None)]);
        check(
            "I write and speak, currently in weaver relations at Lumoraq.\n",
            &[("Lumoraq", None)],
        );
    }

    #[test]
    fn employers_stand_behind_words_of_other_languages() {
        let engineer = |title| [("Lumoraq", title)];
        check(
            "Développeur Full-Stack chez Lumoraq\n",
            &engineer(Some("Développeur Full-Stack")),
        );
        check(
            "Softwareentwickler bei Lumoraq\n",
            &engineer(Some("Softwareentwickler")),
        );
        check("Ich arbeite bei der Lumoraq Mills.\n", &[("Lumoraq Mills", None)]);
        check("Bei Fragen schreib mir, oder chez Vintrel.\n", &[]);
    }

    #[test]
    fn founders_tell_what_they_lead() {
        check(
            "- 🔭 Founder and lead developer of [Lumoraq](https://lumoraq.example)\n- Developer of [Vintrel](https://vintrel.example)\n",
            &[("Lumoraq", Some("Founder and lead developer"))],
        );
        check(
            "Co-founded Lumoraq and led its looms.\n",
            &[("Lumoraq", Some("Co-founder"))],
        );
        check("Employed by Lumoraq since 2019.\n", &[("Lumoraq", None)]);
        check(
            "Senior Weaver Engineer @Lumoraq | prev. @Vintrel\n",
            &[("Lumoraq", Some("Senior Weaver Engineer")), ("Vintrel", None)],
        );
        check(
            "I'm currently a Weaving Engineer on the dye team at Lumoraq\n",
            &[("Lumoraq", Some("Weaving Engineer"))],
        );
    }

    #[test]
    fn founders_can_have_several_companies() {
        let founder = Some("Founder");
        check(
            "- Founder at @lumoraq and @vintrel\n",
            &[("lumoraq", founder), ("vintrel", founder)],
        );
    }

    #[test]
    fn pictographs_stand_before_titles() {
        check(
            "- 💼 Founder and CEO of [Lumoraq Mills](https://lumoraq.example), which weaves\n\
             - 👩 Co-Founder, CEO of [Vintrel](https://vintrel.example)\n- 🦔 Founder of [Orvik](https://orvik.example)\n",
            &[
                ("Lumoraq Mills", Some("Founder and CEO")),
                ("Vintrel", Some("Co-Founder, CEO")),
                ("Orvik", Some("Founder")),
            ],
        );
    }

    #[test]
    fn the_part_in_a_team_is_that_of_the_next_employer() {
        check(
            "A team of two weavers, and myself as the Lead Engineer.\n\n### Summary\n\n\
             At Lumoraq, I built looms.\n\nAt Vintrel, I dyed.\n",
            &[("Lumoraq", Some("Lead Engineer")), ("Vintrel", None)],
        );
        check(
            "## Looms\n\nTwo weavers, and myself as the Lead Engineer.\n\n## Dyes\n\nAt Lumoraq, I dyed.\n",
            &[("Lumoraq", None)],
        );
    }
}
