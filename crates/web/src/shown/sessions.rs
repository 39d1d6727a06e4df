//! Working sessions, and one session: what stands on its agenda, what was concluded, and the next step.

use super::{form, shown};
use crate::act_forms::{FormShown, title};
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use app::meetings::{NOTICE_WORKING_DAYS, PaceView};
use app::messages::{Language, say, text};
use app::views::{ConclusionView, SessionPageView, SessionView, SessionsView, UnitMention};
use jiff::civil::{Date, Time};
use model::state::{Ending, Outcome, Stage, Why};
use std::borrow::Borrow;
use std::sync::Arc;

pub struct SessionsShown {
    view: SessionsView,
    may_plan: bool,
}

shown!(SessionsShown, SessionsPage, "sessions.html", view);

pub fn sessions(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.sessions_seen(seen.viewer, seen.ask.after())?;
    let may_plan = seen.viewer.may_somewhere("session.plan");
    Ok(Box::new(SessionsShown { view, may_plan }))
}

pub struct SessionShown {
    page: SessionPageView,
    /// Each with the form that ends it, where it is open and the reader may.
    conclusions: Vec<(ConclusionView, Option<FormShown>)>,
    /// The one next step of whoever keeps it.
    next: Option<FormShown>,
    /// Why there is none yet.
    waits: Option<String>,
    /// What else they may do with it.
    others: Vec<FormShown>,
    /// Whether the reader keeps it.
    is_host: bool,
    /// What a guest may do, for each unit the reader speaks for.
    of_guests: Vec<(UnitMention, Vec<FormShown>)>,
    /// The forms of the items have keys that begin so.
    key: String,
    /// Whether the reader may assign tasks that follow from its conclusions.
    gives: bool,
}

impl SessionShown {
    /// What the document calls a conclusion.
    fn point(&self, n: &u32) -> Option<&str> {
        self.page.conclusions.iter().find(|it| it.n == *n)?.point.as_deref()
    }

    fn is_at(&self, n: &u32) -> bool {
        self.page.meeting.as_ref().is_some_and(|it| it.at_item == Some(*n))
    }

    /// Whether a task may follow from a conclusion.
    fn gives(&self, conclusion: &ConclusionView) -> bool {
        self.gives && conclusion.ending.is_none_or(|it| it == Ending::Tasks)
    }

    /// Whether its agenda may still change.
    fn is_planned(&self) -> bool {
        self.is_host && matches!(self.page.session.stage, Stage::Draft | Stage::Open)
    }

    fn sits(&self) -> bool {
        self.page.session.stage == Stage::InProgress
    }
}

shown!(SessionShown, SessionPage, "session.html", page);

pub fn session(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.session_page(seen.viewer, seen.ask.id())?;
    let host: Vec<model::UnitId> = page.session.host.iter().map(|it| it.id).collect();
    let may_end = seen.viewer.may("session.end_conclusion", &host);
    let [all, others] = [&ENDINGS[..], &ENDINGS[1..]].map(|it| choices(seen.ask.language, "ending-", it));
    let end = |it: &ConclusionView| {
        if !may_end || it.ending.is_some() {
            return None;
        }
        // Only tasks that were given make a conclusion end as tasks.
        let endings = if it.tasks.is_empty() { &others } else { &all };
        let form = act(seen, &page, "session.end_conclusion")?;
        Some(form.with("n", it.n).choose("ending", endings))
    };
    let conclusions = page.conclusions.iter().map(|it| (it.clone(), end(it))).collect();
    let is_host = page.meeting.is_some() && seen.viewer.may("session.close", &host);
    let (next, waits) = if is_host { next(seen, &page) } else { (None, None) };
    let others = if is_host { folded(seen, &page) } else { Vec::new() };
    let of_guests = of_guests(seen, &page);
    let key = seen.office.new_id().to_string();
    let may_assign = may_end && seen.viewer.may_somewhere("task.assign");
    let gives = may_assign && matches!(page.session.stage, Stage::InProgress | Stage::Closed);
    Ok(Box::new(SessionShown { gives, page, conclusions, next, waits, others, is_host, of_guests, key }))
}

