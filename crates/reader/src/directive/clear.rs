//! Which of the five clears an order lacks: who, what, when, which product, and who alone answers.
//!
//! # Source
//! domain.md 1.7: "5 ro".

use crate::lexicon::Class;
use crate::reading::{Clear, Directive, DirectiveClass};
use crate::scene::Scene;

use super::is_collective;
use super::segment::Act;

/// What `directive` leaves open; its other keys are set.
pub fn missing(scene: &Scene, act: &Act, directive: &Directive) -> Vec<Clear> {
    let is_task = directive.class == Some(DirectiveClass::Task);
    let rhythm = [Class::Recurring, Class::Periodic];
    let has_rhythm = || rhythm.iter().any(|it| scene.find(act.tokens.clone(), *it).is_some());
    let is_shared = directive.lead.len() > 1 || directive.lead.iter().any(|it| is_collective(it));
    let clears = [
        (Clear::Who, directive.lead.is_empty()),
        (Clear::What, !is_task && directive.deliverable.is_none() && asks_attitude(scene, act)),
        (Clear::When, directive.due_text.is_none() && !has_rhythm()),
        (Clear::Product, is_task && directive.deliverable.is_none()),
        (Clear::Responsibility, is_shared),
    ];
    clears.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

/// What is still open once an order was dated, and so became a task.
pub fn mend_dated(directive: &mut Directive) {
    directive.missing.retain(|it| !matches!(it, Clear::What | Clear::When));
    if directive.deliverable.is_none() && !directive.missing.contains(&Clear::Product) {
        let at = directive.missing.iter().position(|it| *it == Clear::Responsibility);
        directive.missing.insert(at.unwrap_or(directive.missing.len()), Clear::Product);
    }
}

/// Whether the main verb, with the words of manner before it, asks for an attitude and for no act behind it.
fn asks_attitude(scene: &Scene, act: &Act) -> bool {
    let from = act.addressee.as_ref().map_or(act.tokens.start, |it| it.end).max(act.tokens.start);
    let goes_on = |at: usize| scene.hit(at, Class::Attitude).is_none() && scene.hit(at, Class::Action).is_some();
    let covers = |at: usize| scene.hit(at, Class::Attitude).is_some_and(|it| !goes_on(it.end));
    (from.max(act.verb.start.saturating_sub(3))..=act.verb.start).any(covers)
}

/// Whether the order asks for haste.
pub fn is_urgent(scene: &Scene, act: &Act) -> bool {
    crate::phrase::meant(scene, act.tokens.clone(), Class::Urgent).any(|it| it.row().value(0) != "mark")
}

/// Whether the document bears a stamp of haste.
pub fn is_stamped_urgent(scene: &Scene) -> bool {
    let is_stamp = |it: &crate::block::Block| it.kind == crate::block::BlockKind::Letterhead && it.tokens.len() <= 4;
    let mut stamps = scene.blocks.iter().filter(|it| is_stamp(it));
    stamps.any(|it| scene.hit(it.tokens.start, Class::Urgent).is_some_and(|hit| hit.row().value(0) != "no"))
}
