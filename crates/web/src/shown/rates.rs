//! The rates of units, fields, quarters and sources, and the tasks behind each number.

use super::shown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::error::NotFound;
use app::messages::{Language, say};
use app::views::{RateLine, RateTasksView, RateView, RatesAsked, RatesView};
use app::{Error, figures, sentences};
use jiff::civil::Date;
use std::borrow::Borrow;

/// Which counts stand in a line.
const COUNTS: [&str; 6] = ["dated", "on_time", "done_late", "in_time", "overdue", "undated_open"];
/// Which rates stand in a line; above, all of them.
const RULES: [&str; 4] = ["due-only", "all", "completed-only", "updated"];

pub struct RatesShown {
    view: RatesView,
    as_of: String,
    quarter: String,
    /// By what it is told apart, and against which day.
    tabs: [Vec<Tab>; 2],
    heads: Vec<String>,
    /// Where the tasks of all lines are listed, up to the name of the count.
    tasks: String,
    total: Vec<TotalShown>,
    /// What each is called, and how many.
    undated: [(String, Number); 2],
    silent: Vec<String>,
    lines: Vec<LineShown>,
}

pub struct Tab {
    href: String,
    label: String,
    is_on: bool,
}

/// A count that leads to its tasks.
pub struct Number {
    /// Its name: what the address of its tasks ends with.
    of: &'static str,
    n: u64,
}

pub struct RateShown {
    percent: String,
    /// Of nothing there is no rate.
    is_told: bool,
    parts: [Number; 2],
}

pub struct TotalShown {
    rule: String,
    rate: RateShown,
    /// On the day of the last session and at the end of the last quarter, with the change since.
    at_session: String,
    at_quarter: String,
}

pub struct LineShown {
    /// The class of units that begins here.
    class: Option<String>,
    name: String,
    href: Option<String>,
    /// Where its tasks are listed, up to the name of the count.
    tasks: String,
    counts: [Number; COUNTS.len()],
    rates: Vec<RateShown>,
}

shown!(RatesShown, RatesPage, "rates.html", view);

pub fn rates(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.rates(seen.viewer, &asked(seen)?)?;
    let draw = Draw { language: seen.ask.language, view: &view };
    let tabs = draw.tabs();
    let total = view.total.rates.iter().map(|it| draw.total(it)).collect();
    let undated = ["undated_open", "undated_done"];
    let undated = undated.map(|it| (draw.count_name(it).to_lowercase(), number(&view.total, it)));
    let lines = (0..view.lines.len()).map(|it| draw.line(it)).collect();
    let rules = RULES.iter().map(|it| draw.say(&format!("rates-rule-{it}")));
    let heads = COUNTS.iter().map(|it| draw.count_name(it)).chain(rules).collect();
    let (as_of, silent) = (draw.on("rates-as-of", view.today), draw.silent());
    let quarter = draw.on("rates-at-quarter", view.quarter_on);
    let tasks = draw.tasks(&view.total);
    Ok(Box::new(RatesShown { as_of, quarter, tabs, heads, tasks, total, undated, silent, lines, view }))
}

fn asked(seen: &Seen) -> Result<RatesAsked, Fault> {
    let typed = |name: &str| seen.ask.query.raw(name).to_owned();
    let missing = |id: String| Error::NotFound(NotFound::Object { noun: "unit", id });
    let unit = Some(typed("unit")).filter(|it| !it.is_empty());
    let unit = unit.map(|it| it.parse().map_err(|_| missing(it))).transpose()?;
    Ok(RatesAsked { unit, by: typed("by"), due: typed("due") })
}

/// What a page of rates is drawn from.
struct Draw<'a> {
    language: Language,
    view: &'a RatesView,
}

