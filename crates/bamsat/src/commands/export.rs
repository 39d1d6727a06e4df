//! `bamsat export`: everything of one noun, for other programs: the ledger as it is stored, the tasks as a sheet.

use crate::args::{Export, Exported};
use crate::console::{Console, Exit};
use app::Office;

pub fn run(console: &Console, asked: &Export) -> anyhow::Result<Exit> {
    let office = Office::open_existing(&asked.lies.location(), None)?;
    match asked.what {
        Exported::Ledger => office.export_ledger(|line| console.print(line))?,
        Exported::Tasks => office.export_tasks(console.language, |line| console.print(line))?,
    }
    Ok(Exit::Done)
}
