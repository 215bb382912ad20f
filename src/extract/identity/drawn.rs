//! What pictures say of the person: banners, typing animations, portraits.

use super::introduced::introduced;
use crate::extract::cues::Cues;
use crate::extract::document::slice;
use crate::extract::reading::Reading;
use crate::extract::{names, titles, web};
use crate::profile::{Evidence, Via};
use crate::taxonomy::Taxonomy;

/// A name that only a banner or a typing animation shows, or a picture's description.
pub(super) fn drawn(reading: &Reading<'_>) -> Option<(String, Evidence)> {
    let images = reading
        .blocks()
        .take(12)
        .flat_map(|(_, block)| &block.images)
        .take(12);
    for image in images {
        let lines = drawn_lines(&image.src);
        // "Ada Quill" above "Weaving Engineer": a banner has two lines, an animation any others.
        let described =
            image.src.contains("capsule-render") && lines.get(1).is_some_and(|below| titles::is_title(below));
        for line in lines {
            // "— Grace Quill": whose words are quoted.
            if line.trim_start().starts_with(['—', '–', '-', '~']) {
                continue;
            }
            let whole = names::bare(&line);
            let range = introduced(whole).or_else(|| {
                let person = names::is_person(whole) && !titles::is_title(whole);
                (person && (described || is_in_an_address(reading, whole))).then_some(0..whole.len())
            });
            if let Some(range) = range {
                return Some((
                    names::tidy_person(slice(whole, range)),
                    reading.quote(image.span.clone(), Via::Badge),
                ));
            }
        }
        // "Hi, I'm Ada": what a banner says is told to those who cannot see it.
        let said = introduced(&image.alt).map(|range| slice(&image.alt, range));
        if let Some(name) = said.or_else(|| captioned(&image.alt)) {
            return Some((
                names::tidy_person(name),
                reading.quote(image.span.clone(), Via::Badge),
            ));
        }
        if let Some(name) = owner(&image.alt).filter(|name| is_in_an_address(reading, name)) {
            return Some((
                names::tidy_person(name),
                reading.quote(image.span.clone(), Via::Badge),
            ));
        }
        if names::is_person(&image.alt)
            && !has_acronym(&image.alt)
            && !titles::is_title(&image.alt)
            && !shows_something_else(reading.taxonomy, &image.alt)
            && image.alt.split_ascii_whitespace().count() <= 3
            && image.src.find("badge").is_none()
        {
            return Some((
                names::tidy_person(&image.alt),
                reading.quote(image.span.clone(), Via::Badge),
            ));
        }
    }
    None
}

/// "Ada Quill, Weaving Engineer": the name with which the description of a banner begins, before the title.
fn captioned(alt: &str) -> Option<&str> {
    let parts = [", ", " — ", " – ", " | ", " · ", " - "]
        .iter()
        .filter_map(|sign| alt.split_once(sign));
    let (name, told) = parts.min_by_key(|(name, _)| name.len())?;
    let words = name.split_ascii_whitespace().count();
    let person = (2..=3).contains(&words) && names::is_person(name) && !has_acronym(name);
    (person && !titles::is_title(name) && titles::is_title(told)).then_some(name)
}

/// "Ada Quill's GitHub Stats": the full name of whose statistics a service draws; a given name alone may be the service's example.
fn owner(alt: &str) -> Option<&str> {
    let bare = || {
        let at = [" GitHub", " Github", " github"]
            .iter()
            .find_map(|word| alt.find(word))?;
        Some((slice(alt, 0..at), slice(alt, at..alt.len()).trim_start()))
    };
    let owned = alt.split_once("'s ").or_else(|| alt.split_once("’s "));
    let (name, drawn) = owned.or_else(bare)?;
    let drawn = drawn.to_lowercase();
    let statistics = ["stat", "github", "top lang", "streak"]
        .iter()
        .any(|word| drawn.contains(word));
    let full = (2..=3).contains(&name.split(' ').count()) && names::is_person(name);
    (statistics && full && !has_acronym(name) && !titles::is_title(name)).then_some(name)
}

/// Says whether some address bears a word of a name: an animation types mottos as well.
fn is_in_an_address(reading: &Reading<'_>, name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(' ').filter(|word| word.len() >= 3).collect();
    let links = reading.blocks().flat_map(|(_, block)| &block.links);
    let mut away = links.take(LINKS).filter(|link| !link.href.starts_with('#'));
    away.any(|link| {
        let href = link.href.to_lowercase();
        words.iter().any(|word| href.contains(word))
    })
}

/// Among so many links there are those of the person.
const LINKS: usize = 100;

/// The full name behind a given one where a picture is called by it: "Ada Quill's statistics".
pub(super) fn in_full(reading: &Reading<'_>, given: &str) -> Option<(String, Evidence)> {
    if given.contains(' ') {
        return None;
    }
    let images = reading.blocks().flat_map(|(_, block)| &block.images);
    images.take(LINKS).find_map(|image| {
        let labelled = || {
            let (_, label) = image.src.split_once("/badge/-")?;
            let label = web::decode(label.split('-').next()?);
            label.starts_with(&format!("{given} ")).then_some(label)
        };
        let name = called(&image.alt, given)
            .or_else(|| whole(&image.alt, given))
            .or_else(labelled)?;
        names::is_person(&name).then(|| (name, reading.quote(image.span.clone(), Via::Badge)))
    })
}

