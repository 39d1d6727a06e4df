//! Speaking to a person at a terminal: language, sentences, tables, exit codes.

use app::messages::{Args, Language, say};
use app::{Error, sentences};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableComponent, Width, presets};
use serde::Serialize;
use std::fmt::{self, Display};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended. The greater the code, the worse; of several the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Done = 0,
    Refused = 2,
    NotFoundOrForbidden = 3,
    Store = 4,
    Usage = 64,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

impl Exit {
    /// The code of an error.
    pub fn of(error: &Error) -> Exit {
        match error {
            Error::Refused(_) => Exit::Refused,
            Error::Forbidden(_) | Error::NotFound(_) => Exit::NotFoundOrForbidden,
            Error::Store(_) => Exit::Store,
        }
    }
}

/// A file somebody named that could not be opened.
#[derive(Debug)]
pub struct Unopened {
    pub path: PathBuf,
    pub cause: io::Error,
}

impl Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "opening {}", self.path.display())
    }
}

impl std::error::Error for Unopened {}

/// The language asked for on the line or by the environment; Vietnamese where nobody asks.
pub fn language_of(args: impl Iterator<Item = String>) -> Language {
    let args: Vec<String> = args.collect();
    let after = args.iter().position(|it| it == "--lang").and_then(|it| args.get(it + 1).cloned());
    let joined = args.iter().find_map(|it| it.strip_prefix("--lang=").map(str::to_owned));
    let asked = joined.or(after).or_else(|| std::env::var("BAMSAT_LANG").ok());
    asked.map_or(Language::Vietnamese, |it| Language::from_tag(&it))
}

/// Where sentences go.
pub struct Console {
    pub language: Language,
}

impl Console {
    pub fn new(language: Language) -> Console {
        Console { language }
    }

    /// A sentence of the message files.
    pub fn say(&self, key: &str, args: &Args) -> String {
        say(self.language, key, args)
    }

    /// Prints a sentence.
    pub fn tell(&self, key: &str, args: &Args) {
        self.print(self.say(key, args));
    }

    /// Prints a line. A reader that went away (a pager, `head`) ends the printing, and is no fault.
    pub fn print(&self, line: impl Display) {
        if writeln!(io::stdout(), "{line}").is_err() {
            std::process::exit(Exit::Done as i32);
        }
    }

    /// Prints a view as one line of JSON.
    pub fn print_json(&self, view: &impl Serialize) -> anyhow::Result<()> {
        self.print(serde_json::to_string(view)?);
        Ok(())
    }

    /// Tells on the other stream why a command ended, and answers its exit code.
    pub fn tell_fault(&self, fault: &anyhow::Error) -> Exit {
        if let Some(error) = fault.downcast_ref::<Error>() {
            eprintln!("{}", sentences::error(self.language, error));
            return Exit::of(error);
        }
        if let Some(Unopened { path, cause }) = fault.downcast_ref() {
            let path = path.display().to_string();
            let args = [("path", path.into()), ("cause", cause.to_string().into())];
            eprintln!("{}", self.say("not-found-file", &args));
            return Exit::NotFoundOrForbidden;
        }
        eprintln!("{fault:#}");
        Exit::Store
    }

    /// A table with these heads, as wide as the terminal; each head is a message key behind `word-`.
    pub fn table(&self, heads: &[&str]) -> Table {
        let mut table = Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).remove_style(TableComponent::HorizontalLines);
        table.remove_style(TableComponent::MiddleIntersections).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(terminal_width());
        if !heads.is_empty() {
            table.set_header(heads.iter().map(|it| self.say(&format!("word-{it}"), &[])));
        }
        for (column, head) in table.column_iter_mut().zip(heads) {
            if let Some(constraint) = constraint(head) {
                column.set_constraint(constraint);
            }
        }
        table
    }

    /// Prints a table without the blanks at the ends of its lines.
    pub fn print_table(&self, table: &Table) {
        self.print(table.trim_fmt());
    }

    /// Words that may have been erased.
    pub fn words(&self, words: Option<&str>) -> String {
        words.map_or_else(|| self.say("erased", &[]), str::to_owned)
    }

    /// The word for a value that a message file names: `ending-` and `tasks`, `level-` and `province`.
    pub fn value(&self, prefix: &str, value: &impl Serialize) -> String {
        let value = serde_json::to_value(value).unwrap_or_default();
        let code = value.as_str().or_else(|| value["kind"].as_str()).unwrap_or_default().replace('_', "-");
        self.say(&format!("{prefix}{code}"), &[])
    }
}

/// Whether a person is watching what is printed.
pub fn is_watched() -> bool {
    io::stdout().is_terminal()
}

/// Codes and identifiers are never broken, for people copy them; the words get the room.
fn constraint(head: &str) -> Option<ColumnConstraint> {
    match head {
        "code" | "id" | "n" | "held-on" | "place" | "received-on" | "issued-on" => Some(ColumnConstraint::ContentWidth),
        "words" => Some(ColumnConstraint::LowerBoundary(Width::Percentage(36))),
        _ => None,
    }
}

/// The width of the terminal, between what a table needs and what an eye follows.
fn terminal_width() -> u16 {
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| width.0);
    columns.or_else(seen).unwrap_or(118).clamp(60, 200)
}
