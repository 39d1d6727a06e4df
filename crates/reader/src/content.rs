//! What a text reports and orders: runs the rules about facts, faults and orders over one discourse.

use base::Span;

use crate::discourse::{Discourse, Genre};
use crate::field::Fields;
use crate::reading::{Answer, Reading};
use crate::roll::Roll;
use crate::scene::Scene;
use crate::speaker::Speaker;
use crate::{
    answer, assessment, consistency, directive, discourse, limitation, observation, petition, programme, result,
};

/// Adds what the text tells, asks, orders and answers to a reading that already has its frame, people and session.
pub fn add(scene: &Scene, reading: &mut Reading) {
    let discourse = discourse::follow(scene, reading, &Speaker::of(reading));
    add_as(scene, reading, &discourse);
}

/// The same of a text whose voices are known.
pub fn add_as(scene: &Scene, reading: &mut Reading, discourse: &Discourse) {
    let speaker = Speaker::of(reading);
    let roll = Roll::of(scene, reading);
    let fields = Fields::of(scene);
    let orders =
        directive::find(scene, reading, &Ground { discourse, speaker: &speaker, roll: &roll, fields: &fields });
    reading.answers = answer::find(scene, discourse);
    reading.limitations = limitation::find(scene, discourse, &fields, &orders.tokens);
    // A refusal is no shortcoming.
    reading.limitations.retain(|it| !is_answered(&reading.answers, it.span));
    reading.observations = observation::find(scene, reading, discourse, &orders.tokens);
    reading.results = result::find(
        scene,
        discourse,
        &fields,
        &result::Taken { orders: &orders.tokens, limitations: &reading.limitations },
    );
    reading.assessments = assessment::find(scene, discourse, &roll, &orders.tokens);
    reading.programmes = programme::find(scene, discourse);
    reading.petitions = petition::find(scene, discourse, &roll);
    reading.directives = orders.directives;
    reading.notes.extend(orders.notes);
    reading.doubts.extend(orders.doubts);
    if discourse.genre != Genre::Other {
        reading.doubts.extend(consistency::find(scene, reading));
    }
}

/// Whether the span lies in an answer; these stand in order.
fn is_answered(answers: &[Answer], span: Span) -> bool {
    let next = answers.partition_point(|it| it.span.end <= span.start);
    answers.get(next).is_some_and(|it| it.span.start < span.end)
}

/// What the rules about orders stand on.
pub struct Ground<'a> {
    pub discourse: &'a Discourse,
    pub speaker: &'a Speaker,
    pub roll: &'a Roll,
    pub fields: &'a Fields,
}
