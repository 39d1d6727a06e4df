//! The bytes of the ledger, as strangers verify them: the vector of docs/ledger.md, and a line for every event ever shipped.

#[expect(dead_code, reason = "uses a part")]
mod common;

use common::{Script, on_both};
use model::{AccountId, Event, Stamp, State, StreamId};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn golden() -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../model/tests/ledger/golden.jsonl");
    fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The values of the vector: lines `name: value` of the fenced block that is marked `vector`.
fn vector() -> BTreeMap<String, String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/ledger.md");
    let page = fs::read_to_string(path).unwrap();
    let block = page.split("```vector\n").nth(1).unwrap().split("```").next().unwrap();
    let pair = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap();
    block.lines().map(pair).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn b3(parts: &[&[u8]]) -> String {
    blake3::hash(&parts.concat()).to_hex().to_string()
}

/// The script that the golden lines come from.
fn written(store: &store::Store) -> Vec<String> {
    for it in Script::all(1) {
        store.submit(it).unwrap();
    }
    let seals = store.seals_of(Script::register(), Script::document(0).into()).unwrap();
    store.submit(Script::erase(1, Script::document(0).into(), seals)).unwrap();
    for it in Script::later() {
        store.submit(it).unwrap();
    }
    store.entries(Script::register(), 1, 1_000).unwrap().into_iter().map(|it| it.text).collect()
}

#[test]
fn the_vector_of_the_page_holds() {
    let vector = vector();
    let it = |name: &str| vector[name].as_str();
    assert_eq!(b3(&[it("first entry").as_bytes()]), it("first hash"));
    assert_eq!(b3(&[it("second entry").as_bytes()]), it("second hash"));
    assert!(it("second entry").contains(&format!(r#""previous":"{}""#, it("first hash"))));
    assert_eq!(b3(&[&from_hex(it("salt of the name")), it("name").as_bytes()]), it("seal of the name"));
    assert!(it("second entry").contains(&format!(r#"{{"sealed":"{}"}}"#, it("seal of the name"))));
    let receipt = b3(&[&from_hex(it("salt of the receipt")), it("key").as_bytes(), &[0], it("fingerprint").as_bytes()]);
    assert!(it("first entry").contains(&format!(r#""receipt":"{receipt}""#)));
    let lines = golden();
    assert_eq!((it("first entry"), it("second entry")), (lines[0].as_str(), lines[1].as_str()));
}

#[test]
fn the_store_writes_the_golden_bytes() {
    let golden = golden();
    let vector = vector();
    on_both(|home| {
        let store = home.open();
        for line in written(&store) {
            assert!(golden.contains(&line), "not a golden line:\n{line}");
        }
        let cells = home.raw().cells("SELECT salt, text FROM sealed WHERE position = 2").unwrap();
        assert_eq!(cells[0], [Some(vector["salt of the name"].clone()), Some(vector["name"].clone())]);
        let cells = home.raw().cells("SELECT key, fingerprint, salt FROM receipt WHERE position = 1").unwrap();
        let names = ["key", "fingerprint", "salt of the receipt"];
        assert_eq!(cells[0], names.map(|it| Some(vector[it].clone())));
    });
}

/// What the rows of the golden ledger hash to. Whoever changes a row or a description counts `ROWS_VERSION` up, so that
/// every database makes its tables anew, and writes both here.
const ROWS: (u32, &str) = (23, "6c332ec826b4a5a0ae095b2f877b9cf966f52e780d73fa0340f77cbcb91e4ea4");

#[test]
fn rows_change_with_their_version() {
    let home = common::sqlite_home();
    written(&home.open());
    let mut raw = home.raw();
    let mut text = String::new();
    for table in store::proof::tables().into_iter().filter(|it| it.is_derived) {
        let names: Vec<&str> = table.columns.iter().map(|&(name, _)| name).collect();
        let key = names[..table.n_key].join(", ");
        let rows = raw.cells(&format!("SELECT {} FROM {} ORDER BY {key}", names.join(", "), table.name)).unwrap();
        text.push_str(&format!("{} {names:?} {key} {rows:?}\n", table.name));
    }
    assert_eq!((store::proof::ROWS_VERSION, b3(&[text.as_bytes()]).as_str()), ROWS);
}

#[test]
fn every_golden_line_decodes_and_folds() {
    let mut states: BTreeMap<StreamId, State> = BTreeMap::new();
    let mut kinds = Vec::new();
    for line in golden() {
        let entry: Value = serde_json::from_str(&line).unwrap();
        let text = |name: &str| entry[name].as_str().unwrap();
        let version = u32::try_from(entry["body_version"].as_u64().unwrap()).unwrap();
        let event = Event::decode(text("kind"), version, entry["body"].clone());
        let event = event.unwrap_or_else(|| panic!("does not decode:\n{line}"));
        let actor = AccountId(text("actor").parse().unwrap());
        let stamp = Stamp { actor, at: text("at").parse().unwrap() };
        let stream: StreamId = text("stream").parse().unwrap();
        let state = event.fold(states.remove(&stream), &stamp).unwrap_or_else(|| panic!("does not fold:\n{line}"));
        states.insert(stream, state);
        kinds.push((text("kind").to_owned(), version));
    }
    for act in model::registry() {
        let wanted = (act.event.to_owned(), act.body_version);
        assert!(kinds.contains(&wanted), "no golden line for {wanted:?}");
    }
}

/// Prints lines for the golden file when an event was added: `cargo test -p store --test golden -- --ignored --nocapture`.
#[test]
#[ignore = "prints lines to be added to the golden ledger"]
fn print_what_is_written() {
    let home = common::sqlite_home();
    for line in written(&home.open()) {
        println!("{line}");
    }
    for table in ["sealed WHERE position = 2", "receipt WHERE position = 1"] {
        eprintln!("{:?}", home.raw().cells(&format!("SELECT * FROM {table}")).unwrap());
    }
}
