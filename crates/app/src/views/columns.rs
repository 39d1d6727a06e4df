//! What is told of each task of a list beside its code and its words: the columns that can be chosen.

/// A column of the task register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Source,
    /// The lead and the coordinating units.
    Who,
    Deadline,
    State,
    /// The newest report, and for how long there was none.
    Last,
    Field,
    Deliverable,
    AssignedOn,
    ReceivedOn,
    DoneOn,
}

impl Column {
    /// In the order in which they stand, with their names in a query.
    pub const ALL: [(Column, &str); 10] = [
        (Column::Source, "source"),
        (Column::Who, "who"),
        (Column::Field, "field"),
        (Column::Deliverable, "deliverable"),
        (Column::AssignedOn, "assigned_on"),
        (Column::ReceivedOn, "received_on"),
        (Column::Deadline, "deadline"),
        (Column::State, "state"),
        (Column::DoneOn, "done_on"),
        (Column::Last, "last"),
    ];
}

/// Columns that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u16);

impl Columns {
    /// Those of the sheet that offices know.
    pub const USUAL: Columns = Columns(
        1 << Column::Source as u16
            | 1 << Column::Who as u16
            | 1 << Column::Deadline as u16
            | 1 << Column::State as u16
            | 1 << Column::Last as u16,
    );

    /// Those that are named; the usual ones where none is. What is no name of a column is passed over.
    pub fn named<'a>(names: impl Iterator<Item = &'a str>) -> Columns {
        let column = |name: &str| Column::ALL.iter().find(|it| it.1 == name).map(|it| 1 << it.0 as u16);
        match names.filter_map(column).fold(0, |all, it| all | it) {
            0 => Columns::USUAL,
            some => Columns(some),
        }
    }

    pub fn has(self, column: Column) -> bool {
        self.0 & 1 << column as u16 != 0
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_that_are_named() {
        let of = |names: &str| Columns::named(names.split(' '));
        let shown = |names| Column::ALL.iter().filter(|it| of(names).has(it.0)).map(|it| it.1).collect::<Vec<_>>();
        assert_eq!(shown("state who"), ["who", "state"]);
        assert_eq!(shown("odd done_on"), ["done_on"]);
        assert_eq!(of("odd"), Columns::USUAL);
        assert_eq!(shown(""), ["source", "who", "deadline", "state", "last"]);
    }
}
