//! Totals without counting: what the tallies hold of units, documents and sessions.

use super::Cells;
use crate::Store;
use crate::column::variant;
use crate::engine::{Engine, Sql, Value, statements};
use crate::error::Error;
use crate::rows::tally::{DOCUMENT, LEAD, OPEN, SESSION};
use jiff::civil::Date;
use model::state::WorkState;
use model::{DocumentId, RegisterId, SessionId, StreamId, UnitId};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

statements! {
    OPEN_SESSIONS = "SELECT subject, n FROM tally WHERE register = ?1 AND about = ?2 AND standing = ?3 AND n > 0
        ORDER BY subject";
}

/// How many subjects are asked for at once; fewer are filled up with the last.
const AT_ONCE: usize = 64;

static TALLIES: LazyLock<Sql> = LazyLock::new(|| {
    let places: Vec<String> = (0..AT_ONCE).map(|i| format!("?{}", i + 3)).collect();
    Sql::generated(format!(
        "SELECT subject, standing, late_from_on, n FROM tally WHERE register = ?1 AND about = ?2 AND subject IN ({})",
        places.join(", ")
    ))
});

/// The tasks that a unit leads, or that come from a document, by how they stand. Tallies of units add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskTally {
    /// In order.
    cells: Vec<(WorkState, Option<Date>, u32)>,
}

/// The conclusions of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConclusionTally {
    pub n_all: u64,
    /// Neither ended as tasks nor otherwise.
    pub n_open: u64,
}

impl TaskTally {
    pub fn n_all(&self) -> u64 {
        self.sum(|_, _| true)
    }

    pub fn n_in(&self, work: WorkState) -> u64 {
        self.sum(|it, _| it == work)
    }

    pub fn n_open(&self) -> u64 {
        self.sum(|it, _| it.is_open())
    }

    /// How many are late on a day.
    pub fn n_late(&self, today: Date) -> u64 {
        self.sum(|_, late_from_on| late_from_on.is_some_and(|it| it <= today))
    }

    /// How many become late on the days from `from_on` to `until_on`, both included.
    pub fn n_late_between(&self, from_on: Date, until_on: Date) -> u64 {
        self.sum(|_, late_from_on| late_from_on.is_some_and(|it| from_on <= it && it <= until_on))
    }

    /// Since when the one that is late for longest on a day has been so.
    pub fn late_since(&self, today: Date) -> Option<Date> {
        self.cells.iter().filter_map(|it| it.1).filter(|it| *it <= today).min()
    }

    pub fn add(&mut self, other: &TaskTally) {
        for &(work, late_from_on, n) in &other.cells {
            match self.cells.binary_search_by_key(&(work, late_from_on), |it| (it.0, it.1)) {
                Ok(at) => self.cells[at].2 += n,
                Err(at) => self.cells.insert(at, (work, late_from_on, n)),
            }
        }
    }

    fn sum(&self, is_counted: impl Fn(WorkState, Option<Date>) -> bool) -> u64 {
        self.cells.iter().filter(|(work, late, _)| is_counted(*work, *late)).map(|(.., n)| u64::from(*n)).sum()
    }
}

