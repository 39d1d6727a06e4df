//! Accounts with their roles, and the reader's own page.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::Role;
use app::messages::say;
use app::views::{AccountLine, AccountListView, GrantLine};
use jiff::Timestamp;
use serde::Serialize;

pub struct AccountsShown {
    view: AccountListView,
    open: Option<FormShown>,
    accounts: Vec<(AccountLine, Vec<FormShown>)>,
}

shown!(AccountsShown, AccountsPage, "accounts.html", view);

pub fn accounts(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.account_list(seen.viewer)?;
    let word = |it: &Role| {
        let code = serde_json::to_value(it).unwrap_or_default().as_str().unwrap_or_default().to_owned();
        let word = say(seen.ask.language, &format!("role-{}", code.replace('_', "-")), &[]);
        (code, word)
    };
    let roles: Vec<(String, String)> = Role::ALL.iter().map(word).collect();
    let units = seen.office.unit_tree(seen.viewer)?.units;
    let indented = |it: &app::views::UnitLine| {
        let name = it.name.clone().unwrap_or_default();
        (it.id.to_string(), format!("{}{name}", "\u{2007}\u{2007}".repeat(it.depth)))
    };
    let units: Vec<(String, String)> = units.iter().map(indented).collect();
    let forms = |account: &AccountLine| {
        let form =
            |act: &str| form(seen, &format!("account.{act}"), format!("/accounts/{}/acts/{act}", account.id), None);
        let grant = form("grant").map(|it| it.choose("role", &roles).choose("unit", &units));
        let withdraw = form("withdraw").filter(|_| !account.grants.is_empty());
        let held = |it: &GrantLine| (it.unit.id.to_string(), it.unit.name.clone().unwrap_or_default());
        let held: Vec<(String, String)> = account.grants.iter().map(held).collect();
        let withdraw = withdraw.map(|it| it.choose("role", &roles).choose("unit", &held));
        grant.into_iter().chain(withdraw).collect()
    };
    let accounts = view.accounts.iter().map(|it| (it.clone(), forms(it))).collect();
    let open = form(seen, "account.open", format!("/accounts/{}/acts/open", seen.office.new_id()), None);
    Ok(Box::new(AccountsShown { view, open, accounts }))
}

#[derive(Serialize)]
pub struct MeShown {
    account: model::AccountId,
    name: String,
    grants: Vec<GrantLine>,
    sessions: Vec<SessionLine>,
    #[serde(skip)]
    is_changed: bool,
}

/// A browser that is signed in.
#[derive(Serialize)]
struct SessionLine {
    id: String,
    label: String,
    opened_at: Timestamp,
    seen_at: Timestamp,
    is_this: bool,
}

shown!(MeShown, MePage, "me.html");

pub fn me(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let sessions = seen.office.sessions_of_account(seen.viewer.account)?;
    let line = |it: app::sign_in::BrowserSession| SessionLine {
        is_this: it.token == seen.who.session.token,
        id: it.token,
        label: it.label,
        opened_at: it.opened_at,
        seen_at: it.seen_at,
    };
    Ok(Box::new(MeShown {
        account: seen.viewer.account,
        name: seen.viewer.name.clone().unwrap_or_default(),
        grants: seen.office.own_grants(seen.viewer),
        sessions: sessions.into_iter().map(line).collect(),
        is_changed: seen.ask.query.get("changed").is_some(),
    }))
}
