//! A session from its plan to its end: what is carried over, what a page shows of it, what is typed while it sits.

mod carried;
mod dropping;
mod guests;
mod life;
mod minutes;
mod notice;
mod pace;
mod record;
mod reports;
mod roll;
mod speakers;

pub use carried::Proposed;
pub use dropping::{DroppingView, LeavingView, NoticeDroppedView};
pub(crate) use dropping::{drops_notice, refuse_what_follows, tie};
pub use guests::{GuestClass, GuestGroup};
pub(crate) use life::SessionTold;
pub use life::{AgendaItemView, DroppedView, MeetingView, MinuteView, MovedView, SentView, WhenView};
pub use minutes::{LineView, MinutesView, Typed, line_id};
pub(crate) use notice::{Fitting, Met, Place, Worded};
pub use pace::{NOTICE_WORKING_DAYS, PaceView};
pub use record::{ConcludedView, RecordSays, RecordView, SignedView, SupplementView};
pub use reports::{ReportView, VersionStanding, VersionView};
pub use roll::{HallView, RollLineView, RollView};
pub use speakers::{SpeakerAct, SpeakerView, SpeakersView, USUAL_MINUTES};

use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::office::Office;
use crate::views::{UnitMention, words, works_for};
use jiff::civil::Date;
use model::act::session;
use model::state::{Session, State};
use model::{Command, SessionId, StreamId};
use serde::Serialize;
use std::sync::Arc;
use store::{Answer, Order};

/// What may be chosen where a session is planned.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    /// The units that may host it, each with how far below it stands.
    pub hosts: Vec<(UnitMention, usize)>,
    /// Those that may be its guests, by class.
    pub guests: Vec<GuestGroup>,
}

/// A report that a guest owes before a session.
#[derive(Clone, Debug, Serialize)]
pub struct OwedReport {
    pub session: SessionId,
    /// `None` once it was erased.
    pub title: Option<String>,
    pub held_on: Date,
    pub unit: UnitMention,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub due_on: Date,
}

/// So many reports that are owed are looked through.
const MOST_OWED: usize = 2_000;

impl Office {
    /// What `viewer` may choose where a session is planned.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn plan_view(&self, viewer: &Viewer) -> Result<Arc<PlanView>, Error> {
        self.held.plan_views.get(viewer.position, viewer.account, || {
            let may_host = |it: &(UnitMention, usize)| viewer.may("session.plan", &[it.0.id]);
            let hosts = self.unit_choices(viewer).into_iter().filter(may_host).collect();
            Ok(Arc::new(PlanView { hosts, guests: self.guest_groups(viewer) }))
        })
    }

    /// Plans a session, and puts on its agenda what is carried over by rule.
    ///
    /// # Errors
    /// Those of [`Office::submit_as`].
    pub fn plan_session(
        &self,
        viewer: &Viewer,
        key: String,
        id: SessionId,
        plan: session::plan::Plan,
    ) -> Result<Answer, Error> {
        let order = Order { stream: id.into(), seen: None, command: Command::Session(session::Command::Plan(plan)) };
        let answer = self.submit_as(viewer, key.clone(), vec![order])?;
        // Whoever plans may see less than a rule would carry over; the page offers the rest.
        let viewer = self.viewer(viewer.account)?;
        Ok(self.carry_over(&viewer, id, format!("{key} carried"))?.unwrap_or(answer))
    }

    /// The version of the session called `asked`; zero where there is none.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn version_of_session(&self, asked: &str) -> Result<u64, Error> {
        asked.parse().map_or(Ok(0), |it| self.version_of(it))
    }

    /// The state of a session that `viewer` sees, and its version.
    pub(crate) fn seen_session(&self, viewer: &Viewer, asked: &str) -> Result<(u64, Session), Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "session", id: asked.to_owned() });
        let id: StreamId = asked.parse().map_err(|_| missing())?;
        match self.store.stream(self.register()?, id)? {
            Some((version, State::Session(it))) if life::sees(viewer, &it) => Ok((version, it)),
            _ => Err(missing()),
        }
    }

    /// The reports that units of `viewer` owe before sessions, the first due first.
    pub(crate) fn owed_reports(&self, viewer: &Viewer) -> Result<Vec<OwedReport>, Error> {
        let register = self.register()?;
        let find = || Ok(self.store.reports_asked(register, MOST_OWED)?.into());
        let asked = self.held.reports_asked.get(viewer.position, (), find)?;
        let mut owed = Vec::new();
        for row in asked.iter().filter(|it| works_for(viewer, it.unit)) {
            let Some(session) = self.store.session(register, row.session)? else { continue };
            owed.push(OwedReport {
                session: row.session,
                title: words(session.title),
                held_on: session.held_on,
                unit: viewer.units.mention(row.unit),
                words: words(row.words.clone()),
                due_on: row.due_on,
            });
        }
        Ok(owed)
    }
}
