//! Tasks that lists showed lately, with their words, and how those lists begin: as they are at one entry, and no longer.
//!
//! An entry of its stream, by whatever process, drops a task, the lists it stood or stands in and the tally of its lead; an
//! erasure drops them all.

use super::task_arms::{List, Piece};
use super::{TaskRow, TaskTally};
use crate::engine::{Engine, Value, statements};
use crate::entry::Head;
use crate::error::Error;
use crate::read::{CHANGED_SINCE, Cells};
use crate::writer::read_head;
use model::state::TaskCode;
use model::{RegisterId, UnitId};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many tasks either generation holds.
const GENERATION: usize = 2_000;

/// How many places of lists are kept.
const MOST_PLACES: usize = 100_000;

/// Of how many units it is kept how their tasks stand, and which are the newest: some kB of each.
const MOST_TALLIES: usize = 250;

/// Entries after which a task is led by whoever led it before, if by anybody.
const LEAVE_THE_LEAD: [&str; 27] = [
    "task.assigned",
    "task.carried_over",
    "task.received",
    "task.progress_reported",
    "task.done_reported",
    "task.confirmed",
    "task.sent_back",
    "task.reopened",
    "task.terminated",
    "task.link_given",
    "task.link_revoked",
    "task.forwarded",
    "task.declined",
    "task.lead_kept",
    "task.extension_asked",
    "task.extension_granted",
    "task.extension_refused",
    "task.reminded",
    "task.urged",
    "task.commended",
    "task.criticised",
    "task.suspended",
    "task.resumed",
    "task.recounted",
    "task.contribution_asked",
    "task.contributed",
    "task.contribution_withdrawn",
];

/// With more entries than this it is cheaper to begin anew.
const FAR_BEHIND: u64 = 2_000;

/// With more tasks than this that were touched, lists are.
const MANY_TOUCHED: usize = 50;

statements! {
    LISTED = "SELECT unit, code_year, code_n FROM task_unit WHERE register = ?1 AND task = ?2";
}

#[derive(Default)]
pub(crate) struct TaskCache {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    at: Option<(RegisterId, Head)>,
    young: HashMap<TaskCode, Arc<TaskRow>>,
    old: HashMap<TaskCode, Arc<TaskRow>>,
    codes: HashMap<String, TaskCode>,
    lists: HashMap<List, Arc<Piece>>,
    n_places: usize,
    /// Of the tasks that units lead.
    tallies: HashMap<UnitId, Arc<TaskTally>>,
    /// The newest of those under way, so many at most.
    newest: HashMap<(UnitId, usize), Newest>,
}

/// Codes of tasks, the newest first.
pub(super) type Newest = Arc<[TaskCode]>;

/// The cache as one snapshot of the database may use it.
#[derive(Clone)]
pub(crate) struct View<'a> {
    cache: &'a TaskCache,
    register: RegisterId,
    head: Option<Head>,
}

