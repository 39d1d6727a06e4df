//! A file of a task as a list of limitations: each row with what a person may say of it.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::matters::{ListDoubt, ListPageView, ListStand};
use app::messages::{Language, say, text};
use std::borrow::Borrow;

pub struct ListShown {
    view: ListPageView,
    key: String,
    language: Language,
}

shown!(ListShown, ListPage, "list.html", view);

pub fn list(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let code = seen.ask.part(if seen.ask.is_api() { 2 } else { 1 });
    let n = seen.ask.query.raw("n").parse().unwrap_or_default();
    let view = seen.office.list_page(seen.viewer, code, n)?;
    Ok(Box::new(ListShown { view, key: seen.office.new_id().to_string(), language: seen.ask.language }))
}

impl ListShown {
    /// What has to be settled.
    fn doubt(&self, it: &ListDoubt) -> &'static str {
        let key = match it {
            ListDoubt::UnitMissing => "list-doubt-unit-missing",
            ListDoubt::UnitUnknown => "list-doubt-unit-unknown",
            ListDoubt::UnitTie => "list-doubt-unit-tie",
            ListDoubt::Twice => "list-doubt-twice",
            ListDoubt::SinceLater => "list-doubt-since-later",
        };
        text(self.language, key)
    }

    /// How many rows, and what became of them.
    fn counted(&self) -> String {
        let (n, taken, aside) = (self.view.rows.len(), self.view.n_taken, self.view.n_aside);
        say(self.language, "list-counted", &[("n", n.into()), ("taken", taken.into()), ("aside", aside.into())])
    }

    fn sure(&self) -> String {
        say(self.language, "list-take-sure", &[("n", self.view.n_sure.into())])
    }
}
