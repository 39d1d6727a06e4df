//! What guests are told at once of a session to which they were invited: it was moved, or it does not take place.

use super::due::{About, Matter};
use crate::meetings::{SessionTold, WhenView};
use crate::messages::{Language, say};
use jiff::civil::Date;
use model::UnitId;
use model::state::{MailReason, Stage};
use serde::Serialize;
use std::collections::BTreeSet;

/// What became of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The day on which it was said.
    pub said_on: Date,
    /// How often the session had been moved by then: of each change there is one letter.
    pub n: u32,
    /// `None` once it was erased.
    pub because: Option<String>,
    /// What the guests had been told.
    pub before: WhenView,
    /// What holds instead; `None` where it does not take place.
    pub now: Option<WhenView>,
}

/// What its guests are told of a session today, and which guests. They are told until its day has come.
pub(super) fn changed(it: &SessionTold, today: Date) -> Option<(Matter, Vec<UnitId>)> {
    let SessionTold { session, told, .. } = it;
    let sent = session.sent.as_ref().filter(|_| today <= session.held_on)?;
    let n = session.moved.as_ref().map_or(0, |it| it.n);
    let (reason, change) = match (session.stage, &session.called_off, &session.moved) {
        (Stage::CalledOff, Some(it), _) => {
            let (because, before) = (told.words(&it.because), WhenView::of(&session.when(), told));
            (MailReason::SessionCalledOff, Change { said_on: it.on, n, because, before, now: None })
        }
        (Stage::Open, _, Some(it)) => {
            let [before, now] = [&it.before, &session.when()].map(|it| WhenView::of(it, told));
            let because = told.words(&it.because);
            (MailReason::SessionMoved, Change { said_on: it.on, n, because, before, now: Some(now) })
        }
        _ => return None,
    };
    // Whoever is no guest any more would come in vain, and is not sent to another day.
    let before = sent.guests.iter().filter(|_| change.now.is_none());
    let guests: BTreeSet<UnitId> = session.guests.iter().chain(before).copied().collect();
    let matter = Matter {
        reason,
        about: About::Session { id: session.id },
        words: told.words(&session.title),
        unit: session.host,
        due_on: Some(session.held_on),
        days: 0,
        n_up: 0,
        is_new: change.said_on == today,
        change: Some(change),
    };
    Some((matter, guests.into_iter().collect()))
}

impl Change {
    /// What it tells, in sentences.
    pub(super) fn told(&self, language: Language) -> String {
        let mut args = vec![("before", self.before.words(language).into())];
        args.extend(self.now.as_ref().map(|it| ("now", it.words(language).into())));
        let key = if self.now.is_some() { "mail-moved" } else { "mail-called-off" };
        let because = self.because.as_ref().map(|it| say(language, "mail-because", &[("because", it.as_str().into())]));
        std::iter::once(say(language, key, &args)).chain(because).collect::<Vec<_>>().join(" ")
    }
}
