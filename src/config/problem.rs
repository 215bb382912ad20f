//! What is wrong with a configuration: all of it at once, each with its place and what to do.

use std::fmt;

use super::settings::Origin;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) origin: Origin,
    /// What is wrong and what to do; never the value of a secret.
    pub(super) message: String,
}

impl Problem {
    /// A wrong value of `key`; names the key where its place does not.
    pub(super) fn of_value(key: &str, origin: &Origin, message: &str) -> Self {
        let message = match origin {
            Origin::Default | Origin::File { .. } => format!("{key}: {message}"),
            Origin::Environment(_) | Origin::Flag(_) => message.to_owned(),
        };
        Self {
            origin: origin.clone(),
            message,
        }
    }
}

/// Everything that is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub(super) Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => write!(f, "the configuration has a problem")?,
            count => write!(f, "the configuration has {count} problems")?,
        }
        for Problem { origin, message } in &self.0 {
            write!(f, "\n  {origin}: {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
