//! Limitations and petitions: the two lists, and one of them with every session and document that told it.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::ask::Ask;
use crate::error::Fault;
use crate::pages::Seen;
use crate::render::Frame;
use crate::shown::Shown;
use app::matters::{
    AlikeView, FigureMove, FigureSource, FigureTold, FollowedListView, FollowedPageView, FollowedQuery, FollowedState,
    FollowedView, STANDINGS, SaidView, TellingView, Verdict,
};
use app::messages::{Language, say, text};
use app::sentences;
use app::views::UnitMention;
use model::state::{Listing, MatterKind, Teller, Telling};
use model::{DocumentId, Field};
use serde_json::json;
use std::borrow::Borrow;
use std::sync::Arc;

/// What is chosen: value and word.
type Options = Arc<[(String, String)]>;

pub struct FollowedListShown {
    view: FollowedListView,
    asked: FollowedQuery,
    /// The filters as an address has them.
    query: String,
    is_petitions: bool,
    is_filtered: bool,
    /// Each state with its address and whether it is on.
    chips: Vec<(&'static str, String, bool)>,
    fields: Options,
    /// The form that begins one.
    begin: Option<FormShown>,
}

shown!(FollowedListShown, FollowedListPage, "matters.html", view);

/// What is asked of a list.
pub fn queried(ask: &Ask) -> FollowedQuery {
    let [state, unit, session, field, words, task] =
        ["state", "unit", "session", "field", "text", "task"].map(|it| ask.query.raw(it).to_owned());
    FollowedQuery { state, unit, session, field, text: words, task, after: ask.after().to_owned() }
}

pub fn limitations(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    list(seen, MatterKind::Limitation)
}

pub fn petitions(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    list(seen, MatterKind::Petition)
}

fn list(seen: &Seen, kind: MatterKind) -> Result<Box<dyn Shown>, Fault> {
    let asked = queried(seen.ask);
    let view = seen.office.followed(seen.viewer, kind, &asked)?;
    let now = if asked.state.is_empty() { STANDINGS[0] } else { asked.state.as_str() };
    let chips = STANDINGS.iter().filter(|it| kind == MatterKind::Limitation || **it != "returning");
    let chips = chips.map(|it| (*it, seen.ask.query.with("state", it), *it == now)).collect();
    let fields = fields(seen.ask.language);
    let is_filtered =
        [&asked.unit, &asked.session, &asked.field, &asked.text, &asked.task].iter().any(|it| !it.is_empty());
    let begin = if seen.viewer.may_somewhere("matter.begin") { begin(seen, kind, &fields) } else { None };
    Ok(Box::new(FollowedListShown {
        query: seen.ask.query.with_all(&[]),
        is_petitions: kind == MatterKind::Petition,
        is_filtered,
        chips,
        fields,
        begin,
        view,
        asked,
    }))
}

/// The form that begins one by hand.
fn begin(seen: &Seen, kind: MatterKind, fields: &Options) -> Option<FormShown> {
    let action = format!("/matters/{}/acts/begin", seen.office.new_id());
    let units: Options = seen.office.unit_options(seen.viewer);
    let begin =
        form(seen, "matter.begin", action, None)?.fixed("tellings", "").fixed("listing", "").choose("field", fields);
    let begin = begin.choose("unit", &units);
    Some(match kind {
        MatterKind::Limitation => begin.fixed("matter_kind", "limitation").without("owed_by"),
        MatterKind::Petition => {
            let owing = owing(seen, &units);
            want(begin.fixed("matter_kind", "petition").choose("owed_by", &owing), "owed_by")
        }
    })
}

/// The units that may owe an answer: those above, and those that are seen.
fn owing(seen: &Seen, units: &Options) -> Options {
    let above = seen.office.units_above(seen.viewer).into_iter();
    let above = above.map(|it| (it.id.to_string(), it.name.unwrap_or_default()));
    above.chain(units.iter().cloned()).collect()
}

fn want(mut form: FormShown, name: &str) -> FormShown {
    for field in form.fields.iter_mut().filter(|it| it.name == name) {
        (field.is_wanted, field.unchosen) = (true, field.label);
    }
    form
}

fn fields(language: Language) -> Options {
    Field::ALL.iter().map(|it| (it.1.to_owned(), sentences::field(language, it.0))).collect()
}

pub struct MatterShown {
    page: FollowedPageView,
    /// The one next step, and what else may be done.
    main: Option<FormShown>,
    others: Vec<FormShown>,
    /// Whether the reader may say which tellings are the same.
    may_say: bool,
    may_part: bool,
    may_link: bool,
    /// The forms of tellings and tasks have keys that begin so.
    key: String,
    is_petition: bool,
}

shown!(MatterShown, MatterPage, "matter.html", page);

impl MatterShown {
    /// The figures that follow each other, by what is measured, in the order in which it was told first.
    fn moved(&self) -> Vec<(String, Vec<&FigureMove>)> {
        let mut of_things: Vec<(String, Vec<&FigureMove>)> = Vec::new();
        for it in &self.page.moved {
            match of_things.iter_mut().find(|of| of.0 == it.thing) {
                Some(of) => of.1.push(it),
                None => of_things.push((it.thing.clone(), vec![it])),
            }
        }
        of_things.iter_mut().for_each(|it| it.0 = first_upper(&it.0));
        of_things
    }

