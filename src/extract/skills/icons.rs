//! Keys of icons: what pictures of technologies are called in the collections that draw them.

/// Returns the technology that an icon's path names: `…/devicon/icons/go/go-original.svg`, `cdn.simpleicons.org/go`.
pub(super) fn icon_of_path(src: &str) -> Option<String> {
    let path = src.split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    if path.contains("simpleicons.org") {
        return segments.get(2).map(|key| (*key).to_owned());
    }
    let file = segments.last()?;
    let stem = file.rsplit_once('.').map_or(*file, |(stem, _)| stem);
    if path.contains("devicon") && segments.len() >= 2 {
        return segments
            .get(segments.len() - 2)
            .map(|key| (*key).to_owned())
            .filter(|key| *key != "icons");
    }
    let known = [
        "icons",
        "logo",
        "svg",
        "img",
        "assets",
        "images",
        "vectorlogo",
        "topics",
    ]
    .iter()
    .any(|part| path.contains(part));
    let suffixed = stem.contains(['-', '_']);
    let key = [
        "-original",
        "-plain",
        "-icon",
        "-ar21",
        "-logo",
        "_logo",
        "-wordmark",
        "-colored",
        "-line",
        "_original",
        "-dark",
        "-light",
        "-official",
        "-tile",
        "-logotype",
        "-vertical",
        "-1",
        "-2",
        "-3",
        "-4",
    ]
    .iter()
    .filter(|_| suffixed)
    .fold(stem, |key, suffix| key.split(suffix).next().unwrap_or(key));
    (known && !key.is_empty() && key.len() <= 24).then(|| key.to_owned())
}

/// Folds a word to the form of icon keys: lower case without blanks and hyphens.
pub(super) fn icon_key(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '_'))
        .collect()
}
