//! The rows of an erasure: the order, and each seal whose text is gone.

use super::{Column::Text, Row, Table};
use crate::column::{date, id, words};
use crate::engine::Value;
use model::state::Erasure;
use std::collections::BTreeSet;

pub(crate) const ERASURE: Table = Table {
    name: "erasure",
    columns: &[("erasure", Text), ("subject", Text), ("because", Text), ("erased_on", Text)],
    n_key: 1,
    indexes: &[],
};

pub(crate) const ERASURE_SEAL: Table = Table {
    name: "erasure_seal",
    columns: &[("erasure", Text), ("seal", Text)],
    n_key: 2,
    indexes: &[(&["seal"], false)],
};

pub(super) fn rows(erasure: &Erasure) -> Vec<Row> {
    let order = vec![id(erasure.id), id(erasure.subject), words(&erasure.because), date(erasure.erased_on)];
    let seals: BTreeSet<_> = erasure.seals.iter().collect();
    let seal_row = |seal| Row { table: &ERASURE_SEAL, values: vec![id(erasure.id), Value::text(seal)] };
    std::iter::once(Row { table: &ERASURE, values: order }).chain(seals.into_iter().map(seal_row)).collect()
}
