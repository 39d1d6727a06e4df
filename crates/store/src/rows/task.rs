//! The rows of a task: itself, and the units that lead or coordinate it.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id, opt_date, opt_id, opt_words, word, words};
use crate::engine::Value;
use crate::read::TaskWait;
use jiff::civil::Date;
use model::state::{Evidence, Outside, Task, WorkState};
use model::{AccountId, Deadline, Field, UnitId};
use std::collections::BTreeSet;

pub(crate) const TASK: Table = Table {
    name: "task",
    columns: &[
        ("task", Text),
        ("code_year", Int),
        ("code_n", Int),
        ("words", Text),
        ("lead", Text),
        ("deadline_kind", Text),
        ("due_on", Text),
        ("due_words", Text),
        ("deliverable", Text),
        ("source_document", Text),
        ("source_start", Int),
        ("source_end", Int),
        ("source_reader", Text),
        ("session", Text),
        ("conclusion_n", Int),
        ("assigned_on", Text),
        ("assigned_by", Text),
        ("work", Text),
        ("late_from_on", Text),
        ("silent_since_on", Text),
        ("received_on", Text),
        ("done_on", Text),
        ("ended_on", Text),
        ("last_words", Text),
        ("field", Text),
        ("first_due_on", Text),
        ("n_extensions", Int),
        ("extension_until_on", Text),
        ("extension_asked_on", Text),
        ("came_back_on", Text),
        ("declined_on", Text),
        ("suspended_on", Text),
        ("n_suspended_days", Int),
        ("urged_on", Text),
        ("n_urgings", Int),
        ("n_reminders", Int),
        ("n_commendations", Int),
        ("n_criticisms", Int),
        ("above", Text),
        ("forwarded_to", Text),
        ("reported_by", Text),
        ("outside_kind", Text),
        ("outside_on", Text),
        ("outside_by", Text),
        ("outside_words", Text),
        ("n_external_refs", Int),
    ],
    n_key: 1,
    indexes: &[
        (&["code_year", "code_n"], true),
        (&["work", "code_year", "code_n"], false),
        (&["late_from_on", "code_year", "code_n"], false),
        (&["work", "silent_since_on", "code_year", "code_n"], false),
        (&["session", "conclusion_n"], false),
        (&["source_document", "source_start"], false),
        (&["above", "code_year", "code_n"], false),
    ],
};

pub(crate) const TASK_UNIT: Table = Table {
    name: "task_unit",
    columns: &[
        ("task", Text),
        ("unit", Text),
        ("role", Text),
        ("stage", Int),
        ("late_from_on", Text),
        ("due_on", Text),
        ("code_year", Int),
        ("code_n", Int),
    ],
    n_key: 2,
    // Both hold everything a list asks for, in the order of the list.
    indexes: &[
        (&["unit", "late_from_on", "code_year", "code_n", "due_on", "role"], false),
        (&["unit", "stage", "code_year", "code_n", "due_on", "role"], false),
    ],
};

/// The files that came with the reports on a task; `n` keeps their order, from one.
pub(crate) const TASK_EVIDENCE: Table = Table {
    name: "task_evidence",
    columns: &[
        ("task", Text),
        ("n", Int),
        ("content", Text),
        ("file_name", Text),
        ("media", Text),
        ("length_bytes", Int),
        ("kept_because", Text),
    ],
    n_key: 2,
    indexes: &[],
};

/// The units that led a task before and do so no more; few tasks have such a row.
pub(crate) const TASK_FORMER_LEAD: Table = Table {
    name: "task_former_lead",
    columns: &[
        ("task", Text),
        ("unit", Text),
        ("until_on", Text),
        ("due_on", Text),
        ("code_year", Int),
        ("code_n", Int),
    ],
    n_key: 2,
    indexes: &[(&["unit", "until_on"], false)],
};

/// Where a task stands in other trackers; few tasks have such a row.
pub(crate) const TASK_EXTERNAL_REF: Table = Table {
    name: "task_external_ref",
    columns: &[("task", Text), ("n", Int), ("system", Text), ("id", Text), ("address", Text)],
    n_key: 2,
    indexes: &[],
};

