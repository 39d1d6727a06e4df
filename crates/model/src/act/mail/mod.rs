//! The acts of a letter: it is decided, and sent, or held back.

pub mod decide;
pub mod hold_back;
pub mod record_sent;
pub mod release;

use crate::state::Mail as State;

acts! {
    decide: Write "mail.decide" => Due "mail.due" 1, Begins, Console [];
    record_sent: RecordSent "mail.record_sent" => Sent "mail.sent" 1, Commutes, Console [];
    hold_back: HoldBack "mail.hold_back" => HeldBack "mail.held_back" 1, Commutes, Unit [Clerk, Administrator];
    release: Release "mail.release" => Released "mail.released" 1, Commutes, Unit [Clerk, Administrator];
}
