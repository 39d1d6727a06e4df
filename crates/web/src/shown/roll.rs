//! The roll of a session: its halls, how many it needs, and who came.

use super::shown;
use crate::ask::Fields;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use crate::shown::meetings::{hour, page_of};
use app::meetings::{HallView, MeetingView, RollView};
use app::messages::{Language, say};
use app::views::{SessionPageView, UnitMention};
use model::state::{Presence, Quorum, Stage};
use std::borrow::Borrow;

/// How somebody took part: its wire name, the key of its word, the key that is pressed, the class of its mark.
const PRESENCES: [(Presence, &str, &str, &str, &str); 4] = [
    (Presence::Present, "present", "presence-present", "c", "st-done"),
    (Presence::Late, "late", "presence-late", "m", "st-soon"),
    (Presence::Excused, "excused", "presence-excused", "p", "st-hold"),
    (Presence::Absent, "absent", "presence-absent", "v", "st-late"),
];

pub struct RollShown {
    page: SessionPageView,
    meeting: MeetingView,
    rows: Vec<RowShown>,
    key: String,
    /// Why what was typed is not done.
    sentence: Option<String>,
}

shown!(RollShown, pub RollPage, "roll.html", page);

/// One unit that takes part, as its row stands or was typed.
struct RowShown {
    unit: UnitMention,
    hall: Option<(u32, String)>,
    presence: String,
    at: String,
    who: String,
}

impl RollShown {
    pub fn of(page: SessionPageView, language: Language, key: String) -> RollShown {
        let meeting = page.meeting.clone().unwrap_or_default();
        let units = page.session.host.iter().chain(&page.session.guests);
        let rows = units.map(|it| row(it, &meeting, language)).collect();
        RollShown { page, meeting, rows, key, sentence: None }
    }

    /// The same as it was typed.
    pub fn typed(self, typed: &Fields, sentence: String) -> RollShown {
        let row = |it: RowShown| {
            let of = |name: &str| typed.raw(&format!("{name}-{}", it.unit.id)).to_owned();
            RowShown { presence: of("p"), at: of("at"), who: of("who"), ..it }
        };
        RollShown { rows: self.rows.into_iter().map(row).collect(), sentence: Some(sentence), ..self }
    }

    fn may_call(&self) -> bool {
        matches!(self.page.session.stage, Stage::InProgress | Stage::Closed)
    }

    fn may_arrange(&self) -> bool {
        matches!(self.page.session.stage, Stage::Draft | Stage::Open | Stage::InProgress)
    }

    /// The units that may sit in a hall.
    fn units(&self) -> impl Iterator<Item = &UnitMention> {
        self.rows.iter().map(|it| &it.unit)
    }

    fn sits_in(&self, hall: &HallView, unit: &UnitMention) -> bool {
        hall.units.iter().any(|it| it.id == unit.id)
    }
}

impl RowShown {
    fn is(&self, presence: &str) -> bool {
        self.presence == presence
    }
}

fn row(unit: &UnitMention, meeting: &MeetingView, language: Language) -> RowShown {
    let hall = meeting.halls.iter().find(|it| it.units.iter().any(|it| it.id == unit.id));
    let line = meeting.roll.as_ref().and_then(|it| it.lines.iter().find(|it| it.unit.id == unit.id));
    let stands = PRESENCES.iter().find(|it| line.is_some_and(|line| line.presence == it.0));
    RowShown {
        unit: unit.clone(),
        hall: hall.map(|it| (it.n, it.name.clone().unwrap_or_default())),
        presence: stands.map(|it| it.1.to_owned()).unwrap_or_default(),
        at: line.and_then(|it| it.at).map(|it| hour(language, it)).unwrap_or_default(),
        who: line.and_then(|it| it.who.clone()).unwrap_or_default(),
    }
}

pub fn roll(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = page_of(seen)?;
    seen.office.want_keeper(seen.viewer, &page.session.id.to_string())?;
    Ok(Box::new(RollShown::of(page, seen.ask.language, seen.office.new_id().to_string())))
}

impl Frame {
    /// The word of how somebody took part, and the class of its mark.
    pub fn presence(&self, presence: &Presence) -> (&'static str, &'static str) {
        let found = PRESENCES.iter().find(|it| it.0 == *presence);
        found.map_or(("", ""), |it| (it.4, self.t(it.2)))
    }

    /// How many came: a sentence, and the class of its mark.
    pub fn roll(&self, roll: &RollView) -> (&'static str, String) {
        let args = [("here", roll.n_here.into()), ("called", roll.n_called.into())];
        let class = match roll.is_enough {
            Some(true) => "st-done",
            Some(false) => "st-late",
            None => "st-none",
        };
        (class, say(self.language, "roll-here", &args))
    }

    /// Whether they are enough, where a rule says how many that is.
    pub fn enough(&self, roll: &RollView, quorum: &Option<Quorum>) -> Option<String> {
        let (quorum, is_enough) = ((*quorum)?, roll.is_enough?);
        let part = format!("{}/{}", quorum.present, quorum.of);
        let key = if is_enough { "roll-enough" } else { "roll-not-enough" };
        Some(say(self.language, key, &[("part", part.into())]))
    }
}
