//! The codes of a list in its order: one arm a unit, each an ordered piece of an index, merged until the page is full.
//!
//! Both databases run `UNION ALL .. ORDER BY .. LIMIT` over such arms lazily. There is one statement for each size; what
//! is left over asks for an identifier that cannot exist.

use super::Cells;
use super::task_filter::{Stretch, TaskFilter, TaskKey, TaskRole, Units};
use crate::engine::{Engine, Sql, Value, statements};
use crate::error::Error;
use jiff::civil::Date;
use model::RegisterId;
use model::state::TaskCode;
use std::sync::LazyLock;

/// How many arms a statement may have.
const SIZES: [usize; 12] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

/// A place in a list, and what the units have to do with what stands there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub key: TaskKey,
    due_on: Option<Date>,
    role: TaskRole,
}

/// Statements of one form, the smallest first.
type Arms = LazyLock<Vec<(usize, Sql)>>;

/// By day: ?1 register, ?2 to ?4 after, ?5 the last day, ?6 how many, then the units.
static LATE: Arms = LazyLock::new(|| {
    sized(LATE_ORDER, 6, |arm| {
        format!(
            "SELECT late_from_on, code_year, code_n, due_on, role FROM task_unit WHERE register = ?1 \
             AND unit = ?{} AND (late_from_on, code_year, code_n) > (?2, ?3, ?4) AND late_from_on <= ?5",
            7 + arm
        )
    })
});

/// The same, where nobody asks for days or roles.
static LATE_PLAIN: Arms = LazyLock::new(|| {
    sized(LATE_ORDER, 6, |arm| {
        format!(
            "SELECT late_from_on, code_year, code_n FROM task_unit WHERE register = ?1 \
             AND unit = ?{} AND (late_from_on, code_year, code_n) > (?2, ?3, ?4) AND late_from_on <= ?5",
            7 + arm
        )
    })
});

/// By code: ?1 register, ?2 and ?3 after, ?4 how many, then unit and stage by turns.
static CODE: Arms = LazyLock::new(|| {
    sized(CODE_ORDER, 4, |arm| {
        format!(
            "SELECT code_year, code_n, due_on, role FROM task_unit WHERE register = ?1 \
             AND unit = ?{} AND stage = ?{} AND (code_year, code_n) > (?2, ?3)",
            5 + 2 * arm,
            6 + 2 * arm
        )
    })
});

/// Of all units by code: ?1 register, ?2 and ?3 after, ?4 how many, then the states of work.
static ALL_CODE: Arms = LazyLock::new(|| {
    sized(CODE_ORDER, 4, |arm| {
        format!(
            "SELECT code_year, code_n, due_on, 'lead' AS role FROM task WHERE register = ?1 \
             AND work = ?{} AND (code_year, code_n) > (?2, ?3)",
            5 + arm
        )
    })
});

const LATE_ORDER: &str = "late_from_on, code_year, code_n";
const CODE_ORDER: &str = "code_year, code_n";

statements! {
    ALL_LATE = "SELECT late_from_on, code_year, code_n, due_on, 'lead' AS role FROM task WHERE register = ?1
        AND (late_from_on, code_year, code_n) > (?2, ?3, ?4) AND late_from_on <= ?5
        ORDER BY late_from_on, code_year, code_n LIMIT ?6";
    ALL_ANY = "SELECT code_year, code_n, due_on, 'lead' AS role FROM task WHERE register = ?1
        AND (code_year, code_n) > (?2, ?3) ORDER BY code_year, code_n LIMIT ?4";
}

fn sized(order: &str, limit: usize, arm: impl Fn(usize) -> String) -> Vec<(usize, Sql)> {
    let statement = |n: usize| {
        let arms = (0..n).map(&arm).collect::<Vec<_>>().join(" UNION ALL ");
        (n, Sql::generated(format!("{arms} ORDER BY {order} LIMIT ?{limit}")))
    };
    SIZES.map(statement).into()
}

/// Every statement of this module.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    [&LATE, &LATE_PLAIN, &CODE, &ALL_CODE]
        .into_iter()
        .flat_map(|it| it.iter().map(|&(_, sql)| sql))
        .chain(ALL.iter().copied())
}

