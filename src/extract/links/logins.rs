//! Whose logins does a text link? Those that surely are the person's, and services on which most are others'.

use super::{Found, MAX_LINKS};
use crate::extract::names;
use crate::extract::reading::Reading;
use crate::profile::LinkKind;

/// The logins that a text names, folded to their letters.
#[derive(Debug, Default)]
pub(super) struct Logins {
    /// Of every profile that is linked, as often as it is.
    pub(super) all: Vec<String>,
    /// Those that surely are the person's: two services know them, or a picture of the person's statistics does.
    pub(super) sure: Vec<String>,
    /// Services on which many logins are linked: most are other people's, or teams'.
    pub(super) crowded: Vec<LinkKind>,
}

/// So many logins on one service are not all one person's.
const CROWD: usize = 4;

impl Logins {
    pub(super) fn of(reading: &Reading<'_>, found: &[Found], name: Option<&Name<'_>>) -> Self {
        let mut profiles: Vec<(LinkKind, String)> = found
            .iter()
            .filter_map(|found| found.profile.as_ref())
            .map(|(kind, handle)| (*kind, letters(handle)))
            .filter(|(_, handle)| handle.len() >= 4)
            .collect();
        let all: Vec<String> = profiles.iter().map(|(_, handle)| handle.clone()).collect();
        profiles.sort_by(|left, right| (left.0 as u8, &left.1).cmp(&(right.0 as u8, &right.1)));
        profiles.dedup();
        let on_two = |handle: &String| profiles.iter().filter(|(_, other)| other == handle).count() > 1;
        let mut sure: Vec<String> = drawn_logins(reading);
        sure.extend(all.iter().filter(|handle| on_two(handle)).cloned());
        sure.extend(
            all.iter()
                .filter(|handle| name.is_some_and(|name| name.makes(handle)))
                .cloned(),
        );
        let crowded = profiles
            .iter()
            .map(|(kind, _)| *kind)
            .filter(|kind| profiles.iter().filter(|(other, _)| other == kind).count() >= CROWD)
            .collect();
        Self { all, sure, crowded }
    }
}

/// Returns the logins for which services draw statistics: `…/api?username=ada`.
fn drawn_logins(reading: &Reading<'_>) -> Vec<String> {
    let images = reading
        .blocks()
        .flat_map(|(_, block)| &block.images)
        .take(MAX_LINKS);
    images
        // A card shows any repository, a colleague's too.
        .filter(|image| names_user(&image.src) && !image.src.contains("/pin"))
        .filter_map(|image| reading.url(&image.src))
        .filter_map(|url| {
            let pair = url
                .query_pairs()
                .find(|(key, _)| matches!(&**key, "username" | "user"));
            pair.map(|(_, login)| letters(&login))
        })
        .filter(|login| login.len() >= 4)
        .collect()
}

/// Says whether the query of an address may name a user: most images' have none, and need no parsing.
fn names_user(address: &str) -> bool {
    let query = address.split_once('?').map(|(_, query)| query);
    query.is_some_and(|query| query.contains("user"))
}

/// A name, and its words folded to their letters.
#[derive(Debug)]
pub(super) struct Name<'n> {
    name: &'n str,
    words: Vec<String>,
}

impl<'n> Name<'n> {
    pub(super) fn of(name: &'n str) -> Self {
        let words = name.split_ascii_whitespace().map(letters);
        let words = words.filter(|word| word.len() >= 3).collect();
        Self { name, words }
    }

    /// Says whether a login or a host is made of its words.
    pub(super) fn makes(&self, folded: &str) -> bool {
        let words = &self.words;
        let hits = words.iter().filter(|word| folded.contains(word.as_str())).count();
        hits >= 2
            || hits == 1
                && (words.len() == 1
                    || words
                        .iter()
                        .any(|word| word.len() >= 5 && folded.contains(word.as_str())))
    }

    /// Says whether a host is the whole of it.
    pub(super) fn is(&self, folded: &str) -> bool {
        letters(self.name) == folded
    }
}

/// Folds a login, a host or a word of a name to its letters and digits.
pub(super) fn letters(text: &str) -> String {
    if text.is_ascii() && !text.contains(['+', '#']) {
        let mut letters = text.to_ascii_lowercase();
        letters.retain(|letter| letter.is_ascii_alphanumeric());
        return letters;
    }
    let mut slug = names::slug(text);
    slug.retain(|letter| letter != '-');
    slug
}

#[cfg(test)]
mod tests {
    use super::super::all;
    use super::*;
    use crate::extract::testing::read;

    fn logins<T>(text: &str, fact: impl FnOnce(Logins) -> T) -> T {
        read(text, |reading| {
            let name = Name::of("Ada Quill");
            fact(Logins::of(reading, &all(reading), Some(&name)))
        })
    }

    fn sure(text: &str) -> Vec<String> {
        let mut sure = logins(text, |logins| logins.sure);
        sure.sort();
        sure.dedup();
        sure
    }

    #[test]
    fn a_login_is_sure_where_two_services_or_the_name_or_a_picture_know_it() {
        for (text, expected) in [
            (
                "https://github.com/loomer and https://dev.to/loomer",
                &["loomer"][..],
            ),
            ("https://github.com/adaquill", &["adaquill"]),
            ("![stats](https://stats.example/api?username=loomer)", &["loomer"]),
            ("![stats](https://stats.example/?user=Loom-er)", &["loomer"]),
            ("https://github.com/loomer and https://dev.to/dyer", &[]),
            ("https://github.com/loomer twice, https://github.com/loomer", &[]),
            ("![stats](https://stats.example/api?repo=loomer)", &[]),
            ("https://github.com/abc and https://dev.to/abc", &[]),
        ] {
            assert_eq!(sure(text), expected, "{text}");
        }
    }

    #[test]
    fn many_logins_on_one_service_are_a_crowd() {
        let list = |logins: [&str; 4]| {
            logins
                .map(|login| format!("- https://github.com/{login}\n"))
                .concat()
        };
        let crowded = |text: &str| logins(text, |logins| logins.crowded.contains(&LinkKind::Github));
        assert!(crowded(&list(["loomer", "weaver", "dyer", "miller"])));
        assert!(!crowded(&list(["loomer", "weaver", "dyer", "dyer"])));
        assert!(!crowded(&list(["loomer"; 4])));
    }

    #[test]
    fn logins_are_made_of_names() {
        for (login, name, expected) in [
            ("adaquill", "Ada Quill", true),
            ("quill99", "Ada Quill", true),
            ("ada", "Ada Quill", false),
            ("ada", "Ada", true),
            ("loomer", "Ada Quill", false),
            ("li", "Li Wu", false),
        ] {
            assert_eq!(Name::of(name).makes(login), expected, "{login}");
        }
    }
}
