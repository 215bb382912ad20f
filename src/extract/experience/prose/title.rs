//! Which words of a sentence are its writer's title.

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::titles;

/// The most words of a title inside a sentence.
const TITLE_WORDS: usize = 8;

/// Words behind which a sentence says its writer's title, lower case.
static OPENINGS: Cues = Cues::new(&[
    " as a ",
    " as an ",
    " as the ",
    " as ",
    " als ",
    " comme ",
    "i was the ",
    "i'm a ",
    "i’m a ",
    "i'm an ",
    "i’m an ",
    "i am a ",
    "i am an ",
    "i'm the ",
    "i’m the ",
    "i am the ",
    "i was a ",
    "i was an ",
    " became ",
    "appointed ",
    " post of ",
    " role of ",
    " position of ",
    " promoted to ",
    " role is ",
    " position is ",
    " job is ",
]);

/// Words behind which a whole clause is the title.
const BARE_OPENINGS: [&str; 8] = [
    "I'm ",
    "I’m ",
    "I was ",
    "from being ",
    "Je suis ",
    "je suis ",
    "Ich bin ",
    "ich bin ",
];

/// Weaker signs that may stand before a title.
static WEAK_OPENINGS: Cues = Cues::new(&[
    " a ",
    " an ",
    " the ",
    ", ",
    " | ",
    " · ",
    " currently ",
    " - ",
    " — ",
    " / ex-",
    "a ",
]);

/// "a Senior Engineer, part-time": a clause without the terms of the work at its end.
fn without_terms(clause: &str) -> &str {
    let clause = clause.trim_end();
    let terms = [
        ", part-time",
        ", full-time",
        ", part time",
        ", full time",
        ", remotely",
    ];
    terms
        .iter()
        .find_map(|terms| clause.strip_suffix(terms))
        .unwrap_or(clause)
}

/// Returns the title with which a clause ends: "Currently a Senior Engineer" before "at Acme".
pub(super) fn title_before(clause: &str) -> Option<&str> {
    let clause = without_terms(clause);
    // "Before: Engineer at …", "Day job: Engineer at …".
    let clause = match clause.split_once(": ") {
        Some((label, rest)) if label.split_ascii_whitespace().count() <= 3 => rest,
        _ => clause,
    };
    if let Some(titles) = leading(clause) {
        return Some(titles);
    }
    let lower = clause.to_lowercase();
    if lower.len() != clause.len() {
        return None;
    }
    let behind = |openings| Some(slice(clause, behind_last(&lower, openings)?..clause.len()));
    let said = behind(&OPENINGS);
    let weak = || behind(&WEAK_OPENINGS).and_then(title_in);
    // "I'm founder of Acme", "Hi there 👋 I'm Chief Technology Officer at Acme".
    let bare = BARE_OPENINGS
        .iter()
        .find_map(|words| clause.rsplit_once(words))
        .filter(|(before, _)| !before.ends_with(char::is_alphanumeric))
        .map(|(_, rest)| rest);
    let whole = || {
        let words = without_sign(bare.unwrap_or(clause));
        // "Engineer at Acme"
        let single = || single(words).filter(|title| bare.is_some() || title.starts_with(char::is_uppercase));
        title_in(words).or_else(single).filter(|_| said.is_none())
    };
    said.and_then(title_in)
        .or_else(|| said.and_then(single))
        .or_else(weak)
        .or_else(whole)
}

/// "💼 Founder of Acme": the words behind the pictograph with which a line begins.
pub(super) fn without_sign(clause: &str) -> &str {
    let is_sign = |letter: char| !letter.is_ascii() && !letter.is_alphanumeric();
    let clause = clause.trim();
    if clause.starts_with(is_sign) {
        clause
            .trim_start_matches(|letter: char| is_sign(letter) || letter == ' ')
            .trim_start()
    } else {
        clause
    }
}

