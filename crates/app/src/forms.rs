//! Acts as a person fills them in: which fields a form has, and what its text becomes.
//!
//! The fields come from the act itself, their kind from their names; no act has a form of its own.

use crate::days;
use jiff::civil::Date;
use model::{Command, Refusal};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::LazyLock;

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    pub name: &'static str,
    pub kind: FieldKind,
    /// The act cannot do without it.
    pub is_wanted: bool,
}

/// What a person puts there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Some lines of text.
    Text,
    /// One line: a name, a number of a document.
    Line,
    /// A day as people type it.
    Day,
    /// An hour as people type it.
    Hour,
    /// A day, or the word for a deadline without one.
    Deadline,
    /// The identifier of a unit.
    Unit,
    /// Identifiers of units, each under the same name.
    Units,
    /// The number of a thing, which its page knows.
    Number,
    /// How many, as people type it.
    Count,
    /// One of a few words of the model: a role, an ending.
    Choice,
    /// Files that were sent for it, as JSON.
    Files,
    /// What only a page or a program fills in, as JSON.
    Other,
}

/// Every act there is, by wire name.
pub fn acts() -> impl Iterator<Item = &'static str> {
    model::registry().map(|it| it.act)
}

/// The fields of an act, in their order; none for an act that is not there.
pub fn fields_of(act: &str) -> &'static [Field] {
    static FIELDS: LazyLock<HashMap<&'static str, Vec<Field>>> =
        LazyLock::new(|| model::registry().map(|it| (it.act, read_fields(it.act))).collect());
    FIELDS.get(act).map_or(&[], Vec::as_slice)
}

/// A field is wanted if a body that has everything else cannot be read.
fn read_fields(act: &str) -> Vec<Field> {
    let names = Command::fields(act);
    let whole: Map<String, Value> = names.iter().map(|it| ((*it).to_owned(), example(it))).collect();
    let is_wanted = |name: &str| {
        let mut without = whole.clone();
        without.remove(name);
        Command::decode(act, Value::Object(without)).is_err()
    };
    names.iter().map(|name| Field { name, kind: kind_of(name), is_wanted: is_wanted(name) }).collect()
}

fn kind_of(name: &str) -> FieldKind {
    match name {
        "words" | "because" | "note" => FieldKind::Text,
        "deadline" => FieldKind::Deadline,
        "lead" | "unit" | "parent" | "host" | "owed_by" => FieldKind::Unit,
        "coordinating" | "leads" | "guests" | "addressed_to" | "units" => FieldKind::Units,
        "n" | "by_link" | "place" => FieldKind::Number,
        "days" | "up_after_days" | "present" | "of" => FieldKind::Count,
        "hour" => FieldKind::Hour,
        "evidence" => FieldKind::Files,
        "role" | "ending" | "level" | "mode" | "field" | "counts_as" | "before_day" | "why" | "outcome" | "reason"
        | "tells" | "wish" | "language" | "mail" | "matter_kind" | "closing" => FieldKind::Choice,
        "span" | "passage" | "source" | "work" | "seals" | "extracted" | "answers" | "columns" | "length_bytes"
        | "is_rehearsal" | "is_alone" | "is_part" | "minutes" | "tasks" | "telling" | "tellings" | "outside"
        | "listing" | "lines" => FieldKind::Other,
        it if it == "on" || it.ends_with("_on") => FieldKind::Day,
        _ => FieldKind::Line,
    }
}

/// A value that a field of this name can have.
fn example(name: &str) -> Value {
    const ID: &str = "01900000-0000-7000-8000-000000000001";
    match name {
        "role" => json!("clerk"),
        "ending" => json!("tasks"),
        "level" => json!("province"),
        "mode" => json!("online"),
        "counts_as" => json!("off"),
        "before_day" => json!("excluded"),
        "reason" => json!("due_soon"),
        "tells" => json!("unit"),
        "wish" => json!("digest"),
        "language" => json!("vi"),
        "mail" => json!("digest"),
        "matter_kind" => json!("limitation"),
        "closing" => json!("cured"),
        "telling" => json!({ "session": ID }),
        "listing" => json!({ "task": ID, "file": 1, "row": 1 }),
        "on" => json!("2026-03-31"),
        "field" => json!("health"),
        "kind" => json!("state"),
        "span" => json!([0, 1]),
        "passage" => json!({ "document": ID, "span": [0, 1] }),
        "extracted" | "outside" => Value::Null,
        "source" => json!({}),
        "work" => json!({ "state": "not_started" }),
        "why" => json!("added"),
        "outcome" => json!("discussed"),
        "seals" | "evidence" | "answers" | "columns" | "minutes" | "tasks" | "tellings" | "lines" => json!([]),
        "length_bytes" => json!(1),
        "is_rehearsal" | "is_alone" | "is_part" => json!(false),
        "document" | "subject" | "task" | "earlier" | "account" | "matter" | "session" => json!(ID),
        _ => match kind_of(name) {
            FieldKind::Unit => json!(ID),
            FieldKind::Units => json!([ID]),
            FieldKind::Number | FieldKind::Count => json!(1),
            FieldKind::Day => json!("2026-03-31"),
            FieldKind::Hour => json!("08:30:00"),
            FieldKind::Deadline => json!({ "kind": "unset" }),
            _ => json!("words"),
        },
    }
}

