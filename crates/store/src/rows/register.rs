//! The row of a register.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{date, id};
use crate::engine::Value;
use model::state::Register;

pub(crate) const FOUNDING: Table = Table {
    name: "founding",
    columns: &[("founded", Text), ("is_rehearsal", Int), ("founded_on", Text)],
    n_key: 1,
    indexes: &[],
};

pub(super) fn rows(register: &Register) -> Vec<Row> {
    let values = vec![id(register.id), Value::Int(register.is_rehearsal.into()), date(register.founded_on)];
    vec![Row { table: &FOUNDING, values }]
}
