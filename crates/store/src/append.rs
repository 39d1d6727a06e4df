//! Carries out one submission inside the append lock: decides every order, then writes everything at once.

use crate::bulk;
use crate::engine::{Engine, Value};
use crate::entry::{Entry, Head, NO_ENTRY, instant_text};
use crate::erase::{Erasing, erasing, mark};
use crate::error::Error;
use crate::read::SESSIONS_OF_DOCUMENT;
use crate::rows::{Difference, Tallies};
use crate::seal::{Salt, Salts, Sealed, seal_words};
use crate::statements::{KNOWN_FILE, LAST_TASK_CODE, LISTED_AS, RECEIPT, REGISTERS, SET_TASK_CODE, TOLD_OF};
use crate::streams::{Folded, Streams};
use crate::submission::{Failure, LONGEST_BATCH, Order, Submission};
use model::state::{Listing, Teller, Telling};
use model::{Command, Concurrency, DocumentId, Event, MatterId, Refusal, Scene, SessionId, Stamp, State, StreamId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the entries of one submission stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub position: u64,
    pub n_entries: u64,
    pub replayed: bool,
}

/// What one submission did: where, the new head, the streams it changed.
pub(crate) struct Done {
    pub placed: Placed,
    pub head: Option<Head>,
    pub changed: BTreeMap<StreamId, Folded>,
    /// To be written once for all submissions of a group.
    pub tallies: Tallies,
    pub has_erased: bool,
}

/// The submission while it is decided. Nothing is written before all its orders are.
struct Draft<'a> {
    engine: &'a mut Engine,
    streams: &'a mut Streams,
    submission: &'a Submission,
    stamp: Stamp,
    head: Option<Head>,
    salts: Salts,
    receipt: (Salt, String),
    before: BTreeMap<StreamId, Option<Arc<State>>>,
    after: BTreeMap<StreamId, Folded>,
    last_task_code: BTreeMap<i16, u32>,
    entries: Vec<Vec<Value>>,
    sealed: Vec<(u64, Sealed)>,
    known_files: Vec<(String, DocumentId, u64)>,
    erasing: Vec<Erasing>,
    erased_at: BTreeSet<u64>,
}

/// Appends a submission after `head`, or finds that it was appended before.
pub(crate) fn append(
    engine: &mut Engine,
    streams: &mut Streams,
    submission: &Submission,
    fingerprint: &str,
    head: Option<&Head>,
) -> Result<Done, Failure> {
    if let Some(placed) = find_receipt(engine, submission, fingerprint)? {
        return Ok(Done {
            placed,
            head: head.cloned(),
            changed: BTreeMap::new(),
            tallies: Tallies::default(),
            has_erased: false,
        });
    }
    check_length(submission)?;
    check_drawn_from(submission, head)?;
    let mut salts = Salts::new(submission.salt_seed);
    let salt = salts.draw();
    let mut draft = Draft {
        engine,
        streams,
        submission,
        stamp: Stamp { actor: submission.actor, at: submission.at },
        head: head.cloned(),
        salts,
        receipt: (salt, salt.receipt(&submission.key, fingerprint)),
        before: BTreeMap::new(),
        after: BTreeMap::new(),
        last_task_code: BTreeMap::new(),
        entries: Vec::new(),
        sealed: Vec::new(),
        known_files: Vec::new(),
        erasing: Vec::new(),
        erased_at: BTreeSet::new(),
    };
    for (i, order) in submission.orders.iter().chain(&submission.following).enumerate() {
        draft.take(i, order)?;
    }
    draft.write(fingerprint)
}

/// The answer a key was given before.
fn find_receipt(engine: &mut Engine, submission: &Submission, fingerprint: &str) -> Result<Option<Placed>, Failure> {
    let key = [Value::text(submission.register), Value::text(submission.actor), Value::text(&submission.key)];
    let found = engine.query(RECEIPT, &key)?;
    match found.first().map(Vec::as_slice) {
        None => Ok(None),
        // A blank fingerprint covered a text that was erased: the key alone tells that it was carried out.
        Some([known @ (Value::Text(_) | Value::Null), Value::Int(position), Value::Int(n_entries)])
            if known.as_text().is_none_or(|it| it == fingerprint) =>
        {
            let placed =
                Placed { position: position.unsigned_abs(), n_entries: n_entries.unsigned_abs(), replayed: true };
            Ok(Some(placed))
        }
        Some(_) => refused(0, Refusal::KeyReused { key: submission.key.clone() }),
    }
}

