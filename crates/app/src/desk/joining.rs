//! The planned session that the document joins, as the desk shows it, and which of its slips word what was recorded there.

use super::Desk;
use super::slips::Slip;
use super::view::SlipView;
use crate::meetings::Place;
use crate::views::words;
use jiff::civil::Date;
use model::SessionId;
use model::state::TaskCode;
use serde::Serialize;

/// The planned sessions that the document may tell of, and the one it joins.
#[derive(Clone, Debug, Serialize)]
pub struct Joining {
    /// What fits best stands first.
    pub sessions: Vec<Choice>,
    /// Conclusions that were recorded there, by number; no document words them yet.
    pub recorded: Vec<(u32, Option<String>)>,
    /// Those of them that no slip words.
    pub unworded: Vec<(u32, Option<String>)>,
    /// Whether another one may be chosen: nothing of the document is in the register yet.
    pub may_change: bool,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub id: SessionId,
    /// `None` once it was erased.
    pub title: Option<String>,
    pub held_on: Date,
    /// Whether the document joins it.
    pub is_chosen: bool,
}

/// The recorded conclusion that a slip words.
#[derive(Clone, Debug, Serialize)]
pub struct Same {
    pub n: u32,
    /// `None` once they were erased.
    pub words: Option<String>,
    /// What was assigned of it already.
    pub tasks: Vec<TaskCode>,
}

impl Joining {
    /// Whether the document founds a session of its own.
    pub fn is_new(&self) -> bool {
        self.chosen().next().is_none()
    }

    /// The one that it joins.
    pub fn chosen(&self) -> impl Iterator<Item = &Choice> {
        self.sessions.iter().filter(|it| it.is_chosen)
    }

    pub fn has_others(&self) -> bool {
        self.others().next().is_some()
    }

    /// The choices that are not taken; the first is one key away.
    pub fn others(&self) -> impl Iterator<Item = &Choice> {
        self.sessions.iter().filter(|it| !it.is_chosen)
    }
}

impl Desk {
    /// Tells each slip what it words of what was recorded, and what of all that no slip words.
    pub(super) fn tell_joining(&self, slips: &[Slip], views: &mut [SlipView]) -> Option<Joining> {
        for (slip, view) in slips.iter().zip(&mut *views) {
            view.same = self.same(slip);
        }
        let met = self.held.as_ref().filter(|it| it.is_planned);
        if met.is_none() && self.fitting.is_empty() {
            return None;
        }
        let choice = |it: &crate::meetings::Fitting| Choice {
            id: it.row.id,
            title: words(it.row.title.clone()),
            held_on: it.row.held_on,
            is_chosen: met.is_some_and(|met| met.session == it.row.id),
        };
        let mut sessions: Vec<Choice> = self.fitting.iter().map(choice).collect();
        if let Some(met) = met.filter(|_| sessions.is_empty()) {
            sessions.push(Choice { id: met.session, title: met.title.clone(), held_on: met.held_on, is_chosen: true });
        }
        let recorded: Vec<(u32, Option<String>)> =
            met.iter().flat_map(|it| it.unworded()).map(|(n, words)| (n, words.map(str::to_owned))).collect();
        let is_worded = |n: u32| views.iter().any(|it| it.same.as_ref().is_some_and(|it| it.n == n));
        let unworded = recorded.iter().filter(|it| !is_worded(it.0)).cloned().collect();
        Some(Joining { sessions, recorded, unworded, may_change: met.is_none_or(|it| !it.is_joined) })
    }

    fn same(&self, slip: &Slip) -> Option<Same> {
        let Place::Recorded(n) = *self.places.get(slip.first)? else { return None };
        let recorded = self.held.as_ref()?.conclusions.get(&n)?;
        Some(Same { n, words: recorded.words.clone(), tasks: recorded.tasks.clone() })
    }
}