/// "Ada Quill's statistics": the name of whoever owns what a picture shows.
fn called(alt: &str, given: &str) -> Option<String> {
    let (_, rest) = alt.split_once(given)?;
    let family = rest.strip_prefix(' ')?.split(' ').next()?;
    let owner = family.strip_suffix("'s").or_else(|| family.strip_suffix("’s"))?;
    Some(format!("{given} {owner}"))
}

/// "Ada Quill": a picture of nothing but the name.
fn whole(alt: &str, given: &str) -> Option<String> {
    let alt = alt.trim();
    let rest = alt.strip_prefix(given)?.strip_prefix(' ')?;
    let other = |word: &str| OTHER_PICTURES.contains(&word.to_lowercase().as_str());
    let name = rest.split(' ').count() <= 2 && !rest.split(' ').any(other) && !has_acronym(alt);
    name.then(|| alt.to_owned())
}

/// "Bremen UAS": beside other words, one in capitals is no part of a name.
fn has_acronym(words: &str) -> bool {
    let shouted = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    words.split(' ').any(shouted) && !words.split(' ').all(shouted)
}

/// What pictures are called that show no person, lower case.
const OTHER_PICTURES: &[&str] = &[
    "logo",
    "shield",
    "banner",
    "badge",
    "icon",
    "header",
    "screenshot",
    "graph",
    "stats",
    "trophy",
    "card",
    "status",
    "demo",
    "cover",
    "preview",
    "diagram",
    "chart",
    "map",
    "seal",
    "crest",
    "flag",
    "github",
    "profile",
    "website",
    "portfolio",
    "blog",
];

fn shows_something_else(taxonomy: &Taxonomy, alt: &str) -> bool {
    let other = |word: &str| {
        OTHER_PICTURES.contains(&word.to_lowercase().as_str()) || taxonomy.skill_named(word).is_some()
    };
    taxonomy.skill_named(alt).is_some() || alt.split(' ').any(other)
}

/// Returns the lines of text in the URL of an animation or a banner.
pub(in crate::extract) fn drawn_lines(src: &str) -> Vec<String> {
    static ANIMATED: Cues = Cues::new(&["typing-svg", "capsule-render", "readme-typing"]);
    let Some((_, query)) = src.split_once('?').filter(|_| ANIMATED.are_in(src)) else {
        return Vec::new();
    };
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(key, _)| matches!(*key, "lines" | "text" | "desc"))
        .flat_map(|(_, value)| value.split(';'))
        .map(web::decode)
        .filter(|line| !line.trim().is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_somebodys() {
        assert_eq!(owner("Ada Quill's GitHub Stats"), Some("Ada Quill"));
        assert_eq!(owner("Ada's GitHub stats"), None);
        assert_eq!(owner("Weaver's Guild's looms"), None);
    }

    #[test]
    fn a_picture_can_be_called_by_the_whole_name() {
        assert_eq!(whole("Ada Quill", "Ada"), Some("Ada Quill".to_owned()));
        for other in ["Ada", "Ada Stats", "Adam Quill", "Ada Quill and her looms"] {
            assert_eq!(whole(other, "Ada"), None, "{other}");
        }
        let text = "![Hey there, I'm Bo. I weave, and more. See my work](banner.gif)\n\nI weave.\n";
        let found = crate::extract::testing::read(text, drawn);
        assert_eq!(found.map(|(name, _)| name).as_deref(), Some("Bo"));
    }

    #[test]
    fn a_banner_is_described_by_the_name_and_the_title() {
        assert_eq!(
            captioned("Ada Quill, Weaving Engineer and Dyer"),
            Some("Ada Quill")
        );
        assert_eq!(
            captioned("Ada Quill — Weaving Engineer · Looms"),
            Some("Ada Quill")
        );
        assert_eq!(captioned("Looms, wool and plans"), None);
        assert_eq!(captioned("Ada Quill, in Bremen"), None);
    }

    #[test]
    fn statistics_can_be_called_by_the_bare_name() {
        assert_eq!(owner("Ada Quill GitHub stats"), Some("Ada Quill"));
        assert_eq!(owner("My GitHub stats"), None);
        assert_eq!(owner("Loom Engineer GitHub stats"), None);
    }

    #[test]
    fn a_banner_shows_a_name_above_a_title() {
        let found = |text: &str, desc: &str| {
            let banner = format!("![](https://capsule-render.example/api?text={text}&desc={desc})\n");
            crate::extract::testing::read(&banner, drawn).map(|(name, _)| name)
        };
        assert_eq!(
            found("Ada%20Quill", "Weaving%20Engineer").as_deref(),
            Some("Ada Quill")
        );
        assert_eq!(found("Ada%20Quill", "made%20of%20wool"), None);
        assert_eq!(found("Weaving%20Engineer", "Software%20Engineer"), None);
    }

    #[test]
    fn an_animation_types_a_name_that_some_address_bears() {
        let typed = "![](https://readme-typing-svg.example/?lines=Ada+Quill)\n\n";
        let found = |link: &str| {
            let text = format!("{typed}[here]({link})\n");
            crate::extract::testing::read(&text, drawn).map(|(name, _)| name)
        };
        assert_eq!(found("https://quill.example").as_deref(), Some("Ada Quill"));
        assert_eq!(found("#ada-quill"), None);
    }
}
