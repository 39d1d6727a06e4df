//! The acts of an erasure.

pub mod order;

use crate::state::Erasure as State;

acts! {
    order: Order "erasure.order" => Ordered "erasure.ordered" 1, Begins, Console [];
}
