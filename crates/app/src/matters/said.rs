//! What a session tells of limitations and petitions, and what that looks like: by its words, for the same unit.

use super::{MOST_SESSIONS, Matters, n_sessions, sees_matter};
use crate::access::Viewer;
use crate::error::Error;
use crate::likeness::Pairs;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{LineKind, MatterKind, MinuteLine, Session, State, Telling};
use model::{MatterId, SessionId, UnitId};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::MatterRow;

/// One limitation or petition as a session tells it.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub telling: Telling,
    pub kind: MatterKind,
    pub words: String,
    pub pairs: Pairs,
}

/// The same for whoever looks at the session.
#[derive(Clone, Debug, Serialize)]
pub struct SaidView {
    pub kind: MatterKind,
    pub words: String,
    pub telling: Telling,
    /// Where in the session, as an address names it.
    #[serde(skip)]
    pub place: String,
    /// What it is told of, as somebody said.
    pub followed: Option<FollowedMention>,
    /// What it looks like: a proposal, where nobody said anything yet.
    pub alike: Option<AlikeView>,
}

/// Something that is followed, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FollowedMention {
    pub id: MatterId,
    pub since_on: Date,
    pub n_sessions: usize,
    /// The last sessions that told it, in a row.
    pub n_in_a_row: u32,
}

/// What looks alike: something that is followed, or what one session told and nobody follows.
#[derive(Clone, Debug, Serialize)]
pub struct AlikeView {
    pub matter: Option<MatterId>,
    pub telling: Option<Telling>,
    pub words: Option<String>,
    /// The day on which it was told first, or that of the session.
    pub on: Date,
    pub unit: UnitId,
}

impl Office {
    /// What the document and the minutes of a session tell, in their order.
    pub(crate) fn said_in(&self, viewer: &Viewer, session: SessionId) -> Result<Arc<[Said]>, Error> {
        self.held.said.get(viewer.position, session, || match self.store.stream(self.register()?, session.into())? {
            Some((_, State::Session(it))) => Ok(self.said_of(&it)?.into()),
            _ => Ok(Arc::default()),
        })
    }

    fn said_of(&self, session: &Session) -> Result<Vec<Said>, Error> {
        let said = |(telling, kind, words): (Telling, MatterKind, String)| {
            let pairs = Pairs::of(&words);
            Said { telling, kind, words, pairs }
        };
        let mut found = Vec::new();
        if let Some(document) = session.document {
            let (rows, text) = self.limitations_told(document)?;
            let text = text.unwrap_or_default();
            for row in rows {
                let telling = Telling { session: session.id, span: Some(row.span), line: None };
                let words = text.get(row.span.start..row.span.end).map(str::to_owned);
                found.extend(words.map(|it| said((telling, MatterKind::Limitation, it))));
            }
        }
        let lines = (1..).zip(&session.minutes).filter_map(|(n, it)| Some((n, kind_of(it)?, &it.words)));
        let lines: Vec<(u32, MatterKind, &model::Words)> = lines.collect();
        let texts = self.texts_of(lines.iter().map(|it| it.2))?;
        for (n, kind, words) in lines {
            let telling = Telling { session: session.id, span: None, line: Some(n) };
            let words = words.seal().and_then(|it| texts.get(it)?.words()).map(str::to_owned);
            found.extend(words.map(|it| said((telling, kind, it))));
        }
        Ok(found)
    }

    /// What `viewer` reads of that: the lines of minutes only whoever keeps the session, for nobody has signed them.
    pub(crate) fn said_to(&self, viewer: &Viewer, session: SessionId) -> Result<Arc<[SaidView]>, Error> {
        self.held.said_shown.get(viewer.position, (viewer.account, session), || {
            let Some((_, State::Session(session))) = self.store.stream(self.register()?, session.into())? else {
                return Ok(Arc::default());
            };
            let keeps = viewer.may("session.close", &session.host.into_iter().collect::<Vec<_>>());
            let mut views = self.said_views(viewer, &session)?;
            views.retain(|it| keeps || it.telling.line.is_none());
            Ok(views.into())
        })
    }

