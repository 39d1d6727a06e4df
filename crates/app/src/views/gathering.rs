//! The groups of a list, gathered once and held until something is appended: each page shows a piece of them.

use super::grouping::{Common, Grouping};
use super::task_query::SOON_DAYS;
use jiff::ToSpan;
use jiff::civil::Date;
use model::UnitId;
use model::state::{TaskCode, WorkState};
use std::sync::Arc;
use store::{TaskFilter, TaskRow};

/// A list in groups: of each task its code alone.
pub struct Groups {
    /// In their order.
    pub groups: Vec<Group>,
    /// Of all tasks, group by group.
    pub codes: Vec<TaskCode>,
    /// The list has more tasks than were gathered.
    pub is_cut: bool,
}

/// A group, and how its tasks stand.
pub struct Group {
    pub common: Common,
    pub n: usize,
    pub n_overdue: usize,
    pub n_due_soon: usize,
    pub n_awaiting: usize,
}

impl Groups {
    /// The groups of `tasks` on a day; the order of units is told by `place`.
    pub fn of(
        tasks: Vec<Arc<TaskRow>>,
        grouping: Grouping,
        today: Date,
        is_cut: bool,
        place: impl Fn(UnitId) -> usize,
    ) -> Groups {
        let soon_until = today.checked_add((SOON_DAYS + 1).days()).unwrap_or(today);
        let late_by = |it: &TaskRow, day: Date| it.late_from_on.is_some_and(|late| late <= day);
        let (mut groups, mut codes) = (Vec::new(), Vec::with_capacity(tasks.len()));
        for gathered in grouping.gather(tasks, place) {
            let count =
                |is_counted: &dyn Fn(&TaskRow) -> bool| gathered.tasks.iter().filter(|it| is_counted(it)).count();
            groups.push(Group {
                common: gathered.common,
                n: gathered.tasks.len(),
                n_overdue: count(&|it| late_by(it, today)),
                n_due_soon: count(&|it| late_by(it, soon_until) && !late_by(it, today)),
                n_awaiting: count(&|it| it.work == WorkState::AwaitingConfirmation),
            });
            codes.extend(gathered.tasks.iter().map(|it| it.code));
        }
        Groups { groups, codes, is_cut }
    }
}

/// What is asked for, and the day for which it is told.
pub type Asked = (TaskFilter, Grouping, Date);
