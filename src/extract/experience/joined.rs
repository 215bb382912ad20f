//! A title and its employer with a word between them, or none: "Contractor for Acme Ltd", "Co-Founder of Acme".

use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::words::WordList;
use crate::extract::{education, places, titles};
use crate::taxonomy::Taxonomy;

/// Where a title ends that its employer follows, and where the employer's name stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) title: usize,
    pub(super) name: Range<usize>,
}

/// Finds the employer that is joined to a title.
pub(super) fn joined(text: &str, taxonomy: &Taxonomy) -> Option<Joined> {
    let behind = |title: usize, word: &str| Joined {
        title,
        name: title + word.len()..text.len(),
    };
    let by_word = || {
        let title = title_for(text, taxonomy).map(|end| behind(end, FOR));
        title
            .or_else(|| founder_of(text, taxonomy).map(|end| behind(end, OF)))
            .or_else(|| title_in(text, taxonomy).map(|end| behind(end, IN)))
    };
    let worded = JOINTS.are_in(text).then(by_word).flatten();
    worded.or_else(|| glued(text))
}

/// Words that can join them.
static JOINTS: Cues = Cues::new(&[FOR, OF, IN]);

const FOR: &str = " for ";

const OF: &str = " of ";

/// Titles whose "of" names a company.
const HEADS_OF: &[&str] = &[
    "founder",
    "cofounder",
    "co-founder",
    "ceo",
    "cto",
    "owner",
    "co-owner",
];

/// "Co-Founder of Acme": where the title before the company ends.
fn founder_of(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let (title, name) = text.split_once(OF)?;
    let last = title.rsplit([' ', '/']).next().unwrap_or(title).to_lowercase();
    let mut words = name.split_ascii_whitespace();
    let named = words.clone().count() <= 4
        && words.all(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter == '&'))
        && titles::functions(name).next().is_none()
        && !places::is_place(taxonomy, name);
    (named && HEADS_OF.contains(&last.as_str())).then_some(title.len())
}

/// "Contractor for Acme Ltd": where the title before the employer ends; what one does for a technology is no employer.
fn title_for(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let (title, name) = text.split_once(FOR)?;
    let words = name.split_ascii_whitespace();
    let named = words.clone().count() <= 4
        && words
            .clone()
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "&"))
        && !titles::is_title(name)
        && (taxonomy.skill_named(name).is_none() || is_of_company(name))
        && titles::functions(name).next().is_none();
    let company = taxonomy.company_named(name).is_some() || is_of_company(name);
    (named && company && titles::is_title(title) && title.split_ascii_whitespace().count() <= 5)
        .then_some(title.len())
}

/// Says whether a name ends as those of companies do.
fn is_of_company(name: &str) -> bool {
    const ENDINGS: &[&str] = &["company", "group", "labs", "technologies", "solutions", "studios"];
    let last = name.rsplit_once(' ').map(|(_, last)| last);
    ends_with_form(name)
        || last.is_some_and(|last| ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(last)))
}

const IN: &str = " in ";

/// "Administrator in LumoSoft": where the title before the employer ends; what one works in is mostly a field or a place.
fn title_in(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let (title, name) = text.split_once(IN)?;
    let mut words = name.split_ascii_whitespace();
    let named = words.clone().count() <= 5
        && words.all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "&"))
        && !titles::is_title(name)
        && taxonomy.skill_named(name).is_none()
        && titles::functions(name).next().is_none()
        && !places::is_place(taxonomy, name);
    let company = || {
        taxonomy.company_named(name).is_some()
            || is_of_company(name)
            || education::is_school(name)
            || is_humped(name)
    };
    (named && company() && titles::is_title(title) && title.split_ascii_whitespace().count() <= 6)
        .then_some(title.len())
}

/// Words between a title and an employer that lead to other things as well.
static LEADING: Cues = Cues::new(&[" for ", " with ", " en ", " em ", " na ", " w ", " i ", " hos "]);

