//! No word that a person wrote stands where it cannot be erased: not in an entry, not in a row.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Script, on_both, submission};
use serde_json::Value;
use std::collections::BTreeSet;
use store::proof::tables;

/// Fields whose text is no word of a person: identifiers, days, variants, a version.
const NO_WORDS: &[&str] = &[
    "above",
    "account",
    "addressed_to",
    "answered_on",
    "assigned_on",
    "at",
    "before_day",
    "by",
    "closing",
    "columns",
    "coordinating",
    "counts_as",
    "document",
    "done_on",
    "due_on",
    "earlier",
    "ending",
    "field",
    "from_on",
    "guests",
    "held_on",
    "host",
    "hour",
    "issued_on",
    "language",
    "last_on",
    "lead",
    "leads",
    "level",
    "mail",
    "matter",
    "matter_kind",
    "media",
    "mode",
    "on",
    "outcome",
    "owed_by",
    "parent",
    "presence",
    "reader",
    "reason",
    "role",
    "seals",
    "session",
    "signed_on",
    "state",
    "subject",
    "task",
    "tasks",
    "tells",
    "told_on",
    "unit",
    "units",
    "until_on",
    "valid_from_on",
    "was_on",
    "why",
    "wish",
];

/// Every text of a command, by the name of the field it stands in.
fn words_of(field: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if !NO_WORDS.contains(&field) => drop(found.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|it| words_of(field, it, found)),
        Value::Object(fields) => {
            // Units and deadlines are of a kind that is a variant; that of a document was printed by somebody.
            let is_variant = |name: &str| name == "kind" && !fields.contains_key("file_name");
            fields.iter().filter(|(name, _)| !is_variant(name)).for_each(|(name, it)| words_of(name, it, found));
        }
        _ => {}
    }
}

#[test]
fn no_word_of_a_command_stands_in_an_entry_or_a_row() {
    on_both(|home| {
        let store = home.open();
        let mut submissions = Script::all(3);
        submissions.extend(Script::later());
        submissions.push(submission("more", vec![Script::conclude(0, 9, None)]));
        let mut words = BTreeSet::new();
        for it in submissions {
            it.orders.iter().for_each(|order| words_of("", &order.command.body().unwrap(), &mut words));
            store.submit(it).unwrap();
        }
        let document = Script::document(1).into();
        let seals = store.seals_of(Script::register(), document).unwrap();
        let erase = Script::erase(1, document, seals);
        erase.orders.iter().for_each(|order| words_of("", &order.command.body().unwrap(), &mut words));
        store.submit(erase).unwrap();
        assert!(words.len() > 25, "{words:?}");
        // The hash of the first file is 64 zeros, and so is what the first entry names as the one before it.
        words.remove(&"0".repeat(64));
        for entry in store.entries(Script::register(), 1, 1_000).unwrap() {
            let word = words.iter().find(|it| entry.text.contains(&***it));
            assert_eq!(word, None, "in {}", entry.text);
        }
        for table in tables().into_iter().filter(|it| it.is_derived) {
            for cell in
                home.raw().cells(&format!("SELECT * FROM {}", table.name)).unwrap().into_iter().flatten().flatten()
            {
                let word = words.iter().find(|it| cell.contains(&***it));
                assert_eq!(word, None, "in table {}: {cell}", table.name);
            }
        }
    });
}