/// How a conclusion may end, by wire name; as tasks is the first.
const ENDINGS: [&str; 5] = ["tasks", "answer", "assessment", "guidance", "no_task"];

fn choices(language: Language, prefix: &str, names: &[&str]) -> Arc<[(String, String)]> {
    let word = |it: &str| say(language, &format!("{prefix}{}", it.replace('_', "-")), &[]);
    names.iter().map(|it| ((*it).to_owned(), word(it))).collect()
}

fn act(seen: &Seen, page: &SessionPageView, act: &str) -> Option<FormShown> {
    let name = act.split_once('.').map_or(act, |it| it.1);
    form(seen, act, format!("/sessions/{}/acts/{name}", page.session.id), Some(page.version))
}

/// The lawful next step, or why it is not there yet.
fn next(seen: &Seen, page: &SessionPageView) -> (Option<FormShown>, Option<String>) {
    let session = &page.session;
    let wire = match session.stage {
        Stage::Draft => "session.open",
        Stage::Open => "session.begin",
        Stage::InProgress => "session.close",
        Stage::Closed | Stage::CalledOff => return (None, None),
    };
    let is_empty = page.meeting.as_ref().is_none_or(|it| it.agenda.is_empty());
    let waits = match session.stage {
        Stage::Draft if is_empty => Some(text(seen.ask.language, "refusal-agenda-empty").to_owned()),
        Stage::Open if seen.office.today() < session.held_on => {
            let args = [("held_on", app::figures::day(session.held_on).into())];
            Some(say(seen.ask.language, "refusal-session-not-yet", &args))
        }
        _ => None,
    };
    if waits.is_some() {
        return (None, waits);
    }
    // While it sits, the next step is to write; closing it comes after that.
    let is_main = session.stage != Stage::InProgress;
    (act(seen, page, wire).map(|it| FormShown { is_main, ..it }), None)
}

fn folded(seen: &Seen, page: &SessionPageView) -> Vec<FormShown> {
    let language = seen.ask.language;
    let mut forms = Vec::new();
    if matches!(page.session.stage, Stage::Draft | Stage::Open | Stage::InProgress) {
        let whys = choices(language, "why-", &["added", "standing"]);
        let add = act(seen, page, "session.add_item").map(|it| it.with("why", "added").choose("why", &whys));
        forms.extend(add.map(|it| it.fixed("task", "").fixed("earlier", "")));
    }
    if matches!(page.session.stage, Stage::Draft | Stage::Open) {
        let unit = |it: &UnitMention| (it.id.to_string(), it.name.clone().unwrap_or_default());
        let guests: Arc<[(String, String)]> = page.session.guests.iter().map(unit).collect();
        forms.extend(act(seen, page, "session.ask_report").map(|it| it.choose("unit", &guests)));
        forms.extend(act(seen, page, "session.call_off"));
    }
    forms
}

/// What whoever speaks for a guest may do.
fn of_guests(seen: &Seen, page: &SessionPageView) -> Vec<(UnitMention, Vec<FormShown>)> {
    let Some(meeting) = page.meeting.as_ref().filter(|_| matches!(page.session.stage, Stage::Open | Stage::InProgress))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let speaks_for = |it: &&UnitMention| seen.viewer.may("session.ask_item", &[it.id]);
    for unit in page.session.guests.iter().filter(speaks_for) {
        let owes = meeting.reports.iter().any(|it| it.unit.id == unit.id && it.sent_on.is_none());
        let send = owes.then(|| act(seen, page, "session.send_report")).flatten();
        let mut forms: Vec<FormShown> = send.map(|it| FormShown { is_main: true, ..it }).into_iter().collect();
        forms.extend(act(seen, page, "session.ask_item"));
        let forms = forms.into_iter().map(|it| it.fixed("unit", unit.id)).collect();
        found.push((unit.clone(), forms));
    }
    found
}

