//! The briefing of a session and of a unit: one page for whoever chairs the next one, and its annexes.

mod words;

use super::rates::percent;
use super::shown;
use super::tasks::{state_class, state_word};
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::figures;
use app::messages::{Language, say};
use app::views::{
    BriefConclusion, BriefList, BriefTask, BriefingView, Fate, QuestionAbout, RateView, SILENT, StateCount,
};
use std::borrow::Borrow;
use std::sync::Arc;
use words::Words;

pub struct BriefingShown {
    view: Arc<BriefingView>,
    title: String,
    /// Where whoever reads it came from.
    back: String,
    /// For the projector of a meeting room.
    is_large: bool,
    /// The same page the other way.
    other_size: String,
    fates: Vec<FateShown>,
    conclusions: Vec<ConclusionShown>,
    counts: Vec<CountShown>,
    late: ListShown,
    silent: ListShown,
    /// Where all the silent ones stand.
    all_silent: String,
    rates: Vec<RateShown>,
    limitations: Vec<LimitationShown>,
    questions: Vec<QuestionShown>,
}

/// How many conclusions became what.
struct FateShown {
    class: &'static str,
    word: String,
    n: usize,
    /// The line in the annex from which on they stand.
    href: String,
}

struct ConclusionShown {
    /// Its place in the list of the annex, and what the document calls it.
    id: String,
    n: String,
    words: Option<String>,
    lead: Option<String>,
    class: &'static str,
    state: String,
    /// What there is to say beside it, and the newest report.
    more: String,
    said: Option<String>,
    href: String,
}

struct CountShown {
    class: &'static str,
    word: &'static str,
    n: String,
    href: String,
}

struct TaskShown {
    task: BriefTask,
    state: String,
}

/// Tasks as an annex lists them.
struct ListShown {
    class: &'static str,
    tasks: Vec<TaskShown>,
    /// Where the others stand, and how many they are.
    more: Option<(String, String)>,
}

struct RateShown {
    rule: String,
    percent: String,
    parts: [(String, u64); 2],
    /// As it was on the day of the session; `None` where nothing counted yet.
    then: Option<String>,
}

struct LimitationShown {
    times: String,
    words: Option<String>,
    more: String,
    /// The page of what is followed.
    href: Option<String>,
}

/// A question as it stands on the one page, and whole in the annex.
struct QuestionShown {
    short: String,
    whole: String,
    from: String,
    /// The code of its task.
    code: Option<String>,
    href: Option<String>,
}

/// So many letters of what a question is about stand on the one page.
const SHORT: usize = 84;

shown!(BriefingShown, BriefingPage, "briefing.html", view.as_ref());

pub fn session_briefing(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.briefing_of_session(seen.viewer, seen.ask.id())?;
    let held_on = view.session.as_ref().map(|it| figures::day(it.held_on)).unwrap_or_default();
    let title = say(seen.ask.language, "brief-of-session", &[("day", held_on.into())]);
    let back = view.session.as_ref().map_or_else(|| "/sessions".to_owned(), |it| format!("/sessions/{}", it.id));
    Ok(Box::new(drawn(seen, view, title, back)))
}

pub fn unit_briefing(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.briefing_of_unit(seen.viewer, seen.ask.id())?;
    let words = Words::new(seen.ask.language);
    let title = say(seen.ask.language, "brief-of-unit", &[("unit", words.unit(view.unit.as_ref()).into())]);
    let back = view.unit.as_ref().map_or_else(|| "/units".to_owned(), |it| format!("/units/{}", it.id));
    Ok(Box::new(drawn(seen, view, title, back)))
}

fn drawn(seen: &Seen, view: Arc<BriefingView>, title: String, back: String) -> BriefingShown {
    let words = Words::new(seen.ask.language);
    let is_large = seen.ask.query.get("large").is_some();
    let session = view.session.as_ref().map(|it| it.id.to_string()).unwrap_or_default();
    let id_of = |it: &BriefConclusion| format!("k{}", it.n);
    let fates = view.fates.iter().map(|it| FateShown {
        class: class_of(it.fate),
        word: words.fate_counted(it.fate),
        n: it.n,
        href: format!("#{}", view.conclusions.iter().find(|of| of.fate == it.fate).map(id_of).unwrap_or_default()),
    });
    let conclusion = |it: &BriefConclusion| ConclusionShown {
        id: id_of(it),
        n: it.point.clone().unwrap_or_else(|| it.n.to_string()),
        words: it.words.clone(),
        lead: it.lead.as_ref().map(|it| words.unit(Some(it))),
        class: class_of(it.fate),
        state: words.fate(it),
        more: words.beside(it),
        said: it.last_words.clone(),
        href: it.task.as_ref().map_or_else(|| format!("/sessions/{session}#c{}", it.n), |it| format!("/tasks/{it}")),
    };
    let unit = view.unit.as_ref().map(|it| format!("unit={}&", it.id)).unwrap_or_default();
    let is_of_unit = view.tasks.query.starts_with("unit=");
    let all_silent = match is_of_unit {
        true => format!("/rates/tasks?{unit}of={SILENT}"),
        false => format!("/tasks?{}&state=open", view.tasks.query),
    };
    let all_late = format!("/tasks?{}&state=overdue", view.tasks.query);
    let late = |it: &BriefTask| task(it, words.days_late(it.days_late));
    let silent = |it: &BriefTask| task(it, words.days_silent(it.days_silent));
    BriefingShown {
        title,
        back,
        is_large,
        other_size: if is_large { "?".to_owned() } else { "?large=1".to_owned() },
        fates: fates.collect(),
        conclusions: view.conclusions.iter().map(conclusion).collect(),
        counts: view.tasks.counts.iter().map(|it| count(seen.ask.language, it, &view.tasks.query)).collect(),
        late: list(&words, &view.tasks.overdue, ("st-late", all_late), late),
        silent: list(&words, &view.tasks.silent, ("st-silent", all_silent.clone()), silent),
        all_silent,
        rates: view.rates.iter().filter(|it| RULES.contains(&it.rule)).map(|it| rate(&words, it, &unit)).collect(),
        limitations: view.limitations.iter().map(|it| limitation(&words, it)).collect(),
        questions: view.questions.iter().map(|it| question(&words, &view, it)).collect(),
        view,
    }
}

