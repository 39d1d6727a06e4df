//! From a reading to a proposal: what the text could become in the register, and what a person must settle first.
//!
//! Pure: it is given the units the register knows, and stores nothing.

pub(crate) mod kept;
mod reason;

use crate::bodies::{Bodies, Chosen, NoBody};
use crate::known_units::KnownUnits;
use base::{DueRule, Field, Span, WorkingDays};
use jiff::civil::Date;
use model::act::document::receive::MOST_COLUMNS;
use model::state::{Level, Mode, TextDoubt, UnitKind};
use model::{Deadline, UnitId};
use reader::body::is_office;
use reader::reading::{self, Directive, DirectiveClass, DoubtKind, NoteKind, Reading};
use reader::sheet::{Choice, Role};
use serde::Serialize;

pub use kept::{CarriedDraft, SheetDraft};
pub use model::act::task::carry_over::Carried;
pub use reason::Reason;

/// What a document could become. Derived, droppable; nothing of it is in the register yet.
#[derive(Clone, Debug, Serialize)]
pub struct Proposal {
    /// The headline or subject; the first line where there is none.
    pub title: String,
    pub document: Option<reading::Document>,
    /// Every body a draft or the session speaks of, by its place in this list.
    pub units: Vec<UnitDraft>,
    pub session: Option<SessionDraft>,
    /// One for each directive, in the order of the text.
    pub drafts: Vec<Draft>,
    pub found: Found,
    /// What is not certain about the text as a whole, and of a workbook about its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<TextDoubt>,
    /// The tables of a kept sheet; each row of theirs is a draft.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetDraft>,
}

/// A text and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct TextRead<'a> {
    pub text: &'a str,
    pub reading: &'a Reading,
    /// What is not certain of the text.
    pub unsure: &'a [TextDoubt],
    /// What somebody says that columns hold.
    pub choices: &'a [Choice],
    /// What people said of names in it.
    pub chosen: &'a Chosen,
    pub counting: Counting<'a>,
}

/// How deadlines become days.
#[derive(Clone, Copy)]
pub(crate) struct Counting<'a> {
    pub calendar: &'a WorkingDays,
    /// The day that stretches are counted from; without one only named days become days.
    pub ordered_on: Option<Date>,
}

impl Counting<'_> {
    /// The deadline of a rule; nothing is guessed where it names no day.
    pub fn deadline(&self, rule: DueRule) -> Deadline {
        if let DueRule::Recurring { .. } = rule {
            return Deadline::Periodic;
        }
        // What names its day needs no beginning.
        let on = self.ordered_on.or(rule.due_on());
        let due_on = on.and_then(|it| rule.due_on_from(it, self.calendar));
        due_on.map_or(Deadline::Unset, |due_on| Deadline::Fixed { due_on })
    }
}

/// How much the reader found beside the directives. It stays with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    pub n_people: usize,
    pub n_units: usize,
    pub n_citations: usize,
    pub n_observations: usize,
    pub n_limitations: usize,
}

/// A body named in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitDraft {
    pub name: String,
    /// The unit of the register it is; `None` where it would have to be founded.
    pub known: Option<UnitId>,
    pub kind: UnitKind,
    /// From the words of the name: a guess that a person confirms.
    pub level: Level,
    /// Where it is named first, bytes of the source.
    pub span: Option<Span>,
}

/// The session the text tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionDraft {
    /// `None` where the text does not tell the day: then it cannot be held.
    pub held_on: Option<Date>,
    pub mode: Option<Mode>,
    /// Index into [`Proposal::units`].
    pub host: Option<usize>,
    /// Indices into [`Proposal::units`].
    pub guests: Vec<usize>,
    pub chair: Option<String>,
}

/// What one directive could become.
#[derive(Clone, Debug, Serialize)]
pub struct Draft {
    /// Its number in the order of the text, from 1: the number of its conclusion.
    pub n: u32,
    /// What the document calls the point it stands in.
    pub point: Option<String>,
    pub words: String,
    /// Bytes of the source, half-open.
    pub span: Span,
    /// The leads as they were read, units or not.
    pub named_leads: Vec<String>,
    /// Named leads: indices into [`Proposal::units`].
    pub leads: Vec<usize>,
    /// Named coordinating units: indices into [`Proposal::units`].
    pub coordinating: Vec<usize>,
    pub deadline: Deadline,
    pub due_words: Option<String>,
    /// The named product.
    pub deliverable: Option<String>,
    /// What it is about, where the words or their heading tell.
    pub field: Option<Field>,
    pub outcome: Outcome,
    /// What a person has to settle; a draft accepted as tasks may still leave a lead.
    pub open: Vec<Reason>,
    /// What a person may know and need not settle.
    pub remarks: Vec<Reason>,
    /// What the row of a kept sheet tells beside: the task stood in an older record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<CarriedDraft>,
}

