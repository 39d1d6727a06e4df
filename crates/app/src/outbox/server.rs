//! The mail server of the office: where it is, how it is spoken to, and one letter given to it.

use super::letter::Written;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

/// How long a mail server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where letters go out.
#[derive(Clone)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    security: Security,
    user: Option<String>,
    password: Option<String>,
    from: Mailbox,
    /// How others reach the register, for the links in letters.
    pub public_address: String,
    /// The hour in Vietnam from which the letters of a day go out.
    pub from_hour: i8,
}

/// How the connection is kept from others' eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    /// From the first byte.
    Tls,
    /// By STARTTLS; without it nothing is sent.
    StartTls,
    /// Not at all: on the machine itself only.
    Plain,
}

/// Why a letter was not given to the server.
#[derive(Debug)]
pub(super) enum Fault {
    /// The server cannot be reached, or lets nobody in: nothing else can be sent either.
    Away(String),
    /// It answered that it does not take this letter now.
    Later(String),
    /// It answered that it does not take it at all.
    Never(String),
    /// The letter was given, and no answer came: nobody knows.
    Unsure,
    /// Somebody else is sending it.
    Taken,
    /// It could not be noted that it is about to be given.
    Store(store::Error),
}

impl MailServer {
    /// The server of an address: `smtps://HOST:465`, `smtp://USER@HOST:587`; without TLS only on the machine itself.
    ///
    /// # Errors
    /// What is wrong, for whoever runs the machine.
    pub fn read(
        address: &str,
        password: Option<String>,
        from: &str,
        public_address: String,
        from_hour: i8,
    ) -> Result<MailServer, String> {
        let (scheme, rest) = address.trim().split_once("://").ok_or("smtp://HOST:PORT or smtps://HOST:PORT")?;
        let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
        let usual = if scheme == "smtps" { 465 } else { 587 };
        let (host, port) = match place.trim_end_matches('/').rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| format!("no port: {port}"))?),
            None => (place.trim_end_matches('/'), usual),
        };
        let is_own =
            host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|it: IpAddr| it.is_loopback());
        let security = match scheme {
            "smtps" => Security::Tls,
            "smtp" if is_own => Security::Plain,
            "smtp" => Security::StartTls,
            _ => return Err("smtp://HOST:PORT or smtps://HOST:PORT".to_owned()),
        };
        if host.is_empty() {
            return Err("no host".to_owned());
        }
        let from = from.parse().map_err(|it| format!("no sender: {from} ({it})"))?;
        let (host, user) = (host.to_owned(), user.map(str::to_owned));
        Ok(MailServer { host, port, security, user, password, from, public_address, from_hour })
    }

    /// A letter as its bytes go over the wire. Its identifier follows from that of the letter: whoever gets it twice can tell.
    pub(super) fn message(&self, id: &str, to: &str, letter: Written) -> Result<(Address, Vec<u8>), Fault> {
        let never = |it: &dyn std::fmt::Display| Fault::Never(it.to_string());
        let to: Address = to.parse().map_err(|it| never(&it))?;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let message = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .date(SystemTime::now())
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject)
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .multipart(MultiPart::alternative_plain_html(letter.plain, letter.html));
        Ok((to, message.map_err(|it| never(&it))?.formatted()))
    }

    /// A connection to it.
    pub(super) fn connect(&self) -> Result<Connection, Fault> {
        let away = |it: lettre::transport::smtp::Error| Fault::Away(told(&it));
        let tls = || TlsParameters::new(self.host.trim_matches(['[', ']']).to_owned()).map_err(away);
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let first = if self.security == Security::Tls { Some(tls()?) } else { None };
        let place = (self.host.trim_matches(['[', ']']), self.port);
        let mut open = SmtpConnection::connect(place, Some(PATIENCE), &hello, first.as_ref(), None).map_err(away)?;
        if self.security == Security::StartTls {
            open.starttls(&tls()?, &hello).map_err(away)?;
        }
        if let (Some(user), Some(password)) = (&self.user, &self.password) {
            let credentials = Credentials::new(user.clone(), password.clone());
            open.auth(DEFAULT_MECHANISMS, &credentials).map_err(away)?;
        }
        Ok(Connection { open, from: self.from.email.clone() })
    }
}

/// An open connection.
pub(super) struct Connection {
    open: SmtpConnection,
    from: Address,
}

impl Connection {
    /// Gives one letter. `claim` is asked when the server is ready to take it, and nothing of it has gone out.
    pub fn give(
        &mut self,
        to: Address,
        bytes: &[u8],
        claim: impl FnOnce() -> Result<bool, store::Error>,
    ) -> Result<(), Fault> {
        self.open.command(Mail::new(Some(self.from.clone()), Vec::new())).map_err(|it| before(&it))?;
        self.open.command(Rcpt::new(to, Vec::new())).map_err(|it| before(&it))?;
        self.open.command(Data).map_err(|it| before(&it))?;
        if !claim().map_err(Fault::Store)? {
            return Err(Fault::Taken);
        }
        // From here on it may arrive although we hear nothing.
        let answer = self.open.message(bytes);
        answer.map(drop).map_err(|it| if it.status().is_some() { before(&it) } else { Fault::Unsure })
    }

    /// Ends it. A broken one is dropped instead.
    pub fn quit(mut self) {
        let _ = self.open.quit();
    }
}

/// A fault before the letter was taken.
fn before(error: &lettre::transport::smtp::Error) -> Fault {
    match error {
        it if it.is_permanent() => Fault::Never(told(it)),
        it if it.is_transient() => Fault::Later(told(it)),
        it => Fault::Away(told(it)),
    }
}

/// What went wrong, with its cause, as `lettre` writes it.
fn told(error: &dyn std::error::Error) -> String {
    error.to_string().chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_without_tls_is_on_the_machine_itself() {
        let cases = [
            ("smtp://127.0.0.1:2525", Some((2525, Security::Plain))),
            ("smtp://localhost", Some((587, Security::Plain))),
            ("smtp://so@thu.khevang.example", Some((587, Security::StartTls))),
            ("smtps://thu.khevang.example", Some((465, Security::Tls))),
            ("smtps://thu.khevang.example:4650/", Some((4650, Security::Tls))),
            ("http://thu.khevang.example", None),
            ("smtp://", None),
            ("thu.khevang.example", None),
        ];
        for (address, wanted) in cases {
            let read = MailServer::read(address, None, "Office <so@khevang.example>", String::new(), 7).ok();
            assert_eq!(read.map(|it| (it.port, it.security)), wanted, "{address}");
        }
        assert!(MailServer::read("smtp://localhost", None, "nobody", String::new(), 7).is_err());
    }
}
