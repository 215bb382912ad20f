//! Which headings open which part of a profile, however people word them.

mod heading;
mod mixed;
mod outline;
mod positions;
mod unheaded;
mod wording;

use std::borrow::Cow;

use wording::{cued, exact, exact_line, in_manual};

pub(super) use outline::Outline;

use super::document::slice;
use super::titles;

/// What a part of a profile is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Section {
    /// Before any heading, or under one that says nothing of its content.
    #[default]
    Open,
    About,
    Skills,
    Experience,
    Projects,
    Education,
    Certifications,
    Contact,
    Writing,
    Learning,
    Languages,
    Volunteering,
    /// Numbers that a service drew: statistics, trophies, graphs.
    Statistics,
    /// Hobbies, quotes, thanks: nothing of work.
    Leisure,
}

/// Tells the part that a heading of its own opens.
pub(super) fn named(heading: &str) -> Option<Section> {
    let heading = uncounted(unnumbered(heading).unwrap_or(heading));
    let folded = fold(&without_shortcodes(heading));
    if folded.is_empty() {
        return drawn(heading);
    }
    if let Some(command) = command(heading) {
        return shown(command);
    }
    exact(&folded)
        .or_else(|| in_two_languages(heading))
        .or_else(|| work_as(heading))
        .or_else(|| {
            let cued = cued_outside(heading, &folded);
            // "Internship projects" names no position.
            let made = |section| section == Section::Projects && folded.ends_with(" projects");
            cued.filter(|section| {
                *section == Section::Volunteering || made(*section) || !titles::is_title(heading)
            })
        })
}

/// "🎓": a heading of nothing but a picture that is used for one part.
fn drawn(heading: &str) -> Option<Section> {
    match heading.chars().next()? {
        '🎓' | '🏫' => Some(Section::Education),
        '💼' => Some(Section::Experience),
        '🛠' | '🧰' => Some(Section::Skills),
        '📫' | '📬' | '📧' => Some(Section::Contact),
        _ => None,
    }
}

/// "Work experience as a developer": the title is no position of its own.
fn work_as(heading: &str) -> Option<Section> {
    let (part, _) = heading.split_once(" as ")?;
    exact(&fold(part)).filter(|section| *section == Section::Experience)
}

/// "Loom (Graduation Project)" is a project, and no part about such.
fn cued_outside(heading: &str, folded: &str) -> Option<Section> {
    let named = cued(folded)?;
    let aside = heading.rfind(" (").filter(|_| heading.ends_with(')'));
    let outside = aside.and_then(|at| heading.get(..at)).map(fold);
    match outside {
        Some(outside) if named == Section::Projects => cued(&outside),
        _ => Some(named),
    }
}

/// Programs that show what they are given, and those that show a part without being told which.
const SHOWING: &[&str] = &[
    "cat", "bat", "ls", "tree", "less", "more", "head", "tail", "show", "grep", "find", "print", "get",
    "uptime", "last", "view",
];

/// Returns the command that a line gives in a terminal.
pub(super) fn command(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["$ ", "❯ ", "➜ ", "λ "]
        .iter()
        .find_map(|prompt| line.strip_prefix(prompt))
}

/// `cat work.md`: the part that a command shows.
pub(super) fn shown(command: &str) -> Option<Section> {
    let mut words = command.split(|letter: char| !letter.is_alphanumeric());
    match words.next()? {
        "whoami" => Some(Section::About),
        "history" => Some(Section::Experience),
        program if SHOWING.contains(&program) => words.find_map(|word| exact(&fold(word))),
        _ => None,
    }
}

/// Tells the part that a heading of a page opens that is written as one of a manual.
fn named_in_manual(heading: &str) -> Option<Section> {
    in_manual(&fold(heading)).or_else(|| named(heading))
}

/// "Opleiding / Formation": the same words twice.
fn in_two_languages(heading: &str) -> Option<Section> {
    const JOINTS: [char; 3] = ['/', '|', '·'];
    if !heading.contains(JOINTS) {
        return None;
    }
    let mut parts = heading.split(JOINTS).map(fold).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    // "Technical / Project Experience" is none of skills.
    let other = cued(&fold(heading)).filter(|section| *section == Section::Experience);
    let first = exact(&first).filter(|section| *section != Section::Skills || other.is_none());
    first.or_else(|| exact(&second))
}

