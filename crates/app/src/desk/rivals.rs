//! Two people over one field: whoever comes second is told, and what they typed is kept beside what stands until somebody
//! chooses.

use super::Desk;
use super::kept::{FIELDS, Said, Stand};
use super::slips::{Slip, start_of};
use super::view::SlipView;
use crate::access::Viewer;
use jiff::Timestamp;
use model::AccountId;
use serde::Serialize;

/// What somebody typed over a slip that others had changed in the meantime.
#[derive(Clone, Debug, Serialize)]
pub struct Rival {
    /// What a form names it by.
    pub key: String,
    /// Who typed it.
    pub by: Option<String>,
    pub at: Timestamp,
    /// Whether it is whoever looks.
    pub is_own: bool,
    /// Where it differs from what stands.
    pub fields: Vec<RivalField>,
}

/// One field in which two people said different things.
#[derive(Clone, Debug, Serialize)]
pub struct RivalField {
    pub field: &'static str,
    pub stands: String,
    /// Who said what stands, and when; `None` where it is as it was read.
    pub stands_by: Option<String>,
    pub stands_at: Option<Timestamp>,
    pub typed: String,
}

/// What the cells begin with in which people keep what they typed over others; behind it stands its key.
pub(super) const RIVAL: &str = "rival ";

/// The cell in which `account` keeps what they typed over others.
fn rival_cell(slip: &Slip, account: AccountId) -> String {
    format!("{RIVAL}{} {account}", slip.key())
}

impl Desk {
    /// What was typed over what stands in a slip, person by person.
    pub(super) fn rivals(&self, slip: &Slip, view: &SlipView, viewer: &Viewer) -> Vec<Rival> {
        let name = |account: &AccountId| viewer.units.accounts.get(account).and_then(|it| it.0.clone());
        let field = |(field, typed): (&'static str, &str)| {
            let stands = view.form.of(field).unwrap_or_default();
            let said = self.kept.said_last(&slip.cell(), field);
            let said = said.filter(|_| self.kept.get(&slip.cell()).is_some_and(|it| it.0.of(field).is_some()));
            (stands.trim() != typed.trim()).then(|| RivalField {
                field,
                stands: stands.to_owned(),
                stands_by: said.as_ref().and_then(|it| name(&it.0)),
                stands_at: said.map(|it| it.1),
                typed: typed.to_owned(),
            })
        };
        // Others may have split or joined the slip since.
        let here = self.kept.beginning(RIVAL).filter(|it| start_of(it.0).is_some_and(|it| slip.holds(it)));
        let rivals = here.map(|(key, said, cell)| Rival {
            key: key.to_owned(),
            by: name(&cell.by),
            at: cell.at,
            is_own: cell.by == viewer.account,
            fields: said.fields().filter_map(field).collect(),
        });
        rivals.filter(|it| !it.fields.is_empty()).collect()
    }

    /// Of what `viewer` typed, what may be said at once, and what others changed since the form was drawn as `was`.
    pub(super) fn apart(&self, viewer: &Viewer, slip: &Slip, said: Said, was: &Said) -> (Said, Said) {
        let view = self.slip(slip, viewer);
        let cell = self.kept.get(&slip.cell()).map(|it| it.1.by);
        let is_of_others = cell.is_some_and(|by| by != viewer.account);
        // Over what was settled by others nothing is said unasked.
        let is_shut =
            view.stand == Stand::Decided || view.stand == Stand::Aside && is_of_others && was.stand != Stand::Aside;
        let is_changed = |field: &str, typed: &str| {
            let stands = view.form.of(field).unwrap_or_default().trim();
            let by_others = self.kept.said_last(&slip.cell(), field).is_some_and(|it| it.0 != viewer.account);
            by_others && stands != typed.trim() && was.of(field).is_some_and(|it| it.trim() != stands)
        };
        let (mut clear, mut rival) = (said.clone(), Said::default());
        for (field, typed) in said.fields().filter(|it| is_shut || is_changed(it.0, it.1)) {
            rival.put(field, Some(typed.to_owned()));
            clear.put(field, None);
        }
        (clear, rival)
    }

    /// What then waits of `viewer` at a slip: what waited there, with what they typed over others and without what they
    /// have said since. `None` where it is as before.
    pub(super) fn waiting(
        &self,
        viewer: &Viewer,
        slip: &Slip,
        rival: Said,
        said: &Said,
    ) -> Option<(String, Option<Said>)> {
        let cell = rival_cell(slip, viewer.account);
        let before = self.kept.get(&cell).map(|it| it.0.clone()).unwrap_or_default();
        let mut waiting = before.clone();
        for field in FIELDS {
            let is_said = said.of(field).is_some();
            let typed = rival.of(field).or(before.of(field)).filter(|_| !is_said || rival.of(field).is_some());
            waiting.put(field, typed.map(str::to_owned));
        }
        let is_empty = waiting.fields().next().is_none();
        (waiting != before || rival.fields().next().is_some()).then_some((cell, (!is_empty).then_some(waiting)))
    }
}
