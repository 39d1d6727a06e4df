//! The acts of a task.

pub mod assign;

use crate::state::Task as State;

acts! {
    assign: Assign "task.assign" => Assigned "task.assigned" 1, Begins;
}
