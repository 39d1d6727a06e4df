//! A session before it is held and while it sits: its plan, its invitation, what is typed, the screen of the hall.

use super::sheet::place_and_day;
use super::shown;
use crate::ask::Fields;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use app::deadlines::weekday;
use app::figures::{self, hour};
use app::meetings::{
    AgendaItemView, GuestClass, GuestGroup, MeetingView, MinutesView, MovedView, PlanView, SpeakersView, USUAL_MINUTES,
    line_id,
};
use app::messages::{Language, say, text};
use app::views::{ConclusionView, Letterhead, SessionPageView, SessionView, UnitMention};
use model::state::{LineKind, Mode, Stage};
use std::borrow::Borrow;
use std::collections::HashSet;
use std::sync::Arc;

/// The page that a sub-page belongs to.
pub(super) fn page_of(seen: &Seen) -> Result<SessionPageView, Fault> {
    Ok(seen.office.session_page(seen.viewer, seen.ask.part(if seen.ask.is_api() { 2 } else { 1 }))?)
}

#[derive(Clone)]
pub struct PlanShown {
    view: Arc<PlanView>,
    /// The session that is amended; empty for a new one.
    id: String,
    /// What a new one is called in the register.
    new: String,
    key: String,
    version: u64,
    title: String,
    held_on: String,
    hour: String,
    chair: String,
    venue: String,
    mode: String,
    host: String,
    picked: HashSet<String>,
    /// What is looked for among those that may be its guests.
    sought: String,
    groups: Vec<GroupShown>,
    /// Why guests who were invited are told another day, hour or place; asked for once they were.
    because: Option<String>,
    /// Why what was typed is not done.
    sentence: Option<String>,
}

shown!(PlanShown, pub PlanPage, "plan.html", view.as_ref());

/// The units of one class that may be its guests, as far as they are found; what was picked stays in sight.
#[derive(Clone)]
pub struct GroupShown {
    /// The wire name of the class.
    class: String,
    word: &'static str,
    /// How many units the class has, and how many of them are picked.
    n: usize,
    n_picked: usize,
    is_open: bool,
    /// The places of its units among those of its class, and whether each is picked.
    units: Vec<(usize, bool)>,
    /// Its place among the classes.
    place: usize,
}

/// So many units are seen at once; of more, one class after the other is opened.
const MOST_OPEN: usize = 12;

fn group(place: usize, it: &GuestGroup, picked: &HashSet<String>, sought: &str, is_short: bool) -> GroupShown {
    let is_picked = |unit: &UnitMention| !picked.is_empty() && picked.contains(&unit.id.to_string());
    let found: Option<HashSet<model::UnitId>> =
        (!sought.is_empty()).then(|| it.found(sought).map(|it| it.id).collect());
    let is_found = |unit: &UnitMention| found.as_ref().is_none_or(|it| it.contains(&unit.id));
    let places = it.units.iter().enumerate().map(|(i, unit)| (i, is_picked(unit), is_found(unit)));
    let units: Vec<(usize, bool)> = places.filter(|it| it.1 || it.2).map(|(i, picked, _)| (i, picked)).collect();
    let n_picked = units.iter().filter(|it| it.1).count();
    let finds = found.as_ref().is_some_and(|it| !it.is_empty());
    let is_open = finds || n_picked > 0 || (is_short && it.class != GuestClass::Villages);
    let class = serde_json::to_value(it.class).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default();
    GroupShown { class, word: it.class.word(), n: it.units.len(), n_picked, is_open, units, place }
}

/// What was typed, with the guests that were meant by their class: all of it but the host.
pub fn with_classes(view: &PlanView, typed: &Fields, host: Option<&str>) -> Fields {
    let host = typed.get("host").or(host).unwrap_or_default();
    let there: HashSet<&str> = typed.all("guests").collect();
    let meant = typed.all("all").filter_map(|class| {
        view.guests.iter().find(|it| serde_json::to_value(it.class).is_ok_and(|it| it.as_str() == Some(class)))
    });
    let mut whole = typed.without(&["all"]);
    for unit in meant.flat_map(|it| &it.units).map(|it| it.id.to_string()) {
        if unit != host && !there.contains(unit.as_str()) {
            whole.push("guests".to_owned(), unit);
        }
    }
    whole
}

