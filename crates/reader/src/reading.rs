//! What was understood, as it is printed: every finding with its words and its place in the source.

use crate::rule::Rule;
use base::Span;
use jiff::civil::{Date, DateTime};
use serde::{Serialize, Serializer};

pub use base::Field;

/// The findings of one text. All spans are bytes of the source as it is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reading {
    pub heading: Option<String>,
    pub published: Option<Published>,
    /// The byline of a news item.
    pub author: Option<String>,
    pub document: Option<Document>,
    pub session: Option<Session>,
    pub people: Vec<Person>,
    pub units: Vec<Unit>,
    pub citations: Vec<Citation>,
    pub observations: Vec<Observation>,
    pub limitations: Vec<Limitation>,
    pub directives: Vec<Directive>,
    pub results: Vec<Achievement>,
    pub assessments: Vec<Assessment>,
    pub programmes: Vec<Programme>,
    pub petitions: Vec<Petition>,
    pub answers: Vec<Answer>,
    pub captions: Vec<Caption>,
    pub notes: Vec<Note>,
    pub doubts: Vec<Doubt>,
}

impl Reading {
    /// Whether nothing was found that a register could use.
    pub fn is_empty(&self) -> bool {
        let has_frame = self.document.is_some() || self.session.is_some();
        let has_names = !self.people.is_empty() || !self.units.is_empty() || !self.citations.is_empty();
        let has_findings = !self.observations.is_empty() || !self.limitations.is_empty() || !self.directives.is_empty();
        !(has_frame || has_names || has_findings)
    }

    /// Every span there is, to be led to another place.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let of_names = self.people.iter_mut().flat_map(|it| &mut it.spans);
        let of_names = of_names.chain(self.units.iter_mut().flat_map(|it| &mut it.spans));
        let of_names = of_names.chain(self.programmes.iter_mut().flat_map(|it| &mut it.spans));
        let found = self.citations.iter_mut().map(|it| &mut it.span);
        let found = found.chain(self.observations.iter_mut().map(|it| &mut it.span));
        let found = found.chain(self.limitations.iter_mut().flat_map(Limitation::spans_mut));
        let found = found.chain(self.directives.iter_mut().map(|it| &mut it.span));
        let found = found.chain(self.results.iter_mut().map(|it| &mut it.span));
        let found = found.chain(self.assessments.iter_mut().map(|it| &mut it.span));
        let found = found.chain(self.petitions.iter_mut().map(|it| &mut it.span));
        let found = found.chain(self.answers.iter_mut().map(|it| &mut it.span));
        let found = found.chain(self.captions.iter_mut().map(|it| &mut it.span));
        let said = self.notes.iter_mut().flat_map(|it| &mut it.spans);
        let said = said.chain(self.doubts.iter_mut().flat_map(|it| &mut it.spans));
        of_names.chain(found).chain(said)
    }
}

/// When a news item came out: a day, or a minute of Vietnamese time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    Day(Date),
    Minute(DateTime),
}

impl Published {
    pub fn date(self) -> Date {
        match self {
            Published::Day(date) => date,
            Published::Minute(time) => time.date(),
        }
    }
}

impl Serialize for Published {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Published::Day(date) => serializer.collect_str(date),
            Published::Minute(time) => {
                serializer.collect_str(&format_args!("{}+07:00", time.strftime("%Y-%m-%dT%H:%M:%S")))
            }
        }
    }
}

/// The formal document that the text itself is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    pub number: Option<String>,
    pub kind: Option<String>,
    pub issuer: Option<String>,
    pub date: Option<Date>,
}

/// The meeting reported or concluded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Session {
    pub date: Option<Date>,
    pub mode: Option<Mode>,
    pub host: Option<String>,
    pub guests: Vec<String>,
    pub chair: Option<String>,
    /// Whose conclusion it is: an office or a collective of an organ.
    pub in_name_of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Online,
    Hybrid,
    InPerson,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    pub name: String,
    pub positions: Vec<String>,
    pub spans: Vec<Span>,
}