/// What a bulk acceptance makes of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A task for each named lead.
    Tasks,
    /// A conclusion that ends as guidance.
    Guidance,
    /// It waits for a person: as an open conclusion where there is a session.
    Open,
}

impl Proposal {
    /// What the columns of a kept sheet were taken for, table by table; nothing where there are too many to be kept.
    pub(crate) fn columns(&self) -> Vec<Vec<Role>> {
        let columns: Vec<Vec<Role>> =
            self.sheets.iter().map(|it| it.columns.iter().map(|it| it.role).collect()).collect();
        let n_columns: usize = columns.iter().map(|it: &Vec<Role>| it.len().max(1)).sum();
        if n_columns > MOST_COLUMNS { Vec::new() } else { columns }
    }

    /// Drafts that become tasks.
    pub fn n_as_tasks(&self) -> usize {
        self.count(|it| it.outcome == Outcome::Tasks)
    }

    /// The tasks they become: one for each lead.
    pub fn n_tasks(&self) -> usize {
        self.drafts.iter().filter(|it| it.outcome == Outcome::Tasks).map(|it| it.leads.len()).sum()
    }

    /// Drafts that become guidance.
    pub fn n_guidance(&self) -> usize {
        self.count(|it| it.outcome == Outcome::Guidance)
    }

    /// Drafts that leave something to a person, whole or in part.
    pub fn n_open(&self) -> usize {
        self.count(|it| !it.open.is_empty())
    }

    /// Drafts that become tasks for some of their leads and leave the others: in both counts.
    pub fn n_partly_open(&self) -> usize {
        self.count(|it| it.outcome == Outcome::Tasks && !it.open.is_empty())
    }

    /// The one name of a draft that is answered by `leads`, the units that a person gave it to, and which of them it is.
    pub(crate) fn given<'a>(&self, draft: &'a Draft, leads: &[UnitId]) -> Option<(&'a str, UnitId)> {
        if let ([name], [unit]) = (&draft.named_leads[..], leads) {
            let is_one =
                !draft.open.iter().any(|it| matches!(it, Reason::CollectiveLead { .. } | Reason::PersonLead { .. }));
            return is_one.then_some((name, *unit));
        }
        let mut asked = draft.open.iter().filter_map(|it| match it {
            Reason::UnclearLead { name } | Reason::UnplacedLead { name } | Reason::UnitTie { name, .. } => Some(name),
            _ => None,
        });
        let known: Vec<UnitId> = draft.leads.iter().filter_map(|it| self.units[*it].known).collect();
        let mut new = leads.iter().filter(|it| !known.contains(it));
        match (asked.next(), asked.next(), new.next(), new.next()) {
            (Some(name), None, Some(unit), None) => Some((name, *unit)),
            _ => None,
        }
    }

    /// Leaves to a person what tells of a day that is still to come on `today`.
    pub fn wait_for(&mut self, today: Date) {
        for draft in &mut self.drafts {
            if let Some(day) = draft.carried.as_ref().and_then(|it| it.day_after(today)) {
                draft.outcome = Outcome::Open;
                draft.open.push(Reason::DayToCome { day });
            }
        }
    }

    fn count(&self, is_counted: impl Fn(&Draft) -> bool) -> usize {
        self.drafts.iter().filter(|it| is_counted(it)).count()
    }
}

/// Proposes what a text could become, beside the units the register knows.
pub(crate) fn propose(read: &TextRead, known: &KnownUnits) -> Proposal {
    let TextRead { text, reading, unsure, choices, chosen, counting } = *read;
    if let Some(book) = kept::book(text, reading, choices) {
        return kept::propose(read, &book, known);
    }
    let mut bodies = Bodies::new(text, reading, known, chosen);
    // A session whose day nobody tells cannot be held; what a dated document says of it counts all the same.
    let is_dated = reading.document.as_ref().is_some_and(|it| it.number.is_some() && it.date.is_some());
    let told = reading.session.as_ref().filter(|it| it.date.is_some() || !is_dated);
    let session = told.map(|it| session_draft(it, &mut bodies));
    let scene = Drafting { text, unsure, reading, session: session.as_ref(), counting };
    let numbered = (1..).zip(&reading.directives);
    let drafts = numbered.map(|(n, directive)| scene.draft(n, directive, &mut bodies)).collect();
    Proposal {
        title: title_of(text, reading),
        document: reading.document.clone(),
        units: bodies.drafts,
        session,
        drafts,
        found: Found::of(reading),
        doubts: unsure.iter().filter(|it| it.span.is_none()).copied().collect(),
        sheets: Vec::new(),
    }
}

