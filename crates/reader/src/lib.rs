//! Turns Vietnamese administrative text into findings with spans and doubts; never fails.

pub mod block;
pub mod body;
pub mod body_name;
pub mod citation;
pub mod date;
pub mod day;
pub mod deadline;
pub mod frame;
pub mod lexicon;
pub mod office;
pub mod organ;
pub mod people;
pub mod reading;
pub mod scene;
pub mod secrecy;
pub mod signature;
pub mod symbol;
pub mod text;
pub mod token;

pub use lexicon::lexicon_hash;
pub use reading::Reading;
pub use scene::Scene;
pub use text::Text;

/// The version of the reader; proposals and ledger entries record it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Reads a whole text: never fails, in time linear in its length.
pub fn read(text: &Text) -> Reading {
    let scene = Scene::new(text);
    Reading {
        heading: scene.frame.heading.clone(),
        published: scene.frame.published,
        document: scene.frame.document.clone(),
        people: scene.people.people.clone(),
        units: body_name::units(&scene),
        citations: citation::find(&scene),
        ..Reading::default()
    }
}
