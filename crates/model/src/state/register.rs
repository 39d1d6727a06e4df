//! The register itself: one tenant, one tree, one chain.

use crate::RegisterId;
use jiff::civil::Date;

/// The founding facts of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    pub id: RegisterId,
    /// A rehearsal runs on a given clock and on salts that anyone can compute: for demonstrations and proofs only.
    pub is_rehearsal: bool,
    pub founded_on: Date,
}