    /// A telling as a form sends it.
    fn sent(&self, telling: &Telling) -> String {
        json!(telling).to_string()
    }

    /// A row of a list in the same way.
    fn sent_row(&self, listing: &Listing) -> String {
        json!(listing).to_string()
    }
}

pub fn matter(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let page = seen.office.followed_page(seen.viewer, seen.ask.id())?;
    let (followed, viewer) = (&page.followed, seen.viewer);
    let (unit, is_petition) = (followed.unit.id, followed.kind == MatterKind::Petition);
    let act = |act: &str| {
        let name = act.split_once('.').map_or(act, |it| it.1);
        form(seen, act, format!("/matters/{}/acts/{name}", followed.id), None)
    };
    let language = seen.ask.language;
    let is_open = page.closing.is_none();
    let mut forms = Vec::new();
    if let Some(owed_by) = followed.owed_by.as_ref().filter(|it| is_open && viewer.may("matter.answer", &[it.id])) {
        forms.extend(act("matter.answer").map(|it| it.fixed("unit", owed_by.id)));
    }
    if is_open && viewer.may("matter.close", &[unit]) {
        let endings: &[&str] = if is_petition { &["dropped"] } else { &["cured", "rule_changed", "dropped"] };
        let close = act("matter.close").map(|it| it.choose("closing", &endings_of(language, endings)));
        forms.extend(close.map(|it| if is_petition { it.fixed("closing", "dropped").without("basis") } else { it }));
    }
    if !is_open && viewer.may("matter.reopen", &[unit]) {
        forms.extend(act("matter.reopen"));
    }
    let mut forms = forms.into_iter().map(|it| FormShown { is_main: false, ..it });
    let main = forms.next().map(|it| FormShown { is_main: true, ..it });
    Ok(Box::new(MatterShown {
        main,
        others: forms.collect(),
        may_say: viewer.may("matter.join", &[unit]),
        may_part: viewer.may("matter.part_listing", &[unit]),
        may_link: is_open && viewer.may("matter.link_task", &[unit]),
        key: seen.office.new_id().to_string(),
        is_petition,
        page,
    }))
}

fn endings_of(language: Language, names: &[&str]) -> Options {
    let word = |it: &str| say(language, &format!("matter-ending-{}", it.replace('_', "-")), &[]);
    names.iter().map(|it| ((*it).to_owned(), word(it))).collect()
}

/// As the beginning of a line.
fn first_upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// What a session tells, as its page shows it.
pub struct SaidShown {
    pub said: SaidView,
    /// What begins is called so.
    pub new: String,
    pub key: String,
    /// The form that begins to follow it, where nothing looks like it; for whoever may.
    pub begin: Option<FormShown>,
    /// Where that form stands, if elsewhere.
    pub begin_at: Option<String>,
    /// Whether it is shown at the desk of a document.
    pub at_desk: bool,
    /// Whether the reader may say whether it is the same.
    pub may_say: bool,
}

/// What a session tells, each with what may be said of it.
pub fn said(seen: &Seen, page: &app::views::SessionPageView) -> Vec<SaidShown> {
    let language = seen.ask.language;
    let others = page.conclusions.iter().flat_map(|it| &it.addressed_to);
    let host = page.session.host.as_ref().map(|it| it.id);
    let mut units: Vec<&UnitMention> = page.session.guests.iter().chain(others).collect();
    units.retain(|it| Some(it.id) != host && seen.viewer.may("matter.begin", &[it.id]));
    units.sort_by_key(|it| it.id);
    units.dedup_by_key(|it| it.id);
    let options: Options = units.iter().map(|it| (it.id.to_string(), it.name.clone().unwrap_or_default())).collect();
    let fields = fields(language);
    let begin = |it: &SaidView, new: &str| {
        let form = form(seen, "matter.begin", format!("/matters/{new}/acts/begin"), None)?;
        let form = form.with("words", &it.words).fixed("tellings", json!([it.telling])).choose("field", &fields);
        let form = form.choose("unit", &options).fixed("told_on", "").fixed("listing", "");
        let form = if let [unit] = units.as_slice() { form.with("unit", unit.id) } else { form };
        Some(match (it.kind, host) {
            (MatterKind::Limitation, _) => form.fixed("matter_kind", "limitation").without("owed_by"),
            (MatterKind::Petition, Some(host)) => form.fixed("matter_kind", "petition").fixed("owed_by", host),
            (MatterKind::Petition, None) => return None,
        })
    };
    let shown = |it: &SaidView| {
        let new = seen.office.new_id().to_string();
        let is_new = it.followed.is_none() && it.alike.is_none() && !units.is_empty();
        let begin = if is_new { begin(it, &new) } else { None };
        let may_say = it.alike.as_ref().is_some_and(|it| seen.viewer.may("matter.join", &[it.unit]));
        let key = seen.office.new_id().to_string();
        SaidShown { said: it.clone(), new, key, begin, begin_at: None, at_desk: false, may_say }
    };
    page.said.iter().map(shown).collect()
}

/// The same of a document that belongs to no session. Only what is asked for, by its place, has its form: a report may tell of
/// much, and each form names every unit.
pub fn said_by(seen: &Seen, document: DocumentId, said: &[SaidView], asked: Option<&str>) -> Vec<SaidShown> {
    let viewer = seen.viewer;
    let shown = |it: &SaidView| {
        let may_begin = it.unit.map_or(viewer.may_somewhere("matter.begin"), |it| viewer.may("matter.begin", &[it]));
        let is_new = it.followed.is_none() && it.alike.is_none() && may_begin;
        let new = seen.office.new_id().to_string();
        let begin = if is_new && asked == Some(it.place.as_str()) { begin_told(seen, it, &new) } else { None };
        let begin_at = (is_new && begin.is_none()).then(|| format!("/documents/{document}?at={0}#t-{0}", it.place));
        let may_say = it.alike.as_ref().is_some_and(|it| viewer.may("matter.join", &[it.unit]));
        let key = seen.office.new_id().to_string();
        SaidShown { said: it.clone(), new, key, begin, begin_at, at_desk: false, may_say }
    };
    said.iter().map(shown).collect()
}

/// The form that begins to follow what a document tells; the units that it names are chosen already.
fn begin_told(seen: &Seen, it: &SaidView, new: &str) -> Option<FormShown> {
    let units: Options = seen.office.unit_options(seen.viewer);
    let form = form(seen, "matter.begin", format!("/matters/{new}/acts/begin"), None)?;
    let form = form.with("words", &it.words).fixed("tellings", json!([it.telling]));
    let form = form.choose("field", &fields(seen.ask.language)).fixed("told_on", "").fixed("listing", "");
    let form = form.choose("unit", &units);
    let form = if let Some(unit) = it.unit { form.with("unit", unit) } else { form };
    Some(match it.kind {
        MatterKind::Limitation => form.fixed("matter_kind", "limitation").without("owed_by"),
        MatterKind::Petition => {
            let form = form.fixed("matter_kind", "petition").choose("owed_by", &owing(seen, &units));
            want(if let Some(unit) = it.owed_by { form.with("owed_by", unit) } else { form }, "owed_by")
        }
    })
}

impl Frame {
    /// How something that is followed stands, and the class of its mark.
    pub fn followed_state(&self, it: &FollowedView) -> (&'static str, String) {
        let class = match it.state {
            FollowedState::Open if it.kind == MatterKind::Petition => "st-wait",
            FollowedState::Open => "st-time",
            FollowedState::Returning => "st-late",
            FollowedState::Cured | FollowedState::Answered => "st-done",
            FollowedState::RuleChanged | FollowedState::Dropped => "st-hold",
        };
        (class, app::matters::state_words(self.language, it))
    }

