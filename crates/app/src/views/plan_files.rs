//! Files of a task that can be read as its implementing plan, and the plans its parts stand in.

use super::parts::Parts;
use super::{TaskView, words};
use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use model::DocumentId;
use model::state::Media;
use serde::Serialize;
use store::EvidenceRow;

/// A file of a task that can be read as its plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanFile {
    /// Its number among the files of the task.
    pub n: u32,
    pub file_name: Option<String>,
    /// The document it is in the register, once it was read.
    pub document: Option<DocumentId>,
}

/// A document in which parts of a task stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanView {
    pub document: DocumentId,
    pub number: Option<String>,
    pub title: Option<String>,
}

impl Office {
    /// The files of an open task that `viewer` may read as its plan.
    pub(super) fn plan_files(&self, viewer: &Viewer, task: &TaskView) -> Result<Vec<PlanFile>, Error> {
        if task.state.work.is_ended() || !viewer.may_take_in_for(task.lead.id) {
            return Ok(Vec::new());
        }
        let register = self.register()?;
        let pictures = [Media::Jpeg, Media::Png, Media::Webp];
        let files = self.store.evidence(register, Some(task.id))?.into_iter();
        let readable = files.filter(|it| !pictures.contains(&it.media));
        let file = |it: EvidenceRow| -> Result<Option<PlanFile>, Error> {
            // What was erased is read no more.
            let Some(content) = words(it.content) else { return Ok(None) };
            let document = self.store.known_file(register, &content)?;
            Ok(Some(PlanFile { n: it.n, file_name: words(it.file_name), document }))
        };
        readable.filter_map(|it| file(it).transpose()).collect()
    }
}

impl Parts {
    /// The documents in which they stand, each once.
    pub(super) fn plans(&self) -> Vec<PlanView> {
        let mut plans: Vec<PlanView> = Vec::new();
        for source in self.tasks.iter().map(|it| &it.source) {
            let Some(document) = source.document.filter(|it| plans.iter().all(|plan| plan.document != *it)) else {
                continue;
            };
            plans.push(PlanView { document, number: source.number.clone(), title: source.title.clone() });
        }
        plans
    }
}
