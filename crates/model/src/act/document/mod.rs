//! The acts of a document.

pub mod amend_draft;
pub mod answer_limitation;
pub mod name_columns;
pub mod name_plan;
pub mod receive;
pub mod set_aside_draft;

use crate::state::Document as State;

acts! {
    receive: Receive "document.receive" => Received "document.received" 1, Begins, Any [Clerk];
    amend_draft: AmendDraft "document.amend_draft" => DraftAmended "document.draft_amended" 1, Commutes, Unit [Clerk];
    answer_limitation: AnswerLimitation "document.answer_limitation" => LimitationAnswered "document.limitation_answered" 1, Commutes, Unit [Clerk];
    name_columns: NameColumns "document.name_columns" => ColumnsNamed "document.columns_named" 1, Commutes, Unit [Clerk];
    name_plan: NamePlan "document.name_plan" => PlanNamed "document.plan_named" 1, Commutes, Unit [Clerk];
    set_aside_draft: SetAsideDraft "document.set_aside_draft" => DraftSetAside "document.draft_set_aside" 1, Commutes, Unit [Clerk];
}
