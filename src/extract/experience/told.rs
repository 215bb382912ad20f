//! Lines that tell of a position in a sentence: "Worked at Acme as an engineer (2019 – 2021)".

use super::employer::reads_as_company;
use super::header::Header;
use crate::extract::dates::Period;
use crate::extract::document::slice;
use crate::extract::reading::Line;
use crate::extract::titles;

/// Words with which such a line tells of an employer, and of the title behind " as "; lower case.
const EMPLOYED: &[&str] = &[
    "worked at ",
    "worked for ",
    "working at ",
    "working for ",
    "work at ",
    "work for ",
    "joined ",
    "interned at ",
    "interned with ",
    "employed at ",
    "employed by ",
    "hired by ",
    "started at ",
    "served at ",
];

/// Words with which it tells of a title, and of the employer behind " at ".
const WAS: &[&str] = &[
    "was a ",
    "was an ",
    "was the ",
    "worked as a ",
    "worked as an ",
    "am a ",
    "am an ",
    "work as a ",
    "work as an ",
];

/// Words behind which such a sentence goes on.
const STOPS: &[&str] = &[
    " (",
    ", ",
    " from ",
    " since ",
    " between ",
    " – ",
    " — ",
    " - ",
    ". ",
    " where ",
    " on ",
    " in ",
    " for ",
    " with ",
    ": ",
    " | ",
];

/// The most words of a title, and of an employer.
const WORDS: usize = 6;

/// The most bytes before a period with which a line begins: "From ".
const LEADING_BYTES: usize = 6;

/// "Worked at Acme as a Senior Engineer (2019 – 2021)", "Since 2019 I work at Acme as an engineer", "From 2019 to 2021 I was
/// an engineer at Acme": reads the sentence.
pub(super) fn worked_at(line: &str, period: Option<&Period>) -> Option<Header> {
    let dated = || period.is_some() && line.contains(" at ");
    if !(line.contains(" as ") || dated()) {
        return None;
    }
    let led = period.filter(|period| period.range.start <= LEADING_BYTES);
    let from = led.map_or(0, |period| period.range.end);
    let begin = from + slice(line, from..line.len()).find(char::is_alphanumeric)?;
    let told = slice(line, begin..line.len());
    // Without a time at its beginning, a sentence of the writer's is one among others.
    let said = ["I've ", "I’ve ", "I have ", "I "]
        .iter()
        .find_map(|me| told.strip_prefix(me));
    let told = said.filter(|_| led.is_some()).unwrap_or(told);
    let behind = |words: &[&str]| {
        let begins = |words: &&&str| {
            told.get(..words.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(words))
        };
        words
            .iter()
            .find(begins)
            .map(|words| slice(told, words.len()..told.len()))
    };
    let employed = || {
        let rest = behind(EMPLOYED)?;
        let (name, title) = rest.split_once(" as ")?;
        Some((rest, name, without_article(title), false))
    };
    let was = || {
        let rest = behind(WAS).filter(|_| period.is_some())?;
        let (title, name) = rest.split_once(" at ")?;
        Some((rest, title, without_article(name), true))
    };
    let (rest, first, second, title_first) = employed().or_else(was)?;
    let (first_at, second_at) = (line.len() - rest.len(), line.len() - second.len());
    let first = first_at..first_at + until_stop(first).len();
    let second = second_at..second_at + until_stop(second).len();
    let (title, company) = if title_first {
        (first, second)
    } else {
        (second, first)
    };
    let few = |text: &str| text.split_ascii_whitespace().count() <= WORDS;
    let (named, words) = (slice(line, company.clone()), slice(line, title.clone()));
    let is_named = few(named) && named.starts_with(char::is_uppercase) && reads_as_company(named);
    (is_named && few(words) && titles::is_title(words)).then(|| Header {
        company_first: !title_first,
        company: Some(company),
        title: Some(title),
        period: period.cloned(),
        end: line.len(),
        ..Header::default()
    })
}

fn without_article(words: &str) -> &str {
    let article = ["a ", "an ", "the "]
        .iter()
        .find_map(|article| words.strip_prefix(article));
    article.unwrap_or(words)
}

/// The words before the sentence goes on or ends.
fn until_stop(words: &str) -> &str {
    let end = STOPS.iter().filter_map(|stop| words.find(stop)).min();
    slice(words, 0..end.unwrap_or(words.len())).trim_end_matches(['.', ',', ';', ' '])
}

/// "- **Engineer, Acme (2019 – 2021):** built …": where an item's label in bold ends, if it has a title with more and the
/// account follows.
pub(super) fn end_of_label(line: &Line<'_>) -> Option<usize> {
    let end = line.bold_end.filter(|_| line.bold && line.is_item())?;
    let label = slice(line.text, 0..end);
    let behind = slice(line.text, end..line.text.len());
    let bare = label.trim_end().trim_end_matches(':');
    let colon = bare.len() < label.trim_end().len() || behind.starts_with(':');
    let title = bare.split([',', '@', '|', '–', '—', '(']).next().unwrap_or(bare);
    let told = behind.split_ascii_whitespace().count() >= TOLD_WORDS;
    (colon && told && title.len() < bare.len() && titles::is_title(title)).then_some(bare.len())
}

/// So many words behind a label are an account.
const TOLD_WORDS: usize = 4;

#[cfg(test)]
mod tests {
    use crate::extract::experience::read;
    use crate::extract::testing;

    #[test]
    fn the_account_behind_a_label_in_bold_tells_no_facts() {
        let roles = testing::read(
            "## Experience\n\n- **Founder, Wave Loom Network (2023-Present):** Led the weaving of many carpets for a company of \
             carpets, and with it the whole of the work with those who buy, see and walk on them, at a junior level.\n\
             - **Web Weaver Engineer, Lumoraq:** Wove at a junior level.\n\
             - **Engineer, Vintrel (2020-2021):** Wove.\n",
            read,
        );
        let facts: Vec<_> = roles
            .iter()
            .map(|role| &role.position)
            .map(|position| {
                (
                    position.title.as_deref(),
                    position.company.as_ref().map(|company| company.name.as_str()),
                )
            })
            .collect();
        assert_eq!(
            facts,
            [
                (Some("Founder"), Some("Wave Loom Network")),
                (Some("Web Weaver Engineer"), Some("Lumoraq")),
                (Some("Engineer"), Some("Vintrel")),
            ]
        );
    }
}
