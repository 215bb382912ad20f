//! What an employer follows in a sentence: "at", "ex-", "formerly", "founder of".

use std::ops::Range;

use super::clause::last_clause;
use super::title::ends_with_small_title;
use super::verbs::{works_abroad, works_abroad_as};
use crate::extract::cues::Cues;
use crate::extract::document::slice;

/// What an employer follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    At,
    /// "@Acme"
    Sign,
    /// "ex-Acme"
    Former,
    /// "previously Acme"
    Previously,
    Across,
    /// "companies like Acme and Bolt"
    Such,
    With,
    For,
    Joined,
    Founded,
    /// "founder of Acme"
    Of,
    /// "I run Acme, a small studio"
    Run,
    Ran,
    /// "working in Acme Looms Ltd"
    In,
    /// "an analyst within the Bank of Lumora"
    Within,
    /// "employed by Acme"
    By,
    /// "an engineer on Acme's Looms team"
    On,
    /// "… then moved to Acme as an engineer"
    Moved,
    /// "I left Acme", "Before Acme, I …"
    Left,
    /// "CTO na Acme", "trabajando en Acme"
    Na,
    /// "développeur chez Acme", "Ich arbeite bei der Acme"
    Chez,
    /// "I run my own studio, Acme"
    Own,
}

static WORDS: Cues = Cues::new(&[
    " at ",
    " [at] ",
    " in ",
    " within ",
    " by ",
    " on ",
    " na ",
    " no ",
    " en ",
    " em ",
    " @",
    "ex-",
    "Ex-",
    "Ex ",
    " across ",
    " with ",
    " for ",
    " joined ",
    "Joined ",
    "Before joining ",
    "Prior to joining ",
    " moved to ",
    " moved on to ",
    " to join ",
    "efore that ",
    "efore that, ",
    " left ",
    "After leaving ",
    "Prior to ",
    "Before ",
    " founded ",
    " co-founded ",
    " cofounded ",
    "Founded ",
    "Co-founded ",
    " chez ",
    " bei ",
    " presso ",
    "eveloper of ",
    "ormerly ",
    "reviously ",
    "ormerly: ",
    "reviously: ",
    " prev ",
    " prev: ",
    "Prev ",
    "Prev: ",
    "(prev ",
    " went on to ",
    " rejoint ",
    " like ",
    " such as ",
    " including ",
    " include ",
    " included ",
    " to co-found ",
    "ex ",
    "ounder of ",
    "CEO of ",
    "CTO of ",
    "I run ",
    "I also run ",
    "I ran ",
    "I also ran ",
]);

/// More words than fit among these.
static MORE: Cues = Cues::new(&[
    " left for ",
    " previous company",
    " former company",
    " last company",
    " previous employer",
    " former employer",
    " last employer",
    " my own company",
    " my own consultancy",
    " my own consulting company",
    " my own studio",
    " my own agency",
    " my own business",
    " my own startup",
    " my own firm",
    "I own and run ",
    "I run and own ",
    "I co-own ",
    "I founded and run ",
    "I own and operate ",
    "I have owned and run ",
]);

/// Signs that stand before a name in a sentence.
pub(super) const SIGNS: [char; 8] = [' ', '*', '[', '_', '`', '@', '“', '"'];

/// So many bytes before a cue are looked at: longer clauses are none that somebody wrote, and each cue has its own.
const LED_BYTES: usize = 600;

/// The words before a cue, and no more of them than a rule looks at.
pub(super) fn led(text: &str, at: usize) -> &str {
    slice(text, text.floor_char_boundary(at.saturating_sub(LED_BYTES))..at)
}

impl Cue {
    /// Returns every cue of a text, with where it begins and ends.
    pub(super) fn all_in(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        let mut words: Vec<_> = WORDS.all_in(text).collect();
        let known = words.len();
        words.extend(MORE.all_in(text));
        if words.len() > known {
            words.sort_by_key(|(at, _)| *at);
        }
        let words = words.into_iter();
        let words = words.filter(|(at, word)| !(word.starts_with('E') && is_in_title(led(text, *at))));
        // "ex Acme, ex Bolt", and no "complex looms"
        let words = words.filter(|(at, word)| *word != "ex " || begins_aside(led(text, *at)));
        // "Ingeniero en Sistemas" has a degree, "trabajo en Acme" an employer.
        let words = words.filter(|(at, word)| {
            let before = led(text, *at);
            !matches!(*word, " en " | " em ")
                || works_abroad(before)
                || ends_with_small_title(before)
                || works_abroad_as(last_clause(before)).is_some()
        });
        // "Tools such as Loom" are no employers.
        let words =
            words.filter(|(at, word)| !EXAMPLES.contains(word) || ends_with_employers(led(text, *at)));
        words.map(|(at, word)| {
            let cue = match word {
                " at " | " [at] " => Self::At,
                " in " => Self::In,
                " within " => Self::Within,
                " by " => Self::By,
                " on " => Self::On,
                " na " | " no " | " en " | " em " => Self::Na,
                " chez " | " bei " | " presso " => Self::Chez,
                " @" => Self::Sign,
                " across " => Self::Across,
                " with " => Self::With,
                " for " => Self::For,
                " joined " | " rejoint " | "Joined " | "Before joining " | "Prior to joining " => {
                    Self::Joined
                }
                " moved to " | " moved on to " | " went on to " | " to join " | " left for " => Self::Moved,
                " left " | "After leaving " | "Prior to " | "Before " => Self::Left,
                " founded " | " co-founded " | " cofounded " | "Founded " | "Co-founded "
                | " to co-found " => Self::Founded,
                _ if EXAMPLES.contains(&word) => Self::Such,
                _ if word.starts_with(" my own ") => Self::Own,
                "I run " | "I also run " => Self::Run,
                _ if OWNED.contains(&word) => Self::Run,
                "I ran " | "I also ran " => Self::Ran,
                "ounder of " | "CEO of " | "CTO of " | "eveloper of " => Self::Of,
                "ormerly " | "reviously " | "ormerly: " | "reviously: " | "efore that " | "efore that, "
                | " prev " | " prev: " | "Prev " | "Prev: " | "(prev " => Self::Previously,
                _ => Self::Former,
            };
            (cue, at..at + word.len())
        })
    }

