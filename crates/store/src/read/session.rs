//! Sessions and their conclusions as they are read.

use super::several::{Lazy, Several};
use super::task_filter::NotAKey;
use super::{
    CONCLUSION_UNITS, CONCLUSIONS, Cells, EARLIER_SESSION, NEXT_SESSION, POINTS, REPORTS_ASKED, SESSION_DAY,
    SESSION_DOCUMENT, SESSION_PLACES, SESSIONS_OF_DOCUMENT, TASKS_OF_SESSION, Text, id_range,
};
use crate::Store;
use crate::engine::{Engine, Purpose, Sql, Value};
use crate::error::Error;
use base::Span;
use jiff::civil::{Date, Time};
use model::state::{Ended, Mode, Stage, TaskCode};
use model::{DocumentId, Passage, RegisterId, SessionId, StreamId, UnitId};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

static ALL: LazyLock<Sql> = LazyLock::new(|| Sql::generated(select("")));
static THESE: Lazy = Lazy::new(|| Several::new(|these| select(&format!(" AND r.session IN ({these})"))));
static ALL_GUESTS: LazyLock<Sql> = LazyLock::new(|| Sql::generated(guests_of("")));
static GUESTS: Lazy = Lazy::new(|| Several::new(|these| guests_of(&format!(" AND session IN ({these})"))));

fn select(which: &str) -> String {
    format!(
        "SELECT r.session, t.seal, t.text, r.held_on, r.mode, r.host, c.seal, c.text, r.document, r.stage, r.planned_on,
        r.hour, v.seal, v.text FROM session r
        LEFT JOIN sealed t ON t.register = r.register AND t.seal = r.title
        LEFT JOIN sealed c ON c.register = r.register AND c.seal = r.chair
        LEFT JOIN sealed v ON v.register = r.register AND v.seal = r.venue
        WHERE r.register = ?1{which} ORDER BY r.held_on, r.session"
    )
}

fn guests_of(which: &str) -> String {
    format!("SELECT session, unit FROM session_guest WHERE register = ?1{which} ORDER BY session, n")
}

/// Every statement of this module that is made.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    THESE.all().chain(GUESTS.all()).chain([*ALL, *ALL_GUESTS])
}

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
    pub stage: Stage,
    /// `None` where only a document tells of it.
    pub planned_on: Option<Date>,
    pub hour: Option<Time>,
    /// The room and the address.
    pub venue: Option<Text>,
}

/// A report that a guest of an open session has yet to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAskedRow {
    pub session: SessionId,
    pub unit: UnitId,
    pub words: Text,
    pub due_on: Date,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConclusionRow {
    pub session: SessionId,
    pub n: u32,
    /// What the document calls it.
    pub point: Option<Text>,
    pub words: Text,
    pub passage: Option<Passage>,
    /// In the order in which they were named.
    pub addressed_to: Vec<UnitId>,
    /// `None` while it is open.
    pub ended: Option<Ended>,
}

/// The place of a session in the list of all. Its printed form means nothing to whoever keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionKey {
    pub held_on: Date,
    pub id: SessionId,
}

impl Store {
    /// Every session, in the order of their days.
    pub fn sessions(&self, register: RegisterId) -> Result<Vec<SessionRow>, Error> {
        self.snapshot(|engine| {
            let guests = engine.query(*ALL_GUESTS, &[Value::text(register)])?;
            sessions(guests, engine.query(*ALL, &[Value::text(register)])?)
        })
    }

    /// One session; `None` where there is none.
    pub fn session(&self, register: RegisterId, session: SessionId) -> Result<Option<SessionRow>, Error> {
        Ok(self.sessions_of(register, &[session])?.pop())
    }

    /// These sessions in their order; one that is not there is left out.
    pub fn sessions_of(&self, register: RegisterId, these: &[SessionId]) -> Result<Vec<SessionRow>, Error> {
        let streams: Vec<StreamId> = these.iter().map(|&it| it.into()).collect();
        let rows = self.snapshot(|engine| {
            let guests = GUESTS.ask(engine, register, &streams)?;
            sessions(guests, THESE.ask(engine, register, &streams)?)
        })?;
        let mut found: HashMap<SessionId, SessionRow> = rows.into_iter().map(|it| (it.id, it)).collect();
        Ok(these.iter().filter_map(|it| found.remove(it)).collect())
    }

    /// At most `limit` sessions before `before`, the newest first.
    pub fn session_places(
        &self,
        register: RegisterId,
        before: Option<SessionKey>,
        limit: usize,
    ) -> Result<Vec<SessionKey>, Error> {
        let (day, id) =
            before.map_or(("~".to_owned(), String::new()), |it| (it.held_on.to_string(), it.id.to_string()));
        let bounds = [Value::text(register), Value::Text(day), Value::Text(id), Value::count(limit as u64)];
        let place = |row| {
            let mut cells = Cells::new("session", row);
            Ok(SessionKey { held_on: cells.date()?, id: cells.id()? })
        };
        self.read(|engine| engine.query(SESSION_PLACES, &bounds)?.into_iter().map(place).collect())
    }

    /// The document that a session comes from.
    pub fn document_of_session(&self, register: RegisterId, session: SessionId) -> Result<Option<DocumentId>, Error> {
        let key = [Value::text(register), Value::text(session)];
        let found = self.read(|engine| engine.query(SESSION_DOCUMENT, &key))?;
        Ok(found.into_iter().next().map(|row| Cells::new("session", row).opt_id()).transpose()?.flatten())
    }

