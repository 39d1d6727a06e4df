//! The units that documents and sessions concern, many in one question.

use super::Cells;
use super::several::{Lazy, Several};
use crate::Store;
use crate::engine::Sql;
use crate::error::Error;
use model::{DocumentId, RegisterId, SessionId, StreamId, UnitId};
use std::collections::HashMap;

static OF_DOCUMENTS: Lazy = Lazy::new(|| {
    Several::new(|these| {
        format!(
            "SELECT r.source_document, u.unit FROM task r CROSS JOIN task_unit u
            WHERE r.register = ?1 AND r.source_document IN ({these}) AND u.register = r.register AND u.task = r.task
            UNION SELECT document, host FROM session
            WHERE register = ?1 AND document IN ({these}) AND host IS NOT NULL
            UNION SELECT r.document, g.unit FROM session r
            JOIN session_guest g ON g.register = r.register AND g.session = r.session
            WHERE r.register = ?1 AND r.document IN ({these})
            UNION SELECT d.document, t.lead FROM document d
            JOIN task t ON t.register = d.register AND t.task = d.plan_of
            WHERE d.register = ?1 AND d.document IN ({these})"
        )
    })
});

static OF_SESSIONS: Lazy = Lazy::new(|| {
    Several::new(|these| {
        format!(
            "SELECT session, host FROM session WHERE register = ?1 AND session IN ({these}) AND host IS NOT NULL
            UNION SELECT g.session, g.unit FROM session_guest g
            JOIN session r ON r.register = g.register AND r.session = g.session
            WHERE g.register = ?1 AND g.session IN ({these}) AND r.stage <> 'draft'
            UNION SELECT session, unit FROM conclusion_unit WHERE register = ?1 AND session IN ({these})"
        )
    })
});

/// Every statement of this module.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    [&OF_DOCUMENTS, &OF_SESSIONS].into_iter().flat_map(|it| it.all())
}

impl Store {
    /// The units that tasks or sessions out of each of `documents` concern, and the lead whose plan it is; a document of none is absent.
    pub fn units_of_documents(
        &self,
        register: RegisterId,
        documents: &[DocumentId],
    ) -> Result<HashMap<DocumentId, Vec<UnitId>>, Error> {
        let streams: Vec<StreamId> = documents.iter().map(|&it| it.into()).collect();
        let units = self.units_of(&OF_DOCUMENTS, register, &streams)?;
        Ok(units.into_iter().map(|(it, units)| (DocumentId(it), units)).collect())
    }

    /// The units that host each of `sessions`, are its guests once they are invited, or are spoken to in it; a session of
    /// none is absent.
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
        statement: &Several,
        register: RegisterId,
        streams: &[StreamId],
    ) -> Result<HashMap<StreamId, Vec<UnitId>>, Error> {
        self.snapshot(|engine| {
            let mut units: HashMap<StreamId, Vec<UnitId>> = HashMap::new();
            for row in statement.ask(engine, register, streams)? {
                let mut cells = Cells::new("task_unit", row);
                units.entry(cells.id()?).or_default().push(cells.id()?);
            }
            Ok(units)
        })
    }
}
