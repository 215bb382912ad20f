//! The JSON API, version 1.

mod body;
mod changes;
mod corrections;
mod duplicates;
mod merges;
mod origins;
mod page;
mod person;
pub(super) mod problem;
mod profiles;
mod reprocess;
mod search;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::Error;

/// Every address of the API, and those that document it.
pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/api/v1")
            .service(web::resource("/search").get(search::find))
            .service(web::resource("/changes").get(changes::list))
            .service(
                web::resource("/profiles")
                    .get(profiles::list)
                    .post(profiles::create),
            )
            .service(web::resource("/profiles/preview").post(profiles::preview))
            .service(
                web::resource("/profiles/{who}")
                    .get(profiles::show)
                    .delete(profiles::erase),
            )
            .service(
                web::resource("/profiles/{who}/origins")
                    .get(origins::list)
                    .post(origins::add),
            )
            .service(web::resource("/profiles/{who}/origins/{id}").delete(origins::remove))
            .service(web::resource("/profiles/{who}/refresh").post(origins::refresh))
            .service(web::resource("/profiles/{who}/history").get(changes::of_person))
            .service(web::resource("/profiles/{who}/reprocess").post(reprocess::one))
            .service(web::resource("/profiles/{who}/conflicts").get(corrections::conflicts))
            .service(
                web::resource("/profiles/{who}/corrections/{field:.+}")
                    .put(corrections::set)
                    .delete(corrections::take_back),
            )
            .service(web::resource("/profiles/{who}/merge").post(merges::merge))
            .service(web::resource("/profiles/{who}/merges").get(merges::list))
            .service(web::resource("/merges/{id}/undo").post(merges::undo))
            .service(web::resource("/duplicates").get(duplicates::list))
            .service(web::resource("/duplicates/dismiss").post(duplicates::dismiss))
            .service(web::resource("/profiles/{who}/profile.json").get(profiles::download))
            .service(web::resource("/profiles/{who}/resume.json").get(profiles::resume))
            .default_service(web::to(|| async { Err::<HttpResponse, _>(Error::NotFound) })),
    )
    .route("/problems/{slug}", web::get().to(problem::explain));
}

/// Offers an answer as a file of this name.
fn attachment(name: &str, content: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .json(content)
}
