//! What a column of a sheet of tasks holds: the words that a text and the register share.

use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a column of a kept sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnRole {
    Count,
    Content,
    Lead,
    With,
    /// A person, or a body that only watches.
    Person,
    /// The document that assigned the task.
    Source,
    /// The day of that document.
    SourceDay,
    Assigned,
    Due,
    /// The deadline after an extension.
    Extended,
    State,
    /// Per cent.
    Progress,
    /// The day on which it was done.
    Done,
    /// What came of it, in free words.
    Result,
    Product,
    Note,
    /// Nobody knows: kept like a note.
    Unknown,
}

impl fmt::Display for ColumnRole {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.serialize(f)
    }
}

impl ColumnRole {
    /// In the order in which a person is asked.
    pub const ALL: [ColumnRole; 17] = {
        use ColumnRole::*;
        [
            Count, Content, Lead, With, Person, Source, SourceDay, Assigned, Due, Extended, State, Progress, Done,
            Result, Product, Note, Unknown,
        ]
    };

    /// By its wire name.
    pub fn named(name: &str) -> Option<ColumnRole> {
        let named: Result<ColumnRole, Error> = ColumnRole::deserialize(name.into_deserializer());
        named.ok()
    }
}
