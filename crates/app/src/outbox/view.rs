//! The outbox as the office sees it, the rules it follows, and how somebody is written to.

use super::letter::MOST;
use super::{DueLetter, Matter, language};
use crate::access::Viewer;
use crate::error::{Error, Forbidden, NotFound};
use crate::messages::Language;
use crate::office::Office;
use crate::views::{UnitMention, words};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::act::mail;
use model::state::{MailKind, MailLanguage, MailReason, MailRule, MailTold, MailWish};
use model::{AccountId, Command, MailId, RegisterId};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use store::{MailRow, MailTry, Order};

/// The letters of today and of the days before.
#[derive(Clone, Debug, Serialize)]
pub struct OutboxView {
    pub today: Date,
    /// Letters of the day go out on these only.
    pub is_working_day: bool,
    /// Where letters go out, and from which hour; `None` where this server sends none.
    pub server: Option<String>,
    pub from_hour: Option<i8>,
    /// Why nothing at all goes out, and when it is tried again.
    pub fault: Option<(String, Timestamp)>,
    /// By the name of whoever they go to.
    pub letters: Vec<LetterView>,
    /// Those of the last days that were sent or were not, the newest first.
    pub past: Vec<LetterView>,
    /// How many accounts have an address, and how many there are.
    pub n_addresses: usize,
    pub n_accounts: usize,
}

/// One letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    pub id: MailId,
    pub account: AccountId,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub on: Date,
    pub kind: MailKind,
    pub n_tasks: u64,
    pub state: LetterState,
    /// How many things it tells for each reason; none of one that is past.
    pub reasons: Vec<(MailReason, usize)>,
    /// The first of them, as many as the letter tells one by one.
    pub matters: Vec<MatterView>,
}

/// One thing that a letter tells.
#[derive(Clone, Debug, Serialize)]
pub struct MatterView {
    #[serde(flatten)]
    pub matter: Matter,
    pub lead: Option<UnitMention>,
}

/// How far a letter is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LetterState {
    /// It goes out when its hour has come.
    Waiting,
    /// It is being given to the mail server.
    Handing,
    /// It was given, and no answer was heard: nobody sends it again by themselves.
    Unsure {
        at: Timestamp,
    },
    /// It is tried again at `next_at`; by hand only, where there is none.
    Failed {
        because: String,
        n_tries: u32,
        next_at: Option<Timestamp>,
    },
    HeldBack {
        because: Option<String>,
    },
    Sent {
        at: Timestamp,
    },
    /// Its day went by: the letter of the next day told the same.
    Lapsed {
        because: Option<String>,
    },
}

/// How a rule of letters stands.
#[derive(Clone, Debug, Serialize)]
pub struct MailRuleView {
    pub reason: MailReason,
    pub days: u16,
    pub tells: MailTold,
    pub up_after_days: Option<u16>,
    pub is_urgent: bool,
    /// The regulation, where the office has set it; `None` in `basis` once it was erased.
    pub is_set: bool,
    pub basis: Option<String>,
    pub by: Option<String>,
    pub on: Option<Date>,
}

/// The rules of letters.
#[derive(Clone, Debug, Serialize)]
pub struct MailRulesView {
    pub register: RegisterId,
    pub rules: Vec<MailRuleView>,
    pub may_change: bool,
}

/// How somebody is written to.
#[derive(Clone, Debug, Serialize)]
pub struct MailToView {
    /// `None` once it was erased.
    pub address: Option<String>,
    pub wish: MailWish,
    pub language: MailLanguage,
}

/// A letter that is being given takes no longer than this.
const LONGEST_HANDING: SignedDuration = SignedDuration::from_mins(3);
/// So many days before today are shown.
const PAST_DAYS: i32 = 7;

impl Office {
    /// The outbox, for whoever may hold letters back.
    ///
    /// # Errors
    /// [`Forbidden::Page`], [`Error::Store`].
    pub fn outbox(&self, viewer: &Viewer) -> Result<OutboxView, Error> {
        if !viewer.may("mail.hold_back", &[]) {
            return Err(Error::Forbidden(Forbidden::Page));
        }
        self.whole_outbox()
    }

