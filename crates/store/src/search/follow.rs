//! Keeps the search index up with the ledger: from the entry it has reached, or from nothing.

use super::place::{EVERYBODY, place, row};
use super::{Search, sql};
use crate::engine::{Access, Engine, Place, Purpose, Value};
use crate::entry::Head;
use crate::error::Error;
use crate::read::task_filter::{folded_words, words_of};
use crate::read::{TaskRow, Text};
use crate::{Inner, Store};
use model::state::TaskCode;
use model::{Event, StreamId, TaskId, UnitId, act};
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;
use std::sync::{PoisonError, Weak};
use std::thread::sleep;
use std::time::Duration;

/// How often the head is looked at.
const PAUSE: Duration = Duration::from_millis(50);
/// After a fault, for instance a full disk.
const LONG_PAUSE: Duration = Duration::from_secs(5);
/// Entries or tasks in one transaction.
const PIECE: u64 = 1_000;
/// Counts up when the tables or what is written there change.
const FORM: i64 = 2;

// A word that is only begun is looked up by its letters: no syllable of Vietnamese has more than seven. Beyond them the lists
// of all words that begin so would be merged for each question.
const TABLES: &str = "
DROP TABLE IF EXISTS found; DROP TABLE IF EXISTS owner; DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS reached;
CREATE VIRTUAL TABLE found USING fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7',
    tokenize='unicode61 remove_diacritics 0');