/// At most `n` places after `after`, each once and in order. Roles and days may leave fewer, even none, of those read.
pub(super) fn places(
    engine: &mut Engine,
    register: RegisterId,
    filter: &TaskFilter,
    after: Option<TaskKey>,
    n: usize,
) -> Result<Stretch, Error> {
    let mut n = n.max(2);
    loop {
        let mut found = raw(engine, register, filter, after, n)?;
        found.sort_by_key(|it| it.key);
        let is_full = found.len() >= n;
        found.truncate(n);
        let last = found.last().map(|it| it.key);
        if is_full {
            // A task at the edge may stand there once more for another unit: it is left for the next time.
            found.retain(|it| Some(it.key) != last);
            if found.is_empty() {
                n *= 2;
                continue;
            }
        }
        let (next, n_read) = (found.last().map(|it| it.key).filter(|_| is_full), found.len());
        found.retain(|it| filter.allows_role(it.role) && filter.allows_due(it.due_on));
        found.dedup_by_key(|it| it.key);
        return Ok(Stretch { keys: found.into_iter().map(|it| it.key).collect(), next, n_read });
    }
}

/// At most `n` places of each statement, for each unit that has to do with the task.
fn raw(
    engine: &mut Engine,
    register: RegisterId,
    filter: &TaskFilter,
    after: Option<TaskKey>,
    n: usize,
) -> Result<Vec<Place>, Error> {
    let (head, is_late) = bounds(register, filter, after, n);
    let (arms, width, values) = match (&filter.units, is_late) {
        (Units::All, true) => return read(engine, ALL_LATE, &head, is_late),
        (Units::All, false) if filter.stages().len() == 4 => return read(engine, ALL_ANY, &head, is_late),
        (Units::All, false) => (&ALL_CODE, 1, works(filter.stages())),
        (Units::These(units), true) => {
            let arms = if filter.is_narrowed() { &LATE } else { &LATE_PLAIN };
            (arms, 1, units.iter().map(Value::text).collect())
        }
        (Units::These(units), false) => {
            let both = |unit| filter.stages().iter().flat_map(move |it| [Value::text(unit), Value::Int(*it)]);
            (&CODE, 2, units.iter().flat_map(both).collect::<Vec<_>>())
        }
    };
    let mut found = Vec::new();
    for some in values.chunks(width * SIZES[SIZES.len() - 1]) {
        let &(size, sql) = arms
            .iter()
            .find(|(size, _)| size * width >= some.len())
            .expect("invariant: a chunk is not longer than the longest statement");
        let nobody = [Value::text(""), Value::Int(0)];
        let padding = nobody[..width].iter().cycle().take(size * width - some.len());
        let parameters: Vec<Value> = head.iter().chain(some).chain(padding).cloned().collect();
        found.extend(read(engine, sql, &parameters, is_late)?);
    }
    Ok(found)
}

/// The parameters that every arm shares, and whether the list is ordered by days.
fn bounds(register: RegisterId, filter: &TaskFilter, after: Option<TaskKey>, n: usize) -> (Vec<Value>, bool) {
    let register = Value::text(register);
    let n = Value::count(n as u64);
    let code = |it: TaskCode| [Value::Int(it.year.into()), Value::Int(it.n.into())];
    let least = [Value::Int(i64::MIN), Value::Int(i64::MIN)];
    match filter.late_days() {
        Some((from, until)) => {
            // The text of a day orders as the day: before the first year there is none.
            let from = if from == Date::MIN { Value::text("") } else { Value::text(from) };
            let (day, [year, number]) = match after {
                Some(TaskKey::Late(day, at)) if Value::text(day) >= from => (Value::text(day), code(at)),
                _ => (from, least),
            };
            (vec![register, day, year, number, Value::text(until), n], true)
        }
        None => {
            let [year, number] = match after {
                Some(TaskKey::Code(at)) => code(at),
                _ => least,
            };
            (vec![register, year, number, n], false)
        }
    }
}

fn works(stages: &[i64]) -> Vec<Value> {
    let words = |stage: &i64| match stage {
        0 => ["not_started", "in_progress"].as_slice(),
        1 => &["awaiting_confirmation"],
        2 => &["completed"],
        _ => &["terminated"],
    };
    stages.iter().flat_map(words).map(Value::text).collect()
}

fn read(engine: &mut Engine, sql: Sql, parameters: &[Value], is_late: bool) -> Result<Vec<Place>, Error> {
    let place = |row| {
        let mut cells = Cells::new("task_unit", row);
        let day = if is_late { Some(cells.date()?) } else { None };
        let code = TaskCode { year: cells.number()?, n: cells.number()? };
        let due_on = if cells.is_empty() { None } else { cells.opt_date()? };
        let role = match cells.is_empty() || cells.string()? == "lead" {
            true => TaskRole::Lead,
            false => TaskRole::Coordinating,
        };
        let key = day.map_or(TaskKey::Code(code), |it| TaskKey::Late(it, code));
        Ok(Place { key, due_on, role })
    };
    engine.query(sql, parameters)?.into_iter().map(place).collect()
}