/// What waits for a decision above the lead, or for an answer of the lead; few tasks have such a row. `asked_by` is whoever
/// does not decide it.
pub(crate) const TASK_WAIT: Table = Table {
    name: "task_wait",
    columns: &[
        ("task", Text),
        ("about", Text),
        ("since_on", Text),
        ("code_year", Int),
        ("code_n", Int),
        ("lead", Text),
        ("asked_by", Text),
    ],
    n_key: 2,
    indexes: &[
        (&["about", "since_on", "code_year", "code_n", "lead", "asked_by"], false),
        (&["asked_by", "about", "lead"], false),
    ],
};

/// What coordinating units of open tasks were asked for and have not answered; few tasks have such a row.
pub(crate) const TASK_CONTRIBUTION: Table = Table {
    name: "task_contribution",
    columns: &[
        ("task", Text),
        ("unit", Text),
        ("words", Text),
        ("due_on", Text),
        ("asked_on", Text),
        ("code_year", Int),
        ("code_n", Int),
    ],
    n_key: 2,
    indexes: &[(&["unit", "due_on", "code_year", "code_n"], false)],
};

pub(super) fn rows(task: &Task) -> Vec<Row> {
    let passage = task.source.passage.as_ref();
    let conclusion = task.source.conclusion;
    let (by, what) = task.outside.as_ref().map_or((None, None), Outside::words);
    let values = vec![
        id(task.id),
        Value::Int(task.code.year.into()),
        Value::Int(task.code.n.into()),
        words(&task.words),
        id(task.lead),
        Value::text(deadline_kind(task.deadline)),
        opt_date(task.deadline.due_on()),
        opt_words(task.due_words.as_ref()),
        opt_words(task.deliverable.as_ref()),
        opt_id(task.source.in_document()),
        passage.map_or(Value::Null, |it| Value::count(it.span.start as u64)),
        passage.map_or(Value::Null, |it| Value::count(it.span.end as u64)),
        Value::opt_text(passage.and_then(|it| it.reader.as_ref())),
        opt_id(conclusion.map(|it| it.session)),
        conclusion.map_or(Value::Null, |it| Value::Int(it.n.into())),
        date(task.assigned_on),
        id(task.assigned_by),
        Value::text(word(task.work.state())),
        opt_date(task.late_from_on()),
        date(task.silent_since_on),
        opt_date(task.received_on),
        opt_date(task.work.done_on()),
        opt_date(task.work.ended_on()),
        opt_words(task.last_words.as_ref()),
        Value::opt_text(task.field.map(Field::name)),
        opt_date(task.first_due_on()),
        Value::Int(task.course.n_extensions.into()),
        opt_date(task.course.extension.map(|it| it.until_on)),
        opt_date(task.course.extension.map(|it| it.asked_on)),
        opt_date(task.course.came_back_on),
        opt_date(task.course.declined.map(|it| it.on)),
        opt_date(task.work.suspended_on()),
        Value::Int(task.course.n_suspended_days.into()),
        opt_date(task.course.urged_on),
        Value::Int(task.course.n_urgings.into()),
        Value::Int(task.course.n_reminders.into()),
        Value::Int(task.course.n_commendations.into()),
        Value::Int(task.course.n_criticisms.into()),
        opt_id(task.source.above),
        opt_words(task.forwarded_to.as_ref()),
        opt_id(task.work.reported_by()),
        Value::opt_text(task.outside.as_ref().map(outside_kind)),
        opt_date(task.outside.as_ref().map(Outside::on)),
        opt_words(by),
        opt_words(what),
        Value::count(task.external_refs().count() as u64),
    ];
    let own = std::iter::once(Row { table: &TASK, values });
    own.chain(unit_rows(task))
        .chain(evidence_rows(task))
        .chain(wait_rows(task))
        .chain(contribution_rows(task))
        .chain(external_ref_rows(task))
        .chain(former_lead_rows(task))
        .collect()
}

/// What a task that is open waits for, since when, and who does not decide it for having asked.
fn waits(task: &Task) -> impl Iterator<Item = (TaskWait, Date, Option<AccountId>)> {
    let course = &task.course;
    let unasked = |on: Option<Date>| on.map(|it| (it, None));
    let waits = [
        (TaskWait::Extension, course.extension.map(|it| (it.asked_on, Some(it.asked_by)))),
        (TaskWait::Declined, course.declined.map(|it| (it.on, Some(it.by)))),
        (TaskWait::CameBack, unasked(course.came_back_on)),
        (TaskWait::Urged, unasked(course.urged_on)),
        (TaskWait::Confirmation, task.work.done_on().zip(task.work.reported_by().map(Some))),
    ];
    let is_open = task.work.state().is_open();
    waits.into_iter().filter(move |_| is_open).filter_map(|(about, since)| since.map(|(on, by)| (about, on, by)))
}

