//! The rates: how many tasks stand how, by unit, field, quarter or source, each rate with its parts and its rule.

use super::UnitMention;
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::followers::rate_columns::{By, Counted, SOURCES};
use crate::office::Office;
use jiff::civil::Date;
use model::state::{Level, Stage, TaskCode, UnitKind};
use model::{Field, Refusal, SessionId, Tree, UnitId};
use rates::{Counts, Due, Of, Rule, SILENT_DAYS, sum_mismatch};
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::ops::{ControlFlow, Index, Range};
use std::sync::Arc;
use store::TaskRow;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct RatesAsked {
    /// The unit whose subtree counts; all that is seen where it is absent.
    pub unit: Option<UnitId>,
    pub by: String,
    pub due: String,
}

/// Rates of a unit and everything below it.
#[derive(Clone, Debug, Serialize)]
pub struct RatesView {
    pub today: Date,
    pub unit: Option<UnitMention>,
    /// `unit`, `field`, `quarter` or `source`.
    pub by: &'static str,
    /// `extended` or `first`.
    pub due: &'static str,
    pub total: RateLine,
    /// Of units those of one class stand together, the best first, and no class is set against another; the newest quarter first.
    pub lines: Vec<RateLine>,
    /// The day of the last session it is compared with.
    pub session: Option<ComparedSession>,
    /// The last day of the quarter before.
    pub quarter_on: Date,
    pub silent_days: [u16; SILENT_DAYS.len()],
    /// Tasks without a day that are open, without a word for at least each of those days.
    pub silent: [u64; SILENT_DAYS.len()],
    /// Sums that do not agree: then nothing of it may leave.
    pub mismatches: Vec<RateMismatch>,
}

/// A session that was held before.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedSession {
    pub id: SessionId,
    pub held_on: Date,
}

/// One line: what it is of, how many stand how, and the rates.
#[derive(Clone, Debug, Serialize)]
pub struct RateLine {
    /// What the list of its tasks is asked by.
    pub key: String,
    /// The name of a unit; a field, quarter or source is named by its key.
    pub name: Option<String>,
    /// Units are only set against those of their class.
    pub class: Option<(UnitKind, Level)>,
    /// By the names of [`Of`].
    pub counts: CountsTold,
    pub rates: Vec<RateView>,
}

/// How many tasks stand how, by the names of [`Of`].
#[derive(Clone, Copy, Debug)]
pub struct CountsTold([u64; Of::ALL.len()]);

impl CountsTold {
    fn new(counts: Counts) -> CountsTold {
        CountsTold(Of::ALL.map(|(of, _)| counts.get(of)))
    }
}

impl Index<&str> for CountsTold {
    type Output = u64;

    /// Nothing is counted under another name.
    fn index(&self, name: &str) -> &u64 {
        Of::ALL.iter().position(|it| it.1 == name).map_or(&0, |at| &self.0[at])
    }
}

impl Serialize for CountsTold {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(Of::ALL.iter().map(|it| it.1).zip(&self.0))
    }
}

/// A rate with its parts.
#[derive(Clone, Debug, Serialize)]
pub struct RateView {
    pub rule: &'static str,
    pub numerator: u64,
    pub denominator: u64,
    /// Which of the counts they are.
    pub of: [&'static str; 2],
    /// In hundredths of a per cent; `None` of nothing.
    pub hundredths: Option<u64>,
    /// The same on the day of the last session, and at the end of the quarter before.
    pub at_session: Option<u64>,
    pub at_quarter: Option<u64>,
}

/// Two numbers that had to be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RateMismatch {
    pub count: &'static str,
    pub sum: u64,
    pub total: u64,
}

