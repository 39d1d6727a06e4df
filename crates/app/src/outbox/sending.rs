//! Sending: a letter is decided in the ledger, given to the mail server, recorded in the ledger.
//!
//! What a fall between two of these steps leaves, docs/decisions/0013 tells. Nobody waits for it: it has a thread of its own.

use super::DueLetter;
use super::letter::Letter;
use super::server::{Connection, Fault, MailServer};
use crate::error::Error;
use crate::office::Office;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::act::mail;
use model::state::{MailCourse, MailKind, State};
use model::{AccountId, Command, MailId, Refusal, RegisterId, time_in_vietnam};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;
use store::{MailTry, Order};

/// How often it is looked whether something is to go out.
const TICK: Duration = Duration::from_secs(5);
/// Minutes before each further try; the last one again and again.
const PAUSES_MINUTES: [i64; 5] = [1, 5, 15, 30, 60];
/// What was tried before is forgotten after so many days.
const KEPT_DAYS: i64 = 14;

impl Office {
    /// Sends what is due from now on, on a thread of its own, as long as the process lives.
    pub fn keep_sending(
        self: &Arc<Office>,
        server: MailServer,
        tell: impl Fn(&str) + Send + 'static,
    ) -> JoinHandle<()> {
        let _ = self.outbox.server.set(server.clone());
        let office = Arc::clone(self);
        spawn(move || {
            loop {
                if let Err(error) = office.send_due(&server) {
                    tell(&format!("sending letters: {error}"));
                }
                sleep(TICK);
            }
        })
    }

    /// One round: decides what is due, and gives what waits to the server.
    fn send_due(&self, server: &MailServer) -> Result<(), Error> {
        let Some(register) = self.founded()? else { return Ok(()) };
        let now = self.clock.now();
        if self.outbox_fault().is_some_and(|it| now < it.1) {
            return Ok(());
        }
        let is_time = time_in_vietnam(now).hour() >= server.from_hour;
        let letters = self.due_letters()?;
        let letters = letters.iter().map(AsRef::as_ref);
        let due: Vec<&DueLetter> = letters.filter(|it| is_time || it.kind != MailKind::Digest).collect();
        self.decide_all(register, &due)?;
        let known: HashMap<MailId, MailTry> =
            self.store.mail_tries(register)?.into_iter().map(|it| (it.mail, it)).collect();
        let waiting = self.waiting_letters(register, &due, &known, now)?;
        if waiting.is_empty() {
            return Ok(());
        }
        let mut open = None;
        for letter in due.into_iter().filter(|it| waiting.contains(&it.id)) {
            let n_tries = known.get(&letter.id).map_or(0, |it| it.n_tries);
            if self.send_one(register, server, &mut open, letter, n_tries)?.is_none() {
                break;
            }
        }
        open.into_iter().for_each(Connection::quit);
        let oldest = now - SignedDuration::from_hours(24 * KEPT_DAYS);
        Ok(self.store.forget_old_mail_tries(register, oldest)?)
    }

