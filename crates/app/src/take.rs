//! Taking a proposal into the register, once: neither the same file nor the same document comes in twice unasked.

use crate::Error;
use crate::accept::{Acceptance, Around, Received, accept, receive};
use crate::access::Viewer;
use crate::error::Forbidden;
use crate::intake::{Accepted, FileRead, read_file};
use crate::known_units::name_key;
use crate::office::{Office, refuse_blank_name};
use crate::propose::{Proposal, SessionDraft};
use crate::views::{self, DocumentView};
use crate::whole::MOST_TRIES;
use model::{AccountId, DocumentId, Refusal};

/// From a proposal to what is written of it.
type ToOrders = fn(&Proposal, &Received, Around) -> Acceptance;

/// What became of a file that was to be accepted.
#[derive(Clone, Debug)]
pub enum Taken {
    /// The same file is in the register already, perhaps since this instant.
    Known(DocumentView),
    /// It was accepted, as `proposal` says.
    Accepted { accepted: Accepted, proposal: Box<Proposal> },
}

/// Refuses what can be refused before an office is opened, so that nothing is made for it.
///
/// # Errors
/// [`Refusal::NothingFound`], [`Refusal::SheetUnclear`], [`Refusal::WordsMissing`] for a blank `by`.
pub fn refuse_first(file: &FileRead, by: &str) -> Result<(), Refusal> {
    refuse_blank_name(by)?;
    refuse_empty(file)
}

/// Refuses whoever may not take files in, before anything of a file is read.
///
/// # Errors
/// [`Forbidden::Act`].
pub fn refuse_taking_in(viewer: &Viewer) -> Result<(), Error> {
    match viewer.may_take_in() {
        true => Ok(()),
        false => Err(Error::Forbidden(Forbidden::Act { act: "document.receive" })),
    }
}

/// Refuses a text of which the register would keep nothing.
fn refuse_empty(file: &FileRead) -> Result<(), Refusal> {
    let reading = &file.reading;
    let is_told = reading.document.is_some() || reading.session.is_some() || !reading.directives.is_empty();
    match is_told || file.is_kept_sheet() {
        true => Ok(()),
        false if file.is_workbook() => Err(Refusal::SheetUnclear),
        false => Err(Refusal::NothingFound),
    }
}

impl Office {
    /// Accepts what of `file` needs no person, in one batch, in the name of `by`.
    ///
    /// The first account of an empty register is made here, and the register with it. `another` says that a document
    /// which looks like one of the register is another one.
    ///
    /// # Errors
    /// [`Error::Refused`] with [`Refusal::NothingFound`], [`Refusal::SheetUnclear`], [`Refusal::DocumentNumberKnown`], [`Refusal::DocumentAlike`]
    /// and those of the acts; [`Error::Forbidden`] for an unknown account; [`Error::Store`].
    pub fn accept(&self, file: &FileRead, by: &str, another: bool) -> Result<Taken, Error> {
        refuse_first(file, by).map_err(Error::Refused)?;
        let actor = self.account_or_first(by)?;
        self.accept_by(file, actor, another)
    }

    /// Accepts what of a file needs no person, in the name of `viewer`: their roles must reach over the whole tree, for the
    /// document may concern any unit.
    ///
    /// # Errors
    /// Those of reading a file, and of [`Office::accept`]; [`Forbidden::Act`].
    pub fn take_in_as(&self, viewer: &Viewer, name: &str, bytes: Vec<u8>, another: bool) -> Result<Taken, Error> {
        refuse_taking_in(viewer)?;
        let file = read_file(name, bytes).map_err(Error::Refused)?;
        refuse_empty(&file).map_err(Error::Refused)?;
        self.accept_by(&file, viewer.account, another)
    }

    /// Receives a file in the name of `viewer` and decides nothing about it: that is done at its desk.
    ///
    /// # Errors
    /// Those of [`Office::take_in_as`].
    pub fn receive_as(&self, viewer: &Viewer, name: &str, bytes: Vec<u8>, another: bool) -> Result<Taken, Error> {
        refuse_taking_in(viewer)?;
        self.receive_read(viewer, &read_file(name, bytes).map_err(Error::Refused)?, another)
    }

    /// The same of a file that was read.
    pub(crate) fn receive_read(&self, viewer: &Viewer, file: &FileRead, another: bool) -> Result<Taken, Error> {
        refuse_taking_in(viewer)?;
        self.receive_file(viewer, file, another)
    }

    /// The same of whoever was asked whether they may.
    pub(crate) fn receive_file(&self, viewer: &Viewer, file: &FileRead, another: bool) -> Result<Taken, Error> {
        refuse_empty(file).map_err(Error::Refused)?;
        self.take(file, viewer.account, another, receive)
    }

    fn accept_by(&self, file: &FileRead, actor: AccountId, another: bool) -> Result<Taken, Error> {
        self.take(file, actor, another, accept)
    }

