//! `bamsat account`: whoever has an account opens one for somebody else.

use crate::args::{Account, Verb};
use crate::console::{Console, Exit};
use app::Office;

pub fn run(console: &Console, asked: &Account) -> anyhow::Result<Exit> {
    let office = Office::open_to_write(&asked.lies.location(), asked.rehearsal)?;
    let actor = office.account_or_first(&asked.by)?;
    match asked.verb {
        Verb::Open => office.open_account(actor, &asked.name)?,
    };
    console.tell("account-opened", &[("name", asked.name.trim().into())]);
    console.tell("head-line", &[("head", office.head()?.into())]);
    Ok(Exit::Done)
}
