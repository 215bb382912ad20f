//! The cryptography of HTTP clients, which each refuses to be made without, even if it speaks to this machine only.

/// Lets HTTP clients be made; the program does the same before it makes its own.
pub(crate) fn install() {
    drop(rustls::crypto::ring::default_provider().install_default());
}
