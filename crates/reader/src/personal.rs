//! Finds in a text what tells who somebody is: numbers of identity papers, telephone numbers, days of birth.
//!
//! It names places and kinds. Whether they may stay is for whoever sent the text.
//!
//! Source: Law on Protection of Personal Data 91/2025/QH15; Decree 137/2015/ND-CP, Article 13 (twelve digits: area,
//! century with sex, year of birth, a random number); Circular 22/2014/TT-BTTTT (numbers of mobile telephones).

use base::Span;
use base::fold::search_key;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

const LEXICON: &str = include_str!("../lexicon/personal.tsv");

/// What was found, and its bytes in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    pub kind: PersonalKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalKind {
    IdentityNumber,
    Phone,
    BirthDate,
}

/// What the words before a number say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Of(PersonalKind),
    Other,
}

/// Everything found in `text`, in its order; no two overlap.
///
/// A line may be a row of a table: cells parted by bars or tabs, or short ones by commas or semicolons. Then the head of
/// the column counts where no words stand before the number.
pub fn find(text: &str) -> Vec<Personal> {
    let mut found = Vec::new();
    let mut heads = Heads::default();
    let mut start = 0;
    for line in text.split('\n') {
        let cells = cells(line);
        heads.take(line, &cells);
        let digits = runs(line);
        let mut at = 0;
        while at < digits.len() {
            let cue = cue_before(&line[..digits[at].start]).or_else(|| heads.over(&cells, digits[at].start));
            match told(line, &digits[at..], cue) {
                Some((kind, n)) => {
                    let end = digits[at + n - 1].end;
                    found.push(Personal { kind, span: Span::new(start + digits[at].start, start + end) });
                    at += n;
                }
                None => at += 1,
            }
        }
        start += line.len() + 1;
    }
    found
}

/// The runs of digits of a line that no letter touches.
fn runs(line: &str) -> Vec<Span> {
    let bytes = line.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let len = bytes[at..].iter().take_while(|it| it.is_ascii_digit()).count();
        if len == 0 {
            at += 1;
            continue;
        }
        let touches = |it: Option<char>| it.is_some_and(char::is_alphabetic);
        if !touches(line[..at].chars().next_back()) && !touches(line[at + len..].chars().next()) {
            runs.push(Span::new(at, at + len));
        }
        at += len;
    }
    runs
}

/// What the first of `runs` begins, and how many of them belong to it.
fn told(line: &str, runs: &[Span], cue: Option<Cue>) -> Option<(PersonalKind, usize)> {
    if cue == Some(Cue::Of(PersonalKind::BirthDate)) {
        return date_runs(line, runs).map(|n| (PersonalKind::BirthDate, n));
    }
    if cue == Some(Cue::Other) {
        return None;
    }
    let is_identity = cue == Some(Cue::Of(PersonalKind::IdentityNumber));
    let mut number = String::new();
    for (i, run) in runs.iter().enumerate() {
        if i > 0 && !is_followed(line, &runs[i - 1..]) {
            break;
        }
        number.push_str(&line[run.start..run.end]);
        let is_abroad = line[..runs[0].start].ends_with('+');
        let kind = match number.len() {
            9 | 12 if is_identity => Some(PersonalKind::IdentityNumber),
            12 if is_citizen_number(&number) => Some(PersonalKind::IdentityNumber),
            10 if is_mobile(&number) => Some(PersonalKind::Phone),
            11 if is_abroad && number.starts_with("84") && is_mobile(&format!("0{}", &number[2..])) => {
                Some(PersonalKind::Phone)
            }
            _ => None,
        };
        // Nine digits in groups may be the beginning of twelve, and groups with points or hyphens that of a code.
        let is_begun =
            i > 0 && is_followed(line, &runs[i..]) && (number.len() == 9 || !line[run.end..].starts_with(' '));
        if let Some(kind) = kind.filter(|_| !is_begun) {
            return Some((kind, i + 1));
        }
        if number.len() > 12 {
            break;
        }
    }
    None
}

/// Whether only one blank, point or hyphen parts the first of `runs` from the next: they are groups of one number.
fn is_followed(line: &str, runs: &[Span]) -> bool {
    runs.get(1).is_some_and(|it| matches!(&line[runs[0].end..it.start], " " | "." | "-" | "\u{a0}"))
}

/// Area 001 to 096, then century with sex as they are given to people now, then year and random number.
fn is_citizen_number(number: &str) -> bool {
    let area = number[..3].parse::<u32>().unwrap_or(0);
    (1..=96).contains(&area) && matches!(number.as_bytes()[3], b'0'..=b'3')
}

fn is_mobile(number: &str) -> bool {
    number.starts_with('0') && matches!(number.as_bytes()[1], b'3' | b'5' | b'7' | b'8' | b'9')
}

