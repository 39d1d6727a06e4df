//! The acts of a task.

pub mod add_external_ref;
pub mod ask_contribution;
pub mod ask_extension;
pub mod assign;
pub mod carry_over;
pub mod commend;
pub mod confirm;
pub mod contribute;
pub mod correct;
pub mod criticise;
pub mod decline;
pub mod forward;
pub mod give_link;
pub mod grant_extension;
pub mod keep_lead;
pub mod reassign;
pub mod receive;
pub mod recount;
pub mod refuse_extension;
pub mod remind;
pub mod remove_external_ref;
pub mod reopen;
pub mod report_done;
pub mod report_progress;
pub mod resume;
pub mod revoke_link;
pub mod send_back;
pub mod suspend;
pub mod terminate;
pub mod urge;
pub mod withdraw_contribution;

use crate::state::Task as State;

acts! {
    assign: Assign "task.assign" => Assigned "task.assigned" 1, Begins, Unit [Clerk, Leader];
    carry_over: CarryOver "task.carry_over" => CarriedOver "task.carried_over" 1, Begins, Unit [Clerk];
    receive: Receive "task.receive" => Received "task.received" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    forward: Forward "task.forward" => Forwarded "task.forwarded" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    report_progress: ReportProgress "task.report_progress" => ProgressReported "task.progress_reported" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    report_done: ReportDone "task.report_done" => DoneReported "task.done_reported" 2, Commutes, Unit [UnitOfficer, Leader, Clerk];
    decline: Decline "task.decline" => Declined "task.declined" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    reassign: Reassign "task.reassign" => Reassigned "task.reassigned" 1, NeedsSeen, Above [Clerk, Leader];
    keep_lead: KeepLead "task.keep_lead" => LeadKept "task.lead_kept" 1, NeedsSeen, Above [Clerk, Leader];
    ask_extension: AskExtension "task.ask_extension" => ExtensionAsked "task.extension_asked" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    grant_extension: GrantExtension "task.grant_extension" => ExtensionGranted "task.extension_granted" 1, NeedsSeen, Above [Clerk, Leader];
    refuse_extension: RefuseExtension "task.refuse_extension" => ExtensionRefused "task.extension_refused" 1, NeedsSeen, Above [Clerk, Leader];
    ask_contribution: AskContribution "task.ask_contribution" => ContributionAsked "task.contribution_asked" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    contribute: Contribute "task.contribute" => Contributed "task.contributed" 1, Commutes, Named [UnitOfficer, Leader, Clerk];
    withdraw_contribution: WithdrawContribution "task.withdraw_contribution" => ContributionWithdrawn "task.contribution_withdrawn" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    confirm: Confirm "task.confirm" => Confirmed "task.confirmed" 1, NeedsSeen, Above [Clerk, Leader];
    send_back: SendBack "task.send_back" => SentBack "task.sent_back" 1, NeedsSeen, Above [Clerk, Leader];
    reopen: Reopen "task.reopen" => Reopened "task.reopened" 1, NeedsSeen, Above [Clerk, Leader];
    remind: Remind "task.remind" => Reminded "task.reminded" 1, Commutes, Above [Clerk, Leader];
    urge: Urge "task.urge" => Urged "task.urged" 1, Commutes, Above [Clerk, Leader];
    commend: Commend "task.commend" => Commended "task.commended" 1, Commutes, Above [Clerk, Leader];
    criticise: Criticise "task.criticise" => Criticised "task.criticised" 1, Commutes, Above [Clerk, Leader];
    correct: Correct "task.correct" => Corrected "task.corrected" 1, NeedsSeen, Above [Clerk];
    suspend: Suspend "task.suspend" => Suspended "task.suspended" 1, NeedsSeen, Above [Clerk, Leader];
    resume: Resume "task.resume" => Resumed "task.resumed" 1, NeedsSeen, Above [Clerk, Leader];
    recount: Recount "task.recount" => Recounted "task.recounted" 1, Commutes, Above [Clerk];
    terminate: Terminate "task.terminate" => Terminated "task.terminated" 1, NeedsSeen, Above [Clerk, Leader];
    add_external_ref: AddExternalRef "task.add_external_ref" => ExternalRefAdded "task.external_ref_added" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    remove_external_ref: RemoveExternalRef "task.remove_external_ref" => ExternalRefRemoved "task.external_ref_removed" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    give_link: GiveLink "task.give_link" => LinkGiven "task.link_given" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    revoke_link: RevokeLink "task.revoke_link" => LinkRevoked "task.link_revoked" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
}
