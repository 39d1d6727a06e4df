//! `bamsat account`: whoever runs the machine opens accounts, and gives and takes their roles.

use crate::args::{Account, Role, Verb};
use crate::console::{Console, Exit};
use app::Office;

pub fn run(console: &Console, asked: &Account) -> anyhow::Result<Exit> {
    let office = Office::open_to_write(&asked.lies.location(), asked.rehearsal)?;
    let actor = office.account_or_first(&asked.by)?;
    let name = asked.name.trim();
    if let Verb::Code = asked.verb {
        let code = office.account_code(office.account_or_first(name)?)?;
        console.tell("account-code", &[("name", name.into()), ("code", code.into())]);
        return Ok(Exit::Done);
    }
    let told = match asked.verb {
        Verb::Code => unreachable!("invariant: answered above"),
        Verb::Open => office.open_account(actor, name).map(|_| "account-opened")?,
        Verb::Grant => office.grant(actor, name, role(asked), asked.unit.as_deref()).map(|()| "account-granted")?,
        Verb::Withdraw => {
            office.withdraw(actor, name, role(asked), asked.unit.as_deref()).map(|()| "account-withdrawn")?
        }
    };
    console.tell(told, &[("name", name.into())]);
    console.tell("head-line", &[("head", office.head()?.into())]);
    Ok(Exit::Done)
}

/// The arguments want a role wherever it is needed.
fn role(asked: &Account) -> app::Role {
    match asked.role.unwrap_or(Role::Inspector) {
        Role::Clerk => app::Role::Clerk,
        Role::UnitOfficer => app::Role::UnitOfficer,
        Role::Leader => app::Role::Leader,
        Role::Inspector => app::Role::Inspector,
        Role::Administrator => app::Role::Administrator,
    }
}
