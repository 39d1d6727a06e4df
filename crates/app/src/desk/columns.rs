//! The columns of a kept sheet at the desk: what each was taken for, and what people say instead.

use super::acts::tried_again;
use super::kept::{Said, Stand};
use super::slips::{Slip, join_cell};
use super::{Desk, Done};
use crate::Error;
use crate::access::Viewer;
use crate::office::Office;
use crate::propose::CarriedDraft;
use model::Command;
use model::act::document::{self, name_columns::NameColumns};
use model::state::NamedColumn;
use reader::sheet::Role;
use std::collections::HashMap;
use store::Order;

/// What somebody says of a column, and what the page had it taken for; table and column are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSaid {
    pub table: u32,
    pub column: u32,
    pub was: Role,
    pub role: Role,
}

/// What a row reads, beside what people said of it.
type RowRead = (Said, Option<CarriedDraft>);

impl Office {
    /// Names columns of the sheet on the desk; rows that were taken and read otherwise now wait again.
    pub(super) fn name_columns(&self, viewer: &Viewer, asked: &str, said: &[ColumnSaid]) -> Result<Done, Error> {
        let before = self.open_desk(viewer, asked)?;
        let columns = before.newly_named(said);
        if !columns.is_empty() {
            let id = before.document.id;
            let command = Command::Document(document::Command::NameColumns(NameColumns { columns }));
            let order = Order { stream: id.into(), seen: None, command };
            self.submit_drawn(viewer.account, self.clock.new_id().to_string(), None, vec![order])?;
            tried_again(|| {
                let after = self.open_desk(viewer, asked)?;
                self.say_at_desk(viewer, id, &after.kept, after.reopened(&before))
            })?;
        }
        Ok(Done::Columns)
    }
}

impl Desk {
    /// The columns of which something new is said: another role than the page showed, or that what was only guessed is so.
    fn newly_named(&self, said: &[ColumnSaid]) -> Vec<NamedColumn> {
        let is_new = |it: &&ColumnSaid| {
            let sheet = self.proposal.sheets.get(it.table as usize);
            let column = sheet.and_then(|sheet| sheet.columns.get(it.column as usize));
            column.is_some_and(|now| match it.role == it.was {
                true => now.role == it.was && !now.is_sure,
                false => now.role != it.role || !now.is_sure,
            })
        };
        let new = said.iter().filter(is_new);
        new.map(|&ColumnSaid { table, column, role, .. }| NamedColumn { table, column, role }).collect()
    }

    /// What has to be said anew where the sheet reads otherwise than `before`.
    fn reopened(&self, before: &Desk) -> Vec<(String, Option<Said>)> {
        let read: HashMap<String, RowRead> = before.slips().iter().map(|it| (it.cell(), before.row_read(it))).collect();
        let slips = self.slips();
        let taken = slips.iter().filter_map(|it| Some((it, self.kept.get(&it.cell())?.0)));
        let changed = taken
            .filter(|(slip, said)| said.stand == Stand::Taken && read.get(&slip.cell()) != Some(&self.row_read(slip)));
        let reopened = changed.map(|(slip, said)| (slip.cell(), Some(Said { stand: Stand::Open, ..said.clone() })));
        // Rows are joined by their numbers.
        let spans = |it: &Desk| it.proposal.drafts.iter().map(|it| it.span).collect::<Vec<_>>();
        let parted = if spans(self) == spans(before) { Vec::new() } else { self.kept.numbers("join ") };
        reopened.chain(parted.into_iter().map(|it| (join_cell(it as u32), None))).collect()
    }

    fn row_read(&self, slip: &Slip) -> RowRead {
        (self.read_form(slip), self.proposal.drafts[slip.first].carried.clone())
    }
}
