//! Lists of limitations that tasks brought among their files: each row is a proposal, and a person says what it is.

mod rows;

use super::{FollowedMention, lists_of, n_sessions, sees_matter};
use crate::access::Viewer;
use crate::below::part_id;
use crate::error::{Error, Forbidden, NotFound};
use crate::office::Office;
use crate::source::Source;
use crate::unit_list::Below;
use crate::views::{TaskView, UnitMention, words};
use jiff::civil::Date;
use model::act::matter::{self, begin::Begin, join_listing::JoinListing};
use model::state::{Listing, MatterKind, TaskCode};
use model::{Command, MatterId, Refusal, TaskId, UnitId};
use reader::Text;
use reader::sheet::listed::{self, List};
use rows::{Ground, called, notes_of};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{DraftKey, LONGEST_BATCH, MatterRow, Order};

/// Under this name it is kept which rows of the lists of a task were set aside.
const OBJECT: &str = "list";
/// What stands in the cell of such a row.
const ASIDE: &str = "aside";

/// A file of a task as a list of limitations.
#[derive(Clone, Debug, Serialize)]
pub struct ListPageView {
    pub task: TaskView,
    /// Its number among the files of the task.
    pub n: u32,
    pub file_name: Option<String>,
    /// In the order of the file.
    pub rows: Vec<ListRowView>,
    /// Rows that say nothing of what is wrong, as they stand.
    pub left_over: Vec<String>,
    pub n_taken: usize,
    pub n_aside: usize,
    /// Those that may be taken without a question.
    pub n_sure: usize,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
pub struct ListRowView {
    /// From 1.
    pub row: u32,
    /// What the limitation would be called.
    pub words: String,
    /// The cells that name a unit or a place, as they stand.
    pub named: String,
    /// The unit that it is of, as it was found.
    pub unit: Option<UnitMention>,
    /// Those that the name may mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<UnitMention>,
    pub since_on: Option<Date>,
    /// What else stands there: head and words.
    pub notes: Vec<(String, String)>,
    pub stand: ListStand,
    /// A limitation that is followed and reads alike: a proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alike: Option<ListAlike>,
    pub doubts: Vec<ListDoubt>,
    /// Whether whoever looks may take it for the unit that was found, or for any where none was.
    pub may: bool,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListStand {
    Open,
    Aside,
    /// It is followed; as what, where that is seen.
    Taken(Option<FollowedMention>),
}

/// A limitation that reads alike.
#[derive(Clone, Debug, Serialize)]
pub struct ListAlike {
    pub matter: MatterId,
    pub words: Option<String>,
    pub since_on: Date,
}

/// What a person has to settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListDoubt {
    /// The row names no unit and no place.
    UnitMissing,
    /// The name is no unit of the register.
    UnitUnknown,
    /// Several units may be meant.
    UnitTie,
    /// The same words stand further above.
    Twice,
    /// The day lies in the future.
    SinceLater,
}

/// The limitations that came from the lists of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListedCount {
    pub n: usize,
    pub n_open: usize,
}

/// What is open of the lists of a task.
pub(crate) struct OpenList {
    pub task: TaskId,
    pub code: TaskCode,
    pub n: usize,
    /// Since when the first of them is known.
    pub since_on: Date,
}

/// Where a limitation stands in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    pub listing: Listing,
    pub on: Date,
    /// The code of the task; `None` where it is not seen.
    pub code: Option<TaskCode>,
    /// Its words there; `None` where they are not seen, or the file is gone.
    pub words: Option<String>,
    /// What else stands there: head and words.
    pub notes: Vec<(String, String)>,
}

/// What somebody says of a row.
#[derive(Clone, Debug)]
pub enum ListSay {
    /// It is a limitation of the unit that is called so.
    Take {
        unit: String,
        words: String,
    },
    /// It is one that is followed.
    Same {
        matter: MatterId,
    },
    Aside,
    /// It is not set aside any more.
    Back,
    /// All that are sure are taken; the row does not matter.
    AllSure,
}

impl ListRowView {
    /// Whether it may be taken without a question.
    pub fn is_sure(&self) -> bool {
        let is_open = self.stand == ListStand::Open;
        is_open && self.may && self.unit.is_some() && self.doubts.is_empty() && self.alike.is_none()
    }

    pub fn is_open(&self) -> bool {
        self.stand == ListStand::Open
    }
}

impl Office {
    /// How many limitations that `viewer` sees came from the lists of a task, and how many of them are open.
    pub(crate) fn listed_of(&self, viewer: &Viewer, task: TaskId) -> Result<ListedCount, Error> {
        let all = self.matters(viewer)?;
        let rows = || all.listed_in(task).filter(|it| sees_matter(viewer, it));
        Ok(ListedCount { n: rows().count(), n_open: rows().filter(|it| it.closed.is_none()).count() })
    }

