//! The one writer of this process: gathers what waits and commits it together.

use crate::append::{Done, Placed, append};
use crate::engine::{Access, Engine, Place, Purpose, Value};
use crate::entry::Head;
use crate::erase::scour;
use crate::error::Error;
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

/// Accidents that a proof orders once each; never set in service.
#[derive(Default)]
pub(crate) struct Accidents {
    /// The next commit is carried out, and the word of it is lost.
    pub lose_answer: AtomicBool,
    /// The connection is lost before the next commit.
    pub lose_commit: AtomicBool,
    /// The next submission panics.
    pub panic: AtomicBool,
}

pub(crate) struct Writer {
    place: Place,
    jobs: Receiver<Job>,
    waiting: VecDeque<Job>,
    engine: Option<Engine>,
    streams: Streams,
    accidents: Arc<Accidents>,
}

type Outcome = Result<Placed, Failure>;

impl Writer {
    pub(crate) fn new(place: Place, engine: Engine, jobs: Receiver<Job>, accidents: Arc<Accidents>) -> Writer {
        Writer { place, jobs, waiting: VecDeque::new(), engine: Some(engine), streams: Streams::default(), accidents }
    }

    /// Serves until the last caller is gone.
    pub(crate) fn run(mut self) {
        while let Some(group) = self.next_group() {
            let outcome = self.commit(&group).or_else(|failure| self.commit_again(&group, failure));
            answer(group, outcome);
        }
    }

    /// What waits for one register, in the order in which it came.
    fn next_group(&mut self) -> Option<Vec<Job>> {
        if self.waiting.is_empty() {
            self.waiting.push_back(self.jobs.recv().ok()?);
        }
        while self.waiting.len() < LARGEST_GROUP {
            match self.jobs.try_recv() {
                Ok(job) => self.waiting.push_back(job),
                Err(_) => break,
            }
        }
        let register = self.waiting.front()?.submission.register;
        let (group, rest): (Vec<Job>, Vec<Job>) =
            self.waiting.drain(..).partition(|it| it.submission.register == register);
        self.waiting = rest.into();
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
            let mut head = before.clone();
            let mut outcomes = Vec::with_capacity(group.len());
            for job in group {
                let done = tx.savepoint(|tx| append_job(tx, streams, job, head.as_ref(), accidents));
                has_erased |= done.as_ref().is_ok_and(|it| it.has_erased);
                outcomes.push(keep(done, streams, &mut head)?);
            }
            if let Some(head) = head.as_ref().filter(|it| Some(*it) != before.as_ref()) {
                write_head(tx, register, head)?;
                streams.move_to(register, head);
            }
            happen(&accidents.lose_commit)?;
            Ok((outcomes, head))
        })?;
        happen(&accidents.lose_answer)?;
        if has_erased {
            // The erasure is committed and noted; what could not be scoured now is scoured at the next start.
            let _ = scour(engine);
        }
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
fn keep(done: Result<Done, Failure>, streams: &mut Streams, head: &mut Option<Head>) -> Result<Outcome, Error> {
    match done {
        Ok(done) => {
            for (stream, folded) in done.changed {
                streams.keep(stream, folded);
            }
            *head = done.head;
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
