//! The grammar of dates and periods as people write them in résumés.

mod short;
mod tokens;
mod words;

use std::ops::Range;

use short::century;
use tokens::{Token, last_other, tokens, year_like};
use words::OPENINGS;

use crate::extract::document::slice;
use crate::profile::{DateEnd, PartialDate};

/// A period found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) start: Option<PartialDate>,
    pub(super) end: Option<DateEnd>,
    /// The bytes that it takes up.
    pub(super) range: Range<usize>,
}

/// Returns the first period or date in a line; a date alone is a period without an end.
pub(super) fn first(line: &str) -> Option<Period> {
    let mut period = in_turn(&tokens_if_dated(line)).next()?;
    period.range.start -= opening(slice(line, 0..period.range.start));
    Some(period)
}

/// "Weaver, de 2019 à 2021": how many bytes the word takes up that opens a period, and the blank behind it.
fn opening(before: &str) -> usize {
    let Some(words) = before.strip_suffix(' ') else {
        return 0;
    };
    let word = words.rsplit(' ').next().unwrap_or_default();
    let behind = words.strip_suffix(word).unwrap_or_default().trim_end();
    // "Universidade Federal de 2018" is no period: a comma, a bracket or a dash parts the word from a name.
    let apart = behind.is_empty() || behind.ends_with([',', '(', '|', ':', '-', '–', '—', ';', '.']);
    let opens = apart && word.len() <= LONGEST_OPENING && OPENINGS.contains(&word.to_lowercase().as_str());
    if opens { word.len() + 1 } else { 0 }
}

/// The most bytes of such a word.
const LONGEST_OPENING: usize = 8;

/// Words of a line that says when something began, and of one that says when it ended, lower case.
const BEGINNINGS: &[&str] = &[
    "start", "started", "begin", "begann", "beginn", "début", "inicio", "início", "inizio",
];
const ENDS: &[&str] = &["end", "ended", "ende", "fin", "fim", "fine", "einde"];

/// "Vanaf oktober 2015", "Start: January 2019": says whether a line says no more than when something began.
pub(super) fn is_beginning(line: &str) -> bool {
    let begins = |(token, _): &(Token, Range<usize>)| *token == Token::Since;
    let labelled = || {
        line.split_once(':')
            .is_some_and(|(label, _)| label.eq_ignore_ascii_case("from"))
    };
    line.len() <= LIMIT_BYTES
        && (labelled() || begins_with(line, BEGINNINGS) || tokens_if_dated(line).first().is_some_and(begins))
}

/// "End date: March 2021", "Tot heden": reads the end of a period from a line that says nothing else.
pub(super) fn end_of_period(line: &str) -> Option<DateEnd> {
    if line.len() > LIMIT_BYTES {
        return None;
    }
    let tokens = tokens(line, 0);
    let (first, rest) = tokens.split_first()?;
    let named = begins_with(line, ENDS);
    if !named && (first.0 != Token::Dash || !line.starts_with(char::is_alphabetic)) {
        return None;
    }
    let sign = |(_, range): &&(Token, Range<usize>)| {
        let word = slice(line, range.clone());
        word == ":"
            || named
                && ["date", "datum"]
                    .iter()
                    .any(|date| date.eq_ignore_ascii_case(word))
    };
    let skipped = rest.iter().take_while(sign).count();
    match rest.get(skipped..)? {
        [(Token::Present, _)] => Some(DateEnd::Present),
        told => {
            let (end, next) = date(told, 0)?;
            (next == told.len()).then_some(DateEnd::On(end))
        }
    }
}

/// The most bytes of such a line.
const LIMIT_BYTES: usize = 40;

fn begins_with(line: &str, words: &[&str]) -> bool {
    let first = line
        .split(|letter: char| !letter.is_alphabetic())
        .next()
        .unwrap_or_default();
    words.contains(&first.to_lowercase().as_str())
}

fn in_turn(tokens: &[(Token, Range<usize>)]) -> impl Iterator<Item = Period> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            match period(tokens, at) {
                Some((period, next)) => {
                    at = next.max(at + 1);
                    return Some(period);
                }
                None => at += 1,
            }
        }
        None
    })
}

