//! What address does somebody mean? Any written form as a URL, and which hosts nobody reads.

use url::Url;

/// The longest address that is looked at, in bytes.
const MAX_BYTES: usize = 2_000;

/// Services that forbid programs to read what people write there, or show it to nobody who is not signed in. Their
/// addresses are links in a profile, and no places to read.
const CLOSED: &[&str] = &[
    "facebook.com",
    "fb.com",
    "glassdoor.com",
    "indeed.com",
    "instagram.com",
    "linkedin.com",
    "lnkd.in",
    "t.co",
    "threads.com",
    "threads.net",
    "tiktok.com",
    "twitter.com",
    "x.com",
    "xing.com",
];

/// How the names of files end that hold a text of a person's own.
pub(super) const FILE_ENDINGS: &[&str] = &["md", "markdown", "txt", "json", "pdf", "docx"];

/// Reads an address as people write it: with or without a scheme, or as a shorthand.
///
/// `github:ada` stays what it is, a URL with a scheme of its own; `@ada@social.example` is `https://social.example/@ada`.
pub(super) fn written(text: &str) -> Option<Url> {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    if text.is_empty() || text.len() > MAX_BYTES || text.contains(char::is_whitespace) {
        return None;
    }
    if let Some((login, host)) = text.strip_prefix('@').and_then(|rest| rest.split_once('@')) {
        let plain = host.contains('.') && !host.contains(['/', '@']) && !login.is_empty();
        return plain.then(|| Url::parse(&format!("https://{host}/@{login}")).ok())?;
    }
    match Url::parse(text) {
        // `ada.example:8080` has no scheme, though it looks like one.
        Ok(url) if !url.scheme().contains('.') => Some(url),
        _ => bare(text),
    }
}

/// `ada.example/about`, and no file's name or e-mail address.
fn bare(text: &str) -> Option<Url> {
    let (host, _) = text.split_once('/').unwrap_or((text, ""));
    let ending = host.rsplit('.').next().unwrap_or_default().to_lowercase();
    let is_file = host == text && FILE_ENDINGS.contains(&ending.as_str());
    let is_host = host.contains('.') && !host.starts_with('.') && !host.contains('@');
    (is_host && !is_file).then(|| Url::parse(&format!("https://{text}")).ok())?
}

/// Returns an address of the web that may be read, without what leads to a part of it; `None` for every other.
pub(super) fn readable(url: &Url) -> Option<Url> {
    let host = host(url)?;
    let is_plain =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    (is_plain && !CLOSED.iter().any(|closed| is_at(host, closed))).then(|| {
        let mut url = url.clone();
        url.set_fragment(None);
        url
    })
}

/// Returns the host, lower case, without `www.`.
pub(super) fn host(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// Says whether a host is a service's, or below it.
pub(super) fn is_at(host: &str, service: &str) -> bool {
    let before = host.strip_suffix(service);
    before.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The parts of an address behind its host, none empty.
pub(super) fn segments(url: &Url) -> Vec<&str> {
    let parts = url.path_segments().into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(written(text).as_ref().map(Url::as_str), expected, "{text}");
    }

    #[test]
    fn a_scheme_may_be_left_out_of_a_host() {
        check(" ada.example ", Some("https://ada.example/"));
        check("<https://ada.example/a>", Some("https://ada.example/a"));
        check("ada.example:8080/a", Some("https://ada.example:8080/a"));
        check("www.ada.example/b?c=d", Some("https://www.ada.example/b?c=d"));
        check("docs.example/readme.md", Some("https://docs.example/readme.md"));
    }

    #[test]
    fn shorthands_are_addresses() {
        check("@ada@social.example", Some("https://social.example/@ada"));
        check("github:ada", Some("github:ada"));
    }

    #[test]
    fn names_of_other_things_are_no_addresses() {
        for text in [
            "",
            "ada",
            "@ada",
            "ada@example.com",
            "resume.pdf",
            "README.md",
            "two words.example",
            "@ada@social/x.y",
        ] {
            check(text, None);
        }
        check(&format!("ada.example/{}", "a".repeat(MAX_BYTES)), None);
    }

    #[test]
    fn closed_services_and_other_schemes_are_not_read() {
        for (text, expected) in [
            ("https://ada.example/#me", Some("https://ada.example/")),
            (
                "https://notlinkedin.com/in/ada",
                Some("https://notlinkedin.com/in/ada"),
            ),
            ("https://uk.linkedin.com/in/ada", None),
            ("https://x.com/ada", None),
            ("https://ada:secret@ada.example", None),
            ("ftp://ada.example/cv.txt", None),
            ("mailto:ada@example.com", None),
            ("github:ada", None),
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!(readable(&url).as_ref().map(Url::as_str), expected, "{text}");
        }
    }
}
