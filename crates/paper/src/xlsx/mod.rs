//! The text of an XLSX: each visible sheet's rows, as they are shown, with `|` between the cells.

mod look;
mod sheet;

use std::collections::HashMap;

use crate::archive::{Archive, Part};
use crate::draft::{Draft, Gap};
use crate::limits::Cap;
use crate::xml::{Event, Events, attribute, local, resolve};
use crate::{Doubt, DoubtKind, Extracted, Format};
use look::Looks;
use sheet::Sheet;

pub fn extract(bytes: &[u8]) -> Extracted {
    let nothing = |kind| Extracted::nothing(Format::Xlsx, kind);
    let Some(mut archive) = Archive::open(bytes) else { return nothing(DoubtKind::Broken) };
    let book = match archive.part("xl/workbook.xml") {
        Part::Text(text) => Book::new(&text, &archive.optional("xl/_rels/workbook.xml.rels")),
        Part::Encrypted => return nothing(DoubtKind::Encrypted),
        Part::Missing | Part::Broken => return nothing(DoubtKind::Broken),
    };
    let strings = shared_strings(&archive.optional("xl/sharedStrings.xml"));
    let looks = Looks::new(&archive.optional("xl/styles.xml"), book.is_from_1904);
    let mut draft = Draft::default();
    let mut room = sheet::Room::new(bytes.len());
    for (name, path) in &book.sheets {
        let sheet = Sheet::new(&archive.optional(path), &mut room);
        draft.apart(Gap::Paragraph);
        if book.sheets.len() > 1 && !sheet.is_empty() {
            draft.made(name);
            draft.apart(Gap::Paragraph);
        }
        sheet.write(&strings, &looks, &mut draft, &mut room);
    }
    let mut extracted = Extracted::new(Format::Xlsx, draft.text);
    for (_, cap) in [(archive.is_cut, Cap::ExpandedBytes), (room.is_used_up(), Cap::Cells)].iter().filter(|it| it.0) {
        extracted.doubts.push(Doubt::of_the_whole(DoubtKind::CutShort { cap: *cap }));
    }
    extracted
}

/// Sheets that are shown, in order: name and part.
struct Book {
    sheets: Vec<(String, String)>,
    is_from_1904: bool,
}

impl Book {
    fn new(book: &str, relations: &str) -> Book {
        let targets = targets(relations);
        let (mut sheets, mut is_from_1904) = (Vec::new(), false);
        let mut events = Events::new(book);
        while let Some(event) = events.next() {
            let Event::Start(element) = event else { continue };
            match local(element.name().into_inner()) {
                "workbookPr" => {
                    is_from_1904 = attribute(&element, "date1904").is_some_and(|it| it == "1" || it == "true");
                }
                "sheet" => {
                    let is_shown = attribute(&element, "state").is_none_or(|it| it == "visible");
                    let name = attribute(&element, "name").unwrap_or_default();
                    let target = attribute(&element, "id").and_then(|it| targets.get(&it));
                    if let Some(target) = target.filter(|_| is_shown) {
                        sheets.push((name.split_whitespace().collect::<Vec<_>>().join(" "), target.clone()));
                    }
                }
                _ => {}
            }
        }
        Book { sheets, is_from_1904 }
    }
}

/// From the identifier of a relation to the part it leads to.
fn targets(relations: &str) -> HashMap<String, String> {
    let mut targets = HashMap::new();
    let mut events = Events::new(relations);
    while let Some(event) = events.next() {
        let Event::Start(element) = event else { continue };
        if let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target")) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, path);
        }
    }
    targets
}

/// The strings that cells name by their number; readings aloud left out.
fn shared_strings(text: &str) -> Vec<String> {
    let (mut strings, mut open, mut is_text, mut is_reading) = (Vec::new(), None::<String>, false, false);
    let mut events = Events::new(text);
    while let Some(event) = events.next() {
        match event {
            Event::Start(element) => match local(element.name().into_inner()) {
                "si" => open = Some(String::new()),
                "rPh" => is_reading = true,
                "t" => is_text = !is_reading,
                _ => {}
            },
            Event::End(element) => match local(element.name().into_inner()) {
                "si" => strings.extend(open.take()),
                "rPh" => is_reading = false,
                "t" => is_text = false,
                _ => {}
            },
            Event::Text(words) if is_text => open.iter_mut().for_each(|it| it.push_str(&words)),
            Event::CData(words) if is_text => open.iter_mut().for_each(|it| it.push_str(&words)),
            Event::GeneralRef(reference) if is_text => {
                open.iter_mut().for_each(|it| it.extend(resolve(&reference)));
            }
            _ => {}
        }
        if strings.len() >= crate::limits::CELLS {
            break;
        }
    }
    strings
}
