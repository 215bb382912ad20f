//! What pictures say of the person: banners, typing animations, portraits.

use super::name::introduced;
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
        for line in drawn_lines(&image.src) {
            // "— Grace Quill": whose words are quoted.
            if line.trim_start().starts_with(['—', '–', '-', '~']) {
                continue;
            }
            let whole = names::bare(&line);
            let range = introduced(whole).or_else(|| {
                names::is_person(whole)
                    .then_some(0..whole.len())
                    .filter(|_| !titles::is_title(whole))
            });
            if let Some(range) = range {
                return Some((
                    names::tidy_person(slice(whole, range)),
                    reading.quote(image.span.clone(), Via::Badge),
                ));
            }
        }
        if names::is_person(&image.alt)
            && !titles::is_title(&image.alt)
            && !shows_something_else(reading.taxonomy, &image.alt)
            && image.alt.split_whitespace().count() <= 3
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
];

fn shows_something_else(taxonomy: &Taxonomy, alt: &str) -> bool {
    let other = |word: &str| {
        OTHER_PICTURES.contains(&word.to_lowercase().as_str()) || taxonomy.skill_named(word).is_some()
    };
    taxonomy.skill_named(alt).is_some() || alt.split(' ').any(other)
}

/// Returns the lines of text in the URL of an animation or a banner.
pub(in crate::extract) fn drawn_lines(src: &str) -> Vec<String> {
    let animated =
        src.contains("typing-svg") || src.contains("capsule-render") || src.contains("readme-typing");
    let Some((_, query)) = src.split_once('?').filter(|_| animated) else {
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
