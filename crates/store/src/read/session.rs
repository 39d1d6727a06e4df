//! Sessions and their conclusions as they are read.

use super::{
    CONCLUSION_UNITS, CONCLUSIONS, Cells, NEXT_SESSION, SESSION_DAY, SESSION_GUESTS, SESSIONS, SESSIONS_OF_DOCUMENT,
    TASKS_OF_SESSION, Text, id_range,
};
use crate::Store;
use crate::engine::{Engine, Purpose, Value};
use crate::error::Error;
use base::Span;
use jiff::civil::Date;
use model::state::{Ended, Mode, TaskCode};
use model::{DocumentId, Passage, RegisterId, SessionId, UnitId};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub id: SessionId,
    pub title: Text,
    pub held_on: Date,
    pub mode: Option<Mode>,
    pub host: Option<UnitId>,
    /// In the order in which they were named.
    pub guests: Vec<UnitId>,
    pub chair: Option<Text>,
    pub document: Option<DocumentId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConclusionRow {
    pub session: SessionId,
    pub n: u32,
    pub words: Text,
    pub passage: Option<Passage>,
    /// In the order in which they were named.
    pub addressed_to: Vec<UnitId>,
    /// `None` while it is open.
    pub ended: Option<Ended>,
}

impl Store {
    /// Every session, in the order of their days.
    pub fn sessions(&self, register: RegisterId) -> Result<Vec<SessionRow>, Error> {
        self.snapshot(|engine| sessions(engine, register, None))
    }

    /// One session; `None` where there is none.
    pub fn session(&self, register: RegisterId, session: SessionId) -> Result<Option<SessionRow>, Error> {
        Ok(self.snapshot(|engine| sessions(engine, register, Some(session)))?.pop())
    }

    /// The sessions that a document reports or concludes, in the order of their days.
    pub fn sessions_of_document(&self, register: RegisterId, document: DocumentId) -> Result<Vec<SessionRow>, Error> {
        let key = [Value::text(register), Value::text(document)];
        self.snapshot(|engine| {
            let mut found = Vec::new();
            for row in engine.query(SESSIONS_OF_DOCUMENT, &key)? {
                let id: SessionId = Cells::new("session", row).id()?;
                found.extend(sessions(engine, register, Some(id))?);
            }
            Ok(found)
        })
    }

    /// A session, and the first one after its day with one of its guests, where there is one.
    pub fn session_and_next(&self, register: RegisterId, session: SessionId) -> Result<Vec<SessionRow>, Error> {
        let key = [Value::text(register), Value::text(session)];
        self.snapshot(|engine| {
            let mut found = sessions(engine, register, Some(session))?;
            for row in engine.query(NEXT_SESSION, &key)? {
                let next: SessionId = Cells::new("session", row).id()?;
                found.extend(sessions(engine, register, Some(next))?);
            }
            Ok(found)
        })
    }

    /// The conclusions of one session or of all, in the order of session and number.
    pub fn conclusions(&self, register: RegisterId, session: Option<SessionId>) -> Result<Vec<ConclusionRow>, Error> {
        let [first, last] = id_range(session);
        let bounds = [Value::text(register), first, last];
        self.snapshot(|engine| {
            let mut units: BTreeMap<(SessionId, u32), Vec<UnitId>> = BTreeMap::new();
            for row in engine.query(CONCLUSION_UNITS, &bounds)? {
                let mut cells = Cells::new("conclusion_unit", row);
                units.entry((cells.id()?, cells.number()?)).or_default().push(cells.id()?);
            }
            let rows = engine.query(CONCLUSIONS, &bounds)?;
            rows.into_iter().map(|row| conclusion(row, &mut units)).collect()
        })
    }

    /// The day of a session; `None` for one that is not there.
    pub fn session_day(&self, register: RegisterId, session: SessionId) -> Result<Option<Date>, Error> {
        let key = [Value::text(register), Value::text(session)];
        let day = |row| Cells::new("session", row).date();
        self.read(|engine| engine.query(SESSION_DAY, &key)?.into_iter().next().map(day).transpose())
    }

    /// The tasks that follow from a session: number of the conclusion, code, lead and coordinating units.
    pub fn tasks_of_session(
        &self,
        register: RegisterId,
        session: SessionId,
    ) -> Result<Vec<(u32, TaskCode, Vec<UnitId>)>, Error> {
        let key = [Value::text(register), Value::text(session)];
        let mut tasks: Vec<(u32, TaskCode, Vec<UnitId>)> = Vec::new();
        for row in self.read(|engine| engine.query(TASKS_OF_SESSION, &key))? {
            let mut cells = Cells::new("task", row);
            let (n, code) = (cells.number()?, TaskCode { year: cells.number()?, n: cells.number()? });
            let unit = cells.id()?;
            match tasks.last_mut() {
                Some(last) if last.1 == code => last.2.push(unit),
                _ => tasks.push((n, code, vec![unit])),
            }
        }
        Ok(tasks)
    }

    /// Several questions to one state of the database.
    pub(crate) fn snapshot<T>(&self, work: impl Fn(&mut Engine) -> Result<T, Error>) -> Result<T, Error> {
        self.read(|engine| engine.transaction(Purpose::Snapshot, &work))
    }
}

fn sessions(engine: &mut Engine, register: RegisterId, one: Option<SessionId>) -> Result<Vec<SessionRow>, Error> {
    let [first, last] = id_range(one);
    let bounds = [Value::text(register), first, last];
    let mut guests: BTreeMap<SessionId, Vec<UnitId>> = BTreeMap::new();
    for row in engine.query(SESSION_GUESTS, &bounds)? {
        let mut cells = Cells::new("session_guest", row);
        guests.entry(cells.id()?).or_default().push(cells.id()?);
    }
    engine.query(SESSIONS, &bounds)?.into_iter().map(|row| session(row, &mut guests)).collect()
}

fn session(row: Vec<Value>, guests: &mut BTreeMap<SessionId, Vec<UnitId>>) -> Result<SessionRow, Error> {
    let mut cells = Cells::new("session", row);
    let id = cells.id()?;
    Ok(SessionRow {
        id,
        title: cells.text()?,
        held_on: cells.date()?,
        mode: cells.opt_variant()?,
        host: cells.opt_id()?,
        guests: guests.remove(&id).unwrap_or_default(),
        chair: cells.opt_text()?,
        document: cells.opt_id()?,
    })
}

fn conclusion(row: Vec<Value>, units: &mut BTreeMap<(SessionId, u32), Vec<UnitId>>) -> Result<ConclusionRow, Error> {
    let mut cells = Cells::new("conclusion", row);
    let (session, n) = (cells.id()?, cells.number()?);
    let words = cells.text()?;
    let passage = passage(&mut cells)?;
    let ended = match (cells.opt_variant()?, cells.opt_id()?, cells.opt_date()?) {
        (Some(ending), Some(by), Some(on)) => Some(Ended { ending, by, on }),
        _ => None,
    };
    let addressed_to = units.remove(&(session, n)).unwrap_or_default();
    Ok(ConclusionRow { session, n, words, passage, addressed_to, ended })
}

/// Document, start, end and reader of a passage.
pub(super) fn passage(cells: &mut Cells) -> Result<Option<Passage>, Error> {
    let document = cells.opt_id()?;
    let (start, end) = (cells.opt_number()?, cells.opt_number()?);
    let reader = cells.opt_string()?;
    match (document, start, end) {
        (Some(document), Some(start), Some(end)) => Ok(Some(Passage { document, span: Span { start, end }, reader })),
        _ => Ok(None),
    }
}
