//! The acts of an account.

pub mod open;

use crate::state::Account as State;

acts! {
    open: Open "account.open" => Opened "account.opened" 1, Begins;
}
