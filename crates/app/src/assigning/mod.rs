//! Assigning tasks by hand: what is typed is understood and told back before anything is written.
//!
//! A collective stands for one task each. Where a task comes from is told: a spoken order, a document, a conclusion.

mod line;
mod meant;
mod orders;
mod origin;

pub use orders::AssignedByHand;
pub use origin::{Origin, TypedSource};

use crate::access::Viewer;
use crate::deadlines::{self, DayExplained, Said};
use crate::error::Error;
use crate::messages::{Language, say, text};
use crate::office::Office;
use crate::propose::Reason;
use crate::sentences;
use crate::views::{SessionView, TaskSource, UnitMention};
use jiff::civil::Date;
use model::{Deadline, Field, Refusal, UnitId};
use serde::Serialize;

/// A task as it was typed; what is empty was not told.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TypedTask {
    pub words: String,
    /// Names of units as people type them, `;` between them; or a class: `all communes`.
    pub leads: String,
    /// Of the units that the names stand for, those that are to get one; `None` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picked: Option<Vec<UnitId>>,
    pub coordinating: String,
    /// A day, or words that lead to one.
    pub deadline: String,
    pub deliverable: String,
    /// The name of a field: `health`.
    pub field: String,
    pub source: TypedSource,
}

/// What a page offers to whoever types a task.
#[derive(Clone, Debug, Serialize)]
pub struct AssigningView {
    pub typed: TypedTask,
    /// Names of units, each with what it is found by without marks.
    pub units: Vec<(String, String)>,
    /// The newest sessions that are seen.
    pub sessions: Vec<SessionView>,
    /// How the document of the register is called that was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The task that was assigned last, with the same source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// Whether tasks may be assigned to some unit.
    pub may_assign: bool,
}

/// What was typed, as it is understood.
#[derive(Clone, Debug, Serialize)]
pub struct Understood {
    pub words: String,
    pub leads: Vec<UnitMention>,
    /// Those that were taken out.
    pub without: Vec<UnitMention>,
    pub coordinating: Vec<UnitMention>,
    pub deadline: Deadline,
    /// The words of the deadline, where they are more than its day.
    pub due_words: Option<String>,
    /// How the day came about.
    pub explained: Option<DayExplained>,
    /// Whether the day has passed already.
    pub is_past: bool,
    pub deliverable: Option<String>,
    pub field: Option<Field>,
    pub source: TaskSource,
    /// The day of the order.
    pub ordered_on: Date,
    /// What was not understood, by the name of the field it was typed in.
    pub asked: Vec<(&'static str, Asked)>,
}

/// Something that has to be asked.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// A name that is no one unit.
    Unit(Reason),
    /// A class of which there is no unit below.
    NoneOf(String),
    /// A unit that whoever types may not assign tasks to.
    NotYours(String),
    /// Words that name no day.
    Deadline(String),
    Refused(Refusal),
}

impl Asked {
    pub fn sentence(&self, language: Language) -> String {
        match self {
            Asked::Unit(reason) => sentences::capital(&sentences::reason(language, reason)),
            Asked::NoneOf(name) => say(language, "assign-none-of", &[("name", name.as_str().into())]),
            Asked::NotYours(name) => say(language, "assign-not-yours", &[("name", name.as_str().into())]),
            Asked::Deadline(words) => say(language, "assign-deadline-unclear", &[("words", words.as_str().into())]),
            Asked::Refused(refusal) => sentences::refusal(language, refusal),
        }
    }
}

impl Understood {
    /// The deadline in words, as it is told back before the task is assigned.
    pub fn deadline_told(&self, language: Language) -> String {
        let key = match self.deadline {
            Deadline::Fixed { due_on } => return self.day_told(language, due_on),
            Deadline::Unset => "assign-due-unset",
            Deadline::Standing => "assign-due-standing",
            Deadline::Periodic => "assign-due-periodic",
        };
        text(language, key).to_owned()
    }

    fn day_told(&self, language: Language, due_on: Date) -> String {
        let day = deadlines::on_weekday(language, due_on);
        let explained = self.explained.as_ref().and_then(|it| deadlines::sentence(language, it));
        let past = self.is_past.then(|| text(language, "assign-due-past").to_owned());
        let told = std::iter::once(sentences::capital(&format!("{day}.")));
        told.chain(explained).chain(past).collect::<Vec<_>>().join(" ")
    }
}

/// Units that are offered by name; any other is found by its name.
const UNITS_OFFERED: usize = 200;

impl Office {
    /// What whoever types a task begins with: the source of `origin`, and what may be chosen.
    ///
    /// # Errors
    /// [`crate::error::NotFound::Object`] for an origin that is not seen; [`Error::Store`].
    pub fn assigning(&self, viewer: &Viewer, origin: &Origin) -> Result<AssigningView, Error> {
        let typed = self.typed_from(viewer, origin)?;
        self.assigning_again(viewer, typed, origin.like.clone())
    }

    /// The same as it was typed.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn assigning_again(
        &self,
        viewer: &Viewer,
        typed: TypedTask,
        like: Option<String>,
    ) -> Result<AssigningView, Error> {
        let chosen = Some(&typed.source.document).filter(|it| !it.is_empty());
        let document = chosen.map(|it| self.document_page(viewer, it)).transpose()?.map(|it| it.document);
        Ok(AssigningView {
            document: document.and_then(|it| it.number.or(it.title)),
            typed,
            units: self.units_offered(viewer, UNITS_OFFERED),
            sessions: self.sessions_seen(viewer, "")?.sessions,
            like,
            may_assign: viewer.may_somewhere("task.assign"),
        })
    }

    /// What was typed, as it is understood; nothing is written.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn understood(&self, viewer: &Viewer, typed: &TypedTask) -> Result<Understood, Error> {
        let mut asked = Vec::new();
        if typed.words.trim().is_empty() {
            asked.push(("words", Asked::Refused(Refusal::WordsMissing { field: "words".to_owned() })));
        }
        let (source, ordered_on) = self.source_meant(viewer, &typed.source, &mut asked)?;
        let (leads, without) = self.leads_meant(viewer, typed, &mut asked)?;
        let coordinating = self.coordinating_meant(viewer, typed, &mut asked)?;
        let (calendar, words) = (self.calendar()?, typed.deadline.trim());
        let deadline = if words.is_empty() {
            Deadline::Unset
        } else {
            deadlines::typed(words, ordered_on, &calendar).unwrap_or_else(|| {
                asked.push(("deadline", Asked::Deadline(words.to_owned())));
                Deadline::Unset
            })
        };
        let is_day = crate::days::read(words, ordered_on).is_ok();
        let due_words = Some(words.to_owned()).filter(|it| !is_day && !it.is_empty());
        let said = Said { words, on: ordered_on };
        Ok(Understood {
            words: typed.words.trim().to_owned(),
            leads,
            without,
            coordinating,
            deadline,
            due_words,
            explained: deadline.due_on().and_then(|_| said.explained(&calendar)),
            is_past: deadline.due_on().is_some_and(|it| it < self.today()),
            deliverable: Some(typed.deliverable.trim().to_owned()).filter(|it| !it.is_empty()),
            field: Field::named(typed.field.trim()),
            source,
            ordered_on,
            asked,
        })
    }
}
