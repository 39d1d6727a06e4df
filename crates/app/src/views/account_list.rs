//! The accounts as an administrator sees them: each with its roles.

use super::UnitMention;
use super::walk::{self, PAGE_LENGTH};
use crate::access::Viewer;
use crate::error::{Error, Forbidden, NotFound};
use crate::office::Office;
use model::{AccountId, Role};
use serde::Serialize;

/// A page of the accounts that somebody administers, by given name.
#[derive(Clone, Debug, Serialize)]
pub struct AccountListView {
    pub accounts: Vec<AccountLine>,
    /// What `after` has to be for the next page; `None` on the last.
    pub next: Option<AccountId>,
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
    /// A page of the accounts that `viewer` administers: those without a role, and those with one over a unit that is
    /// seen. `after` is where the page before ended.
    ///
    /// # Errors
    /// [`Forbidden::Page`] for whoever is no administrator; [`model::Refusal::FilterUnreadable`].
    pub fn account_list(&self, viewer: &Viewer, after: &str) -> Result<AccountListView, Error> {
        want_administrator(viewer)?;
        let after: Option<AccountId> = walk::place(after)?;
        let all = viewer.units.accounts_by_name.iter().copied();
        let rest = all.skip_while(|it| after.is_some_and(|after| *it != after)).skip(after.is_some().into());
        let mut lines = rest.filter_map(|it| account_line(viewer, it));
        let accounts: Vec<AccountLine> = lines.by_ref().take(PAGE_LENGTH).collect();
        let next = lines.next().and(accounts.last().map(|it| it.id));
        Ok(AccountListView { accounts, next })
    }

    /// One of these accounts, by its identifier.
    ///
    /// # Errors
    /// [`Forbidden::Page`] for whoever is no administrator; [`NotFound::Object`] where `viewer` administers none of it.
    pub fn account_page(&self, viewer: &Viewer, asked: &str) -> Result<AccountLine, Error> {
        want_administrator(viewer)?;
        let line = asked.parse().ok().and_then(|it| account_line(viewer, it));
        line.ok_or_else(|| Error::NotFound(NotFound::Object { noun: "account", id: asked.to_owned() }))
    }

    /// The roles of `viewer`.
    pub fn own_grants(&self, viewer: &Viewer) -> Vec<GrantLine> {
        grant_lines(viewer, &viewer.grants)
    }
}

fn want_administrator(viewer: &Viewer) -> Result<(), Error> {
    if viewer.has_role(Role::Administrator) { Ok(()) } else { Err(Error::Forbidden(Forbidden::Page)) }
}

/// An account that `viewer` administers.
fn account_line(viewer: &Viewer, id: AccountId) -> Option<AccountLine> {
    let (name, grants) = viewer.units.accounts.get(&id)?;
    let is_seen = grants.is_empty() || grants.iter().any(|it| viewer.sees(it.unit));
    is_seen.then(|| AccountLine { id, name: name.clone(), grants: grant_lines(viewer, grants) })
}

fn grant_lines(viewer: &Viewer, grants: &[model::Grant]) -> Vec<GrantLine> {
    let line = |it: &model::Grant| GrantLine {
        role: it.role,
        unit: UnitMention { id: it.unit, name: viewer.unit_name(it.unit) },
    };
    grants.iter().map(line).collect()
}
