//! Keeps the search index up with the ledger: from the entry it has reached, or from nothing.

use super::place::{EVERYBODY, place, row};
use super::whose::{Hung, Whose};
use super::{Lists, Search, sql};
use crate::engine::{Access, Engine, Place, Purpose, Value};
use crate::entry::Head;
use crate::error::Error;
use crate::read::names::Names;
use crate::read::task_filter::{TaskFilter, TaskRole, TaskStanding, Units, folded_words};
use crate::read::{Cells, TaskRow};
use crate::{Inner, Store};
use model::state::TaskCode;
use model::{DocumentId, Event, RegisterId, State, TaskId, UnitId, act};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::Ordering;
use std::sync::{PoisonError, Weak};
use std::thread::{park_timeout, sleep};
use std::time::Duration;

/// How often the head is looked at where no question waits.
const PAUSE: Duration = Duration::from_millis(50);
/// After a fault, for instance a full disk.
const LONG_PAUSE: Duration = Duration::from_secs(5);
/// Entries in one transaction.
const PIECE: u64 = 1_000;
/// Tasks in one transaction while the index is made.
const MAKING_PIECE: u64 = 2_500;
/// Tasks of one name that are asked for at once.
const NAMED_PIECE: usize = 1_000;
/// Counts up when the tables or what is written there change.
const FORM: i64 = 4;

// A word that is only begun is looked up by its letters: no syllable of Vietnamese has more than seven. Beyond them the lists
// of all words that begin so would be merged for each question.
const TABLES: &str = "
DROP TABLE IF EXISTS found; DROP TABLE IF EXISTS list; DROP TABLE IF EXISTS hung; DROP TABLE IF EXISTS kept;
DROP TABLE IF EXISTS reached;
CREATE VIRTUAL TABLE found USING fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7',
    tokenize='unicode61 remove_diacritics 0');
CREATE TABLE list (unit TEXT NOT NULL, is_below INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (unit, is_below));
CREATE TABLE hung (unit TEXT NOT NULL PRIMARY KEY, parent TEXT);
CREATE TABLE kept (task TEXT NOT NULL PRIMARY KEY, rows TEXT NOT NULL);
CREATE TABLE reached (only INTEGER NOT NULL PRIMARY KEY, register TEXT NOT NULL, position INTEGER NOT NULL,
    hash TEXT NOT NULL, form INTEGER NOT NULL);
";

// While the index is made its pieces are left alone: they are merged once, at the end.
const BEFORE_MAKING: &str = "
INSERT INTO found (found, rank) VALUES ('automerge', 0);
INSERT INTO found (found, rank) VALUES ('crisismerge', 1000);
INSERT INTO found (found, rank) VALUES ('hashsize', 4000000);
PRAGMA cache_size = -4000;
";
const AFTER_MAKING: &str = "
INSERT INTO found (found, rank) VALUES ('automerge', 4);
INSERT INTO found (found, rank) VALUES ('crisismerge', 16);
INSERT INTO found (found, rank) VALUES ('hashsize', 1000000);
PRAGMA cache_size = -2000;
PRAGMA shrink_memory;
";