impl Frame {
    /// The words of a stage and the class of its mark.
    pub fn session_stage(&self, session: &SessionView) -> (&'static str, &'static str) {
        let (class, key) = match session.stage {
            Stage::Draft => ("st-none", "stage-draft"),
            Stage::Open => ("st-soon", "stage-open"),
            Stage::InProgress => ("st-taken", "stage-in-progress"),
            Stage::Closed => ("st-done", "stage-closed"),
            Stage::CalledOff => ("st-hold", "stage-called-off"),
        };
        (class, self.t(key))
    }

    /// How many days are left until an open session; `None` where that says nothing.
    pub fn days_until(&self, session: &SessionView) -> Option<String> {
        let days = (session.held_on - self.today).get_days();
        let is_coming = matches!(session.stage, Stage::Draft | Stage::Open);
        match days {
            _ if !is_coming => None,
            0 => Some(self.t("meeting-today").to_owned()),
            1.. => Some(say(self.language, "meeting-in-days", &[("n", days.into())])),
            _ => Some(say(self.language, "meeting-days-past", &[("n", (-days).into())])),
        }
    }

    /// How fast a session was followed up: sentences, each with the class of its mark.
    pub fn pace(&self, pace: &PaceView) -> Vec<(&'static str, String)> {
        let language = self.language;
        let mut told = Vec::new();
        let limit = ("limit", NOTICE_WORKING_DAYS.into());
        match (pace.notice_on, pace.n_to_notice, pace.notice_due_on) {
            (Some(on), Some(n), due_on) => {
                let args = [("day", app::figures::day(on).into()), ("n", n.into()), limit];
                let (class, key) = match due_on {
                    None => ("st-none", "pace-notice"),
                    Some(due_on) if due_on < on => ("st-late", "pace-notice-late"),
                    Some(_) => ("st-done", "pace-notice-in-time"),
                };
                told.push((class, say(language, key, &args)));
            }
            (_, _, Some(due_on)) => {
                told.push((
                    "st-time",
                    say(language, "pace-notice-due", &[("day", app::figures::day(due_on).into()), limit]),
                ));
            }
            _ => {}
        }
        if let (Some(on), Some(n)) = (pace.tasks_on, pace.n_to_tasks) {
            let args = [("day", app::figures::day(on).into()), ("n", n.into())];
            told.push(("st-none", say(language, "pace-tasks", &args)));
        }
        told
    }

    /// Why an item stands on the agenda.
    pub fn why(&self, why: &Why) -> &'static str {
        self.t(match why {
            Why::Added => "why-added",
            Why::Standing => "why-standing",
            Why::OpenTask => "why-open-task",
            Why::NotDiscussed => "why-not-discussed",
            Why::Asked => "why-asked",
        })
    }

    /// What became of an item, and the class of its mark.
    pub fn outcome(&self, outcome: &Outcome) -> (&'static str, &'static str) {
        match outcome {
            Outcome::Discussed => ("st-done", self.t("outcome-discussed")),
            Outcome::NotDiscussed => ("st-silent", self.t("outcome-not-discussed")),
            Outcome::PutOff => ("st-hold", self.t("outcome-put-off")),
        }
    }

    pub fn hour(&self, hour: &Time) -> String {
        super::meetings::hour(self.language, *hour)
    }

    /// What an act is called.
    pub fn act(&self, act: &str) -> &'static str {
        title(self.language, act)
    }

    /// How late a report is, or how many days are left for it, and the class of that.
    pub fn report_due(&self, due_on: &Date) -> (&'static str, String) {
        let days = i64::from((*due_on - self.today).get_days());
        match days {
            ..0 => ("st-late", say(self.language, "page-late-days", &[("days", (-days).into())])),
            0 => ("st-soon", self.t("meeting-today").to_owned()),
            _ => ("st-time", say(self.language, "page-left-days", &[("days", days.into())])),
        }
    }
}
