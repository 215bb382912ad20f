//! What a setting's text may say: durations, sizes, addresses and choices. An error says what to write instead.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::time::Duration;

use url::Url;

use crate::search;

/// The fewest characters of an admin token.
const TOKEN_CHARS: usize = 16;

/// Reads `500ms`, `30s`, `5m`, `1h` or `30d`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let parsed = split_unit(text).and_then(|(number, unit)| match unit {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        "h" => number.checked_mul(3600).map(Duration::from_secs),
        "d" => number.checked_mul(86_400).map(Duration::from_secs),
        _ => None,
    });
    parsed
        .ok_or_else(|| format!("`{text}` is no duration: write a number and ms, s, m, h or d, such as `30s`"))
}

/// Reads a duration within `range`, both ends of which are whole seconds.
pub(super) fn duration_within(text: &str, range: &RangeInclusive<Duration>) -> Result<Duration, String> {
    let read = duration(text)?;
    if range.contains(&read) {
        return Ok(read);
    }
    let (least, most) = (range.start().as_secs(), range.end().as_secs());
    Err(format!("`{text}` is out of range: write {least}s to {most}s"))
}

/// Reads `1000B`, `64KiB`, `1MiB` or `2GiB`, within `range` bytes.
pub(super) fn size(text: &str, range: RangeInclusive<u64>) -> Result<usize, String> {
    let bytes = split_unit(text)
        .and_then(|(number, unit)| {
            let factor = match unit {
                "B" => 1,
                "KiB" => 1 << 10,
                "MiB" => 1 << 20,
                "GiB" => 1 << 30,
                _ => return None,
            };
            number.checked_mul(factor)
        })
        .ok_or_else(|| {
            format!("`{text}` is no size: write a number and B, KiB, MiB or GiB, such as `64MiB`")
        })?;
    if !range.contains(&bytes) {
        let (least, most) = (show_size(*range.start()), show_size(*range.end()));
        return Err(format!("`{text}` is out of range: write {least} to {most}"));
    }
    usize::try_from(bytes).map_err(|_too_large| format!("`{text}` is more than this machine can address"))
}

/// Reads a whole number within `range`.
pub(super) fn number(text: &str, range: RangeInclusive<u32>) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|number| range.contains(number))
        .ok_or_else(|| {
            let (least, most) = (range.start(), range.end());
            format!("`{text}` is no whole number from {least} to {most}")
        })
}

/// Reads an IP address with a port.
pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    let literal = text
        .strip_prefix("localhost:")
        .map(|port| format!("127.0.0.1:{port}"));
    literal.as_deref().unwrap_or(text).parse().map_err(|_invalid| {
        format!("`{text}` is no IP address with a port: write for example `127.0.0.1:7878` or `[::1]:7878`")
    })
}

/// Reads one of a few words.
pub(super) fn choice<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, String> {
    if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text) {
        return Ok(*choice);
    }
    let words: Vec<_> = choices.iter().map(|(word, _)| format!("`{word}`")).collect();
    Err(format!("`{text}` is none of {}", words.join(", ")))
}

/// Reads the address of a server without the slash at its end; it may have a path, but no credentials.
pub(super) fn server_url(text: &str) -> Result<String, String> {
    let plain = Url::parse(text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    });
    plain
        .map(|url| url.as_str().trim_end_matches('/').to_owned())
        .ok_or_else(|| {
            format!("`{text}` is no address of a server: write for example `http://127.0.0.1:7700`")
        })
}

/// Reads how the operator can be reached: what may stand in a header.
pub(super) fn contact(text: &str) -> Result<Option<String>, String> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.contains(['(', ')']);
    if is_plain && text.len() <= 200 {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    } else {
        Err(
            "write an address such as `https://people.example.com/about`, in ASCII and without spaces"
                .to_owned(),
        )
    }
}

/// Reads a token of GitHub. An error does not repeat it.
pub(super) fn github_token(text: &str) -> Result<Option<String>, String> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    } else {
        Err("a token has only visible ASCII characters".to_owned())
    }
}

/// Reads the address of an interface; without the last slash.
pub(super) fn base_url(text: &str) -> Result<Url, String> {
    server_url(text)?;
    Url::parse(text.trim_end_matches('/')).map_err(|error| format!("`{text}` is no address: {error}"))
}

/// Reads hosts, with or without a port, with commas between them.
pub(super) fn hosts(text: &str) -> Result<Vec<String>, String> {
    let hosts = text.split(',').map(str::trim).filter(|host| !host.is_empty());
    hosts
        .map(|host| match Url::parse(&format!("https://{host}/")) {
            Ok(url) if url.path() == "/" && url.username().is_empty() && url.query().is_none() => {
                Ok(host.to_lowercase())
            }
            _ => Err(format!(
                "`{host}` is no host: write `wiki.internal` or `wiki.internal:8080`"
            )),
        })
        .collect()
}

