//! The acts of a document.

pub mod receive;

use crate::state::Document as State;

acts! {
    receive: Receive "document.receive" => Received "document.received" 1, Begins;
}
