//! What job titles say: that they are titles, how senior, which kind of engineering, on which terms.

mod abroad;
mod heads;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use heads::HEADS;

use super::cues::Cues;
use super::phrases::Phrases;
use super::sections::fold;
use super::words::WordList;
use crate::profile::{Employment, Profile, Seniority};
use crate::taxonomy::Taxonomy;

/// What may follow the beginning of a word.
const ENDINGS: &[&str] = &["", "s", "in", "e", "r", "er"];

/// The most bytes of a title.
const TITLE_BYTES: usize = 120;

/// Words that make titles of texts only with what stands beside them.
const UNSURE: &[&str] = &["head", "student"];

/// Says whether a short text names a position.
pub(super) fn is_title(text: &str) -> bool {
    // Most titles are known by one word, most other texts have none: neither has to be folded.
    static WORDS: LazyLock<WordList<()>> = LazyLock::new(|| {
        let sure = forms().filter(|form| is_sure(form));
        WordList::new(sure.map(|form| (fold(&form), ())))
    });
    static OTHERS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let others: Vec<String> = forms().filter(|form| !is_sure(form)).collect();
        Phrases::new(others.iter().map(|form| (form.as_str(), ())))
    });
    if text.len() > TITLE_BYTES {
        return false;
    }
    let plain = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text))
    };
    let parts = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let mut doubtful = false;
    for word in plain.as_bytes().split(parts) {
        if WORDS.has_plain(word) {
            return !word.eq_ignore_ascii_case(b"developer") || !is_for_developers(text);
        }
        doubtful = doubtful || OTHERS.may_begin_with(word);
    }
    doubtful && {
        let folded = fold(&plain);
        OTHERS.is_in(&folded) && !is_name_of_heads(&folded) && !is_of_students(&folded)
    }
}

/// What is made for developers, and no one's title.
static FOR_DEVELOPERS: Cues = Cues::caseless(&[
    "developer experience",
    "developer productivity",
    "developer portal",
    "developer platform",
]);

/// "Improved Developer Experience": without another word of titles, it is what somebody worked for.
fn is_for_developers(text: &str) -> bool {
    let Some((at, words)) = FOR_DEVELOPERS.all_in(text).next() else {
        return false;
    };
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    !is_title(before) && !is_title(behind.get(words.len()..).unwrap_or_default())
}

/// Says whether a form is one word that names a position whatever stands beside it.
fn is_sure(form: &str) -> bool {
    !form.contains(' ') && !UNSURE.contains(&form)
}

fn forms() -> impl Iterator<Item = String> {
    let abroad = abroad::HEADS.split('|');
    HEADS.iter().copied().chain(abroad).flat_map(|head| {
        let (beginning, endings) = match head.strip_suffix('*') {
            Some(beginning) => (beginning, ENDINGS),
            None => (head, [""].as_slice()),
        };
        endings.iter().map(move |ending| format!("{beginning}{ending}"))
    })
}

/// What is named for students, and is none.
const STUDENT: &[&str] = &[
    "affairs",
    "association",
    "center",
    "club",
    "council",
    "government",
    "life",
    "portal",
    "senate",
    "services",
    "success",
    "union",
];

/// "Division of Student Affairs": without another word of titles, it is a part of a school.
fn is_of_students(folded: &str) -> bool {
    if !folded.contains("student ") {
        return false;
    }
    let Some((before, behind)) = folded.split_once("student ") else {
        return false;
    };
    let named = behind
        .split(' ')
        .next()
        .is_some_and(|next| STUDENT.contains(&next));
    named && !is_title(before) && !is_title(behind)
}

/// "North Head Tours": without anything that it is the head of, the word is a part of a name.
fn is_name_of_heads(folded: &str) -> bool {
    if !folded.contains("head") {
        return false;
    }
    let mut words = folded.split(' ');
    let Some(at) = words.position(|word| word == "head") else {
        return false;
    };
    let led = |next: &str| matches!(next, "of" | "for" | "and" | "at");
    let inside = at > 0 && words.next().is_some_and(|next| !led(next));
    let mut others = folded.split(' ').filter(|word| *word != "head");
    inside && !others.any(is_title)
}

