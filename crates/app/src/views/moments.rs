//! What happened to a task, moment by moment, with its words and files, and who said it.

use super::changes::{Change, Standing, Value};
use super::{AnswerView, UnitMention, words};
use crate::Error;
use crate::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use model::act::task;
use model::state::{Evidence, Found, Media, Task, Via};
use model::{AccountId, Event, Seal, TaskId, UnitId, Words};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Happened, Text};

/// One thing that happened.
#[derive(Clone, Debug, Serialize)]
pub struct Moment {
    /// Wire name of the event: `task.confirmed`.
    pub event: &'static str,
    pub at: Timestamp,
    /// In whose name it is recorded; `None` once the name was erased.
    pub by: Option<String>,
    /// Who said it, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<MomentVia>,
    /// The coordinating unit that was asked, answered or is asked for nothing more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitMention>,
    /// The words that go with it; `None` where there are none, and where `is_erased`.
    pub words: Option<String>,
    pub is_erased: bool,
    /// The day it tells of, where it tells of one.
    pub on: Option<Date>,
    /// The document that orders it, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Whose task it should be, in the words of whoever declined it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_lead: Option<String>,
    /// The document that is the deliverable, by number and day, where a report named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<String>,
    /// Why it was confirmed without the deliverable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived_because: Option<String>,
    /// What it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The files that came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceView>,
    /// The entry in the ledger.
    pub position: u64,
}

/// How a report came; the name is `None` once it was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum MomentVia {
    Phone { from: Option<String> },
    Link { n: u32, to: Option<String> },
}

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// Its number among the files of the task or the session.
    pub n: u32,
    /// `None` once it was erased with the file.
    pub file_name: Option<String>,
    pub media: Media,
    pub length_bytes: u64,
    pub found: Found,
    pub kept_because: Option<String>,
    pub is_unread: bool,
}

impl EvidenceView {
    /// The file of a number, with what stands behind its seals.
    pub(crate) fn of(n: usize, it: &Evidence, words: impl Fn(&Words) -> Option<String>) -> EvidenceView {
        EvidenceView {
            n: u32::try_from(n).unwrap_or(u32::MAX),
            file_name: words(&it.file_name),
            media: it.media,
            length_bytes: it.length_bytes,
            found: it.found,
            kept_because: it.kept_because.as_ref().and_then(words),
            is_unread: it.is_unread,
        }
    }
}

/// What comes back to the lead: it has to read why.
const ANSWERS: [&str; 4] = ["task.sent_back", "task.reopened", "task.extension_refused", "task.lead_kept"];

impl Office {
    /// The newest answer of those above the lead of a task.
    pub(super) fn answer_to(&self, task: TaskId) -> Result<Option<AnswerView>, Error> {
        let history = self.store.history(self.register()?, task.into())?;
        let Some(last) = history.iter().rev().find(|it| ANSWERS.contains(&it.event.info().event)) else {
            return Ok(None);
        };
        let seals: Vec<Seal> = last.event.told().and_then(Words::seal).cloned().into_iter().collect();
        let texts = Texts(self.store.texts(self.register()?, &seals)?);
        let because = last.event.told().and_then(|it| texts.words(it));
        Ok(Some(AnswerView { event: last.event.info().event, because }))
    }

    /// What happened to `task`, oldest first.
    pub(crate) fn moments(&self, task: &Task, history: &[Happened]) -> Result<Vec<Moment>, Error> {
        let links = task.links.iter().filter_map(|it| it.to.seal());
        let seals: Vec<Seal> = history.iter().flat_map(|it| seals_of(&it.event)).chain(links).cloned().collect();
        let texts = Texts(self.store.texts(self.register()?, &seals)?);
        let units = self.units_now()?;
        let name = |id: AccountId| units.accounts.get(&id).and_then(|it| it.0.clone());
        let (mut n_files, mut standing) = (0, None);
        let mut moments = Vec::with_capacity(history.len());
        for it in history {
            let first = n_files + 1;
            n_files += it.event.evidence().len();
            let mut changes = Standing::next(&mut standing, &it.event, &texts, &units);
            self.tell_days(&mut changes)?;
            let unit = unit_of(&it.event).map(|it| units.mention(it));
            moments.push(Moment { changes, unit, ..moment(it, name(it.stamp.actor), task, (first, &texts)) });
        }
        Ok(moments)
    }
}

