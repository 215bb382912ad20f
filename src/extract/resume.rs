//! What does a JSON Resume state outright? Its fields are facts; only its prose has to be understood.

use std::collections::BTreeMap;

use super::experience::{Draft, MAX_HIGHLIGHTS, MAX_ROLES, Role};
use super::json::Json;
use super::reading::Reading;
use super::{dates, places, web};
use crate::profile::{
    Article, Certification, DateEnd, Education, Evidence, Language, Link, LinkKind, PartialDate, Profile,
    Project, SUMMARY_CHARS, Skill, Via,
};
use crate::taxonomy::Taxonomy;

/// The most entries of each list that are kept.
const MAX_ENTRIES: usize = 80;

/// The most letters of a level.
const LEVEL_CHARS: usize = 60;

/// The parts that only a résumé has.
const PARTS: &[&str] = &["work", "education", "skills", "projects", "volunteer"];

/// A JSON Resume, version 1 or older.
#[derive(Debug)]
pub(super) struct Resume<'t> {
    root: Entry<'t>,
}

/// An object of a JSON Resume.
#[derive(Debug)]
struct Entry<'t> {
    json: Json<'t>,
    fields: BTreeMap<String, Json<'t>>,
}

impl<'t> Resume<'t> {
    /// Returns `None` where a text is something else.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        if !text
            .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
            .starts_with('{')
        {
            return None;
        }
        let root = Entry::new(Json::parse(text, 0..text.len())?);
        let basics = root.entry("basics");
        let named = basics.is_some_and(|basics| {
            ["name", "label", "email", "summary", "profiles"]
                .iter()
                .any(|key| basics.fields.contains_key(*key))
        });
        let lists = |part: &str| {
            root.fields
                .get(part)
                .is_some_and(|list| list.items().iter().any(Json::is_object))
        };
        let parts = PARTS.iter().filter(|part| lists(part));
        (named || parts.count() >= 2).then_some(Self { root })
    }

    /// Every position of `work`, each with the blocks that tell of it.
    pub(super) fn roles(&self, reading: &Reading<'_>) -> Vec<Role> {
        let works = self.root.entries("work");
        let roles = works.iter().take(MAX_ROLES);
        roles.filter_map(|work| role(reading, work)).collect()
    }

    /// Writes everything else that is stated into a profile.
    pub(super) fn state(&self, reading: &Reading<'_>, profile: &mut Profile) {
        if let Some(basics) = self.root.entry("basics") {
            state_basics(reading, &basics, profile);
        }
        let list = |part: &str| {
            let mut entries = self.root.entries(part);
            entries.truncate(MAX_ENTRIES);
            entries
        };
        let projects = list("projects");
        profile.projects = projects
            .iter()
            .filter_map(|entry| project(reading, entry))
            .collect();
        let schools = list("education");
        profile.education = schools
            .iter()
            .filter_map(|entry| school(reading, entry))
            .collect();
        let certificates = list("certificates");
        profile.certifications = certificates
            .iter()
            .filter_map(|entry| certificate(reading, entry))
            .collect();
        let publications = list("publications");
        profile.writing = publications
            .iter()
            .filter_map(|entry| article(reading, entry))
            .collect();
        profile.languages = list("languages").iter().filter_map(language).collect();
    }

    /// Writes the stated levels beside the skills; a group's level is that of all its words.
    pub(super) fn rate(&self, taxonomy: &Taxonomy, skills: &mut [Skill]) {
        for group in self.root.entries("skills") {
            let level = group.text("level");
            let Some(level) = level.filter(|level| level.chars().count() <= LEVEL_CHARS) else {
                continue;
            };
            let words = group.texts("keywords").into_iter().chain(group.text("name"));
            for id in words.filter_map(|word| Some(taxonomy.skill_named(&word)?.id.clone())) {
                let rated = skills.iter_mut().find(|skill| skill.id == id);
                if let Some(skill) = rated.filter(|skill| skill.level.is_none()) {
                    skill.level = Some(level.clone());
                }
            }
        }
    }
}

impl<'t> Entry<'t> {
    fn new(json: Json<'t>) -> Self {
        Self {
            json,
            fields: json.fields(),
        }
    }

    fn entry(&self, key: &str) -> Option<Self> {
        let json = self.fields.get(key).filter(|json| json.is_object())?;
        Some(Self::new(*json))
    }

    fn entries(&self, key: &str) -> Vec<Self> {
        let items = self.fields.get(key).map(Json::items).unwrap_or_default();
        items.into_iter().filter(Json::is_object).map(Self::new).collect()
    }

    fn text(&self, key: &str) -> Option<String> {
        self.fields.get(key)?.text()
    }

