//! Rows of tables that assign or report values: cells in one line, or each cell on a line of its own.

mod headed;

use std::ops::Range;

use base::{Number, Period};

use crate::block::{Block, BlockKind};
use crate::date::{self, Anchor, Tense};
use crate::lexicon::{Class, Hit, holds};
use crate::quantity::{self, UnitKind};
use crate::reading::{Comparator, Measure, Observation, Reading};
use crate::rule::Rule;
use crate::scene::Scene;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Count,
    Indicator,
    Unit,
    Value,
}

/// Values of all tables of the scene. Assigned figures are goals.
pub fn find(scene: &Scene, reading: &Reading, unit_of: &Option<String>) -> Vec<Observation> {
    let context = Tables { scene, period: period(scene, reading), unit_of: unit_of.clone() };
    let mut found = context.rows();
    found.extend(context.stacked());
    found.extend(headed::find(&context));
    found
}

fn period(scene: &Scene, reading: &Reading) -> Option<Period> {
    let on = reading.document.as_ref().and_then(|it| it.date);
    let subjects = scene.blocks.iter().filter(|it| it.kind == BlockKind::Subject);
    subjects.rev().find_map(|it| year_in(scene, it.tokens.clone(), on))
}

fn year_in(scene: &Scene, tokens: Range<usize>, on: Option<jiff::civil::Date>) -> Option<Period> {
    let anchor = Anchor { on, tense: Tense::Open };
    tokens
        .filter(|&it| scene.tokens[it].is_number() || scene.hit(it, Class::Calendar).is_some())
        .filter_map(|it| date::at(scene, it, anchor))
        .find_map(|it| it.period)
}

struct Tables<'a> {
    scene: &'a Scene<'a>,
    period: Option<Period>,
    unit_of: Option<String>,
}

/// The caption of rows that only name a unit and a value.
struct Caption {
    indicator: String,
    unit: String,
}

/// A value as its cell and column give it.
struct Cell<'a> {
    number: usize,
    unit: &'a str,
    comparator: Comparator,
}

