//! Taking a role from an account.
//!
//! Source: design; the roles and what they may do stand in `access`.

use crate::access::Role;
use crate::act::{Decide, Fold};
use crate::state::Account;
use crate::{Needs, Refusal, Scene, Stamp, UnitId};
use serde::{Deserialize, Serialize};

/// Takes a role away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    pub role: Role,
    pub unit: UnitId,
}

/// A role was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub role: Role,
    pub unit: UnitId,
}

impl Decide for Withdraw {
    type State = Account;
    type Event = Withdrawn;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.unit.into()], ..Needs::default() }
    }

    fn decide(self, before: Option<&Account>, scene: &Scene) -> Result<Withdrawn, Refusal> {
        let Withdraw { role, unit } = self;
        scene.want_units([&unit])?;
        if before.is_some_and(|it| !it.grants.contains(&crate::Grant { role, unit })) {
            return Err(Refusal::RoleNotHeld { role, unit });
        }
        Ok(Withdrawn { role, unit })
    }
}

impl Fold for Withdrawn {
    type State = Account;

    fn fold(self, before: Option<Account>, _stamp: &Stamp) -> Option<Account> {
        let mut account = before?;
        account.grants.remove(&crate::Grant { role: self.role, unit: self.unit });
        Some(account)
    }
}
