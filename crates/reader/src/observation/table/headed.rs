//! Tables with heads: `Chi tieu | Don vi tinh | Ke hoach nam | Thuc hien 6 thang | %`, one value for each cell.

use std::ops::Range;

use base::{Number, Period};

use crate::block::marker;
use crate::date::{self, Anchor, Tense};
use crate::day::is_year;
use crate::lexicon::{Class, Phrase, holds};
use crate::reading::{Comparator, Measure, Observation};
use crate::rule::Rule;
use crate::scene::Scene;
use crate::table::{self, Cell, Column, Role, RowKind, Table};
use crate::text::Text;

use super::{Tables, lower_first};

/// Longer cells tell more than one value.
const TOKENS_MAX: usize = 4;

/// What the head of a column of values says of them.
struct Values {
    column: usize,
    period: Option<Period>,
    is_plan: bool,
    is_share: bool,
    /// In brackets of the head.
    unit: Option<String>,
}

/// The values of all tables with heads.
pub fn find(tables: &Tables) -> Vec<Observation> {
    let all = table::find(tables.scene);
    all.iter().filter(|it| it.holds_values()).flat_map(|it| rows(tables, it)).collect()
}

fn rows(tables: &Tables, table: &Table) -> Vec<Observation> {
    let scene = tables.scene;
    let Some(named) = table.value_column(Role::Indicator) else { return Vec::new() };
    let unit_column = table.value_column(Role::Unit);
    let is_reported = table.columns.iter().any(|it| it.value == Role::Value && it.way == "done");
    let mut values: Vec<Values> = (0..table.columns.len())
        .filter(|&it| table.columns[it].value == Role::Value)
        .map(|it| values(tables, &table.columns[it], it, is_reported))
        .collect();
    // A rate is told of what stands before it.
    for at in 1..values.len() {
        if values[at].is_share && values[at].period.is_none() {
            values[at].period = values[at - 1].period;
        }
    }
    let (mut found, mut whole) = (Vec::new(), String::new());
    for row in table.rows.iter().filter(|it| it.kind == RowKind::Plain && !it.cells[named].is_empty()) {
        let (mut indicator, own_unit) = indicator(scene, &row.cells[named]);
        if indicator.is_empty() || holds(&indicator, Class::Total) && indicator.split(' ').count() <= 2 {
            continue;
        }
        if is_part(scene, &row.cells[named]) {
            let whole = Phrase::from(whole.clone());
            let head = whole.head(Class::HeadNoun);
            let is_short = head.is_empty() || holds(&indicator, Class::HeadNoun);
            indicator = if is_short { indicator } else { format!("{head} {indicator}") };
        } else {
            whole.clone_from(&indicator);
        }
        let unit = unit_column.map(|it| &row.cells[it]).filter(|it| !it.is_empty()).map(|it| it.words(scene));
        let unit = unit.or(own_unit);
        for column in &values {
            let cell = &row.cells[column.column];
            let unit =
                if column.is_share { Some("%".to_owned()) } else { unit.clone().or_else(|| column.unit.clone()) };
            let span = row.cells[named].tokens().start..cell.tokens().end;
            found.extend(
                value(tables, &indicator, column, cell, unit)
                    .map(|it| Observation { span: scene.text.to_source(scene.text.trimmed(scene.span(span))), ..it }),
            );
        }
    }
    found
}

fn value(tables: &Tables, indicator: &str, column: &Values, cell: &Cell, unit: Option<String>) -> Option<Observation> {
    let scene = tables.scene;
    let tokens = cell.parts.first().filter(|it| it.len() <= TOKENS_MAX && cell.parts.len() == 1)?;
    let mut numbers = tokens.clone().filter(|&it| scene.tokens[it].is_number());
    let (number, None) = (numbers.next()?, numbers.next()) else { return None };
    let printed = Number::from_printed(scene.word(number))?;
    let is_negative = number > tokens.start && matches!(scene.word(number - 1), "-" | "\u{2212}");
    let unit = unit.or_else(|| (number + 1 < tokens.end).then(|| scene.words(scene.span(number + 1..tokens.end))))?;
    let grows = holds(indicator, Class::Rise) || holds(indicator, Class::Growth);
    let measure = match unit.as_str() {
        "%" if column.is_share => Measure::ShareOfPlan,
        "%" if grows => Measure::Growth,
        "%" => Measure::Share,
        _ => Measure::Level,
    };
    Some(Observation {
        indicator: indicator.to_owned(),
        value: if is_negative { printed.negated() } else { printed }.to_string(),
        unit,
        measure,
        comparator: comparator(scene, tokens, number),
        period: column.period.or(tables.period).map(|it| it.to_string()),
        unit_of: tables.unit_of.clone(),
        is_target: column.is_plan,
        span: base::Span::new(0, 0),
        rule: Rule::Headed,
    })
}

