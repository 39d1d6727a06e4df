//! The row of an account.

use super::{Column::Text, Row, Table};
use crate::column::{id, words};
use model::state::Account;

pub(crate) const ACCOUNT: Table =
    Table { name: "account", columns: &[("account", Text), ("name", Text)], n_key: 1, indexes: &[] };

pub(super) fn rows(account: &Account) -> Vec<Row> {
    vec![Row { table: &ACCOUNT, values: vec![id(account.id), words(&account.name)] }]
}
