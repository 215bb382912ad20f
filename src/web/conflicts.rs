//! Where the sources of a person disagree, as a viewer may see it.

use serde::Serialize;

use super::{Viewer, redact};
use crate::profile::{Profile, Source, SourceId};
use crate::resolve;

/// Something that sources tell differently.
#[derive(Debug, Serialize)]
pub(crate) struct Conflict {
    pub(crate) field: String,
    /// What it is said of, where the field alone does not tell.
    pub(crate) about: Option<String>,
    /// What counts comes first.
    pub(crate) alternatives: Vec<Alternative>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Alternative {
    pub(crate) value: String,
    /// `None` where somebody set it by hand.
    pub(crate) source: Option<Source>,
    pub(crate) counts: bool,
}

/// Returns what `viewer` may see of conflicts; `profile` is whole, with everything that is to be hidden.
pub(crate) fn visible(conflicts: Vec<resolve::Conflict>, profile: &Profile, viewer: Viewer) -> Vec<Conflict> {
    let words = conflicts.iter().flat_map(|conflict| {
        let values = conflict.alternatives.iter().map(|it| it.value.clone());
        values.chain([conflict.about.clone().unwrap_or_default()])
    });
    let carrier = Profile {
        emails: profile.emails.clone(),
        sources: profile.sources.clone(),
        corrections: words.collect(),
        ..Profile::default()
    };
    let shown = redact::for_viewer(carrier, viewer);
    let source = |id: &SourceId| shown.sources.iter().find(|source| source.id == *id).cloned();
    let mut words = shown.corrections.iter().cloned();
    let mut next = || words.next().unwrap_or_default();
    let visible = conflicts.into_iter().map(|conflict| {
        let alternatives = conflict
            .alternatives
            .into_iter()
            .map(|it| Alternative {
                value: next(),
                source: it.source.as_ref().and_then(source),
                counts: it.counts,
            })
            .collect();
        let about = next();
        Conflict {
            field: conflict.field,
            about: conflict.about.map(|_hidden| about),
            alternatives,
        }
    });
    visible.collect()
}
