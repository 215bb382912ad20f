//! Every document of the private corpus, where it is at hand: read whole, with evidence that holds.

use std::fs;
use std::path::{Path, PathBuf};

use super::{faults, read};

fn documents() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(folders) = fs::read_dir(corpus) else {
        return Vec::new();
    };
    let mut documents: Vec<PathBuf> = folders
        .filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "md" || extension == "txt")
        })
        .collect();
    documents.sort();
    documents
}

#[test]
fn every_document_of_the_corpus_has_skills_and_evidence_that_holds() {
    let documents = documents();
    if documents.is_empty() {
        eprintln!("skipped: there is no corpus beside the repository");
    }
    for path in documents {
        let id = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("the corpus is UTF-8");
        let profile = read(&text);
        assert_eq!(faults(&text, &profile), Vec::<String>::new(), "{id}");
        assert!(!profile.skills.is_empty(), "{id} has no skills");
    }
}
