//! The task register: what somebody sees of it, filtered, page by page, in one list or in groups.

use super::gathering::{Group, Groups};
use super::grouping::{Common, Grouping, Heading, TaskGroup};
use super::task_query::{Place, STATES, TaskQuery, filter_of, given, standing, unreadable};
use super::tasks::Viewing;
use super::{TaskView, UnitMention};
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use crate::unit_list::{Below, unit_named};
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;
use store::{TaskFilter, TaskKey, TaskPage, TaskRow, TaskStanding, Total};

/// One page of the register.
#[derive(Clone, Debug, Serialize)]
pub struct TaskRegisterView {
    /// The day for which the states hold.
    pub today: Date,
    pub unit: Option<UnitMention>,
    /// The document asked about, where it is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The day of the session asked about, where it is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_held_on: Option<Date>,
    pub tasks: Vec<TaskView>,
    /// Where groups are asked for: those of which the page shows something, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<TaskGroup>,
    /// Only so many tasks were grouped: the list has more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n_grouped: Option<usize>,
    /// What `after` has to be for the next page; `None` on the last.
    pub next: Option<String>,
    /// How many tasks are asked for.
    pub total: TotalView,
    /// How many there are in each state, whatever state is asked for; with a text only in that one.
    pub counts: Vec<StateCount>,
}

/// A state of the filter, and how many tasks are in it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StateCount {
    pub state: &'static str,
    #[serde(flatten)]
    pub total: TotalView,
}

/// A count, or that there are more than were counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TotalView {
    pub n: u64,
    /// There are more than `n`.
    pub is_more: bool,
}

/// Tasks on a page.
const PAGE_LENGTH: usize = 50;

/// The most tasks that are put into groups: the first of the list.
const MOST_GROUPED: usize = 2_000;

impl Office {
    /// A page of the tasks that `viewer` sees.
    ///
    /// # Errors
    /// [`model::Refusal::FilterUnreadable`], [`model::Refusal::DayUnreadable`], [`model::Refusal::DaysReversed`];
    /// [`crate::error::NotFound::Object`] for a unit that is not seen; [`Error::Store`].
    pub fn task_register(&self, viewer: &Viewer, asked: &TaskQuery) -> Result<TaskRegisterView, Error> {
        self.register_page(viewer, asked, PAGE_LENGTH)
    }

    pub(super) fn register_page(
        &self,
        viewer: &Viewer,
        asked: &TaskQuery,
        length: usize,
    ) -> Result<TaskRegisterView, Error> {
        let today = self.today();
        let filter = filter_of(viewer, asked, today)?;
        let grouping = asked.grouping()?;
        let (after, from) = match (grouping, asked.place()?) {
            (_, None) => (None, 0),
            (None, Some(Place::Listed(after))) => (Some(after), 0),
            (Some(_), Some(Place::Grouped(from))) => (None, from),
            (_, Some(place)) => return Err(Error::Refused(unreadable("after", &place.to_string()))),
        };
        let viewing = Viewing::for_viewer(self, viewer)?;
        let (piece, counts) = match grouping {
            Some(grouping) => {
                let groups = self.groups(viewer, &viewing, &filter, grouping)?;
                (self.piece_of(&viewing, &groups, (from, length))?, self.counts(&filter, today)?)
            }
            None => self.list(&filter, (after, length), today)?,
        };
        let asked_state = given(&asked.state).unwrap_or(STATES[0]);
        let total = counts.iter().find(|it| it.state == asked_state).map_or(TotalView::default(), |it| it.total);
        let Piece { tasks, groups, n_grouped, next } = piece;
        let tasks = tasks.iter().map(|it| viewing.task(it)).collect::<Result<_, _>>()?;
        let unit = given(&asked.unit).and_then(|it| match unit_named(viewer, it) {
            Below::One { unit } => Some(unit),
            Below::Several { .. } | Below::Nobody => None,
        });
        let (document, session_held_on) = self.called(viewer, &filter, &viewing)?;
        Ok(TaskRegisterView { today, unit, document, session_held_on, tasks, groups, n_grouped, next, total, counts })
    }

    /// Number or title of the document of a filter, and the day of its session, as far as `viewer` sees them.
    fn called(
        &self,
        viewer: &Viewer,
        filter: &TaskFilter,
        viewing: &Viewing,
    ) -> Result<(Option<String>, Option<Date>), Error> {
        let document = match filter.document {
            Some(it) if self.sees(viewer, it.into())? => viewing.document(it)?.name(),
            _ => None,
        };
        let held_on = match filter.session {
            Some(it) if self.sees(viewer, it.into())? => viewing.held_on(it)?,
            _ => None,
        };
        Ok((document, held_on))
    }

