//! The task whose implementing plan the document is: what comes of it are parts of that task, given below its lead.
//!
//! Whoever keeps the register of that lead decides at this desk, and gives nothing to others.

use super::Desk;
use super::acts::Done;
use super::kept::{Kind, Stand};
use super::view::{Body, SlipView};
use crate::Error;
use crate::access::Viewer;
use crate::error::Forbidden;
use crate::intake::{FileRead, read_file};
use crate::known_units::name_key;
use crate::office::Office;
use crate::propose::{Proposal, Reason};
use crate::take::{Taken, refuse_taking_in};
use crate::views::words;
use jiff::civil::Date;
use model::act::document::{self, name_plan::NamePlan};
use model::state::{Level, TaskCode};
use model::{Command, DocumentId, Refusal, TaskId, Tree, UnitId};
use serde::Serialize;
use store::{Order, TaskRow};

/// The task above, as the desk shows it.
#[derive(Clone, Debug, Serialize)]
pub struct AboveTold {
    pub code: TaskCode,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub lead: String,
    pub due_on: Option<Date>,
}

impl Office {
    /// Receives file `n` of a task as its implementing plan, to be decided at the desk; a document that the register has
    /// already is not received twice.
    ///
    /// # Errors
    /// [`crate::error::NotFound::Object`] for a task or a file that is not seen; [`Forbidden::Act`] for whoever does not keep
    /// the register of its lead; [`Refusal::TaskEnded`]; those of reading a file; [`Error::Store`].
    pub fn read_plan(&self, viewer: &Viewer, asked: &str, n: u32) -> Result<DocumentId, Error> {
        let row = self.task_row_seen(viewer, asked)?;
        if !viewer.may_take_in_for(row.lead) {
            return Err(Error::Forbidden(Forbidden::Act { act: "document.receive" }));
        }
        if row.work.is_ended() {
            return Err(Error::Refused(Refusal::TaskEnded { state: row.work }));
        }
        let file = self.evidence_file(viewer, asked, n)?;
        let document = self.received_once(viewer, &read_file(&file.name, file.bytes).map_err(Error::Refused)?)?;
        if self.store.plan_of(self.register()?, document)?.is_none() {
            self.say_above(viewer, document, Some(row.id))?;
        }
        Ok(document)
    }

    /// The document that a file is in the register, received now where it was not.
    fn received_once(&self, viewer: &Viewer, file: &FileRead) -> Result<DocumentId, Error> {
        match self.receive_file(viewer, file, false) {
            Ok(Taken::Known(it)) => Ok(it.id),
            Ok(Taken::Accepted { accepted, .. }) => Ok(accepted.document),
            Err(Error::Refused(
                Refusal::DocumentNumberKnown { document, .. } | Refusal::DocumentAlike { document, .. },
            )) => Ok(document),
            Err(error) => Err(error),
        }
    }

    /// Says at its desk of which task the document is the plan, by the code of that task; of none where it is blank.
    pub(super) fn name_above(&self, viewer: &Viewer, asked: &str, code: &str) -> Result<Done, Error> {
        refuse_taking_in(viewer)?;
        let desk = self.open_desk(viewer, asked)?;
        let above = if code.trim().is_empty() { None } else { Some(self.task_row_seen(viewer, code)?) };
        if let Some(ended) = above.as_ref().filter(|it| it.work.is_ended()) {
            return Err(Error::Refused(Refusal::TaskEnded { state: ended.work }));
        }
        let above = above.map(|it| it.id);
        if above != desk.document.plan_of {
            self.say_above(viewer, desk.document.id, above)?;
        }
        Ok(Done::Above)
    }

    /// It stands in the register at once: nobody undoes it by going back one step, and loses the desk with it.
    fn say_above(&self, viewer: &Viewer, document: DocumentId, above: Option<TaskId>) -> Result<(), Error> {
        let command = Command::Document(document::Command::NamePlan(NamePlan { task: above }));
        let order = Order { stream: document.into(), seen: None, command };
        self.submit_drawn(viewer.account, self.clock.new_id().to_string(), None, vec![order])?;
        self.desks.stir(document);
        Ok(())
    }

    /// The task whose plan a document is.
    pub(super) fn planned(&self, task: Option<TaskId>) -> Result<Option<TaskRow>, Error> {
        let register = self.register()?;
        Ok(task.map(|it| self.store.task(register, it)).transpose()?.flatten())
    }

