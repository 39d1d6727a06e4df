//! A task: the duty in the register, with one lead unit.

use crate::state::{Contribution, Course, Declined, Evidence, ExtensionAsked, ExternalRef, FormerLead, Link, Outside};
use crate::{AccountId, Deadline, DocumentId, Field, Passage, Refusal, SessionId, TaskId, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    pub code: TaskCode,
    pub words: Words,
    pub lead: UnitId,
    /// Coordinating units.
    pub coordinating: Vec<UnitId>,
    pub source: Source,
    /// What it comes from that is not in the register.
    pub outside: Option<Outside>,
    pub deadline: Deadline,
    /// The words of the deadline as they stand in the source.
    pub due_words: Option<Words>,
    /// What it has to bring forth, as it is named.
    pub deliverable: Option<Words>,
    /// What it is about; `None` where nobody told.
    pub field: Option<Field>,
    pub assigned_on: Date,
    pub assigned_by: AccountId,
    /// The day on which the lead said that it has it.
    pub received_on: Option<Date>,
    pub work: Work,
    /// The newest report on it.
    pub last_words: Option<Words>,
    /// The day of the last word on it.
    pub silent_since_on: Date,
    /// The files of all reports on it, in the order in which they came.
    pub evidence: Vec<Evidence>,
    pub links: Vec<Link>,
    /// Where it stands in other trackers, with those that were removed.
    pub external_refs: Vec<ExternalRef>,
    /// What has happened to it beside its work.
    pub course: Course,
    /// The department or the person of the lead who does it.
    pub forwarded_to: Option<Words>,
}

impl Task {
    /// The first day on which it is late; `None` if it never is. Work reported as done in time waits without being late.
    pub fn late_from_on(&self) -> Option<Date> {
        let late_from_on = self.deadline.late_from_on()?;
        match self.work {
            Work::NotStarted | Work::InProgress => Some(late_from_on),
            Work::AwaitingConfirmation { done_on, .. } => (late_from_on <= done_on).then_some(late_from_on),
            Work::Suspended { .. } | Work::Completed { .. } | Work::Terminated { .. } => None,
        }
    }

    /// The day on which it was first due, whatever has moved its deadline since; `None` where it has no day.
    pub fn first_due_on(&self) -> Option<Date> {
        self.course.first_due_on.or(self.deadline.due_on())
    }

    /// Whether it names a deliverable, and no report brought a file or named the document.
    pub fn lacks_deliverable(&self) -> bool {
        self.deliverable.is_some() && !self.course.is_delivered
    }

    /// The same after a word of its lead: it has the task, and nothing that came back waits for it any more.
    pub(crate) fn with_word_on(mut self, on: Date) -> Task {
        self.course.came_back_on = None;
        self.course.urged_on = None;
        Task { received_on: self.received_on.or(Some(on)), silent_since_on: on, ..self }
    }

    /// The same with another lead. What the one before asked for, and what came back to it, is not of the new one.
    pub(crate) fn with_lead(mut self, lead: UnitId, on: Date) -> Task {
        let former = FormerLead { unit: self.lead, until_on: on, due_on: self.deadline.due_on() };
        self.course.former_leads.retain(|it| it.unit != former.unit && it.unit != lead);
        self.course.former_leads.push(former);
        self.course = Course { extension: None, declined: None, came_back_on: None, ..self.course };
        Task { lead, ..self }
    }

    /// The same after something came back to its lead.
    pub(crate) fn with_answer_on(mut self, on: Date) -> Task {
        self.course.came_back_on = Some(on);
        Task { silent_since_on: on, ..self }
    }

    /// Refuses a day that is no extension of the deadline.
    ///
    /// # Errors
    /// [`Refusal::DeadlineWithoutDay`], [`Refusal::ExtensionNotLater`].
    pub(crate) fn want_later(&self, until_on: Date) -> Result<(), Refusal> {
        match self.deadline.due_on() {
            None => Err(Refusal::DeadlineWithoutDay),
            Some(due_on) if until_on <= due_on => Err(Refusal::ExtensionNotLater { due_on }),
            Some(_) => Ok(()),
        }
    }

