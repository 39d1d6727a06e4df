//! The acts of a register.

pub mod found;

use crate::state::Register as State;

acts! {
    found: Found "register.found" => Founded "register.founded" 1, Begins, Console [];
}
