//! One task as somebody sees it: its facts, the words it came from, all that happened to it, and what can be done now.

use super::contributions::ContributionView;
use super::home::works_for;
use super::offers::{ActOffer, WhyNot, offers};
use super::parts::{MOST_PARTS, Parts};
use super::surroundings::{SourceText, around};
use super::task_files::{ListFile, PlanFile, PlanView};
use super::tasks::Viewing;
use super::{Moment, SessionView, TaskView};
use crate::Error;
use crate::access::Viewer;
use crate::deadlines::{DayExplained, Rhythm, Said};
use crate::error::NotFound;
use crate::matters::{FollowedView, ListedCount};
use crate::office::Office;
use crate::sourcing::Differs;
use jiff::civil::Date;
use model::state::{Outside, State};
use model::{Deadline, DocumentId, Passage};
use serde::Serialize;
use store::TaskRow;

/// A task, whole.
#[derive(Clone, Debug, Serialize)]
pub struct TaskPageView {
    /// The day for which the states hold.
    pub today: Date,
    /// The version of the task that is shown: acts that need it carry it.
    pub version: u64,
    pub task: TaskView,
    /// The session it follows from.
    pub session: Option<SessionView>,
    /// The day of the document it comes from.
    pub issued_on: Option<Date>,
    /// How its day came about, where the words and the calendar give that very day.
    pub explained: Option<DayExplained>,
    /// Where the rhythm of a task stands that is due again and again.
    pub rhythm: Option<Rhythm>,
    /// The words of the source around those of the task; `None` without a passage, or once the file is gone.
    pub source: Option<SourceText>,
    /// The day on which the document that it comes from was added, and what that says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_added_on: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source_differs: Vec<Differs>,
    /// Oldest first.
    pub moments: Vec<Moment>,
    /// The first session after the one it follows from with one of the same guests.
    pub next_session: Option<SessionView>,
    /// The task that this one is a part of, where it is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<TaskView>,
    /// Its parts, as far as they are seen, and how they stand.
    #[serde(skip_serializing_if = "Parts::is_empty")]
    pub parts: Parts,
    /// The documents in which its parts stand: plans that were read back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanView>,
    /// Its files that whoever looks may read as its plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plan_files: Vec<PlanFile>,
    /// Its files that whoever looks may read as lists of limitations, and what came from such lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list_files: Vec<ListFile>,
    pub listed: ListedCount,
    /// Whether it names a deliverable that no report has brought or named yet.
    pub lacks_deliverable: bool,
    /// What its coordinating units were asked for, and what they answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<ContributionView>,
    /// The limitations and petitions that it is to cure or to answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cures: Vec<FollowedView>,
    /// What a task allows, each possible now or with the reason why not.
    pub acts: Vec<ActOffer>,
    /// Whether the work is the viewer's own.
    #[serde(skip)]
    pub is_own_work: bool,
    /// Who else may confirm it, where whoever looks may but for having reported it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirmers: Vec<String>,
}

impl Office {
    /// One task, by its code (`2026-0012`) or its identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn task_page(&self, viewer: &Viewer, asked: &str) -> Result<TaskPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "task", id: asked.to_owned() });
        let view = self.task_seen(viewer, asked)?;
        let register = self.register()?;
        let (state, story) = self.store.story(register, view.id.into())?.ok_or_else(missing)?;
        let State::Task(task) = state else { return Err(missing()) };
        let (issued_on, source) = match &view.passage {
            Some(passage) => self.source_text(viewer, passage)?,
            None => (self.issued_on(viewer, view.source.document)?, None),
        };
        let sessions = match view.source.session {
            Some(session) => self.session_and_next(viewer, session)?,
            None => Vec::new(),
        };
        let acts = offers(viewer, &task, self.today());
        let is_reporter = acts.iter().any(|it| it.why_not == Some(WhyNot::Reporter));
        let confirmers = if is_reporter { viewer.others_who_may("task.confirm", task.lead) } else { Vec::new() };
        let viewing = Viewing::for_viewer(self, viewer)?;
        let sees = |it: &TaskRow| viewer.sees_task(it.lead, &it.coordinating);
        let above = task.source.above.map(|it| self.store.task(register, it)).transpose()?.flatten();
        let above = above.filter(sees).map(|it| viewing.task(&it)).transpose()?;
        let parts = self.store.tasks_below(register, view.id, MOST_PARTS)?;
        let parts: Result<_, Error> = parts.iter().filter(|it| sees(it)).map(|it| viewing.task(it)).collect();
        let parts = Parts::of(parts?);
        let (first, later): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|it| Some(it.id) == view.source.session);
        let (plan_files, list_files) = self.task_files(viewer, (&view, &task))?;
        let outside_on = view.source.outside.as_ref().map(Outside::on);
        let (explained, rhythm) = self.explained(&view, outside_on.or(issued_on))?;
        let source_added_on = task.course.source_added_on;
        let source_differs = if source_added_on.is_some() { self.source_differs(&view)? } else { Vec::new() };
        Ok(TaskPageView {
            source_added_on,
            source_differs,
            explained,
            rhythm,
            today: self.today(),
            version: story.len() as u64,
            session: first.into_iter().next(),
            issued_on,
            source,
            moments: self.moments(&task, &story)?,
            next_session: later.into_iter().next(),
            above,
            plans: parts.plans(),
            parts,
            plan_files,
            list_files,
            listed: self.listed_of(viewer, view.id)?,
            contributions: self.contributions(viewer, &task)?,
            cures: self.cured_by(viewer, &view)?,
            lacks_deliverable: task.lacks_deliverable(),
            acts,
            is_own_work: works_for(viewer, task.lead),
            confirmers,
            task: view,
        })
    }

    fn explained(
        &self,
        task: &TaskView,
        issued_on: Option<Date>,
    ) -> Result<(Option<DayExplained>, Option<Rhythm>), Error> {
        let Some(words) = &task.deadline.due_words else { return Ok((None, None)) };
        let (calendar, said) = (self.calendar()?, Said { words, on: issued_on.unwrap_or(task.assigned_on) });
        Ok(match task.deadline.deadline {
            Deadline::Fixed { due_on } => {
                let first_on = task.deadline.first_due_on.unwrap_or(due_on);
                (said.explained(&calendar).filter(|it| it.due_on == first_on), None)
            }
            Deadline::Periodic => (None, said.rhythm(self.today(), &calendar)),
            Deadline::Standing | Deadline::Unset => (None, None),
        })
    }

    /// The day of a document that the task comes from as a whole.
    fn issued_on(&self, viewer: &Viewer, document: Option<DocumentId>) -> Result<Option<Date>, Error> {
        let listed = document.map(|it| self.documents_listed(viewer, &[it])).transpose()?;
        Ok(listed.and_then(|it| it.first()?.issued_on))
    }

    /// Whoever sees a task sees the words it came from, and those around; and the day of their document.
    fn source_text(&self, viewer: &Viewer, passage: &Passage) -> Result<(Option<Date>, Option<SourceText>), Error> {
        let document = self.documents_listed(viewer, &[passage.document])?.pop();
        let issued_on = document.as_ref().and_then(|it| it.issued_on);
        let text = document.map(|it| self.text_of(&it)).transpose()?.flatten();
        Ok((issued_on, text.and_then(|it| around(&it, passage.span.start, passage.span.end))))
    }
}
