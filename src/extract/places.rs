//! What a place looks like, and where somebody lives.

use std::sync::LazyLock;

use super::education;
use super::sections::fold;
use super::words::WordList;
use crate::profile::Location;
use crate::taxonomy::{Place, Taxonomy};

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

static WAYS: LazyLock<WordList<()>> = LazyLock::new(|| WordList::of(ANYWHERE));

/// The most bytes of a place.
const PLACE_BYTES: usize = 60;

/// Says whether a text names a place, or a way of working from anywhere.
pub(super) fn is_place(taxonomy: &Taxonomy, text: &str) -> bool {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if text.is_empty() || text.len() > PLACE_BYTES {
        return false;
    }
    let text = without_form(text);
    let first = before(text, |byte| matches!(byte, b' ' | b',' | b'('));
    if WAYS.has(first) && text.len() <= 40 {
        return true;
    }
    let bare = without_area(before(text, |byte| matches!(byte, b'(' | b'/')).trim());
    let last = bare.rsplit(',').next().unwrap_or(bare).trim();
    // Asked of every name of a line, most of which are no places.
    if !taxonomy.may_be_place(last) {
        return false;
    }
    if !bare.contains(',') && is_city_and_country(taxonomy, bare) {
        return true;
    }
    let parts = bare.split(',').count();
    // "University of California, Berkeley" is in Berkeley, and is a school.
    let first = bare.split(',').next().unwrap_or(bare);
    let named = || first.contains(" of ") || taxonomy.place(first).is_none();
    let school = || parts > 1 && education::is_school(first) && named();
    parts <= 4
        && taxonomy
            .place(last)
            .is_some_and(|place| names(taxonomy, &place, last, parts > 1))
        && !school()
}

/// Says whether a word is a way of working that stands where a place does: "Remote".
pub(super) fn is_anywhere(word: &str) -> bool {
    WAYS.has(word)
}

/// Returns a text up to the first of some ASCII signs.
fn before(text: &str, is_end: impl Fn(u8) -> bool) -> &str {
    let end = text.bytes().position(is_end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// "Kingdom of Norway": a country without the form of its state.
fn without_form(text: &str) -> &str {
    const FORMS: &[&str] = &["kingdom of ", "republic of ", "state of "];
    let form = FORMS.iter().find(|form| {
        text.get(..form.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(form))
    });
    form.and_then(|form| text.get(form.len()..)).unwrap_or(text)
}

/// "Auburn, WA", "Mesa, Arizona": a city and where it is, though its name alone can be that of many places.
pub(super) fn is_city_in_state(taxonomy: &Taxonomy, text: &str) -> bool {
    text.split_once(',').is_some_and(|(city, state)| {
        let code = state.trim().len() == 2 && state.trim().chars().all(char::is_uppercase);
        (code || taxonomy.stated_place(city.trim()).is_some()) && is_place(taxonomy, text)
    })
}

/// "Bangalore India": both, and no sign between them.
fn is_city_and_country(taxonomy: &Taxonomy, text: &str) -> bool {
    let country = |word: &str| {
        taxonomy
            .place(word)
            .is_some_and(|place| place.city.is_none() && place.region.is_none())
    };
    text.rsplit_once(' ').is_some_and(|(city, last)| {
        last.len() >= 4 && country(last) && taxonomy.place(city).is_some_and(|place| place.city.is_some())
    })
}

/// Words of regions around a city.
const AREAS: &[&str] = &[
    " Metropolitan Area",
    " Bay Area",
    " Metropolitan Region",
    " Metroplex",
    " Area",
];

/// "Austin, Texas Metropolitan Area", "Greater Boston": the city.
fn without_area(place: &str) -> &str {
    let place = ["Greater ", "Central ", "Northern ", "Southern ", "Downtown "]
        .iter()
        .find_map(|part| place.strip_prefix(part))
        .unwrap_or(place);
    AREAS
        .iter()
        .find_map(|area| place.strip_suffix(area))
        .unwrap_or(place)
}

/// Says whether a text that is said to be a place is one: "Location: Erode", "based in Erode".
pub(super) fn is_stated_place(taxonomy: &Taxonomy, text: &str) -> bool {
    let is_city = || taxonomy.place(text).is_none() && taxonomy.stated_place(text).is_some();
    is_place(taxonomy, text) || text.len() <= PLACE_BYTES && is_city()
}

/// Says whether a known place is all that a text names: "Banco de Portugal" is no place, "Acme, SA" neither.
fn names(taxonomy: &Taxonomy, place: &Place, text: &str, behind_city: bool) -> bool {
    let known = [
        place.city.as_deref(),
        place.region.as_deref(),
        place
            .country
            .as_deref()
            .and_then(|code| taxonomy.country_name(code)),
    ];
    let folded = fold(text);
    if known.into_iter().flatten().any(|known| fold(known) == folded) {
        return true;
    }
    let code = text.len() <= 3 && text.chars().all(char::is_uppercase);
    if code {
        return behind_city && !matches!(text, "SA" | "AG" | "AB" | "AS")
            || matches!(text, "UK" | "US" | "USA" | "UAE");
    }
    // Another name of the place, or a name with "the" or a postal code's state.
    !text.contains(' ') || text.split(' ').count() <= 3 && text.starts_with("the ")
}

/// Understands a place that somebody calls home.
pub(super) fn location(taxonomy: &Taxonomy, text: &str) -> Location {
    let raw = text.trim().to_owned();
    let place = taxonomy.stated_place(&raw).unwrap_or_default();
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
            "Bangalore India",
            "Central London",
            "Kingdom of Norway",
        ] {
            assert!(is_place(Taxonomy::embedded(), place), "{place}");
        }
        for other in [
            "Lumoraq IT",
            "Lumoraq, SA",
            "Banco de Portugal",
            "Remote.com",
            "Grid Dynamics",
            "University of California, Berkeley",
        ] {
            assert!(!is_place(Taxonomy::embedded(), other), "{other}");
        }
    }

    #[test]
    fn cities_and_where_they_are_stand_together() {
        let taxonomy = Taxonomy::embedded();
        for place in ["Auburn, WA", "Odd Creek, WA", "Mesa, Arizona"] {
            assert!(is_city_in_state(taxonomy, place), "{place}");
        }
        for other in ["Lumoraq, Norway", "Auburn", "Lumoraq, Inc"] {
            assert!(!is_city_in_state(taxonomy, other), "{other}");
        }
    }

    #[test]
    fn a_less_known_city_is_a_place_where_one_is_stated() {
        let taxonomy = Taxonomy::embedded();
        assert!(is_stated_place(taxonomy, "Erode") && !is_place(taxonomy, "Erode"));
        assert!(is_stated_place(taxonomy, "Mesa, Arizona"));
        assert!(!is_stated_place(taxonomy, "Open within the EU or US"));
        assert_eq!(location(taxonomy, "Erode").country.as_deref(), Some("IN"));
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
