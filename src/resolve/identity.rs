//! By what a person is known again.
//!
//! Two people taken for one is worse than one person taken for two: what several people may share is no key.

use std::collections::BTreeSet;

use url::Url;

use crate::profile::{Link, LinkKind, Profile};

/// A sign that two profiles are about the same person: the same key means the same person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdentityKey {
    /// `email`, `github`, `linkedin`, …
    pub kind: &'static str,
    /// Folded to lower case.
    pub value: String,
}

/// The longest value of a key; longer ones are no address that a person gives.
const MAX_VALUE_BYTES: usize = 320;

/// What is before the `@` of addresses that many people read, or nobody.
const SHARED_MAILBOXES: &[&str] = &[
    "admin", "careers", "contact", "hello", "hi", "hr", "info", "jobs", "mail", "me", "noreply", "no-reply",
    "office", "press", "sales", "support", "team",
];

/// The fewest letters of a name by which a site is known as the person's own.
const NAME_LETTERS: usize = 3;

/// Returns the keys that identify the person: own e-mail addresses, logins on sites where a login is one person, and
/// sites that bear the person's name.
///
/// Ascending, each once.
#[must_use]
pub fn identity_keys(profile: &Profile) -> Vec<IdentityKey> {
    let emails = profile.emails.iter().filter_map(|email| mailbox(&email.address));
    let logins = profile.links.iter().filter_map(login);
    let names = own_names(profile);
    let sites = profile.links.iter().filter_map(|link| site(link, &names));
    let keys: BTreeSet<_> = emails.chain(logins).chain(sites).filter(is_usable).collect();
    keys.into_iter().collect()
}

fn is_usable(key: &IdentityKey) -> bool {
    !key.value.is_empty() && key.value.len() <= MAX_VALUE_BYTES && !key.value.contains('\0')
}

fn mailbox(address: &str) -> Option<IdentityKey> {
    let value = address.trim().to_lowercase();
    let (mailbox, host) = value.split_once('@')?;
    let shared = SHARED_MAILBOXES.contains(&mailbox) || host == "users.noreply.github.com";
    (!shared && !mailbox.is_empty() && !host.is_empty()).then_some(IdentityKey { kind: "email", value })
}

fn login(link: &Link) -> Option<IdentityKey> {
    let kind = login_kind(link.kind)?;
    let handle = link.handle.as_deref()?.trim().trim_matches(['@', '/']);
    let mut value = handle.to_lowercase();
    if link.kind == LinkKind::Mastodon && !value.is_empty() {
        // The same login on another server is another person.
        value = format!("{value}@{}", host(&Url::parse(&link.url).ok()?)?);
    }
    Some(IdentityKey { kind, value })
}

/// Names the kinds of links whose handle belongs to one person.
const fn login_kind(kind: LinkKind) -> Option<&'static str> {
    Some(match kind {
        LinkKind::Github => "github",
        LinkKind::Gitlab => "gitlab",
        LinkKind::Linkedin => "linkedin",
        LinkKind::Twitter => "twitter",
        LinkKind::Mastodon => "mastodon",
        LinkKind::Bluesky => "bluesky",
        LinkKind::Medium => "medium",
        LinkKind::DevTo => "dev-to",
        LinkKind::Hashnode => "hashnode",
        LinkKind::StackOverflow => "stack-overflow",
        LinkKind::Leetcode => "leetcode",
        LinkKind::Hackerrank => "hackerrank",
        LinkKind::Codeforces => "codeforces",
        LinkKind::Codechef => "codechef",
        LinkKind::Kaggle => "kaggle",
        LinkKind::HuggingFace => "hugging-face",
        LinkKind::Instagram => "instagram",
        LinkKind::Facebook => "facebook",
        LinkKind::Telegram => "telegram",
        LinkKind::Dribbble => "dribbble",
        LinkKind::Behance => "behance",
        LinkKind::Npm => "npm",
        LinkKind::Scholar => "scholar",
        LinkKind::Orcid => "orcid",
        // Channels, servers and sites are shared.
        LinkKind::Youtube | LinkKind::Discord | LinkKind::Website | LinkKind::Other => return None,
    })
}

