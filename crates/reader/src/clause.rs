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

/// The places of `mark` outside brackets and quotation marks.
pub fn marks(scene: &Scene, tokens: Range<usize>, mark: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let (mut depth, mut is_quoted) = (0_u32, false);
    for at in tokens {
        match scene.word(at) {
            "(" | "[" | "\u{201c}" => depth += 1,
            ")" | "]" | "\u{201d}" => depth = depth.saturating_sub(1),
            "\"" => is_quoted = !is_quoted,
            word if word == mark && depth == 0 && !is_quoted => places.push(at),
            _ => {}
        }
    }
    places
}