impl Tables<'_> {
    /// `Xa An Ha | 4.850` below a caption that tells indicator and unit.
    fn rows(&self) -> Vec<Observation> {
        let mut found = Vec::new();
        let mut caption: Option<Caption> = None;
        for block in &self.scene.blocks {
            if block.kind != BlockKind::Row {
                if block.is_content() {
                    caption = self.caption(block);
                }
                continue;
            }
            let cells = self.cells(block);
            if let (Some(caption), [place, value]) = (&caption, &cells[..]) {
                found.extend(self.placed(caption, place.clone(), value.clone()));
            }
        }
        found
    }

    /// A line that ends in a unit in brackets: `Thu ngan sach giao cac xa (trieu dong)`.
    fn caption(&self, block: &Block) -> Option<Caption> {
        let body = block.body_tokens();
        let open = body.clone().find(|&it| self.scene.is_mark(it, "("))?;
        let close = body.clone().find(|&it| self.scene.is_mark(it, ")"))?;
        let magnitude = self.scene.hit(open + 1, Class::Magnitude).map_or(open + 1, |it| it.end);
        let unit = self.scene.hit(magnitude, Class::Gauge).or_else(|| self.scene.hit(magnitude, Class::Money))?;
        if unit.end > close || open == body.start {
            return None;
        }
        let assigned = self.scene.find(body.start..open, Class::OrderBare).map_or(open, |it| it.first);
        let name = self.scene.words(self.scene.span(body.start..assigned.max(body.start + 1)));
        let unit = self.scene.words(self.scene.span(open + 1..close));
        Some(Caption { indicator: lower_first(&name), unit })
    }

    fn cells(&self, block: &Block) -> Vec<Range<usize>> {
        let mut cells = Vec::new();
        let mut first = block.tokens.start;
        for at in block.tokens.clone() {
            if self.scene.is_mark(at, "|") {
                cells.push(first..at);
                first = at + 1;
            }
        }
        cells.push(first..block.tokens.end);
        cells.retain(|it| !it.is_empty());
        cells
    }

    fn placed(&self, caption: &Caption, place: Range<usize>, value: Range<usize>) -> Option<Observation> {
        let number = value.clone().find(|&it| self.scene.tokens[it].is_number()).filter(|_| value.len() <= 3)?;
        let level = self.scene.hit(place.start, Class::Level).map_or(place.start, |it| it.end);
        let name = self.scene.words(self.scene.span(level.min(place.end - 1)..place.end));
        let is_total = self.scene.hit(place.start, Class::Total).is_some_and(|it| it.end >= place.end);
        let span = place.start..value.end;
        Some(Observation {
            unit_of: if is_total { self.unit_of.clone() } else { Some(name) },
            rule: Rule::Captioned,
            ..self.observation(
                &caption.indicator,
                &Cell { number, unit: &caption.unit, comparator: Comparator::Eq },
                span,
            )?
        })
    }

    fn observation(&self, indicator: &str, cell: &Cell, tokens: Range<usize>) -> Option<Observation> {
        let value = Number::from_printed(self.scene.word(cell.number))?;
        let grows = holds(indicator, Class::Rise);
        let measure = match cell.unit {
            "%" if grows => Measure::Growth,
            "%" => Measure::Share,
            _ => Measure::Level,
        };
        Some(Observation {
            indicator: lower_first(indicator),
            value: value.to_string(),
            unit: cell.unit.to_owned(),
            measure,
            comparator: cell.comparator,

            period: self.period.map(|it| it.to_string()),
            unit_of: self.unit_of.clone(),
            is_target: true,
            span: self.scene.text.to_source(self.scene.text.trimmed(self.scene.span(tokens))),
            rule: Rule::Stacked,
        })
    }

    /// Every cell on its own line: a head of column names, then rows that are counted from 1.
    fn stacked(&self) -> Vec<Observation> {
        let mut found = Vec::new();
        let lines: Vec<&Block> =
            self.scene.blocks.iter().filter(|it| it.is_content() || it.kind == BlockKind::Furniture).collect();
        let mut n = 0;
        while n < lines.len() {
            let Some(columns) = self.head(&lines[n..]) else {
                n += 1;
                continue;
            };
            n += columns.len();
            for count in 1.. {
                let Some(row) = lines.get(n..n + columns.len()).filter(|it| self.is_count(it[0], count)) else { break };
                found.extend(self.row(&columns, row));
                n += columns.len();
            }
        }
        found
    }

    /// The columns, where the lines are a head and the first row begins behind it.
    fn head(&self, lines: &[&Block]) -> Option<Vec<Column>> {
        let role = |line: &Block| self.scene.hit(line.tokens.start, Class::Column).map_or("", |it| it.row().value(1));
        let is_alone = |it: &Hit| it.end == lines[0].tokens.end && it.row().value(1) == "count";
        self.scene.hit(lines.first()?.tokens.start, Class::Column).filter(is_alone)?;
        let length = (2..8).find(|&it| lines.get(it).is_some_and(|line| self.is_count(line, 1)))?;
        let mut columns = vec![Column::Count; length];
        for (column, line) in columns.iter_mut().zip(lines).skip(1) {
            *column = match role(line) {
                "unit" => Column::Unit,
                "value" => Column::Value,
                _ => Column::Indicator,
            };
        }
        columns.contains(&Column::Value).then_some(columns)
    }

    fn is_count(&self, line: &Block, count: usize) -> bool {
        line.tokens.len() == 1 && self.scene.word(line.tokens.start).parse() == Ok(count)
    }

    fn row(&self, columns: &[Column], row: &[&Block]) -> Option<Observation> {
        let cell = |column: Column| columns.iter().position(|it| *it == column).map(|it| row[it].tokens.clone());
        let (name, value) = (cell(Column::Indicator)?, cell(Column::Value)?);
        let number = value.clone().find(|&it| self.scene.tokens[it].is_number())?;
        let comparator = match quantity::at(self.scene, number, value.start, value.end) {
            Some(it) if it.kind == UnitKind::Bare => it.comparator,
            _ => Comparator::Eq,
        };
        let unit = cell(Column::Unit).map_or_else(String::new, |it| self.scene.words(self.scene.span(it)));
        let end = row.last().map_or(value.end, |it| it.tokens.end);
        let name = self.scene.words(self.scene.span(name));
        self.observation(&name, &Cell { number, unit: &unit, comparator }, row[0].tokens.end..end)
    }
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
