//! How long somebody says to have worked: "10+ years of experience", "over a decade in payments", "for six years I have built looms".

use std::ops::Range;

use super::{MOST, number_before};
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::stated::stated;
use crate::extract::titles;

/// Words for years, in lower case.
static UNITS: Cues = Cues::new(&[
    "year", "yrs", "yr ", "yoe", "decade", "años", "anos", "ans ", "jahre", "anni ", "年",
]);

/// The same however they are written.
static COUNTING: Cues = Cues::caseless(&[
    "year", "yr", "yoe", "decade", "años", "anos", "ans ", "jahre", "anni ", "年",
]);

/// What a line holds that can state years under a key.
static KEYED: Cues = Cues::caseless(&["year", "yoe", "exp", "年限", "经验", "年数", "경력"]);

/// Words behind a number of years that make them years of work.
static OF_WORK: Cues = Cues::new(&[
    "experience",
    "experiencia",
    "experiência",
    "expérience",
    "esperienza",
    "erfahrung",
    "building",
    "in the industry",
    "in industry",
    "in the field",
    "developing",
    "of coding",
    "engineer",
    "in tech",
    "in software",
    "of professional",
    "professionally",
    "programming",
    "veteran",
    " exp ",
    " exp.",
    " exp,",
    " exp)",
    "经验",
    "經驗",
    "経験",
]);

/// Words between what a number belongs to and the number.
const ABOUT: &[&str] = &[
    "over",
    "than",
    "more",
    "about",
    "around",
    "nearly",
    "almost",
    "approximately",
    "roughly",
    "some",
    "the",
    "last",
    "past",
    "least",
    "at",
    "well",
    "close",
    "to",
    "now",
    "a",
    "good",
    "another",
    "~",
    ">",
];

/// Words that say whose years they are.
const OWNING: &[&str] = &[
    "with", "have", "has", "having", "got", "bring", "brings", "bringing", "i've", "i’ve",
];

/// What people do for years that is no work, and what else years are counted of.
const OTHERWISE: &[&str] = &[
    "study",
    "studies",
    "studying",
    "college",
    "university",
    "school",
    "education",
    "learning",
    "marriage",
    "life",
    "age",
    "living",
    "being",
    "a",
    "prison",
    "service",
    "data",
    "history",
    "support",
    "waiting",
    "warranty",
    "existence",
    "total",
    "training",
    "playing",
    "my",
    "his",
    "her",
    "uk",
    "us",
    "usa",
    "row",
];

/// Keys under which years are stated.
const KEYS: &[&str] = &[
    "yearsofexperience",
    "experienceyears",
    "yearsexperience",
    "experience",
    "yoe",
    "exp",
    "years",
    "工作年限",
    "工作经验",
    "开发经验",
    "従事年数",
    "경력",
];

/// The longest line that says a number of years and nothing else.
const YEARS_BYTES: usize = 12;

/// The deepest line of code that states something of the person, and not of a skill.
const CODE_INDENT: usize = 4;

/// So much of the words around a number says what it counts.
const BEHIND_CHARS: usize = 90;
const BEFORE_CHARS: usize = 60;

/// Reads the number of years that a text states, and where it stands.
pub(super) fn told(text: &str) -> Option<(f32, Range<usize>)> {
    if !COUNTING.are_in(text) {
        return None;
    }
    let lower = text.to_ascii_lowercase().replace(['\n', '\t'], " ");
    let units: Vec<_> = UNITS.all_in(&lower).collect();
    units.iter().enumerate().find_map(|(index, (at, unit))| {
        let (number, start) = number_of(
            slice(&lower, 0..*at),
            unit,
            slice(&lower, at + unit.len()..lower.len()),
        )?;
        let next = units.get(index + 1).map_or(lower.len(), |(next, _)| *next);
        let before = clause_before(slice(&lower, 0..start));
        let end = at + unit.len();
        let behind = clause_behind(slice(&lower, end..next), slice(text, end..next));
        let own = number > 0.0 && number <= MOST && is_of_work(unit, before, behind.0, behind.1);
        own.then_some((number, start..end))
    })
}

