//! The briefing: what became of the conclusions of the last session, on one page, before the next one. Nothing of it is typed.

mod fates;
mod first_page;
mod questions;
mod returning;
mod tasks;

pub use fates::Fate;
pub use first_page::FirstPage;
pub use questions::{Question, QuestionAbout};
pub use tasks::{BriefList, BriefTask, BriefTasks};

use super::tasks::Viewing;
use super::{ConclusionView, RateView, SessionPageView, SessionView, UnitMention};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::matters::FollowedView;
use crate::office::Office;
use fates::{days_from, without_task, worst};
use jiff::civil::Date;
use model::state::{Ending, TaskCode};
use model::{MatterId, SessionId, StreamId, UnitId};
use questions::{Asking, questions};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use store::{TaskFacts, TaskRow};

/// What whoever chairs the next session has to know.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingView {
    /// The day for which it holds, and the last entry it rests on.
    pub today: Date,
    pub position: u64,
    /// Whose rates stand there, and in a briefing of a unit whose tasks; `None` where everything counts.
    pub unit: Option<UnitMention>,
    /// The session whose conclusions are followed; `None` for a unit that met nobody yet.
    pub session: Option<SessionView>,
    /// Number or title of the document that tells of it.
    pub document: Option<String>,
    /// The day of the session after it, where there is one.
    pub next_held_on: Option<Date>,
    /// How many conclusions became what, the worst first.
    pub fates: Vec<FateCount>,
    /// The worst first.
    pub conclusions: Vec<BriefConclusion>,
    pub tasks: BriefTasks,
    /// Today, beside the day of the session.
    pub rates: Vec<RateView>,
    /// Limitations that were named before: those of which people said so, then those that only read alike.
    pub limitations: Vec<BriefLimitation>,
    /// Petitions without an answer, of the unit and the guests of the session or put to them.
    pub petitions: Vec<FollowedView>,
    /// The most urgent first.
    pub questions: Vec<Question>,
    /// How many of each list stand on the one page; the annexes have them all.
    pub first_page: FirstPage,
}

/// How many conclusions became of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FateCount {
    pub fate: Fate,
    pub n: usize,
}

/// A conclusion and what became of it: with tasks, what the worst of them tells.
#[derive(Clone, Debug, Serialize)]
pub struct BriefConclusion {
    pub n: u32,
    /// What the document calls it.
    pub point: Option<String>,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub ending: Option<Ending>,
    pub fate: Fate,
    /// Days late, silent, waiting, or late when it was done.
    pub days: i32,
    /// The day on which it is due, was done or ended, or to which an extension is asked.
    pub on: Option<Date>,
    /// The lead of that task; without one the first unit that is spoken to.
    pub lead: Option<UnitMention>,
    /// The code of that task.
    pub task: Option<String>,
    pub n_tasks: usize,
    /// How many of the tasks stand so.
    pub n_so: usize,
    pub n_extensions: u32,
    pub days_silent: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_since_on: Option<Date>,
    /// The newest report on that task.
    pub last_words: Option<String>,
}

/// A weakness that returned.
#[derive(Clone, Debug, Serialize)]
pub struct BriefLimitation {
    /// `None` once they were erased.
    pub words: Option<String>,
    /// Numbers of the conclusions that answer it.
    pub conclusions: Vec<u32>,
    /// In so many sessions in a row, this one included.
    pub n_times: u32,
    /// The day of the first of them.
    pub since_on: Date,
    /// What is followed; `None` where it only reads alike, and nobody said yet that it is the same.
    pub matter: Option<MatterId>,
}

/// Of so many conclusions the newest report is told.
const MOST_TOLD: usize = 300;
/// So many sessions of a unit are looked at for the last one that concluded something.
const MOST_LOOKED_AT: usize = 8;

/// So many late tasks of a unit are asked about beside those of the conclusions.
const MOST_ASKED: usize = 10;

/// What a briefing is made around.
struct Around {
    unit: Option<UnitId>,
    /// Whether the tasks are those of the unit, and not of the session.
    is_of_unit: bool,
    page: Option<SessionPageView>,
    conclusions: Vec<BriefConclusion>,
    tasks: BriefTasks,
}

