//! The lists of limitations and of petitions: which are open, which return, which are owed an answer.

use super::{last_on, lists_of, n_sessions, sees_matter};
use crate::access::Viewer;
use crate::error::Error;
use crate::figures;
use crate::messages::{Language, say, text};
use crate::office::Office;
use crate::sentences;
use crate::task_file::Cell;
use crate::unit_list::{Below, unit_named};
use crate::views::{TotalView, UnitMention, words};
use base::fold::search_key;
use jiff::civil::Date;
use model::state::{MatterEnding, MatterKind, TaskCode};
use model::{Field, MatterId, Refusal, SessionId, TaskId, UnitId};
use serde::Serialize;
use std::collections::BTreeSet;
use store::MatterRow;

/// How many stand on a page, and in a file.
const PAGE_LENGTH: usize = 50;
const MOST_IN_FILE: usize = 20_000;

/// By what a list is filtered; the first is asked where none is named.
pub const STANDINGS: [&str; 4] = ["open", "returning", "closed", "all"];

/// A list, page by page.
#[derive(Clone, Debug, Serialize)]
pub struct FollowedListView {
    pub kind: MatterKind,
    pub today: Date,
    /// Those told in most sessions in a row first, then those told first.
    pub followed: Vec<FollowedView>,
    pub total: TotalView,
    /// What `after` has to be for the next page; `None` on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What is asked, as it was typed; what is empty is not asked.
#[derive(Clone, Debug, Default)]
pub struct FollowedQuery {
    /// One of [`STANDINGS`].
    pub state: String,
    /// Identifier of a unit, or its name as people type it; of a petition also of the one that owes the answer.
    pub unit: String,
    pub session: String,
    /// The name of a field: `health`.
    pub field: String,
    pub text: String,
    /// The code of a task in whose lists they stand.
    pub task: String,
    /// After so many.
    pub after: String,
}

/// Something that is followed, as a list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct FollowedView {
    pub id: MatterId,
    pub kind: MatterKind,
    /// `None` once they were erased.
    pub words: Option<String>,
    pub unit: UnitMention,
    /// The unit that owes an answer; only of a petition.
    pub owed_by: Option<UnitMention>,
    pub field: Option<Field>,
    pub state: FollowedState,
    pub since_on: Date,
    /// The last day on which it was told.
    pub last_on: Date,
    /// In how many sessions it was told, and the last of them in a row.
    pub n_sessions: usize,
    pub n_in_a_row: u32,
    /// Days since it was told first, as long as it is open.
    pub n_days: Option<i32>,
    pub closed_on: Option<Date>,
    /// The codes of the tasks in whose lists it stands, as far as they are seen; only in a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listed_in: Vec<TaskCode>,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowedState {
    Open,
    /// Told in more than one session, and open.
    Returning,
    Cured,
    RuleChanged,
    Answered,
    Dropped,
}

impl FollowedState {
    fn of(row: &MatterRow) -> FollowedState {
        match row.closed.as_ref().map(|it| it.ending) {
            None if n_sessions(row) > 1 => FollowedState::Returning,
            None => FollowedState::Open,
            Some(MatterEnding::Cured) => FollowedState::Cured,
            Some(MatterEnding::RuleChanged) => FollowedState::RuleChanged,
            Some(MatterEnding::Answered) => FollowedState::Answered,
            Some(MatterEnding::Dropped) => FollowedState::Dropped,
        }
    }

    fn stands(self, asked: &str) -> bool {
        let is_open = matches!(self, FollowedState::Open | FollowedState::Returning);
        match asked {
            "all" => true,
            "returning" => self == FollowedState::Returning,
            "closed" => !is_open,
            _ => is_open,
        }
    }
}

/// A filter as it is asked of each.
struct Filter<'a> {
    state: &'a str,
    units: Option<BTreeSet<UnitId>>,
    session: Option<SessionId>,
    field: Option<Field>,
    text: Vec<String>,
    task: Option<TaskId>,
}

impl Filter<'_> {
    fn takes(&self, row: &MatterRow) -> bool {
        let is_of =
            |units: &BTreeSet<UnitId>| units.contains(&row.unit) || row.owed_by.is_some_and(|it| units.contains(&it));
        let key = || search_key(row.words.words().unwrap_or_default());
        FollowedState::of(row).stands(self.state)
            && self.units.as_ref().is_none_or(is_of)
            && self.task.is_none_or(|it| lists_of(row).contains(&it))
            && self.session.is_none_or(|it| row.tellings.iter().any(|told| told.0.session() == Some(it)))
            && self.field.is_none_or(|it| row.field == Some(it))
            && (self.text.is_empty() || self.text.iter().all(|it| key().contains(it)))
    }
}

