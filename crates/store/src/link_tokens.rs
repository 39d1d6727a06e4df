//! What opens the links of tasks: a table beside the chain that holds hashes of tokens, and forgets them.
//!
//! Whether a link still opens, the task says.

use crate::Store;
use crate::engine::{Value, statements};
use crate::error::Error;
use crate::read::Cells;
use jiff::civil::Date;
use model::{RegisterId, TaskId};

statements! {
    LINK_OF_TOKEN = "SELECT task, n FROM link_token WHERE register = ?1 AND token = ?2";
    FORGET_TOKENS = "DELETE FROM link_token WHERE register = ?1 AND task = ?2 AND n = ?3";
    FORGET_OLD_TOKENS = "DELETE FROM link_token WHERE register = ?1 AND last_on < ?2";
    KEEP_TOKEN = "INSERT INTO link_token (register, token, task, n, last_on) VALUES (?1, ?2, ?3, ?4, ?5)";
}

/// What opens a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkToken {
    /// The hash of the token.
    pub token: String,
    pub task: TaskId,
    /// The number of the link.
    pub n: u32,
    pub last_on: Date,
}

impl Store {
    /// Keeps a token; one that the link had is void, and those of days before `today` are forgotten.
    pub fn keep_link_token(&self, register: RegisterId, link: &LinkToken, today: Date) -> Result<(), Error> {
        let (register, task, n) = (Value::text(register), Value::text(link.task), Value::Int(link.n.into()));
        let (token, last_on) = (Value::text(&link.token), Value::text(link.last_on));
        self.write_beside(|engine| {
            engine.execute(FORGET_OLD_TOKENS, &[register.clone(), Value::text(today)])?;
            engine.execute(FORGET_TOKENS, &[register.clone(), task.clone(), n.clone()])?;
            engine.execute(KEEP_TOKEN, &[register, token, task, n, last_on]).map(drop)
        })
    }

    /// Forgets the token of a link.
    pub fn forget_link_token(&self, register: RegisterId, task: TaskId, n: u32) -> Result<(), Error> {
        let values = [Value::text(register), Value::text(task), Value::Int(n.into())];
        self.write_beside(|engine| engine.execute(FORGET_TOKENS, &values).map(drop))
    }

    /// The task and the number of the link that a token of this hash opens.
    pub fn link_of_token(&self, register: RegisterId, token: &str) -> Result<Option<(TaskId, u32)>, Error> {
        let values = [Value::text(register), Value::text(token)];
        let link = |row| {
            let mut cells = Cells::new("link_token", row);
            Ok((cells.id()?, cells.number()?))
        };
        self.read(|engine| engine.query(LINK_OF_TOKEN, &values)?.into_iter().next().map(link).transpose())
    }
}