impl Office {
    /// What became of the conclusions of a session.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn briefing_of_session(&self, viewer: &Viewer, asked: &str) -> Result<Arc<BriefingView>, Error> {
        self.briefing_held(viewer, asked, || self.of_session(viewer, asked))
    }

    fn of_session(&self, viewer: &Viewer, asked: &str) -> Result<BriefingView, Error> {
        let page = self.session_page(viewer, asked)?;
        let facts = self.facts_seen(viewer, page.session.id)?;
        let viewing = Viewing::for_viewer(self, viewer)?;
        let conclusions = self.brief_conclusions(viewer, &page.conclusions, &facts)?;
        let tasks = self.tasks_of_facts(&viewing, page.session.id, &facts)?;
        let unit = unit_of(&page.session).filter(|it| viewer.sees(*it));
        self.briefing(viewer, &viewing, Around { unit, is_of_unit: false, page: Some(page), conclusions, tasks })
    }

    /// What a unit and everything below it owes, and what became of what the last session with it concluded.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a unit that `viewer` does not see; [`Error::Store`].
    pub fn briefing_of_unit(&self, viewer: &Viewer, asked: &str) -> Result<Arc<BriefingView>, Error> {
        self.briefing_held(viewer, asked, || self.of_unit(viewer, asked))
    }

    /// The briefing of whatever is called `asked`, which `make` makes where none of today is held.
    fn briefing_held(
        &self,
        viewer: &Viewer,
        asked: &str,
        make: impl Fn() -> Result<BriefingView, Error>,
    ) -> Result<Arc<BriefingView>, Error> {
        let make = || make().map(Arc::new);
        match asked.parse::<StreamId>() {
            Ok(id) => self.held.briefings.get(viewer.position, (viewer.account, id, self.today()), make),
            Err(_) => make(),
        }
    }

    fn of_unit(&self, viewer: &Viewer, asked: &str) -> Result<BriefingView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "unit", id: asked.to_owned() });
        let unit: UnitId = asked.parse().map_err(|_| missing())?;
        if !viewer.sees(unit) {
            return Err(missing());
        }
        let page = match self.last_session_of(viewer, unit)? {
            Some(it) => Some(self.session_page(viewer, &it.to_string())?),
            None => None,
        };
        let conclusions = match &page {
            Some(page) => {
                let facts = self.facts_seen(viewer, page.session.id)?;
                let (conclusions, facts) = concerning(viewer, page, unit, facts);
                self.brief_conclusions(viewer, &conclusions, &facts)?
            }
            None => Vec::new(),
        };
        let viewing = Viewing::for_viewer(self, viewer)?;
        let tasks = self.tasks_below(viewer, &viewing, unit)?;
        self.briefing(viewer, &viewing, Around { unit: Some(unit), is_of_unit: true, page, conclusions, tasks })
    }

    fn briefing(&self, viewer: &Viewer, viewing: &Viewing, around: Around) -> Result<BriefingView, Error> {
        let Around { unit, is_of_unit, page, conclusions, tasks } = around;
        let held_on = page.as_ref().map(|it| it.session.held_on);
        let rates = self.rates_beside(viewer, unit, held_on)?.rates;
        let limitations = page.as_ref().map(|it| self.returning(viewer, it, unit)).transpose()?.unwrap_or_default();
        let guests = page.iter().flat_map(|it| &it.session.guests).map(|it| it.id);
        let units: BTreeSet<UnitId> = unit.into_iter().chain(guests).collect();
        let petitions = self.petitions_of(viewer, &units)?;
        let lists = self.open_lists(viewer, &units.into_iter().collect::<Vec<_>>())?;
        let session = page.map(|it| it.session);
        let document = session.as_ref().and_then(|it| it.document);
        let document = document.map(|it| viewing.document(it)).transpose()?.and_then(|it| it.name());
        let next_held_on = match &session {
            Some(it) => {
                self.session_and_next(viewer, it.id)?.iter().map(|it| it.held_on).max().filter(|on| *on > it.held_on)
            }
            None => None,
        };
        let n_asked = if is_of_unit { MOST_ASKED.min(tasks.overdue.tasks.len()) } else { 0 };
        let questions = questions(&Asking {
            conclusions: &conclusions,
            late: &tasks.overdue.tasks[..n_asked],
            limitations: &limitations,
            lists: &lists,
            petitions: &petitions,
            rates: &rates,
        });
        let first_page = first_page::first_page(FirstPage {
            n_conclusions: conclusions.len(),
            n_silent: tasks.silent.tasks.len(),
            n_limitations: limitations.len(),
            n_questions: questions.len(),
        });
        Ok(BriefingView {
            today: viewing.today,
            position: viewer.position,
            unit: unit.map(|it| viewer.units.mention(it)),
            session,
            document,
            next_held_on,
            fates: fate_counts(&conclusions),
            conclusions,
            tasks,
            rates,
            limitations,
            petitions,
            questions,
            first_page,
        })
    }

    /// How the tasks of a session stand that `viewer` sees.
    fn facts_seen(&self, viewer: &Viewer, session: SessionId) -> Result<Vec<TaskFacts>, Error> {
        let register = self.register()?;
        let find = || Ok(self.store.facts_of_session(register, session)?.into());
        let facts: Arc<[TaskFacts]> = self.held.session_facts.get(viewer.position, session, find)?;
        if viewer.sees_all() {
            return Ok(facts.to_vec());
        }
        let mut seen: HashSet<TaskCode> = HashSet::new();
        self.each_task_seen(viewer, session, |_, code| {
            seen.insert(code);
        })?;
        Ok(facts.iter().filter(|it| seen.contains(&it.code)).copied().collect())
    }

    /// The last session until today that concluded something with the unit, under it, or with a unit above it.
    fn last_session_of(&self, viewer: &Viewer, unit: UnitId) -> Result<Option<SessionId>, Error> {
        let (register, today) = (self.register()?, self.today());
        let parent = |it: &UnitId| viewer.units.rows.get(it).and_then(|it| it.parent);
        for at in std::iter::successors(Some(unit), parent) {
            let mut keys = self.store.sessions_with(register, at, today, MOST_LOOKED_AT)?;
            if keys.is_empty() && at == unit {
                keys = self.store.sessions_hosted(register, at, today, MOST_LOOKED_AT)?;
            }
            let ids: Vec<SessionId> = keys.into_iter().map(|it| it.id).collect();
            let seen = self.sessions_concern(viewer, &ids)?;
            let ids: Vec<SessionId> = ids.into_iter().zip(seen).filter(|it| it.1).map(|it| it.0).collect();
            if let Some(last) = self.sessions_listed(viewer, &ids)?.iter().find(|it| it.n_conclusions > 0) {
                return Ok(Some(last.id));
            }
        }
        Ok(None)
    }

    fn brief_conclusions(
        &self,
        viewer: &Viewer,
        conclusions: &[ConclusionView],
        facts: &[TaskFacts],
    ) -> Result<Vec<BriefConclusion>, Error> {
        let today = self.today();
        let of = |n: u32| {
            let from = facts.partition_point(|it| it.conclusion < n);
            &facts[from..from + facts[from..].partition_point(|it| it.conclusion == n)]
        };
        let brief = |it: &ConclusionView| brief_conclusion(viewer, it, of(it.n), today);
        let mut found: Vec<(Option<TaskCode>, BriefConclusion)> = conclusions.iter().map(brief).collect();
        found.sort_by_key(|(_, it)| (it.fate, Reverse(it.days), it.n));
        let codes: Vec<TaskCode> = found.iter().filter_map(|it| it.0).take(MOST_TOLD).collect();
        let rows = self.store.tasks_of(self.register()?, &codes)?;
        let rows: HashMap<TaskCode, Arc<TaskRow>> = rows.into_iter().map(|it| (it.code, it)).collect();
        let told = |code: TaskCode| rows.get(&code)?.last_words.as_ref()?.words().map(str::to_owned);
        let with_words =
            |(code, it): (Option<TaskCode>, BriefConclusion)| BriefConclusion { last_words: code.and_then(told), ..it };
        Ok(found.into_iter().map(with_words).collect())
    }
}

