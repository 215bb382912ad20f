//! Résumés in YAML, as JSON Resume and generators of pages have them: written anew as Markdown, and read as such.

mod tree;

use std::ops::Range;

use self::tree::{Node, parse};
use super::anew::Anew;
use super::{Block, slice};
use crate::extract::sections::{self, Section};

/// So many first lines tell how a text is written.
const SAMPLE_LINES: usize = 120;

/// Says whether a text is a résumé in YAML: nothing but keys and lists, and some outermost keys name parts of a résumé.
pub(in crate::extract) fn is_yaml(source: &str) -> bool {
    let lines = source.lines().take(SAMPLE_LINES).map(str::trim_end);
    let (mut parts, mut others, mut all, mut rules) = (0, 0, 0, 0);
    for line in lines.filter(|line| !line.is_empty() && !line.trim_start().starts_with('#')) {
        all += 1;
        rules += usize::from(line == "---");
        let outer = !line.starts_with([' ', '-', '\t']);
        let key = line.strip_suffix(':').map(|key| key.trim_start_matches(' '));
        let shallow = line.len() - line.trim_start().len() <= NESTED;
        parts += usize::from(shallow && key.is_some_and(is_part));
        others += usize::from(outer && !tree::is_keyed(line));
        // Most texts say so in their first lines.
        if others > 1 || rules > 1 {
            return false;
        }
    }
    parts >= 2 && rules <= 1 && others <= rules && all > parts * 2
}

/// How far the parts below a key around all of them are moved in.
const NESTED: usize = 4;

fn is_part(key: &str) -> bool {
    matches!(key, "basics" | "info" | "cv" | "sections" | "history")
        || sections::named(&key.replace('_', " ")).is_some()
}

/// Reads such a résumé into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut writer = Writer {
        anew: Anew::of(source),
    };
    writer.root(&parse(source));
    writer.anew.blocks()
}

type Fields = [(Range<usize>, Node)];

const BASICS: &[&str] = &["basics", "personal", "info", "personal_info", "person", "me"];
const TITLES: &[&str] = &["position", "title", "role", "job_title", "jobtitle"];
const NAMES: &[&str] = &[
    "company",
    "organization",
    "organisation",
    "employer",
    "institution",
    "school",
    "university",
    "name",
    "client",
];
const DEGREES: &[&str] = &["studytype", "degree", "qualification", "study_type"];
const FIELDS: &[&str] = &["area", "field", "major", "subject"];
const STARTS: &[&str] = &["startdate", "start_date", "start", "from", "begin"];
const ENDS: &[&str] = &["enddate", "end_date", "end", "to", "until"];
const DATES: &[&str] = &[
    "date", "dates", "period", "year", "years", "duration", "time", "when",
];
const ABOUT: &[&str] = &["summary", "about", "bio", "objective"];
const TOLD: &[&str] = &[
    "summary",
    "description",
    "highlights",
    "responsibilities",
    "achievements",
    "accomplishments",
    "details",
    "bullets",
    "items",
    "courses",
    "tasks",
    "contents",
];
const MADE_WITH: &[&str] = &[
    "keywords",
    "skills",
    "technologies",
    "tech",
    "stack",
    "tags",
    "tools",
];
const GROUPED: &[&str] = &[
    "keywords",
    "items",
    "skills",
    "details",
    "list",
    "values",
    "technologies",
];

struct Writer<'t> {
    anew: Anew<'t>,
}

