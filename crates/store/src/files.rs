//! Files named by their content: written once, whole, and durable before the entry that names them.

use crate::error::Error;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
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
    /// Where the folder cannot be written; nothing half is left.
    pub fn keep(&self, bytes: &[u8]) -> Result<String, Error> {
        let hash = hash_of(bytes);
        let path = self.path(&hash)?;
        if self.state(&hash)? != FileState::Whole {
            write_durably(&path, bytes)
                .map_err(|cause| Error::unavailable(format!("keeping file {hash}")).caused_by(cause))?;
        }
        Ok(hash)
    }

    /// The bytes of a file; `None` if it is not there.
    ///
    /// # Errors
    /// Where `hash` is no hash, and where the file is there and cannot be read.
    pub fn read(&self, hash: &str) -> Result<Option<Vec<u8>>, Error> {
        match fs::read(self.path(hash)?) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::unavailable(format!("reading file {hash}")).caused_by(cause)),
        }
    }

    /// Whether there is a file of this hash; what is in it is not looked at.
    ///
    /// # Errors
    /// Where `hash` is no hash, and where the folder cannot be looked at.
    pub fn is_there(&self, hash: &str) -> Result<bool, Error> {
        let there = self.path(hash)?.try_exists();
        there.map_err(|cause| Error::unavailable(format!("looking for file {hash}")).caused_by(cause))
    }

    /// Whether the file is there and is what its name says.
    ///
    /// # Errors
    /// Where `hash` is no hash, and where the file is there and cannot be read.
    pub fn state(&self, hash: &str) -> Result<FileState, Error> {
        Ok(match self.read(hash)? {
            None => FileState::Missing,
            Some(bytes) if hash_of(&bytes) == hash => FileState::Whole,
            Some(_) => FileState::Altered,
        })
    }

    /// Removes a file and its half-written forms for good, durably. One that is not there is removed already.
    ///
    /// # Errors
    /// Where `hash` is no hash, and where the file cannot be removed.
    pub fn remove(&self, hash: &str) -> Result<(), Error> {
        let path = self.path(hash)?;
        remove_durably(&path, hash)
            .map_err(|cause| Error::unavailable(format!("removing file {hash}")).caused_by(cause))
    }

    /// The files below the folder that are not one of `known` in its place: strays, and halves of broken writes.
    ///
    /// # Errors
    /// Where the folder is there and cannot be listed.
    pub fn strays(&self, known: &BTreeSet<String>) -> Result<BTreeSet<String>, Error> {
        let places: BTreeSet<PathBuf> = known.iter().filter_map(|it| self.path(it).ok()).collect();
        let mut strays = BTreeSet::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            let listed = list(&folder).map_err(|cause| Error::unavailable("listing the files").caused_by(cause))?;
            for (path, is_folder) in listed {
                if is_folder {
                    folders.push(path);
                } else if !places.contains(&path) {
                    let name = path.strip_prefix(&self.folder).unwrap_or(&path);
                    strays.insert(name.to_string_lossy().into_owned());
                }
            }
        }
        Ok(strays)
    }

    /// Two letters of the hash make a folder, so that no folder grows large. Nothing but a hash becomes a path.
    fn path(&self, hash: &str) -> Result<PathBuf, Error> {
        let is_hash = hash.len() == 64 && hash.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash {
            return Err(Error::other("naming a file by what is not the hash of one"));
        }
        Ok(self.folder.join(&hash[..2]).join(hash))
    }
}

/// The hex BLAKE3 of some bytes: the name of the file that holds them.
pub fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Makes a folder and those above it, durably, for nobody but its owner. One that is there is left as it is.
///
/// # Errors
/// Where it cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), Error> {
    let doing = || format!("making the folder {}", folder.display());
    make_folders(folder).map_err(|cause| Error::unavailable(doing()).caused_by(cause))
}

fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new(""));
    make_folders(above)?;
    match private_folder(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => return Err(cause),
        _ => sync_folder(folder)?,
    }
    match sync_folder(above) {
        // A folder of others that may be passed but not read is theirs to keep.
        Err(cause) if cause.kind() != io::ErrorKind::PermissionDenied => Err(cause),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// A name in a folder is durable once the folder is. Elsewhere than on Unix folders cannot be synced.
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// What is in a folder, and whether it is a folder itself; nothing where the folder is not there.
fn list(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    match fs::read_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(cause),
        Ok(entries) => entries.map(|it| it.and_then(|it| Ok((it.path(), it.file_type()?.is_dir())))).collect(),
    }
}

