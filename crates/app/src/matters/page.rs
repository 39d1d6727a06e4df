//! One limitation or petition, whole: each session that told it, the tasks that try to cure it, how it ended.

use super::figures::{FigureMove, FigureSource, Place, moves};
use super::list::FollowedView;
use super::listed::ListingView;
use super::{MOST_SESSIONS, Matters};
use crate::access::Viewer;
use crate::error::{Error, NotFound};
use crate::office::Office;
use crate::views::{DocumentView, SessionPageView, TaskView, Viewing, words};
use jiff::Timestamp;
use jiff::civil::Date;
use model::act::matter;
use model::state::{MatterEnding, TaskCode, Teller, Telling};
use model::{DocumentId, Event, MatterId, Seal, SessionId, Words};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{Happened, MatterRow};

/// Something that is followed, whole.
#[derive(Clone, Debug, Serialize)]
pub struct FollowedPageView {
    pub today: Date,
    pub version: u64,
    pub followed: FollowedView,
    pub closing: Option<ClosingView>,
    /// The first day first.
    pub tellings: Vec<TellingView>,
    /// What looks alike in other sessions, and nobody said anything about: a proposal.
    pub alike: Vec<TellingView>,
    /// What somebody told apart.
    pub apart: Vec<TellingView>,
    /// Where it stands in lists that tasks brought.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listings: Vec<ListingView>,
    /// Those that the viewer sees, by code.
    pub tasks: Vec<FollowedTask>,
    /// Figures of the same thing that were told after each other, in sessions and in the reports on its tasks.
    pub moved: Vec<FigureMove>,
    /// Oldest first.
    pub moments: Vec<FollowedMoment>,
}

/// How it ended.
#[derive(Clone, Debug, Serialize)]
pub struct ClosingView {
    pub ending: MatterEnding,
    pub words: Option<String>,
    /// Number and day of the document that answers, or that changed the rule.
    pub basis: Option<String>,
    pub by: Option<String>,
    pub on: Date,
}

/// One telling.
#[derive(Clone, Debug, Serialize)]
pub struct TellingView {
    pub telling: Telling,
    /// Where in the session or the document, as an address names it.
    #[serde(skip)]
    pub place: String,
    pub on: Date,
    /// The title of the session or the document; `None` where it is not seen.
    pub title: Option<String>,
    pub is_seen: bool,
    /// Its words there; `None` where they are not seen, or were told without a place.
    pub words: Option<String>,
    /// Numbers of the conclusions that answer it there.
    pub conclusions: Vec<u32>,
    /// The figures in its words, as they stand there.
    pub figures: Vec<String>,
}

/// A task that tries to cure it.
#[derive(Clone, Debug, Serialize)]
pub struct FollowedTask {
    pub task: TaskView,
    /// The conclusion that answers it and that the task follows from; `None` where it was linked by hand.
    pub conclusion: Option<(SessionId, u32)>,
    /// The figures in the last report, as they stand there.
    pub figures: Vec<String>,
    /// The day of that report.
    #[serde(skip)]
    pub told_on: Date,
}

/// One thing that happened.
#[derive(Clone, Debug, Serialize)]
pub struct FollowedMoment {
    /// Wire name of the event: `matter.closed`.
    pub event: &'static str,
    pub at: Timestamp,
    pub by: Option<String>,
    pub words: Option<String>,
    /// The day of the session or the document that was joined.
    pub on: Option<Date>,
    #[serde(skip)]
    pub is_of_document: bool,
    pub position: u64,
}

