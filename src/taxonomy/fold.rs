//! How are words compared? One folding for names in the vocabularies and for the texts that they are looked up in.
//!
//! A text becomes a run of words, each between two marks, so that a name can only match whole words. Case, accents,
//! compatibility forms, possessives and the kind of gap between two words make no difference; every word remembers
//! where it stood. `+`, `#` and `.` belong to words such as `C++`, `F#` and `.NET`; letters and digits are words of
//! their own (`HTML5` is `html` and `5`), so that a version never hides a name.

use std::hash::Hasher as _;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::letter::{is_mark, push_folded};

/// Opens a word.
const OPEN: char = '\u{1}';
/// Closes a word.
const CLOSE: char = '\u{2}';
/// Stands for punctuation, which no name spans unless it has it too.
const BREAK: char = '\u{3}';
/// Stands for itself: `CI/CD` is not `CI CD`, though a name may accept both.
const SLASH: char = '/';

/// What stands between a word and the one before it, from the closest to the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing: the `5` of `HTML5`.
    None,
    /// A full stop inside a name: `Node.js`.
    Dot,
    Hyphen,
    Space,
    /// The end of a line that its sentence runs over.
    Line,
    Slash,
    /// Other punctuation, or the text's start.
    Break,
}

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where its marks and letters stand in [`Folded::form`].
    pub(super) form: Range<usize>,
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    pub(super) gap: Gap,
    /// Of its letters: whether a vocabulary may hold them is asked of every word, many times.
    pub(super) hash: u32,
}

/// A text made comparable, to look for the names of several vocabularies in it.
#[derive(Debug, Default)]
pub struct Folded<'t> {
    pub(super) text: &'t str,
    pub(super) form: String,
    pub(super) words: Vec<Word>,
}

impl Folded<'_> {
    /// The folded letters of a word, without its marks.
    pub(super) fn letters(&self, word: &Word) -> &str {
        unmarked(&self.form, &word.form)
    }

    /// The form of the words of a range.
    pub(super) fn form_of(&self, words: Range<usize>) -> &str {
        match self.words.get(words) {
            Some([first, .., last]) => self.form.get(first.form.start..last.form.end),
            Some([only]) => self.form.get(only.form.clone()),
            _ => None,
        }
        .unwrap_or_default()
    }
}

/// Folds a text; linear in it.
#[must_use]
pub fn fold(text: &str) -> Folded<'_> {
    let mut folder = Folder {
        text,
        folded: Folded {
            text,
            form: String::with_capacity(text.len() + text.len() / 2),
            words: Vec::with_capacity(text.len() / 5 + 2),
        },
        gap: Gap::Break,
        open: None,
    };
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        // Most of most texts are words and blanks.
        at = if byte.is_ascii_alphanumeric() {
            folder.run(at, *byte)
        } else if *byte == b' ' {
            folder.end(at, Gap::Space);
            at + 1
        } else {
            let letter = folder.rest(at).chars().next();
            letter.map_or(text.len(), |letter| folder.read(at, letter))
        };
    }
    folder.close(text.len());
    folder.finish()
}

/// The folded form of a whole name: what two spellings of one name have in common.
pub(super) fn key(name: &str) -> String {
    fold(name).form
}

/// The hashes of the words of a folded name, as [`Word::hash`] has them.
pub(super) fn hashes(key: &str) -> impl Iterator<Item = u32> {
    let words = key.split(CLOSE).filter_map(|word| word.split_once(OPEN));
    words.map(|(_, letters)| hash(letters.as_bytes()))
}

#[expect(clippy::cast_possible_truncation, reason = "any bits of a hash are one")]
fn hash(letters: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(letters);
    hasher.finish() as u32
}

/// The letters of a word whose marks and letters stand in a range of a form.
fn unmarked<'f>(form: &'f str, word: &Range<usize>) -> &'f str {
    form.get(word.start + OPEN.len_utf8()..word.end - CLOSE.len_utf8())
        .unwrap_or_default()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Digits,
}

struct Folder<'t> {
    text: &'t str,
    folded: Folded<'t>,
    /// What was read since the last word.
    gap: Gap,
    /// The word being read.
    open: Option<Open>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    /// Its first byte in the text.
    start: usize,
    /// Where its mark stands in the form.
    form: usize,
    kind: Kind,
}

