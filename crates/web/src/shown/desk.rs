//! The desk of a document: its source on the left, what becomes of it on the right.

use super::matters::{SaidShown, said_by};
use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use app::Deadline;
use app::desk::{Body, Column, ColumnRole, DeskView, Inner, Kind, LimitView, Mark, SessionTold, SlipView, Stand};
use app::messages::{Language, say};
use app::propose::{Carried, SheetDraft};
use model::state::{MatterKind, TextDoubt};
use serde::{Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt::Write;
use std::ops::{Deref, Range};
use std::sync::Arc;

pub struct DeskShown {
    view: SharedDesk,
    /// The slip, or the part of the page, that the reader has come to: the first open one where they say none.
    at: String,
    /// The slips that are drawn, with the part of the source they stand in.
    page: Range<usize>,
    note: Option<&'static str>,
    /// What is not certain about the text as a whole.
    doubts: Vec<TextDoubt>,
    /// Whether the reader may say of which task it is the plan.
    may_name_above: bool,
    /// What a column of a kept sheet can hold, in words.
    roles: Vec<(ColumnRole, String)>,
    /// What it tells of limitations and petitions, as long as it tells of no session.
    said: Vec<SaidShown>,
}

shown!(DeskShown, DeskPage, "intake.html", view);

/// A desk as it is kept for the next who looks.
struct SharedDesk(Arc<DeskView>);

impl Deref for SharedDesk {
    type Target = DeskView;

    fn deref(&self) -> &DeskView {
        &self.0
    }
}

impl Serialize for SharedDesk {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().serialize(to)
    }
}

pub fn desk(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let document = seen.ask.path.rsplit('/').nth(1).unwrap_or_default();
    let at = seen.ask.query.get("at");
    let view = seen.office.desk(seen.viewer, document, at)?;
    let is_limit = |it: &str| view.limits.iter().any(|limit| format!("h{}", limit.n) == it);
    let is_slip = |it: &str| view.slips.iter().any(|slip| slip.anchor == it);
    let is_there = |it: &&str| is_slip(it) || is_limit(it) || matches!(*it, "finish" | "limits");
    let open = || view.slips.iter().find(|it| it.stand == Stand::Open).map(|it| it.anchor.as_str());
    let at = at.filter(is_there).or_else(open).unwrap_or("finish").to_owned();
    let here = view.slips.iter().position(|it| it.anchor == at).or_else(|| {
        let is_open = |it: &SlipView| it.stand == Stand::Open;
        view.slips.iter().position(is_open)
    });
    let first = here.unwrap_or_default() / MOST_ON_PAGE * MOST_ON_PAGE;
    let page = first..view.slips.len().min(first + MOST_ON_PAGE);
    let note = match seen.ask.query.get("note") {
        Some("changed") => Some("desk-changed"),
        Some("no-slip") => Some("desk-no-slip"),
        Some("nothing") => Some("desk-nothing-yet"),
        Some("under") => Some("desk-under"),
        Some("rival") => Some("desk-rival"),
        Some("columns") => Some("desk-columns-read"),
        _ => None,
    };
    let doubts = view.document.doubts().iter().filter(|it| it.span.is_none()).copied().collect();
    let (may_name_above, roles) = (seen.viewer.may_take_in(), roles(seen.ask.language));
    let told = seen.office.said_at_desk(seen.viewer, &view.document)?;
    let said = said_by(seen, view.document.id, &told, None).into_iter();
    let said = said.map(|it| SaidShown { at_desk: true, ..it }).collect();
    Ok(Box::new(DeskShown { view: SharedDesk(view), at, page, note, doubts, may_name_above, roles, said }))
}

/// So many slips stand on a page of a desk.
const MOST_ON_PAGE: usize = 24;

/// The five clear points, as the page names them.
const CLEAR: [&str; 5] =
    ["desk-clear-who", "desk-clear-what", "desk-clear-when", "desk-clear-product", "desk-clear-responsible"];

/// The keys of what is told of rows instead of sentences.
const OF_ROWS: [(&str, &str); 13] = [
    ("desk-at-work", "desk-at-work-rows"),
    ("desk-changed", "desk-changed-rows"),
    ("desk-in-source", "desk-in-source-rows"),
    ("desk-join", "desk-join-rows"),
    ("desk-n-aside", "desk-n-aside-rows"),
    ("desk-n-directives", "desk-n-directives-rows"),
    ("desk-n-left", "desk-n-left-rows"),
    ("desk-nothing-yet", "desk-nothing-yet-rows"),
    ("desk-pages", "desk-pages-rows"),
    ("desk-slips", "desk-slips-rows"),
    ("desk-source", "desk-source-rows"),
    ("desk-take-sure", "desk-take-sure-rows"),
    ("desk-waits", "desk-waits-rows"),
];

