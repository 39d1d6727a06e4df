//! Where a task comes from that is typed by hand, and the day of the order.

use super::{Asked, TypedTask};
use crate::access::Viewer;
use crate::days;
use crate::error::{Error, NotFound};
use crate::office::Office;
use crate::take::number_key;
use crate::views::{DocumentView, TaskSource, words};
use jiff::civil::Date;
use model::state::{Outside, Session};
use model::{Refusal, SessionId};
use serde::Serialize;

/// What a form of a new task is begun from; at most one is told.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The code of a task whose source this one has as well.
    pub like: Option<String>,
    pub document: Option<String>,
    /// A session, and the number of its conclusion.
    pub session: Option<(String, Option<u32>)>,
    /// A line of the minutes of that session, counted from 1.
    pub line: Option<u32>,
}

/// The source as it was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TypedSource {
    /// `spoken`, `document` or `session`.
    pub from: String,
    /// Whose spoken order it is.
    pub speaker: String,
    /// The day of a spoken order, as people type days.
    pub on: String,
    pub venue: String,
    /// A document by its number; where the register has it, that is taken.
    pub number: String,
    pub issued_on: String,
    pub issuer: String,
    /// The identifier of a document that was chosen.
    pub document: String,
    /// The identifier of a session that was chosen.
    pub session: String,
    /// The number of its conclusion; empty for a new one.
    pub n: String,
    /// The line of its minutes that it comes from, counted from 1; empty where it comes from none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub line: String,
}

impl Office {
    /// What a form begins with.
    pub(super) fn typed_from(&self, viewer: &Viewer, origin: &Origin) -> Result<TypedTask, Error> {
        let today = crate::figures::day(self.today());
        let source = TypedSource { from: "spoken".to_owned(), on: today, ..TypedSource::default() };
        if let Some(code) = &origin.like {
            return self.typed_like(viewer, code);
        }
        if let Some(document) = &origin.document {
            self.document_page(viewer, document)?;
            let source = TypedSource { from: "document".to_owned(), document: document.clone(), ..source };
            return Ok(TypedTask { source, ..TypedTask::default() });
        }
        let Some((session, n)) = &origin.session else { return Ok(TypedTask { source, ..TypedTask::default() }) };
        let (_, state) = self.seen_session(viewer, session)?;
        let n_typed = n.map(|it| it.to_string()).unwrap_or_default();
        let source = TypedSource { from: "session".to_owned(), session: session.clone(), n: n_typed, ..source };
        if let Some(line) = origin.line {
            let source = TypedSource { line: line.to_string(), ..source };
            return self.typed_from_line(viewer, &state, line, source);
        }
        let Some(conclusion) = n.and_then(|it| state.conclusions.get(&it)) else {
            return Ok(TypedTask { source, ..TypedTask::default() });
        };
        let texts = self.texts_of(std::iter::once(&conclusion.words))?;
        let told = conclusion.words.seal().and_then(|it| words(texts.get(it)?.clone()));
        let may_lead = conclusion.addressed_to.iter().filter(|it| viewer.may("task.assign", &[**it]));
        let leads: Vec<String> = may_lead.filter_map(|it| viewer.unit_name(*it)).collect();
        Ok(TypedTask { words: told.unwrap_or_default(), leads: leads.join("; "), source, ..TypedTask::default() })
    }

    /// The source of a task, to be given to another one.
    fn typed_like(&self, viewer: &Viewer, code: &str) -> Result<TypedTask, Error> {
        let TaskSource { document, session, conclusion, outside, .. } = self.task_seen(viewer, code)?.source;
        let mut source = TypedSource { from: "spoken".to_owned(), ..TypedSource::default() };
        let told = |it: Option<String>| it.unwrap_or_default();
        // A document that was added afterwards is the better source.
        match outside.filter(|_| document.is_none()) {
            Some(Outside::Spoken { speaker, on, venue }) => {
                source.speaker = told(speaker);
                source.on = crate::figures::day(on);
                source.venue = told(venue.flatten());
            }
            Some(Outside::Document { number, issued_on, issuer }) => {
                source.from = "document".to_owned();
                source.number = told(number);
                source.issued_on = crate::figures::day(issued_on);
                source.issuer = told(issuer.flatten());
            }
            None if session.is_some() => {
                source.from = "session".to_owned();
                source.session = session.map(|it| it.to_string()).unwrap_or_default();
                source.n = conclusion.map(|it| it.to_string()).unwrap_or_default();
            }
            None if document.is_some() => {
                source.from = "document".to_owned();
                source.document = document.map(|it| it.to_string()).unwrap_or_default();
            }
            None => source.on = crate::figures::day(self.today()),
        }
        Ok(TypedTask { source, ..TypedTask::default() })
    }