    /// File `n` of a task as a list of limitations.
    ///
    /// # Errors
    /// [`NotFound::Object`] for a task or a file that is not seen; [`Forbidden::Act`] for whoever may begin no limitation of
    /// its lead; [`Refusal::ListUnclear`] for a file without such a list; those of reading a file; [`Error::Store`].
    pub fn list_page(&self, viewer: &Viewer, asked: &str, n: u32) -> Result<ListPageView, Error> {
        let task = self.task_seen(viewer, asked)?;
        if !viewer.may("matter.begin", &[task.lead.id]) {
            return Err(Error::Forbidden(Forbidden::Act { act: "matter.begin" }));
        }
        let (file_name, list) = self.list_in(task.id, n)?;
        if list.rows.is_empty() {
            return Err(Error::Refused(Refusal::ListUnclear { file_name }));
        }
        let (all, known) = (self.matters(viewer)?, self.known_units()?);
        let aside = self.store.drafts(self.register()?, task.id.into(), OBJECT)?;
        let aside: BTreeSet<String> = aside.into_iter().filter(|it| it.text == ASIDE).map(|it| it.cell).collect();
        let found = self.held.list_rows.get(viewer.position, (viewer.account, task.id, n, self.today()), || {
            let mut ground = Ground::new(self, viewer, &all, &known);
            let listing = |row| Listing { task: task.id, file: n, row };
            (1..).zip(&list.rows).map(|(at, it)| ground.row(it, listing(at))).collect()
        })?;
        let mut rows: Vec<ListRowView> = found.to_vec();
        for it in rows.iter_mut().filter(|it| it.is_open()) {
            if aside.contains(&cell(Listing { task: task.id, file: n, row: it.row })) {
                it.stand = ListStand::Aside;
            }
        }
        let count = |is_it: &dyn Fn(&&ListRowView) -> bool| rows.iter().filter(is_it).count();
        Ok(ListPageView {
            n_taken: count(&|it| matches!(it.stand, ListStand::Taken(_))),
            n_aside: count(&|it| it.stand == ListStand::Aside),
            n_sure: count(&|it| it.is_sure()),
            left_over: list.left_over.clone(),
            file_name: Some(file_name).filter(|it| !it.is_empty()),
            rows,
            n,
            task,
        })
    }

    /// Says what a row of such a list is. Answers where the register ends then; `None` where nothing was written there.
    ///
    /// # Errors
    /// Those of [`Office::list_page`] and of the acts; [`NotFound::Object`] for a row or a unit that is not there.
    pub fn say_listed(
        &self,
        viewer: &Viewer,
        (asked, n, row): (&str, u32, u32),
        key: String,
        say: ListSay,
    ) -> Result<Option<u64>, Error> {
        let page = self.list_page(viewer, asked, n)?;
        let task = page.task.id;
        let listing = Listing { task, file: n, row };
        let missing = || Error::NotFound(NotFound::Object { noun: "row", id: row.to_string() });
        let found = page.rows.iter().find(|it| it.row == row);
        let begin = |it: &ListRowView, unit: UnitId, words: String| {
            let listing = Listing { task, file: n, row: it.row };
            let begin = Begin {
                matter_kind: MatterKind::Limitation,
                words,
                unit,
                owed_by: None,
                field: None,
                told_on: it.since_on.filter(|it| *it <= self.today()),
                tellings: Vec::new(),
                listing: Some(listing),
            };
            // The same form sent again begins the same.
            let stream = part_id(viewer, task.into(), &format!("{key} {}", it.row), unit);
            Order { stream, seen: None, command: Command::Matter(matter::Command::Begin(begin)) }
        };
        let orders = match say {
            ListSay::Aside | ListSay::Back => {
                found.ok_or_else(missing)?;
                let (register, owner) = (self.register()?, task.into());
                if matches!(say, ListSay::Back) {
                    self.store.drop_drafts(register, owner, OBJECT, Some(&cell(listing)))?;
                } else {
                    let key = DraftKey { register, owner, object: OBJECT.to_owned(), cell: cell(listing) };
                    self.store.put_draft(key, ASIDE, self.clock.now())?;
                }
                return Ok(None);
            }
            ListSay::Take { unit, words } => {
                let found = found.ok_or_else(missing)?;
                vec![begin(found, self.unit_typed(viewer, &unit)?, words)]
            }
            ListSay::Same { matter } => {
                let command = Command::Matter(matter::Command::JoinListing(JoinListing { listing }));
                vec![Order { stream: matter.into(), seen: None, command }]
            }
            ListSay::AllSure => {
                let sure = page.rows.iter().filter(|it| it.is_sure()).take(LONGEST_BATCH);
                sure.filter_map(|it| Some(begin(it, it.unit.as_ref()?.id, it.words.clone()))).collect()
            }
        };
        match orders.is_empty() {
            true => Ok(None),
            false => Ok(Some(self.submit_as(viewer, key.clone(), orders)?.last())),
        }
    }

