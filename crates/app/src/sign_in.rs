//! Signing in: names with passwords, codes that are used once, and the sessions that follow. Nothing of it is in the ledger.
//!
//! Passwords are kept as argon2id hashes, tokens and codes as hashes only. It knows no cookie and no address of a page.

mod bucket;
mod code;
mod known;
mod watched;

pub use bucket::Buckets;
pub use known::SignedIn;
pub use store::BrowserSession;

use crate::error::{Denied, Error, Forbidden};
use crate::known_units::name_key;
use crate::office::Office;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use base::fold::{collapse, search_key};
use jiff::{SignedDuration, Timestamp};
use model::{AccountId, Refusal, RegisterId, Role};
use std::sync::{Mutex, PoisonError};

/// The shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 8;
/// The longest password, in bytes: hashing a longer one would only cost time.
const LONGEST_PASSWORD: usize = 1_000;
/// A session ends after this long without a request.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// A session ends after this long whatever happens.
const LONGEST_SESSION: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How often it is noted that a session is used.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// A code may be used for this long.
const CODE_LASTS: SignedDuration = SignedDuration::from_hours(24);
/// The longest label of a session, in characters.
const LONGEST_LABEL: usize = 200;

/// What signing in keeps in memory.
pub(crate) struct Gate {
    by_name: Mutex<Buckets>,
    by_address: Mutex<Buckets>,
    known: known::Known,
    /// The hash of the code for the first account, while this process offers one.
    first_code: Mutex<Option<String>>,
}

impl Default for Gate {
    fn default() -> Gate {
        Gate {
            by_name: Mutex::new(Buckets::new(8, SignedDuration::from_secs(15))),
            by_address: Mutex::new(Buckets::new(60, SignedDuration::from_secs(1))),
            known: known::Known::default(),
            first_code: Mutex::new(None),
        }
    }
}

/// Somebody at the door.
#[derive(Clone, Copy, Debug)]
pub struct Knock<'a> {
    pub name: &'a str,
    pub password: &'a str,
    /// Where they come from, as text; only to count tries.
    pub address: &'a str,
    /// What their browser calls itself.
    pub label: &'a str,
}

/// A session that was opened. The token is told once and kept nowhere.
#[derive(Clone, Debug)]
pub struct Opened {
    pub token: String,
    pub account: AccountId,
    pub expires_at: Timestamp,
}

impl Office {
    /// Signs somebody in by name and password.
    ///
    /// # Errors
    /// [`Denied::TooManyTries`], [`Denied::WrongNameOrPassword`]; [`Error::Store`].
    pub fn sign_in(&self, knock: Knock) -> Result<Opened, Error> {
        self.count_try(knock)?;
        let Some(register) = self.founded()? else { return Err(denied(Denied::WrongNameOrPassword)) };
        let account = self.account_named(register, knock.name)?;
        let credential = account.map(|it| self.store.credential(register, it)).transpose()?.flatten();
        let hash = credential.and_then(|it| it.password);
        // An unknown name costs as much time as a known one.
        let fits = verify(hash.as_deref().unwrap_or(NOBODYS_HASH), knock.password);
        match (account, hash) {
            (Some(account), Some(_)) if fits => {
                self.forgive(knock);
                self.open_session(register, account, knock.label)
            }
            _ => Err(denied(Denied::WrongNameOrPassword)),
        }
    }

    /// Sets the password of an account by its one-time code, and signs in. On an empty register the first account
    /// and the register are founded with it.
    ///
    /// # Errors
    /// [`Denied::TooManyTries`], [`Denied::WrongCode`], [`Denied::PasswordTooShort`], [`Denied::PasswordTooLong`]; those
    /// of founding; [`Error::Store`].
    pub fn sign_in_first(&self, code: &str, knock: Knock) -> Result<Opened, Error> {
        self.count_try(knock)?;
        check_password(knock.password)?;
        let code = code::hash(code);
        let account = match self.account_of_code(knock.name, &code)? {
            Some(account) => {
                self.use_code(account, &code, knock.password)?;
                account
            }
            None => {
                let account = self.first_account(&code, knock.name)?;
                self.set_password(account, knock.password, None)?;
                account
            }
        };
        // The register may have begun with this.
        self.follow()?;
        self.forgive(knock);
        self.open_session(self.register()?, account, knock.label)
    }

