//! An account: a name under which a person or an office acts.

use crate::state::MailTo;
use crate::{AccountId, Grant, Words};
use std::collections::BTreeSet;

/// An account. Credentials are not here: they are not in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub name: Words,
    pub grants: BTreeSet<Grant>,
    /// `None` where no address was given.
    pub mail: Option<MailTo>,
}
