//! The task register: what somebody sees of it, filtered, page by page, in one list or in groups.

use super::grouping::{Common, Gathered, Grouping, Heading, TaskGroup};
use super::task_query::{Place, SOON_DAYS, STATES, TaskQuery, filter_of, given, standing, unreadable};
use super::tasks::Viewing;
use super::{TaskView, UnitMention};
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use jiff::ToSpan;
use jiff::civil::Date;
use model::UnitId;
use serde::Serialize;
use std::sync::Arc;
use store::{TaskFilter, TaskKey, TaskRow, TaskStanding, Total};

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
        let most = if grouping.is_some() { MOST_GROUPED } else { length };
        let (listed, counts) = self.list(&filter, (after, most), today)?;
        let viewing = Viewing::for_viewer(self, viewer)?;
        let piece = match grouping {
            Some(grouping) => viewing.grouped(listed, grouping, (from, length))?,
            None => Piece::listed(listed),
        };
        let asked_state = given(&asked.state).unwrap_or(STATES[0]);
        let total = counts.iter().find(|it| it.state == asked_state).map_or(TotalView::default(), |it| it.total);
        let Piece { tasks, groups, n_grouped, next } = piece;
        let tasks = tasks.iter().map(|it| viewing.task(it)).collect::<Result<_, _>>()?;
        let unit: Option<UnitId> = given(&asked.unit).and_then(|it| it.parse().ok());
        let unit = unit.map(|id| UnitMention { id, name: viewer.unit_name(id) });
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
    ) -> Result<(Listed, Vec<StateCount>), Error> {
        // Words have to be looked for anew in each state: then only the one asked for is counted.
        let is_counted = |it: &&'static str| filter.text.is_none() || standing(it, today) == Some(filter.state);
        let names: Vec<&'static str> = STATES.into_iter().filter(is_counted).collect();
        let states: Vec<TaskStanding> = names.iter().filter_map(|it| standing(it, today)).collect();
        let asked_for = self.store.task_page_with_totals(self.register()?, filter, (after, length), &states);
        let (page, totals) = asked_for.map_err(|it| misplaced(after, it))?;
        let counts = names.into_iter().zip(totals).map(state_count).collect();
        Ok((Listed { tasks: page.tasks, next: page.next }, counts))
    }
}

/// Tasks in the order of their list, and where it goes on.
struct Listed {
    tasks: Vec<Arc<TaskRow>>,
    next: Option<TaskKey>,
}

/// What a page shows of a list.
struct Piece {
    tasks: Vec<Arc<TaskRow>>,
    groups: Vec<TaskGroup>,
    n_grouped: Option<usize>,
    next: Option<String>,
}

impl Piece {
    fn listed(listed: Listed) -> Piece {
        let next = listed.next.map(|it| it.to_string());
        Piece { tasks: listed.tasks, groups: Vec::new(), n_grouped: None, next }
    }
}

impl Viewing<'_> {
    /// So many tasks of the groups, from a place in them on.
    fn grouped(&self, listed: Listed, grouping: Grouping, (from, length): (usize, usize)) -> Result<Piece, Error> {
        let (n_all, is_cut) = (listed.tasks.len(), listed.next.is_some());
        let soon_until = self.today.checked_add((SOON_DAYS + 1).days()).unwrap_or(self.today);
        let until = from.saturating_add(length).min(n_all);
        let (mut tasks, mut groups, mut at) = (Vec::new(), Vec::new(), 0);
        for gathered in grouping.gather(listed.tasks, |unit| self.place_of(unit)) {
            let shown = from.clamp(at, at + gathered.tasks.len()) - at..until.clamp(at, at + gathered.tasks.len()) - at;
            at += gathered.tasks.len();
            if shown.is_empty() {
                continue;
            }
            let places = tasks.len()..tasks.len() + shown.len();
            groups.push(gathered.on_page(self.heading(&gathered)?, places, self.today, soon_until));
            tasks.extend_from_slice(&gathered.tasks[shown]);
        }
        let next = (until < n_all).then(|| Place::Grouped(until).to_string());
        Ok(Piece { tasks, groups, n_grouped: is_cut.then_some(n_all), next })
    }

    fn heading(&self, gathered: &Gathered) -> Result<Heading, Error> {
        Ok(match gathered.common {
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
