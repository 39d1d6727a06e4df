//! Minutes that were signed, and what was added to them afterwards.

use super::Session;
use crate::Words;
use jiff::civil::Date;

/// Who signed the minutes, and what they said when they were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub chair: Words,
    /// Whoever wrote them.
    pub secretary: Words,
    pub signed_on: Date,
    /// The session as it was then.
    pub minutes: Box<Session>,
}

/// What was added to minutes after they were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    pub words: Words,
    pub because: Words,
    pub chair: Words,
    pub secretary: Words,
    pub signed_on: Date,
}
