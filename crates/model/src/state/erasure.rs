//! An erasure: whose words were removed for good, and why.

use crate::{ErasureId, Seal, StreamId, Words};
use jiff::civil::Date;

/// An order to erase, carried out with its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    pub id: ErasureId,
    /// The stream whose words were erased.
    pub subject: StreamId,
    pub seals: Vec<Seal>,
    pub because: Words,
    pub erased_on: Date,
}
