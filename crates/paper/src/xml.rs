//! The little that is asked of XML: events by local name, attributes, references. No entity of a document is expanded.

use crate::limits;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};

pub use quick_xml::events::Event;

/// Events of `text`, lenient about ends that do not match.
pub struct Events<'a> {
    reader: Reader<&'a [u8]>,
    n_open: usize,
    /// Whether the text could not be followed to its end.
    pub is_broken: bool,
}

impl<'a> Events<'a> {
    pub fn new(text: &'a str) -> Events<'a> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.expand_empty_elements = true;
        Events { reader, n_open: 0, is_broken: false }
    }

    /// The next event; none at the end, or where the text cannot be followed.
    pub fn next(&mut self) -> Option<Event<'a>> {
        let event = self.reader.read_event();
        match event {
            Ok(Event::Start(_)) => self.n_open += 1,
            Ok(Event::End(_)) => self.n_open = self.n_open.saturating_sub(1),
            _ => {}
        }
        // The reader remembers the name of each open element.
        let most_open = if matches!(event, Ok(Event::Eof)) { 0 } else { limits::OPEN_ELEMENTS };
        self.is_broken = event.is_err() || self.n_open > most_open;
        event.ok().filter(|it| !self.is_broken && !matches!(it, Event::Eof))
    }
}

/// The name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |it| it.1)
}

/// The value of the attribute with the local name `name`.
pub fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|it| local(it.key.into_inner()) == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|it| it.into_owned())
}

/// What a reference stands for: one of the five names or a number; nothing for what a document declares itself.
pub fn resolve(reference: &BytesRef) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
