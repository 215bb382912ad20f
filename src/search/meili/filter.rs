//! Who passes? Filters as values, written in the engine's language.

use std::fmt;

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
    fn all_of_nothing_is_everybody_and_any_of_nothing_is_nobody() {
        assert_eq!(Filter::All(Vec::new()).to_string(), "id EXISTS");
        assert_eq!(Filter::Any(Vec::new()).to_string(), "id NOT EXISTS");
    }
}
