//! Speaking to a person at a terminal: language, sentences, tables, exit codes.

use app::messages::{Args, Language, say};
use app::{Error, figures, sentences};
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind, IsTerminal, Write};
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
    /// Whether the command writes: only then a fault leaves something unconfirmed.
    pub is_writing: bool,
    /// Whether what is printed may have colours.
    pub is_coloured: bool,
}

impl Console {
    pub fn new(language: Language) -> Console {
        Console { language, is_writing: false, is_coloured: is_watched() && wants_colours() }
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
        eprintln!("{}", self.fault(fault));
        match (fault.downcast_ref(), fault.is::<Unopened>()) {
            (Some(error), _) => Exit::of(error),
            (None, true) => Exit::NotFoundOrForbidden,
            (None, false) => Exit::Store,
        }
    }

    /// Why a command, or a part of it, ended.
    pub fn fault(&self, fault: &anyhow::Error) -> String {
        if let Some(error) = fault.downcast_ref::<Error>() {
            let told = if self.is_writing { sentences::error } else { sentences::error_of_reading };
            return told(self.language, error);
        }
        fault.downcast_ref().map_or_else(|| format!("{fault:#}"), |it| self.unopened(it))
    }

    /// Tells why one file of several was not taken.
    pub fn tell_fault_of(&self, file_name: &str, fault: &anyhow::Error) -> Exit {
        if fault.downcast_ref::<Unopened>().is_none() {
            eprint!("{file_name}: ");
        }
        self.tell_fault(fault)
    }

    fn unopened(&self, Unopened { path, cause }: &Unopened) -> String {
        let key = match cause.kind() {
            ErrorKind::NotFound => "not-found-file",
            ErrorKind::PermissionDenied => "file-denied",
            ErrorKind::IsADirectory => "file-is-folder",
            _ => "file-unreadable",
        };
        self.say(key, &[("path", path.display().to_string().into()), ("cause", cause.to_string().into())])
    }

    /// A day as an office writes it; nothing where there is none.
    pub fn day(&self, day: Option<Date>) -> String {
        day.map(figures::day).unwrap_or_default()
    }

    /// Where words stand, as lines of the document.
    pub fn lines(&self, (first, last): (usize, usize)) -> String {
        match first == last {
            true => self.say("place-line", &[("line", first.into())]),
            false => self.say("place-lines", &[("first", first.into()), ("last", last.into())]),
        }
    }

    /// Words that may have been erased.
    pub fn words(&self, words: Option<&str>) -> String {
        words.map_or_else(|| self.say("erased", &[]), str::to_owned)
    }

    /// The word for a value that a message file names: `ending-` and `tasks`, `level-` and `province`.
    pub fn value(&self, prefix: &str, value: &impl Serialize) -> String {
        self.say(&key(prefix, value), &[])
    }

    /// Such a word around what is told: `measured-` and `ge` around `85%`.
    pub fn value_of(&self, prefix: &str, value: &impl Serialize, told: String) -> String {
        self.say(&key(prefix, value), &[("value", told.into())])
    }

    /// The title of a part, set off from what stands below it where colours are wanted.
    pub fn heading(&self, title: &str) -> String {
        if self.is_coloured { format!("\u{1b}[1m{title}\u{1b}[0m") } else { title.to_owned() }
    }
}

/// The key of the message for a value.
fn key(prefix: &str, value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let code = value.as_str().or_else(|| value["kind"].as_str()).unwrap_or_default().replace('_', "-");
    format!("{prefix}{code}")
}

/// Whether nothing in the environment speaks against colours.
///
/// # Source
/// <https://no-color.org>
fn wants_colours() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|it| !it.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|it| it != "dumb")
}

/// Whether a person is watching what is told beside the answer.
pub fn is_watched_aside() -> bool {
    io::stderr().is_terminal()
}

/// Whether a person is watching what is printed.
pub fn is_watched() -> bool {
    io::stdout().is_terminal()
}
