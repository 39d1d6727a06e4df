//! Whole tasks by their codes, many in one question.

use super::external_ref;
use super::task::task;
use super::task_cache::View;
use super::{Cells, TaskRow};
use crate::engine::{Engine, Sql, Value};
use crate::error::Error;
use model::state::TaskCode;
use model::{RegisterId, TaskId, UnitId};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// How many codes or tasks a statement may ask for.
const SIZES: [usize; 3] = [1, 8, 64];

/// What a task is read from, in the order in which [`task`] takes it.
pub(super) const COLUMNS: &str = "r.task, r.code_year, r.code_n, w.seal, w.text, r.lead, r.deadline_kind, r.due_on,
    d.seal, d.text, p.seal, p.text, r.source_document, r.source_start, r.source_end, r.source_reader, r.session,
    r.conclusion_n, r.assigned_on, r.assigned_by, r.work, r.late_from_on, r.silent_since_on, r.received_on, r.done_on,
    r.ended_on, l.seal, l.text, r.field, r.first_due_on, r.n_extensions, r.extension_until_on, r.extension_asked_on,
    r.came_back_on, r.declined_on, r.suspended_on, r.n_suspended_days, r.urged_on, r.n_urgings, r.n_reminders,
    r.n_commendations, r.n_criticisms, r.above, f.seal, f.text, r.reported_by, r.outside_kind, r.outside_on, b.seal,
    b.text, o.seal, o.text, r.n_external_refs";

/// By their codes: ?1 register, then year and number by turns.
static BY_CODE: LazyLock<Vec<(usize, Sql)>> = LazyLock::new(|| {
    sized(|n| {
        let code = |i: usize| format!("(CAST(?{} AS BIGINT), CAST(?{} AS BIGINT))", 2 * i + 2, 2 * i + 3);
        format!(
            "WITH wanted(code_year, code_n) AS (VALUES {}) SELECT {COLUMNS} FROM wanted k CROSS JOIN task r
            LEFT JOIN sealed w ON w.register = r.register AND w.seal = r.words
            LEFT JOIN sealed d ON d.register = r.register AND d.seal = r.due_words
            LEFT JOIN sealed p ON p.register = r.register AND p.seal = r.deliverable
            LEFT JOIN sealed l ON l.register = r.register AND l.seal = r.last_words
            LEFT JOIN sealed f ON f.register = r.register AND f.seal = r.forwarded_to
            LEFT JOIN sealed b ON b.register = r.register AND b.seal = r.outside_by
            LEFT JOIN sealed o ON o.register = r.register AND o.seal = r.outside_words
            WHERE r.register = ?1 AND r.code_year = k.code_year AND r.code_n = k.code_n",
            (0..n).map(code).collect::<Vec<_>>().join(", ")
        )
    })
});

/// The coordinating units of tasks: ?1 register, then the tasks.
static UNITS: LazyLock<Vec<(usize, Sql)>> = LazyLock::new(|| {
    sized(|n| {
        let task = |i: usize| format!("(CAST(?{} AS TEXT))", i + 2);
        format!(
            "WITH wanted(task) AS (VALUES {}) SELECT u.task, u.unit FROM wanted k CROSS JOIN task_unit u
            WHERE u.register = ?1 AND u.task = k.task AND u.role = 'coordinating' ORDER BY u.task, u.unit",
            (0..n).map(task).collect::<Vec<_>>().join(", ")
        )
    })
});

fn sized(statement: impl Fn(usize) -> String) -> Vec<(usize, Sql)> {
    SIZES.map(|n| (n, Sql::generated(statement(n)))).into()
}

/// Every statement of this module.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    [&BY_CODE, &UNITS].into_iter().flat_map(|it| it.iter().map(|&(_, sql)| sql))
}

/// The tasks of `codes` in their order; `None` for a code that is not there.
pub(super) fn load(
    engine: &mut Engine,
    register: RegisterId,
    view: &View<'_>,
    codes: &[TaskCode],
) -> Result<Vec<Option<Arc<TaskRow>>>, Error> {
    let mut found = view.get(codes);
    let missing: Vec<TaskCode> =
        codes.iter().zip(&found).filter(|(_, task)| task.is_none()).map(|(code, _)| *code).collect();
    if missing.is_empty() {
        return Ok(found);
    }
    let read: Vec<Arc<TaskRow>> = read(engine, register, &missing)?.into_iter().map(Arc::new).collect();
    view.keep(&read);
    let mut read: HashMap<TaskCode, Arc<TaskRow>> = read.into_iter().map(|it| (it.code, it)).collect();
    for (code, task) in codes.iter().zip(&mut found) {
        if task.is_none() {
            *task = read.remove(code);
        }
    }
    Ok(found)
}

/// The tasks of `codes`, in any order.
pub(crate) fn read(engine: &mut Engine, register: RegisterId, codes: &[TaskCode]) -> Result<Vec<TaskRow>, Error> {
    let code = |it: &TaskCode| vec![Value::Int(it.year.into()), Value::Int(it.n.into())];
    let nothing = vec![Value::Int(-1), Value::Int(-1)];
    let rows = ask(engine, &BY_CODE, register, codes.iter().map(code).collect(), &nothing)?;
    let mut tasks: Vec<TaskRow> = rows.into_iter().map(task).collect::<Result<_, _>>()?;
    let ids = tasks.iter().map(|it| vec![Value::text(it.id)]).collect();
    let mut units: HashMap<TaskId, Vec<UnitId>> = HashMap::new();
    for row in ask(engine, &UNITS, register, ids, &vec![Value::text("")])? {
        let mut cells = Cells::new("task_unit", row);
        units.entry(cells.id()?).or_default().push(cells.id()?);
    }
    for task in &mut tasks {
        task.coordinating = units.remove(&task.id).unwrap_or_default();
    }
    external_ref::fill(engine, register, &mut tasks)?;
    Ok(tasks)
}

fn ask(
    engine: &mut Engine,
    statements: &[(usize, Sql)],
    register: RegisterId,
    wanted: Vec<Vec<Value>>,
    nothing: &Vec<Value>,
) -> Result<Vec<Vec<Value>>, Error> {
    let mut rows = Vec::new();
    for some in wanted.chunks(SIZES[SIZES.len() - 1]) {
        let &(size, sql) = statements
            .iter()
            .find(|(size, _)| *size >= some.len())
            .expect("invariant: a chunk is not longer than the longest statement");
        let padding = std::iter::repeat_n(nothing, size - some.len());
        let parameters = std::iter::once(Value::text(register)).chain(some.iter().chain(padding).flatten().cloned());
        rows.extend(engine.query(sql, &parameters.collect::<Vec<_>>())?);
    }
    Ok(rows)
}
