//! What has the person written or said in public? Posts, articles, talks and papers with their URLs.

use super::cues::Cues;
use super::document::slice;
use super::reading::Reading;
use super::sections::{Section, fold};
use super::{names, web};
use crate::profile::{Article, Link, LinkKind, Via};

/// Hosts of posts.
const POST_HOSTS: &[&str] = &[
    "medium.com",
    "dev.to",
    "hashnode.dev",
    "substack.com",
    "hackernoon.com",
    "freecodecamp.org",
    "towardsdatascience.com",
    "arxiv.org",
    "doi.org",
    "dzone.com",
    "infoq.com",
    "habr.com",
    "css-tricks.com",
    "betterprogramming.pub",
    "speakerdeck.com",
    "slides.com",
    "slideshare.net",
    "levelup.gitconnected.com",
    "javascript.plainenglish.io",
    "ieeexplore.ieee.org",
    "dl.acm.org",
];

/// The fewest words of a link that are surely a title.
const TITLE_WORDS: usize = 3;

/// The most articles of one person.
const MAX_ARTICLES: usize = 200;

/// Reads the URLs of the parts about writing, and of posts anywhere.
pub(super) fn read(reading: &Reading<'_>, own: &[Link]) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        let text = block.text.as_str();
        let linked = block.links.iter().map(|link| {
            let words = slice(text, link.range.clone());
            (link.href.as_str(), words, link.span.clone())
        });
        let bare = reading
            .addresses(index)
            .iter()
            .filter(|address| !address.email)
            .map(|address| (address.url.as_str(), "", reading.span(index, &address.range)));
        for (href, words, span) in linked.chain(bare) {
            let talk = || is_talk(text, words, section) && is_elsewhere(reading, href, own);
            if articles.len() >= MAX_ARTICLES
                || !(is_article(reading, href, words, section, own) || talk())
                || articles.iter().any(|known| known.url == href)
            {
                continue;
            }
            let title = names::bare(words).to_owned();
            articles.push(Article {
                title: (!title.is_empty()).then_some(title),
                url: href.to_owned(),
                published: None,
                evidence: vec![reading.quote(span, Via::List)],
            });
        }
    }
    articles
}

fn is_article(reading: &Reading<'_>, href: &str, words: &str, section: Section, own: &[Link]) -> bool {
    let free = matches!(section, Section::Open | Section::About | Section::Writing);
    if !free && !matches!(section, Section::Projects | Section::Contact) {
        return false;
    }
    let Some(url) = reading.url(href) else {
        return false;
    };
    let Some(host) = web::host(&url) else {
        return false;
    };
    let path = url.path().trim_matches('/');
    if path.is_empty() || path.ends_with("png") || host.ends_with("vercel.app") {
        return false;
    }
    let post_host = POST_HOSTS
        .iter()
        .any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')));
    let long = path.len() >= 12 && (path.matches('-').count() >= 2 || path.contains('/'));
    let general = matches!(
        path,
        "blog" | "posts" | "articles" | "talks" | "publications" | "index.xml" | "feed" | "search"
    );
    let part = section == Section::Writing && !general && host != "github.com" && host != "linkedin.com";
    // Lists of posts follow those of projects without a heading between them.
    let listed = section == Section::Projects && words.split_ascii_whitespace().count() >= TITLE_WORDS;
    let numbered = !path.is_empty() && path.bytes().all(|letter| letter.is_ascii_digit());
    let post = part && (path.len() >= 4 || numbered)
        || (free || listed) && post_host && long
        || (free || section == Section::Contact && is_among_posts(path))
            && is_own_post(reading, (host, path), own);
    post && !web::is_image_service(host) && web::profile(&url).is_none() && !is_page_of_own(&url, own)
}

/// What links to the record of a talk are called, folded.
const RECORDS: &[&str] = &[
    "deck",
    "presentation",
    "recording",
    "slide deck",
    "slides",
    "talk",
    "video",
    "watch",
    "watch the presentation",
    "watch the recording",
    "watch the talk",
    "watch the video",
];

/// `Speaker at LoomConf: Looms in Practice – [slides](…)`: says whether a link leads to a talk of the writer's.
fn is_talk(text: &str, words: &str, section: Section) -> bool {
    static TALKS: Cues = Cues::caseless(&[
        "speaker",
        " talk",
        "presented",
        "presentation",
        "keynote",
        "webinar",
        "workshop",
    ]);
    let told = matches!(
        section,
        Section::Open | Section::About | Section::Projects | Section::Experience | Section::Writing
    );
    let short = words.len() <= RECORD_BYTES && text.len() <= TALK_BYTES;
    told && short && RECORDS.contains(&fold(words).as_str()) && TALKS.are_in(text)
}