    /// In how many sessions in a row it was told; `None` for one.
    pub fn in_a_row(&self, kind: &MatterKind, n: &u32) -> Option<String> {
        let key = match kind {
            MatterKind::Limitation => "matter-in-a-row",
            MatterKind::Petition => "matter-asked-in-a-row",
        };
        (*n > 1).then(|| say(self.language, key, &[("n", (*n).into())]))
    }

    /// What something looks like, and since when.
    pub fn looks_like(&self, alike: &AlikeView) -> String {
        let key = if alike.matter.is_some() { "matter-alike-followed" } else { "matter-alike-said" };
        say(self.language, key, &[("day", app::figures::day(alike.on).into())])
    }

    /// The two ways to say whether it is the same.
    pub fn same_words(&self, kind: &MatterKind) -> [&'static str; 2] {
        match kind {
            MatterKind::Limitation => [text(self.language, "matter-same"), text(self.language, "matter-other")],
            MatterKind::Petition => {
                [text(self.language, "matter-same-asked"), text(self.language, "matter-other-asked")]
            }
        }
    }

    /// What can be said of a figure then and now; where nothing can, why.
    pub fn figure_moved(&self, it: &FigureMove) -> (String, Option<String>) {
        let printed = |it: &FigureTold| {
            let value = app::figures::decimal(self.language, &it.value);
            if it.unit == "%" { format!("{value}%") } else { format!("{value} {}", it.unit) }
        };
        let key = match it.verdict {
            Verdict::Rose => "matter-moved-rose",
            Verdict::Fell => "matter-moved-fell",
            Verdict::Same => "matter-moved-same",
            Verdict::Not(_) => "matter-moved-not",
        };
        let args = [("then", printed(&it.then).into()), ("now", printed(&it.now).into())];
        let why = match it.verdict {
            Verdict::Not(why) => Some(self.word("matter-unlike-", &why)),
            _ => None,
        };
        (say(self.language, key, &args), why)
    }

