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
        match self.latest().and_then(|it| it.valid_from_on).filter(|it| day < *it) {
            Some(begun_on) => Err(Refusal::UnitDayTooEarly { begun_on }),
            None => Ok(()),
        }
    }

    /// The unit with a new version from a day on, or with the newest put right where no day is given, or the one on which
    /// it began: one resolution renames a unit and moves it.
    pub(crate) fn changed(
        mut self,
        valid_from_on: Option<Date>,
        basis: Option<Words>,
        change: impl FnOnce(UnitVersion) -> UnitVersion,
    ) -> Option<Unit> {
        let last = self.versions.pop()?;
        let mut next = change(last.clone());
        match valid_from_on {
            Some(day) if last.valid_from_on != Some(day) => {
                self.versions.push(UnitVersion { valid_until_on: Some(day), ..last });
                next = UnitVersion { valid_from_on, basis, ..next };
            }
            _ => next.basis = basis.or(next.basis),
        }
        self.versions.push(next);
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StreamId;
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn what_one_resolution_changes_is_one_version() {
        let id = |n| UnitId(StreamId(Uuid::from_u128(n)));
        let founded = UnitVersion {
            name: "Ban A".to_owned().into(),
            kind: UnitKind::State,
            level: Level::Commune,
            parent: Some(id(1)),
            valid_from_on: None,
            valid_until_on: None,
            basis: None,
        };
        let begun = Some(date(2025, 7, 1));
        let basis: Option<Words> = Some("1/NQ".to_owned().into());
        let unit = Unit { id: id(9), versions: vec![founded.clone()] };
        let name: Words = "Ban B".to_owned().into();
        let renamed = unit.changed(begun, basis.clone(), |it| UnitVersion { name: name.clone(), ..it }).unwrap();
        assert_eq!(renamed.want_day(begun, date(2025, 8, 1)), Ok(()));
        let early = Err(Refusal::UnitDayTooEarly { begun_on: date(2025, 7, 1) });
        assert_eq!(renamed.want_day(Some(date(2025, 6, 30)), date(2025, 8, 1)), early);
        let moved = renamed.changed(begun, None, |it| UnitVersion { parent: Some(id(2)), ..it }).unwrap();
        let past = UnitVersion { valid_until_on: begun, ..founded.clone() };
        let now = UnitVersion { name, parent: Some(id(2)), valid_from_on: begun, basis, ..founded };
        assert_eq!(moved.versions, [past, now]);
    }
}
