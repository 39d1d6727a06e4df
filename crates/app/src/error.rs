//! Why something could not be done: four answers, and no fifth.

use model::Refusal;
use std::fmt;

/// The answers of every use-case.
#[derive(Debug)]
pub enum Error {
    /// The lawful "no": a sentence, not a fault.
    Refused(Refusal),
    /// Whoever asks may not.
    Forbidden(Forbidden),
    /// What was asked for is not there.
    NotFound(NotFound),
    /// The store could not do it; the cause is kept.
    Store(store::Error),
}

/// Why somebody may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// No account of this name; `known` are those there are.
    AccountUnknown { name: String, known: String },
    /// No role of whoever asks allows this act here.
    Act { act: &'static str },
    /// No role of whoever asks allows to look at this.
    Page,
    /// Nobody was let in.
    Denied(Denied),
}

/// Why nobody was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Which of the two is wrong is not told.
    WrongNameOrPassword,
    /// The code is wrong, used or too old, or it is not of this account.
    WrongCode,
    TooManyTries {
        wait_seconds: u64,
    },
    /// The password until now, which has to be told to change it.
    WrongPasswordBefore,
    PasswordTooShort {
        shortest: usize,
    },
    PasswordTooLong {
        longest_bytes: usize,
    },
    /// Nobody is signed in, or the session has ended.
    NotSignedIn,
}

/// What is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No register yet at this place.
    Register { place: String },
    /// No such task, document, session or unit.
    Object { noun: &'static str, id: String },
    /// No link opens with this: which of the reasons it is, is not told.
    Link,
    /// Nothing to erase is called so.
    Erasable { noun: &'static str, id: String },
    /// Several are called so; `several` are their identifiers.
    Several { noun: &'static str, id: String, several: Vec<String> },
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::Store(error)
    }
}

impl From<store::Failure> for Error {
    fn from(failure: store::Failure) -> Error {
        match failure {
            store::Failure::Refused { refusal, .. } => Error::Refused(refusal),
            store::Failure::Store(error) => Error::Store(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(refusal) => write!(f, "refused: {}", refusal.code()),
            Error::Forbidden(Forbidden::AccountUnknown { .. }) => f.write_str("forbidden: no such account"),
            Error::Forbidden(Forbidden::Act { act }) => write!(f, "forbidden: {act}"),
            Error::Forbidden(Forbidden::Page) => f.write_str("forbidden: to look at this"),
            Error::Forbidden(Forbidden::Denied(it)) => write!(f, "forbidden: {it:?}"),
            Error::NotFound(NotFound::Register { place }) => write!(f, "not found: a register at {place}"),
            Error::NotFound(NotFound::Link) => f.write_str("not found: a link that opens"),
            Error::NotFound(NotFound::Several { noun, id, .. }) => write!(f, "not found: one {noun} {id}"),
            Error::NotFound(NotFound::Object { noun, id } | NotFound::Erasable { noun, id }) => {
                write!(f, "not found: {noun} {id}")
            }
            Error::Store(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Store(error) => Some(error),
            _ => None,
        }
    }
}
