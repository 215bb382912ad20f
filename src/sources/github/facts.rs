//! What GitHub's answers say of an account, in the form in which it is stored: sorted, and of bounded size.

use std::cmp::Reverse;

use super::answers::{self, Organization, Pinned, SocialAccount, User};
use crate::profile::{Account, Repository};
use crate::sources::address::written;
use crate::sources::short::short;

/// The most repositories that are kept, those that are pinned and those with the most stars.
const MAX_REPOSITORIES: usize = 100;

/// The most topics of a repository, links of an account, and organizations.
const MAX_TOPICS: usize = 20;
const MAX_LINKS: usize = 20;
const MAX_ORGANIZATIONS: usize = 50;

/// The most characters of a word, such as a name or a topic, and of a sentence, such as a description.
const WORD_CHARS: usize = 200;
const SENTENCE_CHARS: usize = 600;

/// Everything that was answered of one account.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) user: User,
    pub(super) repositories: Vec<answers::Repository>,
    pub(super) pinned: Vec<Pinned>,
    pub(super) organizations: Vec<Organization>,
    pub(super) socials: Vec<SocialAccount>,
}

impl Answers {
    /// Puts them together; `url` is the account's own address.
    pub(super) fn account(self, url: &str) -> Account {
        let User {
            login,
            name,
            bio,
            company,
            location,
            email,
            blog,
            twitter_username,
            followers,
            public_repos,
            ..
        } = self.user;
        let twitter = twitter_username.map(|login| format!("https://twitter.com/{}", login.trim()));
        let socials = self.socials.into_iter().map(|social| social.url);
        let named = blog.into_iter().chain(twitter).chain(socials);
        let mut links: Vec<String> = Vec::new();
        for link in named.filter_map(|link| address(&link)) {
            if !links.contains(&link) && links.len() < MAX_LINKS {
                links.push(link);
            }
        }
        let mut organizations: Vec<String> = self.organizations.into_iter().map(|one| one.login).collect();
        organizations.sort_unstable_by_key(|login| login.to_lowercase());
        organizations.truncate(MAX_ORGANIZATIONS);
        Account {
            repositories: repositories(self.pinned, self.repositories, url),
            url: url.to_owned(),
            login,
            name: word(name),
            bio: sentence(bio),
            company: word(company),
            location: word(location),
            email: word(email),
            links,
            organizations,
            followers,
            public_repositories: public_repos,
        }
    }
}

/// What the account pins, whosever it is; then its own ones: what somebody copied to work on it says little of them.
fn repositories(pinned: Vec<Pinned>, answered: Vec<answers::Repository>, account: &str) -> Vec<Repository> {
    let (site, login) = account.rsplit_once('/').unwrap_or((account, ""));
    let pinned = pinned.into_iter().map(|pinned| {
        let url = match pinned.name_with_owner.split_once('/') {
            // The account's own address is in lower case.
            Some((owner, name)) if owner.eq_ignore_ascii_case(login) => format!("{account}/{name}"),
            _ => format!("{site}/{}", pinned.name_with_owner),
        };
        Repository {
            pinned: true,
            ..repository(pinned.into(), url)
        }
    });
    let mut found: Vec<Repository> = pinned.collect();
    let own = answered.into_iter().filter(|repository| !repository.fork);
    let own = own.map(|answered| {
        let url = format!("{account}/{}", answered.name);
        repository(answered, url)
    });
    let mut own: Vec<Repository> = own
        .filter(|own| !found.iter().any(|pinned| pinned.url == own.url))
        .collect();
    own.sort_by(|one, other| {
        let rank = |repository: &Repository| (Reverse(repository.stars), Reverse(repository.pushed));
        rank(one)
            .cmp(&rank(other))
            .then_with(|| one.name.cmp(&other.name))
    });
    found.extend(own);
    found.truncate(MAX_REPOSITORIES);
    found
}

fn repository(answered: answers::Repository, url: String) -> Repository {
    Repository {
        url,
        name: answered.name,
        description: sentence(answered.description),
        language: word(answered.language),
        topics: topics(answered.topics),
        stars: answered.stargazers_count.unwrap_or_default(),
        archived: answered.archived,
        pinned: false,
        created: year(answered.created_at.as_deref()),
        pushed: year(answered.pushed_at.as_deref()),
    }
}

