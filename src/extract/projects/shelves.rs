//! "**Packages:** [loom](…) | [dye](…)": linked projects in a row, behind a word for what they are.

use super::name::is_name;
use super::parts::Place;
use crate::extract::document::{Link, slice};
use crate::extract::reading::Reading;
use crate::extract::{names, web};

/// The fewest projects that show that rows are of this kind.
const FEWEST: usize = 2;

/// Says whether a line is a row of several projects.
pub(super) fn is_shelf(reading: &Reading<'_>, place: &Place<'_, '_>) -> bool {
    links(place).is_some_and(|links| {
        links.len() >= FEWEST && links.iter().all(|link| is_named_so(reading, place, link))
    })
}

/// Returns the links of a line that has nothing but links behind its label.
pub(super) fn links<'t>(place: &Place<'_, 't>) -> Option<Vec<&'t Link>> {
    let line = place.line;
    let (label, _) = line.text.split_once(':')?;
    let begin = line.range.start + label.len() + 1;
    let text = place.block.text.as_str();
    // Of all the block's links, those of this line alone are looked at.
    let all = place.block.links.as_slice();
    let first = all.partition_point(|link| link.range.start < begin);
    let here = all
        .iter()
        .skip(first)
        .take_while(|link| link.range.start < line.range.end);
    let links: Vec<_> = here.filter(|link| !link.range.is_empty()).collect();
    let mut at = begin;
    for link in &links {
        if link.range.start < at || !is_gap(slice(text, at..link.range.start)) {
            return None;
        }
        at = link.range.end;
    }
    let named = |link: &&Link| is_name(slice(text, link.range.clone()));
    (!links.is_empty() && is_gap(slice(text, at..line.range.end)) && links.iter().all(named)).then_some(links)
}

/// Says whether words between two links only join them.
fn is_gap(text: &str) -> bool {
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    bare.is_empty() || bare == "and"
}

/// "[Odd Loom](https://github.com/mira/odd-loom)": says whether a link leads to what is called like it.
fn is_named_so(reading: &Reading<'_>, place: &Place<'_, '_>, link: &Link) -> bool {
    let letters = |text: &str| names::slug(text).replace('-', "");
    let name = letters(slice(place.block.text.as_str(), link.range.clone()));
    let target = reading.url(&link.href).map(|url| {
        let last = url.path().trim_end_matches('/').rsplit('/').next().map(letters);
        let host = web::host(&url).map(letters);
        [last, host]
    });
    let mut targets = target
        .into_iter()
        .flatten()
        .flatten()
        .filter(|target| target.len() > 1);
    name.len() > 1 && targets.any(|target| target.contains(&name) || name.contains(&target))
}
