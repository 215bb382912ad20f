//! What the name of a project looks like, and where on a line it ends.

use super::labels::is_label;
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::{dates, names};

/// Signs between a project's name and what is told of it.
static SEPARATORS: Cues = Cues::new(&[
    " — ",
    " – ",
    " - ",
    " -- ",
    " --- ",
    " → ",
    " => ",
    " :: ",
    ": ",
    " | ",
    " · ",
    "\t",
    " (http",
    " (github.com/",
    " (gitlab.com/",
    " 👉 ",
    "  ",
    "](",
]);

/// The fewest bytes that a name has before a separator.
const NAME_BYTES: usize = 2;

/// The most letters, and words, of a name.
const NAME_CHARS: usize = 80;
const NAME_WORDS: usize = 9;

/// Beginnings of labels, of sentences, and of what somebody is elsewhere.
const NO_NAMES: &[&str] = &[
    "http",
    "I ",
    "I'm ",
    "I’m ",
    "I've ",
    "I’ve ",
    "We ",
    "My ",
    "Check out ",
    "See ",
    "Available on ",
    "Speaker at ",
    "Member of ",
    "Ex-member of ",
    "Organizer of ",
    "Organiser of ",
    "Volunteer at ",
    "Mentor at ",
    "Ambassador at ",
    "Ambassador of ",
    "Contributor to ",
    "Used ",
    "Primarily ",
];

/// Last words of what somebody is.
const PEOPLE: &[&str] = &[
    "Speaker",
    "Mentor",
    "Organizer",
    "Organiser",
    "Ambassador",
    "Volunteer",
];

/// Last words of what is a part of projects, of others' as well: "Loom commits".
const PARTS: &[&str] = &[
    "commits",
    "contributions",
    "gists",
    "PRs",
    "repos",
    "repositories",
];

/// Says whether words can be a project's name, and are no label, address or sentence.
pub(super) fn is_name(name: &str) -> bool {
    (1..=NAME_WORDS).contains(&name.split_ascii_whitespace().count())
        && name.chars().count() <= NAME_CHARS
        && !is_label(&names::bare(name).to_lowercase())
        && !name.ends_with(':')
        && !NO_NAMES.iter().any(|start| name.starts_with(start))
        && !name
            .rsplit_once(' ')
            .is_some_and(|(_, last)| PEOPLE.contains(&last) || PARTS.contains(&last))
        && !name.contains("![")
        && !is_told(name)
        && !is_date(name)
        && !is_year(name)
        && !is_change(name)
}

/// "A loom for all who weave": says whether words tell what something is; "A Link to the Loom" may be a name.
fn is_told(name: &str) -> bool {
    let article = name.starts_with("A ") || name.starts_with("An ");
    let common = |word: &str| word.starts_with(char::is_lowercase) && !JOINTS.contains(&word);
    article && name.split(' ').count() >= TOLD_WORDS && name.split(' ').skip(1).any(common)
}

/// So many words, with an article and some in small letters, tell.
const TOLD_WORDS: usize = 5;

/// Small words inside names.
const JOINTS: &[&str] = &[
    "of", "the", "and", "for", "in", "at", "to", "a", "an", "on", "with", "from", "by", "or",
];

/// "2019 Loom" is called Loom where that is set apart.
pub(super) fn behind_year(name: &str) -> &str {
    match name.split_once(' ') {
        Some((year, rest)) if is_year(year) => rest.trim_start(),
        _ => name,
    }
}

/// "2019" and "(2019)" head what was made then; "2048" is a game.
fn is_year(name: &str) -> bool {
    name.trim_matches(['(', ')'])
        .parse()
        .is_ok_and(|year: u16| (1980..=2040).contains(&year))
}

/// "lumoraq/loom#12", "Add colours to the loom #52688": a change to a project, by its number there.
fn is_change(name: &str) -> bool {
    let numbered = |number: &str| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    name.rsplit_once('#').is_some_and(|(project, number)| {
        let repository = project.contains('/') && !project.contains(' ');
        numbered(number) && (repository || number.len() >= CHANGE_DIGITS)
    })
}

/// So many digits number no chapters or games, but changes.
const CHANGE_DIGITS: usize = 4;

/// Says whether a line is a period, or a month with its year: "Mar 2020 – May 2021", "October 11, 2020".
pub(super) fn is_date(line: &str) -> bool {
    dates::first(line).is_some_and(|period| {
        let around = line.len().saturating_sub(period.range.len());
        let sure = period.end.is_some() || period.start.is_some_and(|start| start.month().is_some());
        sure && around <= DATE_SIGNS
    })
}

/// The most bytes around a date on a line that is one.
const DATE_SIGNS: usize = 4;

