//! The acts of a unit.

pub mod found;

use crate::state::Unit as State;

acts! {
    found: Found "unit.found" => Founded "unit.founded" 1, Begins, Unit [Administrator, Clerk];
}