/// The tasks behind a number.
#[derive(Clone, Debug, Serialize)]
pub struct RateTasksView {
    pub tasks: Vec<RateTask>,
    pub n_all: usize,
    /// What the next page is asked `after`; `None` on the last one.
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RateTask {
    pub code: String,
    pub words: Option<String>,
    pub lead: UnitMention,
    pub due_on: Option<Date>,
}

/// What those of which nobody has heard for long are asked by.
pub const SILENT: &str = "silent";

/// So many tasks are listed at once.
const PAGE_LENGTH: usize = 50;

/// Columns with the leads that count.
struct Scope {
    counted: Arc<Counted>,
    /// For each lead its line, in the order of the lines; `None` where it is not seen or lies elsewhere.
    line_of: Vec<Option<usize>>,
    lines: Vec<UnitId>,
    due: Due,
}

impl Office {
    /// The rates that `viewer` sees: of tasks whose lead they see, below the unit that is asked for.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a unit that `viewer` does not see; [`Refusal::FilterUnreadable`]; [`Error::Store`].
    pub fn rates(&self, viewer: &Viewer, asked: &RatesAsked) -> Result<RatesView, Error> {
        let ((by, by_name), due) = (by_of(asked)?, due_of(asked)?);
        let scope = self.rates_scope(viewer, asked.unit, due)?;
        let today = self.today();
        let session = self.session_before(viewer, asked.unit, today)?;
        let quarter_on = quarter_before(today);
        let days = [Some(today), session.as_ref().map(|it| it.held_on), Some(quarter_on)];
        let counted = days.map(|on| on.map(|on| scope.lines(on, by)));
        let totals = days.map(|on| on.map(|on| scope.total(on, by)));
        let at = |n: usize| counted.each_ref().map(|it| it.as_ref().map(|it| it[n]));
        let keys = scope.keys(by).into_iter().enumerate();
        let told = keys.map(|(n, key)| (key, at(n))).filter(|it| it.1[0].is_some_and(|it| it.n_all() > 0));
        let mut lines: Vec<RateLine> = told.map(|(key, counts)| line(viewer, Some(by), key, counts)).collect();
        let total = line(viewer, None, String::new(), totals);
        let mismatches = mismatches(&total, &lines);
        match by {
            By::Unit => {
                lines.sort_by_key(|it| (it.class.map(|(kind, level)| (level, kind)), Reverse(it.rates[0].hundredths)))
            }
            By::Quarter => lines.sort_by(|a, b| b.key.cmp(&a.key)),
            By::Field | By::Source => {}
        }
        let unit = asked.unit.map(|it| viewer.units.mention(it));
        let (due, silent) = (if due == Due::First { "first" } else { "extended" }, scope.silent(today));
        let silent_days = SILENT_DAYS;
        Ok(RatesView {
            today,
            unit,
            by: by_name,
            due,
            total,
            lines,
            session,
            quarter_on,
            silent_days,
            silent,
            mismatches,
        })
    }

    /// The tasks behind one number of the rates: `key` is that of the line, empty for all of
    /// them, `of` the name of the count or [`SILENT`], `all` where it is empty; those whose code is after `after`.
    ///
    /// # Errors
    /// Those of [`Office::rates`].
    pub fn rate_tasks(
        &self,
        viewer: &Viewer,
        asked: &RatesAsked,
        (key, of): (&str, &str),
        after: &str,
    ) -> Result<RateTasksView, Error> {
        let ((by, _), due) = (by_of(asked)?, due_of(asked)?);
        let is_silent = of == SILENT;
        let of = if is_silent { Of::Open.name() } else { of };
        let of = Of::ALL.into_iter().find(|it| it.1 == of || of.is_empty()).ok_or_else(|| unreadable("of", of))?.0;
        let scope = self.rates_scope(viewer, asked.unit, due)?;
        let columns = &scope.counted.columns;
        let line = scope.keys(by).iter().position(|it| it == key);
        let is_meant = |at: &usize| {
            let own = scope.line_at(by, *at);
            own.is_some() && (key.is_empty() || own == line)
        };
        let after: Option<TaskCode> = match after {
            "" => None,
            code => Some(code.parse().map_err(|_| unreadable("after", code))?),
        };
        let places = match is_silent {
            true => scope.counted.silent_in_order(self.today()),
            false => scope.counted.places(of, due, self.today()),
        };
        let code = |at: usize| columns.codes[at];
        let begin = after.map_or(0, |after| places.partition_point(|it| code(*it as usize) <= after));
        let meant = places[begin..].iter().map(|it| *it as usize).filter(is_meant);
        let mut page: Vec<TaskCode> = meant.map(code).take(PAGE_LENGTH + 1).collect();
        let is_last = page.len() <= PAGE_LENGTH;
        page.truncate(PAGE_LENGTH);
        let n_silent = is_silent.then(|| places.iter().filter(|it| is_meant(&(**it as usize))).count());
        let counts = match (key, line) {
            ("", _) => Some(scope.total(self.today(), by)),
            (_, line) => line.and_then(|it| scope.lines(self.today(), by).get(it).copied()),
        };
        let task = |row: Arc<TaskRow>| RateTask {
            code: row.code.to_string(),
            words: row.words.words().map(str::to_owned),
            lead: viewer.units.mention(row.lead),
            due_on: row.deadline.due_on(),
        };
        let tasks = self.store.tasks_of(self.register()?, &page)?.into_iter().map(task).collect();
        let next = page.last().filter(|_| !is_last).map(ToString::to_string);
        Ok(RateTasksView {
            tasks,
            n_all: n_silent
                .unwrap_or_else(|| usize::try_from(counts.unwrap_or_default().get(of)).unwrap_or(usize::MAX)),
            next,
        })
    }

