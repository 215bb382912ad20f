//! Takes e-mail addresses and phone numbers out of a text before it is indexed.

use std::ops::Range;

/// The fewest and the most digits of a phone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Returns `text` without e-mail addresses and phone numbers; rather takes out too much than too little.
pub(super) fn scrub(text: &str) -> String {
    let contacts = contacts(text);
    if contacts.is_empty() {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for range in contacts {
        if range.start > at {
            kept.push_str(text.get(at..range.start).unwrap_or_default());
            kept.push(' ');
        }
        at = at.max(range.end);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

/// Says whether [`scrub`] takes something out of a text.
pub(super) fn holds_contacts(text: &str) -> bool {
    !contacts(text).is_empty()
}

fn contacts(text: &str) -> Vec<Range<usize>> {
    let mut found = emails(text);
    found.extend(phones(text));
    found.sort_by_key(|range| range.start);
    found
}

/// The ways in which people write the at sign: plainly, in URLs, in HTML, and to hide an address from programs.
const AT_SIGNS: [&str; 11] = [
    "@", "＠", "%40", "&#64;", "&#x40;", "&commat;", "[at]", "(at)", "{at}", "<at>", " at ",
];

/// The ways in which people write the dots of a host name.
const DOTS: [&str; 9] = [
    ".", "[dot]", "(dot)", "{dot}", "<dot>", " dot ", " [dot] ", " (dot) ", " {dot} ",
];

/// The most letters that stand before the at sign: reading them again for every sign of a long text stays cheap.
const MOST_LOCAL: usize = 256;

/// Returns where the e-mail addresses of `text` are, ascending and apart. In doubt words stay: readers see the text, and
/// "Engineer @ example.com" names an employer.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = emails(text);
    found.retain(|range| {
        text.get(range.clone())
            .is_some_and(|words| !names_employer(words))
    });
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// "Engineer @ example.com", "Writes as @ada.dev" and "Engineer at Red Dot Labs" are no addresses.
fn names_employer(words: &str) -> bool {
    let after_space = words
        .split_once('@')
        .filter(|(before, _)| before.ends_with(char::is_whitespace));
    match after_space {
        Some((_, host)) => domain_len(&host.trim_start().to_ascii_lowercase(), true).is_none(),
        None => words.contains(" at ") && words.contains(" Dot "),
    }
}

/// Every address: what touches an at sign, with a dot on its right side.
fn emails(text: &str) -> Vec<Range<usize>> {
    let mut signs = at_signs(text).peekable();
    if signs.peek().is_none() {
        return Vec::new();
    }
    // ASCII case alone keeps every byte in its place.
    let lower = text.to_ascii_lowercase();
    signs.filter_map(|sign| email_around(&lower, sign)).collect()
}

/// Finds the at signs, in either case.
fn at_signs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let begins = move |start: usize, byte: u8| match byte {
        // Nearly every place is a blank, and an "a" stands behind few of them.
        b' ' => matches!(bytes.get(start + 1), Some(b'a' | b'A')),
        b'@' | b'%' | b'&' | b'[' | b'(' | b'{' | b'<' => true,
        _ => !byte.is_ascii(),
    };
    let starts = bytes
        .iter()
        .enumerate()
        .filter(move |(start, byte)| begins(*start, **byte));
    starts.filter_map(move |(start, _)| {
        let rest = bytes.get(start..)?;
        let stands = |sign: &&str| {
            rest.first() == sign.as_bytes().first()
                && rest
                    .get(..sign.len())
                    .is_some_and(|there| there.eq_ignore_ascii_case(sign.as_bytes()))
        };
        let sign = AT_SIGNS.iter().find(|sign| stands(sign))?;
        Some(start..start + sign.len())
    })
}

fn email_around(text: &str, sign: Range<usize>) -> Option<Range<usize>> {
    let left = text.get(..sign.start)?.trim_end();
    let right = text.get(sign.end..)?;
    let gap = right.len() - right.trim_start().len();
    let local: usize = left
        .chars()
        .rev()
        .take(MOST_LOCAL)
        .take_while(|letter| is_local(*letter))
        .map(char::len_utf8)
        .sum();
    let domain = domain_len(right.trim_start(), text.get(sign.clone())? == " at ")?;
    if local == 0 {
        return None;
    }
    Some(left.len() - local..sign.end + gap + domain)
}

fn is_local(letter: char) -> bool {
    letter.is_alphanumeric() || "._%+-'".contains(letter)
}

/// Returns the length of the host name that `text` starts with. After a mere word "at" only a spelled-out dot makes one:
/// "engineer at example.com" names an employer. "1.2.3" is a version.
fn domain_len(text: &str, spelled_only: bool) -> Option<usize> {
    let mut rest = text;
    let mut labels = 0;
    let mut has_top_level = false;
    loop {
        let label: usize = rest
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '-')
            .map(char::len_utf8)
            .sum();
        if label == 0 {
            break;
        }
        labels += 1;
        has_top_level |= labels > 1 && label > 1 && rest.starts_with(char::is_alphabetic);
        rest = rest.get(label..)?;
        let mut dots = DOTS
            .iter()
            .filter(|dot| !spelled_only || labels > 1 || **dot != ".");
        let dot = dots.find_map(|dot| rest.strip_prefix(*dot));
        match dot {
            Some(after) if after.starts_with(char::is_alphanumeric) => rest = after,
            _ => break,
        }
    }
    has_top_level.then(|| text.len() - rest.len())
}

/// Every run of digits and what stands between the digits of phone numbers, unless it is a row of years.
fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most texts have fewer digits, those of other scripts included, than a number has.
    let digits = text
        .bytes()
        .filter(|byte| byte.is_ascii_digit() || !byte.is_ascii());
    if digits.count() < *PHONE_DIGITS.start() {
        return found;
    }
    let mut run: Option<Range<usize>> = None;
    for (start, letter) in text.char_indices() {
        let between = matches!(
            letter,
            ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')' | '–' | '‑' | '‐'
        );
        if letter.is_numeric() || (run.is_none() && matches!(letter, '+' | '(')) {
            let end = start + letter.len_utf8();
            run = Some(run.map_or(start, |run| run.start)..end);
        } else if !between {
            found.extend(run.take().filter(|run| is_phone(text, run)));
        }
    }
    found.extend(run.filter(|run| is_phone(text, run)));
    found
}

