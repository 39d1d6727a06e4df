//! Who is at which desk now, and which desks changed: in memory, told to open pages by the live feed.

use crate::access::Viewer;
use crate::office::Office;
use jiff::{SignedDuration, Timestamp};
use model::state::Session;
use model::{AccountId, DocumentId, StreamId, UnitId};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whoever says nothing for this long has gone.
const AT_WORK: SignedDuration = SignedDuration::from_secs(120);
/// So many changes are told one by one; whoever asks later misses the older ones, and their page asks at its next turn.
const MOST_TOLD: usize = 256;
/// Desks that are remembered at once.
const MOST_DESKS: usize = 1_000;

/// A desk that changed, of a document or of a session being written; who alone need not hear of it; of a session, its host.
pub type Stirred = (StreamId, Option<AccountId>, Option<UnitId>);

#[derive(Default)]
pub(crate) struct Live(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// How many changes there were.
    tick: u64,
    /// With whose coming it was, where it was no more than that: they need not be told.
    told: VecDeque<(u64, Stirred)>,
    /// Who is where: the anchor of a slip, and since when.
    present: HashMap<DocumentId, HashMap<AccountId, (String, Timestamp)>>,
}

impl Live {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// That something was said at the desk of a document.
    pub fn stir(&self, document: DocumentId) {
        self.lock().stir((document.into(), None, None));
    }

    /// That somebody wrote in a session that sits.
    pub fn write_in(&self, session: &Session, account: AccountId) {
        self.lock().stir((session.id.into(), Some(account), session.host));
    }

    /// That somebody else has the word in it: the screen of the hall may be one of whoever writes.
    pub fn move_on(&self, session: &Session) {
        self.lock().stir((session.id.into(), None, session.host));
    }

    /// The desks that changed after a tick, and the tick now.
    pub fn after(&self, tick: u64) -> (u64, Vec<Stirred>) {
        let inner = self.lock();
        let told = inner.told.iter().filter(|it| tick < it.0).map(|it| it.1);
        let mut told: Vec<Stirred> = told.collect();
        told.sort_unstable();
        told.dedup();
        (inner.tick, told)
    }

    /// That somebody is at a slip.
    fn come(&self, document: DocumentId, account: AccountId, anchor: &str, now: Timestamp) {
        let mut inner = self.lock();
        if inner.present.len() >= MOST_DESKS {
            inner.present.clear();
        }
        let before = inner.present.entry(document).or_default().insert(account, (anchor.to_owned(), now));
        if before.is_none_or(|it| it.0 != anchor) {
            inner.stir((document.into(), Some(account), None));
        }
    }

    /// Who is at the desk besides `account`, and where.
    fn others(&self, document: DocumentId, account: AccountId, now: Timestamp) -> Vec<(AccountId, String)> {
        let mut inner = self.lock();
        let Some(present) = inner.present.get_mut(&document) else { return Vec::new() };
        present.retain(|_, it| now.duration_since(it.1) < AT_WORK);
        present.iter().filter(|it| *it.0 != account).map(|(account, it)| (*account, it.0.clone())).collect()
    }
}

impl Inner {
    fn stir(&mut self, stirred: Stirred) {
        self.tick += 1;
        self.told.push_back((self.tick, stirred));
        if self.told.len() > MOST_TOLD {
            self.told.pop_front();
        }
    }
}

impl Office {
    /// That `viewer` has come to the slip `anchor`.
    pub(super) fn come_to_desk(&self, viewer: &Viewer, document: DocumentId, anchor: &str) {
        self.desks.come(document, viewer.account, anchor, self.clock.now());
    }

    /// Who else is at the desk: names and anchors.
    pub(super) fn others_at_desk(&self, viewer: &Viewer, document: DocumentId) -> Vec<(String, String)> {
        let others = self.desks.others(document, viewer.account, self.clock.now());
        let name = |account| viewer.units.accounts.get(&account).and_then(|it| it.0.clone());
        let mut named: Vec<(String, String)> =
            others.into_iter().filter_map(|(account, anchor)| Some((name(account)?, anchor))).collect();
        named.sort_unstable();
        named
    }

    /// The desks that changed after a tick, and the tick now.
    pub fn desks_after(&self, tick: u64) -> (u64, Vec<Stirred>) {
        self.desks.after(tick)
    }
}
