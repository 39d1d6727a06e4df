//! What a text reports and orders: runs the rules about facts, faults and orders over one discourse.

use crate::directive;
use crate::discourse;
use crate::limitation;
use crate::observation;
use crate::reading::Reading;
use crate::scene::Scene;
use crate::speaker::Speaker;

/// Adds directives, limitations and observations to a reading that already has its frame, people and session.
pub fn add(scene: &Scene, reading: &mut Reading) {
    let speaker = Speaker::of(reading);
    let discourse = discourse::follow(scene, reading, &speaker);
    let orders = directive::find(scene, reading, &discourse, &speaker);
    reading.limitations = limitation::find(scene, &discourse, &orders.tokens);
    reading.observations = observation::find(scene, reading, &discourse, &orders.tokens);
    reading.directives = orders.directives;
    reading.notes.extend(orders.notes);
    reading.doubts.extend(orders.doubts);
}