/// The body of an act from what was typed; what was left empty is absent. Other names are passed over.
///
/// # Errors
/// [`Refusal::DayUnreadable`], [`Refusal::WordsMissing`] for an empty field, [`Refusal::FilterUnreadable`] for a number
/// or a value that is none.
pub fn body_of(act: &str, typed: &[(String, String)], today: Date) -> Result<Value, Refusal> {
    let mut body = Map::new();
    for field in fields_of(act) {
        let values = typed.iter().filter(|it| it.0 == field.name).map(|it| it.1.trim()).filter(|it| !it.is_empty());
        let values: Vec<&str> = values.collect();
        let value = match values.first() {
            Some(first) => Some(value_of(field, first, &values, today)?),
            None if field.is_wanted => Some(blank(field)?),
            None => None,
        };
        body.extend(value.map(|it| (field.name.to_owned(), it)));
    }
    Ok(Value::Object(body))
}

/// What stands for an empty field: of words, the rule itself says that they are missing.
fn blank(field: &Field) -> Result<Value, Refusal> {
    match field.kind {
        FieldKind::Text | FieldKind::Line => Ok(json!("")),
        FieldKind::Day => Err(Refusal::DayUnreadable { text: String::new() }),
        FieldKind::Hour => Err(Refusal::HourUnreadable { text: String::new() }),
        _ => Err(Refusal::WordsMissing { field: field.name.to_owned() }),
    }
}

fn value_of(field: &Field, first: &str, all: &[&str], today: Date) -> Result<Value, Refusal> {
    let unreadable = || Refusal::FilterUnreadable { field: field.name.to_owned(), text: first.to_owned() };
    Ok(match field.kind {
        FieldKind::Text | FieldKind::Line | FieldKind::Unit | FieldKind::Choice => json!(first),
        FieldKind::Units => json!(all),
        FieldKind::Day => json!(days::read(first, today)?),
        FieldKind::Hour => json!(days::read_hour(first)?),
        FieldKind::Deadline => match first {
            "periodic" | "standing" | "unset" => json!({ "kind": first }),
            day => json!({ "kind": "fixed", "due_on": days::read(day, today)? }),
        },
        FieldKind::Number | FieldKind::Count => json!(first.parse::<u32>().map_err(|_| unreadable())?),
        FieldKind::Files | FieldKind::Other => serde_json::from_str(first).map_err(|_| unreadable())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "01900000-0000-7000-8000-000000000001";
    const B: &str = "01900000-0000-7000-8000-000000000002";

    fn body(act: &str, typed: &[(&str, &str)]) -> Result<Value, Refusal> {
        let typed: Vec<(String, String)> = typed.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        body_of(act, &typed, "2026-03-31".parse().unwrap())
    }

    #[test]
    fn a_form_becomes_the_body_of_its_act() {
        let done = body("task.report_done", &[("key", "k"), ("words", "done"), ("done_on", "30/3")]);
        assert_eq!(done, Ok(json!({ "words": "done", "done_on": "2026-03-30" })));
        let correct = body("task.correct", &[("coordinating", A), ("coordinating", B), ("deadline", "standing")]);
        let wanted = json!({ "coordinating": [A, B], "deadline": { "kind": "standing" }, "because": "" });
        assert_eq!(correct.unwrap(), wanted);
        let wanted: Vec<&str> = fields_of("task.correct").iter().filter(|it| it.is_wanted).map(|it| it.name).collect();
        assert_eq!(wanted, ["because"]);
        let wrong = body("task.report_done", &[("words", "done"), ("done_on", "31/2")]);
        assert_eq!(wrong, Err(Refusal::DayUnreadable { text: "31/2".to_owned() }));
        let empty = body("task.report_done", &[("words", "done"), ("done_on", "")]);
        assert_eq!(empty, Err(Refusal::DayUnreadable { text: String::new() }));
        assert_eq!(body("task.confirm", &[("words", " ")]), Ok(json!({})));
        assert_eq!(body("task.report_progress", &[("words", " ")]), Ok(json!({ "words": "" })));
        assert_eq!(body("task.receive", &[("words", "x")]), Ok(json!({})));
    }

    #[test]
    fn every_act_tells_its_fields() {
        for act in model::registry() {
            let fields = fields_of(act.act);
            let whole: Map<String, Value> = fields.iter().map(|it| (it.name.to_owned(), example(it.name))).collect();
            Command::decode(act.act, Value::Object(whole)).unwrap_or_else(|it| panic!("{}: {it:?}", act.act));
        }
    }
}
