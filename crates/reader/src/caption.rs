//! The words below the pictures of a news item.

use crate::block::{Block, BlockKind};
use crate::lexicon::Class;
use crate::phrase::trimmed;
use crate::reading::Caption;
use crate::scene::Scene;

/// A line alone that tells what somebody does in a picture is not longer.
const TOKENS_MAX: usize = 40;

/// A credit is a name of so many words.
const CREDIT_MAX: usize = 6;

/// All captions; formal documents have none.
pub fn find(scene: &Scene) -> Vec<Caption> {
    if scene.frame.is_formal || scene.session.is_none() && scene.frame.published.is_none() {
        return Vec::new();
    }
    let is_caption = |it: &&Block| it.kind == BlockKind::Caption || is_told(scene, it);
    scene.blocks.iter().filter(is_caption).filter_map(|it| caption(scene, it)).collect()
}

/// A paragraph alone that ends like a caption: `Dong chi A phat bieu tai hoi nghi.`
fn is_told(scene: &Scene, block: &Block) -> bool {
    let body = trimmed(scene, block.body_tokens());
    if block.kind != BlockKind::Paragraph || body.len() > TOKENS_MAX || body.len() < 4 {
        return false;
    }
    let from = body.end.saturating_sub(8).max(body.start);
    scene.all_hits(from..body.end).of([Class::CaptionEnd]).any(|it| it.end == body.end)
        && !body.clone().any(|it| matches!(scene.word(it), ":" | ";" | "."))
}

fn caption(scene: &Scene, block: &Block) -> Option<Caption> {
    let body = block.body_tokens();
    let label = scene.hit(body.start, Class::CaptionLabel).filter(|it| matches!(scene.word(it.end), ":" | "." | "-"));
    let from = label.map_or(body.start, |it| it.end + 1);
    let tokens = trimmed(scene, from..body.end);
    if tokens.is_empty() || is_credit(scene, &tokens) || scene.hit(body.start, Class::Credit).is_some() {
        return None;
    }
    let span = scene.text.trimmed(scene.span(tokens));
    Some(Caption { text: scene.words(span), span: scene.text.to_source(span) })
}

/// Nothing but a name: who took the picture.
fn is_credit(scene: &Scene, tokens: &std::ops::Range<usize>) -> bool {
    let is_name = |it: usize| !scene.tokens[it].is_word() || scene.tokens[it].is_capital();
    tokens.len() <= CREDIT_MAX && tokens.clone().all(is_name)
}
