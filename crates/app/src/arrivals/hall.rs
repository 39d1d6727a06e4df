//! Who sent which file, and how far each is: in memory, with what has to outlive a restart told apart.

use crate::Error;
use crate::take::Taken;
use jiff::{SignedDuration, Timestamp};
use model::{AccountId, DocumentId, Refusal, StreamId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// All files that wait, bytes: beyond that one is read to its end in memory, as long as it takes.
const MOST_BYTES: u64 = 1_000_000_000;
/// What came of a file is told for so long.
const TOLD: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So many are remembered at once; of those that came to an end the oldest go first.
const MOST: usize = 500;

/// A file that somebody sent.
#[derive(Clone, Debug, Serialize)]
pub struct ArrivalView {
    pub id: StreamId,
    /// Empty where it bore a mark of secrecy.
    pub file_name: String,
    pub length_bytes: u64,
    pub sent_at: Timestamp,
    #[serde(flatten)]
    pub stage: Stage,
    /// Whether it outlives a restart.
    pub is_kept: bool,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Others are read before it.
    Waiting {
        n_before: usize,
    },
    /// Of so many pages so many are done; nothing is known of the pages before the first.
    Reading {
        n_done: usize,
        n_pages: usize,
        seconds_left: Option<u64>,
    },
    Taken {
        document: DocumentId,
        is_known: bool,
    },
    Refused {
        refusal: Refusal,
        may_be_another: bool,
    },
    /// It could not be written; it is kept and may be asked for again.
    Failed,
    /// Whoever sent it may not take files in any more, or its bytes are gone.
    Lost,
}

/// What has to outlive a restart.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    pub file_name: String,
    /// Its hash, where its bytes are kept; empty before.
    pub content: String,
    pub length_bytes: u64,
    pub is_another: bool,
    pub sent_at: Timestamp,
    pub outcome: Option<Outcome>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum Outcome {
    Taken { document: DocumentId, is_known: bool },
    Refused { refusal: Refusal },
    Failed,
    Lost,
}

#[derive(Clone, Debug)]
pub(super) struct Arrival {
    pub account: AccountId,
    pub kept: Kept,
    /// Whether whoever sent it was sent to its page: it is told there what came of it.
    is_slow: bool,
    /// Since when it is read and with how many pages it began; `None` while it waits.
    reading: Option<Pace>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    n_done: usize,
    n_pages: usize,
    /// The first page that was told of, and when.
    from: Option<(usize, Timestamp)>,
}

#[derive(Default)]
pub(crate) struct Hall(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// In the order in which they came.
    arrivals: BTreeMap<StreamId, Arrival>,
    is_reading: bool,
}

impl Hall {
    pub(super) fn announce(
        &self,
        id: StreamId,
        account: AccountId,
        file_name: &str,
        length_bytes: u64,
        sent_at: Timestamp,
    ) {
        let kept = Kept { file_name: file_name.to_owned(), length_bytes, sent_at, ..Kept::default() };
        let mut inner = self.lock();
        inner.arrivals.insert(id, Arrival { account, kept, is_slow: false, reading: Some(Pace::default()) });
        while inner.arrivals.len() > MOST {
            let ended = inner.arrivals.iter().find(|it| it.1.kept.outcome.is_some()).map(|it| *it.0);
            let Some(ended) = ended else { break };
            inner.arrivals.remove(&ended);
        }
    }

    /// The name of a file that is to be looked at, and whether there is room to keep it.
    pub(super) fn begin(&self, id: StreamId) -> (String, bool) {
        let inner = self.lock();
        let waiting = inner.arrivals.values().filter(|it| it.is_kept()).map(|it| it.kept.length_bytes);
        let length = waiting.sum::<u64>();
        let kept = inner.arrivals.get(&id).map(|it| &it.kept);
        let has_room = kept.is_some_and(|it| length + it.length_bytes <= MOST_BYTES);
        (kept.map(|it| it.file_name.clone()).unwrap_or_default(), has_room)
    }

    /// Notes how far it is; whether somebody still wants it.
    pub(super) fn progress(&self, id: StreamId, told: paper::Progress, now: Timestamp) -> bool {
        let mut inner = self.lock();
        let Some(arrival) = inner.arrivals.get_mut(&id) else { return false };
        let from = arrival.reading.and_then(|it| it.from).or(Some((told.n_done, now)));
        arrival.reading = Some(Pace { n_done: told.n_done, n_pages: told.n_pages, from });
        true
    }

    /// Its bytes are kept: it waits for its turn. `None` where it was thrown away meanwhile.
    pub(super) fn wait(&self, id: StreamId, content: String, is_another: bool) -> Option<Kept> {
        let mut inner = self.lock();
        let arrival = inner.arrivals.get_mut(&id)?;
        (arrival.reading, arrival.is_slow) = (None, true);
        arrival.kept = Kept { content, is_another, ..arrival.kept.clone() };
        Some(arrival.kept.clone())
    }

    /// Whether the caller is now the one who reads.
    pub(super) fn begin_reading(&self) -> bool {
        !std::mem::replace(&mut self.lock().is_reading, true)
    }

    /// The next one that waits; where there is none, nobody reads any more.
    pub(super) fn next(&self) -> Option<(StreamId, Arrival)> {
        let mut inner = self.lock();
        let waits = |it: &&mut Arrival| it.is_kept() && it.reading.is_none() && it.kept.outcome.is_none();
        let next = inner.arrivals.iter_mut().find(|it| waits(&it.1));
        if let Some((id, arrival)) = next {
            arrival.reading = Some(Pace::default());
            return Some((*id, arrival.clone()));
        }
        inner.is_reading = false;
        None
    }

    pub(super) fn end(&self, id: StreamId, outcome: Outcome) {
        let mut inner = self.lock();
        let Some(arrival) = inner.arrivals.get_mut(&id) else { return };
        if matches!(outcome, Outcome::Refused { refusal: Refusal::Classified }) {
            arrival.kept.file_name.clear();
        }
        if !outcome.is_retried() && !outcome.may_be_another() {
            arrival.kept.content.clear();
        }
        arrival.reading = None;
        arrival.kept.outcome = Some(outcome);
    }

    /// It waits once more, as another document than the one it looks like; `None` where its bytes are not kept.
    pub(super) fn again(&self, id: StreamId) -> Option<Kept> {
        let mut inner = self.lock();
        let arrival = inner.arrivals.get_mut(&id).filter(|it| it.is_kept())?;
        let outcome = arrival.kept.outcome.take()?;
        arrival.kept.is_another |= outcome.may_be_another();
        Some(arrival.kept.clone())
    }

    pub(super) fn resume(&self, id: StreamId, account: AccountId, kept: Kept) {
        self.lock().arrivals.entry(id).or_insert(Arrival { account, kept, is_slow: true, reading: None });
    }

    pub(super) fn forget(&self, id: StreamId) -> Option<Arrival> {
        self.lock().arrivals.remove(&id)
    }

    /// Forgets what came of a file of which its sender was told at once.
    pub(super) fn told(&self, id: StreamId) {
        let mut inner = self.lock();
        if inner.arrivals.get(&id).is_some_and(|it| !it.is_slow) {
            inner.arrivals.remove(&id);
        }
    }

    /// What comes of it is told on its page.
    pub(super) fn untold(&self, id: StreamId) {
        self.lock().arrivals.get_mut(&id).into_iter().for_each(|it| it.is_slow = true);
    }

    /// The hashes of all that waits.
    pub(super) fn contents(&self) -> BTreeSet<String> {
        self.lock().arrivals.values().filter(|it| it.is_kept()).map(|it| it.kept.content.clone()).collect()
    }

    /// Whether the bytes of a hash are still needed.
    pub(super) fn wants(&self, content: &str) -> bool {
        self.lock().arrivals.values().any(|it| it.kept.content == content)
    }

    pub(super) fn view(&self, id: StreamId, account: AccountId, now: Timestamp) -> Option<ArrivalView> {
        let inner = self.lock();
        inner.arrivals.get(&id).filter(|it| it.account == account).map(|it| inner.view(id, it, now))
    }

    /// Those of an account that are not in the register, the newest first.
    pub(super) fn of(&self, account: AccountId, now: Timestamp) -> Vec<ArrivalView> {
        let inner = self.lock();
        let own = inner.arrivals.iter().rev().filter(|it| it.1.account == account);
        own.map(|(id, it)| inner.view(*id, it, now)).filter(|it| !matches!(it.stage, Stage::Taken { .. })).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn view(&self, id: StreamId, arrival: &Arrival, now: Timestamp) -> ArrivalView {
        let before = || self.arrivals.range(..id).filter(|it| it.1.is_kept() && it.1.kept.outcome.is_none()).count();
        let stage = match (&arrival.kept.outcome, arrival.reading) {
            (Some(Outcome::Taken { document, is_known }), _) => {
                Stage::Taken { document: *document, is_known: *is_known }
            }
            (Some(Outcome::Refused { refusal }), _) => {
                let may_be_another = arrival.is_kept();
                Stage::Refused { refusal: refusal.clone(), may_be_another }
            }
            (Some(Outcome::Failed), _) => Stage::Failed,
            (Some(Outcome::Lost), _) => Stage::Lost,
            (None, Some(pace)) => {
                Stage::Reading { n_done: pace.n_done, n_pages: pace.n_pages, seconds_left: pace.seconds_left(now) }
            }
            (None, None) => Stage::Waiting { n_before: before() },
        };
        let Kept { file_name, length_bytes, sent_at, .. } = arrival.kept.clone();
        ArrivalView { id, file_name, length_bytes, sent_at, stage, is_kept: arrival.is_kept() }
    }
}

impl Arrival {
    fn is_kept(&self) -> bool {
        !self.kept.content.is_empty()
    }
}

impl Pace {
    /// What the pages left take if they take as long as those before; `None` before the first is done.
    fn seconds_left(self, now: Timestamp) -> Option<u64> {
        let (first, since) = self.from?;
        let n_read = i64::try_from(self.n_done.checked_sub(first)?).ok().filter(|it| *it > 0)?;
        let n_left = i64::try_from(self.n_pages.saturating_sub(self.n_done)).ok()?;
        u64::try_from(now.duration_since(since).as_secs() * n_left / n_read).ok()
    }
}

impl Kept {
    /// Whether what came of it was told long enough.
    pub fn is_old(&self, now: Timestamp) -> bool {
        self.outcome.is_some() && now.duration_since(self.sent_at) > TOLD
    }
}

impl Outcome {
    pub fn of(taken: &Taken) -> Outcome {
        match taken {
            Taken::Known(document) => Outcome::Taken { document: document.id, is_known: true },
            Taken::Accepted { accepted, .. } => Outcome::Taken { document: accepted.document, is_known: false },
        }
    }

    pub fn of_error(error: &Error) -> Outcome {
        match error {
            Error::Refused(refusal) => Outcome::Refused { refusal: refusal.clone() },
            Error::Store(_) => Outcome::Failed,
            Error::Forbidden(_) | Error::NotFound(_) => Outcome::Lost,
        }
    }

    /// Whether it is tried again at the next start, and when somebody asks for it.
    pub fn is_retried(&self) -> bool {
        matches!(self, Outcome::Failed)
    }

    /// Whether whoever sent it may say that it is another document than the one it looks like.
    pub fn may_be_another(&self) -> bool {
        let Outcome::Refused { refusal } = self else { return false };
        matches!(refusal, Refusal::DocumentNumberKnown { .. } | Refusal::DocumentAlike { .. })
    }
}
