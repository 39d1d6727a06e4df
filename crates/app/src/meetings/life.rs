//! What the page of a planned session shows besides its conclusions.

use super::carried::Proposed;
use super::dropping::{DroppingView, NoticeDroppedView};
use super::reports::{ReportView, reports};
use super::roll::{self, HallView, RollView};
use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::figures;
use crate::messages::{Language, say};
use crate::office::Office;
use crate::views::UnitMention;
use jiff::civil::{Date, Time};
use model::act::session;
use model::state::{LineKind, Outcome, Quorum, Session, Stage, State, When, Why};
use model::{Command, MatterId, Seal, SessionId, TaskId, Words};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Order, Text};

/// A planned session.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeetingView {
    /// In its order.
    pub agenda: Vec<AgendaItemView>,
    pub dropped: Vec<DroppedView>,
    /// The item that is on.
    pub at_item: Option<u32>,
    /// What guests are to report, as far as the viewer hosts the session or sees the guest.
    pub reports: Vec<ReportView>,
    /// What its guests were told, once they were.
    pub sent: Option<SentView>,
    /// How it was moved the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<MovedView>,
    /// Why it does not take place.
    pub called_off: Option<String>,
    /// What was written while it sat, for whoever keeps it: nobody has signed it.
    pub minutes: Vec<MinuteView>,
    /// What a rule would put on its agenda and nobody has; for whoever may.
    pub proposed: Vec<Proposed>,
    /// The closed session that it goes on from, for its briefing; until it has closed itself.
    pub goes_on_from: Option<SessionId>,
    pub halls: Vec<HallView>,
    /// How many of those who are called it needs, where a rule says so.
    pub quorum: Option<Quorum>,
    /// Who came, once the roll was called.
    pub roll: Option<RollView>,
    /// The day on which its minutes were signed.
    pub signed_on: Option<Date>,
    /// What taking its notice out would do, for whoever may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropping: Option<DroppingView>,
    /// The notices that were taken out of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices_dropped: Vec<NoticeDroppedView>,
}

/// One item.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaItemView {
    pub n: u32,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub why: Why,
    /// The guest that asked for it.
    pub unit: Option<UnitMention>,
    /// The code of the task that is still open, where the viewer sees it.
    pub task: Option<String>,
    /// The session it comes from.
    pub earlier: Option<SessionId>,
    /// The limitation or the petition that it speaks of, where the viewer sees it.
    pub matter: Option<MatterId>,
    pub earlier_on: Option<Date>,
    pub outcome: Option<Outcome>,
}

/// An item that was dropped.
#[derive(Clone, Debug, Serialize)]
pub struct DroppedView {
    pub item: AgendaItemView,
    pub because: Option<String>,
    pub on: Date,
}

/// An invitation as it was sent.
#[derive(Clone, Debug, Serialize)]
pub struct SentView {
    pub title: Option<String>,
    pub held_on: Date,
    pub hour: Option<Time>,
    pub venue: Option<String>,
    pub guests: Vec<UnitMention>,
    pub chair: Option<String>,
    pub agenda: Vec<Option<String>>,
    pub sent_on: Date,
    /// Whether the plan or the agenda is another by now.
    pub is_changed: bool,
}

/// When and where a session is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhenView {
    pub held_on: Date,
    pub hour: Option<Time>,
    pub venue: Option<String>,
}

impl WhenView {
    pub(crate) fn of(when: &When, told: &Told) -> WhenView {
        let venue = when.venue.as_ref().and_then(|it| told.words(it));
        WhenView { held_on: when.held_on, hour: when.hour, venue }
    }

    /// The hour, the day and the place, as far as they are known.
    pub fn words(&self, language: Language) -> String {
        let day = say(language, "when-day", &[("day", figures::day(self.held_on).into())]);
        let venue = self.venue.as_ref().map(|it| say(language, "when-venue", &[("venue", it.as_str().into())]));
        let hour = self.hour.map(|it| figures::hour(language, it));
        hour.into_iter().chain([day]).chain(venue).collect::<Vec<_>>().join(", ")
    }
}

/// How a session was moved since its guests were invited.
#[derive(Clone, Debug, Serialize)]
pub struct MovedView {
    pub before: WhenView,
    pub because: Option<String>,
    pub on: Date,
}

/// A line that was written while it sat.
#[derive(Clone, Debug, Serialize)]
pub struct MinuteView {
    pub kind: LineKind,
    pub words: Option<String>,
    pub item: Option<u32>,
    pub conclusion: Option<u32>,
}

/// A session with the words behind its seals.
pub(crate) struct SessionTold {
    pub version: u64,
    pub session: Session,
    pub told: Told,
}

/// The words behind seals.
pub(crate) struct Told(pub BTreeMap<Seal, Text>);

