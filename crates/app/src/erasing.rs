//! Erasing words for good: their texts and salts, and the file where one belongs to them. The chain stays valid.

use crate::error::{Error, NotFound};
use crate::office::Office;
use model::act::erasure;
use model::state::TaskCode;
use model::{AccountId, Command, DocumentId, Passage, StreamId};
use serde::Serialize;
use store::{Order, Text};

/// What may be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasable {
    Account,
    Document,
    Session,
    Task,
    Unit,
}

/// What was erased, and where words read from the same place still stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    pub n_texts: usize,
    /// Whether a file was removed.
    pub has_file: bool,
    /// Codes of tasks and numbers of conclusions that hold words of an erased document.
    pub remains: Vec<String>,
}

impl Office {
    /// Erases all words of one object in the name of `actor`.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] where nothing is left to erase; [`Error::Store`].
    pub fn erase(&self, what: Erasable, id: &str, actor: AccountId, because: &str) -> Result<Erased, Error> {
        let subject = self.subject(what, id)?;
        let register = self.register()?;
        let file = self.file_of(what, subject)?;
        let texts = self.store.texts(register, &self.store.seals_of(register, subject)?)?;
        let seals: Vec<_> = texts.into_iter().filter(|(_, text)| *text != Text::Erased).map(|(seal, _)| seal).collect();
        let n_texts = seals.len();
        let order = erasure::order::Order { subject, seals, because: because.to_owned() };
        let command = Command::Erasure(erasure::Command::Order(order));
        let orders = vec![Order { stream: self.clock.new_id(), seen: None, command }];
        self.submit(actor, self.clock.new_id().to_string(), orders)?;
        if let Some(content) = &file {
            self.files.remove(content)?;
        }
        let remains = if what == Erasable::Document { self.remains(DocumentId(subject))? } else { Vec::new() };
        Ok(Erased { n_texts, has_file: file.is_some(), remains })
    }

    fn subject(&self, what: Erasable, id: &str) -> Result<StreamId, Error> {
        let noun = noun(what);
        let missing = || Error::NotFound(NotFound::Object { noun, id: id.to_owned() });
        let register = self.register()?;
        if let (Erasable::Task, Ok(code)) = (what, id.parse::<TaskCode>()) {
            return self.store.task_by_code(register, code)?.map(|it| it.id.into()).ok_or_else(missing);
        }
        let stream: StreamId = id.parse().map_err(|_| missing())?;
        match self.store.stream(register, stream)? {
            Some((_, state)) if state.noun() == noun => Ok(stream),
            _ => Err(missing()),
        }
    }

    fn file_of(&self, what: Erasable, subject: StreamId) -> Result<Option<String>, Error> {
        if what != Erasable::Document {
            return Ok(None);
        }
        let documents = self.documents()?.documents;
        Ok(documents.into_iter().find(|it| it.id == DocumentId(subject)).and_then(|it| it.content))
    }

    /// Tasks and conclusions that quote the document.
    fn remains(&self, document: DocumentId) -> Result<Vec<String>, Error> {
        let tasks = self.all_task_rows()?.into_iter().filter(|it| is_from(&it.source.passage, document));
        let mut remains: Vec<String> = tasks.map(|it| it.code.to_string()).collect();
        let conclusions = self.store.conclusions(self.register()?, None)?;
        remains.extend(conclusions.iter().filter(|it| is_from(&it.passage, document)).map(|it| format!("#{}", it.n)));
        Ok(remains)
    }
}

fn is_from(passage: &Option<Passage>, document: DocumentId) -> bool {
    passage.as_ref().is_some_and(|it| it.document == document)
}

fn noun(what: Erasable) -> &'static str {
    match what {
        Erasable::Account => "account",
        Erasable::Document => "document",
        Erasable::Session => "session",
        Erasable::Task => "task",
        Erasable::Unit => "unit",
    }
}
