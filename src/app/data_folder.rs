//! The data folder, and who owns it.

use std::fs::{self, File, TryLockError};
use std::io::{Seek as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};
use uuid::Uuid;

/// The file whose lock says who owns the search index.
const LOCK_FILE: &str = "muster.lock";

/// The file that names the process to others that serve the same database.
const NODE_FILE: &str = "muster.node";

/// What to do where the data folder is no use.
const ADVICE: &str = "choose another folder with `--data PATH` or the setting `data.folder`, or let the user that runs muster \
                      write to this one";

/// Makes the data folder where there is none, for this user alone.
pub(super) fn prepare(folder: &Path) -> anyhow::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .with_context(|| format!("the data folder {} cannot be made: {ADVICE}", folder.display()))
}

/// Makes sure that there is a data folder already.
pub(super) fn require(folder: &Path) -> anyhow::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    bail!(
        "there is no directory in {} yet: `muster add` and `muster serve` make it; `--data PATH` names another folder",
        folder.display()
    )
}

/// Returns the name of whoever has the lock of this folder: the same for one process after the other.
pub(super) fn node(folder: &Path) -> anyhow::Result<Uuid> {
    let path = folder.join(NODE_FILE);
    let known = fs::read_to_string(&path).ok();
    if let Some(node) = known.and_then(|text| text.trim().parse().ok()) {
        return Ok(node);
    }
    let node = Uuid::new_v4();
    fs::write(&path, node.to_string())
        .with_context(|| format!("{} cannot be written: {ADVICE}", path.display()))?;
    Ok(node)
}

/// The right to write the search index, until dropped or until the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub(super) fn take(folder: &Path) -> anyhow::Result<Self> {
        if let Some(lock) = Self::try_take(folder)? {
            return Ok(lock);
        }
        let owner = fs::read_to_string(folder.join(LOCK_FILE)).unwrap_or_default();
        let owner = match owner.trim() {
            "" => String::new(),
            id => format!(" (process {id})"),
        };
        bail!(
            "another muster{owner} uses the data folder {}: stop it first, or give this one a folder of its own with \
             `--data PATH`",
            folder.display()
        );
    }

    /// Takes the lock; `None` where another process has it.
    pub(super) fn try_take(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(LOCK_FILE);
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("the data folder {} cannot be written: {ADVICE}", folder.display()))?;
        match file.try_lock() {
            Ok(()) => (),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => {
                return Err(anyhow!(error).context(format!("{} cannot be locked", path.display())));
            }
        }
        note_owner(&mut file).with_context(|| format!("{} cannot be written: {ADVICE}", path.display()))?;
        Ok(Some(Self { _file: file }))
    }
}

/// Writes down which process has the lock, for the message to the next one that wants it.
fn note_owner(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_has_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        let told = Lock::take(folder.path()).unwrap_err().to_string();
        assert!(
            told.contains(&format!("process {}", std::process::id())),
            "{told}"
        );
        drop(lock);
        assert!(Lock::try_take(folder.path()).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        prepare(&path).unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