/// Reads the level from a title; a plain title is that of somebody in the middle.
pub(super) fn seniority(taxonomy: &Taxonomy, title: &str) -> Option<Seniority> {
    taxonomy
        .seniority_of(title)
        .or_else(|| is_title(title).then_some(Seniority::Mid))
}

/// Kinds of engineering by the words of titles, the most telling first.
const FUNCTIONS: &[(&str, &[&str])] = &[
    ("full-stack", &["full stack", "fullstack"]),
    ("mobile", &["android", "ios", "mobile", "flutter", "react native"]),
    (
        "machine-learning-ai",
        &[
            "machine learning",
            "ml",
            "ai",
            "deep learning",
            "computer vision",
            "nlp",
            "mlops",
        ],
    ),
    (
        "data-engineering",
        &[
            "data engineer",
            "data engineering",
            "big data",
            "etl",
            "data platform",
            "data architect",
        ],
    ),
    (
        "data-science-analytics",
        &[
            "data scientist",
            "data analyst",
            "data science",
            "bi",
            "analytics",
            "statistician",
        ],
    ),
    (
        "devops-sre",
        &[
            "devops",
            "sre",
            "reliability",
            "platform engineer",
            "infrastructure",
            "devsecops",
            "release engineer",
            "system administrator",
            "systems administrator",
            "sysadmin",
            "production engineer",
        ],
    ),
    (
        "security",
        &[
            "security",
            "cybersecurity",
            "penetration",
            "pentester",
            "infosec",
            "cyber",
        ],
    ),
    ("cloud-architecture", &["cloud"]),
    (
        "embedded-iot",
        &["embedded", "firmware", "iot", "hardware", "fpga"],
    ),
    (
        "game-development",
        &["game", "games", "gameplay", "unity", "unreal"],
    ),
    (
        "blockchain",
        &["blockchain", "web3", "smart contract", "solidity"],
    ),
    ("qa-testing", &["qa", "quality", "test", "tester", "sdet"]),
    ("ui-ux-design", &["ux", "ui", "product designer", "designer"]),
    ("frontend", &["frontend", "front end", "ui engineer"]),
    ("backend", &["backend", "back end", "server", "api"]),
    ("networking", &["network", "networking"]),
    ("databases", &["database", "dba"]),
    ("robotics", &["robotics", "robot"]),
    (
        "developer-relations",
        &[
            "developer advocate",
            "developer relations",
            "devrel",
            "evangelist",
        ],
    ),
    (
        "engineering-management",
        &[
            "engineering manager",
            "head of engineering",
            "vp of engineering",
            "cto",
            "director of engineering",
            "development manager",
            "vp engineering",
            "engineering director",
        ],
    ),
    ("computer-graphics", &["graphics", "rendering"]),
    (
        "research",
        &["research", "researcher", "phd", "postdoc", "professor"],
    ),
    (
        "systems-programming",
        &["systems programmer", "kernel", "compiler", "systems engineer"],
    ),
];

/// Returns the kinds of engineering that a title names.
pub(super) fn functions(title: &str) -> impl Iterator<Item = &'static str> + use<> {
    static CUES: LazyLock<Phrases<(usize, &str)>> = LazyLock::new(|| {
        let ranked = FUNCTIONS.iter().enumerate();
        Phrases::new(ranked.flat_map(|(rank, (id, cues))| cues.iter().map(move |cue| (*cue, (rank, *id)))))
    });
    let mut found = BTreeSet::new();
    if CUES.may_be_in(title) {
        found.extend(CUES.found(&fold(title)));
    }
    found.into_iter().map(|(_, id)| id)
}

