//! What pages, papers and exports ask for: plain rows with their words, never more than was asked.

mod account;
pub(crate) mod briefing;
pub(crate) mod concern;
pub(crate) mod contribution;
pub(crate) mod document;
mod evidence;
pub(crate) mod external_ref;
pub(crate) mod former_lead;
mod history;
pub(crate) mod mail;
mod matter;
pub(crate) mod names;
pub(crate) mod session;
pub(crate) mod several;
pub(crate) mod silent;
pub(crate) mod tally;
pub(crate) mod task;
pub(crate) mod task_arms;
pub(crate) mod task_cache;
pub(crate) mod task_filter;
mod task_list;
pub(crate) mod task_rows;
mod text;
pub(crate) mod totals;
mod unit;
pub(crate) mod waiting;

pub use account::AccountRow;
pub use briefing::TaskFacts;
pub use contribution::ContributionRow;
pub use document::{Decision, DocumentRow, DraftRow, ExtractedRow, LimitationRow};
pub use evidence::EvidenceRow;
pub use external_ref::ExternalRefRow;
pub use former_lead::FormerLeadRow;
pub use history::Happened;
pub use mail::{AddressRow, MailRow};
pub use matter::{MatterClosedRow, MatterRow};
pub use session::{ConclusionRow, ReportAskedRow, SessionKey, SessionRow};
pub use tally::{ConclusionTally, TaskTally};
pub use task::{TaskMarks, TaskRow};
pub use task_filter::{NotAKey, SourceKind, TaskFilter, TaskKey, TaskRole, TaskStanding, Units};
pub use task_list::{TaskPage, Total};
pub use text::Text;
pub use unit::UnitRow;
pub use waiting::{TaskWait, WaitingTask};

use crate::engine::{Engine, Value, statements};
use crate::entry::StoredEntry;
use crate::error::Error;
use crate::statements::{ENTRIES, KNOWN_FILE, REGISTERS};
use jiff::civil::Date;
use model::{DocumentId, RegisterId, StreamId};
use serde::de::DeserializeOwned;
use std::str::FromStr;

