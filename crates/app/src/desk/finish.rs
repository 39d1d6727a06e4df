//! From what was said at the desk to orders: one batch, in which each order may rest on the ones before it.

use super::kept::{Cells, Kind, Stand, added_of};
use super::limits::LimitView;
use super::slips::{Slip, start_of};
use super::view::{Body, DeskView, SlipView};
use super::{Desk, Loose};
use crate::clock::Clock;
use crate::meetings::{Place, Worded, tie};
use crate::propose::{CarriedDraft, Reason};
use base::{Field, Span};
use model::act::document::answer_limitation::MOST_ANSWERS;
use model::act::session::take_notice::TakeNotice;
use model::act::{document, session, task, unit};
use model::state::{ConclusionRef, Ending, Source};
use model::{Command, Passage, SessionId, StreamId, TaskId, UnitId};
use std::collections::BTreeSet;
use store::Order;

impl Desk {
    /// What finishing writes; nothing where nobody has settled anything.
    pub(super) fn orders(&self, view: &DeskView, root: UnitId, clock: &Clock) -> Vec<Order> {
        if !view.may_finish() {
            return Vec::new();
        }
        let mut finish = Finish {
            desk: self,
            clock,
            founded: Vec::new(),
            version: 0,
            concluded: BTreeSet::new(),
            tied: BTreeSet::new(),
            orders: Vec::new(),
        };
        for body in self.founding(&view.slips) {
            finish.found(body, root);
        }
        let session = finish.session();
        let slips: Vec<(Slip, &SlipView)> = self.slips().into_iter().zip(&view.slips).collect();
        for group in slips.chunk_by(|one, other| one.0.first == other.0.first) {
            finish.group(session, group);
        }
        view.limits
            .iter()
            .filter(|it| it.is_answered() && !it.is_written)
            .for_each(|it| finish.answer(it, &view.slips));
        finish.orders
    }

    /// The cells that are done with once that is written: what was said of a conclusion that is still open stays.
    pub(super) fn done(&self, view: &DeskView) -> Cells {
        let slips: Vec<(Slip, &SlipView)> = self.slips().into_iter().zip(&view.slips).collect();
        let groups = slips.chunk_by(|one, other| one.0.first == other.0.first);
        let open = groups.filter(|it| it.iter().any(|it| it.1.stand == Stand::Open)).flatten();
        let open: Vec<Span> = open.map(|it| self.span_of(&it.0)).collect();
        let is_open = |at: usize| open.iter().any(|it| it.start <= at && at < it.end);
        let is_of_open = |name: &str| match self.kept.get(name) {
            Some((said, _)) if !said.slips.is_empty() => said.slips.iter().filter_map(|it| start_of(it)).any(is_open),
            _ => !name.starts_with("limit ") && self.place_of(name).is_some_and(is_open),
        };
        let is_done = |name: &&str| match added_of(name) {
            // Two may have been added at one place.
            Some(n) => slips.iter().any(|it| it.0.added == Some(n) && it.1.stand != Stand::Open),
            None => !is_of_open(name),
        };
        self.kept.settled(self.kept.names().filter(is_done).map(str::to_owned).collect())
    }

    /// The byte of the source that a cell is about.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        let draft = |n: &str| self.proposal.drafts.iter().find(|it| it.n.to_string() == n);
        match name.split_once(' ')? {
            ("slip" | "rival" | "limit", key) => start_of(key),
            ("cut" | "same", at) => at.parse().ok(),
            ("join", n) => draft(n).map(|it| it.span.start),
            _ => None,
        }
    }

    /// That of the whole conclusion of a slip.
    fn span_of(&self, slip: &Slip) -> Span {
        let drafts = &self.proposal.drafts[slip.first..=slip.last];
        drafts.iter().fold(slip.span, |span, it| span.join(it.span))
    }

    /// The units that have to be founded: those of the session, and those of what was taken.
    pub(super) fn founding(&self, slips: &[SlipView]) -> Vec<Body> {
        let held = self.proposal.session.iter().filter(|it| self.held.is_none() && it.held_on.is_some());
        let of_session =
            held.flat_map(|it| it.host.iter().chain(&it.guests)).map(|it| Body::of(&self.proposal.units[*it]));
        let to_write = slips.iter().filter(|it| it.is_to_write());
        let taken = to_write.filter(|it| it.stand == Stand::Taken && it.kind == Kind::Task);
        let of_slips = taken.flat_map(|it| it.leads.iter().chain(&it.coordinating)).cloned();
        let mut bodies: Vec<Body> = Vec::new();
        for body in of_session.chain(of_slips).filter(|it| it.unit.is_none()) {
            if !bodies.iter().any(|it| it.is(&body)) {
                bodies.push(body);
            }
        }
        bodies
    }
}

