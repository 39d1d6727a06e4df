//! What can be said at the desk: every step is kept at once and can be undone until the finish.

use super::columns::ColumnSaid;
use super::kept::{FIELDS, Said, Stand, Stroke, same_cell};
use super::limits::limit_cell;
use super::rivals::RIVAL;
use super::slips::{Slip, cut_cell, join_cell, places_to_cut, start_of};
use super::view::{BETWEEN, asked_units};
use super::{Desk, JOINS_CELL, SESSION_CELL, UNITS_CELL, typed};
use crate::Error;
use crate::access::Viewer;
use crate::days;
use crate::office::Office;
use crate::whole::MOST_TRIES;
use base::Span;
use model::state::TaskCode;
use model::{Command, Refusal, SessionId, TaskId};
use store::Order;

/// One step. Slips are called by their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskAct {
    Take {
        slip: String,
    },
    /// What is `None` stays as it stands; `was` is what the form held when it was drawn, so that nothing is said over
    /// others; `is_taken` takes it as well, where it can be taken.
    Amend {
        slip: String,
        said: Said,
        was: Said,
        is_taken: bool,
    },
    /// The same, and its leads are those of every open part of its numbered point that still asks for one.
    AmendPoint {
        slip: String,
        said: Said,
        was: Said,
    },
    /// Of what somebody typed over others: takes it in the place of what stands, or leaves that as it stands.
    Choose {
        slip: String,
        of: String,
        is_theirs: bool,
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
    /// Something that was not read: its words, or those of the line of the source that begins at a byte; where none is
    /// chosen, it stands at the title.
    Add {
        words: String,
        leads: String,
        due: String,
        line: Option<usize>,
    },
    /// Takes everything about which nothing is asked.
    TakeSure,
    /// Confirms that units of these names are to be founded; of what nothing asks nothing is confirmed.
    ConfirmUnits {
        names: Vec<String>,
    },
    /// Takes back what this person said last.
    Undo,
    /// Which slips answer the limitation of a number, by what people call them (`8, 9b`), or why none does; neither of
    /// both takes back what was said.
    Answer {
        limit: usize,
        slips: String,
        because: String,
    },
    /// The day of the session, as it is typed.
    HeldOn {
        day: String,
    },
    /// The planned session that the document joins; `None` for one of its own.
    JoinSession {
        session: Option<SessionId>,
    },
    /// The conclusion recorded while the session sat that a slip words; `None` for a new one.
    Same {
        slip: String,
        n: Option<u32>,
    },
    /// What columns of a kept sheet hold.
    NameColumns {
        said: Vec<ColumnSaid>,
    },
    /// Of which task the document is the implementing plan, by its code; blank for none.
    Above {
        task: String,
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
    /// To a limitation, by its number.
    Limit(usize),
    /// The same: a slip that was called is not there.
    LimitAgain(usize),
    /// Others said something since what was to be undone: at this slip that stays.
    Under(String),
    /// Others said something else in the meantime: at this slip somebody has to choose.
    Rival(String),
    /// The slip is another one by now: somebody split or joined it.
    Changed,
    /// The sheet was read again by its columns.
    Columns,
    /// It is the plan of another task now.
    Above,
    /// What was settled is in the register: so many tasks, with the codes of the first and the last, and that of the task
    /// whose parts they are.
    Finished { n_tasks: usize, codes: Option<(TaskCode, TaskCode)>, above: Option<TaskCode> },
    /// Nothing is settled that is not in the register.
    Nothing,
}

impl Office {
    /// Carries out one step at the desk of a document.
    ///
    /// # Errors
    /// [`crate::error::Forbidden::Act`] for whoever may not take documents in; [`crate::error::NotFound::Object`];
    /// [`Refusal::WordsTooLong`]; of a finish those of the acts; [`Error::Store`].
    pub fn at_desk(&self, viewer: &Viewer, asked: &str, act: DeskAct) -> Result<Done, Error> {
        match act {
            DeskAct::Finish { n_seen } => tried_again(|| self.finish_desk(viewer, asked, n_seen)),
            DeskAct::NameColumns { said } => self.name_columns(viewer, asked, &said),
            DeskAct::Above { task } => tried_again(|| self.name_above(viewer, asked, &task)),
            DeskAct::Undo => tried_again(|| self.undo_at_desk(viewer, asked)),
            DeskAct::HeldOn { day } if days::read(&day, self.today()).is_err() => {
                self.document_at_desk(viewer, asked)?;
                Err(Error::Refused(Refusal::DayUnreadable { text: day }))
            }
            act => tried_again(|| self.step_at_desk(viewer, asked, act.clone())),
        }
    }

    fn undo_at_desk(&self, viewer: &Viewer, asked: &str) -> Result<Done, Error> {
        let desk = self.open_desk(viewer, asked)?;
        let Stroke { cells, under } = desk.kept.last_of(viewer.account);
        let first = under.as_ref().or(cells.first().map(|it| &it.0)).and_then(|it| desk.place_of(it));
        if !cells.is_empty() {
            self.put_cells(desk.document.id, &desk.kept, cells)?;
        }
        let anchor = self.open_desk(viewer, asked)?.anchor_at(first);
        Ok(match (anchor, under) {
            (None, _) => Done::End,
            (Some(anchor), None) => Done::Slip(anchor),
            (Some(anchor), Some(_)) => Done::Under(anchor),
        })
    }

    fn step_at_desk(&self, viewer: &Viewer, asked: &str, act: DeskAct) -> Result<Done, Error> {
        let desk = self.open_desk(viewer, asked)?;
        let is_added = matches!(act, DeskAct::Add { .. });
        let limit = if let DeskAct::Answer { limit, .. } = act { Some(limit) } else { None };
        let Some((said, from)) = desk.step(viewer, act) else {
            return Ok(limit.map_or(Done::Changed, Done::LimitAgain));
        };
        let is_rival = said.iter().any(|(cell, said)| cell.starts_with(RIVAL) && desk.is_more(cell, said.as_ref()));
        if !said.is_empty() {
            self.say_at_desk(viewer, desk.document.id, &desk.kept, said)?;
        }
        if let Some(n) = limit {
            return Ok(Done::Limit(n));
        }
        let desk = self.open_desk(viewer, asked)?;
        if is_added {
            return Ok(desk.slips().last().map_or(Done::End, |it| Done::Slip(desk.as_read(it).anchor)));
        }
        Ok(if is_rival { desk.rival_at(from) } else { desk.next(viewer, from) })
    }

    fn finish_desk(&self, viewer: &Viewer, asked: &str, n_seen: usize) -> Result<Done, Error> {
        let drawn_from = self.position()?;
        let desk = self.open_desk(viewer, asked)?;
        let view = desk.view(viewer);
        if view.n_unanswered() != n_seen {
            return Ok(Done::Limits);
        }
        // What a plan names anew stands below whoever leads the task.
        let root = desk.above.as_ref().map_or_else(|| self.root(), |it| Ok(it.lead))?;
        let orders = desk.orders(&view, root, &self.clock);
        if orders.is_empty() {
            return Ok(Done::Nothing);
        }
        let is_tied = |it: &Order| matches!(it.command, Command::Task(model::act::task::Command::Tie(_)));
        let is_task = |it: &&Order| matches!(it.command, Command::Task(_)) && !is_tied(it);
        let tasks: Vec<TaskId> = orders.iter().filter(is_task).map(|it| TaskId(it.stream)).collect();
        let done = (&desk.kept, desk.done(&view));
        self.hand_in_desk(viewer, desk.document.id, drawn_from, orders, done)?;
        let register = self.register()?;
        let code = |task: &TaskId| Ok::<_, Error>(self.store.task(register, *task)?.map(|it| it.code));
        let first = tasks.first().map(code).transpose()?.flatten();
        let last = tasks.last().map(code).transpose()?.flatten();
        let above = desk.above.as_ref().map(|it| it.code);
        Ok(Done::Finished { n_tasks: tasks.len(), codes: first.zip(last), above })
    }
}

/// Does anew what rested on what others changed meanwhile.
pub(super) fn tried_again<T>(mut go: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    for _ in 1..MOST_TRIES {
        match go() {
            Err(Error::Refused(Refusal::Stale { .. })) => {}
            done => return done,
        }
    }
    go()
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
            DeskAct::Amend { slip: key, said, was, is_taken } => {
                let named = self.named(&key);
                let slip = named.clone().or_else(|| self.over(&key).filter(|_| said.fields().next().is_some()))?;
                // What was typed over a slip that others split or joined waits at the one that lies there now.
                let (said, rival) = match named {
                    Some(_) => self.apart(viewer, &slip, said, &was),
                    None => (Said::default(), said),
                };
                let is_rival = rival.fields().next().is_some();
                let mut cells = Vec::from_iter(self.waiting(viewer, &slip, rival, &said));
                if !is_rival || said.fields().next().is_some() {
                    cells.extend(self.amended(&slip, said, is_taken));
                }
                (cells, slip.span.start)
            }
            DeskAct::AmendPoint { slip: key, said, was } => {
                let slip = self.named(&key)?;
                let leads = said.leads.clone().or_else(|| self.slip(&slip, viewer).form.leads);
                let (mut cells, from) = self.step(viewer, DeskAct::Amend { slip: key, said, was, is_taken: false })?;
                for other in self.rest_of_point(&slip, viewer) {
                    cells.extend(self.amended(&other, Said { leads: leads.clone(), ..Said::default() }, false));
                }
                (cells, from)
            }
            DeskAct::Choose { slip, of, is_theirs } => {
                let slip = self.named(&slip)?;
                let cell = format!("{RIVAL}{of}");
                let rival = self.kept.get(&cell)?.0.clone();
                let is_taken = self.kept.get(&slip.cell()).is_some_and(|it| it.0.stand == Stand::Taken);
                let mut cells = vec![(cell, None)];
                if is_theirs && self.slip(&slip, viewer).stand != Stand::Decided {
                    cells.extend(self.amended(&slip, rival, is_taken));
                }
                (cells, slip.span.start)
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
                (self.kept.taking(&sure.map(Slip::key).collect::<Vec<_>>()), 0)
            }
            DeskAct::ConfirmUnits { names } => {
                let views = self.slips().iter().map(|it| self.slip(it, viewer)).collect::<Vec<_>>();
                let confirmed = asked_units(&views).into_iter().filter(|it| names.contains(it));
                let before = self.kept.get(UNITS_CELL).and_then(|it| it.0.leads.clone());
                let leads = before.into_iter().chain(confirmed).collect::<Vec<_>>().join(BETWEEN);
                (vec![(UNITS_CELL.to_owned(), Some(Said { leads: filled(&leads), ..Said::default() }))], 0)
            }
            DeskAct::Add { words, leads, due, line } => {
                let is_title = |it: &Span| self.proposal.title.contains(it.of(&self.text));
                let span = match line {
                    Some(at) => self.free_lines().find(|it| it.start == at)?,
                    None => self.free_lines().find(is_title).or_else(|| self.free_lines().next())?,
                };
                let words = filled(&words).or(line.map(|_| span.of(&self.text).to_owned()))?;
                let said = Said { words: Some(words), leads: filled(&leads), due: filled(&due), ..Said::default() };
                (self.added(span, said), 0)
            }
            DeskAct::Answer { limit, slips, because } => {
                let span = self.reading.limitations.get(limit.checked_sub(1)?)?.span;
                let answers = self.called(&slips)?;
                let said = Said { answers, because: filled(&because), ..Said::default() };
                let is_said = !said.answers.is_empty() || said.because.is_some();
                (vec![(limit_cell(span), is_said.then_some(said))], 0)
            }
            DeskAct::HeldOn { day } => {
                (vec![(SESSION_CELL.to_owned(), Some(Said { due: filled(&day), ..Said::default() }))], 0)
            }
            DeskAct::JoinSession { session } => {
                let words = Some(session.map(|it| it.to_string()).unwrap_or_default());
                (vec![(JOINS_CELL.to_owned(), Some(Said { words, ..Said::default() }))], 0)
            }
            DeskAct::Same { slip, n } => {
                let slip = self.named(&slip)?;
                let at = self.proposal.drafts[slip.first].span.start;
                let words = Some(n.unwrap_or_default().to_string());
                (vec![(same_cell(at), Some(Said { words, ..Said::default() }))], slip.span.start)
            }
            DeskAct::Undo | DeskAct::Above { .. } | DeskAct::NameColumns { .. } | DeskAct::Finish { .. } => {
                return None;
            }
        })
    }

    /// Whether more is said in a cell than before.
    fn is_more(&self, cell: &str, said: Option<&Said>) -> bool {
        let before = self.kept.get(cell).map(|it| it.0);
        said.is_some_and(|it| it.fields().any(|(field, typed)| before.and_then(|it| it.of(field)) != Some(typed)))
    }

    fn named(&self, key: &str) -> Option<Slip> {
        self.slips().into_iter().find(|it| it.key() == key)
    }

    /// Where the slips begin that people call so; `None` where one of them is not there.
    fn called(&self, labels: &str) -> Option<Vec<usize>> {
        let slips = self.slips();
        let labels = labels.split([',', ';', ' ']).filter(|it| !it.is_empty()).map(str::to_lowercase);
        let at = |label: String| slips.iter().find(|it| self.as_read(it).label == label).map(|it| it.span.start);
        labels.map(at).collect()
    }

    /// The slip that lies where one of this key lay.
    fn over(&self, key: &str) -> Option<Slip> {
        let start = start_of(key)?;
        self.slips().into_iter().find(|it| it.holds(start))
    }

    /// What was said before with what is said now; what is as it was read needs not be said.
    fn amended(&self, slip: &Slip, said: Said, is_taken: bool) -> Vec<(String, Option<Said>)> {
        let before = self.kept.get(&slip.cell()).map_or_else(Said::default, |it| it.0.clone());
        let read = self.read_form(slip);
        let mut said = Said { words: said.words.filter(|it| !it.trim().is_empty()), ..said };
        for field in FIELDS {
            let typed = said.of(field).map(|it| it.trim().to_owned());
            let is_as_read = field != "kind" && typed.as_deref() == read.of(field);
            let stands = || before.of(field).map(str::to_owned);
            said.put(field, if typed.is_none() { stands() } else { typed.filter(|_| !is_as_read) });
        }
        let mut said = Said { stand: before.stand, because: before.because, ..said };
        let may = self.said_of(slip, &said).why_not.is_none();
        said.stand = if may && (is_taken || said.stand == Stand::Taken) { Stand::Taken } else { Stand::Open };
        vec![(slip.cell(), Some(said))]
    }

    /// What was added is taken at once where nothing is left to ask of it.
    fn added(&self, span: Span, said: Said) -> Vec<(String, Option<Said>)> {
        let (cell, n) = self.kept.next_added();
        let at = self.proposal.drafts.len();
        let slip = Slip { first: at, last: at, part: None, span, added: Some(n) };
        let units = |it: &String| typed::units(it, &self.known, &self.proposal, self.today);
        let has_lead =
            said.leads.as_ref().map(units).is_some_and(|(leads, asked)| !leads.is_empty() && asked.is_empty());
        let has_day = said.due.as_ref().is_none_or(|it| self.typed_deadline(it).is_some());
        let is_dated = self.proposal.session.as_ref().is_none_or(|it| it.held_on.is_some());
        let stand = if has_lead && has_day && is_dated { Stand::Taken } else { Stand::Open };
        let place = Said { answers: vec![span.start, span.end], ..Said::default() };
        vec![(cell, Some(place)), (slip.cell(), Some(Said { stand, ..said }))]
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

    /// Parts of one directive become one again; directives are joined. `None` where they cannot be.
    fn joined(&self, slip: &Slip) -> Option<Vec<(String, Option<Said>)>> {
        let slips = self.slips();
        let next = slips.iter().skip_while(|it| *it != slip).nth(1)?;
        if next.first == slip.first && self.may_join(slip, next) {
            let between = self.kept.numbers("cut ").into_iter();
            let between = between.filter(|it| slip.span.end <= *it && *it <= next.span.start);
            return Some(between.map(|it| (cut_cell(it), None)).collect());
        }
        let n = self.proposal.drafts[slip.last].n;
        self.may_join(slip, next).then(|| vec![(join_cell(n), Some(Said::default()))])
    }

    /// The next open slip from a byte of the source on, else the first one.
    fn next(&self, viewer: &Viewer, from: usize) -> Done {
        let slips = self.slips();
        let is_open = |it: &&Slip| self.slip(it, viewer).stand == Stand::Open;
        let next = slips.iter().filter(|it| it.span.start >= from).find(is_open).or_else(|| slips.iter().find(is_open));
        next.map_or(Done::End, |it| Done::Slip(self.slip(it, viewer).anchor))
    }

    /// The slip in which a choice waits.
    fn rival_at(&self, from: usize) -> Done {
        let slip = self.slips().into_iter().find(|it| it.span.start == from);
        slip.map_or(Done::Changed, |it| Done::Rival(self.as_read(&it).anchor))
    }

    /// The slip that holds a byte of the source, else the first.
    fn anchor_at(&self, at: Option<usize>) -> Option<String> {
        let slips = self.slips();
        let found = slips.iter().find(|it| at.is_some_and(|at| it.holds(at))).or(slips.first());
        found.map(|it| self.as_read(it).anchor)
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|it| !it.is_empty())
}
