//! What everybody is told today, kept up with the ledger: after an entry only the task or the session that it touched is
//! looked at again. At the turn of the day, and when units, people or rules change, all of it is found out anew.

use super::changed::changed;
use super::due::{About, Finding, Matter, Told};
use super::{DueLetter, language, letter_id};
use crate::error::Error;
use crate::office::Office;
use crate::views::words;
use jiff::civil::Date;
use model::state::{MailKind, MailReason, MailWish, Stage};
use model::{AccountId, RegisterId, SessionId, StreamId, TaskId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use store::{AddressRow, SessionRow};

/// What who is told of anything rests on, beside the tasks and the sessions themselves.
const RESTS_ON: &[&str] = &["account", "unit", "register", "erasure"];
/// After more entries than these it is cheaper to begin anew.
const FAR_BEHIND: u64 = 500;

/// The letters of a day by the name of whoever they go to.
pub(crate) type DueLetters = Arc<[Arc<DueLetter>]>;

/// In a letter the most pressing stands first, then it goes by day and code.
type Order = (MailReason, Date, String, StreamId);

/// All that was found out.
pub(crate) struct Kept {
    /// Where it was caught up with the register, and where what it rests on was written last.
    at: u64,
    rests_on: u64,
    register: RegisterId,
    finding: Finding,
    /// Who wants letters, and their addresses.
    readers: HashMap<AccountId, (String, AddressRow)>,
    of_stream: HashMap<StreamId, Vec<(AccountId, Order)>>,
    of_account: HashMap<AccountId, BTreeMap<Order, Matter>>,
    written: HashMap<AccountId, Vec<Arc<DueLetter>>>,
    letters: DueLetters,
}

impl Office {
    /// The letters of today.
    pub(crate) fn due_letters(&self) -> Result<DueLetters, Error> {
        let (position, today) = (self.now()?.position, self.today());
        let rests_on = self.moved(position, RESTS_ON)?;
        let mut kept = self.outbox.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |it: &Kept| {
            it.finding.today == today && it.rests_on == rests_on && position <= it.at.saturating_add(FAR_BEHIND)
        };
        match kept.take().filter(holds) {
            Some(mut it) => {
                self.catch_up(&mut it, position)?;
                Ok(Arc::clone(&kept.insert(it).letters))
            }
            None => Ok(Arc::clone(&kept.insert(self.found_anew(position, rests_on)?).letters)),
        }
    }

    fn found_anew(&self, position: u64, rests_on: u64) -> Result<Kept, Error> {
        let register = self.register()?;
        let addresses = self.store.addresses(register)?.into_iter().filter(|it| it.wish != MailWish::Nothing);
        let reader = |it: AddressRow| Some((it.account, (words(it.address.clone())?, it)));
        let mut kept = Kept {
            at: position,
            rests_on,
            register,
            finding: Finding::new(self.units_now()?, self.register_state()?, self.today()),
            readers: addresses.filter_map(reader).collect(),
            of_stream: HashMap::new(),
            of_account: HashMap::new(),
            written: HashMap::new(),
            letters: Arc::default(),
        };
        if kept.readers.is_empty() {
            return Ok(kept);
        }
        self.each_task_row(|task| {
            let told = kept.finding.task(&task);
            kept.put(task.id.into(), told);
            Ok(ControlFlow::Continue(()))
        })?;
        for session in self.store.sessions(register)? {
            let told = self.told_of(&kept.finding, &session)?;
            kept.put(session.id.into(), told);
        }
        let accounts = kept.of_account.keys().copied().collect();
        kept.write(&accounts);
        Ok(kept)
    }

    fn catch_up(&self, kept: &mut Kept, position: u64) -> Result<(), Error> {
        if position <= kept.at {
            return Ok(());
        }
        let changes = if kept.readers.is_empty() {
            Vec::new()
        } else {
            self.store.changes_after(kept.register, kept.at, position - kept.at)?
        };
        let touched: BTreeSet<(StreamId, bool)> = changes
            .into_iter()
            .filter(|it| it.1.starts_with("task.") || it.1.starts_with("session."))
            .map(|(stream, kind)| (stream, kind.starts_with("task.")))
            .collect();
        let mut accounts = BTreeSet::new();
        for (stream, is_task) in touched {
            let told = if is_task {
                self.store.task(kept.register, TaskId(stream))?.map(|it| kept.finding.task(&it))
            } else {
                let found = self.store.sessions_of(kept.register, &[SessionId(stream)])?;
                found.first().map(|it| self.told_of(&kept.finding, it)).transpose()?
            };
            accounts.extend(kept.put(stream, told.unwrap_or_default()));
        }
        kept.write(&accounts);
        kept.at = position;
        Ok(())
    }

    /// Who is told of a session: that it comes, and what became of it since its guests were invited.
    fn told_of(&self, finding: &Finding, session: &SessionRow) -> Result<Told, Error> {
        let mut told = finding.session(session);
        let is_open = matches!(session.stage, Stage::Open | Stage::CalledOff) && session.planned_on.is_some();
        if is_open && finding.today <= session.held_on {
            let changes = self.told_of_session(session.id)?.map(|it| changed(&it, finding.today));
            told.extend(changes.unwrap_or_default().iter().flat_map(|it| finding.changed(it)));
        }
        Ok(told)
    }
}

impl Kept {
    /// Puts what one stream tells in the place of what it told before; answers whose letters that changes.
    fn put(&mut self, stream: StreamId, told: Told) -> Vec<AccountId> {
        let before = self.of_stream.remove(&stream).unwrap_or_default();
        let mut accounts: Vec<AccountId> = before.iter().map(|it| it.0).collect();
        for (account, order) in before {
            self.of_account.entry(account).or_default().remove(&order);
        }
        let told = told.into_iter().filter(|it| self.readers.contains_key(&it.0));
        let new: Vec<(AccountId, Order, Matter)> =
            told.map(|(account, it)| (account, order(&it, stream), it)).collect();
        if !new.is_empty() {
            self.of_stream.insert(stream, new.iter().map(|it| (it.0, it.1.clone())).collect());
        }
        for (account, order, matter) in new {
            accounts.push(account);
            self.of_account.entry(account).or_default().insert(order, matter);
        }
        accounts
    }

    /// Writes the letters of these people anew.
    fn write(&mut self, accounts: &BTreeSet<AccountId>) {
        for account in accounts {
            let letters = self.letters_of(*account).into_iter().map(Arc::new).collect();
            self.written.insert(*account, letters);
        }
        if !accounts.is_empty() {
            let names = &self.finding.units.accounts_by_name;
            self.letters = names.iter().filter_map(|it| self.written.get(it)).flatten().cloned().collect();
        }
    }

    fn letters_of(&self, account: AccountId) -> Vec<DueLetter> {
        let Some((address, row)) = self.readers.get(&account) else { return Vec::new() };
        let matters: Vec<Matter> =
            self.of_account.get(&account).into_iter().flat_map(|it| it.values()).cloned().collect();
        let today = self.finding.today;
        let letter = |kind, on: Date, matters: Vec<Matter>| DueLetter {
            id: letter_id(self.register, account, on, kind, &matters),
            account,
            on,
            kind,
            language: language(row.language),
            address: address.clone(),
            name: self.finding.units.accounts.get(&account).and_then(|it| it.0.clone()).unwrap_or_default(),
            matters,
        };
        // What became of a session is told apart from all else, and as of the day on which it was said.
        let said_on = |it: &Matter| it.change.as_ref().map(|it| it.said_on);
        let (changes, matters): (Vec<Matter>, Vec<Matter>) = matters.into_iter().partition(|it| it.change.is_some());
        let change = |it: Matter| letter(MailKind::Session, said_on(&it).unwrap_or(today), vec![it]);
        let mut letters: Vec<DueLetter> = changes.into_iter().map(change).collect();
        if matters.is_empty() {
            return letters;
        }
        if row.wish == MailWish::AtOnce {
            let urgent = matters.iter().filter(|it| it.is_new && it.reason.is_urgent());
            letters.extend(urgent.map(|it| letter(MailKind::Urgent, today, vec![it.clone()])));
        }
        if self.finding.register.calendar().is_worked(today) {
            letters.push(letter(MailKind::Digest, today, matters));
        }
        letters
    }
}

fn order(it: &Matter, stream: StreamId) -> Order {
    let code = match &it.about {
        About::Task { code, .. } => code.clone(),
        About::Session { id } => id.to_string(),
    };
    (it.reason, it.due_on.unwrap_or(Date::MAX), code, stream)
}
