//! Working sessions, and one session: what stands on its agenda, what was concluded, and the next step.

use super::matters::{SaidShown, said};
use super::{form, shown};
use crate::act_forms::{FormShown, title};
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use app::Role;
use app::meetings::{NOTICE_WORKING_DAYS, PaceView, ReportView, VersionStanding, VersionView};
use app::messages::{Language, say, text};
use app::views::{ConclusionView, LimitationView, SessionPageView, SessionView, SessionsView, UnitMention};
use jiff::civil::{Date, Time};
use model::SessionId;
use model::state::{Ending, LineKind, MatterKind, Outcome, Stage, Why};
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
    /// The next step where it is no form of this page: its words, and where it is.
    leads_on: Option<(String, String)>,
    /// What else they may do with it.
    others: Vec<FormShown>,
    /// Whether the reader keeps it.
    is_host: bool,
    /// What a guest may do, for each unit the reader speaks for, and whether that is their own.
    of_guests: Vec<(UnitMention, bool, Vec<FormShown>)>,
    /// The forms of the items have keys that begin so.
    key: String,
    /// What it tells of limitations and petitions, each with what may be said of it.
    said: Vec<SaidShown>,
    /// Whether the reader may assign tasks that follow from its conclusions.
    gives: bool,
    /// The form that takes its notice out again.
    drop_notice: Option<FormShown>,
}

impl SessionShown {
    /// What is followed of a limitation that its document states.
    fn said_of(&self, limitation: &LimitationView) -> Option<&SaidShown> {
        self.said.iter().find(|it| it.said.telling.span == Some(limitation.span))
    }

    /// What a line of its minutes tells, counted from 1.
    fn said_line(&self, n: &usize) -> Option<&SaidShown> {
        self.said.iter().find(|it| it.said.telling.line.is_some_and(|it| it as usize == *n))
    }

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

    /// Whether nothing else is to be done here by whoever reads it: then the briefing is what they came for.
    fn is_plain(&self) -> bool {
        !self.is_host && self.leads_on.is_none() && self.of_guests.iter().all(|it| it.2.iter().all(|it| !it.is_main))
    }

    /// Whether a task may begin with a line of its minutes: a limitation is to be cured, a petition answered.
    fn gives_line(&self, kind: &LineKind) -> bool {
        self.gives && matches!(kind, LineKind::Limitation | LineKind::Petition | LineKind::Conclusion)
    }

    /// The petitions of its document.
    fn petitions(&self) -> Vec<&SaidShown> {
        let is_one = |it: &&SaidShown| it.said.kind == MatterKind::Petition && it.said.telling.span.is_some();
        self.said.iter().filter(is_one).collect()
    }

    /// The session whose briefing is wanted here: before it closes, the one it goes on from.
    fn briefed(&self) -> Option<SessionId> {
        let session = &self.page.session;
        let own = (session.n_conclusions > 0 && session.stage == Stage::Closed).then_some(session.id);
        own.or(self.page.meeting.as_ref().and_then(|it| it.goes_on_from))
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
    let leads_on = if seen.viewer.may("session.close", &host) { leads_on(seen, &page) } else { None };
    let mut others = if is_host { folded(seen, &page) } else { Vec::new() };
    others.retain(|it| next.as_ref().is_none_or(|next| next.act != it.act));
    let of_guests = of_guests(seen, &page);
    let key = seen.office.new_id().to_string();
    let may_assign = may_end && seen.viewer.may_somewhere("task.assign");
    let gives = may_assign && matches!(page.session.stage, Stage::InProgress | Stage::Closed);
    let said = said(seen, &page);
    let is_joined = page.meeting.as_ref().is_some_and(|it| it.dropping.is_some());
    let drop_notice = act(seen, &page, "session.drop_notice").filter(|_| is_joined);
    Ok(Box::new(SessionShown {
        said,
        gives,
        page,
        conclusions,
        next,
        waits,
        leads_on,
        others,
        is_host,
        of_guests,
        key,
        drop_notice,
    }))
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
        let add = if is_empty { add_item(seen, page) } else { None };
        return (add.map(|it| FormShown { is_main: true, ..it }), waits);
    }
    // While it sits, the next step is to write; closing it comes after that.
    let is_main = session.stage != Stage::InProgress;
    (act(seen, page, wire).map(|it| FormShown { is_main, ..it }), None)
}

/// The next step of whoever keeps the session, where another page or another place of this one has it.
fn leads_on(seen: &Seen, page: &SessionPageView) -> Option<(String, String)> {
    let (language, session) = (seen.ask.language, &page.session);
    match session.stage {
        // Sent in the register; the guests have yet to be told.
        Stage::Open if seen.office.today() < session.held_on => {
            let words = text(language, "meeting-invitation").to_owned();
            Some((words, format!("/sessions/{}/invitation", session.id)))
        }
        Stage::Closed => {
            let open = page.conclusions.iter().find(|it| it.ending.is_none());
            let settle = |it: &ConclusionView| {
                let point = it.point.clone().unwrap_or_else(|| it.n.to_string());
                (say(language, "meeting-next-conclusion", &[("point", point.into())]), format!("#c{}", it.n))
            };
            let plan = || {
                let words = text(language, "meeting-next-session").to_owned();
                (words, format!("/sessions/new?like={}", session.id))
            };
            let is_signed = page.meeting.as_ref().is_none_or(|it| it.signed_on.is_some());
            let sign = || (text(language, "record-to-sign").to_owned(), format!("/sessions/{}/record", session.id));
            Some(open.map_or_else(|| if is_signed { plan() } else { sign() }, settle))
        }
        _ => None,
    }
}

