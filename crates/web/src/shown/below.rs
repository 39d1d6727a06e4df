//! Breaking a task down: what each part is, and the units that get one.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::below::BreakdownView;
use std::borrow::Borrow;

pub struct BelowShown {
    view: BreakdownView,
    key: String,
}

shown!(BelowShown, BelowPage, "below.html", view);

pub fn below(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.breakdown(seen.viewer, seen.ask.part(if seen.ask.is_api() { 2 } else { 1 }))?;
    Ok(Box::new(BelowShown { view, key: seen.office.new_id().to_string() }))
}
