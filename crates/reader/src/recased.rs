//! Paragraphs in capitals in small letters, but for names: those the rest of the text has, those the lexicon knows, and
//! what follows the word for a level or an office.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::{Class, Found, Hit, Hits, is_and, lexicon};
use crate::mended::Repair;
use crate::place::{capitalised, titled};
use crate::token::{Caps, Token, lowered, tokens};

/// Names of the text by their first word in small letters: their words in small letters.
pub struct Names(HashMap<String, Vec<Vec<String>>>);

/// Names that begin with one word, at most: their list is walked at each such word.
const MOST_ALIKE: usize = 100;

impl Names {
    /// Two to five words with a capital in a row, in lines that are not in capitals.
    pub fn of(text: &str) -> Names {
        let mut names: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        let parts = tokens(text);
        let mut first = 0;
        while first < parts.len() {
            let is_title = |it: &&Token| it.is_word() && it.caps == Caps::Title && it.line == parts[first].line;
            let n_words = parts[first..].iter().take_while(is_title).count();
            for from in (first..first + n_words).filter(|it| (2..=5).contains(&(first + n_words - it))) {
                let words = parts[from..first + n_words].iter().map(|it| lowered(it.span().of(text)));
                let words: Vec<String> = words.collect();
                let same = names.entry(words[0].clone()).or_default();
                if same.len() < MOST_ALIKE && !same.contains(&words) {
                    same.push(words);
                }
            }
            first += n_words.max(1);
        }
        names.values_mut().for_each(|it| it.sort_by_key(|words| std::cmp::Reverse(words.len())));
        Names(names)
    }

    /// How many words of a known name stand at `first`.
    fn at(&self, run: &Run, first: usize) -> Option<usize> {
        let is_here = |words: &&Vec<String>| words.iter().enumerate().all(|(n, it)| run.word(first + n) == it);
        self.0.get(run.word(first))?.iter().find(is_here).map(Vec::len)
    }
}

/// One run of lines in capitals.
struct Run<'a> {
    words: &'a str,
    lower: String,
    parts: Vec<Token>,
    found: Found,
}

/// The words of `run`, which is in capitals, as they would be written.
pub fn repairs(text: &str, run: Range<usize>, names: &Names) -> Vec<Repair> {
    let words = &text[run.clone()];
    let lower = lowered(words);
    let parts = tokens(words);
    let run_of = Run { words, found: lexicon().found(&lower, &parts), lower, parts };
    let written = run_of.written(names);
    let repair =
        |(token, words): (&Token, String)| Repair { at: run.start + token.start()..run.start + token.end(), words };
    run_of.parts.iter().zip(written).map(repair).collect()
}

