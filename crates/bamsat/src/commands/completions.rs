//! `bamsat completions`: what a shell needs to complete a half-typed line.

use crate::args::{Completions, command};
use crate::console::{Console, Exit};

pub fn run(console: &Console, asked: &Completions) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut command(console.language), "bamsat", &mut script);
    console.print(String::from_utf8(script)?.trim_end());
    Ok(Exit::Done)
}
