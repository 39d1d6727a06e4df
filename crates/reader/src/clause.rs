//! Where a sentence falls into clauses: at semicolons and commas outside brackets and quotation marks.

use std::ops::Range;

use crate::scene::Scene;

/// The parts between semicolons, final marks left off.
pub fn semicolons(scene: &Scene, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut first = tokens.start;
    for at in marks(scene, tokens.clone(), ";") {
        push(scene, first..at, &mut clauses);
        first = at + 1;
    }
    push(scene, first..tokens.end, &mut clauses);
    clauses
}

fn push(scene: &Scene, tokens: Range<usize>, clauses: &mut Vec<Range<usize>>) {
    let mut end = tokens.end;
    while end > tokens.start && matches!(scene.word(end - 1), "." | ";" | "," | "/" | "\u{2026}") {
        end -= 1;
    }
    if end > tokens.start {
        clauses.push(tokens.start..end);
    }
}

/// The places of `mark`, which is none of those, outside brackets and quotation marks.
pub fn marks(scene: &Scene, tokens: Range<usize>, mark: &str) -> Vec<usize> {
    let mut open = Open::default();
    let is_here = |at: &usize| match scene.is_mark(*at, mark) {
        true => !open.is_open(),
        false => {
            open.takes(scene.mark(*at));
            false
        }
    };
    scene.marks(tokens).filter(is_here).collect()
}

/// The numbers in `tokens` that stand inside brackets or quotation marks, in order.
pub fn enclosed_numbers(scene: &Scene, tokens: Range<usize>) -> Vec<usize> {
    let mut open = Open::default();
    let mut enclosed = Vec::new();
    for at in tokens {
        if open.is_open() && scene.tokens[at].is_number() {
            enclosed.push(at);
        }
        open.takes(scene.mark(at));
    }
    enclosed
}

/// Brackets and quotation marks that are open.
#[derive(Default)]
struct Open {
    depth: u32,
    is_quoted: bool,
}

impl Open {
    /// Whether `mark` is one of them.
    fn takes(&mut self, mark: &str) -> bool {
        match mark {
            "(" | "[" | "\u{201c}" => self.depth += 1,
            ")" | "]" | "\u{201d}" => self.depth = self.depth.saturating_sub(1),
            "\"" => self.is_quoted = !self.is_quoted,
            _ => return false,
        }
        true
    }

    fn is_open(&self) -> bool {
        self.depth > 0 || self.is_quoted
    }
}