impl Office {
    /// One limitation or petition.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn followed_page(&self, viewer: &Viewer, asked: &str) -> Result<FollowedPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "matter", id: asked.to_owned() });
        let id: MatterId = asked.parse().map_err(|_| missing())?;
        let all = self.matters(viewer)?;
        let row = self.seen_matter(viewer, &all, id).ok_or_else(missing)?;
        let mut pages = Pages::default();
        for telling in row.tellings.iter().map(|it| &it.0).chain(&row.apart) {
            self.page_into(viewer, telling.by, &mut pages)?;
        }
        let mut tellings = Vec::new();
        for (telling, on) in &row.tellings {
            tellings.push(self.telling_view(viewer, (telling, *on), &pages)?);
        }
        let mut apart = Vec::new();
        for telling in &row.apart {
            let on = pages.day(telling.by).unwrap_or(row.since_on);
            apart.push(self.telling_view(viewer, (telling, on), &pages)?);
        }
        let history = self.store.history(self.register()?, id.into())?;
        let name = |id| viewer.units.accounts.get(&id).and_then(|it| it.0.clone());
        let closing = row.closed.as_ref().map(|it| ClosingView {
            ending: it.ending,
            words: words(it.words.clone()),
            basis: it.basis.clone().and_then(words),
            by: name(it.by),
            on: it.on,
        });
        let tasks = self.followed_tasks(viewer, row, &tellings, &pages)?;
        Ok(FollowedPageView {
            today: self.today(),
            version: history.len() as u64,
            followed: self.followed_view(viewer, row)?,
            closing,
            moved: moved(&tellings, &tasks),
            listings: self.listing_views(viewer, row)?,
            tasks,
            alike: self.alike_to(viewer, &all, row)?,
            tellings,
            apart,
            moments: self.followed_moments(viewer, &history)?,
        })
    }

    /// The session or the document that tells, where it is seen, once.
    fn page_into(&self, viewer: &Viewer, by: Teller, pages: &mut Pages) -> Result<(), Error> {
        let found = match by {
            Teller::Session(id) if !pages.sessions.contains_key(&id) => {
                self.session_page(viewer, &id.to_string()).map(|it| drop(pages.sessions.insert(id, it)))
            }
            Teller::Document(id) if !pages.documents.contains_key(&id) => {
                self.document_seen(viewer, &id.to_string()).map(|it| drop(pages.documents.insert(id, it)))
            }
            _ => Ok(()),
        };
        match found {
            Err(Error::NotFound(_)) => Ok(()),
            other => other,
        }
    }

    fn telling_view(
        &self,
        viewer: &Viewer,
        (telling, on): (&Telling, Date),
        pages: &Pages,
    ) -> Result<TellingView, Error> {
        let page = telling.session().and_then(|it| pages.sessions.get(&it));
        let document = telling.by.document().and_then(|it| pages.documents.get(&it));
        let is_read = document.is_some() || page.is_some_and(|it| telling.line.is_none() || self.keeps(viewer, it));
        let said = if is_read { self.said_at(viewer, telling)?.map(|it| it.words.to_string()) } else { None };
        let answered = page.and_then(|page| page.limitations.iter().find(|it| Some(it.span) == telling.span));
        Ok(TellingView {
            telling: *telling,
            place: telling.to_string(),
            on,
            title: page.and_then(|it| it.session.title.clone()).or_else(|| document.and_then(called)),
            is_seen: page.is_some() || document.is_some(),
            figures: said.as_deref().map(figures_in).unwrap_or_default(),
            words: said,
            conclusions: answered.map(|it| it.conclusions.clone()).unwrap_or_default(),
        })
    }

    /// What was typed while a session sat is read by whoever keeps it: nobody has signed it.
    fn keeps(&self, viewer: &Viewer, page: &SessionPageView) -> bool {
        viewer.may("session.close", &page.session.host.iter().map(|it| it.id).collect::<Vec<_>>())
    }

    /// The tasks of the conclusions that answer it, and those linked by hand.
    fn followed_tasks(
        &self,
        viewer: &Viewer,
        row: &MatterRow,
        tellings: &[TellingView],
        pages: &Pages,
    ) -> Result<Vec<FollowedTask>, Error> {
        let register = self.register()?;
        let mut found: BTreeMap<TaskCode, Option<(SessionId, u32)>> = BTreeMap::new();
        for (code, _) in self.store.codes_of_tasks(register, &row.tasks)?.into_values() {
            found.insert(code, None);
        }
        for told in tellings {
            let Some(session) = told.telling.session() else { continue };
            let Some(page) = pages.sessions.get(&session) else { continue };
            for conclusion in page.conclusions.iter().filter(|it| told.conclusions.contains(&it.n)) {
                let codes = conclusion.tasks.iter().filter_map(|it| it.parse::<TaskCode>().ok());
                found.extend(codes.map(|it| (it, Some((session, conclusion.n)))));
            }
        }
        let codes: Vec<TaskCode> = found.keys().copied().collect();
        let viewing = Viewing::for_viewer(self, viewer)?;
        let mut tasks = Vec::new();
        for task in self.store.tasks_of(register, &codes)? {
            if viewer.sees_task(task.lead, &task.coordinating) {
                let conclusion = found.get(&task.code).copied().flatten();
                let told_on = task.silent_since_on;
                let task = viewing.task(&task)?;
                let figures = task.last_words.as_deref().map(figures_in).unwrap_or_default();
                tasks.push(FollowedTask { task, conclusion, figures, told_on });
            }
        }
        Ok(tasks)
    }

    /// What other sessions of its unit tell that looks alike, and nobody follows.
    fn alike_to(&self, viewer: &Viewer, all: &Matters, row: &MatterRow) -> Result<Vec<TellingView>, Error> {
        let candidate = self.candidate(viewer, row)?;
        let mut pages = Pages::default();
        let mut alike = Vec::new();
        for key in self.store.sessions_with(self.register()?, row.unit, self.today(), MOST_SESSIONS)? {
            for said in &self.said_in(viewer, key.id)? {
                if all.told_at(&said.telling).is_none() && candidate.likeness(said).is_some() {
                    self.page_into(viewer, key.id.into(), &mut pages)?;
                    alike.push(self.telling_view(viewer, (&said.telling, key.held_on), &pages)?);
                }
            }
        }
        alike.retain(|it| it.words.is_some());
        Ok(alike)
    }

    fn followed_moments(&self, viewer: &Viewer, history: &[Happened]) -> Result<Vec<FollowedMoment>, Error> {
        let seals: Vec<Seal> = history.iter().filter_map(|it| it.event.told().and_then(Words::seal)).cloned().collect();
        let texts = self.store.texts(self.register()?, &seals)?;
        let told = |it: &Event| texts.get(it.told()?.seal()?)?.words().map(str::to_owned);
        let moment = |it: &Happened| FollowedMoment {
            event: it.event.info().event,
            at: it.stamp.at,
            by: viewer.units.accounts.get(&it.stamp.actor).and_then(|it| it.0.clone()),
            words: told(&it.event),
            on: joined(&it.event).map(|it| it.on),
            is_of_document: joined(&it.event).is_some_and(|it| it.telling.session().is_none()),
            position: it.position,
        };
        Ok(history.iter().map(moment).collect())
    }

    /// The limitations and petitions that a task tries to cure, as far as they are seen.
    pub(crate) fn cured_by(&self, viewer: &Viewer, task: &TaskView) -> Result<Vec<FollowedView>, Error> {
        let all = self.matters(viewer)?;
        if all.rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut ids: BTreeSet<MatterId> =
            all.rows.iter().filter(|it| it.tasks.contains(&task.id)).map(|it| it.id).collect();
        if let (Some(session), Some(n)) = (task.source.session, task.source.conclusion)
            && let Ok(page) = self.session_page(viewer, &session.to_string())
        {
            for limitation in page.limitations.iter().filter(|it| it.conclusions.contains(&n)) {
                let telling = Telling { by: session.into(), span: Some(limitation.span), line: None };
                ids.extend(all.told_at(&telling).map(|it| it.id));
            }
        }
        let seen = ids.into_iter().filter_map(|it| self.seen_matter(viewer, &all, it));
        seen.map(|it| self.followed_view(viewer, it)).collect()
    }
}

