//! Limitations and petitions that are followed through sessions: what sessions tell of them, what looks alike, and what
//! people said of it. Only what people said is told as a fact.

mod list;
mod page;
mod said;
mod same;

pub use list::{FollowedListView, FollowedQuery, FollowedState, FollowedView, STANDINGS, state_words};
pub use page::{ClosingView, FollowedMoment, FollowedPageView, FollowedTask, TellingView};
pub(crate) use said::Said;
pub use said::{AlikeView, FollowedMention, SaidView};
pub use same::SameAsked;

use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use crate::views::UnitMention;
use jiff::civil::Date;
use model::state::Telling;
use model::{MatterId, SessionId, UnitId};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::MatterRow;

/// So many sessions of a unit are looked through.
const MOST_SESSIONS: usize = 8;

/// Everything that is followed, where the register ends.
pub(crate) struct Matters {
    pub rows: Vec<MatterRow>,
    /// Which of them a place of a session tells of.
    of_telling: HashMap<Telling, usize>,
}

impl Matters {
    fn new(rows: Vec<MatterRow>) -> Matters {
        let told = |(at, it): (usize, &MatterRow)| it.tellings.iter().map(|it| (it.0, at)).collect::<Vec<_>>();
        Matters { of_telling: rows.iter().enumerate().flat_map(told).collect(), rows }
    }

    /// What a place of a session tells of, as people said.
    pub fn told_at(&self, telling: &Telling) -> Option<&MatterRow> {
        self.of_telling.get(telling).map(|at| &self.rows[*at])
    }
}

/// The last day on which it was told.
pub(crate) fn last_on(row: &MatterRow) -> Date {
    row.tellings.iter().map(|it| it.1).max().unwrap_or(row.since_on)
}

/// In how many sessions it was told.
pub(crate) fn n_sessions(row: &MatterRow) -> usize {
    row.tellings.iter().map(|it| it.0.session).collect::<BTreeSet<SessionId>>().len()
}

impl Office {
    /// Everything that is followed, whoever sees it.
    pub(crate) fn matters(&self, viewer: &Viewer) -> Result<Arc<Matters>, Error> {
        let register = self.register()?;
        self.held.matters.get(viewer.position, (), || Ok(Arc::new(Matters::new(self.store.matters(register)?))))
    }

    /// In how many sessions in a row it was told, up to the last that told it: those that tell nothing of its kind are
    /// passed over.
    pub(crate) fn in_a_row(&self, viewer: &Viewer, row: &MatterRow) -> Result<u32, Error> {
        if row.tellings.len() < 2 {
            return Ok(u32::from(!row.tellings.is_empty()));
        }
        let told: BTreeSet<SessionId> = row.tellings.iter().map(|it| it.0.session).collect();
        let keys = self.store.sessions_with(self.register()?, row.unit, last_on(row), MOST_SESSIONS)?;
        let mut n = 0;
        for key in keys {
            if told.contains(&key.id) {
                n += 1;
            } else if n > 0 && self.said_in(viewer, key.id)?.iter().any(|it| it.kind == row.kind) {
                break;
            }
        }
        Ok(n.max(1))
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