impl Run<'_> {
    fn word(&self, n: usize) -> &str {
        self.parts.get(n).map_or("", |it| it.span().of(&self.lower))
    }

    fn written(&self, names: &Names) -> Vec<String> {
        let small = |it: &Token| it.span().of(self.words).to_lowercase();
        let mut written: Vec<String> = self.parts.iter().map(small).collect();
        let mut at = 0;
        while at < self.parts.len() {
            let end = self.named(names, at, &mut written);
            at = end.max(at + 1);
        }
        for (n, written) in written.iter_mut().enumerate() {
            if self.opens_sentence(n) {
                *written = capitalised(written);
            }
            if self.is_code(n) {
                *written = self.parts[n].span().of(self.words).to_owned();
            }
        }
        written
    }

    /// Writes the name at `at`, if one begins there; where it ends.
    fn named(&self, names: &Names, at: usize, written: &mut [String]) -> usize {
        let longer = self.hits_at(at).iter().map(|it| it.end).max().filter(|it| *it > at + 1);
        let is_name = |it: &Hit| is_printed_so(it) || matches!(it.class, Class::Level | Class::Address | Class::Office);
        if let Some(end) = longer.filter(|end| !self.hits_at(at).any(|it| is_name(it) && it.end == *end)) {
            return names.at(self, at).map_or(end, |n_words| self.title(at..at + n_words, written));
        }
        let longest = |class: Class| self.hits_at(at).iter().filter(|it| it.class == class).map(|it| it.end).max();
        if let Some(hit) = self.hits_at(at).find(is_printed_so) {
            return self.as_printed(&hit, names, written);
        }
        if let Some(n_words) = names.at(self, at) {
            return self.title(at..at + n_words, written);
        }
        if let Some(level) = longest(Class::Level) {
            return self.place(level, names, written);
        }
        if let Some(address) = longest(Class::Address).or(longest(Class::Office)) {
            return self.person(address, written);
        }
        at + 1
    }

    fn hits_at(&self, at: usize) -> Hits<'_> {
        self.found.at(at)
    }

    /// A phrase of the lexicon with its capitals, and the field or the place that follows the head of an organ.
    fn as_printed(&self, hit: &Hit, names: &Names, written: &mut [String]) -> usize {
        let phrase = hit.row().phrase;
        for (n, token) in tokens(phrase).iter().enumerate().filter(|it| hit.first + it.0 < hit.end) {
            written[hit.first + n] = token.span().of(phrase).to_owned();
        }
        if hit.class != Class::Organ {
            return hit.end;
        }
        let field = self.hits_at(hit.end).find(|it| matches!(it.class, Class::Field | Class::Short));
        if let Some(field) = field {
            self.title_parts(field.first..field.end, written);
            return field.end;
        }
        match hit.row().value(0) {
            "party" | "place" | "named" => self.place(hit.end, names, written),
            _ => hit.end,
        }
    }

    /// A capital in front and behind each joint: `Ke hoach va Dau tu`.
    fn title_parts(&self, tokens: Range<usize>, written: &mut [String]) {
        for n in tokens.clone() {
            let opens = n == tokens.start || is_and(self.word(n - 1)) || matches!(self.word(n - 1), "-" | "," | "&");
            if opens {
                written[n] = capitalised(&written[n]);
            }
        }
    }

    /// A place of unknown name: up to two words that open no longer phrase.
    fn place(&self, from: usize, names: &Names, written: &mut [String]) -> usize {
        if let Some(n_words) = names.at(self, from) {
            return self.title(from..from + n_words, written);
        }
        let is_part = |it: &usize| {
            let is_word = self.parts.get(*it).is_some_and(|it| it.is_word());
            is_word && !self.hits_at(*it).any(|hit| hit.end > it + 1 || !matches!(hit.class, Class::Surname))
        };
        let n_words = (from..from + 2).take_while(is_part).count();
        self.title(from..from + n_words, written)
    }

    /// A person behind a word of address or an office: four words up to a mark, or three.
    fn person(&self, from: usize, written: &mut [String]) -> usize {
        let is_surname = self.hits_at(from).any(|it| it.class == Class::Surname);
        let is_part = |it: &usize| {
            self.parts.get(*it).is_some_and(|it| it.is_word()) && !self.hits_at(*it).any(|hit| hit.end > it + 1)
        };
        let n_words = (from..from + 5).take_while(is_part).count();
        let n_words = if n_words > 4 { 3 } else { n_words };
        if is_surname && n_words >= 2 { self.title(from..from + n_words, written) } else { from }
    }

    fn title(&self, tokens: Range<usize>, written: &mut [String]) -> usize {
        tokens.clone().for_each(|it| written[it] = titled(self.parts[it].span().of(self.words)));
        tokens.end
    }

    fn opens_sentence(&self, n: usize) -> bool {
        let line = self.parts[n].line;
        let is_new_line = n == 0 || self.parts[n - 1].line < line;
        let before = |it: usize| n.checked_sub(it).map_or("", |it| self.word(it));
        let is_block = is_new_line && (n == 0 || matches!(before(1), "." | ";" | ":"));
        let is_item = matches!(before(1), "-" | ")" | "+") && (n == 1 || self.parts[n - 1].line == line && n <= 3);
        is_block || matches!(before(1), "." | "!" | "?") && self.parts[n].is_spaced || is_item
    }

    /// Symbols of documents, numbers of parts, and short forms that cannot be said.
    fn is_code(&self, n: usize) -> bool {
        let word = self.parts[n].span().of(self.words);
        let is_tied = n > 0 && !self.parts[n].is_spaced && matches!(self.word(n - 1), "/" | "-");
        let is_roman = word.bytes().all(|it| matches!(it, b'I' | b'V' | b'X'));
        let is_vowel = |it: char| !it.is_ascii() || "AEIOUY".contains(it);
        self.parts[n].is_word() && (is_tied || is_roman || word.len() > 1 && !word.contains(is_vowel))
    }
}

/// Whether the lexicon prints the phrase with a capital: names of bodies, kinds of documents, short forms.
fn is_printed_so(hit: &Hit) -> bool {
    let is_name = matches!(hit.class, Class::Organ | Class::Bureau | Class::CiteKind | Class::Short | Class::Office);
    is_name && hit.row().phrase.chars().any(char::is_uppercase)
}
