//! Withdrawing what a coordinating unit was asked for, with the reason: it owes nothing there any more.
//!
//! Source: design.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Task;
use crate::{Refusal, Scene, Stamp, UnitId, Words};
use serde::{Deserialize, Serialize};

/// Asks nothing more of one coordinating unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawContribution {
    pub unit: UnitId,
    pub because: String,
}

/// A coordinating unit is asked for nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContributionWithdrawn {
    pub unit: UnitId,
    pub because: Words,
}

impl Decide for WithdrawContribution {
    type State = Task;
    type Event = ContributionWithdrawn;

    fn decide(self, before: Option<&Task>, scene: &Scene) -> Result<ContributionWithdrawn, Refusal> {
        let Some(task) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        task.want_not_ended()?;
        let unit = task.want_contribution(self.unit)?.unit;
        Ok(ContributionWithdrawn { unit, because: wanted_words("because", self.because)?.into() })
    }
}

impl Fold for ContributionWithdrawn {
    type State = Task;

    fn fold(self, before: Option<Task>, _stamp: &Stamp) -> Option<Task> {
        let mut task = before?;
        task.course.contributions.retain(|it| it.unit != self.unit);
        Some(task)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.because)
    }
}