/// "title with 6+ years of experience", said where other things are told.
pub(super) fn told_of_title(text: &str) -> Option<(f32, Range<usize>)> {
    let found = told(text)?;
    let before = slice(text, 0..found.1.start);
    let with = before
        .trim_end()
        .strip_suffix("with")
        .or_else(|| before.trim_end().strip_suffix("with over"))?;
    (titles::is_title(with.trim()) && with.split_ascii_whitespace().count() <= 8).then_some(found)
}

/// Returns the number before a unit, in years, and where it begins.
fn number_of(before: &str, unit: &str, behind: &str) -> Option<(f32, usize)> {
    let joined = before.chars().next_back().is_some_and(char::is_alphabetic);
    let whole = !behind.starts_with(char::is_alphanumeric) || !matches!(unit, "yoe" | "anos" | "años");
    if joined && unit != "年" || !whole {
        return None;
    }
    if unit != "decade" {
        let (number, length) = number_before(before)?;
        return Some((number, before.len() - length));
    }
    let bare = before.trim_end();
    let half = |rest: &str| if rest.starts_with(" and a half") { 5.0 } else { 0.0 };
    if let Some(rest) = ["half a", "a", "one"].iter().find_map(|word| {
        let rest = bare.strip_suffix(word)?;
        (rest.is_empty() || rest.ends_with(' ')).then_some((word, rest))
    }) {
        let number = if *rest.0 == "half a" { 5.0 } else { 10.0 };
        return Some((number + half(behind), rest.1.len()));
    }
    let (number, length) = number_before(before)?;
    (number <= 5.0).then(|| (number * 10.0, before.len() - length))
}

/// Returns the last words of the sentence that goes on.
fn clause_before(before: &str) -> &str {
    let near = before
        .char_indices()
        .rev()
        .nth(BEFORE_CHARS)
        .map_or(0, |(at, _)| at);
    let near = slice(before, near..before.len());
    let end = [". ", "! ", "? ", "; "]
        .iter()
        .filter_map(|sign| near.rfind(sign))
        .max();
    end.map_or(near, |at| slice(near, at + 2..near.len()))
}

/// Returns the first words behind, up to the end of the sentence, in lower case and as written.
fn clause_behind<'t>(lower: &'t str, text: &'t str) -> (&'t str, &'t str) {
    let far = lower
        .char_indices()
        .nth(BEHIND_CHARS)
        .map_or(lower.len(), |(at, _)| at);
    let near = slice(lower, 0..far);
    let end = [". ", "! ", "? ", "; "]
        .iter()
        .filter_map(|sign| near.find(sign))
        .min();
    let end = end.map_or(far, |at| at + 1);
    (slice(lower, 0..end), slice(text, 0..end))
}

/// Says whether years are those of the person's work.
fn is_of_work(unit: &str, before: &str, behind: &str, as_written: &str) -> bool {
    let behind = behind.trim_start_matches(['s', '\'', '’', 'n']);
    let as_written = slice(
        as_written,
        as_written.len().saturating_sub(behind.len())..as_written.len(),
    );
    // "four years at Acme" is part of a career.
    if [" at ", " old", " ago", " later", "-old"]
        .iter()
        .any(|word| behind.starts_with(word))
    {
        return false;
    }
    if is_past(before) {
        return false;
    }
    unit == "yoe"
        || OF_WORK.are_in(&format!("{behind} "))
        || before.contains("experience")
        || is_going_on(before, behind)
        || is_owned(before, as_written)
}

/// "I worked for Acme for nine years": years of a position that is over, or at one employer.
fn is_past(before: &str) -> bool {
    let sentence = without_qualifiers(before).strip_suffix("for");
    sentence.is_some_and(|sentence| {
        [" worked for ", " was a ", " was an ", " at ", "ex ", "ex-"]
            .iter()
            .any(|words| sentence.contains(words))
    })
}

