//! A JSON Resume as blocks: its values in the order in which people read a résumé, under the headings of its parts.

use std::collections::BTreeMap;

use super::builder::Builder;
use super::{Block, Kind};
use crate::extract::json::Json;

/// The members of an object.
type Fields<'t> = BTreeMap<String, Json<'t>>;

/// Reads the values that speak of the person; what others say of them (`references`) is left out.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let root = Json::parse(source, 0..source.len());
    let root = root.map(|root| root.fields()).unwrap_or_default();
    let mut reader = Reader::default();
    if let Some(basics) = root.get("basics") {
        reader.basics(&basics.fields());
    }
    reader.part(&root, "work", "Experience", Reader::work);
    reader.part(&root, "volunteer", "Volunteering", Reader::work);
    reader.part(&root, "projects", "Projects", Reader::work);
    reader.part(&root, "skills", "Skills", Reader::skill);
    reader.part(&root, "education", "Education", Reader::education);
    reader.part(&root, "certificates", "Certifications", Reader::listed);
    reader.part(&root, "publications", "Publications", Reader::listed);
    reader.part(&root, "awards", "Awards", Reader::listed);
    reader.part(&root, "languages", "Languages", Reader::listed);
    reader.part(&root, "interests", "Interests", Reader::skill);
    reader.builder.finish()
}

#[derive(Default)]
struct Reader {
    builder: Builder,
}

impl Reader {
    /// A part with its heading, where it holds anything.
    fn part(&mut self, root: &Fields<'_>, key: &str, heading: &str, read: fn(&mut Self, &Fields<'_>)) {
        let Some(list) = root.get(key) else { return };
        let items = list.items();
        if items.is_empty() {
            return;
        }
        self.heading(heading, list);
        for item in items {
            read(self, &item.fields());
        }
    }

    /// A heading that the form has in place of words; it stands where its part begins.
    fn heading(&mut self, words: &str, part: &Json<'_>) {
        let at = part.span().start;
        self.builder.start(Kind::Heading(2));
        self.builder.text(words, at..at, false);
    }

    fn basics(&mut self, basics: &Fields<'_>) {
        self.line(Kind::Heading(1), basics, &["name"], "");
        self.line(Kind::Paragraph, basics, &["label"], "");
        if let Some(location) = basics.get("location").filter(|place| place.is_object()) {
            self.line(
                Kind::Paragraph,
                &location.fields(),
                &["city", "region", "countryCode"],
                ", ",
            );
        }
        self.line(Kind::Paragraph, basics, &["location"], "");
        self.line(Kind::Paragraph, basics, &["email"], "");
        for key in ["url", "website"] {
            self.linked(basics, &[], key);
        }
        for profile in basics.get("profiles").map(Json::items).unwrap_or_default() {
            self.linked(&profile.fields(), &["network"], "url");
        }
        if let Some(summary) = basics.get("summary") {
            self.heading("About", summary);
            self.line(Kind::Paragraph, basics, &["summary"], "");
        }
    }

    fn work(&mut self, work: &Fields<'_>) {
        let head = [
            "position",
            "name",
            "company",
            "organization",
            "startDate",
            "endDate",
        ];
        self.line(Kind::Paragraph, work, &head, ", ");
        for key in ["url", "website"] {
            self.linked(work, &[], key);
        }
        for key in ["summary", "description"] {
            self.line(Kind::Paragraph, work, &[key], "");
        }
        self.items(work, "highlights");
        self.items(work, "keywords");
    }

    fn education(&mut self, school: &Fields<'_>) {
        let head = ["institution", "studyType", "area", "startDate", "endDate"];
        self.line(Kind::Paragraph, school, &head, ", ");
        self.items(school, "courses");
    }

    /// A skill, or a group of them: then its name is a label.
    fn skill(&mut self, skill: &Fields<'_>) {
        let is_group = skill
            .get("keywords")
            .is_some_and(|words| !words.items().is_empty());
        if is_group {
            self.line(Kind::Paragraph, skill, &["name", ""], ":");
            self.items(skill, "keywords");
        } else {
            self.line(Kind::Item(0), skill, &["name"], "");
        }
    }

    fn listed(&mut self, entry: &Fields<'_>) {
        let head = [
            "name",
            "title",
            "language",
            "fluency",
            "issuer",
            "publisher",
            "awarder",
            "date",
        ];
        self.line(Kind::Item(0), entry, &head, " – ");
        self.linked(entry, &["name"], "url");
        self.line(Kind::Paragraph, entry, &["summary"], "");
    }

    fn items(&mut self, entry: &Fields<'_>, key: &str) {
        for item in entry.get(key).map(Json::items).unwrap_or_default() {
            self.builder.start(Kind::Item(0));
            self.value(&item);
            self.builder.end();
        }
    }

    /// A block of some members' values; a member without a name is nothing but the separator.
    fn line(&mut self, kind: Kind, fields: &Fields<'_>, keys: &[&str], separator: &str) {
        self.builder.start(kind);
        let mut end = None;
        for key in keys {
            let value = fields.get(*key).filter(|value| value.text().is_some());
            if let (Some(at), true) = (end, value.is_some() || key.is_empty()) {
                self.builder.text(separator, at..at, false);
            }
            if let Some(value) = value {
                self.value(value);
                end = Some(value.span().end);
            }
        }
        self.builder.end();
    }

    /// A block of words with the address that they lead to; without words, the address itself.
    fn linked(&mut self, fields: &Fields<'_>, words: &[&str], key: &str) {
        let Some((address, value)) = fields.get(key).and_then(|value| Some((value.text()?, value))) else {
            return;
        };
        let words = words.iter().filter_map(|key| fields.get(*key));
        self.builder.start(Kind::Paragraph);
        self.builder.start_link(address, false, value.span());
        for word in words {
            self.value(word);
        }
        self.builder.end_link(value.span().end);
        self.builder.end();
    }

    fn value(&mut self, value: &Json<'_>) {
        if value.text().is_none() {
            return;
        }
        for (words, range, exact) in value.pieces() {
            if words == "\n" {
                self.builder.line_break(true, range);
            } else {
                self.builder.text(&words, range, exact);
            }
        }
    }
}
