//! The acts of a session.

pub mod add_item;
pub mod amend_plan;
pub mod ask_item;
pub mod ask_report;
pub mod begin;
pub mod call_off;
pub mod call_roll;
pub mod close;
pub mod drop_hall;
pub mod drop_item;
pub mod drop_notice;
pub mod end_conclusion;
pub mod hold;
pub mod mark_item;
pub mod open;
pub mod place_item;
pub mod plan;
pub mod record_conclusion;
pub mod send_report;
pub mod set_hall;
pub mod set_quorum;
pub mod sign_minutes;
pub mod state_conclusion;
pub mod supplement_minutes;
pub mod take_notice;
pub mod take_up;
pub mod withdraw_report;

use crate::state::Session as State;
use crate::{Refusal, Scene, UnitId};

acts! {
    add_item: AddItem "session.add_item" => ItemAdded "session.item_added" 1, Commutes, Unit [Clerk];
    amend_plan: AmendPlan "session.amend_plan" => PlanAmended "session.plan_amended" 1, NeedsSeen, Unit [Clerk];
    ask_item: AskItem "session.ask_item" => ItemAsked "session.item_asked" 1, Commutes, Named [UnitOfficer, Leader, Clerk];
    ask_report: AskReport "session.ask_report" => ReportAsked "session.report_asked" 1, Commutes, Unit [Clerk];
    begin: Begin "session.begin" => Begun "session.begun" 1, Commutes, Unit [Clerk];
    call_off: CallOff "session.call_off" => CalledOff "session.called_off" 1, NeedsSeen, Unit [Clerk];
    call_roll: CallRoll "session.call_roll" => RollCalled "session.roll_called" 1, Commutes, Unit [Clerk];
    close: Close "session.close" => Closed "session.closed" 1, Commutes, Unit [Clerk];
    drop_hall: DropHall "session.drop_hall" => HallDropped "session.hall_dropped" 1, Commutes, Unit [Clerk];
    drop_item: DropItem "session.drop_item" => ItemDropped "session.item_dropped" 1, Commutes, Unit [Clerk];
    drop_notice: DropNotice "session.drop_notice" => NoticeDropped "session.notice_dropped" 1, NeedsSeen, Unit [Clerk];
    end_conclusion: EndConclusion "session.end_conclusion" => ConclusionEnded "session.conclusion_ended" 1, NeedsSeen, Unit [Clerk];
    hold: Hold "session.hold" => Held "session.held" 1, Begins, Unit [Clerk];
    mark_item: MarkItem "session.mark_item" => ItemMarked "session.item_marked" 1, Commutes, Unit [Clerk];
    open: Open "session.open" => Opened "session.opened" 1, NeedsSeen, Unit [Clerk];
    place_item: PlaceItem "session.place_item" => ItemPlaced "session.item_placed" 1, Commutes, Unit [Clerk];
    plan: Plan "session.plan" => Planned "session.planned" 1, Begins, Unit [Clerk];
    record_conclusion: RecordConclusion "session.record_conclusion" => ConclusionRecorded "session.conclusion_recorded" 1, Commutes, Unit [Clerk];
    send_report: SendReport "session.send_report" => ReportSent "session.report_sent" 1, Commutes, Named [UnitOfficer, Leader, Clerk];
    set_hall: SetHall "session.set_hall" => HallSet "session.hall_set" 1, Commutes, Unit [Clerk];
    set_quorum: SetQuorum "session.set_quorum" => QuorumSet "session.quorum_set" 1, Commutes, Unit [Clerk];
    sign_minutes: SignMinutes "session.sign_minutes" => MinutesSigned "session.minutes_signed" 1, NeedsSeen, Unit [Clerk];
    state_conclusion: StateConclusion "session.state_conclusion" => ConclusionStated "session.conclusion_stated" 1, Commutes, Unit [Clerk];
    supplement_minutes: SupplementMinutes "session.supplement_minutes" => MinutesSupplemented "session.minutes_supplemented" 1, Commutes, Unit [Clerk];
    take_notice: TakeNotice "session.take_notice" => NoticeTaken "session.notice_taken" 1, Commutes, Unit [Clerk];
    take_up: TakeUp "session.take_up" => TakenUp "session.taken_up" 1, Commutes, Unit [Clerk];
    withdraw_report: WithdrawReport "session.withdraw_report" => ReportWithdrawn "session.report_withdrawn" 1, Commutes, Named [UnitOfficer, Leader, Clerk];
}

/// The session an act is about.
fn known<'a>(before: Option<&'a State>, scene: &Scene) -> Result<&'a State, Refusal> {
    before.ok_or(Refusal::StreamUnknown { stream: scene.stream })
}

/// Refuses guests that are not there, none at all, and the host among them.
fn want_guests(scene: &Scene, host: Option<UnitId>, guests: &[UnitId]) -> Result<(), Refusal> {
    scene.want_units(guests)?;
    match host.filter(|it| guests.contains(it)) {
        Some(unit) => Err(Refusal::HostIsGuest { unit }),
        None if guests.is_empty() => Err(Refusal::WordsMissing { field: "guests".to_owned() }),
        None => Ok(()),
    }
}

/// Refuses a unit that is not a guest.
fn want_guest(session: &State, unit: UnitId) -> Result<(), Refusal> {
    if session.guests.contains(&unit) { Ok(()) } else { Err(Refusal::NotAGuest { unit }) }
}

/// Refuses a unit that takes no part: neither host nor guest.
fn want_part(session: &State, unit: UnitId) -> Result<(), Refusal> {
    if session.host == Some(unit) { Ok(()) } else { want_guest(session, unit) }
}
