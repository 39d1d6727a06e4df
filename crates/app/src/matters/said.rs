//! What a session or a document tells of limitations and petitions, and what that looks like: by its words, for the same unit.

use super::by_document::Asked;
use super::{MOST_SESSIONS, Matters, n_sessions, sees_matter};
use crate::access::Viewer;
use crate::error::Error;
use crate::followers::moved::OF_SAID;
use crate::likeness::Pairs;
use crate::office::Office;
use jiff::civil::Date;
use model::state::{LineKind, MatterKind, MinuteLine, Session, State, Teller, Telling};
use model::{DocumentId, MatterId, SessionId, StreamId, UnitId};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::MatterRow;

/// One limitation or petition as it is told.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub telling: Telling,
    pub kind: MatterKind,
    pub words: Arc<str>,
    pub pairs: Arc<Pairs>,
    /// Whether a session tells it: of the limitations of its document those of which people said what answers them.
    pub is_settled: bool,
    pub asked: Arc<Asked>,
}

impl Said {
    pub fn new(telling: Telling, kind: MatterKind, words: &str) -> Said {
        Said {
            telling,
            kind,
            words: words.into(),
            pairs: Arc::new(Pairs::of(words)),
            is_settled: true,
            asked: Arc::default(),
        }
    }
}

/// What one stream tells: the minutes of a session, which name its document, or that document.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub document: Option<DocumentId>,
    /// Who keeps the minutes.
    pub host: Option<UnitId>,
    /// Whether that document reads as one of a session.
    pub is_of_session: bool,
    pub said: Vec<Said>,
}

/// The pairs of a sentence take so many times its length.
const PAIRS_WORDS: usize = 12;

impl Told {
    pub fn n_bytes(&self) -> usize {
        200 + self.said.iter().map(|it| 100 + (1 + PAIRS_WORDS) * it.words.len()).sum::<usize>()
    }
}

/// The same for whoever looks at the session.
#[derive(Clone, Debug, Serialize)]
pub struct SaidView {
    pub kind: MatterKind,
    pub words: String,
    pub telling: Telling,
    /// Where in the session or the document, as an address names it.
    #[serde(skip)]
    pub place: String,
    /// The unit that a document names for it, and that which would owe an answer; those of a session stand with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owed_by: Option<UnitId>,
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
    pub(crate) fn said_in(&self, viewer: &Viewer, session: SessionId) -> Result<Vec<Said>, Error> {
        let [lines, document] = self.told_in(viewer, session)?;
        let of_session = |it: &Said| Said { telling: Telling { by: session.into(), ..it.telling }, ..it.clone() };
        let told = document.iter().chain(&lines).flat_map(|it| &it.said);
        Ok(told.filter(|it| it.is_settled).map(of_session).collect())
    }

    /// The same as far as `viewer` reads it: the lines of minutes only whoever keeps the session, for nobody has signed them.
    pub(super) fn said_read(&self, viewer: &Viewer, session: SessionId) -> Result<Vec<Said>, Error> {
        let [lines, _] = self.told_in(viewer, session)?;
        let host: Vec<UnitId> = lines.and_then(|it| it.host).into_iter().collect();
        let mut said = self.said_in(viewer, session)?;
        said.retain(|it| it.telling.line.is_none() || viewer.may("session.close", &host));
        Ok(said)
    }

    /// What is told at one place; `None` where the words are gone.
    pub(super) fn said_at(&self, viewer: &Viewer, telling: &Telling) -> Result<Option<Said>, Error> {
        let told = match telling.by {
            Teller::Session(session) => self.told_in(viewer, session)?,
            Teller::Document(document) => [self.told_by_document(viewer, document)?, None],
        };
        let is_it = |it: &&Said| (it.telling.span, it.telling.line) == (telling.span, telling.line);
        let found = told.iter().flatten().flat_map(|it| &it.said).find(is_it);
        Ok(found.map(|it| Said { telling: *telling, ..it.clone() }))
    }

    /// Whether a session tells something of a kind.
    pub(super) fn tells(&self, viewer: &Viewer, session: SessionId, kind: MatterKind) -> Result<bool, Error> {
        let [lines, document] = self.told_in(viewer, session)?;
        Ok(document.iter().chain(&lines).flat_map(|it| &it.said).any(|it| it.is_settled && it.kind == kind))
    }

    /// What the minutes of a session tell, and its document.
    fn told_in(&self, viewer: &Viewer, session: SessionId) -> Result<[Option<Arc<Told>>; 2], Error> {
        let lines = self.told_by(viewer, session.into(), || self.lines_of(session))?;
        let document = lines.as_ref().and_then(|it| it.document);
        let document = document.map(|it| self.told_by_document(viewer, it));
        Ok([lines, document.transpose()?.flatten()])
    }

