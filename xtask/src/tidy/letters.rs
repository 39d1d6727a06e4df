//! Keeps Vietnamese out of code: it belongs to messages, templates, lexicon, manual and test data.

use super::Problem;
use super::repo::Repo;

pub fn code_has_no_vietnamese_letters(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, _) in repo.rust() {
        for (at, line) in file.text.lines().enumerate() {
            if let Some(letter) = line.chars().find(|it| is_vietnamese(*it)) {
                let says =
                    format!("the letter `{letter}` stands in code, comment or test; move the text to a data file");
                problems.push(Problem::new(&file.path, at + 1, says));
            }
        }
    }
    problems
}

/// A Latin letter with a mark, or a mark alone: English comments need neither.
fn is_vietnamese(it: char) -> bool {
    let is_letter = matches!(it, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && !matches!(it, '\u{d7}' | '\u{f7}');
    is_letter || matches!(it, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::NO_LINES;

    fn lines(text: &str) -> Vec<usize> {
        code_has_no_vietnamese_letters(&Repo::sample(&[("a.rs", text)])).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn letters_with_marks_are_found_anywhere() {
        assert_eq!(lines("// \u{111}\u{1ea1}t\n\nlet a = \"\u{1a1}\";\n// e\u{301}\n"), [1, 3, 4]);
    }

    #[test]
    fn signs_and_escapes_are_not_letters() {
        assert_eq!(lines("// 3 \u{d7} 4 \u{2013} \u{a7}5\nlet a = '\\u{111}';\n"), NO_LINES);
    }
}
