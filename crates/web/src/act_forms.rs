//! The forms of acts, as data: which fields each has, and what becomes of what is typed. Rules stay in the model.

use crate::ask::Fields;
use crate::error::Fault;
use crate::typed;
use app::messages::{Language, text};
use app::sentences::act_key;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// How a field is typed, and what it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Long,
    Day,
    /// A day that becomes a deadline.
    Deadline,
    Choice,
    /// Two hidden numbers, `start` and `end`.
    Span,
    HiddenNumber,
}

/// A field of a form.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    pub is_wanted: bool,
}

const fn wanted(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind, is_wanted: true }
}

const fn free(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind, is_wanted: false }
}

/// The acts that have a form. The others come as JSON.
const FORMS: &[(&str, &[Field])] = &[
    ("task.receive", &[]),
    ("task.report_progress", &[wanted("words", "form-progress", Kind::Long)]),
    ("task.report_done", &[wanted("words", "form-result", Kind::Long), wanted("done_on", "form-done-on", Kind::Day)]),
    ("task.confirm", &[free("words", "form-remark", Kind::Long)]),
    ("task.send_back", &[wanted("because", "form-because", Kind::Long)]),
    (
        "task.correct",
        &[
            free("words", "form-new-words", Kind::Long),
            free("deadline", "form-new-deadline", Kind::Deadline),
            free("deliverable", "form-deliverable", Kind::Line),
            wanted("because", "form-because", Kind::Line),
        ],
    ),
    ("task.terminate", &[wanted("because", "form-because", Kind::Long)]),
    ("document.set_aside_draft", &[wanted("span", "", Kind::Span), free("because", "form-because", Kind::Line)]),
    (
        "document.amend_draft",
        &[
            wanted("span", "", Kind::Span),
            free("words", "form-new-words", Kind::Long),
            free("deadline", "form-new-deadline", Kind::Deadline),
        ],
    ),
    ("session.end_conclusion", &[wanted("n", "", Kind::HiddenNumber), wanted("ending", "form-ending", Kind::Choice)]),
    ("account.open", &[wanted("name", "form-account-name", Kind::Line)]),
    ("account.grant", &[wanted("role", "form-role", Kind::Choice), wanted("unit", "form-unit", Kind::Choice)]),
    ("account.withdraw", &[wanted("role", "form-role", Kind::Choice), wanted("unit", "form-unit", Kind::Choice)]),
];

/// The fields of an act's form.
pub fn fields_of(act: &str) -> Option<(&'static str, &'static [Field])> {
    FORMS.iter().find(|it| it.0 == act).map(|it| (it.0, it.1))
}

/// A form as a page draws it.
#[derive(Clone, Debug)]
pub struct FormShown {
    pub action: String,
    /// What the button says.
    pub title: &'static str,
    pub key: String,
    pub seen: Option<u64>,
    pub fields: Vec<FieldShown>,
    /// Whether it is the one next step.
    pub is_main: bool,
    pub act: &'static str,
}

/// A field as a page draws it.
#[derive(Clone, Debug)]
pub struct FieldShown {
    pub id: String,
    pub name: &'static str,
    pub label: &'static str,
    pub kind: &'static str,
    pub value: String,
    pub is_wanted: bool,
    /// Of a choice: value and word.
    pub options: Vec<(String, String)>,
}

impl FormShown {
    /// The form of `act`, empty. `id` tells it from others of the page.
    pub fn new(language: Language, act: &str, action: String, key: String, seen: Option<u64>) -> Option<FormShown> {
        let (act, fields) = fields_of(act)?;
        let fields = fields.iter().flat_map(|it| shown(language, act, it)).collect();
        let title = text(language, act_key(act).leak_once());
        Some(FormShown { action, title, key, seen, fields, is_main: false, act })
    }

    /// The same with what was typed.
    pub fn typed(mut self, typed: &Fields) -> FormShown {
        for field in &mut self.fields {
            field.value = typed.raw(field.name).to_owned();
        }
        self
    }

    /// The same with one value set.
    pub fn with(mut self, name: &str, value: impl ToString) -> FormShown {
        for field in self.fields.iter_mut().filter(|it| it.name == name) {
            field.value = value.to_string();
        }
        self
    }

