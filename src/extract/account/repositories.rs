//! What do the repositories of an account say? Languages that are used, topics that they are about, and projects.

use std::collections::BTreeMap;

use super::{Fields, number, text};
use crate::extract::json::Json;
use crate::extract::named::{self, Named, Sight};
use crate::extract::reading::Reading;
use crate::extract::web;
use crate::profile::{OpenSource, PartialDate, Profile, Project};

/// The most repositories that are looked at, and that become projects.
const MAX_REPOSITORIES: usize = 200;
const MAX_PROJECTS: usize = 40;

/// The most topics of a repository, and languages that are named as those used most.
const MAX_TOPICS: usize = 30;
const MAX_LANGUAGES: usize = 6;

/// Notes what the repositories of an account say of its owner.
pub(super) fn read(reading: &Reading<'_>, account: &Fields<'_>, profile: &mut Profile) {
    let repositories = repositories(account);
    let mut named = Named::default();
    let mut projects: Vec<(bool, Project)> = Vec::new();
    for repository in &repositories {
        let skills = repository.skills(reading, &mut named);
        let project = repository.project(reading, account, skills);
        projects.extend(project.map(|project| (repository.is_pinned(), project)));
    }
    // What its owner shows first goes first, and what is kept for reading only last.
    projects.sort_by_key(|(is_pinned, project)| (!is_pinned, project.status.is_some()));
    let projects = projects.into_iter().map(|(_, project)| project);
    profile.projects = projects.take(MAX_PROJECTS).collect();
    named.write(profile);
    profile.open_source = open_source(account, &repositories);
}

/// One repository as it is stored.
struct Repository<'t> {
    fields: Fields<'t>,
    name: String,
    pushed: Option<PartialDate>,
}

fn repositories<'t>(fields: &Fields<'t>) -> Vec<Repository<'t>> {
    let items = fields.get("repositories").map(Json::items).unwrap_or_default();
    let read = items.iter().take(MAX_REPOSITORIES).filter_map(|item| {
        let fields = item.fields();
        let (_, name) = text(&fields, "name")?;
        let pushed =
            number(&fields, "pushed").and_then(|year| PartialDate::new(u16::try_from(year).ok()?, None));
        Some(Repository { fields, name, pushed })
    });
    read.collect()
}