impl DeskShown {
    /// The key of what is told of this document: of a kept sheet the rows are told.
    fn of(&self, key: &'static str) -> &'static str {
        let of_rows = OF_ROWS.iter().find(|it| it.0 == key && !self.view.sheets.is_empty());
        of_rows.map_or(key, |it| it.1)
    }

    /// Columns of which nobody is sure.
    fn n_unsure(&self) -> usize {
        self.view.sheets.iter().flat_map(|it| &it.columns).filter(|it| !it.is_sure).count()
    }

    /// The columns of a table in two parts: those of which nobody is sure first, then the others; an empty part is left out.
    fn columns(&self, f: &Frame, sheet: &SheetDraft) -> Vec<(bool, Vec<ColumnShown>)> {
        let shown = |(at, it): (usize, &Column)| ColumnShown::of(f, at, it);
        let of = |is_sure| sheet.columns.iter().enumerate().filter(move |it| it.1.is_sure == is_sure).map(shown);
        let parts = [false, true].map(|it| (it, of(it).collect::<Vec<_>>()));
        parts.into_iter().filter(|it| !it.1.is_empty()).collect()
    }

    /// Whether a slip may word something that was recorded while the session sat.
    fn may_be_same(&self, slip: &SlipView) -> bool {
        slip.stand != Stand::Decided && !self.recorded().is_empty()
    }

    /// What was recorded while the session sat and is not worded yet.
    fn recorded(&self) -> &[(u32, Option<String>)] {
        self.view.joining.as_ref().map_or(&[], |it| &it.recorded)
    }

    /// Where a step is sent.
    fn to(&self, act: &str) -> String {
        format!("/documents/{}/intake/{act}", self.view.document.id)
    }

    /// How far a task of a kept sheet can have come: states and the keys of their words.
    fn states(&self) -> &'static [(&'static str, &'static str)] {
        &STATES
    }

    /// What is followed of a limitation, or may be.
    fn said_of(&self, limit: &LimitView) -> Option<&SaidShown> {
        self.said.iter().find(|it| it.said.kind == MatterKind::Limitation && it.said.telling.span == Some(limit.span))
    }

    /// The petitions that it makes.
    fn petitions(&self) -> Vec<&SaidShown> {
        self.said.iter().filter(|it| it.said.kind == MatterKind::Petition).collect()
    }