    /// Says whether more than employers follows the cue, so that an unknown name is none.
    pub(super) const fn is_weak(self) -> bool {
        matches!(
            self,
            Self::With
                | Self::For
                | Self::Previously
                | Self::Of
                | Self::Run
                | Self::Ran
                | Self::In
                | Self::Within
                | Self::On
                | Self::Left
                | Self::Moved
                | Self::Na
        )
    }

    /// Says whether the names of places follow the cue as well as those of employers.
    pub(super) const fn leads_to_places(self) -> bool {
        matches!(
            self,
            Self::In | Self::Within | Self::Left | Self::Moved | Self::For | Self::Previously | Self::Na
        )
    }

    /// Says whether the cue itself tells that the work is over.
    pub(super) const fn is_over(self) -> bool {
        matches!(self, Self::Former | Self::Previously | Self::Such | Self::Left)
    }

    /// Returns the title that the words of the cue say.
    pub(super) fn title(self, words: &str) -> Option<&'static str> {
        (self == Self::Founded).then_some(if words.trim_start().to_lowercase().contains("co") {
            "Co-founder"
        } else {
            "Founder"
        })
    }

    /// Words between the cue and the name; "the" stands before the names of schools.
    pub(super) const fn fillers(self, academic: bool) -> &'static [&'static str] {
        match self {
            Self::Former => &["ex-", "Ex-", ", "],
            Self::Own => &["called ", "named ", ", called ", ", named ", ", ", ": "],
            Self::Previously => &["of "],
            Self::Joined | Self::Within | Self::On | Self::For | Self::With => &["the "],
            Self::At if academic => &["the "],
            Self::Chez => &["der ", "dem ", "den ", "la ", "il "],
            _ => &[],
        }
    }

    /// Says whether a name may stand behind the cue: most words that others use for employers lead to plain ones.
    pub(super) fn may_lead_to_name(self, behind: &str) -> bool {
        let bare = behind.trim_start_matches(SIGNS);
        let mut fillers = self.fillers(false).iter();
        let name = fillers
            .find_map(|filler| bare.strip_prefix(filler))
            .unwrap_or(bare);
        // These can have a link or a login in small letters.
        let any = matches!(self, Self::At | Self::Sign | Self::For) || behind.starts_with('@');
        any || name.starts_with(char::is_uppercase)
    }

    /// Says whether several employers can follow: "ex-Acme, Bolt".
    pub(super) const fn lists(self) -> bool {
        !matches!(
            self,
            Self::Sign
                | Self::Joined
                | Self::Founded
                | Self::Of
                | Self::Run
                | Self::Ran
                | Self::In
                | Self::Within
                | Self::By
                | Self::On
                | Self::Left
                | Self::Moved
                | Self::Na
                | Self::Chez
                | Self::Own
        )
    }
}

/// Words of owners before what is theirs.
const OWNED: [&str; 6] = [
    "I own and run ",
    "I run and own ",
    "I co-own ",
    "I founded and run ",
    "I own and operate ",
    "I have owned and run ",
];

/// Words before examples of what was named.
const EXAMPLES: [&str; 5] = [" like ", " such as ", " including ", " include ", " included "];

/// Says whether a sign or nothing stands before a word, so that it begins what is said beside the rest.
fn begins_aside(before: &str) -> bool {
    let bare = before.trim_end();
    bare.is_empty() || bare.len() < before.len() && !bare.ends_with(char::is_alphanumeric)
}

/// "companies", "big enterprises", "clients have": says whether words end with a kind of employers.
fn ends_with_employers(before: &str) -> bool {
    let before = before.strip_suffix(" have").unwrap_or(before);
    [
        "ompanies",
        "lients",
        "laces",
        "rganizations",
        "rganisations",
        "tartups",
        "tart-ups",
        "nterprises",
        "orporations",
        "firms",
        "agencies",
        "brands",
        "studios",
        "employers",
        "giants",
    ]
    .iter()
    .any(|kind| before.ends_with(kind))
}

/// Says whether a capital behind some words begins a title, and no sentence or line: "the film Ex Machina".
fn is_in_title(before: &str) -> bool {
    before
        .rsplit(' ')
        .find(|word| !word.is_empty())
        .is_some_and(|word| word.starts_with(char::is_lowercase) && word.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_stand_behind_signs_and_fillers() {
        for (cue, behind) in [
            (Cue::With, "**Lumoraq**"),
            (Cue::With, "the Lumoraq"),
            (Cue::Joined, "the Lumoraq mills"),
            (Cue::In, "@lumoraq"),
            (Cue::At, "[lumoraq](…)"),
        ] {
            assert!(cue.may_lead_to_name(behind), "{behind}");
        }
        for (cue, behind) in [(Cue::In, "three mills"), (Cue::By, "")] {
            assert!(!cue.may_lead_to_name(behind), "{behind}");
        }
    }
}
