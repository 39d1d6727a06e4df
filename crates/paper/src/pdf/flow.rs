//! Pages of lines and rows to one text: running heads and page numbers dropped, blank lines where paragraphs part.

use std::collections::HashMap;

use base::fold::search_key;

use crate::draft::{Draft, Gap};
use crate::pdf::line::{Line, Piece};
use crate::pdf::table::Table;

/// What stands on a page, from above.
pub enum Item {
    Line(Line),
    Rows(Vec<String>),
}

#[derive(Default)]
pub struct PageText {
    pub width: f32,
    pub items: Vec<Item>,
}

impl PageText {
    pub fn new(width: f32, lines: Vec<Line>, tables: Vec<Table>) -> PageText {
        let mut items: Vec<(f32, Item)> = lines.into_iter().map(|it| (it.y, Item::Line(it))).collect();
        items.extend(tables.into_iter().map(|it| (it.top, Item::Rows(it.rows))));
        items.sort_by(|a, b| b.0.total_cmp(&a.0));
        PageText { width, items: items.into_iter().map(|it| it.1).collect() }
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().filter_map(|it| if let Item::Line(line) = it { Some(line) } else { None })
    }
}

/// Lines at the top and at the bottom that may be running heads.
const N_EDGE: usize = 3;

/// Drops what repeats at the edges of pages, and page numbers.
pub fn drop_furniture(pages: &mut [PageText]) {
    if pages.len() < 2 {
        return;
    }
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        let mut on_page: Vec<(bool, String)> = edges(page).map(|(_, is_top, shape)| (is_top, shape)).collect();
        on_page.sort();
        on_page.dedup();
        on_page.into_iter().for_each(|it| *counts.entry(it).or_default() += 1);
    }
    // Every second page may have another head.
    let is_running = |key: &(bool, String)| counts.get(key).is_some_and(|it| *it >= 2 && *it * 5 >= pages.len() * 2);
    let dropped: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| {
            let is_dropped = |it: &(usize, bool, String)| is_page_number(&it.2) || is_running(&(it.1, it.2.clone()));
            edges(page).filter(is_dropped).map(|it| it.0).collect()
        })
        .collect();
    for (page, dropped) in pages.iter_mut().zip(dropped) {
        let mut n = 0;
        page.items.retain(|_| {
            n += 1;
            !dropped.contains(&(n - 1))
        });
    }
}

/// The outermost lines of a page: place, whether at the top, and words with figures made alike.
fn edges(page: &PageText) -> impl Iterator<Item = (usize, bool, String)> {
    let n = page.items.len();
    let places = (0..n.min(N_EDGE)).map(|it| (it, true)).chain((n.saturating_sub(N_EDGE)..n).map(|it| (it, false)));
    places.filter_map(|(at, is_top)| match &page.items[at] {
        Item::Line(line) => Some((at, is_top, shape(&line.words()))),
        Item::Rows(_) => None,
    })
}

fn shape(words: &str) -> String {
    words.chars().map(|it| if it.is_ascii_digit() { '#' } else { it }).collect()
}

/// `12`, `- 12 -`, `12/30`.
fn is_page_number(shape: &str) -> bool {
    let n_figures = shape.matches('#').count();
    (1..=6).contains(&n_figures)
        && shape.chars().all(|it| matches!(it, '#' | '-' | ' ' | '/' | '|' | '\u{2013}' | '\u{2014}'))
}

