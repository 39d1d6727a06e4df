//! Rows of tables that assign tasks: the content is the order, the other cells say who, with whom and by when.

use std::ops::Range;

use base::{DueRule, Span, fold};

use crate::address;
use crate::block::marker;
use crate::date::Anchor;
use crate::deadline::{self, Deadline};
use crate::discourse::Genre;
use crate::lexicon::Class;
use crate::reading::{Directive, Field};
use crate::roll::Roll;
use crate::rule::Rule;
use crate::scene::Scene;
use crate::table::{self, Cell, Role, Row, RowKind, Table};
use crate::text::Text;
use crate::token::Caps;

use super::{Lead, Walk, class, clear, deliverable, segment};

/// Longer cells name nobody.
const WORDS_MAX: usize = 60;

/// A name that no rule knows has at most so many words.
const NAME_MAX: usize = 14;

/// Who stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct Charged {
    pub leads: Vec<String>,
    pub partners: Vec<String>,
}

/// One row, as far as its cells are read.
struct Task<'a> {
    content: &'a Cell,
    words: &'a str,
    product: Option<&'a Cell>,
    lead: Option<&'a Lead>,
    due: Option<(Deadline, String)>,
}

impl Walk<'_> {
    /// Adds the tasks of all tables; the directives stay in the order of the text.
    pub(super) fn tables(&mut self) {
        let n_before = self.found.directives.len();
        for table in table::find(self.scene) {
            if table.assigns() && (self.ground.discourse.genre != Genre::Other || is_certain(&table)) {
                self.table(&table);
            }
        }
        if self.found.directives.len() > n_before {
            self.found.directives.sort_by_key(|it| it.span);
        }
    }

    fn table(&mut self, table: &Table) {
        let mut above: Option<Lead> = None;
        for row in &table.rows {
            match row.kind {
                RowKind::Group => above = self.group(table, row),
                RowKind::Plain => self.row(table, row, &mut above),
                RowKind::TooLong => self.not_understood(row),
            }
        }
    }

    /// A group that names a body and nothing else leads the rows below it.
    fn group(&self, table: &Table, row: &Row) -> Option<Lead> {
        let cell = row.cells.get(table.task_column(Role::Content)?)?;
        let first = cell.parts.first().map(|it| marker(self.scene, it.clone()).0)?;
        let tokens = first..cell.tokens().end;
        let addressee = address::at(self.scene, first, tokens.end, self.ground.roll)?;
        let end = addressee.end + usize::from(self.scene.is_mark(addressee.end, ":"));
        (end >= tokens.end).then_some(Lead { names: addressee.names, tokens })
    }

    fn row(&mut self, table: &Table, row: &Row, above: &mut Option<Lead>) {
        let cell = |role: Role| table.task_column(role).map(|it| &row.cells[it]).filter(|it| !it.is_empty());
        let Some(content) = cell(Role::Content) else { return };
        let content = without_marker(self.scene, content);
        let words = content.words(self.scene);
        let words = words.trim_end_matches(['.', ';', ',', ':']).trim_end();
        if !words.contains(' ') {
            return;
        }
        let led = cell(Role::Lead).filter(|it| !self.is_ditto(it));
        let mut charged = led.map(|it| charged(&it.words(self.scene), self.ground.roll)).unwrap_or_default();
        if let Some(partners) = cell(Role::With) {
            let all = self::charged(&partners.words(self.scene), self.ground.roll);
            charged.partners.extend(all.leads.into_iter().chain(all.partners));
        }
        let is_named = !charged.leads.is_empty();
        if let Some(led) = led.filter(|_| is_named) {
            *above = Some(Lead { names: charged.leads.clone(), tokens: led.tokens() });
        }
        let due = cell(Role::Due).and_then(|it| Some((self.due(it)?, it.words(self.scene))));
        let task = Task { content: &content, words, product: cell(Role::Product), lead: above.as_ref(), due };
        let directive = self.task(&task, charged.partners);
        let inherited = above.as_ref().filter(|_| !is_named);
        self.remark(&directive, inherited, task.due.as_ref().map(|it| &it.0));
        self.found.directives.push(directive);
    }

    /// The directive of one row. A deadline told inside the content counts where the row has no other.
    fn task(&self, task: &Task, partners: Vec<String>) -> Directive {
        let text = Text::new(task.words);
        let own = Scene::new(&text);
        let all = 0..own.tokens.len();
        let act = segment::whole(&own, self.ground.roll, all.end);
        let within = deadline::find(&own, all.clone(), self.anchor);
        let told = task.due.as_ref().map(|it| &it.0).or(within.as_ref());
        let within_text = || within.as_ref().map(|it| own.words(own.span(it.tokens.clone())));
        let until = within.as_ref().map_or(all.end, |it| it.tokens.start);
        let product = task.product.map(|it| it.words(self.scene)).filter(|it| it.contains(char::is_alphabetic));
        let product = product.or_else(|| deliverable::find(&own, all, until).map(|it| own.words(own.span(it))));
        let mut directive = Directive {
            text: task.words.to_owned(),
            lead: task.lead.map_or_else(Vec::new, |it| it.names.clone()),
            with: partners,
            due: told.and_then(|it| it.rule).and_then(|it| it.due()).map(|it| it.to_string()),
            due_text: task.due.as_ref().map(|it| it.1.clone()).or_else(within_text),
            due_rule: told.and_then(|it| it.rule),
            class: Some(class::class(&own, &act, told)),
            deliverable: product,
            missing: Vec::new(),
            field: self.field(task),
            is_urgent: self.is_stamped_urgent || clear::is_urgent(&own, &act),
            point: None,
            topic: None,
            span: task.content.span(self.scene),
            verb: Span::default(),
            rule: Rule::TaskRow,
        };
        directive.missing = clear::missing(&own, &act, &directive);
        directive
    }

    fn field(&self, task: &Task) -> Field {
        let tokens = task.content.tokens();
        let next = self.scene.sentences.partition_point(|it| it.tokens.end <= tokens.start);
        let lead = task.lead.map(|it| it.tokens.clone());
        let sentence = self.scene.sentences.get(next);
        sentence.map_or_else(Field::default, |it| self.ground.fields.told(self.scene, tokens, lead, it))
    }

    fn is_ditto(&self, cell: &Cell) -> bool {
        let tokens = cell.tokens();
        let words = tokens.clone().find(|&it| self.scene.tokens[it].is_word());
        words.is_none_or(|it| self.scene.hit(it, Class::Ditto).is_some_and(|hit| hit.end + 1 >= tokens.end))
    }

    fn due(&self, cell: &Cell) -> Option<Deadline> {
        let tokens = cell.parts.first()?.clone();
        Some(Deadline { tokens, ..due_of_cell(&cell.words(self.scene), self.anchor)? })
    }

    fn not_understood(&mut self, row: &Row) {
        let filled = row.cells.iter().filter(|it| !it.is_empty());
        let tokens = filled.map(Cell::tokens).reduce(|all, it| all.start..it.end);
        let Some(tokens) = tokens else { return };
        let span = self.scene.text.trimmed(self.scene.span(tokens));
        if !span.is_empty() {
            let spans = vec![self.scene.text.to_source(span)];
            let kind = super::DoubtKind::NotUnderstood;
            self.found.doubts.push(super::Doubt { kind, text: self.scene.words(span), spans });
        }
    }
}

