//! Texts that are no profiles, and hardly profiles.

use muster::directory::{Error, MAX_TEXT_BYTES, Rejected, Submission};
use muster::intake;

use super::{World, added};

/// What both the preview and the ingestion answer; nothing is stored.
async fn rejected(bytes: &[u8]) -> Rejected {
    let world = World::new().await;
    let previewed = world.directory.preview(bytes.to_vec()).await.unwrap_err();
    let submission = Submission {
        locator: Some("file:///x".to_owned()),
        bytes: bytes.to_vec(),
    };
    let ingested = world.directory.ingest(submission).await.unwrap_err();
    assert_eq!(world.count().await, 0);
    match (previewed, ingested) {
        (Error::Rejected(one), Error::Rejected(other)) if one == other => one,
        other => panic!("not rejected alike: {other:?}"),
    }
}

#[tokio::test]
async fn a_text_without_a_word_is_empty() {
    assert_eq!(rejected(b" \r\n\t").await, intake::Error::Empty.into());
}

#[tokio::test]
async fn a_file_of_20_megabytes_is_too_large() {
    let size = 20 * 1024 * 1024;
    let limit = MAX_TEXT_BYTES;
    assert_eq!(
        rejected(&vec![b'a'; size]).await,
        intake::Error::TextTooLarge { size, limit }.into()
    );
}

#[tokio::test]
async fn a_picture_is_called_what_it_is() {
    let kind = "PNG";
    assert_eq!(
        rejected(b"\x89PNG\r\n\x1a\n...").await,
        intake::Error::Binary { kind }.into()
    );
}

#[tokio::test]
async fn invalid_utf8_is_located() {
    assert_eq!(
        rejected(b"# Jos\xe9").await,
        intake::Error::NotUtf8 { offset: 5 }.into()
    );
}

#[tokio::test]
async fn a_source_cannot_be_named_like_a_paste() {
    let world = World::new().await;
    for locator in ["paste:ada", " paste:ada\n", "pa\0ste:"] {
        let problem = world.file(locator, "# Ada Example\n").await.unwrap_err();
        assert!(
            matches!(problem, Error::Rejected(Rejected::ReservedSource)),
            "{problem:?}"
        );
        assert!(problem.to_string().contains("name it otherwise"), "{problem}");
    }
    assert_eq!(world.count().await, 0);
    added(world.file("file:///paste:ada.md", "# Ada Example\n").await);
}

#[tokio::test]
async fn a_text_about_nobody_and_nothing_has_no_facts() {
    let message = rejected(b"1234 5678 ... !!! 9.\n").await.to_string();
    assert_eq!(
        message,
        "nothing in the text names a person, a skill or a position: is it a profile?"
    );
}

#[tokio::test]
async fn a_name_alone_is_accepted_with_notes() {
    let world = World::new().await;
    let receipt = added(world.paste("# Ada Example\n").await);
    assert_eq!(receipt.name.as_deref(), Some("Ada Example"));
    assert!(
        receipt
            .notes
            .iter()
            .any(|note| note.starts_with("no skill was found"))
    );
}

#[tokio::test]
async fn a_text_with_a_byte_order_mark_and_windows_line_ends_is_kept_and_read() {
    let world = World::new().await;
    let text = "\u{feff}# Ada Example\r\n\r\n## Skills\r\n\r\n- Rust\r\n- Kotlin\r\n";
    let receipt = added(world.paste(text).await);
    assert_eq!(receipt.name.as_deref(), Some("Ada Example"));
    assert_eq!(world.skills(&receipt).await, ["kotlin", "rust"]);
    let documents = world.directory.store.documents_of(receipt.id).await.unwrap();
    assert_eq!(documents[0].text, text);
}

#[tokio::test]
async fn a_deeply_nested_text_is_read_or_refused_and_does_not_crash() {
    let world = World::new().await;
    let nested = format!("# Ada Example\n\n{}Rust\n", "> ".repeat(50_000));
    added(world.paste(&nested).await);
    let tags = format!("# Ada Example\n\n{}Rust\n", "<div><b>".repeat(20_000));
    added(world.paste(&tags).await);
}
