//! The accounts of the register.

use super::words;
use crate::Error;
use crate::office::Office;
use model::AccountId;
use serde::Serialize;

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
}