/// The deadline in the words of a cell, where it needs no cue; whatever names a time is one.
pub fn due_of_cell(words: &str, anchor: Anchor) -> Option<Deadline> {
    let plain = Text::new(words);
    let plain = Scene::new(&plain);
    let all = 0..plain.tokens.len();
    let whole = deadline::of_cell(&plain, all.clone(), anchor);
    let found = whole.or_else(|| deadline::find(&plain, all.clone(), anchor));
    if let Some(found) = found.filter(|it| is_rest_plain(&plain, it.tokens.end)) {
        return Some(found);
    }
    let rhythm = all.clone().find_map(|it| plain.hit(it, Class::Recurring)).and_then(deadline::every);
    let rule = rhythm.map(|every| DueRule::Recurring { every, day: None, month: None });
    let names_time = rule.is_some() || plain.tokens.iter().any(|it| it.is_number());
    names_time.then_some(Deadline { rule, tokens: all, is_year_assumed: false, is_impossible: false })
}

/// In a text of no known kind only a plain head counts.
fn is_certain(table: &Table) -> bool {
    let has = |role: Role| table.task_column(role).is_some();
    let is_led = table.columns.iter().any(|it| it.task == Role::Lead && it.way != "weak");
    is_led && (has(Role::Due) || has(Role::With) || has(Role::Product))
}

