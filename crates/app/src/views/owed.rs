//! What a unit owes and what it waits for: the first thing its officer looks at.

use super::TaskView;
use super::tasks::Viewing;
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use jiff::civil::Date;
use model::UnitId;
use serde::Serialize;
use std::collections::HashSet;
use store::{TaskFilter, TaskRole, TaskRow, TaskStanding, Total, Units};

/// Open tasks around one unit, the latest first.
#[derive(Clone, Debug, Serialize)]
pub struct OwedView {
    /// Tasks it leads: at most fifty are listed.
    pub owed: Vec<TaskView>,
    /// Tasks that others lead and it coordinates, or that units below it lead: at most fifty are listed.
    pub waited: Vec<TaskView>,
    /// How many there are, counted up to a thousand each.
    pub n_owed: usize,
    pub n_waited: usize,
}

const MOST: usize = 50;

impl Office {
    /// What `unit` owes and waits for, as far as `viewer` sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn owed(&self, viewer: &Viewer, unit: UnitId) -> Result<OwedView, Error> {
        let below: Vec<UnitId> = viewer.seen_of(unit, true).into_iter().filter(|it| *it != unit).collect();
        let (owed, n_owed) = self.open_of(viewer, vec![unit], TaskRole::Lead)?;
        let (mut waited, mut n_waited) = self.open_of(viewer, vec![unit], TaskRole::Coordinating)?;
        if !below.is_empty() {
            let (of_below, n) = self.open_of(viewer, below, TaskRole::Lead)?;
            waited.extend(of_below);
            n_waited += n;
        }
        let mut seen = HashSet::new();
        waited.retain(|it| seen.insert(it.id));
        waited.sort_by_key(|it| (it.state.late_from_on.unwrap_or(Date::MAX), it.code.clone()));
        waited.truncate(MOST);
        Ok(OwedView { owed, waited, n_owed, n_waited })
    }

    /// The open tasks of units in one role, those that are late before the others.
    fn open_of(&self, viewer: &Viewer, units: Vec<UnitId>, role: TaskRole) -> Result<(Vec<TaskView>, usize), Error> {
        let register = self.register()?;
        let filter = |state| TaskFilter { role: Some(role), ..TaskFilter::new(Units::These(units.clone()), state) };
        let late =
            self.store.task_page(register, &filter(TaskStanding::Overdue { today: self.today() }), None, MOST)?;
        let open = self.store.task_page(register, &filter(TaskStanding::Open), None, MOST)?;
        let known: HashSet<_> = late.tasks.iter().map(|it| it.id).collect();
        let others = open.tasks.into_iter().filter(|it| !known.contains(&it.id));
        let viewing = Viewing::for_viewer(self, viewer)?;
        let rows = late.tasks.iter().cloned().chain(others).take(MOST);
        let tasks = rows.map(|it| viewing.task(&it as &TaskRow)).collect::<Result<_, _>>()?;
        let n = match self.store.task_total(register, &filter(TaskStanding::Open))? {
            Total::Exact(n) | Total::MoreThan(n) => n as usize,
        };
        Ok((tasks, n))
    }
}
