//! Lists of limitations, from the lines of a text: in each row what is wrong, where, whose it is, why, what is asked.
//!
//! It reads the cells and their heads, and judges nothing. A column that is not understood is kept with its head.

use base::Span;
use jiff::civil::Date;

use super::cell::{self, Ground, Told as Cell};
use super::grid::{self, Line, is_joined};
use super::head::{self, Head, Judge};
use super::words::{self, Told};
use crate::text::Text;

/// What a column of such a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Count,
    /// What it is about: a work, a project, a procedure.
    Thing,
    Wrong,
    Place,
    /// Whose it is, or who is to act.
    Unit,
    Cause,
    /// What is proposed.
    Ask,
    /// Since when.
    Since,
    /// Kept with its head.
    Note,
}

/// The lists of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    pub rows: Vec<ListRow>,
    /// Rows that say nothing of what is wrong, as they stand.
    pub left_over: Vec<String>,
}

/// One row; what is not told is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    /// All its cells, bytes of the source.
    pub span: Span,
    pub thing: String,
    pub wrong: String,
    pub place: String,
    pub unit: String,
    pub since_on: Option<Date>,
    /// The line above that names a group.
    pub group: String,
    /// What else stands there, why it is so and what is asked among it: head and words.
    pub notes: Vec<(String, String)>,
    /// The same words for the same unit and place stand further above.
    pub is_twice: bool,
}

/// A line that names no more than a group has at most so many words.
const GROUP_MAX: usize = 25;

const LISTS: Judge =
    Judge { cells_min: 2, is_whole: |it| of_head(it).is_some_and(|it| it.is_whole), is_table: is_list };

impl Part {
    pub(super) fn named(name: &str) -> Option<Part> {
        Some(match name {
            "count" => Part::Count,
            "thing" => Part::Thing,
            "wrong" => Part::Wrong,
            "place" => Part::Place,
            "unit" => Part::Unit,
            "cause" => Part::Cause,
            "ask" => Part::Ask,
            "since" => Part::Since,
            "note" => Part::Note,
            _ => return None,
        })
    }
}

/// What the lines over a column tell: all together, else the last of them.
fn of_head(parts: &[String]) -> Option<Told<Part>> {
    let joined = words::listed_head(&parts.join(" "));
    joined.filter(|it| it.is_whole).or_else(|| words::listed_head(parts.last()?)).or(joined)
}

/// Whether the heads say what is wrong, and more about it.
fn is_list(headings: &[Vec<String>]) -> bool {
    let parts = parts(headings);
    let has = |part: Part| parts.contains(&part);
    let is_told = headings.iter().filter_map(|it| of_head(it)).any(|it| it.meaning == Part::Wrong && !it.is_weak);
    let n_more = [Part::Thing, Part::Place, Part::Unit, Part::Cause, Part::Ask, Part::Since];
    let n_more = n_more.into_iter().filter(|it| has(*it)).count();
    // Words that may tell of anything are what is wrong only beside a cause or a proposal.
    has(Part::Wrong) && n_more > 0 && (is_told || has(Part::Cause) || has(Part::Ask) && has(Part::Unit))
}

/// What each column holds. A weak head of what is wrong tells what it is about, where another says what is wrong; each part
/// but notes stands once.
fn parts(headings: &[Vec<String>]) -> Vec<Part> {
    let told: Vec<Option<Told<Part>>> = headings.iter().map(|it| of_head(it)).collect();
    let is_strong = |part: Part| told.iter().flatten().any(|it| it.meaning == part && !it.is_weak);
    let mut taken: Vec<Part> = Vec::new();
    let mut settled = Vec::with_capacity(told.len());
    for it in &told {
        let part = match it {
            None => Part::Note,
            Some(Told { meaning: Part::Wrong, is_weak: true, .. }) if is_strong(Part::Wrong) => Part::Thing,
            Some(Told { meaning, is_weak: true, .. }) if is_strong(*meaning) => Part::Note,
            Some(it) => it.meaning,
        };
        let is_again = taken.contains(&part) && !matches!(part, Part::Note | Part::Cause | Part::Ask);
        let part = if is_again { Part::Note } else { part };
        taken.push(part);
        settled.push(part);
    }
    settled
}

/// The rows of all lists of limitations in a text; none where it has no such list. Never fails.
pub fn read(text: &Text) -> List {
    let lines = grid::lines(text);
    let heads = head::find(&lines, &LISTS);
    let mut list = List::default();
    let mut group = String::new();
    let mut above_from = 0;
    for (n, head) in heads.iter().enumerate() {
        let until = heads.get(n + 1).map_or(lines.len(), |it| it.lines.start);
        let is_again = n > 0 && heads[n - 1].headings == head.headings;
        if !is_again {
            group.clear();
        }
        let ground = Ground::of(&lines[above_from..head.lines.start]);
        let mut walk = Walk::new(text, head, ground, group);
        let mut body = lines[head.lines.end..until].iter().peekable();
        while let Some(line) = body.next() {
            if !walk.take(line, body.peek().copied(), &mut list) {
                break;
            }
        }
        group = walk.group;
        above_from = head.lines.end;
    }
    mark_twice(&mut list);
    list
}

