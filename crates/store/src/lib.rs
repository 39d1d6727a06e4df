//! Keeps the ledger and the rows derived from it, in one of two databases, in one dialect.
//!
//! It knows no rule, formats nothing, and does not ask who asks.

mod append;
mod bulk;
mod check;
mod column;
mod drafts;
mod engine;
mod entry;
mod erase;
mod error;
mod feed_tokens;
mod files;
mod link_tokens;
mod mail_tries;
mod migrate;
mod people;
mod read;
mod rebuild;
mod rows;
mod seal;
mod search;
mod statements;
mod streams;
mod submission;
mod writer;

#[doc(hidden)]
pub mod proof;

pub use check::{CheckReport, Fault, Problem, Spot};
pub use drafts::{
    DraftCell, DraftKey, DraftsPut, DraftsSeen, LONGEST_DRAFT_BYTES, LONGEST_DRAFT_NAME_BYTES, MOST_DRAFTS_BYTES,
};
pub use engine::Place;
pub use entry::{Head, HeadUnreadable, StoredEntry};
pub use error::Error;
pub use feed_tokens::FeedToken;
pub use files::{FileState, Files, hash_of, make_folder};
pub use link_tokens::LinkToken;
pub use mail_tries::MailTry;
pub use people::{BrowserSession, Credential};
pub use read::{
    AccountRow, AddressRow, ConclusionRow, ConclusionTally, ContributionRow, Decision, DocumentRow, DraftRow,
    EvidenceRow, ExternalRefRow, ExtractedRow, FormerLeadRow, Happened, LimitationRow, MailRow, MatterClosedRow,
    MatterRow, ReportAskedRow, SessionKey, SessionRow, TaskFacts, TaskMarks, TaskRow, TaskTally, Text, UnitRow,
};
pub use read::{
    NotAKey, SourceKind, TaskFilter, TaskKey, TaskPage, TaskRole, TaskStanding, TaskWait, Total, Units, WaitingTask,
};
pub use submission::{Answer, Failure, LONGEST_BATCH, LONGEST_KEY, Order, Submission};

use engine::{Access, Engine};
use model::{DocumentId, RegisterId, State, StreamId};
use read::task_cache::TaskCache;
use read::totals::{FoundPlaces, Totals};
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{JoinHandle, spawn};
use writer::{Accidents, Job, Work, Writer};

/// A database with registers in it. Cheap to clone; the last clone ends the writer.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    place: Place,
    /// Connections that read and wait for the next question.
    readers: Mutex<Vec<Engine>>,
    /// `None` where the store only reads, and while it is dropped.
    jobs: Option<Sender<Work>>,
    writer: Option<JoinHandle<()>>,
    accidents: Arc<Accidents>,
    tasks: TaskCache,
    totals: Totals,
    found: FoundPlaces,
    search: OnceLock<Arc<search::Search>>,
    tell_fault: OnceLock<Tell>,
}

/// Says what goes wrong while nobody asks.
type Tell = Box<dyn Fn(&str) + Send + Sync>;

/// How many idle reading connections are kept.
const IDLE_READERS: usize = 8;

impl Store {
    /// Opens the database at `place`, makes it if it is a file that is not there, brings it to today's form,
    /// and starts the one writer of this process.
    ///
    /// # Errors
    /// Unavailable when it cannot be reached; corrupt when a migration is not the one that was run.
    pub fn open(place: &Place) -> Result<Store, Error> {
        let mut engine = Engine::open(place, Access::Write)?;
        migrate::migrate(&mut engine)?;
        let (jobs, waiting) = channel();
        let accidents = Arc::new(Accidents::default());
        let writer = Writer::new(place.clone(), engine, waiting, Arc::clone(&accidents));
        let writer = spawn(move || writer.run());
        let readers = Mutex::new(Vec::new());
        let inner = Inner::new(place, readers, Some((jobs, writer)), accidents);
        Ok(Store { inner: Arc::new(inner) })
    }

