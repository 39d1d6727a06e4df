//! What is typed while a session sits: lines beside the ledger, each of its own, so that two may type at once. Of one
//! line the last write wins. They come into the ledger when the session closes.

use super::life::{AgendaItemView, SessionTold};
use crate::access::Viewer;
use crate::error::{Error, Forbidden};
use crate::office::Office;
use base::fold::collapse;
use model::act::session::{self, close, record_conclusion::RecordConclusion};
use model::refusal::LONGEST_WORDS;
use model::state::{LineKind, Session, Stage};
use model::{AccountId, Command, Refusal, SessionId};
use serde::{Deserialize, Serialize};
use store::{Answer, DraftKey, Order};

/// What the lines are kept under.
const OBJECT: &str = "minutes";
/// The longest identifier of a line.
const LONGEST_ID: usize = 40;
/// So often the number of a conclusion is asked for again, where another typist was given it first.
const TRIES: u32 = 5;

/// What is typed, as whoever types sees it.
#[derive(Clone, Debug, Serialize)]
pub struct MinutesView {
    pub session: SessionId,
    /// `None` once it was erased.
    pub title: Option<String>,
    pub stage: Stage,
    /// In the order in which they were begun.
    pub lines: Vec<LineView>,
    pub agenda: Vec<AgendaItemView>,
    pub at_item: Option<u32>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    pub id: String,
    pub kind: LineKind,
    pub words: String,
    pub item: Option<u32>,
    /// The number of the conclusion that it became.
    pub conclusion: Option<u32>,
    /// Who wrote it last.
    pub by: Option<String>,
    pub is_own: bool,
}

/// One line as it comes from whoever types.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    pub id: String,
    pub kind: LineKind,
    pub words: String,
    #[serde(default)]
    pub item: Option<u32>,
}

/// One line as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    kind: LineKind,
    words: String,
    item: Option<u32>,
    conclusion: Option<u32>,
    by: AccountId,
}

impl Office {
    /// What is typed in a session, for whoever keeps it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a session that is not seen; [`Forbidden::Act`]; [`Error::Store`].
    pub fn minutes(&self, viewer: &Viewer, asked: &str) -> Result<MinutesView, Error> {
        let found = self.session_to_show(viewer, asked)?;
        let SessionTold { session, told, .. } = &*found;
        self.want_kept_by(viewer, session)?;
        let lines = self.kept_lines(session.id)?.into_iter();
        let name = |account| viewer.units.accounts.get(&account).and_then(|it| it.0.clone());
        let view = |(id, it): (String, Kept)| LineView {
            id,
            kind: it.kind,
            words: it.words,
            item: it.item,
            conclusion: it.conclusion,
            by: name(it.by),
            is_own: it.by == viewer.account,
        };
        Ok(MinutesView {
            session: session.id,
            title: told.words(&session.title),
            stage: session.stage,
            lines: lines.map(view).collect(),
            agenda: self.agenda(viewer, session, told)?.0,
            at_item: session.at_item,
        })
    }

    /// Keeps lines that somebody typed, each in the place of what stood there; one without words is forgotten. A line
    /// that became a conclusion stays as it was concluded.
    ///
    /// # Errors
    /// [`Refusal::SessionStage`] for a session that does not sit, [`Refusal::WordsTooLong`]; those of [`Office::minutes`].
    pub fn write_lines(&self, viewer: &Viewer, asked: &str, typed: Vec<Typed>) -> Result<(), Error> {
        let session = self.session_to_write(viewer, asked)?;
        session.want_stage(&[Stage::InProgress]).map_err(Error::Refused)?;
        let concluded = self.kept_lines(session.id)?;
        let is_concluded = |id: &str| concluded.iter().any(|it| it.0 == id && it.1.conclusion.is_some());
        for line in typed.into_iter().filter(|it| is_id(&it.id) && !is_concluded(&it.id)) {
            let words = line.words.trim_end().to_owned();
            if words.len() > LONGEST_WORDS {
                let (field, length) = ("words".to_owned(), words.len());
                return Err(Error::Refused(Refusal::WordsTooLong { field, length, longest: LONGEST_WORDS }));
            }
            if words.trim().is_empty() {
                self.store.drop_drafts(self.register()?, session.id.into(), OBJECT, Some(&line.id))?;
            } else {
                let kept = Kept { kind: line.kind, words, item: line.item, conclusion: None, by: viewer.account };
                self.keep_line(session.id, &line.id, &kept)?;
            }
        }
        self.desks.write_in(&session, viewer.account);
        Ok(())
    }

    /// Makes a line a conclusion of the session; answers its number. A line that became one has it already.
    ///
    /// # Errors
    /// [`Refusal::WordsMissing`] for a line that is not there; those of the act and of [`Office::minutes`].
    pub fn conclude_line(&self, viewer: &Viewer, asked: &str, line: &str) -> Result<u32, Error> {
        for _ in 0..TRIES {
            let session = self.session_to_write(viewer, asked)?;
            let Some((_, kept)) = self.kept_lines(session.id)?.into_iter().find(|it| it.0 == line) else {
                return Err(Error::Refused(Refusal::WordsMissing { field: "words".to_owned() }));
            };
            if let Some(n) = kept.conclusion {
                return Ok(n);
            }
            let n = match self.concluded_as(&session, &kept.words)? {
                Some(n) => n,
                None => match self.conclude(viewer, &session, line, kept.words.clone()) {
                    Err(Error::Refused(Refusal::ConclusionNumberTaken { .. } | Refusal::KeyReused { .. })) => continue,
                    done => done?,
                },
            };
            let kept = Kept { kind: LineKind::Conclusion, conclusion: Some(n), ..kept };
            self.keep_line(session.id, line, &kept)?;
            self.desks.write_in(&session, viewer.account);
            return Ok(n);
        }
        Err(Error::Refused(Refusal::Stale { seen: 0, current: 0 }))
    }

