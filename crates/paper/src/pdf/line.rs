//! Letters to the lines of a page: which stand on one line, where words end, and where columns do.

use crate::pdf::content::Glyph;

/// A line of a page; distances in points.
#[derive(Clone, Debug)]
pub struct Line {
    /// From below.
    pub y: f32,
    pub size: f32,
    /// From left to right, parted where a gap is wider than any blank.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
pub struct Piece {
    pub left: f32,
    pub right: f32,
    pub text: String,
}

impl Line {
    pub fn left(&self) -> f32 {
        self.pieces.first().map_or(0.0, |it| it.left)
    }

    pub fn right(&self) -> f32 {
        self.pieces.last().map_or(0.0, |it| it.right)
    }

    /// In one piece, with one blank for each gap.
    pub fn words(&self) -> String {
        self.pieces.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The lines that `glyphs` make, from above.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        let size = first.size.max(1.0);
        // A raised figure stands a third of its line's size higher, the next line a whole size lower.
        let is_beside = |it: &Glyph| first.y - it.y <= 0.4 * it.size.max(size);
        let n = rest.iter().take_while(|it| is_beside(it)).count().max(1);
        let (line, below) = rest.split_at_mut(n);
        rest = below;
        lines.extend(line_of(line));
    }
    lines
}

fn line_of(glyphs: &mut [Glyph]) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<Glyph> = None;
    let mut is_blank_between = false;
    for glyph in glyphs.iter() {
        if glyph.letter.is_whitespace() {
            is_blank_between = true;
            continue;
        }
        // Some programs print bold letters twice.
        let is_doubled = |it: &Glyph| it.letter == glyph.letter && (it.x - glyph.x).abs() < 0.15 * glyph.size;
        if last.as_ref().is_some_and(is_doubled) {
            continue;
        }
        let size = glyph.size.max(1.0);
        let gap = last.map_or(f32::MAX, |it| glyph.x - it.x - it.width);
        match pieces.last_mut() {
            Some(piece) if gap <= 2.2 * size => {
                if is_blank_between && gap > 0.05 * size || gap > 0.2 * size {
                    piece.text.push(' ');
                }
                piece.text.push(glyph.letter);
                piece.right = piece.right.max(glyph.x + glyph.width);
            }
            _ => {
                let (left, right) = (glyph.x, glyph.x + glyph.width);
                pieces.push(Piece { left, right, text: glyph.letter.to_string() });
            }
        }
        last = Some(*glyph);
        is_blank_between = false;
    }
    let last = last?;
    let size = glyphs.iter().map(|it| it.size).fold(0.0, f32::max);
    Some(Line { y: last.y, size, pieces })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &str, x: f32, y: f32) -> Vec<Glyph> {
        let place = |(n, letter)| Glyph { x: x + 5.0 * n as f32, y, width: 5.0, size: 10.0, letter };
        words.chars().enumerate().map(place).collect()
    }

    #[test]
    fn words_columns_and_raised_figures_find_their_line() {
        let glyphs = [set("second", 0.0, 80.0), set("m", 0.0, 100.0), set("2", 5.0, 103.0), set("ab cd", 40.0, 100.2)];
        let lines = lines(glyphs.concat());
        let shown: Vec<Vec<&str>> =
            lines.iter().map(|it| it.pieces.iter().map(|it| it.text.as_str()).collect()).collect();
        assert_eq!(shown, [vec!["m2", "ab cd"], vec!["second"]]);
    }

    #[test]
    fn letters_printed_twice_stand_once() {
        let glyphs = [set("bold", 0.0, 10.0), set("bold", 0.4, 10.0)].concat();
        assert_eq!(lines(glyphs)[0].words(), "bold");
    }
}
