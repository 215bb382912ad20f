//! Names behind words that introduce them: "Hi, I'm …", "… here", "… is an engineer".

use std::ops::Range;

use super::asian;
use crate::extract::cues::Cues;
use crate::extract::document::{slice, trim};
use crate::extract::{names, titles};

/// Words before a name.
pub(super) static BEFORE_NAME: Cues = Cues::caseless(&[
    "my name is ",
    "my name's ",
    "my name’s ",
    "i'm ",
    "i’m ",
    "i am ",
    "this is ",
    "im ",
    "name: ",
    "name : ",
    "call me ",
    "ich bin ",
    "je suis ",
    "soy ",
    "mi nombre es ",
    "me llamo ",
    "je m'appelle ",
    "je m’appelle ",
    "mon nom est ",
    "mein name ist ",
    "ich heiße ",
    "meu nome é ",
    "me chamo ",
    "mi chiamo ",
    "il mio nome è ",
    "mijn naam is ",
    "eu sou o ",
    "eu sou a ",
    "sou o ",
    "sou a ",
    "jag heter ",
    "jeg heter ",
    "mam na imię ",
    "jmenuji se ",
    "i`m ",
    "i´m ",
    "hey, it's ",
    "hi, it's ",
    "hello, it's ",
    "it's me, ",
    "eu sou ",
    "olá, sou ",
    "olá! sou ",
    "oi, sou ",
    "oi! sou ",
    "ciao, sono ",
    "ciao! sono ",
    "moi c'est ",
    "moi, c'est ",
    "nazywam się ",
    "nama saya ",
    "привет, я ",
    "Привет, я ",
    "Привет! Я ",
    "benim adım ",
    "меня зовут ",
    "Меня зовут ",
]);

/// "Hi, I'm Ada Lovelace, …": the name behind words that introduce one.
pub(super) fn introduced(line: &str) -> Option<Range<usize>> {
    let mut found = BEFORE_NAME.all_in(line).filter_map(|(at, before)| {
        let bounded = !slice(line, 0..at).ends_with(char::is_alphanumeric);
        let own = !before.eq_ignore_ascii_case("name: ") || !is_of_another(slice(line, 0..at));
        // "I'm {Name}" is a template, not a name.
        let filled = !slice(line, at + before.len()..line.len()).starts_with(['{', '$', '<', '[', '%']);
        (bounded && filled && own)
            .then_some(at + before.len())
            .and_then(|start| leading_name(line, start))
    });
    found.next().or_else(|| asian::introduced(line)).or_else(|| {
        if !OTHERWISE.are_in(line) {
            return None;
        }
        let lower = line.to_lowercase();
        let same = lower.len() == line.len();
        // One word can be the name of anything.
        third_person(line, &lower)
            .filter(|range| slice(line, range.clone()).contains(' '))
            .or_else(|| behind_login(line, &lower))
            .or_else(|| greeting(line))
            .or_else(|| welcomed(line, &lower))
            .filter(|_| same)
    })
}

/// What a line holds that tells a name in another way.
static OTHERWISE: Cues = Cues::caseless(&[
    " is a ",
    " is an ",
    " is the ",
    "i'm @",
    "i’m @",
    "i am @",
    " here",
    "welcome to ",
]);

/// Words before "name:" where it is that of somebody else, lower case.
const OTHERS: &[&str] = &[
    "father",
    "father's",
    "father’s",
    "fathers",
    "mother",
    "mother's",
    "mother’s",
    "mothers",
    "husband",
    "husband's",
    "husband’s",
    "spouse",
    "spouse's",
    "spouse’s",
    "company",
    "project",
    "guardian",
    "referee",
];

/// "Father's Name: Brook Quill" names a parent.
fn is_of_another(before: &str) -> bool {
    let last = before.split_ascii_whitespace().next_back();
    last.is_some_and(|word| OTHERS.contains(&word.to_lowercase().as_str()))
}

/// "Hi there, Ada here".
fn greeting(line: &str) -> Option<Range<usize>> {
    let hello = ["Hi", "Hey", "Hello", "Aloha"]
        .iter()
        .any(|word| line.starts_with(word));
    let comma = line.find(", ").filter(|at| hello && *at < 24)?;
    let range = leading_name(line, comma + 2)?;
    slice(line, range.end..line.len())
        .starts_with(" here")
        .then_some(range)
}

/// What is somebody's where they welcome others, lower case.
const WELCOMES: &[&str] = &[
    "github",
    "profile",
    "page",
    "readme",
    "portfolio",
    "corner",
    "space",
];

/// "Welcome to Ada Lovelace's GitHub profile".
fn welcomed(line: &str, lower: &str) -> Option<Range<usize>> {
    let start = lower.find("welcome to ")? + "welcome to ".len();
    let rest = slice(line, start..line.len());
    let (name, behind) = ["'s ", "’s "].iter().find_map(|sign| rest.split_once(sign))?;
    let what = behind.split(' ').next().unwrap_or_default().to_lowercase();
    let what = what.trim_matches(|letter: char| !letter.is_alphanumeric());
    let named = names::is_person(name) || !name.contains(' ') && names::is_given_name(name);
    (named && WELCOMES.contains(&what) && !titles::is_title(name)).then(|| start..start + name.len())
}

