//! Files named by their content: written once, whole, and durable before the entry that names them.

use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of files, each named by the hex BLAKE3 of its bytes.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

/// What is to be said of a file that an entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    Whole,
    Missing,
    Altered,
}

impl Files {
    /// The folder is made with the first file.
    pub fn new(folder: PathBuf) -> Files {
        Files { folder }
    }

    /// Keeps `bytes` and returns their hash. A file that is there already is left as it is.
    ///
    /// # Errors
    /// Where the folder cannot be written; nothing half is left under the name.
    pub fn keep(&self, bytes: &[u8]) -> Result<String, Error> {
        let hash = hash_of(bytes);
        let path = self.path(&hash);
        if self.state(&hash)? != FileState::Whole {
            write_durably(&path, bytes)
                .map_err(|cause| Error::unavailable(format!("keeping file {hash}")).caused_by(cause))?;
        }
        Ok(hash)
    }

    /// The bytes of a file; `None` if it is not there.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn read(&self, hash: &str) -> Result<Option<Vec<u8>>, Error> {
        match fs::read(self.path(hash)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::unavailable(format!("reading file {hash}")).caused_by(cause)),
        }
    }

    /// Whether the file is there and is what its name says.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn state(&self, hash: &str) -> Result<FileState, Error> {
        Ok(match self.read(hash)? {
            None => FileState::Missing,
            Some(bytes) if hash_of(&bytes) == hash => FileState::Whole,
            Some(_) => FileState::Altered,
        })
    }

    /// Removes a file for good. One that is not there is removed already.
    ///
    /// # Errors
    /// Where the file cannot be removed.
    pub fn remove(&self, hash: &str) -> Result<(), Error> {
        match fs::remove_file(self.path(hash)) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(Error::unavailable(format!("removing file {hash}")).caused_by(cause))
            }
            _ => Ok(()),
        }
    }

    /// Two letters of the hash make a folder, so that no folder grows large.
    fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(hash.get(..2).unwrap_or("xx")).join(hash)
    }
}

/// The hex BLAKE3 of some bytes: the name of the file that holds them.
pub fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Two threads that keep the same bytes at once must not write into one half file.
static N_WRITTEN: AtomicU64 = AtomicU64::new(0);

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let half =
        path.with_extension(format!("half-{}-{}", std::process::id(), N_WRITTEN.fetch_add(1, Ordering::Relaxed)));
    let mut file = File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&half, path)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("bamsat-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_file_is_kept_once_and_an_altered_one_is_seen() {
        let folder = folder("kept");
        let files = Files::new(folder.clone());
        let hash = files.keep(b"words").unwrap();
        assert_eq!(files.keep(b"words").unwrap(), hash);
        assert_eq!(files.read(&hash).unwrap().as_deref(), Some(&b"words"[..]));
        fs::write(files.path(&hash), b"other").unwrap();
        assert_eq!(files.state(&hash).unwrap(), FileState::Altered);
        files.keep(b"words").unwrap();
        assert_eq!(files.state(&hash).unwrap(), FileState::Whole);
        files.remove(&hash).unwrap();
        files.remove(&hash).unwrap();
        assert_eq!(files.state(&hash).unwrap(), FileState::Missing);
        fs::remove_dir_all(folder).unwrap();
    }
}
