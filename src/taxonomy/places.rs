//! Where is this? Countries, regions and cities as people write them.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::cities::{self, Cities};
use super::fold::key;
use super::letters::{Letters, is_plain};
use super::load::Row;

/// The most words of a city that the vocabulary does not know.
const CITY_WORDS: usize = 4;

/// An entry of `places.toml`, under its ISO 3166-1 alpha-2 code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    /// Names of states and provinces by their codes; other names after `|`.
    #[serde(default)]
    regions: FxHashMap<String, String>,
    /// `San Francisco, CA|SF`: a name, the code of its region if that is listed, other names.
    #[serde(default)]
    cities: Vec<String>,
}

/// A place, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub city: Option<String>,
    /// The name of a state or province.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

#[derive(Debug, Clone)]
struct Region {
    name: String,
    code: String,
    country: String,
}

#[derive(Debug, Clone)]
struct City {
    name: String,
    region: Option<String>,
    country: String,
}

/// Every place of the vocabulary.
#[derive(Debug)]
pub(super) struct Places {
    /// Countries' names by their codes.
    names: FxHashMap<String, String>,
    demonyms: FxHashMap<String, String>,
    region_codes: FxHashMap<String, Vec<Region>>,
    /// What is called so, by the folded name.
    named: FxHashMap<String, Named>,
    /// Of all names and codes.
    letters: Letters,
    /// Cities that are places only where something else says so.
    others: Cities,
}

/// What bears a name.
#[derive(Debug, Default)]
struct Named {
    country: Option<String>,
    regions: Vec<Region>,
    /// Cities that are places wherever they stand.
    cities: Vec<City>,
}

/// What a part of a place's name can be.
#[derive(Debug, Default)]
struct Part<'p> {
    text: &'p str,
    country: Option<&'p str>,
    /// Those that are called so, and those whose code it is.
    regions: [&'p [Region]; 2],
    cities: &'p [City],
}

impl Places {
    pub(super) fn new(rows: Vec<Row<CountryEntry>>, others: Cities) -> Self {
        let mut places = Self {
            names: FxHashMap::default(),
            demonyms: FxHashMap::default(),
            region_codes: FxHashMap::default(),
            named: FxHashMap::default(),
            letters: Letters::default(),
            others,
        };
        for (code, country) in rows {
            for code in country.regions.keys().chain([&code]) {
                places.letters.insert(&key(code));
            }
            places.add_country(&code, country);
        }
        places
    }

    fn add_country(&mut self, code: &str, country: CountryEntry) {
        for name in country.aliases.iter().chain([&country.name]) {
            self.named(name).country = Some(code.to_owned());
        }
        for demonym in &country.demonyms {
            self.demonyms
                .entry(key(demonym))
                .or_insert_with(|| code.to_owned());
        }
        for (region_code, written) in &country.regions {
            let mut names = written.split('|');
            let region = Region {
                name: names.next().unwrap_or_default().to_owned(),
                code: region_code.clone(),
                country: code.to_owned(),
            };
            for name in names.chain([region.name.as_str()]) {
                self.named(name).regions.push(region.clone());
            }
            self.region_codes
                .entry(region_code.clone())
                .or_default()
                .push(region);
        }
        for written in &country.cities {
            let mut names = written.split('|');
            let (name, region_code) = match names.next().unwrap_or_default().split_once(", ") {
                Some((name, region)) => (name, Some(region)),
                None => (written.split('|').next().unwrap_or_default(), None),
            };
            let region = region_code.and_then(|region| country.regions.get(region));
            let city = City {
                name: name.to_owned(),
                region: region
                    .and_then(|names| names.split('|').next())
                    .map(str::to_owned),
                country: code.to_owned(),
            };
            for name in names.chain([name]) {
                self.named(name).cities.push(city.clone());
            }
        }
        self.names.insert(code.to_owned(), country.name);
    }

    fn named(&mut self, name: &str) -> &mut Named {
        let key = key(name);
        self.letters.insert(&key);
        self.named.entry(key).or_default()
    }

    #[cfg(test)]
    pub(super) fn countries(&self) -> usize {
        self.names.len()
    }

    pub(super) fn country_name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    pub(super) fn country_of_demonym(&self, word: &str) -> Option<&str> {
        self.demonyms.get(&key(word)).map(String::as_str)
    }

    /// Reads a place; `None` where no part of it is known.
    pub(super) fn read(&self, text: &str) -> Option<Place> {
        if !self.may_know(text) {
            return None;
        }
        let parts = self.parts(text);
        let countries = || parts.iter().filter_map(|part| part.country);
        let regions = || parts.iter().flat_map(Part::regions);
        let fits = |city: &&City| {
            countries().any(|country| country == city.country)
                || regions().any(|region| Some(&region.name) == city.region.as_ref())
                || regions().any(|region| region.country == city.country && city.region.is_none())
        };
        let known = || parts.iter().flat_map(|part| part.cities);
        let elsewhere = parts.iter().any(|part| part.cities.is_empty() && part.is_known());
        if let Some(city) = known()
            .find(fits)
            .or_else(|| known().next().filter(|_| !elsewhere))
        {
            return Some(Place {
                city: Some(city.name.clone()),
                region: city.region.clone(),
                country: Some(city.country.clone()),
            });
        }
        let (country, region) = Self::area(&parts)?;
        if let Some(city) = self.city_within(&parts, &country, region.as_deref()) {
            return Some(city);
        }
        Some(Place {
            city: parts
                .first()
                .filter(|_| parts.len() > 1)
                .and_then(Part::unknown_city),
            region,
            country: Some(country),
        })
    }

