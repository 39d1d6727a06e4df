//! The places of a list in their order, merged from the ordered lists that the database keeps: of each unit by day or by
//! stage, of everybody by day, by state or by code.
//!
//! The beginnings of those lists are kept by [`super::task_cache`] until an entry touches them; what is missing is asked for
//! with many arms in one statement, each a piece of an index that is read no further than its limit.

use super::Cells;
use super::task_cache::View;
use super::task_filter::{Stretch, TaskFilter, TaskKey, TaskRole, TaskStanding, Units};
use crate::engine::{Engine, Sql, Value};
use crate::error::Error;
use jiff::civil::Date;
use model::state::TaskCode;
use model::{RegisterId, UnitId};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, LazyLock};

/// How many arms a statement may have. What is left over asks for an identifier that cannot exist.
const SIZES: [usize; 3] = [1, 4, 16];

/// So many places are gone through at once, or more where more are asked for.
const MOST_READ: usize = 1_000;

/// At least so many places of a list are asked for.
const FEWEST: usize = 8;

/// A longer beginning of a list is not kept.
const LONGEST_KEPT: usize = 2_000;

/// A list that is read in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum List {
    /// Of a unit, by the day on which its tasks become late, from a day on.
    LateOf(UnitId, Date),
    /// Of a unit, by code: one stage.
    StageOf(UnitId, i64),
    /// Of everybody.
    Late(Date),
    Work(&'static str),
    All,
}

/// A place in a list, and what its unit has to do with what stands there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub key: TaskKey,
    due_on: Option<Date>,
    role: TaskRole,
}

/// The beginning of a list, or what follows a place in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub places: Vec<Place>,
    /// Whether nothing follows.
    is_whole: bool,
}

/// Statements of one form, the smallest first. ?1 register, then the place after which to begin, how many, and the lists.
type Form = LazyLock<Vec<(usize, Sql)>>;

static LATE_OF: Form =
    LazyLock::new(|| late("due_on, role FROM task_unit", &SIZES, |arm| format!("AND unit = ?{}", 6 + arm)));
static STAGE_OF: Form = LazyLock::new(|| {
    code("due_on, role FROM task_unit", &SIZES, |arm| {
        format!("AND unit = ?{} AND stage = ?{}", 5 + 2 * arm, 6 + 2 * arm)
    })
});
static LATE: Form = LazyLock::new(|| late("due_on, 'lead' AS role FROM task", &[1], |_| String::new()));
static WORK: Form =
    LazyLock::new(|| code("due_on, 'lead' AS role FROM task", &SIZES, |arm| format!("AND work = ?{}", 5 + arm)));
static ALL: Form = LazyLock::new(|| code("due_on, 'lead' AS role FROM task", &[1], |_| String::new()));

fn late(rest: &str, sizes: &[usize], which: impl Fn(usize) -> String) -> Vec<(usize, Sql)> {
    sized("late_from_on, code_year, code_n", "?2, ?3, ?4", (rest, 5), sizes, which)
}

fn code(rest: &str, sizes: &[usize], which: impl Fn(usize) -> String) -> Vec<(usize, Sql)> {
    sized("code_year, code_n", "?2, ?3", (rest, 4), sizes, which)
}

fn sized(
    order: &str,
    after: &str,
    (rest, limit): (&str, usize),
    sizes: &[usize],
    which: impl Fn(usize) -> String,
) -> Vec<(usize, Sql)> {
    let arm = |arm: usize| {
        format!(
            "SELECT * FROM (SELECT CAST({arm} AS BIGINT) AS arm, {order}, {rest} WHERE register = ?1 {} \
             AND ({order}) > ({after}) ORDER BY {order} LIMIT ?{limit}) AS arm_{arm}",
            which(arm)
        )
    };
    let arms = |n: &usize| (*n, Sql::generated((0..*n).map(&arm).collect::<Vec<_>>().join(" UNION ALL ")));
    sizes.iter().map(arms).collect()
}

/// Every statement of this module.
pub(crate) fn all_statements() -> impl Iterator<Item = Sql> {
    [&LATE_OF, &STAGE_OF, &LATE, &WORK, &ALL].into_iter().flat_map(|it| it.iter().map(|&(_, sql)| sql))
}

