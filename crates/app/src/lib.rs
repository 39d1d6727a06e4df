//! What a person can do, as plain functions that every door calls.

pub mod accept;
pub mod access;
pub mod acting;
pub mod batch;
mod bodies;
pub mod checking;
pub mod clock;
pub mod days;
pub mod erasing;
pub mod error;
pub mod export;
pub mod figures;
pub mod followers;
pub mod forms;
mod frozen;
mod full_names;
pub mod intake;
mod known_units;
pub mod messages;
pub mod office;
pub mod open_drafts;
pub mod propose;
pub mod reading;
pub mod remains;
pub mod sentences;
pub mod sign_in;
pub mod source;
mod spoken;
pub mod take;
pub mod views;
mod whole;

pub use base::fold::search_key;
pub use error::Error;
pub use model::{Deadline, Refusal, Role};
pub use office::{Location, Office};
pub use store::Head;
