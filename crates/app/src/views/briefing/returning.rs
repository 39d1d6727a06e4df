//! Limitations that were named at sessions before: what people said is the same is told as a fact, what only reads alike as
//! a proposal.

use super::BriefLimitation;
use crate::Error;
use crate::access::Viewer;
use crate::likeness::Pairs;
use crate::matters::{Said, SaidView};
use crate::office::Office;
use crate::views::SessionPageView;
use jiff::civil::Date;
use model::UnitId;
use model::state::MatterKind;

/// So many sessions before are looked through; four times as many where a limitation was named in all of them.
const FIRST_SESSIONS: usize = 8;

/// What sessions named, each with its day.
type Named = Vec<(Date, Vec<Said>)>;

impl Office {
    /// The limitations of a session that the sessions before it with `unit` named as well, one after the other: those named
    /// most often first. Sessions that name none are passed over.
    pub(super) fn returning(
        &self,
        viewer: &Viewer,
        page: &SessionPageView,
        unit: Option<UnitId>,
    ) -> Result<Vec<BriefLimitation>, Error> {
        let said = page.said.iter().filter(|it| it.kind == MatterKind::Limitation);
        let (followed, new): (Vec<&SaidView>, Vec<_>) = said.partition(|it| it.followed.is_some());
        let confirmed = |it: &&SaidView| {
            let followed = it.followed.as_ref().filter(|it| it.n_in_a_row > 1)?;
            let (n_times, since_on, matter) = (followed.n_in_a_row, followed.since_on, Some(followed.id));
            Some(BriefLimitation { n_times, since_on, matter, ..told(page, it) })
        };
        let mut found: Vec<BriefLimitation> = followed.iter().filter_map(confirmed).collect();
        if !new.is_empty() {
            found.extend(self.alike_before(viewer, page, unit, &new)?);
        }
        found.sort_by_key(|it| (it.matter.is_none(), std::cmp::Reverse(it.n_times)));
        Ok(found)
    }

    /// Those that only read like what was named before, however far back that goes.
    fn alike_before(
        &self,
        viewer: &Viewer,
        page: &SessionPageView,
        unit: Option<UnitId>,
        new: &[&SaidView],
    ) -> Result<Vec<BriefLimitation>, Error> {
        let mut most = FIRST_SESSIONS;
        loop {
            let (before, is_all) = self.named_before(viewer, page, unit, most)?;
            let alike = |it: &&SaidView| {
                let (n_times, since_on) = in_a_row(&it.words, page.session.held_on, &before)?;
                Some(BriefLimitation { n_times, since_on, ..told(page, it) })
            };
            let found: Vec<BriefLimitation> = new.iter().filter_map(alike).collect();
            if is_all || found.iter().all(|it| it.n_times as usize <= before.len()) {
                return Ok(found);
            }
            most *= 4;
        }
    }

    /// What the last `most` sessions before named, the newest first, and whether there are no others.
    fn named_before(
        &self,
        viewer: &Viewer,
        page: &SessionPageView,
        unit: Option<UnitId>,
        most: usize,
    ) -> Result<(Named, bool), Error> {
        let (Some(unit), Ok(until_on)) = (unit, page.session.held_on.yesterday()) else {
            return Ok((Vec::new(), true));
        };
        let keys = match page.session.host.as_ref().is_some_and(|it| it.id == unit) {
            true => self.store.sessions_hosted(self.register()?, unit, until_on, most)?,
            false => self.store.sessions_with(self.register()?, unit, until_on, most)?,
        };
        let is_all = keys.len() < most;
        let mut before = Vec::new();
        for key in keys {
            let named = self.said_in(viewer, key.id)?;
            let has_one = named.iter().any(|it| it.kind == MatterKind::Limitation);
            before.extend(has_one.then_some((key.held_on, named)));
        }
        Ok((before, is_all))
    }
}

fn told(page: &SessionPageView, said: &SaidView) -> BriefLimitation {
    let answered = page.limitations.iter().find(|it| Some(it.span) == said.telling.span);
    BriefLimitation {
        words: Some(said.words.clone()),
        conclusions: answered.map(|it| it.conclusions.clone()).unwrap_or_default(),
        n_times: 1,
        since_on: page.session.held_on,
        matter: None,
    }
}

/// How often a limitation was named in a row, this session included, and since when; `None` where it is new.
fn in_a_row(words: &str, held_on: Date, before: &[(Date, Vec<Said>)]) -> Option<(u32, Date)> {
    let mut newest = Pairs::of(words);
    let (mut n_times, mut since_on) = (1, held_on);
    for (on, named) in before {
        let named = named.iter().filter(|it| it.kind == MatterKind::Limitation).map(|it| it.pairs.as_ref());
        let Some(same) = named.max_by_key(|it| it.shared_percent(&newest)).filter(|it| it.is_like(&newest)) else {
            break;
        };
        // Each time it is said in other words: what was said last is what is looked for further back.
        newest = same.clone();
        (n_times, since_on) = (n_times + 1, *on);
    }
    (n_times > 1).then_some((n_times, since_on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::Telling;

    #[test]
    fn a_limitation_is_followed_back_until_a_session_does_not_name_it() {
        let day = |month| Date::constant(2026, month, 1);
        let session: model::SessionId = "01900000-0000-7000-8000-000000000001".parse().unwrap();
        let telling = Telling { by: session.into(), span: None, line: Some(1) };
        let said = |words: &&str| Said::new(telling, MatterKind::Limitation, words);
        let all = |words: &[&str]| words.iter().map(said).collect::<Vec<Said>>();
        let before = [
            (day(5), all(&["a b c d e f", "other words than those"])),
            (day(4), all(&["b c d e f g"])),
            (day(3), all(&["nothing of the kind here"])),
            (day(2), all(&["a b c d e f"])),
        ];
        assert_eq!(in_a_row("a b c d e", day(6), &before), Some((3, day(4))));
        assert_eq!(in_a_row("quite new it is now", day(6), &before), None);
    }
}
