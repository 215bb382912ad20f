//! When do two accounts of where somebody is agree?

use super::unite::weight;
use crate::profile::Location;

/// How much an account says, in two parts: how many levels of the place are known, then its words.
pub(super) fn exactness(location: &Location) -> (usize, impl Ord + '_) {
    let Location {
        raw,
        city,
        region,
        country,
    } = location;
    let known = [city, region, country]
        .iter()
        .filter(|part| part.is_some())
        .count();
    (known, (weight(raw), city, region, country))
}

/// Says whether two accounts can be of one place: no level of it that both know differs.
pub(super) fn may_be_one(one: &Location, other: &Location) -> bool {
    let agree =
        |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
    agree(&one.country, &other.country)
        && agree(&one.city, &other.city)
        && (one.city.is_some() && other.city.is_some() || agree(&one.region, &other.region))
}