    /// The same for whoever runs the machine.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn whole_outbox(&self) -> Result<OutboxView, Error> {
        let (register, today, units) = (self.register()?, self.today(), self.units_now()?);
        let now = self.clock.now();
        let tries = self.store.mail_tries(register)?;
        let tries: HashMap<MailId, MailTry> = tries.into_iter().map(|it| (it.mail, it)).collect();
        let from_on = today.saturating_sub(PAST_DAYS.days());
        let mut mails: BTreeMap<MailId, MailRow> =
            self.store.mails(register, from_on)?.into_iter().map(|it| (it.id, it)).collect();
        let name = |it: AccountId| units.accounts.get(&it).and_then(|it| it.0.clone());
        let due = self.due_letters()?;
        let letter = |it: &DueLetter| LetterView {
            id: it.id,
            account: it.account,
            name: name(it.account),
            on: it.on,
            kind: it.kind,
            n_tasks: it.matters.len() as u64,
            state: state(mails.get(&it.id), tries.get(&it.id), (now, it.on)),
            reasons: reasons(&it.matters),
            matters: it
                .matters
                .iter()
                .take(MOST)
                .map(|it| MatterView { lead: it.unit.map(|it| units.mention(it)), matter: it.clone() })
                .collect(),
        };
        let letters = due.iter().map(AsRef::as_ref).map(letter).collect();
        due.iter().for_each(|it| drop(mails.remove(&it.id)));
        let past = |it: &MailRow| LetterView {
            id: it.id,
            account: it.to,
            name: name(it.to),
            on: it.on,
            kind: it.kind,
            // Of a session it tells one thing.
            n_tasks: if it.kind == MailKind::Session { 1 } else { it.n_tasks },
            state: state(Some(it), tries.get(&it.id), (now, today)),
            reasons: Vec::new(),
            matters: Vec::new(),
        };
        let mut past: Vec<LetterView> = mails.values().map(past).collect();
        past.sort_by_key(|it| (std::cmp::Reverse(it.on), it.id));
        let server = self.outbox.server.get();
        Ok(OutboxView {
            today,
            is_working_day: self.register_state()?.calendar().is_worked(today),
            server: server.map(|it| it.host.clone()),
            from_hour: server.map(|it| it.from_hour),
            fault: self.outbox_fault(),
            letters,
            past,
            n_addresses: self.store.addresses(register)?.len(),
            n_accounts: units.accounts.len(),
        })
    }

    /// Holds a letter of today back, or one that failed.
    ///
    /// # Errors
    /// [`NotFound::Object`] for one that is not due; [`model::Refusal::MailSent`], [`model::Refusal::MailHeldBack`], and
    /// those of [`Office::submit_as`].
    pub fn hold_letter_back(&self, viewer: &Viewer, asked: &str, because: &str, key: &str) -> Result<u64, Error> {
        let hold_back = mail::Command::HoldBack(mail::hold_back::HoldBack { because: because.to_owned() });
        self.about_letter(viewer, asked, hold_back, key)
    }

    /// Lets a letter go that was held back.
    ///
    /// # Errors
    /// [`NotFound::Object`]; [`model::Refusal::MailNotHeldBack`], and those of [`Office::submit_as`].
    pub fn release_letter(&self, viewer: &Viewer, asked: &str, key: &str) -> Result<u64, Error> {
        self.about_letter(viewer, asked, mail::Command::Release(mail::release::Release {}), key)
    }

    /// Has a letter tried again that failed, or of which nobody knows whether it arrived.
    ///
    /// # Errors
    /// [`Forbidden::Act`], [`NotFound::Object`], [`Error::Store`].
    pub fn try_letter_again(&self, viewer: &Viewer, asked: &str) -> Result<(), Error> {
        if !viewer.may("mail.hold_back", &[]) {
            return Err(Error::Forbidden(Forbidden::Act { act: "mail.hold_back" }));
        }
        let id = asked.parse().map_err(|_| missing(asked))?;
        self.forgive_outbox();
        Ok(self.store.forget_mail_try(self.register()?, id)?)
    }

    fn about_letter(&self, viewer: &Viewer, asked: &str, command: mail::Command, key: &str) -> Result<u64, Error> {
        let id: MailId = asked.parse().map_err(|_| missing(asked))?;
        let act = Order { stream: id.into(), seen: None, command: Command::Mail(command) };
        if !viewer.may("mail.hold_back", &[]) {
            return Err(Error::Forbidden(Forbidden::Act { act: "mail.hold_back" }));
        }
        let is_decided = self.store.stream(self.register()?, id.into())?.is_some();
        let orders = if is_decided {
            vec![act]
        } else {
            let letters = self.due_letters()?;
            let letter = letters.iter().find(|it| it.id == id).ok_or_else(|| missing(asked))?;
            vec![self.decision(letter), act]
        };
        Ok(self.submit(viewer.account, key.to_owned(), orders)?.position)
    }

    /// The rules of letters as they stand.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn mail_rules(&self, viewer: &Viewer) -> Result<MailRulesView, Error> {
        let (register, state, units) = (self.register()?, self.register_state()?, self.units_now()?);
        let seals: Vec<_> = state.mail_rules.values().filter_map(|it| it.basis.seal().cloned()).collect();
        let texts = self.store.texts(register, &seals)?;
        let rule = |reason: MailReason| {
            let set = state.mail_rules.get(&reason);
            let MailRule { days, tells, up_after_days } = state.mail_rule(reason);
            MailRuleView {
                reason,
                days,
                tells,
                up_after_days,
                is_urgent: reason.is_urgent(),
                is_set: set.is_some(),
                basis: set.and_then(|it| words(texts.get(it.basis.seal()?)?.clone())),
                by: set.and_then(|it| units.accounts.get(&it.by)?.0.clone()),
                on: set.map(|it| it.on),
            }
        };
        let rules = MailReason::RULED.into_iter().map(rule).collect();
        Ok(MailRulesView { register, rules, may_change: viewer.may("register.set_mail_rule", &[]) })
    }

    /// How an account is written to; `None` where no address was given.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn mail_to(&self, account: AccountId) -> Result<Option<MailToView>, Error> {
        let found = self.store.address(self.register()?, account)?;
        Ok(found.map(|it| MailToView { address: words(it.address), wish: it.wish, language: it.language }))
    }
}

