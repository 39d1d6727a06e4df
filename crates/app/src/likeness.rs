//! How alike two short sentences are: by the neighbouring syllables that they share.
//!
//! Most Vietnamese words are two syllables: pairs of neighbours carry what single ones do not. Marks, case and stops between
//! the syllables do not count. What is alike is proposed, never decided.

use base::fold::search_key;
use std::collections::BTreeSet;

/// The pairs of neighbouring syllables of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs(BTreeSet<[String; 2]>);

/// Of fewer pairs nothing is said.
const FEWEST_PAIRS: usize = 3;

/// So much of the shorter sentence has to stand in the other, per cent.
const ALIKE_PERCENT: usize = 70;

impl Pairs {
    pub fn of(text: &str) -> Pairs {
        let folded = search_key(text);
        // A figure is another one each time the same weakness is told.
        let is_syllable = |it: &&str| it.contains(char::is_alphabetic);
        let syllables: Vec<&str> = folded.split(|it: char| !it.is_alphanumeric()).filter(is_syllable).collect();
        Pairs(syllables.windows(2).map(|it| [it[0].to_owned(), it[1].to_owned()]).collect())
    }

    /// How much of the shorter sentence stands in the other, per cent; zero where one of them is too short to tell.
    pub fn shared_percent(&self, other: &Pairs) -> usize {
        let shorter = self.0.len().min(other.0.len());
        if shorter < FEWEST_PAIRS { 0 } else { 100 * self.0.intersection(&other.0).count() / shorter }
    }

    /// Whether they may tell of the same thing.
    pub fn is_like(&self, other: &Pairs) -> bool {
        self.shared_percent(other) >= ALIKE_PERCENT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_weakness_in_other_words_is_told_from_another_one() {
        for line in include_str!("../tests/alike.txt").lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [wanted, one, other] = parts[..] else { panic!("{line}") };
            let [one, other] = [one, other].map(Pairs::of);
            let percent = one.shared_percent(&other);
            assert_eq!(one.is_like(&other), wanted == "alike", "{percent} per cent: {line}");
            assert_eq!(percent, other.shared_percent(&one), "{line}");
        }
    }
}
