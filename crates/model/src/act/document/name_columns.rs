//! Naming columns of a kept sheet: what each of them holds, whatever it was taken for.
//!
//! Source: design (columns are guessed and shown, and a person may say otherwise).

use super::receive::MOST_COLUMNS;
use crate::act::{Decide, Fold};
use crate::state::{Document, NamedColumn};
use crate::{Refusal, Scene, Stamp};
use serde::{Deserialize, Serialize};

/// Names columns; those that are not named stay as they are. At most [`MOST_COLUMNS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameColumns {
    pub columns: Vec<NamedColumn>,
}

/// Columns were named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsNamed {
    pub columns: Vec<NamedColumn>,
}

impl Decide for NameColumns {
    type State = Document;
    type Event = ColumnsNamed;

    fn decide(self, _before: Option<&Document>, _scene: &Scene) -> Result<ColumnsNamed, Refusal> {
        if self.columns.is_empty() {
            return Err(Refusal::NothingAmended);
        }
        let is_beyond = |it: &NamedColumn| [it.table, it.column].iter().any(|it| *it as usize >= MOST_COLUMNS);
        if self.columns.len() > MOST_COLUMNS || self.columns.iter().any(is_beyond) {
            return Err(Refusal::CommandUnreadable { because: format!("columns: at most {MOST_COLUMNS}") });
        }
        Ok(ColumnsNamed { columns: self.columns })
    }
}

impl Fold for ColumnsNamed {
    type State = Document;

    fn fold(self, before: Option<Document>, _stamp: &Stamp) -> Option<Document> {
        let mut document = before?;
        for it in self.columns {
            let place = |known: &NamedColumn| (known.table, known.column).cmp(&(it.table, it.column));
            match document.named_columns.binary_search_by(place) {
                Ok(at) => document.named_columns[at] = it,
                Err(at) => document.named_columns.insert(at, it),
            }
        }
        Some(document)
    }
}
