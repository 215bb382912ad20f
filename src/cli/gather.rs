//! The files that paths on a command line stand for.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Files in folders that are taken for profiles.
const EXTENSIONS: &[&str] = &[
    "md", "markdown", "txt", "org", "rst", "html", "htm", "json", "pdf", "docx",
];

/// One thing to read.
#[derive(Debug)]
pub(super) enum Item {
    StandardInput,
    File {
        path: PathBuf,
        /// In bytes, when it was found.
        size: u64,
    },
    /// What cannot be read: a broken link, a folder without permission.
    Unreadable(PathBuf, io::Error),
}

impl Item {
    /// How many bytes it holds, as far as that is known.
    pub(super) const fn size(&self) -> u64 {
        match self {
            Self::File { size, .. } => *size,
            Self::StandardInput | Self::Unreadable(..) => 0,
        }
    }
}

/// What paths stand for.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) items: Vec<Item>,
    /// Files in folders that are not called as profiles are.
    pub(super) passed_over: usize,
}

/// Finds what to read: `-` is standard input, a file itself, a folder every file in it that is named as profiles are, at any depth, in the
/// order of their names. Hidden files in folders are left out; a folder that is reached twice, as through links, is read once.
pub(super) fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            gathered.items.push(Item::StandardInput);
        } else if path.is_dir() {
            gathered.walk(path, &mut seen);
        } else {
            gathered.take(path.clone());
        }
    }
    gathered
}

impl Gathered {
    fn walk(&mut self, folder: &Path, seen: &mut BTreeSet<PathBuf>) {
        let mut waiting = VecDeque::from([folder.to_path_buf()]);
        while let Some(folder) = waiting.pop_front() {
            let entries = fs::canonicalize(&folder).and_then(|real| {
                if seen.insert(real) {
                    entries(&folder)
                } else {
                    Ok(Vec::new())
                }
            });
            match entries {
                Ok(paths) => waiting.extend(paths.into_iter().filter_map(|path| self.sort_out(path))),
                Err(error) => self.items.push(Item::Unreadable(folder, error)),
            }
        }
    }

    /// Takes a profile, passes another file over, and gives a folder back.
    fn sort_out(&mut self, path: PathBuf) -> Option<PathBuf> {
        if path.is_dir() {
            return Some(path);
        }
        if is_profile(&path) {
            self.take(path);
        } else {
            self.passed_over += 1;
        }
        None
    }

    fn take(&mut self, path: PathBuf) {
        self.items.push(match fs::metadata(&path) {
            Ok(metadata) => Item::File {
                path,
                size: metadata.len(),
            },
            Err(error) => {
                let error = explain(&path, error);
                Item::Unreadable(path, error)
            }
        });
    }
}

/// Says of a link that is broken where it points.
fn explain(path: &Path, error: io::Error) -> io::Error {
    match fs::read_link(path) {
        Ok(target) => io::Error::new(
            error.kind(),
            format!(
                "the link points to {}, which is not there: repair or remove it",
                target.display()
            ),
        ),
        Err(_no_link) => error,
    }
}

/// What stands in a folder, by name, without what is hidden.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_profile(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(gathered: &Gathered, root: &Path) -> Vec<String> {
        gathered
            .items
            .iter()
            .map(|item| match item {
                Item::StandardInput => "-".to_owned(),
                Item::File { path, .. } => path.strip_prefix(root).unwrap().display().to_string(),
                Item::Unreadable(path, _) => format!("!{}", path.strip_prefix(root).unwrap().display()),
            })
            .collect()
    }

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    #[test]
    fn folders_give_their_profiles_in_order() {
        let folder = folder_with(&[
            "b.txt",
            "a.MD",
            "deep/er/c.markdown",
            "deep/d.PDF",
            "e.org",
            "f.rst",
            "photo.png",
            ".hidden.md",
            ".git/d.md",
        ]);
        let gathered = gather(&[folder.path().to_path_buf()]);
        assert_eq!(
            names(&gathered, folder.path()),
            [
                "a.MD",
                "b.txt",
                "e.org",
                "f.rst",
                "deep/d.PDF",
                "deep/er/c.markdown"
            ]
        );
        assert_eq!(gathered.passed_over, 1);
    }

    #[test]
    fn a_file_that_is_named_is_taken_whatever_it_is_called() {
        let folder = folder_with(&[".notes"]);
        let gathered = gather(&[folder.path().join(".notes"), folder.path().join("none.md")]);
        assert_eq!(names(&gathered, folder.path()), [".notes", "!none.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end_and_broken_ones_are_told() {
        use std::os::unix::fs::symlink;
        let folder = folder_with(&["in/a.md"]);
        symlink(folder.path(), folder.path().join("in/up")).unwrap();
        symlink("nowhere.md", folder.path().join("broken.md")).unwrap();
        let gathered = gather(&[folder.path().to_path_buf()]);
        assert_eq!(names(&gathered, folder.path()), ["!broken.md", "in/a.md"]);
    }
}