fn topics(answered: Option<Vec<String>>) -> Vec<String> {
    let answered = answered.unwrap_or_default().into_iter();
    let mut topics: Vec<String> = answered.filter_map(|topic| word(Some(topic))).collect();
    topics.sort_unstable();
    topics.dedup();
    topics.truncate(MAX_TOPICS);
    topics
}

/// `2019-04-30T10:00:00Z`
fn year(instant: Option<&str>) -> Option<u16> {
    instant?.get(..4)?.parse().ok()
}

/// An absolute address of the web; people leave its scheme out.
fn address(text: &str) -> Option<String> {
    let url = written(text)?;
    let usable = matches!(url.scheme(), "http" | "https") && url.as_str().len() <= SENTENCE_CHARS;
    usable.then(|| url.into())
}

fn word(text: Option<String>) -> Option<String> {
    short(&text?, WORD_CHARS)
}

fn sentence(text: Option<String>) -> Option<String> {
    short(&text?, SENTENCE_CHARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(name: &str, stars: u32, pushed: &str) -> answers::Repository {
        answers::Repository {
            name: name.to_owned(),
            stargazers_count: Some(stars),
            pushed_at: Some(format!("{pushed}-03-01T00:00:00Z")),
            ..answers::Repository::default()
        }
    }

    fn account(user: User, repositories: Vec<answers::Repository>) -> Account {
        let answers = Answers {
            user,
            repositories,
            pinned: Vec::new(),
            organizations: Vec::new(),
            socials: Vec::new(),
        };
        answers.account("https://github.com/ada")
    }

    #[test]
    fn own_repositories_come_by_their_stars() {
        let fork = answers::Repository {
            fork: true,
            ..repository("copied", 900, "2024")
        };
        let listed = vec![
            repository("new", 3, "2026"),
            fork,
            repository("loved", 80, "2020"),
            repository("old", 3, "2019"),
        ];
        let found = account(User::default(), listed).repositories;
        let names: Vec<_> = found
            .iter()
            .map(|found| (found.name.as_str(), found.pushed))
            .collect();
        assert_eq!(
            names,
            [("loved", Some(2020)), ("new", Some(2026)), ("old", Some(2019))]
        );
        assert_eq!(found.first().unwrap().url, "https://github.com/ada/loved");
    }

    #[test]
    fn links_are_addresses_each_once() {
        let user = User {
            blog: Some("ada.example".to_owned()),
            twitter_username: Some("ada_l".to_owned()),
            ..User::default()
        };
        let socials = [
            "https://ada.example/",
            "https://social.example/@ada",
            "not a link",
        ];
        let answers = Answers {
            user,
            repositories: Vec::new(),
            pinned: Vec::new(),
            organizations: Vec::new(),
            socials: socials.map(|url| SocialAccount { url: url.to_owned() }).into(),
        };
        assert_eq!(
            answers.account("https://github.com/ada").links,
            [
                "https://ada.example/",
                "https://twitter.com/ada_l",
                "https://social.example/@ada"
            ]
        );
    }

    #[test]
    fn whatever_is_answered_is_of_bounded_size() {
        let long = "a\u{0} b\n".repeat(1_000);
        let many = (0..300).map(|number| answers::Repository {
            description: Some(long.clone()),
            topics: Some(vec![long.clone(); 30]),
            ..repository(&format!("r{number}"), number, "2020")
        });
        let user = User {
            bio: Some(long.clone()),
            name: Some(" \n".to_owned()),
            ..User::default()
        };
        let found = account(user, many.collect());
        assert_eq!(found.repositories.len(), MAX_REPOSITORIES);
        assert_eq!(found.repositories.first().unwrap().stars, 299);
        let chars = found.bio.as_ref().unwrap().chars().count();
        assert!((SENTENCE_CHARS - 1..=SENTENCE_CHARS).contains(&chars), "{chars}");
        assert_eq!(found.name, None);
        assert!(serde_json::to_vec(&found).unwrap().len() < 200_000);
        assert!(!found.bio.unwrap().contains(char::is_control));
    }
}