    /// Opens the database at `place` only to read it; `None` where there is none of ours.
    ///
    /// It makes nothing, changes nothing and needs no right to write: its connections are read only, it has no writer,
    /// and [`Store::submit`] and [`Store::rebuild`] answer that they are unavailable.
    ///
    /// # Errors
    /// Unavailable when it cannot be reached; newer or older when another version of this program made it.
    pub fn open_existing(place: &Place) -> Result<Option<Store>, Error> {
        if let Place::Sqlite(path) = place
            && !path.exists()
        {
            return Ok(None);
        }
        let mut engine = Engine::open(place, Access::Read)?;
        if !migrate::is_ours(&mut engine)? {
            return Ok(None);
        }
        let readers = Mutex::new(vec![engine]);
        let inner = Inner::new(place, readers, None, Arc::default());
        Ok(Some(Store { inner: Arc::new(inner) }))
    }

    /// Carries out a submission and waits until it is durable.
    ///
    /// The same key by the same actor is carried out once: again with the same orders it is answered as the first time.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the order that was refused; [`Failure::Store`] when the store could not do it.
    pub fn submit(&self, submission: Submission) -> Result<Answer, Failure> {
        self.submit_job(submission, None)
    }

    /// The same, and puts cells of drafts that it settles: both or neither.
    ///
    /// # Errors
    /// Those of [`Store::submit`], [`Store::put_drafts`].
    pub fn submit_with_drafts(&self, submission: Submission, drafts: DraftsPut) -> Result<Answer, Failure> {
        self.submit_job(submission, Some(drafts.at_the_door()?))
    }

    fn submit_job(&self, submission: Submission, drafts: Option<DraftsPut>) -> Result<Answer, Failure> {
        let submission = submission.at_the_door();
        submission.check_key()?;
        let fingerprint = submission::fingerprint(&submission.orders)?;
        let (reply, answer) = sync_channel(1);
        self.hand_in(Work::Submit(Box::new(Job { submission, fingerprint, drafts, reply })))?;
        answer.recv().map_err(|_| Error::unavailable("the writer has ended"))?
    }

    /// Hands something to the writer.
    fn hand_in(&self, work: Work) -> Result<(), Error> {
        let jobs = self.inner.jobs.as_ref().ok_or_else(reads_only)?;
        jobs.send(work).map_err(|_| Error::unavailable("the writer has ended"))
    }

    /// The erasures, by their entries, whose old bytes may still lie in the files of the database.
    ///
    /// It waits until what was submitted before is carried out and scoured. What stays is tried again by the next
    /// process that writes; on PostgreSQL an administrator may have to help, as `docs/ledger.md` tells.
    ///
    /// # Errors
    /// Unavailable when the database cannot be reached.
    pub fn unscoured(&self, register: RegisterId) -> Result<Vec<u64>, Error> {
        if let Some(jobs) = &self.inner.jobs {
            let (reply, done) = sync_channel(1);
            let _ = jobs.send(Work::Wait(reply));
            let _ = done.recv();
        }
        self.read(|engine| erase::unscoured(engine, register))
    }

    /// The register of this database; `None` before it is founded.
    ///
    /// # Errors
    /// When the database holds several: then each call has to name one.
    pub fn register(&self) -> Result<Option<RegisterId>, Error> {
        self.read(|engine| match read::registers(engine)?.as_slice() {
            [] => Ok(None),
            [register] => Ok(Some(*register)),
            several => Err(Error::other(format!("the database holds {} registers, not one", several.len()))),
        })
    }

    /// The last entry of a register; `None` before it is founded.
    pub fn head(&self, register: RegisterId) -> Result<Option<Head>, Error> {
        self.read(|engine| writer::read_head(engine, register))
    }

    /// At most `limit` entries from `from_position` on, in their order.
    pub fn entries(&self, register: RegisterId, from_position: u64, limit: u64) -> Result<Vec<StoredEntry>, Error> {
        self.read(|engine| read::entries(engine, register, from_position, limit))
    }

    /// The streams of at most `limit` entries after `position`, in their order.
    pub fn streams_after(&self, register: RegisterId, position: u64, limit: u64) -> Result<Vec<StreamId>, Error> {
        self.read(|engine| read::streams_after(engine, register, position, limit))
    }

