//! What of a briefing stands on its one page: every list has its share of the lines, what is left over goes to the others.
//!
//! The rest stands in the annexes under its number. That the lines fit on A4 is measured in a browser (`prove brief`).

use serde::Serialize;

/// How many of each list stand on the first page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FirstPage {
    pub n_conclusions: usize,
    pub n_silent: usize,
    pub n_limitations: usize,
    pub n_questions: usize,
}

/// Lines of a page for what is listed; heads, counts and rates have their own.
const LINES: usize = 28;
/// A question takes two lines, and so does a line of the two lists beside each other.
const TALL: usize = 2;

/// The shares of lists of those lengths.
pub(super) fn first_page(of: FirstPage) -> FirstPage {
    let pairs = |most: usize| of.n_silent.max(of.n_limitations).min(most);
    let (mut questions, mut beside) = (of.n_questions.min(5), pairs(3));
    let lines = |questions: usize, beside: usize| TALL * (questions + beside);
    let conclusions = of.n_conclusions.min(LINES - lines(questions, beside));
    let is_room = |questions, beside| conclusions + lines(questions, beside) <= LINES;
    while questions < of.n_questions && is_room(questions + 1, beside) {
        questions += 1;
    }
    while beside < pairs(usize::MAX) && is_room(questions, beside + 1) {
        beside += 1;
    }
    FirstPage {
        n_conclusions: conclusions,
        n_silent: of.n_silent.min(beside),
        n_limitations: of.n_limitations.min(beside),
        n_questions: questions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(lengths: [usize; 4]) -> [usize; 4] {
        let [n_conclusions, n_silent, n_limitations, n_questions] = lengths;
        let it = first_page(FirstPage { n_conclusions, n_silent, n_limitations, n_questions });
        [it.n_conclusions, it.n_silent, it.n_limitations, it.n_questions]
    }

    #[test]
    fn no_lengths_overflow_the_page_and_no_room_is_wasted() {
        for n in 0..60 {
            for others in [[0, 0, 0], [1, 0, 2], [9, 2, 40], [40, 40, 40]] {
                let found = shares([n, others[0], others[1], others[2]]);
                let used = found[0] + TALL * (found[3] + found[1].max(found[2]));
                assert!(used <= LINES, "{n} {others:?}: {found:?}");
                let is_whole = found[0] == n && found[1..] == others;
                assert!(is_whole || used + TALL > LINES, "{n} {others:?}: {found:?} leaves room");
            }
        }
        assert_eq!(shares([10, 2, 1, 4]), [10, 2, 1, 4]);
        assert_eq!(shares([50, 9, 9, 20]), [12, 3, 3, 5]);
    }
}
