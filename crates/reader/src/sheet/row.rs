//! The rows of a table of tasks: tasks, groups, what goes on from above, what stands below, and what is left over.

use std::collections::{HashMap, HashSet};

use super::cell::{self, Ground, Told};
use super::grid::{Line, is_joined};
use super::words;
use super::{Book, Column, Doubt, Due, LeftOver, Remark, Role, Row};
use crate::directive::{Charged, charged};
use crate::lexicon::{Class, lexicon};
use crate::roll::Roll;
use crate::text::Text;
use base::DueRule;

/// A line that names no more than a group has at most so many words.
const GROUP_MAX: usize = 25;

/// What became of the lines below a head.
pub struct Found {
    pub rows: Vec<Row>,
    pub left_over: Vec<LeftOver>,
    /// Up to the last line that is a task.
    pub n_lines: usize,
}

/// The tasks below a head, and the rows between them that are none. Below the last head of a text nothing else may begin.
pub fn rows(text: &Text, columns: &[Column], body: &[Line], ground: &Ground, is_last: bool) -> Found {
    let mut walk = Walk {
        text,
        columns,
        ground,
        last: vec![String::new(); columns.len()],
        group: None,
        roll: Roll::default(),
        charged: HashMap::new(),
    };
    let mut found = Found { rows: Vec::new(), left_over: Vec::new(), n_lines: 0 };
    let mut waiting: Vec<(LeftOver, bool)> = Vec::new();
    let is_task = |n: usize| matches!(walk.kind(&body[n], body.get(n + 1)), Kind::Task);
    let until = (0..body.len()).rev().find(|it| is_task(*it)).map_or(0, |it| it + 1);
    for (n, line) in body.iter().enumerate() {
        // Behind the last task the next table may begin with its title, a gap before it.
        if !is_last && until <= n && line.is_apart {
            break;
        }
        match walk.kind(line, body.get(n + 1)) {
            Kind::Task => {
                found.rows.push(walk.row(line));
                found.left_over.extend(waiting.drain(..).map(|it| it.0));
                found.n_lines = n + 1;
            }
            Kind::Group(words) => walk.group = Some(words),
            // Below the last task a line by itself is a signature or the title of the next table.
            Kind::Alone => waiting.push((walk.left_over(line), false)),
            Kind::Unclear => waiting.push((walk.left_over(line), true)),
            Kind::Nothing => {}
            Kind::End if until <= n => break,
            Kind::End => waiting.push((walk.left_over(line), true)),
        }
    }
    found.left_over.extend(waiting.into_iter().filter(|it| it.1).map(|it| it.0));
    found
}

/// What a line is.
enum Kind {
    Task,
    Group(String),
    /// A single cell that says something.
    Alone,
    Unclear,
    Nothing,
    /// A signature: what follows is no task.
    End,
}

pub struct Walk<'a> {
    text: &'a Text,
    pub columns: &'a [Column],
    pub ground: &'a Ground,
    /// For each column what stood there last.
    last: Vec<String>,
    group: Option<String>,
    roll: Roll,
    charged: HashMap<String, Charged>,
}