/// A site counts where its address bears the person's name or login: an employer's site is everybody's there.
fn site(link: &Link, names: &[String]) -> Option<IdentityKey> {
    if link.kind != LinkKind::Website {
        return None;
    }
    let url = Url::parse(&link.url).ok()?;
    let path = url.path().trim_end_matches('/').to_lowercase();
    let value = format!("{}{path}", host(&url)?);
    let letters = folded(&value);
    names
        .iter()
        .any(|name| letters.contains(name.as_str()))
        .then_some(IdentityKey {
            kind: "website",
            value,
        })
}

fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?.to_lowercase();
    Some(host.trim_start_matches("www.").to_owned())
}

/// The words of the person's name and their logins, as they may stand in an address.
fn own_names(profile: &Profile) -> Vec<String> {
    let words = profile.name.iter().flat_map(|name| name.split_whitespace());
    let logins = profile
        .links
        .iter()
        .filter(|link| login_kind(link.kind).is_some())
        .filter_map(|link| link.handle.as_deref());
    words
        .chain(logins)
        .map(folded)
        .filter(|name| name.len() >= NAME_LETTERS)
        .collect()
}

fn folded(text: &str) -> String {
    let mut latin = deunicode::deunicode(text).to_lowercase();
    latin.retain(|letter| letter.is_ascii_alphanumeric());
    latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Email;

    fn link(kind: LinkKind, url: &str, handle: Option<&str>) -> Link {
        Link {
            kind,
            url: url.to_owned(),
            handle: handle.map(str::to_owned),
            evidence: Vec::new(),
        }
    }

    /// The keys, as `kind:value`, of somebody called Ada Quill.
    #[track_caller]
    fn check(emails: &[&str], links: Vec<Link>, expected: &[&str]) {
        let profile = Profile {
            name: Some("Ada Quill".to_owned()),
            emails: emails
                .iter()
                .map(|address| Email {
                    address: (*address).to_owned(),
                    evidence: Vec::new(),
                })
                .collect(),
            links,
            ..Profile::default()
        };
        let keys: Vec<_> = identity_keys(&profile)
            .into_iter()
            .map(|key| format!("{}:{}", key.kind, key.value))
            .collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn an_address_is_a_key_however_it_is_written() {
        check(
            &["Ada@Example.com", "ada@example.com"],
            vec![],
            &["email:ada@example.com"],
        );
    }

    #[test]
    fn an_address_that_several_people_read_is_no_key() {
        check(
            &[
                "info@example.com",
                "1+ada@users.noreply.github.com",
                "ada",
                "@example.com",
            ],
            vec![],
            &[],
        );
    }

    #[test]
    fn a_login_is_a_key_however_it_is_written() {
        let links = vec![
            link(LinkKind::Github, "https://github.com/Ada-X", Some("Ada-X")),
            link(LinkKind::Medium, "https://medium.com/@ada", Some("@ada")),
            link(LinkKind::Linkedin, "https://linkedin.com/in/", None),
            link(LinkKind::Discord, "https://discord.gg/ada", Some("ada")),
        ];
        check(&[], links, &["github:ada-x", "medium:ada"]);
    }

    #[test]
    fn a_login_of_a_federated_site_is_one_person_on_one_server() {
        let links = vec![link(
            LinkKind::Mastodon,
            "https://social.example.org/@ada",
            Some("ada"),
        )];
        check(&[], links, &["mastodon:ada@social.example.org"]);
    }

    #[test]
    fn a_site_is_a_key_only_when_it_bears_the_name() {
        let links = vec![
            link(LinkKind::Website, "https://WWW.Ada-Lang.example/", None),
            link(
                LinkKind::Website,
                "https://pages.example.org/Quill/cv/?x=1#y",
                None,
            ),
            link(LinkKind::Website, "https://acme.example.org", None),
            link(LinkKind::Website, "not a url, ada", None),
        ];
        let keys = ["website:ada-lang.example", "website:pages.example.org/quill/cv"];
        check(&[], links, &keys);
    }

    #[test]
    fn what_is_too_long_for_an_address_is_no_key() {
        let long = "a".repeat(400);
        check(
            &[&format!("{long}@example.com")],
            vec![link(LinkKind::Github, "https://github.com/a", Some(&long))],
            &[],
        );
    }
}