    /// Closes a session with what was typed.
    ///
    /// # Errors
    /// Those of the act and of [`Office::minutes`].
    pub fn close_meeting(&self, viewer: &Viewer, asked: &str, key: String) -> Result<Answer, Error> {
        let session = self.session_to_write(viewer, asked)?;
        if session.stage == Stage::InProgress {
            self.end_speakers(viewer, &session)?;
        }
        let line = |(_, it): (String, Kept)| close::Line {
            kind: it.kind,
            words: it.words,
            item: it.item,
            conclusion: it.conclusion,
        };
        let minutes = self.kept_lines(session.id)?.into_iter().map(line).collect();
        let command = Command::Session(session::Command::Close(close::Close { minutes }));
        let order = Order { stream: session.id.into(), seen: None, command };
        let answer = self.submit_as(viewer, key, vec![order])?;
        self.store.drop_drafts(self.register()?, session.id.into(), OBJECT, None)?;
        Ok(answer)
    }

    /// Refuses whoever does not keep the session.
    ///
    /// # Errors
    /// Those of [`Office::minutes`].
    pub fn want_keeper(&self, viewer: &Viewer, asked: &str) -> Result<(), Error> {
        self.session_to_write(viewer, asked).map(drop)
    }

    pub(super) fn session_to_write(&self, viewer: &Viewer, asked: &str) -> Result<Session, Error> {
        let (_, session) = self.seen_session(viewer, asked)?;
        self.want_kept_by(viewer, &session)?;
        Ok(session)
    }

    fn want_kept_by(&self, viewer: &Viewer, session: &Session) -> Result<(), Error> {
        let refused = Error::Forbidden(Forbidden::Act { act: "session.close" });
        if self.hosts(viewer, session) { Ok(()) } else { Err(refused) }
    }

    /// The number of a conclusion that has these words: an answer that was lost is not written twice.
    fn concluded_as(&self, session: &Session, words: &str) -> Result<Option<u32>, Error> {
        let texts = self.texts_of(session.conclusions.values().map(|it| &it.words))?;
        let words = collapse(words);
        let is_it =
            |it: &model::Words| it.seal().and_then(|it| texts.get(it)?.words()).is_some_and(|it| collapse(it) == words);
        Ok(session.conclusions.iter().find(|it| is_it(&it.1.words)).map(|it| *it.0))
    }

    fn conclude(&self, viewer: &Viewer, session: &Session, line: &str, words: String) -> Result<u32, Error> {
        let n = session.conclusions.keys().max().unwrap_or(&0) + 1;
        let record = RecordConclusion { n, point: None, words, passage: None, addressed_to: Vec::new(), ending: None };
        let command = Command::Session(session::Command::RecordConclusion(record));
        let order = Order { stream: session.id.into(), seen: None, command };
        self.submit_as(viewer, format!("{} {line} {n}", session.id), vec![order])?;
        Ok(n)
    }

    /// Puts a line that nobody typed at the end.
    pub(super) fn put_line(
        &self,
        viewer: &Viewer,
        session: &Session,
        line: &str,
        kind: LineKind,
        words: String,
    ) -> Result<(), Error> {
        let kept = Kept { kind, words, item: session.at_item, conclusion: None, by: viewer.account };
        self.keep_line(session.id, line, &kept)
    }

    fn keep_line(&self, session: SessionId, line: &str, kept: &Kept) -> Result<(), Error> {
        let text = serde_json::to_string(kept).expect("invariant: a line is always written");
        let key = DraftKey {
            register: self.register()?,
            owner: session.into(),
            object: OBJECT.to_owned(),
            cell: line.to_owned(),
        };
        Ok(self.store.put_draft(key, &text, self.clock.now())?)
    }

    /// In the order of their identifiers, which begin with the instant at which they were begun.
    fn kept_lines(&self, session: SessionId) -> Result<Vec<(String, Kept)>, Error> {
        let cells = self.store.drafts(self.register()?, session.into(), OBJECT)?;
        Ok(cells.into_iter().filter_map(|it| Some((it.cell, serde_json::from_str(&it.text).ok()?))).collect())
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST_ID && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
}

/// The identifier of a line that is begun now, as a script makes it: the millisecond in nine digits of base 36, and what
/// tells it from others. `id` begins with the millisecond in hexadecimal digits.
pub fn line_id(id: &str) -> String {
    let digits = id.replace('-', "");
    let (mut at, mut text) = (u64::from_str_radix(digits.get(..12).unwrap_or("0"), 16).unwrap_or(0), [b'0'; 9]);
    for place in text.iter_mut().rev() {
        *place = b"0123456789abcdefghijklmnopqrstuvwxyz"[(at % 36) as usize];
        at /= 36;
    }
    format!("{}-{}", String::from_utf8_lossy(&text), digits.get(26..).unwrap_or("0"))
}
