//! From an accepted proposal to orders: one batch, in which each order may rest on the ones before it.

use crate::clock::Clock;
use crate::meetings::{Met, Place, Worded};
use crate::propose::{CarriedDraft, Draft, Outcome, Proposal, SessionDraft, UnitDraft};
use model::act::document::receive::Extract;
use model::act::task::carry_over::Carried;
use model::act::{document, session, task, unit};
use model::state::{ConclusionRef, Ending, Source};
use model::{Command, DocumentId, Passage, SessionId, StreamId, TaskId, UnitId};
use std::collections::BTreeMap;
use store::Order;

/// The file a proposal was read from.
#[derive(Clone, Debug)]
pub struct Received {
    pub file_name: String,
    /// Hex BLAKE3 of the file.
    pub content: String,
    pub length_bytes: u64,
    /// The text that was taken out of it; `None` where the file itself is plain text.
    pub extracted: Option<Extract>,
}

/// What a bulk acceptance will do, and the identifiers it gave out.
#[derive(Debug)]
pub struct Acceptance {
    pub document: DocumentId,
    pub session: Option<SessionId>,
    pub founded: Vec<UnitId>,
    pub n_conclusions: usize,
    pub tasks: Vec<TaskId>,
    pub orders: Vec<Order>,
}

/// Accepts everything of `proposal` that needs no person: units, session, conclusions, tasks with a named lead.
///
/// New units are founded below `root`. What is open becomes an open conclusion where there is a session: that is the
/// planned one the document joins, or one of its own.
pub(crate) fn accept(proposal: &Proposal, received: &Received, around: Around) -> Acceptance {
    let mut accepting = Accepting::new(proposal, around);
    accepting.receive(received);
    let founded = accepting.found_units();
    let session = accepting.session();
    let n_conclusions = match session {
        Some(session) => accepting.record_all(session),
        None => 0,
    };
    let tasks = proposal.drafts.iter().flat_map(|it| accepting.assign(session, it)).collect();
    Acceptance { document: accepting.document, session, founded, n_conclusions, tasks, orders: accepting.orders }
}

/// Only receives the document; what becomes of its drafts is said later.
pub(crate) fn receive(proposal: &Proposal, received: &Received, around: Around) -> Acceptance {
    let mut accepting = Accepting::new(proposal, around);
    accepting.receive(received);
    let (document, orders) = (accepting.document, accepting.orders);
    Acceptance { document, session: None, founded: Vec::new(), n_conclusions: 0, tasks: Vec::new(), orders }
}

/// What a document comes into.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub clock: &'a Clock,
    pub root: UnitId,
    /// What the document is called from now on.
    pub document: DocumentId,
    /// The planned session that it joins.
    pub met: Option<&'a Met>,
}

struct Accepting<'a> {
    clock: &'a Clock,
    root: UnitId,
    proposal: &'a Proposal,
    document: DocumentId,
    met: Option<&'a Met>,
    /// Of each draft, what it is among the conclusions of the session.
    places: Vec<Place>,
    /// Identifiers of the proposal's units, in its order.
    units: Vec<UnitId>,
    orders: Vec<Order>,
}

impl<'a> Accepting<'a> {
    fn new(proposal: &'a Proposal, Around { clock, root, document, met }: Around<'a>) -> Accepting<'a> {
        let places = match met {
            Some(met) => met.places(document, &proposal.drafts, &BTreeMap::new()),
            None => proposal.drafts.iter().map(|it| Place::New(it.n)).collect(),
        };
        Accepting { clock, root, proposal, document, met, places, units: Vec::new(), orders: Vec::new() }
    }
}