/// The sessions and the documents that tell, as far as they are seen.
#[derive(Default)]
struct Pages {
    sessions: BTreeMap<SessionId, SessionPageView>,
    documents: BTreeMap<DocumentId, DocumentView>,
}

impl Pages {
    fn day(&self, by: Teller) -> Option<Date> {
        match by {
            Teller::Session(it) => self.sessions.get(&it).map(|it| it.session.held_on),
            Teller::Document(it) => self.documents.get(&it).map(DocumentView::ordered_on),
        }
    }
}

/// Number and title of a document.
fn called(document: &DocumentView) -> Option<String> {
    let told: Vec<&str> = [&document.number, &document.title].into_iter().flatten().map(String::as_str).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// The figures that were told, beside those of the reports on its tasks.
fn moved(tellings: &[TellingView], tasks: &[FollowedTask]) -> Vec<FigureMove> {
    let source = |it: &'_ TellingView| match it.telling.by {
        Teller::Session(id) => FigureSource::Session { id, place: it.place.clone() },
        Teller::Document(id) => FigureSource::Document { id, place: it.place.clone() },
    };
    let told =
        tellings.iter().filter_map(|it| Some(Place { words: it.words.as_deref()?, on: it.on, source: source(it) }));
    let reported = tasks.iter().filter_map(|it| {
        let source = FigureSource::Task { code: it.task.code.clone() };
        Some(Place { words: it.task.last_words.as_deref()?, on: it.told_on, source })
    });
    let mut places: Vec<Place> = told.chain(reported).collect();
    places.sort_by_key(|it| it.on);
    moves(&places)
}

