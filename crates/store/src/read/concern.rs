//! The units that documents and sessions concern, many in one question.

use super::Cells;
use crate::Store;
use crate::engine::{Sql, Value};
use crate::error::Error;
use model::{DocumentId, RegisterId, SessionId, StreamId, UnitId};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How many things a statement may ask for; fewer are filled up with the last.
const SIZES: [usize; 2] = [1, 64];

type Statements = LazyLock<Vec<(usize, Sql)>>;

/// ?1 register, then the documents.
static OF_DOCUMENTS: Statements = LazyLock::new(|| {
    sized(|these| {
        format!(
            "SELECT r.source_document, u.unit FROM task r
            JOIN task_unit u ON u.register = r.register AND u.task = r.task
            WHERE r.register = ?1 AND r.source_document IN ({these})
            UNION SELECT document, host FROM session
            WHERE register = ?1 AND document IN ({these}) AND host IS NOT NULL
            UNION SELECT r.document, g.unit FROM session r
            JOIN session_guest g ON g.register = r.register AND g.session = r.session
            WHERE r.register = ?1 AND r.document IN ({these})"
        )
    })
});

/// ?1 register, then the sessions.
static OF_SESSIONS: Statements = LazyLock::new(|| {
    sized(|these| {
        format!(
            "SELECT session, host FROM session WHERE register = ?1 AND session IN ({these}) AND host IS NOT NULL
            UNION SELECT session, unit FROM session_guest WHERE register = ?1 AND session IN ({these})
            UNION SELECT session, unit FROM conclusion_unit WHERE register = ?1 AND session IN ({these})"
        )
    })
});

fn sized(statement: impl Fn(&str) -> String) -> Vec<(usize, Sql)> {
    let these = |n: usize| (0..n).map(|i| format!("?{}", i + 2)).collect::<Vec<_>>().join(", ");
    SIZES.map(|n| (n, Sql::generated(statement(&these(n))))).into()
}

/// Every statement of this module.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    [&OF_DOCUMENTS, &OF_SESSIONS].into_iter().flat_map(|it| it.iter().map(|&(_, sql)| sql))
}

impl Store {
    /// The units that tasks or sessions out of each of `documents` concern; a document of none is absent.
    pub fn units_of_documents(
        &self,
        register: RegisterId,
        documents: &[DocumentId],
    ) -> Result<HashMap<DocumentId, Vec<UnitId>>, Error> {
        let streams: Vec<StreamId> = documents.iter().map(|&it| it.into()).collect();
        let units = self.units_of(&OF_DOCUMENTS, register, &streams)?;
        Ok(units.into_iter().map(|(it, units)| (DocumentId(it), units)).collect())
    }

    /// The units that host each of `sessions`, are its guests, or are spoken to in it; a session of none is absent.
    pub fn units_of_sessions(
        &self,
        register: RegisterId,
        sessions: &[SessionId],
    ) -> Result<HashMap<SessionId, Vec<UnitId>>, Error> {
        let streams: Vec<StreamId> = sessions.iter().map(|&it| it.into()).collect();
        let units = self.units_of(&OF_SESSIONS, register, &streams)?;
        Ok(units.into_iter().map(|(it, units)| (SessionId(it), units)).collect())
    }

    fn units_of(
        &self,
        statements: &[(usize, Sql)],
        register: RegisterId,
        streams: &[StreamId],
    ) -> Result<HashMap<StreamId, Vec<UnitId>>, Error> {
        self.snapshot(|engine| {
            let mut units: HashMap<StreamId, Vec<UnitId>> = HashMap::new();
            for some in streams.chunks(SIZES[SIZES.len() - 1]) {
                let &(size, sql) = statements
                    .iter()
                    .find(|(size, _)| *size >= some.len())
                    .expect("invariant: a chunk is not longer than the longest statement");
                let filled = some.iter().chain(std::iter::repeat(&some[some.len() - 1])).take(size);
                let parameters: Vec<Value> =
                    std::iter::once(Value::text(register)).chain(filled.map(Value::text)).collect();
                for row in engine.query(sql, &parameters)? {
                    let mut cells = Cells::new("task_unit", row);
                    units.entry(cells.id()?).or_default().push(cells.id()?);
                }
            }
            Ok(units)
        })
    }
}
