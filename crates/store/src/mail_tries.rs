//! Letters on their way: a table beside the chain that tells how often each was tried, and forgets it.
//!
//! Whether a letter was sent, the ledger says.

use crate::Store;
use crate::engine::{Value, statements};
use crate::entry::instant_text;
use crate::error::Error;
use crate::read::Cells;
use jiff::Timestamp;
use model::{MailId, RegisterId};

statements! {
    TRIES = "SELECT mail, n_tries, is_handing, tried_at, next_at, because FROM mail_try WHERE register = ?1 ORDER BY mail";
    HAND = "INSERT INTO mail_try (register, mail, n_tries, is_handing, tried_at) VALUES (?1, ?2, 1, 1, ?3)
        ON CONFLICT (register, mail) DO UPDATE SET is_handing = 1, n_tries = mail_try.n_tries + 1,
        tried_at = excluded.tried_at, next_at = NULL, because = NULL WHERE mail_try.is_handing = 0";
    NOTE = "INSERT INTO mail_try (register, mail, n_tries, is_handing, tried_at, next_at, because)
        VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6) ON CONFLICT (register, mail) DO UPDATE SET n_tries = excluded.n_tries,
        is_handing = 0, tried_at = excluded.tried_at, next_at = excluded.next_at, because = excluded.because";
    FORGET = "DELETE FROM mail_try WHERE register = ?1 AND mail = ?2";
    FORGET_OLD = "DELETE FROM mail_try WHERE register = ?1 AND tried_at < ?2";
}

/// How a letter fared that is not recorded as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTry {
    pub mail: MailId,
    pub n_tries: u32,
    /// It was given to a mail server, and no answer was noted.
    pub is_handing: bool,
    pub tried_at: Timestamp,
    /// When it is tried again; `None` where nobody tries again by themselves.
    pub next_at: Option<Timestamp>,
    /// What went wrong, in the words of the mail server or of the machine.
    pub because: Option<String>,
}

impl Store {
    /// What is known of letters on their way.
    pub fn mail_tries(&self, register: RegisterId) -> Result<Vec<MailTry>, Error> {
        self.read(|engine| engine.query(TRIES, &[Value::text(register)])?.into_iter().map(tried).collect())
    }

    /// Says durably that a letter is about to be given to a mail server; `false` where somebody else is at it, or was
    /// and nobody knows what came of it.
    pub fn hand_mail(&self, register: RegisterId, mail: MailId, at: Timestamp) -> Result<bool, Error> {
        let values = [Value::text(register), Value::text(mail), Value::text(instant_text(at))];
        self.write_beside(|engine| Ok(engine.execute(HAND, &values)? > 0))
    }

    /// Notes what came of a try: it is known not to have arrived.
    pub fn note_mail_try(&self, register: RegisterId, it: &MailTry) -> Result<(), Error> {
        let (tried_at, next_at) =
            (Value::text(instant_text(it.tried_at)), Value::opt_text(it.next_at.map(instant_text)));
        let because = Value::opt_text(it.because.as_deref());
        let n_tries = Value::Int(it.n_tries.into());
        let values = [Value::text(register), Value::text(it.mail), n_tries, tried_at, next_at, because];
        self.write_beside(|engine| engine.execute(NOTE, &values).map(drop))
    }

    /// Forgets what was tried: it was sent, or begins anew.
    pub fn forget_mail_try(&self, register: RegisterId, mail: MailId) -> Result<(), Error> {
        let values = [Value::text(register), Value::text(mail)];
        self.write_beside(|engine| engine.execute(FORGET, &values).map(drop))
    }

    /// Forgets what was tried before an instant.
    pub fn forget_old_mail_tries(&self, register: RegisterId, before: Timestamp) -> Result<(), Error> {
        let values = [Value::text(register), Value::text(instant_text(before))];
        self.write_beside(|engine| engine.execute(FORGET_OLD, &values).map(drop))
    }
}

fn tried(row: Vec<Value>) -> Result<MailTry, Error> {
    let mut cells = Cells::new("mail_try", row);
    let (mail, n_tries, is_handing) = (cells.id()?, cells.number()?, cells.number::<i64>()? == 1);
    let tried_at = cells.string()?.parse().map_err(|_| cells.unreadable())?;
    let next_at = cells.opt_string()?.map(|it| it.parse().map_err(|_| cells.unreadable())).transpose()?;
    Ok(MailTry { mail, n_tries, is_handing, tried_at, next_at, because: cells.opt_string()? })
}
