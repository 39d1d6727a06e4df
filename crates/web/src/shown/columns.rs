//! How the columns of the register are called, and which cells they are.

use app::views::{Column, Columns};

/// The head of a column: its class, and the key of its words.
pub struct ColumnHead {
    pub class: &'static str,
    pub word: &'static str,
}

/// The heads of `columns`, in their order.
pub fn column_heads(columns: Columns) -> Vec<ColumnHead> {
    Column::ALL.iter().filter(|it| columns.has(it.0)).map(|it| head(it.0)).collect()
}

pub fn head(column: Column) -> ColumnHead {
    let (class, word) = match column {
        Column::Source => ("c-from", "word-source"),
        Column::Who => ("c-who", "page-lead-and-others"),
        Column::Field => ("c-text", "word-field"),
        Column::Deliverable => ("c-text", "word-deliverable"),
        Column::AssignedOn => ("c-due", "page-assigned-on"),
        Column::ReceivedOn => ("c-due", "word-received-on"),
        Column::Deadline => ("c-due", "word-deadline"),
        Column::State => ("c-state", "word-state"),
        Column::DoneOn => ("c-due", "column-done-on"),
        Column::Last => ("c-last", "column-last-words"),
    };
    ColumnHead { class, word }
}