    /// A piece of the list, and how many are in each state.
    fn list(
        &self,
        filter: &TaskFilter,
        (after, length): (Option<TaskKey>, usize),
        today: Date,
    ) -> Result<(Piece, Vec<StateCount>), Error> {
        let (names, states) = counted(filter, today);
        let asked_for = self.store.task_page_with_totals(self.register()?, filter, (after, length), &states);
        let (page, totals) = asked_for.map_err(|it| misplaced(after, it))?;
        let counts = names.into_iter().zip(totals).map(state_count).collect();
        Ok((Piece::listed(page), counts))
    }

    /// The counts alone.
    fn counts(&self, filter: &TaskFilter, today: Date) -> Result<Vec<StateCount>, Error> {
        let (names, states) = counted(filter, today);
        let totals = self.store.task_totals(self.register()?, filter, &states)?;
        Ok(names.into_iter().zip(totals).map(state_count).collect())
    }

    /// The groups of a list, as of the moment in which `viewer` was looked up, or later.
    fn groups(
        &self,
        viewer: &Viewer,
        viewing: &Viewing,
        filter: &TaskFilter,
        grouping: Grouping,
    ) -> Result<Arc<Groups>, Error> {
        let today = viewing.today;
        let gather = || {
            let page = self.store.task_page(self.register()?, filter, None, MOST_GROUPED)?;
            let is_cut = page.next.is_some();
            Ok(Arc::new(Groups::of(page.tasks, grouping, today, is_cut, |unit| viewing.place_of(unit))))
        };
        // Words are looked for anew: their index may be late.
        match filter.text {
            Some(_) => gather(),
            None => self.held.gathered.get(viewer.position, (filter.clone(), grouping, today), gather),
        }
    }

    /// So many tasks of the groups, from a place in them on.
    fn piece_of(&self, viewing: &Viewing, all: &Groups, (from, length): (usize, usize)) -> Result<Piece, Error> {
        let n_all = all.codes.len();
        let from = from.min(n_all);
        let until = from.saturating_add(length).min(n_all);
        let (mut groups, mut at) = (Vec::new(), 0);
        for group in &all.groups {
            let shown = at.clamp(from, until) - from..(at + group.n).clamp(from, until) - from;
            at += group.n;
            if !shown.is_empty() {
                groups.push(group.on_page(viewing.heading(group.common)?, shown));
            }
        }
        let tasks = self.store.tasks_of(self.register()?, &all.codes[from..until])?;
        if tasks.len() != until - from {
            // Something is gone since they were gathered: what is left stands without heads.
            groups.clear();
        }
        let next = (until < n_all).then(|| Place::Grouped(until).to_string());
        Ok(Piece { tasks, groups, n_grouped: all.is_cut.then_some(n_all), next })
    }
}

/// The states that are counted. Words have to be looked for anew in each: then only the one asked for is.
fn counted(filter: &TaskFilter, today: Date) -> (Vec<&'static str>, Vec<TaskStanding>) {
    let is_counted = |it: &TaskStanding| filter.text.is_none() || *it == filter.state;
    let named = STATES.into_iter().filter_map(|it| Some((it, standing(it, today)?)));
    named.filter(|it| is_counted(&it.1)).unzip()
}

/// What a page shows of a list.
struct Piece {
    tasks: Vec<Arc<TaskRow>>,
    groups: Vec<TaskGroup>,
    n_grouped: Option<usize>,
    next: Option<String>,
}

impl Piece {
    fn listed(page: TaskPage) -> Piece {
        let next = page.next.map(|it| it.to_string());
        Piece { tasks: page.tasks, groups: Vec::new(), n_grouped: None, next }
    }
}

impl Group {
    /// As a page shows it, with the tasks of `tasks`, places in the page.
    fn on_page(&self, heading: Heading, tasks: Range<usize>) -> TaskGroup {
        let Group { n, n_overdue, n_due_soon, n_awaiting, .. } = *self;
        TaskGroup { heading, tasks, n, n_overdue, n_due_soon, n_awaiting }
    }
}

impl Viewing<'_> {
    pub(super) fn heading(&self, common: Common) -> Result<Heading, Error> {
        Ok(match common {
            Common::Unit(unit) => Heading::Unit { unit: self.unit(unit) },
            Common::Field(field) => Heading::Field { field },
            Common::Month(from_on) => Heading::Month { from_on },
            Common::Source(document) => {
                let called = document.map(|it| self.document(it)).transpose()?.unwrap_or_default();
                Heading::Source { document, number: called.number, title: called.title }
            }
        })
    }
}

impl From<Total> for TotalView {
    fn from(total: Total) -> TotalView {
        match total {
            Total::Exact(n) => TotalView { n, is_more: false },
            Total::MoreThan(n) => TotalView { n, is_more: true },
        }
    }
}

/// A place of another list is answered like one that is none.
fn misplaced(after: Option<TaskKey>, error: store::Error) -> Error {
    match after.filter(|_| error.is_misplaced()) {
        Some(it) => Error::Refused(unreadable("after", &it.to_string())),
        None => Error::Store(error),
    }
}

pub(super) fn state_count((state, total): (&'static str, Total)) -> StateCount {
    StateCount { state, total: total.into() }
}