    /// The first of some members that says anything: the form's versions name a thing differently.
    fn any(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let items = self.fields.get(key).map(Json::items).unwrap_or_default();
        items.iter().filter_map(Json::text).collect()
    }

    /// Quotes what the entry says first, and what it says in some members.
    ///
    /// The first, because an account reaches from there to the next one, in whatever order its members are written.
    fn evidence(&self, reading: &Reading<'_>, keys: &[&str], via: Via) -> Vec<Evidence> {
        let values = self.fields.values();
        let firsts = values.map(|json| json.items().first().copied().unwrap_or(*json));
        let first = firsts.filter(|json| json.text().is_some());
        let first = first.map(|json| json.span()).min_by_key(|span| span.start);
        let named = keys.iter().filter_map(|key| self.fields.get(*key));
        let named = named.filter(|json| json.text().is_some()).map(Json::span);
        let mut spans: Vec<_> = first.into_iter().chain(named).collect();
        spans.sort_unstable_by_key(|span| span.start);
        spans.dedup();
        spans.into_iter().map(|span| reading.quote(span, via)).collect()
    }

    fn period(&self) -> (Option<PartialDate>, Option<DateEnd>) {
        let start = self.text("startDate").and_then(|text| date(&text));
        let end = self.text("endDate").and_then(|text| end(&text));
        (start, end)
    }
}

fn role(reading: &Reading<'_>, work: &Entry<'_>) -> Option<Role> {
    let company = work.any(&["name", "company", "organization"]);
    let title = work.text("position");
    if company.is_none() && title.is_none() {
        return None;
    }
    let place = work.text("location");
    let (start, end) = work.period();
    let draft = Draft {
        company: company.as_deref(),
        title: title.as_deref(),
        place: place.as_deref(),
        start,
        // The form has no word for what goes on: who began and did not end is still there.
        end: end.or(start
            .filter(|_| work.text("endDate").is_none())
            .map(|_| DateEnd::Present)),
    };
    let keys = ["position", "name", "company"];
    let mut evidence = work.evidence(reading, &keys, Via::Role);
    let mut position = draft.position(reading, evidence.pop()?);
    evidence.append(&mut position.evidence);
    position.evidence = evidence;
    position.highlights = work.texts("highlights");
    position.highlights.truncate(MAX_HIGHLIGHTS);
    let span = work.json.span();
    let account = reading.blocks().filter_map(|(index, block)| {
        let all = 0..block.text.as_str().len();
        let place = block.text.span(&all);
        (span.start <= place.start && place.end <= span.end && !all.is_empty()).then_some((index, all))
    });
    Some(Role {
        account: account.collect(),
        position,
    })
}

fn state_basics(reading: &Reading<'_>, basics: &Entry<'_>, profile: &mut Profile) {
    let mut told = |key: &str, field: &str, via: Via| {
        let value = basics.text(key)?;
        let span = basics.fields.get(key)?.span();
        profile
            .evidence
            .insert(field.to_owned(), vec![reading.quote(span, via)]);
        Some(value)
    };
    let name = told("name", "name", Via::Heading);
    let headline = told("label", "headline", Via::Heading);
    let summary = told("summary", "summary", Via::Prose);
    profile.name = name.or_else(|| profile.name.take());
    profile.headline = headline.or_else(|| profile.headline.take());
    if let Some(summary) = summary {
        let folded = summary.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        profile.summary = Some(folded.chars().take(SUMMARY_CHARS).collect());
    }
    if let Some(location) = basics.entry("location") {
        let parts = ["city", "region", "countryCode"].iter();
        let parts: Vec<_> = parts.filter_map(|key| location.text(key)).collect();
        if !parts.is_empty() {
            profile.location = Some(places::location(reading.taxonomy, &parts.join(", ")));
            let keys = ["city", "region", "countryCode"];
            let evidence = location.evidence(reading, &keys, Via::List);
            profile.evidence.insert("location".to_owned(), evidence);
        }
    }
    let profiles = basics.entries("profiles");
    let links = profiles.iter().filter_map(|entry| entry.fields.get("url"));
    let own = ["url", "website"]
        .iter()
        .filter_map(|key| basics.fields.get(*key));
    for address in own.chain(links) {
        add_link(reading, address, &mut profile.links);
    }
}

