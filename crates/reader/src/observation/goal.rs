//! Which written numbers state a value, and which of them are set as goals.

use std::ops::Range;

use crate::discourse::Voice;
use crate::lexicon::{Class, Hit};
use crate::quantity::{Quantity, UnitKind};
use crate::reading::Comparator;
use crate::scene::Scene;

use super::Context;

const TOKENS_NEAR: usize = 150;

/// Whether the number states a value here: not an order's quantity, a threshold, a gift, an attendance, a slogan.
pub fn counts(
    context: &Context,
    quantity: &Quantity,
    clause: &Range<usize>,
    sentence: &Range<usize>,
    before: Option<&Quantity>,
) -> bool {
    let scene = context.scene;
    // Looking no further keeps the time linear.
    let near_start = sentence.start.max(quantity.number.saturating_sub(TOKENS_NEAR));
    let sentence = &(near_start..sentence.end.min(quantity.number + TOKENS_NEAR));
    let left = clause.start..quantity.tokens.start;
    let has = |tokens: Range<usize>, class: Class| scene.find(tokens, class).is_some();
    let is_selected = matches!(quantity.comparator, Comparator::Gt | Comparator::Lt)
        && before.is_some_and(|it| {
            let reach = if quantity.kind == UnitKind::Percent { 8 } else { 3 };
            let is_near = quantity.tokens.start <= it.tokens.end + reach;
            is_near && it.kind == UnitKind::Count && quantity.kind != UnitKind::Count
        });
    // A number without a unit needs a verb that says what it is.
    let said = scene.all_hits(left.end.saturating_sub(3).max(left.start)..left.end).of([Class::Link]);
    if quantity.kind == UnitKind::Bare && !said.any(|it| it.end == left.end) {
        return false;
    }
    let opening = sentence.start..left.end.min(sentence.start + 4);
    // Praise hands out only what it names directly: `bieu duong 12 tap the`.
    let gives = |it: Hit| it.row().value(0) != "near" || is_directly(&it, quantity.number);
    let is_given = scene.of_class(sentence.clone(), Class::Gift).any(gives);
    let is_far = quantity.kind == UnitKind::Gauge && has(left.clone(), Class::Apart);
    if is_selected || is_given || is_far || has(left.clone(), Class::Attendance) || has(opening, Class::Attendance) {
        return false;
    }
    let near = left.end.saturating_sub(2).max(left.start)..left.end;
    let holds = |it: &Hit| it.end == left.end && it.row().value(0) != "not" && !is_per_head(scene, it);
    if scene.all_hits(near).of([Class::Threshold]).any(holds) {
        return false;
    }
    match context.order(quantity.number) {
        Some(order) => is_reached(scene, quantity, &(order.start.max(sentence.start)..quantity.tokens.start)),
        None if is_set(scene, sentence.start..quantity.number) => true,
        None if context.voice == Voice::Tasks => false,
        // A sentence that orders tells no facts beside.
        None if context.voice == Voice::Orders && has(sentence.clone(), Class::Agreement) => false,
        None if context.voice == Voice::Orders => {
            let next = context.orders.partition_point(|it| it.end <= sentence.start);
            context.orders.get(next).is_none_or(|it| it.start >= sentence.end)
        }
        None => true,
    }
}

fn is_directly(hit: &Hit, number: usize) -> bool {
    hit.end <= number && number <= hit.end + 2
}

/// `thu nhap binh quan dau nguoi 31,6 trieu dong`: no threshold.
fn is_per_head(scene: &Scene, hit: &Hit) -> bool {
    let before = hit.first.checked_sub(1).and_then(|it| scene.hit(it, Class::Threshold));
    before.is_some_and(|it| it.row().value(0) == "not")
}

/// Whether goal words stand in `tokens`; a programme with such a word in its name is none.
pub fn is_set(scene: &Scene, tokens: Range<usize>) -> bool {
    scene.of_class(tokens, Class::StrongGoal).any(|it| !scene.is_inside_longer(&it, Class::NotGoal))
}

/// Inside a directive: a rate to be reached, or a number behind a goal cue; a threshold only selects.
fn is_reached(scene: &Scene, quantity: &Quantity, left: &Range<usize>) -> bool {
    let near = left.end.saturating_sub(8).max(left.start)..left.end;
    let has_cue = is_set(scene, left.clone());
    let is_rate = matches!(quantity.kind, UnitKind::Percent | UnitKind::PercentPoint);
    let selects =
        matches!(quantity.comparator, Comparator::Gt | Comparator::Lt) && scene.find(near, Class::Goal).is_none();
    has_cue || (is_rate && !selects)
}