fn joined(event: &Event) -> Option<&matter::join::Joined> {
    match event {
        Event::Matter(matter::Event::Joined(it)) => Some(it),
        _ => None,
    }
}

/// The figures of a sentence, each with the word that follows it: what is measured is not known, so nothing is computed.
/// Days and numbers of documents are none.
fn figures_in(text: &str) -> Vec<String> {
    // `3 ha/5 ha` are two figures; `3 ha/month` is one.
    let tokens: Vec<&str> = text.split_whitespace().flat_map(parts).collect();
    let clean = |it: &str| it.trim_matches(|it: char| !it.is_alphanumeric() && it != '%').to_owned();
    let is_figure = |it: &str| {
        let it = it.strip_suffix('%').unwrap_or(it);
        it.starts_with(|it: char| it.is_ascii_digit())
            && it.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let figure = clean(token);
        if !is_figure(&figure) {
            continue;
        }
        let is_closed = figure.ends_with('%') || token.ends_with([';', ')', '.']) && clean(token) != *token;
        let unit = tokens.get(at + 1).filter(|_| !is_closed).map(|it| clean(it)).filter(|it| {
            it.chars().all(|it| it.is_alphanumeric() || it == '/') && !it.starts_with(|it: char| it.is_ascii_digit())
        });
        found.push(unit.map_or(figure.clone(), |it| format!("{figure} {it}")));
    }
    found
}

/// A word, or what stands on both sides of a stroke before a figure.
fn parts(token: &str) -> Vec<&str> {
    let is_figure = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    match token.split_once('/') {
        Some((before, after)) if is_figure(after) && !is_figure(before) => vec![before, after],
        _ => vec![token],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_as_they_stand() {
        let cases: [(&str, &[&str]); 5] = [
            ("only 3 ha/5,2 ha of 12 ha/month", &["3 ha", "5,2 ha", "12 ha/month"]),
            ("handed over 3 ha of 5,2 ha", &["3 ha", "5,2 ha"]),
            ("only 45% so far, by 12/3/2026", &["45%"]),
            ("1.250 households; 12.", &["1.250 households", "12"]),
            ("none at all", &[]),
        ];
        for (text, wanted) in cases {
            assert_eq!(figures_in(text), wanted, "{text}");
        }
    }
}
