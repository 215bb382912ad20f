//! Which words of running text are claims of skill, and which are only talk of work: the vocabulary says.

use crate::taxonomy::{Prose, Skill};

/// Says whether a mention outside of lists counts, in an account of work or elsewhere.
pub(super) const fn in_running_text(skill: &Skill, at_work: bool) -> bool {
    match skill.prose {
        Prose::Claim => true,
        Prose::Talk => false,
        Prose::Work => at_work,
    }
}
