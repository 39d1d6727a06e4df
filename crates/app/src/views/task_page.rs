//! One task as somebody sees it: its facts, the words it came from, all that happened to it, and what can be done now.

use super::offers::{ActOffer, offers};
use super::{DocumentView, TaskView, words};
use crate::Error;
use crate::access::Viewer;
use crate::error::NotFound;
use crate::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use model::act::task;
use model::state::State;
use model::{AccountId, Event, Passage, Seal, Words};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Happened, Text};

/// A task, whole.
#[derive(Clone, Debug, Serialize)]
pub struct TaskPageView {
    /// The day for which the states hold.
    pub today: Date,
    /// The version of the task that is shown: acts that need it carry it.
    pub version: u64,
    pub task: TaskView,
    /// The words of the source around those of the task; `None` without a passage, or once the file is gone.
    pub source: Option<SourceText>,
    /// Oldest first.
    pub moments: Vec<Moment>,
    /// What a task allows, each possible now or with the reason why not.
    pub acts: Vec<ActOffer>,
}

/// A passage in its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceText {
    pub before: String,
    pub words: String,
    pub after: String,
}

/// One thing that happened.
#[derive(Clone, Debug, Serialize)]
pub struct Moment {
    /// Wire name of the event: `task.confirmed`.
    pub event: &'static str,
    pub at: Timestamp,
    /// Who did it; `None` once the name was erased.
    pub by: Option<String>,
    /// The words that go with it; `None` where there are none, and where `is_erased`.
    pub words: Option<String>,
    pub is_erased: bool,
    /// The day it tells of, where it tells of one.
    pub on: Option<Date>,
    /// The entry in the ledger.
    pub position: u64,
}

/// How much of the source is shown around a passage, bytes.
const SURROUNDINGS: usize = 240;

impl Office {
    /// One task, by its code (`2026-0012`) or its identifier.
    ///
    /// # Errors
    /// [`NotFound::Object`] where there is none that `viewer` sees; [`Error::Store`].
    pub fn task_page(&self, viewer: &Viewer, asked: &str) -> Result<TaskPageView, Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "task", id: asked.to_owned() });
        let view = self.task(asked)?;
        let register = self.register()?;
        let (version, state) = self.store.stream(register, view.id.into())?.ok_or_else(missing)?;
        if !self.sees_state(viewer, &state)? {
            return Err(missing());
        }
        let State::Task(task) = state else { return Err(missing()) };
        let source = match &view.passage {
            Some(passage) => self.source_text(passage)?,
            None => None,
        };
        let moments = self.moments(&self.store.history(register, view.id.into())?)?;
        let acts = offers(viewer, &task);
        Ok(TaskPageView { today: self.today(), version, task: view, source, moments, acts })
    }

    /// Whoever sees a task sees the words it came from, and those around.
    fn source_text(&self, passage: &Passage) -> Result<Option<SourceText>, Error> {
        let document = self.store.document(self.register()?, passage.document)?.map(DocumentView::of);
        let text = document.map(|it| self.text_of(&it)).transpose()?.flatten();
        Ok(text.and_then(|it| around(&it, passage.span.start, passage.span.end)))
    }

    /// What happened, with its words.
    fn moments(&self, history: &[Happened]) -> Result<Vec<Moment>, Error> {
        let seals: Vec<Seal> = history.iter().filter_map(|it| it.event.told()?.seal().cloned()).collect();
        let texts = self.store.texts(self.register()?, &seals)?;
        let units = self.units_now()?;
        let name = |id: AccountId| units.accounts.get(&id).and_then(|it| it.0.clone());
        Ok(history.iter().map(|it| moment(it, name(it.stamp.actor), &texts)).collect())
    }
}

fn moment(happened: &Happened, by: Option<String>, texts: &BTreeMap<Seal, Text>) -> Moment {
    let text = happened.event.told().and_then(Words::seal).and_then(|it| texts.get(it)).cloned();
    Moment {
        event: happened.event.info().event,
        at: happened.stamp.at,
        by,
        is_erased: text == Some(Text::Erased),
        words: text.and_then(words),
        on: match &happened.event {
            Event::Task(task::Event::DoneReported(it)) => Some(it.done_on),
            _ => None,
        },
        position: happened.position,
    }
}

/// The words of a span and what stands around them, cut at blanks; `None` where the span is not in the text.
fn around(text: &str, start: usize, end: usize) -> Option<SourceText> {
    let words = text.get(start..end)?.to_owned();
    let mut from = start.saturating_sub(SURROUNDINGS);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut until = (end + SURROUNDINGS).min(text.len());
    while !text.is_char_boundary(until) {
        until += 1;
    }
    let (before, after) = (&text[from..start], &text[end..until]);
    let before = if from == 0 { before } else { before.split_once(char::is_whitespace).map_or("", |it| it.1) };
    let after = if until == text.len() { after } else { after.rsplit_once(char::is_whitespace).map_or("", |it| it.0) };
    Some(SourceText { before: before.to_owned(), words, after: after.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_stands_in_whole_words() {
        let text = format!("{} words of it {}", "before ".repeat(100), " after".repeat(100));
        let start = text.find("words").unwrap();
        let seen = around(&text, start, start + "words of it".len()).unwrap();
        assert_eq!(seen.words, "words of it");
        assert!(seen.before.split_whitespace().all(|it| it == "before"), "{}", seen.before);
        assert!(seen.after.split_whitespace().all(|it| it == "after"), "{}", seen.after);
        assert_eq!(around("abc", 2, 9), None);
    }
}