impl Accepting<'_> {
    fn order(&mut self, stream: StreamId, command: Command) {
        self.orders.push(Order { stream, seen: None, command });
    }

    fn receive(&mut self, received: &Received) {
        let head = self.proposal.document.clone().unwrap_or_default();
        let receive = document::receive::Receive {
            title: self.proposal.title.clone(),
            file_name: received.file_name.clone(),
            content: received.content.clone(),
            length_bytes: received.length_bytes,
            kind: head.kind,
            number: head.number,
            issuer: head.issuer,
            issued_on: head.date,
            reader: Some(reader::VERSION.to_owned()),
            extracted: received.extracted.clone().map(|it| Extract { columns: self.proposal.columns(), ..it }),
        };
        self.order(self.document.into(), Command::Document(document::Command::Receive(receive)));
    }

    fn found_units(&mut self) -> Vec<UnitId> {
        let mut founded = Vec::new();
        let proposal = self.proposal;
        for draft in &proposal.units {
            let unit = match draft.known {
                Some(unit) => unit,
                None => {
                    let unit = self.found_unit(draft);
                    founded.push(unit);
                    unit
                }
            };
            self.units.push(unit);
        }
        founded
    }

    fn found_unit(&mut self, draft: &UnitDraft) -> UnitId {
        let unit = UnitId(self.clock.new_id());
        let found = unit::found::Found {
            name: draft.name.clone(),
            kind: draft.kind,
            level: draft.level,
            parent: Some(self.root),
            valid_from_on: None,
            passage: draft.span.map(|span| self.passage(span)),
        };
        self.order(unit.into(), Command::Unit(unit::Command::Found(found)));
        unit
    }

    /// The planned session that the document joins, or one of its own where its day is known.
    fn session(&mut self) -> Option<SessionId> {
        match self.met {
            Some(met) => {
                let take = session::take_notice::TakeNotice { document: self.document };
                self.order(met.session.into(), Command::Session(session::Command::TakeNotice(take)));
                Some(met.session)
            }
            None => self.proposal.session.as_ref().and_then(|it| self.hold(it)),
        }
    }

    fn hold(&mut self, draft: &SessionDraft) -> Option<SessionId> {
        let held_on = draft.held_on?;
        let session = SessionId(self.clock.new_id());
        let hold = session::hold::Hold {
            title: self.proposal.title.clone(),
            held_on,
            mode: draft.mode,
            host: draft.host.map(|it| self.units[it]),
            guests: draft.guests.iter().map(|&it| self.units[it]).collect(),
            chair: draft.chair.clone(),
            document: Some(self.document),
        };
        self.order(session.into(), Command::Session(session::Command::Hold(hold)));
        Some(session)
    }

    /// Brings every draft into the session as a conclusion; how many there are.
    fn record_all(&mut self, session: SessionId) -> usize {
        // Its notice was taken before.
        let mut version = self.met.map_or(0, |it| it.version + 1);
        let proposal = self.proposal;
        for (draft, place) in proposal.drafts.iter().zip(self.places.clone()) {
            let worded = Worded {
                place,
                point: draft.point.clone(),
                words: draft.words.clone(),
                passage: self.passage(draft.span),
                addressed_to: draft.leads.iter().map(|&it| self.units[it]).collect(),
                ending: match draft.outcome {
                    Outcome::Tasks => Some(Ending::Tasks),
                    Outcome::Guidance => Some(Ending::Guidance),
                    Outcome::Open => None,
                },
            };
            for act in worded.acts(self.met) {
                let seen = self.met.map(|_| version);
                self.orders.push(Order { stream: session.into(), seen, command: Command::Session(act) });
                version += 1;
            }
        }
        proposal.drafts.len()
    }

    /// A task for each named lead; none unless the draft was accepted as tasks.
    fn assign(&mut self, session: Option<SessionId>, draft: &Draft) -> Vec<TaskId> {
        if draft.outcome != Outcome::Tasks {
            return Vec::new();
        }
        let place = self.proposal.drafts.iter().position(|it| it.n == draft.n).map(|it| self.places[it]);
        // What was assigned of it while the session sat is not assigned again.
        let recorded = place.and_then(|it| self.met?.conclusions.get(&it.n()));
        if recorded.is_some_and(|it| !it.tasks.is_empty()) {
            return Vec::new();
        }
        let n = place.map_or(draft.n, Place::n);
        let conclusion = session.map(|session| ConclusionRef { session, n });
        draft.leads.iter().map(|&lead| self.assign_one(conclusion, draft, self.units[lead])).collect()
    }

    fn assign_one(&mut self, conclusion: Option<ConclusionRef>, draft: &Draft, lead: UnitId) -> TaskId {
        let task = TaskId(self.clock.new_id());
        if let Some(carried) = &draft.carried {
            return self.carry_over(task, draft, carried, lead);
        }
        let assign = task::assign::Assign {
            words: draft.words.clone(),
            lead,
            coordinating: draft.coordinating.iter().map(|&it| self.units[it]).collect(),
            source: Source { passage: Some(self.passage(draft.span)), conclusion, ..Source::default() },
            outside: None,
            deadline: draft.deadline,
            due_words: draft.due_words.clone(),
            deliverable: draft.deliverable.clone(),
            field: draft.field,
        };
        self.order(task.into(), Command::Task(task::Command::Assign(assign)));
        task
    }

    /// A task that stood in an older record comes in as it stood there.
    fn carry_over(&mut self, task: TaskId, draft: &Draft, carried: &CarriedDraft, lead: UnitId) -> TaskId {
        let carry_over = task::carry_over::CarryOver {
            words: draft.words.clone(),
            lead,
            coordinating: draft.coordinating.iter().map(|&it| self.units[it]).collect(),
            source: Source { passage: Some(self.passage(draft.span)), ..Source::default() },
            deadline: draft.deadline,
            due_words: draft.due_words.clone(),
            deliverable: draft.deliverable.clone(),
            field: draft.field,
            assigned_on: carried.assigned_on,
            work: carried.work.unwrap_or(Carried::NotStarted),
            note: carried.note.clone(),
        };
        self.order(task.into(), Command::Task(task::Command::CarryOver(carry_over)));
        task
    }

    fn passage(&self, span: base::Span) -> Passage {
        Passage { document: self.document, span, reader: Some(reader::VERSION.to_owned()) }
    }
}
