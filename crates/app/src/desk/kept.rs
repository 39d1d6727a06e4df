//! What was said so far, kept beside the ledger under the document: each cell with what it said before, for undoing.

use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use base::Span;
use jiff::Timestamp;
use model::{AccountId, DocumentId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{Answer, DraftCell, DraftsPut, DraftsSeen, Order, Submission};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Names of units, with semicolons between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinating: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<String>,
    /// Of a row of a kept sheet, how far it had come: the wire name of a state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<String>,
    /// The day on which it was done, as it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<String>,
    /// Why nothing is to come of it; of a limitation, why no slip answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Of a limitation, where the slips begin that answer it, bytes of the source; of what was added, its span.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<usize>,
    /// Keys of slips that were all taken at one stroke.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slips: Vec<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    pub by: AccountId,
    pub at: Timestamp,
    /// What was said at one stroke is undone at one stroke; the order of turns is that of time.
    turn: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Box<Cell>>,
}

impl Cell {
    /// What it says, and what it said before, the newest first.
    fn steps(&self) -> impl Iterator<Item = &Cell> {
        let steps = std::iter::successors(Some(self), |it| it.before.as_deref());
        // What is in the register is undone there.
        steps.filter(|it| it.said.as_ref().is_none_or(|it| it.stand != Stand::Decided))
    }
}

/// All cells of one document, by name, as they were read at once: what follows from them is put only while they stand.
#[derive(Debug)]
pub(super) struct Kept {
    cells: BTreeMap<String, Cell>,
    /// Those that are not kept themselves: they follow from what was taken at one stroke.
    spread: BTreeSet<String>,
    seen: DraftsSeen,
}

/// What somebody said last.
pub(super) struct Stroke {
    /// Its cells, each with what it said before.
    pub cells: Cells,
    /// A cell of it in which others have said something since: that stays.
    pub under: Option<String>,
}

/// Cells by name; those that are `None` are forgotten.
pub(super) type Cells = Vec<(String, Option<Box<Cell>>)>;

/// The cells that say what was taken at one stroke begin so.
const SURE: &str = "sure ";
/// The cells that say what was added to what was read begin so.
const ADDED: &str = "added ";

/// The cells that say which recorded conclusion a directive words begin so.
const SAME: &str = "same ";

pub(super) fn same_cell(at: usize) -> String {
    format!("{SAME}{at}")
}

pub(super) fn added_cell(n: usize) -> String {
    format!("{ADDED}{n}")
}

/// The number of what was added, by the name of its own cell or that of its slip.
pub(super) fn added_of(name: &str) -> Option<usize> {
    let of_slip = || name.strip_prefix("slip ")?.split_once('+').map(|it| it.1);
    name.strip_prefix(ADDED).or_else(of_slip)?.parse().ok()
}

/// So many slips of it stand in one cell.
const MOST_IN_CELL: usize = 4_000;

impl Kept {
    /// What another version of the program wrote and this one cannot read is said anew.
    pub fn read((cells, seen): (Vec<DraftCell>, DraftsSeen)) -> Kept {
        let cell = |it: DraftCell| Some((it.cell, serde_json::from_str(&it.text).ok()?));
        let cells = cells.into_iter().filter_map(cell).collect();
        let mut kept = Kept { cells, spread: BTreeSet::new(), seen };
        let mut strokes: Vec<Cell> = kept.beginning(SURE).map(|it| it.2.clone()).collect();
        strokes.sort_by(|one, other| one.turn.cmp(&other.turn));
        for stroke in strokes {
            kept.spread(stroke);
        }
        kept
    }

    /// Each slip that was taken at one stroke stands as if it were said of it alone, unless something was said since.
    fn spread(&mut self, stroke: Cell) {
        let Cell { said: Some(said), by, at, turn, .. } = stroke else { return };
        for name in said.slips.iter().map(|it| format!("slip {it}")) {
            let before = self.cells.remove(&name);
            let cell = match before {
                Some(cell) if turn <= cell.turn => cell,
                before => {
                    self.spread.insert(name.clone());
                    let said = before.as_ref().and_then(|it| it.said.clone()).unwrap_or_default();
                    let (said, before) = (Some(Said { stand: Stand::Taken, ..said }), before.map(Box::new));
                    Cell { said, by, at, turn: turn.clone(), before }
                }
            };
            self.cells.insert(name, cell);
        }
    }

