//! The effective configuration as text: no secrets, and where each value comes from.

use std::fmt::{self, Write as _};

use url::Url;

use super::Config;
use super::settings::Setting;

/// What is shown of a secret.
const MASK: &str = "********";

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Writes the effective settings as a configuration file, with the origin of each.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut current = "";
        for Setting { key, text, origin } in &self.settings.0 {
            let (section, name) = key.split_once('.').unwrap_or(("", key));
            if section != current {
                let gap = if current.is_empty() { "" } else { "\n" };
                writeln!(f, "{gap}[{section}]")?;
                current = section;
            }
            let shown = match key.as_str() {
                "store.url" if text.is_empty() => mask_password(&self.store.url),
                "store.url" => mask_password(text),
                "web.admin_token" | "search.key" if !text.is_empty() => MASK.to_owned(),
                _ => text.clone(),
            };
            let line = format!("{name} = {}", toml_text(&shown));
            writeln!(f, "{line:<44} # {origin}")?;
        }
        Ok(())
    }
}

/// Masks the password in a database's URL.
fn mask_password(url: &str) -> String {
    if url.starts_with("sqlite:") {
        return url.to_owned();
    }
    let masked = Url::parse(url).ok().and_then(|mut url| {
        if url.password().is_some() {
            url.set_password(Some(MASK)).ok()?;
        }
        if url.query().is_some_and(|query| query.contains("password")) {
            url.set_query(Some(MASK));
        }
        Some(url.to_string())
    });
    masked.unwrap_or_else(|| MASK.to_owned())
}

/// Writes a text as a TOML string.
fn toml_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(control)).expect("writing to a string cannot fail");
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_in_urls_are_masked() {
        for (url, shown) in [
            ("sqlite://a@b:c/muster.db", "sqlite://a@b:c/muster.db"),
            ("postgres://ann:s@cret@db/x", "postgres://ann:********@db/x"),
            ("postgres://ann@db/x", "postgres://ann@db/x"),
            (
                "postgres://ann@db/x?password=secret",
                "postgres://ann@db/x?********",
            ),
            ("postgres://ann:secret@[broken/x", "********"),
        ] {
            assert_eq!(mask_password(url), shown);
        }
    }

    #[test]
    fn texts_are_written_as_toml() {
        assert_eq!(toml_text("a\"b\\c\n"), r#""a\"b\\c\u000A""#);
    }
}
