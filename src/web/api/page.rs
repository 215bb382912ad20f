//! A part of a long list, and where the next part is.

use std::fmt::Display;
use std::str::FromStr;

use serde::Serialize;
use url::form_urlencoded;

use crate::web::Error;
use crate::web::error::FieldError;

/// Entries of a part where the request does not say.
const DEFAULT_LIMIT: u64 = 50;

/// The most entries of a part.
const MAX_LIMIT: u64 = 200;

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<P> {
    /// Where the last one of the part before stands.
    pub(super) after: Option<P>,
    pub(super) limit: u64,
}

/// A part of a list.
#[derive(Debug, Serialize)]
pub(super) struct Page<T> {
    pub(super) total: u64,
    /// The address of the next part; `null` where this is the last.
    pub(super) next: Option<String>,
    pub(super) items: Vec<T>,
}

impl<P: FromStr<Err: Display> + Display> Part<P> {
    pub(super) fn parse(query_string: &str) -> Result<Self, Error> {
        let mut part = Self {
            after: None,
            limit: DEFAULT_LIMIT,
        };
        let mut problems = Vec::new();
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
            if let Err(detail) = part.set(&name, &value) {
                problems.push(FieldError::new(name, detail));
            }
        }
        if problems.is_empty() {
            Ok(part)
        } else {
            Err(Error::Invalid(problems))
        }
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "after" => self.after = Some(value.parse().map_err(|error| format!("{error}"))?),
            "limit" => {
                self.limit = value
                    .parse()
                    .ok()
                    .filter(|limit| (1..=MAX_LIMIT).contains(limit))
                    .ok_or_else(|| format!("expected a number from 1 to {MAX_LIMIT}"))?;
            }
            _ => return Err("there is no such parameter; there are after, limit".to_owned()),
        }
        Ok(())
    }

    /// Returns the address of the part after `last` in the list at `path`.
    pub(super) fn next(&self, path: &str, last: &P) -> String {
        format!("{path}?after={last}&limit={}", self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PersonId;

    #[test]
    fn a_part_is_read_strictly() {
        assert_eq!(Part::<PersonId>::parse("").unwrap().limit, DEFAULT_LIMIT);
        assert_eq!(Part::<PersonId>::parse("limit=7").unwrap().limit, 7);
        let Err(Error::Invalid(problems)) = Part::<PersonId>::parse("after=x&limit=0&page=2") else {
            panic!("wrong parameters were taken");
        };
        let named: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(named, ["after", "limit", "page"]);
    }
}