statements! {
    ACCOUNTS = "SELECT account, s.seal, s.text FROM account r
        LEFT JOIN sealed s ON s.register = r.register AND s.seal = r.name
        WHERE r.register = ?1 ORDER BY account";
    GRANTS = "SELECT account, role, unit FROM account_grant WHERE register = ?1 ORDER BY account, role, unit";
    DRAFTS = "SELECT r.document, r.span_start, r.span_end, r.mark, r.marked_by, r.marked_on, w.seal, w.text,
        r.deadline_kind, r.due_on, r.changes_leads FROM document_draft r
        LEFT JOIN sealed w ON w.register = r.register AND w.seal = r.words
        WHERE r.register = ?1 AND r.document >= ?2 AND r.document <= ?3
        ORDER BY r.document, r.span_start, r.span_end";
    LIMITATIONS = "SELECT r.span_start, r.span_end, r.answers, b.seal, b.text, r.answered_by, r.answered_on
        FROM document_limitation r LEFT JOIN sealed b ON b.register = r.register AND b.seal = r.because
        WHERE r.register = ?1 AND r.document = ?2 ORDER BY r.span_start, r.span_end";
    MATTERS = "SELECT r.matter, r.kind, w.seal, w.text, r.unit, r.owed_by, r.field, r.since_on, r.closing, c.seal, c.text,
        b.seal, b.text, r.closed_by, r.closed_on FROM matter r
        LEFT JOIN sealed w ON w.register = r.register AND w.seal = r.words
        LEFT JOIN sealed c ON c.register = r.register AND c.seal = r.closing_words
        LEFT JOIN sealed b ON b.register = r.register AND b.seal = r.basis
        WHERE r.register = ?1 ORDER BY r.matter";
    MATTER_TELLINGS = "SELECT r.matter, r.teller, r.is_document, r.place, r.told_on,
        CASE WHEN r.is_document = 1 THEN (SELECT MIN(s.session) FROM session s
            WHERE s.register = r.register AND s.document = r.teller) END
        FROM matter_telling r WHERE r.register = ?1 ORDER BY r.matter, r.told_on, r.teller, r.place";
    MATTER_LISTINGS = "SELECT matter, task, file, list_row, listed_on FROM matter_listing WHERE register = ?1
        ORDER BY matter, listed_on, task, file, list_row";
    MATTER_TASKS = "SELECT matter, task FROM matter_task WHERE register = ?1 ORDER BY matter, task";
    DRAFT_LEADS = "SELECT document, span_start, span_end, unit FROM document_draft_lead
        WHERE register = ?1 AND document >= ?2 AND document <= ?3 ORDER BY document, span_start, span_end, place";
    UNITS = "SELECT r.unit, r.n, s.seal, s.text, r.kind, r.level, r.parent, r.valid_from_on, r.valid_until_on,
        b.seal, b.text FROM unit r
        LEFT JOIN sealed s ON s.register = r.register AND s.seal = r.name
        LEFT JOIN sealed b ON b.register = r.register AND b.seal = r.basis
        WHERE r.register = ?1 AND r.unit >= ?2 AND r.unit <= ?3 ORDER BY r.unit, r.n";
    UNIT_NAME = "SELECT s.text FROM unit r LEFT JOIN sealed s ON s.register = r.register AND s.seal = r.name
        WHERE r.register = ?1 AND r.unit = ?2 ORDER BY r.n DESC LIMIT 1";
    DOCUMENT_PLACES = "SELECT document, received_by FROM document WHERE register = ?1 AND document < ?2
        ORDER BY document DESC LIMIT ?3";
    PLAN_OF = "SELECT plan_of FROM document WHERE register = ?1 AND document = ?2";
    PLANS = "SELECT document FROM document WHERE register = ?1 AND plan_of = ?2 ORDER BY document";
    TASK_SOURCE = "SELECT source_document, session FROM task WHERE register = ?1 AND task = ?2";
    DECISIONS = "SELECT source_document, source_start, source_end, CAST(NULL AS TEXT), lead, code_year, code_n FROM task
        WHERE register = ?1 AND source_document >= ?2 AND source_document <= ?3 AND source_start IS NOT NULL
        UNION ALL SELECT passage_document, passage_start, passage_end, ending, CAST(NULL AS TEXT), CAST(NULL AS BIGINT),
        CAST(NULL AS BIGINT) FROM conclusion
        WHERE register = ?1 AND passage_document >= ?2 AND passage_document <= ?3 AND ending IS NOT NULL";
    DOCUMENT_CALLED = "SELECT n.seal, n.text, t.seal, t.text FROM document r
        LEFT JOIN sealed n ON n.register = r.register AND n.seal = r.number
        LEFT JOIN sealed t ON t.register = r.register AND t.seal = r.title
        WHERE r.register = ?1 AND r.document = ?2";
    SESSION_DAY = "SELECT held_on FROM session WHERE register = ?1 AND session = ?2";
    SESSION_DOCUMENT = "SELECT document FROM session WHERE register = ?1 AND session = ?2";
    SESSION_PLACES = "SELECT held_on, session FROM session WHERE register = ?1 AND (held_on, session) < (?2, ?3)
        ORDER BY held_on DESC, session DESC LIMIT ?4";
    SESSIONS_OF_DOCUMENT = "SELECT session FROM session WHERE register = ?1 AND document = ?2";
    NEXT_SESSION = "SELECT n.session FROM session s
        JOIN session_guest g ON g.register = s.register AND g.session = s.session
        JOIN session_guest o ON o.register = g.register AND o.unit = g.unit
        JOIN session n ON n.register = o.register AND n.session = o.session
        WHERE s.register = ?1 AND s.session = ?2 AND n.held_on > s.held_on
        AND n.stage NOT IN ('draft', 'called_off') ORDER BY n.held_on, n.session LIMIT 1";
    REPORTS_ASKED = "SELECT p.session, p.unit, w.seal, w.text, p.due_on FROM session_report p
        JOIN session r ON r.register = p.register AND r.session = p.session
        LEFT JOIN sealed w ON w.register = p.register AND w.seal = p.words
        WHERE p.register = ?1 AND p.sent_on IS NULL AND r.stage = 'open' ORDER BY p.due_on, p.session, p.unit LIMIT ?2";
    EARLIER_SESSION = "SELECT n.session FROM session s
        JOIN session_guest g ON g.register = s.register AND g.session = s.session
        JOIN session_guest o ON o.register = g.register AND o.unit = g.unit
        JOIN session n ON n.register = o.register AND n.session = o.session
        WHERE s.register = ?1 AND s.session = ?2 AND n.session <> s.session AND n.held_on <= s.held_on
        AND n.stage = 'closed' AND (n.host = s.host OR n.host IS NULL) ORDER BY n.held_on DESC, n.session DESC LIMIT 1";
    POINTS = "SELECT r.n, p.seal, p.text FROM conclusion r
        LEFT JOIN sealed p ON p.register = r.register AND p.seal = r.point
        WHERE r.register = ?1 AND r.session = ?2 ORDER BY r.n";
    CONCLUSIONS = "SELECT r.session, r.n, p.seal, p.text, w.seal, w.text, r.passage_document, r.passage_start, r.passage_end,
        r.passage_reader, r.ending, r.ended_by, r.ended_on FROM conclusion r
        LEFT JOIN sealed p ON p.register = r.register AND p.seal = r.point
        LEFT JOIN sealed w ON w.register = r.register AND w.seal = r.words
        WHERE r.register = ?1 AND r.session >= ?2 AND r.session <= ?3 ORDER BY r.session, r.n";
    CONCLUSION_UNITS = "SELECT session, n, unit FROM conclusion_unit
        WHERE register = ?1 AND session >= ?2 AND session <= ?3 ORDER BY session, n, place";
    TASKS = "SELECT r.task, r.code_year, r.code_n, w.seal, w.text, r.lead, r.deadline_kind, r.due_on, d.seal, d.text,
        p.seal, p.text, r.source_document, r.source_start, r.source_end, r.source_reader, r.session, r.conclusion_n,
        r.assigned_on, r.assigned_by, r.work, r.late_from_on, r.silent_since_on, r.received_on, r.done_on, r.ended_on,
        l.seal, l.text, r.field, r.first_due_on, r.n_extensions, r.extension_until_on, r.extension_asked_on,
        r.came_back_on, r.declined_on, r.suspended_on, r.n_suspended_days, r.urged_on, r.n_urgings, r.n_reminders,
        r.n_commendations, r.n_criticisms, r.above, f.seal, f.text, r.reported_by, r.outside_kind, r.outside_on,
        b.seal, b.text, o.seal, o.text, r.n_external_refs FROM task r
        LEFT JOIN sealed w ON w.register = r.register AND w.seal = r.words
        LEFT JOIN sealed d ON d.register = r.register AND d.seal = r.due_words
        LEFT JOIN sealed p ON p.register = r.register AND p.seal = r.deliverable
        LEFT JOIN sealed l ON l.register = r.register AND l.seal = r.last_words
        LEFT JOIN sealed f ON f.register = r.register AND f.seal = r.forwarded_to
        LEFT JOIN sealed b ON b.register = r.register AND b.seal = r.outside_by
        LEFT JOIN sealed o ON o.register = r.register AND o.seal = r.outside_words
        WHERE r.register = ?1 AND (r.code_year, r.code_n) > (?2, ?3) AND (r.code_year, r.code_n) <= (?4, ?5)
        ORDER BY r.code_year, r.code_n LIMIT ?6";
    TASKS_OF_SESSION = "SELECT r.conclusion_n, r.code_year, r.code_n, u.unit FROM task r
        CROSS JOIN task_unit u
        WHERE r.register = ?1 AND r.session = ?2 AND u.register = r.register AND u.task = r.task ORDER BY r.conclusion_n, r.code_year, r.code_n, u.unit";
    TASK_CODE = "SELECT code_year, code_n FROM task WHERE register = ?1 AND task = ?2";
    TASK_UNITS = "SELECT u.task, u.unit FROM task r CROSS JOIN task_unit u
        WHERE r.register = ?1 AND u.register = r.register AND u.task = r.task AND u.role = 'coordinating'
        AND (r.code_year, r.code_n) > (?2, ?3) AND (r.code_year, r.code_n) <= (?4, ?5)
        ORDER BY u.task, u.unit";
    EVIDENCE = "SELECT r.task, r.n, c.seal, c.text, f.seal, f.text, r.media, r.length_bytes FROM task_evidence r
        LEFT JOIN sealed c ON c.register = r.register AND c.seal = r.content
        LEFT JOIN sealed f ON f.register = r.register AND f.seal = r.file_name
        WHERE r.register = ?1 AND r.task >= ?2 AND r.task <= ?3 ORDER BY r.task, r.n";
    SESSION_EVIDENCE = "SELECT r.session, c.seal, c.text FROM session_evidence r
        LEFT JOIN sealed c ON c.register = r.register AND c.seal = r.content
        WHERE r.register = ?1 ORDER BY r.session, r.n";
    STREAMS_AFTER = "SELECT stream FROM entry WHERE register = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
    CODES_OF_DOCUMENT = "SELECT code_year, code_n FROM task WHERE register = ?1 AND source_document = ?2 LIMIT ?3";
    CODES_OF_SESSION = "SELECT code_year, code_n FROM task WHERE register = ?1 AND session = ?2 LIMIT ?3";
    CHANGED_SINCE = "SELECT stream, kind, hash FROM entry WHERE register = ?1 AND position >= ?2 AND position <= ?3
        ORDER BY position LIMIT ?4";
    CHANGES_AFTER = "SELECT stream, kind FROM entry WHERE register = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
    KINDS_AFTER = "SELECT DISTINCT kind FROM entry WHERE register = ?1 AND position > ?2";
    TEXT = "SELECT text FROM sealed WHERE register = ?1 AND seal = ?2";
}

