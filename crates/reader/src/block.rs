//! The lines of a document as blocks: letterhead, headings, items, paragraphs, rows, recipients, signature.
//!
//! It knows how a page is built and nothing of what the words mean.

use std::ops::Range;

use base::Span;

use crate::lexicon::{Class, Hit};
use crate::scene::Scene;
use crate::token::{Caps, TokenKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Above the kind word of a formal document: organ, motto, number, place and date.
    Letterhead,
    /// The kind word (`THONG BAO`) alone on its line.
    KindWord,
    /// The lines between kind word and the first blank line.
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

    /// Tokens behind the marker.
    pub fn body_tokens(&self) -> Range<usize> {
        self.body..self.tokens.end
    }
}

/// A sentence of a content block or caption: cut at `. ! ?` and at the end of the block, never at `;`.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
    pub block: usize,
}

/// A line or one cell of it.
struct Cell {
    tokens: Range<usize>,
    column: u8,
    is_apart: bool,
}

/// The blocks of the scene, in order.
pub fn blocks(scene: &Scene) -> Vec<Block> {
    let lines = lines(scene);
    let kind_line = kind_line(scene, &lines);
    let is_wrapped = is_wrapped(scene, &lines);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut zone = if kind_line.is_some() { Zone::Letterhead } else { Zone::Body };
    let mut last_words = "";
    for (n, line) in lines.iter().enumerate() {
        zone = zone.after(scene, &lines, n, kind_line);
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
            Some(before) if zone == Zone::Body && continues(scene, before, line, kind, is_wrapped) => {
                before.tokens.end = line.tokens.end;
                before.span = scene.span(before.tokens.clone());
            }
            _ => blocks.push(block(scene, kind, line)),
        }
    }
    blocks.iter_mut().for_each(|it| settle_heading(scene, it));
    blocks
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Letterhead,
    KindWord,
    Subject,
    Body,
    Recipients,
    Signature,
    /// Navigation and adverts up to the end.
    Rest,
}

impl Zone {
    /// The zone of line `n`, given that of the line before.
    fn after(self, scene: &Scene, lines: &[Cell], n: usize, kind_line: Option<usize>) -> Zone {
        let line = &lines[n];
        let first = line.tokens.start;
        if self == Zone::Rest || scene.hit(first, Class::Furniture).is_some_and(|it| it.row().value(0) == "rest") {
            return Zone::Rest;
        }
        match kind_line {
            Some(at) if n < at => return Zone::Letterhead,
            Some(at) if n == at => return Zone::KindWord,
            _ => {}
        }
        if scene.hit(first, Class::Recipients).is_some() {
            return Zone::Recipients;
        }
        match self {
            Zone::KindWord => Zone::Subject,
            Zone::Subject if !line.is_apart && !is_rule(scene, line) => Zone::Subject,
            Zone::Recipients if is_recipient(scene, line) => Zone::Recipients,
            Zone::Recipients => Zone::Signature,
            Zone::Signature if is_signature_line(scene, line) => Zone::Signature,
            _ if opens_signature(scene, lines, n) => Zone::Signature,
            _ => Zone::Body,
        }
    }

    fn has_columns(self) -> bool {
        matches!(self, Zone::Letterhead | Zone::Recipients | Zone::Signature)
    }

    fn kind(self, scene: &Scene, cell: &Cell) -> BlockKind {
        match self {
            _ if is_rule(scene, cell) => BlockKind::Furniture,
            Zone::Letterhead => BlockKind::Letterhead,
            Zone::KindWord => BlockKind::KindWord,
            Zone::Subject => BlockKind::Subject,
            Zone::Recipients if cell.column == 0 => BlockKind::Recipients,
            Zone::Recipients | Zone::Signature => BlockKind::Signature,
            Zone::Body => BlockKind::Paragraph,
            Zone::Rest => BlockKind::Furniture,
        }
    }
}

/// Tokens grouped by line.
fn lines(scene: &Scene) -> Vec<Cell> {
    let mut lines: Vec<Cell> = Vec::new();
    let mut line = None;
    for (n, token) in scene.tokens.iter().enumerate() {
        match lines.last_mut() {
            Some(last) if line == Some(token.line) => last.tokens.end = n + 1,
            _ => {
                let is_apart = line.is_none_or(|it| token.line > it + 1);
                let column = u8::from(indent(scene, token.start()) >= 20);
                lines.push(Cell { tokens: n..n + 1, column, is_apart });
                line = Some(token.line);
            }
        }
    }
    lines
}

/// Blanks between the line's beginning and `at`.
fn indent(scene: &Scene, at: usize) -> usize {
    scene.text.as_str()[..at].bytes().rev().take(200).take_while(|it| *it == b' ').count()
}

