//! The roll of a session: its halls, how many it needs, and who came.

use super::shown;
use crate::ask::Fields;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use crate::shown::meetings::page_of;
use app::figures::hour;
use app::meetings::{HallView, MeetingView, RollLineView, RollView};
use app::messages::{Language, say};
use app::views::{SessionPageView, UnitMention};
use model::UnitId;
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
    /// The line as it stands in the register, for whoever sends it back: what they did not change is not said again.
    was: String,
    /// How often something was said of it.
    seen: u32,
    /// What somebody else said of it meanwhile.
    meanwhile: Option<RollLineView>,
}

/// What a form says of one unit.
pub struct TypedLine<'a> {
    pub presence: Option<&'a str>,
    pub at: Option<&'a str>,
    pub who: Option<&'a str>,
    /// How often something had been said of it when the form was drawn.
    pub seen: Option<u32>,
    was: &'a str,
}

impl<'a> TypedLine<'a> {
    pub fn of(unit: UnitId, typed: &'a Fields) -> TypedLine<'a> {
        let get = |name: &str| typed.get(&format!("{name}-{unit}"));
        TypedLine {
            presence: get("p"),
            at: get("at"),
            who: get("who"),
            seen: get("seen").and_then(|it| it.parse().ok()),
            was: typed.raw(&format!("was-{unit}")),
        }
    }

    /// Whether it is another than the one that was drawn.
    pub fn is_changed(&self) -> bool {
        let [presence, at, who] = [self.presence, self.at, self.who].map(Option::unwrap_or_default);
        told(presence, at, who) != self.was
    }
}

/// A line in one text, to be compared.
fn told(presence: &str, at: &str, who: &str) -> String {
    format!("{presence}|{}|{}", at.trim(), who.trim())
}

impl RollShown {
    pub fn of(page: SessionPageView, language: Language, key: String) -> RollShown {
        let meeting = page.meeting.clone().unwrap_or_default();
        let units = page.session.host.iter().chain(&page.session.guests);
        let rows = units.map(|it| row(it, &meeting, language)).collect();
        RollShown { page, meeting, rows, key, sentence: None }
    }

    /// The same as it was typed. A line that was not changed here stands as others said it meanwhile.
    pub fn typed(self, typed: &Fields, sentence: String) -> RollShown {
        let roll = self.meeting.roll.as_ref();
        let row = |it: RowShown| {
            let line = TypedLine::of(it.unit.id, typed);
            if !line.is_changed() {
                return it;
            }
            let is_other = line.seen.is_some_and(|seen| seen != it.seen);
            let stands =
                roll.filter(|_| is_other).and_then(|roll| roll.lines.iter().find(|of| of.unit.id == it.unit.id));
            let [presence, at, who] = [line.presence, line.at, line.who].map(|it| it.unwrap_or_default().to_owned());
            RowShown { presence, at, who, meanwhile: stands.cloned(), ..it }
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
    let presence = stands.map(|it| it.1).unwrap_or_default().to_owned();
    let at = line.and_then(|it| it.at).map(|it| hour(language, it)).unwrap_or_default();
    let who = line.and_then(|it| it.who.clone()).unwrap_or_default();
    RowShown {
        unit: unit.clone(),
        hall: hall.map(|it| (it.n, it.name.clone().unwrap_or_default())),
        was: told(&presence, &at, &who),
        seen: meeting.roll.as_ref().and_then(|it| it.said.get(&unit.id).copied()).unwrap_or_default(),
        presence,
        at,
        who,
        meanwhile: None,
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
