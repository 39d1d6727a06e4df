//! One task: its facts, what can be done now and why the rest cannot, and all that happened.

use super::line::{self, Step};
use super::state::days_late;
use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::messages::{Language, say, text};
use app::sentences::{self, act_key};
use app::views::{ActOffer, TaskPageView, UnitMention, WhyNot};
use app::{deadlines, figures};
use jiff::ToSpan;
use jiff::civil::Date;
use model::state::WorkState;
use model::{Clock, Field, Role};
use std::borrow::Borrow;

pub struct TaskShown {
    page: TaskPageView,
    /// What can be done now; the one next step is open.
    forms: Vec<FormShown>,
    /// What cannot be done now, and why.
    not_now: Vec<(Vec<String>, String)>,
    /// Whose turn it is, where nothing is the reader's next step.
    waits: Option<&'static str>,
    /// What it is about, where that was told.
    field: Option<String>,
    /// Why it is late.
    late: Option<String>,
    /// How often its lead was told something about its work: the word, and how often.
    marks: [(&'static str, u32); 4],
    /// What its lead asks for, and what came back to it.
    pending: Vec<String>,
    /// Where its day comes from, and what its clock says.
    clock: Vec<String>,
    line: Vec<Step>,
    /// How its parts stand.
    parts: String,
    /// How the limitations of its lists stand.
    listed: String,
    /// How many of its coordinating units have answered what they were asked for.
    contributions: String,
    /// Whether it can be broken down here.
    may_break_down: bool,
    /// Whether another task with the same source can be assigned.
    may_assign: bool,
    /// Whether there is something to be done with its links.
    has_links: bool,
    /// Whether the document that it comes from can be added.
    may_add_source: bool,
    /// The key of each form that takes a reference back begins so; `None` where the reader may not.
    removes: Option<String>,
}

shown!(TaskShown, TaskPage, "task.html", page);

/// A next step, and what is answered instead.
const ANSWERS: [[&str; 2]; 3] = [
    ["task.grant_extension", "task.refuse_extension"],
    ["task.confirm", "task.send_back"],
    ["task.reassign", "task.keep_lead"],
];

pub fn task(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.task_page(seen.viewer, seen.ask.id())?;
    let language = seen.ask.language;
    let next = asked_act(seen, &page).unwrap_or_else(|| next_act(&page));
    let has_links = page.acts.iter().any(|it| it.act == "task.give_link" && it.why_not != Some(WhyNot::NoRole));
    let (forms, not_now) = (forms(seen, &page, next), not_now(language, &page));
    let field = page.task.field.map(|it| sentences::field(language, it));
    let waits = line::comes(&page).filter(|_| next.is_empty());
    let clock = clock(language, &page);
    let (late, pending, line) = (late(language, &page), pending(language, &page), line::steps(&page));
    let marks = page.task.marks;
    let marks = [
        ("page-n-reminders", marks.n_reminders),
        ("page-n-urgings", marks.n_urgings),
        ("page-n-commendations", marks.n_commendations),
        ("page-n-criticisms", marks.n_criticisms),
    ];
    let (parts, contributions) = (parts(language, &page), contributions(language, &page));
    let may_assign = [Role::Clerk, Role::Leader].into_iter().any(|it| seen.viewer.has_role(it));
    let may = |act: &str| page.acts.iter().any(|it| it.act == act && it.why_not.is_none());
    let (may_remove, may_add_source) = (may(REMOVE), may(ADD_SOURCE));
    let removes = may_remove.then(|| seen.office.new_id().to_string());
    let may_break_down = may_assign && !page.task.state.work.is_ended();
    Ok(Box::new(TaskShown {
        parts,
        listed: say(language, "list-listed", &[("n", page.listed.n.into()), ("open", page.listed.n_open.into())]),
        contributions,
        may_break_down,
        may_assign,
        marks,
        field,
        line,
        late,
        clock,
        pending,
        page,
        forms,
        not_now,
        waits,
        has_links,
        may_add_source,
        removes,
    }))
}

/// What takes a reference back stands beside it.
const REMOVE: &str = "task.remove_external_ref";
/// The document that it comes from is chosen on a page of its own.
const ADD_SOURCE: &str = "task.add_source";

/// The acts of its page: links have a page of their own, and so have deadlines that are counted again.
fn own_acts(page: &TaskPageView) -> impl Iterator<Item = &ActOffer> {
    let others = ["task.recount", REMOVE, ADD_SOURCE];
    let is_own = move |it: &&ActOffer| !it.act.ends_with("_link") && !others.contains(&it.act);
    page.acts.iter().filter(is_own)
}

/// The forms of what can be done now, the next step first and behind it the other answer to the same question.
fn forms(seen: &Seen, page: &TaskPageView, next: &str) -> Vec<FormShown> {
    let form = |offer: &ActOffer| {
        let action = format!("/tasks/{}/acts/{}", page.task.code, offer.act.trim_start_matches("task."));
        let form = form(seen, offer.act, action, Some(page.version))?;
        Some(FormShown { is_main: offer.act == next, ..form })
    };
    let mut forms: Vec<FormShown> = own_acts(page).filter(|it| it.why_not.is_none()).filter_map(form).collect();
    forms.sort_by_key(|it| (!it.is_main, !ANSWERS.contains(&[next, it.act])));
    let done_on = seen.office.today().strftime("%d/%m/%Y");
    let fields = Field::ALL.iter().map(|it| (it.1.to_owned(), sentences::field(seen.ask.language, it.0)));
    let fields = fields.collect();
    let (names_deliverable, lacks_deliverable) = (page.task.deliverable.is_some(), page.lacks_deliverable);
    let filled = |it: FormShown| {
        let it = if lacks_deliverable { it } else { it.without("waived_because") };
        let is_asked = names_deliverable || it.act != "task.report_done";
        let it = if is_asked { it } else { it.without("deliverable") };
        let is_given = it.act == "task.reassign";
        let it = if is_given { it.choose("lead", &seen.office.unit_options(seen.viewer)) } else { it };
        it.with("done_on", &done_on).choose("field", &fields)
    };
    forms.into_iter().map(filled).map(|it| for_contribution(it, page)).collect()
}

/// What cannot be done now, and why; what has one reason stands together.
fn not_now(language: Language, page: &TaskPageView) -> Vec<(Vec<String>, String)> {
    let mut not_now: Vec<(Vec<String>, String)> = Vec::new();
    for offer in own_acts(page) {
        let Some(why) = offer.why_not.filter(|it| !matches!(it, WhyNot::NoRole | WhyNot::Ended)) else { continue };
        let (title, why) = (say(language, &act_key(offer.act), &[]), why_not(language, why, page));
        match not_now.iter_mut().find(|it| it.1 == why) {
            Some(same) => same.0.push(title),
            None => not_now.push((vec![title], why)),
        }
    }
    not_now
}

/// Why a task is late, or was done late: its day, since when, and what is missing.
fn late(language: Language, page: &TaskPageView) -> Option<String> {
    let task = &page.task;
    let (due_on, from_on) = (task.deadline.deadline.due_on()?, task.deadline.deadline.late_from_on()?);
    let back = [("task.sent_back", "page-late-sent-back"), ("task.reopened", "page-late-reopened")];
    let key_of = |event| back.iter().find(|it| it.0 == event).map(|it| it.1);
    let last = page.moments.iter().rev().find(|it| it.event == "task.done_reported" || key_of(it.event).is_some());
    let came_back = last.and_then(|it| Some((key_of(it.event)?, model::day_in_vietnam(it.at))));
    let (key, on) = match (task.done_on, came_back) {
        (Some(done_on), _) if due_on < done_on => ("page-late-done", done_on),
        (None, Some(it)) if days_late(task) > 0 => it,
        (None, None) if days_late(task) > 0 => ("page-late-silent", from_on),
        _ => return None,
    };
    let args = [("due", due_on), ("from", from_on), ("on", on)].map(|(name, day)| (name, figures::day(day).into()));
    Some(say(language, key, &args))
}

/// How the parts of a task stand; those that are late follow as links.
fn parts(language: Language, page: &TaskPageView) -> String {
    let args = [
        ("n", page.parts.tasks.len().into()),
        ("completed", page.parts.n_completed.into()),
        ("open", page.parts.n_open.into()),
        ("late", page.parts.n_late.into()),
    ];
    say(language, "page-parts-stand", &args)
}

/// Which parts are still owed, for whoever is about to end the whole.
fn open_parts(language: Language, page: &TaskPageView) -> Option<String> {
    const FEW: usize = 10;
    let ends = |it: &ActOffer| ["task.report_done", "task.confirm"].contains(&it.act) && it.why_not.is_none();
    if page.parts.n_open == 0 || !page.acts.iter().any(ends) {
        return None;
    }
    let codes: Vec<&str> = page.parts.open().take(FEW).map(|it| it.code.as_str()).collect();
    let more = if page.parts.n_open > FEW { "..." } else { "" };
    let args = [("open", page.parts.n_open.into()), ("codes", format!("{}{more}", codes.join(", ")).into())];
    Some(say(language, "page-parts-open", &args))
}

/// What waits for a decision or an answer, in sentences.
fn pending(language: Language, page: &TaskPageView) -> Vec<String> {
    let day = |it| figures::day(it).into();
    let asked = page.task.extension.map(|it| {
        let key = if it.days_late > 0 { "page-extension-asked-late" } else { "page-extension-asked" };
        say(language, key, &[("until", day(it.until_on)), ("on", day(it.asked_on)), ("days", it.days_late.into())])
    });
    let task = &page.task;
    let since =
        [("page-suspended", task.suspended_on), ("page-declined", task.declined_on), ("page-urged", task.urged_on)];
    let since = since.into_iter().filter_map(|(key, on)| Some(say(language, key, &[("on", day(on?))])));
    asked.into_iter().chain(since).chain(differs(language, page)).chain(open_parts(language, page)).collect()
}

/// What the document says otherwise that was added afterwards, and that nothing was changed by it.
fn differs(language: Language, page: &TaskPageView) -> Option<String> {
    let told = page.source_differs.iter().map(|it| it.sentence(language));
    let told: Vec<String> = told.chain([text(language, "source-differs-how").to_owned()]).collect();
    (told.len() > 1).then(|| told.join(" "))
}

/// How its day came about; of a rhythm what comes and what was missed; without a day how long nobody said a word.
fn clock(language: Language, page: &TaskPageView) -> Vec<String> {
    let (task, day) = (&page.task, |it| figures::day(it).into());
    let explained = page.explained.as_ref().and_then(|it| deadlines::sentence(language, it));
    let is_open = task.state.work.is_open();
    let rhythm = page.rhythm.filter(|_| is_open);
    let word_on = page.today.saturating_sub(task.state.days_silent.days());
    let comes = rhythm.map(|it| say(language, "deadline-rhythm", &[("next", day(it.next_on))]));
    let missed = rhythm.and_then(|it| it.missed_on(word_on));
    let missed = missed.map(|it| say(language, "deadline-rhythm-missed", &[("last", day(it))]));
    let undated = task.state.clock.into_iter().flat_map(|it| without_word(language, it, word_on));
    explained.into_iter().chain(missed).chain(comes).chain(undated).collect()
}

/// What the clock of a task without a day says: the last word, the mark that is passed and since when, the mark that comes.
fn without_word(language: Language, clock: Clock, word_on: Date) -> impl Iterator<Item = String> {
    let day = |it| figures::day(it).into();
    let passed = clock.passed_on.map(|on| {
        say(language, "deadline-undated", &[("word", day(word_on)), ("mark", clock.mark.into()), ("on", day(on))])
    });
    let first = clock.passed_on.is_none().then(|| say(language, "deadline-undated-word", &[("word", day(word_on))]));
    let next = clock.next_on.map(|on| say(language, "deadline-undated-next", &[("on", day(on))]));
    passed.into_iter().chain(first).chain(next)
}

/// The units that a form about contributions is for: those that can be asked, have been asked, or can be answered for.
fn for_contribution(form: FormShown, page: &TaskPageView) -> FormShown {
    let asked = page.contributions.iter();
    let units: Vec<&UnitMention> = match form.act {
        "task.ask_contribution" => page.task.coordinating.iter().collect(),
        "task.contribute" => asked.filter(|it| it.may_answer).map(|it| &it.unit).collect(),
        "task.withdraw_contribution" => asked.map(|it| &it.unit).collect(),
        _ => return form,
    };
    let options = units.iter().map(|it| (it.id.to_string(), it.name.clone().unwrap_or_default())).collect();
    let form = form.choose("unit", &options);
    if let [one] = units[..] { form.with("unit", one.id) } else { form }
}

/// How many of the coordinating units that were asked have answered, and who has not.
fn contributions(language: Language, page: &TaskPageView) -> String {
    let missing = page.contributions.iter().filter(|it| it.answered_on.is_none());
    let missing: Vec<&str> = missing.map(|it| it.unit.name.as_deref().unwrap_or_default()).collect();
    let (n, n_missing) = (page.contributions.len(), missing.len());
    let args = [("n", n.into()), ("missing", n_missing.into()), ("names", missing.join(", ").into())];
    say(language, if n_missing == 0 { "contributions-all" } else { "contributions-missing" }, &args)
}

/// The act whose form a letter leads to, where it can be done now.
fn asked_act(seen: &Seen, page: &TaskPageView) -> Option<&'static str> {
    let asked = seen.ask.query.get("act")?;
    let offer = page.acts.iter().find(|it| it.act.strip_prefix("task.") == Some(asked) && it.why_not.is_none());
    offer.map(|it| it.act)
}

/// The one next step of its life.
fn next_act(page: &TaskPageView) -> &'static str {
    let is_possible = |act: &str| page.acts.iter().any(|it| it.act == act && it.why_not.is_none());
    // A question of the lead comes before its work.
    if let Some(answer) =
        ["task.reassign", "task.grant_extension", "task.resume"].into_iter().find(|it| is_possible(it))
    {
        return answer;
    }
    // Whoever works for a coordinating unit answers what that was asked for.
    let is_owed = page.contributions.iter().any(|it| it.is_own && it.answered_on.is_none());
    if is_owed && !page.is_own_work && is_possible("task.contribute") {
        return "task.contribute";
    }
    let steps: &[&str] = match page.task.state.work {
        WorkState::AwaitingConfirmation => &["task.confirm"],
        // Whoever looks after the work of others does not begin with what is theirs to do.
        _ if !page.is_own_work => &[],
        WorkState::NotStarted if page.task.received_on.is_none() => &["task.receive", "task.report_progress"],
        _ => &["task.report_progress"],
    };
    steps.iter().copied().find(|it| is_possible(it)).unwrap_or_default()
}

/// Why an act is not possible now; where others may do it, who they are.
fn why_not(language: Language, why: WhyNot, page: &TaskPageView) -> String {
    match (why, page.confirmers.join("; ")) {
        (WhyNot::Reporter, names) if names.is_empty() => text(language, "why-not-reporter-nobody").to_owned(),
        (WhyNot::Reporter, names) => say(language, "why-not-reporter-others", &[("names", names.into())]),
        _ => text(language, why_key(why)).to_owned(),
    }
}

pub(super) fn why_key(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NoRole => "why-not-no-role",
        WhyNot::Ended => "why-not-ended",
        WhyNot::AlreadyReceived => "why-not-already-received",
        WhyNot::AlreadyReported => "why-not-already-reported",
        WhyNot::NotReported => "why-not-not-reported",
        WhyNot::Reporter => "why-not-reporter",
        WhyNot::NoDay => "why-not-no-day",
        WhyNot::ExtensionAsked => "why-not-extension-asked",
        WhyNot::Asker => "why-not-asker",
        WhyNot::Declined => "why-not-declined",
        WhyNot::Suspended => "why-not-suspended",
        WhyNot::UrgedToday => "why-not-urged-today",
    }
}
