//! Does a text say enough to be a profile?

use super::Rejected;
use crate::profile::Profile;

/// Says what is thin or missing, or that there is nothing at all.
pub(super) fn facts(profile: &Profile) -> Result<Vec<String>, Rejected> {
    let missing = [
        (
            profile.name.is_none(),
            "no name was found: put it into the first line",
        ),
        (
            profile.skills.is_empty(),
            "no skill was found: name languages and tools, best in a list",
        ),
        (
            profile.experience.is_empty(),
            "no position was found: name employers, titles and years",
        ),
    ];
    if missing.iter().all(|(is_missing, _)| *is_missing) {
        return Err(Rejected::NoFacts);
    }
    Ok(missing
        .iter()
        .filter(|(is_missing, _)| *is_missing)
        .map(|(_, note)| (*note).to_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_enough_and_noted() {
        let profile = Profile {
            name: Some("Ada Example".to_owned()),
            ..Profile::default()
        };
        assert_eq!(facts(&profile).unwrap().len(), 2);
        assert_eq!(facts(&Profile::default()), Err(Rejected::NoFacts));
    }
}