/// Titles before a name, lower case.
const HONORIFICS: &[&str] = &[
    "dr. ",
    "dr ",
    "prof. dr. ",
    "prof. ",
    "professor ",
    "mr. ",
    "mrs. ",
    "ms. ",
];

/// "Ada Lovelace is an engineer …": a page that speaks of its owner.
pub(super) fn third_person(line: &str, lower: &str) -> Option<Range<usize>> {
    static VERBS: Cues = Cues::new(&[" is a ", " is an ", " is the "]);
    let (at, _) = VERBS.all_in(lower).next()?;
    let honorific = HONORIFICS.iter().find(|honorific| lower.starts_with(**honorific));
    let begin = honorific.map_or(0, |honorific| honorific.len());
    let range = leading_name(line, begin).filter(|range| range.end == at && range.start <= begin + 2)?;
    let rest = slice(line, at..line.len());
    let told: String = rest
        .split_ascii_whitespace()
        .take(9)
        .collect::<Vec<_>>()
        .join(" ");
    titles::is_title(&told).then_some(range)
}

/// "I'm @ada (Ada Lovelace)".
fn behind_login(line: &str, lower: &str) -> Option<Range<usize>> {
    let at = ["i'm @", "i’m @", "i am @"]
        .iter()
        .find_map(|before| lower.find(before))?;
    let open = at + slice(line, at..line.len()).find(" (")? + 2;
    let close = open + slice(line, open..line.len()).find(')')?;
    let login = slice(line, at..open).split('@').nth(1)?;
    let login = !login.trim_end_matches(" (").contains(' ');
    (login && names::is_person(slice(line, open..close))).then_some(open..close)
}

/// Returns the words of a name with which a text begins at an offset.
fn leading_name(line: &str, start: usize) -> Option<Range<usize>> {
    let rest = slice(line, start..line.len());
    let honored = |honorific: &&&str| {
        let begin = rest.get(..honorific.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(honorific))
    };
    let honorific = HONORIFICS.iter().find(honored).map_or(0, |words| words.len());
    let start = start + honorific;
    let rest = slice(line, start..line.len());
    let start = start + rest.len()
        - rest
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .len();
    let mut end = start;
    let mut words = 0;
    let mut particles = 0;
    // "Ada Quill（艾达）": the same name in another script.
    let aside = slice(line, start..line.len()).find('（');
    let stop = aside.map_or(line.len(), |at| start + at);
    for word in slice(line, start..stop).split_inclusive(' ') {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        // "Ada de Quill": a particle belongs to a name if another word of it follows.
        if words > 0 && bare.len() + 1 == word.len() && names::is_particle(bare) {
            particles += word.len();
            continue;
        }
        let is_name = if words == 0 {
            // "I'm System's engineer": nobody is introduced by what belongs to them.
            names::is_given_name(bare) && !bare.ends_with("'s") && !bare.ends_with("’s")
        } else {
            names::is_given_name(bare) || is_initial(bare)
        };
        if !is_name || words == 4 {
            break;
        }
        end += std::mem::take(&mut particles) + bare.len();
        words += 1;
        if bare.len() < word.trim_end().len()
            && !word.starts_with(|letter: char| letter.is_uppercase() && word.len() == 3)
        {
            break;
        }
        end += word.len() - bare.len();
    }
    let range = trim(line, start..end);
    let text = slice(line, range.clone());
    (words > 0 && !titles::is_title(text)).then_some(range)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn introductions_name_people() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(
                introduced(line).map(|range| slice(line, range)),
                expected,
                "{line}"
            );
        };
        check("Hi there, I'm Ada Lovelace 👋", Some("Ada Lovelace"));
        check("# Hi, I'm Avi", Some("Avi"));
        check("Hi! My name's Ada, and I weave.", Some("Ada"));
        check("I'm Ada Loom de Quill", Some("Ada Loom de Quill"));
        check("I'm Ada van der Quill 👋", Some("Ada van der Quill"));
        check("I'm Ada la lala", Some("Ada"));
        check("I am Ada. I am based in Cork.", Some("Ada"));
        check("I'm a Data Scientist", None);
        check("I'm currently working on Muster", None);
        check(
            "Dr. Ada Lovelace is a principal engineer at Lumoraq",
            Some("Ada Lovelace"),
        );
        check("I'm {Name}, a {Role}", None);
        check("Hi, I am Dr. Ada Lovelace", Some("Ada Lovelace"));
        check("Welcome to Ada Lovelace's GitHub page", Some("Ada Lovelace"));
        check("Welcome to Lumoraq's mill", None);
        check("Oi! Eu sou a Ada Lovelace, tecelã", Some("Ada Lovelace"));
        check("Eu sou o desenvolvedor do tear", None);
        check("Name: Ada Lovelace", Some("Ada Lovelace"));
        check("Father's Name: Ada Lovelace", None);
        check("Hey! I'm @quill (Ada Lovelace) 👋", Some("Ada Lovelace"));
    }

    #[test]
    fn a_name_ends_before_itself_in_another_script() {
        let line = "I am Ada Quill（艾达）, a weaver";
        assert_eq!(
            introduced(line).map(|range| slice(line, range)),
            Some("Ada Quill")
        );
    }
}