    /// The extension that waits for a decision: never of whoever asked for it.
    ///
    /// # Errors
    /// [`Refusal::ExtensionNotAsked`], [`Refusal::AskerDecides`].
    pub(crate) fn want_extension_asked(&self, actor: AccountId) -> Result<ExtensionAsked, Refusal> {
        match self.course.extension {
            None => Err(Refusal::ExtensionNotAsked),
            Some(asked) if asked.asked_by == actor => Err(Refusal::AskerDecides),
            Some(asked) => Ok(asked),
        }
    }

    /// What waits for a decision on whose task it is: never of whoever declined it.
    ///
    /// # Errors
    /// [`Refusal::NotDeclined`], [`Refusal::AskerDecides`].
    pub(crate) fn want_declined(&self, actor: AccountId) -> Result<Declined, Refusal> {
        match self.course.declined {
            None => Err(Refusal::NotDeclined),
            Some(declined) if declined.by == actor => Err(Refusal::AskerDecides),
            Some(declined) => Ok(declined),
        }
    }

    /// Where it stands in other trackers, each with its number.
    pub fn external_refs(&self) -> impl Iterator<Item = (u32, &ExternalRef)> {
        (1..).zip(&self.external_refs).filter(|it| !it.1.is_removed)
    }

    /// What its coordinating units are asked for; a unit that no longer coordinates is asked for nothing.
    pub fn contributions(&self) -> impl Iterator<Item = &Contribution> {
        self.course.contributions.iter().filter(|it| self.coordinating.contains(&it.unit))
    }

    /// What `unit` was asked for.
    ///
    /// # Errors
    /// [`Refusal::NotCoordinating`], [`Refusal::ContributionNotAsked`].
    pub(crate) fn want_contribution(&self, unit: UnitId) -> Result<&Contribution, Refusal> {
        if !self.coordinating.contains(&unit) {
            return Err(Refusal::NotCoordinating { unit });
        }
        self.contributions().find(|it| it.unit == unit).ok_or(Refusal::ContributionNotAsked { unit })
    }

    /// Refuses what only a task allows whose lead still has to do something.
    ///
    /// # Errors
    /// Those of [`Task::want_open`], [`Refusal::DoneReported`].
    pub(crate) fn want_owed(&self) -> Result<(), Refusal> {
        self.want_open()?;
        match self.work {
            Work::AwaitingConfirmation { done_on, .. } => Err(Refusal::DoneReported { done_on }),
            _ => Ok(()),
        }
    }

    /// The link of that number, from one.
    pub fn link(&self, n: u32) -> Option<&Link> {
        self.links.get(usize::try_from(n).ok()?.checked_sub(1)?)
    }

    pub(crate) fn link_mut(&mut self, n: u32) -> Option<&mut Link> {
        self.links.get_mut(usize::try_from(n).ok()?.checked_sub(1)?)
    }

    /// The link of that number, if it still opens on `today`.
    ///
    /// # Errors
    /// [`Refusal::LinkClosed`] also where there never was one.
    pub fn want_link(&self, n: u32, today: Date) -> Result<&Link, Refusal> {
        let is_open = |it: &&Link| it.revoked_on.is_none() && today <= it.last_on && it.lead == self.lead;
        self.link(n).filter(is_open).ok_or(Refusal::LinkClosed { n })
    }

    /// Refuses whatever may only happen to a task that is open.
    ///
    /// # Errors
    /// Those of [`Task::want_not_ended`], [`Refusal::TaskSuspended`].
    pub fn want_open(&self) -> Result<(), Refusal> {
        self.want_not_ended()?;
        match self.work {
            Work::Suspended { since_on, .. } => Err(Refusal::TaskSuspended { since_on }),
            _ => Ok(()),
        }
    }

    /// Refuses whatever may not happen to a task once it has ended.
    ///
    /// # Errors
    /// [`Refusal::TaskEnded`].
    pub fn want_not_ended(&self) -> Result<(), Refusal> {
        let state = self.work.state();
        if state.is_ended() { Err(Refusal::TaskEnded { state }) } else { Ok(()) }
    }
}

/// What people cite: the tasks of a year are numbered from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaskCode {
    pub year: i16,
    pub n: u32,
}

