//! The calendar by which the office counts, and the deadlines that an edit of it would move.

use crate::Error;
use crate::access::Viewer;
use crate::acting::{ActRequest, Request};
use crate::batch::{BatchLine, LONGEST_TASKS, refuse_too_many};
use crate::deadlines::{DayExplained, DayOff, Said, why};
use crate::error::Forbidden;
use crate::followers::units::Units;
use crate::messages::{Language, text};
use crate::office::Office;
use crate::views::{UnitMention, words};
use base::{BeforeDay, Rest, WorkingDays, holiday};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use model::act::register::Event as RegisterEvent;
use model::state::{CountsAs, Outside, Register, State};
use model::{DocumentId, Event, Refusal, RegisterId, Seal, TaskId, Words};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use store::{Happened, TaskRow, Text};

/// The days of one year that are no plain weekend and no plain working day, and who changed what.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarView {
    pub register: RegisterId,
    pub year: i16,
    /// It and those beside it, as far as the rule knows them.
    pub years: Vec<i16>,
    pub before_day: BeforeDay,
    pub days: Vec<CalendarDay>,
    /// The newest first.
    pub changes: Vec<CalendarChange>,
    /// Whether whoever asks may change it.
    pub may_change: bool,
}

/// A day off, or a weekend day that is worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    pub on: Date,
    /// `None` where it is worked.
    pub rest: Option<Rest>,
    /// Who says that it is so: nobody where it is the rule.
    pub is_changed: bool,
    /// The decision; `None` by rule, and once it was erased.
    pub basis: Option<String>,
}

/// What was changed.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarChange {
    pub at: Timestamp,
    /// `None` once the name was erased.
    pub by: Option<String>,
    pub basis: Option<String>,
    #[serde(flatten)]
    pub change: Changed,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    Days { from_on: Date, until_on: Date, counts_as: CountsAs },
    BeforeDay(BeforeDay),
}

/// Deadlines that the calendar as it is now would put on another day.
#[derive(Clone, Debug, Serialize)]
pub struct RecountsView {
    /// The version of the calendar they follow from.
    pub version: u64,
    pub recounts: Vec<RecountView>,
    /// There are more than are listed.
    pub has_more: bool,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct RecountView {
    pub code: String,
    pub words: Option<String>,
    pub lead: UnitMention,
    pub due_words: String,
    pub was_on: Date,
    pub due_on: Date,
    pub explained: Option<DayExplained>,
}

impl Office {
    /// The calendar as it stands; the plain rule before the register is founded.
    pub(crate) fn calendar(&self) -> Result<WorkingDays, Error> {
        let Some(register) = self.founded()? else { return Ok(WorkingDays::default()) };
        Ok(match self.store.stream(register, register.into())? {
            Some((_, State::Register(it))) => it.calendar(),
            _ => WorkingDays::default(),
        })
    }

    /// The calendar of a year; of the present one where none is asked for, or one that no rule covers.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn calendar_page(&self, viewer: Option<&Viewer>, year: Option<i16>) -> Result<CalendarView, Error> {
        let register = self.register()?;
        let year = year.filter(|it| holiday::YEARS.contains(it)).unwrap_or(self.today().year());
        let history = self.store.history(register, register.into())?;
        let state = states(&history).pop();
        let seals: Vec<Seal> = history.iter().filter_map(|it| it.event.told()?.seal().cloned()).collect();
        let texts = self.store.texts(register, &seals)?;
        let basis = |it: &Words| words(texts.get(it.seal()?)?.clone());
        let days = state.as_ref().map_or_else(Vec::new, |it| days_of(it, year, &basis));
        let units = self.units_now()?;
        let change = |it: &Happened| change(&units, it, &texts);
        let changes = history.iter().rev().filter_map(change).collect();
        let before_day = state.map(|it| it.before_day).unwrap_or_default();
        let years = (year - 1..=year + 1).filter(|it| holiday::YEARS.contains(it)).collect();
        let may_change = viewer.is_some_and(|it| it.may("register.change_days", &[]));
        Ok(CalendarView { register, year, years, before_day, days, changes, may_change })
    }

