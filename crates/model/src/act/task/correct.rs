//! Correcting a task that was recorded wrongly; the old words stay in the ledger.
//!
//! Source: design (a correction is an act that keeps the old words).

use crate::act::{Decide, Fold};
use crate::refusal::{optional_words, wanted_words};
use crate::state::Task;
use crate::{Deadline, Field, Needs, Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Puts right what is given; what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    #[serde(default)]
    pub words: Option<String>,
    #[serde(default)]
    pub lead: Option<UnitId>,
    #[serde(default)]
    pub coordinating: Option<Vec<UnitId>>,
    #[serde(default)]
    pub deadline: Option<Deadline>,
    #[serde(default)]
    pub deliverable: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    pub because: String,
}

/// The task was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    pub words: Option<Words>,
    pub lead: Option<UnitId>,
    pub coordinating: Option<Vec<UnitId>>,
    pub deadline: Option<Deadline>,
    pub deliverable: Option<Words>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    pub because: Words,
}

impl Decide for Correct {
    type State = Task;
    type Event = Corrected;

    fn needs(&self) -> Needs {
        let units = self.lead.iter().chain(self.coordinating.iter().flatten());
        Needs { states: units.map(|it| (*it).into()).collect(), ..Needs::default() }
    }

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<Corrected, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_not_ended()?;
        scene.want_units(self.lead.iter().chain(self.coordinating.iter().flatten()))?;
        let lead = self.lead.filter(|it| *it != task.lead);
        let coordinating = self.coordinating.filter(|it| *it != task.coordinating);
        let deadline = self.deadline.filter(|it| *it != task.deadline);
        let next_lead = lead.unwrap_or(task.lead);
        if coordinating.as_ref().unwrap_or(&task.coordinating).contains(&next_lead) {
            return Err(Refusal::LeadCoordinates { unit: next_lead });
        }
        let words = optional_words("words", self.words)?;
        let deliverable = optional_words("deliverable", self.deliverable)?;
        let field = self.field.filter(|it| Some(*it) != task.field);
        let changes_units = lead.is_some() || coordinating.is_some();
        let changes_words = words.is_some() || deliverable.is_some();
        if !changes_units && !changes_words && deadline.is_none() && field.is_none() {
            return Err(Refusal::NothingCorrected);
        }
        let because = wanted_words("because", self.because)?.into();
        Ok(Corrected { words, lead, coordinating, deadline, deliverable, field, because })
    }
}

impl Fold for Corrected {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        if let Some(lead) = self.lead {
            task = task.with_lead(lead, stamp.on());
        }
        Some(Task {
            words: self.words.unwrap_or(task.words),
            coordinating: self.coordinating.unwrap_or(task.coordinating),
            deadline: self.deadline.unwrap_or(task.deadline),
            deliverable: self.deliverable.or(task.deliverable),
            field: self.field.or(task.field),
            silent_since_on: stamp.on(),
            ..task
        })
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
