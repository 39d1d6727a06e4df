//! Tasks in groups: by lead, by source, by the month in which they are due. Pure: it is given the tasks and the day.

use super::UnitMention;
use crate::figures;
use crate::messages::{Language, say, text};
use crate::sentences;
use jiff::civil::Date;
use model::{DocumentId, Field, UnitId};
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use store::TaskRow;

/// The groupings, as a query names them.
pub const GROUPINGS: [&str; 4] = ["unit", "field", "source", "month"];

/// What the tasks of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Grouping {
    Unit,
    Field,
    Source,
    Month,
}

/// A group, as far as one page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct TaskGroup {
    #[serde(flatten)]
    pub heading: Heading,
    /// Its places among the tasks of the page.
    pub tasks: Range<usize>,
    /// Of the whole group, on whatever page.
    pub n: usize,
    pub n_overdue: usize,
    pub n_due_soon: usize,
    pub n_awaiting: usize,
}

/// What a group is called by; `None` for the group of those without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Heading {
    Unit {
        unit: UnitMention,
    },
    Field {
        field: Option<Field>,
    },
    Source {
        document: Option<DocumentId>,
        number: Option<String>,
        title: Option<String>,
    },
    /// The first day of the month.
    Month {
        from_on: Option<Date>,
    },
}

impl Heading {
    /// What stands above the group.
    pub fn title(&self, language: Language) -> String {
        let text = |key| text(language, key).to_owned();
        match self {
            Heading::Unit { unit } => unit.name.clone().unwrap_or_else(|| text("erased")),
            Heading::Source { document: None, .. } => text("group-no-source"),
            Heading::Source { number, title, .. } => {
                let called: Vec<&str> = number.iter().chain(title).map(String::as_str).collect();
                if called.is_empty() { text("word-document") } else { called.join(" · ") }
            }
            Heading::Field { field: Some(field) } => sentences::capital(&sentences::field(language, *field)),
            Heading::Field { field: None } => text("group-no-field"),
            Heading::Month { from_on: None } => text("group-no-month"),
            Heading::Month { from_on: Some(day) } => {
                say(language, "group-month", &[("month", figures::month(*day).into())])
            }
        }
    }
}

/// By what tasks stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Common {
    Unit(UnitId),
    Field(Option<Field>),
    Source(Option<DocumentId>),
    Month(Option<Date>),
}

/// A group with all its tasks.
#[derive(Clone, Debug)]
pub(crate) struct Gathered {
    pub common: Common,
    pub tasks: Vec<Arc<TaskRow>>,
}

impl Grouping {
    pub fn named(word: &str) -> Option<Grouping> {
        Some(match word {
            "unit" => Grouping::Unit,
            "field" => Grouping::Field,
            "source" => Grouping::Source,
            "month" => Grouping::Month,
            _ => return None,
        })
    }

    fn of(self, task: &TaskRow) -> Common {
        match self {
            Grouping::Unit => Common::Unit(task.lead),
            Grouping::Field => Common::Field(task.field),
            Grouping::Source => Common::Source(task.source.in_document()),
            Grouping::Month => Common::Month(task.deadline.due_on().map(Date::first_of_month)),
        }
    }

    /// The groups of `tasks`, which keep their order in them. Units stand as `place` says, fields as offices list
    /// them, months one after the other, sources in the order in which they come up; whatever has none comes last.
    pub fn gather(self, tasks: Vec<Arc<TaskRow>>, place: impl Fn(UnitId) -> usize) -> Vec<Gathered> {
        let mut groups: Vec<Gathered> = Vec::new();
        let mut known: HashMap<Common, usize> = HashMap::new();
        for task in tasks {
            let common = self.of(&task);
            let at = *known.entry(common).or_insert_with(|| {
                groups.push(Gathered { common, tasks: Vec::new() });
                groups.len() - 1
            });
            groups[at].tasks.push(task);
        }
        groups.sort_by_cached_key(|it| match it.common {
            Common::Unit(unit) => (place(unit), Date::ZERO),
            Common::Field(field) => (field.map_or(usize::MAX, |it| it as usize), Date::ZERO),
            Common::Source(document) => (usize::from(document.is_none()), Date::ZERO),
            Common::Month(month) => (0, month.unwrap_or(Date::MAX)),
        });
        groups
    }
}