    /// The stream and the kind of at most `limit` entries after `position`, in their order.
    pub fn changes_after(
        &self,
        register: RegisterId,
        position: u64,
        limit: u64,
    ) -> Result<Vec<(StreamId, String)>, Error> {
        self.read(|engine| read::changes_after(engine, register, position, limit))
    }

    /// The kinds of the entries after `position`, each once: what a follower may have to look at again.
    pub fn kinds_after(&self, register: RegisterId, position: u64) -> Result<Vec<String>, Error> {
        self.read(|engine| read::kinds_after(engine, register, position))
    }

    /// The version and the state of one stream; `None` if it has no entry.
    pub fn stream(&self, register: RegisterId, stream: StreamId) -> Result<Option<(u64, State)>, Error> {
        self.read(|engine| {
            let folded = streams::load(engine, register, stream)?;
            Ok(folded.map(|it| (it.version, Arc::unwrap_or_clone(it.state))))
        })
    }

    /// The document that holds a file, by the plain hex BLAKE3 of its bytes.
    pub fn known_file(&self, register: RegisterId, hash: &str) -> Result<Option<DocumentId>, Error> {
        self.read(|engine| read::known_file(engine, register, hash))
    }

    /// Drops the row tables of all registers and rebuilds them from the ledger, in one transaction.
    ///
    /// # Errors
    /// Corrupt when the chain is broken; the rows are then left as they are.
    pub fn rebuild(&self) -> Result<(), Error> {
        self.inner.jobs.as_ref().ok_or_else(reads_only)?;
        rebuild::rebuild(&mut Engine::open(&self.inner.place, Access::Write)?)?;
        self.inner.tasks.forget();
        Ok(())
    }

    /// Verifies chain, head, index columns, sealed texts, receipts, known files and rows while people work.
    ///
    /// `expected` is a head from outside, for instance a printed one, of the register the database holds.
    ///
    /// # Errors
    /// Only when the database cannot be read; what is wrong with the ledger stands in the report.
    pub fn check(&self, expected: Option<&Head>) -> Result<CheckReport, Error> {
        self.read(|engine| check::check(engine, expected))
    }

    /// Does `work` on a reading connection. One that was idle while the server went away is replaced, once.
    fn read<T>(&self, work: impl Fn(&mut Engine) -> Result<T, Error>) -> Result<T, Error> {
        let idle = self.idle_readers().pop();
        let answer = match idle {
            Some(engine) => self.read_on(engine, &work),
            None => return self.read_on(Engine::open(&self.inner.place, Access::Read)?, &work),
        };
        match answer {
            Err(error) if error.is_unavailable() => {
                self.idle_readers().clear();
                self.read_on(Engine::open(&self.inner.place, Access::Read)?, &work)
            }
            answer => answer,
        }
    }

    /// Keeps the connection for the next question unless it failed.
    fn read_on<T>(&self, mut engine: Engine, work: impl Fn(&mut Engine) -> Result<T, Error>) -> Result<T, Error> {
        let answer = work(&mut engine)?;
        let mut idle = self.idle_readers();
        if idle.len() < IDLE_READERS {
            idle.push(engine);
        }
        Ok(answer)
    }

    /// A connection that writes outside the chain.
    fn open_beside(&self) -> Result<Engine, Error> {
        self.inner.jobs.as_ref().ok_or_else(reads_only)?;
        Engine::open(&self.inner.place, Access::Write)
    }

    fn idle_readers(&self) -> MutexGuard<'_, Vec<Engine>> {
        self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn reads_only() -> Error {
    Error::unavailable("the database was opened only to be read")
}

impl Inner {
    fn new(
        place: &Place,
        readers: Mutex<Vec<Engine>>,
        writing: Option<(Sender<Work>, JoinHandle<()>)>,
        accidents: Arc<Accidents>,
    ) -> Inner {
        let (jobs, writer) = writing.unzip();
        let (tasks, totals, found) = (TaskCache::default(), Totals::default(), FoundPlaces::default());
        let search = OnceLock::new();
        let tell_fault = OnceLock::new();
        Inner { place: place.clone(), readers, jobs, writer, accidents, tasks, totals, found, search, tell_fault }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has told its callers by hanging up.
            let _ = writer.join();
        }
    }
}