/// The most bytes of such words, and of what is told of a talk.
const RECORD_BYTES: usize = 24;
const TALK_BYTES: usize = 600;

/// Says whether an address is that of a page which is neither a picture nor the front page of somebody.
fn is_elsewhere(reading: &Reading<'_>, href: &str, own: &[Link]) -> bool {
    let Some(url) = reading.url(href) else {
        return false;
    };
    let path = url.path().trim_matches('/');
    let hosted = web::host(&url).is_some_and(|host| !web::is_image_service(host));
    hosted && !path.is_empty() && web::profile(&url).is_none() && !is_page_of_own(&url, own)
}

/// `posts/the-loom`: lists of other pages have posts only in a folder of such.
fn is_among_posts(path: &str) -> bool {
    let mut folders = path.rsplit('/').skip(1);
    folders.any(|folder| {
        matches!(
            folder,
            "blog" | "post" | "posts" | "article" | "articles" | "writing"
        )
    })
}

/// A post on a site of one's own: its address is made of the words of a title, or the site is a blog.
fn is_own_post(reading: &Reading<'_>, (host, path): (&str, &str), own: &[Link]) -> bool {
    let sites = own.iter().filter(|link| link.kind == LinkKind::Website);
    let mut roots = sites
        .filter_map(|link| reading.url(&link.url))
        .filter(|url| url.path() == "/");
    let is_at = |own: &str| {
        let before = host.strip_suffix(own.trim_start_matches("www."));
        before.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let mine = roots.any(|url| web::host(&url).is_some_and(is_at));
    let slug = path.rsplit('/').next().unwrap_or(path);
    let titled = slug.contains('-') && slug.len() >= SLUG_BYTES && !slug.contains('.');
    mine && (titled || host.starts_with("blog.") && slug.len() >= 4)
}

/// The fewest bytes of an address that is made of a title.
const SLUG_BYTES: usize = 10;

fn is_page_of_own(url: &url::Url, own: &[Link]) -> bool {
    own.iter()
        .any(|link| link.url.trim_end_matches('/') == url.as_str().trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing;

    /// Checks the addresses of posts for somebody whose site is `quill.example`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let site = Link {
            kind: LinkKind::Website,
            url: "https://quill.example/".to_owned(),
            handle: None,
            evidence: Vec::new(),
        };
        let found = testing::read(text, |reading| read(reading, std::slice::from_ref(&site)));
        let urls: Vec<_> = found
            .iter()
            .map(|article| article.url.trim_start_matches("https://"))
            .collect();
        assert_eq!(urls, expected, "{text}");
    }

    #[test]
    fn whatever_a_part_about_writing_links_is_written() {
        check(
            "## Articles\n\n- [Ledgers](https://mill.example/ledgers)\n",
            &["mill.example/ledgers"],
        );
        check("## Projects\n\n- [Ledgers](https://mill.example/ledgers)\n", &[]);
        check(
            "## Blog\n\n- [Ledgers](https://mill.example/7)\n",
            &["mill.example/7"],
        );
        let contact = |path: &str| format!("## Links\n\n- [More](https://quill.example/{path})\n");
        check(
            &contact("posts/of-old-ledgers"),
            &["quill.example/posts/of-old-ledgers"],
        );
        check(&contact("write-to-me"), &[]);
    }

    #[test]
    fn slides_and_recordings_of_talks_are_written() {
        check(
            "## Extras\n\n- Speaker at LoomConf 2019: Looms in Practice - [watch the talk](https://loomconf.example/2019/looms)\n\
             - Loom, a tool for weavers - [video](https://mill.example/loom)\n",
            &["loomconf.example/2019/looms"],
        );
    }

    #[test]
    fn posts_of_known_hosts_and_own_sites_are_written_anywhere() {
        for (address, expected) in [
            ("https://dev.to/quill/how-to-keep-ledgers-in-step-1a2b", true),
            ("https://quill.example/how-i-keep-ledgers", true),
            ("https://blog.quill.example/ledgers", true),
            ("https://quill.example/cv.pdf", false),
            ("https://quill.example/about", false),
            ("https://mill.example/how-i-keep-ledgers", false),
        ] {
            let expected: &[&str] = if expected {
                &[address.trim_start_matches("https://")]
            } else {
                &[]
            };
            check(&format!("I wrote [this]({address}) once.\n"), expected);
        }
    }
}
