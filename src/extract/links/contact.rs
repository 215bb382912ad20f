//! Lines of nothing but ways to reach the person, as they stand at the head of a résumé.

use crate::extract::document::slice;
use crate::extract::reading::Reading;
use crate::extract::{places, web};

/// So many blocks from the beginning may be lines of contact.
pub(super) const CONTACT_BLOCKS: usize = 18;

/// The most words beside the addresses of such a line: a place, a label.
const OTHER_WORDS: usize = 6;

/// "Oslo • ada@quill.example • quill.example", "quill.example (Blog)": says whether a line holds ways to reach somebody and
/// hardly anything else.
pub(super) fn is_contact(reading: &Reading<'_>, text: &str, addresses: &[web::Address]) -> bool {
    let Some(first) = addresses.first() else {
        return false;
    };
    let told: usize = addresses.iter().map(|address| address.range.len()).sum();
    let few =
        text.split_ascii_whitespace().count() <= addresses.len() * 2 + OTHER_WORDS && !text.contains('\n');
    let alone = addresses.len() == 1 && first.range.start == 0 && {
        let rest = slice(text, first.range.end..text.len()).trim();
        rest.is_empty()
            || rest.starts_with('(') && rest.ends_with(')') && rest.split_ascii_whitespace().count() <= 3
    };
    let place = || {
        let before = slice(text, 0..first.range.start);
        let place = before.trim_end_matches(['|', '•', '·', ' ', '\t']);
        let parted = before.len() > place.len() + 2 && first.range.end + 1 >= text.len();
        addresses.len() == 1 && parted && places::is_place(reading.taxonomy, place)
    };
    few && (alone || place() || addresses.len() > 1 && told * 2 > text.len() && !tells(text, addresses))
}

/// Says whether words in small letters stand between the addresses of a line: "loom.example and dye.example".
fn tells(text: &str, addresses: &[web::Address]) -> bool {
    let ends = std::iter::once(0).chain(addresses.iter().map(|address| address.range.end));
    let starts = addresses
        .iter()
        .map(|address| address.range.start)
        .chain([text.len()]);
    let mut between = ends
        .zip(starts)
        .flat_map(|(end, start)| slice(text, end..start.max(end)).split_ascii_whitespace());
    between.any(|word| word.starts_with(char::is_lowercase))
}
