//! What needs a hand today, and why: a list of work, the most urgent first, with the one next step of each.

use super::offers::can;
use super::tasks::Viewing;
use super::{DocumentView, SessionView, TaskView, TotalView, own};
use crate::access::Viewer;
use crate::budget::WAITING_TASKS;
use crate::error::Error;
use crate::matters::FollowedView;
use crate::meetings::OwedReport;
use crate::office::Office;
use jiff::ToSpan;
use jiff::civil::Date;
use model::state::{TaskCode, WorkState};
use model::{CLOCK_MARKS, DocumentId, Role, SessionId, TaskId, UnitId};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::{TaskFilter, TaskRole, TaskRow, TaskStanding, TaskWait, Units, WaitingTask};

/// The work of one day.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// The day for which it holds.
    pub today: Date,
    /// The uppermost units that are seen; none where everything is.
    pub units: Vec<super::UnitMention>,
    /// The most urgent first; what there is none of is left out.
    pub sections: Vec<HomeSection>,
    /// What a new register still wants; `None` once it has that, and for whoever may not give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_steps: Option<FirstSteps>,
}

/// Work of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct HomeSection {
    pub about: HomeAbout,
    /// How much there is.
    pub total: TotalView,
    pub rows: HomeRows,
}

/// Why something needs a hand, in the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HomeAbout {
    /// Sentences of documents wait for a decision.
    Drafts,
    /// Work is reported as done and awaits confirmation.
    ToConfirm,
    /// The lead asks for a later day.
    ExtensionAsked,
    /// The lead says that the task is not its own.
    Declined,
    /// What the lead reported or asked for came back to it.
    CameBack,
    /// The lead was urged or reminded.
    Urged,
    /// The lead has not said that it has the task.
    NotReceived,
    /// What the viewer's units reported as done, and others have yet to confirm.
    Reported,
    Overdue,
    DueSoon,
    /// Nobody has said a word for long.
    Silent,
    /// Conclusions that have not ended.
    OpenConclusions,
    /// A session is near, and what was asked for has not been reported.
    ReportsAsked,
    /// A session of the viewer's own units is near, or sits.
    Coming,
    /// A unit asked for something, and the viewer's units owe the answer.
    Petitions,
}

/// The first few of a section.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum HomeRows {
    Documents(Vec<WaitingDocument>),
    Tasks(Vec<HomeTask>),
    Sessions(Vec<SessionView>),
    Coming(Vec<SessionView>),
    Reports(Vec<OwedReport>),
    Petitions(Vec<FollowedView>),
}

impl HomeRows {
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            HomeRows::Documents(it) => it.len(),
            HomeRows::Tasks(it) => it.len(),
            HomeRows::Sessions(it) | HomeRows::Coming(it) => it.len(),
            HomeRows::Reports(it) => it.len(),
            HomeRows::Petitions(it) => it.len(),
        }
    }
}

/// A document in which sentences wait.
#[derive(Clone, Debug, Serialize)]
pub struct WaitingDocument {
    #[serde(flatten)]
    pub document: DocumentView,
    pub n_open: usize,
}

/// A task, and what whoever looks does next about it.
#[derive(Clone, Debug, Serialize)]
pub struct HomeTask {
    #[serde(flatten)]
    pub task: TaskView,
    /// Wire name of an act; `None` where it is only looked at.
    pub next: Option<&'static str>,
}

/// What stands in a register that has just begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FirstSteps {
    /// The unit that keeps the register: it has no name at first.
    pub root: UnitId,
    pub is_named: bool,
    pub has_units: bool,
    pub has_accounts: bool,
    pub has_documents: bool,
}

/// Rows of a section beside others, and of one on its own.
pub const FEW: usize = 5;
const MANY: usize = 200;
/// Days ahead that count as soon.
const SOON_DAYS: i32 = 7;
/// So many silent tasks are counted.
const MOST_SILENT: usize = 200;
/// So many open tasks of a part of the tree are looked at; who sees all is answered by indexes.
const MOST_LOOKED_AT: usize = 400;
/// A register with more entries has begun long ago.
const YOUNG: u64 = 1_000;

