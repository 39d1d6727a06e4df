//! The entry: an event in the ledger, as the bytes that are hashed. `docs/ledger.md` tells the format to strangers.

use crate::error::Error;
use crate::seal::{canonical, hash, quoted};
use jiff::Timestamp;
use model::{AccountId, Event, RegisterId, Stamp, StreamId};
use serde::Deserialize;
use serde_json::Value;
use std::fmt;
use std::str::FromStr;

/// What the first entry of a register names as the entry before it.
pub(crate) const NO_ENTRY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The last entry of a register: printed, stored and shown, so that a cut tail is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// From one.
    pub position: u64,
    /// Hex BLAKE3 of the entry's text.
    pub hash: String,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    pub position: u64,
    pub hash: String,
    /// The JSON whose bytes are hashed.
    pub text: String,
}

/// Everything in an entry, in the order in which it is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub register: RegisterId,
    pub position: u64,
    pub stream: StreamId,
    pub version: u64,
    pub kind: String,
    pub body_version: u32,
    pub actor: AccountId,
    /// As written: RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// The n-th of m entries that were appended together.
    pub batch: (u64, u64),
    pub receipt: Option<String>,
    pub previous: String,
    pub body: Value,
}

impl Entry {
    /// The text of the entry: the bytes that are stored and hashed.
    pub(crate) fn write(&self) -> String {
        format!(
            concat!(
                r#"{{"register":"{}","position":{},"stream":"{}","version":{},"kind":{},"body_version":{},"#,
                r#""actor":"{}","at":"{}","batch":[{},{}],"receipt":{},"previous":"{}","body":{}}}"#
            ),
            self.register,
            self.position,
            self.stream,
            self.version,
            quoted(&self.kind),
            self.body_version,
            self.actor,
            self.at,
            self.batch.0,
            self.batch.1,
            self.receipt.as_deref().map_or("null".to_owned(), quoted),
            self.previous,
            canonical(&self.body),
        )
    }

    pub(crate) fn read(text: &str) -> Option<Entry> {
        serde_json::from_str(text).ok()
    }

    /// Reads an entry that was stored at `position`.
    pub(crate) fn read_at(position: u64, text: &str) -> Result<Entry, Error> {
        Entry::read(text).ok_or_else(|| Error::corrupt(Some(position), "the text of an entry cannot be read"))
    }

    pub(crate) fn event(&self) -> Option<Event> {
        Event::decode(&self.kind, self.body_version, self.body.clone())
    }

    /// The event, without a copy of the body.
    pub(crate) fn into_event(self) -> Option<Event> {
        Event::decode(&self.kind, self.body_version, self.body)
    }

    pub(crate) fn stamp(&self) -> Option<Stamp> {
        Some(Stamp { actor: self.actor, at: self.at.parse().ok()? })
    }
}

/// The instant as entries keep it: whole milliseconds.
pub(crate) fn to_milliseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).expect("invariant: a part of an instant is one")
}

/// RFC 3339 in UTC with three decimals.
pub(crate) fn instant_text(at: Timestamp) -> String {
    format!("{at:.3}")
}

impl Head {
    /// The head after an entry whose text is `text`.
    pub(crate) fn of(position: u64, text: &str) -> Head {
        Head { position, hash: hash(text.as_bytes()) }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

/// A head that is not a position from one, a colon and 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadUnreadable;

impl fmt::Display for HeadUnreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a head is a position, a colon and 64 hexadecimal digits")
    }
}

impl std::error::Error for HeadUnreadable {}

impl FromStr for Head {
    type Err = HeadUnreadable;
    fn from_str(text: &str) -> Result<Head, HeadUnreadable> {
        let (position, hash) = text.trim().split_once(':').ok_or(HeadUnreadable)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        let position = position.parse().map_err(|_| HeadUnreadable)?;
        let is_position = (1..=i64::MAX.unsigned_abs()).contains(&position);
        if is_hash && is_position { Ok(Head { position, hash: hash.to_owned() }) } else { Err(HeadUnreadable) }
    }
}
