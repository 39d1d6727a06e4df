//! Acts as a person fills them in: which fields a form has, and what its text becomes.
//!
//! The fields come from the act itself, their kind from their names; no act has a form of its own.

use crate::days;
use jiff::civil::Date;
use model::{Command, Refusal};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    pub name: &'static str,
    pub kind: FieldKind,
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
    /// A day, or the word for a deadline without one.
    Deadline,
    /// The identifier of a unit.
    Unit,
    /// Identifiers of units, each under the same name.
    Units,
    /// A whole number.
    Number,
    /// One of the roles.
    Role,
    /// What only a program fills in, as JSON.
    Other,
}

/// The fields of an act, in their order.
pub fn fields_of(act: &str) -> Vec<Field> {
    Command::fields(act).iter().map(|name| Field { name, kind: kind_of(name) }).collect()
}

fn kind_of(name: &str) -> FieldKind {
    match name {
        "words" | "because" | "deliverable" => FieldKind::Text,
        "name" | "title" | "due_words" | "chair" | "number" | "issuer" | "file_name" => FieldKind::Line,
        "deadline" => FieldKind::Deadline,
        "lead" | "unit" | "parent" | "host" => FieldKind::Unit,
        "coordinating" | "leads" | "guests" | "addressed_to" => FieldKind::Units,
        "n" => FieldKind::Number,
        "role" => FieldKind::Role,
        it if it.ends_with("_on") => FieldKind::Day,
        "ending" | "kind" | "level" | "mode" | "document" | "content" | "reader" => FieldKind::Line,
        _ => FieldKind::Other,
    }
}

/// The body of an act from what was typed; what was left empty is absent. Other names are passed over.
///
/// # Errors
/// [`Refusal::DayUnreadable`], [`Refusal::WordsMissing`] for an empty field, [`Refusal::FilterUnreadable`] for a number or a value that is none.
pub fn body_of(act: &str, typed: &[(String, String)], today: Date) -> Result<Value, Refusal> {
    let mut body = Map::new();
    for field in fields_of(act) {
        let values = typed.iter().filter(|it| it.0 == field.name).map(|it| it.1.trim()).filter(|it| !it.is_empty());
        let values: Vec<&str> = values.collect();
        if let Some(value) = value_of(field, &values, today)? {
            body.insert(field.name.to_owned(), value);
        }
    }
    let body = with_blanks(act, body);
    match first_missing(act, &body) {
        Some(Field { kind: FieldKind::Day, .. }) => Err(Refusal::DayUnreadable { text: String::new() }),
        Some(field) => Err(Refusal::WordsMissing { field: field.name.to_owned() }),
        None => Ok(Value::Object(body)),
    }
}

/// The field that a body cannot be read without, where one was left empty.
fn first_missing(act: &str, body: &Map<String, Value>) -> Option<Field> {
    let is_readable = Command::decode(act, Value::Object(body.clone())).is_ok();
    let mut fields = fields_of(act).into_iter().filter(|it| !is_readable && !body.contains_key(it.name));
    fields.find(|it| matches!(it.kind, FieldKind::Day | FieldKind::Unit | FieldKind::Role | FieldKind::Deadline))
}

/// Adds the texts that the act cannot do without as blank ones: its rule says which words are missing, and a reading
/// of the body could not.
fn with_blanks(act: &str, body: Map<String, Value>) -> Map<String, Value> {
    let is_blank = |it: &Field| it.kind == FieldKind::Text && !body.contains_key(it.name);
    let blanks: Vec<&str> = fields_of(act).iter().filter(|it| is_blank(it)).map(|it| it.name).collect();
    let is_read = |body: &Map<String, Value>| Command::decode(act, Value::Object(body.clone())).is_ok();
    let mut filled = body;
    filled.extend(blanks.iter().map(|it| ((*it).to_owned(), json!(""))));
    for name in blanks {
        let mut without = filled.clone();
        without.remove(name);
        if is_read(&without) || !is_read(&filled) {
            filled = without;
        }
    }
    filled
}

fn value_of(field: Field, values: &[&str], today: Date) -> Result<Option<Value>, Refusal> {
    let unreadable = |text: &str| Refusal::FilterUnreadable { field: field.name.to_owned(), text: text.to_owned() };
    let Some(first) = values.first() else {
        return Ok(None);
    };
    Ok(Some(match field.kind {
        FieldKind::Text | FieldKind::Line | FieldKind::Unit | FieldKind::Role => json!(first),
        FieldKind::Units => json!(values),
        FieldKind::Day => json!(days::read(first, today)?),
        FieldKind::Deadline => match *first {
            "periodic" | "standing" | "unset" => json!({ "kind": first }),
            day => json!({ "kind": "fixed", "due_on": days::read(day, today)? }),
        },
        FieldKind::Number => json!(first.parse::<u32>().map_err(|_| unreadable(first))?),
        FieldKind::Other => serde_json::from_str(first).map_err(|_| unreadable(first))?,
    }))
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
            let names: Vec<&str> = fields_of(act.act).iter().map(|it| it.name).collect();
            assert!(act.act == "task.receive" || !names.is_empty(), "{}", act.act);
        }
    }
}