/// Returns the name with which a line begins: "Loom" of "2. Loom (2021) — weaves plans".
pub(super) fn leading(line: &str) -> &str {
    let line = behind_kind(behind_number(behind_shortcode(line)));
    let separator = SEPARATORS
        .all_in(line)
        .map(|(at, _)| at)
        .find(|at| *at >= NAME_BYTES);
    let date = dates::first(line)
        .map(|period| period.range.start)
        .filter(|at| *at > NAME_BYTES);
    let end = separator.into_iter().chain(date).min().unwrap_or(line.len());
    if let Some(name) = end_of_path(slice(line, 0..end).trim()) {
        return name;
    }
    let name = without_number(names::bare(slice(line, 0..end)));
    let name = name
        .strip_prefix("Project ")
        .filter(|rest| rest.contains(' '))
        .unwrap_or(name);
    without_aside(without_version(name))
}

/// ":thread: Loom" begins with a pictograph.
fn behind_shortcode(line: &str) -> &str {
    let code = line
        .trim_start()
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'));
    match code {
        Some((word, rest)) if !word.is_empty() && word.chars().all(is_of_shortcode) => rest.trim_start(),
        _ => line,
    }
}

fn is_of_shortcode(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-' | '+')
}

/// Last words of what a project is.
const KINDS: &[&str] = &[
    "app",
    "application",
    "game",
    "website",
    "site",
    "tool",
    "library",
    "bot",
    "platform",
    "dashboard",
    "plugin",
    "extension",
    "cli",
    "package",
    "webapp",
    "simulator",
    "thesis",
    "dissertation",
    "capstone",
];

/// Words before them that name nothing.
const PLAIN: &[&str] = &[
    "full-stack",
    "fullstack",
    "full",
    "stack",
    "web",
    "mobile",
    "desktop",
    "native",
    "cross-platform",
    "2d",
    "3d",
    "ios",
    "android",
    "browser",
    "chrome",
    "vs",
    "code",
    "discord",
    "telegram",
    "slack",
    "cli",
    "terminal",
    "command-line",
    "ai",
    "ml",
    "open-source",
    "multiplayer",
    "puzzle",
    "mini",
    "internal",
    "e-commerce",
    "bachelor",
    "bachelor's",
    "master",
    "master's",
    "msc",
    "bsc",
    "phd",
    "diploma",
    "final",
    "year",
];

/// "Web App – Loom Planner (In Progress)": the name stands behind what it is.
fn behind_kind(line: &str) -> &str {
    static SIGNS: Cues = Cues::new(&[" – ", " — ", " - ", ": "]);
    let Some((at, sign)) = SIGNS.foremost_in(line) else {
        return line;
    };
    let name = slice(line, at + sign.len()..line.len());
    let mut words = names::bare(slice(line, 0..at)).rsplit(' ');
    let is_one_of = |word: &str, list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    if !(words.next().is_some_and(|last| is_one_of(last, KINDS)) && words.all(|word| is_one_of(word, PLAIN)))
    {
        return line;
    }
    let short = name
        .split(" (")
        .next()
        .is_some_and(|name| name.split_ascii_whitespace().count() <= KIND_NAME_WORDS);
    let named = short && name.starts_with(char::is_uppercase) && !name.ends_with('.');
    if named { name } else { line }
}

/// The most words of a name behind what it is.
const KIND_NAME_WORDS: usize = 4;

