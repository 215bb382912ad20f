//! What is a word? One answer for what is indexed, what is asked and what is highlighted.
//!
//! Technical names stay whole (`c++`, `c#`, `.net`, `node.js`, `ci/cd`), and those of several parts are found by their
//! parts too, so that `event driven` finds `event-driven`.

use std::ops::Range;

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization as _;

/// A word of a text, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    /// Where it stands in the text, in bytes.
    pub(super) span: Range<usize>,
    /// Words that follow each other have successive positions; a whole and its first part share one.
    pub(super) position: usize,
}

/// What stands between blanks, as far as it is words: `CI/CD`, `Node.js`, `C++`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    /// What `/` keeps apart; never empty.
    pub(super) groups: Vec<Group>,
}

/// Words joined more closely than by `/`: `node.js`, `objective-c`, `o'brien`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    segments: Vec<Segment>,
    /// Folded, with the joiners.
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    text: String,
    span: Range<usize>,
}

/// Longer chains (paths, URLs) are not words of their own.
const MAX_JOINED: usize = 4;

impl Group {
    pub(super) fn span(&self) -> Range<usize> {
        join(self.segments.iter().map(|segment| &segment.span))
    }

    /// A lone letter is not a word of its own: the C of Objective-C is not C.
    fn splits(&self) -> bool {
        self.segments
            .iter()
            .all(|segment| segment.text.chars().nth(1).is_some())
    }

    /// Pushes the group's words, the first at `position`, and returns the next free position.
    fn push_tokens(self, position: usize, tokens: &mut Vec<Token>) -> usize {
        let several = self.segments.len() > 1;
        let splits = !several || self.splits();
        if several && (!splits || self.segments.len() <= MAX_JOINED) {
            tokens.push(Token {
                span: self.span(),
                text: self.text,
                position,
            });
        }
        let mut next = position;
        for segment in self.segments {
            if several && segment.text.chars().nth(1).is_none() {
                continue;
            }
            tokens.push(Token {
                text: segment.text,
                span: segment.span,
                position: next,
            });
            if splits {
                next += 1;
            }
        }
        if splits { next } else { position + 1 }
    }
}

impl Chunk {
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.groups.first().map_or(0, |group| group.span().start);
        let end = self.groups.last().map_or(start, |group| group.span().end);
        start..end
    }

    fn push_tokens(self, position: usize, tokens: &mut Vec<Token>) -> usize {
        if (2..=MAX_JOINED).contains(&self.groups.len()) {
            let texts: Vec<&str> = self.groups.iter().map(|group| group.text.as_str()).collect();
            tokens.push(Token {
                text: texts.join("/"),
                span: self.span(),
                position,
            });
        }
        self.groups
            .into_iter()
            .fold(position, |next, group| group.push_tokens(next, tokens))
    }
}

fn join<'s>(mut spans: impl Iterator<Item = &'s Range<usize>>) -> Range<usize> {
    let first = spans.next().cloned().unwrap_or_default();
    spans.fold(first, |joined, span| joined.start..span.end)
}

/// Returns the words of `text`, by ascending position.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / LETTERS_A_WORD);
    let mut position = 0;
    for (start, piece) in pieces(text) {
        if let Some(span) = plain_word(piece) {
            tokens.push(Token {
                text: piece.get(span.clone()).unwrap_or_default().to_ascii_lowercase(),
                span: start + span.start..start + span.end,
                position,
            });
            position += 1;
            continue;
        }
        for chunk in chunks_of(piece, start) {
            position = chunk.push_tokens(position, &mut tokens);
        }
    }
    tokens.sort_by_key(|token| token.position);
    tokens
}

