//! The accounts as an administrator sees them: each with its roles.

use super::UnitMention;
use crate::access::Viewer;
use crate::error::{Error, Forbidden};
use crate::office::Office;
use model::{AccountId, Role};
use serde::Serialize;

/// The accounts that somebody administers, by given name.
#[derive(Clone, Debug, Serialize)]
pub struct AccountListView {
    pub accounts: Vec<AccountLine>,
}

/// One account with its roles.
#[derive(Clone, Debug, Serialize)]
pub struct AccountLine {
    pub id: AccountId,
    /// `None` once it was erased.
    pub name: Option<String>,
    pub grants: Vec<GrantLine>,
}

/// A role over a unit and what is below it.
#[derive(Clone, Debug, Serialize)]
pub struct GrantLine {
    pub role: Role,
    pub unit: UnitMention,
}

impl Office {
    /// The accounts that `viewer` administers: those without a role, and those with one over a unit that is seen.
    ///
    /// # Errors
    /// [`Forbidden::Page`] for whoever is no administrator.
    pub fn account_list(&self, viewer: &Viewer) -> Result<AccountListView, Error> {
        if !viewer.has_role(Role::Administrator) {
            return Err(Error::Forbidden(Forbidden::Page));
        }
        let mut accounts: Vec<AccountLine> = Vec::new();
        for (id, (name, grants)) in &viewer.units.accounts {
            if grants.is_empty() || grants.iter().any(|it| viewer.sees(it.unit)) {
                let grants = grant_lines(viewer, grants);
                accounts.push(AccountLine { id: *id, name: name.clone(), grants });
            }
        }
        accounts.sort_by_cached_key(|it| (it.name.as_deref().map(base::fold::person_key), it.id));
        Ok(AccountListView { accounts })
    }

    /// The roles of `viewer`.
    pub fn own_grants(&self, viewer: &Viewer) -> Vec<GrantLine> {
        grant_lines(viewer, &viewer.grants)
    }
}

fn grant_lines(viewer: &Viewer, grants: &[model::Grant]) -> Vec<GrantLine> {
    let line = |it: &model::Grant| GrantLine {
        role: it.role,
        unit: UnitMention { id: it.unit, name: viewer.unit_name(it.unit) },
    };
    grants.iter().map(line).collect()
}
