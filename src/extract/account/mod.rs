//! What does a code host state of an account? Facts, but for the owner's line about themselves, which is read as prose is.

mod repositories;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::document::Document as Blocks;
use super::experience::{self, Draft};
use super::json::Json;
use super::named;
use super::reading::Reading;
use super::{
    Document, contact, domains, education, identity, links, names, places, skills, titles, web, years,
};
use crate::profile::{DateEnd, Link, LinkKind, Position, Profile, SUMMARY_CHARS};
use crate::taxonomy::Taxonomy;

/// The most links and employers.
const MAX_LINKS: usize = 40;
const MAX_EMPLOYERS: usize = 3;

/// The most letters of an employer's name.
const COMPANY_CHARS: usize = 60;

/// What people write for an employer who have none, in lower case.
const NO_COMPANY: &[&str] = &[
    "-",
    "freelance",
    "freelancer",
    "home",
    "independent",
    "looking for work",
    "myself",
    "n/a",
    "nil",
    "no",
    "none",
    "null",
    "open to work",
    "personal",
    "private",
    "remote",
    "retired",
    "self",
    "self employed",
    "self-employed",
    "student",
    "unemployed",
];

/// The members of an object.
type Fields<'t> = BTreeMap<String, Json<'t>>;

/// Reads what a code host states of an account, stored in the form of [`crate::profile::Account`].
///
/// Total: of any other text nothing is read. `today` closes the roles that go on, where years are computed.
#[must_use]
pub fn account(document: Document<'_>, taxonomy: &Taxonomy, today: NaiveDate) -> Profile {
    let blocks = Blocks::of_account(document.text);
    let reading = Reading::new(&blocks, document.source, taxonomy);
    let root = Json::parse(document.text, 0..document.text.len());
    let fields = root.map(|root| root.fields()).unwrap_or_default();
    let mut profile = Profile::default();
    told(&reading, &fields, &mut profile, today);
    profile
        .experience
        .extend(employers(&reading, &fields, &profile.experience));
    profile.links = own_links(&reading, &fields, std::mem::take(&mut profile.links));
    repositories::read(&reading, &fields, &mut profile);
    profile.seniority = titles::of_person(taxonomy, &profile);
    domains::read(&reading, &mut profile);
    profile
}

/// What the owner says: the name, the place, and a line that may hold anything.
fn told(reading: &Reading<'_>, fields: &Fields<'_>, profile: &mut Profile, today: NaiveDate) {
    identity::read(reading, profile);
    profile.emails = contact::emails(reading);
    profile.links = links::own(reading, profile.name.as_deref());
    let roles = experience::read(reading);
    let seen = skills::read(reading, &roles);
    profile.experience = roles.into_iter().map(|role| role.position).collect();
    skills::attach(seen, profile, today);
    profile.years_experience = years::read(reading, &mut profile.evidence, &profile.experience, today);
    let mut state = |field: &str, value: &Json<'_>| {
        let evidence = named::quote(reading, value.span());
        profile.evidence.insert(field.to_owned(), vec![evidence]);
    };
    if let Some((value, text)) = text(fields, "name")
        && let Some(name) = full_name(&text)
    {
        state("name", value);
        profile.name = Some(name);
    }
    if let Some((value, text)) = text(fields, "bio") {
        state("summary", value);
        profile.summary = Some(text.chars().take(SUMMARY_CHARS).collect());
    }
    if let Some((value, text)) = text(fields, "location")
        && (reading.taxonomy.stated_place(&text).is_some() || places::is_place(reading.taxonomy, &text))
    {
        state("location", value);
        profile.location = Some(places::location(reading.taxonomy, &text));
    }
}

/// The name of a person; what somebody calls themselves otherwise is left to their login.
fn full_name(text: &str) -> Option<String> {
    let name = names::tidy_person(names::bare(text));
    (names::is_person(&name) || names::is_given_name(&name)).then_some(name)
}

