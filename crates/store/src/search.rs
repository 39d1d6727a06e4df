//! The search index: a follower in a SQLite file of its own, beside either database. It may be deleted; it is made anew.
//!
//! Each task stands in the lists of its units, of the parts of the tree they are in ([`whose`]) and of everybody, at a number
//! that keeps the list in its order ([`place`]): a match within a list's range of numbers is an answer already sorted.

mod follow;
pub(crate) mod place;
mod whose;

use crate::Store;
use crate::engine::{Access, Engine, Place, Value};
use crate::error::Error;
use crate::read::task_filter::{Stretch, TaskFilter, TaskKey, Units, Wanted};
use model::RegisterId;
use place::{EVERYBODY, place_of, range, row};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::thread::Thread;
use std::time::{Duration, Instant};
use whose::{Hung, Whose};

// Not among the statements that both databases prepare: only this file has such tables.
mod sql {
    crate::engine::statements! {
        FOUND = "SELECT rowid FROM found WHERE found MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid LIMIT ?4";
        REACHED = "SELECT register, position, hash, form FROM reached";
        SET_REACHED = "INSERT INTO reached (only, register, position, hash, form) VALUES (0, ?1, ?2, ?3, ?4)
            ON CONFLICT (only) DO UPDATE SET register = excluded.register, position = excluded.position,
            hash = excluded.hash, form = excluded.form";
        LISTS = "SELECT unit, is_below, n FROM list";
        ADD_LIST = "INSERT INTO list (unit, is_below, n) VALUES (?1, ?2, ?3)";
        HUNG = "SELECT unit, parent FROM hung";
        HANG = "INSERT INTO hung (unit, parent) VALUES (?1, ?2) ON CONFLICT (unit) DO UPDATE SET parent = excluded.parent";
        KEPT = "SELECT rows FROM kept WHERE task = ?1";
        KEEP = "INSERT INTO kept (task, rows) VALUES (?1, ?2) ON CONFLICT (task) DO UPDATE SET rows = excluded.rows";
        DROP = "DELETE FROM found WHERE rowid = ?1";
        MERGE_ALL = "INSERT INTO found (found) VALUES ('optimize')";
        ADD = "INSERT INTO found (rowid, words) VALUES (?1, ?2)";
    }
}

/// How long a question waits for the newest entries.
const PATIENCE: Duration = Duration::from_millis(200);

/// Idle connections.
const IDLE: usize = 8;

/// The tree of the units, and the numbers of the lists that hold something.
#[derive(Clone, Default)]
struct Lists {
    hung: Hung,
    numbers: HashMap<Whose, u64>,
}

/// What is shared by those who search and the one who follows.
pub(crate) struct Search {
    path: PathBuf,
    register: RegisterId,
    /// Whether it has reached the ledger once.
    is_ready: AtomicBool,
    /// The position of the entry it has reached.
    reached: AtomicU64,
    lists: RwLock<Lists>,
    readers: Mutex<Vec<Engine>>,
    /// Who follows: a question that waits need not wait for the next look.
    follower: OnceLock<Thread>,
}

impl Search {
    fn new(path: &Path, register: RegisterId) -> Search {
        Search {
            path: path.to_owned(),
            register,
            is_ready: AtomicBool::new(false),
            reached: AtomicU64::new(0),
            lists: RwLock::default(),
            readers: Mutex::default(),
            follower: OnceLock::new(),
        }
    }

    /// As it would be while it stands at `position`.
    #[cfg(test)]
    pub(crate) fn at(path: &Path, register: RegisterId, position: u64) -> Search {
        Search { reached: AtomicU64::new(position), is_ready: AtomicBool::new(true), ..Search::new(path, register) }
    }

    pub(crate) fn serves(&self, register: RegisterId) -> bool {
        self.register == register && self.is_ready.load(Ordering::Acquire)
    }

