//! Who asked for the word while a session sits, and who has it: beside the ledger, as what is typed is. What somebody spoke
//! for becomes a line of the minutes once they end.

use super::minutes::line_id;
use crate::access::Viewer;
use crate::error::Error;
use crate::messages::{Language, say};
use crate::office::Office;
use jiff::Timestamp;
use model::SessionId;
use model::refusal::wanted_words;
use model::state::{LineKind, Session, Stage};
use serde::{Deserialize, Serialize};
use store::DraftKey;

/// What the speakers are kept under.
const OBJECT: &str = "speakers";
/// So many minutes are granted where nobody says how many.
pub const USUAL_MINUTES: u32 = 5;
/// Nobody is granted more.
const MOST_MINUTES: u32 = 180;

/// Who speaks, and who waits.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SpeakersView {
    pub now: Option<SpeakerView>,
    /// In the order in which they come.
    pub waiting: Vec<SpeakerView>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpeakerView {
    pub id: String,
    /// Who it is, as whoever writes typed it.
    pub words: String,
    /// The time that was granted.
    pub minutes: u32,
    /// Of whoever speaks, since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Of whoever speaks, the seconds that are left; negative once it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds_left: Option<i64>,
}

/// What is done with the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerAct {
    /// Somebody asks for the word; without a number the usual time is granted.
    Ask { words: String, minutes: Option<u32> },
    /// Whoever speaks ends, and the first who waits begins.
    Next,
    /// Whoever speaks ends.
    End,
    /// So many minutes more or less.
    Grant { id: String, more: i32 },
    /// One place forward.
    Forward { id: String },
    /// They do not speak after all.
    Drop { id: String },
}

/// A speaker as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    words: String,
    minutes: u32,
    place: i64,
    since: Option<Timestamp>,
}

impl Office {
    /// Who speaks in a session and who waits, for whoever sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a session that is not seen; [`Error::Store`].
    pub fn speakers(&self, viewer: &Viewer, asked: &str) -> Result<SpeakersView, Error> {
        let session = self.session_to_show(viewer, asked)?.session.id;
        let now = self.clock.now();
        let view = |(id, it): (String, Kept)| SpeakerView {
            id,
            seconds_left: it.since.map(|since| i64::from(it.minutes) * 60 - now.duration_since(since).as_secs()),
            words: it.words,
            minutes: it.minutes,
            since: it.since,
        };
        let (now, waiting) =
            self.kept_speakers(session)?.into_iter().map(view).partition::<Vec<_>, _>(|it| it.since.is_some());
        Ok(SpeakersView { now: now.into_iter().next(), waiting })
    }

