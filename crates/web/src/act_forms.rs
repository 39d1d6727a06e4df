//! The forms of acts as pages draw them. Which fields an act has, and what becomes of what is typed, the office says.

use crate::ask::Fields;
use crate::files_shown::FileShown;
use app::forms::{Field, FieldKind, fields_of};
use app::messages::{Language, has, text};
use app::sentences::{act_key, capital};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A form as a page draws it.
#[derive(Clone, Debug)]
pub struct FormShown {
    pub action: String,
    /// What the button says.
    pub title: &'static str,
    pub key: String,
    pub seen: Option<u64>,
    pub fields: Vec<FieldShown>,
    /// What whoever fills it in has to know.
    pub note: Option<&'static str>,
    /// Whether it is the one next step.
    pub is_main: bool,
    pub act: &'static str,
    /// Where files are sent in pieces; none where the act takes no files.
    pub uploads: Option<String>,
    /// Files that wait for it, and those that are not taken.
    pub files: Vec<FileShown>,
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
    pub options: Arc<[(String, String)]>,
    /// What stands in a choice while nothing is chosen: nobody sends what they did not choose.
    pub unchosen: &'static str,
}

impl FormShown {
    /// The form of `act`, empty. Its key tells the fields from those of the other forms of the page.
    pub fn new(language: Language, act: &str, action: String, key: String, seen: Option<u64>) -> Option<FormShown> {
        static FORMS: LazyLock<[HashMap<&'static str, FormShown>; 2]> =
            LazyLock::new(|| [Language::Vietnamese, Language::English].map(FormShown::all));
        let form = FORMS[language as usize].get(act)?;
        let field = |it: &FieldShown| FieldShown { id: format!("{}-{key}", it.name), ..it.clone() };
        let fields: Vec<FieldShown> = form.fields.iter().map(field).collect();
        let uploads = takes_files(&fields).then(|| uploads_of(&action)).flatten();
        Some(FormShown { action, key, seen, fields, uploads, files: Vec::new(), ..*form })
    }

    /// The form of each act, without what it is about: a page may have forty of one, and what they say is found once.
    fn all(language: Language) -> HashMap<&'static str, FormShown> {
        let form = |act: &'static str| {
            let note = format!("form-{}-note", act.replace(['.', '_'], "-"));
            FormShown {
                action: String::new(),
                title: title(language, act),
                key: String::new(),
                seen: None,
                fields: fields_of(act).iter().map(|it| shown(language, act, it)).collect(),
                note: has(language, &note).then(|| text(language, kept(note))),
                is_main: false,
                act,
                uploads: None,
                files: Vec::new(),
            }
        };
        model::registry().map(|it| (it.act, form(it.act))).collect()
    }

    /// The same with what was typed; `None` where something was not chosen that can only be chosen on its page.
    pub fn typed(mut self, typed: &Fields) -> Option<FormShown> {
        for field in &mut self.fields {
            field.value = typed.raw(field.name).to_owned();
            // Away from its page a choice has no words: what was chosen stays.
            if field.kind == "choice" && field.options.is_empty() {
                if field.is_wanted && field.value.is_empty() {
                    return None;
                }
                field.kind = "hidden";
            }
        }
        Some(self)
    }

    /// The same with one value set.
    pub fn with(mut self, name: &str, value: impl ToString) -> FormShown {
        for field in self.fields.iter_mut().filter(|it| it.name == name) {
            field.value = value.to_string();
        }
        self
    }

    /// The same with one value set for good: nobody is asked for it.
    pub fn fixed(mut self, name: &str, value: impl ToString) -> FormShown {
        for field in self.fields.iter_mut().filter(|it| it.name == name) {
            field.kind = "hidden";
        }
        self.with(name, value)
    }

    /// The same with a field that this form cannot do without.
    pub fn wanted(mut self, name: &str) -> FormShown {
        for field in self.fields.iter_mut().filter(|it| it.name == name) {
            field.is_wanted = true;
        }
        self
    }

    /// The same without a field that is not asked for here.
    pub fn without(mut self, name: &str) -> FormShown {
        self.fields.retain(|it| it.name != name);
        self
    }

    /// The same with the options of a choice.
    pub fn choose(mut self, name: &str, options: &Arc<[(String, String)]>) -> FormShown {
        for field in self.fields.iter_mut().filter(|it| it.name == name) {
            field.options = Arc::clone(options);
        }
        self
    }
}

/// What an act is called.
pub fn title(language: Language, act: &str) -> &'static str {
    text(language, kept(act_key(act)))
}

fn takes_files(fields: &[FieldShown]) -> bool {
    fields.iter().any(|it| it.kind == "files")
}

/// `/tasks/{id}/acts/report_done` is about a task whose files are sent to `/api/tasks/{id}/uploads`.
fn uploads_of(action: &str) -> Option<String> {
    action.split_once("/acts/").map(|it| format!("/api{}/uploads", it.0))
}

/// The keys and words of acts and fields are few: each is kept once.
fn kept(key: String) -> &'static str {
    static KEPT: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    match kept.get(key.as_str()) {
        Some(it) => it,
        None => {
            let leaked: &'static str = key.leak();
            kept.insert(leaked);
            leaked
        }
    }
}

fn shown(language: Language, act: &str, field: &Field) -> FieldShown {
    let kind = match field.kind {
        FieldKind::Text => "long",
        FieldKind::Line | FieldKind::Hour | FieldKind::Count => "line",
        FieldKind::Day | FieldKind::Deadline => "day",
        FieldKind::Choice | FieldKind::Unit => "choice",
        FieldKind::Files => "files",
        FieldKind::Units | FieldKind::Number | FieldKind::Other => "hidden",
    };
    FieldShown {
        id: String::new(),
        name: field.name,
        label: kept(label(language, act, field.name)),
        kind,
        value: String::new(),
        is_wanted: field.is_wanted,
        options: Arc::default(),
        unchosen: if kind != "choice" {
            ""
        } else if field.is_wanted {
            unchosen(language, field.name)
        } else {
            text(language, "choose-none")
        },
    }
}

fn unchosen(language: Language, name: &str) -> &'static str {
    let own = format!("choose-{name}");
    if has(language, &own) { text(language, kept(own)) } else { text(language, "choose-other") }
}

/// What a field is called in the form of its act, or everywhere.
fn label(language: Language, act: &str, name: &str) -> String {
    let name = name.replace('_', "-");
    let own = format!("form-{}-{name}", act.replace(['.', '_'], "-"));
    let word = text(language, kept(if has(language, &own) { own } else { format!("field-{name}") }));
    capital(word)
}
