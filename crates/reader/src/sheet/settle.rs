//! What each column holds, decided by its head, by what the other columns hold, and by its cells.

use super::cell::{is_day_like, percent};
use super::grid::Line;
use super::head::{COLUMNS_MAX, Guess, Head, guess};
use super::words::{self, Meaning, State};
use super::{Choice, Column, Role};

/// Rows of a table that are looked at before its columns are settled.
const ROWS_MAX: usize = 2000;

/// What one column of a table holds at most.
const SINGLE: [Role; 13] = {
    use Role::*;
    [Count, Content, Lead, Source, SourceDay, Assigned, Due, Extended, State, Progress, Done, Result, Product]
};

/// So many cells of a column are shown as examples.
const EXAMPLES_MAX: usize = 2;

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    n_filled: usize,
    n_words: usize,
    n_days: usize,
    n_states: usize,
    n_per_cent: usize,
    n_ticks: usize,
    /// Days in rows whose state is told as something else than done.
    n_days_open: usize,
}

/// One column while its role is sought.
struct Open {
    heading: String,
    guess: Guess,
    look: Look,
    role: Role,
    is_weak: bool,
    is_sure: bool,
    ticks: Option<State>,
    examples: Vec<String>,
}

/// The columns of the table with this head and these rows; `chosen` tells what the column of that place and head is said
/// to hold.
pub fn columns<'a>(head: &Head, body: &[Line], chosen: impl Fn(usize, &str) -> Option<&'a Choice>) -> Vec<Column> {
    let end = body.iter().position(|it| it.opens_foot() == Some(true)).unwrap_or(body.len());
    let body = &body[..end.min(ROWS_MAX)];
    let widest = body.iter().map(|it| it.cells.len()).max().unwrap_or(0);
    let n = head.headings.len().max(widest).min(COLUMNS_MAX);
    let mut open: Vec<Open> = (0..n).map(|it| opened(head.headings.get(it), it, body)).collect();
    count_open_days(&mut open, body);
    decide_between(&mut open);
    keep_one_of_each(&mut open);
    name_content(&mut open);
    use_what_is_left(&mut open);
    choose(&mut open, chosen);
    open.into_iter().map(Open::closed).collect()
}

/// What is chosen goes before what is guessed; what a person says takes its role from a column of which nobody says so.
fn choose<'a>(open: &mut [Open], chosen: impl Fn(usize, &str) -> Option<&'a Choice>) {
    let choices: Vec<Option<&Choice>> = open.iter().enumerate().map(|(n, it)| chosen(n, &it.heading)).collect();
    let said: Vec<Role> = choices.iter().flatten().filter(|it| it.is_said).map(|it| it.role).collect();
    for (column, choice) in open.iter_mut().zip(choices) {
        if let Some(&Choice { role, is_said, .. }) = choice {
            column.ticks = column.ticks.filter(|_| role == column.role);
            (column.role, column.is_sure) = (role, column.is_sure || is_said || role != column.role);
        }
        let is_said = choice.is_some_and(|it| it.is_said);
        if !is_said && column.ticks.is_none() && SINGLE.contains(&column.role) && said.contains(&column.role) {
            (column.role, column.is_sure) = (Role::Note, false);
        }
    }
}

fn opened(parts: Option<&Vec<String>>, column: usize, body: &[Line]) -> Open {
    let parts = parts.cloned().unwrap_or_default();
    let (guess, heading) = (guess(&parts), parts.join(" "));
    let (role, is_weak, is_sure) = match guess {
        Guess::Told { meaning: Meaning::One(role), is_weak, is_whole } => (role, is_weak, is_whole && !is_weak),
        Guess::Told { is_weak, .. } => (Role::Unknown, is_weak, false),
        Guess::Ticks(_) | Guess::Nothing => (Role::Unknown, false, false),
    };
    let (look, examples) = (look(column, body), examples(column, body));
    Open { heading, guess, look, role, is_weak, is_sure, ticks: None, examples }
}

fn examples(column: usize, body: &[Line]) -> Vec<String> {
    // A line with less is a group.
    let rows = body.iter().filter(|it| it.filled().count() >= 3);
    let mut examples: Vec<String> = Vec::new();
    for (_, words) in rows.flat_map(|it| it.filled().find(|it| it.0 == column)) {
        if examples.len() < EXAMPLES_MAX && !examples.iter().any(|it| it == words) {
            examples.push(words.to_owned());
        }
    }
    examples
}

fn look(column: usize, body: &[Line]) -> Look {
    let mut look = Look::default();
    for words in body.iter().flat_map(|it| it.filled().find(|it| it.0 == column)).map(|it| it.1) {
        look.n_filled += 1;
        look.n_words += words.split(' ').count();
        look.n_days += usize::from(is_day_like(words));
        look.n_states += usize::from(words::state(words).is_some());
        look.n_per_cent += usize::from(percent(words).is_some());
        look.n_ticks += usize::from(words::is_mark(words));
    }
    look
}

