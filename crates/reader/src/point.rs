//! What a document calls its own points: `13`, `11b`, `II.3`.

use std::collections::{BTreeMap, BTreeSet};

use crate::scene::Scene;

/// What each block is called; `None` where nothing above it is numbered. The section stands in front only where its
/// number is borne by points of several sections.
pub fn points(scene: &Scene) -> Vec<Option<String>> {
    let (mut section, mut number, mut letter) = (None, None, None);
    let mut places: Vec<(Option<String>, Option<String>, Option<String>)> = Vec::with_capacity(scene.blocks.len());
    for block in &scene.blocks {
        let marker = (block.body > block.tokens.start && block.is_content())
            .then(|| scene.words(scene.span(block.tokens.start..block.body)));
        let label = marker.map(|it| it.trim_matches(|it: char| !it.is_alphanumeric()).to_owned());
        match (block.level, label.filter(|it| !it.is_empty())) {
            (1, label @ Some(_)) => (section, number, letter) = (label, None, None),
            (2..=4, label @ Some(_)) => (number, letter) = (label, None),
            (5, label @ Some(_)) => letter = label,
            _ => {}
        }
        places.push((section.clone(), number.clone(), letter.clone()));
    }
    let mut sections: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (section, number, _) in &places {
        if let (Some(section), Some(number)) = (section, number) {
            sections.entry(number).or_default().insert(section);
        }
    }
    let is_shared = |number: &str| sections.get(number).is_some_and(|it| it.len() > 1);
    let called = |(section, number, letter): &(Option<String>, Option<String>, Option<String>)| {
        let letter = letter.as_deref().unwrap_or_default();
        match (section, number) {
            (Some(section), Some(number)) if is_shared(number) => Some(format!("{section}.{number}{letter}")),
            (_, Some(number)) => Some(format!("{number}{letter}")),
            (Some(section), None) if !letter.is_empty() => Some(format!("{section}.{letter}")),
            (Some(section), None) => Some(section.clone()),
            (None, None) => Some(letter.to_owned()).filter(|it| !it.is_empty()),
        }
    };
    places.iter().map(called).collect()
}
