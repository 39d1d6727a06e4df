//! The acts of a limitation or a petition that is followed through sessions.

pub mod answer;
pub mod begin;
pub mod close;
pub mod join;
pub mod join_listing;
pub mod link_task;
pub mod part_listing;
pub mod reopen;
pub mod tell_apart;
pub mod unlink_task;

use crate::refusal::Followed;
use crate::state::{Listing, Matter as State, MatterKind, Teller, Telling};
use crate::{DocumentId, Refusal, Scene, StreamId};
use base::Span;
use jiff::civil::Date;

acts! {
    answer: Answer "matter.answer" => Answered "matter.answered" 1, Commutes, Named [Leader, Clerk];
    begin: Begin "matter.begin" => Begun "matter.begun" 1, Begins, Unit [UnitOfficer, Leader, Clerk];
    close: Close "matter.close" => Closed "matter.closed" 1, Commutes, Above [Leader, Clerk];
    join: Join "matter.join" => Joined "matter.joined" 1, Commutes, Unit [Clerk];
    join_listing: JoinListing "matter.join_listing" => ListingJoined "matter.listing_joined" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    link_task: LinkTask "matter.link_task" => TaskLinked "matter.task_linked" 1, Commutes, Unit [Leader, Clerk];
    part_listing: PartListing "matter.part_listing" => ListingParted "matter.listing_parted" 1, Commutes, Unit [UnitOfficer, Leader, Clerk];
    reopen: Reopen "matter.reopen" => Reopened "matter.reopened" 1, Commutes, Unit [Leader, Clerk];
    tell_apart: TellApart "matter.tell_apart" => ToldApart "matter.told_apart" 1, Commutes, Unit [Clerk];
    unlink_task: UnlinkTask "matter.unlink_task" => TaskUnlinked "matter.task_unlinked" 1, Commutes, Unit [Leader, Clerk];
}

/// What an act is about.
fn known<'a>(before: Option<&'a State>, scene: &Scene) -> Result<&'a State, Refusal> {
    before.ok_or(Refusal::StreamUnknown { stream: scene.stream })
}

/// Refuses a telling of something else that is followed. A session without a place may tell of many things.
fn want_untold(scene: &Scene, telling: &Telling) -> Result<(), Refusal> {
    match scene.told.get(telling).filter(|it| telling.has_place() && StreamId::from(**it) != scene.stream) {
        Some(&matter) => Err(Refusal::TellingElsewhere { by: telling.by, followed: Followed::new(matter) }),
        None => Ok(()),
    }
}

/// Refuses a row of a file that the task does not have, and one that was taken already.
fn want_listing(scene: &Scene, listing: &Listing) -> Result<(), Refusal> {
    let task = listing.task;
    let known = scene.task(task).ok_or(Refusal::TaskUnknown { task })?;
    if listing.row == 0 || listing.file == 0 || known.evidence.len() < listing.file as usize {
        return Err(Refusal::ListingAbsent { task });
    }
    match scene.listed.get(listing) {
        Some(&matter) => Err(Refusal::ListingTaken(Followed::new(matter))),
        None => Ok(()),
    }
}

/// A telling by the name that the matter has for it: what a document told before it joined a session is the same place.
fn named(scene: &Scene, telling: Telling, is_known: impl Fn(&Telling) -> bool) -> Option<Telling> {
    std::iter::once(telling).chain(scene.also_named(&telling)).find(is_known)
}

/// The day of a telling; refuses what tells and is not there, and a place that is none of it.
fn want_telling(scene: &Scene, kind: MatterKind, telling: &Telling) -> Result<Date, Refusal> {
    let Telling { by, span, line } = *telling;
    let session = match by {
        Teller::Session(session) => session,
        Teller::Document(document) => return told_by(scene, document, (span, line)),
    };
    let known = scene.session(session).ok_or(Refusal::SessionUnknown { session })?;
    let is_line = |n: u32| {
        let at = (n as usize).checked_sub(1).and_then(|it| known.minutes.get(it));
        at.is_some_and(|it| it.kind == kind.line())
    };
    let is_there = match (span, line) {
        (Some(span), None) => known.document.is_some() && span.start < span.end,
        (None, Some(n)) => is_line(n),
        (None, None) => true,
        (Some(_), Some(_)) => false,
    };
    if is_there { Ok(known.held_on) } else { Err(Refusal::TellingUnknown { by }) }
}

/// The day of a document that tells by itself: its own, else that on which it was received.
fn told_by(scene: &Scene, document: DocumentId, place: (Option<Span>, Option<u32>)) -> Result<Date, Refusal> {
    let known = scene.document(document).ok_or(Refusal::DocumentUnknown { document })?;
    match place {
        (Some(span), None) if span.start < span.end => Ok(known.issued_on.unwrap_or(known.received_on)),
        _ => Err(Refusal::TellingUnknown { by: document.into() }),
    }
}
