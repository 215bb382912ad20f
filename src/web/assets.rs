//! Style sheets, scripts and pictures, out of the binary.

use actix_web::http::header::{self, CacheControl, CacheDirective, ETag, EntityTag, IfNoneMatch};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, web};
use rust_embed::EmbeddedFile;

use self::embedded::Assets;
use super::Error;
use super::hex::hex;

mod embedded {
    #![expect(
        clippy::same_name_method,
        reason = "the derived type has the functions of its trait"
    )]

    /// The files as they were when the program was built; a debug build reads them anew each time.
    #[derive(rust_embed::RustEmbed)]
    #[folder = "templates/assets"]
    pub(super) struct Assets;
}

/// A year: what is asked for by its content's hash never changes.
const FOREVER_SECONDS: u32 = 31_536_000;

/// The addresses of this file.
pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/assets/{file:.*}", web::get().to(serve))
        .route("/robots.txt", web::get().to(robots));
}

/// Returns the address of a file in `templates/assets`, which changes with its content.
pub(crate) fn href(name: &str) -> String {
    let version = Assets::get(name).map(|file| version(&file)).unwrap_or_default();
    format!("/assets/{name}?v={version}")
}

/// Eight bytes tell the versions of one file apart.
fn version(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    hex(hash.first_chunk::<8>().unwrap_or(&[0; 8]))
}

async fn serve(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse, Error> {
    let file = Assets::get(&name).ok_or(Error::NotFound)?;
    let version = version(&file);
    let tag = EntityTag::new_strong(version.clone());
    let is_pinned = request.query_string() == format!("v={version}");
    let caching = if is_pinned {
        let immutable = CacheDirective::Extension("immutable".to_owned(), None);
        vec![
            CacheDirective::Public,
            CacheDirective::MaxAge(FOREVER_SECONDS),
            immutable,
        ]
    } else {
        vec![CacheDirective::NoCache]
    };
    let is_known = is_known(&request, &tag);
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header(CacheControl(caching))
        .insert_header(ETag(tag));
    if is_known {
        return Ok(response.finish());
    }
    Ok(response
        .content_type(content_type(file.metadata.mimetype()))
        .body(file.data.into_owned()))
}

/// Says whether who asks has what `tag` is the tag of.
pub(super) fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
        None => false,
    }
}

fn content_type(kind: &str) -> String {
    if kind.starts_with("text/") {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}

/// People are found by who searches here; a search engine's copy of them could not be erased with them.
async fn robots() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body("User-agent: *\nDisallow: /\n")
}
