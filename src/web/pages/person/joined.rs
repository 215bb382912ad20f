//! What speaks of several sources: where they disagree, whom the person was merged from, and who may be the same.

use serde::Serialize;

use crate::directory::Directory;
use crate::profile::{Profile, SourceId};
use crate::store::{Person, StoredDocument};
use crate::web::pages::duplicates::{self, PairView};
use crate::web::pages::{format, summary};
use crate::web::state::State;
use crate::web::{Error, Viewer, conflicts};

#[derive(Debug, Default, Serialize)]
pub(super) struct Joined {
    conflicts: Vec<Conflict>,
    /// For whoever may part them.
    merges: Vec<Merge>,
    /// For whoever may join them.
    duplicates: Vec<PairView>,
}

/// Something that sources tell differently.
#[derive(Debug, Serialize)]
struct Conflict {
    what: String,
    alternatives: Vec<Alternative>,
}

#[derive(Debug, Serialize)]
struct Alternative {
    value: String,
    counts: bool,
    /// The number of its source in the list of sources; `None` where somebody set it by hand.
    source: Option<usize>,
    read_at: Option<String>,
}

/// A merge that can be undone.
#[derive(Debug, Serialize)]
struct Merge {
    id: String,
    name: String,
    at: String,
    reasons: Vec<String>,
}

impl Joined {
    /// `person` is whole, with what the viewer may not see.
    pub(super) async fn new(
        person: &Person,
        texts: &[StoredDocument],
        viewer: Viewer,
        state: &State,
    ) -> Result<Self, Error> {
        let directory = &state.directory;
        let found = directory.conflicts_among(person.id, texts).await?;
        let found = conflicts::visible(found, &person.profile, viewer);
        let (merges, duplicates) = if viewer.may_write {
            let pairs = directory.duplicates_of(person).await?;
            (
                merges(person, directory).await?,
                duplicates::views(pairs, state, viewer)?,
            )
        } else {
            (Vec::new(), Vec::new())
        };
        Ok(Self {
            conflicts: found
                .into_iter()
                .map(|conflict| Conflict::new(conflict, &person.profile))
                .collect(),
            merges,
            duplicates,
        })
    }
}

async fn merges(person: &Person, directory: &Directory) -> Result<Vec<Merge>, Error> {
    let merges = directory.store.merges_of(person.id).await?;
    let undoable = merges.into_iter().filter(|merge| merge.holder == merge.kept);
    let views = undoable.map(|merge| Merge {
        id: merge.id.to_string(),
        name: merge
            .gone_before
            .profile
            .name
            .unwrap_or_else(|| summary::NAMELESS.to_owned()),
        at: merge.at.to_rfc3339(),
        reasons: merge.reasons,
    });
    Ok(views.collect())
}

impl Conflict {
    fn new(conflict: conflicts::Conflict, profile: &Profile) -> Self {
        let what = what(&conflict.field, conflict.about.as_deref());
        let is_period = conflict.field.ends_with("/dates");
        let number = |id: &SourceId| profile.sources.iter().position(|source| source.id == *id);
        let alternatives = conflict.alternatives.into_iter().map(|it| Alternative {
            value: if is_period { period(&it.value) } else { it.value },
            counts: it.counts,
            source: it
                .source
                .as_ref()
                .and_then(|source| Some(number(&source.id)? + 1)),
            read_at: it.source.and_then(|source| source.fetched_at),
        });
        Self {
            what,
            alternatives: alternatives.collect(),
        }
    }
}

fn what(field: &str, about: Option<&str>) -> String {
    let named = match field {
        "name" => "Name",
        "location" => "Place",
        "headline" => "Headline",
        "employer" => "Works now at",
        path if path.ends_with("/title") => "Title",
        _ => "Dates",
    };
    match about {
        Some(about) => format!("{named}: {about}"),
        None => named.to_owned(),
    }
}

/// "2019-03 to present" as people write it.
fn period(value: &str) -> String {
    if let Some((start, end)) = value.split_once(" to ") {
        return format::period(Some(start), Some(end));
    }
    match value.split_once(' ') {
        Some(("from", start)) => format::period(Some(start), None),
        Some(("until", end)) => format::period(None, Some(end)),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_reads_as_elsewhere_on_the_page() {
        assert_eq!(period("2019-03 to present"), "Mar 2019 – now");
        assert_eq!(period("from 2019"), "from 2019");
        assert_eq!(period("until present"), "now");
    }

    #[test]
    fn a_conflict_says_what_it_is_about() {
        assert_eq!(what("name", None), "Name");
        assert_eq!(
            what("experience/acme/2019/engineer/dates", Some("Engineer at Acme")),
            "Dates: Engineer at Acme"
        );
    }
}
