//! How the model's types stand in a column, there and back.

use crate::engine::Value;
use jiff::civil::Date;
use model::{StreamId, Words};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) fn id(id: impl Into<StreamId>) -> Value {
    Value::text(id.into())
}

pub(crate) fn opt_id(stream: Option<impl Into<StreamId>>) -> Value {
    stream.map_or(Value::Null, id)
}

pub(crate) fn date(day: Date) -> Value {
    Value::text(day)
}

pub(crate) fn opt_date(day: Option<Date>) -> Value {
    Value::opt_text(day)
}

/// The seal. Plain words never reach a row: a state is folded from what is stored.
pub(crate) fn words(words: &Words) -> Value {
    Value::opt_text(words.seal())
}

pub(crate) fn opt_words(text: Option<&Words>) -> Value {
    text.map_or(Value::Null, words)
}

/// The wire name of a variant without fields.
pub(crate) fn word(variant: impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => unreachable!("invariant: only variants without fields are written as a word"),
    }
}

/// A list as its canonical text.
pub(crate) fn json(list: &[impl Serialize]) -> String {
    serde_json::to_string(list).expect("invariant: plain structs are always written")
}

/// The variant of a wire name.
pub(crate) fn variant<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}
