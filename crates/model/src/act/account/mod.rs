//! The acts of an account.

pub mod grant;
pub mod open;
pub mod withdraw;

use crate::state::Account as State;

acts! {
    open: Open "account.open" => Opened "account.opened" 1, Begins, Any [Administrator];
    grant: Grant "account.grant" => Granted "account.granted" 1, Commutes, Unit [Administrator];
    withdraw: Withdraw "account.withdraw" => Withdrawn "account.withdrawn" 1, Commutes, Unit [Administrator];
}
