//! Which title a sentence gives behind an employer: "… at Acme as a Senior Engineer".

use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::titles;

/// The most words of such a title.
const WORDS_BEHIND: usize = 6;

/// How far behind an employer, in bytes, "as a" speaks of the work there.
const BEHIND_BYTES: usize = 30;
const BEHIND_ASIDE: usize = 90;

/// Words with which a sentence turns from one employer to another.
static ELSEWHERE: Cues = Cues::new(&[" then ", " moved ", " joined ", " later "]);

/// Returns the title in "… as a Senior Engineer on Looms", up to the end of the clause.
pub(super) fn title_after(rest: &str) -> Option<&str> {
    let clause = slice(rest, 0..rest.find(['.', ';', '!']).unwrap_or(rest.len()));
    let start = [
        " as a ", " as an ", " as the ", " as ", " als ", " comme ", " como ",
    ]
    .iter()
    .find_map(|words| {
        // "…, a small place, as a Senior Engineer": behind an aside as well.
        let near =
            |at: &usize| *at < BEHIND_BYTES || *at < BEHIND_ASIDE && slice(clause, 0..*at).ends_with(',');
        let at = clause.find(words).filter(near)?;
        // "at Acme as Lead Engineer": without an article a title is in capitals.
        let capital = slice(clause, at + words.len()..clause.len()).starts_with(char::is_uppercase);
        // "at Acme, then moved to Bolt as an engineer" tells of another.
        let own = !ELSEWHERE.are_in(slice(clause, 0..at));
        let named = capital
            || RANKS
                .begin(slice(clause, at + words.len()..clause.len()))
                .is_some();
        (own && (named || *words != " as ")).then_some(at + words.len())
    })?;
    let title = slice(clause, start..clause.len());
    let end = [
        ",", " and ", " on ", " in ", " where ", " for ", " with ", " from ", " since ", " until ",
        " after ", " before ", " (", " last ", " this ", " at ", " by ", " until ",
    ]
    .iter()
    .filter_map(|stop| title.find(stop))
    .min()
    .unwrap_or(title.len());
    let title = slice(title, 0..end).trim();
    (titles::is_title(title) && title.split_ascii_whitespace().count() <= WORDS_BEHIND).then_some(title)
}

/// With these a title begins in small letters and without an article: "as head of looms".
static RANKS: Cues = Cues::new(&[
    "head of ",
    "lead ",
    "tech lead",
    "team lead",
    "director of ",
    "vp ",
    "principal ",
    "staff ",
    "senior ",
    "engineering manager",
    "co-founder",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_follows_the_employer() {
        for (rest, expected) in [
            (" as a Senior Engineer.", Some("Senior Engineer")),
            (" in Bremen as an Engineer on looms", Some("Engineer")),
            (" as the Head of Looms, where I", Some("Head of Looms")),
            (" as a Senior Engineer from 2012 to 2016", Some("Senior Engineer")),
            (
                ", a mill of old with twelve people and a cat, as a Lead Weaving Engineer",
                Some("Lead Weaving Engineer"),
            ),
            (" as Lead Engineer", Some("Lead Engineer")),
            (" as head of engineering last year", Some("head of engineering")),
            (" as a weaver", None),
            (" as weaving manager", None),
            (". I came as a Senior Engineer", None),
            (
                ", which was then still known to its town as a Senior Engineer",
                None,
            ),
            (" as a Senior Lead Engineer Of More Than Six", None),
        ] {
            assert_eq!(title_after(rest), expected, "{rest}");
        }
    }

    #[test]
    fn a_title_behind_the_next_employer_is_held_there() {
        assert_eq!(title_after(", then moved to Vintrel as an Engineer."), None);
        assert_eq!(
            title_after(" in 2021 as a data engineer after three years at Vintrel"),
            Some("data engineer")
        );
    }
}
