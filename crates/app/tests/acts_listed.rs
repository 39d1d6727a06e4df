//! `docs/acts.md` names every act there is, and no other, each with an example that is understood.

use model::Command;
use std::collections::BTreeMap;

#[test]
fn every_act_is_listed_with_an_example_that_is_understood() {
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
    let listed: Vec<&str> = examples.into_keys().collect();
    let mut acts: Vec<&str> = model::registry().map(|it| it.act).collect();
    acts.sort_unstable();
    assert_eq!(listed, acts);
}
