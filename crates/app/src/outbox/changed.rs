//! What guests are told at once of a session to which they were invited: it was moved, or it does not take place;
//! and what whoever was struck off their list is told.

use super::due::{About, Matter};
use crate::meetings::{SessionTold, WhenView};
use crate::messages::{Language, say, text};
use jiff::civil::Date;
use model::state::{MailReason, Stage};
use model::{UnitId, Words};
use serde::Serialize;

/// What became of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The day on which it was said.
    pub said_on: Date,
    /// How often the session had been moved, or guests struck off, by then: of each change there is one letter.
    pub n: u32,
    /// `None` once it was erased, and where no reason was given.
    pub because: Option<String>,
    /// What the guests had been told.
    pub before: WhenView,
    /// What holds instead; `None` where it does not take place, and for whoever is asked no more.
    pub now: Option<WhenView>,
}

/// What is told, and the people of which units are told it.
pub(super) struct Changed {
    pub matter: Matter,
    pub units: Vec<UnitId>,
    /// Whose people are not told, whatever else they speak for.
    pub not: Vec<UnitId>,
}

/// What is told of a session today: to its guests, and to those that were struck off. They are told until its day has come.
pub(super) fn changed(it: &SessionTold, today: Date) -> Vec<Changed> {
    let SessionTold { session, told, .. } = it;
    let Some(sent) = session.sent.as_ref().filter(|_| today <= session.held_on) else { return Vec::new() };
    let matter = |reason, title: &Words, change: Change| Matter {
        reason,
        about: About::Session { id: session.id },
        words: told.words(title),
        unit: session.host,
        due_on: Some(session.held_on),
        days: 0,
        n_up: 0,
        is_new: change.said_on == today,
        change: Some(change),
    };
    let of_guests = to_guests(it).map(|(reason, change)| Changed {
        matter: matter(reason, &session.title, change),
        units: session.guests.clone(),
        not: Vec::new(),
    });
    // They are told by the name under which they were invited: what it is called by now is not for them.
    let of_struck = session.struck_off().map(|(unit, struck)| {
        let before = WhenView::of(&struck.before, told);
        let change = Change { said_on: struck.on, n: struck.n, because: None, before, now: None };
        let matter = matter(MailReason::InvitationWithdrawn, &sent.title, change);
        Changed { matter, units: vec![unit], not: session.guests.clone() }
    });
    of_guests.into_iter().chain(of_struck).collect()
}

/// What its guests are told.
fn to_guests(it: &SessionTold) -> Option<(MailReason, Change)> {
    let SessionTold { session, told, .. } = it;
    let n = session.moved.as_ref().map_or(0, |it| it.n);
    match (session.stage, &session.called_off, &session.moved) {
        (Stage::CalledOff, Some(it), _) => {
            let (because, before) = (told.words(&it.because), WhenView::of(&session.when(), told));
            Some((MailReason::SessionCalledOff, Change { said_on: it.on, n, because, before, now: None }))
        }
        (Stage::Open, _, Some(it)) => {
            let [before, now] = [&it.before, &session.when()].map(|it| WhenView::of(it, told));
            let because = told.words(&it.because);
            Some((MailReason::SessionMoved, Change { said_on: it.on, n, because, before, now: Some(now) }))
        }
        _ => None,
    }
}

impl Change {
    /// What it tells, in sentences.
    pub(super) fn told(&self, language: Language, reason: MailReason) -> String {
        let mut args = vec![("before", self.before.words(language).into())];
        args.extend(self.now.as_ref().map(|it| ("now", self.held_now(it, language).into())));
        let key = match reason {
            MailReason::SessionMoved => "mail-moved",
            MailReason::InvitationWithdrawn => "mail-withdrawn",
            _ => "mail-called-off",
        };
        let because = self.because.as_ref().map(|it| say(language, "mail-because", &[("because", it.as_str().into())]));
        std::iter::once(say(language, key, &args)).chain(because).collect::<Vec<_>>().join(" ")
    }

    /// When and where it is held now; an hour and a place that were known and are no more are told later.
    fn held_now(&self, now: &WhenView, language: Language) -> String {
        let hour = self.before.hour.filter(|_| now.hour.is_none()).map(|_| "when-hour-later");
        let venue = self.before.venue.as_ref().filter(|_| now.venue.is_none()).map(|_| "when-venue-later");
        let later = hour.into_iter().chain(venue).map(|it| text(language, it).to_owned());
        std::iter::once(now.words(language)).chain(later).collect::<Vec<_>>().join(", ")
    }
}
