//! A text read for trial, beside what it would become.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::propose::{Draft, Outcome};
use app::trial::Trial;

pub struct TrialShown {
    trial: Trial,
    /// The text in parts; the number of the draft that each is.
    parts: Vec<(String, Option<u32>)>,
    is_sample: bool,
}

shown!(TrialShown, TrialPage, "trial.html", trial);

/// The sample.
pub fn trial(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    Ok(Box::new(TrialShown::of(seen.office.try_sample(seen.viewer)?, true)))
}

impl TrialShown {
    pub fn of(trial: Trial, is_sample: bool) -> TrialShown {
        TrialShown { parts: parts(&trial), trial, is_sample }
    }

    fn class(&self, draft: &Draft) -> &'static str {
        match draft.outcome {
            Outcome::Tasks => "st-taken",
            Outcome::Guidance => "st-none",
            Outcome::Open => "st-wait",
        }
    }

    fn word(&self, draft: &Draft) -> &'static str {
        match draft.outcome {
            Outcome::Tasks => "trial-tasks",
            Outcome::Guidance => "trial-guidance",
            Outcome::Open => "trial-open",
        }
    }

    fn leads(&self, draft: &Draft) -> String {
        draft.named_leads.join("; ")
    }
}

fn parts(trial: &Trial) -> Vec<(String, Option<u32>)> {
    let mut drafts: Vec<&Draft> = trial.proposal.drafts.iter().collect();
    drafts.sort_by_key(|it| it.span.start);
    let (mut parts, mut at) = (Vec::new(), 0);
    for it in drafts {
        if let (Some(before), Some(words)) =
            (trial.text.get(at..it.span.start), trial.text.get(it.span.start..it.span.end))
        {
            parts.extend([(before.to_owned(), None), (words.to_owned(), Some(it.n))]);
            at = it.span.end;
        }
    }
    parts.push((trial.text.get(at..).unwrap_or_default().to_owned(), None));
    parts
}