CREATE TABLE owner (unit TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE kept (task TEXT NOT NULL PRIMARY KEY, rows TEXT NOT NULL);
CREATE TABLE reached (only INTEGER NOT NULL PRIMARY KEY, register TEXT NOT NULL, position INTEGER NOT NULL,
    hash TEXT NOT NULL, form INTEGER NOT NULL);
";

/// Follows until the last store that searches is gone.
pub(super) fn run(search: &Search, inner: &Weak<Inner>) {
    let mut follower: Option<Follower> = None;
    loop {
        let Some(inner) = inner.upgrade() else { return };
        let store = Store { inner };
        let step = match follower.as_mut() {
            Some(it) => it.step(search, &store),
            None => Follower::open(search).map(|it| {
                follower = Some(it);
                true
            }),
        };
        drop(store);
        match step {
            Ok(true) => {}
            Ok(false) => sleep(PAUSE),
            Err(_) => {
                // Words are then looked for in the tasks themselves.
                search.is_ready.store(false, Ordering::Release);
                follower = None;
                sleep(LONG_PAUSE);
            }
        }
    }
}

struct Follower {
    engine: Engine,
    at: Option<Head>,
    /// The last task of a making that is under way.
    making: Option<(Head, Option<TaskCode>)>,
    owners: HashMap<UnitId, u64>,
    /// Whether no old bytes of erased words lie in the files; at the beginning nobody knows.
    is_scoured: bool,
}

impl Follower {
    fn open(search: &Search) -> Result<Follower, Error> {
        let mut engine = Engine::open(&Place::Sqlite(search.path.clone()), Access::Write)?;
        // What is lost here is made again: it need not be durable.
        engine.script("PRAGMA synchronous = OFF")?;
        let mut follower = Follower { engine, at: None, making: None, owners: HashMap::new(), is_scoured: false };
        if follower.engine.has_table("reached")?
            && let Some([Value::Text(register), Value::Int(position), Value::Text(hash), Value::Int(FORM)]) =
                follower.engine.query(sql::REACHED, &[])?.first().map(Vec::as_slice)
            && *register == search.register.to_string()
        {
            follower.at = Some(Head { position: position.unsigned_abs(), hash: hash.clone() });
        }
        // A file that lost a table is made anew.
        if follower.at.is_some() && sql::ALL.iter().any(|it| follower.engine.prepare(*it).is_err()) {
            follower.at = None;
        }
        if follower.at.is_some() {
            for row in follower.engine.query(sql::OWNERS, &[])? {
                if let [Value::Text(unit), Value::Int(n)] = row.as_slice()
                    && let Ok(unit) = unit.parse()
                {
                    follower.owners.insert(unit, n.unsigned_abs());
                }
            }
        }
        Ok(follower)
    }

    /// Goes on a piece; `false` when there is nothing to do.
    fn step(&mut self, search: &Search, store: &Store) -> Result<bool, Error> {
        if let Some((head, after)) = self.making.clone() {
            return self.make_on(search, store, head, after).map(|()| true);
        }
        let Some(head) = store.head(search.register)? else { return Ok(false) };
        match self.at.clone() {
            Some(at) if at == head => {
                self.publish(search);
                if !self.is_scoured {
                    self.is_scoured = self.engine.scour(&[])?;
                }
                Ok(false)
            }
            Some(at) if at.position < head.position && is_entry(search, store, &at)? => {
                self.catch_up(search, store, &at).map(|()| true)
            }
            _ => {
                search.is_ready.store(false, Ordering::Release);
                self.engine.script(TABLES)?;
                self.owners.clear();
                self.is_scoured = false;
                self.making = Some((head, None));
                Ok(true)
            }
        }
    }

    fn publish(&self, search: &Search) {
        search.reached.store(self.at.as_ref().map_or(0, |it| it.position), Ordering::Release);
        if !search.is_ready.load(Ordering::Acquire) {
            search.owners.write().unwrap_or_else(PoisonError::into_inner).clone_from(&self.owners);
            search.is_ready.store(true, Ordering::Release);
        }
    }

    /// Takes in the next tasks, by their codes.
    fn make_on(&mut self, search: &Search, store: &Store, head: Head, after: Option<TaskCode>) -> Result<(), Error> {
        let tasks = store.tasks(search.register, after, PIECE)?;
        let last = tasks.last().map(|it| it.code);
        let is_last = (tasks.len() as u64) < PIECE;
        self.write(search, &tasks, is_last.then_some(&head))?;
        if is_last {
            // One piece answers faster than many; later ones are merged by and by.
            self.engine.execute::<Value>(sql::MERGE_ALL, &[])?;
            (self.at, self.making) = (Some(head), None);
        } else {
            self.making = Some((head, last));
        }
        Ok(())
    }

    /// Takes in what the next entries touched.
    fn catch_up(&mut self, search: &Search, store: &Store, at: &Head) -> Result<(), Error> {
        let entries = store.entries(search.register, at.position + 1, PIECE)?;
        let Some(last) = entries.last() else { return Ok(()) };
        let head = Head { position: last.position, hash: last.hash.clone() };
        let mut tasks = Vec::new();
        let (streams, has_erased) = touched(search, store, at, entries.len() as u64)?;
        for stream in streams {
            tasks.extend(store.task(search.register, TaskId(stream))?);
        }
        if has_erased {
            // What is dropped lies in the lists until they are merged. Only then is the entry reached: if all ends
            // before, it is done again.
            self.write(search, &tasks, None)?;
            self.engine.execute::<Value>(sql::MERGE_ALL, &[])?;
            self.is_scoured = false;
            tasks.clear();
        }
        self.write(search, &tasks, Some(&head))?;
        // A unit may have come in that owns its first task.
        search.owners.write().unwrap_or_else(PoisonError::into_inner).clone_from(&self.owners);
        search.reached.store(head.position, Ordering::Release);
        self.at = Some(head);
        Ok(())
    }

    fn write(&mut self, search: &Search, tasks: &[TaskRow], reached: Option<&Head>) -> Result<(), Error> {
        let Follower { engine, owners, .. } = self;
        engine.transaction(Purpose::Write, |tx| {
            for task in tasks {
                put(tx, owners, task)?;
            }
            let Some(head) = reached else { return Ok(()) };
            let register = Value::text(search.register);
            let values = [register, Value::count(head.position), Value::text(&head.hash), Value::Int(FORM)];
            tx.execute(sql::SET_REACHED, &values).map(drop)
        })
    }
}

/// Whether the ledger still holds the entry that was reached.
fn is_entry(search: &Search, store: &Store, at: &Head) -> Result<bool, Error> {
    let found = store.entries(search.register, at.position, 1)?;
    Ok(found.first().is_some_and(|it| it.position == at.position && it.hash == at.hash))
}

/// The streams of the next entries with those in which they erased something, and whether they did.
fn touched(search: &Search, store: &Store, at: &Head, n: u64) -> Result<(BTreeSet<StreamId>, bool), Error> {
    let (mut streams, mut has_erased) = (BTreeSet::new(), false);
    for stream in store.streams_after(search.register, at.position, n)? {
        if !streams.insert(stream) {
            continue;
        }
        let kinds = store.stream(search.register, stream)?;
        if matches!(kinds, Some((_, model::State::Erasure(_)))) {
            has_erased = true;
            for it in store.history(search.register, stream)? {
                if let Event::Erasure(act::erasure::Event::Ordered(order)) = it.event {
                    streams.insert(order.subject);
                }
            }
        }
    }
    Ok((streams, has_erased))
}

/// Puts a task where it stands now, and takes it from where it stood.
fn put(tx: &mut Engine, owners: &mut HashMap<UnitId, u64>, task: &TaskRow) -> Result<(), Error> {
    let id = Value::text(task.id);
    if let Some([Value::Text(rows)]) = tx.query(sql::KEPT, std::slice::from_ref(&id))?.first().map(Vec::as_slice) {
        for row in rows.split(' ').filter_map(|it| it.parse().ok()) {
            tx.execute(sql::DROP, &[Value::Int(row)])?;
        }
    }
    let mut rows = Vec::new();
    // A code that no number holds is found by looking through the tasks; there is none in any office of today.
    if let Some(place) = place(task.code, task.late_from_on, task.work.is_open()) {
        rows.push(row(EVERYBODY, place));
        for unit in std::iter::once(task.lead).chain(task.coordinating.iter().copied()) {
            rows.push(row(owner(tx, owners, unit)?, place));
        }
    }
    if matches!(task.words, Text::Erased) && task.deliverable.is_none() {
        rows.clear();
    }
    let words = folded_words(&words_of(task)).join(" ");
    for row in &rows {
        tx.execute(sql::ADD, &[Value::Int(*row), Value::text(&words)])?;
    }
    let rows: Vec<String> = rows.iter().map(i64::to_string).collect();
    tx.execute(sql::KEEP, &[id, Value::text(rows.join(" "))]).map(drop)
}

fn owner(tx: &mut Engine, owners: &mut HashMap<UnitId, u64>, unit: UnitId) -> Result<u64, Error> {
    if let Some(n) = owners.get(&unit) {
        return Ok(*n);
    }
    let n = owners.len() as u64 + 1;
    tx.execute(sql::ADD_OWNER, &[Value::text(unit), Value::count(n)])?;
    owners.insert(unit, n);
    Ok(n)
}
