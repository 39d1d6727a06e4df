//! Accounts as they are read.

use super::{ACCOUNTS, Cells, Text};
use crate::Store;
use crate::engine::Value;
use crate::error::Error;
use model::{AccountId, RegisterId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    pub id: AccountId,
    pub name: Text,
}

impl Store {
    /// Every account, in the order of their identifiers.
    pub fn accounts(&self, register: RegisterId) -> Result<Vec<AccountRow>, Error> {
        let row = |row| {
            let mut cells = Cells::new("account", row);
            Ok(AccountRow { id: cells.id()?, name: cells.text()? })
        };
        self.read(|engine| engine.query(ACCOUNTS, &[Value::text(register)])?.into_iter().map(row).collect())
    }
}