impl PlanShown {
    fn empty(view: Arc<PlanView>, (id, key, new, version): (&str, String, String, u64)) -> PlanShown {
        let [title, held_on, hour, chair, venue, mode] = [(); 6].map(|()| String::new());
        let host = view.hosts.first().map(|it| it.0.id.to_string()).unwrap_or_default();
        let (picked, because, sentence, id) = (HashSet::new(), None, None, id.to_owned());
        let (sought, groups) = (String::new(), Vec::new());
        PlanShown {
            because,
            sought,
            groups,
            view,
            id,
            new,
            key,
            version,
            title,
            held_on,
            hour,
            chair,
            venue,
            mode,
            host,
            picked,
            sentence,
        }
    }

    /// The same with the units that may be its guests.
    fn with_groups(self) -> PlanShown {
        let n: usize = self.view.guests.iter().map(|it| it.units.len()).sum();
        let group = |(place, it)| group(place, it, &self.picked, &self.sought, n <= MOST_OPEN);
        let all = self.view.guests.iter().enumerate().map(group);
        let groups = all.filter(|it: &GroupShown| !it.units.is_empty()).collect();
        PlanShown { groups, ..self }
    }

    /// The units of a group, and whether each is picked.
    fn units_of<'a>(&'a self, group: &'a GroupShown) -> impl Iterator<Item = (&'a UnitMention, bool)> {
        group.units.iter().map(|&(unit, is_picked)| (&self.view.guests[group.place].units[unit], is_picked))
    }

    /// The same as it was typed; `sentence` says why it is not done.
    pub fn typed(
        view: Arc<PlanView>,
        typed: &Fields,
        of: (&str, String, String, u64),
        sentence: Option<String>,
    ) -> PlanShown {
        let raw = |it: &str| typed.raw(it).to_owned();
        let [title, held_on, hour, chair, venue] = ["title", "held_on", "hour", "chair", "venue"].map(raw);
        let [mode, host] = ["mode", "host"].map(raw);
        let picked = typed.all("guests").map(str::to_owned).collect();
        let (because, sought) = (typed.all("because").next().map(str::to_owned), raw("q"));
        let of_typed = PlanShown {
            because,
            sought,
            title,
            held_on,
            hour,
            chair,
            venue,
            mode,
            host,
            picked,
            sentence,
            ..PlanShown::empty(view, of)
        };
        of_typed.with_groups()
    }

    /// The same with what a session has.
    fn of(self, language: Language, session: SessionView) -> PlanShown {
        let mode = session.mode.map(|it| serde_json::to_value(it).unwrap_or_default());
        PlanShown {
            title: session.title.unwrap_or_default(),
            held_on: figures::day(session.held_on),
            hour: session.hour.map(|it| hour(language, it)).unwrap_or_default(),
            chair: session.chair.unwrap_or_default(),
            venue: session.venue.unwrap_or_default(),
            mode: mode.as_ref().and_then(|it| it.as_str()).unwrap_or_default().to_owned(),
            host: session.host.map(|it| it.id.to_string()).unwrap_or_default(),
            picked: session.guests.iter().map(|it| it.id.to_string()).collect(),
            because: (session.stage == Stage::Open && !self.id.is_empty()).then(String::new),
            ..self
        }
    }

    fn is_mode(&self, mode: &str) -> bool {
        self.mode == mode
    }

    fn is_host(&self, unit: &model::UnitId) -> bool {
        self.host.parse().is_ok_and(|it: model::UnitId| it == *unit)
    }
}

/// How people meet, by wire name, and the key of its word.
const MODES: [(&str, &str); 3] =
    [("in_person", "mode-in-person"), ("online", "mode-online"), ("hybrid", "mode-hybrid")];

