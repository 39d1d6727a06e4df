//! What to ask at the next session: by rule from what stands in the briefing, each with what it is made of. Nobody types it.
//!
//! Source: docs/field.md 1; which facts ask a question is design.

use super::fates::{Fate, SILENT_DAYS};
use super::{BriefConclusion, BriefLimitation, BriefTask};
use crate::matters::{FollowedView, OpenList};
use crate::views::{RateView, UnitMention};
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Reverse;

/// Which rule asks, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionAbout {
    /// Late, and no word for long.
    LateAndSilent,
    Late,
    /// Extended twice or more, and still open.
    ExtendedOften,
    /// Not late, but no word for long.
    Silent,
    /// Petitions that wait for an answer: the debt of whoever asks.
    Petitions,
    /// A limitation that was named before, as people said.
    Returning,
    /// One that reads like one that was named before.
    LooksReturning,
    /// What is open of the lists of a task.
    Listed,
    /// A conclusion of which nobody has said what is to come.
    Unended,
    /// Reported as done for more than a week, and not confirmed.
    Unconfirmed,
    ExtensionAsked,
    RateFell,
    /// Exhortations: one sentence each is due.
    Guidance,
}

/// One question; what a rule does not speak of is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    pub about: QuestionAbout,
    /// What it asks about, in the words of the conclusion, the task or the weakness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitMention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Numbers of the conclusions it comes from.
    pub conclusions: Vec<u32>,
    /// Since when, or until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Days late, silent or waiting.
    pub days: i32,
    /// How often: extensions, sessions, conclusions.
    pub n: u32,
    /// Name of the rule, and hundredths of a per cent then and now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<(&'static str, u64, u64)>,
}

/// After so many days an unconfirmed report is asked about.
const PATIENCE_DAYS: i32 = 7;
/// A fall by less is not asked about, hundredths of a per cent.
const SMALL_FALL: u64 = 100;
/// The rates that are asked about where they fell.
const RULES: [&str; 2] = ["due-only", "completed-only"];

/// One thing that may be asked about.
struct Thing<'a> {
    words: Option<&'a String>,
    unit: Option<&'a UnitMention>,
    task: Option<&'a String>,
    conclusion: Option<u32>,
    fate: Fate,
    days: i32,
    on: Option<Date>,
    silent_since_on: Option<Date>,
    days_silent: i32,
    n_extensions: u32,
}

/// What is asked about.
#[derive(Default)]
pub(super) struct Asking<'a> {
    pub conclusions: &'a [BriefConclusion],
    /// Those of no conclusion are asked about beside them.
    pub late: &'a [BriefTask],
    pub limitations: &'a [BriefLimitation],
    pub lists: &'a [OpenList],
    pub petitions: &'a [FollowedView],
    pub rates: &'a [RateView],
}

pub(super) fn questions(of: &Asking) -> Vec<Question> {
    let Asking { conclusions, late, limitations, lists, petitions, rates } = of;
    let told: Vec<&String> = conclusions.iter().filter_map(|it| it.task.as_ref()).collect();
    let mut asked: Vec<Question> = conclusions.iter().filter_map(|it| of_thing(&of_conclusion(it))).collect();
    let others = late.iter().filter(|it| !told.contains(&&it.code));
    asked.extend(others.filter_map(|it| of_thing(&of_task(it))));
    asked.extend(limitations.iter().map(of_limitation));
    asked.extend(lists.iter().map(of_list));
    asked.extend(of_petitions(petitions));
    asked.extend(rates.iter().filter_map(of_rate));
    asked.extend(of_guidance(conclusions));
    asked.sort_by_key(|it| (it.about, Reverse((it.days, it.n))));
    asked
}

fn of_conclusion(it: &BriefConclusion) -> Thing<'_> {
    Thing {
        words: it.words.as_ref(),
        unit: it.lead.as_ref(),
        task: it.task.as_ref(),
        conclusion: Some(it.n),
        fate: it.fate,
        days: it.days,
        on: it.on,
        silent_since_on: it.silent_since_on,
        days_silent: it.days_silent,
        n_extensions: it.n_extensions,
    }
}

fn of_task(it: &BriefTask) -> Thing<'_> {
    Thing {
        words: it.words.as_ref(),
        unit: Some(&it.lead),
        task: Some(&it.code),
        conclusion: it.conclusion,
        fate: Fate::Overdue,
        days: it.days_late,
        on: it.due_on,
        silent_since_on: Some(it.silent_since_on),
        days_silent: it.days_silent,
        n_extensions: it.n_extensions,
    }
}

fn of_thing(it: &Thing) -> Option<Question> {
    let (about, on, days) = match it.fate {
        Fate::Overdue if it.days_silent >= SILENT_DAYS => (QuestionAbout::LateAndSilent, it.silent_since_on, it.days),
        Fate::Overdue | Fate::UnderWay if it.n_extensions > 1 => (QuestionAbout::ExtendedOften, it.on, it.days),
        Fate::Overdue => (QuestionAbout::Late, it.on, it.days),
        Fate::Silent => (QuestionAbout::Silent, it.silent_since_on, it.days_silent),
        Fate::Unended => (QuestionAbout::Unended, None, 0),
        Fate::Awaiting if it.days > PATIENCE_DAYS => (QuestionAbout::Unconfirmed, it.on, it.days),
        Fate::ExtensionAsked => (QuestionAbout::ExtensionAsked, it.on, 0),
        _ => return None,
    };
    Some(Question {
        about,
        words: it.words.cloned(),
        unit: it.unit.cloned(),
        task: it.task.cloned(),
        conclusions: it.conclusion.into_iter().collect(),
        on,
        days,
        n: it.n_extensions,
        rate: None,
    })
}

