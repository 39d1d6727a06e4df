//! The tasks: what is owed, by whom, by when, and where it was said.

use super::UnitMention;
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::followers::mentions::Called;
use crate::followers::units::Units;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{ConclusionRef, Outside, TaskCode, WorkState};
use model::{AccountId, Clock, Deadline, DocumentId, Field, Passage, RegisterId, SessionId, TaskId, UnitId};
use serde::Serialize;
use std::ops::ControlFlow;
use std::sync::Arc;
use store::{ExternalRefRow, TaskRow, Text};

/// Every task, by code.
#[derive(Clone, Debug, Serialize)]
pub struct TasksView {
    /// The day for which the states hold.
    pub today: Date,
    pub tasks: Vec<TaskView>,
}

/// One task. Words are `None` once they were erased.
#[derive(Clone, Debug, Serialize)]
pub struct TaskView {
    pub id: TaskId,
    pub code: String,
    pub words: Option<String>,
    pub lead: UnitMention,
    pub coordinating: Vec<UnitMention>,
    pub deadline: TaskDeadline,
    pub state: TaskState,
    pub source: TaskSource,
    /// Where its words stand.
    pub passage: Option<Passage>,
    pub deliverable: Option<String>,
    /// What it is about; `None` where nobody told.
    pub field: Option<Field>,
    /// Where it stands in other trackers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_refs: Vec<ExternalRefView>,
    pub assigned_on: Date,
    /// The day on which the lead said that it has it.
    pub received_on: Option<Date>,
    /// The day on which it was done, as reported.
    pub done_on: Option<Date>,
    /// The day on which it was confirmed or terminated.
    pub ended_on: Option<Date>,
    /// The newest report on it.
    pub last_words: Option<String>,
    /// The later day that its lead asks for, until somebody decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionView>,
    /// Since when its lead owes an answer: what it reported or asked for came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came_back_on: Option<Date>,
    /// Since when its lead says that it is not its own, until somebody decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declined_on: Option<Date>,
    /// Since when it is suspended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended_on: Option<Date>,
    /// The day of the last urging or reminder that its lead has not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urged_on: Option<Date>,
    pub marks: MarksView,
    /// The department or the person of the lead who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_to: Option<String>,
    /// What came back to its lead, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerView>,
    /// Who reported it as done; not told, whoever has a link sees the same task.
    #[serde(skip)]
    pub reported_by: Option<AccountId>,
}

/// A task in another tracker. Words are `None` once they were erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExternalRefView {
    /// Its number among those of the task.
    pub n: u32,
    pub system: Option<String>,
    pub id: Option<String>,
    /// Where it is looked up; it begins with `https://`.
    pub address: Option<String>,
}

impl ExternalRefView {
    fn of(row: &ExternalRefRow) -> ExternalRefView {
        let told = |it: &Text| it.words().map(str::to_owned);
        let address = row.address.as_ref().and_then(told);
        ExternalRefView { n: row.n, system: told(&row.system), id: told(&row.id), address }
    }
}

/// What those above the lead answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerView {
    /// Wire name of the event: `task.sent_back`.
    pub event: &'static str,
    /// `None` once it was erased.
    pub because: Option<String>,
}

/// How often the lead was told something about its work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MarksView {
    pub n_urgings: u32,
    pub n_reminders: u32,
    pub n_commendations: u32,
    pub n_criticisms: u32,
}

/// An extension that somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExtensionView {
    pub until_on: Date,
    pub asked_on: Date,
    /// Calendar days past due on the day of asking; zero where the lead asked in time.
    pub days_late: i32,
}

/// When it is due, and the words that say so.
#[derive(Clone, Debug, Serialize)]
pub struct TaskDeadline {
    #[serde(flatten)]
    pub deadline: Deadline,
    pub due_words: Option<String>,
    /// The day on which it was first due, where that was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_due_on: Option<Date>,
    /// How often it was extended.
    pub n_extensions: u32,
    /// Calendar days by which a rest moved it; they are no extension.
    pub n_suspended_days: u32,
}

/// How it stands today.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TaskState {
    pub work: WorkState,
    /// The first day on which it is late; `None` if it never is.
    pub late_from_on: Option<Date>,
    /// Calendar days past due today; zero while on time.
    pub days_late: i32,
    /// Calendar days since the last word on it.
    pub days_silent: i32,
    /// The clock of one without a day, while its lead has something to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
}

