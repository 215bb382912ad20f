//! Files by their addresses.

use super::{locators, text};
use crate::support::internet::{Fault, Internet, Page, fetch, fetch_again};

#[tokio::test]
async fn a_file_in_a_repository_is_read_as_it_is() {
    let internet = Internet::start().await;
    let raw = "https://raw.githubusercontent.com/ada/notes/main/cv.json";
    internet.change(|world| {
        let page = Page::of(
            "text/plain; charset=utf-8",
            br#"{ "basics": { "name": "Ada Quill" } }"#,
        );
        world.pages.insert(raw.to_owned(), page);
    });
    let sources = internet.sources(&internet.config(&[]));
    let address = "https://github.com/ada/notes/blob/main/cv.json";
    let fetched = fetch(&sources, address).await.unwrap();
    assert_eq!(locators(&fetched), [raw]);
    assert!(text(&fetched).contains("Ada Quill"));
    let again = fetch_again(&sources, address, &fetched.validators).await.unwrap();
    assert_eq!(again.unchanged, [raw]);
}

#[tokio::test]
async fn a_gist_is_its_file_as_it_is_now() {
    let internet = Internet::start().await;
    let now = "https://gist.githubusercontent.com/ada/1a2b3c4d/raw/0f0f/cv.md";
    internet.fail(
        "https://gist.github.com/ada/1a2b3c4d/raw",
        Fault::Redirect(302, now.to_owned()),
    );
    internet.change(|world| {
        world.pages.insert(
            now.to_owned(),
            Page::of("text/plain; charset=utf-8", b"# Ada Quill"),
        );
    });
    let sources = internet.sources(&internet.config(&[]));
    let fetched = fetch(&sources, "https://gist.github.com/Ada/1a2b3c4d")
        .await
        .unwrap();
    assert_eq!(locators(&fetched), ["https://gist.github.com/ada/1a2b3c4d/raw"]);
    assert_eq!(
        (text(&fetched), fetched.moved_to.as_deref()),
        ("# Ada Quill", None)
    );
}

#[tokio::test]
async fn files_that_are_no_texts_come_byte_for_byte() {
    let internet = Internet::start().await;
    let pdf = b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n";
    internet.change(|world| {
        world.pages.insert(
            "https://quill.example/cv.pdf".to_owned(),
            Page::of("application/pdf", pdf),
        );
    });
    let sources = internet.sources(&internet.config(&["quill.example"]));
    let fetched = fetch(&sources, "quill.example/cv.pdf").await.unwrap();
    assert_eq!(fetched.documents.first().unwrap().bytes, pdf);
}
