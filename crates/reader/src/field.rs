//! What a passage is about: words of the lexicon weighed, else the heading above it, else the subject of the text.

use std::ops::Range;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::organ::NameKind;
use crate::phrase::meant;
use crate::reading::Field;
use crate::scene::Scene;

const NAMES: [(&str, Field); 12] = [
    ("economy", Field::Economy),
    ("budget_investment", Field::BudgetInvestment),
    ("agriculture_forest", Field::AgricultureForest),
    ("resources_environment", Field::ResourcesEnvironment),
    ("culture_tourism", Field::CultureTourism),
    ("society_welfare", Field::SocietyWelfare),
    ("health", Field::Health),
    ("education", Field::Education),
    ("administration_reform", Field::AdministrationReform),
    ("defence_security_border", Field::DefenceSecurityBorder),
    ("party_building", Field::PartyBuilding),
    ("other", Field::Other),
];

/// A topic stands in so many tokens at the head of a sentence.
const TOPIC_MAX: usize = 40;

/// What is done outweighs the names of those who do it.
const CONTENT: u32 = 16;

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
                headings[level] = weighed(scene, block.body_tokens());
            }
            headings.iter().rev().find_map(|it| *it).or(subject)
        });
        Fields { by_block: by_block.collect() }
    }

    /// The field of `tokens` in `sentence` of `block`; `lead` are the tokens that name who must act.
    pub fn told(
        &self,
        scene: &Scene,
        tokens: Range<usize>,
        lead: Option<Range<usize>>,
        sentence: &crate::sentence::Sentence,
    ) -> Field {
        let topic = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + TOPIC_MAX);
        let above = || self.by_block.get(sentence.block).copied().flatten();
        weighed(scene, tokens)
            .or_else(|| weighed(scene, topic))
            .or_else(|| lead.and_then(|it| weighed(scene, it)))
            .or_else(above)
            .unwrap_or_default()
    }
}

/// The field with the most weight in `tokens`, the first named of equals; names of organs weigh less than what is done.
pub fn weighed(scene: &Scene, tokens: Range<usize>) -> Option<Field> {
    let mut weights = [0_u32; NAMES.len()];
    let mut first = None;
    for hit in meant(scene, tokens, Class::FieldWord) {
        let row = hit.row();
        let Some(field) = NAMES.iter().position(|it| it.0 == row.value(0)) else { continue };
        let weight = row.value(1).bytes().next().map_or(0, |it| u32::from(it - b'0'));
        let weight = match scene.mention_at(hit.first).map(|it| it.kind) {
            Some(NameKind::Area) => 0,
            Some(NameKind::Organ) => weight,
            None => weight * CONTENT,
        };
        weights[field] += weight;
        first = first.or((weight > 0).then_some(field));
    }
    let first = first?;
    let most = weights.iter().max()?;
    let best = if weights[first] == *most { Some(first) } else { weights.iter().position(|it| it == most) };
    best.map(|it| NAMES[it].1)
}

/// What the subject lines of a document or the headline of a news item are about.
fn subject(scene: &Scene) -> Option<Field> {
    if scene.frame.is_formal {
        return scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject).find_map(|it| weighed(scene, it.tokens.clone()));
    }
    let headline = scene.blocks.iter().find(|it| it.kind != BlockKind::Furniture && it.tokens != scene.frame.stamp);
    headline.filter(|_| scene.frame.heading.is_some()).and_then(|it| weighed(scene, it.tokens.clone()))
}
