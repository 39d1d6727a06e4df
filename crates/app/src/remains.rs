//! Where words that are erased in one place still stand: what was read from the same passage, and what bears the same name.

use crate::Error;
use crate::erasing::Erasable;
use crate::figures;
use crate::known_units::name_key;
use crate::messages::{Language, say};
use crate::office::Office;
use crate::views::{ConclusionView, DocumentView, SessionView, TaskView};
use jiff::civil::Date;
use model::{DocumentId, SessionId, StreamId};
use serde::Serialize;
use std::collections::BTreeSet;

/// A place that is erased by its own order: `noun` and `id` are what the erasing takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Remain {
    pub noun: &'static str,
    pub id: String,
    /// The conclusion of the session, where it is one: it is erased with its session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
}

impl Remain {
    /// The place in the reader's language.
    pub fn sentence(&self, language: Language) -> String {
        let key = if self.n.is_some() { "conclusion" } else { self.noun };
        let n = self.n.map(|it| it.to_string()).unwrap_or_default();
        let id = self.id.parse::<Date>().map_or_else(|_| self.id.clone(), figures::day);
        say(language, &format!("remain-{key}"), &[("id", id.into()), ("n", n.into())])
    }
}

/// Names shorter than this stand in too many words by chance.
const SHORTEST_NAME: usize = 3;

impl Office {
    /// Where the words of one object still stand when its own are gone.
    pub(crate) fn remains(&self, what: Erasable, subject: StreamId) -> Result<Vec<Remain>, Error> {
        let around = Around::of(self)?;
        let mut found = match what {
            Erasable::Task => around.of_task(subject),
            Erasable::Session => around.of_session(SessionId(subject)),
            Erasable::Document => around.of_document(DocumentId(subject)),
            Erasable::Account | Erasable::Evidence | Erasable::Unit => Places::default(),
        };
        if matches!(what, Erasable::Account | Erasable::Unit) {
            for name in self.names_of(what, subject)?.iter().filter(|it| it.chars().count() >= SHORTEST_NAME) {
                around.with_name(self, name, &mut found)?;
            }
        }
        found.remove(what, subject);
        self.told(found)
    }

    /// The names an account or a unit bears, as they are compared.
    fn names_of(&self, what: Erasable, subject: StreamId) -> Result<Vec<String>, Error> {
        let names: Vec<Option<String>> = match what {
            Erasable::Account => {
                self.accounts()?.accounts.into_iter().filter(|it| it.id.0 == subject).map(|it| it.name).collect()
            }
            _ => self.units()?.units.into_iter().filter(|it| it.id.0 == subject).map(|it| it.name).collect(),
        };
        Ok(names.into_iter().flatten().map(|it| name_key(&it)).collect())
    }

    fn told(&self, found: Places) -> Result<Vec<Remain>, Error> {
        let mut told = Vec::new();
        for what in [Erasable::Document, Erasable::Session, Erasable::Task, Erasable::Unit, Erasable::Account] {
            let spoken = self.spoken(what)?;
            let name = |id: StreamId, n| Remain { noun: what.noun(), id: spoken.name(id), n };
            told.extend(found.objects.iter().filter(|it| it.0 == what.noun()).map(|it| name(it.1, None)));
            if what == Erasable::Session {
                told.extend(found.conclusions.iter().map(|(session, n)| name(session.0, Some(*n))));
            }
        }
        Ok(told)
    }
}

/// Objects by noun and identifier, and conclusions by session and number.
#[derive(Default)]
struct Places {
    objects: BTreeSet<(&'static str, StreamId)>,
    conclusions: BTreeSet<(SessionId, u32)>,
}

impl Places {
    fn add(&mut self, what: Erasable, id: impl Into<StreamId>) {
        self.objects.insert((what.noun(), id.into()));
    }

