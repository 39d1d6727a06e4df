//! Who wrote a news item: the name that stands alone at its foot.

use std::ops::Range;

use crate::block::{Block, BlockKind};
use crate::lexicon::Class;
use crate::phrase::trimmed;
use crate::place::titled;
use crate::scene::Scene;
use crate::token::Caps;

/// The byline is among the last blocks.
const BLOCKS_NEAR: usize = 6;

/// A name is not longer.
const NAME_MAX: usize = 6;

/// The author of a news item of a session or with a publication stamp.
pub fn author(scene: &Scene) -> Option<String> {
    if scene.frame.is_formal || scene.session.is_none() && scene.frame.published.is_none() {
        return None;
    }
    let is_text = |it: &&Block| {
        matches!(it.kind, BlockKind::Paragraph | BlockKind::Caption | BlockKind::Heading | BlockKind::Item)
    };
    let mut last = scene.blocks.iter().skip(2).rev().filter(is_text).take(BLOCKS_NEAR);
    last.find_map(|it| byline(scene, it))
}

fn byline(scene: &Scene, block: &Block) -> Option<String> {
    let body = block.body_tokens();
    let is_bracketed = scene.is_mark(body.start, "(");
    let body = if is_bracketed { body.start + 1..body.end.saturating_sub(1) } else { body };
    let colon = body.clone().take(6).find(|&it| scene.is_mark(it, ":"));
    let from = match colon {
        Some(colon) if scene.hit(body.start, Class::Credit).is_some_and(|it| it.end == colon) => colon + 1,
        Some(_) => return None,
        None => body.start,
    };
    let end = (from..body.end).find(|&it| matches!(scene.word(it), "-" | "\u{2013}" | "(" | ";")).unwrap_or(body.end);
    let tokens = trimmed(scene, from..end);
    let is_ended = colon.is_none() && !tokens.is_empty() && tokens.end < body.end && scene.is_mark(tokens.end, ".");
    (!is_ended && is_name(scene, &tokens)).then(|| name(scene, tokens))
}

fn is_name(scene: &Scene, tokens: &Range<usize>) -> bool {
    if scene.hit(tokens.start, Class::Byline).is_some_and(|it| it.end == tokens.end) {
        return true;
    }
    let is_part = |it: usize| scene.tokens[it].is_capital() || matches!(scene.word(it), "," | "." | "&");
    let is_body = scene.mention_at(tokens.start).is_some();
    (1..=NAME_MAX).contains(&tokens.len()) && tokens.clone().all(is_part) && !is_body
}

/// The name in its usual capitals.
fn name(scene: &Scene, tokens: Range<usize>) -> String {
    let is_upper = tokens.len() > 1
        && tokens.clone().all(|it| scene.tokens[it].caps == Caps::Upper || !scene.tokens[it].is_word());
    let words = scene.words(scene.span(tokens));
    if !is_upper {
        return base::fold::new_tones(&words);
    }
    words.split(' ').map(titled).collect::<Vec<_>>().join(" ")
}
