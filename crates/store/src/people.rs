//! Credentials and signed-in browsers: tables beside the chain, last write wins, a forgotten row is gone.
//!
//! It keeps hashes only, and knows nothing of passwords or of how long a session may last.

use crate::Store;
use crate::engine::{Engine, Purpose, Value, statements};
use crate::error::Error;
use crate::read::Cells;
use crate::writer::Work;
use jiff::Timestamp;
use model::{AccountId, RegisterId};

statements! {
    CREDENTIAL = "SELECT account, password, code, code_expires_at FROM credential WHERE register = ?1 AND account = ?2";
    N_PASSWORDS = "SELECT COUNT(*) FROM credential WHERE register = ?1 AND password IS NOT NULL";
    SET_PASSWORD = "INSERT INTO credential (register, account, password, changed_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (register, account) DO UPDATE SET password = excluded.password, code = NULL, code_expires_at = NULL,
        changed_at = excluded.changed_at";
    SET_CODE = "INSERT INTO credential (register, account, code, code_expires_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (register, account) DO UPDATE SET code = excluded.code, code_expires_at = excluded.code_expires_at,
        changed_at = excluded.changed_at";
    USE_CODE = "UPDATE credential SET password = ?3, code = NULL, code_expires_at = NULL, changed_at = ?4
        WHERE register = ?1 AND account = ?2 AND code = ?5";
    OPEN_SESSION = "INSERT INTO browser_session (register, token, account, opened_at, expires_at, seen_at, label)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    SESSION = "SELECT token, account, opened_at, expires_at, seen_at, label FROM browser_session
        WHERE register = ?1 AND token = ?2";
    SESSIONS_OF = "SELECT token, account, opened_at, expires_at, seen_at, label FROM browser_session
        WHERE register = ?1 AND account = ?2 ORDER BY opened_at, token";
    TOUCH_SESSION = "UPDATE browser_session SET seen_at = ?3 WHERE register = ?1 AND token = ?2";
    CLOSE_SESSION = "DELETE FROM browser_session WHERE register = ?1 AND token = ?2 AND account = ?3";
    CLOSE_SESSIONS = "DELETE FROM browser_session WHERE register = ?1 AND account = ?2 AND token <> ?3";
    CLOSE_EXPIRED = "DELETE FROM browser_session WHERE register = ?1 AND expires_at < ?2";
}

/// What an account signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    pub account: AccountId,
    /// A hash in PHC form.
    pub password: Option<String>,
    /// The hash of a code that may be used once, and until when.
    pub code: Option<(String, Timestamp)>,
}

/// A browser or client that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserSession {
    /// The hash of its token.
    pub token: String,
    pub account: AccountId,
    pub opened_at: Timestamp,
    pub expires_at: Timestamp,
    /// Written now and then, not at every request.
    pub seen_at: Timestamp,
    /// What the browser calls itself.
    pub label: String,
}

impl Store {
    /// What an account signs in with; `None` if it was never given anything.
    pub fn credential(&self, register: RegisterId, account: AccountId) -> Result<Option<Credential>, Error> {
        self.read(|engine| {
            let found = engine.query(CREDENTIAL, &[Value::text(register), Value::text(account)])?;
            found.into_iter().next().map(credential).transpose()
        })
    }

    /// How many accounts have a password.
    pub fn n_passwords(&self, register: RegisterId) -> Result<u64, Error> {
        self.read(|engine| {
            let found = engine.query(N_PASSWORDS, &[Value::text(register)])?;
            Ok(found.first().and_then(|row| row[0].as_int()).unwrap_or(0).unsigned_abs())
        })
    }

    /// Gives an account a password; a code it had is void, and its sessions end but the one of the token's hash `kept`.
    pub fn set_password(
        &self,
        register: RegisterId,
        account: AccountId,
        (hash, at): (&str, Timestamp),
        kept: Option<&str>,
    ) -> Result<(), Error> {
        let values = [Value::text(register), Value::text(account), Value::text(hash), Value::text(at)];
        self.write_beside(|engine| {
            engine.execute(SET_PASSWORD, &values)?;
            close_sessions(engine, register, account, kept).map(drop)
        })
    }

    /// Uses the code of that hash up for a password, and ends the sessions of the account; `false` if it has no such code,
    /// and nothing is changed.
    pub fn use_code(
        &self,
        register: RegisterId,
        account: AccountId,
        code: &str,
        (hash, at): (&str, Timestamp),
    ) -> Result<bool, Error> {
        let (register_text, account_text) = (Value::text(register), Value::text(account));
        let values = [register_text, account_text, Value::text(hash), Value::text(at), Value::text(code)];
        self.write_beside(|engine| {
            let is_used = engine.execute(USE_CODE, &values)? == 1;
            if is_used {
                close_sessions(engine, register, account, None)?;
            }
            Ok(is_used)
        })
    }