    /// Waits a moment for what was written just now; whether it is there.
    pub(crate) fn has_reached(&self, position: u64) -> bool {
        let until = Instant::now() + PATIENCE;
        while self.reached.load(Ordering::Acquire) < position {
            if until < Instant::now() {
                return false;
            }
            self.follower.get().inspect(|it| it.unpark());
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }

    /// Whether it holds what the entry at `position` left, and nothing later.
    pub(crate) fn stands_at(&self, position: u64) -> bool {
        self.reached.load(Ordering::Acquire) == position
    }

    /// At most `n` places of tasks that hold the words, each once and in order.
    pub(crate) fn places(
        &self,
        filter: &TaskFilter,
        wanted: &Wanted,
        after: Option<TaskKey>,
        n: usize,
    ) -> Result<Stretch, Error> {
        let (first, last) = range(filter);
        let first = match after {
            Some(TaskKey::Found(place)) => first.max(place + 1),
            _ => first,
        };
        if first > last {
            return Ok(Stretch { keys: Vec::new(), next: None, n_read: 0 });
        }
        // Held until all is found: meanwhile no unit moves.
        let lists = self.lists.read().unwrap_or_else(PoisonError::into_inner);
        let question = Value::text(question(wanted));
        let mut engine = match self.idle().pop() {
            Some(engine) => engine,
            None => self.reader()?,
        };
        let mut places: Vec<u64> = Vec::new();
        for list in lists.of(filter).unwrap_or_else(|| vec![EVERYBODY]) {
            let bounds =
                [question.clone(), Value::Int(row(list, first)), Value::Int(row(list, last)), Value::count(n as u64)];
            let rows = engine.query(sql::FOUND, &bounds)?;
            places.extend(rows.iter().filter_map(|it| it[0].as_int()).map(place_of));
        }
        let mut idle = self.idle();
        if idle.len() < IDLE {
            idle.push(engine);
        }
        drop(idle);
        places.sort_unstable();
        let is_full = places.len() >= n;
        places.dedup();
        places.truncate(n);
        let next = places.last().map(|it| TaskKey::Found(*it)).filter(|_| is_full);
        let n_read = places.len();
        Ok(Stretch { keys: places.into_iter().map(TaskKey::Found).collect(), next, n_read })
    }

    /// Whether the places found are those of the units asked for; else the tasks there have to be looked at.
    pub(crate) fn tells_units(&self, filter: &TaskFilter) -> bool {
        self.lists.read().unwrap_or_else(PoisonError::into_inner).of(filter).is_some()
    }

    /// Where a word is found takes few pages.
    fn reader(&self) -> Result<Engine, Error> {
        let mut engine = Engine::open(&Place::Sqlite(self.path.clone()), Access::Read)?;
        engine.script("PRAGMA cache_size = -1000")?;
        Ok(engine)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Engine>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lists {
    /// The lists that hold what is asked for, as far as units are; `None` where it has to be looked for in everybody's.
    fn of(&self, filter: &TaskFilter) -> Option<Vec<u64>> {
        match &filter.units {
            Units::All => Some(vec![EVERYBODY]),
            Units::These(units) => self.hung.cover(units, &self.numbers),
        }
    }
}

/// All words, the last one perhaps only begun. Folded words have nothing in them that the index would take for its own.
fn question(wanted: &Wanted) -> String {
    let words: Vec<String> = wanted.words.iter().map(|it| format!("\"{it}\"")).collect();
    format!("{} *", words.join(" AND "))
}

impl Store {
    /// Whether the search index has caught up with the ledger once.
    pub fn searches(&self, register: RegisterId) -> bool {
        self.inner.search.get().is_some_and(|it| it.serves(register))
    }

    /// Keeps a search index of the register's tasks in a file at `path` from now on, in a thread of its own. Until it has
    /// caught up, and where it cannot be written, words are looked for in the tasks themselves.
    ///
    /// # Errors
    /// Unavailable when the database cannot be reached.
    pub fn follow_for_search(&self, path: &Path) -> Result<(), Error> {
        let Some(register) = self.register()? else { return Ok(()) };
        let search = Arc::new(Search::new(path, register));
        if self.inner.search.set(Arc::clone(&search)).is_ok() {
            let (inner, kept) = (Arc::downgrade(&self.inner), Arc::clone(&search));
            let follower = std::thread::spawn(move || follow::run(&search, &inner));
            let _ = kept.follower.set(follower.thread().clone());
        }
        Ok(())
    }

    /// Says from now on what goes wrong while nobody asks: that the search index cannot be kept up.
    pub fn tell_faults(&self, tell: impl Fn(&str) + Send + Sync + 'static) {
        let _ = self.inner.tell_fault.set(Box::new(tell));
    }
}
