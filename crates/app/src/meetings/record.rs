//! The minutes of a session as they are printed and signed: once they are signed, as they were then, with what was added and
//! recorded afterwards beside them.

use super::life::{AgendaItemView, MinuteView, SessionTold, Told};
use super::roll::{self, HallView, RollView};
use crate::access::Viewer;
use crate::error::{Error, Forbidden};
use crate::office::Office;
use crate::views::UnitMention;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::state::{LineKind, Mode, Quorum, Session, Stage};
use model::{SessionId, time_in_vietnam};
use serde::Serialize;

/// The minutes of a session. Words are `None` once they were erased.
#[derive(Clone, Debug, Serialize)]
pub struct RecordView {
    pub session: SessionId,
    /// That acts that need it carry.
    pub version: u64,
    pub stage: Stage,
    /// Whether the reader keeps the session.
    pub is_keeper: bool,
    /// What they say.
    pub says: RecordSays,
    /// `None` while they are a draft.
    pub signed: Option<SignedView>,
    pub supplements: Vec<SupplementView>,
    /// Conclusions that were recorded, or worded otherwise, after they were signed.
    pub afterwards: Vec<ConcludedView>,
    /// Conclusions of the signed minutes that left afterwards, with the notice that had brought them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<ConcludedView>,
}

/// What the minutes say.
#[derive(Clone, Debug, Serialize)]
pub struct RecordSays {
    pub title: Option<String>,
    pub held_on: Date,
    /// When it was begun and closed in the register.
    pub began_at: Option<Time>,
    pub closed_at: Option<Time>,
    /// The room and the address.
    pub venue: Option<String>,
    pub mode: Option<Mode>,
    pub host: Option<UnitMention>,
    pub guests: Vec<UnitMention>,
    pub chair: Option<String>,
    pub halls: Vec<HallView>,
    pub quorum: Option<Quorum>,
    pub roll: Option<RollView>,
    pub agenda: Vec<AgendaItemView>,
    /// What was said, in its order; conclusions stand by themselves.
    pub lines: Vec<MinuteView>,
    pub conclusions: Vec<ConcludedView>,
}

/// A conclusion as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConcludedView {
    pub n: u32,
    pub words: Option<String>,
}

/// Who signed.
#[derive(Clone, Debug, Serialize)]
pub struct SignedView {
    pub chair: Option<String>,
    pub secretary: Option<String>,
    pub signed_on: Date,
}

/// What was added.
#[derive(Clone, Debug, Serialize)]
pub struct SupplementView {
    pub words: Option<String>,
    pub because: Option<String>,
    pub signed: SignedView,
}

impl Office {
    /// The minutes of a session: a draft for whoever keeps it, the signed ones for whoever sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a session that is not seen; [`Forbidden::Act`] for a draft; [`Error::Store`].
    pub fn record_of(&self, viewer: &Viewer, asked: &str) -> Result<RecordView, Error> {
        let found = self.session_to_show(viewer, asked)?;
        let SessionTold { version, session, told } = &*found;
        let is_keeper = self.hosts(viewer, session);
        if !is_keeper && session.signed.is_none() {
            return Err(Error::Forbidden(Forbidden::Act { act: "session.close" }));
        }
        let then = session.signed.as_ref().map_or(session, |it| &it.minutes);
        let signed = |chair: &_, secretary: &_, signed_on| SignedView {
            chair: told.words(chair),
            secretary: told.words(secretary),
            signed_on,
        };
        let supplement = |it: &model::state::Supplement| SupplementView {
            words: told.words(&it.words),
            because: told.words(&it.because),
            signed: signed(&it.chair, &it.secretary, it.signed_on),
        };
        let changed = session.conclusions.iter().filter(|(n, it)| {
            session.signed.is_some() && then.conclusions.get(n).is_none_or(|before| before.words != it.words)
        });
        let gone = then.conclusions.iter().filter(|it| !session.conclusions.contains_key(it.0));
        Ok(RecordView {
            session: session.id,
            version: *version,
            stage: session.stage,
            is_keeper,
            says: self.says(viewer, then, told)?,
            signed: session.signed.as_ref().map(|it| signed(&it.chair, &it.secretary, it.signed_on)),
            supplements: session.supplements.iter().map(supplement).collect(),
            afterwards: changed.map(|(n, it)| ConcludedView { n: *n, words: told.words(&it.words) }).collect(),
            gone: gone.map(|(n, it)| ConcludedView { n: *n, words: told.words(&it.words) }).collect(),
        })
    }

    fn says(&self, viewer: &Viewer, session: &Session, told: &Told) -> Result<RecordSays, Error> {
        let line = |it: &model::state::MinuteLine| MinuteView {
            kind: it.kind,
            words: told.words(&it.words),
            item: it.item,
            conclusion: it.conclusion,
        };
        // What became a conclusion stands among the conclusions.
        let is_said = |it: &&model::state::MinuteLine| it.kind != LineKind::Conclusion || it.conclusion.is_none();
        let hour = |at: Timestamp| {
            let at = time_in_vietnam(at).time();
            Time::constant(at.hour(), at.minute(), 0, 0)
        };
        let conclusions = session.conclusions.iter();
        Ok(RecordSays {
            title: told.words(&session.title),
            held_on: session.held_on,
            began_at: session.began_at.map(hour),
            closed_at: session.closed_at.map(hour),
            venue: session.venue.as_ref().and_then(|it| told.words(it)),
            mode: session.mode,
            host: session.host.map(|it| viewer.units.mention(it)),
            guests: session.guests.iter().map(|it| viewer.units.mention(*it)).collect(),
            chair: session.chair.as_ref().and_then(|it| told.words(it)),
            halls: roll::halls(viewer, session, told),
            quorum: session.quorum,
            roll: roll::roll(viewer, session, told, true),
            agenda: self.agenda(viewer, session, told)?.0,
            lines: session.minutes.iter().filter(is_said).map(line).collect(),
            conclusions: conclusions.map(|(n, it)| ConcludedView { n: *n, words: told.words(&it.words) }).collect(),
        })
    }
}
