//! Badges and icons: shields.io, skillicons.dev, devicon, simple-icons and pictures named after a technology.

use std::borrow::Cow;

use super::icons::{icon_key, icon_of_path};
use super::lists::{has_plain_word, is_general, several};
use super::networks::is_social;
use super::{Seen, Sight};
use crate::extract::cues::Cues;
use crate::extract::document::{Image, slice};
use crate::extract::reading::Reading;
use crate::extract::sections::{Section, fold};
use crate::extract::web;
use crate::profile::Via;

/// Parts of URLs that draw statistics, counters, animations and decoration.
static NOISE: Cues = Cues::new(&[
    "readme-stats",
    "streak-stats",
    "trophy",
    "activity-graph",
    "komarev",
    "visitor",
    "hits.",
    "typing-svg",
    "capsule-render",
    "wakatime",
    "github-profile-summary",
    "contribution",
    "profile-views",
    "github/followers",
    "github/stars",
    "twitter/follow",
    "badges/",
    "/workflows/",
    "/actions/workflow",
    "spotify",
    "snake",
    "stackoverflow/r/",
    "youtube/channel",
    "discord/",
    "ko-fi",
    "buymeacoffee",
    "buymeacoffe",
    "paypal",
    "patreon",
    "holopin",
    "leetcard",
    "leetcode-stats",
    "/github/last-commit",
    "github/license",
    "opensource.org",
    "giphy",
    "github/v/",
    "npm/v",
    "npm/dm",
    "npm/dt",
    "codecov",
    "coveralls",
    "travis-ci.org",
    "travis-ci.com",
    "/release",
    "github/forks",
    "github/issues",
    "profile_views",
    "github/contributors",
    "metrics.",
    "profile-trophy",
    "count.getloli",
    "code%20time",
    "badge/code time",
    "lines%20of%20code",
    "profile%20views-",
    "badge/license",
    "badge/licence",
    "label=license",
]);

/// Services and collections whose pictures are icons of technologies.
static ICONS: Cues = Cues::new(&[
    "skillicons.dev",
    "skill-icons",
    "devicon",
    "simpleicons.org",
    "simple-icons",
]);

/// Reads the images of a block.
pub(super) fn read<'t>(reading: &Reading<'t>, index: usize, seen: &mut Seen<'t>) {
    let Some(block) = reading.document.blocks.get(index) else {
        return;
    };
    let section = reading.section(index);
    if section == Section::Leisure {
        return;
    }
    for image in &block.images {
        let src = image.src.to_lowercase();
        if NOISE.are_in(&src) || names_its_site(reading, image, &src) {
            continue;
        }
        // Among statistics, too, icons are of technologies.
        if section == Section::Statistics && !ICONS.are_in(&src) {
            continue;
        }
        let listed = section == Section::Skills;
        let via = if section == Section::Learning {
            Via::Learning
        } else {
            Via::Badge
        };
        let (mut told, mut any, mut called) = (false, false, false);
        for (word, exact) in words(image, &src) {
            called |= exact && is_namesake(reading, image, &word);
            let several = several(reading, &word);
            for word in several
                .iter()
                .copied()
                .chain(several.is_empty().then_some(word.as_str()))
            {
                // Beside a technology, unknown words say something of it: "SymPy | symbolic".
                let known = note(reading, image, via, (word, exact && listed && !told), seen);
                told |= exact && known == Known::ByName;
                any |= known != Known::Not;
            }
        }
        // The logo says what the badge is about where its words do not.
        if !told
            && !called
            && social_host(reading, image).is_none()
            && let Some(logo) = logo(&image.src)
        {
            any |= note(reading, image, via, (&logo, false), seen) != Known::Not;
        }
        // A picture without words among the tools leads to the home of one.
        if !any
            && (listed || block.images.len() >= ROW)
            && let Some(home) = home(reading, image)
        {
            note(reading, image, via, (&home, false), seen);
        }
    }
}

/// So many pictures in one block are a row of icons.
const ROW: usize = 4;

/// `https://www.loomkit.example/`: what the front page is called to which an image leads.
fn home(reading: &Reading<'_>, image: &Image) -> Option<String> {
    let url = reading.url(image.href.as_deref()?)?;
    let host = web::host(&url).filter(|_| url.path().trim_matches('/').is_empty())?;
    let (name, _) = host.rsplit_once('.')?;
    (!name.contains('.') && !web::is_service(host)).then(|| name.to_owned())
}

