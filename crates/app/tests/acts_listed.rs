//! `docs/acts.md` tells of acts that there are, each with an example that is understood. The whole list, made from the
//! registry, is `bamsat act --list`.

use model::Command;
use std::collections::BTreeMap;

#[test]
fn every_example_is_of_an_act_and_understood() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/acts.md")).unwrap();
    let mut examples = BTreeMap::new();
    for section in text.split("\n## ").skip(1) {
        let act = section.lines().next().unwrap_or_default().trim();
        let example = section.split("```json\n").nth(1).and_then(|it| it.split("\n```").next());
        examples.insert(act, example.unwrap_or_else(|| panic!("{act} has no example")));
    }
    for (act, example) in &examples {
        let body = serde_json::from_str(example).unwrap_or_else(|it| panic!("{act}: {it}"));
        Command::decode(act, body).unwrap_or_else(|it| panic!("{act}: {it:?}"));
    }
    let acts: Vec<&str> = model::registry().map(|it| it.act).collect();
    let unknown: Vec<&&str> = examples.keys().filter(|it| !acts.contains(it)).collect();
    assert!(unknown.is_empty(), "no such acts: {unknown:?}");
    assert!(examples.len() >= 20, "the page lost examples: {}", examples.len());
}
