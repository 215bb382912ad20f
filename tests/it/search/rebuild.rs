//! What the embedded engine does when its folder is not as it left it.

use std::fs;
use std::path::{Path, PathBuf};

use muster::search::{self, Config, Error, Outcome};
use tempfile::TempDir;

use super::engines::{opened, put, typed};
use super::people::{named, writing};
use crate::support::app::embedded;

fn config(folder: &Path) -> Config {
    embedded(folder.join("index"))
}

/// The folder of the only index.
fn first(config: &Config) -> PathBuf {
    config.embedded.folder.join("1")
}

async fn filled(config: &Config) {
    put(&*opened(config), vec![named(1, "Ada Example")])
        .await
        .unwrap();
}

#[track_caller]
fn open_error(config: &Config) -> Error {
    search::open(config).unwrap().open(1).unwrap_err()
}

#[tokio::test]
async fn an_index_with_a_lost_file_is_broken() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    for file in fs::read_dir(first(&config)).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "term") {
            fs::remove_file(path).unwrap();
        }
    }
    let problem = open_error(&config);
    assert!(matches!(problem, Error::Broken(_)), "{problem:?}");
}

#[tokio::test]
async fn an_index_with_a_damaged_file_is_broken() {
    for extension in ["term", "idx", "pos", "store", "fast", "fieldnorm"] {
        for damage in [cut_to_nothing, cut_in_half, garble] {
            let folder = TempDir::new().unwrap();
            let config = config(folder.path());
            filled(&config).await;
            let files = fs::read_dir(first(&config)).unwrap();
            let paths: Vec<_> = files
                .map(|file| file.unwrap().path())
                .filter(|path| path.extension().is_some_and(|found| found == extension))
                .collect();
            assert!(!paths.is_empty(), "no file ends in {extension}");
            for path in &paths {
                damage(path);
            }
            let problem = open_error(&config);
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
    fs::write(first(&config).join("meta.json"), "{").unwrap();
    let problem = open_error(&config);
    assert!(matches!(problem, Error::Broken(_)), "{problem:?}");
}

#[tokio::test]
async fn a_second_writer_is_told_to_go_elsewhere() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    let first = opened(&config);
    put(&*first, vec![writing(1, "poppies")]).await.unwrap();

    let second = opened(&config);
    let found = second.search(&typed("poppies")).await.unwrap();
    assert_eq!(found.total, 1, "searching needs no lock");

    let problem = second.upsert(vec![writing(2, "poppies")]).await.unwrap_err();
    let Error::Unavailable(cause) = problem else {
        panic!("{problem:?}");
    };
    assert!(format!("{cause:#}").contains("another process"), "{cause:#}");
}

#[tokio::test]
async fn what_was_not_settled_is_lost_with_the_process_and_said_to_be() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    let index = opened(&config);
    let ticket = index.upsert(vec![writing(2, "poppies")]).await.unwrap();
    drop(index);
    let index = opened(&config);
    assert_eq!(index.search(&typed("ada")).await.unwrap().total, 1);
    assert_eq!(index.count().await.unwrap(), 1);
    let outcomes = index.outcomes(&[ticket]).await.unwrap();
    assert!(matches!(outcomes[..], [Outcome::Lost(_)]), "{outcomes:?}");
}

#[tokio::test]
async fn a_commit_that_was_killed_halfway_can_be_made_again() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    let change = async || put(&*opened(&config), vec![named(1, "Ada Once More")]).await;
    put(&*opened(&config), vec![named(1, "Ada"), named(2, "Grace")])
        .await
        .unwrap();
    // Everything is written but that it counts.
    let meta = first(&config).join("meta.json");
    let before = fs::read(&meta).unwrap();
    change().await.unwrap();
    fs::write(&meta, before).unwrap();

    change().await.unwrap();
    assert_eq!(opened(&config).count().await.unwrap(), 2);
}

#[tokio::test]
async fn an_index_that_was_removed_is_another_when_it_is_made_again() {
    let folder = TempDir::new().unwrap();
    let config = config(folder.path());
    filled(&config).await;
    let indexes = search::open(&config).unwrap();
    let before = indexes.open(1).unwrap().identity().await.unwrap();
    indexes.remove(1).await.unwrap();
    indexes.remove(1).await.unwrap();
    let again = indexes.open(1).unwrap();
    assert_eq!(again.count().await.unwrap(), 0);
    assert_ne!(again.identity().await.unwrap().name, before.name);
}

#[test]
fn a_folder_keeps_its_target_and_another_one_has_another() {
    let folder = TempDir::new().unwrap();
    let [one, same, other] = ["one", "one", "other"].map(|name| {
        let indexes = search::open(&embedded(folder.path().join(name))).unwrap();
        indexes.target().to_owned()
    });
    assert_eq!(one, same);
    assert_ne!(one, other);
    let indexes = search::open(&embedded(folder.path().join("one"))).unwrap();
    assert!(indexes.is_here(&one) && !indexes.is_here(&other));
    let older = one.rsplit_once(' ').unwrap().0.to_owned() + " 0";
    assert!(indexes.is_here(&older), "an older form of the same place");
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_makes_the_index_unavailable() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("index"), "a file").unwrap();
    let problem = search::open(&config(folder.path())).unwrap_err();
    assert!(matches!(problem, Error::Unavailable(_)), "{problem:?}");
}