    fn unit_typed(&self, viewer: &Viewer, typed: &str) -> Result<UnitId, Error> {
        if typed.trim().is_empty() {
            return Err(Error::Refused(Refusal::WordsMissing { field: "unit".to_owned() }));
        }
        match self.unit_meant(viewer, typed) {
            Below::One { unit } => Ok(unit.id),
            _ => Err(Error::NotFound(NotFound::Object { noun: "unit", id: typed.to_owned() })),
        }
    }

    /// The name of a file, and the lists in it; read once and kept, for a file never changes.
    fn list_in(&self, task: TaskId, n: u32) -> Result<(String, Arc<List>), Error> {
        let missing = || Error::NotFound(NotFound::Object { noun: "evidence", id: n.to_string() });
        let mut files = self.store.evidence(self.register()?, Some(task))?.into_iter();
        let file = files.find(|it| it.n == n).ok_or_else(missing)?;
        let content = words(file.content).ok_or_else(missing)?;
        let name = words(file.file_name).unwrap_or_default();
        let list = self.held.lists.get(1, content.clone(), || {
            let bytes = self.files.read(&content)?.ok_or_else(missing)?;
            let source = Source::of(&name, &bytes).map_err(Error::Refused)?;
            Ok(Arc::new(listed::read(&Text::new(&source.text))))
        })?;
        Ok((name, list))
    }

    /// Where a limitation stands in lists, as its page tells it.
    pub(super) fn listing_views(&self, viewer: &Viewer, row: &MatterRow) -> Result<Vec<ListingView>, Error> {
        let codes = self.codes_seen(viewer, [row])?;
        let mut views = Vec::new();
        for (listing, on) in &row.listings {
            let code = codes.get(&listing.task).copied();
            let told = code.and_then(|_| self.list_in(listing.task, listing.file).ok());
            let told = told.as_ref().and_then(|it| it.1.rows.get((listing.row as usize).checked_sub(1)?));
            let notes = told.map(notes_of).unwrap_or_default();
            views.push(ListingView { listing: *listing, on: *on, code, words: told.map(called), notes });
        }
        Ok(views)
    }

    /// What tasks listed of `units` and those below them and is open, for each task that is seen: a list may have many rows.
    /// What several sessions told is told by itself.
    pub(crate) fn open_lists(&self, viewer: &Viewer, units: &[UnitId]) -> Result<Vec<OpenList>, Error> {
        let (all, tree) = (self.matters(viewer)?, &viewer.units.tree);
        let is_owed = |it: &&MatterRow| {
            !it.listings.is_empty()
                && it.closed.is_none()
                && n_sessions(it) < 2
                && units.iter().any(|top| tree.is_within(it.unit, *top))
                && sees_matter(viewer, it)
        };
        let rows: Vec<&MatterRow> = all.rows.iter().filter(is_owed).collect();
        let mut lists = Vec::new();
        for (task, code) in self.codes_seen(viewer, rows.iter().copied())? {
            let since_on = rows.iter().filter(|it| lists_of(it).contains(&task)).map(|it| it.since_on);
            lists.extend(since_on.clone().min().map(|first| OpenList {
                task,
                code,
                n: since_on.count(),
                since_on: first,
            }));
        }
        Ok(lists)
    }

    /// The codes of the tasks whose lists name these, as far as they are seen.
    pub(super) fn codes_seen<'a>(
        &self,
        viewer: &Viewer,
        rows: impl IntoIterator<Item = &'a MatterRow>,
    ) -> Result<BTreeMap<TaskId, TaskCode>, Error> {
        let tasks: BTreeSet<TaskId> = rows.into_iter().flat_map(lists_of).collect();
        if tasks.is_empty() {
            return Ok(BTreeMap::new());
        }
        let tasks: Vec<TaskId> = tasks.into_iter().collect();
        let codes = self.store.codes_of_tasks(self.register()?, &tasks)?.into_iter();
        Ok(codes.filter(|(_, (_, lead))| viewer.sees_task(*lead, &[])).map(|(id, (code, _))| (id, code)).collect())
    }
}

fn cell(it: Listing) -> String {
    format!("{}-{}", it.file, it.row)
}