    /// The object itself is no other place.
    fn remove(&mut self, what: Erasable, subject: StreamId) {
        self.objects.remove(&(what.noun(), subject));
        self.conclusions.retain(|(session, _)| session.0 != subject);
    }
}

/// What still has words.
struct Around {
    tasks: Vec<TaskView>,
    conclusions: Vec<ConclusionView>,
    sessions: Vec<SessionView>,
    documents: Vec<DocumentView>,
}

impl Around {
    fn of(office: &Office) -> Result<Around, Error> {
        let mut around = Around {
            tasks: office.tasks()?.tasks,
            conclusions: office.conclusions()?.conclusions,
            sessions: office.sessions()?.sessions,
            documents: office.documents()?.documents,
        };
        around.conclusions.retain(|it| it.words.is_some());
        around.sessions.retain(|it| it.title.is_some());
        around.documents.retain(|it| it.content.is_some());
        Ok(around)
    }

    /// Its conclusion, the document it was read from, and the tasks of the same conclusion or the same passage.
    fn of_task(&self, subject: StreamId) -> Places {
        let mut found = Places::default();
        let Some(task) = self.tasks.iter().find(|it| it.id.0 == subject) else { return found };
        let conclusion = task.source.session.zip(task.source.conclusion);
        let same = |it: &&TaskView| {
            it.words.is_some()
                && ((conclusion.is_some() && it.source.session.zip(it.source.conclusion) == conclusion)
                    || (task.passage.is_some() && it.passage == task.passage))
        };
        self.tasks.iter().filter(same).for_each(|it| found.add(Erasable::Task, it.id));
        let recorded = self.conclusions.iter().map(|it| (it.session, it.n)).filter(|it| Some(*it) == conclusion);
        found.conclusions.extend(recorded);
        self.add_document(task.source.document, &mut found);
        found
    }

    /// The document that tells of it, and the tasks that follow from its conclusions.
    fn of_session(&self, session: SessionId) -> Places {
        let mut found = Places::default();
        let told = self.sessions.iter().find(|it| it.id == session).and_then(|it| it.document);
        self.add_document(told, &mut found);
        let follows = self.tasks.iter().filter(|it| it.words.is_some() && it.source.session == Some(session));
        follows.for_each(|it| found.add(Erasable::Task, it.id));
        found
    }

    /// What was read from it.
    fn of_document(&self, document: DocumentId) -> Places {
        let mut found = Places::default();
        let tasks = self.tasks.iter().filter(|it| it.words.is_some() && it.source.document == Some(document));
        tasks.for_each(|it| found.add(Erasable::Task, it.id));
        let is_from = |it: &&ConclusionView| it.passage.as_ref().is_some_and(|it| it.document == document);
        found.conclusions.extend(self.conclusions.iter().filter(is_from).map(|it| (it.session, it.n)));
        let held = self.sessions.iter().filter(|it| it.document == Some(document));
        held.for_each(|it| found.add(Erasable::Session, it.id));
        found
    }

    fn add_document(&self, document: Option<DocumentId>, found: &mut Places) {
        let kept = self.documents.iter().find(|it| Some(it.id) == document);
        kept.into_iter().for_each(|it| found.add(Erasable::Document, it.id));
    }

    /// Everything whose words hold a name; of a document also its file.
    fn with_name(&self, office: &Office, name: &str, found: &mut Places) -> Result<(), Error> {
        let holds = |texts: &[&Option<String>]| {
            texts.iter().filter_map(|it| it.as_deref()).any(|it| name_key(it).contains(name))
        };
        let tasks = self.tasks.iter().filter(|it| holds(&[&it.words, &it.deadline.due_words, &it.deliverable]));
        tasks.for_each(|it| found.add(Erasable::Task, it.id));
        found.conclusions.extend(self.conclusions.iter().filter(|it| holds(&[&it.words])).map(|it| (it.session, it.n)));
        let sessions = self.sessions.iter().filter(|it| holds(&[&it.title, &it.chair]));
        sessions.for_each(|it| found.add(Erasable::Session, it.id));
        for it in &self.documents {
            if holds(&[&it.title, &it.file_name, &it.issuer, &it.number, &office.text_of(it)?]) {
                found.add(Erasable::Document, it.id);
            }
        }
        for it in office.units()?.units.iter().filter(|it| holds(&[&it.name])) {
            found.add(Erasable::Unit, it.id);
        }
        for it in office.accounts()?.accounts.iter().filter(|it| holds(&[&it.name])) {
            found.add(Erasable::Account, it.id);
        }
        Ok(())
    }
}
