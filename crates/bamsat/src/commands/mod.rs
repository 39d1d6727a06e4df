//! One file a command: decode, call, print.

pub mod act;
pub mod check;
pub mod demo;
pub mod erase;
pub mod intake;
pub mod read;
pub mod show;

use crate::args::Lies;
use crate::console::{Console, Unopened};
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

/// A file's own name, without its folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned())
}
