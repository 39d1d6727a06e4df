//! The columns: what a rate asks of a task, day by day, the same place in each column being the same task.

use crate::counts::{Counts, N_SORTS, Of, Sort};
use jiff::civil::Date;

/// Days from 1 January 1970; what was before is that day.
type Day = u16;

/// Behind every day there is: what has not happened, and the deadline of a task without one.
const NEVER: Day = Day::MAX;

/// What a rate asks of one task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub assigned_on: Date,
    /// The day on which it was due at first; `None` without a day.
    pub first_due_on: Option<Date>,
    /// The day on which it is due now, extended or not.
    pub due_on: Option<Date>,
    /// The day on which it was done, as reported.
    pub done_on: Option<Date>,
    /// The day on which somebody confirmed it.
    pub completed_on: Option<Date>,
    /// The day from which it is owed no more, and counts nowhere.
    pub terminated_on: Option<Date>,
    /// The day of the last word of whoever does it; `None` before the first.
    pub word_on: Option<Date>,
    /// The day from which nobody has heard of it.
    pub silent_since_on: Date,
}

/// Against which of its days a task is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// The one it was given at first.
    First,
    /// The one after extensions.
    Extended,
}

/// A trait by which tasks are told apart: for each task a number below `n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trait {
    pub of: Vec<u32>,
    pub n: u32,
}

/// Tasks as columns.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    assigned: Vec<Day>,
    first_due: Vec<Day>,
    due: Vec<Day>,
    done: Vec<Day>,
    completed: Vec<Day>,
    terminated: Vec<Day>,
    word: Vec<Day>,
    silent_since: Vec<Day>,
}

/// Counts by two traits: the second is the inner one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    n_inner: u32,
    cells: Vec<Counts>,
}

/// A word within so many days is a recent one.
const RECENT_DAYS: Day = 30;

/// So many days without a word are told of.
pub const SILENT_DAYS: [u16; 3] = [30, 60, 90];

impl Columns {
    pub fn push(&mut self, facts: &Facts) {
        let at = self.len();
        for column in self.all_mut() {
            column.push(NEVER);
        }
        self.set(at, facts);
    }

    fn all_mut(&mut self) -> [&mut Vec<Day>; 8] {
        [
            &mut self.assigned,
            &mut self.first_due,
            &mut self.due,
            &mut self.done,
            &mut self.completed,
            &mut self.terminated,
            &mut self.word,
            &mut self.silent_since,
        ]
    }

    /// The task at `at` stands otherwise now.
    pub fn set(&mut self, at: usize, facts: &Facts) {
        let or_never = |it: Option<Date>| it.map_or(NEVER, day);
        self.assigned[at] = day(facts.assigned_on);
        self.first_due[at] = or_never(facts.first_due_on);
        self.due[at] = or_never(facts.due_on);
        self.done[at] = or_never(facts.done_on);
        self.completed[at] = or_never(facts.completed_on);
        self.terminated[at] = or_never(facts.terminated_on);
        self.word[at] = or_never(facts.word_on);
        self.silent_since[at] = day(facts.silent_since_on);
    }

    pub fn len(&self) -> usize {
        self.assigned.len()
    }

    pub fn is_empty(&self) -> bool {
        self.assigned.is_empty()
    }

    /// All tasks together as they stand at the end of `on`.
    pub fn total(&self, on: Date, due: Due) -> Counts {
        let mut sorts = [0; N_SORTS];
        self.each(on, due, |_, sort| sorts[sort] += 1);
        Counts::of(&sorts)
    }

    /// All tasks by `outer` and `inner` as they stand at the end of `on`.
    ///
    /// # Panics
    /// Where a trait is not of these columns: shorter, or with a number that is not below its `n`.
    pub fn count(&self, on: Date, due: Due, outer: &Trait, inner: &Trait) -> Table {
        assert!(outer.of.len() == self.len() && inner.of.len() == self.len(), "invariant: a number for each task");
        let mut cells = vec![[0; N_SORTS]; outer.n as usize * inner.n as usize];
        let (outer_of, inner_of, n_inner) = (&outer.of[..self.len()], &inner.of[..self.len()], inner.n);
        self.each(on, due, |at, sort| cells[(outer_of[at] * n_inner + inner_of[at]) as usize][sort] += 1);
        Table { n_inner, cells: cells.iter().map(Counts::of).collect() }
    }