    /// The same with the options of a choice.
    pub fn choose(mut self, name: &str, options: &[(String, String)]) -> FormShown {
        for field in self.fields.iter_mut().filter(|it| it.name == name) {
            field.options = options.to_vec();
        }
        self
    }
}

/// The words of acts are few: each is kept once.
trait LeakOnce {
    fn leak_once(self) -> &'static str;
}

impl LeakOnce for String {
    fn leak_once(self) -> &'static str {
        use std::collections::HashSet;
        use std::sync::{Mutex, PoisonError};
        static KEPT: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get_or_insert_default();
        match kept.get(self.as_str()) {
            Some(it) => it,
            None => {
                let leaked: &'static str = self.leak();
                kept.insert(leaked);
                leaked
            }
        }
    }
}

fn shown(language: Language, act: &str, field: &Field) -> Vec<FieldShown> {
    let one = |name: &'static str, kind: &'static str| FieldShown {
        id: format!("{}-{name}", act.replace('.', "-")),
        name,
        label: text(language, field.label),
        kind,
        value: String::new(),
        is_wanted: field.is_wanted,
        options: Vec::new(),
    };
    match field.kind {
        Kind::Line => vec![one(field.name, "line")],
        Kind::Long => vec![one(field.name, "long")],
        Kind::Day | Kind::Deadline => vec![one(field.name, "day")],
        Kind::Choice => vec![one(field.name, "choice")],
        Kind::HiddenNumber => vec![one(field.name, "hidden")],
        Kind::Span => vec![one("start", "hidden"), one("end", "hidden")],
    }
}

/// The body of an act from what was typed. What is missing is left to the rule to refuse.
///
/// # Errors
/// [`Fault::Unreadable`] for a day or a number that is none; [`Fault::NoPage`] for an act without a form.
pub fn body(act: &str, typed: &Fields, today: Date) -> Result<Value, Fault> {
    let (_, fields) = fields_of(act).ok_or(Fault::NoPage)?;
    let mut body = Map::new();
    for field in fields {
        if let Some(value) = value(field, typed, today)? {
            body.insert(field.name.to_owned(), value);
        }
    }
    Ok(Value::Object(body))
}

fn value(field: &Field, typed: &Fields, today: Date) -> Result<Option<Value>, Fault> {
    let unreadable = |typed: &str| Fault::Unreadable { field: field.label, typed: typed.to_owned() };
    let number = |name: &str| typed.raw(name).trim().parse::<u64>().map_err(|_| unreadable(typed.raw(name)));
    let day = |words: &str| typed::day(words, today).ok_or_else(|| unreadable(words));
    Ok(match (field.kind, typed.get(field.name)) {
        (Kind::Span, _) => Some(json!({ "start": number("start")?, "end": number("end")? })),
        (Kind::HiddenNumber, _) => Some(json!(number(field.name)?)),
        (Kind::Day, None) if field.is_wanted => return Err(unreadable("")),
        (Kind::Day, Some(words)) => Some(json!(day(words)?)),
        (Kind::Deadline, Some(words)) => Some(json!({ "kind": "fixed", "due_on": day(words)? })),
        (_, Some(words)) => Some(json!(words)),
        (_, None) if field.is_wanted => Some(json!("")),
        (_, None) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn typed_fields_become_the_body_of_an_act() {
        let cases = [
            ("task.receive", "key=a", json!({})),
            ("task.report_progress", "words=+a+b+", json!({ "words": "a b" })),
            ("task.report_done", "words=a&done_on=30/9", json!({ "words": "a", "done_on": "2026-09-30" })),
            ("task.send_back", "because=", json!({ "because": "" })),
            ("task.confirm", "words=", json!({})),
            (
                "document.set_aside_draft",
                "start=3&end=9&because=a",
                json!({ "span": { "start": 3, "end": 9 }, "because": "a" }),
            ),
        ];
        for (act, typed, wanted) in cases {
            let body = body(act, &Fields::read(typed.as_bytes()), date(2026, 11, 24));
            assert_eq!(body.unwrap(), wanted, "{act}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_told() {
        let typed = Fields::read(b"words=a&done_on=31/2/2026");
        assert!(matches!(body("task.report_done", &typed, date(2026, 11, 24)), Err(Fault::Unreadable { .. })));
    }

    #[test]
    fn every_form_is_of_an_act_that_there_is() {
        for (act, _) in FORMS {
            assert!(model::registry().any(|it| it.act == *act), "{act}");
        }
    }
}
