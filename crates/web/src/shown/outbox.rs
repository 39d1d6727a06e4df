//! The reminder letters of today and of the last days, and the rules they follow.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::figures;
use app::messages::{Language, say, text};
use app::outbox::{
    About, LetterState, LetterView, MailRuleView, MailRulesView, MatterView, OutboxView, heading, kind_word, state_word,
};
use jiff::Timestamp;
use model::state::{MailReason, MailTold};
use model::time_in_vietnam;
use std::sync::Arc;

pub struct OutboxShown {
    view: OutboxView,
    /// What stands above the letters: where they go out, and who has an address.
    facts: Vec<String>,
    fault: Option<String>,
    today: String,
    letters: Vec<LetterShown>,
    past: Vec<LetterShown>,
}

/// One letter with what can be done about it.
struct LetterShown {
    id: String,
    name: Option<String>,
    kind: &'static str,
    n: String,
    /// The day of one that is past.
    on: Option<String>,
    class: &'static str,
    state: &'static str,
    at: Option<Timestamp>,
    why: Option<String>,
    reasons: String,
    matters: Vec<MatterShown>,
    /// How many more it tells.
    n_more: usize,
    hold: Option<FormShown>,
    release: Option<String>,
    may_try: bool,
}

/// One thing that a letter tells.
struct MatterShown {
    address: String,
    words: String,
    reason: &'static str,
}

shown!(OutboxShown, OutboxPage, "outbox.html", view);

pub fn outbox(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.outbox(seen.viewer)?;
    let language = seen.ask.language;
    let fault = view.fault.as_ref().map(|(because, at)| {
        say(language, "outbox-fault", &[("because", because.as_str().into()), ("at", hour(*at).into())])
    });
    let today = say(language, "outbox-today", &[("day", figures::day(view.today).into())]);
    let letters = view.letters.iter().map(|it| letter(seen, it, false)).collect();
    let past = view.past.iter().map(|it| letter(seen, it, true)).collect();
    Ok(Box::new(OutboxShown { facts: facts(language, &view), fault, today, letters, past, view }))
}

fn facts(language: Language, view: &OutboxView) -> Vec<String> {
    let server = match (&view.server, view.from_hour) {
        (Some(server), Some(hour)) => {
            say(language, "outbox-server", &[("server", server.as_str().into()), ("hour", hour.into())])
        }
        _ => text(language, "outbox-no-server").to_owned(),
    };
    let n = say(language, "outbox-addresses", &[("n", view.n_addresses.into()), ("of", view.n_accounts.into())]);
    let rest = (!view.is_working_day).then(|| text(language, "outbox-rest-day").to_owned());
    [server, n].into_iter().chain(rest).collect()
}

fn letter(seen: &Seen, it: &LetterView, is_past: bool) -> LetterShown {
    let language = seen.ask.language;
    let (class, at) = match &it.state {
        LetterState::Waiting | LetterState::Handing => ("st-wait", None),
        LetterState::Unsure { .. } | LetterState::Failed { .. } => ("st-soon", None),
        LetterState::HeldBack { .. } | LetterState::Lapsed { .. } => ("st-hold", None),
        LetterState::Sent { at } => ("st-taken", Some(*at)),
    };
    let waits = matches!(it.state, LetterState::Waiting | LetterState::Failed { .. } | LetterState::Unsure { .. });
    let hold = form(seen, "mail.hold_back", format!("/outbox/{}/hold", it.id), None);
    let is_held = matches!(it.state, LetterState::HeldBack { .. });
    let told = |(reason, n): &(MailReason, usize)| format!("{} {}", text(language, heading(*reason)), n);
    LetterShown {
        id: it.id.to_string(),
        name: it.name.clone(),
        kind: kind_word(it.kind),
        n: say(language, "outbox-n", &[("n", it.n_tasks.into())]),
        on: is_past.then(|| figures::day(it.on)),
        class,
        state: text(language, state_word(&it.state)),
        at,
        why: why(language, &it.state),
        reasons: it.reasons.iter().map(told).collect::<Vec<_>>().join(" · "),
        matters: it.matters.iter().map(|it| matter(language, it)).collect(),
        n_more: (it.n_tasks as usize).saturating_sub(it.matters.len()),
        hold: hold.filter(|_| waits && !is_past),
        release: (is_held && !is_past).then(|| seen.office.new_id().to_string()),
        may_try: !is_past && matches!(it.state, LetterState::Failed { .. } | LetterState::Unsure { .. }),
    }
}