fn brief_conclusion(
    viewer: &Viewer,
    it: &ConclusionView,
    facts: &[TaskFacts],
    today: Date,
) -> (Option<TaskCode>, BriefConclusion) {
    let worst = worst(facts, today);
    let stands = worst.map_or_else(|| without_task(it.ending, it.ended_on), |it| it.standing);
    let lead = match &worst {
        Some(it) => Some(viewer.units.mention(it.lead)),
        None => it.addressed_to.first().cloned(),
    };
    let brief = BriefConclusion {
        n: it.n,
        point: it.point.clone(),
        words: it.words.clone(),
        ending: it.ending,
        fate: stands.fate,
        days: stands.days,
        on: stands.on,
        lead,
        task: worst.map(|it| it.code.to_string()),
        n_tasks: facts.len(),
        n_so: worst.map_or(0, |it| it.n),
        n_extensions: worst.map_or(0, |it| it.n_extensions),
        days_silent: worst.map_or(0, |it| days_from(it.silent_since_on, today)).max(0),
        silent_since_on: worst.map(|it| it.silent_since_on),
        last_words: None,
    };
    (worst.map(|it| it.code), brief)
}

/// The one unit that was asked to a session, else the one that hosted it.
fn unit_of(session: &SessionView) -> Option<UnitId> {
    match &session.guests[..] {
        [one] => Some(one.id),
        _ => session.host.as_ref().map(|it| it.id),
    }
}

/// What of a session concerns a unit or one below it, conclusions and tasks; all of it where the session was held with it.
fn concerning(
    viewer: &Viewer,
    page: &SessionPageView,
    unit: UnitId,
    mut facts: Vec<TaskFacts>,
) -> (Vec<ConclusionView>, Vec<TaskFacts>) {
    let session = &page.session;
    if session.host.iter().chain(&session.guests).any(|it| it.id == unit) {
        return (page.conclusions.clone(), facts);
    }
    let is_below = |it: UnitId| viewer.units.tree.is_within(it, unit);
    facts.retain(|it| is_below(it.lead));
    let led: HashSet<u32> = facts.iter().map(|it| it.conclusion).collect();
    let concerns = |it: &&ConclusionView| led.contains(&it.n) || it.addressed_to.iter().any(|it| is_below(it.id));
    (page.conclusions.iter().filter(concerns).cloned().collect(), facts)
}

fn fate_counts(conclusions: &[BriefConclusion]) -> Vec<FateCount> {
    let mut counts: BTreeMap<Fate, usize> = BTreeMap::new();
    for it in conclusions {
        *counts.entry(it.fate).or_default() += 1;
    }
    counts.into_iter().map(|(fate, n)| FateCount { fate, n }).collect()
}
