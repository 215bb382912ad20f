//! Projects in lists, and on lines that only stand apart from what is told below.

use super::name::leading;
use super::parts::{Place, STATUSES};
use crate::extract::document::Kind;
use crate::extract::names;

/// How far into an item, in bytes, a link begins that is its name: "- 🧵 [Loom](…)".
const LINK_BYTES: usize = 12;

/// "- **Loom**, weaves plans", "- [Loom](…) weaves plans", "- Loom: weaves plans".
pub(super) fn item<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let line = place.line;
    if line.kind != Kind::Item(0) || !place.first {
        return None;
    }
    let name = leading(line.text);
    let linked = place
        .block
        .links
        .iter()
        .any(|link| link.range.start <= line.range.start + LINK_BYTES && !link.range.is_empty());
    (line.bold || linked || is_parted(line.text, name) && !is_phrase(line.text, name)).then_some(name)
}

/// Says whether more than signs follows a name on its line.
fn is_parted(line: &str, name: &str) -> bool {
    name.len() < names::bare(line).len()
}

/// "Wrote a tool: …" and what goes on for long name nothing.
fn is_phrase(line: &str, name: &str) -> bool {
    let mut words = name.split_whitespace();
    let colon = line.find(": ") == Some(name.len());
    words.clone().count() > 6 || colon && words.skip(1).any(|word| word.starts_with(char::is_lowercase))
}

/// "Loom — weaves plans", and a short line above a sentence, an address or a status.
pub(super) fn line<'t>(place: &Place<'_, 't>) -> Option<&'t str> {
    let line = place.line;
    if matches!(line.kind, Kind::Heading(_) | Kind::Code | Kind::Cell(_)) {
        return None;
    }
    let text = line.text;
    let name = leading(text);
    let dashed = || text.contains(" — ") || text.contains(" – ");
    let parted = is_parted(text, name) && name.split_whitespace().count() <= 8 && (line.apart || dashed());
    let short = text.split_whitespace().count() <= 7 && !text.ends_with(['.', ':', '!', '?']);
    let told = || {
        place.next.is_some_and(|next| {
            next.text.split_whitespace().count() >= 8
                || next.text.starts_with("https://")
                || STATUSES.begin(next.text).is_some()
        })
    };
    (line.bold || parted || short && told()).then_some(name)
}