/// A new one; with `like`, beside a session that is gone on with: all but its day stands there already.
pub fn plan(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let [key, new] = [(); 2].map(|()| seen.office.new_id().to_string());
    let empty = PlanShown::empty(seen.office.plan_view(seen.viewer)?, ("", key, new, 0));
    let like = seen.ask.query.get("like").and_then(|it| seen.office.session_page(seen.viewer, it).ok());
    let shown = like.map(|it| PlanShown { held_on: String::new(), ..empty.clone().of(seen.ask.language, it.session) });
    Ok(Box::new(shown.unwrap_or(empty).with_groups()))
}

pub fn amend_plan(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = page_of(seen)?;
    let (key, session) = (seen.office.new_id().to_string(), page.session);
    let of = (&*session.id.to_string(), key, String::new(), page.version);
    let empty = PlanShown::empty(seen.office.plan_view(seen.viewer)?, of);
    Ok(Box::new(empty.of(seen.ask.language, session).with_groups()))
}

pub struct InvitationShown {
    page: SessionPageView,
    meeting: MeetingView,
    head: Letterhead,
    /// Place and day under the head: the day on which it was sent.
    dated: String,
    when: String,
    /// Where; `None` where no place is needed.
    venue: Option<String>,
    /// What is copied into a message.
    message: String,
}

shown!(InvitationShown, InvitationPage, "invitation.html", page);

pub fn invitation(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = page_of(seen)?;
    let meeting = page.meeting.clone().unwrap_or_default();
    let (language, session) = (seen.ask.language, &page.session);
    let host = session.host.as_ref().map(|it| seen.office.letterhead_of(seen.viewer, it.id));
    let head = host.unwrap_or(Letterhead { office: None, unit: None, place: None, is_party: false });
    let dated_on = meeting.sent.as_ref().map_or_else(|| seen.office.today(), |it| it.sent_on);
    let (dated, when) = (place_and_day(language, &head, dated_on), when(language, session));
    let (venue, message) = (venue(language, session), message(language, &page, &meeting));
    Ok(Box::new(InvitationShown { head, dated, when, venue, message, page, meeting }))
}

/// Hour, day of the week and day, as an invitation has them.
fn when(language: Language, session: &SessionView) -> String {
    let day = say(
        language,
        "invite-day",
        &[("weekday", weekday(language, session.held_on).into()), ("day", figures::day(session.held_on).into())],
    );
    let hour = session.hour.map_or_else(|| text(language, "when-hour-later").to_owned(), |it| hour(language, it));
    [hour, day].join(", ")
}

/// Where it is held; one that is held online needs no place.
fn venue(language: Language, session: &SessionView) -> Option<String> {
    let later = || (session.mode != Some(Mode::Online)).then(|| text(language, "invite-later").to_owned());
    session.venue.clone().or_else(later)
}

fn mode(language: Language, mode: Mode) -> &'static str {
    text(
        language,
        match mode {
            Mode::InPerson => "mode-in-person",
            Mode::Online => "mode-online",
            Mode::Hybrid => "mode-hybrid",
        },
    )
}

/// The invitation in plain words.
fn message(language: Language, page: &SessionPageView, meeting: &MeetingView) -> String {
    let session = &page.session;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push(say(language, key, &[("value", value.into())]));
        }
    };
    let name = |it: &UnitMention| it.name.clone().unwrap_or_default();
    line("invite-title", session.title.clone().unwrap_or_default());
    line("invite-when", when(language, session));
    line("invite-at", venue(language, session).unwrap_or_default());
    line("invite-mode", session.mode.map(|it| mode(language, it).to_owned()).unwrap_or_default());
    line("invite-host", session.host.as_ref().map(name).unwrap_or_default());
    line("invite-chair", session.chair.clone().unwrap_or_default());
    line("invite-guests", session.guests.iter().map(name).collect::<Vec<_>>().join("; "));
    lines.push(text(language, "invite-agenda").to_owned());
    for (n, item) in (1..).zip(&meeting.agenda) {
        lines.push(format!("{n}. {}", item.words.as_deref().unwrap_or_default()));
    }
    for it in &meeting.reports {
        let args = [
            ("unit", name(&it.unit).into()),
            ("day", figures::day(it.due_on).into()),
            ("words", it.words.clone().unwrap_or_default().into()),
        ];
        lines.push(say(language, "invite-report", &args));
    }
    lines.join("\n")
}

