//! What each row is about: its words, else the names of those who lead it.

use super::{Book, Row};
use crate::field;
use crate::scene::Scene;
use crate::text::Text;
use base::Span;

/// Between two passages.
const GAP: &str = "\n\n";

/// All rows are looked at as one text, for a text of its own for each would take long.
pub fn tell(book: &mut Book) {
    let passages = |row: &Row| [&row.words, &row.lead.join("; ")].map(|it| format!("- {}", base::fold::collapse(it)));
    let all: Vec<String> = book.rows().flat_map(passages).collect();
    let text = Text::new(&all.join(GAP));
    let scene = Scene::new(&text);
    let mut at = 0;
    let mut told = text.as_str().split(GAP).map(|passage| {
        let span = Span::new(at, at + passage.len());
        at = span.end + GAP.len();
        field::of_tokens(&scene, scene.tokens_of(span))
    });
    for row in book.tables.iter_mut().flat_map(|it| &mut it.rows) {
        let (of_words, of_leads) = (told.next().flatten(), told.next().flatten());
        row.field = of_words.or(of_leads).unwrap_or_default();
    }
}