/// Tells of each word of `text` what [`tokens`] says of it, but for where it stands: most words are not even copied.
pub(super) fn each_word(text: &str, mut told: impl FnMut(&str, usize)) {
    let mut lower = String::new();
    let mut tokens = Vec::new();
    let mut position = 0;
    for (start, piece) in pieces(text) {
        if let Some(word) = plain_word(piece).and_then(|span| piece.get(span)) {
            lower.clear();
            lower.push_str(word);
            lower.make_ascii_lowercase();
            told(&lower, position);
            position += 1;
            continue;
        }
        for chunk in chunks_of(piece, start) {
            position = chunk.push_tokens(position, &mut tokens);
        }
        for token in tokens.drain(..) {
            told(&token.text, token.position);
        }
    }
}

/// About how many letters of a text are a word, with what follows it.
const LETTERS_A_WORD: usize = 6;

/// Parts a text at blanks, which no word spans; each part with where it begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let end = rest.bytes().position(|byte| byte.is_ascii_whitespace());
        next = end.map(|end| start + end + 1);
        let piece = rest.get(..end.unwrap_or(rest.len()))?;
        Some((start, piece))
    })
}

/// Returns where the only word of a piece stands that has nothing in it to be told apart or folded but case, as most have.
fn plain_word(piece: &str) -> Option<Range<usize>> {
    let bytes = piece.as_bytes();
    let start = bytes
        .iter()
        .take_while(|byte| matches!(byte, b'(' | b'"'))
        .count();
    let letters = bytes.iter().skip(start);
    let end = start + letters.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = |byte: &u8| matches!(byte, b',' | b';' | b':' | b'.' | b'!' | b'?' | b')' | b'"');
    (end > start && bytes.iter().skip(end).all(ends)).then_some(start..end)
}

/// Returns the words of `text` without those that are a whole and also said by their parts.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (start, piece) in pieces(text) {
        if let Some(word) = plain_word(piece).and_then(|span| piece.get(span)) {
            words.push(word.to_ascii_lowercase());
            continue;
        }
        for group in chunks_of(piece, start).into_iter().flat_map(|chunk| chunk.groups) {
            if group.splits() || group.segments.len() == 1 {
                words.extend(group.segments.into_iter().map(|segment| segment.text));
            } else {
                words.push(group.text);
            }
        }
    }
    words
}

/// Folds for comparison: lower case, without accents, compatible forms alike.
pub(super) fn fold(text: &str) -> String {
    text.chars().flat_map(fold_letter).collect()
}

fn fold_letter(letter: char) -> impl Iterator<Item = char> {
    // Nearly all letters are ASCII, and of those only the case is folded.
    let ascii = letter.is_ascii().then(|| letter.to_ascii_lowercase());
    let other = if ascii.is_some() {
        Vec::new()
    } else {
        fold_other(letter)
    };
    ascii.into_iter().chain(other)
}

fn fold_other(letter: char) -> Vec<char> {
    letter
        .to_lowercase()
        .nfkd()
        .map(plain)
        .filter(|letter| !is_dropped(*letter))
        .flat_map(to_ascii)
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_dropped(*letter))
        .map(|letter| if letter == 'ς' { 'σ' } else { letter })
        .collect()
}

/// Signs that are written in several ways.
const fn plain(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' => '-',
        _ => letter,
    }
}

