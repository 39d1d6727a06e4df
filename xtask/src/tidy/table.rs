//! Reads the two tables of the architecture: which crate may use which, and which name may stand where.

use super::repo::Repo;
use std::collections::BTreeSet;

pub const ARCHITECTURE: &str = "docs/ARCHITECTURE.md";
const CRATES: &str = "<!-- tidy: crates -->";
const PLACES: &str = "<!-- tidy: places -->";

/// `| crate | one sentence | may use | forbidden there |`
pub struct CrateRow {
    pub line: usize,
    pub name: String,
    pub may_use: BTreeSet<String>,
}

/// `| name | stands only in |`: `store` is the whole crate, `store/src/engine` what begins so.
pub struct PlaceRow {
    pub names: Vec<String>,
    pub places: Vec<String>,
}

impl PlaceRow {
    pub fn allows(&self, path: &str) -> bool {
        let path = path.strip_prefix("crates/").unwrap_or(path);
        self.places
            .iter()
            .any(|it| path.strip_prefix(it.as_str()).is_some_and(|rest| it.contains('/') || rest.starts_with('/')))
    }

    /// Whether `package` holds one of the places.
    pub fn allows_package(&self, package: &str) -> bool {
        self.places.iter().any(|it| it.split('/').next() == Some(package))
    }
}

pub fn crates(repo: &Repo) -> Vec<CrateRow> {
    let row = |(line, cells): (usize, Vec<String>)| {
        let name = marked(cells.first()?).into_iter().next()?;
        Some(CrateRow { line, name, may_use: marked(cells.get(2)?).into_iter().collect() })
    };
    rows(repo, CRATES).into_iter().filter_map(row).collect()
}

pub fn places(repo: &Repo) -> Vec<PlaceRow> {
    let row = |(_, cells): (usize, Vec<String>)| {
        Some(PlaceRow { names: marked(cells.first()?), places: marked(cells.get(1)?) })
    };
    rows(repo, PLACES).into_iter().filter_map(row).collect()
}

/// The rows of the table after `marker`, without its head, with their line numbers.
fn rows(repo: &Repo, marker: &str) -> Vec<(usize, Vec<String>)> {
    let text = repo.file(ARCHITECTURE).map_or("", |it| it.text.as_str());
    let lines = text.lines().enumerate().skip_while(|(_, it)| it.trim() != marker).skip(1);
    let table = lines.skip_while(|(_, it)| !it.starts_with('|')).take_while(|(_, it)| it.starts_with('|'));
    table.skip(2).map(|(at, it)| (at + 1, cells(it))).collect()
}

fn cells(row: &str) -> Vec<String> {
    row.trim().trim_matches('|').split('|').map(|it| it.trim().to_owned()).collect()
}

/// What stands between backticks.
fn marked(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
