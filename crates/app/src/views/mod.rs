//! What a person sees: plain structs that text and JSON read alike. Only what depends on today is computed here.

mod account_list;
mod accounts;
mod documents;
mod lines;
mod owed;
mod register;
mod sessions;
mod task_page;
mod tasks;
mod units;

pub use model::Passage;

pub use account_list::{AccountLine, AccountListView, GrantLine};
pub use accounts::{AccountView, AccountsView};
pub use documents::{DocumentPageView, DocumentView, DocumentsView};
pub use lines::{Lines, LinesView};
pub use owed::{Owed, OwedView};
pub use register::{STATES, StateCount, TaskQuery, TaskRegisterView, TotalView, Unread};
pub use sessions::{ConclusionView, ConclusionsView, SessionPageView, SessionView, SessionsView};
pub use task_page::{ActOffer, Moment, SourceText, TaskPageView, WhyNot};
pub use tasks::{TaskDeadline, TaskSource, TaskState, TaskView, TasksView};
pub use units::{UnitLine, UnitPageView, UnitTreeView, UnitView, UnitsView};

use crate::Error;
use crate::office::Office;
use model::UnitId;
use serde::Serialize;
use std::collections::HashMap;
use store::Text;

/// A unit as others mention it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitMention {
    pub id: UnitId,
    /// `None` once the name was erased.
    pub name: Option<String>,
}

/// The names of all units, to be mentioned by identifier.
pub(crate) struct UnitNames(HashMap<UnitId, Option<String>>);

impl UnitNames {
    pub(crate) fn of(office: &Office) -> Result<UnitNames, Error> {
        let units = office.store.units(office.register()?)?;
        Ok(UnitNames(units.into_iter().map(|it| (it.id, words(it.name))).collect()))
    }

    /// A unit that is not there is called by its identifier: unknown is not erased.
    pub(crate) fn mention(&self, id: UnitId) -> UnitMention {
        UnitMention { id, name: self.0.get(&id).map_or_else(|| Some(id.to_string()), Clone::clone) }
    }
}

/// The words, or `None` once they were erased.
pub(crate) fn words(text: Text) -> Option<String> {
    match text {
        Text::Words(words) => Some(words),
        Text::Erased => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::StreamId;
    use uuid::Uuid;

    #[test]
    fn a_unit_that_is_not_there_is_not_taken_for_an_erased_one() {
        let id = |n| UnitId(StreamId(Uuid::from_u128(n)));
        let names = UnitNames(HashMap::from([(id(1), Some("name".to_owned())), (id(2), None)]));
        assert_eq!(names.mention(id(1)).name.as_deref(), Some("name"));
        assert_eq!(names.mention(id(2)).name, None);
        assert_eq!(names.mention(id(3)).name, Some(id(3).to_string()));
    }
}
