//! Answers as sentences: a refusal, an error, a reason, each from its code and its values.

use crate::error::{Denied, Error, Forbidden, NotFound};
use crate::figures;
use crate::known_units::{Candidate, name_key};
use crate::messages::{Language, say, text};
use crate::propose::Reason;
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use model::state::{Outside, TextDoubtKind};
use model::{Field, Refusal};
use serde::Serialize;
use serde_json::Value;

/// The sentence of a refusal.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    with_fields(language, &format!("refusal-{}", refusal.code()), refusal)
}

/// Why something waits for a person.
pub fn reason(language: Language, reason: &Reason) -> String {
    if let Reason::UnsureText { kind, words, confidence } = reason {
        return text_doubt(language, *kind, words, *confidence);
    }
    if let Reason::UnitTie { name, between } = reason {
        let args = [("name", name.as_str().into()), ("between", candidates(language, between).into())];
        let key = if between.len() == 1 { "reason-unit-near" } else { "reason-unit-tie" };
        return say(language, key, &args);
    }
    let fields = serde_json::to_value(reason).unwrap_or_default();
    let code = fields["reason"].as_str().unwrap_or_default();
    match fields["doubt"].as_str() {
        Some(doubt) => with_values(language, &format!("reason-doubt-{}", doubt.replace('_', "-")), &fields),
        None if fields["remark"].is_string() => {
            let remark = fields["remark"].as_str().unwrap_or_default();
            say(language, &format!("reason-taken-{}", remark.replace('_', "-")), &[])
        }
        None => with_values(language, &format!("reason-{code}"), &fields),
    }
}

/// The units that may be meant; where two have one name, with what they are below.
fn candidates(language: Language, between: &[Candidate]) -> String {
    let told = between.iter().map(|it| {
        let is_shared = between.iter().filter(|other| name_key(&other.name) == name_key(&it.name)).count() > 1;
        let parent = it.parent.as_deref().filter(|_| is_shared);
        let mut told = it.name.clone();
        let mut add = |key: &str, value: (&str, String)| {
            told = say(language, key, &[("name", told.as_str().into()), (value.0, value.1.into())]);
        };
        parent.into_iter().for_each(|it| add("candidate-below", ("parent", it.to_owned())));
        it.from_on.into_iter().for_each(|it| add("candidate-from", ("day", figures::day(it))));
        it.until_on.into_iter().for_each(|it| add("candidate-until", ("day", figures::day(it))));
        told
    });
    told.collect::<Vec<_>>().join(text(language, "candidate-joint"))
}

/// What is not certain about a text; `words` are those in doubt, `confidence` is per cent.
pub fn text_doubt(language: Language, kind: TextDoubtKind, words: &str, confidence: Option<u8>) -> String {
    let kind = serde_json::to_value(kind).unwrap_or_default();
    let key = format!("text-doubt-{}", kind.as_str().unwrap_or_default().replace('_', "-"));
    say(language, &key, &[("words", words.into()), ("confidence", confidence.unwrap_or_default().into())])
}

/// The sentence of an error for whoever runs the machine: its cause, and what to add to the command.
pub fn error(language: Language, error: &Error) -> String {
    match error {
        Error::Refused(it @ (Refusal::DocumentNumberKnown { .. } | Refusal::DocumentAlike { .. })) => {
            format!("{} {}", refusal(language, it), say(language, "cli-hint-another", &[]))
        }
        Error::Refused(it) => refusal(language, it),
        Error::Forbidden(Forbidden::AccountUnknown { name, known }) => say(
            language,
            "forbidden-account-unknown",
            &[("name", name.as_str().into()), ("known", known.as_str().into())],
        ),
        Error::Forbidden(Forbidden::Act { act }) => {
            let act = say(language, &act_key(act), &[]);
            say(language, "forbidden-act", &[("act", act.into())])
        }
        Error::Forbidden(Forbidden::Page) => say(language, "forbidden-page", &[]),
        Error::Forbidden(Forbidden::Denied(it)) => denied(language, *it),
        Error::NotFound(NotFound::Register { place }) => {
            say(language, "not-found-register", &[("place", place.as_str().into())])
        }
        Error::NotFound(NotFound::Object { noun, id }) => {
            say(language, "not-found-object", &[("noun", (*noun).into()), ("id", id.as_str().into())])
        }
        Error::NotFound(NotFound::Link) => say(language, "not-found-link", &[]),
        Error::NotFound(NotFound::Erasable { noun, id }) => {
            say(language, "not-found-erasable", &[("noun", (*noun).into()), ("id", id.as_str().into())])
        }
        Error::NotFound(NotFound::Several { id, several, .. }) => {
            say(language, "not-found-several", &[("id", id.as_str().into()), ("several", several.join(", ").into())])
        }
        Error::Store(it) => store_error(language, it),
    }
}

