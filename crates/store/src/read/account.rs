//! Accounts as they are read.

use super::{ACCOUNTS, Cells, GRANTS, Text};
use crate::Store;
use crate::engine::Value;
use crate::error::Error;
use model::{AccountId, Grant, RegisterId};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    pub id: AccountId,
    pub name: Text,
    /// What it may do, and over which units.
    pub grants: Vec<Grant>,
}

impl Store {
    /// Every account, in the order of their identifiers.
    pub fn accounts(&self, register: RegisterId) -> Result<Vec<AccountRow>, Error> {
        self.snapshot(|engine| {
            let mut grants: BTreeMap<AccountId, Vec<Grant>> = BTreeMap::new();
            for row in engine.query(GRANTS, &[Value::text(register)])? {
                let mut cells = Cells::new("account_grant", row);
                let account = cells.id()?;
                grants.entry(account).or_default().push(Grant { role: cells.variant()?, unit: cells.id()? });
            }
            let account = |row| {
                let mut cells = Cells::new("account", row);
                let (id, name) = (cells.id()?, cells.text()?);
                Ok(AccountRow { id, name, grants: grants.remove(&id).unwrap_or_default() })
            };
            engine.query(ACCOUNTS, &[Value::text(register)])?.into_iter().map(account).collect()
        })
    }
}
