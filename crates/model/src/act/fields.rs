//! The names of a command's fields, asked of its own reading: no list is kept beside it.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// The fields of `T` in their order; none for what is no struct.
pub(super) fn fields_of<T: for<'a> Deserialize<'a>>() -> &'static [&'static str] {
    match T::deserialize(Asking) {
        Err(Told(fields)) => fields,
        Ok(_) => &[],
    }
}

/// Gives nothing to read, and hears what a struct would have read.
struct Asking;

/// What it heard, as the error that ends the reading.
#[derive(Debug)]
struct Told(&'static [&'static str]);

impl<'de> Deserializer<'de> for Asking {
    type Error = Told;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Told> {
        Err(Told(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Told> {
        Err(Told(fields))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("asking a command for its fields")
    }
}

impl std::error::Error for Told {}

impl Error for Told {
    fn custom<T: fmt::Display>(_message: T) -> Told {
        Told(&[])
    }
}
