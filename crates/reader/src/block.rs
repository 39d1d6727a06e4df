//! The lines of a document as blocks: letterhead, headings, items, paragraphs, rows, recipients, signature.
//!
//! It knows how a page is built and nothing of what the words mean.

use std::ops::Range;

use base::Span;

use crate::lexicon::Class;
use crate::page::{Cell, Head, Zone, all_upper, closes, columns, head, is_rule, lines};
use crate::scene::Scene;
pub use crate::sentence::Sentence;
use crate::table;
use crate::token::{Caps, Token, TokenKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Above the kind word of a formal document: organ, motto, number, place and date.
    Letterhead,
    /// The kind word (`THONG BAO`) alone on its line.
    KindWord,
    /// The lines between kind word and body.
    Subject,
    /// A section head: numbered or in capitals, without an end mark or with a colon.
    Heading,
    Paragraph,
    /// A paragraph that begins with a marker.
    Item,
    /// Cells in one line, parted by `|` or by wide gaps.
    Row,
    Caption,
    /// `Noi nhan` and its list.
    Recipients,
    /// Authority, office, remark and name below or beside the recipients.
    Signature,
    /// Rules, page numbers, navigation, adverts, footers.
    Furniture,
}

/// One block; in letterhead, recipients and signature each column is a block of its own.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Marker included.
    pub span: Span,
    /// Tokens of the whole block.
    pub tokens: Range<usize>,
    /// First token behind the marker.
    pub body: usize,
    /// Depth of the marker: 1 `A.` `I.` `Dieu 1.`, 2 `1.`, 3 `1.1.`, 4 `1.1.1.`, 5 `a)`, 6 `-`, 7 `+`; 0 without.
    pub level: u8,
    /// 0, or 1 in the right column.
    pub column: u8,
    pub line: u32,
    /// A blank line (or nothing) stands before it.
    pub is_apart: bool,
}

impl Block {
    /// Whether rules about content look at it.
    pub fn is_content(&self) -> bool {
        matches!(self.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::Item | BlockKind::Row)
    }

    /// Whether it is a point of its own that is called by a number or a letter.
    pub fn is_numbered(&self) -> bool {
        matches!(self.kind, BlockKind::Heading | BlockKind::Item) && (1..=5).contains(&self.level)
    }

    /// Tokens behind the marker.
    pub fn body_tokens(&self) -> Range<usize> {
        self.body..self.tokens.end
    }
}

/// The blocks of the scene, in order.
pub fn blocks(scene: &Scene) -> Vec<Block> {
    let lines = lines(scene);
    let wrap_width = wrap_width(scene, &lines);
    let head = head(scene, &lines, wrap_width);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut zone = if head == Head::None { Zone::Body } else { Zone::Letterhead };
    let mut last_words = "";
    let mut table_end = 0;
    for (n, line) in lines.iter().enumerate() {
        zone = zone.after(scene, &lines, n, head);
        if n >= table_end && !matches!(zone, Zone::Letterhead | Zone::KindWord) {
            table_end = table::until(scene, &lines, n).unwrap_or(n);
            if n < table_end {
                blocks.last_mut().into_iter().for_each(|it| settle_title(scene, it));
            }
        }
        if n < table_end {
            zone = Zone::Body;
            let is_between = is_rule(scene, line) || is_page_number(scene, line);
            blocks.push(block(scene, if is_between { BlockKind::Furniture } else { BlockKind::Row }, line));
            continue;
        }
        if zone.has_columns() {
            for cell in columns(scene, line) {
                blocks.push(block(scene, zone.kind(scene, &cell), &cell));
            }
            continue;
        }
        let words = scene.text.slice(scene.span(line.tokens.clone()));
        let kind =
            if zone == Zone::Body { body_kind(scene, line, words == last_words) } else { zone.kind(scene, line) };
        last_words = words;
        match blocks.last_mut() {
            Some(before) if continues(scene, before, line, kind, wrap_width) => {
                before.tokens.end = line.tokens.end;
                before.span = scene.span(before.tokens.clone());
            }
            _ => blocks.push(block(scene, kind, line)),
        }
    }
    blocks.iter_mut().for_each(|it| settle_heading(scene, it));
    blocks
}

fn block(scene: &Scene, kind: BlockKind, cell: &Cell) -> Block {
    let (body, level) = match kind {
        BlockKind::Paragraph | BlockKind::Recipients => marker(scene, cell.tokens.clone()),
        _ => (cell.tokens.start, 0),
    };
    let kind = if kind == BlockKind::Paragraph && level > 0 { BlockKind::Item } else { kind };
    let (span, line) = (scene.span(cell.tokens.clone()), scene.tokens[cell.tokens.start].line);
    Block { kind, span, tokens: cell.tokens.clone(), body, level, column: cell.column, line, is_apart: cell.is_apart }
}