impl Draw<'_> {
    fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    fn percent(&self, hundredths: Option<u64>) -> String {
        percent(self.language, hundredths)
    }

    fn unit(&self) -> String {
        self.view.unit.as_ref().map(|it| it.id.to_string()).unwrap_or_default()
    }

    fn on(&self, key: &str, day: Date) -> String {
        say(self.language, key, &[("day", figures::day(day).into())])
    }

    fn silent(&self) -> Vec<String> {
        let told =
            |(days, n): (u16, u64)| say(self.language, "rates-silent-days", &[("days", days.into()), ("n", n.into())]);
        self.view.silent_days.into_iter().zip(self.view.silent).map(told).collect()
    }

    fn tabs(&self) -> [Vec<Tab>; 2] {
        let tab = |by: &str, due: &str, key: String, is_on| {
            let href = format!("/rates?{}", query([("by", by), ("due", due), ("unit", &self.unit())]));
            Tab { href, label: self.say(&key), is_on }
        };
        let by = ["unit", "field", "quarter", "source"];
        let by = by.map(|it| tab(it, self.view.due, format!("rates-by-{it}"), it == self.view.by)).into();
        let due = ["extended", "first"];
        let due = due.map(|it| tab(self.view.by, it, format!("rates-due-{it}"), it == self.view.due)).into();
        [by, due]
    }

    fn count_name(&self, of: &str) -> String {
        self.say(&format!("rates-count-{}", of.replace('_', "-")))
    }

    /// Where the tasks of a line are listed, up to the name of the count; as it stands in a page.
    fn tasks(&self, line: &RateLine) -> String {
        let query = query([("by", self.view.by), ("due", self.view.due), ("unit", &self.unit()), ("key", &line.key)]);
        let between = if query.is_empty() { "" } else { "&" };
        format!("/rates/tasks?{query}{between}of=").replace('&', "&amp;")
    }

    fn rate(&self, line: &RateLine, rate: &RateView) -> RateShown {
        RateShown {
            percent: self.percent(rate.hundredths),
            is_told: rate.hundredths.is_some(),
            parts: rate.of.map(|it| number(line, it)),
        }
    }

    fn total(&self, rate: &RateView) -> TotalShown {
        let then = |it: Option<u64>| match (it, rate.hundredths) {
            (Some(then), Some(now)) if now != then => {
                let key = if now < then { "rates-fell" } else { "rates-rose" };
                let points = figures::decimal(self.language, &written(now.abs_diff(then)));
                format!("{} ({})", self.percent(Some(then)), say(self.language, key, &[("points", points.into())]))
            }
            (then, _) => self.percent(then),
        };
        TotalShown {
            rule: self.say(&format!("rates-rule-{}", rate.rule)),
            rate: self.rate(&self.view.total, rate),
            at_session: then(rate.at_session),
            at_quarter: then(rate.at_quarter),
        }
    }

    fn line(&self, at: usize) -> LineShown {
        let line = &self.view.lines[at];
        let before = at.checked_sub(1).map(|it| self.view.lines[it].class);
        let class = line.class.filter(|_| before != Some(line.class));
        let word = |prefix: &str, code: serde_json::Value| {
            self.say(&format!("{prefix}{}", code.as_str().unwrap_or_default().replace('_', "-")))
        };
        let class = class.map(|(kind, level)| {
            format!("{} · {}", word("level-", serde_json::json!(level)), word("kind-", serde_json::json!(kind)))
        });
        let is_unit = self.view.by == "unit";
        let is_own = self.view.unit.as_ref().is_some_and(|it| it.id.to_string() == line.key);
        let below = format!("/rates?{}", query([("due", self.view.due), ("unit", &line.key)]));
        let rates = line.rates.iter().filter(|it| RULES.contains(&it.rule)).map(|it| self.rate(line, it));
        LineShown {
            class,
            name: self.name(line),
            href: (is_unit && !is_own).then_some(below),
            tasks: self.tasks(line),
            counts: COUNTS.map(|it| number(line, it)),
            rates: rates.collect(),
        }
    }

    fn name(&self, line: &RateLine) -> String {
        match self.view.by {
            "unit" => line.name.clone().unwrap_or_else(|| self.say("erased")),
            "field" => match model::Field::ALL.iter().find(|it| it.1 == line.key) {
                Some((field, _)) => sentences::field(self.language, *field),
                None => self.say("rates-no-field"),
            },
            "source" => self.say(&format!("rates-source-{}", line.key)),
            _ => figures::period(self.language, &line.key),
        }
    }
}

fn number(line: &RateLine, of: &'static str) -> Number {
    Number { of, n: line.counts[of] }
}

/// What is asked for, without what is meant anyway.
fn query<const N: usize>(asked: [(&str, &str); N]) -> String {
    let told = asked.into_iter().filter(|it| !matches!(it, ("by", "unit") | ("due", "extended") | (_, "")));
    told.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// A rate; of nothing there is none.
pub(super) fn percent(language: Language, hundredths: Option<u64>) -> String {
    let percent = |it| format!("{}%", figures::decimal(language, &written(it)));
    hundredths.map_or_else(|| "–".to_owned(), percent)
}

fn written(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl RatesShown {
    fn session(&self) -> Option<(String, String)> {
        let session = self.view.session.as_ref()?;
        Some((format!("/sessions/{}", session.id), figures::day(session.held_on)))
    }
}

pub struct RateTasksShown {
    view: RateTasksView,
    back: String,
    next: Option<String>,
}

shown!(RateTasksShown, RateTasksPage, "rate_tasks.html", view);

pub fn rate_tasks(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let query = &seen.ask.query;
    let view =
        seen.office.rate_tasks(seen.viewer, &asked(seen)?, (query.raw("key"), query.raw("of")), query.raw("after"))?;
    let back = query.with_all(&[("key", ""), ("of", ""), ("after", "")]);
    let next = view.next.as_ref().map(|it| query.with_all(&[("after", it)]));
    Ok(Box::new(RateTasksShown { view, back, next }))
}
