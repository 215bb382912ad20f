//! Which cities bear a name? An extract of GeoNames, searched as the text that it is.
//!
//! The rows are sorted by the name that they are looked up by, so that nothing is read or kept before somebody asks.

use super::fold::fold;

/// A row of `cities.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct City<'t> {
    /// The name that it is looked up by: see [`lookup_key`].
    pub(super) key: &'t str,
    /// The city's name; empty where the key with capitals is the name.
    shown: &'t str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'t str,
    /// The code of its state, in the United States only.
    pub(super) state: &'t str,
    /// In thousands.
    pub(super) people: u32,
}

impl<'t> City<'t> {
    pub(super) fn parse(row: &'t str) -> Option<Self> {
        let mut columns = row.split('\t');
        let mut next = || columns.next();
        Some(Self {
            key: next()?,
            shown: next()?,
            country: next()?,
            state: next()?,
            people: next()?.parse().ok()?,
        })
    }

    pub(super) fn name(&self) -> String {
        if self.shown.is_empty() {
            capitalized(self.key)
        } else {
            self.shown.to_owned()
        }
    }
}

fn capitalized(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    for letter in key.chars() {
        if name.is_empty() || name.ends_with(' ') {
            name.extend(letter.to_uppercase());
        } else {
            name.push(letter);
        }
    }
    name
}

/// The folded words of a city's name, a blank between them.
pub(super) fn lookup_key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.words.iter().map(|word| folded.letters(word)).collect();
    words.join(" ")
}

/// Every row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cities {
    rows: &'static str,
}

impl Cities {
    pub(super) fn new(rows: &'static str) -> Self {
        Self { rows }
    }

    /// Returns the cities of a name, in no particular order; in logarithmic time.
    pub(super) fn named(self, name: &str) -> impl Iterator<Item = City<'static>> {
        let key = lookup_key(name);
        let found = self.rows.get(self.first(&key)..).unwrap_or_default();
        found
            .lines()
            .map_while(City::parse)
            .take_while(move |city| city.key == key)
    }

    /// Where the first row starts whose key isn't before the given one.
    fn first(self, key: &str) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let start = self.row_start(low.midpoint(high));
            let row = self.rows.get(start..).and_then(|rest| rest.lines().next());
            let before = row.filter(|row| row.split('\t').next().is_some_and(|known| known < key));
            match before {
                Some(row) => low = start + row.len() + 1,
                None => high = start,
            }
        }
        low
    }

    /// Where the row starts that holds a byte.
    fn row_start(self, at: usize) -> usize {
        let before = self.rows.as_bytes().get(..at).unwrap_or_default();
        let end = before.iter().rposition(|byte| *byte == b'\n');
        end.map_or(0, |end| end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "aba\t\tNG\t\t897\nbath\t\tGB\t\t94\ncork\t\tIE\t\t190\ncork city\tCork\tIE\t\t190\nsalem\t\tIN\t\t778\nsalem\t\tUS\tOR\t164\n";

    fn named(name: &str) -> Vec<(String, &'static str)> {
        let cities = Cities::new(ROWS).named(name);
        cities.map(|city| (city.name(), city.country)).collect()
    }

    #[test]
    fn a_city_is_found_by_its_whole_name() {
        assert_eq!(named("Aba"), [("Aba".to_owned(), "NG")]);
        assert_eq!(named("CORK"), [("Cork".to_owned(), "IE")]);
        assert_eq!(named("cork  city"), [("Cork".to_owned(), "IE")]);
        assert_eq!(named("Cor"), []);
        assert_eq!(named("Zug"), []);
    }

    #[test]
    fn every_city_of_a_name_is_found() {
        let salem = || "Salem".to_owned();
        assert_eq!(named("Salem"), [(salem(), "IN"), (salem(), "US")]);
    }
}
