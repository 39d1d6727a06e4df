//! The acts of an account.

pub mod grant;
pub mod open;
pub mod set_mail;
pub mod withdraw;

use crate::state::Account as State;

acts! {
    open: Open "account.open" => Opened "account.opened" 1, Begins, Any [Administrator];
    grant: Grant "account.grant" => Granted "account.granted" 1, Commutes, Unit [Administrator];
    set_mail: SetMail "account.set_mail" => MailSet "account.mail_set" 1, Commutes, Own [Administrator];
    withdraw: Withdraw "account.withdraw" => Withdrawn "account.withdrawn" 1, Commutes, Unit [Administrator];
}
