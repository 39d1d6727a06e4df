//! One file a command: decode, call, print.

pub mod account;
pub mod act;
pub mod check;
pub mod completions;
pub mod demo;
pub mod erase;
pub mod export;
pub mod intake;
pub mod outbox;
pub mod read;
pub mod serve;
pub mod show;

use crate::args::Lies;
use crate::console::{Console, Unopened, is_watched_aside};
use app::intake::{FileRead, LONGEST_FILE_BYTES, read_file};
use app::{Error, Location, Office, Refusal};
use jiff::Timestamp;
use std::fs::File;
use std::io::{self, Read};
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

/// The bytes of a file somebody named; one that is too long for any use is refused before it is read.
pub fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let unopened = |cause| Unopened { path: path.to_owned(), cause };
    let file = File::open(path).map_err(unopened)?;
    let length_bytes = file.metadata().map_err(unopened)?.len();
    if length_bytes > LONGEST_FILE_BYTES {
        return Err(Error::Refused(Refusal::FileTooLong { length_bytes, longest_bytes: LONGEST_FILE_BYTES }).into());
    }
    bytes_from(file).map_err(|it| unopened(it).into())
}

/// All bytes of standard input.
pub fn bytes_of_input() -> anyhow::Result<Vec<u8>> {
    Ok(bytes_from(io::stdin().lock())?)
}

/// One byte beyond the longest tells that there are more.
fn bytes_from(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LONGEST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file's own name, without its folders, whichever way they are told apart.
pub fn file_name(path: &Path) -> String {
    let path = path.display().to_string();
    let name = path.rsplit(['/', '\\']).find(|it| !it.is_empty());
    name.map_or_else(|| path.clone(), str::to_owned)
}

/// Reads a file that somebody named; a long one is announced to whoever waits.
pub fn read_named(console: &Console, path: &Path) -> anyhow::Result<FileRead> {
    let name = file_name(path);
    let bytes = bytes_of(path)?;
    announce(console, &name, bytes.len());
    Ok(read_file(&name, bytes).map_err(Error::Refused)?)
}

/// Tells whoever watches that a long file is being read.
pub fn announce(console: &Console, name: &str, length_bytes: usize) {
    const LONG_MB: usize = 1;
    let length_mb = length_bytes / 1_000_000;
    if length_mb >= LONG_MB && is_watched_aside() {
        eprintln!("{}", console.say("intake-reading", &[("name", name.into()), ("length", length_mb.into())]));
    }
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
