//! The rows of an account: itself, and what roles it has over which units.

use super::{Column::Text, Row, Table};
use crate::column::{id, word, words};
use crate::engine::Value;
use model::state::Account;

pub(crate) const ACCOUNT: Table =
    Table { name: "account", columns: &[("account", Text), ("name", Text)], n_key: 1, indexes: &[] };

pub(crate) const ACCOUNT_GRANT: Table = Table {
    name: "account_grant",
    columns: &[("account", Text), ("role", Text), ("unit", Text)],
    n_key: 3,
    indexes: &[(&["unit", "role"], false)],
};

/// How an account is written to, where an address was given.
pub(crate) const ACCOUNT_MAIL: Table = Table {
    name: "account_mail",
    columns: &[("account", Text), ("address", Text), ("wish", Text), ("language", Text)],
    n_key: 1,
    indexes: &[],
};

pub(super) fn rows(account: &Account) -> Vec<Row> {
    let grant = |it: &model::Grant| Row {
        table: &ACCOUNT_GRANT,
        values: vec![id(account.id), Value::text(word(it.role)), id(it.unit)],
    };
    let account_row = Row { table: &ACCOUNT, values: vec![id(account.id), words(&account.name)] };
    let mail = account.mail.iter().map(|it| Row {
        table: &ACCOUNT_MAIL,
        values: vec![id(account.id), words(&it.address), Value::text(word(it.wish)), Value::text(word(it.language))],
    });
    std::iter::once(account_row).chain(account.grants.iter().map(grant)).chain(mail).collect()
}
