//! What a line is made of where dates are looked for.

use std::ops::Range;
use std::sync::LazyLock;

use super::words::{ARTICLES, MONTHS, OF, PRESENT, SEASONS, SINCE, TIMES, UNTIL};
use crate::extract::document::slice;
use crate::extract::words::WordList;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Month(u8),
    Year(u16),
    /// A number of one or two digits: a month or a day.
    Small(u8),
    Dash,
    Slash,
    Present,
    Since,
    And,
    /// A season or a quarter, by the month with which it begins.
    Season(u8),
    /// "a la actualidad", "o momento"
    Article,
    /// Signs inside a date: `,`, `.`, `'`.
    Glue,
    /// `)`, `]`
    Close,
    Other,
}

/// Returns the tokens of a line from a place on.
pub(super) fn tokens(line: &str, from: usize) -> Vec<(Token, Range<usize>)> {
    let mut rest = slice(line, from..line.len());
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::with_capacity(rest.len() / 4 + 4);
    while let Some(letter) = rest.chars().next() {
        if letter == ' ' {
            rest = slice(rest, 1..rest.len());
            continue;
        }
        let start = line.len() - rest.len();
        let whole = rest.get(..run(rest, letter)).unwrap_or_default();
        let (word, behind) = rest.split_at(before_glued(whole, rest));
        let end = start + word.len();
        rest = behind;
        if letter.is_whitespace() || matches!(letter, '*' | '`' | '_') || counts(line, &mut tokens, word, end)
        {
            continue;
        }
        // "1st June": the ending belongs to the day.
        if let Some((Token::Small(_), day)) = tokens.last_mut()
            && day.end == start
            && is_ordinal(word)
        {
            day.end = end;
            continue;
        }
        if goes_on_today(&mut tokens, word, start..end)
            || is_shortened_now(line, &mut tokens, word, start..end)
        {
            continue;
        }
        let mut token = if letter.is_ascii_digit() {
            number(word)
        } else {
            sign_or_word(word, letter)
        };
        // `Q3` is a word and a number.
        if let (Token::Small(quarter @ 1..=4), Some((Token::Other, before))) = (token, tokens.last())
            && slice(line, before.start..start).eq_ignore_ascii_case("q")
        {
            let begin = before.start;
            let _q = tokens.pop();
            tokens.push((Token::Season(quarter * 3 - 2), begin..end));
            continue;
        }
        // A number inside a word (`v2020`, `es2015`, `$2000`, `5,000`) is no date.
        if matches!(token, Token::Year(_)) && (is_glued(line, start, end)) {
            token = Token::Other;
        }
        // `2019..2022` is a range in code.
        if let (".", Some((before @ Token::Glue, range))) = (word, tokens.last_mut())
            && slice(line, range.clone()) == "."
            && range.end == start
        {
            (*before, range.end) = (Token::Dash, end);
            continue;
        }
        // `--` and `---` are one dash.
        if let (Token::Dash, Some((Token::Dash, before))) = (token, tokens.last_mut())
            && before.end == start
        {
            before.end = end;
            continue;
        }
        tokens.push((token, start..end));
    }
    tokens
}

/// "aujourd'hui" is one word, "настоящее время" one fact.
fn goes_on_today(tokens: &mut Vec<(Token, Range<usize>)>, word: &str, at: Range<usize>) -> bool {
    if TIMES.contains(&word) {
        let signs = tokens.iter().rev().take_while(|(token, _)| *token == Token::Glue);
        let before = tokens.len() - signs.count();
        let Some((Token::Present, now)) = tokens.get_mut(..before).and_then(<[_]>::last_mut) else {
            return false;
        };
        now.end = at.end;
        tokens.truncate(before);
        return true;
    }
    if word != "hui" {
        return false;
    }
    let [.., (Token::Present, today), (Token::Glue, sign)] = tokens.as_mut_slice() else {
        return false;
    };
    let whole = sign.end == at.start;
    if whole {
        today.end = at.end;
        let _sign = tokens.pop();
    }
    whole
}

/// What counts years, months and days in Chinese, Japanese and Korean.
const COUNTERS: [char; 6] = ['年', '년', '月', '월', '日', '일'];

