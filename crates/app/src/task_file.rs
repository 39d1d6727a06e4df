//! Tasks as a file that offices work on: the columns, the lines of a CSV, the book of an XLSX. Whoever asks gets what they see.

mod cells;
mod csv;
mod xlsx;

use crate::access::Viewer;
use crate::error::Error;
use crate::messages::{Language, say};
use crate::office::Office;
use crate::views::{Columns, ListLine, TaskList, TaskQuery};
pub(crate) use cells::Cell;
use cells::{FileColumn, columns_of};
pub(crate) use csv::{BYTE_ORDER_MARK, line as csv_line};
use std::io::{self, Write};

/// The most tasks of one file.
pub const MOST_IN_FILE: usize = 20_000;

/// What a file of tasks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Csv,
    Xlsx,
}

/// Why a file was not written to its end.
#[derive(Debug)]
pub enum Broken {
    Office(Error),
    /// Whoever takes it has gone, or the disk is full.
    Out(io::Error),
}

impl From<Error> for Broken {
    fn from(error: Error) -> Broken {
        Broken::Office(error)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Out(error)
    }
}

/// A line of a file.
enum Line {
    Task(Vec<Cell>),
    /// What stands above a group.
    Group(String),
}

/// A file that can be written: what was asked is understood and allowed.
pub struct TaskFile<'a> {
    office: &'a Office,
    list: TaskList<'a>,
    columns: Vec<&'static FileColumn>,
    language: Language,
}

impl Office {
    /// The file of the tasks that `viewer` asks for, in the order of the list or of its groups. Where no columns are chosen it
    /// has all of them.
    ///
    /// # Errors
    /// Those of [`Office::task_register`].
    pub fn task_file<'a>(
        &'a self,
        viewer: &'a Viewer,
        asked: &TaskQuery,
        columns: Option<Columns>,
        language: Language,
    ) -> Result<TaskFile<'a>, Error> {
        let list = self.task_list(viewer, asked)?;
        Ok(TaskFile { office: self, list, columns: columns_of(columns), language })
    }

    /// Gives a heading and every task of the register to `line`, as comma-separated values (RFC 4180) with a byte order mark.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a register; [`Error::Store`].
    pub fn export_tasks(&self, language: Language, mut line: impl FnMut(&str)) -> Result<(), Error> {
        let columns = columns_of(None);
        line(&format!("{}{}", BYTE_ORDER_MARK, csv_line(&heads(language, &columns))));
        for task in self.tasks()?.tasks {
            line(&csv::line(&columns.iter().map(|it| (it.cell)(&task, language)).collect::<Vec<_>>()));
        }
        Ok(())
    }
}

impl TaskFile<'_> {
    /// Writes it, task by task. Of more than [`MOST_IN_FILE`] it holds the first, and says so in its last line.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn write(&self, kind: FileKind, out: impl Write + Send) -> Result<(), Broken> {
        match kind {
            FileKind::Csv => csv::write(self, out),
            FileKind::Xlsx => xlsx::write(self, out),
        }
    }

    fn heads(&self) -> Vec<Cell> {
        heads(self.language, &self.columns)
    }

    /// Gives each line to `row`; whether there are more tasks than a file takes.
    fn rows(&self, mut row: impl FnMut(Line) -> Result<(), Broken>) -> Result<bool, Broken> {
        self.list.each(MOST_IN_FILE, |line| match line {
            ListLine::Task(task) => {
                row(Line::Task(self.columns.iter().map(|it| (it.cell)(task, self.language)).collect()))
            }
            ListLine::Group { heading, n } => {
                let counted = say(self.language, "counted-tasks", &[("n_tasks", n.into())]);
                row(Line::Group(format!("{} ({counted})", heading.title(self.language))))
            }
        })
    }

    fn cut(&self) -> String {
        say(self.language, "file-cut", &[("n", MOST_IN_FILE.into())])
    }
}

fn heads(language: Language, columns: &[&'static FileColumn]) -> Vec<Cell> {
    columns.iter().map(|it| Cell::Text(say(language, it.head, &[]))).collect()
}
