//! Derived structures of this process that keep up with the ledger, and make themselves anew when they cannot.

pub mod held;
pub mod mentions;
pub mod moved;
pub mod rate_columns;
pub mod sources;
pub mod touched;
pub mod units;
pub mod waiting;