    /// What is told of the step before, where it was about the slips.
    fn note_above(&self) -> Option<&'static str> {
        self.note.filter(|it| *it != "desk-no-slip")
    }

    /// The same where it was about the limitations.
    fn note_at_limits(&self) -> Option<&'static str> {
        self.note.filter(|it| *it == "desk-no-slip")
    }

    fn is_at_limit(&self, limit: &LimitView) -> bool {
        self.at == format!("h{}", limit.n)
    }

    /// The numbers of the slips that answer a limitation, as they are typed.
    fn answers(&self, limit: &LimitView) -> String {
        let labels = limit.answers.iter().map(|it| it.0.as_str());
        labels.collect::<Vec<_>>().join(", ")
    }

    fn is_at(&self, slip: &SlipView) -> bool {
        self.at == slip.anchor
    }

    /// The three parts of the track, and its whole.
    fn track(&self) -> [usize; 3] {
        let taken = self.view.count(Stand::Taken, None) + self.view.count(Stand::Decided, None);
        [taken, self.view.count(Stand::Aside, None), self.view.slips.len()]
    }

    fn is_paged(&self) -> bool {
        self.page.len() < self.view.slips.len()
    }

    /// The first slip of the page before.
    fn page_before(&self) -> Option<&str> {
        let at = self.page.start.checked_sub(MOST_ON_PAGE)?;
        Some(&self.view.slips[at].anchor)
    }

    /// The first slip of the page after.
    fn page_after(&self) -> Option<&str> {
        self.view.slips.get(self.page.end).map(|it| it.anchor.as_str())
    }

    fn page_told(&self, f: &Frame) -> String {
        let Range { start, end } = self.page;
        let of = [("first", (start + 1).into()), ("last", end.into()), ("n", self.view.slips.len().into())];
        say(f.language, self.of("desk-pages"), &of)
    }

    /// Where a slip is found: on this page, or on its own.
    fn href(&self, anchor: &str) -> String {
        match self.view.slips[self.page.clone()].iter().any(|it| it.anchor == anchor) {
            true => format!("#{anchor}"),
            false => format!("?at={anchor}#{anchor}"),
        }
    }

    /// What a settled slip is about, in one line: what the register says where it became one task.
    fn words<'a>(&self, slip: &'a SlipView) -> &'a str {
        let given = slip.tasks.first().and_then(|it| it.words.as_deref());
        given.unwrap_or(&slip.words)
    }

    /// Slips that are settled and wait for the rest of their conclusion.
    fn waiting(&self) -> Option<String> {
        let waiting = self.view.slips.iter().filter(|it| it.waits);
        let labels: Vec<&str> = waiting.map(|it| it.label.as_str()).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }

    /// The pieces of the source around the slips of the page.
    fn marks(&self) -> &[Mark] {
        let slips = &self.view.slips;
        let begins = |slips: &[SlipView]| {
            let is_of =
                |it: &Mark| matches!(it, Mark::Slip { anchor, .. } if slips.iter().any(|it| it.anchor == *anchor));
            self.view.marks.iter().position(is_of)
        };
        let first = if self.page.start == 0 { None } else { begins(&slips[self.page.clone()]) };
        let after = &slips[self.page.end..];
        let end = begins(&after[..after.len().min(MOST_ON_PAGE)]);
        let first = first.unwrap_or_default();
        &self.view.marks[first..end.filter(|it| first <= *it).unwrap_or(self.view.marks.len())]
    }

    fn n_guidance(&self) -> usize {
        self.view.count(Stand::Taken, Some(Kind::Guidance))
    }

    fn n_taken_tasks(&self) -> usize {
        self.view.count(Stand::Taken, Some(Kind::Task))
    }

    fn n_aside(&self) -> usize {
        self.view.count(Stand::Aside, None)
    }

    fn n_decided(&self) -> usize {
        self.view.count(Stand::Decided, None)
    }

    /// Draws the pieces of the source: they are many and small.
    fn source(&self, f: &Frame) -> String {
        let mut out = String::new();
        for mark in self.marks() {
            match mark {
                Mark::Words(words) => escape(&mut out, words),
                Mark::Slip { anchor, label, kind, stand } => {
                    let class = class_of(*kind, *stand, self.at == *anchor);
                    begin(&mut out, &class, anchor, &format!("{label} {}", f.kind(kind)));
                }
                Mark::Limit { n, is_answered } => {
                    let class = if *is_answered { "find find-limit is-settled" } else { "find find-limit" };
                    begin(&mut out, class, &format!("h{n}"), &format!("H{n} {}", f.t("desk-limit")));
                }
                Mark::Inner(inner) => {
                    let _ = write!(out, "<span class=\"{}\">", inner_class(*inner));
                }
                Mark::InnerEnd => out.push_str("</span>"),
                Mark::End => out.push_str("</a>"),
            }
        }
        out
    }

    /// The first open slip, to leap to.
    fn first_open(&self) -> Option<&str> {
        self.view.slips.iter().find(|it| it.stand == Stand::Open).map(|it| it.anchor.as_str())
    }
}

/// How far a task of a kept sheet can have come: wire names, and the keys of their words.
const STATES: [(&str, &str); 4] = [
    ("not_started", "state-not-started"),
    ("in_progress", "state-in-progress"),
    ("awaiting_confirmation", "state-awaiting-confirmation"),
    ("completed", "state-completed"),
];

/// The words of the fields of a form.
const FIELD_WORDS: [(&str, &str); 8] = [
    ("kind", "word-kind"),
    ("words", "desk-field-words"),
    ("leads", "word-lead"),
    ("coordinating", "word-coordinating"),
    ("due", "word-deadline"),
    ("deliverable", "word-deliverable"),
    ("work", "column-state"),
    ("done_on", "field-done-on"),
];