/// Writes the pages one after the other.
pub fn write(pages: &[PageText], draft: &mut Draft) {
    let mut head: Option<&str> = None;
    for page in pages {
        let frame = Frame::of(page);
        let mut before: Option<&Line> = None;
        for (n, item) in page.items.iter().enumerate() {
            match item {
                Item::Line(line) => {
                    let gap = match before {
                        Some(before) => frame.gap(before, line),
                        None if n == 0 && !ends_sentence(&draft.text) => Gap::Line,
                        None => Gap::Paragraph,
                    };
                    put_line(line, &frame, gap, draft);
                    (before, head) = (Some(line), None);
                }
                Item::Rows(rows) => {
                    draft.apart(if n == 0 && head.is_some() { Gap::Line } else { Gap::Paragraph });
                    // A table that goes on repeats its head.
                    let is_repeated = n == 0 && head == rows.first().map(String::as_str);
                    for row in rows.iter().skip(usize::from(is_repeated)) {
                        draft.made(row);
                        draft.apart(Gap::Line);
                    }
                    head = head.filter(|_| is_repeated || n == 0).or(rows.first().map(String::as_str));
                    before = None;
                    draft.apart(if n + 1 == page.items.len() { Gap::Line } else { Gap::Paragraph });
                }
            }
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!', '?', '/'])
}

/// A line that begins right of this share of the page stands in the right column.
const RIGHT_COLUMN: f32 = 0.45;

/// Blanks before a line of the right column; the reader takes twenty for one.
const INDENT: usize = 40;

fn put_line(line: &Line, frame: &Frame, gap: Gap, draft: &mut Draft) {
    let text = shown(line, frame);
    match hyphen(&draft.text, &text) {
        Hyphen::Stays => {}
        Hyphen::Goes => draft.drop_last(),
        Hyphen::None => draft.apart(gap),
    }
    draft.made(&text);
}

/// A hyphen at the end of a line, inside a word.
#[derive(Debug, PartialEq, Eq)]
enum Hyphen {
    None,
    /// It belongs to the word: `BC-` `UBND`.
    Stays,
    /// It was set because the line ended.
    Goes,
}

/// What joins the text to the line `next`. Vietnamese syllables are not parted, so a rest that is no syllable (it has no
/// vowel, or begins with one) tells of a hyphen that the layout set.
fn hyphen(text: &str, next: &str) -> Hyphen {
    let mut last = text.chars().rev();
    let (hyphen, letter) = (last.next(), last.next());
    let is_inside = letter.is_some_and(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric);
    match hyphen {
        Some('\u{ad}' | '\u{2010}') if is_inside => Hyphen::Goes,
        Some('-') if is_inside => {
            let rest: String = next.chars().take_while(|it| it.is_alphabetic()).take(12).collect();
            let rest = if rest.starts_with(char::is_lowercase) { search_key(&rest) } else { return Hyphen::Stays };
            let is_vowel = |it: char| matches!(it, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
            if rest.starts_with(is_vowel) || !rest.contains(is_vowel) { Hyphen::Goes } else { Hyphen::Stays }
        }
        _ => Hyphen::None,
    }
}

/// The line with its columns as gaps.
fn shown(line: &Line, frame: &Frame) -> String {
    let mut text = String::new();
    if line.left() > frame.width * RIGHT_COLUMN && !frame.is_centred(line) {
        text.push_str(&" ".repeat(INDENT));
    }
    for (n, piece) in line.pieces.iter().enumerate() {
        if n > 0 {
            text.push_str("    ");
        }
        text.push_str(&piece.text);
    }
    text
}

/// The measures of a page.
struct Frame {
    width: f32,
    left: f32,
    right: f32,
    /// From line to line.
    pitch: f32,
}

impl Frame {
    fn of(page: &PageText) -> Frame {
        let left = page.lines().map(Line::left).fold(f32::MAX, f32::min);
        let right = page.lines().map(Line::right).fold(0.0, f32::max);
        let lines: Vec<&Line> = page.lines().collect();
        let mut pitches: Vec<f32> = lines.windows(2).map(|it| it[0].y - it[1].y).filter(|it| *it > 1.0).collect();
        pitches.sort_by(f32::total_cmp);
        let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or(0.0);
        Frame { width: page.width, left, right, pitch }
    }

    fn is_centred(&self, line: &Line) -> bool {
        let middle = |left: f32, right: f32| (left + right) / 2.0;
        let off = (middle(line.left(), line.right()) - middle(self.left, self.right)).abs();
        line.pieces.len() == 1 && off < 14.0 && line.left() > self.left + 24.0 && line.right() < self.right - 24.0
    }

    fn gap(&self, before: &Line, line: &Line) -> Gap {
        let pitch = before.y - line.y;
        let usual = self.pitch.min(2.0 * line.size);
        let is_centred = self.is_centred(line);
        let is_other = is_centred != self.is_centred(before) && [before, line].iter().all(|it| it.pieces.len() == 1);
        let is_indented = !is_centred && is_first(line, self.left) && before.left() < self.left + 4.0;
        if pitch > 1.25 * usual.max(line.size) || is_other || is_indented { Gap::Paragraph } else { Gap::Line }
    }
}

/// Whether a line is set in from the margin as the first of a paragraph is.
fn is_first(line: &Line, margin: f32) -> bool {
    let Some(Piece { left, .. }) = line.pieces.first() else { return false };
    (margin + 8.0..margin + 80.0).contains(left) && line.pieces.len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_of_the_layout_goes_and_one_of_the_word_stays() {
        let cases = [
            ("so 12/BC-", "UBND tinh", Hyphen::Stays),
            ("vi-", "rut", Hyphen::Stays),
            ("Covid-", "19", Hyphen::Stays),
            ("nhi-", "em vu", Hyphen::Goes),
            ("nghie-", "m tuc", Hyphen::Goes),
            ("tri\u{ad}", "thuc", Hyphen::Goes),
            ("kinh te -", "xa hoi", Hyphen::None),
            ("text", "text", Hyphen::None),
            ("", "text", Hyphen::None),
        ];
        for (text, next, expected) in cases {
            assert_eq!(hyphen(text, next), expected, "{text}|{next}");
        }
    }

    #[test]
    fn heads_that_repeat_and_page_numbers_are_dropped() {
        let line = |y: f32, text: &str| {
            let piece = Piece { left: 50.0, right: 300.0, text: text.to_owned() };
            Line { y, size: 10.0, pieces: vec![piece] }
        };
        let page = |n: usize, words: &str| {
            let lines = vec![line(800.0, "Report of the office"), line(700.0, words), line(40.0, &format!("- {n} -"))];
            PageText::new(595.0, lines, Vec::new())
        };
        let mut pages = vec![page(1, "first page,"), page(2, "goes on."), page(3, "12 is no page number")];
        drop_furniture(&mut pages);
        let mut draft = Draft::default();
        write(&pages, &mut draft);
        assert_eq!(draft.text, "first page,\ngoes on.\n\n12 is no page number");
    }
}
