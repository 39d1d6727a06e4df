//! One file a command: decode, call, print.

pub mod account;
pub mod act;
pub mod check;
pub mod completions;
pub mod demo;
pub mod erase;
pub mod export;
pub mod intake;
pub mod read;
pub mod serve;
pub mod show;

use crate::args::Lies;
use crate::console::{Console, Unopened, is_watched_aside};
use app::intake::{FileRead, read_file};
use app::{Error, Location, Office};
use jiff::Timestamp;
use std::path::Path;

impl Lies {
    /// Where the register lies.
    pub fn location(&self) -> Location {
        Location { data: self.data.clone(), database: self.database.clone() }
    }
}

/// Opens the office, and makes the database where there is none.
pub fn open(console: &Console, location: &Location, rehearse_at: Option<Timestamp>) -> Result<Office, Error> {
    Office::open(location, rehearse_at, &console.say("unnamed-root", &[]))
}

/// The bytes of a file somebody named.
pub fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).map_err(|cause| Unopened { path: path.to_owned(), cause }.into())
}

/// A file's own name, without its folders, whichever way they are told apart.
pub fn file_name(path: &Path) -> String {
    let path = path.display().to_string();
    let name = path.rsplit(['/', '\\']).find(|it| !it.is_empty());
    name.map_or_else(|| path.clone(), str::to_owned)
}

/// Reads a file that somebody named; a long one is announced to whoever waits.
pub fn read_named(console: &Console, path: &Path) -> anyhow::Result<FileRead> {
    const LONG_MB: u64 = 1;
    let name = file_name(path);
    let bytes = bytes_of(path)?;
    let length_mb = bytes.len() as u64 / 1_000_000;
    if length_mb >= LONG_MB && is_watched_aside() {
        let args = [("name", name.as_str().into()), ("length", length_mb.into())];
        eprintln!("{}", console.say("intake-reading", &args));
    }
    Ok(read_file(&name, bytes).map_err(Error::Refused)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_last_part_of_any_path() {
        let cases = [("a/b c.txt", "b c.txt"), (r"C:\Van ban\tb 12.txt", "tb 12.txt"), ("tb.txt", "tb.txt")];
        for (path, wanted) in cases {
            assert_eq!(file_name(Path::new(path)), wanted);
        }
    }
}