/// Adds an address that is the person's own because it is stated to be, however little it looks like it.
fn add_link(reading: &Reading<'_>, address: &Json<'_>, links: &mut Vec<Link>) {
    let Some(url) = address.text().and_then(|text| web::parse(&text)) else {
        return;
    };
    let key = |url: &str| url.trim_end_matches('/').to_lowercase();
    let known = links.iter().any(|link| key(&link.url) == key(url.as_str()));
    let login = web::profile(&url);
    let same_login = links.iter().any(|link| {
        login
            .as_ref()
            .is_some_and(|(kind, handle)| link.kind == *kind && link.handle.as_deref() == Some(handle))
    });
    if !known && !same_login && links.len() < MAX_ENTRIES {
        links.push(Link {
            kind: login.as_ref().map_or(LinkKind::Website, |(kind, _)| *kind),
            handle: login.map(|(_, handle)| handle),
            url: url.to_string(),
            evidence: vec![reading.quote(address.span(), Via::List)],
        });
    }
}

fn project(reading: &Reading<'_>, entry: &Entry<'_>) -> Option<Project> {
    Some(Project {
        name: entry.text("name")?,
        url: entry
            .text("url")
            .and_then(|url| web::parse(&url))
            .map(String::from),
        summary: entry.any(&["description", "summary"]),
        evidence: entry.evidence(reading, &["name"], Via::Project),
        ..Project::default()
    })
}

fn school(reading: &Reading<'_>, entry: &Entry<'_>) -> Option<Education> {
    let (start, end) = entry.period();
    Some(Education {
        institution: entry.text("institution")?,
        degree: entry.text("studyType"),
        field: entry.text("area"),
        start,
        end,
        evidence: entry.evidence(reading, &["institution", "studyType", "area"], Via::List),
    })
}

fn certificate(reading: &Reading<'_>, entry: &Entry<'_>) -> Option<Certification> {
    Some(Certification {
        name: entry.any(&["name", "title"])?,
        issuer: entry.text("issuer"),
        date: entry.text("date").and_then(|text| date(&text)),
        evidence: entry.evidence(reading, &["name", "title"], Via::List),
    })
}

fn article(reading: &Reading<'_>, entry: &Entry<'_>) -> Option<Article> {
    let url = web::parse(&entry.any(&["url", "website"])?)?;
    Some(Article {
        title: entry.any(&["name", "title"]),
        url: url.to_string(),
        published: entry.text("releaseDate").filter(|text| date(text).is_some()),
        evidence: entry.evidence(reading, &["name"], Via::List),
    })
}

fn language(entry: &Entry<'_>) -> Option<Language> {
    Some(Language {
        name: entry.any(&["language", "name"])?,
        level: entry.any(&["fluency", "level"]),
    })
}

/// `2019`, `2019-04`, `2019-04-30`, or as people write dates in prose.
fn date(text: &str) -> Option<PartialDate> {
    let mut parts = text.split(['-', '/', 'T']);
    let year = parts.next()?.parse().ok();
    let month = parts.next().and_then(|month| month.parse().ok());
    year.and_then(|year| PartialDate::new(year, month))
        .or_else(|| dates::first(text)?.start)
}