    /// The open tasks whose day was counted by the calendar as it was once, and would be another one by the calendar now.
    ///
    /// What somebody set, corrected or extended to a day of their own is left alone. At most as many as one confirmation
    /// takes.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`] for whoever may not recount; [`Error::Store`].
    pub fn recounts(&self, viewer: &Viewer) -> Result<RecountsView, Error> {
        refuse_recounting(viewer)?;
        let mut counting = self.counting()?;
        let mut view = RecountsView { version: counting.version, recounts: Vec::new(), has_more: false };
        if counting.before.is_empty() {
            return Ok(view);
        }
        self.each_task_row(|task| {
            if let Some(recount) = self.recounted(viewer, &task, &mut counting)? {
                view.has_more = view.recounts.len() == LONGEST_TASKS;
                if view.has_more {
                    return Ok(ControlFlow::Break(()));
                }
                view.recounts.push(recount);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(view)
    }

    /// The calendar now, and those before it.
    fn counting(&self) -> Result<Counting, Error> {
        let register = self.register()?;
        let history = self.store.history(register, register.into())?;
        let mut before: Vec<WorkingDays> = states(&history).iter().map(Register::calendar).collect();
        let version = before.len() as u64;
        Ok(Counting { version, now: before.pop().unwrap_or_default(), before, ordered: HashMap::new() })
    }

    /// The other day of a task, where it is open and its day was counted by a calendar of before.
    fn recounted(
        &self,
        viewer: &Viewer,
        task: &TaskRow,
        counting: &mut Counting,
    ) -> Result<Option<RecountView>, Error> {
        let Some((was_on, due_words)) = counted_words(task).filter(|_| task.work.is_open()) else { return Ok(None) };
        let said = Said { words: due_words, on: self.ordered_on(task, &mut counting.ordered)? };
        let Some(rule) = said.rule() else { return Ok(None) };
        let Some(due_on) = rule.due_on_from(said.on, &counting.now).filter(|it| *it != was_on) else { return Ok(None) };
        if !counting.before.iter().any(|it| rule.due_on_from(said.on, it) == Some(was_on)) {
            return Ok(None);
        }
        Ok(Some(RecountView {
            code: task.code.to_string(),
            words: task.words.words().map(str::to_owned),
            lead: viewer.units.mention(task.lead),
            due_words: due_words.to_owned(),
            was_on,
            due_on,
            explained: said.explained(&counting.now),
        }))
    }

    /// The day that the order of a task was given on.
    pub(crate) fn ordered_on(&self, task: &TaskRow, known: &mut HashMap<DocumentId, Date>) -> Result<Date, Error> {
        let outside_on = task.outside.as_ref().map(Outside::on);
        let Some(document) = task.source.in_document() else { return Ok(outside_on.unwrap_or(task.assigned_on)) };
        if let Some(day) = known.get(&document) {
            return Ok(*day);
        }
        let row = self.store.document(self.register()?, document)?;
        let day = row.map_or(task.assigned_on, |it| it.issued_on.unwrap_or(it.received_on));
        known.insert(document, day);
        Ok(day)
    }

    /// Puts the deadlines of `codes` on the days that were proposed from the calendar of `version`, each for itself.
    ///
    /// # Errors
    /// [`Refusal::Stale`] where the calendar has changed since, [`Refusal::BatchTooLong`]; those of [`Office::recounts`].
    pub fn recount(
        &self,
        viewer: &Viewer,
        key: &str,
        version: u64,
        codes: &[String],
        because: &str,
    ) -> Result<Vec<BatchLine>, Error> {
        refuse_recounting(viewer)?;
        refuse_too_many(codes)?;
        let mut counting = self.counting()?;
        if counting.version != version {
            return Err(Error::Refused(Refusal::Stale { seen: version, current: counting.version }));
        }
        let mut line = |code: &String| {
            let done = self.recount_one(viewer, &format!("{key}.{code}"), code, because, &mut counting);
            BatchLine { code: code.clone(), why_not: done.err() }
        };
        Ok(codes.iter().map(&mut line).collect())
    }

    fn recount_one(
        &self,
        viewer: &Viewer,
        key: &str,
        code: &str,
        because: &str,
        counting: &mut Counting,
    ) -> Result<(), Error> {
        let stream = self.task_stream(viewer, code)?;
        let task = self.store.task(self.register()?, TaskId(stream))?;
        let recount = task.map(|it| self.recounted(viewer, &it, counting)).transpose()?.flatten();
        // Somebody else has counted it again meanwhile.
        let Some(RecountView { was_on, due_on, .. }) = recount else { return Ok(()) };
        let body = json!({ "was_on": was_on, "due_on": due_on, "because": because });
        let order = ActRequest { act: "task.recount".to_owned(), stream: stream.to_string(), seen: None, body };
        self.carry_out_as(viewer, Request { key: key.to_owned(), orders: vec![order] }).map(drop)
    }
}

/// What deadlines are counted again by.
struct Counting {
    /// The version of the calendar.
    version: u64,
    now: WorkingDays,
    before: Vec<WorkingDays>,
    /// The days of documents that were looked up.
    ordered: HashMap<DocumentId, Date>,
}

fn refuse_recounting(viewer: &Viewer) -> Result<(), Error> {
    match viewer.may("task.recount", &[]) {
        true => Ok(()),
        false => Err(Error::Forbidden(Forbidden::Act { act: "task.recount" })),
    }
}

fn change(units: &Units, it: &Happened, texts: &BTreeMap<Seal, Text>) -> Option<CalendarChange> {
    let change = match &it.event {
        Event::Register(RegisterEvent::DaysChanged(it)) => {
            Changed::Days { from_on: it.from_on, until_on: it.until_on, counts_as: it.counts_as }
        }
        Event::Register(RegisterEvent::BeforeCounted(it)) => Changed::BeforeDay(it.before_day),
        _ => return None,
    };
    let basis = it.event.told().and_then(|it| words(texts.get(it.seal()?)?.clone()));
    let by = units.accounts.get(&it.stamp.actor).and_then(|it| it.0.clone());
    Some(CalendarChange { at: it.stamp.at, by, basis, change })
}

/// What a day of the calendar is: a holiday, off by decision, or worked.
pub fn what(language: Language, day: &CalendarDay) -> String {
    match day.rest {
        Some(rest) => why(language, DayOff { on: day.on, rest }),
        None if matches!(day.on.weekday(), Weekday::Saturday | Weekday::Sunday) => {
            text(language, "calendar-worked-instead").to_owned()
        }
        None => text(language, "calendar-worked").to_owned(),
    }
}

/// The day of a task and the words that may have made it.
fn counted_words(task: &TaskRow) -> Option<(Date, &str)> {
    // An extension is a day of its own, and so is the one after a rest.
    if task.first_due_on != task.deadline.due_on() {
        return None;
    }
    Some((task.deadline.due_on()?, task.due_words.as_ref()?.words()?))
}

/// The register after each of its entries.
fn states(history: &[Happened]) -> Vec<Register> {
    let mut states: Vec<Register> = Vec::new();
    for it in history {
        let before = states.last().cloned().map(State::Register);
        match it.event.clone().fold(before, &it.stamp) {
            Some(State::Register(it)) => states.push(it),
            _ => break,
        }
    }
    states
}

fn days_of(register: &Register, year: i16, basis: &impl Fn(&Words) -> Option<String>) -> Vec<CalendarDay> {
    let calendar = register.calendar();
    let days = Date::constant(year, 1, 1).series(1.day()).take_while(|it| it.year() == year);
    let told = |on: Date| {
        let (rest, changed) = (calendar.rest(on), register.days.get(&on));
        let is_told = changed.is_some() || !matches!(rest, None | Some(Rest::Weekend));
        let basis = changed.and_then(|it| basis(&it.basis));
        is_told.then_some(CalendarDay { on, rest, is_changed: changed.is_some(), basis })
    };
    days.filter_map(told).collect()
}
