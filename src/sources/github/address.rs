//! Whose account on GitHub is this? Every address below an account is its owner's, but those of files.

use url::Url;

use crate::sources::address::{host, segments};

/// The most letters of a login; those of companies that manage their people's accounts have a suffix.
const MAX_LOGIN: usize = 60;

/// What GitHub itself shows where a login could stand.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "apps",
    "codespaces",
    "collections",
    "contact",
    "copilot",
    "customer-stories",
    "dashboard",
    "discussions",
    "edu",
    "education",
    "enterprise",
    "events",
    "explore",
    "features",
    "gist",
    "git-guides",
    "home",
    "issues",
    "join",
    "login",
    "logout",
    "marketplace",
    "mobile",
    "models",
    "new",
    "nonprofit",
    "notifications",
    "open-source",
    "organizations",
    "orgs",
    "partners",
    "premium-support",
    "pricing",
    "pulls",
    "readme",
    "resources",
    "search",
    "security",
    "sessions",
    "settings",
    "signup",
    "site",
    "solutions",
    "sponsors",
    "stars",
    "team",
    "topics",
    "trending",
    "users",
    "watching",
    "why-github",
];

/// Returns the login, in lower case, of the account that an address belongs to.
pub(super) fn login(url: &Url, site: &Url) -> Option<String> {
    if url.scheme() == "github" {
        return valid(url.path());
    }
    if !is_on(url, site) {
        return None;
    }
    let parts = segments(url);
    let first = parts.first()?;
    (!is_file(&parts) || is_profile(&parts)).then(|| valid(first))?
}

/// Returns the address of an account.
pub(super) fn of(site: &Url, login: &str) -> String {
    format!("{}/{login}", site.as_str().trim_end_matches('/'))
}

/// Says whether an address is on a site of GitHub's, by whatever scheme.
fn is_on(url: &Url, site: &Url) -> bool {
    let web =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    web && host(url) == host(site) && url.port() == site.port()
}

/// `ada/notes/blob/main/cv.md`
fn is_file(parts: &[&str]) -> bool {
    matches!(parts.get(2), Some(&("blob" | "raw"))) && parts.len() >= 5
}

/// `ada/ada/blob/main/README.md` is what the account shows of itself.
fn is_profile(parts: &[&str]) -> bool {
    let [owner, repository, _, _, file] = parts else {
        return false;
    };
    owner.eq_ignore_ascii_case(repository) && file.to_lowercase().starts_with("readme")
}

fn valid(login: &str) -> Option<String> {
    let sign = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let is_login =
        !login.is_empty() && login.len() <= MAX_LOGIN && login.chars().all(sign) && !login.starts_with('-');
    let login = login.to_lowercase();
    (is_login && !RESERVED.contains(&login.as_str())).then_some(login)
}

/// Returns where the bytes of a file in a repository are, if an address shows one.
pub(in crate::sources) fn raw_file(url: &Url, site: &Url) -> Option<Url> {
    let parts = segments(url);
    if !is_on(url, site) || !is_file(&parts) || is_profile(&parts) {
        return None;
    }
    let (repository, file) = (parts.get(..2)?.join("/"), parts.get(3..)?.join("/"));
    if host(site) == Some("github.com") {
        Url::parse(&format!("https://raw.githubusercontent.com/{repository}/{file}")).ok()
    } else {
        site.join(&format!("/{repository}/raw/{file}")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Url {
        Url::parse("https://github.com").unwrap()
    }

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        let found = login(&Url::parse(address).unwrap(), &site());
        assert_eq!(found.as_deref(), expected, "{address}");
    }

    #[test]
    fn whatever_is_below_an_account_is_its_owners() {
        for address in [
            "https://github.com/Ada",
            "http://www.github.com/ada/",
            "https://github.com/ada?tab=repositories",
            "https://github.com/ada/engine/issues/3",
            "https://github.com/ada/ada/blob/main/README.md",
            "github:Ada",
        ] {
            check(address, Some("ada"));
        }
        check("https://github.com/ada_contoso", Some("ada_contoso"));
    }

    #[test]
    fn what_github_shows_of_itself_is_nobodys() {
        for address in [
            "https://github.com/",
            "https://github.com/features/actions",
            "https://github.com/orgs/contoso/people",
            "https://github.com/Topics",
            "https://github.com/ada.png",
            "https://github.com/-ada",
            "https://github.example/ada",
            "https://ada@github.com/ada",
            "https://github.com:8443/ada",
            "github:",
            "github:ada/engine",
            "github:features",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn files_are_read_as_they_are() {
        let raw = |address: &str| raw_file(&Url::parse(address).unwrap(), &site()).map(String::from);
        let cv = "https://github.com/ada/notes/blob/main/docs/cv.json";
        check(cv, None);
        assert_eq!(
            raw(cv).as_deref(),
            Some("https://raw.githubusercontent.com/ada/notes/main/docs/cv.json")
        );
        assert_eq!(raw("https://github.com/ada/ada/blob/main/README.md"), None);
        assert_eq!(raw("https://github.com/ada/notes"), None);
        let enterprise = Url::parse("https://git.contoso.example").unwrap();
        let cv = Url::parse("https://git.contoso.example/ada/notes/blob/main/cv.md").unwrap();
        assert_eq!(
            raw_file(&cv, &enterprise).unwrap().as_str(),
            "https://git.contoso.example/ada/notes/raw/main/cv.md"
        );
    }
}
