//! Free text, names and file hashes: plain while it is decided, sealed once it is in the ledger.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What stands in the ledger for a text: the hex BLAKE3 of salt and text, 64 characters.
///
/// The text itself lies in an erasable table; the chain stays valid without it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seal(pub String);

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words that a person wrote or that name something.
///
/// `decide` returns them plain; the store seals each before the entry is written, so that
/// an entry read back never holds plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// Not yet in the ledger.
    Plain(String),
    /// In the ledger: the text is looked up by its seal.
    Sealed(Seal),
}

impl Words {
    /// The seal, or `None` for words that are not in the ledger yet.
    pub fn seal(&self) -> Option<&Seal> {
        match self {
            Words::Plain(_) => None,
            Words::Sealed(seal) => Some(seal),
        }
    }

    /// The text, or `None` once it is sealed.
    pub fn plain(&self) -> Option<&str> {
        match self {
            Words::Plain(text) => Some(text),
            Words::Sealed(_) => None,
        }
    }
}

impl From<String> for Words {
    fn from(text: String) -> Words {
        Words::Plain(text)
    }
}
