//! Accounts with their roles, and the reader's own page.

use super::outbox::code;
use super::{Refused, form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::Role;
use app::feeds::FeedView;
use app::messages::{say, text};
use app::views::{AccountLine, AccountListView, GrantLine};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;

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
    /// How it is written to, and the form that says so.
    mail_to: Option<String>,
    mail: Option<FormShown>,
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
    let (mail_to, mail) = mail(seen, account.id, format!("/accounts/{}/acts/set_mail", account.id))?;
    let mail = mail.filter(|_| seen.office.account_let_in(seen.viewer, &account.id.to_string()).is_ok());
    Ok(Box::new(AccountShown { held, mail_to, mail, grant, account }))
}

/// How an account is written to, in words, and the form that says so.
fn mail(seen: &Seen, account: model::AccountId, action: String) -> Result<(Option<String>, Option<FormShown>), Fault> {
    let language = seen.ask.language;
    let to = seen.office.mail_to(account)?;
    let word = |name: &str, code: &str| say(language, &format!("mail-{name}-{}", code.replace('_', "-")), &[]);
    let options = |name: &str, codes: &[&str]| -> Arc<[(String, String)]> {
        codes.iter().map(|it| ((*it).to_owned(), word(name, it))).collect()
    };
    let form = form(seen, "account.set_mail", action, None).map(|form| {
        let form = form.choose("wish", &options("wish", &["digest", "at_once", "nothing"]));
        let form = form.choose("language", &options("language", &["vi", "en"]));
        let wish = to.as_ref().map_or_else(|| "digest".to_owned(), |it| code(&it.wish));
        let tongue = to.as_ref().map_or_else(|| "vi".to_owned(), |it| code(&it.language));
        let address = to.as_ref().and_then(|it| it.address.clone()).unwrap_or_default();
        form.with("address", address).with("wish", wish).with("language", tongue)
    });
    let told = to.map(|it| {
        let address = it.address.unwrap_or_else(|| text(language, "erased").to_owned());
        let to = say(language, "me-mail-to", &[("address", address.into())]);
        format!("{to} {} · {}", word("wish", &code(&it.wish)), word("language", &code(&it.language)))
    });
    Ok((told, form))
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
    feeds: Vec<FeedView>,
    #[serde(skip)]
    mail_to: Option<String>,
    #[serde(skip)]
    mail: Option<FormShown>,
    #[serde(skip)]
    is_revoked: bool,
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
    let (mail_to, mail) = mail(seen, seen.viewer.account, "/me/mail".to_owned())?;
    Ok(MeShown {
        mail_to,
        mail,
        feeds: seen.office.feeds(seen.viewer)?,
        is_revoked: seen.ask.query.get("revoked").is_some(),
        account: seen.viewer.account,
        name: seen.viewer.name.clone().unwrap_or_default(),
        grants: seen.office.own_grants(seen.viewer),
        sessions: sessions.into_iter().map(line).collect(),
        is_changed: seen.ask.query.get("changed").is_some(),
        sentence,
    })
}
