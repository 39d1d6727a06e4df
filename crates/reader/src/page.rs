//! The parts of a page, line by line: letterhead, kind word, subject, body, recipients, signature.

use std::ops::Range;

use crate::block::{BlockKind, marker};
use crate::lexicon::{Class, Hit};
use crate::scene::Scene;
use crate::token::{Caps, TokenKind};

/// So many lines the subject of a document has at most.
const LONGEST_SUBJECT: usize = 5;
/// No longer than this people break lines, in characters.
const LONGEST_HAND_BROKEN: usize = 100;

/// A line or one cell of it.
pub struct Cell {
    pub tokens: Range<usize>,
    pub column: u8,
    pub is_apart: bool,
}

/// A part of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Zone {
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
    pub fn after(self, scene: &Scene, lines: &[Cell], n: usize, head: Head) -> Zone {
        let line = &lines[n];
        let first = line.tokens.start;
        if self == Zone::Rest || scene.hit(first, Class::Furniture).is_some_and(|it| it.row().value(0) == "rest") {
            return Zone::Rest;
        }
        match head {
            Head::KindWord { at, .. } | Head::Letter(at) if n < at => return Zone::Letterhead,
            Head::KindWord { at, .. } if n == at => return Zone::KindWord,
            Head::Letter(at) if n == at => return Zone::Body,
            _ => {}
        }
        if scene.hit(first, Class::Recipients).is_some() {
            return Zone::Recipients;
        }
        match self {
            Zone::KindWord => Zone::Subject,
            Zone::Subject if head.has_in_subject(n) => Zone::Subject,
            Zone::Recipients if is_recipient(scene, line) => Zone::Recipients,
            Zone::Recipients => Zone::Signature,
            Zone::Signature if is_signature_line(scene, line) => Zone::Signature,
            _ if opens_signature(scene, lines, n) => Zone::Signature,
            _ => Zone::Body,
        }
    }

    pub fn has_columns(self) -> bool {
        matches!(self, Zone::Letterhead | Zone::Recipients | Zone::Signature)
    }

    pub fn kind(self, scene: &Scene, cell: &Cell) -> BlockKind {
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
pub fn lines(scene: &Scene) -> Vec<Cell> {
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
pub fn columns(scene: &Scene, line: &Cell) -> Vec<Cell> {
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

/// Where the head of a formal document ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Head {
    None,
    /// At the line of the kind word; its subject stands between.
    KindWord {
        at: usize,
        subject_until: usize,
    },
    /// At the line of address: an official letter has no kind word.
    Letter(usize),
}

impl Head {
    fn has_in_subject(self, n: usize) -> bool {
        matches!(self, Head::KindWord { at, subject_until } if at < n && n < subject_until)
    }
}

/// The head of the page. A kind word counts below a motto or a number, or on the very first line.
pub fn head(scene: &Scene, lines: &[Cell], wrap_width: Option<usize>) -> Head {
    let top = &lines[..lines.len().min(30)];
    let has = |lines: &[Cell], class| lines.iter().any(|line| scene.find(line.tokens.clone(), class).is_some());
    let kind = top
        .iter()
        .position(|line| is_kind_line(scene, line, true))
        .or_else(|| top.iter().position(|line| is_kind_line(scene, line, false)));
    let has_motto = has(top, Class::Motto);
    let kind_word = |at| Head::KindWord { at, subject_until: subject_until(scene, lines, at, wrap_width) };
    match kind {
        Some(kind) if has_motto || kind == 0 || has(&top[..kind], Class::NumberWord) => kind_word(kind),
        Some(kind) if kind <= 4 && top[..kind].iter().all(|it| is_organ_line(scene, it)) => kind_word(kind),
        _ => {
            let letter = top.iter().position(|line| scene.hit(line.tokens.start, Class::Addressed).is_some());
            letter.filter(|it| has_motto && has(&top[..*it], Class::NumberWord)).map_or(Head::None, Head::Letter)
        }
    }
}

/// The line behind the subject, which begins below the kind word at `at`: a blank line or a rule parts it from the body.
/// Where none does before a sentence ends, the body begins with the first line that opens a paragraph.
fn subject_until(scene: &Scene, lines: &[Cell], at: usize, wrap_width: Option<usize>) -> usize {
    let mut below = at + 2..lines.len();
    let apart = below.clone().find(|&n| lines[n].is_apart || is_rule(scene, &lines[n])).unwrap_or(below.end);
    let is_parted = apart <= at + 1 + LONGEST_SUBJECT && !lines[at + 1..apart].iter().any(|it| is_ended(scene, it));
    if is_parted {
        return apart;
    }
    below.find(|&n| n == apart || opens_paragraph(scene, &lines[n - 1], &lines[n], wrap_width)).unwrap_or(apart)
}

/// Whether the line below a line of the subject is no more of it.
fn opens_paragraph(scene: &Scene, before: &Cell, line: &Cell, wrap_width: Option<usize>) -> bool {
    let tokens = || line.tokens.clone();
    if is_ended(scene, before) || marker(scene, tokens()).1 > 0 {
        return true;
    }
    if !scene.tokens[line.tokens.start].is_capital() {
        return false;
    }
    is_ended(scene, line)
        || width(scene, line) > LONGEST_HAND_BROKEN
        || all_upper(scene, before.tokens.clone()) != all_upper(scene, tokens())
        || tokens().any(|it| scene.is_mark(it, ":"))
        || scene.hit(line.tokens.start, Class::DayPart).is_some()
        || wrap_width.is_some_and(|it| width(scene, before) + 1 + scene.word(line.tokens.start).chars().count() <= it)
}

/// Characters of a line.
fn width(scene: &Scene, line: &Cell) -> usize {
    scene.text.slice(scene.span(line.tokens.clone())).chars().count()
}

/// Whether a sentence ends with the line.
fn is_ended(scene: &Scene, line: &Cell) -> bool {
    closes(scene, line.tokens.end - 1)
}

/// A mark at which a sentence or a part of one ends.
pub fn closes(scene: &Scene, token: usize) -> bool {
    matches!(scene.word(token), "." | ";" | ":" | "!" | "?" | "\u{2026}")
}

/// A line in capitals that names an organ or its place.
fn is_organ_line(scene: &Scene, line: &Cell) -> bool {
    let opens = [Class::Organ, Class::PartyCommittee, Class::Bureau, Class::Level];
    all_upper(scene, line.tokens.clone()) && opens.iter().any(|it| scene.hit(line.tokens.start, *it).is_some())
}

/// A line in capitals that is a kind word, or (not `alone`) begins with one.
fn is_kind_line(scene: &Scene, line: &Cell, alone: bool) -> bool {
    // A longer phrase may run on into the next line.
    let is_kind = |it: &Hit| it.end == line.tokens.end || !alone && it.end < line.tokens.end;
    line.tokens.len() <= 14
        && scene.hits(line.tokens.start).of([Class::Kind]).any(is_kind)
        && all_upper(scene, line.tokens.clone())
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
    let may_open = scene.has_any(lines[n].tokens.start, [Class::SignFor, Class::Office]);
    if !may_open || !columns(scene, &lines[n]).iter().all(|it| opens_office(scene, it)) {
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

/// A line of marks, or one stray letter.
pub fn is_rule(scene: &Scene, line: &Cell) -> bool {
    let printed = line.tokens.clone().filter(|&it| scene.tokens[it].kind != TokenKind::Mark);
    let mut printed = printed.map(|it| (scene.tokens[it].is_word(), scene.word(it).chars().count()));
    match printed.next() {
        None => !scene.is_mark(line.tokens.start, "%"),
        Some((is_word, length)) => is_word && length == 1 && line.tokens.len() == 1,
    }
}

/// Whether every word is in capitals, and there is one.
pub fn all_upper(scene: &Scene, mut tokens: Range<usize>) -> bool {
    let is_upper = |it: usize| !scene.word(it).chars().any(char::is_lowercase);
    tokens.clone().any(|it| scene.tokens[it].caps == Caps::Upper) && tokens.all(is_upper)
}
