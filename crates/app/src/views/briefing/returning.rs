//! Weaknesses that were named at sessions before: told by their words, as a proposal.

use super::BriefLimitation;
use crate::Error;
use crate::access::Viewer;
use crate::likeness::Pairs;
use crate::office::Office;
use crate::views::{LimitationView, SessionPageView};
use jiff::civil::Date;
use model::{SessionId, UnitId};
use std::sync::Arc;

/// So many sessions before are looked through.
const MOST_SESSIONS: usize = 8;

impl Office {
    /// The weaknesses of a session that the sessions before it with `unit` named as well, one after the other: those named
    /// most often first. Sessions that name none are passed over.
    pub(super) fn returning(
        &self,
        viewer: &Viewer,
        page: &SessionPageView,
        unit: Option<UnitId>,
    ) -> Result<Vec<BriefLimitation>, Error> {
        let (Some(unit), Ok(until_on)) = (unit, page.session.held_on.yesterday()) else { return Ok(Vec::new()) };
        if page.limitations.is_empty() {
            return Ok(Vec::new());
        }
        let keys = match page.session.host.as_ref().is_some_and(|it| it.id == unit) {
            true => self.store.sessions_hosted(self.register()?, unit, until_on, MOST_SESSIONS)?,
            false => self.store.sessions_with(self.register()?, unit, until_on, MOST_SESSIONS)?,
        };
        let mut before = Vec::new();
        for key in keys {
            let named = self.weaknesses(viewer, key.id)?;
            before.extend((!named.is_empty()).then_some((key.held_on, named)));
        }
        let mut found: Vec<BriefLimitation> =
            page.limitations.iter().filter_map(|it| in_a_row(it, page.session.held_on, &before)).collect();
        found.sort_by_key(|it| std::cmp::Reverse(it.n_times));
        Ok(found)
    }

    /// The weaknesses that the document of a session names, as far as somebody said what answers them.
    fn weaknesses(&self, viewer: &Viewer, session: SessionId) -> Result<Arc<[Pairs]>, Error> {
        let register = self.register()?;
        self.weaknesses.get(viewer.position, session, || {
            let Some(document) = self.store.document_of_session(register, session)? else { return Ok(Arc::default()) };
            let (rows, text) = self.limitations_told(document)?;
            let text = text.unwrap_or_default();
            Ok(rows.iter().filter_map(|it| text.get(it.span.start..it.span.end)).map(Pairs::of).collect())
        })
    }
}

/// How often a weakness was named in a row, this session included; `None` where it is new.
fn in_a_row(it: &LimitationView, held_on: Date, before: &[(Date, Arc<[Pairs]>)]) -> Option<BriefLimitation> {
    let mut newest = Pairs::of(it.words.as_deref()?);
    let (mut n_times, mut since_on) = (1, held_on);
    for (on, named) in before {
        let Some(same) = named.iter().max_by_key(|it| it.shared_percent(&newest)).filter(|it| it.is_like(&newest))
        else {
            break;
        };
        // Each time it is said in other words: what was said last is what is looked for further back.
        newest = same.clone();
        (n_times, since_on) = (n_times + 1, *on);
    }
    let (words, conclusions) = (it.words.clone(), it.conclusions.clone());
    (n_times > 1).then_some(BriefLimitation { words, conclusions, n_times, since_on })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weakness_is_followed_back_until_a_session_does_not_name_it() {
        let day = |month| Date::constant(2026, month, 1);
        let said = |words: &[&str]| words.iter().map(|it| Pairs::of(it)).collect::<Arc<[Pairs]>>();
        let before = [
            (day(5), said(&["a b c d e f", "other words than those"])),
            (day(4), said(&["b c d e f g"])),
            (day(3), said(&["nothing of the kind here"])),
            (day(2), said(&["a b c d e f"])),
        ];
        let limitation = |words: &str| LimitationView {
            words: Some(words.to_owned()),
            conclusions: vec![3],
            because: None,
            answered_on: day(6),
        };
        let found = in_a_row(&limitation("a b c d e"), day(6), &before).unwrap();
        assert_eq!((found.n_times, found.since_on), (3, day(4)));
        assert!(in_a_row(&limitation("quite new it is now"), day(6), &before).is_none());
        assert!(in_a_row(&LimitationView { words: None, ..limitation("") }, day(6), &before).is_none());
    }
}
