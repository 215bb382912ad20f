//! Which pages are the person's own? Profiles on known services and sites, not projects, posts or employers.

mod contact;
mod introduced;
mod logins;
mod sites;

use std::rc::Rc;

use url::Url;

use super::document::{self, Block, slice};
use super::reading::Reading;
use super::sections::{Section, fold};
use super::{names, web};
use crate::profile::{Evidence, Link, LinkKind, Via};

use contact::{CONTACT_BLOCKS, is_contact};
use introduced::{is_introduced, label_before, leads_to_employer};
use logins::{Logins, Name, letters};
use sites::SITE_WORDS;

/// The most links that are looked at.
const MAX_LINKS: usize = 600;

struct Found {
    url: Rc<Url>,
    /// Whose profile it is on a known service.
    profile: Option<(LinkKind, String)>,
    words: String,
    evidence: Evidence,
    place: Place,
    order: usize,
}

/// Where a link stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a sign of its own, and any of them can be there"
)]
struct Place {
    section: Section,
    /// Stands among the contact lines or alone.
    listed: bool,
    /// Follows words of the same sentence.
    in_sentence: bool,
    /// The text says outright that it leads to the person's own page.
    stated: bool,
    /// Stands on a line of nothing but ways to reach the person.
    contact: bool,
}

/// Reads the person's own pages, each once, in the order of the text.
pub(super) fn own(reading: &Reading<'_>, name: Option<&str>) -> Vec<Link> {
    let found = all(reading);
    let name = &name.map(Name::of);
    let name = name.as_ref();
    let mut links: Vec<Link> = Vec::new();
    let logins = Logins::of(reading, &found, name);
    let (mut seen, mut keys) = (Vec::new(), Vec::new());
    for found in &found {
        let link = profile(found, &mut seen, name, &logins)
            .or_else(|| namesake(found, &logins))
            .or_else(|| site(found, name, &logins.all));
        let Some(link) = link else { continue };
        let key = key(&link.url);
        if !keys.contains(&key) {
            keys.push(key);
            links.push(link);
        }
    }
    links
}

/// A page of any site that is named by the person's own login: `site.example/u/ada`.
fn namesake(found: &Found, logins: &Logins) -> Option<Link> {
    let host = web::host(&found.url)?;
    let path = found.url.path().trim_matches('/');
    let mut parts = path.rsplit('/');
    let last = letters(parts.next()?.trim_start_matches(['@', '~', '_']));
    let own = logins.sure.contains(&last) && path.matches('/').count() <= 3 && !path.is_empty();
    // A repository named as its owner is that person's page on GitHub.
    if let Some((owner, repository)) = path.split_once('/').filter(|_| host == "github.com") {
        return (own && owner == repository).then(|| Link {
            kind: LinkKind::Github,
            url: format!("https://github.com/{owner}"),
            handle: Some(owner.to_owned()),
            evidence: vec![found.evidence.clone()],
        });
    }
    let code = ["gitlab.com", "bitbucket.org"].contains(&host);
    (own && !code && !web::is_image_service(host) && path.is_ascii()).then(|| Link {
        kind: found
            .profile
            .as_ref()
            .map_or(LinkKind::Website, |(kind, _)| *kind),
        url: written(found, LinkKind::Website),
        handle: None,
        evidence: vec![found.evidence.clone()],
    })
}

fn profile(
    found: &Found,
    seen: &mut Vec<LinkKind>,
    name: Option<&Name<'_>>,
    logins: &Logins,
) -> Option<Link> {
    let (kind, handle) = found.profile.clone()?;
    let folded = letters(&handle);
    let like_name = name.is_some_and(|name| name.makes(&folded));
    let like_others = logins.all.iter().filter(|other| **other == folded).count() > 1;
    let sure = logins.sure.contains(&folded);
    if matches!(
        found.place.section,
        Section::Statistics | Section::Projects | Section::Experience | Section::Leisure
    ) && !found.place.listed
        && !sure
    {
        return None;
    }
    if !sure && logins.crowded.contains(&kind) && !logins.sure.is_empty() {
        return None;
    }
    let first = !seen.contains(&kind);
    let mine = first || found.place.listed || like_name || like_others || sure;
    // People link the makers of their page's parts and the hosts of their projects inside sentences.
    let linked_in_prose = !found.place.listed
        && kind == LinkKind::Github
        && !like_name
        && !like_others
        && !sure
        && found.words.len() > 1
        && letters(&found.words) != folded
        && fold(&found.words) != "github"
        && !SITE_WORDS.contains(&fold(&found.words).as_str());
    // "… with [Ada Quill](…)": the words name whose login it is, and that is somebody else.
    let of_another = name.is_some()
        && !found.place.stated
        && !like_name
        && found.place.in_sentence
        && names::is_person(&found.words)
        && Name::of(&found.words).makes(&folded);
    if !mine
        || linked_in_prose
        || of_another
        || kind == LinkKind::Twitter && handle.eq_ignore_ascii_case("share")
    {
        return None;
    }
    seen.push(kind);
    Some(Link {
        kind,
        url: written(found, kind),
        handle: Some(handle),
        evidence: vec![found.evidence.clone()],
    })
}

