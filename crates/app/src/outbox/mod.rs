//! The outbox: who is written to today, why, and what became of it. It follows from the ledger and the day.
//!
//! A letter has an identifier that follows from whom it goes to, the day, its kind and, where it cannot wait, its task or
//! what became of its session: so it is decided once, whoever decides, and however often.

mod changed;
mod due;
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
use crate::views::words;
use due::Finding;
use jiff::Timestamp;
use jiff::civil::Date;
use model::state::{MailKind, MailLanguage, MailWish, Register, Stage, State};
use model::{AccountId, MailId, RegisterId, SessionId, StreamId, TaskId, UnitId};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock};
use store::{AddressRow, SessionRow};
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
}

impl Office {
    /// The letters of today, by the name of whoever they go to.
    pub(crate) fn due_letters(&self) -> Result<Arc<[DueLetter]>, Error> {
        let (now, today) = (self.now()?, self.today());
        self.held.letters.get(now.position, today, || self.find_letters(today))
    }

    fn find_letters(&self, today: Date) -> Result<Arc<[DueLetter]>, Error> {
        let register = self.register()?;
        let addresses = self.store.addresses(register)?;
        let is_wanted = |it: &AddressRow| it.wish != MailWish::Nothing;
        let wanted: HashMap<AccountId, (String, &AddressRow)> = addresses
            .iter()
            .filter(|it| is_wanted(it))
            .filter_map(|it| Some((it.account, (words(it.address.clone())?, it))))
            .collect();
        if wanted.is_empty() {
            return Ok(Arc::default());
        }
        let (units, state) = (self.units_now()?, self.register_state()?);
        let readers: HashSet<AccountId> = wanted.keys().copied().collect();
        let mut finding = Finding::new(&units, &state, today, &readers);
        self.each_task_row(|task| {
            finding.task(&task);
            Ok(ControlFlow::Continue(()))
        })?;
        for session in self.store.sessions(register)? {
            finding.session(&session);
            if let Some((matter, guests)) = self.change_of(&session, today)? {
                finding.apart(&matter, &guests);
            }
        }
        let [mut found, mut apart] = finding.found();
        let is_working_day = state.calendar().is_worked(today);
        let mut letters = Vec::new();
        for account in &units.accounts_by_name {
            let Some((address, row)) = wanted.get(account) else { continue };
            let letter = |kind, on: Date, matters: Vec<Matter>| DueLetter {
                id: letter_id(register, *account, on, kind, &matters),
                account: *account,
                on,
                kind,
                language: language(row.language),
                address: address.clone(),
                name: units.accounts.get(account).and_then(|it| it.0.clone()).unwrap_or_default(),
                matters,
            };
            for matter in apart.remove(account).unwrap_or_default() {
                let on = matter.change.as_ref().map_or(today, |it| it.said_on);
                letters.push(letter(MailKind::Session, on, vec![matter]));
            }
            let Some(matters) = found.remove(account) else { continue };
            if row.wish == MailWish::AtOnce {
                let urgent = matters.iter().filter(|it| it.is_new && it.reason.is_urgent());
                letters.extend(urgent.map(|it| letter(MailKind::Urgent, today, vec![it.clone()])));
            }
            if is_working_day {
                letters.push(letter(MailKind::Digest, today, matters));
            }
        }
        Ok(letters.into())
    }

    /// What the guests of a session that is yet to come are told of it today, and which guests.
    fn change_of(&self, session: &SessionRow, today: Date) -> Result<Option<(Matter, Vec<UnitId>)>, Error> {
        let may_be_told = matches!(session.stage, Stage::Open | Stage::CalledOff) && session.planned_on.is_some();
        if !may_be_told || session.held_on < today {
            return Ok(None);
        }
        let found = self.told_of_session(session.id)?;
        Ok(found.and_then(|it| changed::changed(&it, today)))
    }

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
