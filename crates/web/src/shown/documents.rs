//! Documents, one document with its text, and what waits for a person.

use super::matters::{SaidShown, said_by};
use super::shown;
use crate::ask::Fields;
use crate::error::{Fault, UploadForm};
use crate::pages::Seen;
use crate::shown::Shown;
use app::arrivals::ArrivalView;
use app::matters::SaidView;
use app::open_drafts::{OpenDraftView, OpenPageView};
use app::views::{DocumentPageView, DocumentsView};
use model::state::{MatterKind, TaskCode, TextDoubt};
use serde::Serialize;
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

#[derive(Serialize)]
pub struct DocumentsShown {
    /// What the reader sent and is still on its way.
    #[serde(skip)]
    arrivals: Vec<ArrivalView>,
    #[serde(flatten)]
    view: DocumentsView,
    /// Whether the reader may send one.
    #[serde(skip)]
    may_send: bool,
    #[serde(skip)]
    upload: UploadForm,
}

shown!(DocumentsShown, DocumentsPage, "documents.html");

pub fn documents(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.documents_seen(seen.viewer, seen.ask.after())?;
    let arrivals = seen.office.arrivals(seen.viewer);
    let (may_send, upload) = (seen.viewer.may_take_in(), UploadForm::of_documents(false));
    Ok(Box::new(DocumentsShown { view, arrivals, may_send, upload }))
}

pub struct DocumentShown {
    page: DocumentPageView,
    /// How many wait beyond the first.
    n_more: usize,
    /// The text in parts.
    parts: Vec<Part>,
    /// What it tells of limitations and petitions, each with what may be said of it.
    said: Vec<SaidShown>,
    /// What is not certain about the text as a whole.
    doubts: Vec<TextDoubt>,
    /// What just came of sending it, by its message.
    note: Option<&'static str>,
    /// What finishing its desk assigned.
    given: Option<Given>,
    /// Whether the reader may work at its desk: what waits is decided there, and what was not read is added.
    may_decide: bool,
    /// Whether the reader may assign tasks to some unit.
    may_assign: bool,
}

/// So many drafts stand on the page of their document: all of them are decided at its desk.
const MOST_DRAFTS: usize = 20;

shown!(DocumentShown, DocumentPage, "document.html", page);

pub fn document(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.document_page(seen.viewer, seen.ask.id())?;
    let parts = page.text.as_deref().map(|it| parts(it, &page.open, &page.said)).unwrap_or_default();
    let said = said_by(seen, page.document.id, &page.said, seen.ask.query.get("at"));
    let n_more = page.open.len().saturating_sub(MOST_DRAFTS);
    let note = match seen.ask.query.get("note") {
        Some("known") => Some("page-document-known"),
        Some("taken") => Some("page-document-decided"),
        _ => None,
    };
    let given = Given::of(&seen.ask.query);
    let doubts = page.document.doubts().iter().filter(|it| it.span.is_none()).copied().collect();
    let may_decide = page.text.is_some() && seen.office.may_decide(seen.viewer, page.document.id)?;
    let may_assign = seen.viewer.may_somewhere("task.assign");
    Ok(Box::new(DocumentShown { page, n_more, parts, said, doubts, note, given, may_decide, may_assign }))
}

/// Tasks that were assigned just now.
struct Given {
    n: usize,
    first: TaskCode,
    last: TaskCode,
}

impl Given {
    fn of(query: &Fields) -> Option<Given> {
        let number = |name: &str| query.get(name)?.parse().ok();
        let code = |name: &str| query.get(name)?.parse().ok();
        Some(Given { n: number("n")?, first: code("first")?, last: code("last")? })
    }
}

/// A part of the text.
struct Part {
    /// Bytes.
    at: Range<usize>,
    /// Whether it waits for a person.
    is_open: bool,
    /// The place that begins with it, where it tells of a limitation or a petition.
    place: Option<String>,
}

/// The text cut at the spans that are open, and where it tells of limitations and petitions.
fn parts(text: &str, open: &[OpenDraftView], said: &[SaidView]) -> Vec<Part> {
    let places: BTreeMap<usize, &str> =
        said.iter().filter_map(|it| Some((it.telling.span?.start, it.place.as_str()))).collect();
    let ends = said.iter().filter_map(|it| Some(it.telling.span?.end));
    let cuts: BTreeSet<usize> = places.keys().copied().chain(ends).filter(|it| text.is_char_boundary(*it)).collect();
    let mut parts = Vec::new();
    for (at, is_open) in halves(text, open) {
        let inner = cuts.range(at.start + 1..at.end.max(at.start + 1)).copied();
        let bounds: Vec<usize> = std::iter::once(at.start).chain(inner).chain([at.end]).collect();
        parts.extend(bounds.windows(2).map(|it| Part {
            at: it[0]..it[1],
            is_open,
            place: places.get(&it[0]).filter(|_| it[0] < it[1]).map(|it| (*it).to_owned()),
        }));
    }
    parts
}

/// The text cut at the spans that are open; whether each part is.
fn halves(text: &str, open: &[OpenDraftView]) -> Vec<(Range<usize>, bool)> {
    let mut spans: Vec<(usize, usize)> = open.iter().map(|it| (it.span.start, it.span.end)).collect();
    spans.sort_unstable();
    let (mut parts, mut at) = (Vec::new(), 0);
    for (start, end) in spans {
        if text.get(at..start).is_some() && text.get(start..end).is_some() {
            parts.extend([(at..start, false), (start..end, true)]);
            at = end;
        }
    }
    parts.push((at..text.len(), false));
    parts
}

impl DocumentShown {
    fn part(&self, at: &Range<usize>) -> &str {
        self.page.text.as_deref().and_then(|it| it.get(at.clone())).unwrap_or_default()
    }

    /// Each with what people call it by: limitations and petitions are counted apart, as at the desk.
    fn labelled(&self) -> Vec<(String, &SaidShown)> {
        let (mut limitations, mut petitions) = (0, 0);
        let label = |it: &SaidShown| match it.said.kind {
            MatterKind::Limitation => {
                limitations += 1;
                format!("H{limitations}")
            }
            MatterKind::Petition => {
                petitions += 1;
                format!("K{petitions}")
            }
        };
        self.said.iter().map(label).collect::<Vec<_>>().into_iter().zip(&self.said).collect()
    }

    /// The first that wait.
    fn drafts(&self) -> &[OpenDraftView] {
        &self.page.open[..self.page.open.len() - self.n_more]
    }
}

pub struct OpenShown {
    view: OpenPageView,
}

shown!(OpenShown, OpenPage, "open.html", view);

pub fn open(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.open_drafts_seen(seen.viewer, seen.ask.after())?;
    Ok(Box::new(OpenShown { view }))
}
