//! How dates, numbers and names of kinds read on a page: plain functions, which templates know as filters.

use minijinja::Environment;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::profile::{DateEnd, PartialDate, Via};

/// Makes the functions of this file known to templates.
pub(super) fn register(environment: &mut Environment<'_>) {
    environment.add_filter("date", date);
    environment.add_filter("day", day);
    environment.add_filter("number", number);
    environment.add_filter("years", years);
    environment.add_filter("address", address);
    environment.add_filter("site", site);
    environment.add_filter("path", path);
    environment.add_filter("readable", readable);
    environment.add_function("count", count);
    environment.add_function("period", period);
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `2021-04` is "Apr 2021"; `2021` stays; anything else is shown as it is.
pub(super) fn date(text: &str) -> String {
    text.parse::<PartialDate>()
        .map_or_else(|_other| text.to_owned(), month_of_year)
}

fn month_of_year(date: PartialDate) -> String {
    let month = date
        .month()
        .and_then(|month| MONTHS.get(usize::from(month).saturating_sub(1)));
    match month {
        Some(month) => format!("{month} {}", date.year()),
        None => date.year().to_string(),
    }
}

/// The calendar day of an RFC 3339 instant or an ISO date: "21 Nov 2026"; a month or year alone reads as [`date`].
pub(super) fn day(text: &str) -> String {
    let day = text.split('T').next().unwrap_or(text);
    chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .map_or_else(|_other| date(day), |day| day.format("%-d %b %Y").to_string())
}

/// The time from `start` to `end`, as written in the schema: "Apr 2021 – now", "since 2019", "until May 2020"; empty
/// where neither is known.
pub(super) fn period(start: Option<&str>, end: Option<&str>) -> String {
    let end = end.map(|end| match end.parse() {
        Ok(DateEnd::Present) => "now".to_owned(),
        _ => date(end),
    });
    match (start.map(date), end) {
        (Some(start), Some(end)) if start == end => start,
        (Some(start), Some(end)) => format!("{start} – {end}"),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) if end == "now" => "now".to_owned(),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => String::new(),
    }
}

/// 12345 is "12,345".
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 person", "1,204 people".
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", self::number(number))
}

/// 3.5 is "3.5 years", 1.0 "1 year", 0.5 "6 months".
pub(super) fn years(years: f64) -> String {
    let months = (years * 12.0).round();
    if months < 12.0 {
        let unit = if months <= 1.0 { "month" } else { "months" };
        return format!("{} {unit}", months.max(1.0));
    }
    let rounded = (years * 10.0).round() / 10.0;
    let unit = if rounded <= 1.0 { "year" } else { "years" };
    format!("{rounded} {unit}")
}

/// A URL as people say it: without scheme, `www.` and the last slash.
pub(super) fn address(url: &str) -> String {
    let url = url
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("mailto:")
        .trim_start_matches("www.");
    url.trim_end_matches('/').to_owned()
}

/// A text as one part of a URL's path, or as the value of a parameter.
pub(super) fn path(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Everything but what RFC 3986 lets stand everywhere.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How a fact was seen, as the end of a line about it.
pub(super) fn seen(via: Via) -> &'static str {
    match via {
        Via::List => "in a list",
        Via::Badge => "as a badge",
        Via::Role => "in a role",
        Via::Project => "in a project",
        Via::Prose => "in running text",
        Via::Code => "in code",
        Via::Table => "in a table",
        Via::Api => "by a service",
        Via::Heading => "in a heading",
        Via::Learning => "as being learned",
    }
}

/// The name of a site that a link leads to.
pub(super) fn site(kind: &str) -> String {
    let known = match kind {
        "github" => "GitHub",
        "gitlab" => "GitLab",
        "linkedin" => "LinkedIn",
        "dev-to" => "DEV",
        "stack-overflow" => "Stack Overflow",
        "leetcode" => "LeetCode",
        "hackerrank" => "HackerRank",
        "codechef" => "CodeChef",
        "hugging-face" => "Hugging Face",
        "youtube" => "YouTube",
        "npm" => "npm",
        "scholar" => "Google Scholar",
        "orcid" => "ORCID",
        "other" => "Link",
        other => return readable(other),
    };
    known.to_owned()
}

/// An id made readable: `pine-labs` is "Pine Labs".
pub(super) fn readable(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    for word in id.split(['-', '_', '/']).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        let mut letters = word.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_exact_as_it_is_known() {
        assert_eq!(date("2021-04"), "Apr 2021");
        assert_eq!(date("2021"), "2021");
        assert_eq!(date("long ago"), "long ago");
    }

    #[test]
    fn an_instant_is_shown_as_its_day() {
        assert_eq!(day("2026-11-21T10:00:00Z"), "21 Nov 2026");
        assert_eq!(day("2024-05-01"), "1 May 2024");
        assert_eq!(day("2024-05"), "May 2024");
    }

    #[test]
    fn a_period_says_what_is_known_of_it() {
        let check = |start, end, expected: &str| assert_eq!(period(start, end), expected);
        check(Some("2021-04"), Some("present"), "Apr 2021 – now");
        check(Some("2019"), Some("2021-02"), "2019 – Feb 2021");
        check(Some("2019"), Some("2019"), "2019");
        check(Some("2019"), None, "from 2019");
        check(None, Some("2020-05"), "until May 2020");
        check(None, Some("present"), "now");
        check(None, None, "");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (input, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(number(input), expected);
        }
        assert_eq!(count(1, "person", "people"), "1 person");
        assert_eq!(count(1204, "person", "people"), "1,204 people");
    }

    #[test]
    fn years_are_rounded_to_what_people_say() {
        for (input, expected) in [
            (3.0, "3 years"),
            (3.5, "3.5 years"),
            (3.583, "3.6 years"),
            (1.0, "1 year"),
            (1.02, "1 year"),
            (0.5, "6 months"),
            (0.02, "1 month"),
        ] {
            assert_eq!(years(input), expected);
        }
    }

    #[test]
    fn an_address_drops_what_nobody_says() {
        assert_eq!(address("https://www.example.com/x/"), "example.com/x");
        assert_eq!(address("mailto:a@example.com"), "a@example.com");
    }

    #[test]
    fn an_id_is_made_readable() {
        assert_eq!(readable("pine-labs"), "Pine Labs");
        assert_eq!(readable(""), "");
    }
}
