//! Identifiers: each stream has one that never changes and is never reused.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A map by identifiers that is asked a thousand times for one page. Its hash is no guard against chosen keys: it is for
/// what only administrators begin.
pub type IdMap<K, V> = FxHashMap<K, V>;

/// The identifier of any stream, whatever it holds; UUID version 7, printed with hyphens in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StreamId(pub Uuid);

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for StreamId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(StreamId)
    }
}

macro_rules! stream_ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub StreamId);

        impl From<$name> for StreamId {
            fn from(id: $name) -> StreamId {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )*};
}

stream_ids! {
    /// One tenant: its own tree, its own chain.
    RegisterId
    /// Someone who acts. Every entry names one.
    AccountId
    /// An organ or an area.
    UnitId
    /// A received or issued document.
    DocumentId
    /// A working session.
    SessionId
    /// A duty with one lead unit.
    TaskId
    /// A letter to one account on one day; what it is follows from them, and so its identifier.
    MailId
    /// A limitation or a petition that is followed through sessions.
    MatterId
    /// An order to erase words for good.
    ErasureId
}
