//! What the styles of a DOCX say about the paragraphs that name them: alignment and numbering.

use std::collections::HashMap;

use crate::limits;
use crate::xml::{Event, Events, attribute, local};

#[derive(Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
}

#[derive(Default)]
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
                if let Some(id) = &id {
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
        styles
    }

    /// The style and those it is based on, as far as styles may nest.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |it| it.based_on.as_ref().and_then(|it| self.styles.get(it))).take(limits::DEPTH)
    }

    pub fn is_centred(&self, id: &str) -> bool {
        self.chain(id).find_map(|it| it.is_centred).unwrap_or(false)
    }

    /// The list that paragraphs of the style belong to, and their level in it.
    pub fn number(&self, id: &str) -> (Option<String>, Option<usize>) {
        match self.chain(id).find(|it| it.number.is_some()) {
            Some(style) => (style.number.clone(), style.level),
            None => (None, None),
        }
    }
}
