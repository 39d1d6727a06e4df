//! The main text of an HTML page, with every place led back to the bytes of its source.

mod choose;
mod entity;
mod table;
mod tag;
mod token;
mod tree;

use base::Span;

use crate::door;
use crate::draft::{Draft, Gap};
use crate::limits::Cap;
use crate::{Doubt, DoubtKind, Extracted, Format};
use table::Tables;
use tag::Tag;
use tree::{NodeId, Tree};

pub fn extract(bytes: &[u8]) -> Extracted {
    let is_windows_1258 =
        crate::format::contains(&bytes[..bytes.len().min(2048)].to_ascii_lowercase(), b"windows-1258");
    let (source, step) = door::decode(bytes, is_windows_1258);
    let tree = Tree::new(&source);
    let kept = choose::choose(&tree).kept;
    let draft = Writer::new(&tree, &kept).write();
    let mut extracted = Extracted::new(Format::Html, draft.text);
    extracted.steps = [Some(draft.places), step].into_iter().flatten().collect();
    if tree.is_cut {
        extracted.doubts.push(Doubt::of_the_whole(DoubtKind::CutShort { cap: Cap::Nodes }));
    }
    extracted
}

struct Writer<'t, 's> {
    tree: &'t Tree<'s>,
    kept: &'t [bool],
    tables: Tables,
    draft: Draft,
    /// Elements that are open at the node being written, innermost last.
    open: Vec<NodeId>,
    /// Whether the last paragraph was centred.
    was_centred: bool,
}

impl<'t, 's> Writer<'t, 's> {
    fn new(tree: &'t Tree<'s>, kept: &'t [bool]) -> Writer<'t, 's> {
        let tables = Tables::new(tree, kept);
        Writer { tree, kept, tables, draft: Draft::default(), open: Vec::new(), was_centred: false }
    }

    fn write(mut self) -> Draft {
        for id in 0..self.tree.nodes.len() {
            while self.open.last().is_some_and(|it| self.tree.nodes[*it].end <= id) {
                self.close();
            }
            // What is around the kept part is open too, but writes nothing itself.
            if self.kept[id] {
                self.open(id);
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        self.draft
    }

    fn open(&mut self, id: NodeId) {
        let node = &self.tree.nodes[id];
        match node.tag {
            Tag::Text => self.text(node.source),
            Tag::Break if self.tables.is_in_row() => self.draft.apart(Gap::Blank),
            Tag::Break => self.line_break(),
            Tag::Void => {}
            tag => {
                self.tables.open(self.tree, id, &mut self.draft);
                if tag.is_block() {
                    self.part_blocks(id);
                }
                self.open.push(id);
            }
        }
    }

    fn close(&mut self) {
        let Some(id) = self.open.pop() else { return };
        if self.tree.nodes[id].tag.is_block() {
            self.part_blocks(id);
        }
        self.tables.close(id, &mut self.draft);
    }

    /// Two forced breaks make a blank line.
    fn line_break(&mut self) {
        let gap = if self.draft.gap() >= Gap::Line && !self.tables.is_in_column() { Gap::Paragraph } else { Gap::Line };
        self.draft.apart(gap);
    }

    /// The gap before and behind a block. Lines that are centred one below the other belong together, as do those of a
    /// cell and the items of a list.
    fn part_blocks(&mut self, id: NodeId) {
        let tag = self.tree.nodes[id].tag;
        if self.tables.is_in_row() {
            self.draft.apart(Gap::Blank);
            return;
        }
        let is_centred = tag == Tag::Paragraph && self.is_centred(id);
        let is_close = match tag {
            Tag::Item | Tag::RowGroup | Tag::Row => true,
            Tag::Table | Tag::Cell | Tag::HeadCell | Tag::List => false,
            _ => self.tables.is_in_column() || is_centred && self.was_centred || self.is_in_item(),
        };
        if tag == Tag::Paragraph {
            self.was_centred = is_centred;
        }
        self.draft.apart(if is_close { Gap::Line } else { Gap::Paragraph });
    }

    fn is_in_item(&self) -> bool {
        let mut around = self.open.iter().rev().take(8).map(|it| self.tree.nodes[*it].tag);
        around.any(|it| it == Tag::Item)
    }

    fn is_centred(&self, id: NodeId) -> bool {
        let style = self.tree.attribute(id, "style").unwrap_or("");
        let is_centred = style.split(';').any(|it| {
            it.split_once(':').is_some_and(|it| it.0.trim() == "text-align" && it.1.trim().starts_with("center"))
        });
        let class = self.tree.attribute(id, "class").unwrap_or("");
        is_centred || self.tree.attribute(id, "align") == Some("center") || class.contains("center")
    }

    fn is_preformatted(&self) -> bool {
        self.open.iter().rev().take(8).any(|it| self.tree.nodes[*it].tag == Tag::Preformatted)
    }

    /// A stretch of text: blanks collapsed, references resolved, the rest as it is.
    fn text(&mut self, span: Span) {
        let keeps_lines = self.is_preformatted();
        let source = self.tree.source;
        let mut at = span.start;
        while at < span.end {
            let rest = &source[at..span.end];
            let blank = blank_length(rest);
            if blank > 0 {
                self.blank(Span::new(at, at + blank), keeps_lines);
                at += blank;
            } else if let Some((words, length)) = rest.starts_with('&').then(|| entity::resolve(rest)).flatten() {
                self.draft.replaced(&words, Span::new(at, at + length));
                at += length;
            } else {
                let length = plain_length(rest);
                self.draft.verbatim(source, Span::new(at, at + length));
                at += length;
            }
        }
    }

    fn blank(&mut self, span: Span, keeps_lines: bool) {
        let words = span.of(self.tree.source);
        let n_hard = words.matches("&nbsp").count() + words.matches('\u{a0}').count();
        let gap = match words.bytes().filter(|it| *it == b'\n').count() {
            1 if keeps_lines => Gap::Line,
            2.. if keeps_lines => Gap::Paragraph,
            _ if n_hard >= 4 || keeps_lines && words.len() >= 4 => Gap::Wide,
            _ => Gap::Blank,
        };
        self.draft.blank(gap, span);
    }
}

/// Bytes of white space, hard blanks included, at the beginning of `text`.
fn blank_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let hard = ["&nbsp;", "&#160;", "&#xa0;", "&nbsp"].into_iter().find(|it| rest.starts_with(it));
        match (hard, rest.chars().next()) {
            (Some(hard), _) => length += hard.len(),
            (None, Some(c)) if c.is_whitespace() => length += c.len_utf8(),
            _ => return length,
        }
    }
}

/// Bytes up to the next blank or reference; at least one character.
fn plain_length(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    chars.find(|(_, c)| *c == '&' || c.is_whitespace()).map_or(text.len(), |it| it.0)
}
