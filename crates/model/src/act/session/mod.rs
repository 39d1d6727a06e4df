//! The acts of a session.

pub mod end_conclusion;
pub mod hold;
pub mod record_conclusion;

use crate::state::Session as State;

acts! {
    end_conclusion: EndConclusion "session.end_conclusion" => ConclusionEnded "session.conclusion_ended" 1, NeedsSeen, Unit [Clerk];
    hold: Hold "session.hold" => Held "session.held" 1, Begins, Unit [Clerk];
    record_conclusion: RecordConclusion "session.record_conclusion" => ConclusionRecorded "session.conclusion_recorded" 1, Commutes, Unit [Clerk];
}
