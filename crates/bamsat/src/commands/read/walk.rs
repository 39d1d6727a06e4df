//! The files that the arguments name: a file, all documents of a folder and of the folders in it, or standard input.

use crate::console::Unopened;
use app::reading::{Promised, promised};
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};
use std::vec;

/// What is to be read, in order.
#[derive(Debug)]
pub enum Named {
    /// A file, how it is called, and its length in bytes as far as it is known.
    File { path: PathBuf, name: String, length_bytes: u64 },
    /// Standard input.
    Input,
    /// A file or folder that cannot be opened.
    Unopened { name: String, cause: Unopened },
}

impl Named {
    pub fn name(&self) -> &str {
        match self {
            Named::File { name, .. } | Named::Unopened { name, .. } => name,
            Named::Input => "-",
        }
    }

    /// How much it brings into memory, as far as that is known.
    pub fn length_bytes(&self) -> u64 {
        match self {
            Named::File { length_bytes, .. } => *length_bytes,
            Named::Input | Named::Unopened { .. } => 0,
        }
    }
}

/// The files one after the other; a folder is looked into when it is its turn.
pub struct Walk {
    /// Folders that are open, the innermost last: what is left of each, by name.
    open: Vec<vec::IntoIter<Entry>>,
    /// Files in folders whose ending is of no format that is read.
    pub left_out: Vec<String>,
}

struct Entry {
    path: PathBuf,
    /// The file's own name, and before it the folders inside the named one.
    name: String,
    /// Somebody named it, whatever its ending.
    is_asked_for: bool,
}

/// Formats of former programs: a person wants them read and is told what to do.
const FORMER: [&str; 6] = ["doc", "xls", "rtf", "odt", "ods", "ppt"];

impl Walk {
    pub fn new(paths: &[PathBuf]) -> Walk {
        let asked = |path: &PathBuf| Entry { path: path.clone(), name: super::file_name(path), is_asked_for: true };
        let asked: Vec<Entry> = paths.iter().map(asked).collect();
        Walk { open: vec![asked.into_iter()], left_out: Vec::new() }
    }

    fn look_at(&mut self, entry: Entry) -> Option<Named> {
        if entry.is_asked_for && entry.path.as_os_str() == "-" {
            return Some(Named::Input);
        }
        match fs::metadata(&entry.path) {
            Ok(it) if it.is_dir() => match entries(&entry) {
                Ok(entries) => self.open.push(entries.into_iter()),
                Err(cause) => return Some(entry.unopened(cause)),
            },
            Ok(it) if entry.is_asked_for || is_document(&entry.path, &it) => {
                return Some(Named::File { path: entry.path, name: entry.name, length_bytes: it.len() });
            }
            Ok(_) => self.left_out.push(entry.name),
            Err(cause) => return Some(entry.unopened(cause)),
        }
        None
    }
}

impl Iterator for Walk {
    type Item = Named;

    fn next(&mut self) -> Option<Named> {
        while let Some(folder) = self.open.last_mut() {
            match folder.next() {
                Some(entry) => match self.look_at(entry) {
                    None => {}
                    named => return named,
                },
                None => drop(self.open.pop()),
            }
        }
        None
    }
}

impl Entry {
    fn unopened(self, cause: std::io::Error) -> Named {
        Named::Unopened { name: self.name, cause: Unopened { path: self.path, cause } }
    }
}

/// What lies in a folder, by name. Hidden files, the locks of word processors and folders behind links are none of it.
fn entries(folder: &Entry) -> std::io::Result<Vec<Entry>> {
    let within = |name: &str| match folder.is_asked_for {
        true => name.to_owned(),
        false => format!("{}/{name}", folder.name),
    };
    let is_link_to_folder = |it: &DirEntry| it.file_type().is_ok_and(|it| it.is_symlink()) && it.path().is_dir();
    let mut entries = Vec::new();
    for entry in fs::read_dir(&folder.path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(['.', '~']) && !is_link_to_folder(&entry) {
            entries.push(Entry { path: entry.path(), name: within(&name), is_asked_for: false });
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

fn is_document(path: &Path, metadata: &Metadata) -> bool {
    let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_read = promised(&path.to_string_lossy()) != Promised::Unknown;
    metadata.is_file() && (is_read || FORMER.contains(&extension.as_str()))
}
