//! Turns Vietnamese administrative text into findings with spans and doubts; never fails.

pub mod address;
pub mod answer;
pub mod assessment;
pub mod block;
pub mod body;
pub mod body_name;
pub mod byline;
pub mod calendar;
mod capitals;
pub mod caption;
pub mod cause;
pub mod citation;
pub mod clause;
pub mod consistency;
pub mod content;
pub mod date;
pub mod day;
pub mod deadline;
pub mod directive;
pub mod discourse;
pub mod edits;
pub mod encoding;
pub mod explain;
pub mod field;
pub mod frame;
pub mod in_name_of;
mod legacy;
pub mod lexicon;
mod lexicon_class;
pub mod limitation;
mod mended;
pub mod observation;
pub mod office;
pub mod organ;
pub mod page;
pub mod people;
pub mod personal;
pub mod petition;
pub mod phrase;
pub mod place;
pub mod point;
mod programme;
pub mod quantity;
pub mod reading;
mod recased;
pub mod result;
pub mod roll;
pub mod rule;
pub mod scene;
pub mod secrecy;
pub mod sentence;
pub mod session;
pub mod sheet;
pub mod signature;
pub mod speaker;
pub mod spelling;
pub mod symbol;
pub mod table;
pub mod text;
pub mod token;
mod trie;
mod unmarked;

use discourse::Discourse;
pub use discourse::Voice;
pub use encoding::Encoding;
pub use explain::explain;
pub use lexicon::lexicon_hash;
pub use reading::Reading;
pub use scene::Scene;
pub use text::Text;

/// The version of the reader; proposals and ledger entries record it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Reads a whole text: never fails, in time linear in its length.
pub fn read(text: &Text) -> Reading {
    let scene = Scene::new(text);
    let mut reading = Reading {
        heading: scene
            .frame
            .heading
            .clone()
            .filter(|_| scene.frame.published.is_some() || body_name::is_public(&scene)),
        published: scene.frame.published,
        document: document(&scene),
        author: byline::author(&scene),
        captions: caption::find(&scene),
        session: scene.session.clone(),
        people: scene.people.people.clone(),
        units: body_name::units(&scene),
        citations: citation::find(&scene),
        ..Reading::default()
    };
    content::add(&scene, &mut reading);
    in_name_of::add(&scene, &mut reading);
    reading.doubts.extend(not_understood(&scene, &reading));
    reading.doubts.extend(not_decoded(text));
    reading
}

/// Reads one line that somebody typed: what it states, or what it orders, as its voice tells. It has no frame, so that
/// nothing is doubted of it; what it tells in figures is told of the place that it named last.
pub fn read_line(text: &Text, voice: Voice) -> Reading {
    let scene = Scene::new(text);
    let mut reading = Reading { units: body_name::units(&scene), ..Reading::default() };
    content::add_as(&scene, &mut reading, &Discourse::of_line(&scene, voice));
    for figure in reading.observations.iter_mut().filter(|it| it.unit_of.is_none()) {
        let is_before = |it: &&body_name::Mention| text.to_source(scene.span(it.tokens.clone())).end <= figure.span.end;
        let places = scene.mentions.iter().take_while(is_before).filter_map(|it| it.place());
        figure.unit_of = places.last().map(str::to_owned);
    }
    reading
}

/// One doubt for a text in which nothing was found.
fn not_understood(scene: &Scene, reading: &Reading) -> Option<reading::Doubt> {
    let first = scene.blocks.first().filter(|_| reading.is_empty())?;
    let span = scene.text.to_source(scene.text.trimmed(first.span));
    let spans = if span.is_empty() { Vec::new() } else { vec![span] };
    Some(reading::Doubt { kind: reading::DoubtKind::NotUnderstood, text: scene.printed(first.span), spans })
}

/// One doubt for a file whose bytes are no text that is known, at the first of them.
fn not_decoded(text: &Text) -> Option<reading::Doubt> {
    let sign = char::REPLACEMENT_CHARACTER;
    if text.encoding() != Encoding::Unknown {
        return None;
    }
    let at = text.as_str().find(sign)?;
    let spans = vec![text.to_source(base::Span::new(at, at + sign.len_utf8()))];
    Some(reading::Doubt { kind: reading::DoubtKind::NotUnderstood, text: sign.to_string(), spans })
}

/// The document's own number; minutes without a line for place and date are dated by their meeting.
fn document(scene: &Scene) -> Option<reading::Document> {
    let document = scene.frame.document.clone()?;
    let date = document.date.or_else(|| scene.session.as_ref().and_then(|it| it.date));
    Some(reading::Document { date, ..document })
}