/// Whether a word of an image is known to be a skill or a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Not,
    /// By the key of an icon.
    ByIcon,
    ByName,
}

/// Notes what a word of an image names; says whether it is known to be a skill or a service.
fn note<'t>(
    reading: &Reading<'t>,
    image: &Image,
    via: Via,
    (word, keep_unknown): (&str, bool),
    seen: &mut Seen<'t>,
) -> Known {
    let folded = fold(word);
    if folded.is_empty() {
        return Known::Not;
    }
    if is_social(&folded) {
        return Known::ByName;
    }
    let named = reading.taxonomy.skill_named(word);
    let skill = named.or_else(|| reading.taxonomy.skill_of_icon(&icon_key(word)));
    let known = match skill {
        Some(_) if named.is_some() => Known::ByName,
        Some(_) => Known::ByIcon,
        None => Known::Not,
    };
    // "React" that leads to one's GitHub is a skill, "Kaggle" that leads to one's page there is a link.
    let host = social_host(reading, image);
    let own = |host: String| skill.is_none() || host.is_empty() || is_called(&host, &folded);
    if host.is_some_and(own) {
        return known;
    }
    let span = image.span.clone();
    let sight = Sight { span, via };
    if let Some(skill) = skill {
        seen.known(reading, skill, sight);
    } else if keep_unknown
        && !has_plain_word(word)
        && !is_general(word)
        && word.chars().count() <= 30
        && word.split_ascii_whitespace().count() <= 3
        && word.chars().any(char::is_alphabetic)
    {
        seen.unknown(reading, word.trim(), sight);
        return Known::ByIcon;
    }
    known
}

/// "Stack Overflow" and "npm" are called as stackoverflow.com and npmjs.com.
fn is_called(host: &str, folded: &str) -> bool {
    let whole = folded.replace(' ', "");
    let first = folded.split(' ').next().unwrap_or_default();
    host.split('.').any(|label| {
        let label = label.strip_suffix("js").unwrap_or(label);
        label == whole || label == first
    })
}

/// Returns where the page of a person is to which an image leads; nothing is known of an address for mail.
fn social_host(reading: &Reading<'_>, image: &Image) -> Option<String> {
    let href = image.href.as_deref()?;
    if href.starts_with("mailto:") {
        return Some(String::new());
    }
    let url = reading.url(href)?;
    let person = web::profile(&url).is_some() && !url.path().trim_matches('/').is_empty();
    person.then(|| web::host(&url).unwrap_or_default().to_owned())
}

/// "Loomables" on a badge that leads to `loomables.example` is that site, whatever logo stands for it.
fn is_namesake(reading: &Reading<'_>, image: &Image, word: &str) -> bool {
    let url = image.href.as_deref().and_then(|href| reading.url(href));
    let host = url.as_deref().and_then(web::host);
    host.is_some_and(|host| is_called(host, &fold(word)))
}

/// "quill.dev" on a badge that leads there is about the site, whatever logo it bears.
fn names_its_site(reading: &Reading<'_>, image: &Image, src: &str) -> bool {
    let label = src
        .split_once("/badge/")
        .map(|(_, badge)| badge.split('?').next().unwrap_or(badge));
    label.is_some_and(|label| {
        let url = image.href.as_deref().and_then(|href| reading.url(href));
        // A hyphen inside a label is doubled.
        url.as_deref()
            .and_then(web::host)
            .is_some_and(|host| label.replace("--", "-").contains(host))
    })
}

/// Services that draw badges of a label and a logo.
static SHIELDS: Cues = Cues::new(&["shields.io", "shieldcn", "custom-icon-badges", "badgen.net"]);

/// Services that draw a row of icons by their keys.
static SKILL_ICONS: Cues = Cues::new(&["skillicons.dev", "skill-icons"]);