    /// Decides the letters that were not decided before.
    fn decide_all(&self, register: RegisterId, due: &[&DueLetter]) -> Result<(), Error> {
        let mails = self.store.mails(register, self.first_day_of(due))?;
        let decided: HashSet<MailId> = mails.into_iter().map(|it| it.id).collect();
        for letter in due.iter().filter(|it| !decided.contains(&it.id)) {
            let done = self.submit_by_itself(register, "decide", letter.id, vec![self.decision(letter)]);
            match done {
                // Another node was quicker.
                Ok(()) | Err(Error::Refused(Refusal::StreamExists { .. })) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The order that decides a letter.
    pub(super) fn decision(&self, letter: &DueLetter) -> Order {
        let DueLetter { account, on, kind: mail, .. } = *letter;
        let write = mail::decide::Write { account, on, mail, tasks: letter.tasks(), session: letter.session() };
        let command = Command::Mail(mail::Command::Write(write));
        Order { stream: letter.id.into(), seen: None, command }
    }

    /// What the register does by itself bears its own identifier.
    fn submit_by_itself(
        &self,
        register: RegisterId,
        what: &str,
        mail: MailId,
        orders: Vec<Order>,
    ) -> Result<(), Error> {
        let submission = self.submission(register, AccountId(register.into()), format!("{what} {mail}"), orders);
        self.store.submit(submission)?;
        Ok(())
    }

    /// The first day of which a letter is due.
    fn first_day_of(&self, due: &[&DueLetter]) -> Date {
        due.iter().map(|it| it.on).min().unwrap_or_else(|| self.today())
    }

    /// Letters that were decided, are not held back, and whose turn it is.
    fn waiting_letters(
        &self,
        register: RegisterId,
        due: &[&DueLetter],
        tries: &HashMap<MailId, MailTry>,
        now: Timestamp,
    ) -> Result<HashSet<MailId>, Error> {
        let is_later = |it: &MailTry| it.is_handing || it.next_at.is_none_or(|next_at| now < next_at);
        let mails = self.store.mails(register, self.first_day_of(due))?;
        let waits = mails.into_iter().filter(|it| it.sent_at.is_none() && it.held_because.is_none());
        Ok(waits.map(|it| it.id).filter(|it| !tries.get(it).is_some_and(is_later)).collect())
    }

    /// Sends one letter; `None` where nothing else can be sent either.
    fn send_one(
        &self,
        register: RegisterId,
        server: &MailServer,
        open: &mut Option<Connection>,
        letter: &DueLetter,
        n_tries: u32,
    ) -> Result<Option<()>, Error> {
        let given = self.give(register, server, open, letter);
        if given.is_err() {
            *open = None;
        }
        let now = self.clock.now();
        let next_at = now + pause(n_tries);
        let note = |because: String, next_at: Option<Timestamp>| MailTry {
            mail: letter.id,
            n_tries: n_tries + 1,
            is_handing: false,
            tried_at: now,
            next_at,
            because: Some(because),
        };
        match given {
            Ok(()) => {
                self.set_outbox_fault(None);
                self.record(register, letter)?;
            }
            Err(Fault::Taken) => {}
            // It stays as one that was given: nobody sends it again by themselves.
            Err(Fault::Unsure) => {}
            Err(Fault::Later(because)) => self.store.note_mail_try(register, &note(because, Some(next_at)))?,
            Err(Fault::Never(because)) => self.store.note_mail_try(register, &note(because, None))?,
            Err(Fault::Store(error)) => return Err(Error::Store(error)),
            Err(Fault::Away(because)) => {
                self.store.note_mail_try(register, &note(because.clone(), Some(next_at)))?;
                self.set_outbox_fault(Some((because, now + pause(0))));
                return Ok(None);
            }
        }
        Ok(Some(()))
    }

    fn give(
        &self,
        register: RegisterId,
        server: &MailServer,
        open: &mut Option<Connection>,
        letter: &DueLetter,
    ) -> Result<(), Fault> {
        let units = self.units_of(letter).map_err(|it| Fault::Later(it.to_string()))?;
        let written = Letter {
            language: letter.language,
            kind: letter.kind,
            today: self.today(),
            name: &letter.name,
            matters: &letter.matters,
            units: &units,
            server: &server.public_address,
        };
        let (to, bytes) = server.message(&letter.id.to_string(), &letter.address, written.write())?;
        let connection = match open {
            Some(it) => it,
            None => open.insert(server.connect()?),
        };
        connection.give(to, &bytes, || self.claim(register, letter.id))
    }

    /// Says that a letter is about to be given; `false` where another node gave it meanwhile, or somebody holds it back.
    fn claim(&self, register: RegisterId, mail: MailId) -> Result<bool, store::Error> {
        if !self.store.hand_mail(register, mail, self.clock.now())? {
            return Ok(false);
        }
        // Whoever gave it recorded it before they forgot the mark.
        let waits = match self.store.stream(register, mail.into())? {
            Some((_, State::Mail(it))) => it.course == MailCourse::Waiting,
            _ => false,
        };
        if !waits {
            self.store.forget_mail_try(register, mail)?;
        }
        Ok(waits)
    }

    /// The name of the unit of each thing a letter tells.
    pub(super) fn units_of(&self, letter: &DueLetter) -> Result<Vec<String>, Error> {
        let units = self.units_now()?;
        let name = |it: &super::Matter| it.unit.and_then(|it| units.name(it).flatten()).unwrap_or_default().to_owned();
        Ok(letter.matters.iter().map(name).collect())
    }

    fn record(&self, register: RegisterId, letter: &DueLetter) -> Result<(), Error> {
        let command = Command::Mail(mail::Command::RecordSent(mail::record_sent::RecordSent { tasks: letter.tasks() }));
        let order = Order { stream: letter.id.into(), seen: None, command };
        self.submit_by_itself(register, "sent", letter.id, vec![order])?;
        Ok(self.store.forget_mail_try(register, letter.id)?)
    }

    pub(super) fn outbox_fault(&self) -> Option<(String, Timestamp)> {
        self.outbox.fault.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Has the server asked again at once.
    pub(super) fn forgive_outbox(&self) {
        self.set_outbox_fault(None);
    }

    fn set_outbox_fault(&self, fault: Option<(String, Timestamp)>) {
        *self.outbox.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }
}

fn pause(n_tries: u32) -> SignedDuration {
    let at = usize::try_from(n_tries).unwrap_or(usize::MAX).min(PAUSES_MINUTES.len() - 1);
    SignedDuration::from_mins(PAUSES_MINUTES[at])
}