    /// Where a figure was told.
    pub fn figure_at(&self, it: &FigureTold) -> String {
        match &it.source {
            FigureSource::Session { id, place } => format!("/sessions/{id}#t-{place}"),
            FigureSource::Document { id, place } => format!("/documents/{id}#p-{place}"),
            FigureSource::Task { code } => format!("/tasks/{code}"),
        }
    }

    pub fn figure_source(&self, it: &FigureTold) -> String {
        let day = ("day", app::figures::day(it.on).into());
        match &it.source {
            FigureSource::Session { .. } => say(self.language, "matter-figure-session", &[day]),
            FigureSource::Document { .. } => say(self.language, "matter-figure-document", &[day]),
            FigureSource::Task { code } => {
                say(self.language, "matter-figure-task", &[("code", code.as_str().into()), day])
            }
        }
    }

    /// Where something was told: the session, or the passage of a document.
    pub fn told_at(&self, it: &TellingView) -> String {
        match it.telling.by {
            Teller::Session(id) => format!("/sessions/{id}"),
            Teller::Document(id) => format!("/documents/{id}#p-{}", it.place),
        }
    }

    /// What it was told in.
    pub fn told_in(&self, it: &TellingView) -> &'static str {
        text(self.language, if it.telling.session().is_some() { "page-session" } else { "word-document" })
    }

    /// The figures of a telling.
    pub fn figures_of(&self, it: &TellingView) -> String {
        it.figures.join("; ")
    }
}