/// Counts, for each column, days in rows that are told not to be done.
fn count_open_days(open: &mut [Open], body: &[Line]) {
    let is_state =
        |it: &Open| it.role == Role::State || matches!(it.guess, Guess::Told { meaning: Meaning::DueOrState, .. });
    let states: Vec<usize> = (0..open.len()).filter(|it| is_state(&open[*it])).collect();
    for line in body {
        let told = states.iter().find_map(|it| words::state(line.cell(*it)));
        if told.is_some_and(|it| !it.0.is_done()) {
            for (column, _) in line.filled().filter(|it| is_day_like(it.1) && it.0 < COLUMNS_MAX) {
                open[column].look.n_days_open += 1;
            }
        }
    }
}

/// Heads that mean one of two things, and heads that may only tick.
fn decide_between(open: &mut [Open]) {
    let has = |open: &[Open], role: Role| open.iter().any(|it| it.role == role && !it.is_weak);
    for it in open.iter_mut() {
        let look = it.look;
        match it.guess {
            Guess::Ticks(state) if look.n_ticks + look.n_days >= look.n_filled => {
                (it.role, it.ticks, it.is_sure) = (Role::State, Some(state), true);
            }
            Guess::Told { meaning: Meaning::DueOrState, .. } => {
                let is_state = look.n_states + look.n_per_cent > look.n_days;
                let role = if is_state { Role::State } else { Role::Due };
                (it.role, it.is_sure) = (role, look.n_filled > 0);
            }
            _ => {}
        }
    }
    for n in 0..open.len() {
        let look = open[n].look;
        if let Guess::Told { meaning: Meaning::DueOrDone, .. } = open[n].guess {
            let ticks = words::state(&open[n].heading).filter(|_| look.n_filled > 0 && look.n_ticks == look.n_filled);
            let is_done = has(open, Role::Due) || look.n_days_open == 0 && has(open, Role::State);
            let is_named = has(open, Role::Due) || !has(open, Role::State) && !has(open, Role::Done);
            open[n].role = match ticks {
                Some(_) => Role::State,
                None if is_done => Role::Done,
                None => Role::Due,
            };
            (open[n].ticks, open[n].is_sure) = (ticks.map(|it| it.0), is_named);
        }
    }
}

/// Of several columns of one kind the plainest is it; the others are notes.
fn keep_one_of_each(open: &mut [Open]) {
    for role in SINGLE {
        let is_it = |it: &Open| it.role == role && it.ticks.is_none();
        let rank = |it: &Open| (it.is_weak, !it.is_sure, it.look.n_filled == 0);
        let best = (0..open.len()).filter(|it| is_it(&open[*it])).min_by_key(|it| rank(&open[*it]));
        for n in (0..open.len()).filter(|it| Some(*it) != best) {
            if is_it(&open[n]) {
                (open[n].role, open[n].is_sure) = (Role::Note, false);
            }
        }
    }
}

/// Where no head names the tasks, the wordiest column that nobody knows holds them.
fn name_content(open: &mut [Open]) {
    if open.iter().any(|it| it.role == Role::Content) {
        return;
    }
    let is_free = |it: &&mut Open| {
        matches!(it.role, Role::Unknown | Role::Note) && it.look.n_words >= 4 * it.look.n_filled.max(1)
    };
    if let Some(wordy) = open.iter_mut().filter(is_free).max_by_key(|it| it.look.n_words) {
        (wordy.role, wordy.is_sure) = (Role::Content, false);
    }
}

/// What some columns are when others are missing.
fn use_what_is_left(open: &mut [Open]) {
    let has = |open: &[Open], role: Role| open.iter().any(|it| it.role == role);
    let turn = |open: &mut [Open], from: Role, to: Role| {
        if let Some(column) = open.iter_mut().find(|it| it.role == from && it.look.n_filled > 0) {
            (column.role, column.is_sure) = (to, false);
        }
    };
    if !has(open, Role::Lead) {
        turn(open, Role::Person, Role::Lead);
    }
    if !has(open, Role::Source) && has(open, Role::Due) && !has(open, Role::Assigned) {
        turn(open, Role::SourceDay, Role::Assigned);
    }
    let tells = |it: &Open| it.role == Role::State || it.role == Role::Result && it.look.n_states > 0;
    if !open.iter().any(tells) {
        // Nobody listed its head, but its cells say how far the tasks are.
        let told = open.iter_mut().filter(|it| it.role == Role::Unknown && it.look.n_states > 0);
        told.max_by_key(|it| it.look.n_states).into_iter().for_each(|it| it.role = Role::State);
    }
    let follows = open.iter().any(|it| super::follows(it.role));
    let says_nothing = open.iter().all(|it| it.role != Role::Result || it.look.n_states == 0);
    if !follows && says_nothing && !has(open, Role::Product) {
        turn(open, Role::Result, Role::Product);
    }
}

impl Open {
    fn closed(self) -> Column {
        let is_shared = words::names_partners(&self.heading);
        let Open { heading, role, ticks, is_sure, examples, .. } = self;
        let n_filled = self.look.n_filled;
        Column { heading, role, is_sure, ticks, is_shared, n_filled, examples }
    }
}