    /// Does something with the list of speakers, for whoever keeps the session.
    ///
    /// # Errors
    /// [`model::Refusal::SessionStage`] for a session that does not sit; [`model::Refusal::WordsMissing`], [`model::Refusal::WordsTooLong`];
    /// those of [`Office::minutes`].
    pub fn at_speakers(&self, viewer: &Viewer, asked: &str, act: SpeakerAct) -> Result<(), Error> {
        let session = self.session_to_write(viewer, asked)?;
        session.want_stage(&[Stage::InProgress]).map_err(Error::Refused)?;
        let speakers = self.kept_speakers(session.id)?;
        let find = |id: &str| speakers.iter().find(|it| it.0 == id);
        match act {
            SpeakerAct::Ask { words, minutes } => {
                let words = wanted_words("words", words).map_err(Error::Refused)?;
                let place = speakers.iter().map(|it| it.1.place).max().unwrap_or(0) + 1;
                let minutes = minutes.unwrap_or(USUAL_MINUTES).clamp(1, MOST_MINUTES);
                let kept = Kept { words, minutes, place, since: None };
                self.keep_speaker(session.id, &self.clock.new_id().to_string(), &kept)?;
            }
            SpeakerAct::Next => {
                self.end_speaker(viewer, &session)?;
                if let Some((id, it)) = speakers.iter().find(|it| it.1.since.is_none()) {
                    let since = Some(self.clock.now());
                    self.keep_speaker(session.id, id, &Kept { since, ..it.clone() })?;
                }
            }
            SpeakerAct::End => self.end_speaker(viewer, &session)?,
            SpeakerAct::Grant { id, more } => {
                if let Some((id, it)) = find(&id) {
                    let minutes = it.minutes.saturating_add_signed(more).clamp(1, MOST_MINUTES);
                    self.keep_speaker(session.id, id, &Kept { minutes, ..it.clone() })?;
                }
            }
            SpeakerAct::Forward { id } => {
                let at = speakers.iter().position(|it| it.0 == id).filter(|it| *it > 0);
                if let Some(pair) = at.and_then(|at| speakers.get(at - 1..=at)).filter(|it| it[0].1.since.is_none()) {
                    for (it, place) in [(&pair[0], pair[1].1.place), (&pair[1], pair[0].1.place)] {
                        self.keep_speaker(session.id, &it.0, &Kept { place, ..it.1.clone() })?;
                    }
                }
            }
            SpeakerAct::Drop { id } => {
                if find(&id).is_some_and(|it| it.1.since.is_none()) {
                    self.store.drop_drafts(self.register()?, session.id.into(), OBJECT, Some(&id))?;
                }
            }
        }
        self.desks.move_on(&session);
        Ok(())
    }

    /// Ends whoever speaks: what they spoke for becomes a line.
    fn end_speaker(&self, viewer: &Viewer, session: &Session) -> Result<(), Error> {
        let speakers = self.kept_speakers(session.id)?;
        let Some((id, speaker, since)) = speakers.iter().find_map(|it| Some((&it.0, &it.1, it.1.since?))) else {
            return Ok(());
        };
        let seconds = self.clock.now().duration_since(since).as_secs().max(0);
        let args = [
            ("who", speaker.words.as_str().into()),
            ("n", (seconds + 59).div_euclid(60).max(1).into()),
            ("granted", speaker.minutes.into()),
        ];
        // The register is written in Vietnamese.
        let words = say(Language::Vietnamese, "speech-told", &args);
        self.put_line(viewer, session, &line_id(&self.clock.new_id().to_string()), LineKind::Speech, words)?;
        Ok(self.store.drop_drafts(self.register()?, session.id.into(), OBJECT, Some(id))?)
    }

    /// The same when the session closes; who still waits is forgotten.
    pub(super) fn end_speakers(&self, viewer: &Viewer, session: &Session) -> Result<(), Error> {
        self.end_speaker(viewer, session)?;
        Ok(self.store.drop_drafts(self.register()?, session.id.into(), OBJECT, None)?)
    }

    fn keep_speaker(&self, session: SessionId, id: &str, kept: &Kept) -> Result<(), Error> {
        let text = serde_json::to_string(kept).expect("invariant: a speaker is always written");
        let (register, owner) = (self.register()?, session.into());
        let key = DraftKey { register, owner, object: OBJECT.to_owned(), cell: id.to_owned() };
        Ok(self.store.put_draft(key, &text, self.clock.now())?)
    }

    /// Whoever speaks first, then in the order in which they come.
    fn kept_speakers(&self, session: SessionId) -> Result<Vec<(String, Kept)>, Error> {
        let cells = self.store.drafts(self.register()?, session.into(), OBJECT)?.into_iter();
        let mut speakers: Vec<(String, Kept)> =
            cells.filter_map(|it| Some((it.cell, serde_json::from_str(&it.text).ok()?))).collect();
        speakers.sort_by_key(|it: &(String, Kept)| (it.1.since.is_none(), it.1.place));
        Ok(speakers)
    }
}

impl SpeakersView {
    /// Whether nobody speaks and nobody waits.
    pub fn is_empty(&self) -> bool {
        self.now.is_none() && self.waiting.is_empty()
    }
}
