//! `bamsat serve`: the register for many people at once, in the browser and for programs.

use super::open;
use crate::args::Serve;
use crate::console::{Console, Exit};
use app::Office;
use app::outbox::MailServer;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use web::Options;

pub fn run(console: &Console, asked: &Serve) -> anyhow::Result<Exit> {
    if asked.rehearsal.is_some() && !asked.listen.ip().is_loopback() {
        eprintln!("{}", console.say("serve-rehearsal-outside", &[("address", asked.listen.to_string().into())]));
        return Ok(Exit::Refused);
    }
    let office = Arc::new(open(console, &asked.lies.location(), asked.rehearsal)?);
    if let Some(server) = mail_server(asked) {
        match server {
            Ok(server) => drop(office.keep_sending(server, |fault| eprintln!("{fault}"))),
            Err(because) => {
                eprintln!("{}", console.say("serve-mail-unreadable", &[("because", because.into())]));
                return Ok(Exit::Usage);
            }
        }
    }
    serve(console, &office, asked.listen, asked.public_address.clone())
}

/// Where letters go out, where that was told. The password comes by the environment: others see the arguments.
fn mail_server(asked: &Serve) -> Option<Result<MailServer, String>> {
    let (address, from) = (asked.mail.as_deref()?, asked.mail_from.as_deref().unwrap_or_default());
    let password = std::env::var("BAMSAT_MAIL_PASSWORD").ok();
    let public_address = asked.public_address.clone().unwrap_or_else(|| format!("http://{}", asked.listen));
    Some(MailServer::read(address, password, from, public_address, asked.mail_hour))
}

/// Serves until Ctrl-C. While nobody can sign in, a code for the first account is printed.
pub fn serve(
    console: &Console,
    office: &Arc<Office>,
    listen: SocketAddr,
    public_address: Option<String>,
) -> anyhow::Result<Exit> {
    office.tell_faults(|fault| eprintln!("{fault}"));
    office.follow()?;
    public_address.iter().for_each(|it| office.reached_at(it.clone()));
    let code = office.nobody_can_sign_in()?.then(|| office.first_code());
    let language = console.language;
    let on_listening = move |address: SocketAddr| {
        let console = Console::new(language);
        let address = format!("http://{address}");
        console.tell("serve-listening", &[("address", address.as_str().into())]);
        if let Some(code) = code {
            console.tell("serve-first-code", &[("address", address.into()), ("code", code.into())]);
        }
    };
    let tell_fault = Box::new(|fault: &str| eprintln!("{fault}"));
    let options = Options { listen, public_address, language, on_listening: Box::new(on_listening), tell_fault };
    match web::serve(Arc::clone(office), options) {
        Ok(()) => Ok(Exit::Done),
        Err(cause) => {
            let args = [("address", listen.to_string().into()), ("cause", cause.to_string().into())];
            eprintln!("{}", console.say("serve-cannot-listen", &args));
            Ok(if cause.kind() == ErrorKind::AddrInUse { Exit::Refused } else { Exit::NotFoundOrForbidden })
        }
    }
}
