//! The row of a letter.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id, opt_words, word};
use crate::engine::Value;
use crate::entry::instant_text;
use model::state::{Mail, MailCourse};

pub(crate) const MAIL: Table = Table {
    name: "mail",
    columns: &[
        ("mail", Text),
        ("account", Text),
        ("mail_on", Text),
        ("kind", Text),
        ("n_tasks", Int),
        ("state", Text),
        ("because", Text),
        ("sent_at", Text),
    ],
    n_key: 1,
    indexes: &[(&["mail_on"], false)],
};

pub(super) fn rows(mail: &Mail) -> Vec<Row> {
    let (state, because, sent_at) = match &mail.course {
        MailCourse::Waiting => ("waiting", None, Value::Null),
        MailCourse::HeldBack { because } => ("held_back", Some(because), Value::Null),
        MailCourse::Sent { at } => ("sent", None, Value::text(instant_text(*at))),
    };
    let values = vec![
        id(mail.id),
        id(mail.to),
        date(mail.on),
        Value::text(word(mail.kind)),
        Value::count(mail.tasks.len() as u64),
        Value::text(state),
        opt_words(because),
        sent_at,
    ];
    vec![Row { table: &MAIL, values }]
}