impl Told {
    pub fn words(&self, words: &Words) -> Option<String> {
        self.0.get(words.seal()?)?.words().map(str::to_owned)
    }
}

impl Office {
    /// A session as it stood where the register ended for `viewer`, whether they see it or not; `None` where there is none.
    pub(super) fn session_told(&self, viewer: &Viewer, id: SessionId) -> Result<Option<Arc<SessionTold>>, Error> {
        self.held.sessions_told.get(viewer.position, id, || self.told_of_session(id))
    }

    /// The same as it stands now.
    pub(crate) fn told_of_session(&self, id: SessionId) -> Result<Option<Arc<SessionTold>>, Error> {
        let Some((version, State::Session(session))) = self.store.stream(self.register()?, id.into())? else {
            return Ok(None);
        };
        let told = Told(self.texts_of(words_of(&session).into_iter())?);
        Ok(Some(Arc::new(SessionTold { version, session, told })))
    }

    /// Tells orders that amend a plan whether the place they name is the one that stands: what was sealed no rule can read.
    pub(crate) fn with_venues(&self, mut orders: Vec<Order>) -> Result<Vec<Order>, Error> {
        for Order { stream, seen, command } in &mut orders {
            let Command::Session(session::Command::AmendPlan(amend)) = command else { continue };
            let Some(venue) = amend.venue.as_deref().map(str::trim).filter(|it| !it.is_empty()) else { continue };
            let found = self.told_of_session(SessionId(*stream))?.filter(|it| Some(it.version) == *seen);
            let stands = found.and_then(|it| it.told.words(it.session.venue.as_ref()?));
            amend.is_same_venue = stands.as_deref() == Some(venue);
        }
        Ok(orders)
    }

    /// The same for whoever sees it.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a session that is not seen; [`Error::Store`].
    pub(super) fn session_to_show(&self, viewer: &Viewer, asked: &str) -> Result<Arc<SessionTold>, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: asked.to_owned() });
        let found = self.session_told(viewer, asked.parse().map_err(|_| missing())?)?;
        found.filter(|it| sees(viewer, &it.session)).ok_or_else(missing)
    }

    /// A planned session as `viewer` sees it; `None` where there is none.
    pub(crate) fn meeting(&self, viewer: &Viewer, id: SessionId) -> Result<Option<MeetingView>, Error> {
        let Some(found) = self.session_told(viewer, id)? else { return Ok(None) };
        let SessionTold { session, told, .. } = &*found;
        let is_host = self.hosts(viewer, session);
        let may_add = is_host && matches!(session.stage, Stage::Draft | Stage::Open);
        let proposed = if may_add { self.proposed_items(viewer, session)? } else { Vec::new() };
        let goes_on_from = self.goes_on_from(viewer, session)?;
        let (agenda, dropped) = self.agenda(viewer, session, told)?;
        let dropping = self.dropping(viewer, session, told)?;
        let notices_dropped = self.notices_dropped(session, told)?;
        let minute = |it: &model::state::MinuteLine| MinuteView {
            kind: it.kind,
            words: told.words(&it.words),
            item: it.item,
            conclusion: it.conclusion,
        };
        Ok(Some(MeetingView {
            agenda,
            dropped,
            at_item: session.at_item,
            reports: reports(viewer, session, told, is_host),
            sent: sent(viewer, session, told),
            moved: session.moved.as_ref().map(|it| MovedView {
                before: WhenView::of(&it.before, told),
                because: told.words(&it.because),
                on: it.on,
            }),
            called_off: session.called_off.as_ref().and_then(|it| told.words(&it.because)),
            minutes: session.minutes.iter().filter(|_| is_host).map(minute).collect(),
            proposed,
            goes_on_from,
            halls: roll::halls(viewer, session, told),
            quorum: session.quorum,
            roll: roll::roll(viewer, session, told, is_host),
            signed_on: session.signed.as_ref().map(|it| it.signed_on),
            dropping,
            notices_dropped,
        }))
    }

    fn goes_on_from(&self, viewer: &Viewer, session: &Session) -> Result<Option<SessionId>, Error> {
        if matches!(session.stage, Stage::Closed | Stage::CalledOff) {
            return Ok(None);
        }
        let earlier = self.store.earlier_session(self.register()?, session.id)?;
        let seen = self.sessions_concern(viewer, earlier.as_slice())?;
        Ok(earlier.filter(|_| seen == [true]))
    }

    /// The items of a session in their order, and those that were dropped.
    pub(super) fn agenda(
        &self,
        viewer: &Viewer,
        session: &Session,
        told: &Told,
    ) -> Result<(Vec<AgendaItemView>, Vec<DroppedView>), Error> {
        let earlier: BTreeSet<SessionId> = session.agenda.iter().filter_map(|it| it.earlier).collect();
        let earlier = self.sessions_listed(viewer, &earlier.into_iter().collect::<Vec<_>>())?;
        let held_on = |id: SessionId| earlier.iter().find(|it| it.id == id).map(|it| it.held_on);
        let tasks: Vec<TaskId> = session.agenda.iter().filter_map(|it| it.task).collect();
        let codes = self.store.codes_of_tasks(self.register()?, &tasks)?;
        let code = |id| codes.get(&id).filter(|it| viewer.sees_all() || viewer.sees(it.1)).map(|it| it.0.to_string());
        let matters = self.matters(viewer)?;
        let (mut agenda, mut dropped) = (Vec::new(), Vec::new());
        for item in &session.agenda {
            let view = AgendaItemView {
                n: item.n,
                words: told.words(&item.words),
                why: item.why,
                unit: item.unit.map(|it| viewer.units.mention(it)),
                task: item.task.and_then(code),
                earlier: item.earlier,
                matter: item.matter.filter(|it| self.seen_matter(viewer, &matters, *it).is_some()),
                earlier_on: item.earlier.and_then(held_on),
                outcome: item.outcome,
            };
            match &item.dropped {
                None => agenda.push(view),
                Some(it) => {
                    let because = it.because.as_ref().and_then(|it| told.words(it));
                    dropped.push(DroppedView { item: view, because, on: it.on });
                }
            }
        }
        Ok((agenda, dropped))
    }

    /// Whether `viewer` keeps the session for its host.
    pub(super) fn hosts(&self, viewer: &Viewer, session: &Session) -> bool {
        viewer.may("session.close", &session.host.into_iter().collect::<Vec<_>>())
    }
}

