//! How a URL holds a search: read from it and written back, for pages and for the API alike.

use std::collections::BTreeMap;

use url::form_urlencoded;

use super::error::FieldError;
use super::names;
use crate::search::{Facet, MAX_LIMIT, Query, Sort};
use crate::taxonomy::Taxonomy;

/// People on a page of results where the URL does not say.
pub(crate) const PER_PAGE: usize = 20;

/// The highest page number; beyond it no directory has people.
const MAX_PAGE: usize = 1_000_000;

/// The most characters that are searched for.
pub(crate) const MAX_TEXT_CHARS: usize = 1_000;

/// The most values that can be chosen of one facet.
const MAX_CHOSEN: usize = 50;

/// The most values that are counted out for each facet.
const FACET_LIMIT: usize = 20;

/// A search as a URL holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SearchParams {
    /// What was typed.
    pub(crate) text: String,
    /// Chosen values in the order of choice, each once: any of one facet, all facets.
    pub(crate) chosen: BTreeMap<Facet, Vec<String>>,
    pub(crate) sort: Sort,
    /// Counted from 1.
    pub(crate) page: usize,
    pub(crate) per_page: usize,
}

impl Default for SearchParams {
    fn default() -> Self {
        Self {
            text: String::new(),
            chosen: BTreeMap::new(),
            sort: Sort::default(),
            page: 1,
            per_page: PER_PAGE,
        }
    }
}

impl SearchParams {
    /// Reads the part of a URL after `?`.
    ///
    /// What is wrong is named and left out, so that there is always a search: the API refuses it, a page may go on.
    pub(crate) fn parse(query_string: &str) -> (Self, Vec<FieldError>) {
        let mut params = Self::default();
        let mut problems = Vec::new();
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()) {
            if let Err(detail) = params.set(&name, &value) {
                problems.push(FieldError::new(name, detail));
            }
        }
        (params, problems)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        if let Some(facet) = Facet::ALL
            .into_iter()
            .find(|facet| names::parameter(*facet) == name)
        {
            return self.choose(facet, value);
        }
        match name {
            "q" => self.text = searchable(value)?,
            "sort" => self.sort = sort_named(value)?,
            "page" => self.page = number(value, MAX_PAGE)?,
            "per_page" => self.per_page = number(value, MAX_LIMIT)?,
            _ => return Err(format!("there is no such parameter; there are {}", known_names())),
        }
        Ok(())
    }

    /// Takes in one value or a list with commas; ids hold none.
    fn choose(&mut self, facet: Facet, values: &str) -> Result<(), String> {
        for value in values.split(',').map(str::trim).filter(|value| !value.is_empty()) {
            let chosen = self.chosen.entry(facet).or_default();
            if chosen.iter().any(|known| known == value) {
                continue;
            }
            if chosen.len() == MAX_CHOSEN {
                return Err(format!("at most {MAX_CHOSEN} values can be chosen"));
            }
            chosen.push(value.to_owned());
        }
        Ok(())
    }

    /// Writes the part of a URL after `?`; what is as by default is left out.
    pub(crate) fn to_query_string(&self) -> String {
        let mut written = form_urlencoded::Serializer::new(String::new());
        if !self.text.is_empty() {
            written.append_pair("q", &self.text);
        }
        for (facet, values) in &self.chosen {
            for value in values {
                written.append_pair(names::parameter(*facet), value);
            }
        }
        if self.sort != Sort::default() {
            written.append_pair("sort", sort_name(self.sort));
        }
        if self.page != 1 {
            written.append_pair("page", &self.page.to_string());
        }
        if self.per_page != PER_PAGE {
            written.append_pair("per_page", &self.per_page.to_string());
        }
        written.finish()
    }

    /// Returns what to ask the index.
    pub(crate) fn to_query(&self, taxonomy: &Taxonomy) -> Query {
        Query {
            filters: self.chosen.clone(),
            sort: self.sort,
            offset: (self.page - 1) * self.per_page,
            limit: self.per_page,
            facet_limit: FACET_LIMIT,
            ..Query::parse(&self.text, taxonomy)
        }
    }

    pub(crate) fn is_chosen(&self, facet: Facet, value: &str) -> bool {
        self.chosen
            .get(&facet)
            .is_some_and(|chosen| chosen.iter().any(|known| known == value))
    }

    /// Returns the same search with a value chosen, or no longer chosen; from the first page.
    #[must_use]
    pub(crate) fn toggled(&self, facet: Facet, value: &str) -> Self {
        let mut other = self.at_page(1);
        let chosen = other.chosen.entry(facet).or_default();
        match chosen.iter().position(|known| known == value) {
            Some(place) => {
                chosen.remove(place);
            }
            None => chosen.push(value.to_owned()),
        }
        other.chosen.retain(|_facet, values| !values.is_empty());
        other
    }

    #[must_use]
    pub(crate) fn at_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }
}