impl Office {
    /// A page of the limitations or the petitions that `viewer` sees.
    ///
    /// # Errors
    /// [`Refusal::FilterUnreadable`]; [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn followed(
        &self,
        viewer: &Viewer,
        kind: MatterKind,
        asked: &FollowedQuery,
    ) -> Result<FollowedListView, Error> {
        let from = match asked.after.as_str() {
            "" => 0,
            text => text.parse().map_err(|_| unreadable("after", text))?,
        };
        self.followed_from(viewer, kind, asked, (from, PAGE_LENGTH))
    }

    fn followed_from(
        &self,
        viewer: &Viewer,
        kind: MatterKind,
        asked: &FollowedQuery,
        (from, n): (usize, usize),
    ) -> Result<FollowedListView, Error> {
        let task = match asked.task.trim() {
            "" => None,
            code => match self.task_row_seen(viewer, code) {
                Ok(task) => Some(task.id),
                Err(Error::NotFound(_)) => return Err(unreadable("task", code)),
                Err(other) => return Err(other),
            },
        };
        let filter = Filter { task, ..filter(viewer, asked)? };
        let all = self.matters(viewer)?;
        let mut rows: Vec<&MatterRow> =
            all.rows.iter().filter(|it| it.kind == kind && sees_matter(viewer, it) && filter.takes(it)).collect();
        rows.sort_by_key(|it| (it.closed.is_some(), std::cmp::Reverse(n_sessions(it)), it.since_on, it.id));
        let total = TotalView { n: rows.len() as u64, is_more: false };
        let next = (rows.len() > from + n).then(|| (from + n).to_string());
        let shown: Vec<&MatterRow> = rows.into_iter().skip(from).take(n).collect();
        let codes = self.codes_seen(viewer, shown.iter().copied())?;
        let view = |it: &&MatterRow| {
            let listed_in = lists_of(it).iter().filter_map(|it| codes.get(it).copied()).collect();
            Ok(FollowedView { listed_in, ..self.followed_view(viewer, it)? })
        };
        let followed: Result<_, Error> = shown.iter().map(view).collect();
        Ok(FollowedListView { kind, today: self.today(), followed: followed?, total, next })
    }

    pub(crate) fn followed_view(&self, viewer: &Viewer, row: &MatterRow) -> Result<FollowedView, Error> {
        let is_open = row.closed.is_none();
        Ok(FollowedView {
            id: row.id,
            kind: row.kind,
            words: words(row.words.clone()),
            unit: viewer.units.mention(row.unit),
            owed_by: row.owed_by.map(|it| viewer.units.mention(it)),
            field: row.field,
            state: FollowedState::of(row),
            since_on: row.since_on,
            last_on: last_on(row),
            n_sessions: n_sessions(row),
            n_in_a_row: self.in_a_row(viewer, row)?,
            n_days: is_open.then(|| (self.today() - row.since_on).get_days()),
            closed_on: row.closed.as_ref().map(|it| it.on),
            listed_in: Vec::new(),
        })
    }

    /// The petitions that wait for an answer of a unit `viewer` answers for: how many, and the first `most`, the longest
    /// waiting first.
    pub(crate) fn petitions_owed(&self, viewer: &Viewer, most: usize) -> Result<(usize, Vec<FollowedView>), Error> {
        let all = self.matters(viewer)?;
        let is_owed = |it: &&MatterRow| {
            it.closed.is_none() && it.owed_by.is_some_and(|unit| viewer.may("matter.answer", &[unit]))
        };
        let mut rows: Vec<&MatterRow> = all.rows.iter().filter(is_owed).collect();
        rows.sort_by_key(|it| (it.since_on, it.id));
        let first: Result<_, Error> = rows.iter().take(most).map(|it| self.followed_view(viewer, it)).collect();
        Ok((rows.len(), first?))
    }

    /// The petitions without an answer that these units made or owe an answer to, the longest waiting first.
    pub(crate) fn petitions_of(&self, viewer: &Viewer, units: &BTreeSet<UnitId>) -> Result<Vec<FollowedView>, Error> {
        let all = self.matters(viewer)?;
        let is_theirs = |it: &MatterRow| units.contains(&it.unit) || it.owed_by.is_some_and(|it| units.contains(&it));
        let is_open = |it: &&MatterRow| it.kind == MatterKind::Petition && it.closed.is_none();
        let mut rows: Vec<&MatterRow> =
            all.rows.iter().filter(is_open).filter(|it| is_theirs(it) && sees_matter(viewer, it)).collect();
        rows.sort_by_key(|it| (it.since_on, it.id));
        rows.into_iter().map(|it| self.followed_view(viewer, it)).collect()
    }

    /// The whole list as comma-separated values.
    ///
    /// # Errors
    /// Those of [`Office::followed`].
    pub fn followed_csv(
        &self,
        viewer: &Viewer,
        kind: MatterKind,
        asked: &FollowedQuery,
        language: Language,
    ) -> Result<String, Error> {
        let list = self.followed_from(viewer, kind, asked, (0, MOST_IN_FILE))?;
        let heads = HEADS.iter().map(|it| Cell::Text(text(language, it).to_owned())).collect();
        let lines = std::iter::once(heads).chain(list.followed.iter().map(|it| cells(language, it)));
        let lines: Vec<String> =
            lines.map(|it: Vec<Cell>| format!("{}\r\n", crate::task_file::csv_line(&it))).collect();
        Ok(format!("{}{}", crate::task_file::BYTE_ORDER_MARK, lines.concat()))
    }
}

