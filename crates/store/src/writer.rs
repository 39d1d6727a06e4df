//! The one writer of this process: gathers what waits and commits it together.

use crate::append::{Done, Placed, append};
use crate::engine::{Access, Engine, Place, Purpose, Value};
use crate::entry::Head;
use crate::erase::scour;
use crate::error::Error;
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
    pub reply: SyncSender<Result<Answer, Failure>>,
}

/// What is handed to the writer.
pub(crate) enum Work {
    Submit(Box<Job>),
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
    fn commit_guarded(&mut self, group: &[Job]) -> Result<(Vec<Outcome>, Option<Head>), Error> {
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

    /// What waits for one register, in the order in which it came.
    fn next_group(&mut self) -> Option<Vec<Job>> {
        let first = loop {
            let work = match self.waiting.pop_front() {
                Some(work) => work,
                None => self.works.recv().ok()?,
            };
            match work {
                Work::Submit(job) => break *job,
                // Whoever no longer waits has nothing to be told.
                Work::Wait(reply) => drop(reply.send(())),
            }
        };
        while self.waiting.len() < LARGEST_GROUP {
            match self.works.try_recv() {
                Ok(work) => self.waiting.push_back(work),
                Err(_) => break,
            }
        }
        let mut group = vec![first];
        for work in std::mem::take(&mut self.waiting) {
            match work {
                Work::Submit(job) if job.submission.register == group[0].submission.register => group.push(*job),
                later => self.waiting.push_back(later),
            }
        }
        Some(group)
    }

    /// Carries out a group in one transaction. An error means that nothing is known of any of it.
    fn commit(&mut self, group: &[Job]) -> Result<(Vec<Outcome>, Option<Head>), Error> {
        let register = group[0].submission.register;
        let Writer { engine, streams, accidents, place, .. } = self;
        let engine = match engine {
            Some(engine) => engine,
            None => engine.insert(Engine::open(place, Access::Write)?),
        };
        let mut has_erased = false;
        let done = engine.transaction(Purpose::Write, |tx| {
            tx.lock(&register.to_string())?;
            let before = read_head(tx, register)?;
            streams.keep_for(register, before.as_ref());
            let (mut head, mut tallies) = (before.clone(), Tallies::default());
            let mut outcomes = Vec::with_capacity(group.len());
            for job in group {
                let done = tx.savepoint(|tx| append_job(tx, streams, job, head.as_ref(), accidents));
                has_erased |= done.as_ref().is_ok_and(|it| it.has_erased);
                outcomes.push(keep(done, streams, &mut head, &mut tallies)?);
            }
            if let Some(head) = head.as_ref().filter(|it| Some(*it) != before.as_ref()) {
                tallies.write(tx, &Value::text(register))?;
                write_head(tx, register, head)?;
                streams.move_to(register, head);
            }
            happen(&accidents.lose_commit)?;
            assert!(!accidents.panic_in_commit.swap(false, Ordering::SeqCst), "a panic that was ordered");
            Ok((outcomes, head))
        })?;
        if has_erased {
            self.owes = Owes::New;
        }
        happen(&self.accidents.lose_answer)?;
        Ok(done)
    }

    /// The commit failed, or its word was lost: connect anew and look again. Keys that were written are found by their receipts.
    fn commit_again(&mut self, group: &[Job], failure: Error) -> Result<(Vec<Outcome>, Option<Head>), Error> {
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
        append(engine, streams, &job.submission, &job.fingerprint, head)
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

fn answer(group: Vec<Job>, outcome: Result<(Vec<Outcome>, Option<Head>), Error>) {
    match outcome {
        Err(error) => {
            for job in group {
                let _ = job.reply.send(Err(Failure::Store(error.share())));
            }
        }
        Ok((outcomes, head)) => {
            for (job, outcome) in group.into_iter().zip(outcomes) {
                // A caller who no longer waits has nothing to be told.
                let _ = job.reply.send(outcome.and_then(|placed| to_answer(placed, head.clone())));
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
