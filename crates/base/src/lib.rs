//! The vocabulary that text, rules, papers and figures share.

pub mod column_role;
pub mod date_rule;
pub mod field;
pub mod fold;
pub mod holiday;
mod lunar;
pub mod number;
pub mod period;
pub mod span;
pub mod unit;
pub mod working_days;

pub use column_role::ColumnRole;
pub use date_rule::DueRule;
pub use field::Field;
pub use holiday::{Holiday, Rest};
pub use number::Number;
pub use period::Period;
pub use span::Span;
pub use unit::{Level, UnitKind};
pub use working_days::{BeforeDay, WorkingDays};
