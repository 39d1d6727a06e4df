//! Files of a task that can be read: as its implementing plan, as a list of limitations; and the plans its parts stand in.

use super::parts::Parts;
use super::{TaskView, words};
use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use model::DocumentId;
use model::state::Task;
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

/// A file of a task that can be read as a list of limitations.
#[derive(Clone, Debug, Serialize)]
pub struct ListFile {
    /// Its number among the files of the task.
    pub n: u32,
    /// It stands with the report, too, where programs read it.
    #[serde(skip)]
    pub file_name: Option<String>,
}

/// A document in which parts of a task stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanView {
    pub document: DocumentId,
    pub number: Option<String>,
    pub title: Option<String>,
}

impl Office {
    /// The files of a task that `viewer` may read as its plan while it is open, and those they may read as lists of limitations.
    pub(super) fn task_files(
        &self,
        viewer: &Viewer,
        (view, task): (&TaskView, &Task),
    ) -> Result<(Vec<PlanFile>, Vec<ListFile>), Error> {
        let may_plan = !view.state.work.is_ended() && viewer.may_take_in_for(task.lead);
        let may_list = viewer.may("matter.begin", &[task.lead]);
        let (mut plans, mut lists) = (Vec::new(), Vec::new());
        if !(may_plan || may_list) || task.evidence.iter().all(|it| it.media.is_picture()) {
            return Ok((plans, lists));
        }
        let register = self.register()?;
        for EvidenceRow { n, content, file_name, media, .. } in self.store.evidence(register, Some(view.id))? {
            // What was erased is read no more.
            let Some(content) = words(content).filter(|_| !media.is_picture()) else { continue };
            let file_name = words(file_name);
            if may_list {
                lists.push(ListFile { n, file_name: file_name.clone() });
            }
            if may_plan {
                plans.push(PlanFile { n, file_name, document: self.store.known_file(register, &content)? });
            }
        }
        Ok((plans, lists))
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
