//! `bamsat demo`: a throw-away register filled from the example documents of an invented province.

use super::intake::counts;
use super::open;
use super::serve::serve;
use super::show::task_table;
use crate::args::Demo;
use crate::console::{Console, Exit};
use app::intake::read_file;
use app::propose::Proposal;
use app::take::Taken;
use app::{Error, Location, Office, Role};
use jiff::Timestamp;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

/// An example: the day after it was issued it is taken in, its file name, its text.
macro_rules! examples {
    ($($received_at:literal $name:literal;)*) => {
        const EXAMPLES: &[(&str, &str, &str)] =
            &[$(($received_at, $name, include_str!(concat!("../../../../examples/", $name)))),*];
    };
}

examples! {
    "2020-03-27T02:00:00Z" "01-session-khe-vang-2020-03-26.txt";
    "2020-04-08T02:00:00Z" "03-party-notice-khe-vang-2020-04-07.txt";
    "2020-05-13T02:00:00Z" "02-notice-khuoi-leng-reservoir-2020-05-12.txt";
    "2021-11-19T02:00:00Z" "04-instruction-cold-spells-2021-11-18.txt";
    "2022-03-05T02:00:00Z" "05-minutes-lung-pha-2022-03-04.txt";
    "2022-04-01T02:00:00Z" "06-report-yen-linh-2022-q1.txt";
    "2026-04-13T02:00:00Z" "07-notice-commune-khe-vang-2026-04-10.txt";
}

pub fn run(console: &Console, asked: &Demo) -> anyhow::Result<Exit> {
    let folder = asked.data.clone().unwrap_or_else(throw_away_folder);
    let location = Location { data: folder.clone(), database: None };
    if location.may_exist() {
        eprintln!("{}", console.say("demo-taken", &[("place", folder.display().to_string().into())]));
        return Ok(Exit::Refused);
    }
    fill(console, &location)?;
    let command = format!("{} show conclusions --data {}", program(), folder.display());
    console.tell("demo-next", &[("command", command.into())]);
    if asked.once {
        return Ok(Exit::Done);
    }
    let_people_in(console, &location)?;
    let office = Arc::new(open(console, &location, None)?);
    serve(console, &office, asked.listen.unwrap_or_else(usual_or_free), None)
}

/// One who keeps the register, and one who reports: nobody confirms the own report.
fn let_people_in(console: &Console, location: &Location) -> Result<(), Error> {
    let last: Timestamp = EXAMPLES[EXAMPLES.len() - 1].0.parse().expect("invariant: the instants above are instants");
    let office = Office::open(location, Some(last), "")?;
    let (keeper, officer) = (console.say("demo-account", &[]), console.say("demo-officer", &[]));
    let actor = office.account_or_first(&keeper)?;
    office.open_account(actor, &officer)?;
    let roles = [(&keeper, Role::Administrator), (&keeper, Role::Clerk), (&officer, Role::UnitOfficer)];
    for (name, role) in roles {
        office.grant(actor, name, role, None)?;
    }
    for name in [keeper, officer] {
        office.give_password(office.account_or_first(&name)?, PASSWORD)?;
        console.tell("demo-sign-in", &[("name", name.into()), ("password", PASSWORD.into())]);
    }
    Ok(())
}

/// Everybody may know it: the register is thrown away, and only this machine reaches it.
const PASSWORD: &str = "bamsat-demo";

/// The usual address, or any free port where somebody listens there.
fn usual_or_free() -> SocketAddr {
    let usual = SocketAddr::from(([127, 0, 0, 1], 8080));
    match TcpListener::bind(usual) {
        Ok(_) => usual,
        Err(_) => SocketAddr::from(([127, 0, 0, 1], 0)),
    }
}

/// A folder nobody has used: the demonstration never writes into a register that is there.
fn throw_away_folder() -> PathBuf {
    let name = format!("bamsat-demo-{}-{}", std::process::id(), Timestamp::now().as_millisecond());
    std::env::temp_dir().join(name)
}

fn fill(console: &Console, location: &Location) -> Result<(), Error> {
    console.tell("demo-place", &[("place", location.data.display().to_string().into())]);
    console.tell("demo-read", &[("n", EXAMPLES.len().into())]);
    let by = console.say("demo-account", &[]);
    for (received_at, name, text) in EXAMPLES {
        let received_at: Timestamp = received_at.parse().expect("invariant: the instants above are instants");
        let office = Office::open(location, Some(received_at), &console.say("demo-root", &[]))?;
        let file = read_file(name, text.as_bytes().to_vec()).map_err(Error::Refused)?;
        if let Taken::Accepted { proposal, .. } = office.accept(&file, &by, false)? {
            tell(console, name, &proposal);
        }
    }
    let office = Office::open_existing(location, None)?;
    console.tell("demo-tasks", &[]);
    task_table(console, &office.tasks()?).print(console);
    console.tell("head-line", &[("head", office.head()?.into())]);
    Ok(())
}

fn tell(console: &Console, name: &str, proposal: &Proposal) {
    let found = proposal.found;
    let mut args = vec![
        ("name", name.into()),
        ("n_observations", found.n_observations.into()),
        ("n_citations", found.n_citations.into()),
        ("n_limitations", found.n_limitations.into()),
    ];
    args.extend(counts(proposal));
    console.print(format!("  {}", console.say("demo-line", &args)));
}

/// The program as it was called, so that the next command can be typed as it stands.
fn program() -> String {
    match std::env::var_os("CARGO") {
        Some(_) => "cargo run --release --".to_owned(),
        None => std::env::args().next().unwrap_or_else(|| "bamsat".to_owned()),
    }
}
