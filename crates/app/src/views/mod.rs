//! What a person sees: plain structs that text and JSON read alike. Only what depends on today is computed here.

mod account_list;
mod accounts;
mod briefing;
mod changes;
mod columns;
mod contributions;
mod documents;
pub(crate) mod gathering;
mod grouping;
mod home;
mod lines;
mod moments;
mod offers;
mod owed;
mod parts;
mod rate_lines;
mod register;
mod sessions;
mod surroundings;
mod task_files;
mod task_list;
mod task_page;
mod task_query;
mod task_sheet;
mod tasks;
mod units;
pub(crate) mod walk;

pub use model::Passage;

pub use account_list::{AccountLine, AccountListView, GrantLine};
pub use accounts::{AccountView, AccountsView};
pub use briefing::{
    BriefConclusion, BriefLimitation, BriefList, BriefTask, BriefTasks, BriefingView, Fate, FateCount, FirstPage,
    Question, QuestionAbout,
};
pub use changes::{Change, Value};
pub use columns::{Column, Columns};
pub use contributions::{ContributionOwed, ContributionView};
pub use documents::{DocumentFile, DocumentPageView, DocumentView, DocumentsView};
pub use grouping::{GROUPINGS, Heading, TaskGroup};
pub(crate) use home::works_for;
pub use home::{FEW, FirstSteps, HomeAbout, HomeRows, HomeSection, HomeTask, HomeView, WaitingDocument};
pub use lines::{Lines, LinesView};
pub use moments::{EvidenceView, Moment, MomentVia};
pub use offers::{ActOffer, BATCH_ACTS, WhyNot, batch_offers};
pub use owed::{Owed, OwedView};
pub use parts::Parts;
pub use rate_lines::{
    ComparedSession, RateLine, RateMismatch, RateTask, RateTasksView, RateView, RatesAsked, RatesView, SILENT,
};
pub use register::{StateCount, TaskRegisterView, TotalView};
pub use sessions::{ConclusionView, ConclusionsView, LimitationView, SessionPageView, SessionView, SessionsView};
pub(crate) use sessions::{SessionSaid, SessionTask};
pub use surroundings::SourceText;
pub(crate) use surroundings::around;
pub use task_files::{ListFile, PlanFile, PlanView};
pub use task_list::{ListLine, TaskList};
pub use task_page::TaskPageView;
pub use task_query::{STATES, TaskQuery, Unread};
pub use task_sheet::{Letterhead, TaskSheetView};
pub(crate) use tasks::Viewing;
pub use tasks::{
    AnswerView, ExtensionView, ExternalRefView, MarksView, TaskDeadline, TaskSource, TaskState, TaskView, TasksView,
};
pub(crate) use units::OfferedUnits;
pub use units::{
    UnitBelow, UnitLine, UnitOptions, UnitPageView, UnitPerson, UnitTasks, UnitTreeView, UnitVersionView, UnitView,
    UnitsView, indent,
};

use model::UnitId;
use serde::Serialize;
use std::sync::Arc;
use store::Text;

/// A unit as others mention it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitMention {
    pub id: UnitId,
    /// `None` once the name was erased.
    pub name: Option<String>,
}

/// The words, or `None` once they were erased.
pub(crate) fn words(text: Text) -> Option<String> {
    match text {
        Text::Words(words) => Some(words),
        Text::Erased => None,
    }
}

/// What many look at, for one of them.
pub(crate) fn own<T: Clone>(kept: Vec<Arc<T>>) -> Vec<T> {
    kept.iter().map(|it| T::clone(it)).collect()
}