/// A site is the person's own where its link says so, where it bears the name, or where it stands among the contact lines.
fn site(found: &Found, name: Option<&Name<'_>>, handles: &[String]) -> Option<Link> {
    let host = web::host(&found.url)?;
    if web::is_image_service(host) || web::is_service(host) || !found.url.path().trim_matches('/').is_ascii()
    {
        return None;
    }
    let words = fold(&found.words);
    let own_words = SITE_WORDS.contains(&words.as_str()) || is_own_blog(&words, found);
    let label = letters(host.rsplit_once('.').map_or(host, |(label, _)| label));
    let pages = host
        .strip_suffix(".github.io")
        .or_else(|| host.strip_suffix(".gitlab.io"))
        .is_some_and(|login| handles.contains(&letters(login)) && found.url.path() == "/");
    let named = name.is_some_and(|name| name.makes(&label))
        || handles.iter().any(|handle| label.contains(handle.as_str()));
    let shallow =
        found.url.path().trim_matches('/').matches('/').count() == 0 && found.url.path().len() <= 24;
    // "Eggs are events" among the writing is a post on a site of one's own, not the site.
    let post = found.place.section == Section::Writing && found.words.split_ascii_whitespace().count() >= 3;
    let front = matches!(
        found.url.path().trim_matches('/'),
        "" | "blog" | "posts" | "articles" | "writing" | "notes" | "talks"
    );
    let named = named && (!post || front);
    let path = found.url.path().to_lowercase();
    let file = [".pdf", ".asc", ".gpg", ".pub"]
        .iter()
        .any(|end| path.ends_with(end));
    let work = matches!(
        found.place.section,
        Section::Experience
            | Section::Projects
            | Section::Education
            | Section::Certifications
            | Section::Statistics
            | Section::Skills
    );
    let listed = found.place.listed
        && found.order < 40
        && !work
        && matches!(found.place.section, Section::Contact | Section::Open)
        && shallow
        && found.place.section == Section::Contact;
    let own = found.place.stated
        || found.place.contact && found.url.path().trim_matches('/').is_empty()
        || (own_words && !work && !(found.place.in_sentence && is_slug(&found.url)))
        || pages
        || named && shallow && (!work || name.is_some_and(|name| name.is(&label)))
        || listed;
    (own && !file).then(|| Link {
        kind: LinkKind::Website,
        url: written(found, LinkKind::Website),
        handle: None,
        evidence: vec![found.evidence.clone()],
    })
}

/// `mill.example/map-of-looms`: a page that is named by a title is a work, and nobody's site.
fn is_slug(url: &Url) -> bool {
    let path = url.path().trim_matches('/');
    path.rsplit('/').next().is_some_and(|last| last.contains('-'))
}

/// "My Tech Blog", or among one's writing the front page of some blog.
fn is_own_blog(words: &str, found: &Found) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let site = matches!(last, "blog" | "website" | "portfolio" | "homepage");
    let root = found.url.path().trim_matches('/').is_empty();
    let front = root && (found.place.section == Section::Writing || found.place.listed);
    // "More about me on my website"
    let mine = [
        "my website",
        "my site",
        "my portfolio",
        "my homepage",
        "my own website",
    ];
    if root && words.split(' ').count() <= 8 && mine.iter().any(|page| words.ends_with(page)) {
        return true;
    }
    site && (words.starts_with("my ") || front) && words.split(' ').count() <= 4
}

