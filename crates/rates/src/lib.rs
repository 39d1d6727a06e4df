//! Columns of tasks, counted by any two of their traits at once, and the rates that follow by the rules in use.
//!
//! Knows days and numbers: no words, no units, no register, no clock.

mod columns;
mod counts;
mod stated;

pub use columns::{Columns, Due, Facts, SILENT_DAYS, Table, Trait};
pub use counts::{Counts, Of, Rate, Rule};
pub use stated::{Mismatch, Percent, rate_mismatch, sum_mismatch};
