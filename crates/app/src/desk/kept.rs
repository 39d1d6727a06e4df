//! What was said so far, kept beside the ledger under the document: each cell with what it said before, for undoing.

use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use jiff::Timestamp;
use model::{AccountId, DocumentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::DraftKey;

/// What the cells are kept under.
const OBJECT: &str = "intake";
/// So many steps back are kept of one cell.
const MOST_STEPS: usize = 8;

/// How far a slip is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// It waits for a person.
    #[default]
    Open,
    /// Somebody took it as it stands.
    Taken,
    /// Somebody said that nothing is to come of it.
    Aside,
    /// It is in the register.
    Decided,
}

/// What a slip becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Task,
    Guidance,
}

impl Kind {
    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Task => "task",
            Kind::Guidance => "guidance",
        }
    }

    fn named(name: &str) -> Option<Kind> {
        [Kind::Task, Kind::Guidance].into_iter().find(|it| it.name() == name)
    }
}

/// What somebody said of one slip; what is `None` stays as it was read. Texts are as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    pub stand: Stand,
    pub kind: Option<Kind>,
    pub words: Option<String>,
    /// Names of units, with semicolons between them.
    pub leads: Option<String>,
    pub coordinating: Option<String>,
    pub due: Option<String>,
    pub deliverable: Option<String>,
    /// Of a row of a kept sheet, how far it had come: the wire name of a state.
    pub work: Option<String>,
    /// The day on which it was done, as it was typed.
    pub done_on: Option<String>,
    /// Why nothing is to come of it; of a limitation, why no slip answers it.
    pub because: Option<String>,
    /// Of a limitation, where the slips begin that answer it, bytes of the source.
    pub answers: Vec<usize>,
}

/// The fields of a slip's form, by their names there.
pub const FIELDS: [&str; 8] = ["kind", "words", "leads", "coordinating", "due", "deliverable", "work", "done_on"];

impl Said {
    /// What was said in a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        let text = match field {
            "kind" => return self.kind.map(Kind::name),
            "words" => &self.words,
            "leads" => &self.leads,
            "coordinating" => &self.coordinating,
            "due" => &self.due,
            "deliverable" => &self.deliverable,
            "work" => &self.work,
            "done_on" => &self.done_on,
            _ => &None,
        };
        text.as_deref()
    }

    /// Says `typed` in a field; `None` leaves it as it was read.
    pub fn put(&mut self, field: &str, typed: Option<String>) {
        let text = match field {
            "kind" => {
                self.kind = typed.as_deref().and_then(Kind::named);
                return;
            }
            "words" => &mut self.words,
            "leads" => &mut self.leads,
            "coordinating" => &mut self.coordinating,
            "due" => &mut self.due,
            "deliverable" => &mut self.deliverable,
            "work" => &mut self.work,
            "done_on" => &mut self.done_on,
            _ => return,
        };
        *text = typed;
    }

    /// The fields in which something was said.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        FIELDS.into_iter().filter_map(|it| Some((it, self.of(it)?)))
    }
}

/// One cell as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Cell {
    /// `None` once it was taken back.
    pub said: Option<Said>,
    pub by: AccountId,
    pub at: Timestamp,
    /// What was said at one stroke is undone at one stroke; the order of turns is that of time.
    turn: String,
    before: Option<Box<Cell>>,
}

/// All cells of one document, by name.
#[derive(Debug, Default)]
pub(super) struct Kept(BTreeMap<String, Cell>);

impl Kept {
    /// What stands in a cell.
    pub fn get(&self, name: &str) -> Option<(&Said, &Cell)> {
        let cell = self.0.get(name)?;
        Some((cell.said.as_ref()?, cell))
    }

    /// Who said last what stands in a field of a cell: its steps are followed back to where it was something else.
    pub fn said_last(&self, name: &str, field: &str) -> Option<(AccountId, Timestamp)> {
        let of = |it: &Cell| it.said.as_ref().and_then(|it| it.of(field)).map(str::to_owned);
        let mut cell = self.0.get(name)?;
        let stands = of(cell);
        while let Some(before) = cell.before.as_deref().filter(|it| of(it) == stands) {
            cell = before;
        }
        Some((cell.by, cell.at))
    }