impl Found {
    fn of(reading: &Reading) -> Found {
        Found {
            n_people: reading.people.len(),
            n_units: reading.units.len(),
            n_citations: reading.citations.len(),
            n_observations: reading.observations.len(),
            n_limitations: reading.limitations.len(),
        }
    }
}

fn title_of(text: &str, reading: &Reading) -> String {
    let first_line = || text.lines().map(str::trim).find(|it| it.chars().any(char::is_alphabetic)).unwrap_or("-");
    let title = reading.heading.clone().unwrap_or_else(|| first_line().to_owned());
    title.chars().take(500).collect()
}

fn session_draft(session: &reading::Session, bodies: &mut Bodies) -> SessionDraft {
    SessionDraft {
        held_on: session.date,
        mode: session.mode.map(|it| match it {
            reading::Mode::Online => Mode::Online,
            reading::Mode::Hybrid => Mode::Hybrid,
            reading::Mode::InPerson => Mode::InPerson,
        }),
        host: session.host.as_deref().and_then(|it| bodies.one(it)),
        guests: session.guests.iter().filter_map(|it| bodies.one(it)).collect(),
        chair: session.chair.clone(),
    }
}

/// A comma and a word that joins are no longer, in bytes.
const LONGEST_JOINT: usize = 24;

/// What drafting looks at.
struct Drafting<'a> {
    text: &'a str,
    unsure: &'a [TextDoubt],
    reading: &'a Reading,
    session: Option<&'a SessionDraft>,
    counting: Counting<'a>,
}