impl Repository<'_> {
    /// Notes the skills that its language and its topics name; returns their ids, each once.
    fn skills<'x>(&self, reading: &Reading<'x>, named: &mut Named<'x>) -> Vec<String> {
        let language = text(&self.fields, "language").map(|(value, name)| Sight {
            name,
            span: value.span(),
            support: named::LANGUAGE,
            used: self.pushed,
        });
        let topics = self.fields.get("topics").map(Json::items).unwrap_or_default();
        let topics = topics.into_iter().take(MAX_TOPICS).filter_map(|value| {
            Some(Sight {
                name: value.text()?,
                span: value.span(),
                support: named::TOPIC,
                used: None,
            })
        });
        let mut ids: Vec<String> = Vec::new();
        for sight in language.into_iter().chain(topics) {
            let skill = reading.taxonomy.skill_named(&sight.name);
            if let Some(skill) = skill.filter(|skill| !ids.contains(&skill.id)) {
                named.note(reading, skill, sight);
                ids.push(skill.id.clone());
            }
        }
        ids
    }

    /// A repository that somebody describes or pins is a project, but for the one that holds the account's README.
    fn project(&self, reading: &Reading<'_>, account: &Fields<'_>, skills: Vec<String>) -> Option<Project> {
        let description = text(&self.fields, "description");
        let login = text(account, "login").map(|(_, login)| login);
        let is_own_page = login.is_some_and(|login| login.eq_ignore_ascii_case(&self.name));
        let is_shown = (description.is_some() || self.is_pinned()) && !is_own_page;
        let name = self.fields.get("name").filter(|_| is_shown)?;
        let stated = [Some(name), description.as_ref().map(|(value, _)| *value)];
        let stated = stated.into_iter().flatten();
        Some(Project {
            name: self.name.clone(),
            url: text(&self.fields, "url")
                .and_then(|(_, url)| web::parse(&url))
                .map(String::from),
            evidence: stated.map(|value| named::quote(reading, value.span())).collect(),
            summary: description.map(|(_, summary)| summary),
            status: self.is("archived").then(|| "archived".to_owned()),
            skills,
        })
    }

    fn is_pinned(&self) -> bool {
        self.is("pinned")
    }

    fn is(&self, what: &str) -> bool {
        self.fields.get(what).is_some_and(Json::is_true)
    }

    /// Whether it is the account's: what others own may be pinned too.
    fn is_of(&self, account: &str) -> bool {
        let url = text(&self.fields, "url").map(|(_, url)| url);
        url.is_none_or(|url| {
            url.strip_prefix(account)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// Neutral sums, no score.
fn open_source(account: &Fields<'_>, repositories: &[Repository<'_>]) -> Option<OpenSource> {
    let url = text(account, "url").map(|(_, url)| url).unwrap_or_default();
    let own = || repositories.iter().filter(|repository| repository.is_of(&url));
    let mut languages: BTreeMap<String, usize> = BTreeMap::new();
    for (_, language) in own().filter_map(|repository| text(&repository.fields, "language")) {
        *languages.entry(language).or_default() += 1;
    }
    let mut languages: Vec<_> = languages.into_iter().collect();
    languages.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    languages.truncate(MAX_LANGUAGES);
    let stars = own().filter_map(|repository| number(&repository.fields, "stars"));
    let stated = OpenSource {
        followers: number(account, "followers"),
        public_repos: number(account, "public_repositories"),
        stars: (!repositories.is_empty()).then(|| stars.fold(0, u32::saturating_add)),
        top_languages: languages.into_iter().map(|(language, _)| language).collect(),
    };
    (stated != OpenSource::default()).then_some(stated)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ada, read};
    use crate::profile::Account;

    fn repository(name: &str, language: &str, topics: &[&str]) -> crate::profile::Repository {
        crate::profile::Repository {
            name: name.to_owned(),
            url: format!("https://github.com/ada/{name}"),
            language: Some(language.to_owned()),
            topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
            ..crate::profile::Repository::default()
        }
    }

    #[test]
    fn languages_are_used_and_topics_are_about() {
        let rust = crate::profile::Repository {
            pushed: Some(2025),
            ..repository("loom", "Rust", &["postgresql", "no-such-thing"])
        };
        let profile = read(&Account {
            repositories: vec![
                rust,
                repository("dye", "Rust", &["rust"]),
                repository("mill", "Go", &[]),
            ],
            ..ada()
        });
        let skill = |id: &str| profile.skills.iter().find(|skill| skill.id == id).unwrap();
        assert_eq!(profile.skills.len(), 3);
        assert!(skill("rust").weight > skill("go").weight);
        assert!(skill("go").weight > skill("postgresql").weight);
        assert_eq!(skill("rust").last_used.unwrap().year(), 2025);
        assert_eq!(skill("postgresql").last_used, None);
        let quotes: Vec<_> = skill("rust")
            .evidence
            .iter()
            .map(|evidence| evidence.quote.as_str())
            .collect();
        assert_eq!(quotes, ["\"language\": \"Rust\"", "\"language\": \"Rust\""]);
        let open_source = profile.open_source.unwrap();
        assert_eq!(open_source.top_languages, ["Rust", "Go"]);
    }

    #[test]
    fn described_repositories_are_projects_the_archived_ones_last() {
        let described = |name: &str, archived: bool| crate::profile::Repository {
            description: Some("Weaves plans.".to_owned()),
            archived,
            ..repository(name, "Rust", &["kafka"])
        };
        let profile = read(&Account {
            repositories: vec![
                described("old", true),
                described("loom", false),
                described("ada", false),
                repository("bare", "Go", &[]),
            ],
            ..ada()
        });
        let projects = profile.projects.iter();
        let projects: Vec<_> = projects
            .map(|one| (one.name.as_str(), one.status.as_deref()))
            .collect();
        assert_eq!(projects, [("loom", None), ("old", Some("archived"))]);
        let loom = profile.projects.first().unwrap();
        assert_eq!(loom.skills, ["rust", "apache-kafka"]);
        assert_eq!(loom.url.as_deref(), Some("https://github.com/ada/loom"));
    }

    #[test]
    fn what_is_pinned_is_a_project_before_all_others() {
        let pinned = |name: &str| crate::profile::Repository {
            pinned: true,
            ..repository(name, "Rust", &[])
        };
        let others = (0..50).map(|number| crate::profile::Repository {
            description: Some("Weaves plans.".to_owned()),
            stars: 900,
            ..repository(&format!("r{number}"), "Go", &[])
        });
        let shared = crate::profile::Repository {
            url: "https://github.com/weavers/mill".to_owned(),
            stars: 5_000,
            ..pinned("mill")
        };
        let archived = crate::profile::Repository {
            archived: true,
            ..pinned("old")
        };
        let profile = read(&Account {
            repositories: others.chain([pinned("bare"), archived, shared]).collect(),
            ..ada()
        });
        let names: Vec<_> = profile.projects.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), super::MAX_PROJECTS);
        assert_eq!(names.get(..4).unwrap(), ["bare", "mill", "old", "r0"]);
        let bare = profile.projects.first().unwrap();
        assert_eq!((bare.summary.as_deref(), bare.evidence.len()), (None, 1));
        let open_source = profile.open_source.unwrap();
        assert_eq!(
            open_source.stars,
            Some(50 * 900),
            "others' stars are not the account's"
        );
        assert_eq!(open_source.top_languages, ["Go", "Rust"]);
    }
}