/// The rules that stand on the page; all of them stand on that of the rates.
const RULES: [&str; 4] = ["due-only", "all", "completed-only", "updated"];

fn class_of(fate: Fate) -> &'static str {
    match fate {
        Fate::Overdue => "st-late",
        Fate::Silent => "st-silent",
        Fate::Awaiting | Fate::Unended => "st-wait",
        Fate::ExtensionAsked => "st-soon",
        Fate::UnderWay => "st-time",
        Fate::Suspended | Fate::Terminated => "st-hold",
        Fate::DoneLate | Fate::DoneInTime | Fate::Done => "st-done",
        Fate::WithoutTask | Fate::Guidance => "st-none",
    }
}

fn count(language: Language, it: &StateCount, query: &str) -> CountShown {
    CountShown {
        class: state_class(it.state),
        word: state_word(it.state),
        n: crate::render::total(language, it.total),
        href: format!("/tasks?{query}&state={}", it.state),
    }
}

fn task(it: &BriefTask, state: String) -> TaskShown {
    TaskShown { task: it.clone(), state }
}

fn list(
    words: &Words,
    of: &BriefList,
    (class, href): (&'static str, String),
    shown: impl Fn(&BriefTask) -> TaskShown,
) -> ListShown {
    let n = of.n.saturating_sub(of.tasks.len());
    let more = (n > 0).then(|| (href, say(words.language, "brief-more-in-register", &[("n", n.into())])));
    ListShown { class, tasks: of.tasks.iter().map(shown).collect(), more }
}

fn rate(words: &Words, it: &RateView, unit: &str) -> RateShown {
    let part = |of: &str, n| (format!("/rates/tasks?{unit}of={of}"), n);
    RateShown {
        rule: words.say(&format!("rates-rule-{}", it.rule)),
        percent: percent(words.language, it.hundredths),
        parts: [part(it.of[0], it.numerator), part(it.of[1], it.denominator)],
        then: it.at_session.map(|it| percent(words.language, Some(it))),
    }
}

fn limitation(words: &Words, it: &app::views::BriefLimitation) -> LimitationShown {
    LimitationShown {
        times: match it.matter {
            Some(_) => say(words.language, "brief-times", &[("n", it.n_times.into())]),
            None => say(words.language, "brief-times-alike", &[("n", it.n_times.into())]),
        },
        href: it.matter.map(|it| format!("/matters/{it}")),
        words: it.words.clone(),
        more: words.limitation(it),
    }
}

fn question(words: &Words, view: &BriefingView, it: &app::views::Question) -> QuestionShown {
    let session = view.session.as_ref().map(|it| it.id.to_string()).unwrap_or_default();
    let at_session = it.conclusions.first().map(|n| format!("/sessions/{session}#c{n}"));
    QuestionShown {
        short: words.question(it, SHORT),
        whole: words.question(it, usize::MAX),
        from: words.made_of(view, it),
        code: it.task.clone(),
        href: match it.about {
            QuestionAbout::Petitions => Some("#annex-6".to_owned()),
            QuestionAbout::Listed => it.task.as_ref().map(|it| format!("/limitations?task={it}")),
            _ => it.task.as_ref().map(|it| format!("/tasks/{it}")).or(at_session),
        },
    }
}

impl BriefingShown {
    fn first_conclusions(&self) -> &[ConclusionShown] {
        &self.conclusions[..self.view.first_page.n_conclusions.min(self.conclusions.len())]
    }

    fn first_silent(&self) -> &[TaskShown] {
        &self.silent.tasks[..self.view.first_page.n_silent.min(self.silent.tasks.len())]
    }

    fn first_limitations(&self) -> &[LimitationShown] {
        &self.limitations[..self.view.first_page.n_limitations.min(self.limitations.len())]
    }

    fn first_questions(&self) -> &[QuestionShown] {
        &self.questions[..self.view.first_page.n_questions.min(self.questions.len())]
    }

    /// The annexes: number, key of the heading, how many lines there are of it.
    fn annexes(&self) -> [(usize, &'static str, usize); 6] {
        [
            (1, "brief-conclusions", self.conclusions.len()),
            (2, "brief-late", self.view.tasks.overdue.n),
            (3, "brief-silent", self.view.tasks.silent.n),
            (4, "brief-limitations", self.limitations.len()),
            (5, "brief-questions", self.questions.len()),
            (6, "brief-petitions", self.view.petitions.len()),
        ]
    }

    /// The number of an annex on paper: what has no lines is none.
    fn annex(&self, place: usize) -> usize {
        self.annexes().iter().filter(|it| it.0 <= place && 0 < it.2).count()
    }

    /// Whether a list shows more in its annex than on the page.
    fn is_cut(&self, shown: &usize, all: &usize) -> bool {
        shown < all
    }
}
