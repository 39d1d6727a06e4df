//! What a passage is about: words of the lexicon weighed, else the heading above it, else the subject of the text.

use std::ops::Range;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::organ::NameKind;
use crate::phrase::meant;
use crate::reading::Field;
use crate::scene::Scene;
use crate::sentence::Sentence;

/// A topic stands in so many tokens at the head of a sentence.
const TOPIC_MAX: usize = 40;

/// No more of a long sentence is asked what one of its parts is about: the time stays linear.
const SENTENCE_MAX: usize = 120;

/// What stands above each block.
pub struct Fields {
    by_block: Vec<Option<Field>>,
}

impl Fields {
    pub fn of(scene: &Scene) -> Fields {
        let subject = subject(scene);
        let mut headings = [None; 9];
        let by_block = scene.blocks.iter().map(|block| {
            let level = usize::from(block.level.clamp(1, 8));
            if block.kind == BlockKind::Heading {
                headings[level..].fill(None);
                let organs = || weighed(scene, block.body_tokens(), Weigh::Organs);
                headings[level] = weighed(scene, block.body_tokens(), Weigh::Content).or_else(organs);
            } else if block.kind == BlockKind::Item && level < 6 {
                headings[level..].fill(None);
            }
            headings.iter().rev().find_map(|it| *it).or(subject)
        });
        Fields { by_block: by_block.collect() }
    }

    /// The field of `tokens` in `sentence`; `lead` are the tokens that name who must act.
    ///
    /// What is done counts before the topic of the sentence, this before the names of organs, these before the heading.
    pub fn told(&self, scene: &Scene, tokens: Range<usize>, lead: Option<Range<usize>>, sentence: &Sentence) -> Field {
        let around = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + SENTENCE_MAX);
        let above = || self.by_block.get(sentence.block).copied().flatten();
        weighed(scene, tokens.clone(), Weigh::Content)
            .or_else(|| weighed(scene, topic(scene, sentence), Weigh::Content))
            .or_else(|| weighed(scene, tokens, Weigh::Organs))
            .or_else(|| weighed(scene, around, Weigh::Content))
            .or_else(|| lead.and_then(|it| weighed(scene, it, Weigh::Organs)))
            .or_else(above)
            .unwrap_or_default()
    }
}

/// What words by themselves are about; what is done counts before the names of organs.
pub fn of_tokens(scene: &Scene, tokens: Range<usize>) -> Option<Field> {
    weighed(scene, tokens.clone(), Weigh::Content).or_else(|| weighed(scene, tokens, Weigh::Organs))
}

/// `Ve cong tac X,` at the head of a sentence; empty without.
fn topic(scene: &Scene, sentence: &Sentence) -> Range<usize> {
    let start = sentence.tokens.start;
    if scene.hit(start, Class::Topic).is_none() {
        return start..start;
    }
    let mut near = start..sentence.tokens.end.min(start + TOPIC_MAX);
    let mark = near.find(|&it| matches!(scene.word(it), "," | ":"));
    start..mark.unwrap_or(start)
}

/// Which words are weighed: those of what is done, or those inside the names of organs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weigh {
    Content,
    Organs,
}

/// The field with the most weight in `tokens`, the first named of equals.
fn weighed(scene: &Scene, tokens: Range<usize>, what: Weigh) -> Option<Field> {
    let mut weights = [0_u32; Field::ALL.len()];
    let mut first = None;
    for hit in meant(scene, tokens, Class::FieldWord) {
        let inside = match scene.mention_at(hit.first).map(|it| it.kind) {
            Some(NameKind::Area) => continue,
            Some(NameKind::Organ) => Weigh::Organs,
            None => Weigh::Content,
        };
        let row = hit.row();
        let weight = row.value(1).bytes().next().map_or(0, |it| u32::from(it - b'0'));
        let Some(field) =
            Field::ALL.iter().position(|it| it.1 == row.value(0)).filter(|_| inside == what && weight > 0)
        else {
            continue;
        };
        weights[field] += weight;
        first = first.or(Some(field));
    }
    let most = *weights.iter().max()?;
    let best = first.filter(|&it| weights[it] == most).or_else(|| weights.iter().position(|&it| it == most));
    best.filter(|_| most > 0).map(|it| Field::ALL[it].0)
}

/// What the subject lines of a document or the headline of a news item are about.
fn subject(scene: &Scene) -> Option<Field> {
    if scene.frame.is_formal {
        return scene
            .blocks
            .iter()
            .filter(|it| it.kind == BlockKind::Subject)
            .find_map(|it| weighed(scene, it.tokens.clone(), Weigh::Content));
    }
    let headline = scene.blocks.iter().find(|it| it.kind != BlockKind::Furniture && it.tokens != scene.frame.stamp);
    headline.filter(|_| scene.frame.heading.is_some()).and_then(|it| weighed(scene, it.tokens.clone(), Weigh::Content))
}