fn comparator(scene: &Scene, tokens: &Range<usize>, number: usize) -> Comparator {
    let hit = (tokens.start..number).find_map(|it| scene.hit(it, Class::Compare));
    match hit.map(|it| it.row().value(0)) {
        Some("gt") => Comparator::Gt,
        Some("ge") => Comparator::Ge,
        Some("lt") => Comparator::Lt,
        Some("le") => Comparator::Le,
        Some(_) => Comparator::Approx,
        None => Comparator::Eq,
    }
}

/// A row that tells of a part of the row above: `- Lua`, `Trong do: lua`.
fn is_part(scene: &Scene, cell: &Cell) -> bool {
    let Some(first) = cell.parts.first() else { return false };
    marker(scene, first.clone()).1 >= 6 || scene.hit(first.start, Class::PartOf).is_some()
}

/// The name of a row without its marker, and the unit it carries in brackets.
fn indicator(scene: &Scene, cell: &Cell) -> (String, Option<String>) {
    let mut parts = cell.parts.clone();
    let Some(first) = parts.first_mut() else { return (String::new(), None) };
    first.start = marker(scene, first.clone()).0.min(first.end - 1);
    if let Some(part_of) = scene.hit(first.start, Class::PartOf).filter(|it| it.end < first.end) {
        first.start = part_of.end + usize::from(scene.is_mark(part_of.end, ":") && part_of.end + 1 < first.end);
    }
    let words = Cell { parts }.words(scene);
    let (name, unit) = match words.split_once('(') {
        Some((name, rest)) => (name, rest.strip_suffix(')').map(|it| it.trim().to_owned())),
        None => (words.as_str(), None),
    };
    (lower_first(name.trim().trim_end_matches([':', '.', ';'])), unit)
}

fn values(tables: &Tables, head: &Column, column: usize, is_reported: bool) -> Values {
    let words = Text::new(&head.words);
    let scene = Scene::new(&words);
    let bracketed = head.words.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let unit = bracketed.filter(|it| holds(it, Class::Gauge) || holds(it, Class::Money));
    Values {
        column,
        period: period(&scene, tables.period),
        is_plan: head.way == "plan" || head.way.is_empty() && !is_reported,
        is_share: head.way == "share",
        unit: unit.map(str::to_owned),
    }
}

/// The period that a head names; a bare word for the year is the year the text is about.
fn period(head: &Scene, of_text: Option<Period>) -> Option<Period> {
    let year = of_text.map(|it| it.first_day().year());
    let on = of_text.map(Period::first_day);
    let anchor = Anchor { on, tense: Tense::Open };
    let mut whole_year = None;
    let months = |at: usize| {
        let is_month = head.hit(at + 1, Class::Calendar).is_some_and(|it| it.row().value(0) == "month");
        date::whole(head, at).filter(|it| is_month && (2..=12).contains(it))
    };
    for at in 0..head.tokens.len() {
        let calendar = head.hit(at, Class::Calendar);
        let dated = if calendar.is_some() || head.tokens[at].is_number() { date::at(head, at, anchor) } else { None };
        if let Some(period) = dated.and_then(|it| it.period) {
            return Some(period);
        }
        if let Some(n_months) = months(at) {
            return year.and_then(|it| Period::first_months(it, i8::try_from(n_months).ok()?));
        }
        if is_year(head.word(at)) {
            return head.word(at).parse().ok().and_then(Period::year);
        }
        if calendar.is_some_and(|it| it.row().value(0) == "year") {
            whole_year = year.and_then(Period::year);
        }
    }
    whole_year
}
