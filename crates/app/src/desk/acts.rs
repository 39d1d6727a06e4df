//! What can be said at the desk: every step is kept at once and can be undone until the finish.

use super::Desk;
use super::SESSION_CELL;
use super::kept::{Said, Stand};
use super::slips::{Slip, cut_cell, join_cell, places_to_cut};
use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use crate::whole::MOST_TRIES;
use model::Refusal;

/// One step. Slips are called by their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskAct {
    Take {
        slip: String,
    },
    /// What is `None` stays as it stands; `is_taken` takes it as well, where it can be taken.
    Amend {
        slip: String,
        said: Said,
        is_taken: bool,
    },
    Aside {
        slip: String,
        because: String,
    },
    /// It waits again.
    Reopen {
        slip: String,
    },
    /// At a byte of the source.
    Split {
        slip: String,
        at: usize,
    },
    /// With the next one.
    Join {
        slip: String,
    },
    /// Takes everything about which nothing is asked.
    TakeSure,
    /// Takes back what this person said last.
    Undo,
    /// The day of the session, as it is typed.
    HeldOn {
        day: String,
    },
    /// Writes everything; so many limitations without an answer were seen.
    Finish {
        n_seen: usize,
    },
}

/// Where a step leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// To a slip, by its anchor.
    Slip(String),
    /// Nothing is open any more.
    End,
    /// The limitations without an answer are to be looked at first.
    Limits,
    /// The slip is another one by now: somebody split or joined it.
    Changed,
    /// Everything is in the register.
    Finished,
}

impl Office {
    /// Carries out one step at the desk of a document.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`] for whoever may not take documents in; [`crate::error::NotFound::Object`];
    /// [`Refusal::WordsTooLong`]; of a finish those of the acts; [`Error::Store`].
    pub fn at_desk(&self, viewer: &Viewer, asked: &str, act: DeskAct) -> Result<Done, Error> {
        if let DeskAct::Finish { n_seen } = act {
            return self.finish_desk(viewer, asked, n_seen);
        }
        let desk = self.open_desk(viewer, asked)?;
        if act == DeskAct::Undo {
            let cells = desk.kept.last_of(viewer.account);
            let first = cells.iter().find_map(|it| it.0.strip_prefix("slip ").map(str::to_owned));
            self.put_cells(desk.document.id, cells)?;
            return Ok(self.open_desk(viewer, asked)?.at(first.as_deref()));
        }
        let Some((said, from)) = desk.step(viewer, act) else { return Ok(Done::Changed) };
        if !said.is_empty() {
            self.say_at_desk(viewer, desk.document.id, &desk.kept, said)?;
        }
        Ok(self.open_desk(viewer, asked)?.next(viewer, from))
    }

    fn finish_desk(&self, viewer: &Viewer, asked: &str, n_seen: usize) -> Result<Done, Error> {
        let mut n_tries = 0;
        loop {
            n_tries += 1;
            let drawn_from = self.position()?;
            let desk = self.open_desk(viewer, asked)?;
            let view = desk.view(viewer);
            if view.n_unanswered() != n_seen {
                return Ok(Done::Limits);
            }
            let orders = desk.orders(&view, self.root()?, &self.clock);
            if orders.is_empty() {
                return Ok(Done::Finished);
            }
            match self.submit_drawn(viewer.account, self.clock.new_id().to_string(), Some(drawn_from), orders) {
                Err(Error::Refused(Refusal::Stale { .. })) if n_tries < MOST_TRIES => {}
                Err(error) => return Err(error),
                Ok(_) => {
                    self.forget_desk(desk.document.id)?;
                    return Ok(Done::Finished);
                }
            }
        }
    }
}

/// Cells with what is to stand in them, and the byte of the source from which the next open slip is looked for.
type Step = (Vec<(String, Option<Said>)>, usize);