/// "Co-Founder, CEO": a whole clause of titles with which one leads a company.
fn leading(clause: &str) -> Option<&str> {
    let clause = without_sign(clause);
    let leads = |title: &str| LEADERS.iter().any(|leader| title.contains(leader));
    let several = clause.contains(", ") && clause.split(", ").all(leads);
    (several && is_whole_title(clause)).then_some(clause)
}

/// What is in the titles of those who lead companies.
const LEADERS: &[&str] = &[
    "ounder",
    "CEO",
    "CTO",
    "COO",
    "CPO",
    "Chief ",
    "President",
    "Owner",
];

/// "Co-founder & CTO": says whether a clause is a title and nothing else.
pub(in crate::extract::experience) fn is_whole_title(clause: &str) -> bool {
    let clause = without_sign(clause);
    let mut words = clause
        .split(' ')
        .filter(|word| word.len() > 3 || word.chars().all(char::is_alphabetic));
    let capital = |word: &str| word.starts_with(char::is_uppercase) || word == "and";
    clause.split(' ').count() <= TITLE_WORDS
        && !["The", "A", "An"].contains(&clause.split(' ').next().unwrap_or_default())
        && words.all(capital)
        && titles::is_title(clause)
}

/// "…, desarrolladora frontend": says whether words end with a title in small letters that a comma parts from them.
pub(super) fn ends_with_small_title(before: &str) -> bool {
    let near = before.floor_char_boundary(before.len().saturating_sub(SMALL_BYTES));
    let Some((_, title)) = slice(before, near..before.len()).rsplit_once(", ") else {
        return false;
    };
    let small = title.starts_with(char::is_lowercase) && title.split(' ').count() <= SMALL_WORDS;
    small && titles::is_title(title.split(' ').next().unwrap_or(title))
}

/// The most words of such a title, and the most bytes with the sign before it.
const SMALL_WORDS: usize = 4;
const SMALL_BYTES: usize = 120;

/// "CEO", "Founder and lead developer": says whether a clause is the title of whoever leads a company.
pub(super) fn is_of_founder(clause: &str) -> bool {
    let words = without_sign(clause);
    let founds = ["Founder", "Co-founder", "Co-Founder", "Cofounder"];
    is_whole_title(clause)
        || words.split(' ').count() <= 5 && founds.iter().any(|title| words.starts_with(title))
}

/// "I am an engineer" says the title even where it is a single word.
fn single(text: &str) -> Option<&str> {
    let title = text.trim();
    (titles::is_title(title) && !title.contains(' ')).then_some(title)
}

/// "dev" before "@ acme": a clause of one word in small letters.
pub(super) fn small_title(clause: &str) -> Option<&str> {
    let clause = clause.split_once(": ").map_or(clause, |(_, title)| title);
    single(without_sign(clause))
}

/// Returns where the last of some words end that stand at words' borders; the "a" of "Data Engineer" is none.
fn behind_last(text: &str, openings: &Cues) -> Option<usize> {
    let is_whole = |(at, words): &(usize, &str)| {
        !(words.starts_with(char::is_alphabetic) && slice(text, 0..*at).ends_with(char::is_alphanumeric))
    };
    let whole = openings.all_in(text).filter(is_whole);
    whole.map(|(at, words)| at + words.len()).max()
}

/// Before the writer's title among those of a team.
pub(super) const MYSELF: &str = "myself as ";

/// "… and myself as the Lead Engineer overseeing it": the writer's title among those of a team.
pub(super) fn myself_as(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(MYSELF)?;
    let rest = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest);
    let end = rest.find(['.', ',', ';']).filter(|at| *at > 4);
    title_in(slice(rest, 0..end.unwrap_or(rest.len())))
}

/// Words at which a title ends inside its sentence.
static ENDS: Cues = Cues::new(&[
    " in the ", " on the ", " of the ", " who ", " with ", " for ", " where ", " by ", " from ",
]);

