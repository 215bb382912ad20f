//! What merging must hold, whatever the sources say.

use proptest::prelude::*;
use proptest::sample::select;

use super::merge;
use crate::profile::{
    Company, DateEnd, Domain, Domains, Email, Evidence, Link, LinkKind, Location, PartialDate, Position,
    Profile, Project, Seniority, Skill, Source, SourceId, Via, YearsExperience,
};

/// Few different texts, so that sources often speak of the same thing.
fn text() -> impl Strategy<Value = String> {
    select(vec!["a", "A", "b", "bb", "ccc"]).prop_map(str::to_owned)
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text())
}

fn list<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::vec(of, 0..3)
}

fn evidence() -> impl Strategy<Value = Vec<Evidence>> {
    let via = select(vec![Via::List, Via::Prose]);
    list(
        (text(), 0..3_usize, via).prop_map(|(quote, start, via)| Evidence {
            source: SourceId::new("s"),
            end: start + quote.len(),
            start,
            quote,
            via,
        }),
    )
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    proptest::option::of((2019_u16..2022).prop_map(|year| PartialDate::new(year, None).unwrap()))
}

fn end() -> impl Strategy<Value = Option<DateEnd>> {
    (any::<bool>(), date()).prop_map(|(present, date)| match date {
        Some(date) => Some(DateEnd::On(date)),
        None => present.then_some(DateEnd::Present),
    })
}

fn number() -> impl Strategy<Value = Option<f32>> {
    proptest::option::of(select(vec![0.5, 1.0, 2.0]))
}

fn skill() -> impl Strategy<Value = Skill> {
    (
        text(),
        text(),
        maybe_text(),
        number(),
        date(),
        0.0..1.0_f32,
        evidence(),
    )
        .prop_map(|(id, name, level, years, last_used, weight, evidence)| Skill {
            id,
            name,
            category: None,
            level,
            years,
            last_used,
            weight,
            evidence,
        })
}

fn position() -> impl Strategy<Value = Position> {
    let company = proptest::option::of((text(), text()).prop_map(|(id, name)| Company {
        id,
        raw: name.clone(),
        name,
    }));
    let seniority = proptest::option::of(select(Seniority::ALL.to_vec()));
    (
        company,
        maybe_text(),
        seniority,
        date(),
        end(),
        list(text()),
        evidence(),
    )
        .prop_map(
            |(company, title, seniority, start, end, highlights, evidence)| Position {
                company,
                title,
                seniority,
                start,
                end,
                skills: highlights.clone(),
                highlights,
                evidence,
                ..Position::default()
            },
        )
}

fn contact() -> impl Strategy<Value = (Vec<Email>, Vec<Link>)> {
    let email = (text(), evidence()).prop_map(|(address, evidence)| Email { address, evidence });
    let link = (text(), maybe_text(), evidence()).prop_map(|(url, handle, evidence)| Link {
        kind: LinkKind::Website,
        url,
        handle,
        evidence,
    });
    (list(email), list(link))
}

fn work() -> impl Strategy<Value = (Vec<Project>, Domains)> {
    let project =
        (text(), maybe_text(), list(text()), evidence()).prop_map(|(name, summary, skills, evidence)| {
            Project {
                name,
                summary,
                skills,
                evidence,
                ..Project::default()
            }
        });
    let domain = (text(), 0.0..1.0_f32, evidence()).prop_map(|(id, weight, evidence)| Domain {
        name: id.clone(),
        id,
        weight,
        evidence,
    });
    let domains = list(domain).prop_map(|industries| Domains {
        industries,
        specialties: Vec::new(),
    });
    (list(project), domains)
}

fn location() -> impl Strategy<Value = Option<Location>> {
    proptest::option::of(
        (text(), maybe_text(), maybe_text()).prop_map(|(raw, city, country)| Location {
            raw,
            city,
            region: None,
            country,
        }),
    )
}

fn source() -> impl Strategy<Value = Option<Source>> {
    let kind = select(vec!["markdown", "account", "feed"]);
    let day = select(vec!["2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"]);
    proptest::option::of((kind, day).prop_map(|(kind, day)| Source {
        id: SourceId::new(format!("{kind} {day}")),
        kind: kind.to_owned(),
        locator: String::new(),
        fetched_at: Some(day.to_owned()),
        sha256: String::new(),
    }))
}

pub(super) fn draft() -> impl Strategy<Value = Profile> {
    let scalars = (
        maybe_text(),
        maybe_text(),
        location(),
        number(),
        number(),
        evidence(),
    );
    (
        scalars,
        contact(),
        work(),
        list(skill()),
        list(position()),
        source(),
    )
        .prop_map(
            |(scalars, (emails, links), (projects, domains), skills, experience, source)| {
                let (name, headline, location, stated, computed, evidence) = scalars;
                Profile {
                    name,
                    headline,
                    location,
                    years_experience: YearsExperience { stated, computed },
                    emails,
                    links,
                    projects,
                    domains,
                    skills,
                    experience,
                    evidence: [("name", &evidence), ("location", &evidence), ("other", &evidence)]
                        .map(|(field, evidence)| (field.to_owned(), evidence.clone()))
                        .into(),
                    sources: source.into_iter().collect(),
                    ..Profile::default()
                }
            },
        )
}

/// Everything that `profile` gives as evidence for its skills, positions and projects.
fn quoted(profile: &Profile) -> Vec<&Evidence> {
    let skills = profile.skills.iter().flat_map(|skill| &skill.evidence);
    let positions = profile.experience.iter().flat_map(|position| &position.evidence);
    let projects = profile.projects.iter().flat_map(|project| &project.evidence);
    skills.chain(positions).chain(projects).collect()
}

proptest! {
    #[test]
    fn the_order_of_sources_does_not_matter(a in draft(), b in draft(), c in draft()) {
        let sorted = merge(&[a.clone(), b.clone(), c.clone()]);
        prop_assert_eq!(merge(&[c.clone(), a.clone(), b.clone()]), sorted.clone());
        prop_assert_eq!(merge(&[b, a, c]), sorted);
    }

    #[test]
    fn a_source_that_is_given_again_adds_nothing(a in draft(), b in draft()) {
        let once = merge(&[a.clone(), b.clone()]);
        prop_assert_eq!(merge(&[a.clone(), b.clone(), a.clone(), b]), once);
    }

    #[test]
    fn one_source_comes_back_as_it_is(a in draft()) {
        prop_assert_eq!(&merge(std::slice::from_ref(&a)), &a);
        prop_assert_eq!(&merge(&[a.clone(), a.clone()]), &a);
    }

    #[test]
    fn no_evidence_is_lost(a in draft(), b in draft()) {
        let merged = merge(&[a.clone(), b.clone()]);
        let known = quoted(&merged);
        for evidence in quoted(&a).into_iter().chain(quoted(&b)) {
            prop_assert!(known.contains(&evidence), "{:?}", evidence);
        }
    }
}