/// The terms of positions by the words around them, parted by `|`, the most telling first.
const TERMS: &[(Employment, &str)] = &[
    (
        Employment::Internship,
        "intern|internship|praktikant|praktikum|stagiaire|tirocinio",
    ),
    (
        Employment::Freelance,
        "freelance|freelancer|self employed|freiberuflich|selbststandig|autonomo|libero professionista",
    ),
    (
        Employment::Contract,
        "contract|contractor|contrato temporal|cdd|befristet",
    ),
    (
        Employment::PartTime,
        "part time|parttime|teilzeit|temps partiel|jornada parcial|media jornada|meio periodo|deeltijd|deltid",
    ),
    (
        Employment::FullTime,
        "full time|fulltime|vollzeit|temps plein|cdi|jornada completa|tiempo completo|tempo integral|tempo pieno|voltijd|heltid",
    ),
    (Employment::Volunteer, "volunteer"),
];

/// Reads the terms of a position from the words around it.
pub(super) fn employment(text: &str) -> Option<Employment> {
    static CUES: LazyLock<Phrases<usize>> = LazyLock::new(|| {
        let ranked = TERMS.iter().enumerate();
        Phrases::new(ranked.flat_map(|(rank, (_, cues))| cues.split('|').map(move |cue| (cue, rank))))
    });
    if !CUES.may_be_in(text) {
        return None;
    }
    let strongest = CUES.found(&fold(text)).min()?;
    TERMS.get(strongest).map(|(terms, _)| *terms)
}

/// Returns the level of a person: that of the current role, else of the newest, else of the headline.
pub(super) fn of_person(taxonomy: &Taxonomy, profile: &Profile) -> Option<Seniority> {
    let current = profile.experience.iter().filter(|role| role.is_current());
    current
        .filter_map(|role| role.seniority)
        .max()
        .or_else(|| profile.experience.iter().find_map(|role| role.seniority))
        .or_else(|| {
            profile
                .headline
                .as_deref()
                .and_then(|headline| seniority(taxonomy, headline))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_forms_for_women_and_men() {
        for title in [
            "Desarrolladora web",
            "Arquitecta de datos",
            "Diretora de TI",
            "Projektleiterin",
            "Conceptrice",
        ] {
            assert!(is_title(title), "{title}");
        }
        assert!(!is_title("Tejidos Turia"));
    }

    #[test]
    fn titles_are_known_in_other_languages() {
        for title in [
            "Stajyer",
            "Applicatiebeheerder",
            "Młodsza specjalistka ds. testów",
            "Systemutvecklare",
            "Softwareingenieurin",
            "Studentische Hilfskraft",
            "Technical Artist",
        ] {
            assert!(is_title(title), "{title}");
        }
        assert!(!is_title("Odd Artist Supplies"));
    }

    #[test]
    fn what_is_made_for_developers_is_no_title() {
        assert!(!is_title("Enhanced Developer Experience (DevEx)"));
        assert!(is_title("Developer Experience Engineer"));
        assert!(is_title("Lead, Developer Productivity"));
        assert!(is_title("Developer"));
    }

    #[test]
    fn a_head_is_a_title_where_it_leads_something() {
        for title in [
            "Head of Ledgers",
            "Department Head",
            "Head, Ledgers",
            "Engineering Head and Architect",
        ] {
            assert!(is_title(title), "{title}");
        }
        for name in [
            "North Head Tours",
            "Fort Head Island",
            "Division of Student Affairs",
        ] {
            assert!(!is_title(name), "{name}");
        }
    }

    #[test]
    fn titles_are_told_from_other_words() {
        for title in [
            "Senior SE",
            "Software Development Engineer - II",
            "Ingénieur logiciel",
            "CTO",
            "Intern",
        ] {
            assert!(is_title(title), "{title}");
        }
        for other in [
            "Soulofox Studio",
            "Engineering Systems Ltd",
            "Mumbai",
            "Internet Archive",
        ] {
            assert!(!is_title(other), "{other}");
        }
    }

    #[test]
    fn levels_are_read_from_titles() {
        assert_eq!(
            seniority(Taxonomy::embedded(), "Sr. Android Engineer"),
            Some(Seniority::Senior)
        );
        assert_eq!(seniority(Taxonomy::embedded(), "CTO"), Some(Seniority::Executive));
        assert_eq!(
            seniority(Taxonomy::embedded(), "Software Engineer"),
            Some(Seniority::Mid)
        );
        assert_eq!(seniority(Taxonomy::embedded(), "Gardening"), None);
    }
}
