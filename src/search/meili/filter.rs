//! Who passes? Filters as values, written in the engine's language.

use std::collections::BTreeSet;
use std::fmt;

use super::client::Hit;

/// What a document must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filter {
    /// The attribute has one of these values.
    In(&'static str, Vec<String>),
    /// The attribute has a value that begins so.
    Begins(&'static str, String),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

impl Filter {
    pub(super) fn is(attribute: &'static str, value: &str) -> Self {
        Self::In(attribute, vec![value.to_owned()])
    }

    /// Takes out who passes any of `others`.
    pub(super) fn without(self, others: &[Self]) -> Self {
        if others.is_empty() {
            return self;
        }
        Self::All(vec![self, Self::Not(Box::new(Self::Any(others.to_vec())))])
    }

    /// Says whether somebody passes, of whom all attributes were read that [`Self::name_attributes`] names.
    pub(super) fn passes(&self, hit: &Hit) -> bool {
        match self {
            Self::In(attribute, values) => {
                hit.has(attribute, |value| values.iter().any(|known| known == value))
            }
            Self::Begins(attribute, beginning) => hit.has(attribute, |value| value.starts_with(beginning)),
            Self::All(filters) => filters.iter().all(|filter| filter.passes(hit)),
            Self::Any(filters) => filters.iter().any(|filter| filter.passes(hit)),
            Self::Not(filter) => !filter.passes(hit),
        }
    }

    /// Adds the attributes that decide who passes.
    pub(super) fn name_attributes(&self, names: &mut BTreeSet<&'static str>) {
        match self {
            Self::In(attribute, _) | Self::Begins(attribute, _) => drop(names.insert(attribute)),
            Self::All(filters) | Self::Any(filters) => {
                for filter in filters {
                    filter.name_attributes(names);
                }
            }
            Self::Not(filter) => filter.name_attributes(names),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(attribute, values) => {
                write!(f, "{attribute} IN [")?;
                for (index, value) in values.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{}", Quoted(value))?;
                }
                f.write_str("]")
            }
            Self::Begins(attribute, beginning) => write!(f, "{attribute} STARTS WITH {}", Quoted(beginning)),
            Self::All(filters) => join(f, filters, " AND ", "id EXISTS"),
            Self::Any(filters) => join(f, filters, " OR ", "id NOT EXISTS"),
            Self::Not(filter) => write!(f, "NOT ({filter})"),
        }
    }
}

/// Writes `filters` with `between` between them; none are what `none` says.
fn join(f: &mut fmt::Formatter<'_>, filters: &[Filter], between: &str, none: &str) -> fmt::Result {
    match filters {
        [] => f.write_str(none),
        [filter] => fmt::Display::fmt(filter, f),
        _ => {
            for (index, filter) in filters.iter().enumerate() {
                let between = if index > 0 { between } else { "" };
                write!(f, "{between}({filter})")?;
            }
            Ok(())
        }
    }
}

struct Quoted<'q>(&'q str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escaped = self.0.replace('\\', "\\\\").replace('"', "\\\"");
        write!(f, "\"{escaped}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_written_in_the_language_of_the_engine() {
        let filter = Filter::All(vec![
            Filter::In("skill", vec!["c++".to_owned(), "a\"b\\c".to_owned()]),
            Filter::Begins("words", "kub".to_owned()).without(&[Filter::is("words", "kubik")]),
        ]);
        assert_eq!(
            filter.to_string(),
            r#"(skill IN ["c++","a\"b\\c"]) AND ((words STARTS WITH "kub") AND (NOT (words IN ["kubik"])))"#
        );
    }

    #[test]
    fn who_passes_here_is_who_passes_there() {
        let hit: Hit = serde_json::from_value(serde_json::json!({
            "id": "1", "words": ["kubernetes", "rust"], "in_name": ["ada"],
        }))
        .unwrap();
        let passes = |filter: Filter| filter.passes(&hit);
        assert!(passes(Filter::In(
            "words",
            vec!["go".to_owned(), "rust".to_owned()]
        )));
        assert!(passes(Filter::is("id", "1")));
        assert!(!passes(Filter::is("in_name", "rust")));
        assert!(!passes(Filter::is("skill", "rust")), "who has no value");
        assert!(passes(Filter::Begins("words", "kub".to_owned())));
        assert!(!passes(Filter::Begins("words", "ubern".to_owned())));
        assert!(passes(
            Filter::is("words", "rust").without(&[Filter::is("words", "go")])
        ));
        assert!(!passes(
            Filter::is("words", "rust").without(&[Filter::is("in_name", "ada")])
        ));
        assert!(passes(Filter::All(Vec::new())));
        assert!(!passes(Filter::Any(Vec::new())));
    }

    #[test]
    fn all_of_nothing_is_everybody_and_any_of_nothing_is_nobody() {
        assert_eq!(Filter::All(Vec::new()).to_string(), "id EXISTS");
        assert_eq!(Filter::Any(Vec::new()).to_string(), "id NOT EXISTS");
    }
}