    /// What a session tells, with what is followed already and what it looks like.
    fn said_views(&self, viewer: &Viewer, session: &Session) -> Result<Vec<SaidView>, Error> {
        let said = self.said_in(viewer, session.id)?;
        if said.is_empty() {
            return Ok(Vec::new());
        }
        let all = self.matters(viewer)?;
        // What looks alike is proposed to whoever may say whether it is the same.
        let may_say = units_of(session).iter().any(|it| viewer.may("matter.join", &[*it]));
        let mut around = (!may_say).then(Vec::new);
        let mut views = Vec::with_capacity(said.len());
        for it in said.iter() {
            let row = all.told_at(&it.telling).filter(|it| sees_matter(viewer, it));
            let followed = row.map(|it| self.followed_mention(viewer, it)).transpose()?;
            let alike = match (all.told_at(&it.telling), &mut around) {
                (Some(_), _) => None,
                (None, Some(around)) => best(it, around),
                (None, around) => best(it, around.insert(self.before(viewer, session, &all)?)),
            };
            let place = it.telling.to_string();
            views.push(SaidView {
                kind: it.kind,
                words: it.words.clone(),
                telling: it.telling,
                place,
                followed,
                alike,
            });
        }
        Ok(views)
    }

    pub(crate) fn followed_mention(&self, viewer: &Viewer, row: &MatterRow) -> Result<FollowedMention, Error> {
        let n_in_a_row = self.in_a_row(viewer, row)?;
        Ok(FollowedMention { id: row.id, since_on: row.since_on, n_sessions: n_sessions(row), n_in_a_row })
    }

    /// What a telling of the session may be the same as: what is followed of its units, and what the sessions before it
    /// told of them and nobody follows.
    fn before(&self, viewer: &Viewer, session: &Session, all: &Matters) -> Result<Vec<Candidate>, Error> {
        let units = units_of(session);
        let mut found = Vec::new();
        for row in all.rows.iter().filter(|it| units.contains(&it.unit) && sees_matter(viewer, it)) {
            found.push(self.candidate(viewer, row)?);
        }
        let mut known = BTreeSet::from([session.id]);
        for unit in units {
            for key in self.store.sessions_with(self.register()?, unit, session.held_on, MOST_SESSIONS)? {
                if !known.insert(key.id) {
                    continue;
                }
                let said = self.said_in(viewer, key.id)?;
                let alone = said.iter().filter(|it| all.told_at(&it.telling).is_none());
                found.extend(alone.map(|it| Candidate {
                    kind: it.kind,
                    pairs: vec![it.pairs.clone()],
                    apart: Vec::new(),
                    view: AlikeView {
                        matter: None,
                        telling: Some(it.telling),
                        words: Some(it.words.clone()),
                        on: key.held_on,
                        unit,
                    },
                }));
            }
        }
        Ok(found)
    }

    pub(super) fn candidate(&self, viewer: &Viewer, row: &MatterRow) -> Result<Candidate, Error> {
        let words = crate::views::words(row.words.clone());
        let mut pairs: Vec<Pairs> = words.as_deref().map(Pairs::of).into_iter().collect();
        for (telling, _) in &row.tellings {
            let said = self.said_in(viewer, telling.session)?;
            pairs.extend(said.iter().find(|it| it.telling == *telling).map(|it| it.pairs.clone()));
        }
        let view = AlikeView { matter: Some(row.id), telling: None, words, on: row.since_on, unit: row.unit };
        Ok(Candidate { kind: row.kind, pairs, apart: row.apart.clone(), view })
    }
}

/// What a telling may be the same as.
pub(super) struct Candidate {
    kind: MatterKind,
    pairs: Vec<Pairs>,
    apart: Vec<Telling>,
    view: AlikeView,
}

impl Candidate {
    /// How alike a telling is, per cent; `None` where it is not, or where somebody told them apart.
    pub fn likeness(&self, said: &Said) -> Option<usize> {
        if self.kind != said.kind || self.apart.contains(&said.telling) {
            return None;
        }
        self.pairs.iter().filter(|it| it.is_like(&said.pairs)).map(|it| it.shared_percent(&said.pairs)).max()
    }
}

/// The one that is most alike; of equals what is followed, then the newest.
fn best(said: &Said, around: &mut [Candidate]) -> Option<AlikeView> {
    let alike = around.iter().filter_map(|it| Some((it.likeness(said)?, it)));
    let key = |(percent, it): &(usize, &Candidate)| (*percent, it.view.matter.is_some(), it.view.on);
    alike.max_by_key(key).map(|it| it.1.view.clone())
}

/// The units whose limitations and petitions a session tells.
pub(crate) fn units_of(session: &Session) -> BTreeSet<UnitId> {
    let addressed = session.conclusions.values().flat_map(|it| &it.addressed_to);
    session.guests.iter().chain(addressed).copied().filter(|it| Some(*it) != session.host).collect()
}

fn kind_of(line: &MinuteLine) -> Option<MatterKind> {
    match line.kind {
        LineKind::Limitation => Some(MatterKind::Limitation),
        LineKind::Petition => Some(MatterKind::Petition),
        LineKind::Note | LineKind::Speech | LineKind::Conclusion | LineKind::Answer | LineKind::Commendation => None,
    }
}
