//! The outbox: who is written to today, why, and what became of it. It follows from the ledger and the day.
//!
//! A letter has an identifier that follows from whom it goes to, the day, its kind and, where it cannot wait, its task or
//! what became of its session: so it is decided once, whoever decides, and however often.

mod changed;
mod due;
mod kept;
mod letter;
mod sending;
mod server;
mod view;

pub use changed::Change;
pub use due::{About, Matter};
pub use letter::{Letter, Written, heading};
pub use server::MailServer;
pub use view::{
    LetterState, LetterView, MailRuleView, MailRulesView, MailToView, MatterView, OutboxView, kind_word, state_word,
};

use crate::error::{Error, NotFound};
use crate::messages::Language;
use crate::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use kept::Kept;
use model::state::{MailKind, MailLanguage, Register, State};
use model::{AccountId, MailId, RegisterId, SessionId, StreamId, TaskId};
use std::sync::{Mutex, OnceLock};
use uuid::Builder;

/// A letter that is due today.
#[derive(Clone, Debug)]
pub(crate) struct DueLetter {
    pub id: MailId,
    pub account: AccountId,
    /// The day it is of: today, or the day on which what it tells was said.
    pub on: Date,
    pub kind: MailKind,
    pub language: Language,
    pub address: String,
    pub name: String,
    pub matters: Vec<Matter>,
}

impl DueLetter {
    pub fn tasks(&self) -> Vec<TaskId> {
        self.matters.iter().filter_map(|it| it.about.task()).collect()
    }

    /// The session that it is about alone.
    pub fn session(&self) -> Option<SessionId> {
        self.matters.first().filter(|_| self.kind == MailKind::Session)?.about.session()
    }
}

/// What the outbox keeps in memory.
#[derive(Default)]
pub(crate) struct Outbox {
    /// Where letters go out, once that was told.
    server: OnceLock<MailServer>,
    /// Why nothing at all goes out, and when it is tried again.
    fault: Mutex<Option<(String, Timestamp)>>,
    kept: Mutex<Option<Kept>>,
}

impl Office {
    /// The register with its calendar and its rules.
    pub(crate) fn register_state(&self) -> Result<Register, Error> {
        let register = self.register()?;
        match self.store.stream(register, register.into())? {
            Some((_, State::Register(it))) => Ok(it),
            _ => Err(Error::NotFound(NotFound::Object { noun: "register", id: register.to_string() })),
        }
    }
}

/// The one letter of a person, a day and a kind; of what cannot wait, also of a task.
fn letter_id(register: RegisterId, account: AccountId, on: Date, kind: MailKind, matters: &[Matter]) -> MailId {
    let about = match kind {
        MailKind::Digest => String::new(),
        MailKind::Urgent => matters.iter().map(|it| format!("{:?} {:?}", it.reason, it.about.task())).collect(),
        MailKind::Session => {
            let n = |it: &Matter| it.change.as_ref().map_or(0, |it| it.n);
            matters.iter().map(|it| format!("{:?} {:?} {}", it.reason, it.about.session(), n(it))).collect()
        }
    };
    let key = format!("{register} {account} {on} {kind:?} {about}");
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&blake3::derive_key("bamsat letter", key.as_bytes())[..16]);
    MailId(StreamId(Builder::from_random_bytes(bytes).into_uuid()))
}

fn language(language: MailLanguage) -> Language {
    match language {
        MailLanguage::Vi => Language::Vietnamese,
        MailLanguage::En => Language::English,
    }
}
