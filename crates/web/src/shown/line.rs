//! One task in time: the session and the document it comes from, all that happened, today, what comes, the next session.

use super::state::days_late;
use app::views::TaskPageView;
use jiff::civil::Date;
use model::state::WorkState;

/// A step of the time line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The session it follows from.
    Session,
    /// The document it comes from, with the words.
    Document,
    /// What happened, by its place among the moments.
    Moment(usize),
    /// From this day on it is late.
    Late(Date),
    NextSession,
    Today,
    /// What is still to come: the key of its words.
    Comes(&'static str),
}

/// The steps of a task, the oldest first.
pub fn steps(page: &TaskPageView) -> Vec<Step> {
    let has_document = page.task.source.document.is_some() || page.source.is_some();
    let mut steps = Vec::new();
    steps.extend(page.session.as_ref().map(|_| Step::Session));
    steps.extend(has_document.then_some(Step::Document));
    steps.extend(dated(page).into_iter().map(|it| it.1));
    steps.extend(comes(page).map(Step::Comes));
    if page.session.is_some() && page.next_session.is_none() {
        steps.push(Step::Comes("page-comes-session"));
    }
    steps
}

/// What has a day, by that day; what happened on the day it became late stands after it.
fn dated(page: &TaskPageView) -> Vec<(Date, Step)> {
    let mut dated = Vec::new();
    let late_from_on = page.task.state.late_from_on.filter(|_| days_late(&page.task) > 0);
    dated.extend(late_from_on.map(|day| (day, Step::Late(day))));
    let moment = |(i, it): (usize, &app::views::Moment)| (model::day_in_vietnam(it.at), Step::Moment(i));
    dated.extend(page.moments.iter().enumerate().map(moment));
    dated.extend(page.next_session.as_ref().map(|it| (it.held_on, Step::NextSession)));
    if !page.task.state.work.is_ended() {
        dated.push((page.today, Step::Today));
    }
    dated.sort_by_key(|it| it.0);
    dated
}

/// What comes next of an open task.
pub fn comes(page: &TaskPageView) -> Option<&'static str> {
    let task = &page.task;
    match task.state.work {
        WorkState::Suspended => Some("page-comes-resume"),
        it if it.is_open() && task.declined_on.is_some() => Some("page-comes-decline"),
        it if it.is_open() && task.extension.is_some() => Some("page-comes-extension"),
        WorkState::NotStarted | WorkState::InProgress => Some("page-comes-report"),
        WorkState::AwaitingConfirmation => Some("page-comes-confirmation"),
        WorkState::Completed | WorkState::Terminated => None,
    }
}
