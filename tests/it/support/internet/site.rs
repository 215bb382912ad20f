//! A page or a file of a site.

/// What an address gives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// With parameters: `text/html; charset=utf-8`.
    pub(crate) media_type: String,
    pub(crate) body: Vec<u8>,
}

impl Page {
    pub(crate) fn html(body: &str) -> Self {
        Self::of("text/html; charset=utf-8", body.as_bytes())
    }

    pub(crate) fn of(media_type: &str, body: &[u8]) -> Self {
        Self {
            media_type: media_type.to_owned(),
            body: body.to_vec(),
        }
    }
}
