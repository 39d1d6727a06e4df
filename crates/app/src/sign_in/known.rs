//! Sessions that were looked up a moment ago: a page must not ask the database who is signed in.

use jiff::{SignedDuration, Timestamp};
use model::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use store::BrowserSession;

/// Another process may have ended a session: it is looked up again after this long.
const TRUSTED: SignedDuration = SignedDuration::from_secs(2);
/// The whole memory is dropped once it holds so many.
const MOST: usize = 20_000;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: Arc<BrowserSession>,
}

#[derive(Default)]
pub(crate) struct Known {
    by_token: RwLock<HashMap<String, (SignedIn, Timestamp)>>,
}

impl Known {
    pub(super) fn get(&self, token_hash: &str, now: Timestamp) -> Option<SignedIn> {
        let known = self.by_token.read().unwrap_or_else(PoisonError::into_inner);
        let (signed_in, at) = known.get(token_hash)?;
        (now.duration_since(*at) < TRUSTED).then(|| signed_in.clone())
    }

    pub(super) fn keep(&self, session: BrowserSession, now: Timestamp) -> SignedIn {
        let mut known = self.by_token.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        let token = session.token.clone();
        let signed_in = SignedIn { session: Arc::new(session) };
        known.insert(token, (signed_in.clone(), now));
        signed_in
    }

    /// When the session was used last, as far as this process noted.
    pub(super) fn seen_at(&self, token_hash: &str) -> Option<Timestamp> {
        let known = self.by_token.read().unwrap_or_else(PoisonError::into_inner);
        known.get(token_hash).map(|it| it.0.session.seen_at)
    }

    pub(super) fn forget(&self, token_hash: &str) {
        self.by_token.write().unwrap_or_else(PoisonError::into_inner).remove(token_hash);
    }

    pub(super) fn forget_account(&self, account: AccountId, kept: Option<&str>) {
        let mut known = self.by_token.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|token, it| it.0.session.account != account || Some(token.as_str()) == kept);
    }
}
