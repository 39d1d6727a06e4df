//! A unit: an organ or an area, with a past.

use crate::{Refusal, UnitId, Words};
use base::{Level, UnitKind};
use jiff::civil::Date;

/// A unit and its versions, oldest first. There is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub versions: Vec<UnitVersion>,
}

/// What a unit was called and where it stood between two days.
///
/// `valid_from_on <= day && day < valid_until_on`; an absent end is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitVersion {
    pub name: Words,
    pub kind: UnitKind,
    pub level: Level,
    /// `None` for the root of the register.
    pub parent: Option<UnitId>,
    pub valid_from_on: Option<Date>,
    pub valid_until_on: Option<Date>,
    /// The document that made it so, where somebody named it.
    pub basis: Option<Words>,
}

impl Unit {
    /// The newest version.
    pub fn latest(&self) -> Option<&UnitVersion> {
        self.versions.last()
    }

    /// Refuses a day on which nothing new can begin: one that has not come, or one before the newest version began.
    ///
    /// # Errors
    /// [`Refusal::DayInFuture`], [`Refusal::UnitDayTooEarly`].
    pub(crate) fn want_day(&self, valid_from_on: Option<Date>, today: Date) -> Result<(), Refusal> {
        let Some(day) = valid_from_on else { return Ok(()) };
        if today < day {
            return Err(Refusal::DayInFuture { day });
        }
        match self.latest().and_then(|it| it.valid_from_on).filter(|it| day <= *it) {
            Some(begun_on) => Err(Refusal::UnitDayTooEarly { begun_on }),
            None => Ok(()),
        }
    }

    /// The unit with a new version from a day on, or with the newest put right where no day is given.
    pub(crate) fn changed(
        mut self,
        valid_from_on: Option<Date>,
        basis: Option<Words>,
        change: impl FnOnce(UnitVersion) -> UnitVersion,
    ) -> Option<Unit> {
        let last = self.versions.pop()?;
        let mut next = change(last.clone());
        match valid_from_on {
            Some(day) => {
                self.versions.push(UnitVersion { valid_until_on: Some(day), ..last });
                next = UnitVersion { valid_from_on, basis, ..next };
            }
            None => next.basis = basis.or(next.basis),
        }
        self.versions.push(next);
        Some(self)
    }
}