pub(crate) fn registers(engine: &mut Engine) -> Result<Vec<RegisterId>, Error> {
    engine.query(REGISTERS, &[])?.into_iter().map(|row| Cells::new("head", row).id()).collect()
}

pub(crate) fn entries(
    engine: &mut Engine,
    register: RegisterId,
    from_position: u64,
    limit: u64,
) -> Result<Vec<StoredEntry>, Error> {
    let entry = |row| {
        let mut cells = Cells::new("entry", row);
        Ok(StoredEntry { position: cells.number()?, hash: cells.string()?, text: cells.string()? })
    };
    let bounds = [Value::text(register), Value::count(from_position), Value::count(limit)];
    engine.query(ENTRIES, &bounds)?.into_iter().map(entry).collect()
}

/// The streams of at most `limit` entries after a position, in their order.
pub(crate) fn streams_after(
    engine: &mut Engine,
    register: RegisterId,
    position: u64,
    limit: u64,
) -> Result<Vec<StreamId>, Error> {
    let bounds = [Value::text(register), Value::count(position), Value::count(limit)];
    engine.query(STREAMS_AFTER, &bounds)?.into_iter().map(|row| Cells::new("entry", row).id()).collect()
}

/// The stream and the kind of at most `limit` entries after a position, in their order.
pub(crate) fn changes_after(
    engine: &mut Engine,
    register: RegisterId,
    position: u64,
    limit: u64,
) -> Result<Vec<(StreamId, String)>, Error> {
    let bounds = [Value::text(register), Value::count(position), Value::count(limit)];
    let change = |row| {
        let mut cells = Cells::new("entry", row);
        Ok((cells.id()?, cells.string()?))
    };
    engine.query(CHANGES_AFTER, &bounds)?.into_iter().map(change).collect()
}

