//! Saying at one stroke whether what a session or a document tells is the same as something before, or something else.

use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::office::Office;
use model::act::matter::{self, begin::Begin, join::Join, tell_apart::TellApart};
use model::state::{MatterKind, Telling};
use model::{Command, MatterId, Refusal, StreamId, UnitId};
use store::{Answer, Order};

/// A telling, and what it is or is not the same as.
#[derive(Clone, Debug)]
pub struct SameAsked {
    pub key: String,
    pub telling: Telling,
    /// What is followed already.
    pub matter: Option<MatterId>,
    /// What an earlier session told and nobody follows yet.
    pub earlier: Option<Telling>,
    /// What begins is called so.
    pub new: MatterId,
    pub unit: Option<UnitId>,
    pub is_same: bool,
}

impl Office {
    /// Joins a telling to what it is the same as, or tells it apart. Where nothing is followed yet, it begins with the
    /// earlier telling. Answers what is followed.
    ///
    /// # Errors
    /// [`Refusal::TellingUnknown`] for a telling that is not there, and those of [`Office::submit_as`].
    pub fn say_same(&self, viewer: &Viewer, asked: SameAsked) -> Result<(MatterId, Answer), Error> {
        let SameAsked { key, telling, is_same, .. } = asked;
        let say = |id: MatterId| {
            let command = match is_same {
                true => matter::Command::Join(Join { telling }),
                false => matter::Command::TellApart(TellApart { telling }),
            };
            Order { stream: id.into(), seen: None, command: Command::Matter(command) }
        };
        if let Some(id) = asked.matter {
            return Ok((id, self.submit_as(viewer, key, vec![say(id)])?));
        }
        let missing =
            || Error::NotFound(NotFound::Object { noun: "session", id: StreamId::from(telling.by).to_string() });
        let earlier = asked.earlier.ok_or_else(missing)?;
        let unknown = || Error::Refused(Refusal::TellingUnknown { by: earlier.by });
        let (_, session) = self.seen_session(viewer, &earlier.session().ok_or_else(missing)?.to_string())?;
        let said =
            self.said_read(viewer, session.id)?.into_iter().find(|it| it.telling == earlier).ok_or_else(unknown)?;
        let unit = asked.unit.ok_or_else(|| Error::Refused(Refusal::WordsMissing { field: "unit".to_owned() }))?;
        let begin = Begin {
            matter_kind: said.kind,
            words: said.words.to_string(),
            unit,
            owed_by: session.host.filter(|_| said.kind == MatterKind::Petition),
            field: None,
            told_on: None,
            listing: None,
            tellings: if is_same { vec![earlier, telling] } else { vec![earlier] },
        };
        let command = Command::Matter(matter::Command::Begin(begin));
        let begin = Order { stream: asked.new.into(), seen: None, command };
        let begun = self.submit_as(viewer, key.clone(), vec![begin])?;
        if is_same {
            return Ok((asked.new, begun));
        }
        // Rights over what a batch begins are not known before it has begun.
        Ok((asked.new, self.submit_as(viewer, format!("{key} apart"), vec![say(asked.new)])?))
    }
}
