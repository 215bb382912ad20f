//! What has the person written or said in public? Posts, articles, talks and papers with their URLs.

use super::document::slice;
use super::reading::Reading;
use super::sections::Section;
use super::{names, web};
use crate::profile::{Article, Link, Via};

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
    "levelup.gitconnected.com",
    "javascript.plainenglish.io",
    "ieeexplore.ieee.org",
    "dl.acm.org",
];

/// The most articles of one person.
const MAX_ARTICLES: usize = 200;

/// Reads the URLs of the parts about writing, and of posts anywhere.
pub(super) fn read(reading: &Reading<'_>, own: &[Link]) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for (index, block) in reading.blocks() {
        let section = reading.section(index);
        let text = block.text.as_str();
        let linked = block.links.iter().map(|link| {
            (
                link.href.clone(),
                slice(text, link.range.clone()).to_owned(),
                reading.quote(link.span.clone(), Via::List),
            )
        });
        let bare = reading
            .addresses(index)
            .iter()
            .filter(|address| !address.email)
            .map(|address| {
                let evidence = reading.evidence(index, &address.range, Via::List);
                (address.url.clone(), String::new(), evidence)
            });
        for (href, words, evidence) in linked.chain(bare).collect::<Vec<_>>() {
            if articles.len() >= MAX_ARTICLES
                || !is_article(&href, section, own)
                || articles.iter().any(|known| known.url == href)
            {
                continue;
            }
            let title = names::bare(&words).to_owned();
            articles.push(Article {
                title: (!title.is_empty()).then_some(title),
                url: href,
                published: None,
                evidence: vec![evidence],
            });
        }
    }
    articles
}

fn is_article(href: &str, section: Section, own: &[Link]) -> bool {
    let Some(url) = web::parse(href) else {
        return false;
    };
    let Some(host) = web::host(&url) else {
        return false;
    };
    let path = url.path().trim_matches('/');
    if path.is_empty()
        || web::is_image_service(&host)
        || web::profile(&url).is_some()
        || is_page_of_own(&url, own)
        || path.ends_with("png")
        || host.ends_with("vercel.app")
    {
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
    part && path.len() >= 4
        || post_host && long && matches!(section, Section::Open | Section::About | Section::Writing)
}

fn is_page_of_own(url: &url::Url, own: &[Link]) -> bool {
    own.iter()
        .any(|link| link.url.trim_end_matches('/') == url.as_str().trim_end_matches('/'))
}