    pub(super) fn told_by(
        &self,
        viewer: &Viewer,
        stream: StreamId,
        find: impl FnOnce() -> Result<Told, Error>,
    ) -> Result<Option<Arc<Told>>, Error> {
        let at = (&self.store, self.register()?);
        let found =
            self.told.get(at, &viewer.now(), &[stream], |_| Ok(HashMap::from([(stream, Arc::new(find()?))])))?;
        Ok(found.into_iter().next().flatten())
    }

    fn lines_of(&self, id: SessionId) -> Result<Told, Error> {
        let Some((_, State::Session(session))) = self.store.stream(self.register()?, id.into())? else {
            return Ok(Told::default());
        };
        let lines = (1..).zip(&session.minutes).filter_map(|(n, it)| Some((n, kind_of(it)?, &it.words)));
        let lines: Vec<(u32, MatterKind, &model::Words)> = lines.collect();
        let texts = self.texts_of(lines.iter().map(|it| it.2))?;
        let said = lines.into_iter().filter_map(|(n, kind, words)| {
            let words = words.seal().and_then(|it| texts.get(it)?.words())?;
            Some(Said::new(Telling { by: id.into(), span: None, line: Some(n) }, kind, words))
        });
        Ok(Told { document: session.document, host: session.host, is_of_session: true, said: said.collect() })
    }

    /// What `viewer` reads of that, with what it looks like.
    pub(crate) fn said_to(&self, viewer: &Viewer, session: SessionId) -> Result<Arc<[SaidView]>, Error> {
        let at = self.moved(viewer.position, OF_SAID)?;
        self.held.said_shown.get(at, (viewer.account, Teller::Session(session)), || {
            let Some((_, State::Session(session))) = self.store.stream(self.register()?, session.into())? else {
                return Ok(Arc::default());
            };
            let around = Around { by: session.id.into(), on: session.held_on, units: units_of(&session) };
            Ok(self.said_views(viewer, &self.said_read(viewer, session.id)?, &around)?.into())
        })
    }

    /// What is told, with what is followed already and what it looks like.
    pub(super) fn said_views(&self, viewer: &Viewer, said: &[Said], told: &Around) -> Result<Vec<SaidView>, Error> {
        if said.is_empty() {
            return Ok(Vec::new());
        }
        let all = self.matters(viewer)?;
        // What looks alike is proposed to whoever may say whether it is the same.
        let may_say = told.units.iter().any(|it| viewer.may("matter.join", &[*it]));
        let mut around = (!may_say).then(Vec::new);
        let mut views = Vec::with_capacity(said.len());
        for it in said.iter() {
            let row = all.told_at(&it.telling).filter(|it| sees_matter(viewer, it));
            let followed = row.map(|it| self.followed_mention(viewer, it)).transpose()?;
            let alike = match (all.told_at(&it.telling), &mut around) {
                (Some(_), _) => None,
                (None, Some(around)) => best(it, around),
                (None, around) => best(it, around.insert(self.before(viewer, told, &all)?)),
            };
            let place = it.telling.to_string();
            views.push(SaidView {
                kind: it.kind,
                words: it.words.to_string(),
                telling: it.telling,
                place,
                unit: None,
                owed_by: None,
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

    /// What a telling may be the same as: what is followed of its units, and what the sessions before it told of them and
    /// nobody follows.
    fn before(&self, viewer: &Viewer, told: &Around, all: &Matters) -> Result<Vec<Candidate>, Error> {
        let Around { by, on, units } = told;
        let mut found = Vec::new();
        for row in all.rows.iter().filter(|it| units.contains(&it.unit) && sees_matter(viewer, it)) {
            found.push(self.candidate(viewer, row)?);
        }
        let mut known: BTreeSet<SessionId> = by.session().into_iter().collect();
        for &unit in units {
            for key in self.store.sessions_with(self.register()?, unit, *on, MOST_SESSIONS)? {
                if !known.insert(key.id) {
                    continue;
                }
                let said = self.said_read(viewer, key.id)?;
                let alone = said.iter().filter(|it| all.told_at(&it.telling).is_none());
                found.extend(alone.map(|it| Candidate {
                    kind: it.kind,
                    pairs: vec![Arc::clone(&it.pairs)],
                    apart: Vec::new(),
                    view: AlikeView {
                        matter: None,
                        telling: Some(it.telling),
                        words: Some(it.words.to_string()),
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
        let mut pairs: Vec<Arc<Pairs>> = words.as_deref().map(|it| Arc::new(Pairs::of(it))).into_iter().collect();
        for (telling, _) in &row.tellings {
            pairs.extend(self.said_at(viewer, telling)?.map(|it| it.pairs));
        }
        let view = AlikeView { matter: Some(row.id), telling: None, words, on: row.since_on, unit: row.unit };
        Ok(Candidate { kind: row.kind, pairs, apart: row.apart.clone(), view })
    }
}

/// What tells, on which day, and the units whose limitations and petitions that are.
pub(super) struct Around {
    pub by: Teller,
    pub on: Date,
    pub units: BTreeSet<UnitId>,
}

/// What a telling may be the same as.
pub(super) struct Candidate {
    kind: MatterKind,
    pairs: Vec<Arc<Pairs>>,
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
