//! Periods whose years have two digits: `08/22 - now`, `Jun – Aug '16`, `'19–'22`.

use std::ops::Range;

use super::tokens::Token;
use super::{Period, is_forward};
use crate::profile::{DateEnd, PartialDate};

/// Reads such a period that begins at a token.
pub(super) fn period(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Period, usize)> {
    let years = || months_of_short_year(tokens, at).or_else(|| short_years(tokens, at));
    short_period(tokens, at).or_else(years)
}

/// `08/22 - now`, `03/19 - 07/22`: such a pair is a month and a year only where a period is made of it.
fn short_period(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Period, usize)> {
    let kind = |index: usize| tokens.get(index).map(|(token, _)| *token);
    let month = |index: usize| match (kind(index), kind(index + 1), kind(index + 2)) {
        (Some(Token::Small(month @ 1..=12)), Some(Token::Slash), Some(Token::Small(year)))
            if tokens.get(index + 2)?.1.len() == 2 =>
        {
            PartialDate::new(century(year), Some(month))
        }
        _ => None,
    };
    let start = month(at)?;
    let (end, next) = match (kind(at + 3)?, kind(at + 4)?) {
        (Token::Dash, Token::Present) => (DateEnd::Present, at + 5),
        (Token::Dash, _) => (DateEnd::On(month(at + 4)?), at + 7),
        _ => return None,
    };
    forward(tokens, at..next, start, end)
}

/// The period that some tokens make, and where the next begins, if it does not end before its start.
fn forward(
    tokens: &[(Token, Range<usize>)],
    taken: Range<usize>,
    start: PartialDate,
    end: DateEnd,
) -> Option<(Period, usize)> {
    let range = tokens.get(taken.start)?.1.start..tokens.get(taken.end - 1)?.1.end;
    let period = Period {
        start: Some(start),
        end: Some(end),
        range,
    };
    is_forward(&period).then_some((period, taken.end))
}

/// `Jan-Jun 18`, `Jun – Aug '16`: behind two months, a short number that no year follows is one.
fn months_of_short_year(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Period, usize)> {
    let kind = |index: usize| tokens.get(index).map(|(token, _)| *token);
    let (Token::Month(first), Token::Dash, Token::Month(last)) = (kind(at)?, kind(at + 1)?, kind(at + 2)?)
    else {
        return None;
    };
    let number = at + 3 + usize::from(kind(at + 3) == Some(Token::Glue));
    let Token::Small(short) = kind(number)? else {
        return None;
    };
    let next = number + 1;
    let is_day = [next, next + 1]
        .iter()
        .any(|index| matches!(kind(*index), Some(Token::Year(_))));
    let date = |month| PartialDate::new(century(short), Some(month));
    let range = tokens.get(at)?.1.start..tokens.get(number)?.1.end;
    let found = Period {
        start: Some(date(first)?),
        end: Some(DateEnd::On(date(last)?)),
        range,
    };
    (tokens.get(number)?.1.len() == 2 && !is_day && first <= last).then_some((found, next))
}

/// `'19–'22`, `'22 – now`: two digits behind a sign that stands for the others.
fn short_years(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Period, usize)> {
    let kind = |index: usize| tokens.get(index).map(|(token, _)| *token);
    let year = |index: usize| match (kind(index)?, kind(index + 1)?) {
        (Token::Glue, Token::Small(short)) => {
            let (sign, number) = (&tokens.get(index)?.1, &tokens.get(index + 1)?.1);
            // `3.10 – now` is a number before the sign.
            let before = index.checked_sub(1).and_then(|before| tokens.get(before));
            let inside = before.is_some_and(|(token, range)| {
                let word = *token == Token::Other && range.len() > 1;
                range.end == sign.start && (word || matches!(token, Token::Small(_) | Token::Year(_)))
            });
            let whole = sign.end == number.start && number.len() == 2 && !inside;
            PartialDate::new(century(short), None).filter(|_| whole)
        }
        _ => None,
    };
    let start = year(at)?;
    let (end, next) = match (kind(at + 2)?, kind(at + 3)?) {
        (Token::Dash, Token::Present) => (DateEnd::Present, at + 4),
        (Token::Dash, Token::Year(last)) => (DateEnd::On(PartialDate::new(last, None)?), at + 4),
        (Token::Dash, _) => (DateEnd::On(year(at + 3)?), at + 5),
        _ => return None,
    };
    forward(tokens, at..next, start, end)
}

/// The year that two digits stand for.
pub(super) const fn century(short: u8) -> u16 {
    if short < 60 {
        2000 + short as u16
    } else {
        1900 + short as u16
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::dates::first;

    #[track_caller]
    fn check(line: &str, start: &str, end: &str) {
        let period = first(line).filter(|period| period.end.is_some());
        let told = period.map(|period| {
            let end = match period.end {
                Some(crate::profile::DateEnd::On(date)) => date.to_string(),
                Some(crate::profile::DateEnd::Present) => "now".to_owned(),
                None => String::new(),
            };
            (
                period.start.map(|start| start.to_string()).unwrap_or_default(),
                end,
            )
        });
        assert_eq!(
            told.unwrap_or_default(),
            (start.to_owned(), end.to_owned()),
            "{line}"
        );
    }

    #[test]
    fn two_digits_behind_an_apostrophe_are_a_year_of_a_period() {
        check("Engineer ('22–now)", "2022", "now");
        check("Engineer (’19 – ’22)", "2019", "2022");
        check("Engineer, '15–2019", "2015", "2019");
        check("Python 3.10 – now", "", "");
        check("'22 was good", "", "");
    }
}