pub struct MinutesShown {
    view: MinutesView,
    speakers: SpeakersView,
    key: String,
    /// What the line of a form without script is called.
    line: String,
}

shown!(MinutesShown, MinutesPage, "minutes.html", view);

impl MinutesShown {
    fn is_at(&self, n: &u32) -> bool {
        self.view.at_item == Some(*n)
    }
}

/// The kinds of lines, by wire name, each with the key of its word. The place is the key that is pressed.
pub const KINDS: [(&str, &str); 7] = [
    ("note", "line-note"),
    ("conclusion", "line-conclusion"),
    ("petition", "line-petition"),
    ("answer", "line-answer"),
    ("limitation", "line-limitation"),
    ("commendation", "line-commendation"),
    ("speech", "line-speech"),
];

pub fn minutes(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let id = seen.ask.part(if seen.ask.is_api() { 2 } else { 1 });
    let view = seen.office.minutes(seen.viewer, id)?;
    let speakers = seen.office.speakers(seen.viewer, id)?;
    let key = seen.office.new_id().to_string();
    let line = line_id(&key);
    Ok(Box::new(MinutesShown { view, speakers, key, line }))
}

pub struct HallShown {
    page: SessionPageView,
    /// The item that is on, and its place.
    at: Option<(usize, AgendaItemView)>,
    /// The newest first.
    conclusions: Vec<ConclusionView>,
    speakers: SpeakersView,
}

shown!(HallShown, HallPage, "hall.html", page);

impl HallShown {
    fn roll(&self) -> Option<&app::meetings::RollView> {
        self.page.meeting.as_ref()?.roll.as_ref()
    }

    fn quorum(&self) -> Option<model::state::Quorum> {
        self.page.meeting.as_ref()?.quorum
    }
}

pub fn hall(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = page_of(seen)?;
    let at = page.meeting.as_ref().and_then(|meeting| {
        let found = (1..).zip(&meeting.agenda).find(|it| Some(it.1.n) == meeting.at_item);
        found.map(|(place, it)| (place, it.clone()))
    });
    let conclusions = page.conclusions.iter().rev().cloned().collect();
    let speakers = seen.office.speakers(seen.viewer, &page.session.id.to_string())?;
    Ok(Box::new(HallShown { at, conclusions, page, speakers }))
}

impl Frame {
    /// From when and where a session was moved, and why.
    pub fn moved(&self, moved: &MovedView) -> String {
        let before = moved.before.words(self.language);
        let args = [("before", before.into()), ("day", figures::day(moved.on).into())];
        let because = self.words(&moved.because);
        let told = [
            say(self.language, "meeting-moved", &args),
            say(self.language, "mail-because", &[("because", because.into())]),
        ];
        told.join(" ")
    }

    /// So many minutes.
    pub fn minutes(&self, n: &u32) -> String {
        say(self.language, "speaker-minutes", &[("n", (*n).into())])
    }

    /// The time that is left for a script, which puts the time in the place of `#`.
    pub fn left_word(&self, key: &str) -> String {
        say(self.language, key, &[("time", "#".into())])
    }

    /// The time that is left to whoever speaks, and the class of its mark: minutes and seconds, with a word once it is over.
    pub fn left(&self, seconds: &Option<i64>) -> (&'static str, String) {
        let seconds = seconds.unwrap_or_default();
        let count = format!("{}:{:02}", seconds.abs() / 60, seconds.abs() % 60);
        match seconds < 0 {
            true => ("st-late", say(self.language, "speaker-over", &[("time", count.into())])),
            false => ("st-taken", say(self.language, "speaker-left", &[("time", count.into())])),
        }
    }
}
