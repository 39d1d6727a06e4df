//! The text of an XLSX: the rows of each sheet that is shown; of the others the name.

mod look;
mod rows;
mod sheet;

use std::collections::HashMap;

use base::Span;

use crate::archive::{Archive, Part};
use crate::cells::Cells;
use crate::draft::{Draft, Gap};
use crate::limits::Cap;
use crate::xml::{Event, Events, attribute, local, resolve};
use crate::{Doubt, DoubtKind, Extracted, Format};
use look::Looks;
use rows::Writer;
use sheet::{Room, Sheet};

pub fn extract(bytes: &[u8]) -> Extracted {
    let nothing = |kind| Extracted::nothing(Format::Xlsx, kind);
    let Some(mut archive) = Archive::open(bytes) else { return nothing(DoubtKind::Broken) };
    let book = match archive.part("xl/workbook.xml") {
        Part::Text(text) => Book::new(&text, &archive.optional("xl/_rels/workbook.xml.rels")),
        Part::Encrypted => return nothing(DoubtKind::Encrypted),
        Part::Missing | Part::Broken => return nothing(DoubtKind::Broken),
    };
    let mut writer = Writer {
        strings: shared_strings(&archive.optional("xl/sharedStrings.xml")),
        looks: Looks::new(&archive.optional("xl/styles.xml"), book.is_from_1904),
        draft: Draft::default(),
        room: Room::new(),
        doubts: Vec::new(),
        cells: Cells::default(),
    };
    let n_shown = book.sheets.iter().filter(|it| it.is_shown).count();
    writer.tell_missing(&mut archive);
    for entry in book.sheets.iter().filter(|it| it.is_shown) {
        let Part::Text(text) = archive.part(&entry.path) else {
            writer.only_named(&entry.name, DoubtKind::Broken);
            continue;
        };
        let sheet = Sheet::new(&text, &mut writer.room);
        if !sheet.is_empty() {
            writer.open_sheet(&entry.name, n_shown > 1);
            writer.sheet(&sheet);
        }
        writer.tell_missing(&mut archive);
    }
    for entry in book.sheets.iter().filter(|it| !it.is_shown) {
        if !Sheet::new(&archive.optional(&entry.path), &mut writer.room).is_empty() {
            writer.only_named(&entry.name, DoubtKind::HiddenSheet);
        }
    }
    Extracted { doubts: writer.doubts, cells: writer.cells, ..Extracted::new(Format::Xlsx, writer.draft.text) }
}

impl Writer {
    fn open_sheet(&mut self, name: &str, is_one_of_many: bool) {
        self.draft.apart(Gap::Paragraph);
        if is_one_of_many {
            self.draft.made(name);
            self.draft.apart(Gap::Paragraph);
        }
        self.cells.open_sheet(name);
    }

    /// A sheet whose rows are not there is named all the same.
    fn only_named(&mut self, name: &str, kind: DoubtKind) {
        self.draft.apart(Gap::Paragraph);
        self.draft.made(name);
        let end = self.draft.text.len();
        self.doubts.push(Doubt { kind, span: Span::new(end - name.len(), end) });
    }

    /// A doubt at the last row that was read, where something behind it is missing.
    fn tell_missing(&mut self, archive: &mut Archive) {
        let last = self.draft.text.lines().next_back().map_or(0, str::len);
        let span = Span::new(self.draft.text.len() - last, self.draft.text.len());
        let is_cut = std::mem::take(&mut archive.is_cut);
        // A part that was cut cannot be followed to its end either.
        let is_broken = std::mem::take(&mut self.room.is_broken) && !is_cut;
        let missing = [
            (is_cut, DoubtKind::CutShort { cap: Cap::ExpandedBytes }),
            (self.room.has_no_cell(), DoubtKind::CutShort { cap: Cap::Cells }),
            (std::mem::take(&mut archive.is_broken) || is_broken, DoubtKind::Broken),
        ];
        for (is_missing, kind) in missing {
            if is_missing && self.doubts.iter().all(|it| it.kind != kind) {
                self.doubts.push(Doubt { kind, span });
            }
        }
    }
}

/// The sheets in their order.
struct Book {
    sheets: Vec<Entry>,
    is_from_1904: bool,
}

struct Entry {
    name: String,
    path: String,
    is_shown: bool,
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
                    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                    sheets.extend(target.map(|it| Entry { name, path: it.clone(), is_shown }));
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
