//! Reporting progress: what was done, in words and files; no percentage is typed.
//!
//! Source: Decision 42/2014/QD-TTg as amended by 23/2018/QD-TTg; docs/field.md 1.

use crate::act::reporting::{Attach, evidence, via};
use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Evidence, Task, Via, Work};
use crate::{Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};

/// Reports how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportProgress {
    pub words: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attach>,
    /// Who said it on the telephone, where somebody else types it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_phone_from: Option<String>,
    /// The number of the link it came by; only the door of links fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_link: Option<u32>,
}

/// Somebody reported how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressReported {
    pub words: Words,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
}

impl Decide for ReportProgress {
    type State = Task;
    type Event = ProgressReported;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ProgressReported, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let via = via(task, self.by_phone_from, self.by_link, scene)?;
        task.want_open()?;
        let words = wanted_words("words", self.words)?.into();
        Ok(ProgressReported { words, evidence: evidence(self.evidence)?, via })
    }
}

impl Fold for ProgressReported {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?.with_word_on(stamp.on());
        task.course.is_delivered |= !self.evidence.is_empty();
        task.evidence.extend(self.evidence);
        let work = if task.work == Work::NotStarted { Work::InProgress } else { task.work };
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
}