/// What a field is called.
pub fn field(language: Language, field: Field) -> String {
    say(language, &format!("in-field-{}", field.name().replace('_', "-")), &[])
}

/// An order that is not in the register: who gave it, when, where or under which number.
pub fn outside(language: Language, outside: &Outside<Option<String>>) -> String {
    let erased = text(language, "erased");
    let (by, what) = outside.words();
    let [by, what] = [by, what].map(|it| it.map(|it| it.as_deref().unwrap_or(erased)));
    let day = figures::day(outside.on());
    let key = match (outside, by, what) {
        (Outside::Spoken { .. }, _, None) => "source-spoken",
        (Outside::Spoken { .. }, _, Some(_)) => "source-spoken-at",
        (Outside::Document { .. }, None, _) => "source-outside",
        (Outside::Document { .. }, Some(_), _) => "source-outside-by",
    };
    let (by, what) = (by.unwrap_or_default(), what.unwrap_or_default());
    say(language, key, &[("by", by.into()), ("what", what.into()), ("day", day.into())])
}

/// The key of the message that names an act.
pub fn act_key(act: &str) -> String {
    format!("act-{}", act.replace(['.', '_'], "-"))
}

fn denied(language: Language, denied: Denied) -> String {
    match denied {
        Denied::WrongNameOrPassword => say(language, "denied-wrong-name-or-password", &[]),
        Denied::WrongPasswordBefore => say(language, "denied-wrong-password-before", &[]),
        Denied::WrongCode => say(language, "denied-wrong-code", &[]),
        Denied::NotSignedIn => say(language, "denied-not-signed-in", &[]),
        Denied::TooManyTries { wait_seconds } => {
            say(language, "denied-too-many-tries", &[("seconds", wait_seconds.into())])
        }
        Denied::PasswordTooShort { shortest } => {
            say(language, "denied-password-too-short", &[("shortest", shortest.into())])
        }
        Denied::PasswordTooLong { longest_bytes } => {
            say(language, "denied-password-too-long", &[("longest", longest_bytes.into())])
        }
    }
}

/// The sentence of an error that came up while nothing was to be written.
pub fn error_of_reading(language: Language, error: &Error) -> String {
    match error {
        Error::Store(it) if it.is_unavailable() => with_cause(language, "reading-unavailable", it),
        it => self::error(language, it),
    }
}

/// The sentence of an error for whoever does not run the machine: no cause is told, and no option of a command.
pub fn error_without_cause(language: Language, error: &Error) -> String {
    match error {
        Error::Store(it) => say(language, store_key(it), &[]),
        Error::Refused(it) => refusal(language, it),
        Error::NotFound(NotFound::Register { .. }) => say(language, "not-found-register-here", &[]),
        // Nobody knows a unit by its identifier.
        Error::NotFound(NotFound::Object { noun: "unit", .. }) => say(language, "not-found-unit-here", &[]),
        it => self::error(language, it),
    }
}

fn store_error(language: Language, error: &store::Error) -> String {
    with_cause(language, store_key(error), error)
}

/// The key of a store's fault.
pub fn store_key(error: &store::Error) -> &'static str {
    match error {
        it if it.is_unavailable() => "store-unavailable",
        it if it.is_conflict() => "store-conflict",
        it if it.is_corrupt() => "store-corrupt",
        it if it.is_newer() => "store-newer",
        it if it.is_older() => "store-older",
        _ => "store-other",
    }
}

fn with_cause(language: Language, key: &str, error: &store::Error) -> String {
    let mut cause = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(it) = next {
        cause = format!("{cause}: {it}");
        next = it.source();
    }
    format!("{} {}", say(language, key, &[]), say(language, "store-cause", &[("cause", cause.into())]))
}

/// A message whose values are the fields of `told`.
fn with_fields(language: Language, key: &str, told: &impl Serialize) -> String {
    with_values(language, key, &serde_json::to_value(told).unwrap_or_default())
}

fn with_values(language: Language, key: &str, told: &Value) -> String {
    let args: Vec<(&str, FluentValue)> = told
        .as_object()
        .map(|fields| fields.iter().map(|(name, value)| (name.as_str(), argument(language, name, value))).collect())
        .unwrap_or_default();
    say(language, key, &args)
}

/// A field is called by its name, a day is written as offices write it, a number keeps being one.
fn argument<'a>(language: Language, name: &str, value: &'a Value) -> FluentValue<'a> {
    match value {
        Value::String(text) if name == "field" => {
            say(language, &format!("field-{}", text.replace('_', "-")), &[]).into()
        }
        Value::String(text) => match text.parse::<Date>() {
            Ok(day) if text.len() == 10 => figures::day(day).into(),
            _ => text.as_str().into(),
        },
        Value::Number(it) => it.as_u64().map_or_else(|| it.to_string().into(), FluentValue::from),
        other => other.to_string().into(),
    }
}

/// The words as a line begins with them.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}