impl Store {
    /// The tasks that each of `units` leads, in their order: nothing is counted, and what is asked again is kept as long as
    /// no entry touches a task of the unit.
    pub fn task_tallies(&self, register: RegisterId, units: &[UnitId]) -> Result<Vec<Arc<TaskTally>>, Error> {
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            let kept = view.tallies(units);
            let missing = units.iter().zip(&kept).filter(|it| it.1.is_none()).map(|it| *it.0);
            let missing: Vec<UnitId> = missing.collect();
            let streams: Vec<StreamId> = missing.iter().map(|&it| it.into()).collect();
            let read: Vec<_> = task_tallies(engine, register, LEAD, &streams)?.into_iter().map(Arc::new).collect();
            view.keep_tallies(missing.into_iter().zip(read.iter().cloned()));
            let mut read = read.into_iter();
            Ok(kept.into_iter().filter_map(|it| it.or_else(|| read.next())).collect())
        })
    }

    /// The tasks that come from each of `documents`, in their order.
    pub fn document_tallies(&self, register: RegisterId, documents: &[DocumentId]) -> Result<Vec<TaskTally>, Error> {
        let documents: Vec<StreamId> = documents.iter().map(|&it| it.into()).collect();
        self.snapshot(|engine| task_tallies(engine, register, DOCUMENT, &documents))
    }

    /// The conclusions of each of `sessions`, in their order.
    pub fn conclusion_tallies(
        &self,
        register: RegisterId,
        sessions: &[SessionId],
    ) -> Result<Vec<ConclusionTally>, Error> {
        let sessions: Vec<StreamId> = sessions.iter().map(|&it| it.into()).collect();
        self.snapshot(|engine| {
            let mut found: BTreeMap<StreamId, ConclusionTally> = BTreeMap::new();
            read(engine, register, SESSION, &sessions, |session, standing, _, n| {
                let tally = found.entry(session).or_default();
                tally.n_all += n;
                tally.n_open += if standing == OPEN { n } else { 0 };
                Some(())
            })?;
            Ok(sessions.iter().map(|it| found.get(it).copied().unwrap_or_default()).collect())
        })
    }

    /// The sessions with conclusions that nobody has ended, and how many; in the order in which they were recorded.
    pub fn open_sessions(&self, register: RegisterId) -> Result<Vec<(SessionId, u64)>, Error> {
        let asked = [Value::text(register), Value::text(SESSION), Value::text(OPEN)];
        let open = |row| {
            let mut cells = Cells::new("tally", row);
            Ok((cells.id()?, cells.number()?))
        };
        self.read(|engine| engine.query(OPEN_SESSIONS, &asked)?.into_iter().map(open).collect())
    }
}

fn task_tallies(
    engine: &mut Engine,
    register: RegisterId,
    about: &str,
    subjects: &[StreamId],
) -> Result<Vec<TaskTally>, Error> {
    let mut found: BTreeMap<StreamId, TaskTally> = BTreeMap::new();
    read(engine, register, about, subjects, |subject, standing, late_from_on, n| {
        let late_from_on = if late_from_on.is_empty() { None } else { Some(late_from_on.parse().ok()?) };
        found.entry(subject).or_default().cells.push((variant(standing)?, late_from_on, u32::try_from(n).ok()?));
        Some(())
    })?;
    found.values_mut().for_each(|it| it.cells.sort_unstable());
    Ok(subjects.iter().map(|it| found.get(it).cloned().unwrap_or_default()).collect())
}

/// Every row of `subjects`; `take` answers `None` for one that cannot be read.
fn read(
    engine: &mut Engine,
    register: RegisterId,
    about: &str,
    subjects: &[StreamId],
    mut take: impl FnMut(StreamId, &str, &str, u64) -> Option<()>,
) -> Result<(), Error> {
    let mut subjects = subjects.to_vec();
    subjects.sort_unstable();
    subjects.dedup();
    for some in subjects.chunks(AT_ONCE) {
        let filled = some.iter().chain(std::iter::repeat(&some[some.len() - 1])).take(AT_ONCE);
        let mut parameters = vec![Value::text(register), Value::text(about)];
        parameters.extend(filled.map(Value::text));
        for row in engine.query(*TALLIES, &parameters)? {
            let mut cells = Cells::new("tally", row);
            let (subject, standing, late_from_on) = (cells.id()?, cells.string()?, cells.string()?);
            let n = cells.number()?;
            take(subject, &standing, &late_from_on, n).ok_or_else(|| cells.unreadable())?;
        }
    }
    Ok(())
}

pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    std::iter::once(*TALLIES).chain(ALL.iter().copied())
}