/// At most `n` places after `after`, each once and in order. Roles and days may leave fewer, even none, of those read.
pub(super) fn places(
    (engine, register, view): (&mut Engine, RegisterId, &View<'_>),
    filter: &TaskFilter,
    after: Option<TaskKey>,
    n: usize,
) -> Result<Stretch, Error> {
    let mut walks = Walk::all((engine, register, view), &lists_of(filter), after, n)?;
    let mut heads = BinaryHeap::new();
    for (i, walk) in walks.iter_mut().enumerate() {
        heads.extend(walk.next(engine, register)?.map(|key| Reverse((key, i))));
    }
    let last_day = filter.late_days().map(|it| it.1);
    let (mut keys, mut next, mut n_read): (Vec<TaskKey>, _, _) = (Vec::new(), None, 0);
    let mut last = None;
    while let Some(Reverse((key, i))) = heads.pop() {
        if matches!((key, last_day), (TaskKey::Late(day, _), Some(last)) if day > last) {
            break;
        }
        if keys.len() == n || n_read == n.max(MOST_READ) {
            next = last;
            break;
        }
        let walk = &mut walks[i];
        // A task may stand there once more for another unit.
        if walk.is_at_one_of(filter) && keys.last() != Some(&key) {
            keys.push(key);
        }
        (walk.at, last, n_read) = (walk.at + 1, Some(key), n_read + 1);
        heads.extend(walk.next(engine, register)?.map(|key| Reverse((key, i))));
    }
    view.keep_lists(walks.into_iter().filter(Walk::is_worth_keeping).map(|it| (it.list, it.piece)));
    Ok(Stretch { keys, next, n_read })
}

/// The lists in which the tasks of a filter stand.
fn lists_of(filter: &TaskFilter) -> Vec<List> {
    let stages = filter.stages();
    match (&filter.units, filter.late_days()) {
        (Units::All, Some((from, _))) => vec![List::Late(from)],
        (Units::All, None) if filter.state == TaskStanding::All => vec![List::All],
        (Units::All, None) => stages.iter().flat_map(|it| works(*it)).map(|it| List::Work(it)).collect(),
        (Units::These(units), Some((from, _))) => units.iter().map(|it| List::LateOf(*it, from)).collect(),
        (Units::These(units), None) => {
            units.iter().flat_map(|unit| stages.iter().map(|it| List::StageOf(*unit, *it))).collect()
        }
    }
}

fn works(stage: i64) -> &'static [&'static str] {
    match stage {
        0 => &["not_started", "in_progress"],
        1 => &["awaiting_confirmation"],
        2 => &["completed"],
        4 => &["suspended"],
        _ => &["terminated"],
    }
}

/// Somebody's way through one list.
struct Walk {
    list: List,
    piece: Arc<Piece>,
    at: usize,
    /// Whether the piece begins where the list does.
    is_from_start: bool,
    has_grown: bool,
}

