//! Doors that only proofs use: raw statements, ordered accidents, the list of every SQL text. Not part of the interface.

use crate::engine::{Access, Engine, Sql, Value, trace};
use crate::rows::{Column, derived};
use crate::{
    Error, Place, Store, bulk, check, drafts, feed_tokens, link_tokens, mail_tries, people, read, rows, statements,
};
use std::sync::atomic::Ordering;

/// A cell as text: `None` is NULL, numbers are written out.
pub type Cell = Option<String>;

/// A connection that runs any text. Whole numbers are the only thing it makes of a text that looks like one.
pub struct Raw(Engine);

/// A table: its columns, and how many of them, from the first, are its key.
#[derive(Clone, Debug)]
pub struct TableInfo {
    pub name: &'static str,
    /// Each with whether it holds numbers.
    pub columns: Vec<(&'static str, bool)>,
    pub n_key: usize,
    /// Whether its rows are derived from the ledger.
    pub is_derived: bool,
}

/// The ground tables: name, length of the key, columns; those that hold numbers end in `#`.
const GROUND: &[(&str, usize, &[&str])] = &[
    ("migration", 1, &["n#", "name", "hash"]),
    ("entry", 2, &["register", "position#", "stream", "version#", "kind", "actor", "at", "hash", "text"]),
    ("sealed", 2, &["register", "seal", "position#", "salt", "text"]),
    ("receipt", 3, &["register", "actor", "key", "fingerprint", "position#", "n_entries#", "salt"]),
    ("known_file", 2, &["register", "hash", "document", "position#"]),
    ("head", 1, &["register", "position#", "hash"]),
    ("task_code", 2, &["register", "year#", "last#"]),
    ("unscoured", 2, &["register", "position#"]),
    ("credential", 2, &["register", "account", "password", "code", "code_expires_at", "changed_at"]),
    ("browser_session", 2, &["register", "token", "account", "opened_at", "expires_at", "seen_at", "label"]),
    ("draft", 4, &["register", "owner", "object", "cell", "text", "length_bytes#", "changed_at"]),
    ("link_token", 2, &["register", "token", "task", "n#", "last_on"]),
    ("mail_try", 2, &["register", "mail", "n_tries#", "is_handing#", "tried_at", "next_at", "because"]),
    ("feed_token", 2, &["register", "token", "account", "unit", "given_at"]),
];

/// The version of the derived rows, as a database keeps it.
pub const ROWS_VERSION: u32 = rows::ROWS_VERSION;

/// Every table of the store.
pub fn tables() -> Vec<TableInfo> {
    let ground = GROUND.iter().map(|&(name, n_key, columns)| {
        let column = |it: &&'static str| (it.trim_end_matches('#'), it.ends_with('#'));
        TableInfo { name, columns: columns.iter().map(column).collect(), n_key, is_derived: false }
    });
    let rows = derived().map(|it| {
        let column = |&(name, kind): &(&'static str, Column)| (name, kind == Column::Int);
        let columns = std::iter::once(("register", false)).chain(it.columns.iter().map(column)).collect();
        TableInfo { name: it.name, columns, n_key: it.n_key + 1, is_derived: true }
    });
    ground.chain(rows).collect()
}

impl Raw {
    pub fn open(place: &Place) -> Result<Raw, Error> {
        Engine::open(place, Access::Write).map(Raw)
    }

    /// Runs a text without parameters.
    pub fn run(&mut self, text: &str) -> Result<(), Error> {
        self.0.script(text)
    }

    /// Every cell of a query. The text is kept for the life of the process.
    pub fn cells(&mut self, text: &str) -> Result<Vec<Vec<Cell>>, Error> {
        let cell = |value| match value {
            Value::Null => None,
            Value::Int(n) => Some(n.to_string()),
            Value::Text(text) => Some(text),
            Value::Unreadable => Some("?".to_owned()),
        };
        let rows = self.0.query(Sql::generated(text.to_owned()), &[])?;
        Ok(rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect())
    }

    /// Prepares every statement of the store and answers how many there are.
    pub fn prepare_all(&mut self) -> Result<usize, Error> {
        let mut n = 0;
        for sql in all_statements() {
            self.0.prepare(sql)?;
            n += 1;
        }
        Ok(n)
    }
}

/// One statement that the store ran, with its parameters.
pub struct Step {
    pub sql: &'static str,
    pub values: Vec<StepValue>,
}

/// A parameter, as a database takes it.
pub enum StepValue {
    Null,
    Int(i64),
    Text(String),
}

/// Notes every statement of this process until [`end_trace`].
pub fn begin_trace() {
    trace::begin();
}

/// The statements since [`begin_trace`], in their order.
pub fn end_trace() -> Vec<Step> {
    let value = |it| match it {
        Value::Int(n) => StepValue::Int(n),
        Value::Text(text) => StepValue::Text(text),
        Value::Null | Value::Unreadable => StepValue::Null,
    };
    let step = |it: trace::Step| Step { sql: it.sql, values: it.values.into_iter().map(value).collect() };
    trace::end().into_iter().map(step).collect()
}

/// What can go wrong once, when a proof orders it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accident {
    /// The next commit is carried out, and its confirmation is lost.
    LoseAnswer,
    /// The connection is lost just before the next commit.
    LoseCommit,
    /// The next submission panics while it is decided.
    PanicInRule,
    /// The next commit panics.
    PanicInCommit,
}

impl Accident {
    /// Lets it happen once in `store`.
    pub fn order(self, store: &Store) {
        let accidents = &store.inner.accidents;
        let accident = match self {
            Accident::LoseAnswer => &accidents.lose_answer,
            Accident::LoseCommit => &accidents.lose_commit,
            Accident::PanicInRule => &accidents.panic,
            Accident::PanicInCommit => &accidents.panic_in_commit,
        };
        accident.store(true, Ordering::SeqCst);
    }
}

fn all_statements() -> impl Iterator<Item = Sql> {
    let bulks = [&bulk::ENTRY, &bulk::SEALED, &bulk::RECEIPT, &bulk::KNOWN_FILE];
    let ground = [
        statements::ALL,
        read::ALL,
        people::ALL,
        drafts::ALL,
        link_tokens::ALL,
        mail_tries::ALL,
        feed_tokens::ALL,
        check::ALL,
    ];
    let ground = ground.into_iter().flatten().copied();
    let inserts = bulks.into_iter().flat_map(|it| it.statements());
    let lists =
        read::tally::all_statements().chain(read::task_arms::all_statements()).chain(read::task_rows::all_statements());
    let lists = lists.chain(read::task_cache::ALL.iter().copied());
    let lists = lists.chain(read::concern::all_statements()).chain(read::silent::ALL.iter().copied());
    let lists = lists.chain(read::mail::ALL.iter().copied()).chain(read::mail::all_statements());
    let lists = lists.chain(read::briefing::ALL.iter().copied());
    let lists = lists.chain(read::waiting::ALL.iter().copied());
    let lists = lists.chain(read::contribution::ALL.iter().chain(read::former_lead::ALL).copied());
    let lists = lists.chain(read::document::all_statements()).chain(read::session::all_statements());
    let lists = lists.chain(read::task::all_statements().chain(read::external_ref::all_statements()));
    ground
        .chain(inserts)
        .chain(lists)
        .chain(rows::tally::ALL.iter().copied())
        .chain(rows::tally::ADD.statements())
        .chain(derived().flat_map(|it| rows::statements(it).all()))
}