fn check_length(submission: &Submission) -> Result<(), Failure> {
    match submission.n_commands() {
        0 => refused(0, Refusal::CommandUnreadable { because: "a submission holds at least one command".to_owned() }),
        n_commands if n_commands > LONGEST_BATCH => {
            refused(0, Refusal::BatchTooLong { n_commands, longest: LONGEST_BATCH })
        }
        _ => Ok(()),
    }
}

/// Refuses orders that rest on a register which has moved on.
fn check_drawn_from(submission: &Submission, head: Option<&Head>) -> Result<(), Failure> {
    let current = head.map_or(0, |it| it.position);
    match submission.drawn_from {
        Some(seen) if seen != current => refused(0, Refusal::Stale { seen, current }),
        _ => Ok(()),
    }
}

fn refused<T>(order: usize, refusal: Refusal) -> Result<T, Failure> {
    Err(Failure::Refused { refusal, order })
}

impl Draft<'_> {
    /// Decides one order and adds its entry.
    fn take(&mut self, i: usize, order: &Order) -> Result<(), Failure> {
        let before = self.folded(order.stream)?;
        self.check_founding(i, order)?;
        check_seen(i, order, before.as_ref())?;
        let scene = self.scene(order)?;
        let state = before.as_ref().map(|it| it.state.as_ref());
        let event = match order.command.clone().decide(state, &scene) {
            Ok(event) => event,
            Err(refusal) => return refused(i, refusal),
        };
        self.recognise(i, order, &event)?;
        self.erase(i, &event)?;
        self.add(i, order, &event, before)
    }

    /// The first entry of a register founds it, on the stream that bears its name.
    fn check_founding(&self, i: usize, order: &Order) -> Result<(), Failure> {
        let register = self.submission.register.into();
        let founds = matches!(order.command, Command::Register(_));
        let is_wrong = if founds { order.stream != register } else { self.head.is_none() };
        if is_wrong { refused(i, Refusal::StreamUnknown { stream: register }) } else { Ok(()) }
    }

    fn scene(&mut self, order: &Order) -> Result<Scene, Error> {
        let needs = order.command.needs();
        let mut states = BTreeMap::new();
        for stream in needs.states.into_iter().filter(|it| !self.submission.hidden.contains(it)) {
            if let Some(folded) = self.folded(stream)? {
                states.insert(stream, folded.state);
            }
        }
        for unit in needs.lines {
            self.add_line(unit.into(), &mut states)?;
        }
        let also = self.also_named(&needs.tellings)?;
        let told = self.told(&needs.tellings, &also)?;
        let listed = self.listed(&needs.listings)?;
        let next_task_code = if needs.task_code { self.next_task_code()? } else { 0 };
        let has_other_registers = needs.other_registers && self.has_other_registers()?;
        let (stamp, stream, is_founded) = (self.stamp, order.stream, self.head.is_some());
        Ok(Scene { stamp, stream, states, told, also, listed, next_task_code, is_founded, has_other_registers })
    }

    /// Adds all that stands above a unit of `states`, seen or not: where a unit hangs does not depend on who asks.
    fn add_line(&mut self, unit: StreamId, states: &mut BTreeMap<StreamId, Arc<State>>) -> Result<(), Error> {
        let mut at = unit;
        while let Some(State::Unit(unit)) = states.get(&at).map(AsRef::as_ref) {
            let Some(parent) = unit.latest().and_then(|it| it.parent).map(StreamId::from) else { break };
            let Some(folded) = self.folded(parent)?.filter(|_| !states.contains_key(&parent)) else { break };
            states.insert(parent, folded.state);
            at = parent;
        }
        Ok(())
    }

    /// The other names of these tellings: of a passage of a session that of its document, and the other way round.
    fn also_named(&mut self, tellings: &[Telling]) -> Result<BTreeMap<Telling, Vec<Telling>>, Error> {
        let mut also = BTreeMap::new();
        for telling in tellings.iter().filter(|it| it.span.is_some()) {
            let names: Vec<Teller> = match telling.by {
                Teller::Session(session) => match self.folded(session.into())?.map(|it| it.state).as_deref() {
                    Some(State::Session(it)) => it.document.map(Teller::Document).into_iter().collect(),
                    _ => Vec::new(),
                },
                Teller::Document(document) => self.sessions_of(document)?,
            };
            also.insert(*telling, names.into_iter().map(|by| Telling { by, ..*telling }).collect());
        }
        Ok(also)
    }

    fn sessions_of(&mut self, document: DocumentId) -> Result<Vec<Teller>, Error> {
        let key = [Value::text(self.submission.register), Value::text(document)];
        let kept = self.engine.query(SESSIONS_OF_DOCUMENT, &key)?.into_iter();
        let kept = kept.filter_map(|row| row[0].as_text()?.parse().ok().map(SessionId));
        let is_its = |it: &Folded| match it.state.as_ref() {
            State::Session(it) => Some(it.id).filter(|_| it.document == Some(document)),
            _ => None,
        };
        let after = self.after.values().filter_map(is_its);
        Ok(kept.chain(after).map(Teller::Session).collect())
    }

    /// What these tellings tell of, by whichever name: as the orders before left it, else as it is kept.
    fn told(
        &mut self,
        tellings: &[Telling],
        also: &BTreeMap<Telling, Vec<Telling>>,
    ) -> Result<BTreeMap<Telling, MatterId>, Error> {
        let mut told = BTreeMap::new();
        for telling in tellings {
            for name in std::iter::once(telling).chain(also.get(telling).into_iter().flatten()) {
                let key =
                    [Value::text(self.submission.register), Value::text(StreamId::from(name.by)), Value::text(name)];
                for row in self.engine.query(TOLD_OF, &key)? {
                    let matter: Option<StreamId> = row[0].as_text().and_then(|it| it.parse().ok());
                    told.extend(matter.filter(|it| !self.after.contains_key(it)).map(|it| (*telling, MatterId(it))));
                }
                let after = self.after.values().filter_map(|it| match it.state.as_ref() {
                    State::Matter(it) if it.tellings.contains_key(name) => Some((*telling, it.id)),
                    _ => None,
                });
                told.extend(after);
            }
        }
        Ok(told)
    }

    /// The limitations that these rows of lists are, in the same way.
    fn listed(&mut self, listings: &[Listing]) -> Result<BTreeMap<Listing, MatterId>, Error> {
        let mut listed = BTreeMap::new();
        for listing in listings {
            let Listing { task, file, row } = *listing;
            let place = [Value::text(task), Value::Int(file.into()), Value::Int(row.into())];
            let key = [vec![Value::text(self.submission.register)], place.to_vec()].concat();
            for row in self.engine.query(LISTED_AS, &key)? {
                let matter: Option<StreamId> = row[0].as_text().and_then(|it| it.parse().ok());
                listed.extend(matter.filter(|it| !self.after.contains_key(it)).map(|it| (*listing, MatterId(it))));
            }
        }
        for it in self.after.values() {
            let State::Matter(it) = it.state.as_ref() else { continue };
            listed.extend(listings.iter().filter(|row| it.listings.contains_key(row)).map(|row| (*row, it.id)));
        }
        Ok(listed)
    }

    /// Waits for whoever founds a register at this moment, so that two that want to be alone cannot both be.
    fn has_other_registers(&mut self) -> Result<bool, Error> {
        self.engine.lock("registers")?;
        Ok(!self.engine.query(REGISTERS, &[])?.is_empty())
    }

    fn next_task_code(&mut self) -> Result<u32, Error> {
        let year = self.stamp.on().year();
        if let Some(last) = self.last_task_code.get(&year) {
            return Ok(last + 1);
        }
        let found =
            self.engine.query(LAST_TASK_CODE, &[Value::text(self.submission.register), Value::Int(year.into())])?;
        let last = match found.first() {
            None => 0,
            Some(row) => row[0]
                .as_int()
                .and_then(|it| u32::try_from(it).ok())
                .ok_or_else(|| Error::corrupt(None, format!("the task codes of {year} cannot be read")))?,
        };
        self.last_task_code.insert(year, last);
        Ok(last + 1)
    }

    /// The stream as it is for the next order.
    fn folded(&mut self, stream: StreamId) -> Result<Option<Folded>, Error> {
        match self.after.get(&stream) {
            Some(folded) => Ok(Some(folded.clone())),
            None => self.streams.get(self.engine, self.submission.register, stream),
        }
    }

    /// Refuses a file that the register has.
    fn recognise(&mut self, i: usize, order: &Order, event: &Event) -> Result<(), Failure> {
        let Some(hash) = event.recognises().and_then(|it| it.plain()) else { return Ok(()) };
        let known = match self.known_files.iter().find(|(it, ..)| it == hash) {
            Some(&(_, document, _)) => Some(Some(document)),
            None => self
                .engine
                .query(KNOWN_FILE, &[Value::text(self.submission.register), Value::text(hash)])?
                .first()
                .map(|row| row[0].as_text().and_then(|it| it.parse().ok())),
        };
        match known {
            Some(document) => refused(i, Refusal::DocumentKnown { document }),
            None => {
                self.known_files.push((hash.to_owned(), DocumentId(order.stream), self.next_position()));
                Ok(())
            }
        }
    }

    /// Refuses to erase what is not there, is erased already, or stands elsewhere than the order says.
    fn erase(&mut self, i: usize, event: &Event) -> Result<(), Failure> {
        let Event::Erasure(model::act::erasure::Event::Ordered(ordered)) = event else { return Ok(()) };
        self.erased_at.insert(self.next_position());
        let seals: BTreeSet<_> = event.erases().iter().collect();
        for seal in seals {
            let is_new = self.erasing.iter().all(|it| it.seal != *seal);
            match erasing(self.engine, self.submission.register, seal)?.filter(|_| is_new) {
                Some(it) if it.stream == ordered.subject => self.erasing.push(it),
                _ => return refused(i, Refusal::NothingToErase),
            }
        }
        Ok(())
    }

    fn next_position(&self) -> u64 {
        self.head.as_ref().map_or(0, |it| it.position) + 1
    }

    /// Seals the event's words, writes its entry, and folds what was written: what cannot be read back is not appended.
    fn add(&mut self, i: usize, order: &Order, event: &Event, before: Option<Folded>) -> Result<(), Failure> {
        let position = self.next_position();
        let info = event.info();
        let mut body = event.body().map_err(|cause| Error::other("writing an event as JSON").caused_by(cause))?;
        let mut sealed = Vec::new();
        seal_words(&mut body, &mut self.salts, &mut sealed);
        let entry = Entry {
            register: self.submission.register,
            position,
            stream: order.stream,
            version: before.as_ref().map_or(0, |it| it.version) + 1,
            kind: info.event.to_owned(),
            body_version: info.body_version,
            actor: self.stamp.actor,
            at: instant_text(self.stamp.at),
            batch: (i as u64 + 1, self.submission.n_commands() as u64),
            receipt: (i == 0).then(|| self.receipt.1.clone()),
            previous: self.head.as_ref().map_or(NO_ENTRY.to_owned(), |it| it.hash.clone()),
            body,
        };
        let text = entry.write();
        let read_back = Entry::read_at(position, &text)?;
        let version = entry.version;
        let state_before = self.take_state(order.stream, before);
        let state = crate::streams::fold(state_before, read_back, position)?;
        if version == 1 {
            self.note_task_code(&state);
        }
        let head = Head::of(position, &text);
        self.entries.push(entry.row(&head.hash, text));
        self.sealed.extend(sealed.into_iter().map(|it| (position, it)));
        self.after.insert(order.stream, Folded { version, state: Arc::new(state) });
        self.head = Some(head);
        Ok(())
    }

    /// The state to go on from: copied once for each stream of a submission, then handed on.
    fn take_state(&mut self, stream: StreamId, before: Option<Folded>) -> Option<State> {
        let before = before.map(|it| it.state);
        match self.after.remove(&stream) {
            Some(folded) => {
                drop(before);
                Some(Arc::unwrap_or_clone(folded.state))
            }
            None => {
                let copy = before.as_ref().map(|it| it.as_ref().clone());
                self.before.entry(stream).or_insert(before);
                copy
            }
        }
    }

    fn note_task_code(&mut self, state: &State) {
        if let State::Task(task) = state {
            let last = self.last_task_code.entry(task.code.year).or_default();
            *last = task.code.n.max(*last);
        }
    }

    /// Writes entries, sealed texts, receipt, known files and the difference of the rows; then erases.
    fn write(self, fingerprint: &str) -> Result<Done, Failure> {
        let Draft { engine, submission, .. } = self;
        let register = Value::text(submission.register);
        let n_entries = self.entries.len() as u64;
        let head = self.head.expect("invariant: a submission has at least one order");
        let position = head.position + 1 - n_entries;
        bulk::ENTRY.insert(engine, &self.entries)?;
        bulk::SEALED.insert(engine, &sealed_rows(&register, &self.sealed))?;
        let receipt = vec![
            register.clone(),
            Value::text(submission.actor),
            Value::text(&submission.key),
            Value::text(fingerprint),
            Value::count(position),
            Value::count(n_entries),
            Value::text(self.receipt.0.to_hex()),
        ];
        bulk::RECEIPT.insert(engine, &[receipt])?;
        let known = |(hash, document, position): &(String, DocumentId, u64)| {
            vec![register.clone(), Value::text(hash), Value::text(document), Value::count(*position)]
        };
        bulk::KNOWN_FILE.insert(engine, &self.known_files.iter().map(known).collect::<Vec<_>>())?;
        for (&year, &last) in &self.last_task_code {
            engine.execute(SET_TASK_CODE, &[register.clone(), Value::Int(year.into()), Value::Int(last.into())])?;
        }
        let mut difference = Difference::default();
        for (stream, folded) in &self.after {
            difference.add(self.before[stream].as_deref(), &folded.state);
        }
        difference.write(engine, submission.register.into())?;
        for it in &self.erasing {
            it.carry_out(engine, submission.register)?;
        }
        for &position in &self.erased_at {
            mark(engine, submission.register, position)?;
        }
        let placed = Placed { position, n_entries, replayed: false };
        Ok(Done {
            placed,
            head: Some(head),
            changed: self.after,
            tallies: difference.tallies,
            has_erased: !self.erased_at.is_empty(),
        })
    }
}