fn add_item(seen: &Seen, page: &SessionPageView) -> Option<FormShown> {
    let whys = choices(seen.ask.language, "why-", &["added", "standing"]);
    let add = act(seen, page, "session.add_item").map(|it| it.with("why", "added").choose("why", &whys));
    add.map(|it| it.fixed("task", "").fixed("earlier", "").fixed("matter", ""))
}

fn folded(seen: &Seen, page: &SessionPageView) -> Vec<FormShown> {
    let mut forms = Vec::new();
    if matches!(page.session.stage, Stage::Draft | Stage::Open | Stage::InProgress) {
        forms.extend(add_item(seen, page));
    }
    if matches!(page.session.stage, Stage::Draft | Stage::Open) {
        let unit = |it: &UnitMention| (it.id.to_string(), it.name.clone().unwrap_or_default());
        let guests: Arc<[(String, String)]> = page.session.guests.iter().map(unit).collect();
        forms.extend(act(seen, page, "session.ask_report").map(|it| it.choose("unit", &guests)));
        forms.extend(act(seen, page, "session.call_off"));
    }
    forms
}

/// What whoever speaks for a guest may do. Whoever may only because they stand above it, as those of the host do, enters
/// the report that it owes, and nothing more.
fn of_guests(seen: &Seen, page: &SessionPageView) -> Vec<(UnitMention, bool, Vec<FormShown>)> {
    let stage = page.session.stage;
    let is_told = matches!(stage, Stage::Open | Stage::InProgress | Stage::Closed);
    let Some(meeting) = page.meeting.as_ref().filter(|_| is_told) else { return Vec::new() };
    let mut found = Vec::new();
    let speaks_for = |it: &&UnitMention| seen.viewer.may("session.ask_item", &[it.id]);
    for unit in page.session.guests.iter().filter(speaks_for) {
        let report = meeting.reports.iter().find(|it| it.unit.id == unit.id);
        let is_own = seen.viewer.grants.iter().any(|it| it.unit == unit.id || it.role == Role::UnitOfficer);
        let mut forms = report.map(|it| report_forms(seen, page, it, is_own)).unwrap_or_default();
        forms.extend(act(seen, page, "session.ask_item").filter(|_| is_own && stage != Stage::Closed));
        if !forms.is_empty() {
            let forms = forms.into_iter().map(|it| it.fixed("unit", unit.id)).collect();
            found.push((unit.clone(), is_own, forms));
        }
    }
    found
}

/// What may be done with the report of a guest: it is sent in; then another version takes its place, or it is withdrawn.
fn report_forms(seen: &Seen, page: &SessionPageView, report: &ReportView, is_own: bool) -> Vec<FormShown> {
    let Some(send) = act(seen, page, "session.send_report") else { return Vec::new() };
    if report.sent_on.is_none() {
        return vec![FormShown { is_main: is_own, ..send.without("because") }];
    }
    if !is_own {
        return Vec::new();
    }
    let title = text(seen.ask.language, "meeting-report-replace");
    let withdraw = act(seen, page, "session.withdraw_report").filter(|_| report.is_withdrawable());
    std::iter::once(FormShown { title, ..send.wanted("because") }).chain(withdraw).collect()
}

impl Frame {
    /// What a version of a report is among the others, and the class of its mark.
    pub fn version(&self, version: &VersionView) -> (&'static str, &'static str) {
        match version.standing {
            VersionStanding::Current => ("st-done", self.t("meeting-report-sent")),
            VersionStanding::Presented => ("st-done", self.t("version-presented")),
            VersionStanding::Later => ("st-wait", self.t("version-later")),
            VersionStanding::Replaced => ("st-none", self.t("version-replaced")),
            VersionStanding::Withdrawn => ("st-hold", self.t("version-withdrawn")),
        }
    }

    /// The words of a stage and the class of its mark.
    pub fn session_stage(&self, session: &SessionView) -> (&'static str, &'static str) {
        let (class, key) = match session.stage {
            Stage::Draft => ("st-none", "stage-draft"),
            Stage::Open => ("st-time", "stage-open"),
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
            0 => Some(self.t("meeting-is-today").to_owned()),
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
                let days = i64::from((self.today - due_on).get_days());
                let args = [("day", app::figures::day(due_on).into()), ("days", days.into()), limit];
                let (class, key) =
                    if days > 0 { ("st-late", "pace-notice-missing") } else { ("st-time", "pace-notice-due") };
                told.push((class, say(language, key, &args)));
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
            Why::Limitation => "why-limitation",
            Why::Petition => "why-petition",
            Why::Listed => "why-listed",
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
        app::figures::hour(self.language, *hour)
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
