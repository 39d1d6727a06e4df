//! Where sentences end: at `. ! ?` and at the end of a block, never at `;`, never inside a short form.
//!
//! # Source
//! Administrative usage: items of a list end in a semicolon and belong to one sentence.

use std::ops::Range;

use base::Span;

use crate::block::BlockKind;
use crate::lexicon::Class;
use crate::scene::Scene;
use crate::token::{Caps, Token, TokenKind};

/// A sentence of a content block or caption: cut at `. ! ?` and at the end of the block, never at `;`.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
    pub block: usize,
}

/// The sentences of all content blocks, subjects and captions.
pub fn sentences(scene: &Scene) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (n, block) in scene.blocks.iter().enumerate() {
        if !block.is_content() && !matches!(block.kind, BlockKind::Caption | BlockKind::Subject) {
            continue;
        }
        let (mut first, end) = (block.body, block.tokens.end);
        let inner = scene.marks(first..end).filter(|it| it + 1 < end && ends_sentence(scene, *it, end));
        let last = end.checked_sub(1).filter(|it| *it >= first);
        for token in inner.chain(last) {
            sentences.push(Sentence { span: scene.span(first..token + 1), tokens: first..token + 1, block: n });
            first = token + 1;
        }
    }
    sentences
}

/// Whether the sentence ends behind this token.
fn ends_sentence(scene: &Scene, token: usize, end: usize) -> bool {
    let mark = scene.mark(token);
    if mark.is_empty() {
        return false;
    }
    if mark == "\u{201d}" || mark == "\"" {
        let inner = token.checked_sub(1).is_some_and(|it| matches!(scene.word(it), "." | "!" | "?"));
        return inner && opens_sentence(scene, token + 1);
    }
    let is_parted = |next: &Token| next.is_spaced || is_glued(scene, token, next);
    if !matches!(mark, "." | "!" | "?" | "\u{2026}") || !scene.tokens.get(token + 1).is_some_and(is_parted) {
        return false;
    }
    token + 1 < end && opens_sentence(scene, token + 1) && !(mark == "." && is_abbreviation(scene, token))
}

fn opens_sentence(scene: &Scene, token: usize) -> bool {
    let Some(next) = scene.tokens.get(token) else { return true };
    next.is_number()
        || next.is_capital()
        || (next.kind == TokenKind::Mark && !matches!(scene.word(token), "," | ";" | ")" | "."))
}

/// Whether only the blank is missing between a full stop and the next sentence: a word before it that is no short form
/// in capitals, a word with a capital behind it.
fn is_glued(scene: &Scene, dot: usize, next: &Token) -> bool {
    let before = dot.checked_sub(1).map(|it| &scene.tokens[it]);
    let is_ended = before.is_some_and(|it| it.is_word() && it.caps != Caps::Upper && it.span().len() > 1);
    is_ended && next.caps == Caps::Title && next.span().len() > 1
}

/// Whether the full stop at `dot` belongs to a short form such as `TP.`, `T.U.` or a single initial.
fn is_abbreviation(scene: &Scene, dot: usize) -> bool {
    let Some(before) = dot.checked_sub(1) else { return false };
    if scene.tokens[dot].is_spaced || !scene.tokens[before].is_word() {
        return false;
    }
    let is_initial = scene.word(before).chars().count() == 1 && scene.tokens[before].is_capital();
    is_initial || scene.hit(before, Class::Stop).is_some()
}
