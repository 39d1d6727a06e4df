//! What an order is about, where its sentence tells that before it: `Ve kien nghi cua thon X: giao Phong Y ...`.

use std::ops::Range;

use crate::clause;
use crate::lexicon::Class;
use crate::phrase;
use crate::scene::Scene;

/// What an order is about is told in no more tokens.
const LONGEST: usize = 80;

/// The words up to the mark behind them, where they tell what is spoken about and not when, why or by whom.
pub fn told(scene: &Scene, tokens: Range<usize>) -> Option<Range<usize>> {
    let topic = scene.hit(tokens.start, Class::Topic).filter(|it| it.row().value(0) == "about")?;
    let is_side = scene.hit(tokens.start, Class::Toward).is_some_and(|it| it.end > topic.end);
    (!is_side && topic.end < tokens.end).then_some(tokens)
}

/// What a whole paragraph is about: its first words, closed by a colon.
pub fn of_paragraph(scene: &Scene, first: Range<usize>) -> Option<Range<usize>> {
    let at = phrase::behind_connectives(scene, first.clone());
    let colon = clause::marks(scene, at..first.end.min(at + LONGEST), ":").first().copied()?;
    told(scene, at..colon)
}