impl Walk {
    /// Each list from the place after `after`; of what is not kept as much as may be needed.
    fn all(
        (engine, register, view): (&mut Engine, RegisterId, &View<'_>),
        lists: &[List],
        after: Option<TaskKey>,
        n: usize,
    ) -> Result<Vec<Walk>, Error> {
        let (mut walks, mut missing) = (Vec::new(), Vec::new());
        for (list, kept) in lists.iter().zip(view.lists(lists)) {
            match kept.filter(|it| it.reaches(after)) {
                Some(piece) => {
                    let at = piece.places.partition_point(|it| after.is_some_and(|after| it.key <= after));
                    walks.push(Walk { list: *list, piece, at, is_from_start: true, has_grown: false });
                }
                None => missing.push(*list),
            }
        }
        let enough = (4 * n / lists.len().max(1)).clamp(FEWEST, n.max(FEWEST));
        for (list, piece) in missing.iter().zip(read(engine, register, &missing, after, enough)?) {
            let piece = Arc::new(piece);
            walks.push(Walk { list: *list, piece, at: 0, is_from_start: after.is_none(), has_grown: true });
        }
        Ok(walks)
    }

    /// The place it stands at; `None` at the end of the list.
    fn next(&mut self, engine: &mut Engine, register: RegisterId) -> Result<Option<TaskKey>, Error> {
        let known = self.piece.places.len();
        if self.at == known && !self.piece.is_whole {
            let last = self.piece.places.last().map(|it| it.key);
            let more = read(engine, register, &[self.list], last, known.clamp(FEWEST, MOST_READ))?;
            let piece = Arc::make_mut(&mut self.piece);
            more.into_iter().for_each(|it| {
                piece.places.extend(it.places);
                piece.is_whole = it.is_whole;
            });
            self.has_grown = true;
        }
        Ok(self.piece.places.get(self.at).map(|it| it.key))
    }

    fn is_at_one_of(&self, filter: &TaskFilter) -> bool {
        let place = &self.piece.places[self.at];
        filter.allows_role(place.role) && filter.allows_due(place.due_on)
    }

    fn is_worth_keeping(&self) -> bool {
        self.has_grown && self.is_from_start && self.piece.places.len() <= LONGEST_KEPT
    }
}

impl Piece {
    /// Whether what follows `after` begins within it or where it ends.
    fn reaches(&self, after: Option<TaskKey>) -> bool {
        self.is_whole || after.is_none_or(|after| self.places.last().is_some_and(|it| it.key >= after))
    }
}

/// At most `n` places of each list after `after`; all lists are of one form.
fn read(
    engine: &mut Engine,
    register: RegisterId,
    lists: &[List],
    after: Option<TaskKey>,
    n: usize,
) -> Result<Vec<Piece>, Error> {
    let mut pieces = vec![Piece::default(); lists.len()];
    let Some(form) = lists.first().map(|it| it.form()) else { return Ok(pieces) };
    let (largest, _) = form[form.len() - 1];
    for (lists, pieces) in lists.chunks(largest).zip(pieces.chunks_mut(largest)) {
        let &(size, sql) = form
            .iter()
            .find(|(size, _)| *size >= lists.len())
            .expect("invariant: a chunk is not longer than the longest statement");
        let mut parameters = vec![Value::text(register)];
        parameters.extend(lists[0].start(after));
        parameters.push(Value::count(n as u64));
        parameters.extend(lists.iter().flat_map(List::which));
        let nobody = lists[0].which().into_iter().map(|it| if it.as_int().is_some() { it } else { Value::text("") });
        parameters.extend(std::iter::repeat_n(nobody.collect::<Vec<_>>(), size - lists.len()).flatten());
        for row in engine.query(sql, &parameters)? {
            let mut cells = Cells::new("task_unit", row);
            let arm: usize = cells.number()?;
            let place = place(&mut cells, lists[0].from().is_some())?;
            pieces.get_mut(arm).ok_or_else(|| cells.unreadable())?.places.push(place);
        }
        for piece in pieces {
            piece.places.sort_by_key(|it| it.key);
            piece.is_whole = piece.places.len() < n;
        }
    }
    Ok(pieces)
}

fn place(cells: &mut Cells, is_late: bool) -> Result<Place, Error> {
    let day = if is_late { Some(cells.date()?) } else { None };
    let code = TaskCode { year: cells.number()?, n: cells.number()? };
    let due_on = cells.opt_date()?;
    let role = if cells.string()? == "lead" { TaskRole::Lead } else { TaskRole::Coordinating };
    Ok(Place { key: day.map_or(TaskKey::Code(code), |it| TaskKey::Late(it, code)), due_on, role })
}

impl List {
    /// Whose it is; `None` for one of everybody.
    pub(super) fn unit(&self) -> Option<UnitId> {
        match self {
            List::LateOf(unit, _) | List::StageOf(unit, _) => Some(*unit),
            List::Late(_) | List::Work(_) | List::All => None,
        }
    }

    /// The day from which on it goes, where it goes by days.
    fn from(&self) -> Option<Date> {
        match self {
            List::LateOf(_, from) | List::Late(from) => Some(*from),
            List::StageOf(..) | List::Work(_) | List::All => None,
        }
    }

    fn form(&self) -> &'static Form {
        match self {
            List::LateOf(..) => &LATE_OF,
            List::StageOf(..) => &STAGE_OF,
            List::Late(_) => &LATE,
            List::Work(_) => &WORK,
            List::All => &ALL,
        }
    }

    /// Which one of its form it is.
    fn which(&self) -> Vec<Value> {
        match self {
            List::LateOf(unit, _) => vec![Value::text(unit)],
            List::StageOf(unit, stage) => vec![Value::text(unit), Value::Int(*stage)],
            List::Work(work) => vec![Value::text(work)],
            List::Late(_) | List::All => Vec::new(),
        }
    }

    /// The place after which to begin.
    fn start(&self, after: Option<TaskKey>) -> Vec<Value> {
        let code = |it: TaskCode| [Value::Int(it.year.into()), Value::Int(it.n.into())];
        let least = [Value::Int(i64::MIN), Value::Int(i64::MIN)];
        let Some(from) = self.from() else {
            return Vec::from(if let Some(TaskKey::Code(at)) = after { code(at) } else { least });
        };
        let (day, at) = match after {
            Some(TaskKey::Late(day, at)) if day >= from => (Value::text(day), code(at)),
            // The text of a day orders as the day: before the first year there is none.
            _ if from == Date::MIN => (Value::text(""), least),
            _ => (Value::text(from), least),
        };
        std::iter::once(day).chain(at).collect()
    }
}