/// The cells of a line: cut where three blanks or more stand.
fn columns(scene: &Scene, line: &Cell) -> Vec<Cell> {
    let mut cells =
        vec![Cell { tokens: line.tokens.start..line.tokens.start + 1, column: line.column, is_apart: line.is_apart }];
    for n in line.tokens.start + 1..line.tokens.end {
        let gap = scene.tokens[n].start() - scene.tokens[n - 1].end();
        match cells.last_mut() {
            Some(last) if gap < 3 => last.tokens.end = n + 1,
            _ => cells.push(Cell { tokens: n..n + 1, column: 1, is_apart: line.is_apart }),
        }
    }
    cells
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

/// The line that is nothing but the kind word in capitals, if a letterhead stands above it.
fn kind_line(scene: &Scene, lines: &[Cell]) -> Option<usize> {
    let top = &lines[..lines.len().min(30)];
    let kind = top.iter().position(|line| {
        // A longer phrase may run on into the next line.
        let is_kind = |it: &Hit| it.class == Class::Kind && it.end == line.tokens.end;
        scene.hits(line.tokens.start).iter().any(is_kind) && all_upper(scene, line.tokens.clone())
    })?;
    let has_motto = top.iter().any(|line| scene.find(line.tokens.clone(), Class::Motto).is_some());
    let has_number = top[..kind].iter().any(|line| scene.find(line.tokens.clone(), Class::NumberWord).is_some());
    (has_motto || has_number).then_some(kind)
}

/// Whether the lines were broken to a width: many of middle length, none long.
fn is_wrapped(scene: &Scene, lines: &[Cell]) -> bool {
    let widths = lines.iter().map(|it| scene.span(it.tokens.clone()).len());
    let (mut n_full, mut n_long) = (0, 0);
    for width in widths {
        n_full += usize::from((75..180).contains(&width));
        n_long += usize::from(width >= 180);
    }
    n_full >= 5 && n_full * 3 >= lines.len() && n_long * 10 <= n_full
}

/// Whether `line` runs on from the block before it.
fn continues(scene: &Scene, before: &Block, line: &Cell, kind: BlockKind, is_wrapped: bool) -> bool {
    let is_text = matches!(before.kind, BlockKind::Paragraph | BlockKind::Item) && kind == BlockKind::Paragraph;
    if !is_text || line.is_apart || marker(scene, line.tokens.clone()).1 > 0 {
        return false;
    }
    let last = &scene.tokens[before.tokens.end - 1];
    let is_ended = matches!(scene.word(before.tokens.end - 1), "." | ";" | ":" | "!" | "?" | "\u{2026}");
    let last_line = scene.tokens_of(before.span).rev().take_while(|&it| scene.tokens[it].line == last.line).last();
    let width = last_line.map_or(0, |it| last.end() - scene.tokens[it].start());
    let first = &scene.tokens[line.tokens.start];
    let runs_on = first.caps == Caps::Lower && first.kind != TokenKind::Mark;
    !is_ended && ((is_wrapped && width >= 60) || (runs_on && width >= 50))
        || (is_ended && is_wrapped && width >= 75 && runs_on)
}

fn body_kind(scene: &Scene, line: &Cell, repeats: bool) -> BlockKind {
    let first = line.tokens.start;
    if is_rule(scene, line) || is_page_number(scene, line) || repeats || scene.hit(first, Class::Furniture).is_some() {
        return BlockKind::Furniture;
    }
    if scene.hit(first, Class::Caption).is_some() && (scene.tokens.len() - first < 400 || line.tokens.len() < 40) {
        return BlockKind::Caption;
    }
    let is_row = line.tokens.clone().any(|it| scene.is_mark(it, "|")) || columns(scene, line).len() > 2;
    if is_row { BlockKind::Row } else { BlockKind::Paragraph }
}

/// A line of marks, or one stray letter.
fn is_rule(scene: &Scene, line: &Cell) -> bool {
    let printed = line.tokens.clone().filter(|&it| scene.tokens[it].kind != TokenKind::Mark);
    let mut printed = printed.map(|it| (scene.tokens[it].is_word(), scene.word(it).chars().count()));
    match printed.next() {
        None => !scene.is_mark(line.tokens.start, "%"),
        Some((is_word, length)) => is_word && length == 1 && line.tokens.len() == 1,
    }
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
    let is_closed = |at: usize| at + 1 < tokens.end && scene.tokens[at + 1].is_spaced;
    if scene.hit(first, Class::Article).is_some() && scene.tokens.get(first + 1).is_some_and(|it| it.is_number()) {
        let dot = matches!(scene.word(first + 2), "." | ":");
        return if dot { (first + 3, 1) } else { none };
    }
    if matches!(word, "-" | "\u{2013}" | "\u{2022}" | "*" | "\u{25cf}" | "\u{f0b7}" | "\u{2014}") {
        return if first + 1 < tokens.end { (first + 1, 6) } else { none };
    }
    if word == "+" || word == "o" && scene.tokens[first].is_spaced && is_closed(first) {
        return if first + 1 < tokens.end { (first + 1, 7) } else { none };
    }
    let close = scene.word(first + 1);
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

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.bytes().all(|it| matches!(it, b'I' | b'V' | b'X'))
}

/// Whether every word is in capitals, and there is one.
pub fn all_upper(scene: &Scene, mut tokens: Range<usize>) -> bool {
    let is_upper = |it: usize| !scene.word(it).chars().any(char::is_lowercase);
    tokens.clone().any(|it| scene.tokens[it].caps == Caps::Upper) && tokens.all(is_upper)
}

/// A line of the list below `Noi nhan`, in its left column.
fn is_recipient(scene: &Scene, line: &Cell) -> bool {
    let last = scene.word(line.tokens.end - 1);
    let is_listed = marker(scene, line.tokens.clone()).1 >= 6;
    is_listed
        || columns(scene, line).len() > 1
        || line.column == 1
        || (matches!(last, ";" | ",") && !all_upper(scene, line.tokens.clone()))
}

fn is_signature_line(scene: &Scene, line: &Cell) -> bool {
    let is_bracketed = scene.is_mark(line.tokens.start, "(");
    // Behind the name the next block (an appendix) begins apart and is longer than a name.
    let cells = columns(scene, line);
    is_bracketed || cells.iter().all(|it| opens_office(scene, it) || is_name_line(scene, it.tokens.clone()))
}

fn opens_office(scene: &Scene, cell: &Cell) -> bool {
    let first = cell.tokens.start;
    let is_short = cell.tokens.len() <= 12;
    let is_office = scene.hit(first, Class::SignFor).is_some() || scene.hit(first, Class::Office).is_some();
    is_short && is_office && all_upper(scene, cell.tokens.clone())
}

/// Whether a signature begins at line `n`: an office in capitals, then remarks, then a name.
fn opens_signature(scene: &Scene, lines: &[Cell], n: usize) -> bool {
    if !columns(scene, &lines[n]).iter().all(|it| opens_office(scene, it)) {
        return false;
    }
    for line in lines[n + 1..].iter().take(6) {
        if columns(scene, line).iter().all(|it| is_name_line(scene, it.tokens.clone())) {
            return true;
        }
        if !is_signature_line(scene, line) && scene.hit(line.tokens.start, Class::Recipients).is_none() {
            return false;
        }
    }
    false
}

/// Two to six words, each with a capital, and nothing else.
pub fn is_name_line(scene: &Scene, tokens: Range<usize>) -> bool {
    (2..=6).contains(&tokens.len())
        && tokens.clone().all(|it| scene.tokens[it].is_capital())
        && scene.hit(tokens.start, Class::Office).is_none()
        && scene.hit(tokens.start, Class::Motto).is_none()
        && scene.hit(tokens.start, Class::Level).is_none()
        && scene.hit(tokens.start, Class::Organ).is_none()
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

/// The sentences of all content blocks, subjects and captions.
pub fn sentences(scene: &Scene) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (n, block) in scene.blocks.iter().enumerate() {
        if !block.is_content() && !matches!(block.kind, BlockKind::Caption | BlockKind::Subject) {
            continue;
        }
        let mut first = block.body;
        for token in block.body_tokens() {
            if token + 1 == block.tokens.end || ends_sentence(scene, token, block.tokens.end) {
                if first <= token {
                    sentences.push(Sentence { span: scene.span(first..token + 1), tokens: first..token + 1, block: n });
                }
                first = token + 1;
            }
        }
    }
    sentences
}

/// Whether the sentence ends behind this token.
fn ends_sentence(scene: &Scene, token: usize, end: usize) -> bool {
    let mark = scene.word(token);
    if mark == "\u{201d}" || mark == "\"" {
        let inner = token.checked_sub(1).is_some_and(|it| matches!(scene.word(it), "." | "!" | "?"));
        return inner && opens_sentence(scene, token + 1);
    }
    if !matches!(mark, "." | "!" | "?" | "\u{2026}") || !scene.tokens.get(token + 1).is_some_and(|it| it.is_spaced) {
        return false;
    }
    token + 1 < end && opens_sentence(scene, token + 1) && !(mark == "." && is_abbreviation(scene, token))
}

fn opens_sentence(scene: &Scene, token: usize) -> bool {
    let Some(next) = scene.tokens.get(token) else { return true };
    next.is_number()
        || next.is_capital()
        || (next.kind == TokenKind::Mark && !matches!(scene.word(token), "," | ";" | ")" | "."))
}

/// Whether the full stop at `dot` belongs to a short form such as `TP.`, `T.U.` or a single initial.
fn is_abbreviation(scene: &Scene, dot: usize) -> bool {
    let Some(before) = dot.checked_sub(1) else { return false };
    if scene.tokens[dot].is_spaced || !scene.tokens[before].is_word() {
        return false;
    }
    let is_initial = scene.word(before).chars().count() == 1 && scene.tokens[before].is_capital();
    is_initial || scene.hit(before, Class::Stop).is_some()
}