fn is_phone(text: &str, run: &Range<usize>) -> bool {
    let number = text.get(run.clone()).unwrap_or_default();
    let digits = number.chars().filter(|letter| letter.is_numeric()).count();
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let mut groups = number
        .split(|letter: char| !letter.is_numeric())
        .filter(|group| !group.is_empty());
    digits >= *PHONE_DIGITS.start() && !groups.all(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(
            scrub(text).split_whitespace().collect::<Vec<_>>().join(" "),
            expected
        );
    }

    #[test]
    fn every_at_sign_is_looked_for() {
        for sign in AT_SIGNS {
            for sign in [sign, &sign.to_ascii_uppercase()] {
                let text = format!("ada{sign}example dot com");
                assert_eq!(emails(&text), vec![0..text.len()], "{sign}");
            }
        }
    }

    #[test]
    fn addresses_are_taken_out() {
        check("Write to ada.l+cv@mail.example.com, please", "Write to , please");
        check("ada [at] example [dot] com", "");
        check("ada(at)example.com!", "!");
        check("ADA AT EXAMPLE DOT COM", "");
        check("ada (at) example (dot) com", "");
        check(
            "ada&#64;example.com ada&#x40;example.com ada&commat;example.com",
            "",
        );
    }

    #[test]
    fn employers_and_handles_stay() {
        check(
            "Engineer at example.com, @ada on Example",
            "Engineer at example.com, @ada on Example",
        );
    }

    #[test]
    fn what_readers_see_loses_addresses_and_nothing_else() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> = addresses(text)
                .into_iter()
                .map(|range| text.get(range).unwrap())
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "or jane [at] example [dot] com, jane at example dot org",
            &["jane [at] example [dot] com", "jane at example dot org"],
        );
        check("jane @ example dot com", &["jane @ example dot com"]);
        check("ada@example.com@example.org", &["ada@example.com@example.org"]);
        check("Engineer @ example.com", &[]);
        check("Medium @ada.dev", &[]);
        check("Engineer at Red Dot Labs", &[]);
        check("left-pad@1.2.3", &[]);
    }

    #[test]
    fn phone_numbers_are_taken_out() {
        check("Call +49 (0)30 1234567.", "Call .");
        check("(555) 555-0123 or 555.0123", "or");
        check("tel:+15555550123", "tel:");
    }

    #[test]
    fn years_and_quantities_stay() {
        check(
            "2019-2023, 10,000,000 users, 99.99%",
            "2019-2023, 10,000,000 users, 99.99%",
        );
    }
}