impl Drafting<'_> {
    fn draft(&self, n: u32, directive: &Directive, bodies: &mut Bodies) -> Draft {
        let mut open = Vec::new();
        let mut remarks = Vec::new();
        let leads = self.leads(directive, bodies, &mut open, &mut remarks);
        let coordinating = coordinating(directive, &leads, bodies, &mut remarks);
        let mut blocking = self.doubts(directive);
        blocking.extend(self.unsure_text(directive.span));
        blocking.extend(self.unused_deadline(n, directive));
        let outcome = self.outcome(n, directive, &leads, &blocking, &mut open);
        open.extend(blocking);
        // Whom an exhortation is for stays in its words: guidance ends, and outside a session that is all that waits.
        if outcome == Outcome::Guidance || open.contains(&Reason::NoSession) {
            let (waits, told) = open.into_iter().partition(|it| *it == Reason::NoSession);
            open = waits;
            remarks.extend::<Vec<Reason>>(told);
        }
        Draft {
            n,
            point: directive.point.clone(),
            words: directive.alone(&directive.text),
            span: directive.span,
            named_leads: directive.lead.clone(),
            leads,
            coordinating,
            deadline: directive.due_rule.map_or(Deadline::Unset, |it| self.counting.deadline(it)),
            due_words: directive.due_text.clone(),
            deliverable: directive.deliverable.clone(),
            field: Some(directive.field).filter(|it| *it != Field::Other),
            outcome,
            open,
            remarks,
            carried: None,
        }
    }

    fn leads(
        &self,
        directive: &Directive,
        bodies: &mut Bodies,
        open: &mut Vec<Reason>,
        remarks: &mut Vec<Reason>,
    ) -> Vec<usize> {
        let mut leads = Vec::new();
        for name in &directive.lead {
            match self.lead(name, bodies) {
                Ok(lead) if leads.contains(&lead) => {}
                Ok(lead) => {
                    remarks.extend(bodies.area_acts(name, lead));
                    leads.push(lead);
                }
                Err(reason) => open.push(reason),
            }
        }
        remarks.extend(self.inherited(directive));
        if directive.lead.is_empty() && directive.class == Some(DirectiveClass::Task) {
            open.push(Reason::NoLead);
        }
        leads
    }

    fn lead(&self, name: &str, bodies: &mut Bodies) -> Result<usize, Reason> {
        let person = || Reason::PersonLead { name: name.to_owned() };
        if self.reading.people.iter().any(|it| it.name == name) {
            return Err(person());
        }
        bodies.acting(name).map_err(|it| match it {
            NoBody::Unclear if is_office(name) => person(),
            NoBody::Many => Reason::CollectiveLead { name: name.to_owned() },
            NoBody::Unclear => Reason::UnclearLead { name: name.to_owned() },
            NoBody::Unplaced => Reason::UnplacedLead { name: name.to_owned() },
            NoBody::Tie(between) => Reason::UnitTie { name: name.to_owned(), between },
        })
    }

    /// That the lead stands in the list or the sentence and not in the words themselves.
    fn inherited(&self, directive: &Directive) -> Option<Reason> {
        let of_words = |spans: &[Span]| spans.first() == Some(&directive.span);
        let is_doubted = |it: &reading::Doubt| it.kind == DoubtKind::LeadFromBefore && of_words(&it.spans);
        let mut notes = self.reading.notes.iter().filter(|it| it.kind == NoteKind::InheritedLead);
        let note = notes.find(|it| of_words(&it.spans))?;
        let is_sure = !self.reading.doubts.iter().any(is_doubted);
        is_sure.then(|| Reason::InheritedLead { name: note.text.clone() })
    }

    /// Whether it goes on from, or into, a task without more than a comma or a word between them.
    fn is_part(&self, n: u32, directive: &Directive) -> bool {
        let at = n as usize - 1;
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let goes_on = |it: &Directive| {
            let between = it.span.end.min(directive.span.end)..it.span.start.max(directive.span.start);
            let words = self.text.get(between);
            words.is_some_and(|it| it.len() <= LONGEST_JOINT && !it.contains([';', '.', ':', '\n']))
        };
        let mut near = near.filter_map(|it| self.reading.directives.get(it));
        near.any(|it| it.class == Some(DirectiveClass::Task) && goes_on(it))
    }

    /// A deadline in the words of a task, or behind them on its line, that was not taken for its own.
    fn unused_deadline(&self, n: u32, directive: &Directive) -> Option<Reason> {
        if directive.due_text.is_some() || directive.class == Some(DirectiveClass::Exhortation) {
            return None;
        }
        let on = self.counting.ordered_on.or_else(|| self.session?.held_on)?;
        let rest = self.text.get(directive.span.start..)?;
        let own = directive.span.end - directive.span.start;
        let line = own + rest.get(own..)?.find('\n').unwrap_or(rest.len() - own);
        let next = self.reading.directives.get(n as usize).map(|it| it.span.start.saturating_sub(directive.span.start));
        let words = rest.get(..next.filter(|it| *it >= own).map_or(line, |it| it.min(line)))?;
        let told = reader::deadline::of_words(words, on)?;
        Some(Reason::UnusedDeadline { words: told.phrase })
    }

    /// Doubts at the directive's words that keep it from being accepted. A missing or a collective lead shows itself.
    fn doubts(&self, directive: &Directive) -> Vec<Reason> {
        let at_words = |it: &&reading::Doubt| it.spans.iter().any(|span| span.overlaps(directive.span));
        let kinds = self.reading.doubts.iter().filter(at_words).map(|it| it.kind);
        kinds
            .filter(|it| !matches!(it, DoubtKind::NoLead | DoubtKind::CollectiveLead))
            .map(|doubt| Reason::Doubt { doubt })
            .collect()
    }

    /// What is not certain of the words at `span`, each kind once.
    fn unsure_text(&self, span: Span) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        for doubt in self.unsure {
            let Some(place) = doubt.span.filter(|it| it.overlaps(span)) else { continue };
            let found = self.text.get(place.start..place.end).unwrap_or_default();
            let known = reasons.iter_mut().find_map(|it| match it {
                Reason::UnsureText { kind, words, confidence } if *kind == doubt.kind => Some((words, confidence)),
                _ => None,
            });
            match known {
                Some((words, confidence)) => {
                    words.push_str(", ");
                    words.push_str(found);
                    *confidence = doubt.confidence.min(*confidence);
                }
                None => reasons.push(Reason::UnsureText {
                    kind: doubt.kind,
                    words: found.to_owned(),
                    confidence: doubt.confidence,
                }),
            }
        }
        reasons
    }

    fn outcome(
        &self,
        n: u32,
        directive: &Directive,
        leads: &[usize],
        doubts: &[Reason],
        open: &mut Vec<Reason>,
    ) -> Outcome {
        let waits = match (self.session, directive.class) {
            (Some(session), _) if session.held_on.is_none() => Some(Reason::SessionUndated),
            (_, None) => Some(Reason::NoClass),
            (None, Some(DirectiveClass::Exhortation)) => Some(Reason::NoSession),
            (_, Some(DirectiveClass::Exhortation)) if self.is_part(n, directive) => Some(Reason::PartOfSentence),
            _ => None,
        };
        if let Some(reason) = waits {
            open.push(reason);
            return Outcome::Open;
        }
        match directive.class {
            Some(DirectiveClass::Exhortation) => Outcome::Guidance,
            _ if leads.is_empty() || !doubts.is_empty() => Outcome::Open,
            _ => Outcome::Tasks,
        }
    }
}

fn coordinating(directive: &Directive, leads: &[usize], bodies: &mut Bodies, remarks: &mut Vec<Reason>) -> Vec<usize> {
    let mut units = Vec::new();
    for name in &directive.with {
        match bodies.acting(name) {
            Ok(unit) if leads.contains(&unit) || units.contains(&unit) => {}
            Ok(unit) => units.push(unit),
            Err(NoBody::Tie(between)) => remarks.push(Reason::UnitTie { name: name.clone(), between }),
            Err(_) => remarks.push(Reason::CollectiveCoordinating { name: name.clone() }),
        }
    }
    units
}
