//! What a place looks like, and where somebody lives.

use crate::profile::Location;
use crate::taxonomy::Taxonomy;

/// Ways of working that stand where a place does.
const ANYWHERE: &[&str] = &[
    "remote",
    "hybrid",
    "on-site",
    "onsite",
    "worldwide",
    "remotely",
    "fully",
    "wfh",
    "global",
];

/// The most bytes of a place.
const PLACE_BYTES: usize = 60;

/// Says whether a text names a place, or a way of working from anywhere.
pub(super) fn is_place(taxonomy: &Taxonomy, text: &str) -> bool {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if text.is_empty() || text.len() > PLACE_BYTES {
        return false;
    }
    let lower = text.to_lowercase();
    let first = lower.split([' ', ',', '(']).next().unwrap_or_default();
    if ANYWHERE.contains(&first) && lower.len() <= 40 {
        return true;
    }
    let bare = text.split(['(', '/']).next().unwrap_or(text).trim();
    let last = bare.rsplit(',').next().unwrap_or(bare).trim();
    let is_code = last.len() == 2 && last.chars().all(char::is_uppercase);
    let parts = bare.split(',').count();
    // Two letters are a state only behind a city.
    parts <= 4 && (parts > 1 || !is_code) && taxonomy.place(last).is_some()
}

/// Understands a place that somebody calls home.
pub(super) fn location(taxonomy: &Taxonomy, text: &str) -> Location {
    let raw = text.trim().to_owned();
    let place = taxonomy.place(&raw).unwrap_or_default();
    Location {
        city: place.city,
        region: place.region,
        country: place.country,
        raw,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_companies() {
        for place in [
            "Columbus, OH",
            "Moscow, Russia (remote)",
            "Remote",
            "Singapore",
            "Mumbai",
            "Niterói, Rio de Janeiro, Brasil",
        ] {
            assert!(is_place(Taxonomy::embedded(), place), "{place}");
        }
        for other in ["Pine Labs", "Banco de Portugal", "Remote.com", "Grid Dynamics"] {
            assert!(!is_place(Taxonomy::embedded(), other), "{other}");
        }
    }

    #[test]
    fn a_home_has_a_city_and_a_country() {
        let home = location(Taxonomy::embedded(), "Rivoli, Italy");
        assert_eq!(
            (home.city.as_deref(), home.country.as_deref()),
            (Some("Rivoli"), Some("IT"))
        );
        assert_eq!(location(Taxonomy::embedded(), "India").city, None);
    }
}