struct Walk<'a> {
    text: &'a Text,
    headings: Vec<String>,
    parts: Vec<Part>,
    ground: Ground,
    /// For each column what stood there last.
    last: Vec<String>,
    group: String,
}

impl<'a> Walk<'a> {
    fn new(text: &'a Text, head: &Head, ground: Ground, group: String) -> Walk<'a> {
        let headings: Vec<String> = head.headings.iter().map(|it| it.join(" ")).collect();
        let last = vec![String::new(); headings.len()];
        Walk { text, headings, parts: parts(&head.headings), ground, last, group }
    }

    fn column(&self, part: Part) -> Option<usize> {
        self.parts.iter().position(|it| *it == part)
    }

    /// Takes a line; false where the list has ended.
    fn take(&mut self, line: &Line, next: Option<&Line>, list: &mut List) -> bool {
        let count = self.column(Part::Count);
        let number = count.map(|it| line.cell(it)).unwrap_or_default();
        let is_counted = is_number(number);
        let own: Vec<(usize, &str)> = line.filled().filter(|it| Some(it.0) != count).collect();
        let foot = line.opens_foot().filter(|_| !is_counted);
        if foot == Some(true) {
            return false;
        }
        if foot.is_some() || own.is_empty() || line.numbers_columns() {
            return true;
        }
        let Some(wrong) = self.column(Part::Wrong) else { return false };
        let is_alone = own.len() == 1 && (!is_counted || counts_below(number, count, next));
        if is_alone {
            self.alone(line, own[0], (number, wrong), list);
            return true;
        }
        let row = self.row(line);
        match row.wrong.is_empty() {
            true => list.left_over.push(line.words()),
            false => list.rows.push(row),
        }
        true
    }

    /// A single cell that says something: the rest of the row above, a group, or nothing that is understood.
    fn alone(&mut self, line: &Line, (at, words): (usize, &str), (number, wrong): (&str, usize), list: &mut List) {
        let is_group = words.split(' ').count() <= GROUP_MAX && !words.ends_with(['.', ';']);
        let goes_on = number.is_empty() && at > 0 && at == wrong;
        if let Some(last) = list.rows.last_mut().filter(|_| goes_on) {
            last.wrong = format!("{} {words}", last.wrong);
            last.span = Span::new(last.span.start, self.text.to_source(line.span).end);
        } else if is_group && at <= wrong {
            self.group = [number, words].iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(" ");
        } else {
            list.left_over.push(line.words());
        }
    }

    fn row(&mut self, line: &Line) -> ListRow {
        let mut row = ListRow { span: self.text.to_source(line.span), group: self.group.clone(), ..ListRow::default() };
        for column in 0..self.parts.len() {
            let words = self.value(line, column);
            if words.is_empty() {
                continue;
            }
            let note = (self.headings[column].clone(), words.clone());
            match self.parts[column] {
                Part::Count => {}
                Part::Thing => row.thing = words,
                Part::Wrong => row.wrong = words,
                Part::Place => row.place = words,
                Part::Unit => row.unit = words,
                Part::Since => match cell::day(&words, None, &self.ground) {
                    Cell::Day { on, is_year_assumed: false } => row.since_on = Some(on),
                    _ => row.notes.push(note),
                },
                Part::Cause | Part::Ask | Part::Note => row.notes.push(note),
            }
        }
        let beyond = line.filled().filter(|it| it.0 >= self.parts.len());
        row.notes.extend(beyond.map(|it| (String::new(), it.1.to_owned())));
        for (column, words) in line.filled() {
            if let Some(last) = self.last.get_mut(column) {
                words.clone_into(last);
            }
        }
        row
    }

    /// What stands in a column, or what reaches down from above; nothing where the cell says that there is nothing.
    fn value(&self, line: &Line, column: usize) -> String {
        let words = line.cell(column);
        match () {
            () if is_joined(words) => self.last[column].clone(),
            () if !words.contains(char::is_alphanumeric) || words::is_nothing(words) => String::new(),
            () => words.to_owned(),
        }
    }
}

/// `1`, `1.`, `1.2`
fn is_number(count: &str) -> bool {
    let bare = count.trim_end_matches(['.', ')']);
    !bare.is_empty() && bare.split('.').all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// Whether the next line counts on below this one (`1`, `1.1`).
fn counts_below(number: &str, count: Option<usize>, next: Option<&Line>) -> bool {
    let (Some(count), Some(next)) = (count, next) else { return false };
    let own = number.trim_end_matches('.');
    next.cell(count).strip_prefix(own).is_some_and(|it| it.starts_with('.') && it.len() > 1)
}

fn mark_twice(list: &mut List) {
    let mut seen = std::collections::HashSet::new();
    for row in &mut list.rows {
        let told = [&row.thing, &row.wrong, &row.place, &row.unit].map(|it| words::plain(it));
        row.is_twice = !seen.insert(told);
    }
}
