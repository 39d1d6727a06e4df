//! What an act changed of a task: each field as it was before and after it.

use super::UnitMention;
use super::moments::Texts;
use crate::followers::units::Units;
use jiff::civil::Date;
use model::act::task;
use model::state::ConclusionRef;
use model::{Deadline, Event, Field, SessionId, UnitId, Words};
use serde::Serialize;

/// A field of a task that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `words`, `lead`, `coordinating`, `deadline`, `deliverable`, `field` or `conclusion`.
    pub field: &'static str,
    /// `None` where there was none.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// `None` once they were erased.
    Words(Option<String>),
    Units(Vec<UnitMention>),
    Deadline(Deadline),
    Field(Field),
    /// A conclusion of a session, and the day of that where it is there.
    Conclusion {
        session: SessionId,
        held_on: Option<Date>,
        n: u32,
    },
}

impl Value {
    fn of_conclusion(it: ConclusionRef) -> Value {
        Value::Conclusion { session: it.session, held_on: None, n: it.n }
    }
}

/// What is to be known of a task to tell what a correction changes.
pub(super) struct Standing<'a> {
    words: &'a Words,
    lead: UnitId,
    coordinating: &'a [UnitId],
    deadline: Deadline,
    deliverable: Option<&'a Words>,
    field: Option<Field>,
    conclusion: Option<ConclusionRef>,
}

impl<'a> Standing<'a> {
    /// The task as an event begins it; `None` for one that does not.
    fn begun(event: &'a Event) -> Option<Standing<'a>> {
        // Both begin it with the same fields.
        macro_rules! begun {
            ($it:ident) => {
                Some(Standing {
                    words: &$it.words,
                    lead: $it.lead,
                    coordinating: &$it.coordinating,
                    deadline: $it.deadline,
                    deliverable: $it.deliverable.as_ref(),
                    field: $it.field,
                    conclusion: $it.source.conclusion,
                })
            };
        }
        match event {
            Event::Task(task::Event::Assigned(it)) => begun!(it),
            Event::Task(task::Event::CarriedOver(it)) => begun!(it),
            _ => None,
        }
    }

    /// Takes in what happened next; what it changed.
    pub fn next(before: &mut Option<Standing<'a>>, event: &'a Event, texts: &Texts, units: &Units) -> Vec<Change> {
        if let Some(begun) = Standing::begun(event) {
            *before = Some(begun);
            return Vec::new();
        }
        match (event, before) {
            (Event::Task(task::Event::Corrected(it)), Some(before)) => before.corrected(it, texts, units),
            (Event::Task(task::Event::ExtensionGranted(it)), Some(before)) => before.due_on(it.until_on),
            (Event::Task(task::Event::Recounted(it)), Some(before)) => before.due_on(it.due_on),
            (Event::Task(task::Event::Resumed(it)), Some(before)) => {
                it.due_on.map(|due_on| before.due_on(due_on)).unwrap_or_default()
            }
            (Event::Task(task::Event::Reassigned(it)), Some(before)) => {
                let was = std::mem::replace(&mut before.lead, it.lead);
                let [was, now] = [was, it.lead].map(|it| Some(Value::Units(vec![units.mention(it)])));
                vec![Change { field: "lead", before: was, after: now }]
            }
            (Event::Task(task::Event::Tied(it)), Some(before)) => {
                let was = std::mem::replace(&mut before.conclusion, it.conclusion);
                let [was, now] = [was, it.conclusion].map(|it| it.map(Value::of_conclusion));
                vec![Change { field: "conclusion", before: was, after: now }]
            }
            _ => Vec::new(),
        }
    }

    /// The deadline moved to a day; nothing changes where it was that day.
    fn due_on(&mut self, due_on: Date) -> Vec<Change> {
        let after = Deadline::Fixed { due_on };
        let before = std::mem::replace(&mut self.deadline, after);
        let change =
            || Change { field: "deadline", before: Some(Value::Deadline(before)), after: Some(Value::Deadline(after)) };
        if before == after { Vec::new() } else { vec![change()] }
    }

    fn corrected(&mut self, it: &'a task::correct::Corrected, texts: &Texts, units: &Units) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut note = |field, before, after| changes.push(Change { field, before, after });
        let words = |it: &Words| Some(Value::Words(texts.words(it)));
        let mentions =
            |it: &[UnitId]| (!it.is_empty()).then(|| Value::Units(it.iter().map(|it| units.mention(*it)).collect()));
        if let Some(after) = &it.words {
            note("words", words(std::mem::replace(&mut self.words, after)), words(after));
        }
        if let Some(after) = it.lead {
            note("lead", mentions(&[std::mem::replace(&mut self.lead, after)]), mentions(&[after]));
        }
        if let Some(after) = &it.coordinating {
            note("coordinating", mentions(std::mem::replace(&mut self.coordinating, after)), mentions(after));
        }
        if let Some(after) = it.deadline {
            let before = std::mem::replace(&mut self.deadline, after);
            note("deadline", Some(Value::Deadline(before)), Some(Value::Deadline(after)));
        }
        if let Some(after) = &it.deliverable {
            note("deliverable", self.deliverable.replace(after).and_then(words), words(after));
        }
        if let Some(after) = it.field {
            note("field", self.field.replace(after).map(Value::Field), Some(Value::Field(after)));
        }
        changes
    }
}