impl Office {
    /// Tells of conclusions in which session they were.
    fn tell_days(&self, changes: &mut [Change]) -> Result<(), Error> {
        for value in changes.iter_mut().flat_map(|it| [&mut it.before, &mut it.after]) {
            if let Some(Value::Conclusion { session, held_on, .. }) = value {
                *held_on = self.mentions.session(&self.store, self.register()?, *session)?;
            }
        }
        Ok(())
    }
}

/// What stands behind the seals of a history.
pub(super) struct Texts(BTreeMap<Seal, Text>);

impl Texts {
    fn get(&self, words: &Words) -> Option<Text> {
        self.0.get(words.seal()?).cloned()
    }

    pub fn words(&self, text: &Words) -> Option<String> {
        self.get(text).and_then(words)
    }
}

fn seals_of(event: &Event) -> impl Iterator<Item = &Seal> {
    let from = match event.via() {
        Some(Via::Phone { from }) => Some(from),
        _ => None,
    };
    let files = event.evidence().iter().flat_map(|it| std::iter::once(&it.file_name).chain(&it.kept_because));
    let changed = match event {
        Event::Task(task::Event::Assigned(it)) => [None, it.deliverable.as_ref()],
        Event::Task(task::Event::CarriedOver(it)) => [Some(&it.words), it.deliverable.as_ref()],
        Event::Task(task::Event::Corrected(it)) => [it.words.as_ref(), it.deliverable.as_ref()],
        it => [basis_of(it).or(deliverable_of(it)), proposed_lead_of(it).or(waiver_of(it))],
    };
    let changed = changed.into_iter().flatten();
    event.told().into_iter().chain(from).chain(files).chain(changed).filter_map(Words::seal)
}

fn basis_of(event: &Event) -> Option<&Words> {
    match event {
        Event::Task(task::Event::Suspended(it)) => it.basis.as_ref(),
        Event::Task(task::Event::Terminated(it)) => it.basis.as_ref(),
        _ => None,
    }
}

fn proposed_lead_of(event: &Event) -> Option<&Words> {
    match event {
        Event::Task(task::Event::Declined(it)) => it.proposed_lead.as_ref(),
        _ => None,
    }
}

fn unit_of(event: &Event) -> Option<UnitId> {
    match event {
        Event::Task(task::Event::ContributionAsked(it)) => Some(it.unit),
        Event::Task(task::Event::Contributed(it)) => Some(it.unit),
        Event::Task(task::Event::ContributionWithdrawn(it)) => Some(it.unit),
        _ => None,
    }
}

fn deliverable_of(event: &Event) -> Option<&Words> {
    match event {
        Event::Task(task::Event::DoneReported(it)) => it.deliverable.as_ref(),
        _ => None,
    }
}

fn waiver_of(event: &Event) -> Option<&Words> {
    match event {
        Event::Task(task::Event::Confirmed(it)) => it.waived_because.as_ref(),
        _ => None,
    }
}

fn moment(happened: &Happened, by: Option<String>, task: &Task, (first, texts): (usize, &Texts)) -> Moment {
    let text = happened.event.told().and_then(|it| texts.get(it));
    let via = happened.event.via().map(|it| match it {
        Via::Phone { from } => MomentVia::Phone { from: texts.words(from) },
        Via::Link { n } => MomentVia::Link { n: *n, to: task.link(*n).and_then(|it| texts.words(&it.to)) },
    });
    let evidence =
        (first..).zip(happened.event.evidence()).map(|(n, it)| EvidenceView::of(n, it, |it| texts.words(it))).collect();
    Moment {
        event: happened.event.info().event,
        at: happened.stamp.at,
        by,
        via,
        is_erased: text == Some(Text::Erased),
        words: text.and_then(words),
        on: match &happened.event {
            Event::Task(task::Event::DoneReported(it)) => Some(it.done_on),
            Event::Task(task::Event::CarriedOver(it)) => it.work.done_on(),
            Event::Task(task::Event::LinkGiven(it)) => Some(it.last_on),
            Event::Task(task::Event::ExtensionAsked(it)) => Some(it.until_on),
            Event::Task(task::Event::ContributionAsked(it)) => Some(it.due_on),
            _ => None,
        },
        basis: basis_of(&happened.event).and_then(|it| texts.words(it)),
        proposed_lead: proposed_lead_of(&happened.event).and_then(|it| texts.words(it)),
        deliverable: deliverable_of(&happened.event).and_then(|it| texts.words(it)),
        waived_because: waiver_of(&happened.event).and_then(|it| texts.words(it)),
        unit: None,
        changes: Vec::new(),
        evidence,
        position: happened.position,
    }
}