/// Returns the tokens of a line that can belong to a date: none without a number that every date has.
fn tokens_if_dated(line: &str) -> Vec<(Token, Range<usize>)> {
    let number = year_like(line.as_bytes());
    number.map_or_else(Vec::new, |number| tokens(line, last_other(line, number)))
}

/// Reads a period that begins at a token.
fn period(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(Period, usize)> {
    let kind = |index: usize| tokens.get(index).map(|(token, _)| *token);
    if let Some(found) = short::period(tokens, at) {
        return Some(found);
    }
    let since = kind(at) == Some(Token::Since);
    let (start, mut next) = date(tokens, at + usize::from(since))?;
    let mut end = since.then_some(DateEnd::Present);
    let open_dash = kind(next) == Some(Token::Dash);
    if open_dash
        || kind(next) == Some(Token::And)
        || matches!(kind(next), Some(Token::Glue)) && kind(next + 1) == Some(Token::Dash)
    {
        let after = next + 1 + usize::from(!open_dash && kind(next) == Some(Token::Glue));
        let article = kind(after) == Some(Token::Article) && kind(after + 1) == Some(Token::Present);
        let after = behind_day(tokens, after + usize::from(article));
        if kind(after) == Some(Token::Present) {
            end = Some(DateEnd::Present);
            next = after + 1;
        } else if let Some((last, after)) = date(tokens, after).or_else(|| short_year(tokens, after, start)) {
            end = Some(DateEnd::On(last));
            next = after;
        } else if kind(next) == Some(Token::Dash) && is_end_of_column(tokens, next) {
            end = Some(DateEnd::Present);
            next = after;
        }
    } else if let (Some(Token::Slash), Some(Token::Year(year)), None) =
        (kind(next), kind(next + 1), start.month())
        && year == start.year() + 1
    {
        // `2018/2019`: a school's year.
        end = PartialDate::new(year, None).map(DateEnd::On);
        next += 2;
    } else if let Some((last, after)) = month_beside(tokens, next, start) {
        // `Jun 2012 Dec 2013`
        end = Some(DateEnd::On(last));
        next = after;
    } else if kind(next) == Some(Token::Present) && next > at {
        end = Some(DateEnd::Present);
        next += 1;
    }
    let range = tokens.get(at)?.1.start..tokens.get(next - 1)?.1.end;
    Some((
        Period {
            start: Some(start),
            end,
            range,
        },
        next,
    ))
    .filter(|(period, _)| is_forward(period))
}

/// `– 3. April 2021`, `– 3rd of July 2021`: where the month stands, before which a day says nothing.
fn behind_day(tokens: &[(Token, Range<usize>)], at: usize) -> usize {
    match tokens.get(at..) {
        Some(
            [
                (Token::Small(1..=31), _),
                (Token::Glue, _),
                (Token::Month(_), _),
                ..,
            ],
        ) => at + 2,
        _ => at,
    }
}

/// Reads a month that stands right behind another one, with nothing between them.
fn month_beside(
    tokens: &[(Token, Range<usize>)],
    at: usize,
    start: PartialDate,
) -> Option<(PartialDate, usize)> {
    let named = matches!(tokens.get(at)?.0, Token::Month(_)) && start.month().is_some();
    let (last, next) = date(tokens, at).filter(|_| named)?;
    (last.month().is_some() && last.year() >= start.year()).then_some((last, next))
}

/// Nothing follows a dash, or only the end of a bracket, or what stands in another column: `2021–  Lecturer`, `2021– Lecturer`.
fn is_end_of_column(tokens: &[(Token, Range<usize>)], at: usize) -> bool {
    let dash = tokens.get(at).map_or(0..0, |(_, range)| range.clone());
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    // A hyphen may only part the year from what follows.
    let tight = dash.len() > "-".len() && before.is_some_and(|(_, range)| range.end == dash.start);
    let gap = if tight { 1 } else { COLUMN_GAP };
    tokens.get(at + 1).is_none_or(|(token, next)| {
        next.start >= dash.end + gap || *token == Token::Close && next.start == dash.end
    })
}

/// So many blanks part columns.
const COLUMN_GAP: usize = 2;

/// A period cannot end before it begins; such a pair of numbers is something else.
fn is_forward(period: &Period) -> bool {
    match (period.start, period.end) {
        (Some(start), Some(DateEnd::On(end))) => end.year() >= start.year(),
        _ => true,
    }
}

/// `2019-21`: the second year in short.
fn short_year(
    tokens: &[(Token, Range<usize>)],
    at: usize,
    start: PartialDate,
) -> Option<(PartialDate, usize)> {
    let Some((Token::Small(short), range)) = tokens.get(at) else {
        return None;
    };
    let year = start.year() / 100 * 100 + u16::from(*short);
    (range.len() == 2 && year >= start.year() && start.month().is_none())
        .then(|| PartialDate::new(year, None))
        .flatten()
        .map(|date| (date, at + 1))
}

/// Reads one date: `Jan 2020`, `01/2020`, `2020-01`, `2020`, `Summer 2018`, `Q3 2021`, `12 Mar 2020`, `March 5, 2020`.
fn date(tokens: &[(Token, Range<usize>)], at: usize) -> Option<(PartialDate, usize)> {
    let kind = |index: usize| tokens.get(index).map(|(token, _)| *token);
    let skip = |index: usize| index + usize::from(kind(index) == Some(Token::Glue));
    match kind(at)? {
        Token::Month(month) | Token::Season(month) => {
            // `jan. de 2020`
            let mut next = skip(skip(at + 1));
            if let (Some(Token::Small(_)), Some(Token::Year(_))) = (kind(next), kind(skip(next + 1))) {
                next = skip(next + 1);
            }
            match kind(next)? {
                Token::Year(year) => Some((PartialDate::new(year, Some(month))?, next + 1)),
                Token::Slash => match kind(next + 1)? {
                    Token::Year(year) => Some((PartialDate::new(year, Some(month))?, next + 2)),
                    _ => None,
                },
                Token::Small(short) if tokens.get(next)?.1.len() == 2 && next > at + 1 => {
                    Some((PartialDate::new(century(short), Some(month))?, next + 1))
                }
                // `Jan. – Aug. 2016`
                Token::Dash | Token::And => {
                    month_before_year(tokens, next + 1, month).map(|date| (date, next))
                }
                _ => None,
            }
        }
        Token::Year(year) => year_first(tokens, at, year),
        Token::Small(number) => {
            let next = at + 1;
            match (kind(next)?, kind(next + 1)) {
                (Token::Slash | Token::Dash, Some(Token::Year(year))) if (1..=12).contains(&number) => {
                    Some((PartialDate::new(year, Some(number))?, next + 2))
                }
                (Token::Glue, Some(Token::Year(year))) if (1..=12).contains(&number) => {
                    Some((PartialDate::new(year, Some(number))?, next + 2))
                }
                (Token::Slash | Token::Glue, Some(Token::Small(month))) => {
                    let year_at = next + 3;
                    match kind(year_at) {
                        Some(Token::Year(year)) => {
                            let month = if (1..=12).contains(&month) { month } else { number };
                            Some((PartialDate::new(year, Some(month))?, year_at + 1))
                        }
                        _ => None,
                    }
                }
                (Token::Month(_), _) => date(tokens, next),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `June – August 2018`: the year of the first month stands with the second.
fn month_before_year(tokens: &[(Token, Range<usize>)], at: usize, month: u8) -> Option<PartialDate> {
    let (Token::Month(_), _) = tokens.get(at)? else {
        return None;
    };
    let dotted = usize::from(tokens.get(at + 1)?.0 == Token::Glue);
    match tokens.get(at + 1 + dotted)?.0 {
        Token::Year(year) => PartialDate::new(year, Some(month)),
        _ => None,
    }
}

/// `2020`, `2020-01`, `2020/01/31`, `2020.01`, `2020年`.
fn year_first(tokens: &[(Token, Range<usize>)], at: usize, year: u16) -> Option<(PartialDate, usize)> {
    let kind = |index: usize| tokens.get(index).map(|(token, _)| *token);
    let tight = |index: usize| {
        tokens
            .get(index)
            .zip(tokens.get(index + 1))
            .is_some_and(|((_, left), (_, right))| left.end == right.start)
    };
    let alone = (PartialDate::new(year, None), at + 1);
    // `2016.7 - 2017.2`: in a period, a month can have one digit.
    let ranged = |token: Option<Token>| matches!(token, Some(Token::Dash | Token::Present));
    let in_period = ranged(kind(at + 3)) || at > 0 && ranged(kind(at - 1));
    // `2019-03/2021`: the month is that of the year behind it.
    let of_next = kind(at + 3) == Some(Token::Slash) && matches!(kind(at + 4), Some(Token::Year(_)));
    let (date, next) = match (kind(at + 1), kind(at + 2)) {
        (Some(Token::Dash | Token::Slash | Token::Glue), Some(Token::Small(month)))
            if (1..=12).contains(&month)
                && !of_next
                && tight(at)
                && tight(at + 1)
                && (tokens.get(at + 2).is_some_and(|(_, range)| range.len() == 2)
                    || in_period && kind(at + 1) != Some(Token::Dash)) =>
        {
            let day = matches!(kind(at + 3), Some(Token::Dash | Token::Slash | Token::Glue))
                && matches!(kind(at + 4), Some(Token::Small(_)))
                && tight(at + 2)
                && tight(at + 3);
            (PartialDate::new(year, Some(month)), at + if day { 5 } else { 3 })
        }
        _ => alone,
    };
    Some((date?, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = first(line).map_or("none".to_owned(), |period| {
            let start = period.start.map_or("?".to_owned(), |date| date.to_string());
            let end = period.end.map_or("?".to_owned(), |date| date.to_string());
            format!("{start} {end}")
        });
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn an_open_dash_goes_on() {
        check("2021– Lecturer, Lumoraq", "2021 present");
        check("Lumoraq [2021-]: Engineer", "2021 present");
        check("2021- Lecturer, Lumoraq", "2021 ?");
        check("2021 – Lecturer, Lumoraq", "2021 ?");
    }

    #[test]
    fn periods_are_read_in_every_usual_form() {
        check("Jan 2020 – Present", "2020-01 present");
        check("Engineer (01/2020–03/2022)", "2020-01 2022-03");
        check("2019–now", "2019 present");
        check("2024-", "2024 present");
        check("2018-2023", "2018 2023");
        check("2025-04 - present", "2025-04 present");
        check("2023-04 - 2024-02", "2023-04 2024-02");
        check("Engineer / Lumoraq 2020-03/2022", "2020 2022-03");
        check("since 2021", "2021 present");
        check("Since September 2017 as a lead", "2017-09 present");
        check("Apr 2021 - Oct 2023 · 2 yrs", "2021-04 2023-10");
        check("June – August 2018", "2018-06 2018-08");
        check("Jan. – Aug. 2016", "2016-01 2016-08");
        check("2013 & 2014", "2013 2014");
        check("Jan 2013 -- Feb 2014", "2013-01 2014-02");
        check("Mar 2017 → Current", "2017-03 present");
        check("Jan. 2014 to Feb. 2015", "2014-01 2015-02");
        check("März 2019 bis heute", "2019-03 present");
        check("12 Mar 2020 - 3 April 2021", "2020-03 2021-04");
        check("March 5, 2020 - today", "2020-03 present");
        check("01.2019 - 12.2020", "2019-01 2020-12");
        check("2019-21", "2019 2021");
        check("Jan '19 - Feb '20", "2019-01 2020-02");
        check("2020/01 - 2021/02", "2020-01 2021-02");
        check("9/2007～6/2011", "2007-09 2011-06");
        check("2018/2019", "2018 2019");
        check("2016.7 - 2017.2", "2016-07 2017-02");
        check("2016.7-now", "2016-07 present");
        check("2020 > 2021", "2020 2021");
        check("2022 > now", "2022 present");
        check("May 2014 -> June 2015", "2014-05 2015-06");
        check("Lumoraq, Senior WeaverJan. 2020 — Mar. 2021", "2020-01 2021-03");
        check("May, 2018 - Aug, 20183 months", "2018-05 2018-08");
        check("release 2016.7 of looms", "2016 ?");
        check("Jun 2012 Dec 2013", "2012-06 2013-12");
        check("Weaver, 2021.AI (Nov 2017 – Sept 2019)", "2017-11 2019-09");
        check("2018/2023", "2018 ?");
        check("65k looms, 40% in 1500 mills, since 2021", "2021 present");
        check("15th June 2020 – 3rd July 2021", "2020-06 2021-07");
        check("June 1st, 2020 to 2nd of July 2021", "2020-06 2021-07");
        check("1. März 2020 – 30. April 2021", "2020-03 2021-04");
        check("Май 2021 - н.в. (2.5 года)", "2021-05 present");
        check("2019 – н/в", "2019 present");
        check("2019 - наст. время", "2019 present");
        check("2020年6月1日〜2021年12月", "2020-06 2021-12");
        check("ルモラ (2020 年 6 月 〜 現在)", "2020-06 present");
        check("2020年6月から2021年3月まで", "2020-06 2021-03");
        check("2020년 6월 ~ 2021년 3월", "2020-06 2021-03");
        check("2020年至今", "2020 present");
        check("2020年度", "2020 ?");
    }

    #[test]
    fn words_around_a_period_belong_to_it() {
        for (line, expected) in [
            (
                "Tecedor, de 01/07/2019 - 01/04/2021.",
                "de 01/07/2019 - 01/04/2021",
            ),
            (
                "С мая 2019 по настоящее время: Лумора",
                "С мая 2019 по настоящее время",
            ),
            ("2019 - настоящее время", "2019 - настоящее время"),
            ("Май 2021 - н.в. (1.5 год)", "Май 2021 - н.в."),
            ("Escola Estadual de 2019 - 2021", "2019 - 2021"),
        ] {
            let range = first(line).map(|period| period.range);
            assert_eq!(range.and_then(|range| line.get(range)), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_line_can_say_no_more_than_when_something_ended() {
        for (line, expected) in [
            ("Tot heden", "present"),
            ("Tot september 2015", "2015-09"),
            ("End: March 2021", "2021-03"),
            ("End Date: 2018-12", "2018-12"),
            ("To: May 2014", "2014-05"),
            ("To the looms of 2014", "none"),
            ("2014 – 2015", "none"),
            ("Ended the looms", "none"),
        ] {
            let end = end_of_period(line).map_or("none".to_owned(), |end| match end {
                DateEnd::Present => "present".to_owned(),
                DateEnd::On(date) => date.to_string(),
            });
            assert_eq!(end, expected, "{line}");
        }
        assert!(is_beginning("Vanaf oktober 2015") && is_beginning("Start: January 2019"));
        assert!(!is_beginning("May 2019 – May 2020"));
    }

    #[test]
    fn periods_are_read_in_other_languages() {
        check("enero de 2022 – actualidad", "2022-01 present");
        check("maio de 2019 – dezembro de 2021", "2019-05 2021-12");
        check("augustus 2017 – februari 2021", "2017-08 2021-02");
        check("mars 2021 – aujourd'hui", "2021-03 present");
        check("fév 2024 - Maintenant", "2024-02 present");
        check("Jänner 2015 bis Februar 2018", "2015-01 2018-02");
        check("styczeń 2019 – czerwca 2021", "2019-01 2021-06");
        check("январь 2019 — июня 2021", "2019-01 2021-06");
        check("2019.05 - 至今", "2019-05 present");
        check("jan. de 2023 - o momento", "2023-01 present");
        check("De marzo de 2020 a la actualidad", "2020-03 present");
        check("Da gennaio 2020 ad oggi", "2020-01 present");
    }

    #[test]
    fn months_with_short_years_make_periods_but_are_no_dates() {
        check("08/22 - now", "2022-08 present");
        check("03/19 – 07/22", "2019-03 2022-07");
        check("5/10 tests", "none");
        check("Jan-Jun 18", "2018-01 2018-06");
        check("Jun – Aug '16", "2016-06 2016-08");
        check("Jan – Jun 18, 2020", "2020-06 ?");
    }

    #[test]
    fn a_date_alone_has_no_end() {
        check("Summer 2018", "2018-06 ?");
        check("Q3 2021", "2021-07 ?");
        check("graduated 2016", "2016 ?");
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for line in [
            "ES2015",
            "$2000 saved",
            "10,000+ events",
            "2000+ users",
            "v2020",
            "5G",
            "",
        ] {
            check(line, "none");
        }
    }
}
