//! A whole list of tasks, told one after the other to whoever writes it down.

use super::TaskView;
use super::grouping::{Grouping, Heading};
use super::task_query::{TaskQuery, filter_of};
use super::tasks::Viewing;
use crate::access::Viewer;
use crate::error::Error;
use crate::office::Office;
use std::sync::Arc;
use store::{TaskFilter, TaskRow};

/// So many tasks are asked of the store at once.
const PIECE: usize = 1_000;

/// What somebody asks for, understood and allowed.
pub struct TaskList<'a> {
    office: &'a Office,
    viewing: Viewing<'a>,
    filter: TaskFilter,
    grouping: Option<Grouping>,
}

impl Office {
    /// The list of the tasks that `viewer` asks for, from its beginning.
    ///
    /// # Errors
    /// Those of [`Office::task_register`].
    pub fn task_list<'a>(&'a self, viewer: &Viewer, asked: &TaskQuery) -> Result<TaskList<'a>, Error> {
        let filter = filter_of(viewer, asked, self.today())?;
        Ok(TaskList { office: self, viewing: Viewing::for_viewer(self, viewer)?, filter, grouping: asked.grouping()? })
    }
}

/// What a list tells, one after the other.
pub enum ListLine<'a> {
    /// A group begins; it has so many tasks.
    Group {
        heading: &'a Heading,
        n: usize,
    },
    Task(&'a TaskView),
}

impl TaskList<'_> {
    /// Gives at most `most` tasks to `line`, in the order of the list or of its groups; whether there are more.
    ///
    /// # Errors
    /// Those of `line`; [`Error::Store`].
    pub fn each<E: From<Error>>(
        &self,
        most: usize,
        mut line: impl FnMut(ListLine) -> Result<(), E>,
    ) -> Result<bool, E> {
        let Some(grouping) = self.grouping else {
            return self
                .pieces(most, |rows| rows.iter().try_for_each(|it| line(ListLine::Task(&self.viewing.task(it)?))));
        };
        let mut all = Vec::new();
        let is_more = self.pieces(most, |rows| {
            all.extend(rows);
            Ok::<_, E>(())
        })?;
        for group in grouping.gather(all, |unit| self.viewing.place_of(unit)) {
            line(ListLine::Group { heading: &self.viewing.heading(group.common)?, n: group.tasks.len() })?;
            group.tasks.iter().try_for_each(|it| line(ListLine::Task(&self.viewing.task(it)?)))?;
        }
        Ok(is_more)
    }

    fn pieces<E: From<Error>>(
        &self,
        most: usize,
        mut piece: impl FnMut(Vec<Arc<TaskRow>>) -> Result<(), E>,
    ) -> Result<bool, E> {
        let (mut after, mut left) = (None, most);
        loop {
            let register = self.office.register()?;
            let page = self.office.store.task_page(register, &self.filter, after, PIECE.min(left));
            let page = page.map_err(Error::Store)?;
            left -= page.tasks.len();
            piece(page.tasks)?;
            after = page.next;
            if after.is_none() || left == 0 {
                return Ok(after.is_some());
            }
        }
    }
}
