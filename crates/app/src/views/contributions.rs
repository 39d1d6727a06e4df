//! What the coordinating units of a task were asked for, and what one unit still owes so.

use super::home::works_for;
use super::tasks::{Viewing, days_from};
use super::{TaskView, UnitMention, words};
use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{Contribution, Task};
use model::{Seal, UnitId, Words};
use serde::Serialize;
use store::ContributionRow;

/// What one coordinating unit was asked for; words are `None` once they were erased.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionView {
    pub unit: UnitMention,
    pub words: Option<String>,
    pub due_on: Date,
    pub asked_on: Date,
    /// How often it was asked.
    pub n_asked: u32,
    /// The day of its newest answer to what was asked last.
    pub answered_on: Option<Date>,
    pub answer: Option<String>,
    /// Calendar days past due today; zero while on time and once answered.
    pub days_late: i32,
    /// Whether the viewer may answer for the unit.
    #[serde(skip)]
    pub may_answer: bool,
    /// Whether that is the viewer's own work.
    #[serde(skip)]
    pub is_own: bool,
}

/// What a unit owes on a task that another one leads.
#[derive(Clone, Debug, Serialize)]
pub struct ContributionOwed {
    pub task: TaskView,
    pub words: Option<String>,
    pub due_on: Date,
    pub days_late: i32,
}

impl Office {
    /// What the coordinating units of `task` were asked for, the longest asked first.
    pub(super) fn contributions(&self, viewer: &Viewer, task: &Task) -> Result<Vec<ContributionView>, Error> {
        let asked: Vec<&Contribution> = task.contributions().collect();
        let told = asked.iter().flat_map(|it| std::iter::once(&it.words).chain(&it.answer));
        let seals: Vec<Seal> = told.filter_map(Words::seal).cloned().collect();
        let texts = self.store.texts(self.register()?, &seals)?;
        let text = |it: &Words| texts.get(it.seal()?).cloned().and_then(words);
        let view = |it: &&Contribution| ContributionView {
            unit: viewer.units.mention(it.unit),
            words: text(&it.words),
            due_on: it.due_on,
            asked_on: it.asked_on,
            n_asked: it.n_asked,
            answered_on: it.answered_on,
            answer: it.answer.as_ref().and_then(text),
            days_late: it.late_from_on().map_or(0, |from_on| (days_from(from_on, self.today()) + 1).max(0)),
            may_answer: viewer.may("task.contribute", &[it.unit]),
            is_own: works_for(viewer, it.unit),
        };
        Ok(asked.iter().map(view).collect())
    }

    /// What `unit` was asked for as a coordinating unit and has not answered, the earliest day first.
    pub(super) fn contributions_owed(
        &self,
        viewer: &Viewer,
        unit: UnitId,
        most: usize,
    ) -> Result<Vec<ContributionOwed>, Error> {
        let register = self.register()?;
        let rows = self.store.contributions_owed(register, unit, most)?;
        let viewing = Viewing::for_viewer(self, viewer)?;
        let mut owed = Vec::with_capacity(rows.len());
        for ContributionRow { code, words: asked, due_on } in rows {
            let Some(task) = self.store.task_by_code(register, code)? else { continue };
            let days_late = days_from(due_on, self.today()).max(0);
            owed.push(ContributionOwed { task: viewing.task(&task)?, words: words(asked), due_on, days_late });
        }
        Ok(owed)
    }
}
