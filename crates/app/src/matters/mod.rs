//! Limitations and petitions that are followed through sessions: what sessions tell of them, what looks alike, and what
//! people said of it. Only what people said is told as a fact.

mod by_document;
mod figures;
mod list;
mod listed;
mod page;
mod said;
mod same;

pub use figures::{FigureMove, FigureSource, FigureTold, Unlike, Verdict};
pub use list::{FollowedListView, FollowedQuery, FollowedState, FollowedView, STANDINGS, state_words};
pub(crate) use listed::OpenList;
pub use listed::{ListAlike, ListDoubt, ListPageView, ListRowView, ListSay, ListStand, ListedCount, ListingView};
pub use page::{ClosingView, FollowedMoment, FollowedPageView, FollowedTask, TellingView};
pub use said::{AlikeView, FollowedMention, SaidView};
pub(crate) use said::{Said, Told};
pub use same::SameAsked;

use crate::access::Viewer;
use crate::error::Error;
use crate::followers::moved::{OF_MATTERS, OF_RUNS};
use crate::office::Office;
use crate::views::UnitMention;
use jiff::civil::Date;
use model::state::{Listing, Telling};
use model::{MatterId, SessionId, TaskId, UnitId};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::MatterRow;

/// So many sessions of a unit are looked through for what looks alike.
const MOST_SESSIONS: usize = 8;
/// So many sessions are asked for beside those that told it.
const FEW_BETWEEN: usize = 4;

/// Everything that is followed, where the register ends.
pub(crate) struct Matters {
    pub rows: Vec<MatterRow>,
    /// Which of them a place of a session or a document tells of.
    of_telling: HashMap<Telling, usize>,
    /// Which of them a row of a list is.
    of_listing: HashMap<Listing, usize>,
    /// Which of them stand in lists of a task, each once.
    of_task: HashMap<TaskId, Vec<usize>>,
}

impl Matters {
    fn new(rows: Vec<MatterRow>) -> Matters {
        let told = |(at, it): (usize, &MatterRow)| it.tellings.iter().map(|it| (it.0, at)).collect::<Vec<_>>();
        let listed = |(at, it): (usize, &MatterRow)| it.listings.iter().map(|it| (it.0, at)).collect::<Vec<_>>();
        let of_listing = rows.iter().enumerate().flat_map(listed).collect();
        let mut of_task: HashMap<TaskId, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            lists_of(row).into_iter().for_each(|it| of_task.entry(it).or_default().push(at));
        }
        Matters { of_task, of_listing, of_telling: rows.iter().enumerate().flat_map(told).collect(), rows }
    }

    /// What stands in the lists of a task.
    pub fn listed_in(&self, task: TaskId) -> impl Iterator<Item = &MatterRow> {
        self.of_task.get(&task).into_iter().flatten().map(|at| &self.rows[*at])
    }

    /// The limitation that a row of a list is, as people said.
    pub fn listed_as(&self, listing: &Listing) -> Option<&MatterRow> {
        self.of_listing.get(listing).map(|at| &self.rows[*at])
    }

    /// What a place tells of, as people said.
    pub fn told_at(&self, telling: &Telling) -> Option<&MatterRow> {
        self.of_telling.get(telling).map(|at| &self.rows[*at])
    }
}

/// The tasks in whose lists it stands.
pub(crate) fn lists_of(row: &MatterRow) -> BTreeSet<TaskId> {
    row.listings.iter().map(|it| it.0.task).collect()
}

/// The last day on which it was told.
pub(crate) fn last_on(row: &MatterRow) -> Date {
    row.tellings.iter().map(|it| it.1).max().unwrap_or(row.since_on)
}

/// In how many sessions it was told.
pub(crate) fn n_sessions(row: &MatterRow) -> usize {
    row.tellings.iter().filter_map(|it| it.0.session()).collect::<BTreeSet<SessionId>>().len()
}

impl Office {
    /// Everything that is followed, whoever sees it.
    pub(crate) fn matters(&self, viewer: &Viewer) -> Result<Arc<Matters>, Error> {
        let (register, at) = (self.register()?, self.moved(viewer.position, OF_MATTERS)?);
        self.held.matters.get(at, (), || Ok(Arc::new(Matters::new(self.store.matters(register)?))))
    }

    /// In how many sessions in a row it was told, up to the last that told it: those that tell nothing of its kind are
    /// passed over.
    pub(crate) fn in_a_row(&self, viewer: &Viewer, row: &MatterRow) -> Result<u32, Error> {
        let told: BTreeSet<SessionId> = row.tellings.iter().filter_map(|it| it.0.session()).collect();
        if told.len() < 2 {
            return Ok(u32::from(!told.is_empty()));
        }
        self.held.runs.get(self.moved(viewer.position, OF_RUNS)?, row.id, || self.run_of(viewer, row, &told))
    }

    /// The sessions of its unit are walked back as far as the row goes, and no further.
    fn run_of(&self, viewer: &Viewer, row: &MatterRow, told: &BTreeSet<SessionId>) -> Result<u32, Error> {
        let (mut n, mut n_walked) = (0, 0);
        loop {
            let most = told.len() + FEW_BETWEEN + 2 * n_walked;
            let keys = self.store.sessions_with(self.register()?, row.unit, last_on(row), most)?;
            for key in keys.get(n_walked..).unwrap_or_default() {
                if told.contains(&key.id) {
                    n += 1;
                } else if key.held_on < row.since_on || n > 0 && self.tells(viewer, key.id, row.kind)? {
                    return Ok(n.max(1));
                }
            }
            if n as usize == told.len() || keys.len() < most {
                return Ok(n.max(1));
            }
            n_walked = keys.len();
        }
    }

    /// The units above those of `viewer`, from the root down: what they may ask something of without seeing it.
    pub fn units_above(&self, viewer: &Viewer) -> Vec<UnitMention> {
        let tree = &viewer.units.tree;
        let is_above =
            |it: &UnitId| !viewer.sees(*it) && viewer.grants.iter().any(|grant| tree.is_within(grant.unit, *it));
        tree.units().iter().copied().filter(is_above).map(|it| viewer.units.mention(it)).collect()
    }

    /// What is followed under an identifier, where `viewer` sees it.
    pub(crate) fn seen_matter<'a>(&self, viewer: &Viewer, all: &'a Matters, id: MatterId) -> Option<&'a MatterRow> {
        all.rows.iter().find(|it| it.id == id).filter(|it| sees_matter(viewer, it))
    }
}

/// Whether somebody sees it: they see the unit, or the one that owes an answer.
pub(crate) fn sees_matter(viewer: &Viewer, row: &MatterRow) -> bool {
    viewer.sees_all() || viewer.sees(row.unit) || row.owed_by.is_some_and(|it| viewer.sees(it))
}
