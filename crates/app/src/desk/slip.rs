//! One slip: what was read, what was said in its place, what is still asked, and whether it can be taken.

use super::kept::{Kind, Said, Stand, added_cell};
use super::slips::{Slip, places_to_cut};
use super::view::{AsRead, BETWEEN, Body, Cut, SlipView, names};
use super::{Desk, UNITS_CELL, typed};
use crate::access::Viewer;
use crate::known_units::name_key;
use crate::propose::{Carried, CarriedDraft, Draft, Reason};
use crate::{days, deadlines};
use jiff::civil::Date;
use model::Deadline;
use reader::reading::{Clear, DirectiveClass, DoubtKind};
use reader::sheet;
use std::collections::BTreeSet;

impl Desk {
    /// One slip as it stands. What it shares with its neighbours is added where they are known.
    pub(super) fn slip(&self, slip: &Slip, viewer: &Viewer) -> SlipView {
        let cell = self.kept.get(&slip.cell());
        let mut view = self.said_of(slip, cell.map_or(&Said::default(), |it| it.0));
        view.by = cell.and_then(|it| viewer.units.accounts.get(&it.1.by)).and_then(|it| it.0.clone());
        view.at = cell.map(|it| it.1.at);
        if view.stand == Stand::Open && view.kind == Kind::Task {
            let new = view.leads.iter().chain(&view.coordinating).filter(|it| it.unit.is_none());
            let asked = new.filter(|it| !self.confirmed.contains(&name_key(&it.name)));
            view.asks.extend(asked.map(|it| Reason::NewUnit { name: it.name.clone() }));
        }
        self.hold_to_above(&mut view, viewer);
        view.rivals = self.rivals(slip, &view, viewer);
        if !view.rivals.is_empty() && view.stand != Stand::Decided {
            view.why_not = Some("desk-why-rival");
            view.stand = Stand::Open;
        }
        view
    }

    /// Names of new units that a person has confirmed: for the document, by taking a slip that speaks of one or by typing it.
    pub(super) fn confirmed_units(&self) -> BTreeSet<String> {
        let slips = self.slips();
        let said = slips.iter().filter_map(|it| Some((it, self.kept.get(&it.cell())?.0)));
        let is_new = |it: &usize| self.proposal.units[*it].known.is_none();
        let names_new = |it: &Draft| it.leads.iter().chain(&it.coordinating).any(is_new);
        let may_found = |it: &Slip| self.proposal.drafts[it.first..=it.last].iter().any(names_new);
        let told = said.filter(|(slip, said)| said.leads.is_some() || said.stand == Stand::Taken && may_found(slip));
        let views: Vec<SlipView> = told.map(|(slip, said)| self.said_of(slip, said)).collect();
        let bodies = views.iter().flat_map(|it| it.leads.iter().chain(&it.coordinating));
        let of_slips = bodies.filter(|it| it.unit.is_none()).map(|it| name_key(&it.name));
        let of_document = self.kept.get(UNITS_CELL).and_then(|it| it.0.leads.as_deref()).unwrap_or_default();
        of_slips.chain(of_document.split(BETWEEN).map(name_key)).collect()
    }

    /// The same if this were said of it.
    pub(super) fn said_of(&self, slip: &Slip, said: &Said) -> SlipView {
        let as_read = self.as_read(slip);
        let mut view = self.with_said(as_read.clone(), said, slip);
        view.stand = if self.is_decided(slip) { Stand::Decided } else { said.stand };
        view.is_aside = view.stand == Stand::Aside;
        view.because.clone_from(&said.because);
        view.form = form(&view, said);
        if slip.added.is_none() {
            view.read = what_was_read(&as_read, &view);
        }
        view
    }

    /// What its form holds before anybody said anything.
    pub(super) fn read_form(&self, slip: &Slip) -> Said {
        form(&self.as_read(slip), &Said::default())
    }

    pub(super) fn is_decided(&self, slip: &Slip) -> bool {
        let document = self.document.id;
        if let Some(n) = slip.added {
            return self.kept.get(&added_cell(n)).is_some_and(|it| it.0.stand == Stand::Decided);
        }
        match slip.first == slip.last && slip.part.is_none() {
            true => self.decided.left_of(document, &self.proposal.drafts[slip.first]).is_none(),
            false => self.decided.is_decided(document, slip.span),
        }
    }

