//! Sessions as they are looked up: by whoever uses them, and by an open page that asks by itself, which is no use.

use super::{lives, token_hash};
use crate::access::Viewer;
use crate::error::{Denied, Error, Forbidden};
use crate::office::Office;
use jiff::Timestamp;
use store::BrowserSession;

impl Office {
    /// Who a session's token stands for; that it was looked at does not put off its end.
    ///
    /// # Errors
    /// [`Denied::NotSignedIn`] once it has ended; [`Error::Store`].
    pub fn watcher(&self, token: &str) -> Result<Viewer, Error> {
        let (hash, now) = (token_hash(token), self.clock.now());
        let account = match self.gate.known.get(&hash, now) {
            Some(known) => lives(&known.session, now).then_some(known.session.account),
            None => self.living_session(&hash, now)?.map(|it| it.account),
        };
        self.viewer(account.ok_or(Error::Forbidden(Forbidden::Denied(Denied::NotSignedIn)))?)
    }

    /// The session of a token's hash, as the database knows it; `None` once it has ended.
    pub(super) fn living_session(&self, token_hash: &str, now: Timestamp) -> Result<Option<BrowserSession>, Error> {
        let Some(register) = self.founded()? else { return Ok(None) };
        let mut found = self.store.browser_session(register, token_hash)?;
        if let (Some(session), Some(seen_at)) = (&mut found, self.gate.known.seen_at(token_hash)) {
            // What was noted may not be written yet, and is not noted again for that.
            session.seen_at = session.seen_at.max(seen_at);
        }
        Ok(found.filter(|it| lives(it, now)))
    }
}