/// Every order of results, with its name in URLs.
pub(crate) const SORTS: [(Sort, &str); 4] = [
    (Sort::Relevance, "relevance"),
    (Sort::Name, "name"),
    (Sort::Recent, "recent"),
    (Sort::Years, "years"),
];

/// Returns the name of an order in URLs.
pub(crate) fn sort_name(sort: Sort) -> &'static str {
    SORTS
        .into_iter()
        .find_map(|(known, name)| (known == sort).then_some(name))
        .unwrap_or_default()
}

fn sort_named(name: &str) -> Result<Sort, String> {
    SORTS
        .into_iter()
        .find_map(|(sort, known)| (known == name).then_some(sort))
        .ok_or_else(|| {
            format!(
                "there is no such order; there are {}",
                SORTS.map(|(_, name)| name).join(", ")
            )
        })
}

fn searchable(text: &str) -> Result<String, String> {
    if text.chars().count() > MAX_TEXT_CHARS {
        return Err(format!("at most {MAX_TEXT_CHARS} characters can be searched for"));
    }
    Ok(text.to_owned())
}

fn number(text: &str, most: usize) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|number| (1..=most).contains(number))
        .ok_or_else(|| format!("expected a number from 1 to {most}"))
}

fn known_names() -> String {
    let facets = Facet::ALL.map(names::parameter).join(", ");
    format!("q, {facets}, sort, page, per_page")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(query_string: &str) -> SearchParams {
        let (params, problems) = SearchParams::parse(query_string);
        assert_eq!(problems, []);
        params
    }

    fn problems(query_string: &str) -> Vec<String> {
        let (_, problems) = SearchParams::parse(query_string);
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn lists_with_commas_and_repeated_names_mean_the_same() {
        let listed = read("skill=go,rust&place=in%2Fmumbai");
        assert_eq!(listed, read("skill=go&skill=rust&skill=go&place=in/mumbai"));
        assert_eq!(listed.to_query_string(), "skill=go&skill=rust&place=in%2Fmumbai");
    }

    #[test]
    fn every_wrong_parameter_is_named_and_the_rest_still_counts() {
        let (params, found) = SearchParams::parse("q=kafka&color=red&page=0&per_page=101&sort=age");
        let named: Vec<_> = found.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(named, ["color", "page", "per_page", "sort"]);
        assert_eq!(params, read("q=kafka"));
    }

    #[test]
    fn a_search_has_limits() {
        assert_eq!(problems(&format!("q={}", "a".repeat(MAX_TEXT_CHARS))), [""; 0]);
        assert_eq!(problems(&format!("q={}", "a".repeat(MAX_TEXT_CHARS + 1))), ["q"]);
        let many: Vec<_> = (0..=MAX_CHOSEN).map(|number| number.to_string()).collect();
        assert_eq!(problems(&format!("skill={}", many.join(","))), ["skill"]);
    }

    #[test]
    fn toggling_a_value_twice_returns_to_the_first_page_of_the_same_search() {
        let params = read("q=x&skill=go&page=3");
        let more = params.toggled(Facet::Company, "acme");
        assert_eq!(more.to_query_string(), "q=x&skill=go&company=acme");
        assert_eq!(more.toggled(Facet::Company, "acme"), params.at_page(1));
        assert_eq!(params.toggled(Facet::Skill, "go").to_query_string(), "q=x");
    }

    fn any_params() -> impl Strategy<Value = SearchParams> {
        let ids = prop::collection::vec("[a-z0-9+#./ -]*[a-z0-9+#]", 1..4).prop_map(|mut ids| {
            let mut seen = std::collections::HashSet::new();
            for id in &mut ids {
                *id = id.trim().to_owned();
            }
            ids.retain(|id| seen.insert(id.clone()));
            ids
        });
        let chosen = prop::collection::btree_map(prop::sample::select(Facet::ALL.to_vec()), ids, 0..6);
        let sort = prop::sample::select(SORTS.map(|(sort, _)| sort).to_vec());
        ("\\PC{0,40}", chosen, sort, 1..=MAX_PAGE, 1..=MAX_LIMIT).prop_map(
            |(text, chosen, sort, page, per_page)| SearchParams {
                text,
                chosen,
                sort,
                page,
                per_page,
            },
        )
    }

    proptest! {
        #[test]
        fn the_url_holds_the_whole_search(params in any_params()) {
            prop_assert_eq!(read(&params.to_query_string()), params);
        }

        #[test]
        fn every_query_string_is_a_search(query_string in "\\PC{0,80}") {
            let (params, _) = SearchParams::parse(&query_string);
            prop_assert_eq!(read(&params.to_query_string()), params);
        }
    }
}
