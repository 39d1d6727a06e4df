//! The text of a DOCX: paragraphs with the numbers Word shows, tables as rows; headers, footers and deletions left out.

mod flow;
mod numbering;
mod styles;

use crate::archive::{Archive, Part};
use crate::limits::{self, Cap};
use crate::xml::{Event, Events, attribute, local, resolve};
use crate::{Doubt, DoubtKind, Extracted, Format};
use flow::{Flow, Flows};
use numbering::Numbering;
use quick_xml::events::BytesStart;
use styles::Styles;

pub fn extract(bytes: &[u8]) -> Extracted {
    let nothing = |kind| Extracted::nothing(Format::Docx, kind);
    let Some(mut archive) = Archive::open(bytes) else { return nothing(DoubtKind::Broken) };
    let document = match archive.part("word/document.xml") {
        Part::Text(text) => text,
        Part::Encrypted => return nothing(DoubtKind::Encrypted),
        Part::Missing | Part::Broken => return nothing(DoubtKind::Broken),
    };
    let styles = Styles::new(&archive.optional("word/styles.xml"));
    let numbering = Numbering::new(&archive.optional("word/numbering.xml"));
    let mut events = Events::new(&document);
    let (flow, is_cut) = Reading::new(styles, numbering).read(&mut events);
    let mut extracted = Extracted::new(Format::Docx, flow.into_text());
    let caps = [(archive.is_cut, Cap::ExpandedBytes), (is_cut, Cap::Nodes)];
    for (_, cap) in caps.into_iter().filter(|it| it.0) {
        extracted.doubts.push(Doubt::of_the_whole(DoubtKind::CutShort { cap }));
    }
    // A part that was cut cannot be followed to its end either.
    let is_broken = archive.is_broken || events.is_broken && !archive.is_cut;
    if is_broken || extracted.text.is_empty() && !document.contains("document") {
        extracted.doubts.push(Doubt::of_the_whole(DoubtKind::Broken));
    }
    extracted
}

/// Elements whose content is not shown: deletions, what a move left behind, the second copy of a drawing for old
/// programs, and what properties were before a change.
const UNSEEN: [&str; 8] =
    ["del", "moveFrom", "Fallback", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange", "tcPrChange"];

struct Reading {
    styles: Styles,
    numbering: Numbering,
    flows: Flows,
    /// Open paragraphs: one, and those of text boxes inside it.
    paragraphs: Vec<Paragraph>,
    /// How many unseen elements are open.
    n_unseen: usize,
    is_text: bool,
    is_hidden_run: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    is_centred: Option<bool>,
    number: Option<String>,
    level: Option<usize>,
}

impl Reading {
    fn new(styles: Styles, numbering: Numbering) -> Reading {
        let flows = Flows::default();
        let paragraphs = Vec::new();
        Reading { styles, numbering, flows, paragraphs, n_unseen: 0, is_text: false, is_hidden_run: false }
    }

    fn read(mut self, events: &mut Events) -> (Flow, bool) {
        while let Some(event) = events.next() {
            match event {
                Event::Start(element) => self.start(&element),
                Event::End(element) => self.end(local(element.name().into_inner())),
                Event::Text(text) if self.is_text => self.push(&text),
                Event::CData(text) if self.is_text => self.push(&text),
                Event::GeneralRef(reference) if self.is_text => {
                    let letter = resolve(&reference);
                    letter.into_iter().for_each(|it| self.push(it.encode_utf8(&mut [0; 4])));
                }
                _ => {}
            }
            if self.flows.is_full() {
                break;
            }
        }
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        self.flows.finish()
    }

    fn push(&mut self, words: &str) {
        if self.n_unseen == 0
            && !self.is_hidden_run
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text.push_str(words);
        }
    }

    fn start(&mut self, element: &BytesStart) {
        let name = element.name();
        let name = local(name.into_inner());
        if UNSEEN.contains(&name) {
            self.n_unseen += 1;
        }
        if self.n_unseen > 0 {
            return;
        }
        match name {
            "p" => self.start_paragraph(),
            "r" => self.is_hidden_run = false,
            "t" => self.is_text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => self.flows.open_table(),
            "tr" => self.flows.open_row(),
            "tc" => self.flows.open_cell(),
            "gridSpan" => self.flows.widen(attribute(element, "val").and_then(|it| it.parse().ok()).unwrap_or(1)),
            "vanish" => self.is_hidden_run = is_on(element),
            "pStyle" | "jc" | "numId" | "ilvl" => self.property(name, element),
            _ => {}
        }
    }

    fn start_paragraph(&mut self) {
        if self.paragraphs.len() >= limits::DEPTH {
            self.end_paragraph();
        }
        self.paragraphs.push(Paragraph::default());
    }

    fn property(&mut self, name: &str, element: &BytesStart) {
        let value = attribute(element, "val").unwrap_or_default();
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = Some(value),
            "jc" => paragraph.is_centred = Some(value == "center"),
            "numId" => paragraph.number = Some(value),
            _ => paragraph.level = value.parse().ok(),
        }
    }

    fn end(&mut self, name: &str) {
        if self.n_unseen > 0 {
            self.n_unseen -= usize::from(UNSEEN.contains(&name));
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "t" => self.is_text = false,
            // A hidden paragraph mark says nothing about the next run.
            "r" | "pPr" => self.is_hidden_run = false,
            "tc" => self.flows.close_cell(),
            "tr" => self.flows.close_row(),
            "tbl" => self.flows.close_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let style = paragraph.style.as_deref().unwrap_or("");
        let (styled_number, styled_level) = self.styles.number(style);
        let number = paragraph.number.or(styled_number).filter(|it| it != "0");
        let level = paragraph.level.or(styled_level);
        let text = tidy_lines(&paragraph.text);
        let label = number.filter(|_| !text.is_empty()).map(|it| self.numbering.next(&it, level, style));
        let is_centred = paragraph.is_centred.unwrap_or_else(|| self.styles.is_centred(style));
        let text = match label.filter(|it| !it.is_empty()) {
            Some(label) => format!("{label} {text}"),
            None => text,
        };
        self.flows.paragraph(text, is_centred);
    }
}

/// Whether a switch such as `<w:vanish/>` is on.
fn is_on(element: &BytesStart) -> bool {
    !attribute(element, "val").is_some_and(|it| matches!(it.as_str(), "0" | "false" | "off"))
}

/// Lines trimmed, a tab inside a line as a wide gap.
fn tidy_lines(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.split('\n') {
        for (n, piece) in line.split('\t').map(str::trim).filter(|it| !it.is_empty()).enumerate() {
            tidy.push_str(if n > 0 { "    " } else { "" });
            tidy.push_str(piece);
        }
        tidy.push('\n');
    }
    tidy.trim().to_owned()
}
