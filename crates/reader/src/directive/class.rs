//! Whether an order is a bounded act that somebody can confirm as done, or a lasting demand.

use crate::deadline::Deadline;
use crate::lexicon::{Class, Hit};
use crate::reading::DirectiveClass;
use crate::scene::Scene;

use super::segment::Act;

/// A due date or a rhythm settles it; else the verb, its manner, and whether it makes a named product are weighed.
///
/// # Source
/// The distinction two annotators agreed on: a task has a due date, a reporting duty, a number to be reached or a named product, or is a bounded act.
pub fn class(scene: &Scene, act: &Act, deadline: Option<&Deadline>) -> DirectiveClass {
    let recurs = scene.find(act.tokens.clone(), Class::Recurring).is_some();
    if deadline.is_some() || recurs || has_number(scene, act) {
        return DirectiveClass::Task;
    }
    if scene.hit(act.tokens.start, Class::Prohibition).is_some() {
        return DirectiveClass::Exhortation;
    }
    let verb = match action(scene, act).map(|it| it.row().value(0)) {
        Some("task") => 3,
        Some("guidance") => -3,
        _ => 0,
    };
    let manner =
        (act.tokens.start..act.verb.start).filter_map(|it| scene.hit(it, Class::Adverb)).map(|it| it.row().value(0));
    let manner = manner.fold(0, |sum: i32, it| match it {
        "guidance" => sum.min(0) - 2,
        "lasting" => sum.min(0) - 3,
        "task" if sum == 0 => 1,
        _ => sum,
    });
    let product = i32::from(scene.find(act.verb.end..act.tokens.end, Class::Product).is_some()) * 2;
    if verb + manner.max(-3) + product > 0 { DirectiveClass::Task } else { DirectiveClass::Exhortation }
}

/// What is to be done: the delegate's act, or the one behind the word of duty (`Viec X phai V`).
fn action(scene: &Scene, act: &Act) -> Option<Hit> {
    let from = act.delegate.as_ref().map_or(act.verb.start, |it| it.end);
    // `neu X thi lap Y`: what is ordered stands behind the condition.
    let condition = scene.hit(act.tokens.start, Class::Condition);
    let then = condition.and_then(|_| scene.find(act.tokens.clone(), Class::Then));
    let from = then.map_or(from, |it| it.end);
    let own = scene.hit(from, Class::Action).filter(|_| act.delegate.is_none());
    // `chi dao ra soat X`: what is to be done stands behind.
    let behind = own
        .filter(|it| scene.hit(it.first, Class::Delegating).is_some())
        .and_then(|it| scene.hit(it.end, Class::Action));
    let own = behind.or(own);
    let duty = || scene.find(from..act.tokens.end, Class::Must).map_or(from, |it| it.end);
    own.or_else(|| scene.find(duty()..act.tokens.end, Class::Action))
}

/// A number with a unit or counted things: something to be reached or handled.
fn has_number(scene: &Scene, act: &Act) -> bool {
    act.tokens.clone().any(|it| {
        let counted = || {
            scene.is_mark(it + 1, "%")
                || scene.hit(it + 1, Class::CountNoun).is_some()
                || scene.hit(it + 1, Class::Gauge).is_some()
        };
        scene.tokens[it].is_number() && !scene.is_mark(it.saturating_sub(1), "\"") && counted()
    })
}
