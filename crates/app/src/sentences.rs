//! Answers as sentences: a refusal, an error, a reason, each from its code and its values.

use crate::error::{Error, Forbidden, NotFound};
use crate::messages::{Language, say};
use crate::propose::Reason;
use fluent_bundle::FluentValue;
use model::Refusal;
use serde::Serialize;
use serde_json::Value;

/// The sentence of a refusal.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    with_fields(language, &format!("refusal-{}", refusal.code()), refusal)
}

/// Why something waits for a person.
pub fn reason(language: Language, reason: &Reason) -> String {
    let fields = serde_json::to_value(reason).unwrap_or_default();
    let code = fields["reason"].as_str().unwrap_or_default();
    match fields["doubt"].as_str() {
        Some(doubt) => say(language, &format!("reason-doubt-{}", doubt.replace('_', "-")), &[]),
        None => with_fields(language, &format!("reason-{code}"), reason),
    }
}

/// The sentence of an error; a cause is added only where it helps whoever runs the machine.
pub fn error(language: Language, error: &Error) -> String {
    match error {
        Error::Refused(it) => refusal(language, it),
        Error::Forbidden(Forbidden::AccountUnknown { name, known }) => say(
            language,
            "forbidden-account-unknown",
            &[("name", name.as_str().into()), ("known", known.as_str().into())],
        ),
        Error::NotFound(NotFound::Register { place }) => {
            say(language, "not-found-register", &[("place", place.as_str().into())])
        }
        Error::NotFound(NotFound::Object { noun, id }) => {
            say(language, "not-found-object", &[("noun", (*noun).into()), ("id", id.as_str().into())])
        }
        Error::Store(it) => store_error(language, it),
    }
}

fn store_error(language: Language, error: &store::Error) -> String {
    let key = match error {
        it if it.is_unavailable() => "store-unavailable",
        it if it.is_conflict() => "store-conflict",
        it if it.is_corrupt() => "store-corrupt",
        _ => "store-other",
    };
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
    let fields = serde_json::to_value(told).unwrap_or_default();
    let args: Vec<(&str, FluentValue)> = fields
        .as_object()
        .map(|fields| fields.iter().map(|(name, value)| (name.as_str(), argument(value))).collect())
        .unwrap_or_default();
    say(language, key, &args)
}

/// Numbers stay as digits: a count of bytes or a position is not grouped.
fn argument(value: &Value) -> FluentValue<'_> {
    match value {
        Value::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}