    /// The places of the tasks that are counted as `of` at the end of `on`, in their order.
    pub fn places(&self, on: Date, due: Due, of: Of) -> Vec<usize> {
        let is_of: [bool; N_SORTS] = std::array::from_fn(|sort| {
            let mut one = [0; N_SORTS];
            one[sort] = 1;
            Counts::of(&one).get(of) > 0
        });
        let mut places = Vec::new();
        self.each(on, due, |at, sort| places.extend(is_of[sort].then_some(at)));
        places
    }

    /// Open tasks without a day by `outer`, of which nobody has heard for at least each of [`SILENT_DAYS`].
    ///
    /// # Panics
    /// Those of [`Columns::count`].
    pub fn silent(&self, on: Date, outer: &Trait) -> Vec<[u64; SILENT_DAYS.len()]> {
        assert!(outer.of.len() == self.len(), "invariant: a number for each task");
        let (day, mut silent) = (day(on), vec![[0; SILENT_DAYS.len()]; outer.n as usize]);
        for at in (0..self.len()).filter(|&at| self.due[at] == NEVER) {
            let is_open = self.assigned[at] <= day && day < self.completed[at] && day < self.terminated[at];
            let days = day.saturating_sub(self.silent_since[at]);
            for (n, mark) in silent[outer.of[at] as usize].iter_mut().zip(SILENT_DAYS) {
                *n += u64::from(is_open && days >= mark);
            }
        }
        silent
    }

    /// The places of the tasks of which nobody has heard for at least `days` at the end of `on`, the longest silent first:
    /// those that are open and not reported as done.
    pub fn silent_places(&self, on: Date, days: u16) -> Vec<usize> {
        let on = day(on);
        let is_silent = |&at: &usize| {
            let is_open = self.assigned[at] <= on && on < self.completed[at] && on < self.terminated[at];
            is_open && on < self.done[at] && on.saturating_sub(self.silent_since[at]) >= days
        };
        let mut places: Vec<usize> = (0..self.len()).filter(is_silent).collect();
        places.sort_by_key(|&at| self.silent_since[at]);
        places
    }

    /// The sort of every task at the end of `on`.
    fn each(&self, on: Date, due: Due, mut take: impl FnMut(usize, usize)) {
        let n = self.len();
        let day = day(on);
        let due = match due {
            Due::First => &self.first_due[..n],
            Due::Extended => &self.due[..n],
        };
        let (assigned, done, word) = (&self.assigned[..n], &self.done[..n], &self.word[..n]);
        let (completed, terminated) = (&self.completed[..n], &self.terminated[..n]);
        for at in 0..n {
            let is_gone = (assigned[at] > day) | (terminated[at] <= day);
            let is_done = completed[at] <= day;
            // Work reported as done in time waits without being late.
            let waits = (done[at] <= due[at]) & (done[at] <= day);
            let is_late = if is_done { done[at] > due[at] } else { (due[at] < day) & !waits };
            let is_recent = (word[at] <= day) & (word[at] >= day.saturating_sub(RECENT_DAYS));
            take(at, Sort { is_gone, is_undated: due[at] == NEVER, is_done, is_late, is_recent }.place());
        }
    }
}

impl Table {
    pub fn cell(&self, outer: u32, inner: u32) -> Counts {
        self.cells[(outer * self.n_inner + inner) as usize]
    }

    /// All of one number of the outer trait.
    pub fn outer(&self, outer: u32) -> Counts {
        let first = (outer * self.n_inner) as usize;
        self.cells[first..first + self.n_inner as usize].iter().copied().sum()
    }

    /// All of them.
    pub fn sum(&self) -> Counts {
        self.cells.iter().copied().sum()
    }
}

fn day(date: Date) -> Day {
    let days = date.since(Date::constant(1970, 1, 1)).map_or(0, |it| it.get_days());
    Day::try_from(days.max(0)).unwrap_or(NEVER).min(NEVER - 1)
}
