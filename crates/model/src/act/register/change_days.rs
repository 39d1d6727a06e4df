//! Changing the calendar of the office: days off, days worked, or days again as the rule says, with the source.
//!
//! Source: Labour Code 2019, articles 111 and 112: the plan of holidays is decided each year, and days are exchanged.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::{ChangedDay, CountsAs, Register};
use crate::{Refusal, Scene, Stamp, Words};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// So many days are changed at once: the longest rest of a year is shorter.
pub const MOST_DAYS: i32 = 31;

/// Changes the days from `from_on` to `until_on`, both counted; the first alone where no last day is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeDays {
    pub from_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
    pub counts_as: CountsAs,
    /// The decision that says so.
    pub basis: String,
}

/// Days of the calendar were changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysChanged {
    pub from_on: Date,
    pub until_on: Date,
    pub counts_as: CountsAs,
    pub basis: Words,
}

impl Decide for ChangeDays {
    type State = Register;
    type Event = DaysChanged;

    fn decide(self, before: Option<&Register>, scene: &Scene) -> Result<DaysChanged, Refusal> {
        let Some(register) = before else { return Err(Refusal::StreamUnknown { stream: scene.stream }) };
        let (from_on, until_on) = (self.from_on, self.until_on.unwrap_or(self.from_on));
        if until_on < from_on {
            return Err(Refusal::DaysReversed);
        }
        if from_on.saturating_add(MOST_DAYS.days()) <= until_on {
            return Err(Refusal::DaysTooMany { most: MOST_DAYS.unsigned_abs() });
        }
        let basis = wanted_words("basis", self.basis)?.into();
        let event = DaysChanged { from_on, until_on, counts_as: self.counts_as, basis };
        if event.days().all(|it| counts(register, it) == self.counts_as) {
            return Err(Refusal::DaysAlready { from_on, until_on });
        }
        Ok(event)
    }
}

fn counts(register: &Register, day: Date) -> CountsAs {
    register.days.get(&day).map_or(CountsAs::Ruled, |it| it.counts_as)
}

impl DaysChanged {
    fn days(&self) -> impl Iterator<Item = Date> + use<> {
        let until_on = self.until_on;
        self.from_on.series(1.day()).take_while(move |it| *it <= until_on)
    }
}

impl Fold for DaysChanged {
    type State = Register;

    fn fold(self, before: Option<Register>, stamp: &Stamp) -> Option<Register> {
        let mut register = before?;
        for day in self.days() {
            let changed =
                ChangedDay { counts_as: self.counts_as, basis: self.basis.clone(), by: stamp.actor, on: stamp.on() };
            match self.counts_as {
                CountsAs::Ruled => register.days.remove(&day),
                CountsAs::Off | CountsAs::Worked => register.days.insert(day, changed),
            };
        }
        Some(register)
    }

    fn told(&self) -> Option<&Words> {
        Some(&self.basis)
    }
}