    /// Gives an account a code; one it had is void.
    pub fn set_code(
        &self,
        register: RegisterId,
        account: AccountId,
        (hash, until): (&str, Timestamp),
        at: Timestamp,
    ) -> Result<(), Error> {
        let (register, account) = (Value::text(register), Value::text(account));
        let values = [register, account, Value::text(hash), Value::text(until), Value::text(at)];
        self.write_beside(|engine| engine.execute(SET_CODE, &values).map(drop))
    }

    /// Keeps a session that was opened, and forgets those that expired before it.
    pub fn open_session(&self, register: RegisterId, session: &BrowserSession) -> Result<(), Error> {
        let values = [
            Value::text(register),
            Value::text(&session.token),
            Value::text(session.account),
            Value::text(session.opened_at),
            Value::text(session.expires_at),
            Value::text(session.seen_at),
            Value::text(&session.label),
        ];
        self.write_beside(|engine| {
            engine.execute(CLOSE_EXPIRED, &[values[0].clone(), values[3].clone()])?;
            engine.execute(OPEN_SESSION, &values).map(drop)
        })
    }

    /// The session of a token's hash.
    pub fn browser_session(&self, register: RegisterId, token: &str) -> Result<Option<BrowserSession>, Error> {
        self.read(|engine| {
            let found = engine.query(SESSION, &[Value::text(register), Value::text(token)])?;
            found.into_iter().next().map(session).transpose()
        })
    }

    /// The sessions of an account, oldest first.
    pub fn browser_sessions(&self, register: RegisterId, account: AccountId) -> Result<Vec<BrowserSession>, Error> {
        let values = [Value::text(register), Value::text(account)];
        self.read(|engine| engine.query(SESSIONS_OF, &values)?.into_iter().map(session).collect())
    }

    /// Has the writer note that a session was used, with whatever it commits next: nobody waits for it.
    ///
    /// # Errors
    /// Unavailable where there is no writer; whether it could be noted is not told.
    pub fn touch_session(&self, register: RegisterId, token: &str, at: Timestamp) -> Result<(), Error> {
        self.hand_in(Work::Touch(Touch { values: [Value::text(register), Value::text(token), Value::text(at)] }))
    }

    /// Ends one session of an account; whether there was one.
    pub fn close_session(&self, register: RegisterId, account: AccountId, token: &str) -> Result<bool, Error> {
        let values = [Value::text(register), Value::text(token), Value::text(account)];
        self.write_beside(|engine| Ok(engine.execute(CLOSE_SESSION, &values)? > 0))
    }

    /// Ends all sessions of an account but the one of the token's hash `kept`.
    pub fn close_sessions(&self, register: RegisterId, account: AccountId, kept: Option<&str>) -> Result<u64, Error> {
        self.write_beside(|engine| close_sessions(engine, register, account, kept))
    }

    /// Writes outside the chain, on a connection of its own: the writer of the ledger is not held up.
    pub(crate) fn write_beside<T>(&self, work: impl FnOnce(&mut Engine) -> Result<T, Error>) -> Result<T, Error> {
        let mut engine = self.open_beside()?;
        engine.transaction(Purpose::Write, work)
    }
}

/// That a session was used.
pub(crate) struct Touch {
    values: [Value; 3],
}

impl Touch {
    /// Notes it within the transaction of a group.
    pub(crate) fn carry_out(&self, engine: &mut Engine) -> Result<(), Error> {
        engine.execute(TOUCH_SESSION, &self.values).map(drop)
    }
}

fn close_sessions(
    engine: &mut Engine,
    register: RegisterId,
    account: AccountId,
    kept: Option<&str>,
) -> Result<u64, Error> {
    let values = [Value::text(register), Value::text(account), Value::text(kept.unwrap_or_default())];
    engine.execute(CLOSE_SESSIONS, &values)
}

fn credential(row: Vec<Value>) -> Result<Credential, Error> {
    let mut cells = Cells::new("credential", row);
    let (account, password) = (cells.id()?, cells.opt_string()?);
    let (code, until) = (cells.opt_string()?, cells.opt_string()?);
    let until = until.and_then(|it| it.parse().ok());
    Ok(Credential { account, password, code: code.zip(until) })
}

fn session(row: Vec<Value>) -> Result<BrowserSession, Error> {
    let mut cells = Cells::new("browser_session", row);
    let (token, account) = (cells.string()?, cells.id()?);
    let mut instant = || cells.string()?.parse().map_err(|_| cells.unreadable());
    let (opened_at, expires_at, seen_at) = (instant()?, instant()?, instant()?);
    Ok(BrowserSession { token, account, opened_at, expires_at, seen_at, label: cells.string()? })
}