    /// Whether `viewer` decides what becomes of a document: whoever may take any in, and of a plan whoever keeps the register
    /// of the lead whose plan it is.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn may_decide(&self, viewer: &Viewer, document: DocumentId) -> Result<bool, Error> {
        if viewer.may_take_in() {
            return Ok(true);
        }
        let above = self.planned(self.store.plan_of(self.register()?, document)?)?;
        Ok(above.is_some_and(|it| viewer.may_take_in_for(it.lead)))
    }
}

impl Desk {
    /// The task above, as the desk shows it.
    pub(super) fn above_told(&self) -> Option<AboveTold> {
        let above = self.above.as_ref()?;
        Some(AboveTold {
            code: above.code,
            words: words(above.words.clone()),
            lead: self.known.name(above.lead).unwrap_or_default().to_owned(),
            due_on: above.deadline.due_on(),
        })
    }

    /// Asks what is to be asked of a part of the task above: a later day than its own, a lead that is not below its lead.
    /// Whoever keeps the register of that lead alone can give nothing to others, and is told of nobody whom they do not see.
    pub(super) fn hold_to_above(&self, view: &mut SlipView, viewer: &Viewer) {
        let Some(above) = self.above.as_ref().filter(|_| view.kind == Kind::Task && view.stand != Stand::Decided)
        else {
            return;
        };
        if let (Some(day), Some(due_on)) = (above.deadline.due_on(), view.deadline.due_on())
            && day < due_on
        {
            view.asks.push(Reason::AfterAbove { day });
        }
        let (tree, level) = (&viewer.units.tree, viewer.units.rows.get(&above.lead).map(|it| it.level));
        // What would be founded stands below the lead: nothing of a higher level does.
        let is_other = |it: &&Body| match it.unit {
            Some(unit) => !tree.is_within(unit, above.lead),
            None => level.is_some_and(|level| it.draft.level < level && level != Level::Unknown),
        };
        let others = view.leads.iter().filter(is_other);
        let unit = self.known.name(above.lead).unwrap_or_default();
        let others: Vec<Reason> =
            others.map(|it| Reason::NotBelow { name: it.name.clone(), unit: unit.to_owned() }).collect();
        if !viewer.may_take_in() {
            if !others.is_empty() {
                (view.why_not, view.stand) = (Some("desk-why-not-below"), Stand::Open);
            }
            keep_to_seen(view, viewer);
        }
        let is_other =
            |name: &String| others.iter().any(|it| matches!(it, Reason::NotBelow { name: it, .. } if it == name));
        view.asks.retain(|it| !matches!(it, Reason::NewUnit { name } if is_other(name)));
        view.asks.extend(others);
    }
}

/// Of the names that several units bear, those that only one unit below `lead` bears: a plan speaks of its own.
pub(super) fn own_units(proposal: &Proposal, tree: &Tree, lead: UnitId) -> impl Iterator<Item = (String, UnitId)> {
    let reasons = proposal.drafts.iter().flat_map(|it| it.open.iter().chain(&it.remarks));
    reasons.filter_map(move |reason| {
        let Reason::UnitTie { name, between } = reason else { return None };
        let mut own = between.iter().filter(|it| tree.is_within(it.unit, lead));
        own.next().filter(|_| own.next().is_none()).map(|it| (name_key(name), it.unit))
    })
}

/// Leaves out coordinating units that are not seen, which stay in the words, and asks between none of them.
fn keep_to_seen(view: &mut SlipView, viewer: &Viewer) {
    let is_seen = |it: UnitId| viewer.sees(it);
    let coordinating = std::mem::take(&mut view.coordinating).into_iter();
    let (seen, others): (Vec<Body>, Vec<Body>) = coordinating.partition(|it| it.unit.is_none_or(is_seen));
    view.coordinating = seen;
    let kept = |it: Body| Reason::CollectiveCoordinating { name: it.name };
    view.remarks.extend(others.into_iter().map(kept));
    for reason in view.asks.iter_mut().chain(&mut view.remarks) {
        let Reason::UnitTie { name, between } = reason else { continue };
        between.retain(|it| is_seen(it.unit));
        if between.is_empty() {
            *reason = Reason::UnclearLead { name: std::mem::take(name) };
        }
    }
}