impl Office {
    /// What needs the hand of `viewer` today; with `only`, that section alone and more of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn home(&self, viewer: &Viewer, only: Option<HomeAbout>) -> Result<HomeView, Error> {
        let mut desk = Desk {
            office: self,
            viewer,
            viewing: Viewing::for_viewer(self, viewer)?,
            today: self.today(),
            n_rows: if only.is_some() { MANY } else { FEW },
            shown: HashSet::new(),
        };
        let mut sections = Vec::new();
        for about in SECTIONS.into_iter().filter(|it| only.is_none_or(|only| only == *it)) {
            sections.extend(desk.section(about)?.map(|(total, rows)| HomeSection { about, total, rows }));
        }
        // What stands above already is not told as a group of its own.
        sections.retain(|it| (it.total.n > 0 || it.total.is_more) && !it.rows.is_empty());
        let units = if viewer.sees_all() { Vec::new() } else { viewer.uppermost(FEW) };
        let mention = |it: &(UnitId, usize)| super::UnitMention { id: it.0, name: viewer.unit_name(it.0) };
        let units = units.iter().filter(|it| it.1 == 0).map(mention).collect();
        Ok(HomeView { today: desk.today, units, sections, first_steps: self.first_steps(viewer)? })
    }

    /// What a new register still wants, for whoever gives it.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn first_steps(&self, viewer: &Viewer) -> Result<Option<FirstSteps>, Error> {
        let gives = viewer.may("account.open", &[]) && viewer.may("unit.found", &[]) && viewer.may_take_in();
        if !gives || viewer.position > YOUNG {
            return Ok(None);
        }
        let Some(root) = viewer.units.tree.units().first().copied() else { return Ok(None) };
        let steps = FirstSteps {
            root,
            is_named: viewer.unit_name(root).is_some_and(|it| !self.is_unnamed(&it)),
            has_units: viewer.units.tree.units().len() > 1,
            has_accounts: viewer.units.accounts.values().filter(|it| !it.1.is_empty()).count() > 1,
            has_documents: !self.store.documents(self.register()?)?.is_empty(),
        };
        let is_done = steps.is_named && steps.has_units && steps.has_accounts && steps.has_documents;
        Ok((!is_done).then_some(steps))
    }
}

/// A section as it is found; `None` where it is not the viewer's.
type Found = Result<Option<(TotalView, HomeRows)>, Error>;

const SECTIONS: [HomeAbout; 15] = [
    HomeAbout::ReportsAsked,
    HomeAbout::Coming,
    HomeAbout::ToConfirm,
    HomeAbout::Declined,
    HomeAbout::ExtensionAsked,
    HomeAbout::CameBack,
    HomeAbout::Urged,
    HomeAbout::Drafts,
    HomeAbout::Petitions,
    HomeAbout::NotReceived,
    HomeAbout::Overdue,
    HomeAbout::DueSoon,
    HomeAbout::Reported,
    HomeAbout::Silent,
    HomeAbout::OpenConclusions,
];

/// Whoever looks, and what they were shown so far: a task stands there once, where it is most urgent.
struct Desk<'a> {
    office: &'a Office,
    viewer: &'a Viewer,
    viewing: Viewing<'a>,
    today: Date,
    n_rows: usize,
    shown: HashSet<TaskId>,
}

