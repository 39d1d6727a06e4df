//! What a task comes from that the register does not hold: an order that was spoken, a document that never came here.
//!
//! Source: docs/field.md 1 (spoken directions count; a reference works without a stored file).

use crate::Words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An order outside the register. `T` is the form of its words: typed, sealed, or read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outside<T = Words> {
    /// Somebody said it.
    Spoken {
        speaker: T,
        on: Date,
        #[serde(skip_serializing_if = "Option::is_none")]
        venue: Option<T>,
    },
    /// A document that is not in the register; its number with its symbol as it was typed.
    Document {
        number: T,
        issued_on: Date,
        #[serde(skip_serializing_if = "Option::is_none")]
        issuer: Option<T>,
    },
}

impl<T> Outside<T> {
    /// The day of the order.
    pub fn on(&self) -> Date {
        match self {
            Outside::Spoken { on, .. } => *on,
            Outside::Document { issued_on, .. } => *issued_on,
        }
    }

    /// Who gave it, and what tells it from others of the same day: the venue, the number.
    pub fn words(&self) -> (Option<&T>, Option<&T>) {
        match self {
            Outside::Spoken { speaker, venue, .. } => (Some(speaker), venue.as_ref()),
            Outside::Document { number, issuer, .. } => (issuer.as_ref(), Some(number)),
        }
    }

    /// The same with its words in another form, each with the name of its field.
    ///
    /// # Errors
    /// Those of `form`.
    pub fn with<U, E>(self, mut form: impl FnMut(&'static str, T) -> Result<U, E>) -> Result<Outside<U>, E> {
        Ok(match self {
            Outside::Spoken { speaker, on, venue } => Outside::Spoken {
                speaker: form("speaker", speaker)?,
                on,
                venue: venue.map(|it| form("venue", it)).transpose()?,
            },
            Outside::Document { number, issued_on, issuer } => Outside::Document {
                number: form("number", number)?,
                issued_on,
                issuer: issuer.map(|it| form("issuer", it)).transpose()?,
            },
        })
    }
}