/// "2020年6月1日", "2020년 6월": a month with its year stands as if it were written before it.
fn counts(line: &str, tokens: &mut Vec<(Token, Range<usize>)>, word: &str, end: usize) -> bool {
    let is_year = |range: &Range<usize>| slice(line, range.clone()).ends_with(['年', '년']);
    match (word, tokens.as_mut_slice()) {
        ("年" | "년", [.., (Token::Year(_), year)]) => year.end = end,
        (
            "月" | "월",
            [
                ..,
                (year @ Token::Year(_), first),
                (month @ Token::Small(_), second),
            ],
        ) if is_year(first) => {
            let (Token::Year(_), Token::Small(number @ 1..=12)) = (*year, *month) else {
                return false;
            };
            (*month, *year) = (*year, Token::Month(number));
            second.end = end;
        }
        (
            "日" | "일",
            [
                ..,
                (Token::Month(_), _),
                (Token::Year(_), year),
                (Token::Small(_), _),
            ],
        ) => {
            year.end = end;
            let _day = tokens.pop();
        }
        _ => return false,
    }
    true
}

/// "н.в.", "н/в": the present in two letters.
fn is_shortened_now(
    line: &str,
    tokens: &mut Vec<(Token, Range<usize>)>,
    word: &str,
    at: Range<usize>,
) -> bool {
    if word != "в" {
        return false;
    }
    let [.., (Token::Other, first), (Token::Glue | Token::Slash, sign)] = tokens.as_slice() else {
        return false;
    };
    let start = first.start;
    let whole = slice(line, first.clone()) == "н" && sign.end == at.start;
    if whole {
        tokens.truncate(tokens.len() - 2);
        let dot = usize::from(slice(line, at.end..line.len()).starts_with('.'));
        tokens.push((Token::Present, start..at.end + dot));
    }
    whole
}

/// Returns where the first number stands that can be a year, or a short one: neither "40%" nor "1500" nor "65k".
pub(super) fn year_like(line: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = line.get(from..)?;
        let at = two_digits(rest)?;
        let number = rest.get(at..)?;
        let digits = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let fits = match digits {
            2 => number
                .get(2)
                .is_none_or(|next| *next != b'%' && !next.is_ascii_alphabetic()),
            // A year may be glued to a number of months.
            4..=6 => number.starts_with(b"19") || number.starts_with(b"20"),
            _ => false,
        };
        if fits {
            return Some(from + at);
        }
        from += at + digits;
    }
}

/// Returns where two digits stand side by side: one of them at an odd place, so that only those are looked at.
fn two_digits(line: &[u8]) -> Option<usize> {
    let is_digit = |at: usize| line.get(at).is_some_and(u8::is_ascii_digit);
    let pairs = line.chunks_exact(2).enumerate();
    let odd = pairs.filter(|(_, pair)| pair.last().is_some_and(u8::is_ascii_digit));
    odd.map(|(index, _)| index * 2 + 1).find_map(|odd| {
        let before = is_digit(odd - 1).then_some(odd - 1);
        before.or_else(|| is_digit(odd + 1).then_some(odd))
    })
}

/// Returns where the last token before a number begins that stands in no date; no date with the number begins before it.
pub(super) fn last_other(line: &str, number: usize) -> usize {
    let mut start = number;
    while let Some(letter) = slice(line, 0..start).chars().next_back() {
        let before = slice(line, 0..start);
        let word = match letter {
            _ if letter.is_alphabetic() => before.trim_end_matches(char::is_alphabetic).len(),
            _ => start - letter.len_utf8(),
        };
        let known = letter.is_whitespace()
            || matches!(letter, '*' | '`' | '_' | '0'..='9')
            || sign_or_word(slice(line, word..start), letter) != Token::Other
            || is_ordinal(slice(line, word..start))
                && slice(line, 0..word).ends_with(|day: char| day.is_ascii_digit());
        start = word;
        if !known {
            break;
        }
    }
    start
}

/// Says whether letters make the number before them one of a row: "1st", "22nd".
fn is_ordinal(letters: &str) -> bool {
    ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| ending.eq_ignore_ascii_case(letters))
}