/// Where it was said.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TaskSource {
    pub document: Option<DocumentId>,
    /// Number and symbol of the document.
    pub number: Option<String>,
    /// Subject of the document.
    pub title: Option<String>,
    pub session: Option<SessionId>,
    pub held_on: Option<Date>,
    pub conclusion: Option<u32>,
    /// What the document calls that conclusion: `13`, `11b`.
    pub point: Option<String>,
    /// What it comes from that is not in the register; words are `None` once they were erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside<Option<String>>>,
}

/// Pages of this length are asked of the store.
const PAGE_LENGTH: u64 = 1_000;

impl Office {
    /// The tasks as they stand today.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn tasks(&self) -> Result<TasksView, Error> {
        let scene = Viewing::new(self)?;
        let tasks = self.all_task_rows()?.into_iter().map(|it| scene.task(&it)).collect::<Result<_, _>>()?;
        Ok(TasksView { today: scene.today, tasks })
    }

    /// One task, by its code (`2026-0012`) or its identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none; [`Error::Store`].
    pub fn task(&self, asked: &str) -> Result<TaskView, Error> {
        Viewing::new(self)?.task(&self.task_called(asked)?)
    }

    /// The same, where `viewer` sees it.
    ///
    /// # Errors
    /// Those of [`Office::task`].
    pub(crate) fn task_seen(&self, viewer: &Viewer, asked: &str) -> Result<TaskView, Error> {
        Viewing::for_viewer(self, viewer)?.task(&self.task_row_seen(viewer, asked)?)
    }

    pub(crate) fn task_row_seen(&self, viewer: &Viewer, asked: &str) -> Result<TaskRow, Error> {
        let row = self.task_called(asked)?;
        if viewer.sees_task(row.lead, &row.coordinating) { Ok(row) } else { Err(no_task(asked)) }
    }

    fn task_called(&self, asked: &str) -> Result<TaskRow, Error> {
        let register = self.register()?;
        let row = match (asked.parse::<TaskId>(), asked.trim().parse::<TaskCode>()) {
            (Ok(id), _) => self.store.task(register, id)?,
            (_, Ok(code)) => self.store.task_by_code(register, code)?,
            _ => None,
        };
        row.ok_or_else(|| no_task(asked))
    }

    pub(crate) fn all_task_rows(&self) -> Result<Vec<TaskRow>, Error> {
        let mut rows = Vec::new();
        self.each_task_row(|it| {
            rows.push(it);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// Gives every task to `row`, page by page, until it breaks off.
    pub(crate) fn each_task_row(
        &self,
        mut row: impl FnMut(TaskRow) -> Result<ControlFlow<()>, Error>,
    ) -> Result<(), Error> {
        let (register, mut last) = (self.register()?, None);
        loop {
            let page = self.store.tasks(register, last, PAGE_LENGTH)?;
            let is_last = (page.len() as u64) < PAGE_LENGTH;
            for it in page {
                last = Some(it.code);
                if row(it)?.is_break() {
                    return Ok(());
                }
            }
            if is_last {
                return Ok(());
            }
        }
    }
}

/// What a task is seen with: the day, and what it mentions.
pub(crate) struct Viewing<'a> {
    office: &'a Office,
    register: RegisterId,
    pub today: Date,
    units: Arc<Units>,
}

impl Viewing<'_> {
    pub fn new(office: &Office) -> Result<Viewing<'_>, Error> {
        let (register, units) = (office.register()?, office.units_now()?);
        Ok(Viewing { office, register, today: office.today(), units })
    }

    /// With the units that `viewer` was given when they were looked up.
    pub fn for_viewer<'a>(office: &'a Office, viewer: &Viewer) -> Result<Viewing<'a>, Error> {
        let (register, units) = (office.register()?, Arc::clone(&viewer.units));
        Ok(Viewing { office, register, today: office.today(), units })
    }

    pub fn task(&self, row: &TaskRow) -> Result<TaskView, Error> {
        let came_back_on = row.came_back_on.filter(|_| row.work.is_open());
        Ok(TaskView {
            id: row.id,
            code: row.code.to_string(),
            words: row.words.words().map(str::to_owned),
            lead: self.units.mention(row.lead),
            coordinating: row.coordinating.iter().map(|it| self.units.mention(*it)).collect(),
            deadline: TaskDeadline {
                deadline: row.deadline,
                due_words: row.due_words.as_ref().and_then(|it| it.words()).map(str::to_owned),
                first_due_on: row.first_due_on.filter(|it| Some(*it) != row.deadline.due_on()),
                n_extensions: row.n_extensions,
                n_suspended_days: row.n_suspended_days,
            },
            state: TaskState {
                work: row.work,
                late_from_on: row.late_from_on,
                days_late: row.late_from_on.map_or(0, |it| days_from(it, self.today) + 1).max(0),
                days_silent: days_from(row.silent_since_on, self.today).max(0),
                clock: row.has_clock().then(|| Clock::on(self.today, row.silent_since_on)),
            },
            source: self.source(row)?,
            passage: row.source.passage.clone(),
            deliverable: row.deliverable.as_ref().and_then(|it| it.words()).map(str::to_owned),
            field: row.field,
            external_refs: row.external_refs.iter().map(ExternalRefView::of).collect(),
            assigned_on: row.assigned_on,
            received_on: row.received_on,
            done_on: row.done_on,
            ended_on: row.ended_on,
            last_words: row.last_words.as_ref().and_then(|it| it.words()).map(str::to_owned),
            extension: row.extension.filter(|_| row.work.is_open()).map(|(until_on, asked_on)| ExtensionView {
                until_on,
                asked_on,
                days_late: row.deadline.due_on().map_or(0, |it| days_from(it, asked_on)).max(0),
            }),
            came_back_on,
            declined_on: row.declined_on.filter(|_| row.work.is_open()),
            suspended_on: row.suspended_on,
            urged_on: row.urged_on.filter(|_| row.work.is_open()),
            marks: MarksView {
                n_urgings: row.marks.n_urgings,
                n_reminders: row.marks.n_reminders,
                n_commendations: row.marks.n_commendations,
                n_criticisms: row.marks.n_criticisms,
            },
            answer: came_back_on.map(|_| self.office.answer_to(row.id)).transpose()?.flatten(),
            forwarded_to: row.forwarded_to.as_ref().and_then(|it| it.words()).map(str::to_owned),
            reported_by: row.reported_by,
        })
    }

    pub fn unit(&self, unit: UnitId) -> UnitMention {
        self.units.mention(unit)
    }

    /// Where a unit stands in the order of the tree; one that is not there comes last.
    pub fn place_of(&self, unit: UnitId) -> usize {
        Some(self.units.tree.range(unit)).filter(|it| !it.is_empty()).map_or(usize::MAX, |it| it.start)
    }

    pub fn document(&self, document: DocumentId) -> Result<Called, Error> {
        self.office.mentions.document(&self.office.store, self.register, document)
    }

    /// The day of a session.
    pub fn held_on(&self, session: SessionId) -> Result<Option<Date>, Error> {
        self.office.mentions.session(&self.office.store, self.register, session)
    }

    fn source(&self, row: &TaskRow) -> Result<TaskSource, Error> {
        let source = &row.source;
        let document = source.in_document();
        let called = document.map(|it| self.document(it)).transpose()?.unwrap_or_default();
        let session = source.conclusion.map(|it| it.session);
        let held_on = session.map(|it| self.held_on(it)).transpose()?.flatten();
        let conclusion = source.conclusion.map(|it| it.n);
        let mentions = &self.office.mentions;
        let point = |it: ConclusionRef| mentions.point(&self.office.store, self.register, it.session, it.n);
        let point = source.conclusion.map(point).transpose()?.flatten();
        let told = |_: &str, it: Text| Ok::<_, Error>(super::words(it));
        let outside = row.outside.clone().map(|it| it.with(told)).transpose()?;
        let Called { number, title } = called;
        Ok(TaskSource { document, number, title, session, held_on, conclusion, point, outside })
    }
}

fn no_task(asked: &str) -> Error {
    Error::NotFound(NotFound::Object { noun: "task", id: asked.to_owned() })
}

/// Calendar days from `from` to `until`; negative if that is earlier.
pub(super) fn days_from(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |it| it.get_days())
}