    /// The rates of a unit and everything below it today, beside those on the day of a session.
    pub(super) fn rates_beside(
        &self,
        viewer: &Viewer,
        unit: Option<UnitId>,
        session_on: Option<Date>,
    ) -> Result<RateLine, Error> {
        let scope = self.rates_scope(viewer, unit, Due::Extended)?;
        let on = |it: Date| scope.total(it, By::Unit);
        Ok(line(viewer, None, String::new(), [Some(on(self.today())), session_on.map(on), None]))
    }

    /// The tasks that a unit and everything below it leads and of which nobody has heard for long: how many, and the first
    /// `most` of them, the longest silent first.
    pub(super) fn silent_below(
        &self,
        viewer: &Viewer,
        unit: UnitId,
        most: usize,
    ) -> Result<(usize, Vec<TaskCode>), Error> {
        let scope = self.rates_scope(viewer, Some(unit), Due::Extended)?;
        let places = scope.counted.silent_places(self.today());
        let seen = || places.iter().map(|it| *it as usize).filter(|it| scope.line_at(By::Unit, *it).is_some());
        Ok((seen().count(), seen().take(most).map(|it| scope.counted.columns.codes[it]).collect()))
    }

    fn rates_scope(&self, viewer: &Viewer, unit: Option<UnitId>, due: Due) -> Result<Scope, Error> {
        if let Some(unit) = unit.filter(|it| !viewer.sees(*it)) {
            return Err(Error::NotFound(NotFound::Object { noun: "unit", id: unit.to_string() }));
        }
        let counted = self.rate_columns.get(&self.store, (self.register()?, viewer.position), |take| {
            self.each_task_row(|it| {
                take(&it);
                Ok(ControlFlow::Continue(()))
            })
        })?;
        let tree = &viewer.units.tree;
        let within = unit.or_else(|| tree.units().first().copied()).map_or(0..0, |it| tree.range(it));
        let begins = line_begins(tree, within.clone());
        let line_of = |lead: &UnitId| {
            let at = tree.range(*lead).next().filter(|at| within.contains(at) && viewer.sees_one_of(&[*at]))?;
            Some(begins.partition_point(|begin| *begin <= at) - 1)
        };
        let line_of = counted.columns.leads.iter().map(line_of).collect();
        let lines = begins.iter().map(|it| tree.units()[*it]).collect();
        Ok(Scope { counted, line_of, lines, due })
    }

    /// The last session before `today` with the unit, or any where none is asked for.
    fn session_before(
        &self,
        viewer: &Viewer,
        unit: Option<UnitId>,
        today: Date,
    ) -> Result<Option<ComparedSession>, Error> {
        let is_with = |it: &UnitId| unit.is_none_or(|unit| unit == *it) && viewer.sees(*it);
        let register = self.register()?;
        let sessions = self.held.all_sessions.get(viewer.position, (), || Ok(self.store.sessions(register)?.into()))?;
        let mut held = sessions.iter().rev().filter(|it| it.held_on < today && it.stage == Stage::Closed);
        let found = held.find(|it| it.host.iter().chain(&it.guests).any(is_with));
        Ok(found.map(|it| ComparedSession { id: it.id, held_on: it.held_on }))
    }
}

impl Scope {
    /// Counted by another table than the lines, so that their sum can be held against it.
    fn total(&self, on: Date, by: By) -> Counts {
        let apart = if by == By::Unit { By::Source } else { By::Unit };
        let table = self.counted.table(apart, self.due, on);
        self.leads().map(|(lead, _)| table.outer(lead)).sum()
    }

    /// In the order of [`Scope::keys`].
    fn lines(&self, on: Date, by: By) -> Vec<Counts> {
        let table = self.counted.table(by, self.due, on);
        let mut counts = vec![Counts::default(); self.n_lines(by)];
        for (lead, line) in self.leads() {
            if by == By::Unit {
                counts[line] += table.outer(lead);
            } else {
                (0..).zip(&mut counts).for_each(|(value, it)| *it += table.cell(lead, value));
            }
        }
        counts
    }

    fn n_lines(&self, by: By) -> usize {
        match by {
            By::Unit => self.lines.len(),
            By::Field => Field::ALL.len() + 1,
            By::Quarter => self.counted.columns.quarters.len(),
            By::Source => SOURCES.len(),
        }
    }