    /// A slip before anybody said anything of it.
    pub(super) fn as_read(&self, slip: &Slip) -> SlipView {
        let drafts = &self.proposal.drafts[slip.first..=slip.last];
        let (draft, directive) = (&drafts[0], &self.reading.directives[slip.first]);
        let bodies =
            |places: &[usize]| -> Vec<Body> { places.iter().map(|it| Body::of(&self.proposal.units[*it])).collect() };
        // Leads that have their task already are not given it again.
        let is_read = slip.added.is_none();
        let given = if is_read { self.decided.leads_of(self.document.id, slip.span) } else { Vec::new() };
        let mut leads = bodies(&draft.leads);
        leads.retain(|it| it.unit.is_none_or(|it| !given.contains(&it)));
        let source = slip.span.of(&self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let is_whole = slip.first == slip.last && slip.part.is_none();
        let (deadline, due_words) = self.deadline_read(slip, &source);
        let suffix = slip.part.map(|it| char::from(b'a' + (it % 26) as u8));
        let label = match (suffix, slip.first == slip.last) {
            (Some(suffix), _) => format!("{}{suffix}", draft.n),
            (None, true) => draft.n.to_string(),
            (None, false) => format!("{}+{}", draft.n, drafts[drafts.len() - 1].n),
        };
        let kind = match directive.class {
            Some(DirectiveClass::Exhortation) => Kind::Guidance,
            _ => Kind::Task,
        };
        let cuts = places_to_cut(&self.text, &self.proposal.drafts, slip)
            .into_iter()
            .map(|at| Cut { at, words: self.words_behind(at) });
        SlipView {
            key: slip.key(),
            anchor: format!("d{}{}", draft.n, suffix.map(String::from).unwrap_or_default()),
            label,
            span: slip.span,
            words: if is_whole { draft.words.clone() } else { directive.alone(&source) },
            source,
            kind,
            stand: Stand::Open,
            leads,
            coordinating: bodies(&draft.coordinating),
            deadline,
            due_words,
            deliverable: directive.deliverable.clone().filter(|_| is_whole),
            carried: self.carried(draft),
            read: AsRead::default(),
            because: None,
            asks: Vec::new(),
            remarks: drafts.iter().flat_map(|it| it.remarks.clone()).collect(),
            clear: [false; 5],
            why_not: None,
            by: None,
            at: None,
            rivals: Vec::new(),
            others: Vec::new(),
            cuts: cuts.collect(),
            may_join: false,
            same: None,
            rest_of_point: None,
            waits: false,
            is_aside: false,
            is_added: !is_read,
            new_leads: None,
            tasks: Vec::new(),
            form: Said::default(),
        }
    }

    /// What a row of a kept sheet tells beside; that nothing of a plan was begun needs no telling.
    fn carried(&self, draft: &Draft) -> Option<CarriedDraft> {
        let is_begun = |it: &CarriedDraft| it.work.is_some_and(|it| it != Carried::NotStarted);
        draft.carried.clone().filter(|it| self.above.is_none() || is_begun(it))
    }

    /// A part has the deadline of its own words, else that of the whole.
    fn deadline_read(&self, slip: &Slip, words: &str) -> (Deadline, Option<String>) {
        let draft = &self.proposal.drafts[slip.first];
        let of_whole = (draft.deadline, draft.due_words.clone());
        let is_its_own = draft.due_words.as_deref().is_some_and(|it| words.contains(it));
        if slip.part.is_none() || is_its_own {
            return of_whole;
        }
        let told = reader::deadline::of_words(words, self.ordered_on());
        let own = told.and_then(|it| Some((self.typed_deadline(&it.phrase)?, Some(it.phrase))));
        own.unwrap_or(of_whole)
    }

    pub(super) fn typed_deadline(&self, words: &str) -> Option<Deadline> {
        deadlines::typed(words, self.ordered_on(), &self.calendar)
    }

    fn words_behind(&self, at: usize) -> String {
        let rest = self.text.get(at..).unwrap_or_default();
        let words = rest.trim_start_matches(|it: char| it.is_whitespace() || "-+".contains(it));
        let line: String = words.chars().take_while(|it| *it != '\n').take(60).collect();
        line.trim_end().to_owned()
    }

    /// The slip with what was said in the place of what was read.
    fn with_said(&self, mut view: SlipView, said: &Said, slip: &Slip) -> SlipView {
        let drafts = &self.proposal.drafts[slip.first..=slip.last];
        let mut asks: Vec<Reason> = Vec::new();
        for reason in drafts.iter().flat_map(|it| &it.open) {
            if !asks.contains(reason) {
                asks.push(reason.clone());
            }
        }
        if self.above.is_some() && view.carried.is_none() {
            asks.retain(|it| !is_about_work(it));
        }
        if let Some(kind) = said.kind {
            view.kind = kind;
            asks.retain(|it| *it != Reason::NoClass);
        }
        if let Some(words) = &said.words {
            view.words.clone_from(words);
            asks.retain(|it| !matches!(it, Reason::UnsureText { .. }));
        }
        let named = || drafts[0].named_leads.join(BETWEEN);
        let unclear = || asks.iter().filter(|it| matches!(it, Reason::UnclearLead { .. })).cloned().collect::<Vec<_>>();
        view.new_leads = said.leads.is_none().then(|| typed::said_new(&named(), &unclear())).flatten();
        let mut is_unread = false;
        if let Some(leads) = &said.leads {
            asks.retain(|it| *it != Reason::NoLead && !it.is_about_lead());
            let (bodies, asked) = typed::units(leads, &self.known, &self.proposal, self.today);
            is_unread |= !asked.is_empty();
            view.leads = bodies;
            view.new_leads = typed::said_new(leads, &asked);
            asks.extend(asked);
        }
        if let Some(coordinating) = &said.coordinating {
            let (bodies, asked) = typed::units(coordinating, &self.known, &self.proposal, self.today);
            view.coordinating = bodies;
            asks.extend(asked);
        }
        view.coordinating.retain(|it| !view.leads.iter().any(|lead| lead.is(it)));
        if let Some(due) = &said.due {
            view.due_words = Some(due.clone());
            asks.retain(|it| !is_about_day(it));
            match self.typed_deadline(due) {
                Some(deadline) => view.deadline = deadline,
                None => {
                    view.deadline = Deadline::Unset;
                    asks.push(Reason::UnreadDeadline { words: due.clone() });
                }
            }
        }
        if let Some(deliverable) = &said.deliverable {
            view.deliverable = Some(deliverable.clone()).filter(|it| !it.is_empty());
        }
        if let Some(carried) = view.carried.as_mut().filter(|_| said.work.is_some() || said.done_on.is_some()) {
            carried.work = work_said(carried.work, said, self.today);
            asks.retain(|it| carried.work.is_none() || !is_about_work(it));
        }
        self.settle(view, asks, is_unread, &self.reading.directives[slip.first].missing)
    }

    /// Why a row of a kept sheet cannot be taken as it stands, as the key of a message.
    fn why_not_carried(&self, carried: &CarriedDraft) -> Option<&'static str> {
        match carried.work {
            None => Some("desk-why-no-state"),
            Some(_) if carried.day_after(self.today).is_some() => Some("desk-why-day-to-come"),
            Some(work) => {
                let days = work.done_on().zip(carried.assigned_on);
                days.filter(|(done_on, assigned_on)| done_on < assigned_on).map(|_| "desk-why-done-first")
            }
        }
    }