/// Returns how many bytes of a text are digits, or letters, as its first is; else that one is all.
fn run(text: &str, first: char) -> usize {
    let end = match first {
        '0'..='9' => text.bytes().position(|byte| !byte.is_ascii_digit()),
        _ if first.is_alphabetic() => {
            let plain = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let rest = slice(text, plain..text.len());
            let other = rest.find(|letter: char| !letter.is_alphabetic());
            other.map(|other| plain + other)
        }
        _ => Some(first.len_utf8()),
    };
    end.unwrap_or(text.len())
}

/// "`EngineerJan`. 2020", "20183 months": labels of a page that stand beside each other are copied as one word; where the
/// first of them ends.
fn before_glued(word: &str, rest: &str) -> usize {
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        let (year, length) = word.split_at_checked(4).unwrap_or((word, ""));
        let behind = rest.get(word.len()..).unwrap_or_default();
        let counted = [" month", " year", " yr", " mo"]
            .iter()
            .any(|unit| behind.starts_with(unit));
        let dated = matches!(number(year), Token::Year(_)) && (1..=2).contains(&length.len());
        return if dated && counted { year.len() } else { word.len() };
    }
    if let Some(counter) = word.chars().next().filter(|first| COUNTERS.contains(first)) {
        return counter.len_utf8();
    }
    if !word
        .bytes()
        .skip(1)
        .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        return word.len();
    }
    let last = word.rfind(char::is_uppercase).filter(|at| *at > 0);
    let (name, month) = word.split_at_checked(last.unwrap_or(0)).unwrap_or(("", word));
    let dated = name.ends_with(char::is_lowercase) && matches!(WORDS.get(month), Some(Token::Month(_)));
    if dated { name.len() } else { word.len() }
}

/// Says whether a number is part of a word, an amount or a longer number.
fn is_glued(line: &str, start: usize, end: usize) -> bool {
    let before = slice(line, 0..start).chars().next_back();
    let after = slice(line, end..line.len()).chars().next();
    before.is_some_and(|letter| letter.is_ascii_alphabetic() || matches!(letter, '$' | '€' | '#' | '+' | '='))
        || after.is_some_and(|letter| letter.is_ascii_alphabetic() || matches!(letter, '+' | '%' | '='))
        || is_domain(slice(line, end..line.len()))
}

/// "2021.AI": a name that is an address as well.
fn is_domain(behind: &str) -> bool {
    let Some(ending) = behind.strip_prefix('.') else {
        return false;
    };
    let letters = ending.bytes().take_while(u8::is_ascii_alphabetic).count();
    let ended = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ')' | '|' | '*');
    (2..=3).contains(&letters) && slice(ending, letters..ending.len()).starts_with(ended)
}

fn number(digits: &str) -> Token {
    match (digits.len(), digits.parse::<u16>()) {
        (4, Ok(year)) if (1960..=2045).contains(&year) => Token::Year(year),
        (1 | 2, Ok(small)) => u8::try_from(small).map_or(Token::Other, Token::Small),
        _ => Token::Other,
    }
}

fn sign_or_word(word: &str, letter: char) -> Token {
    match letter {
        '-' | '–' | '—' | '−' | '‑' | '‒' | '→' | '~' | '～' | '〜' | '⟶' | '>' => {
            return Token::Dash;
        }
        '/' => return Token::Slash,
        ',' | '.' | '\'' | '’' => return Token::Glue,
        '&' => return Token::And,
        ')' | ']' => return Token::Close,
        _ => {}
    }
    WORDS.get(word).unwrap_or(Token::Other)
}

/// The words that mean something beside numbers.
static WORDS: LazyLock<WordList<Token>> = LazyLock::new(|| {
    let months = (1..).zip(MONTHS);
    let months = months.flat_map(|(month, names)| names.iter().map(move |name| (*name, Token::Month(month))));
    let seasons = SEASONS.iter().map(|(name, month)| (*name, Token::Season(*month)));
    let meaning = |words: &'static [&str], token| words.iter().map(move |word| (*word, token));
    let others = meaning(OF, Token::Glue)
        .chain(meaning(PRESENT, Token::Present))
        .chain(meaning(UNTIL, Token::Dash))
        .chain(meaning(SINCE, Token::Since))
        .chain(meaning(ARTICLES, Token::Article));
    WordList::new(months.chain(seasons).chain(others))
});
