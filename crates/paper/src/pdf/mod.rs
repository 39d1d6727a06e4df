//! The text of a PDF: the text layer in the order a reader reads it; pages without one as pictures.

mod cmap;
mod content;
mod file;
mod filter;
mod flow;
mod font;
mod line;
mod matrix;
mod object;
mod picture;
mod table;

use base::Span;

use crate::draft::Draft;
use crate::limits::{self, Cap};
use crate::ocr::Recognised;
use crate::{Doubt, DoubtKind, Extracted, Format, Progress};
use content::{Machine, Sheet};
use file::File;
use flow::PageText;

pub fn extract(bytes: &[u8], watch: &mut dyn FnMut(Progress) -> bool) -> Option<Extracted> {
    let file = File::new(bytes);
    if file.is_encrypted() {
        return Some(Extracted::nothing(Format::Pdf, DoubtKind::Encrypted));
    }
    let pages = file.pages();
    if pages.is_empty() {
        return Some(Extracted::nothing(Format::Pdf, DoubtKind::Broken));
    }
    let mut machine = Machine::new(&file, bytes.len());
    let mut reading = Reading { file: &file, texts: Vec::new(), n_unknown: 0, pictures: Vec::new() };
    for page in pages.iter().take(limits::PAGES) {
        let sheet = machine.run(page);
        reading.take(sheet);
    }
    let caps = [
        (pages.len() > limits::PAGES, Cap::Pages),
        (machine.is_used_up(), Cap::Glyphs),
        (file.is_cut(), Cap::ExpandedBytes),
    ];
    let mut extracted = reading.finish(watch)?;
    for (_, cap) in caps.into_iter().filter(|it| it.0) {
        extracted.doubts.push(Doubt::of_the_whole(DoubtKind::CutShort { cap }));
    }
    Some(extracted)
}

/// Letters on a page below which a picture that covers it is the page.
const FEW_LETTERS: usize = 20;

struct Reading<'f, 'a> {
    file: &'f File<'a>,
    texts: Vec<PageText>,
    n_unknown: usize,
    /// Pages that are pictures: the number of the page, and the picture.
    pictures: Vec<(usize, u32)>,
}

impl Reading<'_, '_> {
    fn take(&mut self, sheet: Sheet) {
        let n_letters = sheet.glyphs.iter().filter(|it| !it.letter.is_whitespace()).count();
        let at = self.texts.len();
        if n_letters < FEW_LETTERS {
            let large = sheet.pictures.iter().filter(|it| it.1 > 0.2);
            self.pictures.extend(large.take(8).map(|it| (at, it.0)));
        }
        self.n_unknown += sheet.n_unknown;
        let (tables, outside) = table::tables(sheet.glyphs, &sheet.rules);
        self.texts.push(PageText::new(sheet.width, line::lines(outside), tables));
    }

    fn finish(mut self, watch: &mut dyn FnMut(Progress) -> bool) -> Option<Extracted> {
        flow::drop_furniture(&mut self.texts);
        let mut draft = Draft::default();
        let mut recognised = Recognised::default();
        let mut done = 0;
        for (at, picture) in self.pictures.iter().take(limits::PICTURES) {
            flow::write(&self.texts[done..*at], &mut draft);
            done = *at;
            if !watch(Progress { n_done: done, n_pages: self.texts.len(), text: &draft.text }) {
                return None;
            }
            picture::recognise(self.file, *picture, &mut draft, &mut recognised);
        }
        flow::write(&self.texts[done..], &mut draft);
        let n_pages = self.texts.len();
        if !self.pictures.is_empty() && !watch(Progress { n_done: n_pages, n_pages, text: &draft.text }) {
            return None;
        }
        if self.pictures.len() > limits::PICTURES {
            recognised.doubts.push(Doubt::of_the_whole(DoubtKind::CutShort { cap: Cap::Pictures }));
        }
        let mut extracted = Extracted::new(Format::Pdf, draft.text);
        (extracted.confidence, extracted.doubts) = recognised.finish();
        let unknown = extracted.text.find('\u{fffd}').filter(|_| self.n_unknown > 0);
        if let Some(at) = unknown {
            let span = Span::new(at, at + '\u{fffd}'.len_utf8());
            extracted.doubts.push(Doubt { kind: DoubtKind::LettersUnknown, span });
        }
        Some(extracted)
    }
}