/// The kinds of the entries after a position, each once.
pub(crate) fn kinds_after(engine: &mut Engine, register: RegisterId, position: u64) -> Result<Vec<String>, Error> {
    let found = engine.query(KINDS_AFTER, &[Value::text(register), Value::count(position)])?;
    found.into_iter().map(|row| Cells::new("entry", row).string()).collect()
}

pub(crate) fn known_file(engine: &mut Engine, register: RegisterId, hash: &str) -> Result<Option<DocumentId>, Error> {
    let found = engine.query(KNOWN_FILE, &[Value::text(register), Value::text(hash)])?;
    found.into_iter().next().map(|row| Cells::new("known_file", row).id()).transpose()
}

/// The cells of one row, taken from the left.
pub(crate) struct Cells {
    table: &'static str,
    cells: std::vec::IntoIter<Value>,
}

impl Cells {
    pub(crate) fn new(table: &'static str, row: Vec<Value>) -> Cells {
        Cells { table, cells: row.into_iter() }
    }

    /// A required identifier.
    pub(crate) fn id<T: FromStr>(&mut self) -> Result<T, Error> {
        self.opt_id()?.ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_id<T: FromStr>(&mut self) -> Result<Option<T>, Error> {
        self.opt_string()?.map(|it| it.parse().map_err(|_| self.unreadable())).transpose()
    }

    pub(crate) fn string(&mut self) -> Result<String, Error> {
        self.opt_string()?.ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_string(&mut self) -> Result<Option<String>, Error> {
        match self.cells.next() {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.unreadable()),
        }
    }

    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> Result<T, Error> {
        self.opt_number()?.ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_number<T: TryFrom<i64>>(&mut self) -> Result<Option<T>, Error> {
        match self.cells.next() {
            Some(Value::Int(n)) => T::try_from(n).map(Some).map_err(|_| self.unreadable()),
            Some(Value::Null) => Ok(None),
            _ => Err(self.unreadable()),
        }
    }

    pub(crate) fn date(&mut self) -> Result<Date, Error> {
        self.opt_date()?.ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_date(&mut self) -> Result<Option<Date>, Error> {
        self.opt_string()?.map(|it| it.parse().map_err(|_| self.unreadable())).transpose()
    }

    /// A required variant, by its wire name.
    pub(crate) fn variant<T: DeserializeOwned>(&mut self) -> Result<T, Error> {
        self.opt_variant()?.ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_variant<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Error> {
        let name = self.opt_string()?;
        name.map(|it| crate::column::variant(&it).ok_or_else(|| self.unreadable())).transpose()
    }

    pub(crate) fn opt_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Error> {
        let text = self.opt_string()?;
        text.map(|it| serde_json::from_str(&it).map_err(|_| self.unreadable())).transpose()
    }

    /// Required words: a seal and what the table `sealed` holds for it.
    pub(crate) fn text(&mut self) -> Result<Text, Error> {
        self.opt_text()?.ok_or_else(|| self.unreadable())
    }

    /// `None` where no seal is: there are no words.
    pub(crate) fn opt_text(&mut self) -> Result<Option<Text>, Error> {
        let seal = self.opt_string()?;
        let text = self.opt_string()?;
        Ok(seal.map(|_| text.map_or(Text::Erased, Text::Words)))
    }

    pub(crate) fn unreadable(&self) -> Error {
        Error::corrupt(None, format!("a row of the table {} cannot be read", self.table))
    }
}

/// The lowest and the highest text a stream identifier can have: one stream, or all.
pub(crate) fn id_range(stream: Option<impl Into<StreamId>>) -> [Value; 2] {
    match stream {
        Some(stream) => {
            let stream = Value::text(stream.into());
            [stream.clone(), stream]
        }
        None => [Value::text(""), Value::text("~")],
    }
}
