//! `bamsat serve`: the register for many people at once, in the browser and for programs.

use super::open;
use crate::args::Serve;
use crate::console::{Console, Exit};
use app::Office;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use web::Options;

pub fn run(console: &Console, asked: &Serve) -> anyhow::Result<Exit> {
    let office = Arc::new(open(console, &asked.lies.location(), None)?);
    serve(console, &office, asked.listen, asked.public_address.clone())
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
