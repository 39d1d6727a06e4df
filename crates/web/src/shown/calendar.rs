//! The working days of the office, and the deadlines that an edit of them would move.

use super::{form, shown};
use crate::act_forms::FormShown;
use crate::error::Fault;
use crate::pages::Seen;
use crate::shown::Shown;
use app::calendar::{self, CalendarDay, CalendarView, Changed, RecountView, RecountsView};
use app::deadlines::{sentence, weekday};
use app::messages::{Language, say};
use std::borrow::Borrow;

pub struct CalendarShown {
    view: CalendarView,
    language: Language,
    change: Option<FormShown>,
    before: Option<FormShown>,
}

shown!(CalendarShown, CalendarPage, "calendar.html", view);

pub fn calendar(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let year = seen.ask.query.get("year").and_then(|it| it.parse().ok());
    let view = seen.office.calendar_page(Some(seen.viewer), year)?;
    let language = seen.ask.language;
    let action = |act: &str| format!("/registers/{}/acts/{act}", view.register);
    let form = |act: &str, name: &str, words: &[&str]| {
        let option = |it: &&str| (it.to_string(), say(language, &format!("calendar-{name}-{it}"), &[]));
        let options = words.iter().map(option).collect();
        let form = form(seen, &format!("register.{act}"), action(act), None).filter(|_| view.may_change);
        form.map(|it| it.choose(&name.replace('-', "_"), &options))
    };
    let change = form("change_days", "counts-as", &["off", "worked", "ruled"]);
    let before = form("count_before", "before-day", &["included", "excluded"]);
    Ok(Box::new(CalendarShown { view, language, change, before }))
}

impl CalendarShown {
    fn what(&self, day: &CalendarDay) -> String {
        calendar::what(self.language, day)
    }

    fn weekday(&self, day: &CalendarDay) -> String {
        weekday(self.language, day.on)
    }

    fn year(&self, year: &i16) -> String {
        say(self.language, "calendar-year", &[("year", year.to_string().into())])
    }
}

pub struct RecountsShown {
    view: RecountsView,
    key: String,
    /// Why each falls on its new day.
    why: Vec<String>,
}

shown!(RecountsShown, RecountsPage, "recounts.html", view);

pub fn recounts(seen: &Seen) -> Result<Box<dyn Shown>, Fault> {
    let view = seen.office.recounts(seen.viewer)?;
    let told = |it: &RecountView| it.explained.as_ref().and_then(|it| sentence(seen.ask.language, it));
    let why = view.recounts.iter().map(|it| told(it).unwrap_or_default()).collect();
    Ok(Box::new(RecountsShown { why, view, key: seen.office.new_id().to_string() }))
}