/// How many runs make a day, a month or a year: `12/3/1980`, `1980-03-12`, `12 thang 3 nam 1980`, `3/1980`, `1980`.
fn date_runs(line: &str, runs: &[Span]) -> Option<usize> {
    let value = |i: usize| -> Option<u32> { line[runs.get(i)?.start..runs[i].end].parse().ok() };
    let length = |i: usize| runs.get(i).map_or(0, |it| it.end - it.start);
    let parted = |i: usize| {
        let between = runs.get(i + 1).map(|it| search_key(&line[runs[i].end..it.start]));
        between.is_some_and(|it| matches!(it.trim(), "/" | "-" | "." | "thang" | "nam" | ", thang" | ", nam"))
    };
    let is_year = |i: usize| length(i) == 4 && value(i).is_some_and(|it| (1900..2100).contains(&it));
    let is_within = |i: usize, most: u32| length(i) <= 2 && value(i).is_some_and(|it| (1..=most).contains(&it));
    let whole = parted(0) && runs.len() > 2 && parted(1);
    if whole && (is_within(0, 31) && is_within(1, 12) && is_year(2) || is_year(0) && is_within(1, 12)) {
        return Some(3);
    }
    if parted(0) && is_within(0, 12) && is_year(1) {
        return Some(2);
    }
    is_year(0).then_some(1)
}

/// So many bytes before a number are looked at.
const WINDOW: usize = 160;
/// So many words may stand between a cue and its number.
const MOST_BETWEEN: usize = 2;

/// The last cue before a number, if hardly a word stands between them.
fn cue_before(before: &str) -> Option<Cue> {
    let mut from = before.len().saturating_sub(WINDOW);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let (cue, after) = last_cue(&before[from..])?;
    let (numbers, words): (Vec<&String>, Vec<&String>) =
        after.iter().partition(|it| it.bytes().all(|it| it.is_ascii_digit()));
    // Several people may stand behind one word, but each is born once, and other numbers have words of their own.
    let holds = numbers.is_empty() || !matches!(cue, Cue::Other | Cue::Of(PersonalKind::BirthDate));
    (holds && words.len() <= MOST_BETWEEN).then_some(cue)
}

/// The last cue in `text`, and the words and numbers that follow it.
fn last_cue(text: &str) -> Option<(Cue, Vec<String>)> {
    let key = search_key(text);
    let words: Vec<&str> = key.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let mut last = None;
    let mut at = 0;
    while at < words.len() {
        match CUES.longest(&words[at..]) {
            Some((cue, n)) => {
                last = Some((cue, at + n));
                at += n;
            }
            None => at += 1,
        }
    }
    let (cue, end) = last?;
    Some((cue, words[end..].iter().map(|it| (*it).to_owned()).collect()))
}

/// The phrases of the lexicon without marks, by their first word.
struct Cues(HashMap<String, Vec<(Vec<String>, Cue)>>);

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues: HashMap<String, Vec<(Vec<String>, Cue)>> = HashMap::new();
    let rows = LEXICON.lines().filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once('\t'));
    for (phrase, kind) in rows {
        let cue = match kind {
            "identity" => Cue::Of(PersonalKind::IdentityNumber),
            "phone" => Cue::Of(PersonalKind::Phone),
            "birth" => Cue::Of(PersonalKind::BirthDate),
            _ => Cue::Other,
        };
        let words: Vec<String> = search_key(phrase).split_whitespace().map(str::to_owned).collect();
        cues.entry(words[0].clone()).or_default().push((words, cue));
    }
    Cues(cues)
});

impl Cues {
    /// The longest phrase at the beginning of `words`, and how many words it has.
    fn longest(&self, words: &[&str]) -> Option<(Cue, usize)> {
        let fits = |it: &&(Vec<String>, Cue)| words.len() >= it.0.len() && it.0.iter().zip(words).all(|(a, b)| a == b);
        let found = self.0.get(*words.first()?)?.iter().filter(fits).max_by_key(|it| it.0.len())?;
        Some((found.1, found.0.len()))
    }
}

/// Cells in which no more than so many bytes stand may be parted by commas.
const SHORT_CELL: usize = 60;
/// A row of more cells is taken for running text.
const MOST_CELLS: usize = 200;

/// The cells of a row of a table; none for a line that is none.
fn cells(line: &str) -> Vec<Span> {
    let parted = |by: char| {
        let mut start = 0;
        let ends = line.match_indices(by).map(|it| it.0).chain([line.len()]);
        ends.map(|end| Span::new(std::mem::replace(&mut start, end + by.len_utf8()), end)).collect::<Vec<_>>()
    };
    let is_narrow = |by: &char| line.matches(*by).take(MOST_CELLS).count() < MOST_CELLS;
    if let Some(by) = ['|', '\t'].into_iter().find(|it| line.contains(*it)).filter(is_narrow) {
        return parted(by);
    }
    let is_row = |it: &Vec<Span>| it.len() > 2 && it.iter().all(|it| it.end - it.start <= SHORT_CELL);
    [';', ','].into_iter().filter(is_narrow).map(parted).find(is_row).unwrap_or_default()
}

/// What the heads of the columns say, for rows of as many cells.
#[derive(Default)]
struct Heads(Vec<Option<Cue>>);

impl Heads {
    /// Takes over a line whose cells say what stands below; forgets the heads where the table ends.
    fn take(&mut self, line: &str, cells: &[Span]) {
        if cells.len() < 2 {
            self.0.clear();
            return;
        }
        if line.bytes().any(|it| it.is_ascii_digit()) {
            return;
        }
        let cue = |it: &Span| last_cue(&line[it.start..it.end]).map(|it| it.0);
        let cues: Vec<Option<Cue>> = cells.iter().map(cue).collect();
        if cues.iter().any(Option::is_some) {
            self.0 = cues;
        }
    }

    fn over(&self, cells: &[Span], at: usize) -> Option<Cue> {
        if self.0.len() != cells.len() {
            return None;
        }
        let column = cells.iter().position(|it| (it.start..it.end).contains(&at))?;
        self.0[column]
    }
}