    fn take(&self, file: &FileRead, actor: AccountId, another: bool, orders: ToOrders) -> Result<Taken, Error> {
        let mut n_tries = 0;
        loop {
            n_tries += 1;
            match self.take_once(file, actor, another, orders) {
                Err(Error::Refused(Refusal::Stale { .. })) if n_tries < MOST_TRIES => {}
                Err(Error::Refused(Refusal::DocumentKnown { .. })) if n_tries < MOST_TRIES => {}
                Err(Error::Refused(refusal)) => return self.known_or_forgotten(file, refusal),
                done => return done,
            }
        }
    }

    /// Refused because the same file came in by others in this instant: it is known. Else it is not kept.
    fn known_or_forgotten(&self, file: &FileRead, refusal: Refusal) -> Result<Taken, Error> {
        if let Some(document) = self.recognise(file)? {
            return Ok(Taken::Known(document));
        }
        self.remove_files(&file.hashes(), None)?;
        Err(Error::Refused(refusal))
    }

    /// Writes the `orders` that follow from what is proposed now, if nobody writes before that is written.
    fn take_once(&self, file: &FileRead, actor: AccountId, another: bool, orders: ToOrders) -> Result<Taken, Error> {
        let drawn_from = self.store.head(self.register()?)?.map(|it| it.position);
        if let Some(document) = self.recognise(file)? {
            return Ok(Taken::Known(document));
        }
        let proposal = self.propose(file)?;
        if !another {
            self.refuse_twice(&proposal)?;
        }
        self.keep(file)?;
        let document = DocumentId(self.clock.new_id());
        let met = self.session_joined(&proposal, document)?;
        let around = Around { clock: &self.clock, root: self.root()?, document, met: met.as_ref() };
        let accepted = orders(&proposal, &file.received, around);
        let answer = self.submit_drawn(actor, self.clock.new_id().to_string(), drawn_from, accepted.orders)?;
        // Others who were refused with the same file may have removed it before this was written.
        self.keep(file)?;
        let accepted = Accepted {
            document: accepted.document,
            session: accepted.session,
            n_units: accepted.founded.len(),
            n_conclusions: accepted.n_conclusions,
            n_guidance: if accepted.session.is_some() { proposal.n_guidance() } else { 0 },
            tasks: accepted.tasks.iter().map(|it| self.task_code(*it)).collect::<Result<_, _>>()?,
            first: answer.position,
            last: answer.position + answer.n_entries - 1,
            head: answer.head.to_string(),
        };
        Ok(Taken::Accepted { accepted, proposal: Box::new(proposal) })
    }

    /// Keeps a file and what was taken out of it.
    fn keep(&self, file: &FileRead) -> Result<(), Error> {
        self.files.keep(file.bytes())?;
        if file.received.extracted.is_some() {
            self.files.keep(file.text.as_bytes())?;
        }
        Ok(())
    }

    /// Refuses a document that the register has under other bytes.
    fn refuse_twice(&self, proposal: &Proposal) -> Result<(), Error> {
        let head = proposal.document.clone().unwrap_or_default();
        let mut documents = self.documents()?.documents;
        documents
            .retain(|it| it.issued_on == head.date && same(it.issuer.as_deref(), head.issuer.as_deref(), name_key));
        let refusal = match &head.number {
            Some(number) => {
                let known = documents.iter().find(|it| same(it.number.as_deref(), Some(number), number_key));
                known.map(|it| Refusal::DocumentNumberKnown {
                    number: number.clone(),
                    issued_on: head.date,
                    issuer: head.issuer.clone(),
                    received_on: it.received_on,
                    document: it.id,
                })
            }
            None => self.alike(proposal, &documents)?.map(|it| Refusal::DocumentAlike {
                title: proposal.title.clone(),
                held_on: proposal.session.as_ref().and_then(|it| it.held_on),
                received_on: it.received_on,
                document: it.id,
            }),
        };
        refusal.map_or(Ok(()), |it| Err(Error::Refused(it)))
    }

    /// The unnumbered document of the same title, and of the same session where there is one.
    fn alike<'a>(&self, proposal: &Proposal, documents: &'a [DocumentView]) -> Result<Option<&'a DocumentView>, Error> {
        let is_alike =
            |it: &&DocumentView| it.number.is_none() && same(it.title.as_deref(), Some(&proposal.title), name_key);
        let mut alike = documents.iter().filter(is_alike);
        let Some(session) = &proposal.session else { return Ok(alike.next()) };
        let sessions = self.sessions()?.sessions;
        Ok(alike.find(|document| {
            let mut held = sessions.iter().filter(|it| it.document == Some(document.id));
            held.any(|it| is_held_as(it, session, proposal))
        }))
    }
}

/// Whether two optional words are the same by `key`; nothing equals nothing.
fn same(one: Option<&str>, other: Option<&str>, key: fn(&str) -> String) -> bool {
    one.map(key) == other.map(key)
}

/// What is the same in two spellings of a document's number.
pub(crate) fn number_key(number: &str) -> String {
    name_key(number).split_whitespace().collect()
}

fn is_held_as(held: &views::SessionView, session: &SessionDraft, proposal: &Proposal) -> bool {
    let host = session.host.and_then(|it| proposal.units[it].known);
    Some(held.held_on) == session.held_on && held.host.as_ref().map(|it| it.id) == host
}