/// "P1 — Loom" names the same.
fn behind_number(line: &str) -> &str {
    let parted = SEPARATORS.all_in(line).next();
    let numbered = |words: &str| {
        let digits = names::bare(words).strip_prefix(|letter: char| letter.is_ascii_uppercase());
        digits.is_some_and(|digits| {
            (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    match parted {
        Some((at, sign)) if numbered(slice(line, 0..at)) => slice(line, at + sign.len()..line.len()),
        _ => line,
    }
}

/// "loom@v1.2" is a version of loom, whose number may have read as a date.
fn without_version(name: &str) -> &str {
    let is_version = |text: &str| {
        let number = text.trim_start_matches('v');
        number.is_empty() || number.starts_with(|letter: char| letter.is_ascii_digit())
    };
    match name.split_once('@') {
        Some((bare, version)) if !bare.is_empty() && is_version(version) => bare,
        _ => name,
    }
}

/// "~/src/loom" is called by its last word.
fn end_of_path(text: &str) -> Option<&str> {
    let path = ["~/", "./", "/"].iter().any(|start| text.starts_with(start)) && !text.contains(' ');
    text.trim_end_matches('/').rsplit('/').next().filter(|_| path)
}

/// "2. Loom" and "2) Loom" name the same; "2048" is a name.
fn without_number(name: &str) -> &str {
    let rest = name
        .trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim_start_matches(['.', ')'])
        .trim_start();
    let numbered = rest.len() < name.len() && name.contains(['.', ')']) && !rest.is_empty();
    if numbered { rest } else { name }
}

/// Where a project is found.
static PLACES: Cues = Cues::new(&["App Store", "Play", "GitHub", "Website", "Demo", "npm", "Steam"]);

/// "Loom (CLI)" and "Loom (App Store, Play)" are Loom; a long aside at the end of a short name stays.
fn without_aside(name: &str) -> &str {
    match name.rfind(" (") {
        Some(at) if PLACES.are_in(slice(name, at..name.len())) => slice(name, 0..at),
        // "Odd Loom (Weft + Spindle)": what it is made with.
        Some(at) if slice(name, at..name.len()).contains([',', '+', '/']) => slice(name, 0..at),
        Some(at)
            if !name.ends_with(')') || name.len() - at <= 16 || name.split_ascii_whitespace().count() > 6 =>
        {
            slice(name, 0..at)
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_the_name() {
        for (line, name) in [
            ("Loom", "Loom"),
            ("2. Loom (2021) — weaves plans", "Loom"),
            ("2) Loom | weaves plans", "Loom"),
            ("2048: a game", "2048"),
            ("🧵 Loom: weaves plans", "Loom"),
            ("Loom Mar 2020 - May 2021", "Loom"),
            ("Loom (CLI)", "Loom"),
            ("Loom (App Store, Google Play)", "Loom"),
            ("Loom (plans for all the mills)", "Loom (plans for all the mills)"),
            ("Loom (https://loom.example) weaves", "Loom"),
            ("Project Loom", "Project Loom"),
            ("Project Loom Weaver", "Loom Weaver"),
            ("A: plans", "A: plans"),
            ("2020", "2020"),
            ("~/src/loom   weaves plans", "loom"),
            ("P1 — Loom", "Loom"),
            ("LoomKV -- weaves plans", "LoomKV"),
            ("Loom → weaves plans", "Loom"),
            ("well--known", "well--known"),
            (":thread: Loom: weaves plans", "Loom"),
            (": Loom", "Loom"),
            ("X11 Loom", "X11 Loom"),
            ("loom@v1.2 - 2021-05-04", "loom"),
            ("@ada/loom", "@ada/loom"),
        ] {
            assert_eq!(leading(line), name, "{line}");
        }
    }

    #[test]
    fn labels_and_sentences_are_no_names() {
        for name in [
            "Loom",
            "gists",
            "Conventional Commits",
            "2048",
            "Loom of nine words that tell what it is",
            "Iris",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "",
            "Tech Stack",
            "Repository",
            "(2014)",
            "Built with:",
            "https://loom.example",
            "lumoraq/loom#12",
            "Add colours to the loom #52688",
            "I wrote a loom",
            "My loom",
            "View project →",
            "Speaker at the Fair of Looms",
            "Conference Speaker",
            "Loom commits",
            "All my repositories",
            "Check out my [profile",
            "a name that goes on and on for more words",
            "![Loom](loom.png)",
            "October 11, 2020",
            "(Mar 2020 – May 2021)",
        ] {
            assert!(!is_name(other), "{other}");
        }
        assert!(!is_name(&"x".repeat(NAME_CHARS + 1)));
    }

    #[test]
    fn a_name_can_stand_behind_what_it_is() {
        for (line, expected) in [
            (
                "🎓 Full-Stack Web App – Loom Planner (In Progress)",
                "Loom Planner",
            ),
            ("2D Game – Ada's Odd Mill", "Ada's Odd Mill"),
            ("Loomworks – Web App", "Loomworks"),
            ("Web App – weaves the plans", "Web App"),
            ("Loom App – Weaves", "Loom App"),
            ("Web App: Weaves the plans of all mills.", "Web App"),
        ] {
            assert_eq!(leading(line), expected, "{line}");
        }
    }

    #[test]
    fn an_aside_of_technologies_is_no_part_of_a_name() {
        assert_eq!(leading("Odd Loom Planner (Weft + Spindle)"), "Odd Loom Planner");
        assert_eq!(leading("loom (github.com/ada/loom): weaves"), "loom");
        assert_eq!(
            leading("Master's Thesis: Odd Looms in Motion"),
            "Odd Looms in Motion"
        );
    }

    #[test]
    fn what_something_is_names_nothing() {
        assert!(!is_name("A small loom in Weft"));
        assert!(is_name("A Link to the Loom"));
        assert!(is_name("A national loom registry"));
    }
}
