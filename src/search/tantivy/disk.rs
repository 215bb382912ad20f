//! Where the indexes lie, and whether what lies there can be read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use async_trait::async_trait;
use tantivy::TantivyError;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{LockError, OpenReadError};
use uuid::Uuid;

use super::super::{Error, Index, Indexes, is_form_of};
use super::schema::{FORMAT, Layout, register_words};
use super::{Embedded, Engine};
use crate::cpu;

/// The embedded engine's place on disk.
#[derive(Debug, Clone)]
pub struct EmbeddedConfig {
    pub folder: PathBuf,
    /// Memory for writing, in bytes.
    pub writer_memory: usize,
}

/// The file that says which folder this is, or which index.
const NAME: &str = "muster-name";

/// A folder with a folder for each generation.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    writer_memory: usize,
    place: String,
    target: String,
}

/// Names the folder of the directory's indexes, making it where there is none.
pub(in crate::search) fn open(config: &EmbeddedConfig) -> Result<Arc<dyn Indexes>, Error> {
    let name = name_of(&config.folder).map_err(|problem| unavailable(problem, &config.folder))?;
    let place = format!("tantivy {name}");
    Ok(Arc::new(Folder {
        path: config.folder.clone(),
        writer_memory: config.writer_memory,
        target: format!("{place} {FORMAT}"),
        place,
    }))
}

/// Opens an empty index that is gone with the process.
pub fn in_memory() -> Result<Arc<dyn Index>, Error> {
    let layout = Layout::new();
    let index = tantivy::Index::create_in_ram(layout.schema.clone());
    embedded(index, layout, 0, Uuid::new_v4().to_string())
}

impl Folder {
    fn of(&self, generation: i64) -> PathBuf {
        self.path.join(generation.to_string())
    }
}

#[async_trait]
impl Indexes for Folder {
    fn target(&self) -> &str {
        &self.target
    }

    fn is_here(&self, target: &str) -> bool {
        is_form_of(&self.place, target)
    }

    fn is_exclusive(&self) -> bool {
        true
    }

    fn open(&self, generation: i64) -> Result<Arc<dyn Index>, Error> {
        let folder = self.of(generation);
        let name = name_of(&folder).map_err(|problem| unavailable(problem, &folder))?;
        let directory = MmapDirectory::open(&folder)
            .with_context(|| format!("opening {}", folder.display()))
            .map_err(Error::Unavailable)?;
        let layout = Layout::new();
        let index = tantivy::Index::open_or_create(directory, layout.schema.clone()).map_err(classify)?;
        embedded(index, layout, self.writer_memory, name)
    }

    async fn remove(&self, generation: i64) -> Result<(), Error> {
        let folder = self.of(generation);
        let pool = cpu::Pool::new(1);
        let removed = pool.run({
            let folder = folder.clone();
            move || fs::remove_dir_all(folder)
        });
        match removed
            .await
            .map_err(|panicked| Error::Unavailable(panicked.into()))?
        {
            Err(problem) if problem.kind() != io::ErrorKind::NotFound => Err(unavailable(problem, &folder)),
            _ => Ok(()),
        }
    }

    async fn version(&self) -> Result<String, Error> {
        Ok(tantivy::version_string().to_owned())
    }
}

fn embedded(
    index: tantivy::Index,
    layout: Layout,
    writer_memory: usize,
    name: String,
) -> Result<Arc<dyn Index>, Error> {
    register_words(&index);
    let engine = Engine::new(index, layout, writer_memory, name).map_err(classify)?;
    Ok(Arc::new(Embedded(engine)))
}

/// Returns what a folder is told from others by, making both where there is none.
fn name_of(folder: &Path) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let path = folder.join(NAME);
    let new = Uuid::new_v4().to_string();
    // Another process may make it at the same time; it is written whole before it has its name.
    let draft = folder.join(format!("{NAME}.{new}"));
    if !path.try_exists()? {
        fs::write(&draft, &new)?;
        match fs::hard_link(&draft, &path) {
            Err(problem) if problem.kind() != io::ErrorKind::AlreadyExists => {
                fs::rename(&draft, &path)?;
            }
            _ => fs::remove_file(&draft)?,
        }
    }
    Ok(fs::read_to_string(path)?.trim().to_owned())
}

fn unavailable(problem: io::Error, folder: &Path) -> Error {
    let problem = anyhow::Error::new(problem);
    Error::Unavailable(problem.context(format!("preparing {}", folder.display())))
}

/// Tells what another index mends from what only time does.
pub(super) fn classify(error: TantivyError) -> Error {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::Unavailable(
            anyhow!(error)
                .context("another process is writing to this index: stop it, or use another data folder"),
        ),
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::FieldNotFound(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::OpenReadError(
            OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
        ) => Error::Broken(error.into()),
        TantivyError::IoError(ref problem)
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: ref problem,
            ..
        }) if is_damage(problem.kind()) => Error::Broken(error.into()),
        _ => Error::Unavailable(error.into()),
    }
}

/// Says whether a file could be read and is not what was written: it was cut off or overwritten.
const fn is_damage(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData)
}