/// Reads the key of a search engine; empty is none. An error does not repeat it.
pub(super) fn key(text: &str) -> Result<Option<search::Key>, String> {
    match text {
        "" => Ok(None),
        text => search::Key::new(text)
            .map(Some)
            .ok_or_else(|| "a key has only visible ASCII characters, and no blanks".to_owned()),
    }
}

/// Reads what the names of indexes begin with.
pub(super) fn index_prefix(text: &str) -> Result<String, String> {
    const MOST: usize = 64;
    let fits = (1..=MOST).contains(&text.len())
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    fits.then(|| text.to_owned()).ok_or_else(|| {
        format!("`{text}` is no prefix: write 1 to {MOST} letters, digits and `-`, such as `muster`")
    })
}

/// Reads the address that people see, without the slash at its end; empty is none.
pub(super) fn public_url(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let plain = Url::parse(text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.path() == "/"
    });
    match plain {
        Some(_) => Ok(Some(text.trim_end_matches('/').to_owned())),
        None => Err(format!(
            "`{text}` is no address of a site: write for example `https://people.example.com`, without a path"
        )),
    }
}

/// Reads a database's URL; never repeats it, since it may hold a password.
pub(super) fn database_url(text: &str) -> Result<String, String> {
    let known = ["sqlite://", "postgres://", "postgresql://"]
        .iter()
        .any(|start| text.len() > start.len() && text.starts_with(start));
    if !known {
        return Err(
            "this is no URL of a database: write `sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`"
                .to_owned(),
        );
    }
    Ok(text.to_owned())
}

/// Reads an admin token; never repeats it; empty is none.
pub(super) fn token(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let advice = "`openssl rand -hex 16` makes a good one";
    if !text.chars().all(|character| character.is_ascii_graphic()) {
        return Err(format!(
            "the admin token may have visible ASCII characters only: {advice}"
        ));
    }
    if text.len() < TOKEN_CHARS {
        let len = text.len();
        return Err(format!(
            "the admin token has {len} characters, fewer than the {TOKEN_CHARS} that make it hard to guess: {advice}"
        ));
    }
    Ok(Some(text.to_owned()))
}

fn split_unit(text: &str) -> Option<(u64, &str)> {
    let digits = text.find(|character: char| !character.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, unit.trim_start()))
}

/// Writes a number of bytes with the largest unit that divides it.
fn show_size(bytes: u64) -> String {
    [("GiB", 30), ("MiB", 20), ("KiB", 10)]
        .into_iter()
        .find(|(_, shift)| bytes >> shift << shift == bytes && bytes > 0)
        .map_or_else(
            || format!("{bytes}B"),
            |(unit, shift)| format!("{}{unit}", bytes >> shift),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_number_and_a_unit() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("30s"), Ok(Duration::from_secs(30)));
        assert_eq!(duration("5 m"), Ok(Duration::from_mins(5)));
        assert_eq!(duration("1h"), Ok(Duration::from_hours(1)));
        for text in [
            "",
            "30",
            "s",
            "-1s",
            "1.5s",
            "3 bananas",
            "99999999999999999999s",
            "9999999999999999999h",
        ] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sizes_have_a_number_and_a_unit() {
        assert_eq!(size("1000B", 0..=u64::MAX), Ok(1000));
        assert_eq!(size("1MiB", 0..=u64::MAX), Ok(1 << 20));
        for text in ["", "1", "1mb", "MiB", "18446744073709551615GiB"] {
            assert!(size(text, 0..=u64::MAX).is_err(), "{text}");
        }
    }

    #[test]
    fn a_size_out_of_range_is_told_the_range() {
        let error = size("1KiB", (16 << 20)..=(2 << 30)).unwrap_err();
        assert_eq!(error, "`1KiB` is out of range: write 16MiB to 2GiB");
    }

    #[test]
    fn addresses_have_a_port() {
        assert_eq!(address("localhost:80"), Ok("127.0.0.1:80".parse().unwrap()));
        assert_eq!(address("[::1]:7878"), Ok("[::1]:7878".parse().unwrap()));
        for text in [
            "",
            "7878",
            ":7878",
            "127.0.0.1",
            "example.com:80",
            "127.0.0.1:99999",
        ] {
            assert!(address(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_public_url_is_a_site_without_a_path() {
        assert_eq!(public_url(""), Ok(None));
        assert_eq!(
            public_url("https://people.example.com/"),
            Ok(Some("https://people.example.com".to_owned()))
        );
        for text in [
            "people.example.com",
            "ftp://example.com",
            "https://example.com/a",
            "https://u:p@example.com",
        ] {
            assert!(public_url(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_short_token_is_refused_without_being_repeated() {
        let error = token("hunter2").unwrap_err();
        assert!(
            error.contains("7 characters") && !error.contains("hunter2"),
            "{error}"
        );
        assert!(token("0123456789abcdef").is_ok());
        assert!(token("0123456789 abcdef").is_err());
        assert!(token("päßwörterpäßwörter").is_err());
    }

    #[test]
    fn a_database_url_is_never_repeated() {
        let error = database_url("mysql://root:hunter2@example.com/x").unwrap_err();
        assert!(!error.contains("hunter2"), "{error}");
    }
}