/// The employers that the account names, without a title or a beginning, but for those that are known from the line.
fn employers(reading: &Reading<'_>, fields: &Fields<'_>, known: &[Position]) -> Vec<Position> {
    let Some((value, text)) = text(fields, "company") else {
        return Vec::new();
    };
    let evidence = named::quote(reading, value.span());
    let positions = companies(&text).into_iter().map(|company| {
        let draft = Draft {
            company: Some(company),
            end: Some(DateEnd::Present),
            ..Draft::default()
        };
        draft.position(reading, evidence.clone())
    });
    let id = |position: &Position| position.company.as_ref().map(|company| company.id.clone());
    let known: BTreeSet<_> = known.iter().filter_map(id).collect();
    let new =
        positions.filter(|position| id(position).is_some_and(|id| !id.is_empty() && !known.contains(&id)));
    new.collect()
}

/// `@contoso @northwind`, or a name as people write it.
fn companies(text: &str) -> Vec<&str> {
    let handles = text
        .split_ascii_whitespace()
        .filter_map(|word| word.strip_prefix('@'));
    let handles = handles.map(|word| word.trim_end_matches(|sign: char| !sign.is_alphanumeric()));
    let handles: Vec<&str> = handles
        .filter(|word| word.len() >= 2)
        .take(MAX_EMPLOYERS)
        .collect();
    if !handles.is_empty() {
        return handles;
    }
    let name = names::bare(text.split(['|', '/', ';', '•', '·']).next().unwrap_or(text));
    let lower = name.to_lowercase();
    let is_company = name.len() >= 2
        && name.chars().count() <= COMPANY_CHARS
        && !NO_COMPANY.contains(&lower.as_str())
        && !titles::is_title(name)
        && !education::is_school(name);
    if is_company { vec![name] } else { Vec::new() }
}

/// The account's own address first, then what it names, then what its line links.
fn own_links(reading: &Reading<'_>, fields: &Fields<'_>, told: Vec<Link>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let stated = fields.get("links").map(Json::items).unwrap_or_default();
    for value in fields.get("url").copied().into_iter().chain(stated) {
        let Some(url) = value.text().and_then(|text| web::parse(&text)) else {
            continue;
        };
        let login = web::profile(&url);
        links.push(Link {
            kind: login.as_ref().map_or(LinkKind::Website, |(kind, _)| *kind),
            handle: login.map(|(_, handle)| handle),
            url: url.to_string(),
            evidence: vec![named::quote(reading, value.span())],
        });
    }
    if let (Some(own), Some((_, login))) = (links.first_mut(), text(fields, "login")) {
        // A server of an enterprise's own has accounts too, which only it knows.
        own.handle = own
            .handle
            .take()
            .filter(|_| own.kind == LinkKind::Github)
            .map(|_| login);
    }
    links.extend(told);
    let mut seen = BTreeSet::new();
    links.retain(|link| seen.insert(link.url.trim_end_matches('/').to_lowercase()));
    links.truncate(MAX_LINKS);
    links
}

/// A member that says anything, without control characters and on one line.
fn text<'f, 't>(fields: &'f Fields<'t>, key: &str) -> Option<(&'f Json<'t>, String)> {
    let value = fields.get(key)?;
    let text = value.text()?;
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| (value, words.join(" ")))
}