/// Leaves out the names of pictographs: ":zap: Recent Activity".
fn without_shortcodes(heading: &str) -> Cow<'_, str> {
    let is_name = |name: &str| {
        let named = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '+');
        !name.is_empty() && name.chars().all(named)
    };
    if heading.matches(':').count() < 2 {
        return Cow::Borrowed(heading);
    }
    let mut kept = String::with_capacity(heading.len());
    let mut rest = heading;
    while let Some((before, behind)) = rest.split_once(':') {
        kept.push_str(before);
        rest = behind;
        match behind.split_once(':') {
            Some((name, after)) if is_name(name) => rest = after,
            _ => kept.push(':'),
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// "02. Where I've Worked": what follows the number of a part.
pub(super) fn unnumbered(heading: &str) -> Option<&str> {
    let rest = heading.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = heading.len() - rest.len();
    let rest = rest.strip_prefix(['.', ')'])?.trim_start();
    ((1..=2).contains(&digits) && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// "Work Experience (6)": a heading without the number of its entries.
fn uncounted(heading: &str) -> &str {
    let counted = heading
        .strip_suffix(')')
        .and_then(|begin| begin.rsplit_once(" ("));
    let number =
        |count: &str| (1..=2).contains(&count.len()) && count.bytes().all(|byte| byte.is_ascii_digit());
    counted
        .filter(|(_, count)| number(count))
        .map_or(heading, |(name, _)| name)
}

/// Says whether a line is, word for word, what people call a part.
pub(super) fn is_exact(line: &str) -> bool {
    exact_line(uncounted(line)).is_some()
}

/// Says whether a line can only be the heading of a part, whatever stands around it.
pub(super) fn is_unmistakable(line: &str) -> bool {
    line.starts_with(char::is_uppercase)
        && match exact_line(uncounted(line)) {
            Some(Section::Experience | Section::Education | Section::Projects | Section::Certifications) => {
                true
            }
            Some(Section::Skills | Section::Leisure) => UNMISTAKABLE.contains(&line.trim_end_matches(':')),
            _ => false,
        }
}

/// Other headings that can only be that; what else is called so may be a label or a link: "Technologies", "Music".
const UNMISTAKABLE: &[&str] = &[
    "Skills",
    "Technical Skills",
    "Key Skills",
    "Core Skills",
    "Interests",
    "Hobbies",
    "Hobbies & Interests",
    "Hobbies and Interests",
];

/// Last words of headings that may have any word before them: "Working Experience", "Academic Projects".
const LAST_WORDS: &[&str] = &[
    "experience",
    "employment",
    "education",
    "projects",
    "skills",
    "certifications",
    "publications",
    "internships",
    "affiliations",
    "memberships",
    "coursework",
    "activities",
    "distinctions",
];

/// Says whether a line is a few capitalized words of which the last names a part.
pub(super) fn is_title_case(line: &str) -> bool {
    let line = uncounted(line.trim_end_matches(':'));
    let words = line.split_ascii_whitespace();
    let capitalized = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "&" | "and" | "of");
    let last = || words.clone().next_back().map(fold).unwrap_or_default();
    (2..=4).contains(&words.clone().take(5).count())
        && words.clone().all(capitalized)
        && LAST_WORDS.contains(&last().as_str())
        && named(line).is_some()
}

/// Last words of headings that stand alone: "Tools and technologies", "Professional history".
const LAST_WORDS_ALONE: &[&str] = &[
    "history",
    "career",
    "background",
    "tools",
    "technologies",
    "stack",
    "toolbox",
    "expertise",
    "proficiencies",
    "articles",
    "writing",
    "talks",
    "courses",
    "certificates",
    "languages",
    "volunteering",
];

/// Says whether a line between blank ones is a few words of which the last names a part: "Professional history".
pub(super) fn is_alone(line: &str) -> bool {
    let words = line.split_ascii_whitespace();
    let plain = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '&' | '-' | '\'' | '’');
    let last = || words.clone().next_back().map(fold).unwrap_or_default();
    (2..=5).contains(&words.clone().take(6).count())
        && line.starts_with(char::is_uppercase)
        && line.chars().all(plain)
        && (LAST_WORDS.contains(&last().as_str())
            || LAST_WORDS_ALONE.contains(&last().as_str())
            || tells_of_works(line))
        && !titles::is_title(line)
        && named(line).is_some()
}

/// "Apps I Have Made", "Things I've built".
fn tells_of_works(line: &str) -> bool {
    const ENDS: &[&str] = &[
        " i made",
        " i have made",
        " i ve made",
        " i built",
        " i have built",
        " i ve built",
        " i have worked on",
        " i ve worked on",
        " i worked on",
        " i maintain",
    ];
    let folded = fold(line);
    ENDS.iter().any(|end| folded.ends_with(end))
}

/// Lower case, only letters and digits, single blanks, `&` as `and`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        // Most of most texts are words of ASCII letters.
        let word = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if word > 0 {
            folded.push_str(slice(rest, 0..word));
            rest = slice(rest, word..rest.len());
            continue;
        }
        rest = slice(rest, letter.len_utf8()..rest.len());
        if letter == '&' {
            push_word(&mut folded, "and");
            folded.push(' ');
        } else if !letter.is_ascii() && letter.is_alphanumeric() {
            // "İ" is lowered to a letter and a mark.
            let lower = letter.to_lowercase().filter(|lower| lower.is_alphanumeric());
            folded.extend(lower.map(unaccented));
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded.make_ascii_lowercase();
    folded
}

fn push_word(folded: &mut String, word: &str) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded.push_str(word);
}

const fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_folded_stays_so(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
        }
    }

    #[test]
    fn what_is_told_of_works_can_stand_alone() {
        assert!(is_alone("Apps I Have Made"));
        assert!(is_alone("Things I've built"));
        assert!(!is_alone("Friends I have met"));
    }

    #[test]
    fn some_headings_need_no_blank_line() {
        assert!(is_unmistakable("Skills"));
        assert!(is_unmistakable("Interests"));
        assert!(!is_unmistakable("Technologies"));
        assert!(!is_unmistakable("Music"));
    }

    #[test]
    fn capitals_with_dots_are_folded_as_small_letters() {
        assert_eq!(fold("EĞİTİM"), fold("eğitim"));
    }

    #[test]
    fn names_of_pictographs_are_no_words() {
        check("Opleiding / Formation", Some(Section::Education));
        check("Writeups & research", Some(Section::Writing));
        check("02.Where I've Worked", Some(Section::Experience));
        check("Work Experience (6)", Some(Section::Experience));
        check("Technische vaardigheden", Some(Section::Skills));
        check("Work & Volunteer Experience", Some(Section::Experience));
        check("3. Some Things I've Built", Some(Section::Projects));
        check(":zap: Recent Activity", Some(Section::Statistics));
        check(":wrench: Tools :hammer:", Some(Section::Skills));
        check("Technical Support", None);
        check("Certifications & Other Experience", Some(Section::Experience));
        check("Volunteering & Other Experience", Some(Section::Volunteering));
        check("National Honors & Industry Contributions", Some(Section::Leisure));
        check("Selected Software", Some(Section::Projects));
        check("⭐ Recently starred repositories", Some(Section::Statistics));
        check("🔨 My recent Pull Requests", Some(Section::Statistics));
        assert_eq!(without_shortcodes("a: b: c"), "a: b: c");
    }

    fn check(heading: &str, expected: Option<Section>) {
        assert_eq!(named(heading), expected, "{heading}");
    }

    #[test]
    fn headings_are_known_in_many_wordings() {
        check("🛠️ Languages and Tools:", Some(Section::Skills));
        check("MY TECH STACK", Some(Section::Skills));
        check("Work Experience", Some(Section::Experience));
        check("WHERE I'VE WORKED", Some(Section::Experience));
        check("⚡ Featured Projects", Some(Section::Projects));
        check("Licenses & certifications", Some(Section::Certifications));
        check("📫 How to reach me", Some(Section::Contact));
        check("Latest Blog Posts", Some(Section::Writing));
        check("Currently learning", Some(Section::Learning));
        check("📊 GitHub Stats", Some(Section::Statistics));
        check("📦 Repos worth checking out", Some(Section::Projects));
        check("Featured Production Systems", Some(Section::Projects));
        check("Thought Leadership", Some(Section::Writing));
        check("☁️ Cloud & DevOps", Some(Section::Skills));
        check("Distributed Rate Limiter", None);
        check("Education & Certifications", Some(Section::Education));
        check("Academic Projects", Some(Section::Projects));
        check("Loom (Graduation Project)", None);
        check("Projects (selected)", Some(Section::Projects));
        check("Leadership Experience", Some(Section::Volunteering));
        check("Volunteer Experience & Outreach", Some(Section::Volunteering));
        check("Mes compétences", Some(Section::Skills));
    }

    #[test]
    fn a_few_words_between_blank_lines_name_a_part() {
        for heading in ["Tools and technologies", "Selected writing", "Side projects"] {
            assert!(is_alone(heading), "{heading}");
        }
        for other in [
            "Projects I would rather not have written",
            "Loom Works",
            "Learn more",
            "2 projects",
        ] {
            assert!(!is_alone(other), "{other}");
        }
    }

    #[test]
    fn what_comes_first_tells_what_a_part_is_about() {
        for (heading, expected) in [
            ("Projects I've worked on", Some(Section::Projects)),
            ("Internship projects", Some(Section::Projects)),
            ("Stuff I've shipped", Some(Section::Projects)),
            ("Work experience", Some(Section::Experience)),
            ("Vzdělání", Some(Section::Education)),
            ("🎓", Some(Section::Education)),
            ("🐙", None),
        ] {
            assert_eq!(named(heading), expected, "{heading}");
        }
    }
}
