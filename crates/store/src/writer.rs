//! The one writer of this process: gathers what waits and commits it together.

use crate::append::{Done, Placed, append};
use crate::drafts::{DraftJob, DraftsPut};
use crate::engine::{Access, Engine, Place, Purpose, Value};
use crate::entry::Head;
use crate::erase::scour;
use crate::error::Error;
use crate::people::Touch;
use crate::rows::Tallies;
use crate::statements::{HEAD, SET_HEAD};
use crate::streams::Streams;
use crate::submission::{Answer, Failure, Submission};
use model::RegisterId;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};
use std::thread::sleep;
use std::time::Duration;

/// The most submissions in one commit.
const LARGEST_GROUP: usize = 256;

/// How long the writer waits before each further try to connect.
const BACKOFF: [Duration; 5] = [
    Duration::from_millis(20),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(300),
    Duration::from_millis(600),
];

/// A submission and the caller who waits.
pub(crate) struct Job {
    pub submission: Submission,
    pub fingerprint: String,
    /// What is put with it.
    pub drafts: Option<DraftsPut>,
    pub reply: SyncSender<Result<Answer, Failure>>,
}

/// What is handed to the writer.
pub(crate) enum Work {
    Submit(Box<Job>),
    Draft(Box<DraftJob>),
    /// Nobody waits for it.
    Touch(Touch),
    /// Answered when everything handed in before is carried out, and scoured.
    Wait(SyncSender<()>),
}

/// Accidents that a proof orders once each; never set in service.
#[derive(Default)]
pub(crate) struct Accidents {
    /// The next commit is carried out, and the word of it is lost.
    pub lose_answer: AtomicBool,
    /// The connection is lost before the next commit.
    pub lose_commit: AtomicBool,
    /// The next submission panics.
    pub panic: AtomicBool,
    /// The next commit panics.
    pub panic_in_commit: AtomicBool,
}

pub(crate) struct Writer {
    place: Place,
    works: Receiver<Work>,
    waiting: VecDeque<Work>,
    engine: Option<Engine>,
    streams: Streams,
    accidents: Arc<Accidents>,
    /// Whether there may be erasures to be scoured; at first those that another process left.
    owes: Owes,
}

/// What is to be scoured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owes {
    Nothing,
    /// What an earlier process may have left.
    Old,
    New,
}

type Outcome = Result<Placed, Failure>;

/// What is committed together: submissions to one register, and drafts and touches of whichever.
#[derive(Default)]
struct Group {
    jobs: Vec<Job>,
    drafts: Vec<DraftJob>,
    touches: Vec<Touch>,
}

/// What was done of a group, in its order.
#[derive(Default)]
struct Committed {
    outcomes: Vec<Outcome>,
    head: Option<Head>,
    drafts: Vec<Result<(), Failure>>,
    has_erased: bool,
}

impl Writer {
    pub(crate) fn new(place: Place, engine: Engine, works: Receiver<Work>, accidents: Arc<Accidents>) -> Writer {
        let (waiting, streams) = (VecDeque::new(), Streams::default());
        Writer { place, works, waiting, engine: Some(engine), streams, accidents, owes: Owes::Old }
    }

    /// Serves until the last caller is gone.
    pub(crate) fn run(mut self) {
        while let Some(group) = self.next_group() {
            let outcome = self.commit_guarded(&group);
            answer(group, outcome);
            self.scour();
        }
        self.scour();
    }

    /// No panic ends the writer: the connection, and with it the transaction, is given up.
    fn commit_guarded(&mut self, group: &Group) -> Result<Committed, Error> {
        let work = AssertUnwindSafe(|| self.commit(group).or_else(|failure| self.commit_again(group, failure)));
        catch_unwind(work).unwrap_or_else(|_| {
            self.engine = None;
            self.streams.forget();
            Err(Error::other("the writer panicked while it committed"))
        })
    }

    /// After the answers: whoever waits need not wait for it. What cannot be scoured now stays noted.
    fn scour(&mut self) {
        let owes = std::mem::replace(&mut self.owes, Owes::Nothing);
        let Some(engine) = self.engine.as_mut().filter(|_| owes != Owes::Nothing) else { return };
        if owes == Owes::New || engine.can_scour().unwrap_or(false) {
            let _ = scour(engine);
        }
    }