    /// The source that was typed, and the day of the order.
    pub(super) fn source_meant(
        &self,
        viewer: &Viewer,
        typed: &TypedSource,
        asked: &mut Vec<(&'static str, Asked)>,
    ) -> Result<(TaskSource, Date), Error> {
        match typed.from.as_str() {
            "session" => self.session_meant(viewer, typed, asked),
            "document" => self.document_meant(viewer, typed, asked),
            _ => {
                let speaker = wanted("speaker", &typed.speaker, asked);
                let on = self.day_meant("on", &typed.on, asked);
                let outside = Some(Outside::Spoken { speaker, on, venue: given(&typed.venue).map(Some) });
                Ok((TaskSource { outside, ..TaskSource::default() }, on))
            }
        }
    }

    fn session_meant(
        &self,
        viewer: &Viewer,
        typed: &TypedSource,
        asked: &mut Vec<(&'static str, Asked)>,
    ) -> Result<(TaskSource, Date), Error> {
        let mut ask = |field: &'static str, refusal| asked.push((field, Asked::Refused(refusal)));
        let Ok((_, session)) = self.seen_session(viewer, &typed.session) else {
            ask("session", Refusal::WordsMissing { field: "session".to_owned() });
            return Ok((TaskSource::default(), self.today()));
        };
        let conclusion = match conclusion_meant(&session, &typed.n) {
            Ok(it) => it,
            Err(refusal) => {
                ask("n", refusal);
                None
            }
        };
        let recorded = conclusion.and_then(|it| session.conclusions.get(&it));
        let point = recorded.and_then(|it| it.point.as_ref());
        let texts = self.texts_of(point.into_iter())?;
        let point = point.and_then(|it| words(texts.get(it.seal()?)?.clone()));
        let (id, held_on) = (Some(session.id), session.held_on);
        let source = TaskSource { session: id, held_on: Some(held_on), conclusion, point, ..TaskSource::default() };
        Ok((source, held_on))
    }

    fn document_meant(
        &self,
        viewer: &Viewer,
        typed: &TypedSource,
        asked: &mut Vec<(&'static str, Asked)>,
    ) -> Result<(TaskSource, Date), Error> {
        if !typed.document.is_empty() {
            let page = self.document_page(viewer, &typed.document);
            return match page {
                Ok(it) => Ok(of_register(it.document)),
                Err(Error::NotFound(NotFound::Object { .. })) => {
                    asked.push(("number", Asked::Refused(Refusal::WordsMissing { field: "number".to_owned() })));
                    Ok((TaskSource::default(), self.today()))
                }
                Err(error) => Err(error),
            };
        }
        let number = wanted("number", &typed.number, asked);
        let issued_on = self.day_meant("issued_on", &typed.issued_on, asked);
        if let Some(document) = number.as_deref().map(|it| self.numbered(viewer, it, issued_on)).transpose()?.flatten()
        {
            return Ok(of_register(document));
        }
        let outside = Some(Outside::Document { number, issued_on, issuer: given(&typed.issuer).map(Some) });
        Ok((TaskSource { outside, ..TaskSource::default() }, issued_on))
    }

    /// The document of the register with that number and day, where it is seen.
    fn numbered(&self, viewer: &Viewer, number: &str, issued_on: Date) -> Result<Option<DocumentView>, Error> {
        let is_it = |it: &DocumentView| {
            it.issued_on == Some(issued_on) && it.number.as_deref().map(number_key) == Some(number_key(number))
        };
        let found = self.documents()?.documents.into_iter().find(is_it);
        match found {
            Some(it) if self.sees(viewer, it.id.into())? => Ok(Some(it)),
            _ => Ok(None),
        }
    }

    /// A day that has come; today where it was not understood, and that is asked.
    fn day_meant(&self, field: &'static str, text: &str, asked: &mut Vec<(&'static str, Asked)>) -> Date {
        let today = self.today();
        let refusal = match days::read(text, today) {
            Ok(day) if day <= today => return day,
            Ok(day) => Refusal::DayInFuture { day },
            Err(_) if text.trim().is_empty() => Refusal::WordsMissing { field: field.to_owned() },
            Err(refusal) => refusal,
        };
        asked.push((field, Asked::Refused(refusal)));
        today
    }
}

/// The number of a conclusion that is there; `None` for a new one.
fn conclusion_meant(session: &Session, typed: &str) -> Result<Option<u32>, Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let n = typed.trim().parse().map_err(|_| Refusal::ConclusionUnknown { session: session.id, n: 0 })?;
    match session.conclusions.contains_key(&n) {
        true => Ok(Some(n)),
        false => Err(Refusal::ConclusionUnknown { session: session.id, n }),
    }
}

fn of_register(it: DocumentView) -> (TaskSource, Date) {
    let on = it.issued_on.unwrap_or(it.received_on);
    (TaskSource { document: Some(it.id), number: it.number, title: it.title, ..TaskSource::default() }, on)
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|it| !it.is_empty())
}

fn wanted(field: &'static str, text: &str, asked: &mut Vec<(&'static str, Asked)>) -> Option<String> {
    let text = given(text);
    if text.is_none() {
        asked.push((field, Asked::Refused(Refusal::WordsMissing { field: field.to_owned() })));
    }
    text
}

impl TypedSource {
    /// The session that was chosen.
    pub(super) fn session_id(&self) -> Option<SessionId> {
        self.session.parse().ok()
    }
}
