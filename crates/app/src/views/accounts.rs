//! The accounts of the register: who may act, and how the next one gets in.

use super::words;
use crate::Error;
use crate::office::Office;
use crate::known_units::name_key;
use model::act::account;
use model::{AccountId, Command};
use serde::Serialize;
use store::Order;

/// Every account.
#[derive(Clone, Debug, Serialize)]
pub struct AccountsView {
    pub accounts: Vec<AccountView>,
}

/// One account.
#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    pub id: AccountId,
    /// `None` once it was erased.
    pub name: Option<String>,
}

impl Office {
    /// The accounts.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn accounts(&self) -> Result<AccountsView, Error> {
        let rows = self.store.accounts(self.register()?)?;
        Ok(AccountsView {
            accounts: rows.into_iter().map(|it| AccountView { id: it.id, name: words(it.name) }).collect(),
        })
    }

    /// Opens an account for somebody else, in the name of `actor`. Answers whether it is new: a name is opened once.
    ///
    /// # Errors
    /// [`Error::Refused`] without a name; [`Error::Store`].
    pub fn open_account(&self, actor: AccountId, name: &str) -> Result<bool, Error> {
        let names = self.accounts()?.accounts.into_iter().filter_map(|it| it.name);
        if names.map(|it| name_key(&it)).any(|it| it == name_key(name)) {
            return Ok(false);
        }
        let command = Command::Account(account::Command::Open(account::open::Open { name: name.to_owned() }));
        let orders = vec![Order { stream: self.clock.new_id(), seen: None, command }];
        self.submit(actor, self.clock.new_id().to_string(), orders)?;
        Ok(true)
    }
}
