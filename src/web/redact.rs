//! What a viewer may see of a profile.

use std::ops::Range;
use std::sync::Arc;

use super::Viewer;
use crate::profile::{Email, Profile, Texts as _};
use crate::resolve::{Change, Field};
use crate::search;
use crate::store::Event;

/// What stands where an e-mail address stood.
pub(crate) const HIDDEN: &str = "[e-mail hidden]";

/// Returns what `viewer` may see of a profile.
///
/// Only the operator sees e-mail addresses and the folders of this machine. For everybody else addresses go from every
/// text of the profile, for evidence quotes whole lines, and a summary may hold one, and so may a field that is added
/// later.
pub(crate) fn for_viewer(profile: impl Into<Arc<Profile>>, viewer: Viewer) -> Arc<Profile> {
    let profile = profile.into();
    if viewer.is_operator {
        return profile;
    }
    let mut profile = Arc::unwrap_or_clone(profile);
    for source in &mut profile.sources {
        source.locator = without_folders(&source.locator).to_owned();
    }
    let spelled_out = spelled_out(&std::mem::take(&mut profile.emails));
    profile.each_text(&mut |text| hide_in_text(text, &spelled_out));
    Arc::new(profile)
}

/// Returns what `viewer` may see of what became of a person; `profile` is the whole one that they have now.
///
/// What happened only to what the viewer may not see has not happened.
pub(crate) fn events_for_viewer(events: Vec<Event>, profile: &Profile, viewer: Viewer) -> Vec<Event> {
    let shown = events.into_iter().filter_map(|event| {
        let is_told = event.changes.is_empty() || event.cause.is_told_anyway();
        let changes = changes_for_viewer(event.changes, profile, viewer);
        (is_told || !changes.is_empty()).then_some(Event { changes, ..event })
    });
    shown.collect()
}

/// What stands in the place of what was said before, for visitors.
const TAKEN_DOWN: &str = "[no longer shown]";

/// Returns which differences of a person `viewer` may see; `profile` is the whole one that they have now.
pub(crate) fn changes_for_viewer(changes: Vec<Change>, profile: &Profile, viewer: Viewer) -> Vec<Change> {
    if viewer.is_operator {
        return changes;
    }
    let (emails, mut shown): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|change| change.field == Field::Emails);
    let mut spelled_out = spelled_out(&profile.emails);
    spelled_out.extend(
        emails
            .into_iter()
            .flat_map(|change| [change.before, change.after])
            .flatten(),
    );
    for Change {
        field,
        entry,
        before,
        after,
    } in &mut shown
    {
        if !viewer.may_write && before.is_some() {
            // What somebody has taken down stays down.
            *before = Some(TAKEN_DOWN.to_owned());
            if after.is_none() {
                *entry = None;
            }
        }
        for text in [entry, before, after].into_iter().flatten() {
            if *field == Field::Sources {
                *text = without_folders(text).to_owned();
            }
            hide_in_text(text, &spelled_out);
        }
    }
    shown
}

/// Returns the words with which a person gives addresses.
fn spelled_out(emails: &[Email]) -> Vec<String> {
    let words = emails.iter().flat_map(|email| {
        let quotes = email.evidence.iter().map(|evidence| &evidence.quote);
        quotes.chain([&email.address])
    });
    words.filter(|text| !text.trim().is_empty()).cloned().collect()
}

/// Returns the name of a file without the folders that it is in; every other locator as it is.
fn without_folders(locator: &str) -> &str {
    match locator.strip_prefix("file://") {
        Some(path) => path.rsplit('/').next().unwrap_or(path),
        None => locator,
    }
}

/// Hides the words with which the person gives an address, and whatever looks like one, `jane at example dot com` too.
fn hide_in_text(text: &mut String, spelled_out: &[String]) {
    for words in spelled_out {
        if text.contains(words.as_str()) {
            *text = text.replace(words.as_str(), HIDDEN);
        }
    }
    hide_addresses(text);
}

