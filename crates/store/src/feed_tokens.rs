//! What opens calendar feeds: a table beside the chain that holds hashes of tokens. A feed shows what its account sees.

use crate::Store;
use crate::engine::{Value, statements};
use crate::entry::instant_text;
use crate::error::Error;
use crate::read::Cells;
use jiff::Timestamp;
use model::{AccountId, RegisterId, UnitId};

statements! {
    FEED_OF_TOKEN = "SELECT token, account, unit, given_at FROM feed_token WHERE register = ?1 AND token = ?2";
    FEEDS_OF = "SELECT token, account, unit, given_at FROM feed_token WHERE register = ?1 AND account = ?2
        ORDER BY given_at, token";
    KEEP_FEED = "INSERT INTO feed_token (register, token, account, unit, given_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    FORGET_FEED = "DELETE FROM feed_token WHERE register = ?1 AND account = ?2 AND token = ?3";
}

/// A feed of an account: of what is its own, or of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedToken {
    /// The hash of the token.
    pub token: String,
    pub account: AccountId,
    pub unit: Option<UnitId>,
    pub given_at: Timestamp,
}

impl Store {
    /// The feed that a token of this hash opens.
    pub fn feed_of_token(&self, register: RegisterId, token: &str) -> Result<Option<FeedToken>, Error> {
        let values = [Value::text(register), Value::text(token)];
        self.read(|engine| engine.query(FEED_OF_TOKEN, &values)?.into_iter().next().map(feed).transpose())
    }

    /// The feeds of an account, the oldest first.
    pub fn feeds_of(&self, register: RegisterId, account: AccountId) -> Result<Vec<FeedToken>, Error> {
        let values = [Value::text(register), Value::text(account)];
        self.read(|engine| engine.query(FEEDS_OF, &values)?.into_iter().map(feed).collect())
    }

    /// Keeps a feed.
    pub fn keep_feed(&self, register: RegisterId, feed: &FeedToken) -> Result<(), Error> {
        let unit = Value::opt_text(feed.unit);
        let given_at = Value::text(instant_text(feed.given_at));
        let values = [Value::text(register), Value::text(&feed.token), Value::text(feed.account), unit, given_at];
        self.write_beside(|engine| engine.execute(KEEP_FEED, &values).map(drop))
    }

    /// Forgets a feed of an account: it opens nothing from now on. Whether there was one.
    pub fn forget_feed(&self, register: RegisterId, account: AccountId, token: &str) -> Result<bool, Error> {
        let values = [Value::text(register), Value::text(account), Value::text(token)];
        self.write_beside(|engine| Ok(engine.execute(FORGET_FEED, &values)? > 0))
    }
}

fn feed(row: Vec<Value>) -> Result<FeedToken, Error> {
    let mut cells = Cells::new("feed_token", row);
    let (token, account, unit) = (cells.string()?, cells.id()?, cells.opt_id()?);
    let given_at = cells.string()?.parse().map_err(|_| cells.unreadable())?;
    Ok(FeedToken { token, account, unit, given_at })
}
