//! The rows of what is followed through sessions: itself, where it is told, and the tasks linked to it by hand.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id, opt_date, opt_id, opt_words, word, words};
use crate::engine::Value;
use model::TaskId;
use model::state::{Listing, Matter, Telling};

pub(crate) const MATTER: Table = Table {
    name: "matter",
    columns: &[
        ("matter", Text),
        ("kind", Text),
        ("words", Text),
        ("unit", Text),
        ("owed_by", Text),
        ("field", Text),
        ("since_on", Text),
        ("closing", Text),
        ("closing_words", Text),
        ("basis", Text),
        ("closed_by", Text),
        ("closed_on", Text),
    ],
    n_key: 1,
    indexes: &[],
};

/// `teller` is the session or the document that told it, `place` where in it; what was told apart has no day.
pub(crate) const MATTER_TELLING: Table = Table {
    name: "matter_telling",
    columns: &[
        ("matter", Text),
        ("teller", Text),
        ("place", Text),
        ("is_document", Int),
        ("is_apart", Int),
        ("told_on", Text),
    ],
    n_key: 3,
    indexes: &[(&["teller", "place"], false)],
};

/// Rows of lists that tasks brought: which file of the task, which row of it.
pub(crate) const MATTER_LISTING: Table = Table {
    name: "matter_listing",
    columns: &[("matter", Text), ("task", Text), ("file", Int), ("list_row", Int), ("listed_on", Text)],
    n_key: 4,
    indexes: &[(&["task", "file", "list_row"], false)],
};

pub(crate) const MATTER_TASK: Table =
    Table { name: "matter_task", columns: &[("matter", Text), ("task", Text)], n_key: 2, indexes: &[] };

pub(super) fn rows(matter: &Matter) -> Vec<Row> {
    let closed = matter.closed.as_ref();
    let values = vec![
        id(matter.id),
        Value::text(word(matter.kind)),
        words(&matter.words),
        id(matter.unit),
        opt_id(matter.owed_by),
        Value::opt_text(matter.field.map(word)),
        date(matter.since_on),
        Value::opt_text(closed.map(|it| word(it.ending))),
        opt_words(closed.map(|it| &it.words)),
        opt_words(closed.and_then(|it| it.basis.as_ref())),
        opt_id(closed.map(|it| it.by)),
        opt_date(closed.map(|it| it.on)),
    ];
    let telling = |(it, day): (&Telling, Option<_>)| Row {
        table: &MATTER_TELLING,
        values: vec![
            id(matter.id),
            id(it.by),
            Value::text(it),
            Value::Int(it.session().is_none().into()),
            Value::Int(day.is_none().into()),
            opt_date(day),
        ],
    };
    let task = |it: &TaskId| Row { table: &MATTER_TASK, values: vec![id(matter.id), id(*it)] };
    let listing = |(it, day): (&Listing, &_)| Row {
        table: &MATTER_LISTING,
        values: vec![id(matter.id), id(it.task), Value::Int(it.file.into()), Value::Int(it.row.into()), date(*day)],
    };
    let listed = matter.listings.iter().map(listing);
    let told = matter.tellings.iter().map(|(it, day)| (it, Some(*day)));
    let all = told.chain(matter.apart.iter().map(|it| (it, None))).map(telling);
    std::iter::once(Row { table: &MATTER, values })
        .chain(all)
        .chain(listed)
        .chain(matter.tasks.iter().map(task))
        .collect()
}
