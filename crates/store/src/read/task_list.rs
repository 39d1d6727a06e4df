//! Lists of tasks, page by page: which tasks, in which order, and how many there are.

use super::task_arms::places;
use super::task_cache::View;
use super::task_filter::{TaskFilter, TaskKey, TaskStanding, Wanted};
use super::task_rows::load;
use super::{CODES_OF_DOCUMENT, CODES_OF_SESSION, Cells, TaskRow};
use crate::Store;
use crate::engine::{Engine, Value};
use crate::error::Error;
use crate::search::Search;
use model::RegisterId;
use model::state::TaskCode;
use std::sync::Arc;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct TaskPage {
    pub tasks: Vec<Arc<TaskRow>>,
    /// Where the list goes on; `None` on its last page.
    pub next: Option<TaskKey>,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Exact(u64),
    MoreThan(u64),
}

/// Beyond this nobody counts.
const MOST_COUNTED: usize = 1_000;

/// The most places asked of the database at once.
const LARGEST_CHUNK: usize = 4_000;

/// So many tasks are looked through for words at once where no search index helps; the list goes on from there.
const MOST_LOOKED_AT: usize = 20_000;

/// The most tasks of one document or session that a list looks at.
const MOST_OF_ONE: u64 = 20_000;

impl Store {
    /// At most `limit` tasks after `after`, in the order that the state asked for has.
    ///
    /// With a text the order is that of the search index, where one follows: the most urgent first.
    pub fn task_page(
        &self,
        register: RegisterId,
        filter: &TaskFilter,
        after: Option<TaskKey>,
        limit: usize,
    ) -> Result<TaskPage, Error> {
        let search = self.searcher(register, filter)?;
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            let list = List { register, filter, wanted: filter.wanted(), search, view };
            list.page(engine, after, limit)
        })
    }

    /// How many tasks a list has, counted up to a thousand.
    pub fn task_total(&self, register: RegisterId, filter: &TaskFilter) -> Result<Total, Error> {
        let search = self.searcher(register, filter)?;
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            self.total(engine, &List { register, filter, wanted: filter.wanted(), search, view })
        })
    }

    /// A page as [`Store::task_page`] gives it, and the totals of the same list in each of `states`: all of one moment.
    pub fn task_page_with_totals(
        &self,
        register: RegisterId,
        filter: &TaskFilter,
        (after, limit): (Option<TaskKey>, usize),
        states: &[TaskStanding],
    ) -> Result<(TaskPage, Vec<Total>), Error> {
        let search = self.searcher(register, filter)?;
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            let list = List { register, filter, wanted: filter.wanted(), search, view };
            let page = list.page(engine, after, limit)?;
            let total = |state: &TaskStanding| {
                let filter = TaskFilter { state: *state, ..filter.clone() };
                let list = List { filter: &filter, wanted: list.wanted.clone(), view: list.view.clone(), ..list };
                self.total(engine, &list)
            };
            Ok((page, states.iter().map(total).collect::<Result<_, Error>>()?))
        })
    }

    /// The search index where words are asked for and it has caught up with the ledger.
    fn searcher(&self, register: RegisterId, filter: &TaskFilter) -> Result<Option<&Search>, Error> {
        let Some(search) = self.inner.search.get().filter(|it| filter.text.is_some() && it.serves(register)) else {
            return Ok(None);
        };
        let position = self.head(register)?.map_or(0, |it| it.position);
        Ok(Some(search.as_ref()).filter(|it| it.has_reached(position)))
    }

    fn total(&self, engine: &mut Engine, list: &List) -> Result<Total, Error> {
        if let Some(total) = list.view.head().and_then(|it| self.inner.totals.get(it, list.filter)) {
            return Ok(total);
        }
        let n = list.count(engine)?;
        let total = if n > MOST_COUNTED { Total::MoreThan(MOST_COUNTED as u64) } else { Total::Exact(n as u64) };
        if let Some(head) = list.view.head() {
            self.inner.totals.keep(head, list.filter, total);
        }
        Ok(total)
    }
}

struct List<'a> {
    register: RegisterId,
    filter: &'a TaskFilter,
    wanted: Wanted,
    search: Option<&'a Search>,
    view: View<'a>,
}

