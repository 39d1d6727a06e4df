//! The document that a task comes from, found once it came: by its number or title, and the place in it that tells of the task.
//!
//! What it says otherwise than the task is told, and changes nothing by itself.

use crate::access::Viewer;
use crate::bodies::Chosen;
use crate::error::{Error, Forbidden};
use crate::figures;
use crate::intake::read_file;
use crate::last_read::TextFound;
use crate::likeness::Pairs;
use crate::messages::{Language, say};
use crate::office::Office;
use crate::propose::{Draft, Proposal, TextRead, propose};
use crate::take::Taken;
use crate::views::{DocumentView, SourceText, TaskView, around};
use base::Span;
use base::fold::search_key;
use model::act::task::{self, add_source::AddSource};
use model::state::Outside;
use model::{Command, Deadline, Refusal};
use serde::Serialize;
use store::{Answer, Order};

/// What is offered to whoever adds the document of a task.
#[derive(Clone, Debug, Serialize)]
pub struct SourcingView {
    pub task: TaskView,
    /// Whether the viewer may add one, and none stands.
    pub may_add: bool,
    /// What documents were looked for by.
    pub text: String,
    /// The newest first.
    pub documents: Vec<DocumentView>,
    pub chosen: Option<ChosenView>,
}

/// A document that was chosen, and places in it.
#[derive(Clone, Debug, Serialize)]
pub struct ChosenView {
    pub document: DocumentView,
    /// What places were looked for by; blank for the words of the task.
    pub words: String,
    /// What fits best first.
    pub places: Vec<PlaceView>,
}

/// A place that may tell of the task.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    pub span: Span,
    pub source: SourceText,
    /// What it says otherwise.
    pub differs: Vec<Differs>,
}

/// A file that is the document that a task comes from.
#[derive(Clone, Debug)]
pub struct SourceSent {
    /// That of the submission.
    pub key: String,
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whoever sends it says that it is another document than the one it looks like.
    pub is_another: bool,
}

/// What a document says otherwise than the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Differs {
    Deadline { there: Deadline, words: Option<String> },
    Lead { there: Vec<String> },
}

/// So many documents are offered, and so many pages of them looked through.
const MOST_DOCUMENTS: usize = 12;
const MOST_PAGES: usize = 20;
/// So many places are offered.
const MOST_PLACES: usize = 8;

impl Office {
    /// What may be added to a task as the document that it comes from; `document` is one that was chosen, `text` finds
    /// documents and `words` places, both without marks.
    ///
    /// # Errors
    /// [`crate::error::NotFound::Object`] for what `viewer` does not see; [`Error::Store`].
    pub fn sourcing(
        &self,
        viewer: &Viewer,
        asked: &str,
        (document, text, words): (Option<&str>, Option<&str>, &str),
    ) -> Result<SourcingView, Error> {
        let task = self.task_seen(viewer, asked)?;
        let may_add = task.source.document.is_none() && viewer.may("task.add_source", &[task.lead.id]);
        if !may_add {
            return Ok(SourcingView { task, may_add, text: String::new(), documents: Vec::new(), chosen: None });
        }
        // A document that was named when the task was assigned is looked for first.
        let text = text.map_or_else(|| number_of(&task), str::to_owned);
        let chosen = document.map(|it| self.places_in(viewer, &task, it, words)).transpose()?;
        let documents = if chosen.is_some() { Vec::new() } else { self.documents_called(viewer, &text)? };
        Ok(SourcingView { task, may_add, text, documents, chosen })
    }

    /// Refuses whoever may not add the document that a task comes from, and a task of which one stands.
    ///
    /// # Errors
    /// [`crate::error::NotFound::Object`] for what `viewer` does not see; [`Forbidden::Act`]; [`Refusal::SourceStands`];
    /// [`Error::Store`].
    pub fn want_no_source(&self, viewer: &Viewer, asked: &str) -> Result<TaskView, Error> {
        let task = self.task_seen(viewer, asked)?;
        if !viewer.may("task.add_source", &[task.lead.id]) {
            return Err(Error::Forbidden(Forbidden::Act { act: "task.add_source" }));
        }
        match task.source.document {
            Some(document) => Err(Error::Refused(Refusal::SourceStands { document })),
            None => Ok(task),
        }
    }

    /// Takes a file in and adds it, as a whole, to the task that comes from it. What the register has already is not taken
    /// in twice; what becomes of the rest of it is decided at its desk.
    ///
    /// # Errors
    /// Those of [`Office::want_no_source`], of reading a file, of taking one in, and of the act.
    pub fn send_source(&self, viewer: &Viewer, asked: &str, sent: SourceSent) -> Result<Answer, Error> {
        let task = self.want_no_source(viewer, asked)?;
        let file = read_file(&sent.name, sent.bytes).map_err(Error::Refused)?;
        let document = match self.receive_file(viewer, &file, sent.is_another)? {
            Taken::Known(it) => it.id,
            Taken::Accepted { accepted, .. } => accepted.document,
        };
        let command = Command::Task(task::Command::AddSource(AddSource { document, span: None }));
        self.submit_as(viewer, sent.key, vec![Order { stream: task.id.into(), seen: None, command }])
    }