const HEADS: [&str; 11] = [
    "matter-words",
    "matter-unit",
    "matter-owed-by",
    "word-field",
    "word-state",
    "matter-since",
    "matter-last",
    "matter-n-sessions",
    "matter-n-days",
    "matter-closed-on",
    "matter-listed-in",
];

fn cells(language: Language, it: &FollowedView) -> Vec<Cell> {
    let name =
        |unit: &UnitMention| Cell::Text(unit.name.clone().unwrap_or_else(|| text(language, "erased").to_owned()));
    let number = |n: usize| Cell::Number(i32::try_from(n).unwrap_or(i32::MAX));
    vec![
        Cell::Text(it.words.clone().unwrap_or_else(|| text(language, "erased").to_owned())),
        name(&it.unit),
        it.owed_by.as_ref().map_or(Cell::Nothing, name),
        it.field.map_or(Cell::Nothing, |it| Cell::Text(sentences::field(language, it))),
        Cell::Text(state_words(language, it)),
        Cell::Day(it.since_on),
        Cell::Day(it.last_on),
        number(it.n_sessions),
        it.n_days.map_or(Cell::Nothing, Cell::Number),
        it.closed_on.map_or(Cell::Nothing, Cell::Day),
        match it.listed_in.iter().map(TaskCode::to_string).collect::<Vec<_>>().join("; ") {
            codes if codes.is_empty() => Cell::Nothing,
            codes => Cell::Text(codes),
        },
    ]
}

/// How it stands, in words.
pub fn state_words(language: Language, it: &FollowedView) -> String {
    let key = match (it.state, it.kind) {
        (FollowedState::Open | FollowedState::Returning, MatterKind::Petition) => "matter-state-unanswered",
        (FollowedState::Open, MatterKind::Limitation) => "matter-state-open",
        (FollowedState::Returning, MatterKind::Limitation) => "matter-state-returning",
        (FollowedState::Cured, _) => "matter-state-cured",
        (FollowedState::RuleChanged, _) => "matter-state-rule-changed",
        (FollowedState::Answered, _) => "matter-state-answered",
        (FollowedState::Dropped, _) => "matter-state-dropped",
    };
    let day = it.closed_on.map(figures::day).unwrap_or_default();
    say(language, key, &[("days", it.n_days.unwrap_or_default().into()), ("day", day.into())])
}

fn unreadable(field: &str, text: &str) -> Error {
    Error::Refused(Refusal::FilterUnreadable { field: field.to_owned(), text: text.chars().take(80).collect() })
}

fn filter<'a>(viewer: &Viewer, asked: &'a FollowedQuery) -> Result<Filter<'a>, Error> {
    let state = if asked.state.is_empty() { STANDINGS[0] } else { asked.state.as_str() };
    if !STANDINGS.contains(&state) {
        return Err(unreadable("state", state));
    }
    let units = match asked.unit.trim() {
        "" => None,
        text => Some(match unit_named(viewer, text) {
            Below::One { unit } => viewer.seen_of(unit.id, true).into_iter().collect(),
            Below::Several { units } => units.iter().flat_map(|it| viewer.seen_of(it.id, true)).collect(),
            Below::Nobody => return Err(unreadable("unit", text)),
        }),
    };
    let session = match asked.session.trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| unreadable("session", text))?),
    };
    let field = match asked.field.trim() {
        "" => None,
        text => Some(Field::named(text).ok_or_else(|| unreadable("field", text))?),
    };
    let text = search_key(&asked.text).split_whitespace().map(str::to_owned).collect();
    Ok(Filter { state, units, session, field, text, task: None })
}