    /// Cells that take slips, all at one stroke.
    pub fn taking(&self, slips: &[String]) -> Vec<(String, Option<Said>)> {
        let first = self.numbers(SURE).into_iter().max().map_or(1, |it| it + 1);
        let said = |slips: &[String]| Some(Said { slips: slips.to_vec(), ..Said::default() });
        (first..).zip(slips.chunks(MOST_IN_CELL)).map(|(n, slips)| (format!("{SURE}{n}"), said(slips))).collect()
    }

    /// What people added to what was read, by its number: the place of each in the source.
    pub fn added(&self) -> Vec<(usize, Span)> {
        let place = |(n, said, _): (&str, &Said, &Cell)| match said.answers[..] {
            [start, end] if start <= end => Some((n.parse().ok()?, Span::new(start, end))),
            _ => None,
        };
        let mut added: Vec<(usize, Span)> = self.beginning(ADDED).filter_map(place).collect();
        added.sort_unstable();
        added
    }

    /// By the byte where a directive begins, the conclusion of its session that somebody said it words; `None` for a new one.
    pub fn same(&self) -> BTreeMap<usize, Option<u32>> {
        let said = |(at, said, _): (&str, &Said, &Cell)| {
            let n = said.words.as_deref()?.parse().ok().filter(|it| *it > 0);
            Some((at.parse().ok()?, n))
        };
        self.beginning(SAME).filter_map(said).collect()
    }

    /// The cell of what is added next, and its number.
    pub fn next_added(&self) -> (String, usize) {
        let n = self.numbers(ADDED).into_iter().max().map_or(1, |it| it + 1);
        (added_cell(n), n)
    }

    /// Of the cells that are done with, what stands from now on: what was added is known again, and no longer undone.
    pub fn settled(&self, done: Vec<String>) -> Cells {
        let stands = |name: &str| {
            let cell = self.cells.get(name).filter(|_| added_of(name).is_some())?;
            let said = cell.said.clone().map(|it| Said { stand: Stand::Decided, ..it });
            Some(Box::new(Cell { said, before: None, ..cell.clone() }))
        };
        let settled = |name: String| {
            let cell = stands(&name);
            (name, cell)
        };
        done.into_iter().map(settled).collect()
    }

    /// What stands in a cell.
    pub fn get(&self, name: &str) -> Option<(&Said, &Cell)> {
        let cell = self.cells.get(name)?;
        Some((cell.said.as_ref()?, cell))
    }

    /// Who said last what stands in a field of a cell: its steps are followed back to where it was something else.
    pub fn said_last(&self, name: &str, field: &str) -> Option<(AccountId, Timestamp)> {
        let of = |it: &Cell| it.said.as_ref().and_then(|it| it.of(field)).map(str::to_owned);
        let mut cell = self.cells.get(name)?;
        let stands = of(cell);
        while let Some(before) = cell.before.as_deref().filter(|it| of(it) == stands) {
            cell = before;
        }
        Some((cell.by, cell.at))
    }

    /// What stands in the cells whose names begin with `prefix`, and the rest of those names.
    pub fn beginning(&self, prefix: &'static str) -> impl Iterator<Item = (&str, &Said, &Cell)> {
        let cells = self.cells.range(prefix.to_owned()..);
        let cells = cells.map_while(move |(name, cell)| Some((name.strip_prefix(prefix)?, cell)));
        cells.filter_map(|(rest, cell)| Some((rest, cell.said.as_ref()?, cell)))
    }