/// Returns what an image's URL and description name; `true` where the words are a label that people wrote.
fn words(image: &Image, src: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    if SHIELDS.are_in(src) {
        shield(&image.src, &mut words);
        if !generic_alt(&image.alt) {
            words.push((image.alt.clone(), false));
        }
        return words;
    }
    if SKILL_ICONS.are_in(src) || src.contains("techstack") && src.contains("icons?") {
        for key in query_value(&image.src, "i")
            .or_else(|| query_value(&image.src, "icons"))
            .unwrap_or_default()
            .split(',')
        {
            words.push((web::decode(key), true));
        }
        return words;
    }
    if let Some(key) = icon_of_path(src) {
        words.push((key, false));
    }
    let alt = image.alt.trim();
    let alt = ["logo", "icon", "badge", "img", "image"]
        .iter()
        .fold(alt, |alt, suffix| {
            let cut = alt.len().saturating_sub(suffix.len());
            match alt.get(cut..) {
                Some(tail) if tail.eq_ignore_ascii_case(suffix) => {
                    slice(alt, 0..cut).trim_end_matches([' ', '-', '_'])
                }
                _ => alt,
            }
        });
    if !generic_alt(alt) {
        words.push((alt.to_owned(), false));
    }
    words
}

fn generic_alt(alt: &str) -> bool {
    let folded = fold(alt);
    folded.is_empty()
        || alt.chars().count() > 40
        || matches!(
            folded.as_str(),
            "image"
                | "img"
                | "badge"
                | "icon"
                | "logo"
                | "static badge"
                | "gif"
                | "banner"
                | "header"
                | "my skills"
                | "skills"
                | "tech stack"
                | "tools"
                | "coding"
        )
}

/// Signs in a label that stand for others.
const ESCAPES: [char; 3] = ['_', '\u{1}', '\u{2}'];

/// Signs of a label that would otherwise part it, or stand for a blank.
static DOUBLED: Cues = Cues::new(&["--", "__"]);

/// Reads a shields.io URL: label, message and `logo=`.
fn shield(src: &str, words: &mut Vec<(String, bool)>) {
    let (path, query) = src.split_once('?').unwrap_or((src, ""));
    if let Some((_, badge)) = path.split_once("/badge/") {
        // `--` and `__` are an escaped hyphen and underscore; a single `_` is a blank.
        let escaped = if DOUBLED.are_in(badge) {
            Cow::Owned(badge.replace("--", "\u{1}").replace("__", "\u{2}"))
        } else {
            Cow::Borrowed(badge)
        };
        let unescape = |letter| match letter {
            '_' => ' ',
            '\u{1}' => '-',
            '\u{2}' => '_',
            other => other,
        };
        let mut parts: Vec<String> = escaped
            .split('-')
            .map(|part| {
                if part.contains(ESCAPES) {
                    web::percent_decode(&part.chars().map(unescape).collect::<String>())
                } else {
                    web::percent_decode(part)
                }
            })
            .collect();
        if parts.len() > 1 {
            let _color = parts.pop();
        }
        words.extend(
            parts
                .into_iter()
                .filter(|part| !part.trim().is_empty())
                .map(|part| (part.trim().trim_end_matches(".svg").to_owned(), true)),
        );
    }
    for pair in query.split('&') {
        if let Some(("message" | "label", value)) = pair.split_once('=') {
            words.push((web::decode(value), true));
        }
    }
}

/// The logo on a badge of shields.io and its like.
fn logo(src: &str) -> Option<String> {
    let logo = query_value(src, "logo").filter(|value| !value.starts_with("data:"))?;
    SHIELDS.are_in(src).then(|| web::decode(logo))
}

