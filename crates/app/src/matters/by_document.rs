//! What a document that belongs to no session tells of limitations and petitions, with the units that it names.

use super::said::{Around, Said, SaidView, Told};
use crate::access::Viewer;
use crate::error::Error;
use crate::followers::moved::OF_SAID;
use crate::known_units::{Known, KnownUnits, Named};
use crate::office::Office;
use crate::views::DocumentView;
use base::Span;
use jiff::civil::Date;
use model::state::{MatterKind, Teller, Telling};
use model::{DocumentId, UnitId};
use reader::reading::Petition;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Who says something, and whom it is asked of, as a text names them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub by: Option<String>,
    pub to: Option<String>,
}

impl Office {
    /// What `viewer` reads of that in a document; nothing once it belongs to a session, whose page tells it then. While what
    /// it tells of a session waits at its desk, nothing either: `is_waiting`.
    pub(crate) fn said_by_document(
        &self,
        viewer: &Viewer,
        document: &DocumentView,
        is_waiting: bool,
    ) -> Result<Arc<[SaidView]>, Error> {
        let (id, register) = (document.id, self.register()?);
        let Some(told) = self.told_by_document(viewer, id)?.filter(|it| !it.said.is_empty()) else {
            return Ok(Arc::default());
        };
        let waits = is_waiting && told.is_of_session && document.plan_of.is_none();
        if waits || !self.store.sessions_of_document(register, id)?.is_empty() {
            return Ok(Arc::default());
        }
        let at = self.moved(viewer.position, OF_SAID)?;
        self.held
            .said_shown
            .get(at, (viewer.account, Teller::Document(id)), || Ok(self.said_views_by(viewer, document, &told)?.into()))
    }

    /// The same at the desk of a document, while it tells of no session.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn said_at_desk(&self, viewer: &Viewer, document: &DocumentView) -> Result<Arc<[SaidView]>, Error> {
        self.said_by_document(viewer, document, true)
    }

    fn said_views_by(&self, viewer: &Viewer, document: &DocumentView, told: &Told) -> Result<Vec<SaidView>, Error> {
        let (on, known) = (document.ordered_on(), self.known_units()?);
        let issuer = document.issuer.as_deref().and_then(|it| unit_called(&known, it, on));
        let called = |it: &Said| {
            let by = it.asked.by.as_deref().and_then(|it| unit_called(&known, it, on)).or(issuer);
            let to = it.asked.to.iter().flat_map(|it| it.split(',')).find_map(|it| unit_called(&known, it, on));
            let owed_by = to.filter(|it| Some(*it) != by).or_else(|| above(viewer, by?));
            (by.filter(|it| viewer.sees(*it)), owed_by.filter(|_| it.kind == MatterKind::Petition))
        };
        let of: BTreeMap<Telling, _> = told.said.iter().map(|it| (it.telling, called(it))).collect();
        let units = of.values().filter_map(|it| it.0).collect();
        let around = Around { by: document.id.into(), on, units };
        let mut views = self.said_views(viewer, &told.said, &around)?;
        for view in &mut views {
            (view.unit, view.owed_by) = of.get(&view.telling).copied().unwrap_or_default();
        }
        Ok(views)
    }

    /// What a document tells, by the places of its text.
    pub(super) fn told_by_document(&self, viewer: &Viewer, id: DocumentId) -> Result<Option<Arc<Told>>, Error> {
        self.told_by(viewer, id.into(), || self.passages_of(id))
    }

    /// The limitations of a document, then the petitions that it makes, each in the order of its text. Of the limitations those are
    /// settled of which people said what answers them.
    fn passages_of(&self, document: DocumentId) -> Result<Told, Error> {
        let register = self.register()?;
        let Some(row) = self.store.document(register, document)? else { return Ok(Told::default()) };
        let Some(found) = self.text_found(&DocumentView::of(row))? else { return Ok(Told::default()) };
        let settled: Vec<Span> = self.store.limitations(register, document)?.into_iter().map(|it| it.span).collect();
        let stated = found.reading.limitations.iter().map(|it| it.span);
        let mut limitations: Vec<Span> = settled.iter().copied().chain(stated).collect();
        limitations.sort_by_key(|it| (it.start, it.end));
        limitations.dedup();
        let limitation = |it: Span| (it, MatterKind::Limitation, settled.contains(&it), Asked::default());
        let petition =
            |it: &Petition| (it.span, MatterKind::Petition, true, Asked { by: it.by.clone(), to: it.to.clone() });
        let places = limitations.into_iter().map(limitation).chain(found.reading.petitions.iter().map(petition));
        let said = places.filter_map(|(span, kind, is_settled, asked)| {
            let words = found.text.get(span.start..span.end)?;
            let telling = Telling { by: document.into(), span: Some(span), line: None };
            Some(Said { is_settled, asked: asked.into(), ..Said::new(telling, kind, words) })
        });
        Ok(Told { document: None, host: None, is_of_session: found.reading.session.is_some(), said: said.collect() })
    }
}

/// The unit of a name as a document of that day has it.
fn unit_called(known: &KnownUnits, name: &str, on: Date) -> Option<UnitId> {
    match known.find(Named { name: name.trim(), on: Some(on), is_bare: false }) {
        Known::One(unit) => Some(unit),
        _ => None,
    }
}

/// The unit right above one.
fn above(viewer: &Viewer, unit: UnitId) -> Option<UnitId> {
    let tree = &viewer.units.tree;
    tree.units().iter().copied().rfind(|it| *it != unit && tree.is_within(unit, *it))
}
