//! Where the index lies, and whether what lies there can be read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use tantivy::TantivyError;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{LockError, OpenReadError};

use super::super::{Error, Index};
use super::schema::{FORMAT, Layout, register_words};
use super::{Embedded, Engine};

/// The embedded engine's place on disk.
#[derive(Debug, Clone)]
pub struct EmbeddedConfig {
    pub folder: PathBuf,
    /// Memory for writing, in bytes.
    pub writer_memory: usize,
}

/// The file that says which [`FORMAT`] the index has.
const MARKER: &str = "muster-format";

/// The file without which a folder holds no index.
const META: &str = "meta.json";

/// Opens the embedded index, making it where there is none.
pub(in crate::search) fn open(config: &EmbeddedConfig) -> Result<Arc<dyn Index>, Error> {
    prepare(&config.folder)?;
    let directory = MmapDirectory::open(&config.folder)
        .with_context(|| format!("opening {}", config.folder.display()))
        .map_err(Error::Unavailable)?;
    let layout = Layout::new();
    let index = tantivy::Index::open_or_create(directory, layout.schema.clone()).map_err(classify)?;
    embedded(index, layout, config.writer_memory)
}

/// Throws away what is there and opens an empty index: the way out of [`Error::Broken`].
pub(in crate::search) fn open_empty(config: &EmbeddedConfig) -> Result<Arc<dyn Index>, Error> {
    empty(&config.folder)
        .with_context(|| format!("emptying {}", config.folder.display()))
        .map_err(Error::Unavailable)?;
    open(config)
}

/// Opens an empty index that is gone with the process.
pub fn in_memory() -> Result<Arc<dyn Index>, Error> {
    let layout = Layout::new();
    let index = tantivy::Index::create_in_ram(layout.schema.clone());
    embedded(index, layout, 0)
}

fn embedded(index: tantivy::Index, layout: Layout, writer_memory: usize) -> Result<Arc<dyn Index>, Error> {
    register_words(&index);
    let engine = Engine::new(index, layout, writer_memory).map_err(classify)?;
    Ok(Arc::new(Embedded(engine)))
}

/// Makes the folder, or checks that what it holds has our format.
fn prepare(folder: &Path) -> Result<(), Error> {
    let unavailable = |problem: io::Error| {
        let problem = anyhow::Error::new(problem);
        Error::Unavailable(problem.context(format!("preparing {}", folder.display())))
    };
    fs::create_dir_all(folder).map_err(unavailable)?;
    let marker = folder.join(MARKER);
    let format = match fs::read(&marker) {
        Ok(format) => Some(format),
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => None,
        Err(problem) => return Err(unavailable(problem)),
    };
    let expected = FORMAT.to_string().into_bytes();
    let made = folder.join(META).try_exists().map_err(unavailable)?;
    match format {
        Some(format) if format == expected => Ok(()),
        // An index is only ever made after its marker.
        _ if !made => fs::write(&marker, expected).map_err(unavailable),
        _ => Err(Error::Broken(anyhow!(
            "the index in {} was made by another version of Muster",
            folder.display()
        ))),
    }
}

/// Takes the files out of the folder, those without which it is no index first; folders inside are not ours.
fn empty(folder: &Path) -> io::Result<()> {
    if !folder.try_exists()? {
        return Ok(());
    }
    let meta = folder.join(META);
    if meta.try_exists()? {
        fs::remove_file(meta)?;
    }
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file.file_type()?.is_file() {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// Tells what a rebuild mends from what only time does.
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