/// "I have been building looms for ten years", "For ten years I have built looms".
fn is_going_on(before: &str, behind: &str) -> bool {
    let Some(sentence) = without_qualifiers(before).strip_suffix("for") else {
        return false;
    };
    let sentence = sentence.trim_end();
    if sentence.is_empty() {
        let goes_on = behind.trim_start_matches([',', ' ']);
        return ["i have ", "i've ", "i’ve "]
            .iter()
            .any(|words| goes_on.starts_with(words));
    }
    let perfect = ["have been ", "has been ", "'ve been ", "’ve been "]
        .iter()
        .any(|words| sentence.contains(words));
    let part = [" at ", " with ", " there", "@"]
        .iter()
        .any(|words| sentence.contains(words));
    let last = sentence
        .rsplit([',', '(', ':', '-', '–'])
        .next()
        .unwrap_or_default();
    let title = last.split_ascii_whitespace().count() <= 5 && titles::is_title(last.trim());
    !part && (perfect || title)
}

/// "with ten years in payments", "20+ years shipping looms".
fn is_owned(before: &str, behind: &str) -> bool {
    let bare = without_qualifiers(before);
    let last = bare.split(' ').next_back().unwrap_or_default();
    let begins =
        bare.is_empty() || bare.ends_with([',', '|', '·', '•', ':', '—', '–', '*', '"', '`', '>', '(']);
    if !begins && !OWNING.contains(&last) {
        return false;
    }
    let mut words = behind.split_ascii_whitespace();
    let first = words.next().unwrap_or_default();
    let first_lower = first.to_lowercase();
    let plain = |word: &str| {
        word.trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase()
    };
    if matches!(first_lower.as_str(), "in" | "of" | "as") {
        let object = words
            .find(|word| !matches!(*word, "the" | "hands-on"))
            .unwrap_or_default();
        let shouted = object.chars().all(|letter| !letter.is_lowercase());
        let place = first_lower == "in" && object.starts_with(char::is_uppercase) && !shouted;
        let role = first_lower != "as" || matches!(object, "a" | "an");
        let other = first_lower != "as" && OTHERWISE.contains(&plain(object).as_str());
        return !object.is_empty() && !place && !other && role;
    }
    // "20+ years across web and mobile"
    let across = first_lower == "across" && words.next().is_some();
    across || first.ends_with("ing") && !OTHERWISE.contains(&first_lower.as_str())
}

/// Leaves out "more than", "over the past" and their like.
fn without_qualifiers(before: &str) -> &str {
    let mut rest = before.trim_end();
    while let Some(last) = rest.split(' ').next_back().filter(|last| ABOUT.contains(last)) {
        rest = slice(rest, 0..rest.len() - last.len()).trim_end();
    }
    rest
}

/// Reads a line that states the years under a key: `years_of_experience: 7`, "Experience: 8+ years".
pub(super) fn keyed(line: &str, in_code: bool) -> Option<(f32, Range<usize>)> {
    if !KEYED.are_in(line) {
        return None;
    }
    let (key, value) = stated(line)?;
    let index = KEYS.iter().position(|known| *known == key)?;
    let number = counted(slice(line, value.clone()), index < 3 || key == "years")?;
    let deep = line.len() - line.trim_start().len() > CODE_INDENT;
    // "Years: 8" says nothing else.
    let alone = in_code || line.trim().len() <= YEARS_BYTES;
    let own = if key == "years" {
        alone && !deep
    } else {
        !deep || index < 3
    };
    own.then_some((number, value))
}