impl Desk<'_> {
    fn section(&mut self, about: HomeAbout) -> Found {
        match about {
            HomeAbout::Drafts => self.drafts(),
            HomeAbout::ToConfirm => self.to_confirm(),
            HomeAbout::ExtensionAsked => {
                self.waiting(TaskWait::Extension, |viewer, lead| viewer.may("task.grant_extension", &[lead]))
            }
            HomeAbout::Declined => {
                self.waiting(TaskWait::Declined, |viewer, lead| viewer.may("task.keep_lead", &[lead]))
            }
            HomeAbout::CameBack => self.waiting(TaskWait::CameBack, works_for),
            HomeAbout::Urged => self.waiting(TaskWait::Urged, works_for),
            HomeAbout::NotReceived => self.not_received(),
            HomeAbout::Reported => self.reported(),
            HomeAbout::Overdue => self.overdue(),
            HomeAbout::DueSoon => self.due_soon(),
            HomeAbout::Silent => self.silent(),
            HomeAbout::OpenConclusions => self.open_conclusions(),
            HomeAbout::ReportsAsked => self.reports_asked(),
            HomeAbout::Coming => self.coming(),
            HomeAbout::Petitions => self.petitions(),
        }
    }

    fn reports_asked(&mut self) -> Found {
        let mut owed = self.office.owed_reports(self.viewer)?;
        let total = exactly(owed.len());
        owed.truncate(self.n_rows);
        Ok(Some((total, HomeRows::Reports(owed))))
    }

    /// Until it has closed, a session stands here also when its day is past.
    fn coming(&mut self) -> Found {
        let [from_on, to_on] = [-SOON_DAYS, SOON_DAYS].map(|it| self.today.saturating_add(it.days()));
        let mut sessions = self.office.sessions_near(self.viewer, (from_on, to_on))?;
        let total = exactly(sessions.len());
        sessions.truncate(self.n_rows);
        Ok(Some((total, HomeRows::Coming(sessions))))
    }

    fn petitions(&mut self) -> Found {
        let (n, owed) = self.office.petitions_owed(self.viewer, self.n_rows)?;
        Ok(Some((exactly(n), HomeRows::Petitions(owed))))
    }

    fn drafts(&mut self) -> Found {
        if !self.viewer.has_role(Role::Clerk) {
            return Ok(None);
        }
        let Some(mut waiting) = self.office.waiting()? else { return Ok(None) };
        waiting.retain(|it| self.viewer.is_asked(it.1.plan_of.map(|it| it.1)));
        let total = exactly(waiting.iter().map(|it| it.1.n).sum());
        let ids: Vec<DocumentId> = waiting.iter().map(|it| it.0).take(self.n_rows).collect();
        let documents = own(self.office.documents_listed(self.viewer, &ids)?).into_iter();
        let n_open: HashMap<DocumentId, usize> = waiting.into_iter().map(|it| (it.0, it.1.n)).collect();
        let row = |it: DocumentView| WaitingDocument { n_open: n_open.get(&it.id).copied().unwrap_or(0), document: it };
        Ok(Some((total, HomeRows::Documents(documents.map(row).collect()))))
    }

    fn to_confirm(&mut self) -> Found {
        let act = "task.confirm";
        let units = match self.viewer.may(act, &[]) {
            true => Units::All,
            false => Units::These(self.viewer.seen().filter(|it| self.viewer.may(act, &[*it])).collect()),
        };
        if units == Units::These(Vec::new()) {
            return Ok(None);
        }
        // Whoever reported does not confirm.
        let (register, account) = (self.office.register()?, self.viewer.account);
        let own = self.office.store.asked_by(register, account, (TaskWait::Confirmation, MOST_LOOKED_AT))?;
        let n_own = own.into_iter().filter(|it| self.viewer.may(act, &[*it])).count();
        let (mut rows, mut total) = self.found(units, TaskStanding::Awaiting, n_own)?;
        rows.retain(|it| it.reported_by != Some(account));
        total.n = total.n.saturating_sub(n_own as u64);
        Ok(Some((total, self.tasks(rows)?)))
    }

    /// What waits for others, told to whoever works for the lead.
    fn reported(&mut self) -> Found {
        let units: Vec<UnitId> = self.viewer.seen().filter(|it| works_for(self.viewer, *it)).collect();
        if units.is_empty() || self.viewer.may("task.confirm", &[]) {
            return Ok(None);
        }
        self.listed(Units::These(units), TaskStanding::Awaiting)
    }

    /// Tasks that wait so for the viewer's hand by their lead, the longest waiting first.
    fn waiting(&mut self, about: TaskWait, is_asked: fn(&Viewer, UnitId) -> bool) -> Found {
        let (n_rows, register, store) = (self.n_rows + self.shown.len(), self.office.register()?, &self.office.store);
        let find = || Ok(store.waiting_tasks(register, about, WAITING_TASKS)?.into());
        let waiting = self.office.held.waiting_tasks.get(self.viewer.position, about, find)?;
        let is_other = |it: &WaitingTask| it.asked_by != Some(self.viewer.account);
        let is_asked = |it: &&WaitingTask| is_other(it) && self.viewer.sees(it.lead) && is_asked(self.viewer, it.lead);
        let mut codes: Vec<TaskCode> = waiting.iter().filter(is_asked).map(|it| it.code).collect();
        let n = codes.len();
        codes.truncate(n_rows);
        let rows = if codes.is_empty() { Vec::new() } else { store.tasks_of(register, &codes)? };
        Ok(Some((exactly(n), self.tasks(rows)?)))
    }

    /// Only whoever may say that a unit has its tasks is asked to.
    fn not_received(&mut self) -> Found {
        if self.viewer.sees_all() {
            return Ok(None);
        }
        let units: Vec<UnitId> = self.viewer.seen().filter(|it| self.viewer.may("task.receive", &[*it])).collect();
        let register = self.office.register()?;
        let (mut rows, is_more) = self.office.store.newest_under_way(register, &units, MOST_LOOKED_AT)?;
        rows.retain(|it| it.work == WorkState::NotStarted && it.received_on.is_none());
        let total = TotalView { n: rows.len() as u64, is_more };
        Ok(Some((total, self.tasks(rows)?)))
    }

    fn overdue(&mut self) -> Found {
        self.listed(self.units(), TaskStanding::Overdue { today: self.today })
    }

    fn due_soon(&mut self) -> Found {
        let until_on = self.today.checked_add((SOON_DAYS + 1).days()).unwrap_or(self.today);
        self.listed(self.units(), TaskStanding::DueSoon { from_on: self.today, until_on })
    }

    fn silent(&mut self) -> Found {
        let since_on = self.today.checked_sub(CLOCK_MARKS[0].days()).unwrap_or(Date::MIN);
        let register = self.office.register()?;
        if !self.viewer.sees_all() {
            let filter = TaskFilter { role: Some(TaskRole::Lead), ..TaskFilter::new(self.units(), TaskStanding::Open) };
            let open = self.office.store.task_page(register, &filter, None, MOST_LOOKED_AT)?;
            let is_silent = |it: &Arc<TaskRow>| it.silent_since_on <= since_on;
            let is_owed = |it: &Arc<TaskRow>| it.work != WorkState::AwaitingConfirmation;
            let mut rows: Vec<_> = open.tasks.into_iter().filter(|it| is_owed(it) && is_silent(it)).collect();
            rows.sort_by_key(|it| it.silent_since_on);
            let total = TotalView { n: rows.len() as u64, is_more: open.next.is_some() };
            return Ok(Some((total, self.tasks(rows)?)));
        }
        let n_rows = self.n_rows + self.shown.len();
        let (rows, n) = self.office.store.silent_tasks(register, since_on, (n_rows, MOST_SILENT + 1))?;
        let total = TotalView { n: n.min(MOST_SILENT) as u64, is_more: n > MOST_SILENT };
        Ok(Some((total, self.tasks(rows)?)))
    }

    fn open_conclusions(&mut self) -> Found {
        if !self.viewer.has_role(Role::Clerk) {
            return Ok(None);
        }
        let register = self.office.register()?;
        let find = || Ok(self.office.store.open_sessions(register)?.into());
        let mut open = self.office.held.open_sessions.get(self.viewer.position, (), find)?.to_vec();
        if !self.viewer.sees_all() {
            let ids: Vec<SessionId> = open.iter().map(|it| it.0).collect();
            let mut seen = self.office.sessions_concern(self.viewer, &ids)?.into_iter();
            open.retain(|_| seen.next() == Some(true));
        }
        // What still waits at the desk of its document is told there.
        let waiting: HashSet<DocumentId> = self.office.waiting()?.into_iter().flatten().map(|it| it.0).collect();
        let ids: Vec<SessionId> = open.iter().rev().map(|it| it.0).take(MOST_LOOKED_AT).collect();
        let rows = self.office.sessions_listed(self.viewer, &ids)?;
        let at_desk: HashSet<SessionId> =
            rows.iter().filter(|it| it.document.is_some_and(|it| waiting.contains(&it))).map(|it| it.id).collect();
        open.retain(|it| !at_desk.contains(&it.0));
        let total = exactly(open.iter().map(|it| it.1 as usize).sum());
        let ids: Vec<SessionId> = open.into_iter().rev().map(|it| it.0).take(self.n_rows).collect();
        Ok(Some((total, HomeRows::Sessions(own(self.office.sessions_listed(self.viewer, &ids)?)))))
    }

    fn units(&self) -> Units {
        if self.viewer.sees_all() { Units::All } else { Units::These(self.viewer.seen().collect()) }
    }

    /// Tasks that `units` lead and that stand so, in the order of their list.
    fn listed(&mut self, units: Units, state: TaskStanding) -> Found {
        let (rows, total) = self.found(units, state, 0)?;
        Ok(Some((total, self.tasks(rows)?)))
    }

    /// The first of them, `n_more` beyond those that may be shown, and how many there are.
    fn found(&self, units: Units, state: TaskStanding, n_more: usize) -> Result<(Vec<Arc<TaskRow>>, TotalView), Error> {
        let filter = TaskFilter { role: Some(TaskRole::Lead), ..TaskFilter::new(units, state) };
        let (n_rows, register) = (self.n_rows + self.shown.len() + n_more, self.office.register()?);
        let (page, totals) = self.office.store.task_page_with_totals(register, &filter, (None, n_rows), &[state])?;
        Ok((page.tasks, totals.first().map_or(TotalView::default(), |it| (*it).into())))
    }

    /// The first of `rows` that were not shown yet.
    fn tasks(&mut self, rows: Vec<Arc<TaskRow>>) -> Result<HomeRows, Error> {
        let mut tasks = Vec::new();
        for row in rows {
            if tasks.len() < self.n_rows && self.shown.insert(row.id) {
                tasks.push(HomeTask { task: self.viewing.task(&row)?, next: next_step(self.viewer, &row, self.today) });
            }
        }
        Ok(HomeRows::Tasks(tasks))
    }
}