/// Words before the place where somebody lives.
static HOMES: Cues = Cues::new(&[" based in ", " living in ", " located in ", " from "]);

/// Titles of a single word that are no kind of work which others have too.
const SHORT: &[&str] = &[
    "CTO",
    "CEO",
    "COO",
    "CIO",
    "FOUNDER",
    "CO-FOUNDER",
    "INTERN",
    "SWE",
    "SDE",
    "SRE",
];

/// Cuts a title from the words that go on about the work: "engineer building looms".
fn title_in(text: &str) -> Option<&str> {
    let text = [
        "and ",
        "in ",
        "my ",
        "As ",
        "as ",
        "a ",
        "an ",
        "position of ",
        "role of ",
        "Je suis ",
        "je suis ",
        "Ich bin ",
        "ich bin ",
        "Soy ",
        "soy ",
        "Sou ",
        "sou ",
        "Sono ",
        "sono ",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text);
    // "a weaver turned engineer"
    let text = text.rsplit_once(" turned ").map_or(text, |(_, title)| title);
    // "creator of Loomkit and founder"
    let text = match text.split_once(" and ") {
        Some((made, rest)) if is_made(made) && titles::is_title(rest) => rest,
        _ => text,
    };
    // "an engineer based in Bremen, founder"
    let text = match text.rsplit_once(", ") {
        Some((home, rest)) if HOMES.are_in(home) && titles::is_title(rest) => rest,
        _ => text,
    };
    let mut ends = ENDS.all_in(text).filter(|(_, end)| !text.starts_with(end));
    let doing = gerund(text).filter(|at| *at > 0);
    let end = ends.next().map(|(at, _)| at).into_iter().chain(doing).min();
    let title = slice(text, 0..end.unwrap_or(text.len()))
        .trim_matches(|letter: char| !letter.is_alphanumeric() && letter != ')');
    let words = title.split([' ', '/']).filter(|word| !word.is_empty()).count();
    // "SDE-1" and "SWE II" are steps of those.
    let short = || {
        let step = title.trim_end_matches(|letter: char| letter.is_ascii_digit() || "- I".contains(letter));
        SHORT.iter().any(|short| short.eq_ignore_ascii_case(step))
    };
    let fits = words <= TITLE_WORDS && (words >= 2 || short());
    (fits && !is_in_sentence(title) && titles::is_title(title)).then_some(title)
}

/// Says whether words of a sentence are among what may be a title.
fn is_in_sentence(title: &str) -> bool {
    let told = |word: &str| {
        matches!(
            word,
            "I" | "I've" | "I’ve" | "at" | "was" | "previously" | "formerly"
        )
    };
    let words: Vec<&str> = title.split(' ').collect();
    // "Engineer I — Looms" is on the first step of a ladder, "the engineer I met" in a sentence.
    let step = |at: usize| {
        let titled = |before: usize| words.get(before).is_some_and(|word| titles::is_title(word));
        let next = words.get(at + 1);
        at.checked_sub(1).is_some_and(titled) && next.is_none_or(|next| !next.starts_with(char::is_lowercase))
    };
    let mut told = words.iter().enumerate().filter(|(_, word)| told(word));
    told.any(|(at, word)| *word != "I" || !step(at))
        || title.ends_with(" of")
        || DOING.contains(&title.split(' ').next().unwrap_or_default())
}

/// "creator of Loomkit", "maintainer of it": a work and no position.
fn is_made(words: &str) -> bool {
    ["creator of ", "author of ", "maintainer of "]
        .iter()
        .any(|made| words.starts_with(made))
}

/// Words that begin what somebody does, and no title: "building developer tools".
const DOING: &[&str] = &[
    "building",
    "working",
    "writing",
    "creating",
    "developing",
    "designing",
    "maintaining",
    "helping",
    "making",
    "shipping",
];