/// Reads what stands beside a key: "7", "8+ years", "10 yrs".
fn counted(value: &str, bare: bool) -> Option<f32> {
    let value = value.trim().trim_start_matches(['>', '~', '<']);
    let end = value
        .find(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .unwrap_or(value.len());
    let number: f32 = slice(value, 0..end).parse().ok()?;
    let unit = slice(value, end..value.len())
        .trim_start_matches(['+', ' '])
        .to_ascii_lowercase();
    let alone = unit.is_empty() && bare;
    let years = ["year", "yr", "años", "anos", "ans", "jahre", "年", "년"]
        .iter()
        .any(|name| unit.starts_with(name));
    let of_person = unit.split_ascii_whitespace().count() <= 5 && !unit.contains(" at ");
    ((alone || years && of_person) && number > 0.0 && number <= MOST).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<f32>) {
        assert_eq!(told(line).map(|(years, _)| years), expected, "{line}");
    }

    #[test]
    fn stated_years_are_numbers_of_work() {
        check("Backend engineer with 3+ years building systems", Some(3.0));
        check("over 10 years of experience in services", Some(10.0));
        check("From my five years of experience", Some(5.0));
        check("I have ten plus years of experience", Some(10.0));
        check("Weaver dev, 7 yrs exp. Fine looms.", Some(7.0));
        check("8+ YoE, mostly looms", Some(8.0));
        check("I am 25 years old", None);
        check("I spent four years at Lumoraq, engineering looms", None);
        check("I moved here 9 years ago as an engineer", None);
    }

    #[test]
    fn decades_are_ten_years() {
        check("With over a decade of experience, I weave", Some(10.0));
        check("Two decades of experience with looms", Some(20.0));
        check("I have a decade and a half of experience", Some(15.0));
        check("The best decade of my life", None);
        check("A decade ago I wove", None);
    }

    #[test]
    fn years_of_a_trade_are_owned() {
        check("20+ years in IT, eleven of them as my own boss", Some(20.0));
        check("Fifteen years in payments. I hire slowly.", Some(15.0));
        check("He has fifteen years of loom work behind him", Some(15.0));
        check("4+ years taming wild looms", Some(4.0));
        check("True generalist. 20+ years across looms and mills", Some(20.0));
        check("I have lived six years in Rivermouth", None);
        check("With two years in Rivermouth behind me", None);
        check("With four years of college behind me", None);
        check("The mill ran 5 years in production", None);
    }

    #[test]
    fn work_goes_on_for_years() {
        check("For fourteen years I have made looms talk", Some(14.0));
        check(
            "I have been shipping looms across the sea\nfor over 15 years.",
            Some(15.0),
        );
        check("full-stack developer for 16 years, potter for 5", Some(16.0));
        check("I have been an engineer at Lumoraq for 3 years", None);
        check("I worked for Lumoraq for 3 years and built in the field", None);
        check(
            "I was a loom engineer for seven years; now I teach engineers.",
            None,
        );
        check("It has been closed there for ten years", None);
    }

    #[test]
    fn other_languages_count_years_as_well() {
        check("Con más de 10 años de experiencia en telares", Some(10.0));
        check("Desenvolvedora com 8 anos de experiência", Some(8.0));
        check("Tisserande, 6 ans d'expérience", Some(6.0));
        check("Weberin mit 12 Jahren Erfahrung", Some(12.0));
        check("5年开发经验", Some(5.0));
        check("Tengo 25 años", None);
    }

    #[test]
    fn keys_state_years() {
        let check = |line: &str, in_code: bool, expected: Option<f32>| {
            assert_eq!(keyed(line, in_code).map(|(years, _)| years), expected, "{line}");
        };
        check("  years_of_experience: 7", true, Some(7.0));
        check("        .yearsOfExperience(12)", true, Some(12.0));
        check("    \"years\": 6,", true, Some(6.0));
        check("        \"years\": 6,", true, None);
        check("Years: 8", false, Some(8.0));
        check("Experience: 8+ years", false, Some(8.0));
        check("Experience: 3 looms", false, None);
        check("Experience: 2019", false, None);
    }

    #[test]
    fn a_title_has_years_wherever_it_stands() {
        let title = "Loom Engineer with 6+ years experience in weaving";
        assert_eq!(told_of_title(title).map(|(years, _)| years), Some(6.0));
        assert_eq!(told_of_title("Go with 6 years of experience"), None);
    }
}