impl Walk<'_> {
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|it| it.role == role && it.ticks.is_none())
    }

    /// The words of a line where the column of `role` is, or what reaches down from above; empty where nothing stands.
    pub fn value(&self, line: &Line, role: Role) -> String {
        self.column(role).map_or_else(String::new, |it| self.value_at(line, it))
    }

    fn value_at(&self, line: &Line, column: usize) -> String {
        let words = line.cell(column);
        let role = self.columns[column].role;
        let may_repeat =
            matches!(role, Role::Lead | Role::With | Role::Source | Role::SourceDay | Role::Assigned | Role::Due);
        match is_joined(words) || may_repeat && is_ditto(words) {
            true => self.last[column].clone(),
            false if super::may_be_nothing(role) && words::is_nothing(words) => String::new(),
            false if words.contains(char::is_alphanumeric) || role == Role::State => words.to_owned(),
            false => String::new(),
        }
    }

    fn kind(&self, line: &Line, next: Option<&Line>) -> Kind {
        let has = |role: Role| self.column(role).is_some_and(|it| !line.cell(it).is_empty());
        let Some(content) = self.column(Role::Content) else { return Kind::Unclear };
        let count = self.column(Role::Count);
        let is_count = |it: usize| Some(it) == count && line.filled().count() > 1;
        let own: Vec<(usize, &str)> = line.filled().filter(|it| !is_count(it.0)).collect();
        let is_counted = count.is_some_and(|it| is_number(line.cell(it)));
        let foot = line.opens_foot().filter(|_| !is_counted);
        if own.is_empty() || line.numbers_columns() || foot.is_some() {
            return if foot == Some(true) { Kind::End } else { Kind::Nothing };
        }
        let is_alone = own.len() == 1 && own[0].0 <= content;
        if is_alone && (!is_counted || opens_group(count, line, next)) {
            let words = line.filled().map(|it| it.1).collect::<Vec<_>>().join(" ");
            let is_group = words.split(' ').count() <= GROUP_MAX && !words.ends_with('.');
            return if is_group { Kind::Group(words) } else { Kind::Alone };
        }
        let words = line.cell(content);
        let is_followed = count.is_none() && (has(Role::State) || has(Role::Done));
        let is_told = has(Role::Lead) || has(Role::Due) || is_counted || is_followed;
        match () {
            () if is_joined(words) && has(Role::Lead) => Kind::Task,
            () if words.contains(' ') && is_told && !is_unreckoned(words) => Kind::Task,
            () => Kind::Unclear,
        }
    }

    fn left_over(&self, line: &Line) -> LeftOver {
        LeftOver { span: self.text.to_source(line.span), words: line.words() }
    }

    fn row(&mut self, line: &Line) -> Row {
        let mut row =
            Row { span: self.text.to_source(line.span), words: self.value(line, Role::Content), ..Row::default() };
        self.charge(line, &mut row);
        self.assigned(line, &mut row);
        self.due(line, &mut row);
        self.progress(line, &mut row);
        let product = self.value(line, Role::Product);
        row.product = Some(product).filter(|it| !it.is_empty());
        self.keep_notes(line, &mut row);
        for (column, words) in line.filled().filter(|it| !is_ditto(it.1)) {
            if let Some(last) = self.last.get_mut(column) {
                words.clone_into(last);
            }
        }
        row
    }

    fn charge(&mut self, line: &Line, row: &mut Row) {
        let (lead, with) = (self.value(line, Role::Lead), self.value(line, Role::With));
        let charged = self.charged(&lead);
        (row.lead, row.with) = (charged.leads, charged.partners);
        let partners = self.charged(&with);
        row.with.extend(partners.leads.into_iter().chain(partners.partners));
        if row.lead.is_empty()
            && lead.is_empty()
            && let Some(group) = &self.group
        {
            let group = group.clone();
            let of_group = self.charged(without_count(&group));
            if of_group.leads.iter().all(|it| crate::body::body(it) != crate::body::Body::Unclear)
                && !of_group.leads.is_empty()
            {
                row.lead = of_group.leads;
                row.remarks.push(Remark::LeadInherited);
            }
        }
        let is_shared = row.lead.len() > 1 && row.with.is_empty() && self.column(Role::With).is_none();
        if is_unreckoned(&lead) || is_shared && self.column(Role::Lead).is_some_and(|it| self.columns[it].is_shared) {
            row.doubts.push(Doubt::LeadUnclear { words: lead });
        }
    }

    fn charged(&mut self, words: &str) -> Charged {
        if words.is_empty() || is_unreckoned(words) {
            return Charged::default();
        }
        let roll = &self.roll;
        self.charged.entry(words.to_owned()).or_insert_with(|| charged(words, roll)).clone()
    }

    fn assigned(&self, line: &Line, row: &mut Row) {
        let (source, source_day) = (self.value(line, Role::Source), self.value(line, Role::SourceDay));
        let day = |words: &str| match cell::day(words, None, self.ground) {
            Told::Day { on, is_year_assumed } => Some((on, is_year_assumed)),
            _ => cell::day_within(words, None, self.ground).map(|on| (on, false)),
        };
        let (assigned, of_document) =
            (self.value(line, Role::Assigned), [&source_day, &source].into_iter().find_map(|it| day(it)));
        match day(&assigned) {
            Some((on, is_year_assumed)) => {
                row.assigned_on = Some(on);
                row.remarks.extend(is_year_assumed.then_some(Remark::YearAssumed));
            }
            None if !assigned.is_empty() => row.doubts.push(Doubt::AssignedUnclear { words: assigned }),
            None => {
                row.assigned_on = of_document.map(|it| it.0);
                row.remarks.extend(of_document.map(|_| Remark::AssignedByDocument));
            }
        }
        let words = [source, source_day].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
        row.source = Some(words).filter(|it| !it.is_empty());
    }

    fn due(&self, line: &Line, row: &mut Row) {
        let (first, extended) = (self.value(line, Role::Due), self.value(line, Role::Extended));
        let words = if extended.is_empty() { &first } else { &extended };
        let mut deadline = cell::due(words, row.assigned_on, self.ground);
        if is_unreckoned(words) {
            deadline.due = Due::Unclear;
        }
        row.due = deadline.due;
        row.due_words = Some(words.clone()).filter(|it| !it.is_empty());
        if !extended.is_empty() {
            row.remarks.push(Remark::Extended);
            let heading = self.column(Role::Due).map_or("", |it| self.columns[it].heading.as_str());
            row.notes.extend((!first.is_empty()).then(|| (heading.to_owned(), first.clone())));
        }
        match deadline.due {
            Due::Unclear if deadline.lacks_year => row.doubts.push(Doubt::DueWithoutYear { words: words.clone() }),
            Due::Unclear => row.doubts.push(Doubt::DueUnclear { words: words.clone() }),
            _ => {}
        }
        if deadline.is_year_assumed && !row.remarks.contains(&Remark::YearAssumed) {
            row.remarks.push(Remark::YearAssumed);
        }
        if row.due_on().zip(row.assigned_on).is_some_and(|(due, assigned)| due < assigned) {
            row.doubts.push(Doubt::DueBeforeAssigned);
        }
    }

    /// Whether a cell says more than its field holds; of a row that asks nobody knows yet.
    fn says_more(&self, column: &Column, words: &str, row: &Row) -> bool {
        let is_asked = !row.doubts.is_empty();
        match column.role {
            Role::State | Role::Assigned | Role::Done if is_asked => true,
            Role::Note | Role::Unknown | Role::Person | Role::Progress | Role::Result => true,
            Role::State if column.ticks.is_none() => words::state(words).is_none_or(|it| !it.1.is_empty()),
            Role::State => !words::is_mark(words),
            Role::Count => words.contains(char::is_alphabetic) && words.contains(|it: char| it.is_ascii_digit()),
            Role::Assigned | Role::Done => !matches!(cell::day(words, row.assigned_on, self.ground), Told::Day { .. }),
            Role::Lead | Role::With => self.charged.get(words).is_none_or(|it| !it.is_all_of(words)),
            Role::Content | Role::Source | Role::SourceDay | Role::Due | Role::Extended | Role::Product => false,
        }
    }

    /// What no field of a task holds, by its head.
    fn keep_notes(&self, line: &Line, row: &mut Row) {
        if let Some(group) = &self.group {
            row.notes.push((String::new(), group.clone()));
        }
        for (n, column) in self.columns.iter().enumerate() {
            let words = self.value_at(line, n);
            if !words.is_empty() && self.says_more(column, &words, row) {
                row.notes.push((column.heading.clone(), words));
            }
        }
        for (_, words) in line.filled().filter(|it| it.0 >= self.columns.len()) {
            row.notes.push((String::new(), words.to_owned()));
        }
    }
}