/// Behind the marker of an item.
fn without_marker(scene: &Scene, cell: &Cell) -> Cell {
    let mut parts = cell.parts.clone();
    if let Some(first) = parts.first_mut() {
        first.start = marker(scene, first.clone()).0.min(first.end - 1);
    }
    Cell { parts }
}

/// No number behind the date that could be another one.
fn is_rest_plain(scene: &Scene, end: usize) -> bool {
    !scene.tokens[end..].iter().any(|it| it.is_number())
}

/// The names in a cell: bodies, persons, many at once; behind `phoi hop voi` the partners.
pub fn charged(words: &str, roll: &Roll) -> Charged {
    let text = Text::new(words);
    let cell = Scene::new(&text);
    let (mut charged, mut behind_partner) = (Charged::default(), false);
    let end = cell.tokens.len().min(WORDS_MAX);
    let mut at = 0;
    while at < end {
        let partner = cell.hit(at, Class::Partner);
        if let Some(partner) = partner {
            behind_partner = true;
            at = partner.end;
            continue;
        }
        if cell.is_mark(at, "(") {
            at = (at..end).find(|&it| cell.is_mark(it, ")")).map_or(end, |it| it + 1);
            continue;
        }
        if let Some(skipped) = skipped(&cell, at) {
            at = skipped;
            continue;
        }
        let addressee = address::at(&cell, at, end, roll);
        let (behind, names) = match addressee {
            Some(addressee) => (addressee.end, addressee.names),
            None => named(&cell, at..end),
        };
        let list = if behind_partner { &mut charged.partners } else { &mut charged.leads };
        list.extend(names.into_iter().filter(|it| !it.is_empty()));
        at = behind.max(at + 1);
    }
    charged
}

/// Behind a mark, an "and", or the head's own word.
fn skipped(cell: &Scene, at: usize) -> Option<usize> {
    let is_word = cell.tokens[at].is_word();
    let and = cell.hit(at, Class::AndWord).map(|it| it.end);
    let head = cell.hit(at, Class::Column).filter(|it| it.row().value(2) != "weak").map(|it| it.end);
    if is_word { and.or(head) } else { Some(at + 1) }
}

/// A name that only its place in the table tells, up to the next mark.
fn named(cell: &Scene, tokens: Range<usize>) -> (usize, Vec<String>) {
    // The full stop of `P. TC-KH` ends no name.
    let is_short =
        |it: usize| it > tokens.start && cell.tokens[it - 1].caps != Caps::Lower && cell.word(it - 1).len() <= 3;
    let is_end = |it: &usize| match cell.word(*it) {
        "." => !is_short(*it),
        word => matches!(word, "," | ";" | "+" | "/" | "(" | ":"),
    };
    let end = tokens.clone().find(is_end).unwrap_or(tokens.end);
    let name = fold::new_tones(&cell.words(cell.span(tokens.start..end)));
    let is_name = end - tokens.start <= NAME_MAX && cell.tokens[tokens.start].is_word();
    (end, if is_name { vec![name] } else { Vec::new() })
}