fn wait_rows(task: &Task) -> impl Iterator<Item = Row> {
    waits(task).map(|(about, since_on, asked_by)| {
        let values = vec![
            id(task.id),
            Value::text(about.name()),
            date(since_on),
            Value::Int(task.code.year.into()),
            Value::Int(task.code.n.into()),
            id(task.lead),
            opt_id(asked_by),
        ];
        Row { table: &TASK_WAIT, values }
    })
}

fn contribution_rows(task: &Task) -> impl Iterator<Item = Row> {
    let is_open = task.work.state().is_open();
    let unanswered = task.contributions().filter(move |it| is_open && it.answered_on.is_none());
    unanswered.map(|it| {
        let values = vec![
            id(task.id),
            id(it.unit),
            words(&it.words),
            date(it.due_on),
            date(it.asked_on),
            Value::Int(task.code.year.into()),
            Value::Int(task.code.n.into()),
        ];
        Row { table: &TASK_CONTRIBUTION, values }
    })
}

fn evidence_rows(task: &Task) -> impl Iterator<Item = Row> {
    let row = |(n, it): (u64, &Evidence)| {
        let values = vec![
            id(task.id),
            Value::count(n),
            words(&it.content),
            words(&it.file_name),
            Value::text(word(it.media)),
            Value::count(it.length_bytes),
            opt_words(it.kept_because.as_ref()),
        ];
        Row { table: &TASK_EVIDENCE, values }
    };
    (1..).zip(&task.evidence).map(row)
}

fn former_lead_rows(task: &Task) -> impl Iterator<Item = Row> {
    task.course.former_leads.iter().map(|it| {
        let values = vec![
            id(task.id),
            id(it.unit),
            date(it.until_on),
            opt_date(it.due_on),
            Value::Int(task.code.year.into()),
            Value::Int(task.code.n.into()),
        ];
        Row { table: &TASK_FORMER_LEAD, values }
    })
}

fn external_ref_rows(task: &Task) -> impl Iterator<Item = Row> {
    task.external_refs().map(|(n, it)| {
        let own = [words(&it.system), words(&it.id), opt_words(it.address.as_ref())];
        let values = [id(task.id), Value::Int(n.into())].into_iter().chain(own).collect();
        Row { table: &TASK_EXTERNAL_REF, values }
    })
}

fn unit_rows(task: &Task) -> Vec<Row> {
    let coordinating: BTreeSet<UnitId> = task.coordinating.iter().copied().filter(|&it| it != task.lead).collect();
    let unit = |unit, role| {
        let values = vec![
            id(task.id),
            id(unit),
            Value::text(role),
            Value::Int(stage(task.work.state())),
            opt_date(task.late_from_on()),
            opt_date(task.deadline.due_on()),
            Value::Int(task.code.year.into()),
            Value::Int(task.code.n.into()),
        ];
        Row { table: &TASK_UNIT, values }
    };
    let mut rows = vec![unit(task.lead, "lead")];
    rows.extend(coordinating.into_iter().map(|it| unit(it, "coordinating")));
    rows
}

/// States that lists keep together: 0 under way, 1 reported as done, 2 completed, 3 terminated, 4 suspended.
pub(crate) fn stage(work: WorkState) -> i64 {
    match work {
        WorkState::NotStarted | WorkState::InProgress => 0,
        WorkState::AwaitingConfirmation => 1,
        WorkState::Completed => 2,
        WorkState::Terminated => 3,
        WorkState::Suspended => 4,
    }
}

pub(super) fn deadline_kind(deadline: Deadline) -> &'static str {
    match deadline {
        Deadline::Fixed { .. } => "fixed",
        Deadline::Periodic => "periodic",
        Deadline::Standing => "standing",
        Deadline::Unset => "unset",
    }
}

/// What an order outside the register is.
fn outside_kind(outside: &Outside) -> &'static str {
    match outside {
        Outside::Spoken { .. } => "spoken",
        Outside::Document { .. } => "document",
    }
}
