//! Who waits where the machine is too small for all that goes on?

/// How much nicer than the program that began it: of a core that others want too about a twentieth is left for it.
#[cfg(unix)]
const NICER: i32 = 13;

/// Lets everything else on this machine go first: the engine that indexes what is being read, and who searches meanwhile.
///
/// Counts for the threads that begin afterwards. Where the system does not let it, the command runs as any other.
#[cfg(unix)]
pub(super) fn step_back() {
    let _as_before = rustix::process::nice(NICER);
}

/// Other systems have no such thing.
#[cfg(not(unix))]
pub(super) const fn step_back() {}
