//! The configuration: defaults, file, environment, flags.