    /// What waits for one register, in the order in which it came, and the drafts that wait.
    fn next_group(&mut self) -> Option<Group> {
        let mut group = Group::default();
        while group.is_empty() {
            let work = match self.waiting.pop_front() {
                Some(work) => work,
                None => self.works.recv().ok()?,
            };
            match group.take(work) {
                // Whoever no longer waits has nothing to be told.
                Some(Work::Wait(reply)) => drop(reply.send(())),
                Some(later) => self.waiting.push_back(later),
                None => {}
            }
        }
        while self.waiting.len() < LARGEST_GROUP {
            match self.works.try_recv() {
                Ok(work) => self.waiting.push_back(work),
                Err(_) => break,
            }
        }
        for work in std::mem::take(&mut self.waiting) {
            self.waiting.extend(group.take(work));
        }
        Some(group)
    }

    /// Carries out a group in one transaction. An error means that nothing is known of any of it.
    fn commit(&mut self, group: &Group) -> Result<Committed, Error> {
        let Writer { engine, streams, accidents, place, .. } = self;
        let engine = match engine {
            Some(engine) => engine,
            None => engine.insert(Engine::open(place, Access::Write)?),
        };
        let done = engine.transaction(Purpose::Write, |tx| {
            let mut done = append_jobs(tx, streams, &group.jobs, accidents)?;
            for draft in &group.drafts {
                match tx.savepoint(|tx| draft.carry_out(tx)) {
                    Err(Failure::Store(error)) if error.is_unavailable() => return Err(error),
                    outcome => done.drafts.push(outcome),
                }
            }
            for touch in &group.touches {
                match tx.savepoint(|tx| touch.carry_out(tx)) {
                    Err(error) if error.is_unavailable() => return Err(error),
                    _ => {}
                }
            }
            happen(&accidents.lose_commit)?;
            assert!(!accidents.panic_in_commit.swap(false, Ordering::SeqCst), "a panic that was ordered");
            Ok(done)
        })?;
        if done.has_erased {
            self.owes = Owes::New;
        }
        happen(&self.accidents.lose_answer)?;
        Ok(done)
    }

    /// The commit failed, or its word was lost: connect anew and look again. Keys that were written are found by their receipts.
    fn commit_again(&mut self, group: &Group, failure: Error) -> Result<Committed, Error> {
        self.streams.forget();
        if !failure.is_unavailable() {
            return Err(failure);
        }
        self.engine = None;
        for pause in BACKOFF {
            sleep(pause);
            if let Ok(engine) = Engine::open(&self.place, Access::Write) {
                self.engine = Some(engine);
                break;
            }
        }
        self.commit(group).inspect_err(|_| {
            self.engine = None;
            self.streams.forget();
        })
    }
}

impl Group {
    fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.drafts.is_empty() && self.touches.is_empty()
    }

    /// Gives back what does not belong to it.
    fn take(&mut self, work: Work) -> Option<Work> {
        match work {
            Work::Submit(job) => {
                let register = self.jobs.first().map(|it| it.submission.register);
                if register.is_some_and(|it| it != job.submission.register) {
                    return Some(Work::Submit(job));
                }
                self.jobs.push(*job);
            }
            Work::Draft(job) => self.drafts.push(*job),
            Work::Touch(touch) => self.touches.push(touch),
            Work::Wait(reply) => return Some(Work::Wait(reply)),
        }
        None
    }
}