impl Desk {
    /// Tasks that came of a group before, and belong to no session.
    fn loose_of<'a>(&'a self, group: &'a [(Slip, &SlipView)]) -> impl Iterator<Item = &'a Loose> {
        self.loose.iter().filter(|it| group.iter().any(|of| of.1.span.overlaps(it.span)))
    }

    /// How a conclusion ends of which everything was decided before its document came to the session.
    fn ended_before(&self, group: &[(Slip, &SlipView)]) -> Option<Ending> {
        let is_decided = |it: &(Slip, &SlipView)| it.1.stand == Stand::Decided;
        let is_aside = |it: &(Slip, &SlipView)| self.decided.is_set_aside(self.document.id, it.1.span);
        let has_tasks = group.iter().any(|it| !self.decided.codes_of(self.document.id, it.1.span).is_empty());
        match group.iter().all(is_decided) {
            true if has_tasks => Some(Ending::Tasks),
            true if group.iter().all(is_aside) => Some(Ending::NoTask),
            _ => None,
        }
    }
}

struct Finish<'a> {
    desk: &'a Desk,
    clock: &'a Clock,
    founded: Vec<(Body, UnitId)>,
    /// That of the session, as it grows with the batch.
    version: u64,
    /// Numbers of conclusions that are written.
    concluded: BTreeSet<u32>,
    /// Tasks that were tied to one.
    tied: BTreeSet<TaskId>,
    orders: Vec<Order>,
}