impl<'t> Folder<'t> {
    /// Reads the letter at `at` and whatever belongs to it; returns where to go on.
    fn read(&mut self, at: usize, letter: char) -> usize {
        let after = at + letter.len_utf8();
        if letter.is_alphanumeric() || is_mark(letter) {
            self.alphanumeric(at, letter);
            return after;
        }
        match letter {
            '.' => self.full_stop(at),
            '+' | '#' => return self.sign(at, letter),
            '&' => self.ampersand(at),
            '\'' | '’' => return self.apostrophe(at, after),
            '-' | '_' | '\u{2010}' | '\u{2011}' => {
                let inside = self.follows_word(at) && self.is_word(after);
                self.end(at, if inside { Gap::Hyphen } else { Gap::Break });
            }
            '/' => self.end(at, Gap::Slash),
            ':' if self.rest(at).starts_with("://") => return self.skip_address(at),
            '@' if self.is_word(after) => return self.skip_address(at),
            '\n' => {
                let rest = self.rest(after).trim_start_matches([' ', '\t']);
                let runs_on = rest.starts_with(char::is_lowercase);
                self.end(at, if runs_on { Gap::Line } else { Gap::Break });
            }
            '\t' => self.end(at, Gap::Break),
            '™' | '®' | '©' => self.end(at, Gap::Space),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' => {}
            blank if blank.is_whitespace() => self.end(at, Gap::Space),
            _ => self.end(at, Gap::Break),
        }
        after
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn is_word(&self, at: usize) -> bool {
        self.rest(at).starts_with(char::is_alphanumeric)
    }

    /// The letter before a place.
    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn follows_word(&self, at: usize) -> bool {
        self.before(at)
            .is_some_and(|before| before.is_alphanumeric() || matches!(before, '+' | '#'))
    }

    /// Reads ASCII letters or digits for as long as they follow each other, and the blank behind them.
    fn run(&mut self, at: usize, first: u8) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let (kind, end) = match first {
            b'0'..=b'9' => (Kind::Digits, rest.iter().position(|byte| !byte.is_ascii_digit())),
            _ => (
                Kind::Letters,
                rest.iter().position(|byte| !byte.is_ascii_alphabetic()),
            ),
        };
        let end = at + end.unwrap_or(rest.len());
        let blank = self.text.as_bytes().get(end) == Some(&b' ');
        if blank && self.open.is_none() {
            self.word(at..end);
            return end + 1;
        }
        self.begin_kind(at, kind);
        let run = self.text.get(at..end).unwrap_or_default();
        self.folded.form.push_str(run);
        if blank {
            self.end(end, Gap::Space);
            end + 1
        } else {
            end
        }
    }

    /// Reads a whole word of ASCII letters or digits with a blank behind it, as most words are.
    fn word(&mut self, span: Range<usize>) {
        self.mark_gap();
        let run = self.text.get(span.clone()).unwrap_or_default();
        let form = &mut self.folded.form;
        let start = form.len();
        form.push(OPEN);
        form.push_str(run);
        self.shut(start, span);
        self.gap = Gap::Space;
    }

    /// Writes what stands between two words and parts names.
    fn mark_gap(&mut self) {
        match self.gap {
            Gap::Break if !self.folded.words.is_empty() => self.folded.form.push(BREAK),
            Gap::Slash => self.folded.form.push(SLASH),
            _ => {}
        }
    }

    fn alphanumeric(&mut self, at: usize, letter: char) {
        let kind = match (letter.is_numeric(), self.open) {
            (_, Some(open)) if is_mark(letter) => open.kind,
            (true, _) => Kind::Digits,
            (false, _) => Kind::Letters,
        };
        self.begin_kind(at, kind);
        push_folded(&mut self.folded.form, letter);
    }

    /// Goes on with the open word, or begins another where that is of the other kind.
    #[inline]
    fn begin_kind(&mut self, at: usize, kind: Kind) {
        if self.open.is_some_and(|open| open.kind != kind) {
            self.end(at, Gap::None);
        }
        self.begin(at, kind);
    }