impl fmt::Display for TaskCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = "2026-999999999".len();
        if !(1000..10_000).contains(&self.year) || self.n > 999_999_999 {
            return write!(f, "{}-{:04}", self.year, self.n);
        }
        // A page of the register has hundreds of them, and what formats any number takes many times as long.
        let (mut text, mut begin) = ([b'0'; LONGEST], LONGEST);
        let mut push = |byte: u8| {
            begin -= 1;
            text[begin] = byte;
        };
        let digit = |number: u32| b'0' + (number % 10) as u8;
        let (mut n, mut n_digits) = (self.n, 0);
        while n > 0 || n_digits < 4 {
            push(digit(n));
            (n, n_digits) = (n / 10, n_digits + 1);
        }
        push(b'-');
        let year = u32::from(self.year.unsigned_abs());
        [year, year / 10, year / 100, year / 1000].into_iter().for_each(|it| push(digit(it)));
        f.write_str(str::from_utf8(&text[begin..]).unwrap_or_default())
    }
}

impl FromStr for TaskCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<TaskCode, NotACode> {
        let (year, n) = text.split_once('-').ok_or(NotACode)?;
        Ok(TaskCode { year: year.parse().map_err(|_| NotACode)?, n: n.parse().map_err(|_| NotACode)? })
    }
}

/// What stands there is no code of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACode;

impl fmt::Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reading a task code such as 2026-0012")
    }
}

impl std::error::Error for NotACode {}

/// Where a task comes from. All may be absent: a spoken order is a source as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
    /// A document of the register as a whole, where no place in it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<ConclusionRef>,
    /// The task that this one is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<TaskId>,
}

impl Source {
    /// The document of the register, whether a place in it is told or not.
    pub fn in_document(&self) -> Option<DocumentId> {
        self.passage.as_ref().map(|it| it.document).or(self.document)
    }
}

/// A numbered conclusion of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConclusionRef {
    pub session: SessionId,
    pub n: u32,
}

/// How far the work is. Whether it is late is never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    NotStarted,
    InProgress,
    /// Reported as done on `done_on` by somebody; another one has yet to confirm it. `reported_by` is `None` where it
    /// came by a link or by telephone: whoever said it has no account there.
    AwaitingConfirmation {
        done_on: Date,
        reported_by: Option<AccountId>,
    },
    /// It rests: nothing is owed until it is resumed. `is_begun` tells where it then goes on.
    Suspended {
        since_on: Date,
        is_begun: bool,
    },
    /// Done on `done_on`, confirmed on `confirmed_on`.
    Completed {
        done_on: Date,
        confirmed_on: Date,
    },
    Terminated {
        on: Date,
    },
}

impl Work {
    pub fn state(self) -> WorkState {
        match self {
            Work::NotStarted => WorkState::NotStarted,
            Work::InProgress => WorkState::InProgress,
            Work::AwaitingConfirmation { .. } => WorkState::AwaitingConfirmation,
            Work::Suspended { .. } => WorkState::Suspended,
            Work::Completed { .. } => WorkState::Completed,
            Work::Terminated { .. } => WorkState::Terminated,
        }
    }

    /// The day on which it was done, as reported.
    pub fn done_on(self) -> Option<Date> {
        match self {
            Work::AwaitingConfirmation { done_on, .. } | Work::Completed { done_on, .. } => Some(done_on),
            _ => None,
        }
    }

    /// Who reported it as done and so does not confirm it, where they spoke for themselves.
    pub fn reported_by(self) -> Option<AccountId> {
        match self {
            Work::AwaitingConfirmation { reported_by, .. } => reported_by,
            _ => None,
        }
    }

    /// The day since which it rests.
    pub fn suspended_on(self) -> Option<Date> {
        match self {
            Work::Suspended { since_on, .. } => Some(since_on),
            _ => None,
        }
    }

    /// The day on which it ended.
    pub fn ended_on(self) -> Option<Date> {
        match self {
            Work::Completed { confirmed_on, .. } => Some(confirmed_on),
            Work::Terminated { on } => Some(on),
            _ => None,
        }
    }
}

/// The word for how far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    NotStarted,
    InProgress,
    AwaitingConfirmation,
    Suspended,
    Completed,
    Terminated,
}

impl WorkState {
    /// Whether nothing will be owed any more.
    pub fn is_ended(self) -> bool {
        matches!(self, WorkState::Completed | WorkState::Terminated)
    }

    /// Whether something is owed now.
    pub fn is_open(self) -> bool {
        matches!(self, WorkState::NotStarted | WorkState::InProgress | WorkState::AwaitingConfirmation)
    }
}