impl Finish<'_> {
    fn order(&mut self, stream: StreamId, command: Command) {
        self.orders.push(Order { stream, seen: None, command });
    }

    fn document(&mut self, command: document::Command) {
        self.order(self.desk.document.id.into(), Command::Document(command));
    }

    /// One more entry of the session.
    fn of_session(&mut self, session: SessionId, command: session::Command) {
        let seen = Some(self.version);
        self.orders.push(Order { stream: session.into(), seen, command: Command::Session(command) });
        self.version += 1;
    }

    fn found(&mut self, body: Body, root: UnitId) {
        let id = UnitId(self.clock.new_id());
        let found = unit::found::Found {
            name: body.name.clone(),
            kind: body.draft.kind,
            level: body.draft.level,
            parent: Some(root),
            valid_from_on: None,
            passage: body.draft.span.map(|it| self.passage(it)),
        };
        self.order(id.into(), Command::Unit(unit::Command::Found(found)));
        self.founded.push((body, id));
    }

    fn unit(&self, body: &Body) -> Option<UnitId> {
        body.unit.or_else(|| self.founded.iter().find(|it| it.0.is(body)).map(|it| it.1))
    }

    fn units(&self, bodies: &[Body]) -> Vec<UnitId> {
        bodies.iter().filter_map(|it| self.unit(it)).collect()
    }

    /// The session of the document: the one of the register, which it joins where it did not, or a new one where its day
    /// is known.
    fn session(&mut self) -> Option<SessionId> {
        if let Some(met) = &self.desk.held {
            self.version = met.version;
            if !met.is_joined {
                let document = self.desk.document.id;
                self.of_session(met.session, session::Command::TakeNotice(TakeNotice { document }));
            }
            return Some(met.session);
        }
        let desk = self.desk;
        let told = desk.proposal.session.as_ref()?;
        let held_on = told.held_on?;
        let session = SessionId(self.clock.new_id());
        let body = |place: &usize| Body::of(&desk.proposal.units[*place]);
        let hold = session::hold::Hold {
            title: desk.proposal.title.clone(),
            held_on,
            mode: told.mode,
            host: told.host.as_ref().and_then(|it| self.unit(&body(it))),
            guests: told.guests.iter().filter_map(|it| self.unit(&body(it))).collect(),
            chair: told.chair.clone(),
            document: Some(desk.document.id),
        };
        self.of_session(session, session::Command::Hold(hold));
        Some(session)
    }

    /// The slips of one conclusion: they are written once each of them is settled.
    fn group(&mut self, session: Option<SessionId>, group: &[(Slip, &SlipView)]) {
        let is_to_write = group.iter().any(|it| it.1.is_to_write());
        let ending = if is_to_write { Some(ending(group)) } else { self.desk.ended_before(group) };
        if let Some(session) = session {
            self.conclude(session, group, ending);
        }
        let n = self.desk.places[group[0].0.first].n();
        let conclusion = session.map(|session| ConclusionRef { session, n });
        if let Some(conclusion) = conclusion.filter(|_| ending == Some(Ending::Tasks)) {
            self.tie_loose(group, conclusion);
        }
        if !is_to_write {
            return;
        }
        for (_, slip) in group {
            match (slip.stand, slip.kind) {
                (Stand::Aside, _) => self.set_aside(slip),
                (Stand::Taken, kind) => {
                    if !slip.is_added {
                        self.amend(slip);
                    }
                    if kind == Kind::Task {
                        self.assign(slip, conclusion);
                    }
                }
                (Stand::Open | Stand::Decided, _) => {}
            }
        }
    }

    /// Ties what came of a group before, and belongs to no session, to its conclusion.
    fn tie_loose(&mut self, group: &[(Slip, &SlipView)], conclusion: ConclusionRef) {
        for it in self.desk.loose_of(group) {
            if self.tied.insert(it.task) {
                self.orders.push(tie(it.task.into(), Some(conclusion)));
            }
        }
    }

    /// The units that a group speaks to: those that lead what comes of it, and what came of it before.
    fn addressed(&self, group: &[(Slip, &SlipView)]) -> Vec<UnitId> {
        let mut units: Vec<UnitId> = group.iter().flat_map(|it| self.units(&it.1.leads)).collect();
        for it in self.desk.loose_of(group) {
            if !units.contains(&it.lead) {
                units.push(it.lead);
            }
        }
        units
    }

    /// Brings the conclusions of a group into the session: records them, words those that were recorded while it sat, ends
    /// those that are open.
    fn conclude(&mut self, session: SessionId, group: &[(Slip, &SlipView)], ending: Option<Ending>) {
        let desk = self.desk;
        let (slip, view) = &group[0];
        for i in slip.first..=slip.last {
            let (draft, place) = (&desk.proposal.drafts[i], desk.places[i]);
            let is_first = i == slip.first;
            // What was joined is one conclusion; so is what words one that stands already.
            if !is_first && matches!(place, Place::New(_)) || !self.concluded.insert(place.n()) {
                continue;
            }
            let is_whole = slip.part.is_none();
            let span = group.iter().fold(draft.span, |span, it| span.join(it.0.span));
            let worded = Worded {
                place,
                point: draft.point.clone(),
                words: if slip.added.is_some() {
                    view.words.clone()
                } else if is_whole && is_first && slip.last > slip.first {
                    view.source.clone()
                } else {
                    draft.words.clone()
                },
                passage: self.passage(if is_first { span } else { draft.span }),
                addressed_to: self.addressed(group),
                ending,
            };
            for act in worded.acts(desk.held.as_ref()) {
                self.of_session(session, act);
            }
        }
    }

    /// What answers a limitation, as it was shown to whoever finishes.
    fn answer(&mut self, limit: &LimitView, slips: &[SlipView]) {
        let is_named = |it: &&SlipView| limit.answers.iter().any(|(_, anchor)| *anchor == it.anchor);
        let answers = slips.iter().filter(is_named).map(|it| it.span).take(MOST_ANSWERS).collect();
        let because = limit.because.clone();
        let answer = document::answer_limitation::AnswerLimitation { span: limit.span, answers, because };
        self.document(document::Command::AnswerLimitation(answer));
    }

    fn set_aside(&mut self, slip: &SlipView) {
        let aside = document::set_aside_draft::SetAsideDraft { span: slip.span, because: slip.because.clone() };
        self.document(document::Command::SetAsideDraft(aside));
    }

    /// Keeps what a person put in the place of what was read; and which leads they are, where that was asked: taking the
    /// slip has answered it.
    fn amend(&mut self, slip: &SlipView) {
        let is_answered = slip.kind == Kind::Task && slip.asks.iter().any(Reason::is_about_lead);
        let leads = (is_answered || slip.read.leads.is_some()).then(|| self.units(&slip.leads));
        let amend = document::amend_draft::AmendDraft {
            span: slip.span,
            words: slip.read.words.as_ref().map(|_| slip.words.clone()),
            leads,
            deadline: slip.read.deadline.as_ref().map(|_| slip.deadline),
        };
        if amend.words.is_some() || amend.leads.is_some() || amend.deadline.is_some() {
            self.document(document::Command::AmendDraft(amend));
        }
    }

    /// A task for each lead.
    fn assign(&mut self, slip: &SlipView, conclusion: Option<ConclusionRef>) {
        let field = self.field(slip);
        for lead in self.units(&slip.leads) {
            if let Some(carried) = &slip.carried {
                self.carry_over(slip, carried, lead);
                continue;
            }
            let assign = task::assign::Assign {
                words: slip.words.clone(),
                lead,
                coordinating: self.units(&slip.coordinating),
                source: Source { conclusion, ..self.source(slip) },
                outside: None,
                deadline: slip.deadline,
                due_words: slip.due_words.clone(),
                deliverable: slip.deliverable.clone(),
                field,
            };
            self.order(TaskId(self.clock.new_id()).into(), Command::Task(task::Command::Assign(assign)));
        }
    }

    /// Where a task comes from: its place in the document, and the task whose plan that is.
    fn source(&self, slip: &SlipView) -> Source {
        let above = self.desk.above.as_ref().map(|it| it.id);
        Source { passage: Some(self.passage(slip.span)), above, ..Source::default() }
    }

    /// What the words were about as they were read.
    fn field(&self, slip: &SlipView) -> Option<Field> {
        let overlapping = self.desk.proposal.drafts.iter().find(|it| it.span.overlaps(slip.span));
        overlapping.and_then(|it| it.field)
    }

    /// A task that stood in an older record comes in as it stood there.
    fn carry_over(&mut self, slip: &SlipView, carried: &CarriedDraft, lead: UnitId) {
        let Some(work) = carried.work else { return };
        let carry_over = task::carry_over::CarryOver {
            words: slip.words.clone(),
            lead,
            coordinating: self.units(&slip.coordinating),
            source: self.source(slip),
            deadline: slip.deadline,
            due_words: slip.due_words.clone(),
            deliverable: slip.deliverable.clone(),
            field: self.field(slip),
            assigned_on: carried.assigned_on,
            work,
            note: carried.note.clone(),
        };
        self.order(TaskId(self.clock.new_id()).into(), Command::Task(task::Command::CarryOver(carry_over)));
    }

    fn passage(&self, span: Span) -> Passage {
        Passage { document: self.desk.document.id, span, reader: Some(reader::VERSION.to_owned()) }
    }
}

/// How a conclusion ends: as tasks where one of its slips is a task, as no task where all were set aside.
fn ending(group: &[(Slip, &SlipView)]) -> Ending {
    let has = |stand: Stand, kind: Kind| group.iter().any(|it| it.1.stand == stand && it.1.kind == kind);
    match (has(Stand::Taken, Kind::Task) || has(Stand::Decided, Kind::Task), has(Stand::Taken, Kind::Guidance)) {
        (true, _) => Ending::Tasks,
        (false, true) => Ending::Guidance,
        (false, false) => Ending::NoTask,
    }
}
