//! Profiles in the forms that others defined.

pub(crate) mod json_resume;
