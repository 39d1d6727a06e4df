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

pub(super) fn rows(account: &Account) -> Vec<Row> {
    let grant = |it: &model::Grant| Row {
        table: &ACCOUNT_GRANT,
        values: vec![id(account.id), Value::text(word(it.role)), id(it.unit)],
    };
    let account_row = Row { table: &ACCOUNT, values: vec![id(account.id), words(&account.name)] };
    std::iter::once(account_row).chain(account.grants.iter().map(grant)).collect()
}
