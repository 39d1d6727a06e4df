//! Letters as they are read, and who is written to.

use super::several::{Lazy, Several};
use super::{Cells, Text};
use crate::Store;
use crate::engine::{Sql, Value, statements};
use crate::error::Error;
use jiff::Timestamp;
use jiff::civil::Date;
use model::state::{MailKind, MailLanguage, MailWish};
use model::{AccountId, MailId, RegisterId, StreamId};
use std::collections::HashMap;

statements! {
    MAILS = "SELECT r.mail, r.account, r.mail_on, r.kind, r.n_tasks, r.state, b.seal, b.text, r.sent_at FROM mail r
        LEFT JOIN sealed b ON b.register = r.register AND b.seal = r.because
        WHERE r.register = ?1 AND r.mail_on >= ?2 ORDER BY r.mail_on, r.mail";
    ADDRESSES = "SELECT r.account, s.seal, s.text, r.wish, r.language FROM account_mail r
        LEFT JOIN sealed s ON s.register = r.register AND s.seal = r.address
        WHERE r.register = ?1 ORDER BY r.account";
    ADDRESS = "SELECT r.account, s.seal, s.text, r.wish, r.language FROM account_mail r
        LEFT JOIN sealed s ON s.register = r.register AND s.seal = r.address
        WHERE r.register = ?1 AND r.account = ?2";
}

static VERSIONS: Lazy = Lazy::new(|| {
    Several::new(|these| {
        format!(
            "SELECT stream, MAX(version), MAX(at) FROM entry WHERE register = ?1 AND stream IN ({these}) GROUP BY stream"
        )
    })
});

/// Every statement of this module that is made.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    VERSIONS.all()
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub id: MailId,
    pub to: AccountId,
    pub on: Date,
    pub kind: MailKind,
    pub n_tasks: u64,
    /// Why it is held back, where it is.
    pub held_because: Option<Text>,
    /// When a mail server took it over.
    pub sent_at: Option<Timestamp>,
}

/// How an account is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressRow {
    pub account: AccountId,
    pub address: Text,
    pub wish: MailWish,
    pub language: MailLanguage,
}

impl Store {
    /// The letters of `from_on` and the days after it, in the order of their days.
    pub fn mails(&self, register: RegisterId, from_on: Date) -> Result<Vec<MailRow>, Error> {
        self.read(|engine| {
            let rows = engine.query(MAILS, &[Value::text(register), Value::text(from_on)])?;
            rows.into_iter().map(mail).collect()
        })
    }

    /// Everybody who has an address.
    pub fn addresses(&self, register: RegisterId) -> Result<Vec<AddressRow>, Error> {
        self.read(|engine| engine.query(ADDRESSES, &[Value::text(register)])?.into_iter().map(address).collect())
    }

    /// How an account is written to; `None` where it has no address.
    pub fn address(&self, register: RegisterId, account: AccountId) -> Result<Option<AddressRow>, Error> {
        let key = [Value::text(register), Value::text(account)];
        self.read(|engine| engine.query(ADDRESS, &key)?.into_iter().next().map(address).transpose())
    }

    /// How many entries these streams have, and when the last of each was written.
    pub fn versions(
        &self,
        register: RegisterId,
        streams: &[StreamId],
    ) -> Result<HashMap<StreamId, (u64, Timestamp)>, Error> {
        let version = |row| {
            let mut cells = Cells::new("entry", row);
            let (stream, version) = (cells.id()?, cells.number()?);
            let at = cells.string()?.parse().map_err(|_| cells.unreadable())?;
            Ok((stream, (version, at)))
        };
        self.snapshot(|engine| VERSIONS.ask(engine, register, streams)?.into_iter().map(version).collect())
    }
}

fn address(row: Vec<Value>) -> Result<AddressRow, Error> {
    let mut cells = Cells::new("account_mail", row);
    let (account, address) = (cells.id()?, cells.text()?);
    Ok(AddressRow { account, address, wish: cells.variant()?, language: cells.variant()? })
}

fn mail(row: Vec<Value>) -> Result<MailRow, Error> {
    let mut cells = Cells::new("mail", row);
    let (id, to, on, kind, n_tasks) = (cells.id()?, cells.id()?, cells.date()?, cells.variant()?, cells.number()?);
    let state = cells.string()?;
    let because = cells.opt_text()?;
    let sent_at = cells.opt_string()?.map(|it| it.parse().map_err(|_| cells.unreadable())).transpose()?;
    let held_because = because.filter(|_| state == "held_back");
    Ok(MailRow { id, to, on, kind, n_tasks, held_because, sent_at })
}