fn of_limitation(it: &BriefLimitation) -> Question {
    let about = if it.matter.is_some() { QuestionAbout::Returning } else { QuestionAbout::LooksReturning };
    Question {
        words: it.words.clone(),
        on: Some(it.since_on),
        n: it.n_times,
        conclusions: it.conclusions.clone(),
        ..nothing(about)
    }
}

fn of_list(it: &OpenList) -> Question {
    let (task, n) = (Some(it.code.to_string()), u32::try_from(it.n).unwrap_or(u32::MAX));
    Question { task, n, on: Some(it.since_on), ..nothing(QuestionAbout::Listed) }
}

/// The one that waits longest tells of all.
fn of_petitions(petitions: &[FollowedView]) -> Option<Question> {
    let first = petitions.first()?;
    let n = u32::try_from(petitions.len()).unwrap_or(u32::MAX);
    let (words, unit, on) = (first.words.clone(), first.owed_by.clone(), Some(first.since_on));
    Some(Question { words, unit, on, n, ..nothing(QuestionAbout::Petitions) })
}

fn of_rate(it: &RateView) -> Option<Question> {
    let (then, now) = it.at_session.zip(it.hundredths)?;
    let is_asked = RULES.contains(&it.rule) && now + SMALL_FALL <= then;
    is_asked.then(|| Question { rate: Some((it.rule, then, now)), ..nothing(QuestionAbout::RateFell) })
}

fn of_guidance(conclusions: &[BriefConclusion]) -> Option<Question> {
    let all: Vec<u32> = conclusions.iter().filter(|it| it.fate == Fate::Guidance).map(|it| it.n).collect();
    let n = u32::try_from(all.len()).unwrap_or(u32::MAX);
    (n > 0).then(|| Question { conclusions: all, n, ..nothing(QuestionAbout::Guidance) })
}

fn nothing(about: QuestionAbout) -> Question {
    let (words, unit, task, on, rate) = (None, None, None, None, None);
    Question { about, words, unit, task, conclusions: Vec::new(), on, days: 0, n: 0, rate }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conclusion(n: u32, fate: Fate, days: i32, days_silent: i32, n_extensions: u32) -> BriefConclusion {
        BriefConclusion {
            n,
            point: None,
            words: Some(format!("words {n}")),
            ending: None,
            fate,
            days,
            on: Some(Date::constant(2026, 5, 1)),
            lead: None,
            task: Some(format!("2026-{n:04}")),
            n_tasks: 1,
            n_so: 1,
            n_extensions,
            days_silent,
            silent_since_on: Some(Date::constant(2026, 4, 1)),
            last_words: None,
        }
    }

    #[test]
    fn each_fact_asks_its_question_and_the_most_urgent_comes_first() {
        let conclusions = [
            conclusion(1, Fate::DoneInTime, 0, 0, 0),
            conclusion(2, Fate::Guidance, 0, 0, 0),
            conclusion(3, Fate::Awaiting, 8, 8, 0),
            conclusion(4, Fate::Awaiting, 7, 7, 0),
            conclusion(5, Fate::Overdue, 5, 29, 0),
            conclusion(6, Fate::Overdue, 50, 30, 3),
            conclusion(7, Fate::Overdue, 3, 1, 2),
            conclusion(8, Fate::Silent, 40, 40, 0),
            conclusion(9, Fate::Unended, 0, 0, 0),
            conclusion(10, Fate::ExtensionAsked, 0, 1, 0),
            conclusion(11, Fate::Guidance, 0, 0, 0),
            conclusion(12, Fate::Overdue, 51, 30, 0),
        ];
        let rate = |rule, now, then| RateView {
            rule,
            numerator: 1,
            denominator: 2,
            of: ["completed", "due"],
            hundredths: Some(now),
            at_session: Some(then),
            at_quarter: None,
        };
        let rates = [rate("due-only", 5000, 5100), rate("completed-only", 5000, 5099), rate("updated", 1, 9000)];
        let found = questions(&Asking { conclusions: &conclusions, rates: &rates, ..Asking::default() });
        let told: Vec<(QuestionAbout, Vec<u32>)> = found.into_iter().map(|it| (it.about, it.conclusions)).collect();
        let wanted = [
            (QuestionAbout::LateAndSilent, vec![12]),
            (QuestionAbout::LateAndSilent, vec![6]),
            (QuestionAbout::Late, vec![5]),
            (QuestionAbout::ExtendedOften, vec![7]),
            (QuestionAbout::Silent, vec![8]),
            (QuestionAbout::Unended, vec![9]),
            (QuestionAbout::Unconfirmed, vec![3]),
            (QuestionAbout::ExtensionAsked, vec![10]),
            (QuestionAbout::RateFell, vec![]),
            (QuestionAbout::Guidance, vec![2, 11]),
        ];
        assert_eq!(told, wanted);
    }
}
