//! The tasks as columns for rates, in memory: they keep up with the ledger task by task, or are read anew.

use crate::budget::{RATE_PLACES, RATE_TABLES};
use crate::error::Error;
use jiff::ToSpan;
use jiff::civil::Date;
use model::state::{TaskCode, WorkState};
use model::{Field, RegisterId, TaskId, UnitId};
use rates::{Columns, Due, Facts, Of, SILENT_DAYS, Table, Trait};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Head, Store, TaskRow};

/// The columns as they were at one entry.
#[derive(Clone, Debug, Default)]
pub struct RateColumns {
    pub columns: Columns,
    /// In order.
    pub codes: Vec<TaskCode>,
    /// The lead of each, by its place in `leads`.
    pub lead: Trait,
    pub leads: Vec<UnitId>,
    lead_places: HashMap<UnitId, u32>,
    /// By its place in [`Field::ALL`]; the last one where nobody told.
    pub field: Trait,
    pub source: Trait,
    /// The quarter in which it was assigned, by its place in `quarters`.
    pub quarter: Trait,
    /// Year and quarter.
    pub quarters: Vec<(i16, i8)>,
}

/// By what tasks are told apart below their leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    Unit,
    Field,
    Quarter,
    Source,
}

impl By {
    pub const ALL: [(By, &'static str); 4] =
        [(By::Unit, "unit"), (By::Field, "field"), (By::Quarter, "quarter"), (By::Source, "source")];
}

/// Columns with what was counted of them: it holds for whoever asks, as long as the columns do.
#[derive(Debug, Default)]
pub struct Counted {
    pub columns: Arc<RateColumns>,
    tables: Kept<(By, Due, Date), Table>,
    silent: Kept<Date, Silent>,
    places: Kept<(Of, Due, Date), [u32]>,
    silent_places: Kept<Date, [u32]>,
}

type Kept<K, T> = Mutex<HashMap<K, Arc<T>>>;

/// For each lead the open tasks without a word.
pub type Silent = Vec<[u64; SILENT_DAYS.len()]>;

/// What is kept under `key`, made where it is not there; where there is no room all others are forgotten.
fn known<K: Eq + Hash, T: ?Sized>(kept: &Kept<K, T>, most: usize, key: K, make: impl FnOnce() -> Arc<T>) -> Arc<T> {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= most && !kept.contains_key(&key) {
        kept.clear();
    }
    Arc::clone(kept.entry(key).or_insert_with(make))
}

impl Counted {
    fn of(columns: Arc<RateColumns>) -> Arc<Counted> {
        Arc::new(Counted { columns, ..Counted::default() })
    }

    /// Leads by the trait; by [`By::Unit`] by nothing further.
    pub fn table(&self, by: By, due: Due, on: Date) -> Arc<Table> {
        let of = &self.columns;
        let count = || {
            let all_one = || Trait { of: vec![0; of.codes.len()], n: 1 };
            let inner = of.trait_of(by).map_or_else(|| Cow::Owned(all_one()), Cow::Borrowed);
            Arc::new(of.columns.count(on, due, &of.lead, &inner))
        };
        known(&self.tables, RATE_TABLES, (by, due, on), count)
    }

    /// The places of the tasks that are counted so.
    pub fn places(&self, of: Of, due: Due, on: Date) -> Arc<[u32]> {
        let find = || self.columns.columns.places(on, due, of).into_iter().map(place).collect();
        known(&self.places, RATE_PLACES, (of, due, on), find)
    }

    /// The places of the tasks without a word for the first of [`SILENT_DAYS`], the longest silent first.
    pub fn silent_places(&self, on: Date) -> Arc<[u32]> {
        let find = || self.columns.columns.silent_places(on, SILENT_DAYS[0]).into_iter().map(place).collect();
        known(&self.silent_places, 1, on, find)
    }

    /// The same in the order of the codes.
    pub fn silent_in_order(&self, on: Date) -> Arc<[u32]> {
        let mut places = self.silent_places(on).to_vec();
        places.sort_unstable();
        places.into()
    }

    pub fn silent(&self, on: Date) -> Arc<Silent> {
        known(&self.silent, RATE_PLACES, on, || Arc::new(self.columns.columns.silent(on, &self.columns.lead)))
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where tasks come from, in the order of their numbers.
pub const SOURCES: [&str; 3] = ["session", "document", "spoken"];

/// Entries that far behind are not followed one by one.
const FAR_BEHIND: u64 = 200;

impl RateColumns {
    /// Takes a task as it stands now; `false` for one whose code lies among those that are there.
    fn take(&mut self, row: &TaskRow) -> bool {
        let at = match self.codes.binary_search(&row.code) {
            Ok(at) => at,
            Err(at) if at < self.codes.len() => return false,
            Err(at) => {
                self.codes.push(row.code);
                self.columns.push(&facts(row));
                let traits = [&mut self.lead, &mut self.field, &mut self.source, &mut self.quarter];
                traits.into_iter().for_each(|it| it.of.push(0));
                at
            }
        };
        self.columns.set(at, &facts(row));
        self.lead.of[at] = self.place_of_lead(row.lead);
        let field = row.field.and_then(|it| Field::ALL.iter().position(|of| of.0 == it));
        self.field.of[at] = u32::try_from(field.unwrap_or(Field::ALL.len())).unwrap_or_default();
        self.source.of[at] = match &row.source {
            it if it.conclusion.is_some() => 0,
            it if it.passage.is_some() => 1,
            _ => 2,
        };
        self.quarter.of[at] = self.place_of_quarter(row.assigned_on);
        let n = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        self.lead.n = n(self.leads.len());
        self.quarter.n = n(self.quarters.len());
        self.field.n = n(Field::ALL.len() + 1);
        self.source.n = n(SOURCES.len());
        true
    }

    /// By [`By::Unit`] none: the lead tells the unit.
    pub fn trait_of(&self, by: By) -> Option<&Trait> {
        match by {
            By::Unit => None,
            By::Field => Some(&self.field),
            By::Quarter => Some(&self.quarter),
            By::Source => Some(&self.source),
        }
    }

    fn place_of_lead(&mut self, unit: UnitId) -> u32 {
        let next = u32::try_from(self.leads.len()).unwrap_or(u32::MAX);
        let leads = &mut self.leads;
        *self.lead_places.entry(unit).or_insert_with(|| {
            leads.push(unit);
            next
        })
    }

    fn place_of_quarter(&mut self, day: Date) -> u32 {
        let quarter = (day.year(), (day.month() + 2) / 3);
        let known = self.quarters.iter().position(|it| *it == quarter);
        let at = known.unwrap_or_else(|| {
            self.quarters.push(quarter);
            self.quarters.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

fn facts(row: &TaskRow) -> Facts {
    let due_on = row.deadline.due_on();
    // While it rested its clock stood still: that is no extension.
    let rested = i64::from(row.n_suspended_days).days();
    Facts {
        assigned_on: row.assigned_on,
        first_due_on: row.first_due_on.map(|it| it.saturating_add(rested)).or(due_on),
        due_on,
        done_on: row.done_on,
        completed_on: row.ended_on.filter(|_| row.work == WorkState::Completed),
        // While it is suspended its clock stands still.
        terminated_on: row.ended_on.filter(|_| row.work == WorkState::Terminated).or(row.suspended_on),
        word_on: Some(row.silent_since_on).filter(|_| row.last_words.is_some()),
        silent_since_on: row.silent_since_on,
    }
}

/// Keeps [`RateColumns`].
#[derive(Default)]
pub struct RatesFollower(Mutex<Option<(Head, Arc<Counted>)>>);

impl RatesFollower {
    /// The columns as of `position` or later; `read_all` gives every task, in the order of their codes.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn get(
        &self,
        store: &Store,
        (register, position): (RegisterId, u64),
        read_all: impl FnOnce(&mut dyn FnMut(&TaskRow)) -> Result<(), Error>,
    ) -> Result<Arc<Counted>, Error> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counted)) = kept.as_ref().filter(|it| it.0.position >= position) {
            return Ok(Arc::clone(counted));
        }
        let Some(head) = store.head(register)? else { return Ok(Arc::default()) };
        let counted = match kept.take() {
            Some((at, counted)) if at == head => counted,
            Some((at, counted)) => match followed(store, register, &at, &head, &counted)? {
                Some(columns) => Counted::of(Arc::new(columns)),
                None => read(read_all)?,
            },
            None => read(read_all)?,
        };
        *kept = Some((head, Arc::clone(&counted)));
        Ok(counted)
    }
}

fn read(read_all: impl FnOnce(&mut dyn FnMut(&TaskRow)) -> Result<(), Error>) -> Result<Arc<Counted>, Error> {
    let mut columns = RateColumns::default();
    read_all(&mut |row| {
        columns.take(row);
    })?;
    Ok(Counted::of(Arc::new(columns)))
}

/// The columns with what was written since; `None` where they have to be read anew.
fn followed(
    store: &Store,
    register: RegisterId,
    at: &Head,
    head: &Head,
    counted: &Counted,
) -> Result<Option<RateColumns>, Error> {
    let is_near = at.position < head.position && head.position - at.position <= FAR_BEHIND;
    if !is_near || store.entries(register, at.position, 1)?.first().is_none_or(|it| it.hash != at.hash) {
        return Ok(None);
    }
    let mut columns = RateColumns::clone(&counted.columns);
    for stream in store.streams_after(register, at.position, FAR_BEHIND)? {
        if let Some(row) = store.task(register, TaskId(stream))?
            && !columns.take(&row)
        {
            return Ok(None);
        }
    }
    Ok(Some(columns))
}
