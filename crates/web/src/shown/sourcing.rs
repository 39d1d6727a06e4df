//! Adding the document that a task comes from: documents to choose from, then places in the one that was chosen.

use super::shown;
use crate::error::{Fault, UploadForm};
use crate::pages::Seen;
use crate::shown::Shown;
use crate::sourcing::upload_form;
use app::messages::Language;
use app::sourcing::{Differs, PlaceView, SourcingView};
use std::borrow::Borrow;

pub struct SourcingShown {
    view: SourcingView,
    key: String,
    upload: UploadForm,
    language: Language,
}

shown!(SourcingShown, SourcingPage, "source.html", view);

pub fn sourcing(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let (ask, query) = (seen.ask, &seen.ask.query);
    // Whoever clears the field asks for the newest.
    let text = query.pairs().iter().any(|it| it.0 == "text").then(|| query.raw("text"));
    let asked = (query.get("document"), text, query.raw("words"));
    let view = seen.office.sourcing(seen.viewer, ask.part(if ask.is_api() { 2 } else { 1 }), asked)?;
    let [key, sent] = [(); 2].map(|()| seen.office.new_id().to_string());
    let upload = upload_form(&view.task.code, sent, false);
    Ok(Box::new(SourcingShown { view, key, upload, language: ask.language }))
}

impl SourcingShown {
    fn sentence(&self, it: &Differs) -> String {
        it.sentence(self.language)
    }

    /// As the form sends it.
    fn span(&self, place: &PlaceView) -> String {
        format!("{}-{}", place.span.start, place.span.end)
    }
}