    /// The names of all that is kept.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.cells.keys().filter(|it| !self.spread.contains(*it)).map(String::as_str)
    }

    /// The numbers that stand behind `prefix` in the names of cells.
    pub fn numbers(&self, prefix: &'static str) -> Vec<usize> {
        self.beginning(prefix).filter_map(|it| it.0.parse().ok()).collect()
    }

    /// The last stroke of `account`, wherever it lies: what they said before that is not reached past it.
    pub fn last_of(&self, account: AccountId) -> Stroke {
        let own = |cell: &Cell| cell.steps().filter(|it| it.by == account).map(|it| it.turn.clone()).max();
        let last = self.cells.values().filter_map(own).max();
        let of_last = self.cells.iter().filter(|it| last.is_some() && own(it.1) == last);
        let (stands, under): (Vec<_>, Vec<_>) = of_last.partition(|it| Some(&it.1.turn) == last.as_ref());
        let own = stands.into_iter().filter(|it| !self.spread.contains(it.0));
        let cells = own.map(|(name, cell)| (name.clone(), cell.before.clone())).collect();
        Stroke { cells, under: under.first().map(|it| it.0.clone()) }
    }

    /// Whether `account` said something that is not undone.
    pub fn has_own(&self, account: AccountId) -> bool {
        self.cells.values().flat_map(Cell::steps).any(|it| it.by == account)
    }

    fn put(&self, cells: Cells, at: Timestamp) -> DraftsPut {
        let text = |it: Box<Cell>| serde_json::to_string(&it).unwrap_or_default();
        let cells = cells.into_iter().map(|(name, cell)| (name, cell.map(text))).collect();
        DraftsPut { seen: self.seen.clone(), cells, at }
    }

    /// When something was said last.
    pub fn last_at(&self) -> Option<Timestamp> {
        self.cells.values().map(|it| it.at).max()
    }
}

impl Office {
    /// What was said so far, for [`Kept::read`], and how it is known to be the same.
    pub(super) fn said_so_far(&self, document: DocumentId) -> Result<(Vec<DraftCell>, DraftsSeen), Error> {
        Ok(self.store.drafts_seen(self.register()?, document.into(), OBJECT)?)
    }

    /// Keeps what `viewer` said at one stroke, cell by cell.
    ///
    /// # Errors
    /// [`model::Refusal::Stale`] where somebody said something since `kept` was read; [`Error::Store`].
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
            let before = kept.cells.get(&name).cloned().map(|it| Box::new(shortened(it, MOST_STEPS)));
            (name, Some(Box::new(Cell { said, by: viewer.account, at, turn: turn.clone(), before })))
        };
        self.put_cells(document, kept, said.into_iter().map(cell).collect())
    }

    /// Puts cells as they are given.
    ///
    /// # Errors
    /// Those of [`Office::say_at_desk`].
    pub(super) fn put_cells(&self, document: DocumentId, kept: &Kept, cells: Cells) -> Result<(), Error> {
        self.store.put_drafts(kept.put(cells, self.clock.now()))?;
        self.desks.stir(document);
        Ok(())
    }

    /// Hands in what the desk makes of what was said, and forgets the cells `done` with it.
    ///
    /// # Errors
    /// [`model::Refusal::Stale`] where the register moved on since `drawn_from`, or somebody said something since `kept`
    /// was read; those of the acts; [`Error::Store`].
    pub(super) fn hand_in_desk(
        &self,
        viewer: &Viewer,
        document: DocumentId,
        drawn_from: u64,
        orders: Vec<Order>,
        (kept, done): (&Kept, Cells),
    ) -> Result<Answer, Error> {
        let key = self.clock.new_id().to_string();
        let submission = self.submission(self.register()?, viewer.account, key, orders);
        let submission = Submission { drawn_from: Some(drawn_from), ..submission };
        let put = kept.put(done, self.clock.now());
        let answer = self.store.submit_with_drafts(submission, put)?;
        self.desks.stir(document);
        Ok(answer)
    }

    /// Forgets everything that was said about a document before it was in the register.
    pub(crate) fn forget_desk(&self, document: DocumentId) -> Result<(), Error> {
        self.store.drop_drafts(self.register()?, document.into(), OBJECT, None)?;
        self.last_proposed.forget(|it| it.document == document);
        self.last_desks.forget(|it| it.document == document);
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
