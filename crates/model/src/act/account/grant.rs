//! Giving an account a role over a unit and what is below it.
//!
//! Source: design; the roles and what they may do stand in `access`.

use crate::access::Role;
use crate::act::{Decide, Fold};
use crate::state::Account;
use crate::{Needs, Refusal, Scene, Stamp, UnitId};
use serde::{Deserialize, Serialize};

/// Gives a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    pub role: Role,
    pub unit: UnitId,
}

/// A role was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    pub role: Role,
    pub unit: UnitId,
}

impl Decide for Grant {
    type State = Account;
    type Event = Granted;

    fn needs(&self) -> Needs {
        Needs { states: vec![self.unit.into()], ..Needs::default() }
    }

    fn decide(self, before: Option<&Account>, scene: &Scene) -> Result<Granted, Refusal> {
        let Grant { role, unit } = self;
        scene.want_units([&unit])?;
        if before.is_some_and(|it| it.grants.contains(&crate::Grant { role, unit })) {
            return Err(Refusal::RoleHeld { role, unit });
        }
        Ok(Granted { role, unit })
    }
}

impl Fold for Granted {
    type State = Account;

    fn fold(self, before: Option<Account>, _stamp: &Stamp) -> Option<Account> {
        let mut account = before?;
        account.grants.insert(crate::Grant { role: self.role, unit: self.unit });
        Some(account)
    }
}