/// An organ or an area, by its normalised name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unit {
    pub name: String,
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Citation {
    pub number: String,
    pub date: Option<Date>,
    pub issuer: Option<String>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Observation {
    pub indicator: String,
    /// Canonical decimal, a fall with its minus sign.
    pub value: String,
    pub unit: String,
    pub measure: Measure,
    pub comparator: Comparator,
    pub period: Option<String>,
    pub unit_of: Option<String>,
    #[serde(rename = "target", skip_serializing_if = "std::ops::Not::not")]
    pub is_target: bool,
    pub span: Span,
    #[serde(skip)]
    pub rule: Rule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Level,
    Growth,
    Change,
    ShareOfPlan,
    Share,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    Eq,
    Gt,
    Ge,
    Lt,
    Le,
    Approx,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limitation {
    pub text: String,
    /// Why it is so, inside the statement or in a sentence behind it.
    pub cause: Option<Cause>,
    pub field: Field,
    pub span: Span,
    #[serde(skip)]
    pub rule: Rule,
}

impl Limitation {
    fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        [&mut self.span].into_iter().chain(self.cause.as_mut().map(|it| &mut it.span))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Directive {
    pub text: String,
    pub lead: Vec<String>,
    pub with: Vec<String>,
    /// A day, month, quarter, half-year or year, as printed by `base::period`.
    pub due: Option<String>,
    pub due_text: Option<String>,
    /// The rule behind `due`, also for rhythms and stretches that name no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_rule: Option<base::DueRule>,
    pub class: Option<DirectiveClass>,
    /// The noun phrase of what is to be handed over.
    pub deliverable: Option<String>,
    /// What the order leaves open.
    pub missing: Vec<Clear>,
    pub field: Field,
    #[serde(rename = "urgent")]
    pub is_urgent: bool,
    /// What the document calls the point it stands in: `13`, `11b`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// What it is about, where that is told before it: `Ve kien nghi cua thon X`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    pub span: Span,
    /// The main verb; empty where a table tells the work.
    #[serde(skip)]
    pub verb: Span,
    #[serde(skip)]
    pub rule: Rule,
}

impl Directive {
    /// `words` of it as they are understood without what stands before them.
    pub fn alone(&self, words: &str) -> String {
        self.topic.as_ref().map_or_else(|| words.to_owned(), |topic| format!("{topic}: {words}"))
    }
}

/// Whether a directive is a bounded act or a lasting demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DirectiveClass {
    Task,
    Exhortation,
}

/// Something taken for granted: an inherited lead, an assumed year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    pub kind: NoteKind,
    pub text: String,
    pub spans: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    InheritedLead,
    AssumedYear,
}

/// Something a person has to settle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    pub kind: DoubtKind,
    pub text: String,
    pub spans: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    NoLead,
    CollectiveLead,
    /// No lead is named, and that of a sentence before was taken.
    LeadFromBefore,
    Tie,
    ImpossibleDate,
    BrokenSum,
    TwoValues,
    DueBeforeDocument,
    NotUnderstood,
}

/// The reason of a limitation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cause {
    pub text: String,
    pub span: Span,
}

/// The five clears an order should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clear {
    /// Nobody is charged.
    Who,
    /// Only an attitude is asked for.
    What,
    /// Neither a deadline nor a rhythm.
    When,
    /// A task without a product.
    Product,
    /// Many are charged, so that no one unit answers.
    Responsibility,
}

/// An achievement claimed without a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Achievement {
    pub text: String,
    pub field: Field,
    pub direction: Option<Direction>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
    Kept,
}

/// Praise or blame by the one who concludes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    pub kind: Judgement,
    /// Who is praised or blamed.
    pub of: Option<String>,
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    Commendation,
    Criticism,
}

/// A joint effort called by its name, not by a symbol.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Programme {
    pub name: String,
    pub spans: Vec<Span>,
}

/// What somebody asks of a superior.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Petition {
    pub by: Option<String>,
    pub to: Option<String>,
    pub text: String,
    pub span: Span,
}

/// What the one who concludes decides on a petition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The petition in the words of the answer.
    pub to_petition: String,
    pub decision: Decision,
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Agreed,
    AgreedInPrinciple,
    Refused,
    /// A unit is charged to look into it.
    Assigned,
}

/// The words below a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Caption {
    pub text: String,
    pub span: Span,
}
