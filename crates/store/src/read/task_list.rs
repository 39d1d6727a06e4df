//! Lists of tasks, page by page: which tasks, in which order, and how many there are.

use super::names::Names;
use super::task_arms::places;
use super::task_cache::View;
use super::task_filter::{Stretch, TaskFilter, TaskKey, TaskStanding, Wanted};
use super::task_rows::load;
use super::totals::FoundPlaces;
use super::{CODES_OF_DOCUMENT, CODES_OF_SESSION, Cells, TaskRow};
use crate::Store;
use crate::engine::{Engine, Value};
use crate::entry::Head;
use crate::error::Error;
use crate::search::Search;
use model::RegisterId;
use model::state::TaskCode;
use std::cell::RefCell;
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

impl Total {
    /// `n` were counted; `is_all` where there are no others.
    fn of(n: usize, is_all: bool) -> Total {
        match is_all && n <= MOST_COUNTED {
            true => Total::Exact(n as u64),
            false => Total::MoreThan(n.min(MOST_COUNTED) as u64),
        }
    }
}

/// Beyond this nobody counts.
const MOST_COUNTED: usize = 1_000;

/// The most places asked of the database at once.
const LARGEST_CHUNK: usize = 1_000;

/// So many places are looked through at once for words, days or roles; the list goes on from there, and is counted so far.
const MOST_LOOKED_AT: usize = 20_000;

/// The most tasks of one document or session that a list looks at.
const MOST_OF_ONE: u64 = 20_000;

impl Store {
    /// At most `limit` tasks after `after`, in the order that the state asked for has.
    ///
    /// With a text the order is that of the search index, where one follows: the most urgent first. Where little of what
    /// is looked through is asked for, a page may hold fewer, even none, and the list still goes on.
    ///
    /// # Errors
    /// Misplaced for an `after` of a list in another order.
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
            let list = List::new(register, filter, search, view);
            list.page(engine, after, limit)
        })
    }

    /// How many tasks a list has, counted up to a thousand, and no further than a list is looked through at once.
    pub fn task_total(&self, register: RegisterId, filter: &TaskFilter) -> Result<Total, Error> {
        let search = self.searcher(register, filter)?;
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            self.total(engine, &List::new(register, filter, search, view))
        })
    }

    /// A page as [`Store::task_page`] gives it, and the totals of the same list in each of `states`: all of one moment.
    ///
    /// # Errors
    /// Misplaced for an `after` of a list in another order.
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
            let list = List::new(register, filter, search, view);
            let page = list.page(engine, after, limit)?;
            Ok((page, self.totals(engine, &list, states)?))
        })
    }

    /// The totals alone.
    pub fn task_totals(
        &self,
        register: RegisterId,
        filter: &TaskFilter,
        states: &[TaskStanding],
    ) -> Result<Vec<Total>, Error> {
        let search = self.searcher(register, filter)?;
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            self.totals(engine, &List::new(register, filter, search, view), states)
        })
    }

    /// The tasks of `codes` in their order; one that is not there is left out.
    pub fn tasks_of(&self, register: RegisterId, codes: &[TaskCode]) -> Result<Vec<Arc<TaskRow>>, Error> {
        self.snapshot(|engine| {
            let view = self.inner.tasks.view(engine, register)?;
            Ok(load(engine, register, &view, codes)?.into_iter().flatten().collect())
        })
    }

    /// The totals of `list` in each of `states`.
    fn totals(&self, engine: &mut Engine, list: &List, states: &[TaskStanding]) -> Result<Vec<Total>, Error> {
        let total = |state: &TaskStanding| {
            let filter = TaskFilter { state: *state, ..list.filter.clone() };
            let (wanted, view) = (list.wanted.clone(), list.view.clone());
            let list = List { filter: &filter, wanted, view, names: RefCell::default(), ..*list };
            self.total(engine, &list)
        };
        states.iter().map(total).collect()
    }

    /// The search index where words are asked for and it has caught up with the ledger.
    fn searcher(&self, register: RegisterId, filter: &TaskFilter) -> Result<Option<Searcher<'_>>, Error> {
        let Some(search) = self.inner.search.get().filter(|it| filter.text.is_some() && it.serves(register)) else {
            return Ok(None);
        };
        let position = self.head(register)?.map_or(0, |it| it.position);
        Ok(search.has_reached(position).then(|| (search.as_ref(), &self.inner.found)))
    }

    fn total(&self, engine: &mut Engine, list: &List) -> Result<Total, Error> {
        if let Some(total) = list.view.head().and_then(|it| self.inner.totals.get(it, list.filter)) {
            return Ok(total);
        }
        let before = list.view.head().filter(|it| list.tells_all_of(it));
        let total = list.count(engine)?;
        if let Some(head) = before.filter(|it| list.tells_all_of(it)) {
            self.inner.totals.keep(head, list.filter.clone(), total);
        }
        Ok(total)
    }
}

