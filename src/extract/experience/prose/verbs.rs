//! With which words of work a clause ends or begins: "I consult", "trabajando", "I've been", "Engineering", "Shipping".

use super::title::without_sign;
use crate::extract::cues::Cues;
use crate::extract::document::slice;

/// Adverbs between "working" and "for".
const HOW: &[&str] = &[
    "remotely",
    "mainly",
    "mostly",
    "primarily",
    "currently",
    "full-time",
    "fulltime",
    "part-time",
    "freelance",
    "remote",
];

/// "I work mainly", "I consult", "working remotely": says whether a clause ends with the work itself.
pub(super) fn ends_at_work(clause: &str) -> bool {
    let mut words = clause.split_ascii_whitespace().rev().map(str::to_lowercase);
    let verb = words.find(|word| !HOW.contains(&word.as_str()));
    verb.is_some_and(|verb| {
        matches!(
            verb.as_str(),
            "work"
                | "worked"
                | "working"
                | "works"
                | "consult"
                | "consulting"
                | "consulted"
                | "contract"
                | "contracting"
                | "contracted"
                | "freelancing"
                | "freelanced"
                | "interned"
                | "interning"
        )
    })
}

/// "Estou trabalhando", "trabajo", "ich arbeite": work in other languages.
pub(super) fn works_abroad(clause: &str) -> bool {
    [
        "rabalho",
        "rabalhando",
        "rabajo",
        "rabajando",
        "rabajé",
        "rabajaba",
        "rabalhei",
        "rabalhava",
        "ravaillais",
        "avorato",
        "avoravo",
        "atuando",
        "ravaille",
        "ravaillé",
        "rbeite",
        "rbeitete",
        "angestellt",
        "tätig",
        "avoro",
    ]
    .iter()
    .any(|verb| clause.ends_with(verb))
}

/// "atuo como engenheiro de dados", "trabajo como desarrolladora": the title behind such a verb.
pub(super) fn works_abroad_as(clause: &str) -> Option<&str> {
    static WORKING: Cues = Cues::new(&[
        "tuo como ",
        "tuando como ",
        "rabalho como ",
        "rabalhando como ",
        "rabalhei como ",
        "tuei como ",
        "rabajo como ",
        "rabajando como ",
        "rabajé como ",
        "avoro come ",
        "avorato come ",
        "desempeño como ",
    ]);
    let (at, cue) = WORKING.all_in(clause).last()?;
    let title = slice(clause, at + cue.len()..clause.len()).trim();
    (!title.is_empty() && title.split(' ').count() <= TITLE_WORDS).then_some(title)
}

/// The most words of such a title.
const TITLE_WORDS: usize = 6;

/// "J'ai travaillé 3 ans", "ich arbeitete vier Jahre": the clause without how long it was.
pub(super) fn without_length(clause: &str) -> &str {
    let clause = clause.trim_end();
    let unit = [
        " ans", " mois", " Jahre", " Monate", " años", " anos", " meses", " anni", " mesi",
    ];
    let rest = unit.iter().find_map(|unit| clause.strip_suffix(unit));
    rest.and_then(|rest| rest.rsplit_once(' '))
        .map_or(clause, |(told, _)| told)
}

/// "I've been", "I was": what stands before "at Acme since 2019".
pub(super) fn ends_at_being(clause: &str) -> bool {
    ["I've been", "I’ve been", "I have been", "I was"]
        .iter()
        .any(|being| clause.ends_with(being))
}

/// Fields of work that stand alone before an employer: "Engineering @Acme", lower case.
const FIELDS: &[&str] = &[
    "engineering",
    "eng",
    "security",
    "devrel",
    "developer relations",
    "infra",
    "infrastructure",
    "platform",
    "platform engineering",
    "software engineering",
    "data",
    "data science",
    "machine learning",
    "ml",
    "ai",
    "frontend",
    "backend",
    "mobile",
    "product",
    "design",
    "devops",
    "ops",
    "compilers",
    "storage",
    "databases",
    "networking",
    "kernel",
    "graphics",
    "search",
    "payments",
    "observability",
    "tooling",
    "developer tools",
    "devtools",
    "devex",
    "developer experience",
    "reliability",
    "cloud",
    "robotics",
    "embedded",
    "firmware",
    "web",
    "full stack",
    "fullstack",
    "analytics",
    "data engineering",
    "security engineering",
    "design systems",
    "ui",
    "ux",
    "qa",
    "quantum",
    "ads",
    "research",
    "growth",
];

/// "Engineering", behind the sign of a list.
pub(super) fn is_field(clause: &str) -> bool {
    let bare = clause.trim_matches(|letter: char| !letter.is_alphanumeric());
    FIELDS.contains(&bare.to_lowercase().as_str())
}

/// Verbs of work that goes on, at the beginning of a line: "Shipping looms at Acme".
const DOING: &[&str] = &[
    "Shipping ",
    "Scaling ",
    "Developing ",
    "Designing ",
    "Architecting ",
    "Managing ",
    "Automating ",
    "Crafting ",
    "Making ",
    "Creating ",
    "Maintaining ",
    "Running ",
    "Hacking ",
    "Improving ",
    "Coding ",
];

/// Says whether a clause begins with such a verb.
pub(super) fn begins_at_work(clause: &str) -> bool {
    let begins = without_sign(clause);
    DOING.iter().any(|verb| begins.starts_with(verb))
}

/// "summer internship", "doing my internship": no title, but what an intern does.
pub(super) fn is_internship(title: &str) -> bool {
    interns(title) && title.starts_with(char::is_lowercase)
}

/// "I interned at Acme", "during my internship at Acme".
pub(super) fn interns(clause: &str) -> bool {
    let clause = clause.trim_end();
    ["interning", "interned", "internship", "internships"]
        .iter()
        .any(|word| clause.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_ends_with_the_work_itself() {
        assert!(ends_at_work("I work mainly"));
        assert!(ends_at_work("She is working remotely"));
        assert!(ends_at_work("I consult"));
        assert!(!ends_at_work("I look"));
        assert!(!ends_at_work(""));
        assert!(works_abroad("Estou trabalhando") && works_abroad("Trabajo"));
        assert!(!works_abroad("Estudio"));
        assert!(ends_at_being("For long I've been"));
        assert!(!ends_at_being("I have"));
    }
}
