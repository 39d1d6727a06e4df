//! Tries bad input at every door, in both languages, on a started server and the program itself: what is told, what is left.

mod disasters;
mod rows;
mod sentences;
mod world;

use super::binary::{Binary, Place, Profile};
use super::{Verdict, want};
use crate::shell::Scratch;
use anyhow::{Context, Result};
pub use sentences::Sentences;
use world::{Said, World};

const LANGUAGES: [&str; 2] = ["vi", "en"];

/// Where somebody comes in.
#[derive(Clone, Copy)]
enum Door {
    Command,
    Page,
    Api,
}

impl Door {
    const ALL: [Door; 3] = [Door::Command, Door::Page, Door::Api];

    fn name(self) -> &'static str {
        match self {
            Door::Command => "command line",
            Door::Page => "page",
            Door::Api => "API",
        }
    }
}

/// One input, and what each door makes of it.
struct Row {
    input: &'static str,
    cells: [Cell; 3],
}

enum Cell {
    /// This door does not take it: why.
    Not(&'static str),
    Told(Told),
}

/// What somebody does, and what must follow.
struct Told {
    try_it: fn(&mut World, &'static str) -> Result<Said>,
    /// An exit code or a status.
    code: i32,
    /// The key of the message; empty where success is the answer.
    message: &'static str,
    /// How many entries are in the ledger afterwards that were not there before.
    n_entries: u64,
}

const fn told(try_it: fn(&mut World, &'static str) -> Result<Said>, code: i32, message: &'static str) -> Cell {
    leaving(0, try_it, code, message)
}

const fn leaving(
    n_entries: u64,
    try_it: fn(&mut World, &'static str) -> Result<Said>,
    code: i32,
    message: &'static str,
) -> Cell {
    Cell::Told(Told { try_it, code, message, n_entries })
}

/// Lines of the table as they are printed, and how many failed.
#[derive(Default)]
pub struct Table {
    n_passed: usize,
    n_failed: usize,
    skipped: Vec<String>,
}

impl Table {
    /// Prints a cell in both languages.
    fn note(&mut self, input: &str, door: &str, expected: &str, outcome: Result<()>) {
        match outcome {
            Ok(()) => {
                self.n_passed += 1;
                println!("PASS  {input:<28} {door:<13} {expected}");
            }
            Err(error) => {
                self.n_failed += 1;
                println!("FAIL  {input:<28} {door:<13} {expected}: {error:#}");
            }
        }
    }

    fn skip(&mut self, input: &str, why: String) {
        println!("SKIPPED {input}: {why}");
        self.skipped.push(format!("{input}: {why}"));
    }
}

pub fn run() -> Result<Verdict> {
    let binary = Binary::build(Profile::Release)?;
    let texts = [Sentences::read("vi")?, Sentences::read("en")?];
    let mut table = Table::default();
    let folder = Scratch::new("badinput")?;
    let place = Place::sqlite(folder.path());
    let mut world = World::begin(&binary, &place)?;
    for row in rows::ROWS {
        for (door, cell) in Door::ALL.map(Door::name).into_iter().zip(&row.cells) {
            match cell {
                Cell::Not(why) => println!("-     {:<28} {door:<13} {why}", row.input),
                Cell::Told(it) => {
                    let expected = format!("{} {}", it.code, it.message);
                    table.note(row.input, door, &expected, tried(&mut world, it, &texts));
                }
            }
        }
    }
    want(world.server.is_running()?, || "the server is gone".to_owned())?;
    world.server.stop()?;
    disasters::run(&binary, &texts, &mut table)?;
    println!("{} cells hold, {} do not, each in Vietnamese and English", table.n_passed, table.n_failed);
    want(table.n_failed == 0, || format!("{} cells do not hold", table.n_failed))?;
    Ok(if table.skipped.is_empty() { Verdict::Pass } else { Verdict::Skipped(table.skipped.join("; ")) })
}

/// Tries a cell in both languages; the ledger must be clean after each, and hold what it should.
fn tried(world: &mut World, cell: &Told, texts: &[Sentences; 2]) -> Result<()> {
    for (language, sentences) in LANGUAGES.into_iter().zip(texts) {
        let before = world.position()?;
        let said = (cell.try_it)(world, language).with_context(|| format!("in {language}"))?;
        want_told(&said, cell.code, cell.message, sentences).with_context(|| format!("in {language}"))?;
        let n_entries = world.position()? - before;
        want(n_entries == cell.n_entries, || format!("in {language}: {n_entries} entries are new"))?;
    }
    Ok(())
}

fn want_told(said: &Said, code: i32, message: &str, sentences: &Sentences) -> Result<()> {
    let words = || super::http::start_of(&said.words);
    want(said.code == code, || format!("answered {}: {}", said.code, words()))?;
    if message.is_empty() {
        return Ok(());
    }
    let is_told = sentences.is_told(message, &said.words)?;
    want(is_told, || format!("`{message}` is not told: {}", words()))
}