    /// What stands in the cells whose names begin with `prefix`, and the rest of those names.
    pub fn beginning(&self, prefix: &'static str) -> impl Iterator<Item = (&str, &Said, &Cell)> {
        let cells = self.0.iter().filter_map(move |(name, cell)| Some((name.strip_prefix(prefix)?, cell)));
        cells.filter_map(|(rest, cell)| Some((rest, cell.said.as_ref()?, cell)))
    }

    /// The names of all cells.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The numbers that stand behind `prefix` in the names of cells.
    pub fn numbers(&self, prefix: &str) -> Vec<usize> {
        let standing = self.0.iter().filter(|it| it.1.said.is_some());
        standing.filter_map(|(name, _)| name.strip_prefix(prefix)?.parse().ok()).collect()
    }

    /// The cells of the last stroke of `account`, each with what it said before.
    pub fn last_of(&self, account: AccountId) -> Vec<(String, Option<Box<Cell>>)> {
        let own = || self.0.iter().filter(|it| it.1.by == account);
        let Some(last) = own().map(|it| &it.1.turn).max() else { return Vec::new() };
        own().filter(|it| it.1.turn == *last).map(|(name, cell)| (name.clone(), cell.before.clone())).collect()
    }

    /// Whether `account` has something to undo.
    pub fn has_own(&self, account: AccountId) -> bool {
        self.0.values().any(|it| it.by == account)
    }

    /// When something was said last.
    pub fn last_at(&self) -> Option<Timestamp> {
        self.0.values().map(|it| it.at).max()
    }
}

impl Office {
    pub(super) fn kept(&self, document: DocumentId) -> Result<Kept, Error> {
        let cells = self.store.drafts(self.register()?, document.into(), OBJECT)?;
        // What another version of the program wrote and this one cannot read is said anew.
        let cell = |it: store::DraftCell| Some((it.cell, serde_json::from_str(&it.text).ok()?));
        Ok(Kept(cells.into_iter().filter_map(cell).collect()))
    }

    /// Keeps what `viewer` said at one stroke, cell by cell.
    pub(super) fn say_at_desk(
        &self,
        viewer: &Viewer,
        document: DocumentId,
        kept: &Kept,
        said: Vec<(String, Option<Said>)>,
    ) -> Result<(), Error> {
        let turn = self.clock.new_id().to_string();
        let at = self.clock.now();
        let cell = |(name, said): (String, Option<Said>)| {
            let before = kept.0.get(&name).cloned().map(|it| Box::new(shortened(it, MOST_STEPS)));
            (name, Some(Box::new(Cell { said, by: viewer.account, at, turn: turn.clone(), before })))
        };
        self.put_cells(document, said.into_iter().map(cell).collect())
    }

    /// Puts cells as they are given; those that are `None` are forgotten.
    pub(super) fn put_cells(&self, document: DocumentId, cells: Vec<(String, Option<Box<Cell>>)>) -> Result<(), Error> {
        let register = self.register()?;
        let key = |cell| DraftKey { register, owner: document.into(), object: OBJECT.to_owned(), cell };
        let text = |it: Box<Cell>| serde_json::to_string(&it).unwrap_or_default();
        let cells = cells.into_iter().map(|(name, cell)| (key(name), cell.map(text))).collect();
        self.store.put_drafts(cells, self.clock.now())?;
        self.desks.stir(document);
        Ok(())
    }

    /// Forgets everything that was said about a document before it was in the register.
    pub(crate) fn forget_desk(&self, document: DocumentId) -> Result<(), Error> {
        self.store.drop_drafts(self.register()?, document.into(), OBJECT, None)?;
        self.desks.stir(document);
        Ok(())
    }
}

/// The cell with at most `most` steps before it.
fn shortened(mut cell: Cell, most: usize) -> Cell {
    cell.before = match most {
        0 => None,
        _ => cell.before.map(|it| Box::new(shortened(*it, most - 1))),
    };
    cell
}
