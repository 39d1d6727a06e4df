//! What can go wrong with a database: opaque, with its cause, and few questions a caller may ask.

use std::error::Error as Cause;
use std::fmt;

/// A fault of the store. A lawful "no" is never one: that is a [`model::Refusal`].
pub struct Error {
    kind: Kind,
    doing: String,
    cause: Option<Box<dyn Cause + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Conflict,
    Unavailable,
    Corrupt { position: Option<u64> },
    Newer,
    Older,
    Misplaced,
    Other,
}

impl Error {
    /// Whether somebody else wrote at the same time; the same submission may be tried again.
    pub fn is_conflict(&self) -> bool {
        self.kind == Kind::Conflict
    }

    /// Whether the database cannot be reached or used now; the same submission, with its key, may be tried again.
    pub fn is_unavailable(&self) -> bool {
        self.kind == Kind::Unavailable
    }

    /// Whether the ledger is not what was written. [`Error::position`] names the entry, if one is at fault.
    pub fn is_corrupt(&self) -> bool {
        matches!(self.kind, Kind::Corrupt { .. })
    }

    /// Whether a newer program made the database: this one does not understand it, and leaves it alone.
    pub fn is_newer(&self) -> bool {
        self.kind == Kind::Newer
    }

    /// Whether an older program made the database, and it was opened only to be read: [`crate::Store::open`] brings it
    /// to today's form.
    pub fn is_older(&self) -> bool {
        self.kind == Kind::Older
    }

    /// Whether a list was to go on at a place of a list in another order; it can only be begun anew.
    pub fn is_misplaced(&self) -> bool {
        self.kind == Kind::Misplaced
    }

    /// The position of the entry that is corrupt.
    pub fn position(&self) -> Option<u64> {
        match self.kind {
            Kind::Corrupt { position } => position,
            _ => None,
        }
    }

    pub(crate) fn corrupt(position: Option<u64>, doing: impl Into<String>) -> Error {
        Error { kind: Kind::Corrupt { position }, doing: doing.into(), cause: None }
    }

    pub(crate) fn unavailable(doing: impl Into<String>) -> Error {
        Error { kind: Kind::Unavailable, doing: doing.into(), cause: None }
    }

    pub(crate) fn conflict(doing: impl Into<String>) -> Error {
        Error { kind: Kind::Conflict, doing: doing.into(), cause: None }
    }

    pub(crate) fn newer(doing: impl Into<String>) -> Error {
        Error { kind: Kind::Newer, doing: doing.into(), cause: None }
    }

    pub(crate) fn older(doing: impl Into<String>) -> Error {
        Error { kind: Kind::Older, doing: doing.into(), cause: None }
    }

    pub(crate) fn misplaced(doing: impl Into<String>) -> Error {
        Error { kind: Kind::Misplaced, doing: doing.into(), cause: None }
    }

    pub(crate) fn other(doing: impl Into<String>) -> Error {
        Error { kind: Kind::Other, doing: doing.into(), cause: None }
    }

    pub(crate) fn caused_by(mut self, cause: impl Cause + Send + Sync + 'static) -> Error {
        self.cause = Some(Box::new(cause));
        self
    }

    /// The same fault for another caller who waited for it; the cause becomes words.
    pub(crate) fn share(&self) -> Error {
        let doing = match &self.cause {
            Some(cause) => format!("{}: {cause}", self.doing),
            None => self.doing.clone(),
        };
        Error { kind: self.kind, doing, cause: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doing)?;
        match self.kind {
            Kind::Corrupt { position: Some(position) } => write!(f, " (entry {position})"),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind)
            .field("doing", &self.doing)
            .field("cause", &self.cause)
            .finish()
    }
}

impl Cause for Error {
    fn source(&self) -> Option<&(dyn Cause + 'static)> {
        self.cause.as_ref().map(|it| it.as_ref() as &(dyn Cause + 'static))
    }
}
