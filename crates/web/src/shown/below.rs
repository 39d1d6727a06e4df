//! Breaking a task down: what each part is, and the units that get one.

use super::shown;
use crate::ask::Fields;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::below::BreakdownView;
use app::figures;
use std::borrow::Borrow;

pub struct BelowShown {
    view: BreakdownView,
    key: String,
    words: String,
    deadline: String,
    deliverable: String,
    /// The units that are picked.
    picked: Vec<String>,
    /// Why what was typed is not done.
    sentence: Option<String>,
}

shown!(BelowShown, pub BelowPage, "below.html", view);

pub fn below(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.breakdown(seen.viewer, seen.ask.part(if seen.ask.is_api() { 2 } else { 1 }))?;
    let task = &view.task;
    Ok(Box::new(BelowShown {
        key: seen.office.new_id().to_string(),
        words: task.words.clone().unwrap_or_default(),
        deadline: task.deadline.deadline.due_on().map(figures::day).unwrap_or_default(),
        deliverable: task.deliverable.clone().unwrap_or_default(),
        picked: Vec::new(),
        sentence: None,
        view,
    }))
}

impl BelowShown {
    /// The same as it was typed.
    pub fn typed(view: BreakdownView, key: String, typed: &Fields, sentence: String) -> BelowShown {
        let [words, deadline, deliverable] = ["words", "deadline", "deliverable"].map(|it| typed.raw(it).to_owned());
        let picked = typed.all("leads").map(str::to_owned).collect();
        BelowShown { view, key, words, deadline, deliverable, picked, sentence: Some(sentence) }
    }

    fn is_picked(&self, unit: impl ToString) -> bool {
        !self.picked.is_empty() && self.picked.contains(&unit.to_string())
    }
}