    /// What the lines are called.
    fn keys(&self, by: By) -> Vec<String> {
        match by {
            By::Unit => self.lines.iter().map(ToString::to_string).collect(),
            By::Field => Field::ALL.iter().map(|it| it.1).chain(["none"]).map(str::to_owned).collect(),
            By::Quarter => self.counted.columns.quarters.iter().map(|(year, n)| format!("{year}-Q{n}")).collect(),
            By::Source => SOURCES.map(str::to_owned).into(),
        }
    }

    /// The line of the task at a place of the columns; `None` where it does not count.
    fn line_at(&self, by: By, at: usize) -> Option<usize> {
        let columns = &self.counted.columns;
        let of_unit = self.line_of[columns.lead.of[at] as usize]?;
        Some(columns.trait_of(by).map_or(of_unit, |it| it.of[at] as usize))
    }

    /// The leads that count, each with its line.
    fn leads(&self) -> impl Iterator<Item = (u32, usize)> {
        (0..).zip(&self.line_of).filter_map(|(lead, line)| Some((lead, (*line)?)))
    }

    fn silent(&self, today: Date) -> [u64; SILENT_DAYS.len()] {
        let silent = self.counted.silent(today);
        self.leads().fold(Default::default(), |sum: [u64; SILENT_DAYS.len()], (lead, _)| {
            std::array::from_fn(|at| sum[at] + silent[lead as usize][at])
        })
    }
}

/// Where lines begin in the order of the tree: the unit itself, and each right below it with all that lies below that.
fn line_begins(tree: &Tree, within: Range<usize>) -> Vec<usize> {
    let mut begins: Vec<usize> = within.clone().take(1).collect();
    let mut at = within.start + 1;
    while at < within.end {
        begins.push(at);
        at = tree.range(tree.units()[at]).end;
    }
    begins
}

fn line(viewer: &Viewer, by: Option<By>, key: String, counts: [Option<Counts>; 3]) -> RateLine {
    let [now, session, quarter] = counts;
    let now = now.unwrap_or_default();
    let hundredths = |it: Option<Counts>, rule| it.and_then(|it| it.rate(rule).hundredths());
    let rate = |rule: Rule| {
        let (rate, of) = (now.rate(rule), rule.parts());
        // Of words only the newest is known: who had reported by then is not.
        let is_known_then = rule != Rule::Updated;
        RateView {
            rule: rule.name(),
            numerator: rate.numerator,
            denominator: rate.denominator,
            of: [of.0.name(), of.1.name()],
            hundredths: rate.hundredths(),
            at_session: hundredths(session.filter(|_| is_known_then), rule),
            at_quarter: hundredths(quarter.filter(|_| is_known_then), rule),
        }
    };
    let unit: Option<UnitId> = (by == Some(By::Unit)).then(|| key.parse().ok()).flatten();
    let class = unit.and_then(|it| viewer.units.rows.get(&it)).map(|it| (it.kind, it.level));
    RateLine {
        name: unit.and_then(|it| viewer.units.mention(it).name),
        class,
        counts: CountsTold::new(now),
        rates: Rule::ALL.map(rate).into(),
        key,
    }
}

fn mismatches(total: &RateLine, lines: &[RateLine]) -> Vec<RateMismatch> {
    let compared = Of::ALL.iter().enumerate().filter_map(|(at, (_, count))| {
        let parts: Vec<u64> = lines.iter().map(|it| it.counts.0[at]).collect();
        sum_mismatch(total.counts.0[at], &parts).map(|it| RateMismatch { count, sum: it.computed, total: it.stated })
    });
    compared.collect()
}

fn by_of(asked: &RatesAsked) -> Result<(By, &'static str), Error> {
    let found = By::ALL.into_iter().find(|it| it.1 == asked.by || asked.by.is_empty());
    found.ok_or_else(|| unreadable("by", &asked.by))
}

fn due_of(asked: &RatesAsked) -> Result<Due, Error> {
    match asked.due.as_str() {
        "" | "extended" => Ok(Due::Extended),
        "first" => Ok(Due::First),
        other => Err(unreadable("due", other)),
    }
}

fn unreadable(field: &str, text: &str) -> Error {
    Error::Refused(Refusal::FilterUnreadable { field: field.to_owned(), text: text.to_owned() })
}

/// The last day of the quarter before that of `today`.
fn quarter_before(today: Date) -> Date {
    let first = Date::constant(today.year(), (today.month() - 1) / 3 * 3 + 1, 1);
    first.yesterday().unwrap_or(first)
}
