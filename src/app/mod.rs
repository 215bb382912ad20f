//! Builds everything from the configuration; alone in naming all concrete types.
