//! Links: one task for whoever does not sign in. What opens a link is told once and kept as a hash only.
//!
//! Whatever does not open is answered alike: a token that nobody was given, one that was revoked, one whose day is past, one of whoever may give none any more.

mod door;
mod listed;
pub(crate) mod token;

pub use door::{LinkHolder, LinkPageView, LinkReport};
pub use listed::{GivenLink, LinkView, TaskLinksView};

use crate::followers::units::Units;
use crate::sign_in::Buckets;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::Refusal;
use model::access::may;
use model::state::{Link, Task};
use std::sync::{Mutex, PoisonError};

/// What a token of a link is hashed for.
const PURPOSE: &str = "bamsat link of a task";

/// What is counted at the door of links.
pub(crate) struct LinkGate {
    /// Tokens that open nothing, by where they come from.
    misses: Mutex<Buckets>,
    /// Looks by one link.
    looks: Mutex<Buckets>,
    /// Reports by one link.
    reports: Mutex<Buckets>,
    /// Pieces of files by one link.
    pieces: Mutex<Buckets>,
}

impl Default for LinkGate {
    fn default() -> LinkGate {
        let buckets =
            |capacity, refill_seconds| Mutex::new(Buckets::new(capacity, SignedDuration::from_secs(refill_seconds)));
        LinkGate { misses: buckets(30, 2), looks: buckets(30, 2), reports: buckets(10, 30), pieces: buckets(120, 1) }
    }
}

impl LinkGate {
    /// How many seconds whoever comes with a key has to wait: by the hash of one that opens, else by where they come from.
    pub(crate) fn wait(&self, is_known: bool, key: &str, now: Timestamp) -> Option<u64> {
        take(if is_known { &self.looks } else { &self.misses }, key, now)
    }
}

/// The link of that number if it opens on `today`: whoever gave it may still give one.
///
/// # Errors
/// [`Refusal::LinkClosed`].
pub(super) fn opening<'a>(task: &'a Task, n: u32, units: &Units, today: Date) -> Result<&'a Link, Refusal> {
    let link = task.want_link(n, today)?;
    let grants = units.accounts.get(&link.given_by).map(|it| it.1.as_slice()).unwrap_or_default();
    let is_theirs = may(grants, "task.give_link", &[task.lead], &units.tree);
    if is_theirs { Ok(link) } else { Err(Refusal::LinkClosed { n }) }
}

/// Takes one from the bucket of `key`; how many seconds to wait where there is none.
fn take(buckets: &Mutex<Buckets>, key: &str, now: Timestamp) -> Option<u64> {
    let wait = buckets.lock().unwrap_or_else(PoisonError::into_inner).take(key, now);
    wait.map(|it| it.as_secs().max(1).unsigned_abs())
}
