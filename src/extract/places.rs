//! What a place looks like: countries, states, and "City, Country".

use crate::profile::Location;

/// Countries by the names that people write, with their ISO 3166-1 alpha-2 codes.
const COUNTRIES: &[(&str, &str)] = &[
    ("argentina", "AR"),
    ("armenia", "AM"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("azerbaijan", "AZ"),
    ("bangladesh", "BD"),
    ("belarus", "BY"),
    ("belgium", "BE"),
    ("bolivia", "BO"),
    ("bosnia and herzegovina", "BA"),
    ("brasil", "BR"),
    ("brazil", "BR"),
    ("bulgaria", "BG"),
    ("cambodia", "KH"),
    ("cameroon", "CM"),
    ("canada", "CA"),
    ("chile", "CL"),
    ("china", "CN"),
    ("colombia", "CO"),
    ("costa rica", "CR"),
    ("croatia", "HR"),
    ("cuba", "CU"),
    ("cyprus", "CY"),
    ("czech republic", "CZ"),
    ("czechia", "CZ"),
    ("denmark", "DK"),
    ("deutschland", "DE"),
    ("dominican republic", "DO"),
    ("ecuador", "EC"),
    ("egypt", "EG"),
    ("el salvador", "SV"),
    ("england", "GB"),
    ("estonia", "EE"),
    ("ethiopia", "ET"),
    ("españa", "ES"),
    ("finland", "FI"),
    ("france", "FR"),
    ("georgia", "GE"),
    ("germany", "DE"),
    ("ghana", "GH"),
    ("great britain", "GB"),
    ("greece", "GR"),
    ("guatemala", "GT"),
    ("hong kong", "HK"),
    ("hungary", "HU"),
    ("iceland", "IS"),
    ("india", "IN"),
    ("indonesia", "ID"),
    ("iran", "IR"),
    ("iraq", "IQ"),
    ("ireland", "IE"),
    ("israel", "IL"),
    ("italia", "IT"),
    ("italy", "IT"),
    ("japan", "JP"),
    ("jordan", "JO"),
    ("kazakhstan", "KZ"),
    ("kenya", "KE"),
    ("kosovo", "XK"),
    ("kuwait", "KW"),
    ("latvia", "LV"),
    ("lebanon", "LB"),
    ("lithuania", "LT"),
    ("luxembourg", "LU"),
    ("malaysia", "MY"),
    ("malta", "MT"),
    ("mexico", "MX"),
    ("moldova", "MD"),
    ("mongolia", "MN"),
    ("montenegro", "ME"),
    ("morocco", "MA"),
    ("myanmar", "MM"),
    ("nepal", "NP"),
    ("netherlands", "NL"),
    ("the netherlands", "NL"),
    ("new zealand", "NZ"),
    ("nigeria", "NG"),
    ("north macedonia", "MK"),
    ("norway", "NO"),
    ("oman", "OM"),
    ("pakistan", "PK"),
    ("palestine", "PS"),
    ("panama", "PA"),
    ("paraguay", "PY"),
    ("peru", "PE"),
    ("philippines", "PH"),
    ("poland", "PL"),
    ("portugal", "PT"),
    ("puerto rico", "PR"),
    ("qatar", "QA"),
    ("romania", "RO"),
    ("russia", "RU"),
    ("rwanda", "RW"),
    ("saudi arabia", "SA"),
    ("scotland", "GB"),
    ("senegal", "SN"),
    ("serbia", "RS"),
    ("singapore", "SG"),
    ("slovakia", "SK"),
    ("slovenia", "SI"),
    ("somalia", "SO"),
    ("south africa", "ZA"),
    ("south korea", "KR"),
    ("korea", "KR"),
    ("spain", "ES"),
    ("sri lanka", "LK"),
    ("sudan", "SD"),
    ("sweden", "SE"),
    ("switzerland", "CH"),
    ("syria", "SY"),
    ("taiwan", "TW"),
    ("tanzania", "TZ"),
    ("thailand", "TH"),
    ("tunisia", "TN"),
    ("turkey", "TR"),
    ("türkiye", "TR"),
    ("uae", "AE"),
    ("uganda", "UG"),
    ("uk", "GB"),
    ("u.k.", "GB"),
    ("ukraine", "UA"),
    ("united arab emirates", "AE"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("uruguay", "UY"),
    ("us", "US"),
    ("u.s.", "US"),
    ("usa", "US"),
    ("u.s.a.", "US"),
    ("uzbekistan", "UZ"),
    ("venezuela", "VE"),
    ("vietnam", "VN"),
    ("viet nam", "VN"),
    ("wales", "GB"),
    ("zambia", "ZM"),
    ("zimbabwe", "ZW"),
    ("algeria", "DZ"),
    ("albania", "AL"),
];

/// States of the United States and provinces of Canada, as written behind a city.
const STATES: &[&str] = &[
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
    "DC",
    "California",
    "Texas",
    "New York",
    "Washington",
    "Massachusetts",
    "Florida",
    "Illinois",
    "Colorado",
    "Oregon",
    "Virginia",
    "Pennsylvania",
    "Ohio",
    "Michigan",
    "North Carolina",
    "Minnesota",
    "Arizona",
    "Utah",
];

const PROVINCES: &[&str] = &[
    "ON",
    "BC",
    "QC",
    "AB",
    "MB",
    "SK",
    "NS",
    "NB",
    "NL",
    "Ontario",
    "Quebec",
    "British Columbia",
    "Alberta",
];

/// Ways of working that stand where a place does.
const ANYWHERE: &[&str] = &[
    "remote",
    "hybrid",
    "on-site",
    "onsite",
    "worldwide",
    "remotely",
    "fully remote",
    "work from home",
    "wfh",
    "home office",
    "global",
];

/// Large cities that people name alone.
const CITIES: &[(&str, &str)] = &[
    ("amsterdam", "NL"),
    ("athens", "GR"),
    ("austin", "US"),
    ("bangalore", "IN"),
    ("bengaluru", "IN"),
    ("barcelona", "ES"),
    ("beijing", "CN"),
    ("berlin", "DE"),
    ("bogota", "CO"),
    ("boston", "US"),
    ("brussels", "BE"),
    ("bucharest", "RO"),
    ("budapest", "HU"),
    ("buenos aires", "AR"),
    ("cairo", "EG"),
    ("cape town", "ZA"),
    ("chennai", "IN"),
    ("chicago", "US"),
    ("copenhagen", "DK"),
    ("delhi", "IN"),
    ("dhaka", "BD"),
    ("dubai", "AE"),
    ("dublin", "IE"),
    ("gurgaon", "IN"),
    ("gurugram", "IN"),
    ("hamburg", "DE"),
    ("hanoi", "VN"),
    ("helsinki", "FI"),
    ("hyderabad", "IN"),
    ("islamabad", "PK"),
    ("istanbul", "TR"),
    ("jakarta", "ID"),
    ("karachi", "PK"),
    ("kathmandu", "NP"),
    ("kolkata", "IN"),
    ("krakow", "PL"),
    ("kyiv", "UA"),
    ("lagos", "NG"),
    ("lahore", "PK"),
    ("lima", "PE"),
    ("lisbon", "PT"),
    ("london", "GB"),
    ("los angeles", "US"),
    ("madrid", "ES"),
    ("manila", "PH"),
    ("melbourne", "AU"),
    ("mexico city", "MX"),
    ("milan", "IT"),
    ("minsk", "BY"),
    ("montreal", "CA"),
    ("moscow", "RU"),
    ("mumbai", "IN"),
    ("munich", "DE"),
    ("nairobi", "KE"),
    ("new delhi", "IN"),
    ("new york", "US"),
    ("new york city", "US"),
    ("noida", "IN"),
    ("oslo", "NO"),
    ("paris", "FR"),
    ("porto", "PT"),
    ("prague", "CZ"),
    ("pune", "IN"),
    ("rio de janeiro", "BR"),
    ("rome", "IT"),
    ("san francisco", "US"),
    ("santiago", "CL"),
    ("sao paulo", "BR"),
    ("são paulo", "BR"),
    ("seattle", "US"),
    ("seoul", "KR"),
    ("shanghai", "CN"),
    ("sofia", "BG"),
    ("stockholm", "SE"),
    ("sydney", "AU"),
    ("taipei", "TW"),
    ("tallinn", "EE"),
    ("tehran", "IR"),
    ("tel aviv", "IL"),
    ("tokyo", "JP"),
    ("toronto", "CA"),
    ("vancouver", "CA"),
    ("vienna", "AT"),
    ("vilnius", "LT"),
    ("warsaw", "PL"),
    ("zurich", "CH"),
    ("zürich", "CH"),
    ("san francisco bay area", "US"),
    ("bay area", "US"),
    ("silicon valley", "US"),
    ("montréal", "CA"),
    ("köln", "DE"),
    ("cologne", "DE"),
    ("münchen", "DE"),
];

/// Says whether a text names a place, or a way of working from anywhere.
pub(super) fn is_place(text: &str) -> bool {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if text.len() > 60 || text.is_empty() {
        return false;
    }
    let lower = text.to_lowercase();
    let first = lower.split([' ', ',', '(']).next().unwrap_or_default();
    if ANYWHERE.contains(&lower.as_str()) || ANYWHERE.contains(&first) && lower.len() <= 40 {
        return true;
    }
    country(text).is_some()
}

/// Returns the country that a place says or lies in.
fn country(text: &str) -> Option<&'static str> {
    let bare = text.split(['(', '/']).next().unwrap_or(text).trim();
    let last = bare.rsplit(',').next().unwrap_or(bare).trim();
    let has_city = bare.contains(',');
    let named = |name: &str, list: &'static [(&str, &str)]| {
        let name = name.to_lowercase();
        list.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, code)| *code)
    };
    let state = |list: &[&str]| list.iter().any(|state| *state == last);
    named(last, COUNTRIES)
        .or_else(|| (has_city && state(STATES)).then_some("US"))
        .or_else(|| (has_city && state(PROVINCES)).then_some("CA"))
        .or_else(|| named(bare.split(',').next().unwrap_or(bare).trim(), CITIES))
        .or_else(|| named(last, CITIES))
}

/// Understands a place that somebody calls home.
pub(super) fn location(text: &str) -> Location {
    let raw = text.trim().to_owned();
    let parts: Vec<&str> = raw
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let code = country(&raw);
    let only_country = parts.len() == 1 && COUNTRIES.iter().any(|(name, _)| *name == raw.to_lowercase());
    let city = parts
        .first()
        .filter(|_| !only_country && code.is_some())
        .map(|city| (*city).to_owned());
    let region = (parts.len() == 3)
        .then(|| parts.get(1).map(|region| (*region).to_owned()))
        .flatten();
    Location {
        city,
        region,
        country: code.map(str::to_owned),
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
            assert!(is_place(place), "{place}");
        }
        for other in ["Pine Labs", "Banco de Portugal", "Remote.com", "Grid Dynamics"] {
            assert!(!is_place(other), "{other}");
        }
    }

    #[test]
    fn a_home_has_a_city_and_a_country() {
        let home = location("Rivoli, Italy");
        assert_eq!(
            (home.city.as_deref(), home.country.as_deref()),
            (Some("Rivoli"), Some("IT"))
        );
        assert_eq!(location("India").city, None);
    }
}