impl Frame {
    /// What a field of the form is called.
    fn field_word(&self, field: &str) -> &'static str {
        FIELD_WORDS.iter().find(|it| it.0 == field).map_or("", |it| self.t(it.1))
    }

    /// What stands in a field, as people read it.
    fn typed(&self, field: &str, typed: &str) -> String {
        let told = match field {
            _ if typed.trim().is_empty() => return self.t("desk-rival-empty").to_owned(),
            "kind" if typed == Kind::Guidance.name() => self.t("desk-kind-guidance"),
            "kind" => self.t("desk-kind-task"),
            "work" => STATES.iter().find(|it| it.0 == typed).map_or(typed, |it| self.t(it.1)),
            _ => typed,
        };
        format!("\u{201c}{told}\u{201d}")
    }

    /// A sentence with a number.
    pub(super) fn say_n(&self, key: &str, n: impl Borrow<usize>) -> String {
        say(self.language, key, &[("n", (*n.borrow()).into())])
    }

    /// That the lead is one for all parts of a numbered point.
    fn of_point(&self, point: &str, n: &usize) -> String {
        say(self.language, "desk-amend-point", &[("point", point.into()), ("n", (*n).into())])
    }

    /// The beginning of a line.
    fn short(&self, line: &str) -> String {
        const LONGEST: usize = 90;
        match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}\u{2026}", line[..end].trim_end()),
            None => line.to_owned(),
        }
    }

    /// A sentence with a text.
    fn say_it(&self, key: &str, it: &str) -> String {
        say(self.language, key, &[("it", it.into())])
    }

    /// The words of the five clear points, and whether each is.
    fn clear(&self, slip: &SlipView) -> Vec<(&'static str, bool)> {
        CLEAR.iter().map(|it| self.t(it)).zip(slip.clear).collect()
    }

    fn kind(&self, kind: &Kind) -> &'static str {
        self.t(match kind {
            Kind::Task => "desk-kind-task",
            Kind::Guidance => "desk-kind-guidance",
        })
    }

    fn body(&self, body: &Body) -> String {
        match body.unit {
            Some(_) => body.name.clone(),
            None => format!("{} ({})", body.name, self.t("desk-new-unit")),
        }
    }

    fn bodies(&self, bodies: &[Body]) -> String {
        bodies.iter().map(|it| self.body(it)).collect::<Vec<_>>().join("; ")
    }

    /// How far a task had come in a kept sheet.
    fn carried(&self, work: &Carried) -> String {
        let state = self.t(match work {
            Carried::NotStarted => "state-not-started",
            Carried::InProgress => "state-in-progress",
            Carried::AwaitingConfirmation { .. } => "state-awaiting-confirmation",
            Carried::Completed { .. } => "state-completed",
        });
        work.done_on().map_or_else(|| state.to_owned(), |it| format!("{state}, {}", self.day(&it)))
    }

    /// A deadline that is no day.
    fn no_day(&self, deadline: &Deadline) -> &'static str {
        self.t(match deadline {
            Deadline::Periodic => "desk-due-periodic",
            Deadline::Standing => "desk-due-standing",
            Deadline::Fixed { .. } | Deadline::Unset => "desk-due-unset",
        })
    }

    fn weekday(&self, day: &jiff::civil::Date) -> String {
        say(self.language, "desk-weekday", &[("n", i64::from(day.weekday().to_monday_one_offset()).into())])
    }
}

/// A column of a kept sheet as the page shows it.
struct ColumnShown {
    /// Its place in the table, from 0.
    at: usize,
    heading: String,
    examples: String,
    role: ColumnRole,
}

impl ColumnShown {
    fn of(f: &Frame, at: usize, column: &Column) -> ColumnShown {
        const LONGEST: usize = 48;
        let short = |it: &String| match it.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("\u{201c}{}\u{2026}\u{201d}", it[..end].trim_end()),
            None => format!("\u{201c}{it}\u{201d}"),
        };
        let examples: Vec<String> = column.examples.iter().map(short).collect();
        ColumnShown {
            at,
            heading: match column.heading.is_empty() {
                true => f.say_n("desk-column-nth", at + 1),
                false => column.heading.clone(),
            },
            examples: match examples.is_empty() {
                true => f.t("desk-column-empty").to_owned(),
                false => f.say_it("desk-column-example", &examples.join(", ")),
            },
            role: column.role,
        }
    }
}

/// What a column of a kept sheet can hold, each with its words.
fn roles(language: Language) -> Vec<(ColumnRole, String)> {
    let words = |it: ColumnRole| say(language, &format!("holds-{}", it.to_string().replace('_', "-")), &[]);
    ColumnRole::ALL.into_iter().map(|it| (it, words(it))).collect()
}

/// The classes of what begins in the source.
fn class_of(kind: Kind, stand: Stand, is_at: bool) -> String {
    let kind = if kind == Kind::Guidance { " find-guidance" } else { "" };
    let settled = if stand == Stand::Open { "" } else { " is-settled" };
    let at = if is_at { " is-current" } else { "" };
    format!("find{kind}{settled}{at}")
}

fn inner_class(inner: Inner) -> &'static str {
    match inner {
        Inner::Unit => "who",
        Inner::Day => "when",
        Inner::Figure => "find-figure",
    }
}

fn begin(out: &mut String, class: &str, anchor: &str, tag: &str) {
    let _ = write!(out, "<a class=\"{class}\" id=\"s-{anchor}\" href=\"#{anchor}\"><span class=\"tag\">{tag}</span>");
}

fn escape(out: &mut String, words: &str) {
    for sign in words.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}
