//! Opening an account: the name under which somebody acts.
//!
//! Source: design; the first account of a register opens itself.

use crate::act::{Decide, Fold};
use crate::refusal::wanted_words;
use crate::state::Account;
use crate::{AccountId, Refusal, Scene, Stamp, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Opens an account under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    pub name: String,
}

/// An account was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub account: AccountId,
    pub name: Words,
}

impl Decide for Open {
    type State = Account;
    type Event = Opened;

    fn decide(self, _before: Option<&Account>, scene: &Scene) -> Result<Opened, Refusal> {
        Ok(Opened { account: AccountId(scene.stream), name: wanted_words("name", self.name)?.into() })
    }
}

impl Fold for Opened {
    type State = Account;

    fn fold(self, _before: Option<Account>, _stamp: &Stamp) -> Option<Account> {
        Some(Account { id: self.account, name: self.name, grants: BTreeSet::new(), mail: None })
    }
}