/// The one next step about a task: whoever works for the lead reports, whoever does not gives it the means to.
pub(super) fn next_step(viewer: &Viewer, row: &TaskRow, today: Date) -> Option<&'static str> {
    if !row.work.is_open() {
        return None;
    }
    let is_late = row.late_from_on.is_some_and(|it| it <= today);
    if row.declined_on.is_some() && viewer.may("task.reassign", &[row.lead]) {
        return Some("task.reassign");
    }
    if row.extension.is_some() && viewer.may("task.grant_extension", &[row.lead]) {
        return Some("task.grant_extension");
    }
    let step = match row.work {
        WorkState::AwaitingConfirmation => "task.confirm",
        _ if !works_for(viewer, row.lead) => "task.give_link",
        _ if is_late && row.received_on.is_none() => "task.report_progress",
        _ if is_late => "task.report_done",
        WorkState::NotStarted if row.received_on.is_none() => "task.receive",
        _ => "task.report_progress",
    };
    can(viewer, step, row, today).then_some(step)
}

/// Whether the work of `unit` is the viewer's own, not only theirs to look after.
pub(crate) fn works_for(viewer: &Viewer, unit: UnitId) -> bool {
    let tree = &viewer.units.tree;
    viewer.grants.iter().any(|it| match it.role {
        Role::UnitOfficer => tree.is_within(unit, it.unit),
        Role::Leader => unit == it.unit,
        Role::Clerk | Role::Inspector | Role::Administrator => false,
    })
}

fn exactly(n: usize) -> TotalView {
    TotalView { n: n as u64, is_more: false }
}
