//! How far a task of a kept sheet is, by all cells that speak of it, and whether they agree.

use jiff::civil::Date;

use super::cell::{self, Told};
use super::grid::Line;
use super::row::Walk;
use super::words::{self, State};
use super::{Doubt, Progress, Remark, Role, Row};

impl Walk<'_> {
    /// How far the task is, by all cells that speak of it.
    pub(super) fn progress(&self, line: &Line, row: &mut Row) {
        let done_words = self.value(line, Role::Done);
        let done = self.done_on(&done_words, row);
        let told = self.told(line, row);
        let share = self.share(line);
        let (progress, is_late) = match (told, done) {
            (Some(told), Some(_)) if matches!(told.progress, Progress::Going | Progress::NotBegun) => {
                row.doubts.push(Doubt::StatesDiffer);
                (Some(told.progress), told.is_late)
            }
            (Some(told), _) => (Some(told.progress), told.is_late),
            (None, Some(_)) => (Some(Progress::Done), None),
            (None, None) => (self.untold(line, share, row), None),
        };
        let is_unclear = row.doubts.iter().any(|it| matches!(it, Doubt::StateUnclear { .. }));
        row.progress = progress.filter(|_| !is_unclear);
        row.done_on = row.done_on.or(done);
        let is_at_odds = |share: f64| match progress {
            Some(Progress::Done) => share < 100.0,
            Some(Progress::Going) => share >= 100.0,
            Some(Progress::NotBegun) => share > 0.0,
            _ => false,
        };
        if told.is_some() && share.is_some_and(is_at_odds) {
            row.doubts.push(Doubt::StatesDiffer);
        }
        check_done(row, is_late);
    }

    fn done_on(&self, words: &str, row: &mut Row) -> Option<Date> {
        if words.is_empty() {
            return None;
        }
        match cell::day(words, row.assigned_on, self.ground) {
            Told::Day { on, is_year_assumed } => {
                let is_new = is_year_assumed && !row.remarks.contains(&Remark::YearAssumed);
                row.remarks.extend(is_new.then_some(Remark::YearAssumed));
                Some(on)
            }
            _ => {
                let within = cell::day_within(words, row.assigned_on, self.ground);
                match within {
                    Some(_) => row.remarks.push(Remark::DoneWithinWords),
                    None => row.doubts.push(Doubt::DoneUnclear { words: words.to_owned() }),
                }
                within
            }
        }
    }

    /// What the cells of states say; a day among their words is when it was done.
    fn told(&self, line: &Line, row: &mut Row) -> Option<State> {
        let ticked = self.ticked(line, row);
        let words = self.value(line, Role::State);
        let (words, is_free) = match words.is_empty() && ticked.is_none() {
            true => (self.value(line, Role::Result), true),
            false => (words, false),
        };
        if words.is_empty() {
            return ticked;
        }
        let told = words::state(&words).filter(|(state, rest)| is_plain(*state, rest));
        let Some((state, rest)) = told else {
            let is_told_elsewhere = cell::percent(&words).is_some() || is_free && self.tells_otherwise(line);
            if !is_told_elsewhere {
                row.doubts.push(Doubt::StateUnclear { words });
                return ticked.or(Some(State { progress: Progress::Going, is_late: None }));
            }
            return ticked;
        };
        if matches!(state.progress, Progress::Done | Progress::Reported) && !rest.is_empty() {
            row.done_on = cell::day_within(&words, row.assigned_on, self.ground);
            row.remarks.extend(row.done_on.map(|_| Remark::DoneWithinWords));
        }
        if ticked.is_some_and(|it| it != state) {
            row.doubts.push(Doubt::StatesDiffer);
        }
        Some(state)
    }

    /// What the ticks say; a day in the place of a tick is when it was done.
    fn ticked(&self, line: &Line, row: &mut Row) -> Option<State> {
        let ticks = self.columns.iter().enumerate().filter_map(|(n, it)| Some((line.cell(n), it.ticks?)));
        let ticks: Vec<(&str, State)> = ticks.filter(|it| !it.0.is_empty()).collect();
        let (words, state) = *ticks.first()?;
        if ticks.len() > 1 {
            row.doubts.push(Doubt::StatesDiffer);
        }
        if let Told::Day { on, .. } = cell::day(words, row.assigned_on, self.ground) {
            row.done_on = Some(on).filter(|_| state.is_done());
        } else if !words::is_mark(words) {
            row.doubts.push(Doubt::StateUnclear { words: words.to_owned() });
        }
        Some(state)
    }

    /// Whether another cell than that of the result says how far it is.
    fn tells_otherwise(&self, line: &Line) -> bool {
        !self.value(line, Role::Done).is_empty() || self.share(line).is_some()
    }

    fn share(&self, line: &Line) -> Option<f64> {
        let words = [self.value(line, Role::Progress), self.value(line, Role::State)];
        words.iter().find_map(|it| cell::percent(it).filter(|_| !it.is_empty()))
    }

    /// How far it is where no cell says so in words: by its share; not begun where nobody speaks of it.
    fn untold(&self, line: &Line, share: Option<f64>, row: &mut Row) -> Option<Progress> {
        let speaks = self.column(Role::State).is_some() || self.columns.iter().any(|it| it.ticks.is_some());
        match share {
            Some(share) if share >= 100.0 => Some(Progress::Done),
            Some(share) if share > 0.0 && (share > 1.0 || line.words().contains('%')) => Some(Progress::Going),
            Some(0.0) => Some(Progress::NotBegun),
            Some(_) => {
                row.doubts.push(Doubt::StateUnclear { words: self.value(line, Role::Progress) });
                None
            }
            None if speaks => {
                row.doubts.push(Doubt::StateMissing);
                None
            }
            None => Some(Progress::NotBegun),
        }
    }
}

/// Whether nothing behind the words of a state takes it back: finished work needs plain words.
fn is_plain(state: State, rest: &str) -> bool {
    match state.progress {
        Progress::Done | Progress::Reported => words::is_rest(rest),
        Progress::Going | Progress::NotBegun | Progress::Stopped => true,
    }
}

/// Finished work has a day that fits the others and the words.
fn check_done(row: &mut Row, is_late: Option<bool>) {
    if let Some(Progress::Stopped) = row.progress {
        row.doubts.push(Doubt::Stopped);
    }
    if !matches!(row.progress, Some(Progress::Done | Progress::Reported)) {
        row.done_on = None;
        return;
    }
    let Some(done_on) = row.done_on else {
        if !row.doubts.iter().any(|it| matches!(it, Doubt::DoneUnclear { .. })) {
            row.doubts.push(Doubt::DoneUndated);
        }
        return;
    };
    if row.assigned_on.is_some_and(|it| done_on < it) {
        row.doubts.push(Doubt::DoneBeforeAssigned);
    }
    let was_late = row.due_on().map(|it| it < done_on);
    if is_late.zip(was_late).is_some_and(|(told, was)| told != was) {
        row.doubts.push(Doubt::LateDiffers);
    }
}