fn all(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        if block.links.is_empty() && reading.addresses(index).is_empty() {
            continue;
        }
        let foreign = reading.referees(index).unwrap_or(usize::MAX);
        let text = block.text.as_str();
        let section = reading.section(index);
        let short = text.chars().count() <= 120;
        let listed = short
            && (section == Section::Contact
                || index < 12
                || block.links.len() + block.images.len() > 1
                    && block.links.iter().all(|link| link.range.is_empty())
                || !block.images.is_empty());
        let contact = index < CONTACT_BLOCKS
            && section == Section::Open
            && is_contact(reading, text, reading.addresses(index));
        let listed = listed || contact;
        let links = block.links.iter().filter(|link| link.range.start < foreign);
        for link in links.take(MAX_LINKS.saturating_sub(found.len())) {
            let label = label_before(text, link.range.start);
            let in_sentence = label.split(' ').count() > 2;
            let words = words_of(block, link);
            let profile = || reading.url(&link.href).and_then(|url| web::profile(&url));
            if leads_to_employer(label) && profile().is_some_and(|profile| is_of_team(&profile, &words)) {
                continue;
            }
            let place = Place {
                section,
                listed: listed && !(in_sentence && section == Section::Open),
                in_sentence,
                stated: link.me || is_introduced(label),
                contact: false,
            };
            let evidence = reading.quote(link.span.clone(), Via::List);
            push(&mut found, reading.url(&link.href), words, evidence, place);
        }
        let addresses = reading.addresses(index).iter();
        for address in addresses.filter(|address| !address.email && address.range.start < foreign) {
            let label = label_before(text, address.range.start);
            // Whose account it is that stands alone on a line, nobody has to say.
            let alone = address.range.len() == text.trim().len() && section != Section::Statistics;
            let place = Place {
                section,
                listed: listed || alone,
                in_sentence: false,
                stated: is_introduced(label),
                contact,
            };
            let evidence = reading.evidence(index, &address.range, Via::List);
            push(
                &mut found,
                reading.url(&address.url),
                label.to_owned(),
                evidence,
                place,
            );
        }
    }
    found
}

/// `[@mill](https://github.com/mill)` behind words of work: says whether the words are the login to which they lead.
fn is_of_team((kind, login): &(LinkKind, String), words: &str) -> bool {
    *kind == LinkKind::Github && letters(words) == letters(login)
}

/// Returns the words that lead to a page, or what the picture is called that does.
fn words_of(block: &Block, link: &document::Link) -> String {
    let words = slice(block.text.as_str(), link.range.clone()).trim();
    let mut images = block.images.iter();
    let mut pictured = || images.find(|image| image.href.as_deref() == Some(link.href.as_str()));
    if words.is_empty() {
        pictured().map(|image| image.alt.clone()).unwrap_or_default()
    } else {
        words.to_owned()
    }
}

fn push(found: &mut Vec<Found>, url: Option<Rc<Url>>, words: String, evidence: Evidence, place: Place) {
    if let Some(url) = url.filter(|_| found.len() < MAX_LINKS) {
        found.push(Found {
            profile: web::profile(&url),
            url,
            words,
            evidence,
            place,
            order: found.len(),
        });
    }
}

/// Returns an address without its query, its letters as the text writes them.
fn written(found: &Found, kind: LinkKind) -> String {
    let mut url = Url::clone(&found.url);
    url.set_fragment(None);
    if kind != LinkKind::Scholar && !url.path().ends_with("profile.php") {
        url.set_query(None);
    }
    if found.evidence.quote.contains('%') {
        url.into()
    } else {
        readable(url.as_str())
    }
}

/// Letters of any script as such, where a browser has encoded them; other signs stay encoded.
fn readable(url: &str) -> String {
    if !url.contains('%') {
        return url.to_owned();
    }
    let decoded = percent_encoding::percent_decode_str(url).decode_utf8();
    match decoded {
        Ok(decoded)
            if decoded.chars().filter(|letter| !letter.is_alphanumeric()).eq(url
                .chars()
                .filter(|letter| !letter.is_alphanumeric() && *letter != '%')) =>
        {
            decoded.into_owned()
        }
        _ => url.to_owned(),
    }
}

fn key(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_start_matches("www.")
        .trim_end_matches('/')
        .to_lowercase()
}

#[cfg(test)]
mod tests;