impl MailToView {
    /// The language of its letters.
    pub fn language(&self) -> Language {
        language(self.language)
    }
}

fn missing(asked: &str) -> Error {
    Error::NotFound(NotFound::Object { noun: "mail", id: asked.to_owned() })
}

/// The key of the word for how far a letter is.
pub fn state_word(state: &LetterState) -> &'static str {
    match state {
        LetterState::Waiting => "letter-waiting",
        LetterState::Handing => "letter-handing",
        LetterState::Unsure { .. } => "letter-unsure",
        LetterState::Failed { .. } => "letter-failed",
        LetterState::HeldBack { .. } => "letter-held-back",
        LetterState::Sent { .. } => "letter-sent",
        LetterState::Lapsed { .. } => "letter-lapsed",
    }
}

/// The key of the word for what kind of letter it is.
pub fn kind_word(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Digest => "outbox-kind-digest",
        MailKind::Urgent => "outbox-kind-urgent",
        MailKind::Session => "outbox-kind-session",
    }
}

/// How many things there are for each reason, the most pressing first.
fn reasons(matters: &[Matter]) -> Vec<(MailReason, usize)> {
    let mut counted: BTreeMap<MailReason, usize> = BTreeMap::new();
    matters.iter().for_each(|it| *counted.entry(it.reason).or_default() += 1);
    counted.into_iter().collect()
}

fn state(mail: Option<&MailRow>, tried: Option<&MailTry>, (now, today): (Timestamp, Date)) -> LetterState {
    let Some(mail) = mail else { return LetterState::Waiting };
    if let Some(at) = mail.sent_at {
        return LetterState::Sent { at };
    }
    if let Some(because) = &mail.held_because {
        return LetterState::HeldBack { because: words(because.clone()) };
    }
    match tried {
        Some(it) if it.is_handing && now.duration_since(it.tried_at) < LONGEST_HANDING => LetterState::Handing,
        Some(it) if it.is_handing => LetterState::Unsure { at: it.tried_at },
        it if mail.on < today => LetterState::Lapsed { because: it.and_then(|it| it.because.clone()) },
        Some(it) => LetterState::Failed {
            because: it.because.clone().unwrap_or_default(),
            n_tries: it.n_tries,
            next_at: it.next_at,
        },
        None => LetterState::Waiting,
    }
}
