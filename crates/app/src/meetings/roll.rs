//! Where those who take part sit, and who came: as the page of a session, its minutes and the screen of the hall show it.

use super::life::Told;
use crate::access::Viewer;
use crate::views::UnitMention;
use jiff::civil::{Date, Time};
use model::UnitId;
use model::state::{Hall, Presence, Quorum, Roll, Session};
use serde::Serialize;
use std::collections::BTreeMap;

/// A hall that is used.
#[derive(Clone, Debug, Serialize)]
pub struct HallView {
    pub n: u32,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub link: Option<String>,
    pub units: Vec<UnitMention>,
}

/// Who came.
#[derive(Clone, Debug, Serialize)]
pub struct RollView {
    /// Of each unit, for whoever keeps the session; others see how many.
    pub lines: Vec<RollLineView>,
    pub called_on: Date,
    pub n_called: usize,
    /// On time or late.
    pub n_here: usize,
    pub n_late: usize,
    pub n_excused: usize,
    pub n_absent: usize,
    /// Whether they are enough; `None` where no rule says how many that is.
    pub is_enough: Option<bool>,
    /// How often something was said of a unit: whoever corrects its line tells it.
    #[serde(skip)]
    pub said: BTreeMap<UnitId, u32>,
}

/// One unit.
#[derive(Clone, Debug, Serialize)]
pub struct RollLineView {
    pub unit: UnitMention,
    pub hall: Option<u32>,
    /// The name of its hall.
    pub hall_name: Option<String>,
    pub presence: Presence,
    pub at: Option<Time>,
    pub who: Option<String>,
}

/// The halls that are used.
pub(super) fn halls(viewer: &Viewer, session: &Session, told: &Told) -> Vec<HallView> {
    let view = |it: &Hall| HallView {
        n: it.n,
        name: told.words(&it.name),
        link: it.link.as_ref().and_then(|it| told.words(it)),
        units: it.units.iter().map(|it| viewer.units.mention(*it)).collect(),
    };
    session.halls.iter().filter(|it| !it.is_dropped).map(view).collect()
}

/// The roll as it was called; its lines only where `is_whole`.
pub(super) fn roll(viewer: &Viewer, session: &Session, told: &Told, is_whole: bool) -> Option<RollView> {
    let roll = session.roll.as_ref()?;
    let name = |n: u32| session.halls.iter().find(|it| it.n == n).and_then(|it| told.words(&it.name));
    let line = |it: &model::state::RollLine| RollLineView {
        unit: viewer.units.mention(it.unit),
        hall: it.hall,
        hall_name: it.hall.and_then(name),
        presence: it.presence,
        at: it.at,
        who: it.who.as_ref().and_then(|it| told.words(it)),
    };
    Some(counted(roll, session.quorum, roll.lines.iter().filter(|_| is_whole).map(line).collect()))
}

fn counted(roll: &Roll, quorum: Option<Quorum>, lines: Vec<RollLineView>) -> RollView {
    let (n_called, n_here) = (roll.lines.len(), roll.n_here());
    RollView {
        lines,
        called_on: roll.called_on,
        n_called,
        n_here,
        n_late: roll.n(Presence::Late),
        n_excused: roll.n(Presence::Excused),
        n_absent: roll.n(Presence::Absent),
        said: roll.said.clone(),
        is_enough: quorum.map(|it| it.is_met(n_here, n_called)),
    }
}