    /// What is asked of a slip of its kind, how clear it is, and whether it can be taken.
    fn settle(&self, mut view: SlipView, mut asks: Vec<Reason>, is_unread: bool, missing: &[Clear]) -> SlipView {
        match view.kind {
            Kind::Guidance => {
                let is_lead = |it: &Reason| *it == Reason::NoLead || it.is_about_lead();
                let (leads, others) = asks.into_iter().partition(is_lead);
                asks = others;
                view.remarks.extend::<Vec<Reason>>(leads);
            }
            Kind::Task => {
                asks.retain(|it| *it != Reason::NoSession);
                if view.leads.is_empty() && !asks.iter().any(|it| *it == Reason::NoLead || it.is_about_lead()) {
                    asks.push(Reason::NoLead);
                }
            }
        }
        let held_on = self.proposal.session.as_ref().map(|it| it.held_on);
        view.why_not = match (view.kind, held_on) {
            (_, Some(None)) => Some("desk-why-undated"),
            (Kind::Guidance, None) => Some("desk-why-no-session"),
            (Kind::Task, _) if view.leads.is_empty() || is_unread => Some("desk-why-no-lead"),
            (Kind::Task, _) if asks.iter().any(|it| matches!(it, Reason::UnreadDeadline { .. })) => {
                Some("desk-why-no-day")
            }
            (Kind::Task, _) => view.carried.as_ref().and_then(|it| self.why_not_carried(it)),
            _ => None,
        };
        view.clear = [
            !view.leads.is_empty(),
            view.kind == Kind::Task && !view.words.trim().is_empty() || !missing.contains(&Clear::What),
            view.deadline != Deadline::Unset,
            view.deliverable.is_some(),
            !view.leads.is_empty() && !asks.iter().any(Reason::is_about_lead),
        ];
        view.asks = asks;
        view
    }
}