/// Accents of European scripts and letters that show nothing; vowel signs of other scripts stay.
fn is_dropped(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Latin letters that do not decompose: `ł` is `l`, `ø` is `o`, `ß` is `ss`.
fn to_ascii(letter: char) -> impl Iterator<Item = char> {
    let ascii = match letter {
        '\u{df}'..='\u{24f}' if letter.is_alphabetic() => deunicode_char(letter),
        _ => None,
    };
    let kept = ascii.is_none().then_some(letter);
    ascii.unwrap_or_default().chars().chain(kept)
}

/// One letter of the folded text, and the bytes of the original that it stands for.
struct Letter {
    letter: char,
    span: Range<usize>,
}

/// Folds the letters of a piece that begins at `start` of its text.
fn letters(piece: &str, start: usize) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(piece.len());
    for (at, original) in piece.char_indices() {
        let start = start + at;
        let end = start + original.len_utf8();
        let before = letters.len();
        for letter in fold_letter(original) {
            letters.push(Letter {
                letter,
                span: start..end,
            });
        }
        if letters.len() == before
            && let Some(last) = letters.last_mut()
        {
            last.span.end = end;
        }
    }
    letters
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

/// Splits `text` into what stands between blanks and punctuation.
pub(super) fn chunks(text: &str) -> Vec<Chunk> {
    pieces(text)
        .flat_map(|(start, piece)| chunks_of(piece, start))
        .collect()
}

/// Splits a piece that begins at `start` of its text.
fn chunks_of(piece: &str, start: usize) -> Vec<Chunk> {
    let letters = letters(piece, start);
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match segment_end(&letters, at) {
            None => at += 1,
            Some(end) => {
                let (chunk, after) = read_chunk(&letters, at, end);
                chunks.push(chunk);
                at = after;
            }
        }
    }
    chunks
}

/// Reads the chunk whose first segment is `start..end`, and says where it ends.
fn read_chunk(letters: &[Letter], start: usize, end: usize) -> (Chunk, usize) {
    let first = segment(letters, start..end);
    let mut groups = vec![Group {
        text: first.text.clone(),
        segments: vec![first],
    }];
    let mut at = end;
    while let Some((joiner, end)) = joined(letters, at) {
        let next = segment(letters, at + 1..end);
        match groups.last_mut() {
            Some(group) if joiner != '/' => {
                group.text.push(joiner);
                group.text.push_str(&next.text);
                group.segments.push(next);
            }
            _ => groups.push(Group {
                text: next.text.clone(),
                segments: vec![next],
            }),
        }
        at = end;
    }
    (Chunk { groups }, at)
}

/// Returns what joins the letter before `at` to a further segment, and where that one ends.
fn joined(letters: &[Letter], at: usize) -> Option<(char, usize)> {
    let joiner = letters.get(at)?.letter;
    let joins = matches!(joiner, '.' | '/' | '-' | '&' | '\'' | '_');
    let end = joins.then(|| segment_end(letters, at + 1)).flatten()?;
    // The dot of ".net" belongs to the name and joins nothing.
    is_word(letters.get(at + 1)?.letter).then_some((joiner, end))
}

fn segment(letters: &[Letter], range: Range<usize>) -> Segment {
    let letters = letters.get(range).unwrap_or_default();
    Segment {
        text: letters.iter().map(|letter| letter.letter).collect(),
        span: join(letters.iter().map(|letter| &letter.span)),
    }
}

/// Returns the end of the segment that starts at `start`, where one does.
fn segment_end(letters: &[Letter], start: usize) -> Option<usize> {
    let at = |index: usize| letters.get(index).map(|letter| letter.letter);
    if is_dot_net(letters, start) {
        return Some(start + 4);
    }
    let run = letters
        .iter()
        .skip(start)
        .take_while(|letter| is_word(letter.letter))
        .count();
    if run == 0 {
        return None;
    }
    let end = start + run;
    let named = at(end - 1).is_some_and(char::is_alphabetic);
    let plus_plus = named && at(end) == Some('+') && at(end + 1) == Some('+');
    let sharp = named && run == 1 && at(end) == Some('#') && !at(end + 1).is_some_and(char::is_alphabetic);
    Some(match (plus_plus, sharp) {
        (true, _) => end + 2,
        (_, true) => end + 1,
        _ => end,
    })
}

