//! Every text of the corpus, and every text of a folder of real ones where one stands beside the repository: read whole, with
//! evidence that holds. Prints no word of them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{faults, read};

/// Texts of real people are no part of the repository.
const BESIDE: &str = "../shared/corpus";

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = |folder: PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "md" || kind == "txt"))
    };
    let beside = fs::read_dir(root.join(BESIDE)).into_iter().flatten().flatten();
    let mut documents: Vec<PathBuf> = texts(root.join("tests/corpus"))
        .chain(beside.flat_map(|folder| texts(folder.path())))
        .collect();
    documents.sort();
    documents
}

#[test]
fn every_document_has_skills_and_evidence_that_holds() {
    let documents = documents();
    assert!(!documents.is_empty());
    for path in documents {
        let id = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("the texts are UTF-8");
        let profile = read(&text);
        assert_eq!(faults(&text, &profile), Vec::<String>::new(), "{id}");
        assert!(!profile.skills.is_empty(), "{id} has no skills");
    }
}