/// "Web developer for Odd Mills" beside a period, "Ingeniera en Odd Mills": where the title ends and its employer begins.
///
/// In English, only a period shows that the words behind are no field of work.
pub(super) fn employer_in(text: &str, dated: bool, taxonomy: &Taxonomy) -> Option<Joined> {
    let (at, word) = LEADING.all_in(text).next()?;
    if !dated && matches!(word, " for " | " with " | " i ") {
        return None;
    }
    let name = slice(text, at + word.len()..text.len());
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let title = slice(text, 0..at);
    let words = || bare.split(' ');
    let small = |word: &str| {
        matches!(
            word,
            "of" | "for" | "and" | "&" | "de" | "del" | "da" | "do" | "the"
        )
    };
    let capital =
        |word: &str| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    let named = bare.starts_with(char::is_uppercase)
        && words().count() <= EMPLOYER_WORDS
        && words().all(|word| capital(word) || small(word))
        && !words().any(|word| FIELDS.contains(&word.to_lowercase().as_str()))
        && !bare.contains(['/', ',', '|']);
    let other = || {
        titles::is_title(bare)
            || taxonomy.skill_named(bare).is_some() && taxonomy.company_named(bare).is_none()
            || titles::functions(bare).next().is_some()
            || places::is_place(taxonomy, bare)
    };
    let titled = titles::is_title(title) && title.split(' ').count() <= TITLE_WORDS;
    (named && titled && !other()).then(|| Joined {
        title: at,
        name: text.len() - bare.len()..text.len(),
    })
}

/// The most words of such a title, and of such an employer.
const TITLE_WORDS: usize = 6;
const EMPLOYER_WORDS: usize = 5;

/// Words of what one works in or for that is no employer, lower case.
const FIELDS: &[&str] = &[
    "android",
    "b2b",
    "bases",
    "business",
    "calidad",
    "ciberseguridad",
    "ciencia",
    "ciencias",
    "ciência",
    "clients",
    "computación",
    "computação",
    "customers",
    "dados",
    "data",
    "datos",
    "desarrollo",
    "desenvolvimento",
    "development",
    "diseño",
    "education",
    "electrónica",
    "energy",
    "enterprise",
    "finance",
    "healthcare",
    "informática",
    "infraestructura",
    "ingeniería",
    "inteligencia",
    "internal",
    "learning",
    "marketing",
    "mobile",
    "negocios",
    "proyectos",
    "redes",
    "robótica",
    "sales",
    "seguridad",
    "seguridade",
    "segurança",
    "sistemas",
    "software",
    "soporte",
    "startups",
    "tecnologia",
    "tecnología",
    "tecnologías",
    "telecomunicaciones",
    "ventas",
    "web",
];

/// "LumoSoft": a word with a capital letter inside is a name.
fn is_humped(name: &str) -> bool {
    let mut letters = name.chars();
    let begun = letters.next().is_some_and(char::is_uppercase);
    begun
        && letters.next().is_some_and(char::is_lowercase)
        && letters.any(char::is_uppercase)
        && !name.contains(' ')
}

/// Legal forms with which no title ends, lower case, without dots.
const FORMS: &[&str] = &[
    "inc",
    "ltd",
    "limited",
    "llc",
    "corp",
    "corporation",
    "gmbh",
    "ab",
    "oy",
    "oyj",
    "aps",
    "a/s",
    "bv",
    "nv",
    "sro",
    "srl",
    "spa",
    "sarl",
    "plc",
    "ag",
    "kft",
    "ltda",
    "doo",
    "ood",
    "pty",
    "pvt",
];

/// Says whether a word is the form of a company: "Ltd", "S.r.l.".
pub(super) fn is_form(word: &str) -> bool {
    static KNOWN: LazyLock<WordList<()>> = LazyLock::new(|| WordList::of(FORMS));
    if word.contains('.') {
        KNOWN.has(&word.replace('.', ""))
    } else {
        KNOWN.has(word)
    }
}

/// Says whether a name ends with the form of a company.
pub(super) fn ends_with_form(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| is_form(last))
}

/// "Software Engineer Lumoraq AB": no sign parts the title from a name that ends with the form of a company.
fn glued(text: &str) -> Option<Joined> {
    // Most titles stand without a comma.
    let comma = text.contains(',').then(|| text.find(", ")).flatten();
    let whole = slice(text, 0..comma.unwrap_or(text.len()));
    let (rest, last) = whole.rsplit_once(' ')?;
    if !is_form(last) {
        return None;
    }
    // "Pvt. Ltd." is one form.
    let rest = rest
        .rsplit_once(' ')
        .filter(|(_, form)| is_form(form))
        .map_or(rest, |(rest, _)| rest);
    let mut ends = rest.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
    ends.reverse();
    let title = ends.into_iter().find(|end| {
        let word = slice(rest, 0..*end).rsplit(' ').next().unwrap_or_default();
        titles::is_title(word)
    })?;
    let name = slice(rest, title + 1..rest.len());
    let two = slice(rest, 0..title).contains(' ');
    let capital = name.split(' ').all(|word| !word.starts_with(char::is_lowercase));
    (two && capital && !name.is_empty()).then(|| Joined {
        title,
        name: title + 1..whole.len(),
    })
}

/// "ACME Senior Engineer", "Acme Inc Software Engineer": where a title begins behind its employer that no sign parts from it.
pub(super) fn employer_before(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    shouted_name(text, taxonomy).or_else(|| formal_name(text, taxonomy))
}

