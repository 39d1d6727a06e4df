//! Erasing words for good: their texts and salts, and the file where one belongs to them. The chain stays valid.

use crate::error::{Error, NotFound};
use crate::office::Office;
use crate::remains::Remain;
use crate::spoken::Spoken;
use crate::views::{DocumentView, words};
use model::act::erasure;
use model::refusal::wanted_words;
use model::state::{Evidence, State, TaskCode};
use model::{AccountId, Command, DocumentId, Refusal, Seal, StreamId};
use serde::Serialize;
use std::collections::BTreeSet;
use store::{Order, Text};

/// What may be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasable {
    Account,
    Document,
    /// One file, called by its number and by the code of its task or what people call its session: `2026-0012/3`.
    Evidence,
    Session,
    Task,
    Unit,
}

impl Erasable {
    /// The word for it, as it begins the names of its acts.
    pub fn noun(self) -> &'static str {
        match self {
            Erasable::Account => "account",
            Erasable::Document => "document",
            Erasable::Evidence => "evidence",
            Erasable::Session => "session",
            Erasable::Task => "task",
            Erasable::Unit => "unit",
        }
    }
}

/// What was erased, and where the same words still stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    pub n_texts: usize,
    /// Whether a file was removed.
    pub has_file: bool,
    /// Whether the old bytes are known to be gone from the files of the database.
    pub is_scoured: bool,
    pub remains: Vec<Remain>,
}

impl Office {
    /// Erases all words of one object in the name of `actor`.
    ///
    /// `id` is what people call it by, if nothing else is called so: a task's code, a document's number, a session's day,
    /// the name of a unit or an account; or its identifier.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] where nothing is left to erase; [`Error::Store`].
    pub fn erase(&self, what: Erasable, id: &str, actor: AccountId, because: &str) -> Result<Erased, Error> {
        let subject = self.subject(what, id)?;
        let register = self.register()?;
        let evidence = self.evidence_of(what, subject, id)?;
        let files = self.files_of(what, subject, &evidence)?;
        let seals = match what {
            Erasable::Evidence => evidence.iter().flat_map(seals_of_evidence).collect(),
            _ => self.store.seals_of(register, subject)?,
        };
        let texts = self.store.texts(register, &seals)?;
        let seals: Vec<_> = texts.into_iter().filter(|(_, text)| *text != Text::Erased).map(|(seal, _)| seal).collect();
        let n_texts = seals.len();
        let remains = self.remains(what, subject)?;
        let order = erasure::order::Order { subject, seals, because: because.to_owned() };
        self.refuse_erasure(&order)?;
        // The file goes first: if all ends here, a check tells that it is missing, and the erasure can be asked for again.
        self.remove_files(&files, Some(subject))?;
        self.last_read.forget(&files);
        if what == Erasable::Document {
            self.forget_desk(DocumentId(subject))?;
        }
        let command = Command::Erasure(erasure::Command::Order(order));
        let orders = vec![Order { stream: self.clock.new_id(), seen: None, command }];
        let answer = self.submit_drawn(actor, self.clock.new_id().to_string(), None, orders)?;
        // It is erased, whatever comes of this question.
        let is_scoured = self.store.unscoured(register).is_ok_and(|it| !it.contains(&answer.position));
        Ok(Erased { n_texts, has_file: !files.is_empty(), is_scoured, remains })
    }

    fn subject(&self, what: Erasable, id: &str) -> Result<StreamId, Error> {
        let noun = what.noun();
        let missing = || Error::NotFound(NotFound::Erasable { noun, id: id.to_owned() });
        let register = self.register()?;
        if what == Erasable::Evidence {
            let of = |what| id.rsplit_once('/').and_then(|it| self.subject(what, it.0).ok());
            return of(Erasable::Task).or_else(|| of(Erasable::Session)).ok_or_else(missing);
        }
        if let Ok(stream) = id.trim().parse::<StreamId>() {
            return match self.store.stream(register, stream)? {
                Some((_, state)) if state.noun() == noun => Ok(stream),
                _ => Err(missing()),
            };
        }
        if what == Erasable::Task {
            let code = id.trim().parse::<TaskCode>().map_err(|_| missing())?;
            return self.store.task_by_code(register, code)?.map(|it| it.id.into()).ok_or_else(missing);
        }
        match self.spoken(what)?.find(id).as_slice() {
            [] => Err(missing()),
            [stream] => Ok(*stream),
            several => {
                let several = several.iter().map(ToString::to_string).collect();
                Err(Error::NotFound(NotFound::Several { noun, id: id.to_owned(), several }))
            }
        }
    }

