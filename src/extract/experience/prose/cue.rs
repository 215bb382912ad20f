//! What an employer follows in a sentence: "at", "ex-", "formerly", "founder of".

use std::ops::Range;

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
}

static WORDS: Cues = Cues::new(&[
    " at ",
    " [at] ",
    " in ",
    " within ",
    " @",
    "ex-",
    "Ex-",
    "Ex ",
    " across ",
    " with ",
    " for ",
    " joined ",
    "Joined ",
    " founded ",
    " co-founded ",
    " cofounded ",
    "ormerly ",
    "reviously ",
    "ormerly: ",
    "reviously: ",
    "ormerly of ",
    "reviously of ",
    " companies like ",
    " companies such as ",
    " companies including ",
    " clients like ",
    " clients such as ",
    " clients including ",
    "ounder of ",
    "CEO of ",
    "CTO of ",
    "I run ",
    "I also run ",
    "I ran ",
    "I also ran ",
]);

impl Cue {
    /// Returns every cue of a text, with where it begins and ends.
    pub(super) fn all_in(text: &str) -> impl Iterator<Item = (Self, Range<usize>)> {
        let words = WORDS.all_in(text);
        let words = words.filter(|(at, word)| !(word.starts_with('E') && is_in_title(slice(text, 0..*at))));
        words.map(|(at, word)| {
            let cue = match word {
                " at " | " [at] " => Self::At,
                " in " => Self::In,
                " within " => Self::Within,
                " @" => Self::Sign,
                " across " => Self::Across,
                " with " => Self::With,
                " for " => Self::For,
                " joined " | "Joined " => Self::Joined,
                " founded " | " co-founded " | " cofounded " => Self::Founded,
                _ if word.contains("ompanies ") || word.contains("lients ") => Self::Such,
                "I run " | "I also run " => Self::Run,
                "I ran " | "I also ran " => Self::Ran,
                "ounder of " | "CEO of " | "CTO of " => Self::Of,
                "ormerly " | "reviously " | "ormerly: " | "reviously: " | "ormerly of " | "reviously of " => {
                    Self::Previously
                }
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
        )
    }

    /// Says whether the cue itself tells that the work is over.
    pub(super) const fn is_over(self) -> bool {
        matches!(self, Self::Former | Self::Previously | Self::Such)
    }

    /// Returns the title that the words of the cue say.
    pub(super) fn title(self, words: &str) -> Option<&'static str> {
        (self == Self::Founded).then_some(if words.starts_with(" co") {
            "Co-founder"
        } else {
            "Founder"
        })
    }

    /// Words between the cue and the name; "the" stands before the names of schools.
    pub(super) const fn fillers(self, academic: bool) -> &'static [&'static str] {
        match self {
            Self::Former => &["ex-", "Ex-"],
            Self::Joined | Self::Within => &["the "],
            Self::At if academic => &["the "],
            _ => &[],
        }
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
        )
    }
}

/// Says whether a capital behind some words begins a title, and no sentence or line: "the film Ex Machina".
fn is_in_title(before: &str) -> bool {
    before
        .rsplit(' ')
        .find(|word| !word.is_empty())
        .is_some_and(|word| word.starts_with(char::is_lowercase) && word.ends_with(char::is_alphabetic))
}
