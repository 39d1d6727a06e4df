//! In which ways the name of a body can be spelled out: short forms, dashes and joining words do not make another name.

use std::collections::HashMap;
use std::sync::OnceLock;

use base::fold;

use crate::lexicon::{Class, lexicon};

/// What is the same in all spellings of `name`; more than one where a short form can stand for several words.
///
/// Lower case, tones in one place, no punctuation, no word that only joins, short forms spelled out.
///
/// # Example
/// ```
/// assert_eq!(reader::spelling::spellings("UBND Aa - Bb"), ["ubnd aa bb"]);
/// ```
pub fn spellings(name: &str) -> Vec<String> {
    forms().0.of(words(name))
}

/// The same without marks: what is left of a name where the text has lost them.
pub fn bare_spellings(name: &str) -> Vec<String> {
    forms().1.of(words(name).into_iter().map(Word::bare).collect())
}

#[derive(Clone)]
struct Word {
    lower: String,
    /// Whether it may be a short form: in capitals, or with its full stop.
    is_short: bool,
    /// Whether it may be a word in full as well.
    is_full: bool,
}

impl Word {
    fn bare(self) -> Word {
        Word { lower: fold::search_key(&self.lower), ..self }
    }
}

fn words(name: &str) -> Vec<Word> {
    let name = fold::new_tones(&fold::collapse(name));
    let is_upper = !name.chars().any(char::is_lowercase);
    let is_edge = |it: char| !it.is_alphanumeric();
    let pieces = name.split_inclusive(is_edge).filter(|it| it.chars().any(char::is_alphanumeric));
    let word = |piece: &str| {
        let bare = piece.trim_matches(is_edge);
        let is_short = piece.ends_with('.') || bare.chars().all(|it| !it.is_lowercase() && !it.is_ascii_digit());
        Word { lower: bare.to_lowercase(), is_short, is_full: is_upper || !is_short }
    };
    pieces.map(word).collect()
}

/// Short forms by their words.
#[derive(Default)]
struct Forms {
    by_words: HashMap<Vec<String>, Vec<Form>>,
    joining: Vec<String>,
}

struct Form {
    full: Vec<String>,
    /// Whether it counts only where it is printed as a short form.
    is_short: bool,
}

const LONGEST_FORM: usize = 8;
const MOST_SPELLINGS: usize = 12;

impl Forms {
    fn of(&self, mut words: Vec<Word>) -> Vec<String> {
        words.retain(|it| !self.joining.contains(&it.lower));
        let mut spelled: Vec<(usize, Vec<String>)> = vec![(0, Vec::new())];
        let mut done: Vec<String> = Vec::new();
        while let Some((at, so_far)) = spelled.pop() {
            if at == words.len() {
                let spelling = so_far.join(" ");
                if !done.contains(&spelling) {
                    done.push(spelling);
                }
                continue;
            }
            let next = self.next(&words[at..]);
            let room = MOST_SPELLINGS.saturating_sub(done.len() + spelled.len());
            let more = |(n, full): (usize, Vec<String>)| (at + n, [so_far.clone(), full].concat());
            spelled.extend(next.into_iter().take(room.max(1)).map(more));
        }
        done.sort();
        done
    }

    /// What the first of `words` can be: how many of them, and spelled out.
    fn next(&self, words: &[Word]) -> Vec<(usize, Vec<String>)> {
        let literal = (1, vec![words[0].lower.clone()]);
        for n in (1..=words.len().min(LONGEST_FORM)).rev() {
            let key: Vec<String> = words[..n].iter().map(|it| it.lower.clone()).collect();
            let Some(forms) = self.by_words.get(&key) else { continue };
            let is_short = words[..n].iter().all(|it| it.is_short);
            // A letter at the end is a number of its own, not the head of what follows.
            let is_end = n == words.len() && n == 1 && key[0].chars().count() == 1;
            let fits = forms.iter().filter(|it| !it.is_short || is_short && !is_end);
            let mut found: Vec<(usize, Vec<String>)> = fits.map(|it| (n, it.full.clone())).collect();
            if found.is_empty() {
                continue;
            }
            if n == 1 && words[0].is_full {
                found.push(literal);
            }
            return found;
        }
        vec![literal]
    }

    fn add(&mut self, short: &str, full: &str, is_short: bool, fold: fn(Word) -> Word) {
        let lower = |text: &str| -> Vec<String> {
            let words = words(text).into_iter().map(fold).map(|it| it.lower);
            words.filter(|it| !self.joining.contains(it)).collect()
        };
        let (short, full) = (lower(short), lower(full));
        let forms = self.by_words.entry(short).or_default();
        if !forms.iter().any(|it| it.full == full) {
            forms.push(Form { full, is_short });
        }
    }
}

/// With marks, and without.
fn forms() -> &'static (Forms, Forms) {
    static FORMS: OnceLock<(Forms, Forms)> = OnceLock::new();
    FORMS.get_or_init(|| (read(|it| it), read(Word::bare)))
}

fn read(fold: fn(Word) -> Word) -> Forms {
    let rows = include_str!("../lexicon/spelling.tsv").lines().filter(|it| !it.starts_with('#'));
    let rows: Vec<(&str, &str)> = rows.filter_map(|it| it.split_once('\t')).collect();
    let joining = rows.iter().filter(|it| it.1.is_empty()).flat_map(|it| words(it.0));
    let mut forms = Forms { joining: joining.map(|it| fold(it).lower).collect(), ..Forms::default() };
    let printed = [(Class::Short, 0), (Class::Organ, 1)].into_iter().flat_map(|(class, n)| {
        lexicon().rows_of(class).map(move |it| (it.phrase, it.value(n))).filter(|it| !it.1.is_empty())
    });
    printed.for_each(|(short, full)| forms.add(short, full, false, fold));
    rows.iter().filter(|it| !it.1.is_empty()).for_each(|(short, full)| forms.add(short, full, true, fold));
    forms
}