/// An act that needs to have been seen is refused when its stream has moved on.
fn check_seen(i: usize, order: &Order, before: Option<&Folded>) -> Result<(), Failure> {
    let Some(before) = before else { return Ok(()) };
    let needs_seen = order.command.info().concurrency == Concurrency::NeedsSeen;
    if needs_seen && order.seen != Some(before.version) {
        return refused(i, Refusal::Stale { seen: order.seen.unwrap_or(0), current: before.version });
    }
    Ok(())
}

fn sealed_rows(register: &Value, sealed: &[(u64, Sealed)]) -> Vec<Vec<Value>> {
    let row = |(position, it): &(u64, Sealed)| {
        let position = Value::count(*position);
        vec![register.clone(), Value::text(&it.seal), position, Value::text(it.salt.to_hex()), Value::text(&it.text)]
    };
    sealed.iter().map(row).collect()
}

impl Entry {
    /// The row of the table `entry`.
    fn row(self, hash: &str, text: String) -> Vec<Value> {
        vec![
            Value::text(self.register),
            Value::count(self.position),
            Value::text(self.stream),
            Value::count(self.version),
            Value::Text(self.kind),
            Value::text(self.actor),
            Value::Text(self.at),
            Value::text(hash),
            Value::Text(text),
        ]
    }
}
