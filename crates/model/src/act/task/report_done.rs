//! Reporting a task as done: the lead says what came of it and when; another one confirms.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::reporting::{Attach, deliverable, evidence, via};
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Evidence, Task, Via, Work};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Reports the task as done on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportDone {
    pub words: String,
    pub done_on: Date,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attach>,
    /// The document that is the deliverable, by number and day, where it does not come as a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<String>,
    /// Who said it on the telephone, where somebody else types it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_phone_from: Option<String>,
    /// The number of the link it came by; only the door of links fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_link: Option<u32>,
}

/// The task was reported as done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneReported {
    pub words: Words,
    pub done_on: Date,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
}

impl Decide for ReportDone {
    type State = Task;
    type Event = DoneReported;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<DoneReported, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let via = via(task, self.by_phone_from, self.by_link, scene)?;
        task.want_owed()?;
        let done_on = self.done_on;
        if scene.today() < done_on {
            return Err(Refusal::DayInFuture { day: done_on });
        }
        if done_on < task.assigned_on {
            return Err(Refusal::DoneBeforeAssigned { done_on, assigned_on: task.assigned_on });
        }
        let words = wanted_words("words", self.words)?.into();
        let (evidence, deliverable) = (evidence(self.evidence)?, deliverable(self.deliverable)?);
        Ok(DoneReported { words, done_on, evidence, deliverable, via })
    }
}

impl Fold for DoneReported {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?.with_word_on(stamp.on());
        task.course.is_delivered |= !self.evidence.is_empty() || self.deliverable.is_some();
        task.evidence.extend(self.evidence);
        // What came by a link or was said on the telephone is of whoever said it, not of whoever entered it.
        let reported_by = if self.via.is_none() { Some(stamp.actor) } else { None };
        let work = Work::AwaitingConfirmation { done_on: self.done_on, reported_by };
        Some(Task { work, last_words: Some(self.words), ..task })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }

    fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn via(&self) -> Option<&Via> {
        self.via.as_ref()
    }

    /// The first version called the deliverable by another word.
    fn upcast(version: u32, mut body: Value) -> Option<Value> {
        let fields = body.as_object_mut().filter(|_| version == 1)?;
        if let Some(deliverable) = fields.remove("product") {
            fields.insert("deliverable".to_owned(), deliverable);
        }
        Some(body)
    }
}
