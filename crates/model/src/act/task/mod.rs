//! The acts of a task.

pub mod assign;
pub mod carry_over;
pub mod confirm;
pub mod correct;
pub mod give_link;
pub mod receive;
pub mod report_done;
pub mod report_progress;
pub mod revoke_link;
pub mod send_back;
pub mod terminate;

use crate::state::Task as State;

acts! {
    assign: Assign "task.assign" => Assigned "task.assigned" 1, Begins, Unit [Clerk, Leader];
    carry_over: CarryOver "task.carry_over" => CarriedOver "task.carried_over" 1, Begins, Unit [Clerk];
    receive: Receive "task.receive" => Received "task.received" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    report_progress: ReportProgress "task.report_progress" => ProgressReported "task.progress_reported" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    report_done: ReportDone "task.report_done" => DoneReported "task.done_reported" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    confirm: Confirm "task.confirm" => Confirmed "task.confirmed" 1, NeedsSeen, Above [Clerk, Leader];
    send_back: SendBack "task.send_back" => SentBack "task.sent_back" 1, NeedsSeen, Above [Clerk, Leader];
    correct: Correct "task.correct" => Corrected "task.corrected" 1, NeedsSeen, Above [Clerk];
    terminate: Terminate "task.terminate" => Terminated "task.terminated" 1, NeedsSeen, Above [Clerk, Leader];
    give_link: GiveLink "task.give_link" => LinkGiven "task.link_given" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    revoke_link: RevokeLink "task.revoke_link" => LinkRevoked "task.link_revoked" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
}
