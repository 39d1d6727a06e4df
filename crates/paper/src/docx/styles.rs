//! What the styles of a DOCX say about the paragraphs that name them: alignment and numbering.

use std::collections::HashMap;

use crate::limits;
use crate::xml::{Event, Events, attribute, local};

#[derive(Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
}

/// Styles of a document; Word's own files have some hundred.
const N_STYLES: usize = 10_000;

#[derive(Clone, Default)]
struct Style {
    based_on: Option<String>,
    is_centred: Option<bool>,
    number: Option<String>,
    level: Option<usize>,
}

impl Styles {
    pub fn new(text: &str) -> Styles {
        let mut styles = Styles::default();
        let mut id = None;
        let mut events = Events::new(text);
        while let Some(event) = events.next() {
            let Event::Start(element) = event else { continue };
            let name = element.name();
            let name = local(name.into_inner());
            if name == "style" {
                id = attribute(&element, "styleId");
                if let Some(id) = id.as_ref().filter(|_| styles.styles.len() < N_STYLES) {
                    styles.styles.insert(id.clone(), Style::default());
                }
            }
            let Some(style) = id.as_ref().and_then(|it| styles.styles.get_mut(it)) else { continue };
            let value = || attribute(&element, "val");
            match name {
                "basedOn" => style.based_on = value(),
                "jc" => style.is_centred = value().map(|it| it == "center"),
                "numId" => style.number = value(),
                "ilvl" => style.level = value().and_then(|it| it.parse().ok()),
                _ => {}
            }
        }
        styles.settled()
    }

    /// The style and those it is based on, as far as styles may nest.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |it| it.based_on.as_ref().and_then(|it| self.styles.get(it))).take(limits::DEPTH)
    }

    /// The same with what each style takes from those it is based on written into it.
    fn settled(self) -> Styles {
        let settle = |id: &String| {
            let mut style = Style { is_centred: self.chain(id).find_map(|it| it.is_centred), ..Style::default() };
            if let Some(numbered) = self.chain(id).find(|it| it.number.is_some()) {
                (style.number, style.level) = (numbered.number.clone(), numbered.level);
            }
            (id.clone(), style)
        };
        Styles { styles: self.styles.keys().map(settle).collect() }
    }

    pub fn is_centred(&self, id: &str) -> bool {
        self.styles.get(id).and_then(|it| it.is_centred).unwrap_or(false)
    }

    /// The list that paragraphs of the style belong to, and their level in it.
    pub fn number(&self, id: &str) -> (Option<String>, Option<usize>) {
        self.styles.get(id).map_or((None, None), |it| (it.number.clone(), it.level))
    }
}
