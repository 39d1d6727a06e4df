//! What a unit leads, what it works with others on, and what it has to watch: the first thing its officer looks at.

use super::contributions::ContributionOwed;
use super::home::{HomeTask, next_step};
use super::register::state_count;
use super::task_query::standing;
use super::tasks::Viewing;
use super::{StateCount, TotalView};
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use jiff::civil::Date;
use model::UnitId;
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;
use store::{TaskFilter, TaskRole, TaskRow, TaskStanding, Units};

/// Open tasks around one unit.
#[derive(Clone, Debug, Serialize)]
pub struct OwedView {
    /// Tasks it leads.
    pub led: Owed,
    /// Tasks that others lead and it coordinates.
    pub coordinated: Owed,
    /// What it was asked for on tasks that others lead, and has not answered.
    pub contributions: Vec<ContributionOwed>,
    /// Tasks that units below it lead; `None` where there is none that is seen.
    pub watched: Option<Owed>,
}

/// Open tasks, those that are late first.
#[derive(Clone, Debug, Serialize)]
pub struct Owed {
    /// At most fifty.
    pub tasks: Vec<HomeTask>,
    /// How many there are.
    pub total: TotalView,
    /// How many of them stand in a way that is told on its own.
    pub counts: Vec<StateCount>,
}

const MOST: usize = 50;

/// The states that are counted; the first is the whole.
const TOLD: [&str; 4] = ["open", "overdue", "due_soon", "awaiting"];

impl Office {
    /// What `unit` owes and watches, as far as `viewer` sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn owed(&self, viewer: &Viewer, unit: UnitId) -> Result<OwedView, Error> {
        let below: Vec<UnitId> = viewer.seen_of(unit, true).into_iter().filter(|it| *it != unit).collect();
        let led = self.open_of(viewer, Units::These(vec![unit]), TaskRole::Lead)?;
        let coordinated = self.open_of(viewer, Units::These(vec![unit]), TaskRole::Coordinating)?;
        let watched = match below.len() + 1 {
            1 => None,
            n if n == viewer.units.tree.units().len() => Some(self.open_but(viewer, unit, &led)?),
            _ => Some(self.open_of(viewer, Units::These(below), TaskRole::Lead)?),
        };
        let contributions = self.contributions_owed(viewer, unit, MOST)?;
        Ok(OwedView { led, coordinated, contributions, watched })
    }

    /// The open tasks that all units but `unit` lead: those of everybody, without its own.
    fn open_but(&self, viewer: &Viewer, unit: UnitId, own: &Owed) -> Result<Owed, Error> {
        let mut all = self.open_of(viewer, Units::All, TaskRole::Lead)?;
        all.tasks.retain(|it| it.task.lead.id != unit);
        all.total = without(all.total, own.total);
        for it in &mut all.counts {
            let own = own.counts.iter().find(|own| own.state == it.state);
            it.total = without(it.total, own.map_or(TotalView::default(), |it| it.total));
        }
        all.counts.retain(|it| it.total.n > 0 || it.total.is_more);
        Ok(all)
    }

    /// The open tasks of units in one role: those that are late, then by the day on which they are due.
    fn open_of(&self, viewer: &Viewer, units: Units, role: TaskRole) -> Result<Owed, Error> {
        let (register, today) = (self.register()?, self.today());
        let filter = |state| TaskFilter { role: Some(role), ..TaskFilter::new(units.clone(), state) };
        let late = self.store.task_page(register, &filter(TaskStanding::Overdue { today }), None, MOST)?;
        let states: Vec<TaskStanding> = TOLD.iter().filter_map(|it| standing(it, today)).collect();
        let asked = filter(TaskStanding::Open);
        let (open, totals) = self.store.task_page_with_totals(register, &asked, (None, MOST), &states)?;
        let known: HashSet<_> = late.tasks.iter().map(|it| it.id).collect();
        let mut others: Vec<_> = open.tasks.into_iter().filter(|it| !known.contains(&it.id)).collect();
        others.sort_by_key(|it| it.deadline.due_on().unwrap_or(Date::MAX));
        let viewing = Viewing::for_viewer(self, viewer)?;
        let rows = late.tasks.into_iter().chain(others).take(MOST);
        let task = |it: Arc<TaskRow>| Ok(HomeTask { task: viewing.task(&it)?, next: next_step(viewer, &it, today) });
        let tasks = rows.map(task).collect::<Result<_, Error>>()?;
        let mut counts: Vec<StateCount> = TOLD.into_iter().zip(totals).map(state_count).collect();
        let total = counts.remove(0).total;
        counts.retain(|it| it.total.n > 0 || it.total.is_more);
        Ok(Owed { tasks, total, counts })
    }
}

/// A total without some of what it counts; where there are more than were counted, there still are.
fn without(total: TotalView, some: TotalView) -> TotalView {
    if total.is_more { total } else { TotalView { n: total.n.saturating_sub(some.n), ..total } }
}