/// The width in characters to which lines were broken: many of middle length, hardly one longer.
fn wrap_width(scene: &Scene, lines: &[Cell]) -> Option<usize> {
    let widths = || lines.iter().map(|it| scene.span(it.tokens.clone())).filter(|it| it.len() >= 60);
    let (mut n_full, mut n_long) = (0, 0);
    for width in widths().map(Span::len) {
        n_full += usize::from((75..180).contains(&width));
        n_long += usize::from(width >= 180);
    }
    let is_wrapped = n_full >= 5 && n_full * 3 >= lines.len() && n_long * 10 <= n_full;
    let width = || widths().filter(|it| it.len() < 180).map(|it| scene.text.slice(it).chars().count()).max();
    is_wrapped.then(width).flatten()
}

/// Whether `line` runs on from the block before it.
fn continues(scene: &Scene, before: &Block, line: &Cell, kind: BlockKind, wrap_width: Option<usize>) -> bool {
    if before.kind == BlockKind::Subject && kind == BlockKind::Subject {
        return true;
    }
    let is_text = matches!(before.kind, BlockKind::Paragraph | BlockKind::Item) && kind == BlockKind::Paragraph;
    if !is_text || line.is_apart || marker(scene, line.tokens.clone()).1 > 0 {
        return false;
    }
    let is_ended = closes(scene, before.tokens.end - 1);
    let is_small = |it: &Token| it.is_word() && it.caps == Caps::Lower;
    let first = &scene.tokens[line.tokens.start];
    // Day and hour alone are the stamp of a news report.
    let runs_on = is_small(first) || first.is_number() && scene.tokens[line.tokens.clone()].iter().any(is_small);
    let width = last_line_width(scene, before);
    match wrap_width {
        // The next word would still have fitted: the line was ended on purpose.
        Some(wrap) if is_ended => width + 1 + scene.word(line.tokens.start).chars().count() > wrap,
        Some(_) => width >= 45,
        None => !is_ended && runs_on && width >= 45,
    }
}

/// Characters in the last line of the block.
fn last_line_width(scene: &Scene, block: &Block) -> usize {
    let last = &scene.tokens[block.tokens.end - 1];
    let first = block.tokens.clone().rev().take_while(|&it| scene.tokens[it].line == last.line).last();
    let span = scene.span(first.unwrap_or(block.tokens.start)..block.tokens.end);
    scene.text.slice(span).chars().count()
}

fn body_kind(scene: &Scene, line: &Cell, repeats: bool) -> BlockKind {
    let first = line.tokens.start;
    if is_rule(scene, line) || is_page_number(scene, line) || repeats || scene.hit(first, Class::Furniture).is_some() {
        return BlockKind::Furniture;
    }
    if scene.hit(first, Class::Caption).is_some() && (scene.tokens.len() - first < 400 || line.tokens.len() < 40) {
        return BlockKind::Caption;
    }
    if is_row(scene, line) { BlockKind::Row } else { BlockKind::Paragraph }
}

/// A bar, or at least two gaps of three blanks.
fn is_row(scene: &Scene, line: &Cell) -> bool {
    let mut n_gaps = 0;
    for at in line.tokens.clone() {
        let is_gap = at > line.tokens.start && scene.tokens[at].start() - scene.tokens[at - 1].end() >= 3;
        n_gaps += usize::from(is_gap);
        if n_gaps >= 2 || scene.is_mark(at, "|") {
            return true;
        }
    }
    false
}

/// A number alone between blank lines.
fn is_page_number(scene: &Scene, line: &Cell) -> bool {
    let is_number = line.tokens.len() == 1 && scene.tokens[line.tokens.start].is_number();
    let next = scene.tokens.get(line.tokens.end);
    is_number && line.is_apart && next.is_none_or(|it| it.line > scene.tokens[line.tokens.start].line + 1)
}