fn is_dot_net(letters: &[Letter], start: usize) -> bool {
    let at = |index: usize| letters.get(index).map(|letter| letter.letter);
    let alone = start
        .checked_sub(1)
        .and_then(at)
        .is_none_or(|before| before != '.' && !is_word(before));
    let spelled = [Some('.'), Some('n'), Some('e'), Some('t')];
    alone
        && (0..4).map(|offset| at(start + offset)).eq(spelled)
        && !at(start + 4)
            .is_some_and(|after| is_word(after) || after == '.' && at(start + 5).is_some_and(is_word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<String> = tokens(text)
            .into_iter()
            .map(|token| format!("{}:{}", token.position, token.text))
            .collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn the_short_way_of_ascii_letters_leads_where_the_long_one_does() {
        for letter in '\0'..='\x7f' {
            assert!(fold_letter(letter).eq(fold_other(letter)), "{letter:?}");
        }
    }

    #[test]
    fn technical_names_stay_whole() {
        check("C++17, C# and F#", "0:c++ 1:17 2:c# 3:and 4:f#");
        check(".NET (ASP.NET)", "0:.net 1:asp.net 1:asp 2:net");
        check("Node.js", "0:node.js 0:node 1:js");
        check("CI/CD C/C++", "0:ci/cd 0:ci 1:cd 2:c/c++ 2:c 3:c++");
    }

    #[test]
    fn a_lone_letter_of_a_joined_name_is_no_word() {
        check("Objective-C", "0:objective-c 0:objective");
        check("e-commerce lead", "0:e-commerce 0:commerce 1:lead");
        check("R&D at AT&T", "0:r&d 1:at 2:at&t 2:at");
        check("O’Brien", "0:o'brien 0:brien");
    }

    #[test]
    fn the_parts_of_a_joined_name_follow_each_other() {
        check(
            "event-driven systems",
            "0:event-driven 0:event 1:driven 2:systems",
        );
    }

    #[test]
    fn ends_of_sentences_are_no_part_of_words() {
        check(
            "I know Go. And R... #rust! 5+ years",
            "0:i 1:know 2:go 3:and 4:r 5:rust 6:5 7:years",
        );
    }

    #[test]
    fn accents_and_forms_are_folded() {
        check(
            "Łukasz JØRGEN Straße ﬁn e\u{301}t",
            "0:lukasz 1:jorgen 2:strasse 3:fin 4:et",
        );
        assert_eq!(fold("ŉ"), "'n");
    }

    #[test]
    fn words_leave_out_what_the_parts_say() {
        assert_eq!(
            words("Node.js e-commerce CI/CD"),
            ["node", "js", "e-commerce", "ci", "cd"]
        );
    }

    /// The words of a text that is read letter by letter, in one piece.
    fn tokens_in_one_piece(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut position = 0;
        for chunk in chunks_of(text, 0) {
            position = chunk.push_tokens(position, &mut tokens);
        }
        tokens.sort_by_key(|token| token.position);
        tokens
    }

    proptest! {
        #[test]
        fn the_short_way_of_plain_words_leads_where_the_long_one_does(
            text in r"([\PC]|[A-Za-z0-9]{1,3}|[ .,:;+#/'&_()-]|\.net|c\+\+|\n){0,30}",
        ) {
            prop_assert_eq!(tokens(&text), tokens_in_one_piece(&text));
        }

        #[test]
        fn each_word_is_told_as_it_is_listed(
            text in r"([\PC]|[A-Za-z0-9]{1,3}|[ .,:;+#/'&_()-]|\.net|c\+\+|\n){0,30}",
        ) {
            let mut told = Vec::new();
            each_word(&text, |word, position| told.push((word.to_owned(), position)));
            let listed: Vec<_> = tokens(&text).into_iter().map(|token| (token.text, token.position)).collect();
            prop_assert_eq!(told, listed);
        }

        #[test]
        fn folding_twice_is_folding_once(text in ".{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn every_span_is_a_part_of_the_text(text in r"([\PC]|[ .+#/'&_-]|node\.js|\.net|c\+\+){0,30}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(text.get(token.span).is_some_and(|part| !part.is_empty()));
                prop_assert!(token.position >= last);
                last = token.position;
            }
        }
    }
}
