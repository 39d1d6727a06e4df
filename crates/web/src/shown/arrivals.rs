//! A file on its way in: how far it is, what came of it, what to do.

use super::shown;
use crate::render::Frame;
use app::arrivals::{ArrivalView, Stage};
use app::messages::say;
use app::sentences;
use model::Refusal;

pub struct ArrivalShown {
    pub arrival: ArrivalView,
}

shown!(ArrivalShown, ArrivalPage, "arrival.html", arrival);

impl ArrivalShown {
    /// Pages that are done, and all; `None` before the first is known.
    fn pages(&self) -> Option<(usize, usize)> {
        match self.arrival.stage {
            Stage::Reading { n_done, n_pages, .. } if n_pages > 0 => Some((n_done, n_pages)),
            _ => None,
        }
    }

    fn seconds_left(&self) -> Option<u64> {
        if let Stage::Reading { seconds_left, .. } = self.arrival.stage { seconds_left } else { None }
    }

    fn goes_on(&self) -> bool {
        matches!(self.arrival.stage, Stage::Waiting { .. } | Stage::Reading { .. })
    }

    /// The document of the register that it looks like.
    fn known(&self) -> Option<String> {
        let Stage::Refused { refusal, .. } = &self.arrival.stage else { return None };
        match refusal {
            Refusal::DocumentNumberKnown { document, .. } | Refusal::DocumentAlike { document, .. } => {
                Some(document.to_string())
            }
            _ => None,
        }
    }

    /// The words of its button by which it is asked for again.
    fn again(&self) -> Option<&'static str> {
        match self.arrival.stage {
            Stage::Refused { may_be_another: true, .. } => Some("page-document-another"),
            Stage::Failed => Some("arrival-again"),
            _ => None,
        }
    }
}

impl Frame {
    /// What a file is called; one that bears a mark of secrecy has no name any more.
    pub fn file_name(&self, arrival: &ArrivalView) -> String {
        match arrival.file_name.as_str() {
            "" => self.t("arrival-nameless").to_owned(),
            name => name.to_owned(),
        }
    }

    /// How far it is, in words.
    pub fn stage(&self, stage: &Stage) -> String {
        let say = |key, args: &[(&str, usize)]| {
            let args: Vec<_> = args.iter().map(|(name, n)| (*name, (*n).into())).collect();
            say(self.language, key, &args)
        };
        match stage {
            Stage::Waiting { n_before: 0 } => self.t("arrival-next").to_owned(),
            Stage::Waiting { n_before } => say("arrival-waits", &[("n", *n_before)]),
            Stage::Reading { n_pages: 0, .. } => self.t("arrival-looks").to_owned(),
            Stage::Reading { n_done, n_pages, .. } if n_done == n_pages => self.t("arrival-writes").to_owned(),
            Stage::Reading { n_done, n_pages, .. } => say("arrival-reads", &[("n", n_done + 1), ("all", *n_pages)]),
            Stage::Taken { .. } => self.t("arrival-taken").to_owned(),
            Stage::Refused { refusal, .. } => sentences::refusal(self.language, refusal),
            Stage::Failed => self.t("arrival-failed").to_owned(),
            Stage::Lost => self.t("arrival-lost").to_owned(),
        }
    }

    /// How long it will take, in words.
    pub fn time_left(&self, seconds: &u64) -> String {
        match seconds.div_ceil(60) {
            0 | 1 => self.t("arrival-left-short").to_owned(),
            minutes => say(self.language, "arrival-left", &[("n", minutes.into())]),
        }
    }
}
