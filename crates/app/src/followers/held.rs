//! What holds for the whole register as long as nothing is appended to it.

use crate::budget::{
    BRIEFINGS, DOCUMENT_PIECES, GATHERED, LIST_ROWS, LISTS, MEETINGS, NEXT_SESSIONS, PLANS, RUNS, SAID_SHOWN,
    SESSION_FACTS, SESSION_PIECES, SESSIONS_TOLD,
};
use crate::error::Error;
use crate::matters::{ListRowView, Matters, SaidView};
use crate::meetings::{MeetingView, PlanView, SessionTold};
use crate::propose::Proposal;
use crate::views::{BriefingView, gathering};
use jiff::civil::Date;
use model::state::Teller;
use model::{AccountId, DocumentId, MatterId, SessionId, StreamId, TaskId};
use reader::sheet::listed::List;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{ReportAskedRow, SessionKey, SessionRow, TaskFacts, TaskWait, WaitingTask};

/// All that is held.
#[derive(Default)]
pub struct AllHeld {
    /// Pieces of the lists of documents and sessions, by the place before each; documents with whoever received them.
    pub(crate) document_places: Held<Option<DocumentId>, Arc<[(DocumentId, AccountId)]>, DOCUMENT_PIECES>,
    pub(crate) session_places: Held<Option<SessionKey>, Arc<[SessionKey]>, SESSION_PIECES>,
    /// Sessions, each with the one that follows it.
    pub(crate) next_sessions: Held<SessionId, Arc<[SessionId]>, NEXT_SESSIONS>,
    /// How the tasks of sessions stand.
    pub(crate) session_facts: Held<SessionId, Arc<[TaskFacts]>, SESSION_FACTS>,
    /// Briefings of sessions and units, each for whoever asks on a day.
    pub(crate) briefings: Held<(AccountId, StreamId, Date), Arc<BriefingView>, BRIEFINGS>,
    /// Sessions as their pages show them, each for whoever sees it so; and the units whoever plans one may choose.
    pub(crate) meetings: Held<(AccountId, SessionId), Option<MeetingView>, MEETINGS>,
    pub(crate) sessions_told: Held<SessionId, Option<Arc<SessionTold>>, SESSIONS_TOLD>,
    pub(crate) plan_views: Held<AccountId, Arc<PlanView>, PLANS>,
    pub(crate) said_shown: Held<(AccountId, Teller), Arc<[SaidView]>, SAID_SHOWN>,
    /// The limitations and petitions that are followed, and in how many sessions in a row each was told. They are held
    /// until something is written that they rest on.
    pub(crate) matters: Held<(), Arc<Matters>>,
    pub(crate) runs: Held<MatterId, u32, RUNS>,
    /// Every session, by the day on which it was held.
    pub(crate) all_sessions: Held<(), Arc<[SessionRow]>>,
    /// The sessions with conclusions that are open, and how many.
    pub(crate) open_sessions: Held<(), Arc<[(SessionId, u64)]>>,
    /// The reports that guests of open sessions owe.
    pub(crate) reports_asked: Held<(), Arc<[ReportAskedRow]>>,
    /// The tasks that wait for an answer.
    pub(crate) waiting_tasks: Held<TaskWait, Arc<[WaitingTask]>>,
    /// What the sample to try would become.
    pub(crate) sample_proposed: Held<Date, Arc<Proposal>>,
    /// Files of tasks as lists of limitations, by what they hold: they never change.
    pub(crate) lists: Held<String, Arc<List>, LISTS>,
    /// Their rows, each for whoever looks on a day: who has set what aside is not told there.
    pub(crate) list_rows: Held<(AccountId, TaskId, u32, Date), Arc<[ListRowView]>, LIST_ROWS>,
    /// The lists in groups.
    pub(crate) gathered: Held<gathering::Asked, Arc<gathering::Groups>, GATHERED>,
}

/// Of what is kept under no name or under a day there are few.
const FEW: usize = 8;

/// What was found out at one position, `MOST` of it; none of it is used at another. Where there is no room for more all is
/// forgotten.
pub struct Held<K, T, const MOST: usize = FEW>(Mutex<(u64, HashMap<K, T>)>);

impl<K, T, const MOST: usize> Default for Held<K, T, MOST> {
    fn default() -> Held<K, T, MOST> {
        Held(Mutex::new((0, HashMap::new())))
    }
}

impl<K: Eq + Hash, T: Clone, const MOST: usize> Held<K, T, MOST> {
    /// What is known of `thing` where the register ended at `position`. `find` may tell of a later moment: whoever asks
    /// learns of what came since, as they do of what comes next.
    ///
    /// # Errors
    /// Those of `find`.
    pub fn get(&self, position: u64, thing: K, find: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let kept = self.lock();
        if let Some(known) = Some(&kept.1).filter(|_| kept.0 == position).and_then(|it| it.get(&thing)) {
            return Ok(known.clone());
        }
        drop(kept);
        let found = find()?;
        let mut kept = self.lock();
        if kept.0 < position {
            *kept = (position, HashMap::new());
        }
        if kept.0 == position {
            if kept.1.len() == MOST {
                kept.1.clear();
            }
            kept.1.insert(thing, found.clone());
        }
        Ok(found)
    }

    fn lock(&self) -> MutexGuard<'_, (u64, HashMap<K, T>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_held_until_something_is_appended() {
        let held: Held<&str, u32> = Held::default();
        let get = |position, found| held.get(position, "thing", || Ok(found)).unwrap();
        assert_eq!([get(5, 1), get(5, 2)], [1, 1], "nothing was appended");
        assert_eq!([get(6, 3), get(6, 4)], [3, 3], "something was");
        assert_eq!([get(5, 5), get(6, 6)], [5, 3], "who looked before keeps nothing for those after");
        assert_eq!(held.get(6, "other", || Ok(7)).unwrap(), 7);
    }
}