fn query_value<'s>(src: &'s str, wanted: &str) -> Option<&'s str> {
    let (_, query) = src.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == wanted)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(badges: &str) -> Vec<String> {
        let source = crate::profile::SourceId::new("test");
        let text = format!("# Ada Quill\n\n## Skills\n\n{badges}\n");
        let document = crate::extract::Document {
            source: &source,
            text: &text,
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let profile = crate::extract::extract(document, crate::taxonomy::Taxonomy::embedded(), today);
        profile.skills.into_iter().map(|skill| skill.id).collect()
    }

    #[test]
    fn a_logo_counts_where_the_label_is_no_technology() {
        let badge = "https://img.shields.io/badge";
        assert_eq!(
            read(&format!("![]({badge}/React_Native-000?logo=react)")),
            ["react-native"]
        );
        assert_eq!(read(&format!("![]({badge}/Portfolio-000?logo=vercel)")), [""; 0]);
        assert_eq!(read(&format!("![]({badge}/-000?logo=rust)")), ["rust"]);
        assert_eq!(
            read("![](https://img.shields.io/static/v1?label=&message=Loomdb)"),
            ["loomdb"]
        );
        assert_eq!(read(&format!("![]({badge}/LLVM%2FClang-000)")), ["llvm", "clang"]);
        assert_eq!(
            read("![Rust and Go](https://loom.example/wool.png)"),
            ["rust", "go"]
        );
        assert_eq!(read("![Wool and Go](https://loom.example/wool.png)"), [""; 0]);
        assert_eq!(read(&format!("![]({badge}/License-Apache%202.0-000)")), [""; 0]);
        let site = |label: &str| format!("[![]({badge}/-{label}-000?logo=appveyor)](https://a-quill.dev/)");
        assert_eq!(read(&site("a--quill.dev")), [""; 0]);
        assert_eq!(read(&site("Looms")), ["looms", "appveyor"]);
    }

    #[test]
    fn a_picture_without_words_leads_to_the_home_of_a_tool() {
        let linked = |href: &str| {
            read(&format!(
                "<a href=\"{href}\"><img src=\"https://loom.example/1.png\"></a>"
            ))
        };
        assert_eq!(linked("https://tailwindcss.com/"), ["tailwind-css"]);
        assert_eq!(linked("https://www.rust-lang.org"), ["rust"]);
        assert_eq!(linked("https://tailwindcss.com/docs"), [""; 0]);
        assert_eq!(linked("https://github.com/"), [""; 0]);
    }

    #[test]
    fn collections_have_keys_of_their_own() {
        let icon = |key: &str| {
            let src = format!("https://www.vectorlogo.zone/logos/{key}/{key}-icon.svg");
            read(&format!("<img src=\"{src}\">"))
        };
        assert_eq!(icon("terraformio"), ["terraform"]);
        assert_eq!(icon("w3_html5"), ["html"]);
        assert_eq!(icon("travis-ci"), ["travis-ci"]);
        assert_eq!(read("![](https://travis-ci.org/ada/loom.svg)"), [""; 0]);
    }

    #[test]
    fn technologies_that_lead_to_a_profile_are_skills_and_networks_are_not() {
        let own = "https://github.com/ada-quill";
        assert_eq!(
            read(&format!(
                "[![Skills](https://skillicons.dev/icons?i=rust,git)]({own})"
            )),
            ["rust", "git"]
        );
        assert_eq!(
            read(&format!(
                "[![](https://img.shields.io/badge/React-000?logo=react)]({own})"
            )),
            ["react"]
        );
        for badge in ["GitHub-000?logo=github", "Ada_Quill-000?logo=rust"] {
            let text = format!("[![](https://img.shields.io/badge/{badge})]({own})");
            assert_eq!(read(&text), [""; 0], "{badge}");
        }
    }

    #[test]
    fn icons_among_statistics_are_skills() {
        assert_eq!(
            read("## GitHub Stats\n\n![](https://cdn.example/devicon/icons/rust/rust-plain.svg)\n"),
            ["rust"]
        );
    }

    #[test]
    fn badges_name_their_label_and_logo() {
        let check = |src: &str, expected: &[&str]| {
            let image = Image {
                src: src.to_owned(),
                ..Image::default()
            };
            let labels = words(&image, &src.to_lowercase())
                .into_iter()
                .map(|(word, _)| word);
            let found: Vec<String> = labels.chain(logo(src)).collect();
            assert_eq!(found, expected, "{src}");
        };
        check(
            "https://img.shields.io/badge/Spring_Boot-6DB33F?logo=springboot",
            &["Spring Boot", "springboot"],
        );
        check(
            "https://img.shields.io/badge/C++-%2300599C.svg?logo=c%2B%2B",
            &["C++", "c++"],
        );
        check(
            "https://img.shields.io/badge/scikit--learn-F7931E",
            &["scikit-learn"],
        );
        check("https://skillicons.dev/icons?i=go,ts&theme=light", &["go", "ts"]);
        check(
            "https://cdn.jsdelivr.net/gh/devicons/devicon/icons/react/react-original.svg",
            &["react"],
        );
        check("https://cdn.simpleicons.org/redis/white", &["redis"]);
    }
}