    /// What the objects of a sort are called by; tasks have their codes.
    pub(crate) fn spoken(&self, what: Erasable) -> Result<Spoken, Error> {
        let named: Vec<(StreamId, Option<String>)> = match what {
            Erasable::Account => self.accounts()?.accounts.into_iter().map(|it| (it.id.into(), it.name)).collect(),
            Erasable::Document => self.documents()?.documents.into_iter().map(|it| (it.id.into(), it.number)).collect(),
            Erasable::Session => {
                self.sessions()?.sessions.into_iter().map(|it| (it.id.into(), Some(it.held_on.to_string()))).collect()
            }
            Erasable::Evidence => Vec::new(),
            Erasable::Task => self.tasks()?.tasks.into_iter().map(|it| (it.id.into(), Some(it.code))).collect(),
            Erasable::Unit => self.units()?.units.into_iter().map(|it| (it.id.into(), it.name)).collect(),
        };
        Ok(Spoken::new(named))
    }

    /// The files of a task or a session that are meant: the one of its number with those of the same bytes, or all.
    fn evidence_of(&self, what: Erasable, subject: StreamId, id: &str) -> Result<Vec<Evidence>, Error> {
        let found = self.store.stream(self.register()?, subject)?;
        let evidence = found.map(|it| it.1.evidence().to_vec()).unwrap_or_default();
        if what != Erasable::Evidence {
            return Ok(evidence);
        }
        let missing = || Error::NotFound(NotFound::Erasable { noun: what.noun(), id: id.to_owned() });
        let n = id.rsplit_once('/').and_then(|it| it.1.trim().parse::<usize>().ok()).ok_or_else(missing)?;
        let seals: Vec<Seal> = evidence.iter().filter_map(|it| it.content.seal().cloned()).collect();
        let texts = self.store.texts(self.register()?, &seals)?;
        let content = |it: &Evidence| it.content.seal().and_then(|it| texts.get(it)).cloned();
        let one = n.checked_sub(1).and_then(|it| evidence.get(it)).ok_or_else(missing)?;
        let asked = content(one);
        Ok(evidence.iter().filter(|it| content(it) == asked).cloned().collect())
    }

    /// Hashes of the files of a document, or of `evidence`.
    fn files_of(&self, what: Erasable, subject: StreamId, evidence: &[Evidence]) -> Result<Vec<String>, Error> {
        if what != Erasable::Document {
            let seals: Vec<Seal> = evidence.iter().filter_map(|it| it.content.seal().cloned()).collect();
            let texts = self.store.texts(self.register()?, &seals)?;
            return Ok(texts.into_values().filter_map(words).collect());
        }
        let document = self.store.document(self.register()?, DocumentId(subject))?.map(DocumentView::of);
        Ok(document.iter().flat_map(DocumentView::files).collect())
    }

    /// Refuses orders that would erase words and leave a file, or the last name somebody could act under.
    pub(crate) fn refuse_erasures(&self, orders: &[Order]) -> Result<(), Error> {
        for order in orders {
            let Command::Erasure(erasure::Command::Order(order)) = &order.command else { continue };
            let texts = self.store.texts(self.register()?, &order.seals)?;
            let mut hashes = texts.values().filter_map(Text::words).filter(|it| it.len() == 64).peekable();
            if hashes.peek().is_some() {
                let named = self.named_files(None)?;
                if hashes.any(|it| named.contains(it)) {
                    return Err(Error::Refused(Refusal::FileErasedApart));
                }
            }
            self.refuse_last_account(&order.seals)?;
        }
        Ok(())
    }

    /// What the rule and the store would refuse is refused before the file is touched.
    fn refuse_erasure(&self, order: &erasure::order::Order) -> Result<(), Error> {
        if order.seals.is_empty() {
            return Err(Error::Refused(Refusal::NothingToErase));
        }
        wanted_words("because", order.because.clone()).map_err(Error::Refused)?;
        self.refuse_last_account(&order.seals)
    }

    /// Refuses to take the name of the last account that has one.
    fn refuse_last_account(&self, seals: &[Seal]) -> Result<(), Error> {
        let register = self.register()?;
        let mut names = BTreeSet::new();
        for account in self.store.accounts(register)?.iter().filter(|it| it.name != Text::Erased) {
            if let Some((_, State::Account(it))) = self.store.stream(register, account.id.into())? {
                names.extend(it.name.seal().cloned());
            }
        }
        let n_named = names.len();
        names.retain(|it| !seals.contains(it));
        if names.is_empty() && n_named > 0 {
            return Err(Error::Refused(Refusal::LastAccount));
        }
        Ok(())
    }
}

/// The words of one file: its hash, its name, and why it was kept.
fn seals_of_evidence(evidence: &Evidence) -> Vec<Seal> {
    let words = [Some(&evidence.content), Some(&evidence.file_name), evidence.kept_because.as_ref()];
    words.into_iter().flatten().filter_map(|it| it.seal().cloned()).collect()
}