/// Two threads that keep the same bytes at once must not write into one half file.
static N_WRITTEN: AtomicU64 = AtomicU64::new(0);

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    make_folders(folder)?;
    let n = N_WRITTEN.fetch_add(1, Ordering::Relaxed);
    let half = path.with_extension(format!("half-{}-{n}", std::process::id()));
    let written = write_half(&half, bytes).and_then(|()| fs::rename(&half, path));
    if written.is_err() {
        // The cause that is told is the first one.
        let _ = fs::remove_file(&half);
    }
    written?;
    sync_folder(folder)
}

fn write_half(half: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(half)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn remove_durably(path: &Path, hash: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let is_of_it = |path: &Path| path.file_stem().is_some_and(|it| it == hash);
    let listed = list(folder)?;
    for (path, _) in listed.iter().filter(|(path, is_folder)| !is_folder && is_of_it(path)) {
        match fs::remove_file(path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            _ => {}
        }
    }
    if folder.is_dir() { sync_folder(folder) } else { Ok(()) }
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
        assert!(files.is_there(&hash).unwrap());
        fs::write(files.path(&hash).unwrap(), b"other").unwrap();
        assert_eq!(files.state(&hash).unwrap(), FileState::Altered);
        files.keep(b"words").unwrap();
        assert_eq!(files.state(&hash).unwrap(), FileState::Whole);
        files.remove(&hash).unwrap();
        files.remove(&hash).unwrap();
        assert_eq!(files.state(&hash).unwrap(), FileState::Missing);
        assert!(!files.is_there(&hash).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn nothing_but_a_hash_names_a_file() {
        let folder = folder("named");
        let files = Files::new(folder.join("files"));
        fs::create_dir_all(folder.join("files/..")).unwrap();
        fs::write(folder.join("secret"), b"words").unwrap();
        for name in ["../secret", "..", "", &"A".repeat(64), &format!("../{}", "a".repeat(61))] {
            assert!(files.read(name).is_err(), "{name}");
            assert!(files.state(name).is_err(), "{name}");
            assert!(files.remove(name).is_err(), "{name}");
        }
        assert!(folder.join("secret").exists());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn strays_and_halves_are_listed_and_halves_go_with_their_file() {
        let folder = folder("strays");
        let files = Files::new(folder.clone());
        let none = BTreeSet::new();
        assert!(files.strays(&none).unwrap().is_empty());
        let hash = files.keep(b"words").unwrap();
        let half = files.path(&hash).unwrap().with_extension("half-1-0");
        fs::write(&half, b"wo").unwrap();
        fs::write(folder.join(&hash), b"in another place").unwrap();
        let known = BTreeSet::from([hash.clone()]);
        let strays = files.strays(&known).unwrap();
        assert_eq!(strays, [hash.clone(), format!("{}/{hash}.half-1-0", &hash[..2])].into_iter().collect());
        assert_eq!(files.strays(&none).unwrap().len(), 3);
        files.remove(&hash).unwrap();
        assert!(!half.exists());
        assert_eq!(files.strays(&none).unwrap(), [hash].into_iter().collect());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_write_that_fails_leaves_no_half() {
        let folder = folder("failed");
        let files = Files::new(folder.clone());
        let hash = hash_of(b"words");
        // A folder stands where the file should: the last step of the write fails.
        fs::create_dir_all(files.path(&hash).unwrap().join("full")).unwrap();
        let path = files.path(&hash).unwrap();
        assert!(write_durably(&path, b"words").is_err());
        assert!(files.strays(&BTreeSet::new()).unwrap().is_empty());
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder("private");
        let files = Files::new(folder.join("data/files"));
        let hash = files.keep(b"words").unwrap();
        let path = files.path(&hash).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        for above in path.ancestors().skip(1).take_while(|it| *it != folder.parent().unwrap()) {
            assert_eq!(mode(above), 0o700, "{}", above.display());
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
