//! The parts of a numbered point, `11a` and `11b`: what is answered of one can be answered of all.

use super::Desk;
use super::kept::{Kind, Stand};
use super::slips::Slip;
use super::view::SlipView;
use crate::access::Viewer;
use crate::propose::Reason;

impl Desk {
    /// The point that a slip is a lettered part of.
    fn point_above(&self, slip: &Slip) -> Option<&str> {
        let point = self.proposal.drafts[slip.first].point.as_deref()?;
        let above = point.trim_end_matches(char::is_lowercase);
        (!above.is_empty() && above.len() < point.len()).then_some(above)
    }

    /// The other parts of its point that still ask for a lead.
    pub(super) fn rest_of_point(&self, slip: &Slip, viewer: &Viewer) -> Vec<Slip> {
        let Some(point) = self.point_above(slip) else { return Vec::new() };
        let others = self.slips().into_iter().filter(|it| it != slip && self.point_above(it) == Some(point));
        others.filter(|it| asks_for_lead(&self.slip(it, viewer))).collect()
    }

    /// Tells each open part how many others of its point ask for a lead.
    pub(super) fn tell_points(&self, slips: &[Slip], views: &mut [SlipView]) {
        let asking = slips.iter().zip(&*views).filter(|it| asks_for_lead(it.1)).filter_map(|it| self.point_above(it.0));
        let asking: Vec<&str> = asking.collect();
        for (slip, view) in slips.iter().zip(views).filter(|it| it.1.stand == Stand::Open) {
            let point = self.point_above(slip);
            let n = asking.iter().filter(|it| point == Some(**it)).count()
                - usize::from(point.is_some() && asks_for_lead(view));
            view.rest_of_point = point.filter(|_| n > 0).map(|it| (it.to_owned(), n));
        }
    }
}

fn asks_for_lead(view: &SlipView) -> bool {
    let is_asked = || view.leads.is_empty() || view.asks.iter().any(Reason::is_about_lead);
    view.stand == Stand::Open && view.kind == Kind::Task && is_asked()
}
