//! Where the facts of a line end and an account begins.

use crate::extract::dates::Period;
use crate::extract::document::slice;
use crate::extract::{places, titles};
use crate::taxonomy::Taxonomy;

/// Abbreviations whose dot ends no sentence, lower case.
const ABBREVIATIONS: &[&str] = &[
    "inc", "ltd", "co", "corp", "st", "dr", "prof", "dept", "univ", "mr", "ms", "sr", "jr", "no", "vs",
    "pvt", "bros", "sp", "llc", "assoc", "dev", "eng", "tech", "intl",
];

/// Says whether the dot behind a word may only shorten it.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// "Engineer, Acme (2019 – 2021): built looms for …": where what is told begins behind a title and its period.
pub(super) fn account(line: &str, period: &Period) -> Option<usize> {
    let rest = slice(line, period.range.end..line.len());
    let told = rest.trim_start_matches([')', ']', '*', '_']).strip_prefix(": ")?;
    let words = told.split_ascii_whitespace().nth(TOLD_WORDS).is_some();
    let titled = || titles::is_title(slice(line, 0..period.range.start));
    (words && titled()).then(|| line.len() - told.len() - ": ".len())
}

/// The fewest words of an account, but one.
const TOLD_WORDS: usize = 5;

/// Returns where the first sentence of a line ends that holds a date, if another one follows.
pub(super) fn first_sentence(line: &str, from: usize, taxonomy: &Taxonomy) -> Option<usize> {
    let rest = slice(line, from..line.len());
    if !rest.contains('.') {
        return None;
    }
    rest.match_indices(". ").find_map(|(at, _)| {
        let (head, tail) = (slice(rest, 0..at), slice(rest, at + 2..rest.len()));
        let last = head
            .rsplit(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let sentence = tail.starts_with(char::is_uppercase)
            && tail.split_ascii_whitespace().count() >= 4
            && !places::is_place(taxonomy, tail.trim_end_matches('.'));
        let complete =
            !is_abbreviation(last) && head.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
        (sentence && complete).then_some(from + at + 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::experience::assemble::tests::check;

    #[test]
    fn an_account_follows_the_period_of_a_title() {
        check(
            "- Engineer, Lumoraq (2019 – 2021): Led the weaving of looms for mills of the whole land, and of many others, with a team of \
             five, for years, until all of them were woven anew by the looms that the team had built before that time came\n\
             - Technician, Vintrel (2017 – 2019): mended looms for the mills of the land\n",
            &["Lumoraq | Engineer | 2019", "Vintrel | Technician | 2017"],
        );
        check(
            "- 2019 – 2021: Engineer, Lumoraq\n",
            &["Lumoraq | Engineer | 2019"],
        );
    }
}
