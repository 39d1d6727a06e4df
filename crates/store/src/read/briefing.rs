//! What a briefing asks for: the sessions of a unit, and how every task of a session stands, without its words.

use super::{Cells, SessionKey};
use crate::Store;
use crate::engine::{Sql, Value, statements};
use crate::error::Error;
use jiff::civil::Date;
use model::state::{TaskCode, WorkState};
use model::{RegisterId, SessionId, UnitId};

statements! {
    SESSIONS_WITH = "SELECT held_on, session FROM session_guest WHERE register = ?1 AND unit = ?2 AND held_on <= ?3
        UNION SELECT held_on, session FROM conclusion_unit WHERE register = ?1 AND unit = ?2 AND held_on <= ?3
        ORDER BY held_on DESC, session DESC LIMIT ?4";
    SESSIONS_HOSTED = "SELECT held_on, session FROM session WHERE register = ?1 AND host = ?2 AND held_on <= ?3
        ORDER BY held_on DESC, session DESC LIMIT ?4";
    FACTS = "SELECT conclusion_n, code_year, code_n, lead, work, due_on, late_from_on, silent_since_on, done_on, ended_on,
        n_extensions, extension_until_on FROM task WHERE register = ?1 AND session = ?2
        ORDER BY conclusion_n, code_year, code_n";
}

/// How a task of a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskFacts {
    /// Number of the conclusion that it follows from.
    pub conclusion: u32,
    pub code: TaskCode,
    pub lead: UnitId,
    pub work: WorkState,
    pub due_on: Option<Date>,
    /// The first day on which it is late while open; `None` if it never is.
    pub late_from_on: Option<Date>,
    pub silent_since_on: Date,
    pub done_on: Option<Date>,
    pub ended_on: Option<Date>,
    pub n_extensions: u32,
    /// The later day that its lead asks for.
    pub extension_until_on: Option<Date>,
}

impl Store {
    /// At most `limit` sessions until `until_on` to which a unit was asked or in which it was spoken to, the newest first.
    pub fn sessions_with(
        &self,
        register: RegisterId,
        unit: UnitId,
        until_on: Date,
        limit: usize,
    ) -> Result<Vec<SessionKey>, Error> {
        self.session_keys(SESSIONS_WITH, register, unit, (until_on, limit))
    }

    /// At most `limit` sessions until `until_on` that a unit hosted, the newest first.
    pub fn sessions_hosted(
        &self,
        register: RegisterId,
        unit: UnitId,
        until_on: Date,
        limit: usize,
    ) -> Result<Vec<SessionKey>, Error> {
        self.session_keys(SESSIONS_HOSTED, register, unit, (until_on, limit))
    }

    fn session_keys(
        &self,
        sql: Sql,
        register: RegisterId,
        unit: UnitId,
        (until_on, limit): (Date, usize),
    ) -> Result<Vec<SessionKey>, Error> {
        let asked = [Value::text(register), Value::text(unit), Value::text(until_on), Value::count(limit as u64)];
        let key = |row| {
            let mut cells = Cells::new("session", row);
            Ok(SessionKey { held_on: cells.date()?, id: cells.id::<SessionId>()? })
        };
        self.read(|engine| engine.query(sql, &asked)?.into_iter().map(key).collect())
    }

    /// How each task of a session stands, in the order of conclusion and code.
    pub fn facts_of_session(&self, register: RegisterId, session: SessionId) -> Result<Vec<TaskFacts>, Error> {
        let key = [Value::text(register), Value::text(session)];
        self.read(|engine| engine.query(FACTS, &key)?.into_iter().map(facts).collect())
    }
}

fn facts(row: Vec<Value>) -> Result<TaskFacts, Error> {
    let mut cells = Cells::new("task", row);
    Ok(TaskFacts {
        conclusion: cells.number()?,
        code: TaskCode { year: cells.number()?, n: cells.number()? },
        lead: cells.id()?,
        work: cells.variant()?,
        due_on: cells.opt_date()?,
        late_from_on: cells.opt_date()?,
        silent_since_on: cells.date()?,
        done_on: cells.opt_date()?,
        ended_on: cells.opt_date()?,
        n_extensions: cells.number()?,
        extension_until_on: cells.opt_date()?,
    })
}