fn sent(viewer: &Viewer, session: &Session, told: &Told) -> Option<SentView> {
    let sent = session.sent.as_ref()?;
    let now = session.agenda.iter().filter(|it| it.dropped.is_none()).map(|it| it.n);
    let is_same = sent.held_on == session.held_on
        && sent.hour == session.hour
        && sent.venue == session.venue
        && sent.title == session.title
        && sent.guests == session.guests
        && sent.agenda.iter().map(|it| it.0).eq(now);
    Some(SentView {
        title: told.words(&sent.title),
        held_on: sent.held_on,
        hour: sent.hour,
        venue: sent.venue.as_ref().and_then(|it| told.words(it)),
        guests: sent.guests.iter().map(|it| viewer.units.mention(*it)).collect(),
        chair: sent.chair.as_ref().and_then(|it| told.words(it)),
        agenda: sent.agenda.iter().map(|it| told.words(&it.1)).collect(),
        sent_on: sent.sent_on,
        is_changed: !is_same,
    })
}

/// Whether whoever looks sees a session.
pub(super) fn sees(viewer: &Viewer, session: &Session) -> bool {
    viewer.sees_all() || session.seen_by().any(|it| viewer.sees(it))
}

/// All that is said of it.
fn words_of(session: &Session) -> Vec<&Words> {
    let mut words: Vec<&Words> = vec![&session.title];
    words.extend(session.chair.iter().chain(&session.venue).chain(session.called_off.as_ref().map(|it| &it.because)));
    words.extend(session.moved.iter().flat_map(|it| std::iter::once(&it.because).chain(&it.before.venue)));
    words.extend(session.struck.values().filter_map(|it| it.before.venue.as_ref()));
    for it in &session.agenda {
        words.push(&it.words);
        words.extend(it.dropped.as_ref().and_then(|it| it.because.as_ref()));
    }
    for it in session.reports.values() {
        words.push(&it.words);
        for it in &it.sent {
            words.extend([&it.words].into_iter().chain(&it.because).chain(it.withdrawn.as_ref().map(|it| &it.because)));
        }
    }
    for it in &session.evidence {
        words.extend([&it.content, &it.file_name].into_iter().chain(&it.kept_because));
    }
    if let Some(sent) = &session.sent {
        words.push(&sent.title);
        words.extend(sent.chair.iter().chain(&sent.venue).chain(sent.agenda.iter().map(|it| &it.1)));
    }
    words.extend(session.minutes.iter().map(|it| &it.words));
    for it in &session.halls {
        words.push(&it.name);
        words.extend(&it.link);
    }
    words.extend(session.roll.iter().flat_map(|it| &it.lines).filter_map(|it| it.who.as_ref()));
    words.extend(session.conclusions.values().map(|it| &it.words));
    words.extend(session.conclusions.values().filter_map(|it| it.recorded.as_ref()).map(|it| &it.words));
    words.extend(session.notices_dropped.iter().map(|it| &it.because));
    if let Some(it) = &session.signed {
        words.extend([&it.chair, &it.secretary]);
        words.extend(words_of(&it.minutes));
    }
    for it in &session.supplements {
        words.extend([&it.words, &it.because, &it.chair, &it.secretary]);
    }
    words
}
