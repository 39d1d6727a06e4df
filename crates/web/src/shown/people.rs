//! Accounts with their roles, and the reader's own page.

use super::{Refused, form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::Role;
use app::messages::say;
use app::views::{AccountLine, AccountListView, GrantLine};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;

pub struct AccountsShown {
    view: AccountListView,
    open: Option<FormShown>,
    /// Whether the reader came to open one.
    is_opening: bool,
}

shown!(AccountsShown, AccountsPage, "accounts.html", view);

pub fn accounts(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.account_list(seen.viewer, seen.ask.after())?;
    let open = form(seen, "account.open", format!("/accounts/{}/acts/open", seen.office.new_id()), None);
    let is_opening = seen.ask.query.get("open").is_some();
    Ok(Box::new(AccountsShown { view, open, is_opening }))
}

/// An account with its roles, each with the form that takes it away, and the form that gives another.
pub struct AccountShown {
    account: AccountLine,
    held: Vec<(GrantLine, Option<FormShown>)>,
    grant: Option<FormShown>,
}

shown!(AccountShown, AccountPage, "account.html", account);

pub fn account(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let account = seen.office.account_page(seen.viewer, seen.ask.id())?;
    let form = |act: &str| form(seen, &format!("account.{act}"), format!("/accounts/{}/acts/{act}", account.id), None);
    let withdraw = |it: &GrantLine| {
        let form = form("withdraw").filter(|_| seen.viewer.may("account.withdraw", &[it.unit.id]));
        form.map(|form| form.fixed("role", code_of(it.role)).fixed("unit", it.unit.id))
    };
    let word = |it: &Role| {
        let code = code_of(*it);
        let word = say(seen.ask.language, &format!("role-{}", code.replace('_', "-")), &[]);
        (code, word)
    };
    let roles = Role::ALL.iter().map(word).collect();
    let units = seen.office.unit_options(seen.viewer);
    let held = account.grants.iter().map(|it| (it.clone(), withdraw(it))).collect();
    let grant = form("grant").map(|it| it.choose("role", &roles).choose("unit", &units));
    Ok(Box::new(AccountShown { held, grant, account }))
}

/// The wire name of a role.
fn code_of(role: Role) -> String {
    serde_json::to_value(role).unwrap_or_default().as_str().unwrap_or_default().to_owned()
}

#[derive(Serialize)]
pub struct MeShown {
    account: model::AccountId,
    name: String,
    grants: Vec<GrantLine>,
    sessions: Vec<SessionLine>,
    #[serde(skip)]
    is_changed: bool,
    /// Why the password was not changed.
    #[serde(skip)]
    sentence: Option<String>,
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
    Ok(Box::new(me_shown(seen, None)?))
}

/// The same, with why the password was not changed.
pub fn me_refused(seen: &Seen, status: StatusCode, sentence: String) -> Result<Box<dyn Shown>, Fault> {
    Ok(Box::new(Refused(me_shown(seen, Some(sentence))?, status)))
}

fn me_shown(seen: &Seen, sentence: Option<String>) -> Result<MeShown, Fault> {
    let sessions = seen.office.sessions_of_account(seen.viewer.account)?;
    let line = |it: app::sign_in::BrowserSession| SessionLine {
        is_this: it.token == seen.who.session.token,
        id: it.token,
        label: it.label,
        opened_at: it.opened_at,
        seen_at: it.seen_at,
    };
    Ok(MeShown {
        account: seen.viewer.account,
        name: seen.viewer.name.clone().unwrap_or_default(),
        grants: seen.office.own_grants(seen.viewer),
        sessions: sessions.into_iter().map(line).collect(),
        is_changed: seen.ask.query.get("changed").is_some(),
        sentence,
    })
}
