//! What is handed in, and what is answered.

use crate::entry::Head;
use crate::error::Error;
use crate::seal::{canonical, hash, without_nul};
use jiff::Timestamp;
use model::{AccountId, Refusal, RegisterId, StreamId};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt;

/// The most commands one submission may hold.
pub const LONGEST_BATCH: usize = 5_000;

/// The longest key, in characters.
pub const LONGEST_KEY: usize = 200;

/// One command, and the stream it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub stream: StreamId,
    /// The version of the stream that its author saw; asked for by acts that need it.
    pub seen: Option<u64>,
    pub command: model::Command,
}

/// Commands that are carried out together or not at all.
#[derive(Clone, Debug)]
pub struct Submission {
    pub register: RegisterId,
    pub actor: AccountId,
    /// Kept in whole milliseconds.
    pub at: Timestamp,
    /// Chosen by the caller, once for each thing to be done: the same key is carried out once.
    pub key: String,
    /// The position of the head that the caller looked at, where the orders rest on all of it: when the register has
    /// moved on, the submission is refused as stale.
    pub drawn_from: Option<u64>,
    /// Streams that are not there for whoever hands this in: a rule that asks for one does not find it.
    pub hidden: BTreeSet<StreamId>,
    /// Fresh random bytes; the salts of the submission follow from it.
    pub salt_seed: [u8; 32],
    /// At most [`LONGEST_BATCH`]; each sees what the earlier ones did.
    pub orders: Vec<Order>,
    /// What follows from them by rule, found out where they are handed in and written behind them. The key does not stand
    /// for it: the same orders again are the same submission, whatever would follow from them by then.
    pub following: Vec<Order>,
}

/// Where the entries of a submission stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The first of its entries.
    pub position: u64,
    pub n_entries: u64,
    /// Whether the entries were there already: an earlier submission with the same key wrote them, or this one did
    /// and its first confirmation was lost on the way.
    pub replayed: bool,
    /// The register's last entry when this was answered; others may have been written with it.
    pub head: Head,
}

impl Answer {
    /// The position of the last of its entries.
    pub fn last(&self) -> u64 {
        self.position + self.n_entries.saturating_sub(1)
    }
}

/// Why a submission was not carried out.
#[derive(Debug)]
pub enum Failure {
    /// The lawful "no" to the order of that index; nothing of the submission was written.
    Refused { refusal: Refusal, order: usize },
    /// The store could not do it. When it is unavailable the outcome may be unknown: hand in the same key again.
    Store(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Store(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused { refusal, order } => write!(f, "order {order} was refused: {}", refusal.code()),
            Failure::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Failure::Refused { .. } => None,
            Failure::Store(error) => error.source(),
        }
    }
}

/// Hex BLAKE3 over the canonical JSON of the orders: tells whether a key comes again with the same body.
pub(crate) fn fingerprint(orders: &[Order]) -> Result<String, Error> {
    let order = |it: &Order| {
        let body = it.command.body().map_err(|cause| Error::other("writing a command as JSON").caused_by(cause))?;
        Ok(json!({ "act": it.command.info().act, "body": body, "seen": it.seen, "stream": it.stream }))
    };
    let orders: Vec<_> = orders.iter().map(order).collect::<Result<_, Error>>()?;
    Ok(hash(canonical(&orders.into()).as_bytes()))
}

impl Submission {
    /// How many commands it holds.
    pub(crate) fn n_commands(&self) -> usize {
        self.orders.len() + self.following.len()
    }

    /// The submission as the store keeps it: no NUL in the key, whole milliseconds.
    pub(crate) fn at_the_door(mut self) -> Submission {
        self.key = without_nul(self.key);
        self.at = crate::entry::to_milliseconds(self.at);
        self
    }

    /// Refuses a key that is empty or longer than both databases take it.
    pub(crate) fn check_key(&self) -> Result<(), Failure> {
        if (1..=LONGEST_KEY).contains(&self.key.chars().count()) {
            return Ok(());
        }
        let because = format!("a key holds 1 to {LONGEST_KEY} characters");
        Err(Failure::Refused { refusal: Refusal::CommandUnreadable { because }, order: 0 })
    }
}
