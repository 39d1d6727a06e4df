//! The minutes of a session on paper: a draft, or as they were signed; the form that signs them, and the one that adds to them.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::meetings::RecordView;
use model::state::{LineKind, Stage};
use std::borrow::Borrow;

pub struct RecordShown {
    view: RecordView,
    /// Signs them, or adds to them.
    form: Option<FormShown>,
}

shown!(RecordShown, RecordPage, "record.html", view);

pub fn record(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.record_of(seen.viewer, seen.ask.part(if seen.ask.is_api() { 2 } else { 1 }))?;
    let (act, name) = match view.signed {
        None => ("session.sign_minutes", "sign_minutes"),
        Some(_) => ("session.supplement_minutes", "supplement_minutes"),
    };
    let may = view.is_keeper && view.stage == Stage::Closed;
    let action = format!("/sessions/{}/acts/{name}", view.session);
    let form = may.then(|| form(seen, act, action, Some(view.version))).flatten();
    let chair = view.says.chair.clone().unwrap_or_default();
    let form = form.map(|it| FormShown { is_main: view.signed.is_none(), ..it.with("chair", chair) });
    Ok(Box::new(RecordShown { view, form }))
}
