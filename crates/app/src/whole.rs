//! What rests on the whole register: nobody bears a name twice, somebody can give roles, and no task stays with a session
//! whose notice it came of.
//!
//! It looks before it hands in, and what it hands in stands only if the register still ends where it looked.

use crate::error::Error;
use crate::followers::units::Units;
use crate::known_units::name_key;
use crate::meetings::drops_notice;
use crate::office::Office;
use model::act::account::Command as Account;
use model::refusal::wanted_words;
use model::{AccountId, Command, Grant, Refusal, Role, StreamId};
use std::collections::{BTreeSet, HashMap};
use store::{Answer, Failure, Order, Submission};

/// How often is looked again because others wrote in the meantime.
pub(crate) const MOST_TRIES: usize = 50;

impl Office {
    /// Hands in a submission; one that rests on the whole register is looked at first.
    ///
    /// # Errors
    /// [`Refusal::AccountNameTaken`], [`Refusal::LastAdministrator`], and those of the acts; [`Error::Store`].
    pub(crate) fn submit_looking(&self, submission: Submission) -> Result<Answer, Error> {
        if !submission.orders.iter().any(rests_on_all) {
            return Ok(self.store.submit(submission)?);
        }
        let mut n_tries = 0;
        loop {
            n_tries += 1;
            let drawn_from = self.store.head(submission.register)?.map(|it| it.position);
            let units = self.units_now()?;
            refuse_taken_names(&units, &submission.orders).map_err(Error::Refused)?;
            refuse_last_administrator(&units, &submission.orders).map_err(Error::Refused)?;
            let following = match self.following(&submission.orders) {
                Ok(following) => following,
                Err(error) => return self.answered_before(submission).ok_or(error),
            };
            match self.store.submit(Submission { drawn_from, following, ..submission.clone() }) {
                Err(Failure::Refused { refusal: Refusal::Stale { seen, .. }, .. })
                    if Some(seen) == drawn_from && n_tries < MOST_TRIES => {}
                done => return Ok(done?),
            }
        }
    }
}

impl Office {
    /// The answer that the same submission got before, where it did; nothing is written.
    fn answered_before(&self, submission: Submission) -> Option<Answer> {
        const NOWHERE: Option<u64> = Some(u64::MAX);
        self.store.submit(Submission { drawn_from: NOWHERE, ..submission }).ok()
    }
}

fn rests_on_all(order: &Order) -> bool {
    matches!(order.command, Command::Account(Account::Open(_) | Account::Withdraw(_))) || drops_notice(order)
}

/// Refuses a name that somebody bears, also within the orders. The same account again is no other: its key may come twice.
fn refuse_taken_names(units: &Units, orders: &[Order]) -> Result<(), Refusal> {
    let named = units.accounts.iter().filter_map(|(id, it)| Some((name_key(it.0.as_ref()?), StreamId::from(*id))));
    let mut bearers: HashMap<String, StreamId> = named.collect();
    for order in orders {
        let Command::Account(Account::Open(it)) = &order.command else { continue };
        // What is no name is refused by the act itself.
        let Ok(name) = wanted_words("name", it.name.clone()) else { continue };
        let bearer = bearers.entry(name_key(&name)).or_insert(order.stream);
        if *bearer != order.stream {
            return Err(Refusal::AccountNameTaken { name });
        }
    }
    Ok(())
}

/// The register keeps somebody who can give roles, whatever all orders together take away.
fn refuse_last_administrator(units: &Units, orders: &[Order]) -> Result<(), Refusal> {
    let Some(&root) = units.tree.units().first() else { return Ok(()) };
    let given = Grant { role: Role::Administrator, unit: root };
    let holders = units.accounts.iter().filter(|(_, it)| it.1.contains(&given));
    let mut holders: BTreeSet<AccountId> = holders.map(|it| *it.0).collect();
    let mut has_lost = false;
    for order in orders {
        let account = AccountId(order.stream);
        match &order.command {
            Command::Account(Account::Grant(it)) if (it.role, it.unit) == (given.role, root) => {
                holders.insert(account);
            }
            Command::Account(Account::Withdraw(it)) if (it.role, it.unit) == (given.role, root) => {
                has_lost |= holders.remove(&account);
            }
            _ => {}
        }
    }
    if has_lost && holders.is_empty() { Err(Refusal::LastAdministrator) } else { Ok(()) }
}