fn is_about_day(reason: &Reason) -> bool {
    use sheet::Doubt::{DueBeforeAssigned, DueUnclear, DueWithoutYear};
    match reason {
        Reason::UnusedDeadline { .. } => true,
        Reason::Doubt { doubt } => matches!(doubt, DoubtKind::ImpossibleDate | DoubtKind::DueBeforeDocument),
        Reason::Row { doubt } => matches!(doubt, DueUnclear { .. } | DueWithoutYear { .. } | DueBeforeAssigned),
        _ => false,
    }
}

fn is_about_work(reason: &Reason) -> bool {
    use sheet::Doubt::*;
    match reason {
        Reason::DayToCome { .. } => true,
        Reason::Row { doubt } => {
            matches!(doubt, StateUnclear { .. } | StateMissing | StatesDiffer | Stopped | DoneUndated)
                || matches!(doubt, DoneUnclear { .. } | DoneBeforeAssigned | LateDiffers)
        }
        _ => false,
    }
}

/// Wire name of a state.
fn state_name(work: Carried) -> &'static str {
    match work {
        Carried::NotStarted => "not_started",
        Carried::InProgress => "in_progress",
        Carried::AwaitingConfirmation { .. } => "awaiting_confirmation",
        Carried::Completed { .. } => "completed",
    }
}

/// How far a task had come, by what was typed and else by what was read; `None` where work that is done has no day.
fn work_said(read: Option<Carried>, said: &Said, today: Date) -> Option<Carried> {
    let day = match &said.done_on {
        Some(typed) => days::read(typed, today).ok(),
        None => read.and_then(Carried::done_on),
    };
    match said.work.as_deref().or(read.map(state_name))? {
        "not_started" => Some(Carried::NotStarted),
        "in_progress" => Some(Carried::InProgress),
        "awaiting_confirmation" => day.map(|done_on| Carried::AwaitingConfirmation { done_on }),
        "completed" => day.map(|done_on| Carried::Completed { done_on }),
        _ => None,
    }
}

/// What the fields of its form hold: what was typed, else what was read.
fn form(view: &SlipView, said: &Said) -> Said {
    let typed_day = |it: Date| it.strftime("%d/%m/%Y").to_string();
    let work = view.carried.as_ref().and_then(|it| it.work);
    let due = match view.deadline {
        Deadline::Fixed { due_on } => typed_day(due_on),
        _ => view.due_words.clone().unwrap_or_default(),
    };
    Said {
        kind: Some(view.kind),
        words: Some(view.words.clone()),
        leads: said.leads.clone().or_else(|| Some(names(&view.leads))),
        coordinating: said.coordinating.clone().or_else(|| Some(names(&view.coordinating))),
        due: said.due.clone().or(Some(due)),
        deliverable: Some(view.deliverable.clone().unwrap_or_default()),
        work: said.work.clone().or_else(|| Some(work.map(state_name).unwrap_or_default().to_owned())),
        done_on: said
            .done_on
            .clone()
            .or_else(|| Some(work.and_then(Carried::done_on).map(typed_day).unwrap_or_default())),
        ..Said::default()
    }
}

/// What was read and is something else now.
fn what_was_read(read: &SlipView, now: &SlipView) -> AsRead {
    let of_names = |read: &[Body], now: &[Body]| (names(read) != names(now)).then(|| names(read));
    AsRead {
        words: (read.words != now.words).then(|| read.words.clone()),
        leads: of_names(&read.leads, &now.leads),
        coordinating: of_names(&read.coordinating, &now.coordinating),
        deadline: (read.deadline != now.deadline).then(|| (read.deadline, read.due_words.clone())),
        deliverable: (read.deliverable != now.deliverable).then(|| read.deliverable.clone().unwrap_or_default()),
    }
}