fn number(fields: &Fields<'_>, key: &str) -> Option<u32> {
    fields.get(key)?.text()?.parse().ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::profile::{Account, SourceId, Via};

    fn read_text(text: &str) -> Profile {
        let source = SourceId::new("test");
        let document = Document {
            source: &source,
            text,
        };
        let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        account(document, Taxonomy::embedded(), today)
    }

    pub(super) fn read(account: &Account) -> Profile {
        read_text(&serde_json::to_string_pretty(account).unwrap())
    }

    pub(super) fn ada() -> Account {
        Account {
            url: "https://github.com/ada".to_owned(),
            login: "ada".to_owned(),
            ..Account::default()
        }
    }

    #[test]
    fn what_is_stated_is_a_fact_with_its_line() {
        let profile = read(&Account {
            name: Some("Ada Quill".to_owned()),
            bio: Some("Backend engineer who keeps ledgers in step.".to_owned()),
            location: Some("Porto, Portugal".to_owned()),
            email: Some("ada@example.com".to_owned()),
            links: vec![
                "https://quill.example/".to_owned(),
                "https://twitter.com/adaq".to_owned(),
            ],
            followers: Some(12),
            ..ada()
        });
        assert_eq!(profile.name.as_deref(), Some("Ada Quill"));
        assert_eq!(profile.location.unwrap().country.as_deref(), Some("PT"));
        assert_eq!(profile.emails.first().unwrap().address, "ada@example.com");
        let links: Vec<_> = profile
            .links
            .iter()
            .map(|link| (link.kind, link.handle.as_deref()))
            .collect();
        assert_eq!(
            links,
            [
                (LinkKind::Github, Some("ada")),
                (LinkKind::Website, None),
                (LinkKind::Twitter, Some("adaq"))
            ]
        );
        assert_eq!(
            profile.summary.as_deref(),
            Some("Backend engineer who keeps ledgers in step.")
        );
        let evidence = profile.evidence.get("name").unwrap().first().unwrap();
        assert_eq!(
            (evidence.quote.as_str(), evidence.via),
            ("\"name\": \"Ada Quill\"", Via::Api)
        );
        assert_eq!(profile.open_source.unwrap().followers, Some(12));
    }

    #[test]
    fn an_employer_has_no_title_unless_the_line_says_so() {
        let employers = |company: &str, bio: &str| {
            let profile = read(&Account {
                company: Some(company.to_owned()),
                bio: Some(bio.to_owned()),
                ..ada()
            });
            let roles = profile.experience.into_iter();
            let roles = roles.map(|role| (role.company.unwrap().name, role.title, role.end));
            roles.collect::<Vec<_>>()
        };
        let now = Some(DateEnd::Present);
        assert_eq!(employers("@Contoso", "Hi"), [("Contoso".to_owned(), None, now)]);
        assert_eq!(
            employers("Northwind Traders", "Hi"),
            [("Northwind Traders".to_owned(), None, now)]
        );
        assert_eq!(employers("@contoso, @northwind", "Hi").len(), 2);
        for nothing in ["Freelance", "-", "Software Engineer", "University of Porto"] {
            assert_eq!(employers(nothing, "Hi"), [], "{nothing}");
        }
        let told = employers("Contoso", "Staff Engineer at Contoso");
        assert_eq!(
            told,
            [("Contoso".to_owned(), Some("Staff Engineer".to_owned()), now)]
        );
    }

    #[test]
    fn a_nickname_is_no_name() {
        let name = |name: &str| {
            read(&Account {
                name: Some(name.to_owned()),
                ..ada()
            })
            .name
        };
        assert_eq!(name("ADA QUILL 🚀"), Some("Ada Quill".to_owned()));
        assert_eq!(name("Ada"), Some("Ada".to_owned()));
        assert_eq!(name("xX_c0der_Xx"), None);
    }

    #[test]
    fn an_empty_account_says_whose_it_is() {
        let profile = read(&ada());
        assert_eq!(profile.links.len(), 1);
        assert_eq!((profile.name, profile.open_source), (None, None));
        assert_eq!(
            (profile.skills, profile.experience, profile.projects),
            (vec![], vec![], vec![])
        );
    }

    #[test]
    fn any_other_text_says_nothing() {
        for other in [
            "",
            "{",
            "[1]",
            "{\"links\": 7, \"repositories\": {\"a\": []}}",
            "# Ada",
        ] {
            assert_eq!(read_text(other), Profile::default(), "{other}");
        }
    }
}