impl Desk {
    fn step(&self, viewer: &Viewer, act: DeskAct) -> Option<Step> {
        let stands = |slip: &Slip, stand| {
            let said = self.kept.get(&slip.cell()).map_or_else(Said::default, |it| it.0.clone());
            vec![(slip.cell(), Some(Said { stand, ..said }))]
        };
        Some(match act {
            DeskAct::Take { slip } => {
                let slip = self.named(&slip)?;
                let view = self.slip(&slip, viewer);
                let may = view.why_not.is_none() && view.stand != Stand::Decided;
                (if may { stands(&slip, Stand::Taken) } else { Vec::new() }, slip.span.start)
            }
            DeskAct::Amend { slip, said, is_taken } => {
                let slip = self.named(&slip)?;
                (self.amended(&slip, said, is_taken), slip.span.start)
            }
            DeskAct::Aside { slip, because } => {
                let slip = self.named(&slip)?;
                let mut said = stands(&slip, Stand::Aside);
                said.iter_mut().flat_map(|it| &mut it.1).for_each(|it| it.because = filled(&because));
                (said, slip.span.start)
            }
            DeskAct::Reopen { slip } => {
                let slip = self.named(&slip)?;
                (stands(&slip, Stand::Open), slip.span.start)
            }
            DeskAct::Split { slip, at } => (self.split(&self.named(&slip)?, at), self.named(&slip)?.span.start),
            DeskAct::Join { slip } => (self.joined(&self.named(&slip)?)?, self.named(&slip)?.span.start),
            DeskAct::TakeSure => {
                let slips = self.slips();
                let sure = slips.iter().filter(|it| self.slip(it, viewer).is_sure());
                (sure.flat_map(|it| stands(it, Stand::Taken)).collect(), 0)
            }
            DeskAct::HeldOn { day } => {
                (vec![(SESSION_CELL.to_owned(), Some(Said { due: filled(&day), ..Said::default() }))], 0)
            }
            DeskAct::Undo | DeskAct::Finish { .. } => return None,
        })
    }

    fn named(&self, key: &str) -> Option<Slip> {
        self.slips().into_iter().find(|it| it.key() == key)
    }

    /// What was said before with what is said now; what is as it was read needs not be said.
    fn amended(&self, slip: &Slip, said: Said, is_taken: bool) -> Vec<(String, Option<Said>)> {
        let before = self.kept.get(&slip.cell()).map_or_else(Said::default, |it| it.0.clone());
        let read = self.read_form(slip);
        let new = |now: Option<String>, before: Option<String>, read: Option<String>| match now {
            None => before,
            Some(now) => Some(now).filter(|it| Some(it.trim()) != read.as_deref()).map(|it| it.trim().to_owned()),
        };
        let mut said = Said {
            kind: said.kind.or(before.kind),
            words: new(said.words.filter(|it| !it.trim().is_empty()), before.words, read.words),
            leads: new(said.leads, before.leads, read.leads),
            coordinating: new(said.coordinating, before.coordinating, read.coordinating),
            due: new(said.due, before.due, read.due),
            deliverable: new(said.deliverable, before.deliverable, read.deliverable),
            work: new(said.work, before.work, read.work),
            done_on: new(said.done_on, before.done_on, read.done_on),
            stand: before.stand,
            because: before.because,
        };
        let may = self.said_of(slip, &said).why_not.is_none();
        said.stand = if may && (is_taken || said.stand == Stand::Taken) { Stand::Taken } else { Stand::Open };
        vec![(slip.cell(), Some(said))]
    }

    fn split(&self, slip: &Slip, at: usize) -> Vec<(String, Option<Said>)> {
        let drafts = &self.proposal.drafts;
        if !places_to_cut(&self.text, drafts, slip).contains(&at) {
            return Vec::new();
        }
        match drafts[slip.first + 1..=slip.last].iter().position(|it| it.span.start == at) {
            Some(before) => vec![(join_cell(drafts[slip.first + before].n), None)],
            None => vec![(cut_cell(at), Some(Said::default()))],
        }
    }

    /// Parts of one directive become one again; directives are joined. `None` for the last slip.
    fn joined(&self, slip: &Slip) -> Option<Vec<(String, Option<Said>)>> {
        let slips = self.slips();
        let next = slips.iter().skip_while(|it| *it != slip).nth(1)?;
        if next.first == slip.first {
            let between = self.kept.numbers("cut ").into_iter();
            let between = between.filter(|it| slip.span.end <= *it && *it <= next.span.start);
            return Some(between.map(|it| (cut_cell(it), None)).collect());
        }
        let whole = [slip, next].iter().all(|it| it.part.is_none());
        let n = self.proposal.drafts[slip.last].n;
        Some(if whole { vec![(join_cell(n), Some(Said::default()))] } else { Vec::new() })
    }

    /// The next open slip from a byte of the source on, else the first one.
    fn next(&self, viewer: &Viewer, from: usize) -> Done {
        let slips = self.slips();
        let is_open = |it: &&Slip| self.slip(it, viewer).stand == Stand::Open;
        let next = slips.iter().filter(|it| it.span.start >= from).find(is_open).or_else(|| slips.iter().find(is_open));
        next.map_or(Done::End, |it| Done::Slip(self.slip(it, viewer).anchor))
    }

    /// The slip of a key, else the first.
    fn at(&self, key: Option<&str>) -> Done {
        let slips = self.slips();
        let found = key.and_then(|key| slips.iter().find(|it| it.key() == key)).or(slips.first());
        found.map_or(Done::End, |it| Done::Slip(self.as_read(it).anchor))
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|it| !it.is_empty())
}