/// "ACME Senior Engineer": a name in capitals before a title that is not; where it ends.
fn shouted_name(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    let is_shouted = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
            && !word.chars().any(char::is_lowercase)
    };
    let end = text
        .split_inclusive(' ')
        .take_while(|word| is_shouted(word.trim()))
        .map(str::len)
        .sum::<usize>();
    let (name, title) = (slice(text, 0..end).trim_end(), slice(text, end..text.len()));
    let form = title.split([',', ' ']).next().is_some_and(is_form);
    if name.is_empty() || form {
        return None;
    }
    let long = name.chars().filter(|letter| letter.is_alphabetic()).count() >= 5
        || taxonomy.company_named(name).is_some();
    (long
        && !titles::is_title(name)
        && taxonomy.seniority_of(name).is_none()
        && (taxonomy.skill_named(name).is_none()
            || taxonomy.company_named(name).is_some() && taxonomy.seniority_of(title).is_some())
        && titles::functions(name).next().is_none()
        && titles::is_title(title))
    .then_some(end)
}

/// "Acme Inc Software Engineer": where the title begins behind a company that is known or ends with a company's form; what it
/// makes may be part of a title.
fn formal_name(text: &str, taxonomy: &Taxonomy) -> Option<usize> {
    // Most titles begin with no name of a company.
    let ends = text.match_indices(' ').map(|(at, _)| at).take(MOST_NAME_WORDS);
    let named = |end: &usize| {
        let (name, title) = (slice(text, 0..*end), slice(text, end + 1..text.len()));
        let product = || {
            let next = title.split(' ').next().unwrap_or(title);
            taxonomy.skill_named(name).is_some() || taxonomy.skill_named(&[name, next].join(" ")).is_some()
        };
        let known = || taxonomy.company_named(name).is_some() && taxonomy.seniority_of(title).is_some();
        (ends_with_form(name) || known() && !product())
            && title.contains(' ')
            && !titles::is_title(name)
            && titles::functions(name).next().is_none()
            && title.starts_with(char::is_uppercase)
            && titles::is_title(title)
    };
    ends.filter(named).last().map(|end| end + 1)
}

/// The most words of a company's name before a title.
const MOST_NAME_WORDS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Option<(&str, &str)> {
        let joined = joined(text, Taxonomy::embedded())?;
        Some((slice(text, 0..joined.title), slice(text, joined.name)))
    }

    #[test]
    fn a_word_joins_a_title_to_its_employer() {
        for (text, title, name) in [
            ("Contractor for Lumoraq Ltd", "Contractor", "Lumoraq Ltd"),
            ("Co-Founder of Lumoraq", "Co-Founder", "Lumoraq"),
            (
                "System Administrator in LumoSoft",
                "System Administrator",
                "LumoSoft",
            ),
            (
                "Teaching Assistant in University of Orvik",
                "Teaching Assistant",
                "University of Orvik",
            ),
        ] {
            assert_eq!(parted(text), Some((title, name)), "{text}");
        }
        for text in [
            "Software Engineer in Test",
            "Senior Software Engineer in Data",
            "Developer in JavaScript",
            "Team Leader in Oslo",
            "Researcher in Odd Machines",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }

    #[test]
    fn a_legal_form_shows_where_a_name_begins() {
        for (text, title, name) in [
            (
                "Software Engineer Odd-Q Looms AB, Lund",
                "Software Engineer",
                "Odd-Q Looms AB",
            ),
            (
                "Senior Java Developer Lumoraq Pvt. Ltd.",
                "Senior Java Developer",
                "Lumoraq Pvt. Ltd.",
            ),
        ] {
            assert_eq!(parted(text), Some((title, name)), "{text}");
        }
        for text in [
            "Developer Looms Inc.",
            "Senior Partner Ltd",
            "Software Engineer of looms Ltd",
            "Engineer",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }

    #[test]
    fn an_employer_can_stand_before_its_title_without_a_sign() {
        let taxonomy = Taxonomy::embedded();
        let title =
            |text: &'static str| employer_before(text, taxonomy).map(|at| slice(text, at..text.len()));
        assert_eq!(title("LUMORAQ Senior Engineer"), Some("Senior Engineer"));
        assert_eq!(title("Odd Mills Inc Loom Engineer"), Some("Loom Engineer"));
        assert_eq!(
            title("Tencent Senior Software Engineer"),
            Some("Senior Software Engineer")
        );
        for other in [
            "Google Cloud Engineer",
            "Salesforce Senior Developer",
            "Senior Loom Engineer",
            "Microsoft Engineer",
        ] {
            assert_eq!(title(other), None, "{other}");
        }
    }
}