    fn full_stop(&mut self, at: usize) {
        let next_is_digit = self.rest(at + 1).starts_with(|c: char| c.is_ascii_digit());
        match self.open.map(|open| open.kind) {
            Some(Kind::Digits) if next_is_digit => self.folded.form.push('.'),
            Some(_) if self.is_word(at + 1) => self.end(at, Gap::Dot),
            None if !next_is_digit
                && self.is_word(at + 1)
                && !self.follows_word(at)
                && self.before(at) != Some('.') =>
            {
                self.begin(at, Kind::Letters);
                self.folded.form.push('.');
            }
            _ => self.end(at, Gap::Break),
        }
    }

    /// Reads a run of `+` or `#`: part of `C++`, `C#`, `B+` and `12+`, a gap elsewhere.
    fn sign(&mut self, at: usize, sign: char) -> usize {
        let run = self.rest(at).chars().take_while(|letter| *letter == sign).count();
        let after = at + run;
        let followed = self.is_word(after);
        let belongs = match self.open {
            None => false,
            Some(open) if open.kind == Kind::Digits => sign == '+' && run == 1 && !followed,
            Some(open) if run == 1 => {
                let followed = self.rest(after).starts_with(char::is_alphabetic);
                self.text.get(open.start..at).is_some_and(|word| word.len() == 1) && !followed
            }
            Some(_) => sign == '+' && run == 2,
        };
        if belongs {
            self.folded.form.extend(std::iter::repeat_n(sign, run));
            self.end(after, Gap::None);
        } else {
            self.end(at, Gap::Break);
        }
        after
    }

    /// Reads `&`: part of `R&D` and `AT&T`, the word "and" between two words.
    fn ampersand(&mut self, at: usize) {
        if self.open.is_some() && self.is_word(at + 1) {
            self.folded.form.push('&');
        } else if self.before(at).is_none_or(char::is_whitespace) && self.rest(at + 1).starts_with(' ') {
            self.begin(at, Kind::Letters);
            self.folded.form.push_str("and");
            self.end(at + 1, Gap::Space);
        } else {
            self.end(at, Gap::Break);
        }
    }

    /// Reads an apostrophe: drops a possessive, joins what stands around any other.
    fn apostrophe(&mut self, at: usize, after: usize) -> usize {
        if self.open.is_none() || !self.is_word(after) {
            self.end(at, Gap::Break);
            return after;
        }
        let possessive = self.rest(after).starts_with(['s', 'S']) && !self.is_word(after + 1);
        if possessive {
            self.end(at, Gap::Space);
            return after + 1;
        }
        after
    }

    /// Drops the word before `://` or `@` and what follows up to the next gap: addresses and handles are no words.
    fn skip_address(&mut self, at: usize) -> usize {
        if let Some(open) = self.open.take() {
            self.folded.form.truncate(open.form);
        }
        self.gap = Gap::Break;
        let rest = self.rest(at);
        let ends = |letter: char| letter.is_whitespace() || "()<>[]{}\"'`|,;".contains(letter);
        at + rest.find(ends).unwrap_or(rest.len())
    }

    fn begin(&mut self, at: usize, kind: Kind) {
        if self.open.is_some() {
            return;
        }
        self.mark_gap();
        self.open = Some(Open {
            start: at,
            form: self.folded.form.len(),
            kind,
        });
        self.folded.form.push(OPEN);
    }

    fn close(&mut self, at: usize) {
        let Some(open) = self.open.take() else {
            return;
        };
        self.shut(open.form, open.start..at);
        self.gap = Gap::None;
    }

    /// Keeps the word whose mark stands at `start` in the form.
    fn shut(&mut self, start: usize, span: Range<usize>) {
        self.folded.form.push(CLOSE);
        self.folded.words.push(Word {
            form: start..self.folded.form.len(),
            span,
            gap: self.gap,
            hash: 0,
        });
    }

    /// Leaves out the case of runs, and tells the words apart that are left.
    fn finish(mut self) -> Folded<'t> {
        let Folded { form, words, .. } = &mut self.folded;
        form.make_ascii_lowercase();
        for word in words {
            word.hash = hash(unmarked(form, &word.form).as_bytes());
        }
        self.folded
    }

    /// Ends the open word, if any, before `at`; the gap after it is at least `gap`.
    fn end(&mut self, at: usize, gap: Gap) {
        self.close(at);
        self.gap = self.gap.max(gap);
    }
}
