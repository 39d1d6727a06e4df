//! Asking a coordinating unit for its contribution to a task, by a day; asked again, what is asked last holds.
//!
//! Source: docs/field.md 1; that coordinating units answer on their own day is design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{Contribution, Task};
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Asks one coordinating unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskContribution {
    pub unit: UnitId,
    pub words: String,
    pub due_on: Date,
}

/// A coordinating unit was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContributionAsked {
    pub unit: UnitId,
    pub words: Words,
    pub due_on: Date,
}

impl Decide for AskContribution {
    type State = Task;
    type Event = ContributionAsked;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ContributionAsked, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let AskContribution { unit, due_on, .. } = self;
        task.want_owed()?;
        if !task.coordinating.contains(&unit) {
            return Err(Refusal::NotCoordinating { unit });
        }
        if due_on < scene.today() {
            return Err(Refusal::DayPast { day: due_on });
        }
        Ok(ContributionAsked { unit, words: wanted_words("words", self.words)?.into(), due_on })
    }
}

impl Fold for ContributionAsked {
    type State = Task;

    fn fold(self, before: Option<Task>, stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        let asked = task.course.contributions.iter().find(|it| it.unit == self.unit);
        let n_asked = asked.map_or(0, |it| it.n_asked) + 1;
        let contribution = Contribution {
            unit: self.unit,
            words: self.words,
            due_on: self.due_on,
            asked_on: stamp.on(),
            n_asked,
            answered_on: None,
            answer: None,
        };
        task.course.contributions.retain(|it| it.unit != self.unit);
        task.course.contributions.push(contribution);
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.words)
    }
}