fn end(text: &str) -> Option<DateEnd> {
    let lower = text.to_lowercase();
    if matches!(lower.as_str(), "present" | "current" | "now" | "today") {
        return Some(DateEnd::Present);
    }
    date(text).map(DateEnd::On)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{Document, Format, detect, extract};
    use crate::profile::{LinkKind, Profile, SourceId};
    use crate::taxonomy::Taxonomy;

    const RESUME: &str = r#"{
      "basics": {
        "name": "Zo\u00eb Aldermoor", "label": "Backend engineer", "email": "zoe@example.org",
        "url": "https://aldermoor.example",
        "summary": "I keep payment ledgers correct.\nMostly with Postgres.",
        "location": { "city": "Porto", "countryCode": "PT" },
        "profiles": [{ "network": "GitHub", "username": "zoeald", "url": "https://github.com/zoeald" }]
      },
      "work": [
        { "highlights": ["Moved the ledger to Kafka"], "name": "Contoso", "position": "Staff Engineer", "startDate": "2021-03-01" },
        { "endDate": "2021-02", "highlights": ["Wrote it in Erlang"], "name": "Northwind",
          "position": "Engineer", "startDate": "2018" }
      ],
      "education": [{ "institution": "University of Porto", "studyType": "MSc", "area": "Physics", "endDate": "2017" }],
      "skills": [{ "name": "Storage", "level": "Expert", "keywords": ["PostgreSQL", "Zibbelfrost"] }, { "name": "Rust" }],
      "projects": [{ "name": "Tidegate", "description": "A queue in Elixir", "url": "https://tidegate.example" }],
      "certificates": [{ "name": "Certified Kubernetes Administrator", "date": "2022-05", "issuer": "CNCF" }],
      "publications": [{ "name": "Ledgers", "releaseDate": "2020-01-05", "url": "https://journal.example/ledgers" }],
      "languages": [{ "language": "Portuguese", "fluency": "Native" }],
      "references": [{ "name": "Bob Quill", "reference": "Zo\u00eb taught me COBOL." }]
    }"#;

    fn read(text: &str) -> Profile {
        let source = SourceId::new("test");
        let document = Document {
            source: &source,
            text,
        };
        extract(
            document,
            Taxonomy::embedded(),
            NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        )
    }

    #[test]
    fn fields_are_facts() {
        let profile = read(RESUME);
        assert_eq!(profile.name.as_deref(), Some("Zoë Aldermoor"));
        assert_eq!(profile.headline.as_deref(), Some("Backend engineer"));
        let location = profile.location.as_ref().unwrap();
        assert_eq!(
            (location.city.as_deref(), location.country.as_deref()),
            (Some("Porto"), Some("PT"))
        );
        let links = profile.links.iter().map(|link| (link.kind, link.url.as_str()));
        let mut links: Vec<_> = links.collect();
        links.sort_unstable();
        assert_eq!(
            links,
            [
                (LinkKind::Github, "https://github.com/zoeald"),
                (LinkKind::Website, "https://aldermoor.example/")
            ]
        );
        let roles = profile.experience.iter().map(|role| {
            let dates = (
                role.start.map(|date| date.to_string()),
                role.end.map(|date| date.to_string()),
            );
            (role.company.as_ref().unwrap().name.clone(), dates)
        });
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            roles.collect::<Vec<_>>(),
            [
                ("Contoso".to_owned(), (text("2021-03"), text("present"))),
                ("Northwind".to_owned(), (text("2018"), text("2021-02"))),
            ]
        );
        let school = profile.education.first().unwrap();
        assert_eq!(
            (school.degree.as_deref(), school.field.as_deref()),
            (Some("MSc"), Some("Physics"))
        );
        assert_eq!(profile.projects.first().unwrap().name, "Tidegate");
        assert_eq!(
            profile.certifications.first().unwrap().issuer.as_deref(),
            Some("CNCF")
        );
        assert_eq!(
            profile.writing.first().unwrap().url,
            "https://journal.example/ledgers"
        );
        assert_eq!(
            profile.languages.first().unwrap().level.as_deref(),
            Some("Native")
        );
    }

    #[test]
    fn skills_belong_to_the_entry_that_shows_them_and_keep_their_level() {
        let profile = read(RESUME);
        let of_role = |role: usize| profile.experience.get(role).unwrap().skills.clone();
        assert!(
            of_role(0).contains(&"apache-kafka".to_owned()),
            "{:?}",
            of_role(0)
        );
        assert!(of_role(1).contains(&"erlang".to_owned()), "{:?}", of_role(1));
        assert_eq!(profile.projects.first().unwrap().skills, ["elixir"]);
        let skill = |id: &str| profile.skills.iter().find(|skill| skill.id == id);
        assert_eq!(skill("postgresql").unwrap().level.as_deref(), Some("Expert"));
        assert_eq!(skill("rust").unwrap().level, None);
        assert!(skill("zibbelfrost").is_some());
        assert!(skill("cobol").is_none(), "a referee's words");
    }

    #[test]
    fn evidence_quotes_the_file_as_it_stands() {
        let profile = read(RESUME);
        let name = profile.evidence.get("name").unwrap().first().unwrap();
        assert_eq!(name.quote, r"Zo\u00eb Aldermoor");
        let skills = profile.skills.iter().flat_map(|skill| &skill.evidence);
        for evidence in skills.chain([name]) {
            assert_eq!(
                RESUME.get(evidence.start..evidence.end),
                Some(evidence.quote.as_str())
            );
        }
    }

    #[test]
    fn the_older_form_and_wrong_types_are_read_as_far_as_they_go() {
        let profile = read(
            r#"{ "basics": { "name": "Ira Holt", "location": "Graz", "profiles": 7 }, "work": [ "x",
                { "company": "Contoso", "position": "Engineer", "startDate": 2019, "endDate": "June 2020" } ] }"#,
        );
        let role = profile.experience.first().unwrap();
        assert_eq!(role.company.as_ref().unwrap().name, "Contoso");
        assert_eq!(role.end.unwrap().to_string(), "2020-06");
        assert_eq!(role.start.unwrap().to_string(), "2019");
    }

    #[test]
    fn other_json_is_not_a_resume() {
        assert_eq!(detect(RESUME), Format::JsonResume);
        for text in [
            "{ \"name\": \"Ira\", \"work\": true }",
            "{ name: 'Ira' }",
            "[{}]",
            "{",
        ] {
            assert_eq!(detect(text), Format::Text, "{text}");
        }
    }
}
