//! What the embedded engine does when its folder is not as it left it.

use std::fs;
use std::path::Path;

use muster::search::{self, Config, Error};
use tempfile::TempDir;

use super::engines::typed;
use super::people::{named, writing};
use crate::support::app::embedded;

fn config(folder: &Path) -> Config {
    embedded(folder.join("index"))
}

async fn filled(config: &Config) {
    let index = search::open(config).unwrap();
    index.upsert(vec![named(1, "Ada Example")]).await.unwrap();
    index.flush().await.unwrap();
}

#[tokio::test]
async fn an_index_of_another_version_is_broken_and_can_be_emptied() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    fs::write(config.embedded.folder.join("muster-format"), "0").unwrap();

    let problem = search::open(&config).unwrap_err();
    assert!(matches!(problem, Error::Broken(_)), "{problem:?}");

    let index = search::open_empty(&config).unwrap();
    assert_eq!(index.count().await.unwrap(), 0);
    drop(index);
    assert!(search::open(&config).is_ok());
}

#[tokio::test]
async fn an_index_with_a_lost_file_is_broken() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    for file in fs::read_dir(&config.embedded.folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "term") {
            fs::remove_file(path).unwrap();
        }
    }
    let problem = search::open(&config).unwrap_err();
    assert!(matches!(problem, Error::Broken(_)), "{problem:?}");
}

#[tokio::test]
async fn an_index_with_a_damaged_file_is_broken() {
    for extension in ["term", "idx", "pos", "store", "fast", "fieldnorm"] {
        for damage in [cut_to_nothing, cut_in_half, garble] {
            let folder = TempDir::new().unwrap();
            let config = config(folder.path());
            filled(&config).await;
            let files = fs::read_dir(&config.embedded.folder).unwrap();
            let paths: Vec<_> = files
                .map(|file| file.unwrap().path())
                .filter(|path| path.extension().is_some_and(|found| found == extension))
                .collect();
            assert!(!paths.is_empty(), "no file ends in {extension}");
            for path in &paths {
                damage(path);
            }
            let problem = search::open(&config).unwrap_err();
            assert!(matches!(problem, Error::Broken(_)), "{extension}: {problem:?}");
        }
    }
}

fn cut_to_nothing(path: &Path) {
    fs::write(path, "").unwrap();
}

fn cut_in_half(path: &Path) {
    let content = fs::read(path).unwrap();
    fs::write(path, &content[..content.len() / 2]).unwrap();
}

fn garble(path: &Path) {
    let size = fs::read(path).unwrap().len();
    fs::write(path, vec![0xa5; size]).unwrap();
}

#[tokio::test]
async fn an_index_with_unreadable_contents_is_broken() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    fs::write(config.embedded.folder.join("meta.json"), "{").unwrap();
    let problem = search::open(&config).unwrap_err();
    assert!(matches!(problem, Error::Broken(_)), "{problem:?}");
}

#[tokio::test]
async fn a_second_writer_is_told_to_go_elsewhere() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    let first = search::open(&config).unwrap();
    first.upsert(vec![writing(1, "poppies")]).await.unwrap();
    first.flush().await.unwrap();

    let second = search::open(&config).unwrap();
    let found = second.search(&typed("poppies")).await.unwrap();
    assert_eq!(found.total, 1, "searching needs no lock");

    let problem = second.flush().await.unwrap_err();
    let Error::Unavailable(cause) = problem else {
        panic!("{problem:?}");
    };
    assert!(format!("{cause:#}").contains("another process"), "{cause:#}");
}

#[tokio::test]
async fn what_was_not_flushed_is_not_there_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    let index = search::open(&config).unwrap();
    index.clear().await.unwrap();
    index.upsert(vec![writing(2, "poppies")]).await.unwrap();
    drop(index);
    let index = search::open(&config).unwrap();
    assert_eq!(index.search(&typed("ada")).await.unwrap().total, 1);
    assert_eq!(index.count().await.unwrap(), 1);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_makes_the_index_unavailable() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("index"), "a file").unwrap();
    let problem = search::open(&config(folder.path())).unwrap_err();
    assert!(matches!(problem, Error::Unavailable(_)), "{problem:?}");
}
