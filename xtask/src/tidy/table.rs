//! Reads the tables that are marked in documents: which crate may use which, which name may stand where, what is covered.

use super::repo::Repo;
use std::collections::BTreeSet;

pub const ARCHITECTURE: &str = "docs/ARCHITECTURE.md";
const CRATES: &str = "<!-- tidy: crates -->";
const PLACES: &str = "<!-- tidy: places -->";
pub const COVERAGE: &str = "docs/COVERAGE.md";
/// After what the product says in Vietnamese.
const NOT_YET: &str = "/ not yet:";
const COVERED: &str = "<!-- tidy: coverage -->";

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

/// `| in the report | here it is | page | held by |`
pub struct CoverageRow {
    pub line: usize,
    /// Addresses of pages.
    pub pages: Vec<String>,
    /// Paths of tests, and `prove NAME`.
    pub held_by: Vec<String>,
    /// Whether it names the work that is still to be done.
    pub is_missing: bool,
}

pub fn coverage(repo: &Repo) -> Vec<CoverageRow> {
    let row = |(line, cells): (usize, Vec<String>)| {
        // A row of headings has one cell with words.
        cells.get(1).filter(|it| !it.is_empty())?;
        let page = cells.get(2).map_or("", String::as_str);
        let is_missing = page.split_once(NOT_YET).is_some_and(|it| !it.1.trim().is_empty());
        Some(CoverageRow { line, pages: marked(page), held_by: marked(cells.get(3)?), is_missing })
    };
    rows(repo, COVERAGE, COVERED).into_iter().filter_map(row).collect()
}

pub fn crates(repo: &Repo) -> Vec<CrateRow> {
    let row = |(line, cells): (usize, Vec<String>)| {
        let name = marked(cells.first()?).into_iter().next()?;
        Some(CrateRow { line, name, may_use: marked(cells.get(2)?).into_iter().collect() })
    };
    rows(repo, ARCHITECTURE, CRATES).into_iter().filter_map(row).collect()
}

pub fn places(repo: &Repo) -> Vec<PlaceRow> {
    let row = |(_, cells): (usize, Vec<String>)| {
        Some(PlaceRow { names: marked(cells.first()?), places: marked(cells.get(1)?) })
    };
    rows(repo, ARCHITECTURE, PLACES).into_iter().filter_map(row).collect()
}

/// The rows of the table after `marker` in `path`, without its head, with their line numbers.
fn rows(repo: &Repo, path: &str, marker: &str) -> Vec<(usize, Vec<String>)> {
    let text = repo.file(path).map_or("", |it| it.text.as_str());
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