/// Words in "-ing" that are fields of work and nothing that is being done.
const FIELDS: &[&str] = &[
    "engineering",
    "learning",
    "marketing",
    "testing",
    "computing",
    "programming",
    "networking",
    "accounting",
    "processing",
    "manufacturing",
    "consulting",
];

/// Returns where the first verb of doing stands, with the blank before it: " building", but not " engineering".
fn gerund(text: &str) -> Option<usize> {
    text.match_indices(' ').map(|(at, _)| at).find(|at| {
        let rest = slice(text, at + 1..text.len());
        let word = rest.split(' ').next().unwrap_or(rest);
        word.len() > 5
            && word.ends_with("ing")
            && word.starts_with(char::is_lowercase)
            && !FIELDS.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_ends_with_the_title() {
        for (clause, expected) in [
            ("Currently a Senior Engineer", Some("Senior Engineer")),
            ("As Senior Engineer", Some("Senior Engineer")),
            ("I am a Senior Engineer, part-time", Some("Senior Engineer")),
            (
                "I’m a Backend Developer building looms",
                Some("Backend Developer"),
            ),
            ("I was the Lead Engineer of the weavers", Some("Lead Engineer")),
            ("In Bremen, Software Architect", Some("Software Architect")),
            ("I work as CTO", Some("CTO")),
            (
                "as a manager of machine learning",
                Some("manager of machine learning"),
            ),
            ("I helped to lead Loom", None),
            ("Data Engineering Manager", Some("Data Engineering Manager")),
            ("Weaver | Staff Engineer", Some("Staff Engineer")),
            ("VP, Engineering", Some("VP, Engineering")),
            ("I'm Ada, a Staff Engineer, and Founder", Some("Founder")),
            ("Founder/Principal", Some("Founder/Principal")),
            ("🧶 Co-Founder, CEO", Some("Co-Founder, CEO")),
            ("I weave, CEO", Some("CEO")),
            ("🧶 Weaving Engineer", Some("Weaving Engineer")),
            ("Engineer", Some("Engineer")),
            ("I'm currently building developer tools", None),
            ("I am the creator of Loom and founder", Some("founder")),
            ("I'm a loom engineer from Cork", Some("loom engineer")),
            ("I'm founder", Some("founder")),
            ("I'm a weaving engineer based in Bremen, founder", Some("founder")),
            ("My current role is Lead Engineer", Some("Lead Engineer")),
            ("I am Ada, a Senior Engineer", Some("Senior Engineer")),
            ("I am an engineer", Some("engineer")),
            ("I work", None),
            ("", None),
        ] {
            assert_eq!(title_before(clause), expected, "{clause}");
        }
    }

    #[test]
    fn a_clause_can_be_a_title_and_nothing_else() {
        for clause in [
            "Co-founder & CTO",
            "Founder and CEO",
            "💼 Founder",
            "👩\u{200d}🔬 Lead Engineer",
        ] {
            assert!(is_whole_title(clause), "{clause}");
        }
        for other in ["The founder", "Bo, now CTO", "Looms", ""] {
            assert!(!is_whole_title(other), "{other}");
        }
    }

    #[test]
    fn writers_say_which_part_they_had_in_a_team() {
        for (text, expected) in [
            (
                "two weavers, and myself as the Lead Engineer overseeing it",
                Some("Lead Engineer"),
            ),
            (
                "with myself as Product Manager, and a friend",
                Some("Product Manager"),
            ),
            ("I see myself as an early riser", None),
            ("I did it myself", None),
        ] {
            assert_eq!(myself_as(text), expected, "{text}");
        }
    }

    #[test]
    fn the_first_step_of_a_ladder_is_no_writer() {
        assert_eq!(
            title_before("I'm a Software Engineer I — Looms"),
            Some("Software Engineer I — Looms")
        );
        assert_eq!(
            title_before("I was a Weaving Engineer I"),
            Some("Weaving Engineer I")
        );
        assert_eq!(title_before("I'm the engineer I always wanted to see"), None);
    }
}
