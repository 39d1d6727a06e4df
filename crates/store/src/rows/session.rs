//! The rows of a session: itself, its guests and their reports, its conclusions, the units they speak to.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id, opt_date, opt_id, opt_words, word, words};
use crate::engine::Value;
use model::UnitId;
use model::state::{Conclusion, Evidence, ReportAsked, Session};

pub(crate) const SESSION: Table = Table {
    name: "session",
    columns: &[
        ("session", Text),
        ("title", Text),
        ("held_on", Text),
        ("mode", Text),
        ("host", Text),
        ("chair", Text),
        ("document", Text),
        ("stage", Text),
        ("planned_on", Text),
        ("hour", Text),
        ("venue", Text),
    ],
    n_key: 1,
    indexes: &[(&["held_on", "session"], false), (&["document"], false), (&["host", "held_on", "session"], false)],
};

/// `n` keeps the order of the text; `held_on` is that of the session, so that the last ones of a unit are found at once.
pub(crate) const SESSION_GUEST: Table = Table {
    name: "session_guest",
    columns: &[("session", Text), ("n", Int), ("unit", Text), ("held_on", Text)],
    n_key: 2,
    indexes: &[(&["unit", "held_on", "session"], false)],
};

pub(crate) const CONCLUSION: Table = Table {
    name: "conclusion",
    columns: &[
        ("session", Text),
        ("n", Int),
        ("point", Text),
        ("words", Text),
        ("passage_document", Text),
        ("passage_start", Int),
        ("passage_end", Int),
        ("passage_reader", Text),
        ("ending", Text),
        ("ended_by", Text),
        ("ended_on", Text),
    ],
    n_key: 2,
    indexes: &[],
};

/// What a guest is to report before the session; it waits while nothing was sent.
pub(crate) const SESSION_REPORT: Table = Table {
    name: "session_report",
    columns: &[("session", Text), ("unit", Text), ("words", Text), ("due_on", Text), ("sent_on", Text)],
    n_key: 2,
    indexes: &[(&["unit", "due_on"], false)],
};

/// The files that came with the reports of guests; `n` keeps their order, from one.
pub(crate) const SESSION_EVIDENCE: Table = Table {
    name: "session_evidence",
    columns: &[("session", Text), ("n", Int), ("content", Text)],
    n_key: 2,
    indexes: &[],
};

/// `place` keeps the order in which the units were named.
pub(crate) const CONCLUSION_UNIT: Table = Table {
    name: "conclusion_unit",
    columns: &[("session", Text), ("n", Int), ("place", Int), ("unit", Text), ("held_on", Text)],
    n_key: 3,
    indexes: &[(&["unit", "held_on", "session"], false)],
};

pub(super) fn rows(session: &Session) -> Vec<Row> {
    let values = vec![
        id(session.id),
        words(&session.title),
        date(session.held_on),
        Value::opt_text(session.mode.map(word)),
        opt_id(session.host),
        opt_words(session.chair.as_ref()),
        opt_id(session.document),
        Value::Text(word(session.stage)),
        opt_date(session.planned_on),
        Value::opt_text(session.hour),
        opt_words(session.venue.as_ref()),
    ];
    let guest = |(i, unit): (u64, &UnitId)| Row {
        table: &SESSION_GUEST,
        values: vec![id(session.id), Value::count(i), id(*unit), date(session.held_on)],
    };
    let mut rows = vec![Row { table: &SESSION, values }];
    rows.extend((1..).zip(&session.guests).map(guest));
    rows.extend(session.reports.iter().map(|(unit, it)| report_row(session, *unit, it)));
    let file = |(n, it): (u64, &Evidence)| Row {
        table: &SESSION_EVIDENCE,
        values: vec![id(session.id), Value::count(n), words(&it.content)],
    };
    rows.extend((1..).zip(&session.evidence).map(file));
    for (&n, conclusion) in &session.conclusions {
        rows.extend(conclusion_rows(session, n, conclusion));
    }
    rows
}

fn report_row(session: &Session, unit: UnitId, report: &ReportAsked) -> Row {
    let sent_on = report.current().map(|it| it.on);
    let values = vec![id(session.id), id(unit), words(&report.words), date(report.due_on), opt_date(sent_on)];
    Row { table: &SESSION_REPORT, values }
}

fn conclusion_rows(session: &Session, n: u32, conclusion: &Conclusion) -> Vec<Row> {
    let passage = conclusion.passage.as_ref();
    let values = vec![
        id(session.id),
        Value::Int(n.into()),
        opt_words(conclusion.point.as_ref()),
        words(&conclusion.words),
        opt_id(passage.map(|it| it.document)),
        passage.map_or(Value::Null, |it| Value::count(it.span.start as u64)),
        passage.map_or(Value::Null, |it| Value::count(it.span.end as u64)),
        Value::opt_text(passage.and_then(|it| it.reader.as_ref())),
        Value::opt_text(conclusion.ended.map(|it| word(it.ending))),
        opt_id(conclusion.ended.map(|it| it.by)),
        Value::opt_text(conclusion.ended.map(|it| it.on)),
    ];
    let unit = |(i, unit): (u64, &UnitId)| Row {
        table: &CONCLUSION_UNIT,
        values: vec![id(session.id), Value::Int(n.into()), Value::count(i), id(*unit), date(session.held_on)],
    };
    let mut rows = vec![Row { table: &CONCLUSION, values }];
    rows.extend((1..).zip(&conclusion.addressed_to).map(unit));
    rows
}