/// The index of words, with what was found in it lately.
type Searcher<'a> = (&'a Search, &'a FoundPlaces);

struct List<'a> {
    register: RegisterId,
    filter: &'a TaskFilter,
    wanted: Wanted,
    search: Option<Searcher<'a>>,
    view: View<'a>,
    /// Of those that are looked through.
    names: RefCell<Names>,
}

impl<'a> List<'a> {
    fn new(register: RegisterId, filter: &'a TaskFilter, search: Option<Searcher<'a>>, view: View<'a>) -> List<'a> {
        List { register, filter, wanted: filter.wanted(), search, view, names: RefCell::default() }
    }

    fn page(&self, engine: &mut Engine, after: Option<TaskKey>, limit: usize) -> Result<TaskPage, Error> {
        self.want_place_of_ours(after)?;
        if self.is_of_few() {
            return self.page_of_few(engine, after, limit);
        }
        let mut tasks: Vec<(TaskKey, Arc<TaskRow>)> = Vec::new();
        let (mut after, mut chunk, mut n_looked_at) = (after, limit + 2, 0);
        loop {
            let Stretch { mut keys, next, n_read } = self.stretch(engine, after, chunk)?;
            n_looked_at += n_read;
            if self.needs_no_look() && tasks.len() + keys.len() > limit {
                // The one beyond the page only says that there is more.
                keys.truncate(limit - tasks.len());
                let next = keys.last().copied().or(tasks.last().map(|it| it.0));
                tasks.extend(self.rows(engine, &keys)?);
                return Ok(TaskPage { tasks: tasks.into_iter().map(|it| it.1).collect(), next });
            }
            let rows = self.rows(engine, &keys)?;
            tasks.extend(if self.needs_no_look() { rows } else { self.asked_of(engine, rows)? });
            if tasks.len() > limit || next.is_none() {
                break;
            }
            if n_looked_at > MOST_LOOKED_AT {
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
        self.wanted.is_empty() && !self.filter.asks_of_each()
    }

    /// Those of `rows` that are asked for.
    fn asked_of(
        &self,
        engine: &mut Engine,
        rows: Vec<(TaskKey, Arc<TaskRow>)>,
    ) -> Result<Vec<(TaskKey, Arc<TaskRow>)>, Error> {
        let mut asked = Vec::new();
        for (key, task) in rows {
            if self.filter.allows(&task) && (self.is_searched() || self.has_words(engine, &task)?) {
                asked.push((key, task));
            }
        }
        Ok(asked)
    }

    /// Whether a task has the code and holds the words somebody looks for.
    fn has_words(&self, engine: &mut Engine, task: &TaskRow) -> Result<bool, Error> {
        let is_called_so = self.wanted.code.is_none_or(|it| it == task.code);
        if !is_called_so || self.wanted.words.is_empty() {
            return Ok(is_called_so);
        }
        let text = self.names.borrow_mut().words_of(engine, self.register, task)?;
        Ok(self.wanted.are_in(&text))
    }

    /// Whether one document, one session or one code names all that can be in it.
    fn is_of_few(&self) -> bool {
        self.filter.document.is_some() || self.filter.session.is_some() || self.wanted.code.is_some()
    }

    fn is_searched(&self) -> bool {
        self.search.is_some() && !self.wanted.words.is_empty() && !self.is_of_few()
    }

    /// A place in a list of another order says nothing here: to go on there would mean from the beginning.
    fn want_place_of_ours(&self, after: Option<TaskKey>) -> Result<(), Error> {
        let is_by_day = self.filter.late_days().is_some();
        let is_ours = match after {
            None => true,
            Some(TaskKey::Found(_)) => self.is_searched(),
            Some(TaskKey::Late(..)) => is_by_day && !self.is_searched(),
            Some(TaskKey::Code(_)) => !is_by_day && !self.is_searched(),
        };
        if is_ours { Ok(()) } else { Err(Error::misplaced("going on at a place of a list in another order")) }
    }

    /// Whether a total counted now is that of the entry `head`: the search index may stand at another one, and where words
    /// are looked for without it, it would count further.
    fn tells_all_of(&self, head: &Head) -> bool {
        self.wanted.words.is_empty() || self.is_of_few() || self.search.is_some_and(|it| it.0.stands_at(head.position))
    }

    /// The places after `after`, in their order.
    fn stretch(&self, engine: &mut Engine, after: Option<TaskKey>, n: usize) -> Result<Stretch, Error> {
        match self.search {
            Some(search) if self.is_searched() => self.found(search, after, n),
            _ => places((engine, self.register, &self.view), self.filter, after, n),
        }
    }

    /// The places after `after` where the words are found.
    fn found(&self, (search, kept): Searcher, after: Option<TaskKey>, n: usize) -> Result<Stretch, Error> {
        let asked = (self.filter.clone(), after, n);
        // The index may stand at another entry than this list.
        let is_there = |it: &&Head| search.stands_at(it.position);
        let head = self.view.head().filter(is_there);
        if let Some(known) = head.and_then(|it| kept.get(it, &asked)) {
            return Ok(known);
        }
        let found = search.places(self.filter, &self.wanted, after, n)?;
        if let Some(head) = head.filter(is_there) {
            kept.keep(head, asked, found.clone());
        }
        Ok(found)
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
        let mut few = self.asked_of(engine, tasks.map(|it| (self.filter.key(&it), it)).collect())?;
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

    /// How many tasks there are, as far as they are counted.
    fn count(&self, engine: &mut Engine) -> Result<Total, Error> {
        if self.is_of_few() {
            return Ok(Total::of(self.few(engine)?.len(), true));
        }
        let needs_look = !self.needs_no_look() && !self.is_told_by_search();
        let (mut n, mut after, mut n_looked_at) = (0, None, 0);
        loop {
            let Stretch { keys, next, n_read } = self.stretch(engine, after, MOST_COUNTED + 2)?;
            n_looked_at += n_read;
            n += match needs_look {
                true => {
                    let rows = self.rows(engine, &keys)?;
                    self.asked_of(engine, rows)?.len()
                }
                false => keys.len(),
            };
            if n > MOST_COUNTED || next.is_none() || n_looked_at > MOST_LOOKED_AT {
                return Ok(Total::of(n, next.is_none()));
            }
            after = next;
        }
    }

    /// Whether the search index alone knows which tasks are asked for.
    fn is_told_by_search(&self) -> bool {
        use super::task_filter::TaskStanding::{All, DueSoon, Open, Overdue};
        let is_known = matches!(self.filter.state, All | Open | Overdue { .. } | DueSoon { .. });
        self.is_searched()
            && is_known
            && !self.filter.asks_of_each()
            && !self.filter.is_narrowed()
            && self.search.is_some_and(|it| it.0.tells_units(self.filter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Order, Place, Submission, Units};
    use model::act::{account, register};
    use model::{AccountId, Command, StreamId};
    use std::time::{Duration, Instant};

    /// A founded register in a folder of its own, and its search index beside it.
    fn founded(folder: &std::path::Path) -> (Store, RegisterId) {
        let id = |n: u128| StreamId(format!("01890000-0000-7000-8000-{n:012x}").parse().unwrap());
        let order = |stream, command| Order { stream, seen: None, command };
        let found = register::found::Found { is_rehearsal: true, is_alone: false };
        let open = account::open::Open { name: "name".to_owned() };
        let store = Store::open(&Place::Sqlite(folder.join("register.sqlite"))).unwrap();
        let (register, actor) = (RegisterId(id(1)), AccountId(id(2)));
        let orders = vec![
            order(register.into(), Command::Register(register::Command::Found(found))),
            order(actor.into(), Command::Account(account::Command::Open(open))),
        ];
        let at = "2026-03-31T08:00:00Z".parse().unwrap();
        let (key, salt_seed, hidden) = ("found".to_owned(), [0; 32], Default::default());
        let following = Vec::new();
        store
            .submit(Submission { register, actor, at, key, drawn_from: None, salt_seed, hidden, orders, following })
            .unwrap();
        store.follow_for_search(&folder.join("search.sqlite")).unwrap();
        (store, register)
    }

    #[test]
    fn a_total_is_kept_only_for_the_entry_at_which_the_index_stands() {
        let folder = std::env::temp_dir().join(format!("bamsat-totals-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (store, register) = founded(&folder);
        let began = Instant::now();
        while !store.searches(register) {
            assert!(began.elapsed() < Duration::from_secs(20), "the index is made");
            std::thread::sleep(Duration::from_millis(20));
        }
        let filter = &TaskFilter { text: Some("word".to_owned()), ..TaskFilter::new(Units::All, TaskStanding::All) };
        for (position, is_kept) in [(1, false), (3, false), (2, true)] {
            let search = Search::at(&folder.join("search.sqlite"), register, position);
            let (total, kept) = store
                .snapshot(|engine| {
                    let view = store.inner.tasks.view(engine, register)?;
                    let list = List::new(register, filter, Some((&search, &store.inner.found)), view);
                    let total = store.total(engine, &list)?;
                    Ok((total, store.inner.totals.get(list.view.head().unwrap(), filter)))
                })
                .unwrap();
            assert_eq!((total, kept.is_some()), (Total::Exact(0), is_kept), "index at {position}");
        }
        drop(store);
        let _ = std::fs::remove_dir_all(folder);
    }
}