impl Charged {
    /// Whether the names are all that a cell says.
    fn is_all_of(&self, cell: &str) -> bool {
        let names = self.leads.iter().chain(&self.partners).map(|it| words::plain(it));
        names.collect::<Vec<_>>().join(" ") == words::plain(cell)
    }
}

/// The same as above, in words or by marks.
fn is_ditto(words: &str) -> bool {
    let key = base::fold::collapse(words).to_lowercase();
    let bare = key.trim_matches(['-', '.', '\u{2013}', ' ']);
    matches!(key.as_str(), "\"" | "''" | "\u{201d}" | "-\"-" | "- \" -")
        || !bare.is_empty() && lexicon().rows_of(Class::Ditto).any(|it| it.phrase == bare)
}

/// A formula without its result, or an error in its place.
fn is_unreckoned(words: &str) -> bool {
    words.starts_with('=')
        || words.starts_with('#') && words.trim_start_matches('#').starts_with(|it: char| it.is_ascii_uppercase())
}

/// `1`, `1.`, `1.2`, `01`
fn is_number(count: &str) -> bool {
    let bare = count.trim_end_matches(['.', ')']);
    !bare.is_empty() && bare.split('.').all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// A counted line without more is a group where the next one counts on below it (`1`, `1.1`).
fn opens_group(count: Option<usize>, line: &Line, next: Option<&Line>) -> bool {
    let (Some(count), Some(next)) = (count, next) else { return false };
    let own = line.cell(count).trim_end_matches('.');
    next.cell(count).strip_prefix(own).is_some_and(|it| it.starts_with('.') && it.len() > 1)
}

/// Behind `I.`, `A.`, `1)`.
fn without_count(words: &str) -> &str {
    match words.split_once(' ') {
        Some((count, rest))
            if count.len() <= 5
                && (count.ends_with(['.', ')', ':']) || count.bytes().all(|it| it.is_ascii_uppercase())) =>
        {
            rest
        }
        _ => words,
    }
}

/// Asks about rows that say the same as one above, for the same units by the same day.
pub fn mark_twice(book: &mut Book) {
    let mut seen = HashSet::new();
    for row in book.tables.iter_mut().flat_map(|it| &mut it.rows) {
        let due = match row.due {
            Due::Rule(DueRule::By { date }) => Some(date),
            _ => None,
        };
        if !seen.insert((words::plain(&row.words), row.lead.clone(), due)) {
            row.doubts.push(Doubt::Twice);
        }
    }
}