/// Follows until the last store that searches is gone. A fault is told once, until there is another.
pub(super) fn run(search: &Search, inner: &Weak<Inner>) {
    let mut follower: Option<Follower> = None;
    let mut told = String::new();
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
        match step {
            Ok(true) => {}
            Ok(false) => {
                told.clear();
                drop(store);
                park_timeout(PAUSE);
            }
            Err(fault) => {
                // Words are then looked for in the tasks themselves.
                search.is_ready.store(false, Ordering::Release);
                follower = None;
                let fault = format!("keeping the search index: {}", fault.share());
                if let Some(tell) = store.inner.tell_fault.get().filter(|_| told != fault) {
                    tell(&fault);
                    told = fault;
                }
                drop(store);
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
    lists: Lists,
    /// Whether the file has the tree of the lists.
    is_hung_kept: bool,
    names: RefCell<Names>,
    /// Whether no old bytes of erased words lie in the files; at the beginning nobody knows.
    is_scoured: bool,
}

impl Follower {
    fn open(search: &Search) -> Result<Follower, Error> {
        let mut engine = Engine::open(&Place::Sqlite(search.path.clone()), Access::Write)?;
        // What is lost here is made again: it need not be durable.
        engine.script("PRAGMA synchronous = OFF")?;
        let (lists, names) = (Lists::default(), RefCell::default());
        let mut follower =
            Follower { engine, at: None, making: None, lists, is_hung_kept: true, names, is_scoured: false };
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
            follower.lists = kept_lists(&mut follower.engine)?;
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
                self.engine.script(BEFORE_MAKING)?;
                self.lists = Lists { hung: hung_now(store, search.register)?, numbers: HashMap::new() };
                self.is_hung_kept = false;
                self.names.take();
                self.is_scoured = false;
                self.making = Some((head, None));
                Ok(true)
            }
        }
    }

    fn publish(&self, search: &Search) {
        search.reached.store(self.at.as_ref().map_or(0, |it| it.position), Ordering::Release);
        if !search.is_ready.load(Ordering::Acquire) {
            *search.lists.write().unwrap_or_else(PoisonError::into_inner) = self.lists.clone();
            search.is_ready.store(true, Ordering::Release);
        }
    }

    /// Takes in the next tasks, by their codes.
    fn make_on(&mut self, search: &Search, store: &Store, head: Head, after: Option<TaskCode>) -> Result<(), Error> {
        let tasks = store.tasks(search.register, after, MAKING_PIECE)?;
        let last = tasks.last().map(|it| it.code);
        let is_last = (tasks.len() as u64) < MAKING_PIECE;
        self.write(search, store, &tasks, None)?;
        if is_last {
            // One piece answers faster than many; later ones are merged by and by.
            self.engine.execute::<Value>(sql::MERGE_ALL, &[])?;
            self.engine.script(AFTER_MAKING)?;
            self.write(search, store, &[], Some(&head))?;
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
        let mut touched = touched(search, store, at, entries.len() as u64)?;
        if !touched.named.is_empty() {
            self.names.take();
        }
        let hung = if touched.has_units { Some(hung_now(store, search.register)?) } else { None };
        let moved = hung.as_ref().map_or_else(Vec::new, |it| self.lists.hung.differing(it));
        if !moved.is_empty() {
            touched.named.push(TaskFilter::new(Units::These(moved), TaskStanding::All));
        }
        let mut tasks = self.tasks_of(search, store, &touched)?;
        // Nobody asks by the old tree what stands by the new one.
        let held = hung.is_some().then(|| search.lists.write().unwrap_or_else(PoisonError::into_inner));
        if let Some(hung) = hung {
            self.is_hung_kept &= hung.parents == self.lists.hung.parents;
            self.lists.hung = hung;
        }
        if touched.has_erased {
            // What is dropped lies in the lists until they are merged. Only then is the entry reached: if all ends
            // before, it is done again.
            self.write(search, store, &tasks, None)?;
            self.engine.execute::<Value>(sql::MERGE_ALL, &[])?;
            self.is_scoured = false;
            tasks.clear();
        }
        self.write(search, store, &tasks, Some(&head))?;
        let mut held = held.unwrap_or_else(|| search.lists.write().unwrap_or_else(PoisonError::into_inner));
        *held = self.lists.clone();
        drop(held);
        search.reached.store(head.position, Ordering::Release);
        self.at = Some(head);
        Ok(())
    }

    /// The tasks that were touched, and those that tell the name of what was touched: each once.
    fn tasks_of(&self, search: &Search, store: &Store, touched: &Touched) -> Result<Vec<TaskRow>, Error> {
        let mut tasks: BTreeMap<TaskId, TaskRow> = BTreeMap::new();
        for task in &touched.tasks {
            tasks.extend(store.task(search.register, *task)?.map(|it| (it.id, it)));
        }
        for filter in touched.named.iter().filter(|it| self.may_have(it)) {
            let mut after = None;
            loop {
                let page = store.task_page(search.register, filter, after, NAMED_PIECE)?;
                tasks.extend(page.tasks.iter().map(|it| (it.id, TaskRow::clone(it))));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(tasks.into_values().collect())
    }

    /// Whether there may be tasks of a list: a unit that was not there, or has no list of its own, has none.
    fn may_have(&self, filter: &TaskFilter) -> bool {
        let Lists { hung, numbers } = &self.lists;
        let has_some = |it: &UnitId| hung.lists_of(*it).first().is_none_or(|it| numbers.contains_key(it));
        match &filter.units {
            Units::All => true,
            Units::These(units) => units.iter().any(|it| hung.parents.contains_key(it) && has_some(it)),
        }
    }

    fn write(
        &mut self,
        search: &Search,
        store: &Store,
        tasks: &[TaskRow],
        reached: Option<&Head>,
    ) -> Result<(), Error> {
        let Follower { engine, lists, names, is_hung_kept, .. } = self;
        let words = store.read(|engine| {
            let mut names = names.borrow_mut();
            let words = |it| Ok(folded_words(&names.words_of(engine, search.register, it)?).join(" "));
            tasks.iter().map(words).collect::<Result<Vec<String>, Error>>()
        })?;
        engine.transaction(Purpose::Write, |tx| {
            put(tx, lists, tasks, &words)?;
            let Some(head) = reached else { return Ok(()) };
            if !*is_hung_kept {
                for (unit, parent) in &lists.hung.parents {
                    tx.execute(sql::HANG, &[Value::text(unit), Value::opt_text(*parent)])?;
                }
            }
            let register = Value::text(search.register);
            let values = [register, Value::count(head.position), Value::text(&head.hash), Value::Int(FORM)];
            tx.execute(sql::SET_REACHED, &values).map(drop)
        })?;
        *is_hung_kept |= reached.is_some();
        Ok(())
    }
}

/// The lists as the file has them.
fn kept_lists(engine: &mut Engine) -> Result<Lists, Error> {
    let (mut parents, mut numbers) = (BTreeMap::new(), HashMap::new());
    for row in engine.query(sql::HUNG, &[])? {
        let mut cells = Cells::new("hung", row);
        parents.insert(cells.id()?, cells.opt_id()?);
    }
    for row in engine.query(sql::LISTS, &[])? {
        let mut cells = Cells::new("list", row);
        let (unit, is_below, n) = (cells.id()?, cells.number::<i64>()?, cells.number()?);
        numbers.insert(if is_below == 1 { Whose::Below(unit) } else { Whose::Alone(unit) }, n);
    }
    Ok(Lists { hung: Hung::new(parents), numbers })
}

/// How the units hang together now: by their newest versions.
fn hung_now(store: &Store, register: RegisterId) -> Result<Hung, Error> {
    Ok(Hung::new(store.units(register)?.into_iter().map(|it| (it.id, it.parent)).collect()))
}

/// Whether the ledger still holds the entry that was reached.
fn is_entry(search: &Search, store: &Store, at: &Head) -> Result<bool, Error> {
    let found = store.entries(search.register, at.position, 1)?;
    Ok(found.first().is_some_and(|it| it.position == at.position && it.hash == at.hash))
}

/// What the next entries touched.
#[derive(Default)]
struct Touched {
    tasks: Vec<TaskId>,
    /// The tasks that a unit leads, or that come from a document: they are found by its name.
    named: Vec<TaskFilter>,
    has_units: bool,
    has_erased: bool,
}

/// What the next entries touched, with what they erased something of.
fn touched(search: &Search, store: &Store, at: &Head, n: u64) -> Result<Touched, Error> {
    let (mut known, mut touched) = (BTreeSet::new(), Touched::default());
    let mut streams = store.streams_after(search.register, at.position, n)?;
    while let Some(stream) = streams.pop() {
        if !known.insert(stream) {
            continue;
        }
        match store.stream(search.register, stream)?.map(|it| it.1) {
            Some(State::Task(_)) => touched.tasks.push(TaskId(stream)),
            Some(State::Unit(_)) => {
                touched.has_units = true;
                let units = Units::These(vec![UnitId(stream)]);
                let led = TaskFilter { role: Some(TaskRole::Lead), ..TaskFilter::new(units, TaskStanding::All) };
                touched.named.push(led);
            }
            Some(State::Document(_)) => {
                let all = TaskFilter::new(Units::All, TaskStanding::All);
                touched.named.push(TaskFilter { document: Some(DocumentId(stream)), ..all });
            }
            Some(State::Erasure(_)) => {
                touched.has_erased = true;
                for it in store.history(search.register, stream)? {
                    if let Event::Erasure(act::erasure::Event::Ordered(order)) = it.event {
                        streams.push(order.subject);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(touched)
}

/// Puts tasks where they stand now, and takes them from where they stood. The index takes rows together only as long as
/// their numbers go up: in another order each row would become a piece of its own, to be merged later.
fn put(tx: &mut Engine, lists: &mut Lists, tasks: &[TaskRow], words: &[String]) -> Result<(), Error> {
    let (mut dropped, mut added) = (Vec::new(), Vec::new());
    for (i, task) in tasks.iter().enumerate() {
        let id = Value::text(task.id);
        if let Some([Value::Text(rows)]) = tx.query(sql::KEPT, std::slice::from_ref(&id))?.first().map(Vec::as_slice) {
            dropped.extend(rows.split(' ').filter_map(|it| it.parse::<i64>().ok()));
        }
        let rows = rows_of(tx, lists, task)?;
        let text: Vec<String> = rows.iter().map(i64::to_string).collect();
        tx.execute(sql::KEEP, &[id, Value::text(text.join(" "))])?;
        added.extend(rows.into_iter().map(|row| (row, i)));
    }
    dropped.sort_unstable();
    for row in dropped {
        tx.execute(sql::DROP, &[Value::Int(row)])?;
    }
    added.sort_unstable();
    for (row, i) in added {
        tx.execute(sql::ADD, &[Value::Int(row), Value::text(&words[i])])?;
    }
    Ok(())
}

/// Where a task stands: in everybody's list and in those of its units, each once.
fn rows_of(tx: &mut Engine, lists: &mut Lists, task: &TaskRow) -> Result<Vec<i64>, Error> {
    // A code that no number holds is found by looking through the tasks; there is none in any office of today.
    let Some(place) = place(task.code, task.late_from_on, task.work.is_open()) else { return Ok(Vec::new()) };
    let units = std::iter::once(task.lead).chain(task.coordinating.iter().copied());
    let whose: BTreeSet<Whose> = units.flat_map(|it| lists.hung.lists_of(it)).collect();
    let mut rows = vec![row(EVERYBODY, place)];
    for it in whose {
        rows.push(row(number(tx, &mut lists.numbers, it)?, place));
    }
    Ok(rows)
}

fn number(tx: &mut Engine, numbers: &mut HashMap<Whose, u64>, whose: Whose) -> Result<u64, Error> {
    if let Some(n) = numbers.get(&whose) {
        return Ok(*n);
    }
    let n = numbers.len() as u64 + 1;
    let (unit, is_below) = match whose {
        Whose::Below(unit) => (unit, 1),
        Whose::Alone(unit) => (unit, 0),
    };
    tx.execute(sql::ADD_LIST, &[Value::text(unit), Value::Int(is_below), Value::count(n)])?;
    numbers.insert(whose, n);
    Ok(n)
}