/// Replaces every address; `@name@host.tld` is a login on a federated site and stays.
fn hide_addresses(text: &mut String) {
    let is_login = |text: &str, address: &Range<usize>| {
        let words = text.get(address.clone()).unwrap_or_default();
        let before = text.get(..address.start).unwrap_or_default();
        before.ends_with('@') && words.contains('@')
    };
    // From the back, so that what is still to be replaced keeps its place.
    for address in search::addresses(text).into_iter().rev() {
        if !is_login(text, &address) {
            text.replace_range(address, HIDDEN);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::profile::{Evidence, Link, LinkKind, Source, SourceId, Via};

    use crate::store::Cause;

    const ANONYMOUS: Viewer = Viewer {
        may_write: true,
        is_operator: false,
    };
    const OPERATOR: Viewer = Viewer {
        may_write: true,
        is_operator: true,
    };

    fn hidden(text: &str) -> String {
        let mut text = text.to_owned();
        hide_addresses(&mut text);
        text
    }

    fn evidence(quote: &str) -> Evidence {
        Evidence {
            source: SourceId::new("s"),
            start: 0,
            end: quote.len(),
            quote: quote.to_owned(),
            via: Via::Prose,
        }
    }

    fn reachable() -> Profile {
        Profile {
            name: Some("Ira Okafor".to_owned()),
            summary: Some("Write to ira@example.com or ira at example dot org.".to_owned()),
            emails: vec![
                Email {
                    address: "ira@example.com".to_owned(),
                    evidence: vec![evidence("ira@example.com")],
                },
                Email {
                    address: "ira@example.org".to_owned(),
                    evidence: vec![evidence("ira at example dot org")],
                },
            ],
            links: vec![Link {
                kind: LinkKind::Website,
                url: "https://example.com/badge/mail-ira%40example.com-red".to_owned(),
                handle: None,
                evidence: vec![evidence("Rust, Go, Ira@Example.COM")],
            }],
            ..Profile::default()
        }
    }

    #[test]
    fn only_the_operator_sees_addresses() {
        let shown = for_viewer(reachable(), ANONYMOUS);
        let text = serde_json::to_string(&shown).unwrap().to_lowercase();
        assert!(
            !text.contains("ira@") && !text.contains("ira%40") && !text.contains("ira at"),
            "{text}"
        );
        assert_eq!(
            shown.summary.as_deref().unwrap(),
            "Write to [e-mail hidden] or [e-mail hidden]."
        );
        assert_eq!(shown.name, reachable().name);
        assert_eq!(*for_viewer(reachable(), OPERATOR), reachable());
    }

    #[test]
    fn only_the_operator_sees_the_folders_of_this_machine() {
        let locators = |viewer| {
            let from = |locator: &str| Source {
                id: SourceId::new(locator),
                kind: "markdown".to_owned(),
                locator: locator.to_owned(),
                fetched_at: None,
                sha256: String::new(),
            };
            let profile = Profile {
                sources: vec![
                    from("file:///srv/people/ira.md"),
                    from("https://ira.example/cv.md"),
                ],
                ..Profile::default()
            };
            let shown = for_viewer(profile, viewer);
            let locators = shown.sources.iter().map(|source| source.locator.clone());
            locators.collect::<Vec<_>>()
        };
        assert_eq!(locators(ANONYMOUS), ["ira.md", "https://ira.example/cv.md"]);
        assert_eq!(
            locators(OPERATOR),
            ["file:///srv/people/ira.md", "https://ira.example/cv.md"]
        );
    }

    fn told(field: Field, entry: &str, after: &str) -> Change {
        Change {
            field,
            entry: Some(entry.to_owned()),
            before: None,
            after: Some(after.to_owned()),
        }
    }

    #[test]
    fn only_the_operator_sees_addresses_in_what_changed() {
        let changes = vec![
            told(Field::Emails, "old@example.net", "old@example.net"),
            told(
                Field::Projects,
                "mail ira@example.com",
                "Ask ira at example dot org, or old@example.net",
            ),
            told(Field::Sources, "s", "file:///srv/people/ira.md"),
        ];
        let seen = changes_for_viewer(changes.clone(), &reachable(), ANONYMOUS);
        let expected = [
            told(
                Field::Projects,
                "mail [e-mail hidden]",
                "Ask [e-mail hidden], or [e-mail hidden]",
            ),
            told(Field::Sources, "s", "ira.md"),
        ];
        assert_eq!(seen, expected);
        assert_eq!(
            changes_for_viewer(changes.clone(), &reachable(), OPERATOR),
            changes
        );
    }

    #[test]
    fn what_was_taken_down_stays_down_for_visitors() {
        let change = |field, entry: Option<&str>, before: &str, after: Option<&str>| Change {
            field,
            entry: entry.map(str::to_owned),
            before: Some(before.to_owned()),
            after: after.map(str::to_owned),
        };
        let changes = vec![
            change(Field::Headline, None, "Looking for work", Some("Engineer")),
            change(
                Field::Experience,
                Some("examplesoft"),
                "Engineer, Examplesoft",
                None,
            ),
        ];
        let visitor = Viewer {
            may_write: false,
            is_operator: false,
        };
        let seen = changes_for_viewer(changes.clone(), &reachable(), visitor);
        let expected = [
            change(Field::Headline, None, TAKEN_DOWN, Some("Engineer")),
            change(Field::Experience, None, TAKEN_DOWN, None),
        ];
        assert_eq!(seen, expected);
        let editor = Viewer {
            may_write: true,
            is_operator: false,
        };
        assert_eq!(changes_for_viewer(changes.clone(), &reachable(), editor), changes);
    }

    #[test]
    fn what_happened_only_to_addresses_has_not_happened() {
        let event = |cause, changes| Event {
            turn: 1,
            person: crate::profile::PersonId::from_uuid(uuid::Uuid::nil()),
            at: chrono::DateTime::UNIX_EPOCH,
            cause,
            source: None,
            changes,
        };
        let email = || vec![told(Field::Emails, "old@example.net", "old@example.net")];
        let events = vec![
            event(Cause::Updated, email()),
            event(Cause::Merged, email()),
            event(Cause::Added, Vec::new()),
        ];
        let seen = events_for_viewer(events, &reachable(), ANONYMOUS);
        let causes: Vec<_> = seen.iter().map(|event| event.cause).collect();
        assert_eq!(causes, [Cause::Merged, Cause::Added]);
        assert!(seen.iter().all(|event| event.changes.is_empty()));
    }

    #[test]
    fn what_only_resembles_an_address_stays() {
        for text in [
            "https://medium.com/@ira.okafor",
            "https://social.example/@ira@example.org",
            "left-pad@1.2.3",
            "a @ b.c",
            "@",
            "me@localhost",
        ] {
            assert_eq!(hidden(text), text);
        }
    }

    #[test]
    fn addresses_are_hidden_however_they_are_written() {
        for address in [
            "jane [at] example [dot] com",
            "jane(at)example.com",
            "jane at example dot org",
            "jane&#64;example.com",
            "jane&#x40;example.com",
            "jane&commat;example.com",
            "jane\u{ff20}example.com",
        ] {
            let shown = hidden(&format!("Ask: {address}, or é {address}."));
            assert_eq!(shown, format!("Ask: {HIDDEN}, or é {HIDDEN}."), "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_address_stays(before in "[^@%&\u{ff20}]{0,12}", name in "[a-z0-9._+-]{1,12}",
                            host in "[a-z0-9-]{1,8}(\\.[a-z]{2,6}){1,2}", after in "\\PC{0,12}") {
            let address = format!("{name}@{host}");
            let shown = hidden(&format!("{before} {address}{after}"));
            prop_assert!(!shown.contains(&address), "{}", shown);
        }

        #[test]
        fn hiding_again_changes_nothing(text in "[a-z@. %40]{0,40}") {
            let once = hidden(&text);
            prop_assert_eq!(hidden(&once), once);
        }
    }
}