impl List<'_> {
    fn page(&self, engine: &mut Engine, after: Option<TaskKey>, limit: usize) -> Result<TaskPage, Error> {
        if self.filter.document.is_some() || self.filter.session.is_some() || self.wanted.code.is_some() {
            return self.page_of_few(engine, after, limit);
        }
        let mut tasks: Vec<(TaskKey, Arc<TaskRow>)> = Vec::new();
        let (mut after, mut chunk, mut n_looked_at) = (after, limit + 2, 0);
        loop {
            let (mut keys, next) = self.keys(engine, after, chunk)?;
            n_looked_at += keys.len();
            if self.needs_no_look() && tasks.is_empty() && keys.len() > limit {
                // The one beyond the page only says that there is more.
                keys.truncate(limit);
                let next = keys.last().copied();
                return Ok(TaskPage { tasks: self.rows(engine, &keys)?.into_iter().map(|it| it.1).collect(), next });
            }
            let rows = self.rows(engine, &keys)?;
            tasks.extend(rows.into_iter().filter(|(_, task)| self.needs_no_look() || self.is_asked(task)));
            if tasks.len() > limit || next.is_none() {
                break;
            }
            if n_looked_at > MOST_LOOKED_AT && !self.is_searched() {
                return Ok(TaskPage { tasks: tasks.into_iter().map(|it| it.1).collect(), next });
            }
            after = next;
            chunk = (chunk * 3).min(LARGEST_CHUNK);
        }
        let is_more = tasks.len() > limit;
        tasks.truncate(limit);
        let next = tasks.last().map(|it| it.0).filter(|_| is_more);
        Ok(TaskPage { tasks: tasks.into_iter().map(|it| it.1).collect(), next })
    }

    /// Whether the places alone say which tasks are asked for.
    fn needs_no_look(&self) -> bool {
        self.wanted.is_empty()
    }

    fn is_asked(&self, task: &TaskRow) -> bool {
        self.filter.allows(task) && (self.is_searched() || self.wanted.is_in(task))
    }

    fn is_searched(&self) -> bool {
        self.search.is_some() && !self.wanted.words.is_empty()
    }

    /// Places after `after` in their order, and where to go on; `None` when there is no more.
    fn keys(
        &self,
        engine: &mut Engine,
        after: Option<TaskKey>,
        n: usize,
    ) -> Result<(Vec<TaskKey>, Option<TaskKey>), Error> {
        match self.search {
            Some(search) if self.is_searched() => search.places(self.filter, &self.wanted, after, n),
            _ => places(engine, self.register, self.filter, after, n),
        }
    }

    /// The tasks of `keys`; what is gone meanwhile is left out.
    fn rows(&self, engine: &mut Engine, keys: &[TaskKey]) -> Result<Vec<(TaskKey, Arc<TaskRow>)>, Error> {
        let codes: Vec<TaskCode> = keys.iter().map(|it| it.code()).collect();
        let tasks = load(engine, self.register, &self.view, &codes)?;
        Ok(keys.iter().zip(tasks).filter_map(|(key, task)| Some((*key, task?))).collect())
    }

    /// A list of what one document, one session or one code names: all of it is looked at.
    fn page_of_few(&self, engine: &mut Engine, after: Option<TaskKey>, limit: usize) -> Result<TaskPage, Error> {
        let mut few = self.few(engine)?;
        few.retain(|(key, _)| after.is_none_or(|it| *key > it));
        let is_more = few.len() > limit;
        few.truncate(limit);
        let next = few.last().map(|it| it.0).filter(|_| is_more);
        Ok(TaskPage { tasks: few.into_iter().map(|it| it.1).collect(), next })
    }

    fn few(&self, engine: &mut Engine) -> Result<Vec<(TaskKey, Arc<TaskRow>)>, Error> {
        let codes = match (self.wanted.code, self.filter.document, self.filter.session) {
            (Some(code), ..) => vec![code],
            (None, Some(document), _) => self.codes(engine, CODES_OF_DOCUMENT, Value::text(document))?,
            (None, None, Some(session)) => self.codes(engine, CODES_OF_SESSION, Value::text(session))?,
            (None, None, None) => Vec::new(),
        };
        let tasks = load(engine, self.register, &self.view, &codes)?.into_iter().flatten();
        let mut few: Vec<(TaskKey, Arc<TaskRow>)> = tasks
            .filter(|it| self.filter.allows(it) && self.wanted.is_in(it))
            .map(|it| (self.filter.key(&it), it))
            .collect();
        few.sort_by_key(|it| it.0);
        Ok(few)
    }

    fn codes(&self, engine: &mut Engine, sql: crate::engine::Sql, of: Value) -> Result<Vec<TaskCode>, Error> {
        let parameters = [Value::text(self.register), of, Value::count(MOST_OF_ONE)];
        let code = |row| {
            let mut cells = Cells::new("task", row);
            Ok(TaskCode { year: cells.number()?, n: cells.number()? })
        };
        engine.query(sql, &parameters)?.into_iter().map(code).collect()
    }

    /// How many tasks there are, up to one more than is counted.
    fn count(&self, engine: &mut Engine) -> Result<usize, Error> {
        if self.filter.document.is_some() || self.filter.session.is_some() || self.wanted.code.is_some() {
            return Ok(self.few(engine)?.len());
        }
        let needs_look = !self.needs_no_look() && !self.is_told_by_search();
        let (mut n, mut after, mut n_looked_at) = (0, None, 0);
        loop {
            let (keys, next) = self.keys(engine, after, MOST_COUNTED + 2)?;
            n_looked_at += keys.len();
            n += match needs_look {
                true => self.rows(engine, &keys)?.iter().filter(|(_, task)| self.is_asked(task)).count(),
                false => keys.len(),
            };
            let is_enough = needs_look && !self.is_searched() && n_looked_at > MOST_LOOKED_AT;
            if n > MOST_COUNTED || next.is_none() || is_enough {
                return Ok(n);
            }
            after = next;
        }
    }

    /// Whether the search index alone knows which tasks are asked for.
    fn is_told_by_search(&self) -> bool {
        use super::task_filter::TaskStanding::{All, DueSoon, Open, Overdue};
        let is_known = matches!(self.filter.state, All | Open | Overdue { .. } | DueSoon { .. });
        self.is_searched() && is_known && !self.filter.is_narrowed() && Search::tells_units(self.filter)
    }
}