fn matter(language: Language, it: &MatterView) -> MatterShown {
    let words = it.matter.words.clone().unwrap_or_else(|| text(language, "erased").to_owned());
    let (address, words) = match &it.matter.about {
        About::Task { code, .. } => (format!("/tasks/{code}"), format!("{code} {words}")),
        About::Session { id } => (format!("/sessions/{id}"), words),
    };
    MatterShown { address, words, reason: text(language, heading(it.matter.reason)) }
}

/// Why a letter stands as it does, and what is to be done.
fn why(language: Language, state: &LetterState) -> Option<String> {
    match state {
        LetterState::Failed { because, n_tries, next_at } => {
            let args = [("because", because.as_str().into()), ("n", (*n_tries).into())];
            let failed = say(language, "letter-failed-why", &args);
            let next = match next_at {
                Some(at) => say(language, "letter-next", &[("at", hour(*at).into())]),
                None => text(language, "letter-never").to_owned(),
            };
            Some(format!("{failed} {next}"))
        }
        LetterState::Unsure { at } => Some(say(language, "letter-unsure-why", &[("at", hour(*at).into())])),
        LetterState::HeldBack { because } => {
            Some(because.clone().unwrap_or_else(|| text(language, "erased").to_owned()))
        }
        LetterState::Lapsed { because } => {
            let lapsed = text(language, "letter-lapsed-why");
            Some(because.as_ref().map_or_else(|| lapsed.to_owned(), |it| format!("{it}. {lapsed}")))
        }
        LetterState::Waiting | LetterState::Handing | LetterState::Sent { .. } => None,
    }
}

fn hour(at: Timestamp) -> String {
    time_in_vietnam(at).strftime("%H:%M").to_string()
}

pub struct RulesShown {
    view: MailRulesView,
    rules: Vec<RuleShown>,
}

/// One rule with the form that changes it.
struct RuleShown {
    rule: MailRuleView,
    reason: &'static str,
    when: String,
    who: String,
    up: String,
    form: Option<FormShown>,
}

shown!(RulesShown, RulesPage, "mail_rules.html", view);

pub fn mail_rules(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.mail_rules(seen.viewer)?;
    let rules = view.rules.iter().map(|it| rule(seen, &view, it)).collect();
    Ok(Box::new(RulesShown { rules, view }))
}

fn rule(seen: &Seen, view: &MailRulesView, it: &MailRuleView) -> RuleShown {
    let language = seen.ask.language;
    let days = |key: &str, days: u16| say(language, key, &[("days", days.into())]);
    let comes = matches!(it.reason, MailReason::DueSoon | MailReason::SessionComing);
    let told = [MailTold::Nobody, MailTold::Officers, MailTold::Unit, MailTold::Office, MailTold::Both];
    let told: Arc<[(String, String)]> = told.iter().map(|it| (code(it), tells(language, *it))).collect();
    let action = format!("/registers/{}/acts/set_mail_rule", view.register);
    let form = form(seen, "register.set_mail_rule", action, None).filter(|_| view.may_change).map(|form| {
        let up = it.up_after_days.map_or_else(String::new, |it| it.to_string());
        let form = form.fixed("reason", code(&it.reason)).with("days", it.days).with("up_after_days", up);
        form.choose("tells", &told).with("tells", code(&it.tells))
    });
    RuleShown {
        reason: text(language, heading(it.reason)),
        when: days(if comes { "mail-rules-days-before" } else { "mail-rules-days-after" }, it.days),
        who: tells(language, it.tells),
        up: match it.up_after_days {
            Some(it) => days("mail-rules-days-up", it),
            None => text(language, "mail-rules-no-up").to_owned(),
        },
        rule: it.clone(),
        form,
    }
}

/// The wire name of a word of the model.
pub(super) fn code(it: &impl serde::Serialize) -> String {
    serde_json::to_value(it).unwrap_or_default().as_str().unwrap_or_default().to_owned()
}

fn tells(language: Language, it: MailTold) -> String {
    say(language, &format!("mail-tells-{}", code(&it)), &[])
}
