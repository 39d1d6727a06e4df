//! How the register is looked at: its columns, and the filters that somebody saved.

use super::columns::{ColumnHead, head};
use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::saved_filters::SavedFilter;
use app::views::{Column, Columns};
use serde::Serialize;

pub struct FiltersShown {
    view: FiltersView,
    /// Each with its name in a query, and whether it is shown now.
    columns: Vec<(ColumnHead, &'static str, bool)>,
    /// What is asked besides columns: it stays.
    kept: Vec<(String, String)>,
    /// The query in use.
    query: String,
}

#[derive(Serialize)]
struct FiltersView {
    saved: Vec<SavedFilter>,
}

shown!(FiltersShown, FiltersPage, "filters.html", view);

pub fn filters(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let query = &seen.ask.query;
    let shown = Columns::named(query.all("col"));
    let kept = query.others(&["col", "after", "position", "pick"]);
    Ok(Box::new(FiltersShown {
        view: FiltersView { saved: seen.office.saved_filters(seen.viewer.account)?.to_vec() },
        columns: Column::ALL.map(|(column, name)| (head(column), name, shown.has(column))).into(),
        kept: kept.map(|it| (it.0.to_owned(), it.1.to_owned())).collect(),
        query: query.with("pick", ""),
    }))
}
