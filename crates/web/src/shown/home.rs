//! The first page: what needs a hand today, and why.

use super::shown;
use crate::act_forms::title;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::{Frame, total};
use crate::shown::Shown;
use app::Office;
use app::access::Viewer;
use app::messages::say;
use app::views::{FEW, FirstSteps, HomeAbout, HomeRows, HomeSection, HomeTask, HomeView, SessionView, UnitMention};
use model::state::Stage;
use std::borrow::Borrow;

pub struct HomeShown {
    view: HomeView,
    sections: Vec<SectionShown>,
    steps: Vec<Step>,
    /// Whether one section is shown, and no others.
    is_one: bool,
    may_send: bool,
}

shown!(HomeShown, HomePage, "home.html", view);

/// A section as it is drawn.
struct SectionShown {
    section: HomeSection,
    words: &'static Words,
    total: String,
    /// Where all of it stands.
    all: &'static str,
    /// That the rest stands above already.
    above: Option<String>,
}

/// What a section is called, and where all of it stands.
struct Words {
    about: HomeAbout,
    name: &'static str,
    title: &'static str,
    why: &'static str,
    class: &'static str,
    all: &'static str,
}

const fn words(
    about: HomeAbout,
    name: &'static str,
    [title, why]: [&'static str; 2],
    class: &'static str,
    all: &'static str,
) -> Words {
    Words { about, name, title, why, class, all }
}

const WORDS: [Words; 15] = [
    words(HomeAbout::Coming, "coming", ["home-coming", "home-coming-why"], "st-taken", "/sessions"),
    words(HomeAbout::Petitions, "petitions", ["home-petitions", "home-petitions-why"], "st-wait", "/petitions"),
    words(
        HomeAbout::ReportsAsked,
        "reports-asked",
        ["home-reports-asked", "home-reports-asked-why"],
        "st-soon",
        "/?list=reports-asked",
    ),
    words(HomeAbout::Drafts, "drafts", ["home-drafts", "home-drafts-why"], "", "/open"),
    words(
        HomeAbout::ToConfirm,
        "to-confirm",
        ["home-to-confirm", "home-to-confirm-why"],
        "st-wait",
        "/tasks?state=awaiting",
    ),
    words(HomeAbout::Declined, "declined", ["home-declined", "home-declined-why"], "st-wait", "/?list=declined"),
    words(HomeAbout::Urged, "urged", ["home-urged", "home-urged-why"], "st-soon", "/?list=urged"),
    words(
        HomeAbout::ExtensionAsked,
        "extension-asked",
        ["home-extension-asked", "home-extension-asked-why"],
        "st-wait",
        "/?list=extension-asked",
    ),
    words(HomeAbout::CameBack, "came-back", ["home-came-back", "home-came-back-why"], "st-late", "/?list=came-back"),
    words(
        HomeAbout::NotReceived,
        "not-received",
        ["home-not-received", "home-not-received-why"],
        "st-time",
        "/?list=not-received",
    ),
    words(
        HomeAbout::Overdue,
        "overdue",
        ["home-overdue", "home-overdue-why"],
        "st-late",
        "/tasks?state=overdue&role=lead",
    ),
    words(
        HomeAbout::DueSoon,
        "due-soon",
        ["home-due-soon", "home-due-soon-why"],
        "st-soon",
        "/tasks?state=due_soon&role=lead",
    ),
    words(HomeAbout::Reported, "reported", ["home-reported", "home-reported-why"], "st-wait", "/?list=reported"),
    words(HomeAbout::Silent, "silent", ["home-silent", "home-silent-why"], "st-silent", "/?list=silent"),
    words(HomeAbout::OpenConclusions, "conclusions", ["home-conclusions", "home-conclusions-why"], "", "/sessions"),
];

/// One of the first steps of a register.
struct Step {
    title: &'static str,
    how: &'static str,
    /// Where it is done, and what its button says.
    address: String,
    act: &'static str,
    is_done: bool,
    /// Whether it comes next.
    is_next: bool,
}

pub fn home(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let only = seen.ask.query.get("list").and_then(|name| WORDS.iter().find(|it| it.name == name));
    let view = seen.office.home(seen.viewer, only.map(|it| it.about))?;
    let shown = |section: &HomeSection| {
        let words = WORDS.iter().find(|it| it.about == section.about)?;
        let total = total(seen.ask.language, section.total);
        // Of a part of the tree the lists hold more than what is the viewer's to confirm or to decide.
        let all = match section.about {
            HomeAbout::ToConfirm if !seen.viewer.sees_all() => "/?list=to-confirm",
            HomeAbout::Drafts if !seen.viewer.may_take_in() => "/?list=drafts",
            _ => words.all,
        };
        let n_above = section.total.n.saturating_sub(section.rows.len() as u64);
        let is_rest = !section.total.is_more && n_above > 0 && section.rows.len() < FEW && only.is_none();
        let is_rest = is_rest && matches!(section.rows, HomeRows::Tasks(_));
        let above = is_rest.then(|| say(seen.ask.language, "home-above", &[("n", n_above.into())]));
        Some(SectionShown { section: section.clone(), words, total, all, above })
    };
    let sections = view.sections.iter().filter_map(shown).collect();
    let steps = view.first_steps.map(steps).unwrap_or_default();
    Ok(Box::new(HomeShown { sections, steps, is_one: only.is_some(), may_send: seen.viewer.may_take_in(), view }))
}

/// What a new register wants next of whoever gives it: the key of the words, and where it is done. On the pages of
/// accounts nobody is led back to them: there the role comes next.
pub fn next_step(office: &Office, viewer: &Viewer, nav: &str) -> Option<(&'static str, String)> {
    let steps = office.first_steps(viewer).ok().flatten().map(steps)?;
    let next = steps.into_iter().find(|it| it.is_next)?;
    (nav != "accounts" || next.act != "first-accounts-do").then_some((next.act, next.address))
}

fn steps(of: FirstSteps) -> Vec<Step> {
    let step = |title, how, address: &str, act, is_done| {
        let address = address.to_owned();
        Step { title, how, address, act, is_done, is_next: false }
    };
    let root = format!("/units/{}?open=rename#change", of.root);
    let mut steps = vec![
        step("first-name", "first-name-how", &root, "first-name-do", of.is_named),
        step("first-units", "first-units-how", "/units#names", "first-units-do", of.has_units),
        step(
            "first-accounts",
            "first-accounts-how",
            "/accounts?open=account#open",
            "first-accounts-do",
            of.has_accounts,
        ),
        step("first-document", "first-document-how", "/documents#file", "first-document-do", of.has_documents),
    ];
    if let Some(next) = steps.iter_mut().find(|it| !it.is_done) {
        next.is_next = true;
    }
    steps
}

impl Frame {
    /// What is next about a session that is near.
    pub fn next_of_session(&self, session: &SessionView) -> &'static str {
        let keeps = |it: &UnitMention| self.viewer.as_ref().is_some_and(|of| of.may("session.close", &[it.id]));
        let is_host = session.host.iter().any(keeps);
        self.t(match session.stage {
            Stage::InProgress if is_host => "meeting-write",
            Stage::Open if is_host && session.held_on <= self.today => "act-session-begin",
            Stage::Draft if is_host => "act-session-open",
            _ => "meeting-see",
        })
    }

    /// What the button of a row says.
    pub fn next_act(&self, row: &HomeTask) -> Option<&'static str> {
        row.next.map(|it| title(self.language, it))
    }

    /// Where it leads.
    pub fn next_address(&self, row: &HomeTask) -> String {
        let part = if row.next == Some("task.give_link") { "/links" } else { "#acts" };
        format!("/tasks/{}{part}", row.task.code)
    }
}
