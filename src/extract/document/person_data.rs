//! Who a page says that it is about, in its JSON-LD: <https://schema.org/Person>.

use std::collections::BTreeMap;

use super::builder::Builder;
use super::html::Token;
use super::{Kind, slice};
use crate::extract::json::Json;

/// The most scripts of a page that are looked at.
const MAX_SCRIPTS: usize = 16;

/// A person as JSON-LD describes them.
#[derive(Debug)]
pub(super) struct PersonData<'t> {
    fields: BTreeMap<String, Json<'t>>,
}

/// Finds the people whom a page describes. One is whom it is about; several are a team, or authors.
pub(super) fn people<'t>(source: &'t str, tokens: &[Token<'_>]) -> Vec<PersonData<'t>> {
    let scripts = tokens.iter().filter_map(|token| match token {
        Token::Open(tag) if tag.is("script") => Some(tag),
        _ => None,
    });
    let data = scripts.filter(|tag| {
        let kind = tag.attribute("type");
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
    });
    let mut people = Vec::new();
    for tag in data.take(MAX_SCRIPTS) {
        let rest = slice(source, tag.span.end..source.len());
        let Some(length) = rest.find("</") else { continue };
        if let Some(root) = Json::parse(source, tag.span.end..tag.span.end + length) {
            add_people(&root, &mut people);
        }
    }
    people
}

/// People stand at the top, in a list or graph of things, or as what a page is about.
fn add_people<'t>(root: &Json<'t>, people: &mut Vec<PersonData<'t>>) {
    let graph = root.fields().get("@graph").map(Json::items);
    let things = graph.unwrap_or_else(|| {
        if root.is_object() {
            vec![*root]
        } else {
            root.items()
        }
    });
    for thing in things {
        let fields = thing.fields();
        let about = fields.get("mainEntity").map(Json::fields);
        let found = [Some(fields), about].into_iter().flatten();
        people.extend(found.filter(is_person).map(|fields| PersonData { fields }));
    }
}

fn is_person(fields: &BTreeMap<String, Json<'_>>) -> bool {
    let Some(kind) = fields.get("@type") else {
        return false;
    };
    let kinds = kind.items().into_iter().chain([*kind]);
    kinds.filter_map(|kind| kind.text()).any(|kind| kind == "Person")
}

impl<'t> PersonData<'t> {
    /// Begins a document with who it is: name, work, place, and where else they are.
    pub(super) fn introduce(&self, builder: &mut Builder) {
        line(builder, Kind::Heading(1), &[self.fields.get("name").copied()], "");
        let employer = self.named("worksFor");
        line(
            builder,
            Kind::Paragraph,
            &[self.fields.get("jobTitle").copied(), employer],
            " at ",
        );
        let address = self.fields.get("address").map(Json::fields).unwrap_or_default();
        let place = ["addressLocality", "addressCountry"].map(|key| address.get(key).copied());
        line(builder, Kind::Paragraph, &place, ", ");
        let email = self.fields.get("email").copied();
        line(builder, Kind::Paragraph, &[email], "");
        for link in ["url", "sameAs"].into_iter().flat_map(|key| self.values(key)) {
            if let Some(href) = link.text() {
                builder.start(Kind::Paragraph);
                builder.start_link(href, true, link.span());
                builder.end_link(link.span().end);
                builder.end();
            }
        }
    }

    /// Ends a document with what the person knows of and where they learned.
    pub(super) fn add_knowledge(&self, builder: &mut Builder) {
        for (key, heading) in [("knowsAbout", "Skills"), ("alumniOf", "Education")] {
            let Some(list) = self.fields.get(key) else {
                continue;
            };
            let at = list.span().start;
            builder.start(Kind::Heading(2));
            builder.text(heading, at..at, false);
            for value in self.values(key) {
                let name = value.fields().get("name").copied();
                line(builder, Kind::Item(0), &[name.or(Some(value))], "");
            }
        }
    }

    /// A member's value, or the values that it lists.
    fn values(&self, key: &str) -> Vec<Json<'t>> {
        let Some(value) = self.fields.get(key) else {
            return Vec::new();
        };
        let items = value.items();
        if items.is_empty() { vec![*value] } else { items }
    }

    /// The name of what a member describes.
    fn named(&self, key: &str) -> Option<Json<'t>> {
        let value = *self.values(key).first()?;
        value.fields().get("name").copied().or(Some(value))
    }
}

/// A block of some values.
fn line(builder: &mut Builder, kind: Kind, values: &[Option<Json<'_>>], separator: &str) {
    builder.start(kind);
    let mut end = None;
    for value in values.iter().flatten().filter(|value| value.text().is_some()) {
        if let Some(at) = end {
            builder.text(separator, at..at, false);
        }
        for (words, range, exact) in value.pieces() {
            builder.text(&words, range, exact);
        }
        end = Some(value.span().end);
    }
    builder.end();
}
