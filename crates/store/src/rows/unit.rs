//! The rows of a unit: one per version, the oldest first.

use super::{
    Column::{Int, Text},
    Row, Table,
};
use crate::column::{id, opt_date, opt_id, opt_words, word, words};
use crate::engine::Value;
use model::state::{Unit, UnitVersion};

pub(crate) const UNIT: Table = Table {
    name: "unit",
    columns: &[
        ("unit", Text),
        ("n", Int),
        ("name", Text),
        ("kind", Text),
        ("level", Text),
        ("parent", Text),
        ("valid_from_on", Text),
        ("valid_until_on", Text),
        ("basis", Text),
    ],
    n_key: 2,
    indexes: &[(&["parent"], false)],
};

pub(super) fn rows(unit: &Unit) -> Vec<Row> {
    let row = |(n, version): (u64, &UnitVersion)| {
        let values = vec![
            id(unit.id),
            Value::count(n),
            words(&version.name),
            Value::text(word(version.kind)),
            Value::text(word(version.level)),
            opt_id(version.parent),
            opt_date(version.valid_from_on),
            opt_date(version.valid_until_on),
            opt_words(version.basis.as_ref()),
        ];
        Row { table: &UNIT, values }
    };
    (1..).zip(&unit.versions).map(row).collect()
}