    /// The newest documents in whose number, title or issuer all words of `text` stand.
    fn documents_called(&self, viewer: &Viewer, text: &str) -> Result<Vec<DocumentView>, Error> {
        let key = search_key(text);
        let is_called = |it: &DocumentView| {
            let told = [&it.number, &it.title, &it.issuer].map(|it| it.as_deref().unwrap_or_default());
            let told = search_key(&told.join(" "));
            key.split_whitespace().all(|it| told.contains(it))
        };
        let (mut found, mut after) = (Vec::new(), String::new());
        for _ in 0..MOST_PAGES {
            let page = self.documents_seen(viewer, &after)?;
            found.extend(page.documents.into_iter().filter(is_called));
            match page.next.filter(|_| found.len() < MOST_DOCUMENTS) {
                Some(next) => after = next,
                None => break,
            }
        }
        found.truncate(MOST_DOCUMENTS);
        Ok(found)
    }

    fn places_in(&self, viewer: &Viewer, task: &TaskView, document: &str, words: &str) -> Result<ChosenView, Error> {
        let document = self.document_page(viewer, document)?.document;
        let words = words.trim().to_owned();
        let Some((found, proposal)) = self.proposed_alone(&document)? else {
            return Ok(ChosenView { document, words, places: Vec::new() });
        };
        let spans = match words.is_empty() {
            true => alike(&proposal, task),
            false => holding(&found.text, &proposal, &words),
        };
        let place = |span: Span| {
            let differs = draft_at(&proposal, span).map(|it| differences(it, &proposal, task)).unwrap_or_default();
            Some(PlaceView { span, source: around(&found.text, span.start, span.end)?, differs })
        };
        Ok(ChosenView { places: spans.into_iter().filter_map(place).collect(), document, words })
    }

    /// What a document would become, before anybody said anything of it; `None` once its text is gone.
    fn proposed_alone(&self, document: &DocumentView) -> Result<Option<(TextFound, Proposal)>, Error> {
        let Some(found) = self.text_found(document)? else { return Ok(None) };
        let (choices, calendar, chosen) = (document.choices(), self.calendar()?, Chosen::new());
        let read = TextRead {
            text: &found.text,
            reading: &found.reading,
            unsure: document.doubts(),
            choices: &choices,
            chosen: &chosen,
            counting: document.counting(&calendar),
        };
        let proposal = propose(&read, &*self.known_units()?);
        Ok(Some((found, proposal)))
    }

    /// What the document that was added to a task says otherwise, at the place that was added.
    pub(crate) fn source_differs(&self, task: &TaskView) -> Result<Vec<Differs>, Error> {
        let Some(passage) = &task.passage else { return Ok(Vec::new()) };
        let row = self.store.documents_of(self.register()?, &[passage.document])?.pop();
        let proposed = row.map(|it| self.proposed_alone(&DocumentView::of(it))).transpose()?.flatten();
        let told = |(_, proposal): (TextFound, Proposal)| {
            draft_at(&proposal, passage.span).map(|it| differences(it, &proposal, task)).unwrap_or_default()
        };
        Ok(proposed.map(told).unwrap_or_default())
    }
}

impl Differs {
    pub fn sentence(&self, language: Language) -> String {
        match self {
            Differs::Lead { there } => say(language, "source-differs-lead", &[("there", there.join("; ").into())]),
            Differs::Deadline { there, words } => {
                let there = there.due_on().map(figures::day).or_else(|| words.clone()).unwrap_or_default();
                say(language, "source-differs-deadline", &[("there", there.into())])
            }
        }
    }
}

/// The number of a document outside the register from which the task was assigned.
fn number_of(task: &TaskView) -> String {
    match &task.source.outside {
        Some(Outside::Document { number, .. }) => number.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// What is most like the words of the task.
fn alike(proposal: &Proposal, task: &TaskView) -> Vec<Span> {
    let own = Pairs::of(task.words.as_deref().unwrap_or_default());
    let shared = |it: &Draft| (own.shared_percent(&Pairs::of(&it.words)), it.span);
    let mut scored: Vec<(usize, Span)> = proposal.drafts.iter().map(shared).filter(|it| it.0 > 0).collect();
    scored.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1.start));
    scored.into_iter().take(MOST_PLACES).map(|it| it.1).collect()
}

/// The orders, then the lines that are none, in which all of `words` stand.
fn holding(text: &str, proposal: &Proposal, words: &str) -> Vec<Span> {
    let key = search_key(words);
    let holds = |span: &Span| {
        let told = search_key(span.of(text));
        key.split_whitespace().all(|it| told.contains(it))
    };
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        Span::new(start, start + line.trim().len())
    });
    let is_free = |it: &Span| !it.is_empty() && draft_at(proposal, *it).is_none();
    let orders = proposal.drafts.iter().map(|it| it.span);
    orders.chain(lines.filter(is_free)).filter(holds).take(MOST_PLACES).collect()
}

fn draft_at(proposal: &Proposal, span: Span) -> Option<&Draft> {
    proposal.drafts.iter().find(|it| it.span.overlaps(span))
}

/// An extension is no other deadline, and what the document does not tell is no difference.
fn differences(draft: &Draft, proposal: &Proposal, task: &TaskView) -> Vec<Differs> {
    let mut differs = Vec::new();
    let first = task.deadline.first_due_on.map_or(task.deadline.deadline, |due_on| Deadline::Fixed { due_on });
    let is_told = draft.deadline != Deadline::Unset;
    if is_told && draft.deadline != first {
        differs.push(Differs::Deadline { there: draft.deadline, words: draft.due_words.clone() });
    }
    let units = || draft.leads.iter().map(|it| &proposal.units[*it]);
    if draft.leads.is_empty() || units().any(|it| it.known == Some(task.lead.id)) {
        return differs;
    }
    differs.push(Differs::Lead { there: units().map(|it| it.name.clone()).collect() });
    differs
}