    /// Whether no account can sign in yet.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn nobody_can_sign_in(&self) -> Result<bool, Error> {
        Ok(match self.founded()? {
            Some(register) => self.store.n_passwords(register)? == 0,
            None => true,
        })
    }

    /// A code for the first account; it holds while this process runs and nobody can sign in.
    pub fn first_code(&self) -> String {
        let code = code::draw(&mut || self.clock.draw());
        *self.gate.first_code.lock().unwrap_or_else(PoisonError::into_inner) = Some(code::hash(&code));
        code
    }

    /// A code by which `account` sets a password once, within a day.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn account_code(&self, account: AccountId) -> Result<String, Error> {
        let code = code::draw(&mut || self.clock.draw());
        let now = self.clock.now();
        let until = now.saturating_add(CODE_LASTS).unwrap_or(now);
        self.store.set_code(self.register()?, account, (&code::hash(&code), until), now)?;
        Ok(code)
    }

    /// Who a session's token stands for; `None` once it has ended.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn signed_in(&self, token: &str) -> Result<Option<SignedIn>, Error> {
        let hash = token_hash(token);
        let now = self.clock.now();
        if let Some(known) = self.gate.known.get(&hash, now) {
            return Ok(Some(known).filter(|it| lives(&it.session, now)));
        }
        let Some(mut session) = self.living_session(&hash, now)? else {
            self.gate.known.forget(&hash);
            return Ok(None);
        };
        if now.duration_since(session.seen_at) > NOTED_EVERY {
            session.seen_at = now;
            // A database that cannot be written to still shows its pages.
            let _ = self.store.touch_session(self.register()?, &hash, now);
        }
        Ok(Some(self.gate.known.keep(session, now)))
    }

    /// Ends one session of an account, by the hash of its token.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn close_session(&self, account: AccountId, token_hash: &str) -> Result<bool, Error> {
        let was_there = self.store.close_session(self.register()?, account, token_hash)?;
        self.gate.known.forget(token_hash);
        Ok(was_there)
    }

    /// Ends all sessions of an account but one.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn close_sessions(&self, account: AccountId, kept: Option<&str>) -> Result<u64, Error> {
        let n = self.store.close_sessions(self.register()?, account, kept)?;
        self.gate.known.forget_account(account, kept);
        Ok(n)
    }

    /// The sessions of an account, oldest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn sessions_of_account(&self, account: AccountId) -> Result<Vec<BrowserSession>, Error> {
        Ok(self.store.browser_sessions(self.register()?, account)?)
    }

    /// Changes a password by the one before; the other sessions of the account end.
    ///
    /// # Errors
    /// [`Denied::WrongPasswordBefore`], [`Denied::PasswordTooShort`], [`Denied::PasswordTooLong`]; [`Error::Store`].
    pub fn change_password(&self, who: &SignedIn, before: &str, password: &str) -> Result<(), Error> {
        check_password(password)?;
        let account = who.session.account;
        let hash = self.store.credential(self.register()?, account)?.and_then(|it| it.password);
        if !verify(hash.as_deref().unwrap_or(NOBODYS_HASH), before) {
            return Err(denied(Denied::WrongPasswordBefore));
        }
        self.set_password(account, password, Some(&who.session.token))
    }

    /// Gives an account a password without asking for anything: for demonstrations, and for whoever runs the machine.
    /// Its sessions end.
    ///
    /// # Errors
    /// [`Denied::PasswordTooShort`], [`Denied::PasswordTooLong`]; [`Error::Store`].
    pub fn give_password(&self, account: AccountId, password: &str) -> Result<(), Error> {
        check_password(password)?;
        self.set_password(account, password, None)
    }

    /// The sessions of the account end but the one of the token's hash `kept`.
    fn set_password(&self, account: AccountId, password: &str, kept: Option<&str>) -> Result<(), Error> {
        let hash = self.password_hash(password);
        self.store.set_password(self.register()?, account, (&hash, self.clock.now()), kept)?;
        self.gate.known.forget_account(account, kept);
        Ok(())
    }

    /// Sets the password of an account by its code, which is used up with it; its sessions end.
    fn use_code(&self, account: AccountId, code: &str, password: &str) -> Result<(), Error> {
        let hash = self.password_hash(password);
        if !self.store.use_code(self.register()?, account, code, (&hash, self.clock.now()))? {
            return Err(denied(Denied::WrongCode));
        }
        self.gate.known.forget_account(account, None);
        Ok(())
    }

    fn password_hash(&self, password: &str) -> String {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &self.clock.draw()[..16]);
        hash.expect("invariant: a salt of 16 bytes and a short password can be hashed").to_string()
    }

    fn open_session(&self, register: RegisterId, account: AccountId, label: &str) -> Result<Opened, Error> {
        let token: String = self.clock.draw().iter().map(|it| format!("{it:02x}")).collect();
        let now = self.clock.now();
        let expires_at = now.saturating_add(LONGEST_SESSION).unwrap_or(now);
        let label = label.chars().take(LONGEST_LABEL).collect();
        let session =
            BrowserSession { token: token_hash(&token), account, opened_at: now, expires_at, seen_at: now, label };
        self.store.open_session(register, &session)?;
        Ok(Opened { token, account, expires_at })
    }

    /// The account that the first code opens: the one of that name, or a new register with it.
    fn first_account(&self, hash: &str, name: &str) -> Result<AccountId, Error> {
        let fits = self.gate.first_code.lock().unwrap_or_else(PoisonError::into_inner).as_deref() == Some(hash);
        if !fits || !self.nobody_can_sign_in()? {
            return Err(denied(Denied::WrongCode));
        }
        let known = self.founded()?.map(|it| self.account_named(it, name)).transpose()?.flatten();
        let account = match known {
            Some(account) => account,
            None => self.account_or_first(name)?,
        };
        // Somebody has to give the other roles.
        for role in [Role::Administrator, Role::Clerk] {
            match self.grant_to(account, role) {
                Ok(()) | Err(Error::Refused(Refusal::RoleHeld { .. })) => {}
                Err(error) => return Err(error),
            }
        }
        *self.gate.first_code.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(account)
    }

    /// The account of that name, if the code is its own and not too old.
    fn account_of_code(&self, name: &str, code: &str) -> Result<Option<AccountId>, Error> {
        let Some(register) = self.founded()? else { return Ok(None) };
        let Some(account) = self.account_named(register, name)? else { return Ok(None) };
        let own = self.store.credential(register, account)?.and_then(|it| it.code);
        Ok(own.filter(|(own, until)| own == code && self.clock.now() < *until).map(|_| account))
    }

    fn account_named(&self, register: RegisterId, name: &str) -> Result<Option<AccountId>, Error> {
        let accounts = self.store.accounts(register)?;
        let called = |key: fn(&str) -> String| {
            let wanted = key(name);
            let mut found = accounts.iter().filter(|it| it.name.words().is_some_and(|it| key(it) == wanted));
            (found.next().map(|it| it.id), found.next().is_none())
        };
        // Telephones make marks hard to type: without them a name is enough where one account alone is called so.
        match (called(name_key), called(door_key)) {
            ((Some(account), _), _) | ((None, _), (Some(account), true)) => Ok(Some(account)),
            _ => Ok(None),
        }
    }

    fn count_try(&self, knock: Knock) -> Result<(), Error> {
        let now = self.clock.now();
        let take =
            |buckets: &Mutex<Buckets>, key: &str| buckets.lock().unwrap_or_else(PoisonError::into_inner).take(key, now);
        // Whoever has tried too often from one place takes no try from the names they type.
        let wait =
            take(&self.gate.by_address, knock.address).or_else(|| take(&self.gate.by_name, &door_key(knock.name)));
        match wait {
            Some(wait) => {
                let wait_seconds = wait.as_secs().max(1).unsigned_abs();
                Err(denied(Denied::TooManyTries { wait_seconds }))
            }
            None => Ok(()),
        }
    }

    /// Who got in has not been guessing.
    fn forgive(&self, knock: Knock) {
        self.gate.by_name.lock().unwrap_or_else(PoisonError::into_inner).forgive(&door_key(knock.name));
        self.gate.by_address.lock().unwrap_or_else(PoisonError::into_inner).give_back(knock.address);
    }
}

/// The hash of a password that nobody has.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A name without its marks. Tries are counted by it: another way to write a name gives no more of them.
fn door_key(name: &str) -> String {
    search_key(&collapse(name))
}

fn denied(it: Denied) -> Error {
    Error::Forbidden(Forbidden::Denied(it))
}

fn verify(hash: &str, password: &str) -> bool {
    let is_short = password.len() <= LONGEST_PASSWORD;
    let hash = PasswordHash::new(hash);
    is_short && hash.is_ok_and(|it| Argon2::default().verify_password(password.as_bytes(), &it).is_ok())
}

fn check_password(password: &str) -> Result<(), Error> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(denied(Denied::PasswordTooShort { shortest: SHORTEST_PASSWORD }));
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(denied(Denied::PasswordTooLong { longest_bytes: LONGEST_PASSWORD }));
    }
    Ok(())
}

fn token_hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}

fn lives(session: &BrowserSession, now: Timestamp) -> bool {
    now < session.expires_at && now.duration_since(session.seen_at) < IDLE
}
