//! Parses arguments, opens the office, prints: every door of the command line.

mod args;
mod commands;
mod console;
mod sheet;
mod stream;
mod usage;

use args::{Asked, Line};
use clap::FromArgMatches;
use console::{Console, Exit};
use std::process::ExitCode;

/// Many threads ask for and give back small pieces of memory at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let language = console::language_of(std::env::args());
    let mut console = Console::new(language);
    let line = match args::command(language).try_get_matches().and_then(|it| Line::from_arg_matches(&it)) {
        Ok(line) => line,
        Err(error) => return usage::answer(&console, &error).into(),
    };
    console.is_writing = line.asked.is_writing();
    match run(&console, line.asked) {
        Ok(exit) => exit.into(),
        Err(fault) => console.tell_fault(&fault).into(),
    }
}

fn run(console: &Console, asked: Asked) -> anyhow::Result<Exit> {
    match asked {
        Asked::Read(it) => commands::read::run(console, &it),
        Asked::Intake(it) => commands::intake::run(console, &it),
        Asked::Show(it) => commands::show::run(console, &it),
        Asked::Check(it) => commands::check::run(console, &it),
        Asked::Act(it) => commands::act::run(console, &it),
        Asked::Account(it) => commands::account::run(console, &it),
        Asked::Erase(it) => commands::erase::run(console, &it),
        Asked::Export(it) => commands::export::run(console, &it),
        Asked::Completions(it) => commands::completions::run(console, &it),
        Asked::Outbox(it) => commands::outbox::run(console, &it),
        Asked::Serve(it) => commands::serve::run(console, &it),
        Asked::Demo(it) => commands::demo::run(console, &it),
    }
}