    /// The sessions that a document reports or concludes, in the order of their days.
    pub fn sessions_of_document(&self, register: RegisterId, document: DocumentId) -> Result<Vec<SessionRow>, Error> {
        let key = [Value::text(register), Value::text(document)];
        let of_it = self.read(|engine| engine.query(SESSIONS_OF_DOCUMENT, &key))?;
        let of_it = of_it.into_iter().map(|row| Cells::new("session", row).id()).collect::<Result<Vec<_>, _>>()?;
        let mut sessions = self.sessions_of(register, &of_it)?;
        // Asked for in order, SQLite goes through all sessions by day rather than to the few of the document.
        sessions.sort_by_key(|it| (it.held_on, it.id));
        Ok(sessions)
    }

    /// A session, and the first one after its day with one of its guests, where there is one.
    pub fn session_and_next(&self, register: RegisterId, session: SessionId) -> Result<Vec<SessionId>, Error> {
        let key = [Value::text(register), Value::text(session)];
        let next = self.read(|engine| engine.query(NEXT_SESSION, &key))?;
        let next = next.into_iter().map(|row| Cells::new("session", row).id());
        std::iter::once(Ok(session)).chain(next).collect()
    }

    /// The last closed session before a session, of the same host with one of its guests, where there is one.
    pub fn earlier_session(&self, register: RegisterId, session: SessionId) -> Result<Option<SessionId>, Error> {
        let key = [Value::text(register), Value::text(session)];
        let found = self.read(|engine| engine.query(EARLIER_SESSION, &key))?;
        found.into_iter().next().map(|row| Cells::new("session", row).id()).transpose()
    }

    /// The reports that guests of open sessions have yet to send, the first due first; at most `limit`.
    pub fn reports_asked(&self, register: RegisterId, limit: usize) -> Result<Vec<ReportAskedRow>, Error> {
        let values = [Value::text(register), Value::count(limit as u64)];
        let asked = |row| {
            let mut cells = Cells::new("session_report", row);
            let (session, unit) = (cells.id()?, cells.id()?);
            Ok(ReportAskedRow { session, unit, words: cells.text()?, due_on: cells.date()? })
        };
        self.read(|engine| engine.query(REPORTS_ASKED, &values)?.into_iter().map(asked).collect())
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

    /// What the document of a session calls each of its conclusions, by their numbers.
    pub fn points(&self, register: RegisterId, session: SessionId) -> Result<BTreeMap<u32, Option<Text>>, Error> {
        let key = [Value::text(register), Value::text(session)];
        let point = |row| {
            let mut cells = Cells::new("conclusion", row);
            Ok((cells.number()?, cells.opt_text()?))
        };
        self.read(|engine| engine.query(POINTS, &key)?.into_iter().map(point).collect())
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

fn sessions(guest_rows: Vec<Vec<Value>>, rows: Vec<Vec<Value>>) -> Result<Vec<SessionRow>, Error> {
    let mut guests: BTreeMap<SessionId, Vec<UnitId>> = BTreeMap::new();
    for row in guest_rows {
        let mut cells = Cells::new("session_guest", row);
        guests.entry(cells.id()?).or_default().push(cells.id()?);
    }
    rows.into_iter().map(|row| session(row, &mut guests)).collect()
}

impl fmt::Display for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.held_on, self.id)
    }
}

impl FromStr for SessionKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<SessionKey, NotAKey> {
        let (day, id) = text.split_once('.').ok_or(NotAKey)?;
        Ok(SessionKey { held_on: day.parse().map_err(|_| NotAKey)?, id: id.parse().map_err(|_| NotAKey)? })
    }
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
        stage: cells.variant()?,
        planned_on: cells.opt_date()?,
        hour: cells.opt_string()?.map(|it| it.parse()).transpose().map_err(|_| cells.unreadable())?,
        venue: cells.opt_text()?,
    })
}

fn conclusion(row: Vec<Value>, units: &mut BTreeMap<(SessionId, u32), Vec<UnitId>>) -> Result<ConclusionRow, Error> {
    let mut cells = Cells::new("conclusion", row);
    let (session, n) = (cells.id()?, cells.number()?);
    let point = cells.opt_text()?;
    let words = cells.text()?;
    let passage = passage(&mut cells)?;
    let ended = match (cells.opt_variant()?, cells.opt_id()?, cells.opt_date()?) {
        (Some(ending), Some(by), Some(on)) => Some(Ended { ending, by, on }),
        _ => None,
    };
    let addressed_to = units.remove(&(session, n)).unwrap_or_default();
    Ok(ConclusionRow { session, n, point, words, passage, addressed_to, ended })
}

/// Document, start, end and reader of a passage.
fn passage(cells: &mut Cells) -> Result<Option<Passage>, Error> {
    let document = cells.opt_id()?;
    passage_in(document, cells)
}

/// Start, end and reader of a passage in `document`.
pub(super) fn passage_in(document: Option<DocumentId>, cells: &mut Cells) -> Result<Option<Passage>, Error> {
    let (start, end) = (cells.opt_number()?, cells.opt_number()?);
    let reader = cells.opt_string()?;
    match (document, start, end) {
        (Some(document), Some(start), Some(end)) => Ok(Some(Passage { document, span: Span { start, end }, reader })),
        _ => Ok(None),
    }
}