    /// Says whether a text can be a place: plain words name one together, or the last of them does.
    pub(super) fn may_know(&self, text: &str) -> bool {
        self.letters.may_hold_or_end_in(text.trim_ascii_end())
    }

    /// Reads what is known to be a place: a city needs no country beside it; of several cities the largest is meant.
    pub(super) fn read_stated(&self, text: &str) -> Option<Place> {
        self.read(text).or_else(|| {
            let city = self.others.named(text).max_by_key(|city| city.people)?;
            Some(self.place_of(city))
        })
    }

    /// The largest of the less known cities that a part names in the country and region that others name.
    fn city_within(&self, parts: &[Part<'_>], country: &str, region: Option<&str>) -> Option<Place> {
        let unknown = parts.iter().filter(|part| !part.is_known());
        let named = unknown.flat_map(|part| self.others.named(part.text));
        let within = named.filter(|city| city.country == country).filter(|city| {
            let state = self.state(city);
            state.is_none() || region.is_none() || state == region
        });
        let city = within.max_by_key(|city| city.people)?;
        let place = self.place_of(city);
        Some(Place {
            region: place.region.or_else(|| region.map(str::to_owned)),
            ..place
        })
    }

    fn place_of(&self, city: cities::City<'_>) -> Place {
        Place {
            city: Some(city.name()),
            region: self.state(&city).map(str::to_owned),
            country: Some(city.country.to_owned()),
        }
    }

    /// The name of the state that a city is in.
    fn state(&self, city: &cities::City<'_>) -> Option<&str> {
        let states = self.region_codes.get(city.state)?;
        let state = states.iter().find(|state| state.country == city.country)?;
        Some(&state.name)
    }

    /// The country and region that the parts name, where no city tells.
    fn area(parts: &[Part<'_>]) -> Option<(String, Option<String>)> {
        let named = parts.iter().rev().find(|part| part.is_area())?;
        let agreeing = parts.iter().flat_map(Part::regions).find(|region| {
            parts
                .iter()
                .any(|part| part.country == Some(region.country.as_str()) && part.text != region.code)
        });
        let region = agreeing.or_else(|| {
            named
                .regions()
                .next()
                .filter(|_| named.country.is_none() || named.is_code())
        });
        match (region, named.country) {
            (Some(region), _) => Some((region.country.clone(), Some(region.name.clone()))),
            (None, Some(country)) => Some((country.to_owned(), None)),
            (None, None) => None,
        }
    }

    fn parts<'p>(&'p self, text: &'p str) -> Vec<Part<'p>> {
        let mut parts = Vec::with_capacity(2);
        let mut add = |part: &'p str| {
            let part = part.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
            if !part.is_empty() {
                self.add_part_or_words(part, &mut parts);
            }
        };
        if is_plain(text) {
            add(text);
            return parts;
        }
        let dashed = text.contains(['-', '–']);
        for part in text.split([',', '|', '(', ')', '/', '·', '•', ';', '\n']) {
            if dashed {
                let split = part.split(" - ").flat_map(|part| part.split(" – "));
                split.for_each(&mut add);
            } else {
                add(part);
            }
        }
        parts
    }

    /// A part, or its last word apart where only that makes something known: `Portland OR`, `Berlin Germany`.
    fn add_part_or_words<'p>(&'p self, text: &'p str, parts: &mut Vec<Part<'p>>) {
        let whole = self.part(text);
        if !whole.is_known()
            && let Some((before, last)) = text.rsplit_once(' ')
        {
            let last = self.part(last);
            if last.is_area() {
                self.add_part_or_words(before.trim(), parts);
                parts.push(last);
                return;
            }
        }
        parts.push(whole);
    }

    fn part<'p>(&'p self, text: &'p str) -> Part<'p> {
        if !self.letters.may_hold(text) {
            return Part {
                text,
                ..Part::default()
            };
        }
        let named = self.named.get(&key(text));
        let country = named.and_then(|named| named.country.as_ref());
        let code = text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase());
        let coded = || code.then(|| self.names.get_key_value(text)).flatten();
        let regions = named.map_or(&[][..], |named| &named.regions);
        let coded_regions = self.region_codes.get(text).map_or(&[][..], Vec::as_slice);
        Part {
            text,
            country: country
                .or_else(|| coded().map(|(code, _)| code))
                .map(String::as_str),
            regions: [regions, coded_regions],
            cities: named.map_or(&[], |named| &named.cities),
        }
    }
}

impl<'p> Part<'p> {
    fn regions(&self) -> impl Iterator<Item = &'p Region> + use<'p> {
        self.regions.into_iter().flatten()
    }

    fn is_area(&self) -> bool {
        self.country.is_some() || self.regions().next().is_some()
    }

    fn is_known(&self) -> bool {
        self.is_area() || !self.cities.is_empty()
    }

    /// Says whether it is a code of two or three letters.
    fn is_code(&self) -> bool {
        self.regions()
            .next()
            .is_some_and(|region| region.code == self.text)
    }

    /// Its words, where they can be a city's that the vocabulary does not know.
    fn unknown_city(&self) -> Option<String> {
        let words = self.text.split_whitespace().count();
        let remote = ["remote", "based", "relocat", "hybrid"]
            .iter()
            .any(|word| self.text.to_lowercase().contains(word));
        let named = self.text.starts_with(char::is_uppercase) && words <= CITY_WORDS;
        (named && !remote && !self.is_known()).then(|| self.text.to_owned())
    }
}
