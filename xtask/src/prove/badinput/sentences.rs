//! The message files as a reader knows them: which words must be on a page that tells a message.

use crate::shell;
use anyhow::{Context, Result};
use std::collections::BTreeMap;

/// Messages of one language: key and text, its continued lines included.
pub struct Sentences(BTreeMap<String, String>);

impl Sentences {
    pub fn read(language: &str) -> Result<Sentences> {
        let path = shell::root().join(format!("crates/app/messages/{language}.ftl"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Sentences::of(&text))
    }

    fn of(text: &str) -> Sentences {
        let mut messages: BTreeMap<String, String> = BTreeMap::new();
        let mut last = String::new();
        for line in text.lines().filter(|it| !it.starts_with('#')) {
            if line.starts_with([' ', '}'])
                && let Some(message) = messages.get_mut(&last)
            {
                message.push('\n');
                message.push_str(line);
            } else if let Some((key, text)) = line.split_once('=') {
                last = key.trim().to_owned();
                messages.insert(last.clone(), text.trim().to_owned());
            }
        }
        Sentences(messages)
    }

    /// Whether `said` holds every fixed phrase of the message; of one that is chosen by a value, of one variant.
    pub fn is_told(&self, key: &str, said: &str) -> Result<bool> {
        let message = self.0.get(key).with_context(|| format!("there is no message `{key}`"))?;
        let said: Vec<&str> = said.split_whitespace().collect();
        let said = said.join(" ");
        let holds = |phrases: &[String]| !phrases.is_empty() && phrases.iter().all(|it| said.contains(it));
        let fixed = phrases(message);
        if !fixed.is_empty() {
            return Ok(holds(&fixed));
        }
        let variants = message.lines().filter_map(|it| Some(it.trim().trim_start_matches('*').split_once("] ")?.1));
        Ok(variants.map(phrases).any(|it| holds(&it)))
    }
}

/// What stands outside the braces, where it says something.
fn phrases(message: &str) -> Vec<String> {
    let (mut phrases, mut depth) = (vec![String::new()], 0_usize);
    for sign in message.chars() {
        match sign {
            '{' => {
                depth += 1;
                phrases.push(String::new());
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => phrases.last_mut().expect("invariant: there is always one").push(sign),
            _ => {}
        }
    }
    let trimmed = phrases.into_iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    trimmed.filter(|it| it.chars().filter(|it| it.is_alphabetic()).count() >= 3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# a\nwhole = The key { $key } was used.\nchosen =\n    { $noun ->\n        [task] No task \u{201c}{ $id }\u{201d} here.\n       *[other] Nothing here.\n    }\nafter = Last\n";

    #[test]
    fn every_fixed_phrase_must_be_told() {
        let sentences = Sentences::of(TEXT);
        assert!(sentences.is_told("whole", "so: The key abc was\n used.").unwrap());
        assert!(!sentences.is_told("whole", "The key abc").unwrap());
        assert!(sentences.is_told("missing", "").is_err());
        assert!(sentences.is_told("after", "Last").unwrap());
    }

    #[test]
    fn one_variant_is_enough() {
        let sentences = Sentences::of(TEXT);
        assert!(sentences.is_told("chosen", "No task \u{201c}7\u{201d} here.").unwrap());
        assert!(sentences.is_told("chosen", "Nothing here.").unwrap());
        assert!(!sentences.is_told("chosen", "No task").unwrap());
    }
}
