//! What can go wrong with an answer.

use std::time::Duration;

/// What an address does in place of its answer, or with it.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// Answers with a status and a short text.
    Status(u16),
    /// The same, with `Retry-After`.
    Busy(u16, &'static str),
    /// Says why not, in JSON, as an interface does.
    Refusal(u16, &'static str),
    /// Sends on to another address.
    Redirect(u16, String),
    /// The connection ends without a word.
    HangsUp,
    /// Nothing happens for so long.
    Silence(Duration),
    /// One byte after the other.
    SlowDrip,
    /// A body without an end.
    Endless,
    /// Few bytes that inflate to very many.
    GzipBomb,
    /// The answer under another media type.
    Typed(&'static str),
    /// A page of HTML, and called one, whatever was asked for.
    Html,
    /// The first half of the answer, as if that were all.
    Half,
    /// The first half of the answer, and then the connection ends.
    CutOff,
}
