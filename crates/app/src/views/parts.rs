//! The parts of a task: what it was broken down into, and how they stand.

use super::TaskView;
use model::state::WorkState;
use serde::Serialize;

/// The most parts of a task that are shown.
pub(super) const MOST_PARTS: usize = 1_000;

/// The parts of a task; what it is in is computed from them, never typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Parts {
    pub tasks: Vec<TaskView>,
    pub n_completed: usize,
    pub n_open: usize,
    pub n_late: usize,
}

impl Parts {
    pub(super) fn of(tasks: Vec<TaskView>) -> Parts {
        let count = |is: &dyn Fn(&TaskView) -> bool| tasks.iter().filter(|it| is(it)).count();
        let n_completed = count(&|it| it.state.work == WorkState::Completed);
        let n_open = count(&|it| it.state.work.is_open());
        let n_late = count(&|it| is_late(it));
        Parts { n_completed, n_open, n_late, tasks }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Those that are late.
    pub fn late(&self) -> impl Iterator<Item = &TaskView> {
        self.tasks.iter().filter(|it| is_late(it))
    }

    /// Those that are still owed.
    pub fn open(&self) -> impl Iterator<Item = &TaskView> {
        self.tasks.iter().filter(|it| it.state.work.is_open())
    }
}

fn is_late(task: &TaskView) -> bool {
    task.state.work.is_open() && task.state.days_late > 0
}
