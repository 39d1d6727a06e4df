//! What a unit leads, what it works with others on, and what it has to watch: the first thing its officer looks at.

use super::tasks::Viewing;
use super::{TaskView, TotalView};
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use model::UnitId;
use serde::Serialize;
use std::collections::HashSet;
use store::{TaskFilter, TaskRole, TaskStanding, Units};

/// Open tasks around one unit.
#[derive(Clone, Debug, Serialize)]
pub struct OwedView {
    /// Tasks it leads.
    pub led: Owed,
    /// Tasks that others lead and it coordinates.
    pub coordinated: Owed,
    /// Tasks that units below it lead; `None` where there is none that is seen.
    pub watched: Option<Owed>,
}

/// Open tasks, those that are late first.
#[derive(Clone, Debug, Serialize)]
pub struct Owed {
    /// At most fifty.
    pub tasks: Vec<TaskView>,
    /// How many there are.
    pub total: TotalView,
}

const MOST: usize = 50;

impl Office {
    /// What `unit` owes and watches, as far as `viewer` sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn owed(&self, viewer: &Viewer, unit: UnitId) -> Result<OwedView, Error> {
        let below: Vec<UnitId> = viewer.seen_of(unit, true).into_iter().filter(|it| *it != unit).collect();
        let watched = (!below.is_empty()).then(|| self.open_of(viewer, below, TaskRole::Lead)).transpose()?;
        Ok(OwedView {
            led: self.open_of(viewer, vec![unit], TaskRole::Lead)?,
            coordinated: self.open_of(viewer, vec![unit], TaskRole::Coordinating)?,
            watched,
        })
    }

    /// The open tasks of units in one role, those that are late before the others.
    fn open_of(&self, viewer: &Viewer, units: Vec<UnitId>, role: TaskRole) -> Result<Owed, Error> {
        let register = self.register()?;
        let filter = |state| TaskFilter { role: Some(role), ..TaskFilter::new(Units::These(units.clone()), state) };
        let late =
            self.store.task_page(register, &filter(TaskStanding::Overdue { today: self.today() }), None, MOST)?;
        let open = self.store.task_page(register, &filter(TaskStanding::Open), None, MOST)?;
        let known: HashSet<_> = late.tasks.iter().map(|it| it.id).collect();
        let others = open.tasks.into_iter().filter(|it| !known.contains(&it.id));
        let viewing = Viewing::for_viewer(self, viewer)?;
        let rows = late.tasks.iter().cloned().chain(others).take(MOST);
        let tasks = rows.map(|it| viewing.task(&it)).collect::<Result<_, _>>()?;
        let total = self.store.task_total(register, &filter(TaskStanding::Open))?;
        Ok(Owed { tasks, total: total.into() })
    }
}
