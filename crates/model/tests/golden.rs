//! Every golden entry is read whole: what was decoded, written again, is the body that is stored.

use model::Event;
use serde_json::Value;

#[test]
fn a_decoded_event_loses_nothing_of_its_body() {
    let lines = include_str!("ledger/golden.jsonl");
    for line in lines.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let kind = entry["kind"].as_str().unwrap();
        let version = u32::try_from(entry["body_version"].as_u64().unwrap()).unwrap();
        let event = Event::decode(kind, version, entry["body"].clone()).unwrap_or_else(|| panic!("unreadable: {line}"));
        // An older body comes back in today's form; only today's can be compared.
        if event.info().body_version == version {
            assert_eq!(event.body().unwrap().to_string(), entry["body"].to_string(), "{kind}");
        }
    }
    assert!(lines.lines().count() >= 9, "the golden ledger is gone");
}