impl TaskCache {
    /// Drops what has changed up to the newest entry that `engine` sees.
    pub(crate) fn view(&self, engine: &mut Engine, register: RegisterId) -> Result<View<'_>, Error> {
        let head = read_head(engine, register)?;
        let Some(head) = head else { return Ok(View { cache: self, register, head: None }) };
        let known = self.lock().at.clone();
        if known.as_ref().is_none_or(|(whose, at)| *whose != register || *at != head) {
            match known.filter(|(whose, _)| *whose == register) {
                // Another snapshot is newer; this one does without.
                Some((_, at)) if at.position > head.position => {
                    return Ok(View { cache: self, register, head: None });
                }
                Some((_, at)) => self.move_on(engine, register, &at, &head)?,
                None => self.lock().begin(register, &head),
            }
        }
        Ok(View { cache: self, register, head: Some(head) })
    }

    pub(crate) fn forget(&self) {
        *self.lock() = Kept::default();
    }

    fn move_on(&self, engine: &mut Engine, register: RegisterId, at: &Head, head: &Head) -> Result<(), Error> {
        let bounds =
            [Value::text(register), Value::count(at.position), Value::count(head.position), Value::count(FAR_BEHIND)];
        let entry = |row| {
            let mut cells = Cells::new("entry", row);
            Ok((cells.string()?, cells.string()?, cells.string()?))
        };
        let since: Vec<(String, String, String)> =
            engine.query(CHANGED_SINCE, &bounds)?.into_iter().map(entry).collect::<Result<_, Error>>()?;
        let is_same_chain = since.first().is_some_and(|(_, _, hash)| *hash == at.hash);
        let is_whole = head.position - at.position < since.len() as u64;
        let has_erased = since.iter().any(|(_, kind, _)| kind.starts_with("erasure."));
        let listed = if is_whole { listed(engine, register, &since[1..])? } else { None };
        let mut kept = self.lock();
        // Somebody else may have moved it meanwhile.
        if kept.at.as_ref().is_none_or(|(whose, it)| *whose != register || it != at) {
            return Ok(());
        }
        if !is_same_chain || !is_whole || has_erased {
            kept.begin(register, head);
            return Ok(());
        }
        since[1..].iter().for_each(|(stream, ..)| kept.drop_task(stream));
        kept.drop_lists(listed.as_deref());
        let leaves_leads = |kind: &String| !kind.starts_with("task.") || LEAVE_THE_LEAD.contains(&kind.as_str());
        match listed.filter(|_| since[1..].iter().all(|it| leaves_leads(&it.1))) {
            Some(listed) => {
                listed.iter().for_each(|(unit, _)| drop(kept.tallies.remove(unit)));
                kept.newest.retain(|(unit, _), _| listed.iter().all(|it| it.0 != *unit));
            }
            None => {
                kept.tallies.clear();
                kept.newest.clear();
            }
        }
        kept.at = Some((register, head.clone()));
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The units that the tasks of some entries have now; `None` where those are many.
fn listed(
    engine: &mut Engine,
    register: RegisterId,
    since: &[(String, String, String)],
) -> Result<Option<Vec<(UnitId, TaskCode)>>, Error> {
    let tasks: BTreeSet<&String> = since.iter().filter(|it| it.1.starts_with("task.")).map(|it| &it.0).collect();
    if tasks.len() > MANY_TOUCHED {
        return Ok(None);
    }
    let mut listed = Vec::new();
    for task in tasks {
        for row in engine.query(LISTED, &[Value::text(register), Value::text(task)])? {
            let mut cells = Cells::new("task_unit", row);
            listed.push((cells.id()?, TaskCode { year: cells.number()?, n: cells.number()? }));
        }
    }
    Ok(Some(listed))
}

impl Kept {
    fn begin(&mut self, register: RegisterId, head: &Head) {
        *self = Kept { at: Some((register, head.clone())), ..Kept::default() };
    }

    /// The task of a stream, wherever it is kept.
    fn drop_task(&mut self, stream: &str) {
        if let Some(code) = self.codes.remove(stream) {
            self.young.remove(&code);
            self.old.remove(&code);
        }
    }

    /// Drops the lists of everybody, of `touched` units, and those in which a touched task stood for another unit.
    fn drop_lists(&mut self, touched: Option<&[(UnitId, TaskCode)]>) {
        match touched {
            Some([]) => return,
            Some(touched) => {
                let is_touched = |list: &List, piece: &Piece| {
                    list.unit().is_none_or(|unit| touched.iter().any(|it| it.0 == unit))
                        || piece.places.iter().any(|place| touched.iter().any(|it| it.1 == place.key.code()))
                };
                self.lists.retain(|list, piece| !is_touched(list, piece));
            }
            None => self.lists.clear(),
        }
        self.n_places = self.lists.values().map(|it| it.places.len()).sum();
    }

    fn keep_list(&mut self, list: List, piece: Arc<Piece>) {
        self.n_places += piece.places.len();
        if self.n_places > MOST_PLACES {
            self.n_places = piece.places.len();
            self.lists.clear();
        }
        if let Some(shorter) = self.lists.insert(list, piece) {
            self.n_places -= shorter.places.len();
        }
    }

    fn keep(&mut self, task: Arc<TaskRow>) {
        if self.young.len() >= GENERATION {
            for dropped in std::mem::take(&mut self.old).into_values() {
                // Who read it at the same time may have kept it once more.
                if !self.young.contains_key(&dropped.code) {
                    self.codes.remove(&dropped.id.to_string());
                }
            }
            self.old = std::mem::take(&mut self.young);
        }
        self.codes.insert(task.id.to_string(), task.code);
        self.young.insert(task.code, task);
    }
}

impl View<'_> {
    /// The newest entry this view knows; `None` where the cache is of no use to it.
    pub(crate) fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// What is kept of `codes`, in their order.
    pub(crate) fn get(&self, codes: &[TaskCode]) -> Vec<Option<Arc<TaskRow>>> {
        let mut kept = self.cache.lock();
        if !self.is_of(&kept) {
            return vec![None; codes.len()];
        }
        let get = |code: &TaskCode| {
            if let Some(task) = kept.young.get(code) {
                return Some(Arc::clone(task));
            }
            let task = kept.old.remove(code)?;
            kept.keep(Arc::clone(&task));
            Some(task)
        };
        codes.iter().map(get).collect()
    }

    pub(crate) fn keep(&self, tasks: &[Arc<TaskRow>]) {
        let mut kept = self.cache.lock();
        if self.is_of(&kept) {
            for task in tasks {
                kept.keep(Arc::clone(task));
            }
        }
    }

    /// How `lists` begin, as far as that is kept.
    pub(super) fn lists(&self, lists: &[List]) -> Vec<Option<Arc<Piece>>> {
        let kept = self.cache.lock();
        let is_of = self.is_of(&kept);
        lists.iter().map(|it| kept.lists.get(it).filter(|_| is_of).cloned()).collect()
    }

    pub(super) fn keep_lists(&self, lists: impl Iterator<Item = (List, Arc<Piece>)>) {
        let mut kept = self.cache.lock();
        if self.is_of(&kept) {
            lists.for_each(|(list, piece)| kept.keep_list(list, piece));
        }
    }

    /// How the tasks stand that each of `units` leads, as far as that is kept.
    pub(super) fn tallies(&self, units: &[UnitId]) -> Vec<Option<Arc<TaskTally>>> {
        let kept = self.cache.lock();
        let is_of = self.is_of(&kept);
        units.iter().map(|it| kept.tallies.get(it).filter(|_| is_of).cloned()).collect()
    }

    pub(super) fn keep_tallies(&self, tallies: impl ExactSizeIterator<Item = (UnitId, Arc<TaskTally>)>) {
        let mut kept = self.cache.lock();
        if self.is_of(&kept) {
            if kept.tallies.len() + tallies.len() > MOST_TALLIES {
                kept.tallies.clear();
            }
            kept.tallies.extend(tallies.take(MOST_TALLIES));
        }
    }

    /// The newest tasks under way that each unit leads, so many at most, as far as that is kept.
    pub(super) fn newest(&self, asked: &[(UnitId, usize)]) -> Vec<Option<Newest>> {
        let kept = self.cache.lock();
        let is_of = self.is_of(&kept);
        asked.iter().map(|it| kept.newest.get(it).filter(|_| is_of).cloned()).collect()
    }

    pub(super) fn keep_newest(&self, newest: Vec<((UnitId, usize), Newest)>) {
        let mut kept = self.cache.lock();
        if self.is_of(&kept) {
            if kept.newest.len() + newest.len() > MOST_TALLIES {
                kept.newest.clear();
            }
            kept.newest.extend(newest.into_iter().take(MOST_TALLIES));
        }
    }

    fn is_of(&self, kept: &Kept) -> bool {
        match (&kept.at, &self.head) {
            (Some((register, at)), Some(head)) => *register == self.register && at == head,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{TaskMarks, Text};
    use model::state::{Source, WorkState};
    use model::{AccountId, Deadline, StreamId, TaskId, UnitId};

    fn task(n: u32) -> Arc<TaskRow> {
        let id: StreamId = format!("01890000-0000-7000-8000-{n:012x}").parse().unwrap();
        let day = "2026-03-31".parse().unwrap();
        Arc::new(TaskRow {
            id: TaskId(id),
            code: TaskCode { year: 2026, n },
            words: Text::Erased,
            lead: UnitId(id),
            coordinating: Vec::new(),
            deadline: Deadline::Unset,
            due_words: None,
            deliverable: None,
            source: Source::default(),
            outside: None,
            external_refs: Vec::new(),
            n_external_refs: 0,
            assigned_on: day,
            assigned_by: AccountId(id),
            work: WorkState::NotStarted,
            late_from_on: None,
            silent_since_on: day,
            received_on: None,
            done_on: None,
            ended_on: None,
            last_words: None,
            field: None,
            first_due_on: None,
            n_extensions: 0,
            extension: None,
            came_back_on: None,
            declined_on: None,
            suspended_on: None,
            n_suspended_days: 0,
            urged_on: None,
            marks: TaskMarks::default(),
            forwarded_to: None,
            reported_by: None,
        })
    }

    #[test]
    fn a_task_that_was_kept_twice_is_dropped_when_it_changes() {
        let mut kept = Kept::default();
        let fill = |kept: &mut Kept, from: u32| {
            (from..).take(GENERATION - kept.young.len() + 1).for_each(|n| kept.keep(task(n)));
        };
        kept.keep(task(1));
        fill(&mut kept, 10_000);
        kept.keep(task(1));
        fill(&mut kept, 20_000);
        assert!(kept.old.contains_key(&task(1).code), "a generation did not pass");
        kept.drop_task(&task(1).id.to_string());
        assert!(!kept.old.contains_key(&task(1).code) && !kept.young.contains_key(&task(1).code));
    }
}