impl Writer<'_> {
    fn root(&mut self, root: &Node) {
        let Node::Map(fields) = root else { return };
        let fields = match self.get(fields, &["cv", "resume"]) {
            Some(Node::Map(inner)) => inner,
            _ => fields,
        };
        match self.get(fields, BASICS) {
            Some(Node::Map(basics)) => self.basics(basics),
            _ => self.basics(fields),
        }
        let parts = match self.get(fields, &["sections"]) {
            Some(Node::Map(parts)) => parts,
            _ => fields,
        };
        for (key, node) in parts {
            let known = [
                "basics",
                "personal",
                "profiles",
                "social_networks",
                "social",
                "location",
                "meta",
            ];
            let name = self.key(key);
            let known = known.contains(&name.as_str()) || BASICS.contains(&name.as_str());
            if !matches!(node, Node::Words(_)) && !known {
                self.part(key, node);
            }
        }
    }

    fn basics(&mut self, fields: &Fields) {
        self.line(fields, "# ", &["name"], "");
        self.line(
            fields,
            "",
            &["label", "headline", "title", "position", "role"],
            "",
        );
        match self.get(fields, &["location", "address"]) {
            Some(Node::Map(place)) => {
                let parts = ["city", "region", "country", "countrycode"];
                let parts = parts
                    .iter()
                    .filter_map(|key| self.get(place, &[*key]))
                    .collect::<Vec<_>>();
                self.anew.text.push_str("Location: ");
                for (at, part) in parts.into_iter().enumerate() {
                    self.anew.text.push_str(if at > 0 { ", " } else { "" });
                    self.words(part);
                }
                self.anew.text.push_str("\n\n");
            }
            _ => self.line(fields, "Location: ", &["location"], ""),
        }
        for key in ["email", "website", "url"] {
            self.line(fields, "", &[key], "");
        }
        let profiles = self.get(fields, &["profiles", "social_networks", "social"]);
        for profile in profiles.map(Node::items).unwrap_or_default() {
            let Node::Map(profile) = profile else { continue };
            if self.get(profile, &["url"]).is_some() {
                self.line(profile, "", &["url"], "");
            } else if let Some(network) = self.get(profile, &["network"]) {
                self.words(network);
                self.line(profile, ": ", &["username"], "");
            }
        }
        if self.get(fields, ABOUT).is_some() {
            self.anew.text.push_str("## About\n\n");
            self.line(fields, "", ABOUT, "");
        }
    }

    /// A part with its heading, whose words are the key.
    fn part(&mut self, key: &Range<usize>, node: &Node) {
        let name = self.key(key);
        let section = sections::named(&name.replace('_', " "));
        self.anew.text.push_str("\n## ");
        let work = name == "history";
        self.anew.text.push_str(if work { "Work " } else { "" });
        let section = section.or_else(|| work.then_some(Section::Experience));
        let mut at = key.start;
        for word in slice(self.anew.source, key.clone()).split('_') {
            self.anew.copy(at..at + word.len());
            self.anew.text.push(' ');
            at += word.len() + 1;
        }
        self.anew.text.push_str("\n\n");
        match node {
            Node::Map(groups) => {
                for (key, node) in groups {
                    self.anew.text.push_str("- **");
                    self.anew.copy(key.clone());
                    self.anew.text.push_str("**: ");
                    self.listing(node);
                    self.anew.text.push('\n');
                }
            }
            _ => {
                for item in node.items() {
                    self.item(item, section);
                }
            }
        }
    }

    fn item(&mut self, item: &Node, section: Option<Section>) {
        let Node::Map(fields) = item else {
            self.anew.text.push_str("- ");
            self.words(item);
            self.anew.text.push('\n');
            return;
        };
        match section {
            Some(Section::Skills | Section::Languages | Section::Leisure) => self.group(fields),
            Some(Section::Experience | Section::Volunteering) => self.work(fields),
            Some(Section::Education) => self.school(fields),
            Some(Section::Projects) => {
                self.line(fields, "### ", &["name", "title", "project"], "");
                self.time(fields, false);
                self.line(fields, "", &["url", "website", "link"], "");
                self.told(fields);
            }
            _ => {
                self.anew.text.push_str("- ");
                let parts: [&[&str]; 3] = [&["name", "title"], &["issuer", "publisher", "authority"], DATES];
                let parts = parts
                    .iter()
                    .filter_map(|keys| self.get(fields, keys))
                    .collect::<Vec<_>>();
                for (at, part) in parts.into_iter().enumerate() {
                    self.anew.text.push_str(if at > 0 { " – " } else { "" });
                    self.words(part);
                }
                self.anew.text.push('\n');
            }
        }
    }

    /// A group of skills: its name, and what belongs to it.
    fn group(&mut self, fields: &Fields) {
        self.anew.text.push_str("- ");
        let name = self.get(
            fields,
            &["name", "label", "category", "group", "language", "title"],
        );
        let listed = self.get(fields, GROUPED);
        if let Some(name) = name {
            self.anew.text.push_str(if listed.is_some() { "**" } else { "" });
            self.words(name);
            self.anew
                .text
                .push_str(if listed.is_some() { "**: " } else { "" });
        }
        if let Some(listed) = listed {
            self.listing(listed);
        }
        self.anew.text.push('\n');
    }

    fn work(&mut self, fields: &Fields) {
        self.line(fields, "### ", NAMES, "");
        self.line(fields, "**", TITLES, "**");
        self.time(fields, true);
        self.line(fields, "", &["location"], "");
        self.told(fields);
        for position in self
            .get(fields, &["positions", "roles"])
            .map(Node::items)
            .unwrap_or_default()
        {
            if let Node::Map(position) = position {
                self.line(position, "#### ", TITLES, "");
                self.time(position, true);
                self.told(position);
            }
        }
    }

    fn school(&mut self, fields: &Fields) {
        self.line(fields, "### ", NAMES, "");
        let parts: Vec<_> = [DEGREES, FIELDS, &["title"]]
            .iter()
            .filter_map(|keys| self.get(fields, keys))
            .collect();
        for (at, part) in parts.into_iter().enumerate() {
            self.anew.text.push_str(if at > 0 { ", " } else { "" });
            self.words(part);
        }
        self.anew.text.push_str("\n\n");
        self.time(fields, false);
        self.told(fields);
    }

    /// Who began something and did not end it is still there.
    fn time(&mut self, fields: &Fields, goes_on: bool) {
        let Some(start) = self.get(fields, STARTS) else {
            return self.line(fields, "", DATES, "");
        };
        self.words(start);
        match self.get(fields, ENDS) {
            Some(end) => {
                self.anew.text.push_str(" – ");
                self.words(end);
            }
            None if goes_on => self.anew.text.push_str(" – present"),
            None => {}
        }
        self.anew.text.push_str("\n\n");
    }

    fn told(&mut self, fields: &Fields) {
        for (key, node) in fields {
            let key = self.key(key);
            if TOLD.contains(&key.as_str()) {
                for item in node.items() {
                    self.item(item, None);
                }
                self.words(node);
                self.anew.text.push_str("\n\n");
            } else if MADE_WITH.contains(&key.as_str()) {
                self.anew.text.push_str("Technologies: ");
                self.listing(node);
                self.anew.text.push_str("\n\n");
            }
        }
    }

    /// A line of the first of some fields that says anything.
    fn line(&mut self, fields: &Fields, before: &str, keys: &[&str], behind: &str) {
        if let Some(node) = self
            .get(fields, keys)
            .filter(|node| matches!(node, Node::Words(_)))
        {
            self.anew.text.push_str(before);
            self.words(node);
            self.anew.text.push_str(behind);
            self.anew.text.push_str("\n\n");
        }
    }

    fn listing(&mut self, node: &Node) {
        let items = node.items();
        if items.is_empty() {
            self.words(node);
        }
        for (at, item) in items.iter().enumerate() {
            self.anew.text.push_str(if at > 0 { ", " } else { "" });
            match item {
                Node::Map(fields) => {
                    if let Some(name) = self.get(fields, &["name", "title", "label"]) {
                        self.words(name);
                    }
                }
                _ => self.words(item),
            }
        }
    }

    fn words(&mut self, node: &Node) {
        let Node::Words(lines) = node else { return };
        for (at, line) in lines.iter().enumerate() {
            self.anew.text.push_str(if at > 0 { " " } else { "" });
            self.anew.copy(line.clone());
        }
    }

    fn key(&self, key: &Range<usize>) -> String {
        slice(self.anew.source, key.clone()).to_ascii_lowercase()
    }

    fn get<'n>(&self, fields: &'n Fields, keys: &[&str]) -> Option<&'n Node> {
        let named = |wanted: &str| {
            let found = fields.iter().find(|(key, _)| self.key(key) == wanted);
            found.map(|(_, node)| node).filter(|node| !node.is_empty())
        };
        keys.iter().find_map(|key| named(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Document, Format, detect, extract};
    use crate::profile::SourceId;
    use crate::taxonomy::Taxonomy;

    const TEXT: &str = "---\n# A schema\nbasics:\n  name: \"Ada Quill\"\n  label: Weaver\n  email: ada@example.com\n  location:\n    \
                        city: Oslo\n    countryCode: NO\nwork:\n  - name: Lumoraq\n    position: Senior Engineer\n    startDate: \"2021-04\"\n    endDate: null\n    \
                        highlights:\n      - >\n        Wove with TypeScript\n        and React.\n  - company: Vintrel\n    position: Engineer\n    \
                        startDate: 2019-01\n    endDate: !!timestamp 2021-03\nskills:\n  - name: Looms\n    keywords: [PostgreSQL, Kafka]\n\
                        education:\n- institution: Orvik University\n  studyType: BSc\n  area: Looms\n  endDate: \"2018\"\n\
                        projects:\n  - name: Shuttle\n    description: Weaves.\n";

    #[test]
    fn keys_of_a_resume_are_its_parts() {
        assert_eq!(detect(TEXT), Format::Markdown);
        let source = SourceId::new("test");
        let document = Document {
            source: &source,
            text: TEXT,
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let profile = extract(document, Taxonomy::embedded(), today);
        assert_eq!(profile.name.as_deref(), Some("Ada Quill"));
        assert_eq!(
            profile.location.as_ref().and_then(|place| place.city.as_deref()),
            Some("Oslo")
        );
        let roles = profile.experience.iter().map(|role| {
            let company = role.company.as_ref().map_or("", |company| company.name.as_str());
            (role.title.as_deref().unwrap_or_default(), company)
        });
        let expected = [("Senior Engineer", "Lumoraq"), ("Engineer", "Vintrel")];
        assert_eq!(roles.collect::<Vec<_>>(), expected);
        let skills: Vec<_> = profile.skills.iter().map(|skill| skill.name.as_str()).collect();
        for skill in ["TypeScript", "React", "PostgreSQL", "Apache Kafka"] {
            assert!(skills.contains(&skill), "{skill} of {skills:?}");
        }
        let school = profile
            .education
            .first()
            .map(|school| school.institution.as_str());
        assert_eq!(school, Some("Orvik University"));
        assert_eq!(
            profile.projects.first().map(|project| project.name.as_str()),
            Some("Shuttle")
        );
    }

    #[test]
    fn other_texts_are_no_such() {
        assert!(!is_yaml(
            "---\ntitle: Ada\nskills:\n- Rust\nwork:\n- Loom\n---\n\nI weave.\n"
        ));
        assert!(!is_yaml(
            "Experience:\nI wove at Lumoraq.\nEducation:\nOrvik University\n"
        ));
        assert!(!is_yaml(
            "services:\n  web:\n    image: loom\nvolumes:\n  data:\n"
        ));
    }
}