/// Appends the submissions of one register, each whole or not at all.
fn append_jobs(
    engine: &mut Engine,
    streams: &mut Streams,
    jobs: &[Job],
    accidents: &Accidents,
) -> Result<Committed, Error> {
    let mut all = Committed::default();
    let Some(register) = jobs.first().map(|it| it.submission.register) else { return Ok(all) };
    engine.lock(&register.to_string())?;
    let before = read_head(engine, register)?;
    streams.keep_for(register, before.as_ref());
    all.head.clone_from(&before);
    let mut tallies = Tallies::default();
    for job in jobs {
        let done = engine.savepoint(|tx| append_job(tx, streams, job, all.head.as_ref(), accidents));
        all.has_erased |= done.as_ref().is_ok_and(|it| it.has_erased);
        all.outcomes.push(keep(done, streams, &mut all.head, &mut tallies)?);
    }
    if let Some(head) = all.head.as_ref().filter(|it| Some(*it) != before.as_ref()) {
        tallies.write(engine, &Value::text(register))?;
        write_head(engine, register, head)?;
        streams.move_to(register, head);
    }
    Ok(all)
}

/// Keeps what a submission changed; an unreachable database ends the whole group.
fn keep(
    done: Result<Done, Failure>,
    streams: &mut Streams,
    head: &mut Option<Head>,
    tallies: &mut Tallies,
) -> Result<Outcome, Error> {
    match done {
        Ok(done) => {
            for (stream, folded) in done.changed {
                streams.keep(stream, folded);
            }
            *head = done.head;
            tallies.merge(done.tallies);
            Ok(Ok(done.placed))
        }
        Err(Failure::Store(error)) if error.is_unavailable() => Err(error),
        Err(failure) => Ok(Err(failure)),
    }
}

fn append_job(
    engine: &mut Engine,
    streams: &mut Streams,
    job: &Job,
    head: Option<&Head>,
    accidents: &Accidents,
) -> Result<Done, Failure> {
    // A rule that panics must not take the writer with it; the savepoint is rolled back as for any failure.
    guarded(|| {
        assert!(!accidents.panic.swap(false, Ordering::SeqCst), "a panic that was ordered");
        let done = append(engine, streams, &job.submission, &job.fingerprint, head)?;
        if let Some(drafts) = job.drafts.as_ref().filter(|_| !done.placed.replayed) {
            drafts.carry_out(engine)?;
        }
        Ok(done)
    })
}

fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Error::other("a rule panicked while a submission was decided").into()))
}

fn happen(accident: &AtomicBool) -> Result<(), Error> {
    match accident.swap(false, Ordering::SeqCst) {
        true => Err(Error::unavailable("the connection was lost, as ordered")),
        false => Ok(()),
    }
}

fn answer(group: Group, done: Result<Committed, Error>) {
    match done {
        Err(error) => {
            for job in group.jobs {
                let _ = job.reply.send(Err(Failure::Store(error.share())));
            }
            for job in group.drafts {
                let _ = job.reply.send(Err(Failure::Store(error.share())));
            }
        }
        Ok(Committed { outcomes, head, drafts, .. }) => {
            for (job, outcome) in group.jobs.into_iter().zip(outcomes) {
                // A caller who no longer waits has nothing to be told.
                let _ = job.reply.send(outcome.and_then(|placed| to_answer(placed, head.clone())));
            }
            for (job, outcome) in group.drafts.into_iter().zip(drafts) {
                let _ = job.reply.send(outcome);
            }
        }
    }
}

fn to_answer(placed: Placed, head: Option<Head>) -> Result<Answer, Failure> {
    let head = head.ok_or_else(|| Error::corrupt(None, "a receipt stands in a register without a head"))?;
    Ok(Answer { position: placed.position, n_entries: placed.n_entries, replayed: placed.replayed, head })
}

pub(crate) fn read_head(engine: &mut Engine, register: RegisterId) -> Result<Option<Head>, Error> {
    match engine.query(HEAD, &[Value::text(register)])?.first().map(Vec::as_slice) {
        None => Ok(None),
        Some([Value::Int(position), Value::Text(hash)]) => {
            Ok(Some(Head { position: position.unsigned_abs(), hash: hash.clone() }))
        }
        Some(_) => Err(Error::corrupt(None, "the head of the register cannot be read")),
    }
}

fn write_head(engine: &mut Engine, register: RegisterId, head: &Head) -> Result<(), Error> {
    let values = [Value::text(register), Value::count(head.position), Value::text(&head.hash)];
    engine.execute(SET_HEAD, &values).map(drop)
}