/// The first token behind the marker that opens `tokens`, and the marker's level (0: none).
pub fn marker(scene: &Scene, tokens: Range<usize>) -> (usize, u8) {
    let first = tokens.start;
    let none = (first, 0);
    let word = scene.word(first);
    let is_closed = |at: usize| at + 1 < tokens.end && (scene.tokens[at + 1].is_spaced || is_glued(scene, at));
    if scene.hit(first, Class::Article).is_some() && scene.tokens.get(first + 1).is_some_and(|it| it.is_number()) {
        let dot = matches!(scene.word(first + 2), "." | ":");
        return if dot { (first + 3, 1) } else { none };
    }
    if let Some(behind) = behind_section(scene, tokens.clone()) {
        return (behind, 1);
    }
    if matches!(word, "-" | "\u{2013}" | "\u{2022}" | "*" | "\u{25cf}" | "\u{f0b7}" | "\u{2014}") {
        return if first + 1 < tokens.end { (first + 1, 6) } else { none };
    }
    if word == "+" || word == "o" && scene.tokens[first].is_spaced && is_closed(first) {
        return if first + 1 < tokens.end { (first + 1, 7) } else { none };
    }
    let close = scene.word(first + 1);
    if word == "(" && scene.word(first + 2) == ")" && is_ordinal(scene, first + 1) {
        return if first + 3 < tokens.end { (first + 3, 5) } else { none };
    }
    let Some(token) = scene.tokens.get(first) else { return none };
    if scene.tokens.get(first + 1).is_none_or(|it| it.is_spaced) || !is_closed(first + 1) && close != ")" {
        return none;
    }
    match token.kind {
        TokenKind::Number if matches!(close, "." | ")" | "-" | "/") && word.len() <= 8 && !word.contains(',') => {
            (first + 2, 2 + word.matches('.').count().min(2) as u8)
        }
        TokenKind::Word if is_roman(word) && matches!(close, "." | "-" | "/" | ")") => (first + 2, 1),
        TokenKind::Word if word.chars().count() == 1 && matches!(close, ")" | "." | "-" | "/") => {
            (first + 2, if token.caps == Caps::Lower { 5 } else { 1 })
        }
        _ => none,
    }
}

/// Behind `Phan thu hai`, `PHAN II:`, alone in its line or closed by a mark.
fn behind_section(scene: &Scene, tokens: Range<usize>) -> Option<usize> {
    let word = scene.hit(tokens.start, Class::Section)?;
    let is_first = !word.row().value(0).is_empty();
    let number = scene.tokens.get(word.end).filter(|_| !is_first);
    let is_number = |it: &Token| {
        it.is_number() || is_roman(it.span().of(scene.text.as_str())) || scene.has(word.end, Class::SmallNumber)
    };
    let behind = word.end + usize::from(!is_first);
    let is_closed = behind < tokens.end && matches!(scene.word(behind), "." | ":" | "-" | "/");
    ((is_first || number.is_some_and(is_number)) && (behind == tokens.end || is_closed))
        .then(|| behind + usize::from(is_closed))
}

/// Whether only the blank is missing behind the marker that ends at `close`: `1.Cac`, `II.TON TAI`; `Q.Tan` is none.
fn is_glued(scene: &Scene, close: usize) -> bool {
    let marker = scene.word(close.saturating_sub(1));
    let is_letter = marker.len() == 1 && marker.starts_with(char::is_uppercase);
    let next = &scene.tokens[close + 1];
    let is_word = next.is_capital() && next.span().len() > 1 && (!is_letter || next.caps == Caps::Upper);
    is_word && matches!(scene.word(close), "." | ")")
}

/// `(1)`, `(a)`, `(iv)` without its brackets.
fn is_ordinal(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    let is_small = word.bytes().all(|it| matches!(it, b'i' | b'v' | b'x'));
    scene.tokens[at].is_number() && word.len() <= 2 || word.chars().count() == 1 || is_small && word.len() <= 4
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.bytes().all(|it| matches!(it, b'I' | b'V' | b'X'))
}

/// The line above a table that only names it.
fn settle_title(scene: &Scene, block: &mut Block) {
    let is_open = !matches!(scene.word(block.tokens.end - 1), "." | ";" | "," | ":" | "!" | "?");
    if block.kind == BlockKind::Paragraph && is_open && block.tokens.len() <= 30 {
        block.kind = BlockKind::Caption;
    }
}

/// A short item or a line in capitals without end mark, or ending in a colon, is a heading.
fn settle_heading(scene: &Scene, block: &mut Block) {
    if !matches!(block.kind, BlockKind::Item | BlockKind::Paragraph) {
        return;
    }
    let body = block.body_tokens();
    let last = scene.word(block.tokens.end - 1);
    let is_upper = all_upper(scene, body.clone());
    let is_open = !matches!(last, "." | ";" | "," | "!" | "?" | "/");
    let has_stop = body.clone().any(|it| scene.is_mark(it, ";") || (scene.is_mark(it, ".") && it + 1 < body.end));
    let is_numbered = (1..=5).contains(&block.level) && (last == ":" || body.len() <= 25);
    if !body.is_empty() && is_open && !has_stop && body.len() <= 40 && (is_upper || is_numbered) {
        block.kind = BlockKind::Heading;
    }
}
